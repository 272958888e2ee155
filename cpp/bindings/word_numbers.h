// Numbers for Python words, in the order in which they are first seen: a dict of str, without an
// int object a word.
//
//   WordNumbers numbers;
//   numbers.add(["war", "and", "war"]);   // ids: 0 1 0
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace polyvocal {

class WordNumbers {
 public:
  WordNumbers() : slots_(1U << 10U) {}

  /// The words of the next document. @throws InputError for what is no str.
  void add(const pybind11::object& words);

  [[nodiscard]] const pybind11::list& words() const { return words_; }
  std::vector<std::int32_t> ids;           ///< of all words so far
  std::vector<std::int64_t> documents{0};  ///< where each document begins, and the end

 private:
  struct Slot {
    PyObject* word = nullptr;  // held by words_
    Py_hash_t hash = 0;
    std::int32_t id = -1;
  };
  std::int32_t number(PyObject* word, std::size_t position);
  Slot& find(PyObject* word, Py_hash_t hash);
  void grow();

  std::vector<Slot> slots_;
  pybind11::list words_;
};

}  // namespace polyvocal
