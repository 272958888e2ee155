// Actors and their mentions for Python: Knowledge from plain data, mentions as columns.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/actors/annotations.h"
#include "polyvocal/actors/knowledge.h"
#include "polyvocal/actors/mentions.h"
#include "polyvocal/actors/name_similarity.h"
#include "polyvocal/actors/spelling.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/offsets.h"
#include "run.h"

namespace py = pybind11;

void register_actors(py::module_& module);

namespace polyvocal {
namespace {

constexpr int kActorTypeCount = 11;
constexpr int kCasePolicyCount = 3;

std::string_view case_policy_name(CasePolicy policy) {
  switch (policy) {
    case CasePolicy::smart:
      return "smart";
    case CasePolicy::exact:
      return "exact";
    case CasePolicy::insensitive:
      break;
  }
  return "insensitive";
}

// The value of an enumeration with this name.
template <class Enum, class NameOf>
Enum parse(std::string_view what, const std::string& name, int count, NameOf name_of) {
  for (int i = 0; i < count; ++i) {
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  throw InputError("unknown " + std::string(what) + " '" + name + "'");
}

using FactionRow = std::tuple<std::string, std::string>;
using MembershipRow = std::tuple<FactionId, std::optional<Day>, std::optional<Day>>;
using ActorRow = std::tuple<std::string, std::string, std::string, std::vector<MembershipRow>,
                            std::vector<std::string>>;
using NameRow = std::tuple<ActorId, std::string, std::string, std::string>;
using TieRow = std::tuple<ActorId, ActorId, FactionId, double, std::string>;
using WordRow = std::tuple<std::string, std::string>;
using CorrectionRow = std::tuple<std::string, std::string, std::string, ActorId, ActorId>;

void require(bool holds, const char* message) {
  if (!holds) throw InputError(message);
}

// Calls use(row) for each row in turn: long lists need not be held twice.
template <class Row, class Use>
void each_row(const py::iterable& rows, const char* what, const Use& use) {
  for (const py::handle row : rows) {
    try {
      use(row.cast<Row>());
    } catch (const py::cast_error&) {
      throw py::type_error(std::string(what) + " must be rows of the kinds in the signature, not " +
                           py::repr(row).cast<std::string>());
    }
  }
}

void check_actor(const Knowledge& knowledge, ActorId actor, ActorId least) {
  require(actor >= least && actor < static_cast<ActorId>(knowledge.actors.size()),
          "actor index out of range");
}

std::shared_ptr<Knowledge> make_knowledge(const std::vector<FactionRow>& factions,
                                          const py::iterable& actors, const py::iterable& names,
                                          const std::vector<TieRow>& ties,
                                          const std::vector<CorrectionRow>& corrections,
                                          std::vector<std::string> other_names,
                                          std::vector<std::string> countries,
                                          const std::vector<WordRow>& words) {
  auto knowledge = std::make_shared<Knowledge>();
  for (const auto& [id, name] : factions) knowledge->factions.push_back({id, name});
  const auto faction_count = static_cast<FactionId>(factions.size());
  each_row<ActorRow>(actors, "actors", [&](ActorRow&& row) {
    auto& [id, name, type, memberships, titles] = row;
    Actor actor{.id = std::move(id),
                .name = std::move(name),
                .type = {},
                .memberships = {},
                .titles = std::move(titles)};
    actor.type = parse<ActorType>("actor type", type, kActorTypeCount, actor_type_name);
    for (const auto& [faction, from, to] : memberships) {
      require(faction >= 0 && faction < faction_count, "faction index out of range");
      actor.memberships.push_back({faction, from.value_or(kNoDate), to.value_or(kNoDate)});
    }
    knowledge->actors.push_back(std::move(actor));
  });
  each_row<NameRow>(names, "names", [&](NameRow&& row) {
    auto& [actor, surface, kind, policy] = row;
    check_actor(*knowledge, actor, 0);
    knowledge->names.push_back(
        {.actor = actor,
         .surface = std::move(surface),
         .kind = parse<NameKind>("name kind", kind, kNameKindCount, name_kind_name),
         .policy = parse<CasePolicy>("case policy", policy, kCasePolicyCount, case_policy_name)});
  });
  for (const auto& [source, actor, faction, sign, statement] : ties) {
    check_actor(*knowledge, source, 0);
    check_actor(*knowledge, actor, -1);
    require(faction >= -1 && faction < faction_count, "faction index out of range");
    require((actor < 0) != (faction < 0), "a tie has one target: an actor or a faction");
    knowledge->ties.push_back({source, actor, faction, sign, statement});
  }
  for (const auto& [surface, document, outlet, actor, from] : corrections) {
    check_actor(*knowledge, actor, -1);
    check_actor(*knowledge, from, -1);
    knowledge->corrections.push_back({surface, document, actor, outlet, from});
  }
  knowledge->other_names = std::move(other_names);
  knowledge->countries = std::move(countries);
  for (const auto& [word, what] : words) {
    knowledge->words.push_back(
        {word, parse<WordClass>("word class", what, kWordClassCount, word_class_name)});
  }
  return knowledge;
}

// As column, with dtype bool.
void require_same(const MentionResult& result, const Corpus& corpus) {
  if (result.mentions.doc_rows.size() != corpus.size() + 1) {
    throw InputError("the mentions are of " + std::to_string(result.mentions.doc_rows.size() - 1) +
                     " documents and the corpus has " + std::to_string(corpus.size()) +
                     "; give the corpus they were found in");
  }
}

// Where rows stand, in code points, and the words there.
struct Places {
  CodePointSpans points;
  std::shared_ptr<StringColumn> surfaces = std::make_shared<StringColumn>();
};

template <class Row>
Places places_of(const std::vector<Row>& rows, const Corpus& corpus, const Run& run = {}) {
  Places places;
  std::vector<std::uint32_t> documents(rows.size());
  std::vector<Span> spans(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    documents[i] = rows[i].document;
    spans[i] = rows[i].span;
    places.surfaces->push_back(corpus.text(documents[i]).substr(spans[i].begin, spans[i].size()));
  }
  places.points = spans_to_code_points(corpus, documents, spans, run);
  return places;
}

py::dict mention_columns(const MentionResult& result, const Corpus& corpus,
                         const Segments& segments, int threads) {
  require_same(result, corpus);
  if (segments.documents() != corpus.size()) {
    throw InputError("the segments are of another corpus; give those the mentions were found in");
  }
  const std::vector<Mention>& rows = result.mentions.rows;
  Places places;
  {
    const py::gil_scoped_release released;
    places = places_of(rows, corpus, {.threads = resolve_threads(threads)});
  }
  const auto sentence = [&](const Mention& m) -> const Sentence& {
    return segments.sentences[m.sentence];
  };
  py::dict columns;
  columns["document"] = column<std::int32_t>(rows, [](const Mention& m) { return m.document; });
  columns["start"] = to_array(std::move(places.points.begins));
  columns["end"] = to_array(std::move(places.points.ends));
  columns["surface"] = py::cast(places.surfaces);
  columns["actor"] = column<std::int32_t>(rows, [](const Mention& m) { return m.actor; });
  columns["faction"] = column<std::int32_t>(rows, [](const Mention& m) { return m.faction; });
  columns["kind"] = column<std::uint8_t>(rows, [](const Mention& m) { return m.kind; });
  columns["method"] = column<std::uint8_t>(rows, [](const Mention& m) { return m.method; });
  columns["confidence"] = column<float>(rows, [](const Mention& m) { return m.confidence; });
  // Counted from 0 within the document.
  columns["sentence"] = column<std::int32_t>(
      rows, [&](const Mention& m) { return m.sentence - segments.doc_sentences[m.document]; });
  columns["paragraph"] = column<std::int32_t>(rows, [&](const Mention& m) {
    return sentence(m).paragraph - segments.doc_paragraphs[m.document];
  });
  columns["region"] =
      column<std::uint8_t>(rows, [&](const Mention& m) { return sentence(m).region; });
  columns["metonym"] = flags(rows, [](const Mention& m) { return m.metonym; });
  columns["nested"] = flags(rows, [](const Mention& m) { return m.nested; });
  columns["ambiguous"] = flags(rows, [](const Mention& m) { return m.ambiguous; });
  columns["annotator"] = column<std::uint8_t>(rows, [](const Mention& m) { return m.annotator; });
  columns["runner_up"] = column<std::int32_t>(rows, [](const Mention& m) { return m.runner_up; });
  return columns;
}

py::dict candidate_columns(const MentionResult& result, const Corpus& corpus) {
  require_same(result, corpus);
  const std::vector<Candidate>& rows = result.candidates;
  py::list names;
  py::list types;
  py::list variants;
  py::list reasons;
  py::list examples;
  for (const Candidate& candidate : rows) {
    names.append(to_str(candidate.name));
    types.append(to_str(actor_type_name(candidate.type)));
    py::list spellings;
    for (const std::string& spelling : candidate.variants) spellings.append(to_str(spelling));
    variants.append(spellings);
    reasons.append(to_str(candidate.reason));
    examples.append(to_str(corpus.text(candidate.example_document)
                               .substr(candidate.example.begin, candidate.example.size())));
  }
  py::dict columns;
  columns["name"] = names;
  columns["type"] = types;
  columns["variants"] = variants;
  columns["count"] = column<std::int64_t>(rows, [](const Candidate& c) { return c.count; });
  columns["documents"] = column<std::int64_t>(rows, [](const Candidate& c) { return c.documents; });
  columns["outlets"] = column<std::int64_t>(rows, [](const Candidate& c) { return c.outlets; });
  columns["nearest_actor"] =
      column<std::int32_t>(rows, [](const Candidate& c) { return c.nearest; });
  columns["similarity"] = column<float>(rows, [](const Candidate& c) { return c.similarity; });
  columns["reason"] = reasons;
  columns["example"] = examples;
  columns["example_document"] =
      column<std::int32_t>(rows, [](const Candidate& c) { return c.example_document; });
  return columns;
}

py::dict candidate_mention_columns(const MentionResult& result, const Corpus& corpus) {
  require_same(result, corpus);
  const std::vector<UnknownMention>& rows = result.unknown_mentions;
  const std::vector<UnknownName>& names = result.unknown_names;
  Places places;
  auto labels = std::make_shared<StringColumn>();
  {
    const py::gil_scoped_release released;
    places = places_of(rows, corpus);
    for (const UnknownMention& row : rows) labels->push_back(names[row.name].name);
  }
  py::dict columns;
  columns["document"] =
      column<std::int32_t>(rows, [](const UnknownMention& m) { return m.document; });
  columns["start"] = to_array(std::move(places.points.begins));
  columns["end"] = to_array(std::move(places.points.ends));
  columns["surface"] = py::cast(places.surfaces);
  columns["name"] = py::cast(labels);
  columns["type"] =
      column<std::uint8_t>(rows, [&](const UnknownMention& m) { return names[m.name].type; });
  columns["candidate"] =
      column<std::int32_t>(rows, [&](const UnknownMention& m) { return names[m.name].candidate; });
  columns["before"] = column<std::uint8_t>(rows, [](const UnknownMention& m) { return m.before; });
  columns["after"] = column<std::uint8_t>(rows, [](const UnknownMention& m) { return m.after; });
  columns["inside"] = column<std::uint16_t>(rows, [](const UnknownMention& m) { return m.inside; });
  return columns;
}

using Int32s = py::array_t<std::int32_t, py::array::c_style>;
using Bytes = py::array_t<std::uint8_t, py::array::c_style>;
using Floats = py::array_t<float, py::array::c_style>;

// Annotations come ordered by (document, annotator, start), with offsets in code points.
std::vector<Annotation> to_annotations(const Corpus& corpus, const Int32s& documents,
                                       const Int32s& starts, const Int32s& ends,
                                       const Int32s& actors, const Bytes& annotators,
                                       const Floats& confidences) {
  const auto size = static_cast<std::size_t>(documents.size());
  for (const py::ssize_t other :
       {starts.size(), ends.size(), actors.size(), annotators.size(), confidences.size()}) {
    require(static_cast<std::size_t>(other) == size, "columns of annotations differ in length");
  }
  std::vector<std::uint32_t> docs(size);
  for (std::size_t i = 0; i < size; ++i) {
    const std::int32_t document = documents.data()[i];
    require(document >= 0 && static_cast<std::size_t>(document) < corpus.size(),
            "document index out of range");
    docs[i] = static_cast<std::uint32_t>(document);
    require(i == 0 || docs[i - 1] <= docs[i], "annotations are not ordered by document");
  }
  const auto begins = to_bytes(corpus, docs, {starts.data(), size});
  const auto stops = to_bytes(corpus, docs, {ends.data(), size});
  std::vector<Annotation> annotations(size);
  for (std::size_t i = 0; i < size; ++i) {
    require(begins[i] < stops[i], "an annotation is empty");
    annotations[i] = {docs[i],
                      {begins[i], stops[i]},
                      actors.data()[i],
                      annotators.data()[i],
                      confidences.data()[i]};
  }
  return annotations;
}

py::tuple merge_annotations(const Corpus& corpus, const Segments& segments,
                            const Knowledge& knowledge, const MentionResult& found,
                            const Int32s& documents, const Int32s& starts, const Int32s& ends,
                            const Int32s& actors, const Bytes& annotators,
                            const Floats& confidences) {
  require_same(found, corpus);
  const auto annotations =
      to_annotations(corpus, documents, starts, ends, actors, annotators, confidences);
  for (const Annotation& annotation : annotations) check_actor(knowledge, annotation.actor, -1);
  auto merged = std::make_shared<MentionResult>(found);
  std::vector<std::uint8_t> codes;
  {
    const py::gil_scoped_release released;
    for (const Outcome outcome :
         add_annotations(corpus, segments, knowledge, annotations, *merged)) {
      codes.push_back(static_cast<std::uint8_t>(outcome));
    }
  }
  return py::make_tuple(merged, to_array(std::move(codes)));
}

template <class Enum, class NameOf>
py::tuple names_of(int count, NameOf name_of) {
  py::list names;
  for (int i = 0; i < count; ++i) names.append(to_str(name_of(static_cast<Enum>(i))));
  return py::tuple(names);
}

py::tuple words_of(std::span<const std::string_view> words) {
  py::list list;
  for (const std::string_view word : words) list.append(to_str(word));
  return py::tuple(list);
}

ShortNames parse_short_names(std::string_view name) {
  if (name == "cautious") return ShortNames::cautious;
  if (name == "generous") return ShortNames::generous;
  throw InputError("short_names: '" + std::string(name) + "'; use cautious or generous");
}

}  // namespace
}  // namespace polyvocal

void register_actors(py::module_& module) {
  using namespace polyvocal;
  py::class_<Knowledge, std::shared_ptr<Knowledge>>(module, "Knowledge")
      .def(py::init(&make_knowledge), py::kw_only(), py::arg("factions"), py::arg("actors"),
           py::arg("names"), py::arg("ties"), py::arg("corrections"),
           py::arg("other_names") = std::vector<std::string>(),
           py::arg("countries") = std::vector<std::string>(),
           py::arg("words") = std::vector<WordRow>())
      .def_property_readonly("actor_count", [](const Knowledge& k) { return k.actors.size(); })
      .def_property_readonly("faction_count", [](const Knowledge& k) { return k.factions.size(); })
      .def(
          "faction_of",
          [](const Knowledge& knowledge, ActorId actor, std::optional<Day> day) {
            check_actor(knowledge, actor, -1);
            return knowledge.faction_of(actor, day.value_or(kNoDate));
          },
          py::arg("actor"), py::arg("day") = py::none());

  py::class_<MentionResult, std::shared_ptr<MentionResult>> mentions(module, "MentionResult");
  mentions.def("__len__", [](const MentionResult& r) { return r.mentions.rows.size(); })
      .def("columns", &mention_columns, py::arg("corpus"), py::arg("segments"), py::kw_only(),
           py::arg("threads") = 0)
      .def("candidates", &candidate_columns, py::arg("corpus"))
      .def("candidate_mentions", &candidate_mention_columns, py::arg("corpus"))
      .def_readonly("candidates_left_out", &MentionResult::candidates_left_out)
      .def_property_readonly("correction_effects", [](const MentionResult& r) {
        py::list effects;
        for (const CorrectionEffect& effect : r.corrections) {
          effects.append(py::make_tuple(effect.matched, effect.changed));
        }
        return effects;
      });
  mentions.attr("kind_names") = names_of<NameKind>(kNameKindCount, name_kind_name);
  mentions.attr("cues_before") = words_of(cues_before_names());
  mentions.attr("cues_after") = words_of(cues_after_names());
  mentions.attr("cues_inside") = words_of(cues_inside_names());
  mentions.attr("method_names") = names_of<Method>(kMethodCount, method_name);
  mentions.attr("outcome_names") = names_of<Outcome>(kOutcomeCount, outcome_name);
  mentions.attr("type_names") = names_of<ActorType>(kActorTypeCount, actor_type_name);

  module.def(
      "find_mentions",
      [](const Corpus& corpus, const Segments& segments, const Knowledge& knowledge, int threads,
         const py::object& progress, bool variants, bool short_forms,
         const std::string& short_names, bool keep_nested, bool candidates, bool places,
         std::uint32_t max_candidates) {
        if (segments.documents() != corpus.size()) {
          throw InputError("the segments are of another corpus; segment this one first");
        }
        const MentionOptions options{.variants = variants,
                                     .short_forms = short_forms,
                                     .short_names = parse_short_names(short_names),
                                     .keep_nested = keep_nested,
                                     .candidates = candidates,
                                     .places = places,
                                     .max_candidates = max_candidates};
        return std::make_shared<MentionResult>(
            run_interruptible(threads, progress, [&](const Run& run) {
              return find_mentions(corpus, segments, knowledge, run, options);
            }));
      },
      py::arg("corpus"), py::arg("segments"), py::arg("knowledge"), py::kw_only(),
      py::arg("threads") = 0, py::arg("progress") = py::none(), py::arg("variants") = true,
      py::arg("short_forms") = true, py::arg("short_names") = "cautious",
      py::arg("keep_nested") = true, py::arg("candidates") = true, py::arg("places") = false,
      py::arg("max_candidates") = 2000);

  module.def(
      "is_common_word", [](const std::string& word) { return is_common_word(word); },
      py::arg("word"));
  module.def("add_annotations", &merge_annotations, py::arg("corpus"), py::arg("segments"),
             py::arg("knowledge"), py::arg("found"), py::kw_only(), py::arg("documents"),
             py::arg("starts"), py::arg("ends"), py::arg("actors"), py::arg("annotators"),
             py::arg("confidences"));

  module.def(
      "spelling_distances",
      [](const std::vector<std::string>& left, const std::vector<std::string>& right) {
        require(left.size() == right.size(), "give as many words on the left as on the right");
        std::vector<double> distances(left.size());
        {
          const py::gil_scoped_release released;
          for (std::size_t i = 0; i < left.size(); ++i) {
            distances[i] = name_distance(left[i], right[i]);
          }
        }
        return to_array(std::move(distances));
      },
      py::arg("left"), py::arg("right"));

  module.def(
      "transliteration_distances",
      [](const std::vector<std::string>& left, const std::vector<std::string>& right) {
        require(left.size() == right.size(), "give as many words on the left as on the right");
        std::vector<double> distances(left.size());
        {
          const py::gil_scoped_release released;
          for (std::size_t i = 0; i < left.size(); ++i) {
            distances[i] = transliteration_distance(left[i], right[i]);
          }
        }
        return to_array(std::move(distances));
      },
      py::arg("left"), py::arg("right"));

  module.def(
      "name_similarities",
      [](const std::vector<std::string>& a, const std::vector<std::string>& b, int thing) {
        require(thing >= 0 && thing <= 2, "no such kind of name");
        std::vector<double> similarities;
        {
          const py::gil_scoped_release released;
          similarities = name_similarities(a, b, static_cast<NamedThing>(thing));
        }
        return to_array(std::move(similarities));
      },
      py::arg("a"), py::arg("b"), py::arg("thing") = 0);

  module.def(
      "spelling_sounds",
      [](const std::vector<std::string>& words) {
        std::vector<std::string> sounds(words.size());
        std::transform(words.begin(), words.end(), sounds.begin(), name_sounds);
        return sounds;
      },
      py::arg("words"));
  module.def(
      "romanised",
      [](const std::vector<std::string>& words) {
        std::vector<std::string> latin(words.size());
        std::transform(words.begin(), words.end(), latin.begin(), romanised);
        return latin;
      },
      py::arg("words"));
}
