#include "actors/document_pass.h"

#include <algorithm>

#include "actors/confidence.h"
#include "actors/judgement/lands.h"
#include "actors/judgement/name_extent.h"

namespace polyvocal::naming {

void DocumentPass::collect() {
  const Shared& shared = doc_.shared();
  const Segments& s = shared.segments;
  head_nouns_.clear();
  SentenceId sentence = s.doc_sentences[doc_.number()];
  for (TokenId t = doc_.first(); t < doc_.end(); ++t) {
    const TypeId type = s.tokens[t].type;
    if (!shared.index.starts(type) || (!shared.idle.empty() && shared.idle[type] != 0)) continue;
    while (s.token_end(sentence) <= t) ++sentence;
    matches_.clear();
    shared.index.match(s, doc_.text(), t, s.sentences[sentence].token_begin, s.token_end(sentence),
                       matches_);
    for (const Match& match : matches_) doc_.add_hit(match, sentence);
    if (!shared.index.head_nouns(s.key(t)).empty()) head_nouns_.emplace_back(t, sentence);
  }
  collect_head_nouns();
  doc_.sort_hits();
}

// "the army" can only stand for an actor that the document may name in another way: in a long list
// thousands of others have an army.
void DocumentPass::collect_head_nouns() {
  if (head_nouns_.empty()) return;
  std::vector<ActorId> named;
  named.reserve(doc_.hits().size());
  for (const Hit& hit : doc_.hits()) named.push_back(hit.actor);
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  for (const auto& [token, sentence] : head_nouns_) {
    const auto nouns = doc_.shared().index.head_nouns(doc_.shared().segments.key(token));
    auto at = nouns.begin();
    for (const ActorId actor : named) {
      at = std::lower_bound(at, nouns.end(), actor, [](const HeadNoun& noun, ActorId wanted) {
        return noun.actor < wanted;
      });
      for (; at != nouns.end() && at->actor == actor; ++at) {
        doc_.add_hit({.begin = token, .count = 1, .form = at->form}, sentence);
      }
    }
  }
}

void DocumentPass::judge(CorrectionLog& log) {
  judge_listed(doc_);
  judge_near_names(doc_);
  judge_definitions(doc_);
  judge_middle_initials(doc_);
  count_lands(doc_);
  judge_short_forms(doc_);
  judge_weak_forms(doc_);
  judge_near_words(doc_);
  judge_metonyms(doc_);
  judge_head_nouns(doc_);
  apply_corrections(doc_, log);
  settle(doc_);
}

void DocumentPass::emit(std::vector<Mention>& out) const {
  const Segments& s = doc_.shared().segments;
  for (const Hit& hit : doc_.hits()) {
    Mention mention;
    mention.document = doc_.number();
    mention.span = {s.tokens[hit.begin()].begin, end_of_name(doc_, hit)};
    mention.actor = hit.actor;
    mention.kind = hit.kind;
    mention.method = hit.method;
    mention.confidence = hit.ambiguous
                             ? hit.confidence
                             : calibrated(hit.method, doc_.form(hit).origin, hit.confidence);
    mention.confidence = std::max(mention.confidence, 0.05F);
    mention.sentence = hit.sentence;
    mention.token_begin = hit.begin();
    mention.token_count = hit.match.count;
    mention.metonym = hit.metonym;
    mention.nested = hit.nested;
    mention.ambiguous = hit.ambiguous;
    mention.runner_up = hit.runner_up;
    mention.faction = doc_.shared().knowledge.faction_of(hit.actor, doc_.day());
    out.push_back(mention);
  }
}

void DocumentPass::run(std::uint32_t document, std::vector<Mention>& out, CorrectionLog& log) {
  doc_.open(document);
  collect();
  if (doc_.hits().empty()) return;
  judge(log);
  emit(out);
}

}  // namespace polyvocal::naming
