#include "actors/judgement/judges.h"

namespace polyvocal::naming {

namespace {

constexpr float kOfficialDemonym = 0.85F;
constexpr float kPlainDemonym = 0.6F;
constexpr float kActingCapital = 0.75F;

}  // namespace

void judge_metonyms(Document& doc) {
  for (Hit& hit : doc.hits()) {
    if (hit.match.near > 0) continue;
    if (hit.kind != NameKind::demonym && hit.kind != NameKind::capital) continue;
    doc.enter(hit);
    const TokenId last = hit.end() - 1;
    hit.metonym = true;
    hit.method = Method::exact;
    if (hit.kind == NameKind::demonym) {
      const auto next = doc.context().after(last);
      const bool official = next && doc.context().is(*next, kAgentNoun);
      hit.confidence = official ? kOfficialDemonym : kPlainDemonym;
    } else if (doc.context().acts(hit.begin(), last)) {
      hit.confidence = kActingCapital;
    }
  }
}

}  // namespace polyvocal::naming
