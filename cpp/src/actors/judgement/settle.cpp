#include <algorithm>
#include <cstddef>

#include "actors/judgement/judges.h"
#include "actors/judgement/name_extent.h"

namespace polyvocal::naming {

namespace {

constexpr float kAmbiguous = 0.5F;
constexpr float kSenseMargin = 0.08F;  // two actors closer than this: ambiguous

// "Secretary General Ann Lee", "Valetta's Government of Malta": what leads to the name of the same
// actor goes with it and is no second mention.
void drop_leading_descriptions(Document& doc) {
  for (Hit& hit : doc.hits()) {
    if (!hit.accepted()) continue;
    if (hit.kind != NameKind::description && hit.kind != NameKind::capital) continue;
    bool named = false;
    for (std::size_t i = doc.hits_from(hit.end());
         i < doc.hits().size() && doc.hits()[i].begin() == hit.end(); ++i) {
      named = named || (doc.hits()[i].accepted() && doc.hits()[i].actor == hit.actor);
    }
    named = named && gap_between(doc.shared().segments, doc.text(), hit.end() - 1, hit.end()).joins;
    if (named) hit.confidence = 0;
  }
}

// One row for a surface: the best actor, and the next best as runner-up.
void choose_senses(Document& doc) {
  for (std::size_t begin = 0; begin < doc.hits().size();) {
    std::size_t end = begin + 1;
    while (end < doc.hits().size() && doc.hits()[end].begin() == doc.hits()[begin].begin() &&
           doc.hits()[end].match.count == doc.hits()[begin].match.count) {
      ++end;
    }
    const auto weight = [&](std::size_t i) {
      return doc.hits()[i].confidence + doc.hits()[i].preference;
    };
    const auto better = [&](std::size_t a, std::size_t b) {
      const bool fixed_a = doc.hits()[a].method == Method::correction;
      const bool fixed_b = doc.hits()[b].method == Method::correction;
      if (fixed_a != fixed_b) return fixed_a;
      if (weight(a) != weight(b)) return weight(a) > weight(b);
      return doc.hits()[a].match.form < doc.hits()[b].match.form;
    };
    std::size_t best = begin;
    for (std::size_t i = begin + 1; i < end; ++i) {
      if (better(i, best)) best = i;
    }
    std::size_t second = end;
    for (std::size_t i = begin; i < end; ++i) {
      if (doc.hits()[i].actor == doc.hits()[best].actor) continue;
      if (second == end || better(i, second)) second = i;
    }
    if (second != end && doc.hits()[best].method != Method::correction) {
      doc.hits()[best].runner_up = doc.hits()[second].actor;
      if (weight(best) - weight(second) < kSenseMargin) {
        doc.hits()[best].ambiguous = true;
        doc.hits()[best].confidence = std::min(doc.hits()[best].confidence, kAmbiguous);
      }
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (i != best) doc.hits()[i].confidence = 0;
    }
    begin = end;
  }
  std::erase_if(doc.hits(), [](const Hit& hit) { return !hit.accepted(); });
}

// The longest mention stands; shorter ones inside it are nested; of two that overlap only in part
// the longer one stays, else the first.
void settle_overlaps(Document& doc) {
  std::vector<Hit>& hits = doc.hits();
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (!hits[i].accepted()) continue;
    for (std::size_t j = i + 1; j < hits.size() && hits[j].begin() < hits[i].end(); ++j) {
      if (!hits[j].accepted()) continue;
      if (hits[j].end() > hits[i].end()) {
        const bool fixed = hits[j].method == Method::correction;
        const bool stronger =
            is_weak(doc.form(hits[i]).origin) && !is_weak(doc.form(hits[j]).origin);
        if (fixed || stronger || hits[j].match.count > hits[i].match.count) {
          hits[i].confidence = 0;
          break;
        }
        hits[j].confidence = 0;
      }
    }
  }
  std::erase_if(hits, [](const Hit& hit) { return !hit.accepted(); });
  TokenId outer_end = 0;
  const Hit* outer = nullptr;
  for (Hit& hit : hits) {
    if (outer != nullptr && hit.end() <= outer_end) {
      const Origin origin = doc.form(hit).origin;
      const bool part = origin == Origin::family || origin == Origin::part || is_weak(origin) ||
                        hit.match.near > 0;
      const bool own = hit.actor == outer->actor || (part && hit.method != Method::correction);
      hit.nested = true;
      if (own || !doc.shared().options.keep_nested) hit.confidence = 0;
    } else {
      outer = &hit;
      outer_end = hit.end();
    }
  }
  std::erase_if(hits, [](const Hit& hit) { return !hit.accepted(); });
}

}  // namespace

void settle(Document& doc) {
  std::erase_if(doc.hits(), [](const Hit& hit) { return !hit.accepted(); });
  drop_leading_descriptions(doc);
  std::erase_if(doc.hits(), [](const Hit& hit) { return !hit.accepted(); });
  extend_names(doc);
  choose_senses(doc);
  settle_overlaps(doc);
}

}  // namespace polyvocal::naming
