#include "voice/slate.h"

#include <algorithm>

#include "voice/speakers.h"

namespace polyvocal::voicing {

namespace {

constexpr TokenId kSignOff = 8;    // words at the end of a stand-up: name, outlet, place
constexpr TokenId kLeadIn = 2000;  // words before a slate in which the anchor names the reporter

}  // namespace

// A line in capitals directly before the quotation names the speaker.
bool Slates::find_before(const Quote& here) {
  const Segments& seg = scene_.input.segments;
  std::uint32_t begin = seg.paragraphs[here.paragraph].span.begin;
  if (here.span.begin <= begin) return false;
  const std::string_view before = scene_.text.substr(begin, here.span.begin - begin);
  if (before.size() > 120) return false;
  std::int32_t upper = 0;
  for (const char c : before) {
    if (c >= 'a' && c <= 'z') return false;
    if (c >= 'A' && c <= 'Z') ++upper;
  }
  if (upper < 4) return false;
  std::uint32_t end = here.span.begin;
  while (end > begin && scene_.text[end - 1] == ' ') --end;
  slate_ = Span{begin, end};
  return true;
}

bool Slates::place(std::uint32_t quote) {
  const Quote& here = scene_.quotes.at(quote);
  if (!slate_.has_value() && !find_before(here)) return false;
  const Span slate = *slate_;
  slate_.reset();
  Source source;
  source.named = true;
  source.span = slate;
  source.actor = actor_in(scene_, slate);
  const bool own = is_reporter(slate, here);
  const std::int32_t id = scene_.rows.add_quote(source, quote);
  if (id < 0) return true;
  Attribution& row = scene_.rows.at(id);
  row.own_voice = own;
  if (own) row.source_actor = -1;
  scene_.quotes.covered(quote) = id;
  return true;
}

// The slate's name signs the quotation off ("..., Jane Roe, CNN, Cairo."), or the article says
// that the outlet's own Jane Roe has more.
bool Slates::is_reporter(Span slate, const Quote& here) const {
  const Segments& seg = scene_.input.segments;
  std::vector<KeyId> name;
  const TokenId begin = first_token(seg, scene_.document, slate.begin);
  const TokenId end = first_token(seg, scene_.document, slate.end);
  for (TokenId t = begin; t < end; ++t) name.push_back(seg.key(t));
  if (name.size() < 2) return false;
  const TokenId stop = first_token(seg, scene_.document, here.inner.end);
  const TokenId start = std::max(first_token(seg, scene_.document, here.inner.begin),
                                 stop - std::min<TokenId>(stop, kSignOff));
  return count_named(name, start, stop) >= 2 || introduced(name, begin);
}

std::size_t Slates::count_named(const std::vector<KeyId>& name, TokenId begin, TokenId end) const {
  std::size_t found = 0;
  for (TokenId t = begin; t < end; ++t) {
    const KeyId k = scene_.input.segments.key(t);
    if (k != kNoKey && std::find(name.begin(), name.end(), k) != name.end()) ++found;
  }
  return found;
}

// "CGTN's Jane Roe has more": two words of the name after a possessive, before the slate.
bool Slates::introduced(const std::vector<KeyId>& name, TokenId slate) const {
  const Segments& seg = scene_.input.segments;
  const TokenId first = seg.doc_tokens[scene_.document];
  TokenId t = slate - first > kLeadIn ? slate - kLeadIn : first;
  for (; t + 2 < slate; ++t) {
    if (seg.info(t).possessive > 0 && count_named(name, t + 1, t + 3) == 2) return true;
  }
  return false;
}

}  // namespace polyvocal::voicing
