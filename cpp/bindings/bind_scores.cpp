// Scores for Python: groupings, scores, contrasts, calibration by labels, and what they are drawn
// by.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/core/error.h"
#include "polyvocal/stance/aggregate.h"
#include "polyvocal/stance/calibration.h"
#include "polyvocal/stance/grouping.h"
#include "polyvocal/stance/order.h"
#include "polyvocal/stats/agreement.h"
#include "polyvocal/stats/sampling.h"
#include "run.h"

namespace py = pybind11;

void register_scores(py::module_& module);

namespace polyvocal {
namespace {

py::dict score_columns(const StanceScores& scores) {
  const std::vector<StanceRow>& rows = scores.rows;
  py::dict columns;
  columns["group"] = column<std::int32_t>(rows, [](const StanceRow& r) { return r.group; });
  columns["faction"] = column<std::int32_t>(rows, [](const StanceRow& r) { return r.faction; });
  columns["voice"] = column<std::uint8_t>(rows, [](const StanceRow& r) { return r.voice; });
  columns["score"] = column<double>(rows, [](const StanceRow& r) { return r.score; });
  columns["low"] = column<double>(rows, [](const StanceRow& r) { return r.low; });
  columns["high"] = column<double>(rows, [](const StanceRow& r) { return r.high; });
  columns["verdict"] = column<std::uint8_t>(rows, [](const StanceRow& r) { return r.verdict; });
  columns["mentions"] = column<std::int64_t>(rows, [](const StanceRow& r) { return r.mentions; });
  columns["documents"] = column<std::int64_t>(rows, [](const StanceRow& r) { return r.documents; });
  columns["sentences"] = column<std::int64_t>(rows, [](const StanceRow& r) { return r.sentences; });
  columns["effective_mentions"] =
      column<double>(rows, [](const StanceRow& r) { return r.effective_mentions; });
  columns["var_sampling"] = column<double>(rows, [](const StanceRow& r) { return r.var_sampling; });
  columns["var_measurement"] =
      column<double>(rows, [](const StanceRow& r) { return r.var_measurement; });
  columns["var_transfer"] = column<double>(rows, [](const StanceRow& r) { return r.var_transfer; });
  columns["shrinkage"] = column<double>(rows, [](const StanceRow& r) { return r.shrinkage; });
  columns["centring"] = column<double>(rows, [](const StanceRow& r) { return r.centring; });
  columns["correction"] = column<double>(rows, [](const StanceRow& r) { return r.correction; });
  columns["labels"] = column<std::int64_t>(rows, [](const StanceRow& r) { return r.labels; });
  return columns;
}

py::dict contrast_columns(const std::vector<ContrastRow>& rows) {
  py::dict columns;
  columns["group"] = column<std::int32_t>(rows, [](const ContrastRow& r) { return r.group; });
  columns["voice"] = column<std::uint8_t>(rows, [](const ContrastRow& r) { return r.voice; });
  columns["difference"] = column<double>(rows, [](const ContrastRow& r) { return r.difference; });
  columns["low"] = column<double>(rows, [](const ContrastRow& r) { return r.low; });
  columns["high"] = column<double>(rows, [](const ContrastRow& r) { return r.high; });
  columns["p"] = column<double>(rows, [](const ContrastRow& r) { return r.p; });
  columns["verdict"] = column<std::uint8_t>(rows, [](const ContrastRow& r) { return r.verdict; });
  columns["variance"] = column<double>(rows, [](const ContrastRow& r) { return r.variance; });
  columns["var_transfer"] =
      column<double>(rows, [](const ContrastRow& r) { return r.var_transfer; });
  return columns;
}

template <class T>
std::vector<T> to_vector(const ArrayIn<T>& array) {
  const auto values = to_span(array);
  return {values.begin(), values.end()};
}

Grouping grouping_of(const ArrayIn<std::int32_t>& group, std::int32_t groups, bool each_document,
                     const std::optional<ArrayIn<std::int32_t>>& copy,
                     const std::optional<ArrayIn<std::int32_t>>& story, bool center) {
  Grouping grouping;
  grouping.group = to_vector(group);
  grouping.groups = groups;
  grouping.each_document = each_document;
  if (copy) grouping.copy = to_vector(*copy);
  if (story) grouping.story = to_vector(*story);
  grouping.center = center;
  check_grouping(grouping, grouping.documents());
  return grouping;
}

void register_groupings(py::module_& module) {
  py::class_<Grouping, std::shared_ptr<Grouping>>(module, "Grouping")
      .def(py::init(&grouping_of), py::arg("group"), py::arg("groups"), py::kw_only(),
           py::arg("each_document") = false, py::arg("copy") = py::none(),
           py::arg("story") = py::none(), py::arg("center") = false)
      .def_static("by_document", &group_by_document, py::arg("corpus"))
      .def_static("by_outlet", &group_by_outlet, py::arg("corpus"))
      .def_property_readonly(
          "group",
          [](const py::object& self) { return view(self.cast<const Grouping&>().group, self); })
      .def_property_readonly("groups", [](const Grouping& g) { return g.groups; });
}

Evidence replaced(const Evidence& evidence, const std::optional<ArrayIn<std::int32_t>>& factions,
                  const std::optional<ArrayIn<double>>& scores) {
  const auto check = [&](std::size_t size, const char* name) {
    if (size == evidence.rows.size()) return;
    throw InputError(std::string(name) + ": " + std::to_string(size) + " values for " +
                     std::to_string(evidence.rows.size()) + " rows");
  };
  Evidence result = evidence;
  if (factions) {
    const auto values = to_span(*factions);
    check(values.size(), "factions");
    for (std::size_t r = 0; r < values.size(); ++r) result.rows[r].faction = values[r];
  }
  if (scores) {
    const auto values = to_span(*scores);
    check(values.size(), "scores");
    for (std::size_t r = 0; r < values.size(); ++r) {
      result.rows[r].score = static_cast<float>(values[r]);
    }
  }
  return result;
}

LabelTable labels_of(const ArrayIn<float>& value, const ArrayIn<float>& probability) {
  return {to_vector(value), to_vector(probability)};
}

void register_calibration(py::module_& module) {
  py::class_<LabelTable, std::shared_ptr<LabelTable>>(module, "LabelTable")
      .def(py::init(&labels_of), py::arg("value"), py::arg("probability"));
  py::class_<Calibration, std::shared_ptr<Calibration>>(module, "Calibration")
      .def_readonly("offset", &Calibration::offset)
      .def_readonly("slope", &Calibration::slope)
      .def_readonly("center", &Calibration::center)
      .def_readonly("offset_variance", &Calibration::offset_variance)
      .def_readonly("slope_variance", &Calibration::slope_variance)
      .def_readonly("measurement_sd", &Calibration::measurement_sd)
      .def_readonly("transfer_sd", &Calibration::transfer_sd)
      .def_readonly("labels", &Calibration::labels)
      .def_readonly("cells", &Calibration::cells);
  module.def(
      "fit_calibration",
      [](const Grouping& grouping, std::size_t factions, const Evidence& evidence,
         const LabelTable& labels, double measurement_sd, double transfer_sd) {
        const py::gil_scoped_release released;
        return fit_calibration(grouping, factions, evidence, labels,
                               {.measurement_sd = measurement_sd, .transfer_sd = transfer_sd});
      },
      py::arg("grouping"), py::arg("factions"), py::arg("evidence"), py::arg("labels"),
      py::kw_only(), py::arg("measurement_sd") = kMeasurementSd,
      py::arg("transfer_sd") = kTransferSd);
  module.def(
      "recalibrate",
      [](const Evidence& evidence, const Calibration& fit) {
        const py::gil_scoped_release released;
        return std::make_shared<Evidence>(recalibrate(evidence, fit));
      },
      py::arg("evidence"), py::arg("fit"));
  module.def(
      "replace_evidence",
      [](const Evidence& evidence, const std::optional<ArrayIn<std::int32_t>>& factions,
         const std::optional<ArrayIn<double>>& scores) {
        return std::make_shared<Evidence>(replaced(evidence, factions, scores));
      },
      py::arg("evidence"), py::kw_only(), py::arg("factions") = py::none(),
      py::arg("scores") = py::none());
}

// What scores and contrasts are made by, besides grouping and evidence.
StanceOptions options_of(std::uint64_t seed, std::uint32_t replicates, double measurement_sd,
                         double transfer_sd, bool shrink, const LabelTable* labels,
                         const Calibration* calibration) {
  if ((labels == nullptr) != (calibration == nullptr)) {
    throw InputError("labels and calibration: give both or neither");
  }
  StanceOptions options;
  options.seed = seed;
  options.replicates = replicates;
  options.measurement_sd = measurement_sd;
  options.transfer_sd = transfer_sd;
  options.shrink = shrink;
  options.labels = labels;
  options.calibration = calibration;
  return options;
}

void register_score_functions(py::module_& module) {
  module.attr("MEASUREMENT_SD") = kMeasurementSd;
  module.attr("TRANSFER_SD") = kTransferSd;
  module.def(
      "score_stance",
      [](const Grouping& grouping, std::size_t factions, const Evidence& evidence,
         std::uint64_t seed, std::uint32_t replicates, double measurement_sd, double transfer_sd,
         bool shrink, const LabelTable* labels, const Calibration* calibration, int threads,
         const py::object& progress) {
        const StanceOptions options =
            options_of(seed, replicates, measurement_sd, transfer_sd, shrink, labels, calibration);
        return score_columns(run_interruptible(threads, progress, [&](const Run& run) {
          return score_stance(grouping, factions, evidence, run, options);
        }));
      },
      py::arg("grouping"), py::arg("factions"), py::arg("evidence"), py::kw_only(),
      py::arg("seed") = 0, py::arg("replicates") = 2000, py::arg("measurement_sd") = kMeasurementSd,
      py::arg("transfer_sd") = kTransferSd, py::arg("shrink") = true,
      py::arg("labels") = py::none(), py::arg("calibration") = py::none(), py::arg("threads") = 0,
      py::arg("progress") = py::none());
  module.def(
      "contrast_factions",
      [](const Grouping& grouping, std::size_t factions, const Evidence& evidence, FactionId a,
         FactionId b, std::uint64_t seed, std::uint32_t replicates, double measurement_sd,
         double transfer_sd, const LabelTable* labels, const Calibration* calibration, int threads,
         const py::object& progress) {
        const StanceOptions options =
            options_of(seed, replicates, measurement_sd, transfer_sd, true, labels, calibration);
        return contrast_columns(run_interruptible(threads, progress, [&](const Run& run) {
          return contrast_factions(grouping, factions, evidence, a, b, run, options);
        }));
      },
      py::arg("grouping"), py::arg("factions"), py::arg("evidence"), py::arg("a"), py::arg("b"),
      py::kw_only(), py::arg("seed") = 0, py::arg("replicates") = 2000,
      py::arg("measurement_sd") = kMeasurementSd, py::arg("transfer_sd") = kTransferSd,
      py::arg("labels") = py::none(), py::arg("calibration") = py::none(), py::arg("threads") = 0,
      py::arg("progress") = py::none());
  module.def(
      "contributions",
      [](const Grouping& grouping, std::size_t factions, const Evidence& evidence,
         std::uint8_t voice) {
        if (voice >= kVoiceChoiceCount) throw InputError("voice: a number from 0 to 3");
        return to_array(
            contributions(grouping, factions, evidence, static_cast<VoiceChoice>(voice)));
      },
      py::arg("grouping"), py::arg("factions"), py::arg("evidence"), py::kw_only(),
      py::arg("voice") = 3);
  module.def(
      "roster_swap_error",
      [](const Grouping& grouping, std::size_t factions, const Evidence& evidence, FactionId a,
         FactionId b, std::uint64_t seed, int threads) {
        StanceOptions options;
        options.seed = seed;
        return run_interruptible(threads, py::none(), [&](const Run& run) {
          return roster_swap_error(grouping, factions, evidence, a, b, run, options);
        });
      },
      py::arg("grouping"), py::arg("factions"), py::arg("evidence"), py::arg("a"), py::arg("b"),
      py::kw_only(), py::arg("seed") = 0, py::arg("threads") = 0);
}

std::vector<Told> tell_of(const Grouping& grouping, std::size_t factions, const Evidence& evidence,
                          FactionId a, FactionId b, std::uint8_t voice) {
  if (voice >= kVoiceChoiceCount) throw InputError("voice: a number from 0 to 3");
  return tell(grouping, factions, evidence, a, b, static_cast<VoiceChoice>(voice));
}

void register_order(py::module_& module) {
  module.def(
      "permute_within_stories",
      [](const Grouping& grouping, std::size_t factions, const Evidence& evidence, FactionId a,
         FactionId b, std::uint8_t voice, std::uint64_t seed, std::uint32_t permutations,
         int threads, const py::object& progress) {
        const auto rows = run_interruptible(threads, progress, [&](const Run& run) {
          const auto told = tell_of(grouping, factions, evidence, a, b, voice);
          return permute_within_stories(told, grouping.groups, seed, permutations, run);
        });
        py::dict columns;
        columns["difference"] =
            column<double>(rows, [](const StoryContrast& r) { return r.difference; });
        columns["p"] = column<double>(rows, [](const StoryContrast& r) { return r.p; });
        columns["stories"] =
            column<std::int64_t>(rows, [](const StoryContrast& r) { return r.stories; });
        return columns;
      },
      py::arg("grouping"), py::arg("factions"), py::arg("evidence"), py::arg("a"), py::arg("b"),
      py::kw_only(), py::arg("voice") = 3, py::arg("seed") = 0, py::arg("permutations") = 999,
      py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def(
      "order_groups",
      [](const Grouping& grouping, std::size_t factions, const Evidence& evidence, FactionId a,
         FactionId b, std::uint8_t voice, std::uint64_t seed, std::uint32_t replicates, int threads,
         const py::object& progress) {
        const auto rows = run_interruptible(threads, progress, [&](const Run& run) {
          const auto told = tell_of(grouping, factions, evidence, a, b, voice);
          return order_groups(told, grouping.groups, seed, replicates, run);
        });
        py::dict columns;
        columns["strength"] = column<double>(rows, [](const OrderRow& r) { return r.strength; });
        columns["low"] = column<double>(rows, [](const OrderRow& r) { return r.low; });
        columns["high"] = column<double>(rows, [](const OrderRow& r) { return r.high; });
        columns["rank_low"] = column<double>(rows, [](const OrderRow& r) { return r.rank_low; });
        columns["rank_high"] = column<double>(rows, [](const OrderRow& r) { return r.rank_high; });
        columns["wins"] = column<double>(rows, [](const OrderRow& r) { return r.wins; });
        columns["comparisons"] =
            column<double>(rows, [](const OrderRow& r) { return r.comparisons; });
        columns["stories"] =
            column<std::int64_t>(rows, [](const OrderRow& r) { return r.stories; });
        columns["component"] =
            column<std::int32_t>(rows, [](const OrderRow& r) { return r.component; });
        return columns;
      },
      py::arg("grouping"), py::arg("factions"), py::arg("evidence"), py::arg("a"), py::arg("b"),
      py::kw_only(), py::arg("voice") = 3, py::arg("seed") = 0, py::arg("replicates") = 2000,
      py::arg("threads") = 0, py::arg("progress") = py::none());
}

Scale parse_scale(const std::string& scale) {
  if (scale == "nominal") return Scale::nominal;
  if (scale == "ordinal") return Scale::ordinal;
  if (scale == "interval") return Scale::interval;
  throw InputError("scale='" + scale + "': give 'nominal', 'ordinal' or 'interval'");
}

py::dict alpha_of(const ArrayIn<double>& ratings, const std::string& scale, std::uint64_t seed,
                  std::uint32_t replicates) {
  if (ratings.ndim() != 2) throw InputError("ratings: give one row an item and one column a coder");
  const auto coders = static_cast<std::size_t>(ratings.shape(1));
  const Scale chosen = parse_scale(scale);
  const Agreement found = run_interruptible(1, py::none(), [&](const Run&) {
    return krippendorff_alpha(to_span(ratings), coders, chosen, seed, replicates);
  });
  py::dict result;
  result["alpha"] = found.alpha;
  result["low"] = found.low;
  result["high"] = found.high;
  result["items"] = found.items;
  result["values"] = found.values;
  return result;
}

void register_samples(py::module_& module) {
  module.def(
      "draw_sample",
      [](const ArrayIn<double>& sizes, const std::optional<ArrayIn<std::int32_t>>& strata,
         std::uint32_t wanted, std::uint64_t seed) {
        DrawnSample sample =
            draw_sample(to_span(sizes), strata ? to_span(*strata) : std::span<const std::int32_t>{},
                        wanted, seed);
        return py::make_tuple(to_array(std::move(sample.items)),
                              to_array(std::move(sample.probability)));
      },
      py::arg("sizes"), py::arg("strata"), py::arg("wanted"), py::kw_only(), py::arg("seed") = 0);
  module.def("krippendorff_alpha", &alpha_of, py::arg("ratings"), py::kw_only(),
             py::arg("scale") = "nominal", py::arg("seed") = 0, py::arg("replicates") = 2000);
}

}  // namespace
}  // namespace polyvocal

void register_scores(py::module_& module) {
  using namespace polyvocal;
  register_groupings(module);
  register_calibration(module);
  register_score_functions(module);
  register_order(module);
  register_samples(module);
}
