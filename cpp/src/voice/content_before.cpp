#include "voice/content_before.h"

#include <algorithm>

namespace polyvocal::voicing {

namespace {

using english::kNone;
using english::Syntax;
using english::Tag;

constexpr std::int32_t kLongest = 400;  // words of a content before its cue

class ContentBefore {
 public:
  explicit ContentBefore(const Scene& scene)
      : text_(scene.text),
        view_(scene.view),
        s_(scene.view.syntax()),
        quotes_(scene.quotes),
        rows_(scene.rows) {}

  // What stands before the source is its content: a clause or a quotation, closed by a mark.
  [[nodiscard]] bool content_before(const CueSource& at, const Cue& cue, std::int32_t start) const {
    const std::int32_t b = at.boundary;
    const bool last =
        at.after >= s_.size() && (cue.frames & kThatOnly) != 0;  // "..., sources show"
    const bool quoted = cue.frames == 0 && view_.gap_has(b, english::kCloseQuote);  // "continued"
    if (b <= 0 || ((cue.frames & (kClause | kThought)) == 0 && !last && !quoted)) return false;
    if (at.source.span.empty()) return false;
    if (view_.gap_has(b, english::kCloseQuote)) return quote_before(b, start);
    if (start != kNone || !view_.gap_has(b, english::kComma | english::kDash)) return false;
    if (b < 3 || introduces(b)) return false;
    return view_.verb_before(b);
  }

  [[nodiscard]] std::uint32_t before_begin(std::int32_t boundary) const {
    const std::int32_t first = first_free_item(boundary);
    // A quotation that began in an earlier sentence belongs to the content as a whole.
    if (view_.gap_has(boundary, english::kCloseQuote)) {
      const Quote* q = quotes_.ending(s_.at(boundary - 1).span.end, s_.at(boundary).span.begin);
      if (q != nullptr && (q->span.begin <= s_.at(first).span.begin || !verb_outside(first, *q))) {
        return q->span.begin;
      }
    }
    return view_.item_begin(first);
  }

 private:
  [[nodiscard]] bool quote_before(std::int32_t b, std::int32_t start) const {
    const Quote* q = quotes_.ending(s_.at(b - 1).span.end, s_.at(b).span.begin);
    if (q == nullptr) return false;
    // 'On "The Morning Show," X said he ...': the quotation is part of a phrase of the outlet.
    if (q->span.begin > s_.at(first_free_item(b)).span.begin && start != kNone) return false;
    if (view_.gap_has(b, english::kComma)) return true;
    const std::string_view inner = text_.substr(q->inner.begin, q->inner.size());
    return inner.ends_with(',') || inner.ends_with('?') || inner.ends_with('!') ||
           inner.ends_with('.') || q->inner.size() > 40;
  }

  // "After the attack began, X said": a clause of circumstance, not a content.
  [[nodiscard]] bool introduces(std::int32_t b) const {
    const std::int32_t first = first_free_item(b);
    const Tag tag = s_.at(first).tag;
    if (s_.at(first).quoted) return false;
    if (view_.gerund_subject(first)) return false;
    return (tag == Tag::subordinator && first + 1 < b && !main_clause_after(first, b)) ||
           (tag == Tag::verb && (s_.at(first).word.forms & english::kBase) == 0);
  }

  // "While it rained, the army left, X said": the statement is a full sentence.
  [[nodiscard]] bool main_clause_after(std::int32_t first, std::int32_t b) const {
    bool comma = false;
    for (std::int32_t k = first + 1; k < b; ++k) {
      comma = comma || view_.gap_has(k, english::kComma);
      const english::Item& it = s_.at(k);
      const bool finite = it.verb != kNone && s_.verb(it.verb).finite;
      const bool main = it.clause != s_.at(first).clause && s_.clause_of(k).antecedent == kNone;
      if (comma && finite && main) return true;
    }
    return false;
  }

  // After the contents that earlier cues of this sentence took, or 0.
  [[nodiscard]] std::int32_t first_free_item(std::int32_t limit) const {
    std::uint32_t taken = 0;
    bool quoted = false;
    for (std::int32_t r = rows_.recent(); r < rows_.size(); ++r) {
      const Attribution& row = rows_.at(r);
      if (row.cue.end > s_.at(limit).span.begin || row.cue.end <= taken) continue;
      taken = row.cue.end;
      quoted = row.directness == Directness::direct;
    }
    const std::int32_t start = std::max(0, limit - kLongest);
    std::int32_t k = start;
    while (k < limit - 1 && s_.at(k).span.begin < taken) ++k;
    if (k == start || quoted) return k;
    const std::int32_t next = next_statement(k, limit);
    return next == kNone ? start : next;
  }

  // "..., while the army left" behind an earlier statement; kNone: the earlier one is part of this
  // content ("X promised to leave, said Y").
  [[nodiscard]] std::int32_t next_statement(std::int32_t from, std::int32_t limit) const {
    for (std::int32_t k = from; k < limit - 1; ++k) {
      if (view_.gap_has(k, english::kStop | english::kDash)) return k;
      const Tag tag = s_.at(k).tag;
      const bool joins =
          tag == Tag::coordinator || tag == Tag::contrast || tag == Tag::subordinator;
      if (joins && view_.gap_has(k, english::kComma)) return k;
    }
    return kNone;
  }

  // The outlet's words before a quotation make a clause: 'the plan is "a trap," X said'.
  [[nodiscard]] bool verb_outside(std::int32_t first, const Quote& q) const {
    for (std::int32_t k = first; k < s_.size() && s_.at(k).span.begin < q.span.begin; ++k) {
      if (s_.at(k).verb != kNone && s_.verb(s_.at(k).verb).finite) return true;
    }
    return false;
  }

  std::string_view text_;
  const SentenceView& view_;
  const Syntax& s_;
  const DocumentQuotes& quotes_;
  const Rows& rows_;
};

}  // namespace

bool content_precedes(const Scene& scene, const CueSource& at, const Cue& cue, std::int32_t start) {
  return ContentBefore(scene).content_before(at, cue, start);
}

std::uint32_t content_begin(const Scene& scene, std::int32_t boundary) {
  return ContentBefore(scene).before_begin(boundary);
}

}  // namespace polyvocal::voicing
