// Is a document English? Told by its language column, else by its commonest words.
#pragma once

#include <cstdint>
#include <vector>

#include "polyvocal/corpus/corpus.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::english {

class LanguageCheck {
 public:
  explicit LanguageCheck(const Vocabulary& vocabulary);
  [[nodiscard]] bool is_english(const Corpus& corpus, const Segments& segments,
                                std::uint32_t document) const;

 private:
  std::vector<std::uint8_t> traits_;  // per type: is it a word, Latin, common in English?
};

}  // namespace polyvocal::english
