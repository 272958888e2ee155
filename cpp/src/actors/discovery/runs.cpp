// The runs of a document, outside the mentions of listed actors.
#include "actors/discovery/run_finder.h"

namespace polyvocal::naming {

namespace {

bool state_part(NameKind kind) { return kind != NameKind::title && kind != NameKind::description; }

}  // namespace

// Of a state names of others are made: "Iraqi Army", "Bank of Libya".
bool RunFinder::names_state(const Mention& mention) const {
  const auto& actors = shared_.knowledge.actors;
  return mention.actor >= 0 && state_part(mention.kind) &&
         actors[static_cast<std::size_t>(mention.actor)].type == ActorType::state;
}

bool RunFinder::in_mention(TokenId token) const {
  for (std::size_t i = next_mention_; i < mentions_.size(); ++i) {
    const Mention& mention = mentions_[i];
    if (mention.token_begin > token) return false;
    if (token < mention.token_begin + mention.token_count) return true;
  }
  return false;
}

// Where a run from `token` must stop: before the next mention that is no state's; `at_peoples`:
// nor an adjective.
TokenId RunFinder::stop_before(TokenId token, TokenId end, bool at_peoples) const {
  for (std::size_t i = next_mention_; i < mentions_.size(); ++i) {
    const Mention& mention = mentions_[i];
    if (mention.token_begin >= end) break;
    if (mention.token_begin <= token) continue;
    const bool people = mention.kind == NameKind::demonym;
    if (!names_state(mention) || (at_peoples && people)) return mention.token_begin;
  }
  return end;
}

// One past the run that begins at `token`. It holds an adjective of a listed state only as part of
// a body's name: "Free Syrian Army".
TokenId RunFinder::run_at(TokenId token, TokenId end) const {
  const TokenId near = stop_before(token, end, true);
  const TokenId far = stop_before(token, end, false);
  const TokenId narrow = extend(token, token + 1, near);
  const TokenId wide = near == far ? narrow : extend(token, token + 1, far);
  return wide > narrow && is_body(wide - 1) ? wide : narrow;
}

// One past a name that begins with that of a listed state, or the end of the mention: "Iraqi Army",
// "Jordan De Goey", not "Iraqi Prime Minister Haider al-Abadi".
TokenId RunFinder::named_after_state(const Mention& mention, TokenId end) const {
  const TokenId begin = mention.token_begin;
  const TokenId after = begin + mention.token_count;
  const TokenId run_end = extend(begin, after, stop_before(after - 1, end, false));
  if (run_end == after || context_.possessive(after - 1)) return after;
  if (context_.is(begin, kGivenName) && mention.token_count == 1 &&
      !context_.is(after, kOrdinary) && joins_run(after) && !context_.is(after, kTitle)) {
    return run_end;
  }
  bool body = is_body(run_end - 1) || ends_firm(run_end - 1);
  for (TokenId t = after; t < run_end; ++t) {
    const bool office = context_.is(t, kTitle) && !context_.is(t, kHeadNoun);
    if (office && !(t + 2 == run_end && body)) return after;  // but "Iraqi General Council"
    if (t + 1 < run_end && is_body(t) && context_.is(t + 1, kConnector)) body = true;
  }
  return body ? run_end : after;
}

// Is `token` in a mention? Then moves it past the mention.
bool RunFinder::skip_mentions(TokenId& token) {
  while (next_mention_ < mentions_.size() &&
         mentions_[next_mention_].token_begin + mentions_[next_mention_].token_count <= token) {
    ++next_mention_;
  }
  if (next_mention_ == mentions_.size()) return false;
  const Mention& mention = mentions_[next_mention_];
  if (mention.token_begin > token) return false;
  token = mention.token_begin + mention.token_count;
  return true;
}

void RunFinder::run_sentence(SentenceId sentence, std::vector<Occurrence>& out) {
  const Segments& s = shared_.segments;
  const TokenId end = s.token_end(sentence);
  bool entered = false;
  for (TokenId t = s.sentences[sentence].token_begin; t < end;) {
    if (!shared_.index.name_like(s.tokens[t].type)) {
      ++t;
      continue;
    }
    if (!entered) {
      context_.enter(sentence);
      shared_.traits.prefetch({s.tokens.data() + t, s.tokens.data() + end});
      entered = true;
      const Region region = s.sentences[sentence].region;
      unsure_ = region == Region::byline || region == Region::dateline ||
                (region != Region::slate && (context_.title_case() || context_.all_caps()));
    }
    const TokenId begin = t;
    if (skip_mentions(t)) {
      const Mention& mention = mentions_[next_mention_];
      if (mention.token_begin != begin || unsure_ || !names_state(mention)) continue;
      const TokenId run_end = named_after_state(mention, end);
      if (run_end == t) continue;
      keep_part({begin, run_end}, out);
      t = run_end;
    } else if (joins_run(t)) {
      t = run_at(t, end);
      keep({begin, t}, out);
    } else {
      ++t;
    }
  }
}

void RunFinder::run(std::uint32_t document, std::span<const Mention> mentions,
                    std::vector<Occurrence>& out) {
  const Segments& s = shared_.segments;
  context_ = Context(s, shared_.traits, shared_.index, shared_.corpus.text(document));
  document_ = document;
  mentions_ = mentions;
  next_mention_ = 0;
  noisy_.reset();
  for (SentenceId i = s.doc_sentences[document]; i < s.doc_sentences[document + 1]; ++i) {
    if (s.sentences[i].region != Region::boilerplate) run_sentence(i, out);
  }
}

}  // namespace polyvocal::naming
