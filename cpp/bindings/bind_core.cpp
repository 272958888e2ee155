// Small things every stage shares.
#include <pybind11/pybind11.h>

#include "arrays.h"
#include "polyvocal/core/run.h"
#include "polyvocal/core/strings.h"

namespace py = pybind11;

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
      .def("to_list", &polyvocal::to_list);
  module.def("resolve_threads", &polyvocal::resolve_threads, py::arg("threads") = 0);
}
