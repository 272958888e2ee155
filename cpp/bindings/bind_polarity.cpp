// Polarity for Python: the table, and scores of spans given by hand.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/offsets.h"
#include "polyvocal/stance/evidence.h"
#include "polyvocal/stance/polarity.h"
#include "run.h"

namespace py = pybind11;

void register_polarity(py::module_& module);

namespace polyvocal {
namespace {

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

}  // namespace
}  // namespace polyvocal

void register_polarity(py::module_& module) {
  using namespace polyvocal;
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
  module.def("score_spans", &score_spans, py::arg("corpus"), py::arg("segments"),
             py::arg("documents"), py::arg("starts"), py::arg("ends"), py::kw_only(),
             py::arg("count_relations") = false, py::arg("threads") = 0,
             py::arg("progress") = py::none());
}
