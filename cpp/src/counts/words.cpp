#include "polyvocal/counts/words.h"

namespace polyvocal {
namespace {

template <class Use>
void each_counted_token(const Segments& segments, std::size_t document, std::uint32_t regions,
                        Use use) {
  for (SentenceId s = segments.doc_sentences[document]; s < segments.doc_sentences[document + 1];
       ++s) {
    if ((regions & region_bit(segments.sentences[s].region)) == 0) continue;
    const TokenId end = segments.token_end(s);
    for (TokenId token = segments.sentences[s].token_begin; token < end; ++token) use(token);
  }
}

}  // namespace

Words list_words(const Segments& segments, std::uint32_t regions, std::int64_t min_count) {
  const std::size_t types = segments.vocabulary.types.size();
  std::vector<std::int64_t> of_type(types, 0);
  for (std::size_t d = 0; d < segments.documents(); ++d) {
    each_counted_token(segments, d, regions,
                       [&](TokenId token) { ++of_type[segments.tokens[token].type]; });
  }
  std::vector<std::int64_t> of_key(segments.vocabulary.keys.size(), 0);
  for (std::size_t type = 0; type < types; ++type) {
    const KeyId key = segments.vocabulary.info[type].key;
    if (key != kNoKey) of_key[key] += of_type[type];
  }
  Words words;
  std::vector<std::int32_t> id_of_key(of_key.size(), -1);
  for (std::size_t key = 0; key < of_key.size(); ++key) {
    if (of_key[key] < min_count || of_key[key] == 0) continue;
    if (segments.vocabulary.keys[key].empty()) continue;
    id_of_key[key] = words.nodes();
    words.keys.push_back(static_cast<KeyId>(key));
    words.counts.push_back(of_key[key]);
  }
  std::vector<std::int32_t> id_of_type(types, -1);
  for (std::size_t type = 0; type < types; ++type) {
    const KeyId key = segments.vocabulary.info[type].key;
    if (key != kNoKey) id_of_type[type] = id_of_key[key];
  }
  words.ids.reserve(segments.tokens.size());
  words.document_begin.push_back(0);
  for (std::size_t d = 0; d < segments.documents(); ++d) {
    each_counted_token(segments, d, regions, [&](TokenId token) {
      words.ids.push_back(id_of_type[segments.tokens[token].type]);
    });
    words.document_begin.push_back(static_cast<std::int64_t>(words.ids.size()));
  }
  return words;
}

}  // namespace polyvocal
