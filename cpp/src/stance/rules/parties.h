// Which names stand for a noun phrase, and how closely: "Haftar's forces", "the army of Haftar",
// "militias led by Haftar". Private to the stance stage.
#pragma once

#include <vector>

#include "english/syntax.h"

namespace polyvocal::scoring {

struct Party {
  std::int32_t item = -1;  ///< of the name
  double factor = 0;       ///< 1: the phrase is the name; less for what belongs to it
};

/// Names that stand for `chunk`, coordinated and explaining phrases included.
void find_parties(std::string_view text, const english::Syntax& syntax, std::int32_t chunk,
                  std::vector<Party>& out);

/// The name behind "fighters led by X", "forces loyal to X" for the phrase that ends at item
/// `head`, or kNone.
std::int32_t commander_of(std::string_view text, const english::Syntax& syntax, std::int32_t head);

/// Factor of a name in a list of parties, 0 when it is not among them.
double party_factor(const std::vector<Party>& parties, std::int32_t item);

/// The phrase that follows item `after` without a preposition (the object of a verb), or kNone.
std::int32_t object_after(const english::Syntax& syntax, std::int32_t after);
/// The phrase governed by `preposition` within a few words after an item, or kNone.
std::int32_t complement_after(std::string_view text, const english::Syntax& syntax,
                              std::int32_t after, std::string_view preposition, int reach);

}  // namespace polyvocal::scoring
