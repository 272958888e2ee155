// Counts of words and the scaling models that read them.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/counts/term_counts.h"
#include "polyvocal/scaling/affinity.h"
#include "polyvocal/scaling/wordfish.h"
#include "run.h"

namespace py = pybind11;

namespace polyvocal {
namespace {

using Ints = ArrayIn<std::int32_t>;
using Floats = ArrayIn<double>;

CsrView<double> csr_view(const Ints& indptr, const Ints& indices, const Floats& values,
                         std::int32_t columns) {
  CsrView<double> matrix;
  matrix.rows = static_cast<std::int32_t>(indptr.size()) - 1;
  matrix.columns = columns;
  matrix.indptr = to_span(indptr);
  matrix.indices = to_span(indices);
  matrix.values = to_span(values);
  check_csr(matrix.rows, columns, matrix.indptr, matrix.indices, matrix.values.size());
  return matrix;
}

py::dict to_dict(WordfishFit&& fit) {
  py::dict result;
  result["theta"] = to_array(std::move(fit.theta));
  result["theta_se"] = to_array(std::move(fit.theta_se));
  result["alpha"] = to_array(std::move(fit.alpha));
  result["psi"] = to_array(std::move(fit.psi));
  result["beta"] = to_array(std::move(fit.beta));
  result["log_likelihood"] = fit.log_likelihood;
  result["rounds"] = fit.rounds;
  result["converged"] = fit.converged;
  return result;
}

void bind_models(py::module_& module) {
  module.def(
      "fit_wordfish",
      [](const Ints& indptr, const Ints& indices, const Floats& values, std::int32_t columns,
         const Floats& start, double beta_sd, double tolerance, int max_rounds, int threads) {
        const auto counts = csr_view(indptr, indices, values, columns);
        const WordfishOptions options{beta_sd, tolerance, max_rounds};
        const auto from = to_span(start);
        return to_dict(run_interruptible(threads, py::none(), [&](const Run& run) {
          return fit_wordfish(counts, from, options, run);
        }));
      },
      py::arg("indptr"), py::arg("indices"), py::arg("values"), py::arg("columns"),
      py::arg("start"), py::kw_only(), py::arg("beta_sd"), py::arg("tolerance"),
      py::arg("max_rounds"), py::arg("threads") = 0);
  module.def(
      "fit_affinity",
      [](const Ints& indptr, const Ints& indices, const Floats& values, std::int32_t columns,
         const Floats& profiles, std::size_t classes, double smooth, int threads) {
        const auto counts = csr_view(indptr, indices, values, columns);
        const auto of_words = to_span(profiles);
        AffinityFit fit = run_interruptible(threads, py::none(), [&](const Run& run) {
          return fit_affinity(counts, of_words, classes, {smooth}, run);
        });
        return py::make_tuple(to_array(std::move(fit.affinity), classes),
                              to_array(std::move(fit.covariance), classes * classes));
      },
      py::arg("indptr"), py::arg("indices"), py::arg("values"), py::arg("columns"),
      py::arg("profiles"), py::arg("classes"), py::kw_only(), py::arg("smooth"),
      py::arg("threads") = 0);
}

}  // namespace
}  // namespace polyvocal

void register_scaling(py::module_& module);
void register_scaling(py::module_& module) {
  using namespace polyvocal;
  module.def(
      "count_terms",
      [](const Segments& segments, const MentionResult* mentions, bool by_sentence, bool numbers,
         int threads) {
        TermCountOptions options;
        options.by_sentence = by_sentence;
        options.numbers = numbers;
        Csr<std::int32_t> counts = run_interruptible(threads, py::none(), [&](const Run& run) {
          return count_terms(segments, mentions == nullptr ? nullptr : &mentions->mentions, options,
                             run);
        });
        return to_csr(std::move(counts.indptr), std::move(counts.indices),
                      std::move(counts.values));
      },
      py::arg("segments"), py::arg("without_mentions") = py::none(), py::kw_only(),
      py::arg("by_sentence") = false, py::arg("numbers") = false, py::arg("threads") = 0);
  bind_models(module);
}
