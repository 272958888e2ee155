#include <algorithm>
#include <iterator>

#include "actors/judgement/judges.h"

namespace polyvocal::naming {

namespace {

constexpr float kHeadNounOnly = 0.7F;
constexpr SentenceId kHeadNounReach = 3;  // sentences back to the full name

}  // namespace

void judge_head_nouns(Document& doc) {
  if (!doc.shared().options.short_forms) return;
  for (Hit& hit : doc.hits()) {
    if (doc.form(hit).origin != Origin::head_noun || hit.match.near > 0 || !doc.present(hit.actor))
      continue;
    doc.enter(hit);
    const auto the = doc.context().before(hit.begin());
    if (!the || doc.context().key(*the) != "the" || doc.context().possessive(hit.begin() - 1))
      continue;
    const auto next = doc.context().after(hit.end() - 1);
    if (next && doc.context().key(*next) == "of") continue;
    if (doc.context().name_like(hit.begin()) && next && doc.context().name_like(*next)) continue;
    const auto held = doc.presences(hit.actor);
    const auto later = std::lower_bound(held.begin(), held.end(), hit.begin(),
                                        [](const Presence& p, TokenId t) { return p.token < t; });
    const bool recent =
        later != held.begin() && hit.sentence - std::prev(later)->sentence <= kHeadNounReach;
    bool only = true;
    for (std::size_t i = doc.hits_from(hit.begin());
         i < doc.hits().size() && doc.hits()[i].begin() == hit.begin(); ++i) {
      only = only && (doc.hits()[i].actor == hit.actor ||
                      doc.form(doc.hits()[i]).origin != Origin::head_noun ||
                      !doc.present(doc.hits()[i].actor));
    }
    if (!recent || !only) continue;
    hit.method = Method::back_reference;
    hit.confidence = kHeadNounOnly;
  }
}

}  // namespace polyvocal::naming
