// A form found at a place of the document, and what has been judged of it so far.
#pragma once

#include "actors/alias_index.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

struct Hit {
  Match match;
  SentenceId sentence = 0;
  ActorId actor = -1;
  ActorId runner_up = -1;
  NameKind kind = NameKind::name;
  Method method = Method::exact;
  float confidence = 0;  ///< 0: not accepted
  float preference = 0;  ///< settles between actors of one surface, not reported
  bool metonym = false;
  bool ambiguous = false;
  bool nested = false;

  [[nodiscard]] TokenId begin() const { return match.begin; }
  [[nodiscard]] TokenId end() const { return match.begin + match.count; }
  [[nodiscard]] bool accepted() const { return confidence > 0; }
};

}  // namespace polyvocal::naming
