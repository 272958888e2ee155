// Distinct token spellings (types) and what Unicode says of each, worked out once per type.
// Every later stage reads these arrays; nobody folds a token again.
//   type: the exact bytes of a token ("Haftar’s").   key: its folded form without possessive
//   ("haftar").
// Type and key ids are ranks by (count descending, bytes ascending), so they do not depend on the
// number of threads; frequent ones are small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/core/strings.h"

namespace polyvocal {

using TypeId = std::uint32_t;
using KeyId = std::uint32_t;
inline constexpr KeyId kNoKey = 0xFFFFFFFFU;

enum class Casing : std::uint8_t {
  none,         ///< no cased letter: digits, Arabic, Chinese, ...
  lower,        ///< libya
  capitalized,  ///< Libya, El, Al
  upper,        ///< LNA (two letters or more), U.N
  mixed,        ///< McCain, iPhone, LNAs
};

struct TypeInfo {
  KeyId key = kNoKey;
  Casing casing = Casing::none;  ///< of the stem (without possessive)
  std::uint8_t possessive = 0;   ///< bytes of a trailing 's, ’s (or ' / ’ after s), else 0
  bool numeric = false;          ///< only digits and number punctuation
  bool latin = false;            ///< all letters are Latin
};

/// The key of a token or name part: NFKC_Casefold, marks and full stops removed, Latin letters to
/// ASCII where ICU's Latin-ASCII does ("Erdoğan" -> "erdogan", "U.N" -> "un"), possessive dropped.
/// A stop between digits stays ("3.5"). Other scripts keep their letters: Arabic loses tashkeel and
/// tatweel but not hamza; Greek and Cyrillic lose accents, and ё becomes е, but й, ў
/// and ї stay letters of their own. All apostrophes become '. May be empty.
std::string fold_key(std::string_view token);

/// Bytes of a trailing 's, ’s (or ' / ’ after s) of a token, 0 when it has none.
std::size_t possessive_size(std::string_view token);

/// Casing, possessive and the two flags of one token (key is left at kNoKey).
TypeInfo classify_token(std::string_view token);

struct Vocabulary {
  StringColumn types;
  std::vector<TypeInfo> info;         ///< per type
  std::vector<std::uint64_t> counts;  ///< per type: occurrences
  StringColumn keys;
  std::vector<std::uint32_t> key_documents;  ///< per key: documents it occurs in
  std::vector<std::uint64_t> key_lower;      ///< per key: occurrences written in lower case
  std::vector<std::uint64_t> key_capital;    ///< per key: capitalised or upper, neither at a
                                             ///< sentence start nor in headlines, subheads, slates,
                                             ///< boilerplate, whose capitals are layout

  /// Id of an exact spelling, if it occurs in the corpus.
  [[nodiscard]] std::optional<TypeId> find_type(std::string_view token) const;
  /// Id of a folded key, if it occurs in the corpus.
  [[nodiscard]] std::optional<KeyId> find_key(std::string_view key) const;

  /// Built by segment(): ids sorted by bytes, for the two look-ups above.
  std::vector<TypeId> types_by_bytes;
  std::vector<KeyId> keys_by_bytes;
};

}  // namespace polyvocal
