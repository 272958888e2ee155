// Alignment for Python: affiliations, sides of actors and the statements behind them.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrays.h"
#include "evidence_spans.h"
#include "polyvocal/core/error.h"
#include "polyvocal/stance/affiliations.h"
#include "polyvocal/stance/alignment.h"
#include "run.h"

namespace py = pybind11;

void register_alignment(py::module_& module);

namespace polyvocal {
namespace {

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

}  // namespace
}  // namespace polyvocal

void register_alignment(py::module_& module) {
  using namespace polyvocal;
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
