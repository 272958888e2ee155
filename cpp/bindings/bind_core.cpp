// Small things every stage shares.
#include <pybind11/pybind11.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/core/distinct_strings.h"
#include "polyvocal/core/run.h"
#include "polyvocal/core/strings.h"

namespace py = pybind11;

namespace {

// (codes, list of the distinct strings in order of first appearance).
py::tuple encode(const polyvocal::StringColumn& strings) {
  polyvocal::DistinctStrings distinct;
  std::vector<std::int32_t> codes(strings.size());
  {
    const py::gil_scoped_release released;
    for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = distinct.code(strings[i]);
  }
  return py::make_tuple(polyvocal::to_array(std::move(codes)),
                        polyvocal::to_list(distinct.values()));
}

}  // namespace

void register_core(py::module_& module) {
  using polyvocal::StringColumn;
  py::class_<StringColumn, std::shared_ptr<StringColumn>>(module, "StringColumn")
      .def(py::init([](const py::sequence& strings) {
             return std::make_shared<StringColumn>(polyvocal::to_strings(strings, "strings"));
           }),
           py::arg("strings"))
      .def("__len__", &StringColumn::size)
      .def("__getitem__",
           [](const StringColumn& self, py::ssize_t index) {
             const auto size = static_cast<py::ssize_t>(self.size());
             if (index < 0) index += size;
             if (index < 0 || index >= size) throw py::index_error("index out of range");
             return polyvocal::to_str(self[static_cast<std::size_t>(index)]);
           })
      .def("to_list", &polyvocal::to_list)
      .def("encode", &encode);
  module.def("resolve_threads", &polyvocal::resolve_threads, py::arg("threads") = 0);
}
