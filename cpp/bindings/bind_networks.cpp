// Networks from columns: communities and layout.
#include <pybind11/pybind11.h>

#include <utility>

#include "arrays.h"
#include "matrix_arrays.h"
#include "polyvocal/counts/networks.h"
#include "run.h"

namespace py = pybind11;

void register_networks(py::module_& module);
void register_networks(py::module_& module) {
  using namespace polyvocal;
  using Ints = ArrayIn<std::int32_t>;
  using Doubles = ArrayIn<double>;
  module.def(
      "communities",
      [](const Ints& indptr, const Ints& indices, const Doubles& weights, double resolution) {
        const MatrixArrays<double> network(indptr, indices, weights);
        return to_array(communities(network.view, resolution));
      },
      py::arg("indptr"), py::arg("indices"), py::arg("weights"), py::arg("resolution"));
  module.def(
      "modularity",
      [](const Ints& indptr, const Ints& indices, const Doubles& weights, const Ints& community,
         double resolution) {
        const MatrixArrays<double> network(indptr, indices, weights);
        return modularity(network.view, to_span(community), resolution);
      },
      py::arg("indptr"), py::arg("indices"), py::arg("weights"), py::arg("community"),
      py::arg("resolution"));
  module.def(
      "force_layout",
      [](const Ints& indptr, const Ints& indices, const Doubles& weights, std::uint64_t seed,
         int threads) {
        const MatrixArrays<double> network(indptr, indices, weights);
        return to_array(run_interruptible(
                            threads, py::none(),
                            [&](const Run& run) { return force_layout(network.view, seed, run); }),
                        2);
      },
      py::arg("indptr"), py::arg("indices"), py::arg("weights"), py::kw_only(), py::arg("seed") = 0,
      py::arg("threads") = 0);
}
