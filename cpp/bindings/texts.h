// The UTF-8 of many str, without a copy of those that are ASCII.
//
//   const Utf8Texts held(texts);  // which keeps the str alive
//   held.views()[0];
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "arrays.h"

namespace polyvocal {

class Utf8Texts {
 public:
  /// @throws InputError, EncodingError for what is no str or has half of a surrogate pair.
  explicit Utf8Texts(const pybind11::sequence& texts) {
    const std::size_t size = texts.size();
    held_.reserve(size);
    views_.reserve(size);
    for (std::size_t i = 0; i < size; ++i) add(texts[i], i);
  }
  [[nodiscard]] const std::vector<std::string_view>& views() const { return views_; }

 private:
  void add(pybind11::object text, std::size_t position) {
    if (PyUnicode_Check(text.ptr()) && !PyUnicode_IS_COMPACT_ASCII(text.ptr())) {
      PyObject* const encoded = PyUnicode_AsUTF8String(text.ptr());
      if (encoded != nullptr) {
        text = pybind11::reinterpret_steal<pybind11::object>(encoded);
      } else {
        PyErr_Clear();  // with_utf8 says what is wrong
      }
    }
    with_utf8(text, "texts[" + std::to_string(position) + "]",
              [&](std::string_view utf8) { views_.push_back(utf8); });
    held_.push_back(std::move(text));
  }
  std::vector<pybind11::object> held_;
  std::vector<std::string_view> views_;
};

}  // namespace polyvocal
