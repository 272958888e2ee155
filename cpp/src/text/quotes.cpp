#include "text/quotes.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/unicode.h"
#include "text/utf8.h"

namespace polyvocal::segmenting {
namespace {

// What stands on either side of a mark decides whether it opens or closes.
struct Sides {
  char32_t before = 0;  ///< 0 at the start of the paragraph
  char32_t after = 0;   ///< 0 at its end
};

bool is_word(char32_t c) {
  return is_letter(c) || is_digit(c) || c == '$' || c == 0x20AC || c == '#' || c == '@';
}
bool is_gap(char32_t c) { return c == 0 || is_blank(c); }
bool is_dash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }
bool is_bracket(char32_t c) { return c == '(' || c == '[' || c == '{' || c == '<' || c == '/'; }
bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || c == '`' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB ||
         c == 0xBB;
}
// May stand right before an opening mark, or right after a closing one.
bool invites_opening(char32_t c) { return is_gap(c) || is_dash(c) || is_bracket(c) || is_quote(c); }
bool begins_text(char32_t c) { return !is_gap(c) && c != '.' && c != ',' && c != ';' && c != ')'; }

// Words that begin with an apostrophe: letters were left out, nothing is quoted.
bool is_clipped_word(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 14> kClipped = {
      "em",    "til", "twas", "tis",   "cause", "n",    "bout",
      "round", "im",  "er",   "neath", "tween", "nuff", "cos"};
  std::size_t end = at;
  while (end < text.size() && is_letter(next_character(text, end).code)) {
    end += next_character(text, end).size;
  }
  const std::string_view word = text.substr(at, end - at);
  const auto same = [&](std::string_view clipped) {
    return std::equal(word.begin(), word.end(), clipped.begin(), clipped.end(), [](char a, char b) {
      return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
    });
  };
  if (std::any_of(kClipped.begin(), kClipped.end(), same)) return true;
  // '90s, '14
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  return digit(at) && digit(at + 1) && !digit(at + 2);
}

// A mark looks this many marks ahead for its partner: bounds the work on text full of openings. No
// real quotation has as many stops and apostrophes within one paragraph.
constexpr std::size_t kLookAhead = 400;

class Pairing {
 public:
  Pairing(std::string_view text, Span where, std::span<const Mark> marks, ParagraphId paragraph,
          std::vector<Quote>& quotes)
      : text_(text), where_(where), marks_(marks), paragraph_(paragraph), quotes_(quotes) {}

  void run() {
    const std::size_t before = quotes_.size();
    const bool left_open = before > 0 && !quotes_.back().closed && paragraph_ > 0 &&
                           quotes_.back().paragraph == paragraph_ - 1;
    for (std::size_t i = 0; i < marks_.size();) {
      const auto opened = opening(i);
      i = opened ? quote_from(i, *opened) : i + 1;
    }
    if (left_open && quotes_.size() > before && quotes_[before].span.begin == where_.begin) {
      quotes_[before].continues = true;
    }
  }

 private:
  struct Opening {
    QuoteMark mark = QuoteMark::straight;
    std::uint32_t size = 1;  ///< bytes of the opening mark
    std::size_t marks = 1;   ///< entries of marks_ that it takes
  };
  struct Closing {
    std::size_t index = 0;
    std::uint32_t size = 1;
    std::size_t marks = 1;
  };

  [[nodiscard]] std::size_t horizon(std::size_t i) const {
    return std::min(marks_.size(), i + kLookAhead);
  }
  [[nodiscard]] Sides sides(std::uint32_t begin, std::uint32_t end) const {
    Sides s;
    if (begin > where_.begin) s.before = previous_character(text_, begin).code;
    if (end < where_.end) s.after = next_character(text_, end).code;
    return s;
  }
  [[nodiscard]] Sides sides(std::size_t i) const {
    return sides(marks_[i].at, marks_[i].at + marks_[i].size);
  }
  // Whether marks i and i + 1 are the same sign twice, side by side: `` or ''.
  [[nodiscard]] bool doubled(std::size_t i, MarkKind kind) const {
    return i + 1 < marks_.size() && marks_[i].kind == kind && marks_[i + 1].kind == kind &&
           marks_[i + 1].at == marks_[i].at + marks_[i].size;
  }

  [[nodiscard]] std::optional<Opening> opening(std::size_t i) const {
    const Mark& mark = marks_[i];
    const Sides s = sides(i);
    switch (mark.kind) {
      case MarkKind::straight:
        return opens_straight(s) ? std::optional<Opening>({QuoteMark::straight, mark.size, 1})
                                 : std::nullopt;
      case MarkKind::double_open:
      case MarkKind::corner_open:
        return Opening{QuoteMark::curly, mark.size, 1};
      case MarkKind::double_close:  // used at both ends in some languages
        if (invites_opening(s.before) && begins_text(s.after)) {
          return Opening{QuoteMark::curly, mark.size, 1};
        }
        return std::nullopt;
      case MarkKind::double_low:
        return begins_text(s.after) ? std::optional<Opening>({QuoteMark::low, mark.size, 1})
                                    : std::nullopt;
      case MarkKind::guillemet_left:
      case MarkKind::guillemet_right:
        return opens_guillemet(mark, s)
                   ? std::optional<Opening>({QuoteMark::guillemet, mark.size, 1})
                   : std::nullopt;
      case MarkKind::backtick:
      case MarkKind::apostrophe:
      case MarkKind::single_open:
        if (doubled(i, mark.kind)) return opening_doubled(i);
        return opening_single(i, s);
      default:
        return std::nullopt;
    }
  }

  // After a digit the sign means inches or seconds, unless text follows at once.
  static bool opens_straight(Sides s) {
    if (s.after == 0) return false;
    if (invites_opening(s.before)) return true;
    if (is_digit(s.before) && !is_letter(s.after)) return false;
    return begins_text(s.after);
  }
  static bool opens_guillemet(const Mark& mark, Sides s) {
    if (mark.kind == MarkKind::guillemet_left) return s.after != 0 && !is_word(s.before);
    return invites_opening(s.before) && begins_text(s.after);
  }
  [[nodiscard]] std::optional<Opening> opening_doubled(std::size_t i) const {
    const std::uint32_t end = marks_[i + 1].at + marks_[i + 1].size;
    const Sides s = sides(marks_[i].at, end);
    if (!invites_opening(s.before) || !begins_text(s.after)) return std::nullopt;
    return Opening{QuoteMark::tex, end - marks_[i].at, 2};
  }
  // A single mark opens a quotation only when another one closes it.
  [[nodiscard]] std::optional<Opening> opening_single(std::size_t i, Sides s) const {
    if (!invites_opening(s.before) || !begins_text(s.after) || is_quote(s.after)) {
      return std::nullopt;
    }
    if (is_clipped_word(text_, marks_[i].at + marks_[i].size)) return std::nullopt;
    if (!closing_single(i)) return std::nullopt;
    return Opening{QuoteMark::single, marks_[i].size, 1};
  }

  [[nodiscard]] bool single_closes(std::size_t j) const {
    const Sides s = sides(j);
    return !is_gap(s.before) && !is_word(s.after) && !is_dash(s.before);
  }
  [[nodiscard]] bool single_opens(std::size_t j) const {
    const Sides s = sides(j);
    return invites_opening(s.before) && is_word(s.after) &&
           !is_clipped_word(text_, marks_[j].at + marks_[j].size);
  }

  // The first mark that can close, but past plural possessives ("the rebels' march") when a better
  // one comes before the next opening.
  [[nodiscard]] std::optional<Closing> closing_single(std::size_t i) const {
    const bool curly = marks_[i].kind == MarkKind::single_open;
    std::optional<Closing> possessive;
    for (std::size_t j = i + 1; j < horizon(i); ++j) {
      const MarkKind kind = marks_[j].kind;
      const bool mine = kind == MarkKind::apostrophe || (curly && kind == MarkKind::single_close);
      if (kind == MarkKind::single_open || (kind == MarkKind::apostrophe && single_opens(j))) {
        if (possessive) return possessive;
        continue;
      }
      if (!mine || !single_closes(j)) continue;
      const Sides s = sides(j);
      const Closing found{j, marks_[j].size, 1};
      const bool plural = (s.before == 's' || s.before == 'S') && is_blank(s.after);
      if (!plural) return possessive && !is_near(*possessive, found) ? possessive : found;
      if (!possessive) possessive = found;
    }
    return possessive;
  }
  [[nodiscard]] bool is_near(const Closing& a, const Closing& b) const {
    constexpr std::uint32_t kNear = 80;  // bytes
    return marks_[b.index].at - marks_[a.index].at < kNear;
  }

  // The mark that closes the quotation opened at i.
  [[nodiscard]] std::optional<Closing> closing(std::size_t i, const Opening& opened) const {
    if (opened.mark == QuoteMark::single) return closing_single(i);
    if (opened.mark == QuoteMark::guillemet) return closing_guillemet(i);
    if (marks_[i].kind == MarkKind::corner_open) return closing_corner(i);
    std::size_t depth = 0;
    for (std::size_t j = i + opened.marks; j < horizon(i); ++j) {
      const MarkKind kind = marks_[j].kind;
      const Closing found{j, marks_[j].size, 1};
      if (kind == MarkKind::straight && straight_closes(j, opened)) return found;
      if (kind == MarkKind::double_close) {
        if (depth == 0) return found;
        --depth;
      }
      if (kind == MarkKind::double_open) {
        if (opened.mark == QuoteMark::low) return found;
        if (opened.mark == QuoteMark::curly) ++depth;
      }
      if (doubled(j, MarkKind::apostrophe) && opened.mark != QuoteMark::curly) {
        return Closing{j, 2, 2};
      }
      if (doubled(j, MarkKind::single_close)) return Closing{j, 2U * marks_[j].size, 2};
    }
    return std::nullopt;
  }
  [[nodiscard]] bool straight_closes(std::size_t j, const Opening& opened) const {
    const Sides s = sides(j);
    if (is_gap(s.before)) return is_gap(s.after) && opened.mark == QuoteMark::straight;
    // Inches inside a quotation: 5'10" tall.
    if (is_digit(s.before) && is_feet_and_inches(marks_[j].at)) return false;
    return !(is_bracket(s.before) || (is_dash(s.before) && is_word(s.after)));
  }
  [[nodiscard]] bool is_feet_and_inches(std::uint32_t at) const {
    std::uint32_t i = at;
    while (i > where_.begin && text_[i - 1] >= '0' && text_[i - 1] <= '9') --i;
    if (i == at || i == where_.begin) return false;
    return text_[i - 1] == '\'' && i - 1 > where_.begin && text_[i - 2] >= '0' &&
           text_[i - 2] <= '9';
  }
  [[nodiscard]] std::optional<Closing> closing_guillemet(std::size_t i) const {
    const MarkKind own = marks_[i].kind;
    const MarkKind wanted =
        own == MarkKind::guillemet_left ? MarkKind::guillemet_right : MarkKind::guillemet_left;
    std::size_t depth = 0;
    for (std::size_t j = i + 1; j < horizon(i); ++j) {
      if (marks_[j].kind == own) ++depth;
      if (marks_[j].kind != wanted) continue;
      if (depth == 0) return Closing{j, marks_[j].size, 1};
      --depth;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Closing> closing_corner(std::size_t i) const {
    std::size_t depth = 0;
    for (std::size_t j = i + 1; j < horizon(i); ++j) {
      if (marks_[j].kind == MarkKind::corner_open) ++depth;
      if (marks_[j].kind != MarkKind::corner_close) continue;
      if (depth == 0) return Closing{j, marks_[j].size, 1};
      --depth;
    }
    return std::nullopt;
  }

  // The next mark between i and `end` that clearly opens a double quotation: the one at i was
  // never closed.
  [[nodiscard]] std::optional<std::size_t> reopening(std::size_t i, std::size_t end) const {
    for (std::size_t j = i + 1; j < std::min(end, horizon(i)); ++j) {
      const Sides s = sides(j);
      const MarkKind kind = marks_[j].kind;
      const bool opens = (kind == MarkKind::double_open && marks_[i].kind == kind) ||
                         (kind == MarkKind::straight && is_gap(s.before) && begins_text(s.after));
      if (opens) return j;
    }
    return std::nullopt;
  }

  // Adds the quotation that opens at mark i; the index of the mark to go on with.
  std::size_t quote_from(std::size_t i, const Opening& opened) {
    const std::uint32_t begin = marks_[i].at;
    const std::uint32_t inner = begin + opened.size;
    const auto close = closing(i, opened);
    const bool same_family =
        marks_[i].kind == MarkKind::straight || marks_[i].kind == MarkKind::double_open;
    std::size_t limit = close ? close->index : marks_.size();
    if (same_family && (!close || marks_[i].kind == MarkKind::straight)) {
      if (const auto again = reopening(i, limit)) {
        add(opened, begin, inner, trimmed(inner, marks_[*again].at), std::nullopt);
        return *again;
      }
    }
    if (!close) {
      add(opened, begin, inner, where_.end, std::nullopt);
      return marks_.size();
    }
    const std::uint32_t end = marks_[close->index].at;
    add(opened, begin, inner, end, end + close->size);
    return close->index + close->marks;
  }

  [[nodiscard]] std::uint32_t trimmed(std::uint32_t begin, std::uint32_t end) const {
    return static_cast<std::uint32_t>(trim_back(text_, begin, end));
  }

  void add(const Opening& opened, std::uint32_t begin, std::uint32_t inner_begin,
           std::uint32_t inner_end, std::optional<std::uint32_t> end) {
    Quote quote;
    quote.span = {begin, end.value_or(inner_end)};
    quote.inner = {inner_begin, std::max(inner_begin, inner_end)};
    quote.paragraph = paragraph_;
    quote.mark = opened.mark;
    quote.closed = end.has_value();
    quotes_.push_back(quote);
  }

  std::string_view text_;
  Span where_;
  std::span<const Mark> marks_;
  ParagraphId paragraph_;
  std::vector<Quote>& quotes_;
};

}  // namespace

void find_quotes(std::string_view text, Span where, std::span<const Mark> marks,
                 ParagraphId paragraph, std::vector<Quote>& quotes) {
  Pairing(text, where, marks, paragraph, quotes).run();
}

}  // namespace polyvocal::segmenting
