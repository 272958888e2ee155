// Inflected forms of English verbs, from the lemma: rules, and a table of irregular verbs.
//
//   each_form("carry", [](std::string_view form, VerbForms which) { ... });
//   // carry base | carries third | carrying gerund | carried past + participle
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace polyvocal::english {

/// Bit set: "put" is base, past and participle at once.
using VerbForms = std::uint8_t;
inline constexpr VerbForms kBase = 1;
inline constexpr VerbForms kThird = 2;
inline constexpr VerbForms kGerund = 4;
inline constexpr VerbForms kPast = 8;
inline constexpr VerbForms kParticiple = 16;

/// Calls `use` once for each distinct form. `lemma` is one lower-case word.
void each_form(std::string_view lemma,
               const std::function<void(std::string_view form, VerbForms which)>& use);

/// The plural of a noun by rule ("militia" -> "militias", "ally" -> "allies").
std::string plural(std::string_view noun);

}  // namespace polyvocal::english
