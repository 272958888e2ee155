#include "errors.h"

#include <pybind11/pybind11.h>

#include <exception>
#include <utility>

#include "polyvocal/core/error.h"

namespace polyvocal {

namespace {

namespace py = pybind11;

// The class is looked up when an error is raised: importing polyvocal.errors while the module
// itself is being imported would go in a circle.
void raise(const char* name, const std::exception& error) {
  try {
    py::set_error(py::module_::import("polyvocal.errors").attr(name), error.what());
  } catch (py::error_already_set& failure) {
    failure.restore();
  }
}

void translate(std::exception_ptr pointer) {
  // Most derived first. What is no error of ours goes on to the next translator.
  try {
    std::rethrow_exception(std::move(pointer));
  } catch (const Cancelled&) {
    PyErr_SetNone(PyExc_KeyboardInterrupt);
  } catch (const EncodingError& error) {
    raise("EncodingError", error);
  } catch (const InputError& error) {
    raise("InputError", error);
  } catch (const CapacityError& error) {
    raise("CapacityError", error);
  } catch (const Error& error) {
    raise("PolyvocalError", error);
  }
}

}  // namespace

void register_errors() { py::register_exception_translator(&translate); }

}  // namespace polyvocal
