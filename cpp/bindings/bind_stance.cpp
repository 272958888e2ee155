// Stance for Python: evidence, scores, contrasts and alignment as columns in code points.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/offsets.h"
#include "polyvocal/stance/affiliations.h"
#include "polyvocal/stance/alignment.h"
#include "polyvocal/stance/evidence.h"
#include "polyvocal/stance/polarity.h"
#include "run.h"

namespace py = pybind11;

void register_stance(py::module_& module);

namespace polyvocal {
namespace {

void require_same(const Evidence& evidence, const Corpus& corpus) {
  if (evidence.language.size() != corpus.size()) {
    throw InputError("the evidence is of " + std::to_string(evidence.language.size()) +
                     " documents and the corpus has " + std::to_string(corpus.size()) +
                     "; give the corpus it was found in");
  }
}

// Byte offsets of several kinds of spans of one row order, in code points.
class PointColumns {
 public:
  PointColumns(const Corpus& corpus, std::vector<std::uint32_t> documents)
      : corpus_(corpus), documents_(std::move(documents)) {}

  template <class Row, class SpanOf>
  CodePointSpans of(const std::vector<Row>& rows, SpanOf span_of) const {
    std::vector<Span> spans(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) spans[i] = span_of(rows[i]);
    return spans_to_code_points(corpus_, documents_, spans);
  }

 private:
  const Corpus& corpus_;
  std::vector<std::uint32_t> documents_;
};

void append_number(std::string& out, double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, 4);
  out.append(buffer.data(), end.ptr);
}

void append_number(std::string& out, std::int32_t value) { out += std::to_string(value); }

// The cues of each row as a JSON list of objects.
class CueText {
 public:
  CueText(const Corpus& corpus, const Evidence& evidence) : evidence_(evidence) {
    std::vector<std::uint32_t> documents(evidence.cues.size());
    for (const EvidenceRow& row : evidence.rows) {
      std::fill(documents.begin() + row.cue_begin, documents.begin() + row.cue_end, row.document);
    }
    const PointColumns points(corpus, std::move(documents));
    span_ = points.of(evidence.cues, [](const StanceCue& c) { return c.span; });
    negator_ = points.of(evidence.cues, [](const StanceCue& c) { return c.negator; });
  }

  [[nodiscard]] std::string json(const EvidenceRow& row) const {
    std::string out = "[";
    for (std::uint32_t c = row.cue_begin; c < row.cue_end; ++c) {
      if (c > row.cue_begin) out += ", ";
      append(out, evidence_.cues[c], c);
    }
    return out + "]";
  }

 private:
  void append(std::string& out, const StanceCue& cue, std::size_t c) const {
    out += R"({"start": )";
    append_number(out, span_.begins[c]);
    out += R"(, "end": )";
    append_number(out, span_.ends[c]);
    out += R"(, "kind": ")";
    out += cue_kind_name(cue.kind);
    out += R"(", "weight": )";
    append_number(out, static_cast<double>(cue.weight));
    out += R"(, "base": )";
    append_number(out, static_cast<double>(cue.base));
    if (cue.frame >= 0) {
      out += R"(, "frame": ")";
      out += frame_name(cue.frame);
      out += '"';
    }
    out += cue.negated ? R"(, "negated": true)" : R"(, "negated": false)";
    if (!cue.negator.empty()) {
      out += R"(, "negation_start": )";
      append_number(out, negator_.begins[c]);
      out += R"(, "negation_end": )";
      append_number(out, negator_.ends[c]);
    }
    out += '}';
  }

  const Evidence& evidence_;
  CodePointSpans span_;
  CodePointSpans negator_;
};

void append_once(std::string& list, std::string_view item) {
  if (item.empty()) return;
  if (("; " + list + "; ").find("; " + std::string(item) + "; ") != std::string::npos) return;
  if (!list.empty()) list += "; ";
  list += item;
}

std::string labels_of(const Evidence& evidence, const EvidenceRow& row, std::string_view text) {
  std::string list;
  for (const StanceCue& cue : evidence.cues_of(row)) {
    if (cue.kind == CueKind::label) append_once(list, text.substr(cue.span.begin, cue.span.size()));
  }
  return list;
}

std::string frames_of(const Evidence& evidence, const EvidenceRow& row) {
  std::string list;
  for (const StanceCue& cue : evidence.cues_of(row)) {
    if (cue.frame < 0) continue;
    append_once(list,
                std::string(frame_name(cue.frame)) + ": " + std::string(cue_kind_name(cue.kind)));
  }
  return list;
}

py::dict evidence_columns(const Evidence& evidence, const Corpus& corpus, const Segments& segments,
                          const MentionResult& mentions) {
  require_same(evidence, corpus);
  const std::vector<EvidenceRow>& rows = evidence.rows;

  CodePointSpans sentence;
  CodePointSpans mention;
  auto surface = std::make_shared<StringColumn>();
  auto cues = std::make_shared<StringColumn>();
  auto labels = std::make_shared<StringColumn>();
  auto frames = std::make_shared<StringColumn>();
  {
    const py::gil_scoped_release released;
    std::vector<std::uint32_t> documents(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) documents[i] = rows[i].document;
    const PointColumns points(corpus, std::move(documents));
    sentence =
        points.of(rows, [&](const EvidenceRow& r) { return segments.sentences[r.sentence].span; });
    mention = points.of(
        rows, [&](const EvidenceRow& r) { return mentions.mentions.rows[r.mention].span; });
    const CueText text(corpus, evidence);
    for (const EvidenceRow& row : rows) {
      const std::string_view body = corpus.text(row.document);
      const Span span = mentions.mentions.rows[row.mention].span;
      surface->push_back(body.substr(span.begin, span.size()));
      cues->push_back(text.json(row));
      labels->push_back(labels_of(evidence, row, body));
      frames->push_back(frames_of(evidence, row));
    }
  }
  py::dict columns;
  columns["document"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.document; });
  columns["sentence_start"] = to_array(std::move(sentence.begins));
  columns["sentence_end"] = to_array(std::move(sentence.ends));
  columns["start"] = to_array(std::move(mention.begins));
  columns["end"] = to_array(std::move(mention.ends));
  columns["surface"] = py::cast(surface);
  columns["actor"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.actor; });
  columns["faction"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.faction; });
  columns["voice"] = column<std::uint8_t>(rows, [](const EvidenceRow& r) { return r.voice; });
  columns["holder"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.holder; });
  columns["score"] = column<double>(rows, [](const EvidenceRow& r) { return r.score; });
  columns["weight"] = column<double>(rows, [](const EvidenceRow& r) { return r.weight; });
  columns["mention"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.mention; });
  columns["cues"] = py::cast(cues);
  columns["label"] = py::cast(labels);
  columns["frame"] = py::cast(frames);
  return columns;
}

template <class Row>
py::dict statement_columns(const std::vector<Row>& rows, const Corpus& corpus,
                           const Segments& segments) {
  std::vector<std::uint32_t> documents(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    documents[i] = rows[i].document < 0 ? 0 : static_cast<std::uint32_t>(rows[i].document);
  }
  // Ties lie in no document; their spans are empty and their rows are kept apart.
  std::vector<Row> placed;
  std::vector<std::uint32_t> placed_documents;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].document < 0) continue;
    placed.push_back(rows[i]);
    placed_documents.push_back(documents[i]);
  }
  const PointColumns points(corpus, placed_documents);
  const auto cue = points.of(placed, [](const Row& r) { return r.cue; });
  const auto sentence =
      points.of(placed, [&](const Row& r) { return segments.sentences[r.sentence].span; });
  std::vector<std::int32_t> cue_start(rows.size(), 0);
  std::vector<std::int32_t> cue_end(rows.size(), 0);
  std::vector<std::int32_t> start(rows.size(), 0);
  std::vector<std::int32_t> end(rows.size(), 0);
  std::size_t p = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].document < 0) continue;
    cue_start[i] = cue.begins[p];
    cue_end[i] = cue.ends[p];
    start[i] = sentence.begins[p];
    end[i] = sentence.ends[p];
    ++p;
  }
  py::dict columns;
  columns["document"] = column<std::int32_t>(rows, [](const Row& r) { return r.document; });
  columns["kind"] = column<std::uint8_t>(rows, [](const Row& r) { return r.kind; });
  columns["source"] = column<std::int32_t>(rows, [](const Row& r) { return r.source; });
  columns["target"] = column<std::int32_t>(rows, [](const Row& r) { return r.target; });
  columns["target_faction"] =
      column<std::int32_t>(rows, [](const Row& r) { return r.target_faction; });
  columns["sign"] = column<double>(rows, [](const Row& r) { return r.sign; });
  columns["voice"] = column<std::uint8_t>(rows, [](const Row& r) { return r.voice; });
  columns["holder"] = column<std::int32_t>(rows, [](const Row& r) { return r.holder; });
  columns["tie"] = column<std::int32_t>(rows, [](const Row& r) { return r.tie; });
  columns["cue_start"] = to_array(std::move(cue_start));
  columns["cue_end"] = to_array(std::move(cue_end));
  columns["sentence_start"] = to_array(std::move(start));
  columns["sentence_end"] = to_array(std::move(end));
  return columns;
}

py::dict alignment_columns(const Alignment& alignment) {
  const std::vector<AlignmentRow>& rows = alignment.rows;
  py::dict columns;
  columns["actor"] = column<std::int32_t>(rows, [](const AlignmentRow& r) { return r.actor; });
  columns["faction"] = column<std::int32_t>(rows, [](const AlignmentRow& r) { return r.faction; });
  columns["value"] = column<double>(rows, [](const AlignmentRow& r) { return r.value; });
  columns["probability"] =
      column<double>(rows, [](const AlignmentRow& r) { return r.probability; });
  columns["verdict"] = column<std::uint8_t>(rows, [](const AlignmentRow& r) { return r.verdict; });
  columns["statements"] =
      column<std::int64_t>(rows, [](const AlignmentRow& r) { return r.statements; });
  return columns;
}

// Acts with their spans in code points; an empty span is -1, -1.
py::dict act_columns(const Evidence& evidence, const Corpus& corpus, const Segments& segments) {
  require_same(evidence, corpus);
  const std::vector<Act>& acts = evidence.acts;
  std::vector<std::uint32_t> documents(acts.size());
  for (std::size_t i = 0; i < acts.size(); ++i) documents[i] = acts[i].document;
  const PointColumns points(corpus, std::move(documents));
  py::dict columns;
  const auto add_span = [&](const std::string& name, const auto& span_of) {
    CodePointSpans spans = points.of(acts, span_of);
    for (std::size_t i = 0; i < acts.size(); ++i) {
      if (span_of(acts[i]).empty()) spans.begins[i] = spans.ends[i] = -1;
    }
    columns[py::str(name + "_start")] = to_array(std::move(spans.begins));
    columns[py::str(name + "_end")] = to_array(std::move(spans.ends));
  };
  columns["document"] = column<std::int32_t>(acts, [](const Act& a) { return a.document; });
  add_span("sentence", [&](const Act& a) { return segments.sentences[a.sentence].span; });
  add_span("cue", [](const Act& a) { return a.cue; });
  add_span("agent", [](const Act& a) { return a.agent_span; });
  add_span("patient", [](const Act& a) { return a.patient_span; });
  columns["agent"] = column<std::int32_t>(acts, [](const Act& a) { return a.agent; });
  columns["patient"] = column<std::int32_t>(acts, [](const Act& a) { return a.patient; });
  columns["frame"] = column<std::int32_t>(acts, [](const Act& a) { return a.frame; });
  columns["class"] = column<std::int32_t>(acts, [](const Act& a) { return frame_class(a.frame); });
  columns["passive"] = flags(acts, [](const Act& a) { return a.passive; });
  columns["agent_deleted"] = flags(acts, [](const Act& a) { return a.agent_deleted; });
  columns["negated"] = flags(acts, [](const Act& a) { return a.negated; });
  columns["voice"] = column<std::uint8_t>(acts, [](const Act& a) { return a.voice; });
  columns["holder"] = column<std::int32_t>(acts, [](const Act& a) { return a.holder; });
  py::list names;
  std::int32_t last = -1;
  for (const Act& act : acts) last = std::max<std::int32_t>(last, act.frame);
  for (int f = 0; f <= last; ++f) names.append(to_str(frame_name(static_cast<std::int16_t>(f))));
  columns["frame_names"] = names;
  return columns;
}

// Labels put on mentions: the evidence row of each and its span in code points.
py::dict label_columns(const Evidence& evidence, const Corpus& corpus) {
  require_same(evidence, corpus);
  std::vector<std::int32_t> row;
  std::vector<std::uint32_t> documents;
  std::vector<StanceCue> cues;
  for (std::size_t r = 0; r < evidence.rows.size(); ++r) {
    for (const StanceCue& cue : evidence.cues_of(evidence.rows[r])) {
      if (cue.kind != CueKind::label) continue;
      row.push_back(static_cast<std::int32_t>(r));
      documents.push_back(evidence.rows[r].document);
      cues.push_back(cue);
    }
  }
  const PointColumns points(corpus, std::move(documents));
  CodePointSpans spans = points.of(cues, [](const StanceCue& c) { return c.span; });
  py::dict columns;
  columns["row"] = to_array(std::move(row));
  columns["start"] = to_array(std::move(spans.begins));
  columns["end"] = to_array(std::move(spans.ends));
  columns["base"] = column<double>(cues, [](const StanceCue& c) { return c.base; });
  columns["negated"] = flags(cues, [](const StanceCue& c) { return c.negated; });
  return columns;
}

void register_evidence(py::module_& module) {
  py::class_<Evidence, std::shared_ptr<Evidence>> evidence(module, "Evidence");
  py::list kinds;
  for (int k = 0; k < kCueKindCount; ++k) {
    kinds.append(to_str(cue_kind_name(static_cast<CueKind>(k))));
  }
  evidence.attr("kind_names") = py::tuple(kinds);
  evidence.def("__len__", [](const Evidence& e) { return e.rows.size(); })
      .def_property_readonly("relation_count", [](const Evidence& e) { return e.relations.size(); })
      .def_property_readonly("cue_count", [](const Evidence& e) { return e.cues.size(); })
      .def("columns", &evidence_columns, py::arg("corpus"), py::arg("segments"),
           py::arg("mentions"))
      .def("scores",
           [](const Evidence& e) {
             return column<double>(e.rows, [](const EvidenceRow& r) { return r.score; });
           })
      .def("neutral",
           [](const Evidence& e) {
             return column<double>(e.rows, [](const EvidenceRow& r) { return r.neutral; });
           })
      .def("acts", &act_columns, py::arg("corpus"), py::arg("segments"))
      .def("labels", &label_columns, py::arg("corpus"))
      .def("cue_kinds",
           [](const Evidence& e) {
             return column<std::uint8_t>(e.rows, [&](const EvidenceRow& r) {
               unsigned found = 0;
               for (const StanceCue& cue : e.cues_of(r)) {
                 if (cue.weight != 0) found |= 1U << static_cast<unsigned>(cue.kind);
               }
               return found;
             });
           })
      .def("supported", [](const Evidence& e) {
        return py::array(column<std::uint8_t>(e.language, [](Language l) {
                           return l == Language::english;
                         }).attr("view")("?"));
      });
  module.def(
      "find_evidence",
      [](const Corpus& corpus, const Segments& segments, const MentionResult& mentions,
         const Knowledge& knowledge, const Voices& voices, bool count_relations,
         const PolarityModel* polarity, bool all_languages, int threads,
         const py::object& progress) {
        if (voices.of_mention.size() != mentions.mentions.rows.size() ||
            segments.documents() != corpus.size()) {
          throw InputError("corpus, segments, mentions and voices do not belong together");
        }
        EvidenceOptions options;
        options.count_relations = count_relations;
        options.polarity = polarity;
        options.all_languages = all_languages;
        return std::make_shared<Evidence>(run_interruptible(threads, progress, [&](const Run& run) {
          return find_evidence(corpus, segments, mentions.mentions, knowledge, voices, run,
                               options);
        }));
      },
      py::arg("corpus"), py::arg("segments"), py::arg("mentions"), py::arg("knowledge"),
      py::arg("voices"), py::kw_only(), py::arg("count_relations") = false,
      py::arg("polarity") = py::none(), py::arg("all_languages") = false, py::arg("threads") = 0,
      py::arg("progress") = py::none());
  module.def(
      "with_scores",
      [](const Evidence& given, const ArrayIn<float>& scores, const ArrayIn<float>& neutral) {
        return std::make_shared<Evidence>(with_scores(given, to_span(scores), to_span(neutral)));
      },
      py::arg("evidence"), py::arg("scores"), py::arg("neutral"));
}

// Mentions given by hand, read as persons, and the row of the input that each comes from.
struct HandMentions {
  Knowledge knowledge;
  Mentions mentions;
  Voices voices;
  std::vector<std::uint32_t> input;
};

struct HandSpans {
  std::vector<std::uint32_t> documents;
  std::vector<Span> spans;
};

HandMentions mentions_of(const Corpus& corpus, const Segments& segments, const HandSpans& given,
                         const Run& run) {
  HandMentions out;
  out.knowledge.actors.resize(1);
  out.knowledge.actors[0].type = ActorType::person;
  out.mentions = mentions_at(segments, given.documents, given.spans);
  out.voices = attribute(corpus, segments, out.mentions, out.knowledge, run);
  std::size_t i = 0;
  for (const Mention& mention : out.mentions.rows) {
    while (given.documents[i] != mention.document || given.spans[i] != mention.span) ++i;
    out.input.push_back(static_cast<std::uint32_t>(i));
  }
  return out;
}

EvidenceOptions hand_options(bool count_relations, const PolarityModel* polarity) {
  EvidenceOptions options;
  options.count_relations = count_relations;
  options.polarity = polarity;
  options.regions = ~0U;
  return options;
}

// Calls `read(corpus, segments, spans in bytes, run)` without the lock of the interpreter.
template <class Read>
auto with_spans(const Corpus& corpus, const ArrayIn<std::uint32_t>& documents,
                const ArrayIn<std::int32_t>& starts, const ArrayIn<std::int32_t>& ends, int threads,
                const py::object& progress, Read&& read) {
  if (documents.size() != starts.size() || starts.size() != ends.size()) {
    throw InputError("documents, starts and ends differ in length");
  }
  const auto docs = to_span(documents);
  return run_interruptible(threads, progress, [&](const Run& run) {
    const std::vector<std::uint32_t> begin = to_bytes(corpus, docs, to_span(starts));
    const std::vector<std::uint32_t> end = to_bytes(corpus, docs, to_span(ends));
    HandSpans given{{docs.begin(), docs.end()}, std::vector<Span>(begin.size())};
    for (std::size_t i = 0; i < begin.size(); ++i) given.spans[i] = {begin[i], end[i]};
    return read(given, run);
  });
}

// One score a span, NaN where no word lies in it.
py::array score_spans(const Corpus& corpus, const Segments& segments,
                      const ArrayIn<std::uint32_t>& documents, const ArrayIn<std::int32_t>& starts,
                      const ArrayIn<std::int32_t>& ends, bool count_relations, int threads,
                      const py::object& progress) {
  return to_array(with_spans(corpus, documents, starts, ends, threads, progress,
                             [&](const HandSpans& given, const Run& run) {
                               const HandMentions hand = mentions_of(corpus, segments, given, run);
                               const Evidence evidence = find_evidence(
                                   corpus, segments, hand.mentions, hand.knowledge, hand.voices,
                                   run, hand_options(count_relations, nullptr));
                               std::vector<double> scores(given.spans.size(),
                                                          std::numeric_limits<double>::quiet_NaN());
                               for (const EvidenceRow& row : evidence.rows) {
                                 scores[hand.input[row.mention]] = static_cast<double>(row.score);
                               }
                               return scores;
                             }));
}

// P(negative), P(neutral), P(positive) of each span, NaN where no word lies in it.
py::array polarity_of_spans(const Corpus& corpus, const Segments& segments,
                            const PolarityModel& model, const ArrayIn<std::uint32_t>& documents,
                            const ArrayIn<std::int32_t>& starts, const ArrayIn<std::int32_t>& ends,
                            int threads, const py::object& progress) {
  return to_array(with_spans(corpus, documents, starts, ends, threads, progress,
                             [&](const HandSpans& given, const Run& run) {
                               const HandMentions hand = mentions_of(corpus, segments, given, run);
                               const Evidence evidence =
                                   find_evidence(corpus, segments, hand.mentions, hand.knowledge,
                                                 hand.voices, run, hand_options(false, &model));
                               std::vector<double> out(3 * given.spans.size(),
                                                       std::numeric_limits<double>::quiet_NaN());
                               for (const EvidenceRow& row : evidence.rows) {
                                 const auto neutral = static_cast<double>(row.neutral);
                                 const auto score = static_cast<double>(row.score);
                                 double* const p =
                                     out.data() + 3 * std::size_t{hand.input[row.mention]};
                                 p[0] = (1 - neutral - score) / 2;
                                 p[1] = neutral;
                                 p[2] = (1 - neutral + score) / 2;
                               }
                               return out;
                             }),
                  3);
}

struct TermColumns {
  std::vector<PolarityTerm> terms;  // `mention` is the row of the input
  std::vector<float> rules;         // rows x kPolarityRules: sums of the rules' weights
  std::vector<std::uint8_t> found;
};

TermColumns find_terms(const Corpus& corpus, const Segments& segments, const HandSpans& given,
                       const Run& run) {
  const HandMentions hand = mentions_of(corpus, segments, given, run);
  const EvidenceOptions options = hand_options(false, nullptr);
  TermColumns out;
  out.rules.assign(given.spans.size() * kPolarityRules, 0.0F);
  out.found.assign(given.spans.size(), 0);
  const Evidence evidence =
      find_evidence(corpus, segments, hand.mentions, hand.knowledge, hand.voices, run, options);
  for (const EvidenceRow& row : evidence.rows) {
    const std::size_t i = hand.input[row.mention];
    out.found[i] = 1;
    for (const StanceCue& cue : evidence.cues_of(row)) {
      out.rules[i * kPolarityRules + static_cast<std::size_t>(cue.kind)] += cue.weight;
    }
  }
  out.terms =
      polarity_terms(corpus, segments, hand.mentions, hand.knowledge, hand.voices, run, options);
  for (PolarityTerm& term : out.terms) term.mention = hand.input[term.mention];
  return out;
}

py::dict polarity_terms_of(const Corpus& corpus, const Segments& segments,
                           const ArrayIn<std::uint32_t>& documents,
                           const ArrayIn<std::int32_t>& starts, const ArrayIn<std::int32_t>& ends,
                           int threads, const py::object& progress) {
  TermColumns found = with_spans(corpus, documents, starts, ends, threads, progress,
                                 [&](const HandSpans& given, const Run& run) {
                                   return find_terms(corpus, segments, given, run);
                                 });
  const std::vector<PolarityTerm>& terms = found.terms;
  py::dict columns;
  columns["row"] = column<std::int32_t>(terms, [](const PolarityTerm& t) { return t.mention; });
  columns["key"] = column<std::int64_t>(terms, [](const PolarityTerm& t) { return t.key; });
  columns["distance"] =
      column<std::int32_t>(terms, [](const PolarityTerm& t) { return t.distance; });
  columns["place"] = column<std::uint8_t>(terms, [](const PolarityTerm& t) { return t.place; });
  columns["negated"] = flags(terms, [](const PolarityTerm& t) { return t.negated; });
  columns["other_voice"] = flags(terms, [](const PolarityTerm& t) { return t.other_voice; });
  columns["found"] = py::array(to_array(std::move(found.found)).attr("view")("?"));
  columns["rules"] = to_array(std::move(found.rules), kPolarityRules);
  return columns;
}

// Logit pairs of (negative, positive), row by row.
template <std::size_t N>
void fill(std::array<Polarity, N>& out, const ArrayIn<double>& values, const char* name) {
  if (static_cast<std::size_t>(values.size()) != 2 * N) {
    throw InputError(std::string(name) + ": give " + std::to_string(N) + " rows of 2");
  }
  for (std::size_t i = 0; i < N; ++i) {
    out[i] = {to_span(values)[2 * i], to_span(values)[2 * i + 1]};
  }
}

PolarityModel model_of(const py::iterable& words, const ArrayIn<std::int8_t>& weights,
                       const ArrayIn<double>& scales, const ArrayIn<double>& rules,
                       const ArrayIn<double>& bias, double distance, double measurement_sd) {
  PolarityModel model;
  for (const py::handle word : words) model.words.push_back(word.cast<std::string>());
  const auto given = to_span(weights);
  model.weights.assign(given.begin(), given.end());
  std::array<Polarity, kPolarityColumns> columns{};
  fill(columns, scales, "scales");
  for (std::size_t c = 0; c < columns.size(); ++c) {
    model.scales.negative[c] = static_cast<float>(columns[c].negative);
    model.scales.positive[c] = static_cast<float>(columns[c].positive);
  }
  fill(model.rules, rules, "rules");
  std::array<Polarity, 1> one{};
  fill(one, bias, "bias");
  model.bias = one[0];
  model.distance = distance;
  model.measurement_sd = measurement_sd;
  return PolarityModel::from_bytes(model.to_bytes());  // checks order and sizes
}

void register_polarity(py::module_& module) {
  py::class_<PolarityModel, std::shared_ptr<PolarityModel>>(module, "PolarityModel")
      .def(py::init(&model_of), py::kw_only(), py::arg("words"), py::arg("weights"),
           py::arg("scales"), py::arg("rules"), py::arg("bias"), py::arg("distance"),
           py::arg("measurement_sd"))
      .def_static(
          "from_bytes",
          [](const py::bytes& block) {
            return PolarityModel::from_bytes(static_cast<std::string_view>(block));
          },
          py::arg("block"))
      .def("to_bytes", [](const PolarityModel& m) { return py::bytes(m.to_bytes()); })
      .def("__len__", [](const PolarityModel& m) { return m.words.size(); })
      .def_property_readonly(
          "bias",
          [](const PolarityModel& m) { return py::make_tuple(m.bias.negative, m.bias.positive); })
      .def_property_readonly("measurement_sd",
                             [](const PolarityModel& m) { return m.measurement_sd; });
  module.attr("POLARITY_COLUMNS") = kPolarityColumns;
  module.def("polarity_terms", &polarity_terms_of, py::arg("corpus"), py::arg("segments"),
             py::arg("documents"), py::arg("starts"), py::arg("ends"), py::kw_only(),
             py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def("polarity_of_spans", &polarity_of_spans, py::arg("corpus"), py::arg("segments"),
             py::arg("model"), py::arg("documents"), py::arg("starts"), py::arg("ends"),
             py::kw_only(), py::arg("threads") = 0, py::arg("progress") = py::none());
}

void register_spans(py::module_& module) {
  module.def("score_spans", &score_spans, py::arg("corpus"), py::arg("segments"),
             py::arg("documents"), py::arg("starts"), py::arg("ends"), py::kw_only(),
             py::arg("count_relations") = false, py::arg("threads") = 0,
             py::arg("progress") = py::none());
}

py::dict affiliation_columns(const std::vector<Affiliation>& rows) {
  py::dict columns;
  columns["kind"] = column<std::uint8_t>(rows, [](const Affiliation& a) { return a.kind; });
  columns["actor"] = column<std::int32_t>(rows, [](const Affiliation& a) { return a.actor; });
  columns["target"] = column<std::int32_t>(rows, [](const Affiliation& a) { return a.target; });
  columns["target_faction"] =
      column<std::int32_t>(rows, [](const Affiliation& a) { return a.target_faction; });
  columns["document"] = column<std::int32_t>(rows, [](const Affiliation& a) { return a.document; });
  return columns;
}

struct Affiliations {
  std::vector<Affiliation> rows;
};

AlignmentMethod alignment_method_of(std::string_view name) {
  for (const AlignmentMethod method : {AlignmentMethod::belief, AlignmentMethod::harmonic}) {
    if (alignment_method_name(method) == name) return method;
  }
  throw InputError("method: give 'belief' or 'harmonic', not '" + std::string(name) + "'");
}

void register_alignment(py::module_& module) {
  py::class_<Alignment, std::shared_ptr<Alignment>>(module, "AlignmentResult")
      .def("columns", &alignment_columns)
      .def(
          "statements",
          [](const Alignment& a, const Corpus& corpus, const Segments& segments) {
            return statement_columns(a.statements, corpus, segments);
          },
          py::arg("corpus"), py::arg("segments"))
      .def_property_readonly("violated", [](const Alignment& a) { return a.violated; })
      .def("values", [](const Alignment& a) {
        const std::size_t factions = a.rows.empty() ? 0 : a.values.size() / a.rows.size();
        return to_array(std::vector<double>(a.values), factions);
      });
  py::class_<Affiliations, std::shared_ptr<Affiliations>>(module, "Affiliations")
      .def("columns", [](const Affiliations& a) { return affiliation_columns(a.rows); })
      .def("__len__", [](const Affiliations& a) { return a.rows.size(); });
  module.def(
      "find_affiliations",
      [](const Corpus& corpus, const Segments& segments, const MentionResult& mentions,
         const Knowledge& knowledge, int threads, const py::object& progress) {
        return std::make_shared<Affiliations>(
            Affiliations{run_interruptible(threads, progress, [&](const Run& run) {
              return find_affiliations(corpus, segments, mentions.mentions, knowledge, run);
            })});
      },
      py::arg("corpus"), py::arg("segments"), py::arg("mentions"), py::arg("knowledge"),
      py::kw_only(), py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def(
      "align_actors",
      [](const Corpus& corpus, const Knowledge& knowledge, const Evidence& evidence,
         const Affiliations& affiliations, std::string_view method, std::uint64_t seed,
         std::uint32_t replicates, double tau, int threads, const py::object& progress) {
        require_same(evidence, corpus);
        AlignmentOptions options;
        options.method = alignment_method_of(method);
        options.seed = seed;
        options.replicates = replicates;
        options.tau = tau;
        return std::make_shared<Alignment>(
            run_interruptible(threads, progress, [&](const Run& run) {
              return align_actors(knowledge, evidence, affiliations.rows, corpus.size(), run,
                                  options);
            }));
      },
      py::arg("corpus"), py::arg("knowledge"), py::arg("evidence"), py::arg("affiliations"),
      py::kw_only(), py::arg("method") = "belief", py::arg("seed") = 0, py::arg("replicates") = 500,
      py::arg("tau") = 1.0, py::arg("threads") = 0, py::arg("progress") = py::none());
}

}  // namespace
}  // namespace polyvocal

void register_stance(py::module_& module) {
  using namespace polyvocal;
  register_polarity(module);
  register_evidence(module);
  register_spans(module);
  register_alignment(module);
}
