#include "stance/sides/reliability.h"

#include <cmath>

namespace polyvocal::scoring {

namespace {

// Shares of statements between people and organisations of known sides that join one side, or two
// when they oppose (`python -m bench.quality alignment`), drawn a little to .6. Of offices
// in organisations .57 were right, with the White House and the FBI, .95 without: hence three
// kinds. A declared tie is trusted more than any sentence.
struct Shares {
  double support;
  double opposition;
};
constexpr Shares kTie = {0.95, 0.80};
constexpr Shares kRelation = {0.71, 0.66};
constexpr Shares kQuoted = {0.67, 0.80};
constexpr Shares kReported = {0.59, 0.62};
constexpr double kMark = 0.98;
constexpr double kMember = 0.96;
constexpr double kName = 0.92;
constexpr double kStaff = 0.95;
constexpr double kOffice = 0.73;
constexpr double kPost = 0.55;

constexpr double kSupportOutside = 0.25;  // where an outsider stands between the sides

double affiliation_share(AffiliationKind kind) {
  switch (kind) {
    case AffiliationKind::mark:
      return kMark;
    case AffiliationKind::member:
      return kMember;
    case AffiliationKind::name:
      return kName;
    case AffiliationKind::staff:
      return kStaff;
    case AffiliationKind::post:
      return kPost;
    case AffiliationKind::office:
      break;
  }
  return kOffice;
}

Shares shares_of(const Statement& s) {
  if (s.kind == StatementKind::tie) return kTie;
  if (s.kind == StatementKind::relation) return kRelation;
  return s.voice == Voice::quoted ? kQuoted : kReported;
}

}  // namespace

Potential log_likelihood(const Statement& s) {
  if (s.kind == StatementKind::affiliation) {
    const double right = std::log(affiliation_share(s.affiliation));
    const double wrong = std::log(1 - affiliation_share(s.affiliation));
    return {right, wrong, wrong, right};
  }
  const double strength = std::abs(s.sign);
  const Shares shares = shares_of(s);
  const double share = s.sign > 0 ? shares.support : shares.opposition;
  const double right = strength * std::log(share);
  const double wrong = strength * std::log(1 - share);
  if (s.sign < 0) return {wrong, right, right, right};
  const double outside = kSupportOutside * right + (1 - kSupportOutside) * wrong;
  return {right, wrong, outside, outside};
}

}  // namespace polyvocal::scoring
