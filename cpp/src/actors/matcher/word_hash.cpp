#include "actors/matcher/word_hash.h"

#include <algorithm>

#include "polyvocal/text/vocabulary.h"

namespace polyvocal::matching {
namespace {

constexpr std::size_t kKeptTokens = 2048;
constexpr std::size_t kLongestKept = 64;

bool is_plain(std::string_view stem) {
  return std::all_of(stem.begin(), stem.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '.'; });
}

}  // namespace

WordHasher::Hashed WordHasher::operator()(std::string_view token) {
  const auto stem_size = static_cast<std::uint32_t>(token.size() - possessive_size(token));
  const std::string_view stem = token.substr(0, stem_size);
  if (is_plain(stem)) return {hash_plain(stem), stem_size};  // its key is the same in small letters
  if (token.size() > kLongestKept) return {hash_plain(fold_key(token)), stem_size};
  if (kept_.empty()) kept_.resize(kKeptTokens);
  Kept& kept = kept_[hash_plain(token) % kKeptTokens];
  if (kept.token != token) {
    kept.value = {hash_plain(fold_key(token)), stem_size};
    kept.token = token;
  }
  return kept.value;
}

}  // namespace polyvocal::matching
