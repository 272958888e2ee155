#include "letters.h"

#include <string_view>

namespace polyvocal {
namespace {

/// Next code point of well-formed UTF-8.
char32_t decode(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  const std::size_t more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t point = more == 0 ? lead : lead & (0x3FU >> more);
  for (std::size_t i = 1; i <= more; ++i) point = point << 6 | (byte(at + i) & 0x3FU);
  at += more + 1;
  return point;
}

}  // namespace

void Letters::read(const Segments& segments, const TokenBits& boilerplate,
                   std::uint32_t of_document) {
  document = of_document;
  letter.clear();
  token.clear();
  const Vocabulary& vocabulary = segments.vocabulary;
  for (TokenId t = segments.doc_tokens[document]; t < segments.doc_tokens[document + 1]; ++t) {
    const KeyId key = vocabulary.info[segments.tokens[t].type].key;
    if (key == kNoKey || boilerplate[t]) continue;
    const std::string_view word = vocabulary.keys[key];
    for (std::size_t at = 0; at < word.size();) {
      letter.push_back(decode(word, at));
      token.push_back(t);
    }
  }
}

}  // namespace polyvocal
