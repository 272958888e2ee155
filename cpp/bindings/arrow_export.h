// Hands tables to other libraries through the Arrow C stream interface, without linking to any.
#pragma once

#include <pybind11/pybind11.h>

namespace polyvocal::arrow {

/// A PyCapsule "arrow_array_stream" with one batch.
/// `columns`: list of (name, node); a node is the tuple
///   (format, length, null_count, buffers, children, dictionary):
/// format as in Arrow's C data interface; buffers a list of one-dimensional contiguous numpy arrays
/// or None, in Arrow's order; children a list of (name, node); dictionary a node or None.
/// The arrays are shared, not copied, and live as long as the consumer needs them.
pybind11::capsule make_stream(const pybind11::list& columns, std::int64_t rows);

}  // namespace polyvocal::arrow
