#include "polyvocal/actors/annotations.h"

#include <algorithm>
#include <array>
#include <utility>

namespace polyvocal {

namespace {

// Evidence that an annotation gives way to.
bool is_strong(Method method) {
  return method == Method::correction || method == Method::exact || method == Method::definition ||
         method == Method::back_reference || method == Method::annotator;
}

// The annotations of one document, and its mentions.
class Merger {
 public:
  Merger(const Corpus& corpus, const Segments& segments, const Knowledge& knowledge,
         const MentionResult& found)
      : corpus_(corpus), segments_(segments), knowledge_(knowledge), found_(found) {}

  void run(std::uint32_t document, std::span<const Annotation> annotations,
           std::vector<Mention>& rows, std::vector<Outcome>& outcomes) {
    const auto& [all, doc_rows] = found_.mentions;
    rows_.assign(all.begin() + doc_rows[document], all.begin() + doc_rows[document + 1]);
    for (const Annotation& annotation : annotations) {
      outcomes.push_back(settle(document, annotation));
    }
    std::stable_sort(rows_.begin(), rows_.end(), [](const Mention& a, const Mention& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    rows.insert(rows.end(), rows_.begin(), rows_.end());
  }

 private:
  Outcome settle(std::uint32_t document, const Annotation& annotation) {
    const Span span = annotation.span;
    Mention mention;
    if (!find_tokens(document, span, mention)) return Outcome::wordless;
    if (is_blocked(document, span)) return Outcome::overruled;
    const auto over = [&](const Mention& row) { return row.span.overlaps(span); };
    if (annotation.actor < 0) {
      return std::any_of(rows_.begin(), rows_.end(), over) ? Outcome::known : Outcome::unlisted;
    }
    // A name inside a weak mention that goes may stay inside the annotation.
    const bool held = std::any_of(rows_.begin(), rows_.end(), [&](const Mention& row) {
      const bool part = row.nested && span.contains(row.span) && row.span.size() < span.size();
      return over(row) && is_strong(row.method) && !part;
    });
    if (held) return Outcome::overruled;
    std::erase_if(rows_, [&](const Mention& row) { return over(row) && !is_strong(row.method); });
    mention.document = document;
    mention.span = span;
    mention.actor = annotation.actor;
    mention.kind = NameKind::name;
    mention.method = Method::annotator;
    mention.annotator = annotation.annotator;
    mention.confidence = annotation.confidence;
    mention.faction = knowledge_.faction_of(annotation.actor, corpus_.dates[document]);
    rows_.push_back(mention);
    for (Mention& row : rows_) row.nested = row.nested && is_inside_another(row);
    return Outcome::accepted;
  }

  [[nodiscard]] bool is_inside_another(const Mention& row) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const Mention& other) {
      return other.span.contains(row.span) && other.span.size() > row.span.size();
    });
  }

  [[nodiscard]] bool is_blocked(std::uint32_t document, Span span) const {
    auto place = std::lower_bound(
        found_.blocked.begin(), found_.blocked.end(), document,
        [](const BlockedPlace& blocked, std::uint32_t d) { return blocked.document < d; });
    for (; place != found_.blocked.end() && place->document == document; ++place) {
      if (place->span.overlaps(span)) return true;
    }
    return false;
  }

  // Sentence and tokens that a span touches; false when it holds none.
  bool find_tokens(std::uint32_t document, Span span, Mention& mention) const {
    const auto begin = segments_.tokens.begin();
    const auto first = begin + segments_.doc_tokens[document];
    const auto last = begin + segments_.doc_tokens[document + 1];
    auto token = std::upper_bound(first, last, span.begin,
                                  [](std::uint32_t at, const Token& t) { return at < t.begin; });
    if (token != first &&
        segments_.span(static_cast<TokenId>(token - begin - 1)).end > span.begin) {
      --token;
    }
    auto end = token;
    while (end != last && end->begin < span.end && end - token < 0xFFFF) ++end;
    if (end == token) return false;
    mention.token_begin = static_cast<TokenId>(token - begin);
    mention.token_count = static_cast<std::uint16_t>(end - token);
    mention.sentence = segments_.sentence_of(mention.token_begin);
    return true;
  }

  const Corpus& corpus_;
  const Segments& segments_;
  const Knowledge& knowledge_;
  const MentionResult& found_;
  std::vector<Mention> rows_;
};

}  // namespace

std::string_view outcome_name(Outcome outcome) {
  constexpr std::array<std::string_view, kOutcomeCount> kNames = {"accepted", "overruled",
                                                                  "unlisted", "known", "wordless"};
  return kNames.at(static_cast<std::size_t>(outcome));
}

std::vector<Outcome> add_annotations(const Corpus& corpus, const Segments& segments,
                                     const Knowledge& knowledge,
                                     std::span<const Annotation> annotations,
                                     MentionResult& result) {
  Merger merger(corpus, segments, knowledge, result);
  std::vector<Outcome> outcomes;
  outcomes.reserve(annotations.size());
  Mentions merged;
  merged.rows.reserve(result.mentions.rows.size() + annotations.size());
  merged.doc_rows.push_back(0);
  std::size_t next = 0;
  for (std::uint32_t document = 0; document < corpus.size(); ++document) {
    const std::size_t first = next;
    while (next < annotations.size() && annotations[next].document == document) ++next;
    merger.run(document, annotations.subspan(first, next - first), merged.rows, outcomes);
    merged.doc_rows.push_back(static_cast<MentionId>(merged.rows.size()));
  }
  result.mentions = std::move(merged);
  return outcomes;
}

}  // namespace polyvocal
