// Common words of English: those that news writes in lower case nearly always.
#pragma once

#include <span>
#include <string_view>

namespace polyvocal::english {

/// Lists of words, apart by single spaces.
std::span<const std::string_view> common_words();

}  // namespace polyvocal::english
