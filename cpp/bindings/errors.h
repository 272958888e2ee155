// C++ errors to Python: polyvocal::Error and its children become the classes of polyvocal.errors.
#pragma once

namespace polyvocal {

/// Call once, first thing in the module. A stage that has an error class of its own registers a
/// further translator; pybind11 asks the newest one first.
void register_errors();

}  // namespace polyvocal
