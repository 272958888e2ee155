#include "actors/name_parts.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "actors/traits.h"
#include "english/words.h"

namespace polyvocal::naming {

namespace {

constexpr std::size_t kShortestWord = 3;  // letters of a word that is telling by itself

// Written for this project: nouns that end the names of many bodies, works and places.
constexpr std::string_view kGenericEnds =
    "group groups holding holdings industries industry enterprises international company companies "
    "corporation system systems services service stores store airlines airways lines motors motor "
    "records pictures studios studio festival award awards prize stadium arena scandal affair team "
    "club football baseball basketball cricket rugby hockey state states national county province "
    "governorate district region territory island islands isles beach airport river lake mountains "
    "hills valley park port city town village bay area street avenue square bridge building tower "
    "theatre theater museum hospital hotel church cathedral mosque temple library archive archives "
    "act bill law treaty war battle operation process talks summit conference games cup league "
    "championship tour series season show magazine review journal books bookstore software "
    "technologies technology pharmaceuticals chemical chemicals steel oil gas energy power "
    "electric "
    "electronics foods brewery railway railways railroad express securities partners associates "
    "brothers sons trust capital financial insurance bancorp bancshares properties ventures "
    "solutions media entertainment communications broadcasting publishing";

Traits traits(const FormWord& word) { return traits_of(word.key) | word.listed; }

Form cut(const Form& form, std::size_t begin, std::size_t end, Origin origin) {
  const auto at = [](std::size_t i) { return static_cast<std::ptrdiff_t>(i); };
  Form part = form;
  part.words.assign(form.words.begin() + at(begin), form.words.begin() + at(end));
  part.gaps.assign(form.gaps.begin() + at(begin), form.gaps.begin() + at(end - 1));
  part.kind = NameKind::short_form;
  part.origin = origin;
  part.article = false;
  part.given_words = 0;
  part.surface.clear();
  for (const FormWord& word : part.words) {
    if (!part.surface.empty()) part.surface += ' ';
    part.surface += word.key;
  }
  return part;
}

// A first or last word that may stand for the whole.
bool tells_alone(const FormWord& word) {
  constexpr Traits kTellsNothing = kOrdinary | kHeadNoun | kInstitution | kNationality | kTitle |
                                   kDirection | kCalendar | kParticle | kConnector | kPlaceNoun |
                                   kLegalForm | kGivenName | kAgentNoun;
  return word.capital && word.key.size() >= kShortestWord && (traits(word) & kTellsNothing) == 0 &&
         !is_generic_end(word.key);
}

bool may_border(const FormWord& word) { return word.capital && (traits(word) & kConnector) == 0; }

// Of the first words one must be more than "Prime" and "Minister".
bool tells_something(const Form& part) {
  return std::any_of(part.words.begin(), part.words.end(), [](const FormWord& word) {
    constexpr Traits kPlain = kTitle | kConnector | kParticle | kCalendar | kNationality;
    return word.capital && word.key.size() > 1 && (traits(word) & kPlain) == 0;
  });
}

}  // namespace

bool is_generic_end(std::string_view key) {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> list;
    english::each_word(kGenericEnds, [&](std::string_view word) { list.push_back(word); });
    std::sort(list.begin(), list.end());
    return list;
  }();
  return std::binary_search(words.begin(), words.end(), key);
}

std::vector<Form> name_parts(const Form& form, std::size_t country) {
  std::vector<Form> parts;
  const std::size_t size = form.words.size();
  if (size < 2) return parts;
  for (std::size_t end = size - 1; end >= 2 && end > country; --end) {
    if (!may_border(form.words[0]) || !may_border(form.words[end - 1])) continue;
    Form part = cut(form, 0, end, Origin::fragment);
    if (tells_something(part)) parts.push_back(std::move(part));
  }
  for (std::size_t begin = std::max<std::size_t>(1, country); begin + 2 <= size; ++begin) {
    if (!may_border(form.words[begin]) || !may_border(form.words[size - 1])) continue;
    Form part = cut(form, begin, size, Origin::fragment);
    if (tells_something(part)) parts.push_back(std::move(part));
  }
  // "the Congress", "the Army": of the country where one reads.
  const FormWord& last = form.words[size - 1];
  const bool bare = country > 0 && size == country + 1 && last.capital;
  if (bare && (traits(last) & kHeadNoun) != 0) {
    parts.push_back(cut(form, size - 1, size, Origin::fragment));
  }
  if (country == 0 && tells_alone(form.words[0])) parts.push_back(cut(form, 0, 1, Origin::lead));
  if (tells_alone(form.words[size - 1])) {
    parts.push_back(cut(form, size - 1, size, Origin::fragment));
  }
  return parts;
}

std::vector<Form> without_apostrophe(const Form& form) {
  Form plain = form;
  bool changed = false;
  for (FormWord& word : plain.words) {
    if (!word.possessive) continue;
    word.key += 's';
    word.possessive = false;
    changed = true;
  }
  std::vector<Form> all;
  if (changed) all.push_back(std::move(plain));
  return all;
}

}  // namespace polyvocal::naming
