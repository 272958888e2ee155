// Numbers strings by their first appearance: each distinct string once, and a code for it.
//
//   DistinctStrings names;
//   names.code("Haftar");  // 0
//   names.code("Sarraj");  // 1
//   names.code("Haftar");  // 0
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "polyvocal/core/strings.h"

namespace polyvocal {

class DistinctStrings {
 public:
  /// What `text` points to must outlive this object.
  std::int32_t code(std::string_view text) {
    const auto next = static_cast<std::int32_t>(values_.size());
    const auto [place, added] = codes_.try_emplace(text, next);
    if (added) values_.push_back(text);
    return place->second;
  }
  /// By code.
  [[nodiscard]] const StringColumn& values() const { return values_; }

 private:
  std::unordered_map<std::string_view, std::int32_t> codes_;
  StringColumn values_;
};

}  // namespace polyvocal
