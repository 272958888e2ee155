#include "text/sentences.h"

#include <algorithm>

#include "text/unicode.h"
#include "text/utf8.h"

namespace polyvocal::segmenting {
namespace {

bool is_closer(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '}':
    case 0x00BB:
    case 0x2019:
    case 0x201C:  // closes after a low mark
    case 0x201D:
    case 0x203A:
    case 0x300D:
    case 0x300F:
    case 0xFF02:
    case 0xFF09:
      return true;
    default:
      return false;
  }
}

bool is_terminator(char32_t c) {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026:
    case 0x203C:
    case 0x203D:
    case 0x061F:
    case 0x06D4:
    case 0x0589:
    case 0x0964:
    case 0x0965:
    case 0x104A:
    case 0x104B:
    case 0x1362:
    case 0x1367:
    case 0x17D4:
    case 0x17D5:
    case 0x3002:
    case 0xFF01:
    case 0xFF0E:
    case 0xFF1F:
    case 0xFF61:
      return true;
    default:
      return c >= 0x2047 && c <= 0x2049;
  }
}

// A sentence end with all that belongs to it: "?!", " ... ", the closing marks after it.
struct Stop {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;   ///< after terminators and closing marks
  std::uint32_t next = 0;  ///< first visible character after it
  std::uint32_t dots = 0;
  bool loud = false;    ///< "?" or "!"
  bool wide = false;    ///< ends a sentence whatever follows
  bool closes = false;  ///< a closing quotation mark belongs to it
  bool spaced = false;  ///< white space before it: " ... "
};

class Splitter {
 public:
  Splitter(Draft& draft, std::size_t index, std::size_t& quote)
      : draft_(draft),
        text_(draft.text),
        index_(index),
        where_(draft.paragraphs[index].span),
        word_(draft.first_word[index]),
        last_word_(draft.first_word[index + 1]),
        quote_(quote),
        begin_(where_.begin) {}

  void run() {
    const Lead lead = draft_.leads[index_];
    if (lead.end > where_.begin) {
      add(static_cast<std::uint32_t>(trim_back(text_, where_.begin, lead.end)));
      draft_.sentences.back().region = lead.region;
      begin_ = static_cast<std::uint32_t>(skip_blanks(text_, lead.end, where_.end));
    }
    std::uint32_t done = begin_;
    for (std::size_t i = draft_.first_mark[index_]; i < draft_.first_mark[index_ + 1]; ++i) {
      const Mark& mark = draft_.marks[i];
      if (mark.at < done) continue;
      if (mark.kind < MarkKind::stop || mark.kind > MarkKind::wide_stop) continue;
      const Stop stop = read_stop(mark);
      done = stop.end;
      if (stop.next >= where_.end) break;
      if (!ends_here(stop)) continue;
      if (!has_word(begin_, stop.end) || !has_word(stop.end, where_.end)) continue;
      add(stop.end);
      begin_ = stop.next;
    }
    if (begin_ < where_.end) {
      const bool only_lead = lead.end > where_.begin && !has_word(begin_, where_.end);
      if (only_lead) {
        draft_.sentences.back().span.end = where_.end;
      } else {
        add(where_.end);
      }
    }
  }

 private:
  void add(std::uint32_t end) {
    Sentence sentence;
    sentence.span = {begin_, end};
    sentence.paragraph = static_cast<ParagraphId>(index_);
    sentence.token_begin = first_word_from(begin_);
    draft_.sentences.push_back(sentence);
  }

  // Index of the first word that begins at or after `at`. Calls come with rising positions.
  std::uint32_t first_word_from(std::uint32_t at) {
    std::uint32_t word = word_;
    while (word < last_word_ && draft_.words[word].begin < at) ++word;
    word_ = word;
    return word;
  }
  [[nodiscard]] std::uint32_t word_from(std::uint32_t at) const {
    const auto first = draft_.words.begin();
    const auto found =
        std::lower_bound(first + word_, first + last_word_, at,
                         [](Span word, std::uint32_t offset) { return word.begin < offset; });
    return static_cast<std::uint32_t>(found - first);
  }
  [[nodiscard]] bool has_word(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t word = word_from(begin);
    return word < last_word_ && draft_.words[word].begin < end;
  }

  // Whether a quotation opens at this mark.
  bool opens_quote(std::uint32_t at) {
    const auto& quotes = draft_.quotes;
    while (quote_ < quotes.size() && quotes[quote_].span.begin < at) ++quote_;
    return quote_ < quotes.size() && quotes[quote_].span.begin == at;
  }

  Stop read_stop(const Mark& mark) {
    Stop stop;
    stop.begin = mark.at;
    stop.spaced = mark.at > where_.begin && is_blank(previous_character(text_, mark.at).code);
    std::uint32_t at = mark.at;
    std::uint32_t end = at;
    while (at < where_.end) {
      const Character c = next_character(text_, at);
      if (is_terminator(c.code)) {
        stop.loud = stop.loud || c.code == '?' || c.code == '!' || c.code == 0x61F ||
                    (c.code >= 0x203C && c.code <= 0x2049);
        stop.wide = stop.wide || is_wide(c.code);
        stop.dots += c.code == '.' ? 1U : c.code == 0x2026 ? 3U : 0U;
        at += c.size;
        end = at;
      } else if (is_closer(c.code) && !opens_quote(at) && !is_apostrophe_at(at, c)) {
        stop.closes = stop.closes || (c.code != ')' && c.code != ']' && c.code != '}');
        at += c.size;
        end = at;
      } else if (is_blank(c.code) && continues_dots(at)) {
        at = static_cast<std::uint32_t>(skip_blanks(text_, at, where_.end));
      } else {
        break;
      }
    }
    stop.end = end;
    stop.next = static_cast<std::uint32_t>(skip_blanks(text_, end, where_.end));
    return stop;
  }
  // "U.S.'s": what looks like a closing mark belongs to the letter after it.
  [[nodiscard]] bool is_apostrophe_at(std::uint32_t at, Character c) const {
    return (c.code == '\'' || c.code == 0x2019) &&
           is_letter(next_character(text_, at + c.size).code);
  }
  static bool is_wide(char32_t c) {
    return is_terminator(c) && c != '.' && c != '!' && c != '?' && c != 0x2026 && c != 0x61F &&
           (c < 0x2030 || c > 0x2050);
  }
  // ". . ." and "... ." and "?" after a space, as French sets it.
  [[nodiscard]] bool continues_dots(std::uint32_t at) const {
    const auto next = static_cast<std::uint32_t>(skip_blanks(text_, at, where_.end));
    if (next >= where_.end || next > at + 4) return false;
    const char c = text_[next];
    if (c == '!' || c == '?') return true;
    if (c != '.') return false;
    return next + 1 >= where_.end || text_[next + 1] == '.' || text_[next + 1] == ' ' ||
           text_[next + 1] == '"';
  }

  bool ends_here(const Stop& stop) {
    if (stop.wide) return true;
    const std::uint32_t next_word = word_from(stop.end);
    if (next_word >= last_word_) return false;
    const WordTraits next = draft_.traits_of(next_word);
    if (stop.next == stop.end && !glued_break(stop, next)) return false;
    if (goes_on(stop.next)) return false;
    if ((next & kLowerFirst) != 0 && !begins_name(next_word)) return false;
    if (stop.loud) return !(stop.closes && is_attribution(next_word));
    if (stop.spaced && stop.dots >= 2) return (next & kStarter) != 0 || opens_quote(stop.next);
    if (stop.dots >= 2) return true;
    return full_stop_ends(stop, next_word, next);
  }

  // No white space after the stop: `end."The` and `end!The` break, "end.The" is one word anyhow.
  [[nodiscard]] bool glued_break(const Stop& stop, WordTraits next) {
    if ((next & (kUpperFirst | kCaseless)) == 0) return false;
    if (opens_quote(stop.next)) return true;
    const std::uint32_t word = word_from(stop.end);
    if (draft_.words[word].begin != stop.next) return false;
    return stop.closes || stop.loud || stop.dots >= 2 || (next & kCaseless) != 0;
  }

  // A comma or colon right after the stop.
  [[nodiscard]] bool goes_on(std::uint32_t at) const {
    const char c = text_[at];
    return c == ',' || c == ':' || c == ';';
  }

  // al-Sarraj: begins a sentence although in lower case.
  [[nodiscard]] bool begins_name(std::uint32_t word) const {
    if ((draft_.traits_of(word) & kArticle) == 0 || word + 1 >= last_word_) return false;
    const std::uint32_t end = draft_.words[word].end;
    return end < where_.end && text_[end] == '-' && draft_.words[word + 1].begin == end + 1 &&
           (draft_.traits_of(word + 1) & kUpperFirst) != 0;
  }

  // `"Why now?" Lavrov asked`: a name of up to three words and a speech verb.
  [[nodiscard]] bool is_attribution(std::uint32_t word) const {
    const std::uint32_t end = std::min(word + 4, last_word_);
    for (std::uint32_t i = word; i < end; ++i) {
      if ((draft_.traits_of(i) & kSpeech) != 0) return i > word || i + 1 < end;
      if ((draft_.traits_of(i) & kUpperFirst) == 0 || (draft_.traits_of(i) & kStarter) != 0) {
        return i > word && (draft_.traits_of(i) & kSpeech) != 0;
      }
      if (i + 1 < end && !adjacent(i)) return false;
    }
    return false;
  }
  [[nodiscard]] bool adjacent(std::uint32_t word) const {
    return draft_.words[word + 1].begin <= draft_.words[word].end + 2;
  }

  [[nodiscard]] bool full_stop_ends(const Stop& stop, std::uint32_t next_word, WordTraits next) {
    if (next_word == 0 || next_word - 1 < first_word_of_paragraph()) return true;
    const std::uint32_t word = word_before(stop.begin);
    if (word == last_word_ || draft_.words[word].end != stop.begin) return true;
    const WordTraits traits = draft_.traits_of(word);
    const bool starter = (next & kStarter) != 0 && !is_initial(next_word);
    const bool digit = (next & kDigitFirst) != 0;
    if (is_list_number(word)) return false;
    if ((traits & kDigitFirst) != 0) return true;
    if (stop.closes) return (traits & (kNeverLast | kTitle)) == 0 || starter;
    if ((traits & kNeverLast) != 0) return false;
    if ((traits & kTitle) != 0 && !opens_quote(stop.next)) return false;
    if ((traits & kBeforeNumber) != 0 && digit) return false;
    if ((traits & kClock) != 0) {
      return starter || ((next & kUpperFirst) != 0 &&
                         (next & (kMonth | kWeekday | kZone | kAllCapitals)) == 0);
    }
    if ((traits & (kShortened | kInitial)) != 0) return starter || quoted_starter(stop, next_word);
    if (is_single_letter(word)) return starter;
    return true;
  }
  [[nodiscard]] std::uint32_t first_word_of_paragraph() const { return draft_.first_word[index_]; }

  // The word that ends at or before `at`; last_word_ when none does.
  [[nodiscard]] std::uint32_t word_before(std::uint32_t at) const {
    const std::uint32_t next = word_from(at);
    return next > first_word_of_paragraph() ? next - 1 : last_word_;
  }
  [[nodiscard]] bool is_initial(std::uint32_t word) const {
    const std::uint32_t end = draft_.words[word].end;
    return (draft_.traits_of(word) & kInitial) != 0 && end < where_.end && text_[end] == '.';
  }
  [[nodiscard]] bool is_single_letter(std::uint32_t word) const {
    const Span span = draft_.words[word];
    return next_character(text_, span.begin).size == span.size();
  }
  // "1. The ...", "iv. We ...": the number is all there is of the sentence.
  [[nodiscard]] bool is_list_number(std::uint32_t word) const {
    if (draft_.words[word].begin != begin_ || draft_.words[word].size() > 4) return false;
    if ((draft_.traits_of(word) & kDigitFirst) != 0) return true;
    const std::string_view text = draft_.word(word);
    return text.size() == 1 || text.find_first_not_of("ivx") == std::string_view::npos;
  }
  // in the U.S. "We are": a quotation opens with a word that begins sentences.
  bool quoted_starter(const Stop& stop, std::uint32_t next_word) {
    return opens_quote(stop.next) && (draft_.traits_of(next_word) & kStarter) != 0;
  }

  Draft& draft_;
  std::string_view text_;
  std::size_t index_;
  Span where_;
  std::uint32_t word_;
  std::uint32_t last_word_;
  std::size_t& quote_;
  std::uint32_t begin_;
};

}  // namespace

void find_sentences(Draft& draft, std::size_t index, std::size_t& first_quote) {
  Splitter(draft, index, first_quote).run();
}

bool ends_with_stop(std::string_view text, Span where) {
  std::uint32_t end = where.end;
  while (end > where.begin) {
    const Character c = previous_character(text, end);
    if (is_terminator(c.code)) return true;
    if (!is_closer(c.code) && !is_blank(c.code)) return false;
    end -= c.size;
  }
  return false;
}

}  // namespace polyvocal::segmenting
