// How alike two spellings of one name are, when names are written by ear or copied with errors.
// A key becomes a string of sounds (digraphs joined, doubled letters single, romanisation variants
// of Arabic and Cyrillic sounds brought together); the distance is an edit distance in which
// vowels, h and sounds that romanisations confuse are cheap. Costs after published work on Arabic
// names: vowel inserted or dropped .35, vowel for vowel .3, h .5, confusable consonants .4,
// anything else 1.
//
//   spelling_distance(to_sounds("gaddafi"), to_sounds("qadhafi"))  // small
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace polyvocal::naming {

/// Sounds of a folded key (text/vocabulary.h). Letters outside a-z stay bytes of their own.
std::string to_sounds(std::string_view key);

/// Weighted edit distance over the mean length, 0 = alike. At least `limit` as soon as that is
/// sure.
double spelling_distance(std::string_view a, std::string_view b, double limit = 1.0);

/// Bit set of the consonant classes that occur; names within reach differ in few bits.
std::uint32_t consonant_classes(std::string_view sounds);

/// Class of the first sound. Garbled spellings keep it: others are not compared.
std::uint8_t first_sound_class(std::string_view sounds);

}  // namespace polyvocal::naming
