// What stands beside a name and inside it.
#include <cstddef>
#include <string_view>

#include "actors/discovery/run_finder.h"

namespace polyvocal::naming {

void RunFinder::add(Part part, std::vector<Occurrence>& out) const {
  Occurrence found;
  found.document = document_;
  found.begin = part.begin;
  found.count = static_cast<std::uint16_t>(part.end - part.begin);
  const bool article = hint(part.begin, kThe);
  found.cues = {article ? Before::article : what_before(part.begin), what_after(part.end - 1),
                what_inside(part)};
  // With and without an article it is one name: "al-Assad", "Assad".
  TokenId t = part.begin;
  if (part.end - t > 1 && (context_.is(t, kArticle) || hint(t, kThe))) ++t;
  for (; t < part.end; ++t) found.name = add_key(found.name, shared_.segments.key(t));
  // "UAE" is one by its letters, "Car" is not.
  const bool spelled = found.count > 1 || words_.land(found.name) ||
                       shared_.segments.info(part.begin).casing == Casing::upper;
  if (spelled && words_.country(found.name)) {
    found.cues.inside |= kIsCountry;
  } else if (words_.land(found.name)) {
    found.cues.inside |= kIsCapital;
  } else if (words_.place(found.name)) {
    found.cues.inside |= kIsPlaceName;
  }
  if (found.count == 1 && hint(part.begin, kNobody)) found.cues.inside |= kIsNobody;
  if ((found.cues.inside & kOneWord) != 0 && listed_alone(part.end - 1)) {
    found.cues.inside |= kListed;
  }
  out.push_back(found);
}

Before RunFinder::what_before(TokenId begin) const {
  const auto last = context_.previous(begin);
  if (last && context_.gap(*last, begin) == ", " && context_.name_like(*last)) return Before::comma;
  const auto before = context_.before(begin);
  if (!before) return Before::none;
  const bool title = context_.is(*before, kTitle) && !context_.is(*before, kHeadNoun);
  if (title || hint(*before, kRole)) return Before::title;
  if (hint(*before, kThe)) {
    const auto word = context_.before(*before);
    const bool where = word && (context_.is(*word, kLocative | kMotion) || hint(*word, kWhither));
    return where ? Before::place_article : Before::article;
  }
  if (hint(*before, kOf)) return Before::of;
  if (hint(*before, kWhither)) return Before::whither;
  if (hint(*before, kQuantifier)) return Before::quantifier;
  if (context_.is(*before, kObjectVerb)) return Before::object;
  return context_.is(*before, kLocative | kMotion) ? Before::place_word : Before::none;
}

After RunFinder::what_after(TokenId last) const {
  const auto next = context_.next(last);
  if (!next) return After::none;
  if (context_.possessive(last)) return After::possession;
  const std::string_view gap = context_.gap(last, *next);
  if (gap == ", ") return what_after_comma(*next);
  if ((gap == " " || gap == "-") && hint(*next, kBased)) return After::place_word;
  if (gap != " ") return After::none;
  if (hint(*next, kWho)) return After::who;
  if (context_.is(*next, kSpeech)) return After::speech;
  if (shared_.segments.info(*next).casing != Casing::lower) {
    const bool office = context_.is(*next, kTitle) && !context_.is(*next, kHeadNoun);
    return office && context_.name_like(*next) ? After::office : After::none;
  }
  if (context_.is(*next, kPlaceNoun) || hint(*next, kGround)) return After::place_word;
  if (context_.is(*next, kAgentNoun | kSideNoun)) return After::agent;
  if (hint(*next, kPluralVerb)) return After::plural;
  if (hint(*next, kNounLike)) return After::noun;
  return context_.is(*next, kFiniteVerb) ? After::verb : After::none;
}

After RunFinder::what_after_comma(TokenId next) const {
  if (hint(next, kWho)) return After::who;
  if (hint(next, kHonour)) return After::role;
  if (shared_.segments.info(next).numeric) {
    return context_.key(next).size() == 2 ? After::age : After::none;
  }
  if (context_.name_like(next)) return After::comma;
  TokenId role = next;  // ", the former chairman"
  for (int steps = 0; steps < 3 && role + 1 < context_.end(); ++steps, ++role) {
    if (context_.is(role, kTitle) && !context_.is(role, kHeadNoun)) return After::role;
    if (context_.name_like(role)) break;
  }
  return After::none;
}

// "U.S. Treasury", not "U.S. President Barack Obama".
bool RunFinder::is_of_land(Part part) const {
  const bool letters = shared_.segments.info(part.begin).casing == Casing::upper;
  if (!letters || !words_.country(add_key(0, shared_.segments.key(part.begin)))) return false;
  for (TokenId t = part.begin + 1; t < part.end; ++t) {
    if (context_.is(t, kGivenName | kTitle) || hint(t, kRole)) return false;
  }
  return true;
}

Inside RunFinder::what_inside(Part part) const {
  unsigned cues = 0;
  TokenId last = part.end - 1;
  TokenId begin = part.begin;
  if (last > begin + 1 && hint(last, kNumeral)) --last;  // "World War II"
  if (begin < last && (context_.is(begin, kArticle) || hint(begin, kThe))) ++begin;
  const bool several = begin < last;
  const bool upper = shared_.segments.info(begin).casing == Casing::upper;
  if (several) {
    const bool of_body = is_body(begin) && !context_.is(begin + 1, kOrdinary & ~kConnector) &&
                         hint(begin + 1, kOf | kFor);
    const bool inner = [&] {  // "Norwegian Ministry of Defence"
      for (TokenId t = begin; t < last; ++t) {
        if (is_body(t) && context_.is(t + 1, kConnector)) return true;
      }
      return false;
    }();
    const bool partners = [&] {  // "Smith & Sons"
      for (TokenId t = begin; t < last; ++t) {
        if (context_.gap(t, t + 1) == " & ") return true;
      }
      return false;
    }();
    const bool headed = partners || is_body(last) || ends_firm(last) ||
                        context_.is(last, kInstitution) || is_of_land({begin, last + 1});
    const bool place_of = hint(begin, kPlaceOf) && hint(begin + 1, kOf);  // "State of New York"
    if (place_of) {
      cues |= kHasGround;
    } else if (of_body || inner || headed) {
      cues |= kHasHeadNoun;
    }
    if (hint(last, kGround) || hint(begin, kGroundBefore)) cues |= kHasGround;
    if (context_.is(begin, kGivenName) && !partners) cues |= kHasGivenName;
    if (context_.is(last, kOrdinary)) cues |= kEndsPlainly;
  } else {
    cues |= kOneWord;
    if (context_.is(begin, kGivenName)) cues |= kHasGivenName;
    constexpr std::size_t kLongestAcronym = 5;
    const bool few = context_.key(begin).size() <= kLongestAcronym;
    if (upper && few && !context_.all_caps()) cues |= kAcronymLike;
  }
  if (hint(last, kCreed | kPeople) && (!several || (cues & kHasGivenName) == 0))
    cues |= kNamesPeople;
  for (TokenId t = part.begin; t < part.end; ++t) {
    if (several && hint(t, kOneLetter) && context_.name_like(t)) cues |= kHasInitial;
    if (t > begin && context_.is(t, kParticle) && !context_.is(t, kOrdinary)) cues |= kHasParticle;
  }
  return static_cast<Inside>(cues | (unsure_ ? kUnsure : 0U));
}

}  // namespace polyvocal::naming
