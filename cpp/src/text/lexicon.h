// What segmentation knows of single words, worked out once per spelling: abbreviations, words that
// begin sentences, months, speech verbs. The word lists are in lexicon.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace polyvocal::segmenting {

using WordTraits = std::uint32_t;

// The first four need a full stop after the word.
inline constexpr WordTraits kTitle = 1U << 0U;         ///< Gen, Dr: a name follows
inline constexpr WordTraits kShortened = 1U << 1U;     ///< Inc, U.S, Calif: may end a sentence
inline constexpr WordTraits kBeforeNumber = 1U << 2U;  ///< No, Art: a number follows
inline constexpr WordTraits kNeverLast = 1U << 3U;     ///< vs, e.g
inline constexpr WordTraits kClock = 1U << 4U;         ///< a.m, p.m
inline constexpr WordTraits kInitial = 1U << 5U;       ///< one capital letter
inline constexpr WordTraits kStarter = 1U << 6U;     ///< The, He, However: often begins a sentence
inline constexpr WordTraits kUpperFirst = 1U << 7U;  ///< starts with a capital
inline constexpr WordTraits kLowerFirst = 1U << 8U;
inline constexpr WordTraits kDigitFirst = 1U << 9U;
inline constexpr WordTraits kAllCapitals = 1U << 10U;  ///< two letters or more, none in lower case
inline constexpr WordTraits kSpeech = 1U << 11U;       ///< said, asked
inline constexpr WordTraits kMonth = 1U << 12U;        ///< full or shortened
inline constexpr WordTraits kWeekday = 1U << 13U;
inline constexpr WordTraits kZone = 1U << 14U;  ///< GMT, Eastern
inline constexpr WordTraits kYear = 1U << 15U;  ///< 1900 to 2099
inline constexpr WordTraits kArticle = 1U
                                       << 16U;    ///< al, el: a name part that begins in lower case
inline constexpr WordTraits kAgency = 1U << 17U;  ///< AP, Reuters
inline constexpr WordTraits kLabel =
    1U << 18U;  ///< BREAKING, WATCH: capitals before a colon, nobody's name
inline constexpr WordTraits kCueWord = 1U << 20U;   ///< see is_cue_word
inline constexpr WordTraits kCaseless = 1U << 19U;  ///< first letter of a script without case

/// Traits of words that a caller adds, by spelling.
using AddedWords = std::unordered_map<std::string, WordTraits>;

/// Traits of one token, with the spelling as in the text.
WordTraits word_traits(std::string_view token);

}  // namespace polyvocal::segmenting
