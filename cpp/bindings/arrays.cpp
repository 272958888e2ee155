#include "arrays.h"

#include "polyvocal/core/error.h"

namespace polyvocal {

namespace py = pybind11;

namespace {

// Where a str cannot become UTF-8. Clears the Python error.
std::string surrogate_message(py::handle text, std::string_view what) {
  PyErr_Clear();
  const py::ssize_t length = PyUnicode_GET_LENGTH(text.ptr());
  py::ssize_t at = 0;
  Py_UCS4 code = 0;
  for (; at < length; ++at) {
    code = PyUnicode_READ_CHAR(text.ptr(), at);
    if (code >= 0xD800 && code <= 0xDFFF) break;
  }
  const std::string where = std::string(what) + ": ";
  const std::string place = " at character " + std::to_string(at);
  if (code >= 0xDC80 && code <= 0xDCFF) {  // how Python carries bytes it could not decode
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    return where + "byte 0x" + kDigits[(code >> 4) & 0xF] + kDigits[code & 0xF] + place +
           " is not valid in the encoding the text was read with; give the right encoding";
  }
  return where + "lone surrogate" + place + ": half of a character, which no text can hold";
}

}  // namespace

void with_utf8(py::handle text, std::string_view what,
               const std::function<void(std::string_view)>& use) {
  if (PyUnicode_Check(text.ptr())) {
    if (PyUnicode_IS_COMPACT_ASCII(text.ptr())) {  // its characters are its UTF-8
      use({static_cast<const char*>(PyUnicode_DATA(text.ptr())),
           static_cast<std::size_t>(PyUnicode_GET_LENGTH(text.ptr()))});
      return;
    }
    const auto encoded = py::reinterpret_steal<py::object>(PyUnicode_AsUTF8String(text.ptr()));
    if (!encoded) {
      if (PyErr_ExceptionMatches(PyExc_UnicodeEncodeError) == 0) throw py::error_already_set();
      throw EncodingError(surrogate_message(text, what));
    }
    use({PyBytes_AS_STRING(encoded.ptr()),
         static_cast<std::size_t>(PyBytes_GET_SIZE(encoded.ptr()))});
    return;
  }
  if (PyBytes_Check(text.ptr())) {
    use({PyBytes_AS_STRING(text.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(text.ptr()))});
    return;
  }
  throw InputError(std::string(what) + ": expected str, got " + Py_TYPE(text.ptr())->tp_name);
}

StringColumn to_strings(const py::sequence& strings, std::string_view what) {
  StringColumn column;
  const std::size_t size = strings.size();
  column.reserve(size, 0);
  for (std::size_t i = 0; i < size; ++i) {
    with_utf8(py::object(strings[i]), std::string(what) + "[" + std::to_string(i) + "]",
              [&](std::string_view text) { column.push_back(text); });
  }
  return column;
}

}  // namespace polyvocal
