#include "polyvocal/similarity/examples.h"

#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/cooccurrence.h"

namespace polyvocal {
namespace {

/// Places in the result by key: -1 for keys that nobody asks for.
std::vector<std::int32_t> places_of(std::span<const std::int32_t> keys, std::size_t known) {
  std::vector<std::int32_t> place(known, -1);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] < 0) continue;
    const auto key = static_cast<std::size_t>(keys[i]);
    if (key >= known) {
      throw InputError("word " + std::to_string(key) + " is not below " + std::to_string(known));
    }
    place[key] = static_cast<std::int32_t>(i);
  }
  return place;
}

}  // namespace

std::vector<Example> first_sentences(const Segments& segments, std::span<const std::int32_t> keys,
                                     std::span<const std::int32_t> documents) {
  const Vocabulary& vocabulary = segments.vocabulary;
  const std::vector<std::int32_t> place = places_of(keys, vocabulary.keys.size());
  std::vector<Example> found(keys.size());
  std::size_t left = 0;
  for (const std::int32_t key : keys) left += key >= 0 ? 1 : 0;
  for (const std::int32_t document : documents) {
    const auto d = static_cast<std::size_t>(document);
    if (document < 0 || d >= segments.documents()) {
      throw InputError("document " + std::to_string(document) + " is not below " +
                       std::to_string(segments.documents()));
    }
    for (SentenceId s = segments.doc_sentences[d]; s < segments.doc_sentences[d + 1]; ++s) {
      if (left == 0) return found;
      if ((kCountedRegions & region_bit(segments.sentences[s].region)) == 0) continue;
      for (TokenId t = segments.sentences[s].token_begin; t < segments.token_end(s); ++t) {
        const KeyId key = vocabulary.info[segments.tokens[t].type].key;
        if (key == kNoKey || place[key] < 0) continue;
        Example& example = found[static_cast<std::size_t>(place[key])];
        if (example.document >= 0) continue;
        example = {.document = document, .sentence = segments.sentences[s].span};
        --left;
      }
    }
  }
  return found;
}

}  // namespace polyvocal
