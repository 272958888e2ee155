// An append-only column of strings in one allocation: bytes and offsets, as Arrow's large_string.
//
//   StringColumn names;  names.push_back("Haftar");  names[0] == "Haftar";
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace polyvocal {

class StringColumn {
 public:
  /// Index of the new string.
  std::size_t push_back(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    offsets_.push_back(bytes_.size());
    return offsets_.size() - 2;
  }
  void reserve(std::size_t strings, std::size_t bytes) {
    offsets_.reserve(strings + 1);
    bytes_.reserve(bytes);
  }
  /// Drops the strings from `strings` on; no effect when there are fewer.
  void truncate(std::size_t strings) {
    if (strings >= size()) return;
    offsets_.resize(strings + 1);
    bytes_.resize(static_cast<std::size_t>(offsets_.back()));
  }
  [[nodiscard]] std::size_t size() const { return offsets_.size() - 1; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    return {bytes_.data() + offsets_[index],
            static_cast<std::size_t>(offsets_[index + 1] - offsets_[index])};
  }
  /// Raw columns for zero-copy export: bytes, and size() + 1 offsets.
  [[nodiscard]] const std::vector<char>& bytes() const { return bytes_; }
  [[nodiscard]] const std::vector<std::uint64_t>& offsets() const { return offsets_; }

 private:
  std::vector<char> bytes_;
  std::vector<std::uint64_t> offsets_{0};
};

}  // namespace polyvocal
