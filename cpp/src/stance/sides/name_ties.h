// Whom a group belongs to by its name alone: "the Lee campaign" to the only listed Lee, "Senate
// Democrats" to the Democratic Party. Private to the stance stage.
#pragma once

#include <vector>

#include "polyvocal/actors/knowledge.h"
#include "polyvocal/stance/affiliations.h"
#include "stance/sides/party_words.h"

namespace polyvocal::scoring {

/// One affiliation a group at most, in the order of the actors.
std::vector<Affiliation> ties_by_name(const Knowledge& knowledge, const PartyWords& parties);

}  // namespace polyvocal::scoring
