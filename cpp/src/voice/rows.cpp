#include "voice/rows.h"

namespace polyvocal::voicing {

namespace {

constexpr std::size_t kRecent = 16;  // rows of a sentence that later ones look back at

}  // namespace

std::int32_t Rows::add(const Source& source, Span cue, Span content, CueClass cue_class) {
  content = trim(content);
  if (content.empty() || source.first_person) return kNoAttribution;
  Attribution row;
  row.document = document_;
  row.source = close_bracket(source.span);
  row.source_actor = source.actor;
  row.named = source.named || source.actor >= 0;
  row.cue = cue;
  row.content = content;
  row.cue_class = cue_class;
  row.directness = quotes_.directness_of(content);
  const std::int32_t id = size();
  rows_.push_back(row);
  resolve(source, id);
  for (std::uint32_t q = quotes_.after(content.begin);
       q < quotes_.end() && quotes_.at(q).span.begin < content.end; ++q) {
    if (content.contains(quotes_.at(q).inner)) quotes_.covered(q) = id;
  }
  return id;
}

// "Ann Lee (R-Ohio": the bracket that closes behind the phrase belongs to it.
Span Rows::close_bracket(Span span) const {
  const std::string_view words = text_.substr(span.begin, span.size());
  const std::size_t open = words.rfind('(');
  if (open == std::string_view::npos || words.find(')', open) != std::string_view::npos) {
    return span;
  }
  const std::size_t close = text_.substr(span.end, 3).find(')');
  if (close != std::string_view::npos) span.end += static_cast<std::uint32_t>(close) + 1;
  return span;
}

// A pronoun or a description stands for a speaker named before.
void Rows::resolve(const Source& source, std::int32_t id) {
  Attribution& row = at(id);
  const bool inside = quotes_.hold(row.source);
  Speaker found = speakers_.resolve(source, row, inside);
  if (source.body) {
    const std::int32_t outer = holder_of(row.source, id);
    if (outer >= 0) found = {.actor = at(outer).source_actor, .carried = true, .row = outer};
    if (!speakers_.is_body(found.actor)) found = {};
  }
  row.source_actor = found.actor;
  row.carried = found.carried;
  row.antecedent = found.row;
  if (found.row >= 0) row.named = row.named || at(found.row).named;
  if (!inside) speakers_.note(source, row, id);
}

// The row of the same sentence whose content holds the span: "Russia said it wants ..."
std::int32_t Rows::holder_of(Span span, std::int32_t before) const {
  for (std::int32_t r = before - 1; r >= recent(); --r) {
    if (at(r).content.contains(span) && !at(r).source.empty()) return r;
  }
  return kNoAttribution;
}

std::int32_t Rows::add_quote(const Source& source, std::uint32_t quote) {
  const std::int32_t id = add(source, {}, quotes_.at(quote).span, CueClass::neutral);
  if (id >= 0) at(id).directness = Directness::direct;
  return id;
}

void Rows::carry(std::uint32_t quote, std::int32_t from) {
  const Attribution before = at(from);
  Source source;
  source.actor = before.source_actor;
  const std::int32_t id = add_quote(source, quote);
  if (id < 0) return;
  Attribution& row = at(id);
  row.source_actor = source.actor;
  row.carried = true;
  row.named = before.named;
  row.own_voice = before.own_voice;
  row.antecedent = before.antecedent >= 0 ? before.antecedent : from;
  quotes_.covered(quote) = id;
  speakers_.continue_with(row, id);
}

std::int32_t Rows::recent() const {
  return static_cast<std::int32_t>(rows_.size() > first_ + kRecent ? rows_.size() - kRecent
                                                                   : first_);
}

Span Rows::trim(Span span) const {
  const auto skip = [&](std::uint32_t at) {
    const char c = text_[at];
    return c == ' ' || c == ',' || c == '\n' || c == ':' || c == ';' || c == '-';
  };
  while (span.begin < span.end && skip(span.begin)) ++span.begin;
  while (span.begin < span.end && (skip(span.end - 1))) --span.end;
  return span;
}

}  // namespace polyvocal::voicing
