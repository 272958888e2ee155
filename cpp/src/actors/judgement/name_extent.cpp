#include "actors/judgement/name_extent.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "actors/judgement/legal_forms.h"

namespace polyvocal::naming {

namespace {

// "U.S. Food and Drug Administration": the letters of a union before the name of one of its bodies
// are part of it. The first token of the name with them.
TokenId from_country(const Document& doc, const Hit& hit) {
  const ActorType type = doc.actor(hit).type;
  if (type != ActorType::organisation && type != ActorType::government) return hit.begin();
  const auto before = doc.context().before(hit.begin());
  if (!before || hit.match.count < 2 || doc.context().possessive(*before)) return hit.begin();
  if (!doc.context().is(hit.begin(), kHeadNoun) && !doc.context().is(hit.end() - 1, kHeadNoun)) {
    return hit.begin();
  }
  constexpr std::array<std::string_view, 6> kUnions = {"u.s", "us", "u.k", "uk", "u.n", "un"};
  const bool letters = doc.shared().segments.info(*before).casing == Casing::upper;
  const bool united =
      std::find(kUnions.begin(), kUnions.end(), doc.context().key(*before)) != kUnions.end();
  return letters && united ? *before : hit.begin();
}

}  // namespace

// "The Associated Press" where it is listed so; "Paxar Corp" for "Paxar".
void extend_names(Document& doc) {
  for (Hit& hit : doc.hits()) {
    if (!hit.accepted() || hit.method == Method::correction) continue;
    const ActorType type = doc.actor(hit).type;
    const bool company =
        type == ActorType::organisation || type == ActorType::outlet || type == ActorType::other;
    const bool named = hit.kind != NameKind::demonym && hit.kind != NameKind::description;
    if (!named) continue;
    doc.enter(hit);
    const TokenId reach = company ? after_legal_form(doc, hit.end()) : hit.end();
    hit.match.count = static_cast<std::uint16_t>(reach - hit.begin());
    const TokenId first = from_country(doc, hit);
    hit.match.count = static_cast<std::uint16_t>(hit.end() - first);
    hit.match.begin = first;
    const auto before = doc.form(hit).article ? doc.context().before(hit.begin()) : std::nullopt;
    if (before && doc.context().key(*before) == "the" && doc.context().name_like(*before)) {
      hit.match.begin = *before;
      ++hit.match.count;
    }
  }
  doc.sort_hits();
}

// With the full stop of an abbreviation: "U.S.", "Paxar Corp." At the end of a sentence the stop
// of "Corp." is the sentence's.
std::uint32_t end_of_name(const Document& doc, const Hit& hit) {
  const Segments& s = doc.shared().segments;
  const TokenId last = hit.end() - 1;
  const Span stem = s.stem(last);
  if (s.info(last).possessive != 0 || stem.end >= doc.text().size() ||
      doc.text()[stem.end] != '.') {
    return stem.end;
  }
  const std::string_view word = doc.text().substr(stem.begin, stem.size());
  const bool dotted = word.find('.') != std::string_view::npos;
  const bool ends = last + 1 == s.token_end(hit.sentence);
  const bool shortened = !ends && doc.context().is(last, kLegalForm) && word.size() <= 4;
  return stem.end + (dotted || shortened ? 1 : 0);
}

}  // namespace polyvocal::naming
