#include <algorithm>
#include <cstddef>

#include "actors/globs.h"
#include "actors/judgement/judges.h"

namespace polyvocal::naming {

namespace {

bool applies(const Document& doc, const Correction& correction) {
  const Corpus& corpus = doc.shared().corpus;
  if (!correction.document.empty() &&
      !glob_matches(correction.document, corpus.ids[doc.number()])) {
    return false;
  }
  if (correction.outlet.empty()) return true;
  const std::int32_t outlet = corpus.outlets[doc.number()];
  return outlet >= 0 &&
         glob_matches(correction.outlet, corpus.outlet_names[static_cast<std::size_t>(outlet)]);
}

// The actor that a corrected surface would have without the correction, -1 for none.
ActorId actor_without(const Document& doc, const Hit& corrected) {
  const Hit* best = nullptr;
  doc.each_reaching(corrected.begin(), [&](std::size_t i) {
    const Hit& hit = doc.hits()[i];
    if (!hit.accepted() || hit.end() != corrected.end() || hit.method == Method::correction) return;
    const bool better =
        best == nullptr || hit.confidence + hit.preference > best->confidence + best->preference;
    if (better) best = &hit;
  });
  return best == nullptr ? -1 : best->actor;
}

// Inside a longer mention ("Lea" in "Ann Lea") the surface is another one.
bool inside_longer(const Document& doc, const Hit& hit) {
  bool inside = false;
  doc.each_reaching(hit.begin(), [&](std::size_t i) {
    const Hit& other = doc.hits()[i];
    inside = inside ||
             (other.accepted() && other.end() >= hit.end() && other.match.count > hit.match.count);
  });
  return inside;
}

// Whatever else was found over the words of a corrected hit is wrong.
void reject_overlapping(Document& doc, const Hit& hit) {
  const auto reach =
      static_cast<TokenId>(std::max(doc.shared().index.longest(), kDescriptionReach));
  const TokenId from = hit.begin() > doc.first() + reach ? hit.begin() - reach : doc.first();
  for (std::size_t i = doc.hits_from(from);
       i < doc.hits().size() && doc.hits()[i].begin() < hit.end(); ++i) {
    Hit& other = doc.hits()[i];
    if (&other == &hit || !other.accepted() || other.method == Method::correction) continue;
    const bool apart = other.end() <= hit.begin() || other.begin() >= hit.end();
    if (!apart) other.confidence = 0;
  }
}

void apply_correction(Document& doc, Hit& hit, CorrectionLog& log) {
  const auto index = static_cast<std::size_t>(doc.form(hit).correction);
  const Correction& correction = doc.shared().knowledge.corrections[index];
  if (!applies(doc, correction) || inside_longer(doc, hit)) return;
  const ActorId otherwise = actor_without(doc, hit);
  if (correction.from >= 0 && otherwise != correction.from) return;
  CorrectionEffect& effect = log.effects[index];
  ++effect.matched;
  effect.changed += otherwise != correction.actor ? 1U : 0U;
  reject_overlapping(doc, hit);
  if (correction.actor < 0) {
    const Segments& s = doc.shared().segments;
    log.blocked.push_back({doc.number(), {s.tokens[hit.begin()].begin, s.stem(hit.end() - 1).end}});
    return;
  }
  hit.actor = correction.actor;
  hit.method = Method::correction;
  hit.confidence = 1;
}

}  // namespace

void apply_corrections(Document& doc, CorrectionLog& log) {
  if (doc.shared().knowledge.corrections.empty()) return;
  for (Hit& hit : doc.hits()) {
    if (doc.form(hit).origin != Origin::correction || hit.match.near > 0) continue;
    apply_correction(doc, hit, log);
  }
}

}  // namespace polyvocal::naming
