// C++ columns to NumPy and back, with as few copies as the two allow.
//
//   py::dict columns;
//   columns["start"] = to_array(std::move(starts));         // owns the vector, writeable = False
//   columns["date"] = view(corpus->dates, py::cast(corpus)); // borrows; base keeps corpus alive
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "polyvocal/core/strings.h"

namespace polyvocal {

/// Marks an array read-only and returns it.
inline pybind11::array read_only(pybind11::array array) {
  pybind11::detail::array_proxy(array.ptr())->flags &=
      ~pybind11::detail::npy_api::NPY_ARRAY_WRITEABLE_;
  return array;
}

/// Moves the vector into a one-dimensional read-only array that owns it.
template <class T>
pybind11::array to_array(std::vector<T>&& values) {
  auto held = std::make_unique<std::vector<T>>(std::move(values));
  const auto size = static_cast<pybind11::ssize_t>(held->size());
  T* const data = held->data();
  pybind11::capsule owner(
      held.get(), [](void* pointer) noexcept { delete static_cast<std::vector<T>*>(pointer); });
  static_cast<void>(held.release());  // the capsule owns it from here on
  return read_only(pybind11::array(pybind11::dtype::of<T>(), {size}, {}, data, owner));
}

/// As above, with shape (values.size() / columns, columns), row by row.
template <class T>
pybind11::array to_array(std::vector<T>&& values, std::size_t columns) {
  const auto rows = columns == 0 ? 0 : values.size() / columns;
  return to_array(std::move(values))
      .reshape({static_cast<pybind11::ssize_t>(rows), static_cast<pybind11::ssize_t>(columns)});
}

/// One value of every row: column<std::int32_t>(mentions, [](const Mention& m) { return m.actor;
/// }).
template <class Value, class Rows, class Get>
pybind11::array column(const Rows& rows, Get get) {
  std::vector<Value> values(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) values[i] = static_cast<Value>(get(rows[i]));
  return to_array(std::move(values));
}

/// The same as booleans.
template <class Rows, class Get>
pybind11::array flags(const Rows& rows, Get get) {
  return pybind11::array(column<std::uint8_t>(rows, get).attr("view")("?"));
}

/// A read-only array over memory that `owner` (a Python object) keeps alive. The memory must not
/// move while `owner` lives.
template <class T>
pybind11::array view(std::span<const T> values, pybind11::handle owner) {
  return read_only(pybind11::array(pybind11::dtype::of<T>(),
                                   {static_cast<pybind11::ssize_t>(values.size())}, {},
                                   values.data(), owner));
}
template <class T>
pybind11::array view(const std::vector<T>& values, pybind11::handle owner) {
  return view(std::span<const T>(values), owner);
}

/// Compressed sparse rows as (indptr, indices, data): three read-only arrays for scipy's csr_array.
template <class Pointer, class Index, class Value>
pybind11::tuple to_csr(std::vector<Pointer>&& indptr, std::vector<Index>&& indices,
                       std::vector<Value>&& data) {
  return pybind11::make_tuple(to_array(std::move(indptr)), to_array(std::move(indices)),
                              to_array(std::move(data)));
}

/// An argument as a span, without a copy when dtype and layout already fit.
/// The array must outlive the span.
template <class T>
using ArrayIn = pybind11::array_t<T, pybind11::array::c_style | pybind11::array::forcecast>;
template <class T>
std::span<const T> to_span(const ArrayIn<T>& array) {
  return {array.data(), static_cast<std::size_t>(array.size())};
}

/// UTF-8 to str.
inline pybind11::str to_str(std::string_view text) {
  PyObject* object =
      PyUnicode_DecodeUTF8(text.data(), static_cast<pybind11::ssize_t>(text.size()), "strict");
  if (object == nullptr) throw pybind11::error_already_set();
  return pybind11::reinterpret_steal<pybind11::str>(object);
}

/// list[str].
inline pybind11::list to_list(const StringColumn& strings) {
  pybind11::list list(strings.size());
  for (std::size_t i = 0; i < strings.size(); ++i) list[i] = to_str(strings[i]);
  return list;
}

/// Calls `use(std::string_view)` with the UTF-8 of a str, or the bytes of a bytes object. The str
/// keeps no UTF-8 copy of itself afterwards (PyUnicode_AsUTF8AndSize would leave one in every str).
/// `what` names the value in the error for anything else and for lone surrogates.
/// @throws InputError, EncodingError
void with_utf8(pybind11::handle text, std::string_view what,
               const std::function<void(std::string_view)>& use);

/// A sequence of str as a column. `what` names it in errors ("aliases").
StringColumn to_strings(const pybind11::sequence& strings, std::string_view what);

}  // namespace polyvocal
