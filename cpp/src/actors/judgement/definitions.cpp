#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "actors/judgement/judges.h"

namespace polyvocal::naming {

namespace {

constexpr float kDefined = 0.93F;

// Is `acronym` made of first letters of the words [first, last], in any order?
bool spells(const Segments& s, TokenId first, TokenId last, std::string_view acronym) {
  std::string initials;
  for (TokenId t = first; t <= last; ++t) {
    if (s.key(t) != kNoKey && !s.vocabulary.keys[s.key(t)].empty()) {
      initials += s.vocabulary.keys[s.key(t)].front();
    }
  }
  for (const char c : acronym) {
    const auto at = initials.find(c);
    if (at == std::string::npos) return false;
    initials.erase(at, 1);
  }
  return true;
}

// The accepted name of an actor that ends right before the bracket and begins with the letters.
const Hit* long_form_before(const Document& doc, TokenId acronym) {
  const Segments& s = doc.shared().segments;
  const std::string_view letters = s.vocabulary.keys[s.key(acronym)];
  const Hit* found = nullptr;
  doc.each_reaching(acronym, [&](std::size_t i) {
    const Hit& hit = doc.hits()[i];
    if (found != nullptr || !hit.accepted() || hit.end() != acronym || hit.match.count < 2) return;
    if (hit.kind == NameKind::demonym || hit.kind == NameKind::capital) return;
    if (spells(s, hit.begin(), hit.end() - 1, letters)) found = &hit;
  });
  return found;
}

// Anybody's long form: as many capitalised words as letters, in order. Its first token, or that of
// the acronym.
TokenId spelled_out_from(const Document& doc, TokenId acronym, TokenId first) {
  const Segments& s = doc.shared().segments;
  const std::string_view letters = s.vocabulary.keys[s.key(acronym)];
  if (letters.size() < 2 || acronym < first + letters.size()) return acronym;
  TokenId t = acronym;
  std::size_t left = letters.size();
  while (left > 0 && t > first) {
    --t;
    if (doc.context().is(t, kConnector) && s.info(t).casing == Casing::lower) continue;
    const std::string_view word = doc.context().key(t);
    if (!doc.context().name_like(t) || word.empty() || word.front() != letters[left - 1]) {
      return acronym;
    }
    --left;
  }
  return left == 0 ? t : acronym;
}

// An actor listed by its acronym alone: this is what the letters stand for.
const Hit* listed_by_letters(const Document& doc, TokenId acronym) {
  for (std::size_t i = doc.hits_from(acronym);
       i < doc.hits().size() && doc.hits()[i].begin() == acronym; ++i) {
    const Hit& hit = doc.hits()[i];
    const bool alone = hit.accepted() && hit.match.count == 1 && hit.match.near == 0;
    if (alone && !doc.shared().index.spelled_out(hit.actor)) return &hit;
  }
  return nullptr;
}

// `added`: long forms of actors listed by their letters alone.
void define(Document& doc, TokenId acronym, SentenceId sentence, std::vector<Hit>& added) {
  const Segments& s = doc.shared().segments;
  if (const Hit* const known = long_form_before(doc, acronym)) {
    doc.add_definition({s.key(acronym), known->actor, known->match.form});
    return;
  }
  const TokenId begin = spelled_out_from(doc, acronym, s.sentences[sentence].token_begin);
  if (begin == acronym) return;
  const Hit* const own = listed_by_letters(doc, acronym);
  if (own == nullptr) {
    doc.add_definition({s.key(acronym), -1, 0});
    return;
  }
  Hit spelled = *own;
  spelled.match.begin = begin;
  spelled.match.count = static_cast<std::uint16_t>(acronym - begin);
  spelled.kind = NameKind::variant;
  spelled.method = Method::definition;
  spelled.confidence = kDefined;
  added.push_back(spelled);
}

// Is the token in brackets, and made of capitals as acronyms are?
bool is_bracketed_acronym(const Document& doc, TokenId token) {
  constexpr std::size_t kLongest = 8;  // bytes
  const Segments& s = doc.shared().segments;
  const Span span = s.span(token);
  const bool closed = span.end < doc.text().size() && doc.text()[span.end] == ')';
  return closed && s.info(token).casing == Casing::upper && span.size() <= kLongest;
}

void find_definitions(Document& doc, std::vector<Hit>& added) {
  const Segments& s = doc.shared().segments;
  const std::string_view text = doc.text();
  const auto first = s.tokens.begin() + doc.first();
  const auto last = s.tokens.begin() + doc.end();
  for (std::size_t at = text.find('('); at != std::string_view::npos; at = text.find('(', at + 1)) {
    const auto found = std::lower_bound(
        first, last, at + 1,
        [](const Token& token, std::size_t offset) { return token.begin < offset; });
    if (found == last || found->begin != at + 1 || found == first) continue;
    const auto token = static_cast<TokenId>(found - s.tokens.begin());
    if (!is_bracketed_acronym(doc, token)) continue;
    const SentenceId sentence = s.sentence_of(token);
    doc.enter(sentence);
    define(doc, token, sentence, added);
  }
}

// The document says what its acronym means: whoever else is listed with it is not named.
void reject_other_owners(Document& doc) {
  const Segments& s = doc.shared().segments;
  for (Hit& hit : doc.hits()) {
    if (hit.kind != NameKind::acronym || hit.match.count != 1 || !hit.accepted()) continue;
    if (doc.defines_otherwise(s.key(hit.begin()), hit.actor)) hit.confidence = 0;
  }
  for (const Hit& hit : doc.hits()) {
    if (hit.kind != NameKind::acronym || hit.accepted() || hit.match.count != 1) continue;
    const auto definitions = doc.definitions();
    const bool defined =
        std::any_of(definitions.begin(), definitions.end(),
                    [&](const Definition& d) { return d.key == s.key(hit.begin()); });
    if (defined) doc.forget_presence(hit.actor, hit.begin());
  }
}

bool accepted_at(const Document& doc, TokenId token, ActorId actor) {
  for (std::size_t i = doc.hits_from(token);
       i < doc.hits().size() && doc.hits()[i].begin() == token; ++i) {
    if (doc.hits()[i].accepted() && doc.hits()[i].actor == actor) return true;
  }
  return false;
}

// The letters wherever else they stand.
void add_defined(Document& doc, std::vector<Hit>& added) {
  const Segments& s = doc.shared().segments;
  const auto definitions = doc.definitions();
  for (TokenId t = doc.first(); t < doc.end(); ++t) {
    if (s.info(t).casing != Casing::upper) continue;
    const auto d = std::find_if(definitions.begin(), definitions.end(), [&](const Definition& x) {
      return x.key == s.key(t) && x.actor >= 0;
    });
    if (d == definitions.end() || accepted_at(doc, t, d->actor)) continue;
    Hit hit;
    hit.match.begin = t;
    hit.match.count = 1;
    hit.match.form = d->form;
    hit.sentence = s.sentence_of(t);
    hit.actor = d->actor;
    hit.kind = NameKind::acronym;
    hit.method = Method::definition;
    hit.confidence = kDefined;
    added.push_back(hit);
    doc.note_presence(hit);
  }
}

}  // namespace

void judge_definitions(Document& doc) {
  std::vector<Hit> added;
  find_definitions(doc, added);
  if (doc.definitions().empty() && added.empty()) return;
  reject_other_owners(doc);
  if (!doc.definitions().empty()) add_defined(doc, added);
  doc.hits().insert(doc.hits().end(), added.begin(), added.end());
  doc.sort_hits();
  doc.seal_presences();
}

}  // namespace polyvocal::naming
