// Datelines and speaker lines in front of a paragraph.
#include <algorithm>

#include "text/regions.h"
#include "text/utf8.h"

namespace polyvocal::segmenting {
namespace {

constexpr std::uint32_t kLongestLead = 120;  // bytes
constexpr std::uint32_t kMostLeadWords = 14;
constexpr std::size_t kDatelineParagraphs = 8;  // a dateline stands near the top

bool is_dash(char32_t c) { return c == '-' || (c >= 0x2012 && c <= 0x2015); }

class LeadFinder {
 public:
  LeadFinder(Draft& draft, std::size_t index)
      : draft_(draft),
        text_(draft.text),
        where_(draft.paragraphs[index].span),
        first_(draft.first_word[index]),
        last_(std::min(draft.first_word[index + 1], first_ + kMostLeadWords)),
        all_(draft.first_word[index + 1]) {}

  /// End of the dateline with its dash or agency tag; 0 without one.
  [[nodiscard]] std::uint32_t dateline() const {
    if (all_ - first_ < 4) return 0;
    if (text_[where_.begin] == '(') {
      if (const std::uint32_t end = after_tag(where_.begin)) return followed(end);
    }
    for (std::uint32_t word = first_; word < last_; ++word) {
      if (!fits_dateline(word)) return 0;
      const std::uint32_t begin = draft_.words[word].end;
      const std::uint32_t end = word + 1 < all_ ? draft_.words[word + 1].begin : where_.end;
      if (begin - where_.begin > kLongestLead) return 0;
      const std::uint32_t found = delimiter(word, begin, end);
      if (found != 0) return followed(found);
    }
    return 0;
  }

  /// End of a speaker in capitals, before the quotation or after the colon; 0 without one.
  /// `colon` tells which.
  [[nodiscard]] std::uint32_t slate(bool& colon) const {
    colon = false;
    if (first_ == all_ || draft_.words[first_].begin != where_.begin) return 0;
    if ((draft_.traits_of(first_) & kLabel) != 0) return 0;
    for (std::uint32_t word = first_; word < last_; ++word) {
      if (!is_capital_name(word)) return 0;
      const std::uint32_t begin = draft_.words[word].end;
      const std::uint32_t end = word + 1 < all_ ? draft_.words[word + 1].begin : where_.end;
      for (std::uint32_t at = begin; at < end;) {
        const Character c = next_character(text_, at);
        if (c.code == ':') {
          colon = true;
          return word + 1 < all_ && has_capitals(word) ? at + 1 : 0;
        }
        if (opens_quote(at))
          return word > first_ && has_capitals(word) && speaks(word + 1) ? at : 0;
        if (!is_blank(c.code) && !is_name_sign(c.code)) return 0;
        at += c.size;
      }
    }
    return 0;
  }

 private:
  [[nodiscard]] bool is_capital_name(std::uint32_t word) const {
    return (draft_.traits_of(word) & (kAllCapitals | kInitial)) != 0;
  }
  [[nodiscard]] bool has_capitals(std::uint32_t last) const {
    for (std::uint32_t word = first_; word <= last; ++word) {
      if ((draft_.traits_of(word) & kAllCapitals) != 0 && draft_.words[word].size() >= 3)
        return true;
    }
    return false;
  }
  // Words follow that are not in capitals too, as they would be in a heading.
  [[nodiscard]] bool speaks(std::uint32_t word) const {
    for (const std::uint32_t end = std::min(word + 4, all_); word < end; ++word) {
      if ((draft_.traits_of(word) & kLowerFirst) != 0) return true;
    }
    return false;
  }
  static bool is_name_sign(char32_t c) {
    return c == '.' || c == ',' || c == '(' || c == ')' || c == '/' || c == '&' || c == '\'' ||
           c == 0x2019 || is_dash(c);
  }
  [[nodiscard]] bool opens_quote(std::uint32_t at) const {
    const auto found = std::lower_bound(
        draft_.quotes.begin(), draft_.quotes.end(), at,
        [](const Quote& quote, std::uint32_t offset) { return quote.span.begin < offset; });
    return found != draft_.quotes.end() && found->span.begin == at;
  }

  // Place names, days and agencies: capitals, months, numbers.
  [[nodiscard]] bool fits_dateline(std::uint32_t word) const {
    const WordTraits traits = draft_.traits_of(word);
    return (traits & (kUpperFirst | kDigitFirst | kArticle | kMonth | kCaseless)) != 0;
  }

  // What ends the dateline between two words: a tag, or a dash after capitals.
  [[nodiscard]] std::uint32_t delimiter(std::uint32_t word, std::uint32_t begin,
                                        std::uint32_t end) const {
    for (std::uint32_t at = begin; at < end;) {
      const Character c = next_character(text_, at);
      if (c.code == '(' || c.code == '/') {
        const std::uint32_t tagged = after_tag(at);
        if (tagged != 0) return tagged;
        if (c.code == '(') return 0;
      }
      if (is_dash(c.code) && (at > begin || c.code != '-'))
        return capital_city(word, at) ? past_dash(at) : 0;
      if (c.code == '"' || c.code == ';' || c.code == ':' || c.code == '?' || c.code == '!')
        return 0;
      at += c.size;
    }
    return 0;
  }

  // "(Reuters) - ", "(AP)", "/TASS/.": end of the tag and its dash or stop; 0 when it is none.
  [[nodiscard]] std::uint32_t after_tag(std::uint32_t at) const {
    const char close = text_[at] == '/' ? '/' : ')';
    const std::uint32_t limit = std::min(where_.end, at + 40);
    std::uint32_t end = at + 1;
    while (end < limit && text_[end] != close) ++end;
    if (end >= limit || end < at + 3) return 0;
    if (!is_agency(at + 1, end)) return 0;
    const std::uint32_t past = past_dash(end + 1);
    // Without a dash the brackets may be part of the sentence, except right at its start.
    if (past == end + 1 && close == ')' && at != where_.begin) return 0;
    return past;
  }
  // One to four words, each with a capital, and no number: a news agency or an outlet.
  [[nodiscard]] bool is_agency(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t words = 0;
    for (std::uint32_t word = first_; word < all_ && draft_.words[word].begin < end; ++word) {
      if (draft_.words[word].begin < begin) continue;
      if ((draft_.traits_of(word) & (kUpperFirst | kCaseless)) == 0) return false;
      ++words;
    }
    return words >= 1 && words <= 4;
  }
  [[nodiscard]] std::uint32_t past_dash(std::uint32_t at) const {
    std::uint32_t end = at;
    std::uint32_t i = at;
    while (i < where_.end) {
      const Character c = next_character(text_, i);
      if (is_dash(c.code) || c.code == '.' || c.code == ':' || c.code == '|') {
        end = i + c.size;
      } else if (!is_blank(c.code)) {
        break;
      }
      i += c.size;
    }
    return end;
  }

  // The words before the first comma are all in capitals, and one of them is long.
  [[nodiscard]] bool capital_city(std::uint32_t last, std::uint32_t dash) const {
    const std::size_t comma = text_.substr(where_.begin, dash - where_.begin).find(',');
    const std::uint32_t stop =
        comma == std::string_view::npos ? dash : where_.begin + static_cast<std::uint32_t>(comma);
    bool is_long = false;
    for (std::uint32_t word = first_; word <= last && draft_.words[word].begin < stop; ++word) {
      if ((draft_.traits_of(word) & (kAllCapitals | kInitial)) == 0) return false;
      if ((draft_.traits_of(word) & kLabel) != 0) return false;
      is_long = is_long || draft_.words[word].size() >= 3;
    }
    return is_long;
  }

  // A dateline is followed by a sentence.
  [[nodiscard]] std::uint32_t followed(std::uint32_t end) const {
    const std::size_t next = skip_blanks(text_, end, where_.end);
    std::uint32_t word = first_;
    while (word < all_ && draft_.words[word].begin < next) ++word;
    if (word + 3 > all_) return 0;
    return (draft_.traits_of(word) & kLowerFirst) == 0 ? end : 0;
  }

  const Draft& draft_;
  std::string_view text_;
  Span where_;
  std::uint32_t first_;
  std::uint32_t last_;
  std::uint32_t all_;
};

}  // namespace

void find_leads(Draft& draft) {
  const std::size_t paragraphs = draft.paragraphs.size();
  draft.leads.assign(paragraphs, {});
  std::size_t colons = 0;
  std::size_t colon_at = 0;
  for (std::size_t i = 0; i < paragraphs; ++i) {
    if (draft.word_count(i) == 0) continue;
    const LeadFinder finder(draft, i);
    bool colon = false;
    if (const std::uint32_t end = finder.slate(colon)) {
      draft.leads[i] = {end, Region::slate};
      if (colon) {
        ++colons;
        colon_at = i;
      }
    } else if (i < kDatelineParagraphs) {
      if (const std::uint32_t dateline = finder.dateline()) {
        draft.leads[i] = {dateline, Region::dateline};
      }
    }
  }
  // One name in capitals and a colon, near the top: "RIYADH: Saudi ...", a place and no speaker.
  if (colons == 1 && colon_at < 3 && draft.word_count(colon_at) >= 12) {
    const std::size_t next =
        skip_blanks(draft.text, draft.leads[colon_at].end, draft.paragraphs[colon_at].span.end);
    const bool quoted = std::any_of(draft.quotes.begin(), draft.quotes.end(),
                                    [&](const Quote& q) { return q.span.begin == next; });
    if (!quoted) draft.leads[colon_at].region = Region::dateline;
  }
}

}  // namespace polyvocal::segmenting
