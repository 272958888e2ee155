#include "text/regions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/cues.h"
#include "text/repetition.h"
#include "text/sentences.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace polyvocal::segmenting {

namespace {

constexpr std::uint32_t kLongestHeadline = 25;  // words
constexpr std::uint32_t kLongestSubhead = 10;
constexpr std::uint32_t kShortestStandfirst = 8;
constexpr std::uint32_t kLongestSummary = 80;
constexpr double kRepeated = .7;           // share of word pairs said again
constexpr std::size_t kTopParagraphs = 8;  // where titles, bylines and summaries stand

class Labeller {
 public:
  explicit Labeller(Draft& draft) : draft_(draft), count_(draft.paragraphs.size()) {}

  void run() {
    for (std::size_t i = 0; i < count_; ++i) label_by_wording(i);
    const std::size_t after_title = label_title();
    label_standfirst(after_title);
    label_repeated(after_title);
    label_subheads(after_title);
    label_tail();
  }

 private:
  Region& region(std::size_t i) { return draft_.paragraphs[i].region; }
  [[nodiscard]] Span span(std::size_t i) const { return draft_.paragraphs[i].span; }
  [[nodiscard]] std::uint32_t words(std::size_t i) const { return draft_.word_count(i); }
  [[nodiscard]] std::string_view content(std::size_t i) const {
    return draft_.text.substr(span(i).begin, span(i).size());
  }
  [[nodiscard]] bool has_stop(std::size_t i) const { return ends_with_stop(draft_.text, span(i)); }
  [[nodiscard]] bool is_open(std::size_t i) const {
    return draft_.paragraphs[i].region == Region::body;
  }
  // Next paragraph from i on that nothing is known of yet; count_ when there is none.
  [[nodiscard]] std::size_t next_open(std::size_t i) const {
    while (i < count_ && !is_open(i)) ++i;
    return i;
  }

  void label_by_wording(std::size_t i) {
    if (words(i) == 0) {
      region(i) = Region::boilerplate;
      return;
    }
    if (words(i) > 120) return;
    const bool top = i < kTopParagraphs;
    const bool edge = top || i + 4 >= count_;
    bool cue_word = false;
    for (std::uint32_t word = draft_.first_word[i]; word < draft_.first_word[i + 1]; ++word) {
      cue_word = cue_word || (draft_.traits_of(word) & kCueWord) != 0;
    }
    const Cue cue = find_cue(content(i), words(i), cue_word);
    if (cue == Cue::byline) {
      if (edge && (count_ > 1)) region(i) = Region::byline;
    } else if (cue == Cue::summary) {
      if (top) region(i) = Region::summary;
    } else if (cue != Cue::none && draft_.leads[i].end == 0) {
      region(i) = region_of(cue);
    }
    if (!top || !is_open(i) || count_ < 2) return;
    if (is_date_line(i) || says(i, draft_.outlet)) {
      region(i) = Region::byline;
    } else if (is_credit(i)) {
      region(i) = Region::caption;
    }
  }

  // Whether the paragraph is this text, or one begins with the other and adds little ("... - AFP"),
  // letters and digits only.
  [[nodiscard]] bool says(std::size_t i, std::string_view wanted) const {
    if (wanted.empty() || span(i).size() > 2 * wanted.size() + 20) return false;
    const std::string own = squeeze(content(i));
    const std::string other = squeeze(wanted);
    const std::size_t shorter = std::min(own.size(), other.size());
    const std::size_t longer = std::max(own.size(), other.size());
    return shorter > 2 && shorter * 4 >= longer * 3 &&
           own.compare(0, shorter, other, 0, shorter) == 0;
  }
  static std::string squeeze(std::string_view text) {
    std::string squeezed;
    for (std::size_t at = 0; at < text.size();) {
      const Character c = next_character(text, at);
      const bool sign = c.code < 0xC0 ? !is_alnum(c.code) : c.code >= 0x2000 && c.code < 0x2070;
      if (!sign) {
        for (std::size_t k = 0; k < c.size; ++k) squeezed.push_back(text[at + k]);
        if (c.code >= 'A' && c.code <= 'Z') squeezed.back() = static_cast<char>(c.code + 32);
      }
      at += c.size;
    }
    return squeezed;
  }
  static bool is_alnum(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  // All in brackets, or brackets at the end with a slash between names: "(Darren Ornitz/Reuters)".
  [[nodiscard]] bool is_credit(std::size_t i) const {
    const std::string_view text = content(i);
    if (text.back() != ')') return false;
    const std::size_t open = text.rfind('(');
    if (open == std::string_view::npos) return false;
    if (open == 0) return words(i) <= 12 && draft_.leads[i].end == 0;
    const std::string_view inside = text.substr(open);
    return inside.size() <= 60 && inside.find('/') != std::string_view::npos &&
           inside.find("http") == std::string_view::npos;
  }

  // A full date (or an agency) and next to nothing else.
  [[nodiscard]] bool is_date_line(std::size_t i) const {
    if (words(i) > 16 || has_stop(i)) return false;
    bool month = false;
    bool number = false;
    bool agency = false;
    std::uint32_t others = 0;
    for (std::uint32_t word = draft_.first_word[i]; word < draft_.first_word[i + 1]; ++word) {
      const WordTraits traits = draft_.traits_of(word);
      if ((traits & kMonth) != 0) {
        month = true;
      } else if ((traits & kDigitFirst) != 0) {
        number = true;
      } else if ((traits & kAgency) != 0) {
        agency = true;
      } else if ((traits & (kWeekday | kZone | kClock)) == 0) {
        if ((traits & kLowerFirst) != 0 && !joins_dates(draft_.word(word))) return false;
        ++others;
      }
    }
    if (month && number) return others <= 3;
    return agency && others == 0 && words(i) <= 4;
  }
  static bool joins_dates(std::string_view word) {
    return word == "at" || word == "on" || word == "by" || word == "and" || word == "updated" ||
           word == "published" || word == "of" || word == "hrs";
  }

  [[nodiscard]] char last_byte(std::size_t i) const { return draft_.text[span(i).end - 1]; }
  [[nodiscard]] bool loud_end(std::size_t i) const {
    std::string_view text = content(i);
    while (!text.empty() && (text.back() == '"' || text.back() == '\'' || text.back() == ')')) {
      text.remove_suffix(1);
    }
    return !text.empty() && (text.back() == '?' || text.back() == '!');
  }
  [[nodiscard]] bool is_title(std::size_t i) const {
    if (i >= count_ || words(i) == 0 || words(i) > kLongestHeadline || span(i).size() > 260) {
      return false;
    }
    if (draft_.leads[i].end != 0) return false;
    if (has_stop(i) && !loud_end(i)) return false;
    if (holds_full_stop(i)) return false;
    const char last = last_byte(i);
    return last != ':' && last != ',' && last != ';';
  }
  // Whether a sentence inside the paragraph ends with a plain full stop.
  [[nodiscard]] bool holds_full_stop(std::size_t i) const {
    for (std::uint32_t s = draft_.first_sentence[i]; s + 1 < draft_.first_sentence[i + 1]; ++s) {
      if (draft_.text[draft_.sentences[s].span.end - 1] == '.') return true;
    }
    return false;
  }

  // Sets the headline and the navigation before it. Returns the first paragraph after them.
  std::size_t label_title() {
    if (const auto known = known_title()) {
      for (std::size_t before = 0; before < *known; ++before) {
        if (is_open(before) && is_title(before)) region(before) = Region::boilerplate;
      }
      return set_headline(*known);
    }
    std::size_t i = next_open(0);
    while (i < std::min(count_, kTopParagraphs)) {
      const std::size_t next = next_open(i + 1);
      if (next >= count_ || !is_title(i) || has_summary(i)) return i;
      if (!draft_.title.empty() && is_name_line(i)) {  // not the known title: its author
        region(i) = Region::byline;
        i = next;
        continue;
      }
      const bool label = is_label(i) && is_title(next) && words(next) >= 5 &&
                         next_open(next + 1) < count_ && !loud_end(i);
      if (!label) return set_headline(i);
      region(i) = Region::boilerplate;
      i = next;
    }
    return i;
  }
  // One or two words, or three with capitals: "All news", "Middle East News".
  [[nodiscard]] bool is_label(std::size_t i) const {
    return words(i) <= 2 || (words(i) == 3 && is_name_line(i));
  }
  // Up to six words, each with a capital but for "and".
  [[nodiscard]] bool is_name_line(std::size_t i) const {
    if (words(i) < 2 || words(i) > 6 || loud_end(i)) return false;
    for (std::uint32_t word = draft_.first_word[i]; word < draft_.first_word[i + 1]; ++word) {
      if ((draft_.traits_of(word) & kUpperFirst) == 0 && draft_.word(word) != "and") return false;
    }
    return true;
  }
  // The paragraph that repeats the title of the metadata.
  [[nodiscard]] std::optional<std::size_t> known_title() const {
    for (std::size_t i = 0; i < std::min(count_, kTopParagraphs); ++i) {
      if (is_open(i) && says(i, draft_.title)) return i;
    }
    return std::nullopt;
  }
  std::size_t set_headline(std::size_t i) {
    region(i) = Region::headline;
    for (std::size_t again = i + 1; again < std::min(count_, i + 4); ++again) {
      if (is_open(again) && content(again) == content(i)) region(again) = Region::boilerplate;
    }
    return i + 1;
  }
  [[nodiscard]] bool has_summary(std::size_t before) const {
    return std::any_of(draft_.paragraphs.begin(),
                       draft_.paragraphs.begin() + static_cast<std::ptrdiff_t>(before),
                       [](const Paragraph& p) { return p.region == Region::summary; });
  }

  // Sentences without a full stop between title and body.
  void label_standfirst(std::size_t from) {
    const bool headline = from > 0 && region(from - 1) == Region::headline;
    if (!headline && !has_summary(std::min(from, count_))) return;
    for (std::size_t i = next_open(from); i < std::min(count_, from + 5); i = next_open(i + 1)) {
      if (has_stop(i) || words(i) < kShortestStandfirst || words(i) > kLongestSummary) return;
      if (draft_.leads[i].end != 0 || last_byte(i) == ':' || next_open(i + 1) >= count_) return;
      region(i) = Region::summary;
    }
  }

  // Early paragraphs that a later one says again, nearly word for word.
  void label_repeated(std::size_t from) {
    std::size_t tried = 0;
    for (std::size_t i = next_open(from); i < count_ && tried < 3; i = next_open(i + 1), ++tried) {
      if (words(i) < kShortestStandfirst || words(i) > kLongestSummary) continue;
      WordPairs pairs(draft_, draft_.first_word[i], draft_.first_word[i + 1]);
      for (std::size_t later = i + 1; later < count_; ++later) {
        if (!is_open(later) || words(later) * 4 < words(i) * 3) continue;
        if (!pairs.occur_in(draft_.first_word[later], draft_.first_word[later + 1], kRepeated)) {
          continue;
        }
        region(i) = Region::summary;
        break;
      }
    }
  }

  [[nodiscard]] bool is_prose(std::size_t i) const {
    return i < count_ && is_open(i) && (has_stop(i) || words(i) > kLongestSubhead);
  }
  [[nodiscard]] bool is_item(std::size_t i) const {
    const Character c = next_character(draft_.text, span(i).begin);
    return c.code == '-' || c.code == '*' || c.code == 0x2022 || c.code == 0x2013 ||
           c.code == 0x2014 || c.code == 0xB7 || (c.code >= '0' && c.code <= '9');
  }
  // Short lines without a stop, one alone between two paragraphs of running text.
  void label_subheads(std::size_t from) {
    for (std::size_t i = from; i < count_; ++i) {
      if (!is_open(i) || words(i) > kLongestSubhead || is_item(i) || !is_title(i)) continue;
      if (!is_prose(i + 1) || (i > from && is_open(i - 1) && !is_prose(i - 1))) continue;
      region(i) = speaker_line(i) ? Region::slate : Region::subhead;
    }
  }
  // A line in capitals before a quotation.
  [[nodiscard]] bool speaker_line(std::size_t i) const {
    for (std::uint32_t word = draft_.first_word[i]; word < draft_.first_word[i + 1]; ++word) {
      if ((draft_.traits_of(word) & (kAllCapitals | kInitial)) == 0) return false;
    }
    const std::uint32_t next = draft_.paragraphs[i + 1].span.begin;
    return words(i) >= 2 && std::any_of(draft_.quotes.begin(), draft_.quotes.end(),
                                        [&](const Quote& q) { return q.span.begin == next; });
  }

  // Short lines without a stop after the first furniture below the body are furniture too.
  void label_tail() {
    std::size_t last = count_;
    while (last > 0) {
      const std::size_t i = last - 1;
      const bool loose = is_open(i) && words(i) <= 12 && !has_stop(i) && draft_.leads[i].end == 0;
      if (is_open(i) && !loose) break;
      last = i;
    }
    bool furniture = false;
    for (std::size_t i = last; i < count_; ++i) {
      if (!is_open(i))
        furniture = furniture || region(i) == Region::boilerplate;
      else if (furniture)
        region(i) = Region::boilerplate;
    }
  }

  Draft& draft_;
  std::size_t count_;
};

// Whether running text stops in mid-sentence here: no final stop, nor a colon that announces what
// comes next, nor a note in brackets.
bool lacks_end(const Draft& draft, const Sentence& sentence) {
  if (ends_with_stop(draft.text, sentence.span)) return false;
  const Character last = previous_character(draft.text, sentence.span.end);
  return is_letter(last.code) || last.code == ',' || last.code == '-' || last.code == 0x2014 ||
         last.code == 0x2013;
}

// Mostly words in small letters: running text, not a name, a title or a link.
bool reads_as_prose(const Draft& draft, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t small = 0;
  for (std::uint32_t word = begin; word < end; ++word) {
    if ((draft.traits_of(word) & (kLowerFirst | kCaseless)) != 0) ++small;
  }
  return end - begin >= 4 && small * 2 >= end - begin;
}

// The last paragraph of the body; the number of paragraphs when there is none.
std::size_t last_body(const Draft& draft) {
  for (std::size_t i = draft.paragraphs.size(); i > 0; --i) {
    if (draft.paragraphs[i - 1].region == Region::body) return i - 1;
  }
  return draft.paragraphs.size();
}

}  // namespace

void find_regions(Draft& draft) { Labeller(draft).run(); }

void finish_sentences(Draft& draft) {
  const std::size_t final_paragraph = last_body(draft);
  for (std::size_t p = 0; p < draft.paragraphs.size(); ++p) {
    const Region region = draft.paragraphs[p].region;
    const std::uint32_t first = draft.first_sentence[p];
    const std::uint32_t end = draft.first_sentence[p + 1];
    for (std::uint32_t s = first; s < end; ++s) {
      if (draft.sentences[s].region == Region::body) draft.sentences[s].region = region;
    }
    if (region != Region::body || first == end) continue;
    Sentence& last = draft.sentences[end - 1];
    if (last.region != Region::body || !lacks_end(draft, last)) continue;
    // After a full sentence any rest is a fragment; alone, only the end of the article can tell.
    const bool after_sentence =
        end - first >= 2 && ends_with_stop(draft.text, draft.sentences[end - 2].span);
    last.complete =
        !(after_sentence || (p == final_paragraph &&
                             reads_as_prose(draft, last.token_begin, draft.first_word[p + 1])));
  }
}

}  // namespace polyvocal::segmenting
