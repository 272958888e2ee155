// "Inc", "Holdings Ltd": what may follow the name of a company, or be left out of it.
#pragma once

#include "actors/judgement/document.h"

namespace polyvocal::naming {

/// The end of the legal form that follows a name, else the end of the name.
TokenId after_legal_form(const Document& doc, TokenId end);

/// The strength of a name without its legal form ("Paxar" of "Paxar Corp"), or 0.
float judge_stem(const Document& doc, Hit& hit);

}  // namespace polyvocal::naming
