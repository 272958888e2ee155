// When a name in another script than the listed one is taken for it.
#pragma once

#include <cstddef>

#include "actors/shared.h"

namespace polyvocal::naming {

/// Letters of a surname that is believed in another script.
inline constexpr std::size_t kShortestSurname = 4;

std::size_t letters_of(const Form& form);

/// The confidence of a name of two words or more by itself, or 0: its words agree in sound one by
/// one, which one pair of unrelated names in a hundred million does.
float judge_transliterated_name(const Shared& shared, const Match& match);

}  // namespace polyvocal::naming
