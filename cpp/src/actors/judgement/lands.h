// Bodies that every country has: "Justice Department" means the one of the country that the article
// is about.
#pragma once

#include "actors/judgement/document.h"

namespace polyvocal::naming {

/// Finds the state that the article is about.
void count_lands(Document& doc);

/// "Supreme Court" in an article about the country that the full name has.
bool in_its_land(const Document& doc, const Hit& hit);

}  // namespace polyvocal::naming
