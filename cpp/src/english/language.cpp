#include "english/language.h"

#include <algorithm>
#include <string_view>

#include "english/words.h"

namespace polyvocal::english {

namespace {

// Frequent in English and not words of its neighbours ("in", "die", "a", "no" are).
constexpr std::string_view kCommon =
    "the of and to that with for was from by is are have has had he his said which this they were "
    "been their not would who after but it its on as at be will";

// English news has about 30 in 100; other Latin-script news less than 5.
constexpr std::size_t kWindow = 400;
constexpr std::size_t kPerHundred = 10;
constexpr std::size_t kEnough = 20;

constexpr unsigned kWord = 1;  // no number
constexpr unsigned kLatin = 2;
constexpr unsigned kIsCommon = 4;

}  // namespace

LanguageCheck::LanguageCheck(const Vocabulary& vocabulary) : traits_(vocabulary.info.size()) {
  std::vector<bool> common(vocabulary.keys.size());
  each_word(kCommon, [&](std::string_view word) {
    if (const auto key = vocabulary.find_key(word)) common[*key] = true;
  });
  for (std::size_t type = 0; type < traits_.size(); ++type) {
    const TypeInfo& info = vocabulary.info[type];
    if (info.numeric) continue;
    const bool is_common = info.key != kNoKey && common[info.key];
    traits_[type] =
        static_cast<std::uint8_t>(kWord | (info.latin ? kLatin : 0) | (is_common ? kIsCommon : 0));
  }
}

bool LanguageCheck::is_english(const Corpus& corpus, const Segments& segments,
                               std::uint32_t document) const {
  const std::int32_t language = corpus.languages[document];
  if (language >= 0) {
    const std::string_view name = corpus.language_names[static_cast<std::size_t>(language)];
    return name.size() >= 2 && (name[0] == 'e' || name[0] == 'E') &&
           (name[1] == 'n' || name[1] == 'N') &&
           (name.size() == 2 || name[2] == '-' || name[2] == '_' || name == "english" ||
            name == "English" || name == "eng");
  }
  std::size_t common = 0;
  std::size_t latin = 0;
  std::size_t read = 0;
  for (TokenId t = segments.doc_tokens[document];
       t < segments.doc_tokens[document + 1] && read < kWindow; ++t) {
    const unsigned traits = traits_[segments.tokens[t].type];
    read += traits & kWord;
    latin += (traits & kLatin) / kLatin;
    common += (traits & kIsCommon) / kIsCommon;
  }
  if (2 * latin < read) return false;
  return read < kEnough || 100 * common >= kPerHundred * read;
}

}  // namespace polyvocal::english
