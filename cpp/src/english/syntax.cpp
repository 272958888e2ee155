#include "english/syntax.h"

#include "english/steps.h"

namespace polyvocal::english {

void parse(std::string_view text, const Segments& segments, const Words& words, SentenceId sentence,
           std::span<const Mention> mentions, MentionId first_mention, Syntax& out) {
  out.items.clear();
  out.chunks.clear();
  out.verbs.clear();
  out.clauses.clear();
  read_items(text, segments, words, sentence, mentions, first_mention, out);
  tag_items(text, out);
  group_verbs(text, out);
  split_clauses(text, out);
  build_phrases(text, out);
  find_subjects(text, out);
}

}  // namespace polyvocal::english
