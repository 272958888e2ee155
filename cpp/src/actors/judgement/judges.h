// The judges of one document, in the order in which they are asked: strongest evidence first, since
// who is named for certain decides what the weaker forms mean. Each looks at the hits that are its
// business and gives them a method and a strength, or leaves them unaccepted.
//
//   judge_listed(doc);
//   judge_near_names(doc);
//   ...
//   settle(doc);
#pragma once

#include <vector>

#include "actors/judgement/document.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

/// What the corrections did in the documents of one worker.
struct CorrectionLog {
  std::vector<CorrectionEffect> effects;  ///< per correction
  std::vector<BlockedPlace> blocked;
};

/// Names as the file lists them.
void judge_listed(Document& doc);
/// Full names spelt nearly alike.
void judge_near_names(Document& doc);
/// Acronyms that the document defines, for listed actors or for others.
void judge_definitions(Document& doc);
/// "John A. Boehner". Before surnames: the "A." is no other first name.
void judge_middle_initials(Document& doc);
/// Surnames, and names of bodies without their country.
void judge_short_forms(Document& doc);
/// Given names, first words, initials and other parts of names.
void judge_weak_forms(Document& doc);
/// Parts of a body's name that the words beside them show to be the body. Asked by
/// judge_weak_forms, once it knows who else has such a name.
void judge_telling_parts(Document& doc);
/// Single words spelt nearly alike, and garbled names of who is named elsewhere.
void judge_near_words(Document& doc);
/// Demonyms and capitals that stand for a government.
void judge_metonyms(Document& doc);
/// "the army".
void judge_head_nouns(Document& doc);
/// The decisions of the actors file, over all others.
void apply_corrections(Document& doc, CorrectionLog& log);
/// One reading a place: extends names, chooses between actors, settles overlaps.
void settle(Document& doc);

}  // namespace polyvocal::naming
