// Garbled print: how much of a document no dictionary knows, and what then is no name.
#include <string_view>

#include "actors/discovery/run_finder.h"

namespace polyvocal::naming {

// The share of words in lower case that no table has, shrunk toward that of news where they are
// few. Of 24,987 articles of news one in a hundred reaches .09; half of old print read by machine
// does.
bool RunFinder::noisy() const {
  if (noisy_) return *noisy_;
  constexpr double kUsual = 0.035;
  constexpr double kWeight = 50;  // words
  constexpr double kNoisy = 0.08;
  const Segments& s = shared_.segments;
  std::size_t lower = 0;
  std::size_t strange = 0;
  for (SentenceId i = s.doc_sentences[document_]; i < s.doc_sentences[document_ + 1]; ++i) {
    for (TokenId t = s.sentences[i].token_begin; t < s.token_end(i); ++t) {
      const TypeInfo& info = s.info(t);
      if (info.key == kNoKey || info.numeric || info.casing != Casing::lower) continue;
      ++lower;
      if (hint(t, kStrange)) ++strange;
    }
  }
  const double level =
      (static_cast<double>(strange) + kWeight * kUsual) / (static_cast<double>(lower) + kWeight);
  noisy_ = level >= kNoisy;
  return *noisy_;
}

// "Tariff", where old print gives nouns a capital; "weM", "S41", "1S88": letters misread, unless
// they come again.
bool RunFinder::is_noise(TokenId token) const {
  const Segments& s = shared_.segments;
  const TypeInfo& info = s.info(token);
  if (hint(token, kCommon)) return info.casing != Casing::upper;
  const std::string_view key = s.vocabulary.keys[info.key];
  const TypeId type = s.tokens[token].type;
  if (s.vocabulary.counts[type] > 1) return false;
  if (key.find_first_of("0123456789") != std::string_view::npos) return true;
  const std::string_view word = s.vocabulary.types[type];
  return info.casing == Casing::mixed && word.front() >= 'a' && word.front() <= 'z';
}

// "Resident Physician", "EXTENSIVE COLLECTION", "Where Catalogues": old print gives capitals to
// words of the language in a row, not only to names. Those of bodies may be ("General Assembly").
bool RunFinder::is_emphasis(Part part) const {
  if (part.end - part.begin < 2 || !noisy() || is_body(part.end - 1)) return false;
  for (TokenId t = part.begin; t < part.end; ++t) {
    if (!hint(t, kCommon | kGrammar) || context_.is(t, kGivenName) || is_body(t)) return false;
  }
  return true;
}

}  // namespace polyvocal::naming
