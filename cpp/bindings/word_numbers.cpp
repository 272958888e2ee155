#include "word_numbers.h"

#include <cstring>
#include <string>
#include <utility>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/csr.h"

namespace py = pybind11;

namespace polyvocal {
namespace {

bool same_word(PyObject* a, PyObject* b) {
  if (a == b) return true;
  if (PyUnicode_GET_LENGTH(a) != PyUnicode_GET_LENGTH(b)) return false;
  if (PyUnicode_KIND(a) != PyUnicode_KIND(b)) return false;
  const auto bytes = static_cast<std::size_t>(PyUnicode_GET_LENGTH(a)) * PyUnicode_KIND(a);
  return std::memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), bytes) == 0;
}

}  // namespace

WordNumbers::Slot& WordNumbers::find(PyObject* word, Py_hash_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = static_cast<std::size_t>(hash) & mask;
  while (slots_[place].id >= 0 &&
         (slots_[place].hash != hash || !same_word(slots_[place].word, word))) {
    place = (place + 1) & mask;
  }
  return slots_[place];
}

void WordNumbers::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.id >= 0) find(slot.word, slot.hash) = slot;
  }
}

std::int32_t WordNumbers::number(PyObject* word, std::size_t position) {
  if (!PyUnicode_Check(word)) {
    throw InputError("word " + std::to_string(position) + " of document " +
                     std::to_string(documents.size() - 1) + " is a " + Py_TYPE(word)->tp_name +
                     "; give str");
  }
  const Py_hash_t hash = PyObject_Hash(word);
  if (hash == -1) throw py::error_already_set();
  if (2 * words_.size() >= slots_.size()) grow();
  Slot& slot = find(word, hash);
  if (slot.id < 0) {
    slot = {word, hash,
            narrow_to_int32(static_cast<std::int64_t>(words_.size()), "the number of words")};
    words_.append(py::handle(word));
  }
  return slot.id;
}

void WordNumbers::add(const py::object& words) {
  const auto sequence = py::reinterpret_steal<py::object>(
      PySequence_Fast(words.ptr(), "a document is no sequence of words"));
  if (!sequence) throw py::error_already_set();
  PyObject** const items = PySequence_Fast_ITEMS(sequence.ptr());
  const auto size = static_cast<std::size_t>(PySequence_Fast_GET_SIZE(sequence.ptr()));
  for (std::size_t i = 0; i < size; ++i) ids.push_back(number(items[i], i));
  documents.push_back(static_cast<std::int64_t>(ids.size()));
}

}  // namespace polyvocal
