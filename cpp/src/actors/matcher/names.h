// The names of a matcher, and whether a place of a text is one of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actors/matcher/words.h"
#include "polyvocal/actors/matcher.h"
#include "polyvocal/core/bytes.h"

namespace polyvocal::matching {

class Names {
 public:
  void reserve(std::size_t names, std::size_t bytes);
  /// @throws CapacityError when there are too many or they are too long
  void add(std::string_view surface, CasePolicy policy, bool plural);

  [[nodiscard]] std::size_t size() const { return traits_.size(); }
  [[nodiscard]] std::string_view surface(std::size_t name) const {
    return {bytes_.data() + offsets_[name], offsets_[name + 1] - offsets_[name]};
  }
  [[nodiscard]] CasePolicy policy(std::size_t name) const {
    return static_cast<CasePolicy>(traits_[name] & kPolicy);
  }
  [[nodiscard]] bool plural(std::size_t name) const { return (traits_[name] & kPlural) != 0; }
  void prefetch(std::size_t name) const { __builtin_prefetch(&offsets_[name]); }
  void prefetch_surface(std::size_t name) const {
    __builtin_prefetch(bytes_.data() + offsets_[name]);
  }

  [[nodiscard]] std::size_t bytes_held() const;
  void write(ByteWriter& out) const;
  void read(ByteReader& in);

 private:
  static constexpr std::uint8_t kPolicy = 3;
  static constexpr std::uint8_t kPlural = 4;

  std::vector<char> bytes_;
  std::vector<std::uint32_t> offsets_{0};
  std::vector<std::uint8_t> traits_;
};

/// The surface a name is looked for by: from its first word to its last, white space between words
/// as one space. Empty when it has no word.
std::string normal_surface(std::string_view name);

/// Has the word of a text, without possessive ending, the letters of the word of a name, as far as
/// the policy asks for?
bool word_fits(std::string_view listed, std::string_view written, CasePolicy policy);

enum class Likeness : std::uint8_t { fits, differs, unclear };

/// Judges names that differ from the text in the case of ASCII letters at most; as many bytes of
/// both are compared. What says `unclear` is to be compared word by word.
Likeness likeness(std::string_view listed, const char* written, CasePolicy policy);

/// Are the next `size` bytes the same?
inline bool same_bytes(const char* a, const char* b, std::size_t size) {
  using detail::load;
  if (size < 8) return load(a, size) == load(b, size);
  for (std::size_t at = 0; at + 8 < size; at += 8) {
    if (load(a + at) != load(b + at)) return false;
  }
  return load(a + size - 8) == load(b + size - 8);
}

/// A last word in the plural: `listed` and an s.
bool plural_fits(std::string_view listed, std::string_view written, CasePolicy policy);
/// Can the key of a last word be put in the plural by an s?
bool takes_plural(std::string_view key);

/// Compares names with places of a text; for one thread.
class NameComparer {
 public:
  explicit NameComparer(const Names& names) : names_(names) {}

  /// Where the match of a name ends whose words have the hashes of those from `first` to `last`; 0
  /// when the text has another name there.
  template <class Source>
  std::uint32_t end_of_match(std::uint32_t name, Source& source, const Word& first,
                             const Word& last) {
    const std::string_view surface = names_.surface(name);
    const std::size_t end = first.begin + surface.size();
    if (end == last.stem_end || end == last.end) {
      const char* const written = source.text().data() + first.begin;
      if (same_bytes(surface.data(), written, surface.size())) {
        return static_cast<std::uint32_t>(end);
      }
      const Likeness same = likeness(surface, written, names_.policy(name));
      if (same != Likeness::unclear) {
        return same == Likeness::fits ? static_cast<std::uint32_t>(end) : 0;
      }
    }
    if (!start(name)) return 0;
    Word word = first;
    while (compare(source.text(), word)) {
      if (at_end()) return word.end == last.end ? end_ : 0;
      Word next;
      Gap gap;
      if (!source.next(word, NextWords(NextWords::kAny), next, gap) || !compare_gap(gap)) return 0;
      word = next;
    }
    return 0;
  }

 private:
  // False when it has no words, which only a damaged file can bring about.
  bool start(std::uint32_t name);
  // Compares the next word of the name; on the last one sets end_.
  bool compare(std::string_view text, const Word& word);
  bool compare_gap(const Gap& gap);
  [[nodiscard]] bool at_end() const { return at_ == tokens_.size(); }

  const Names& names_;
  std::vector<Span> tokens_;  ///< of the name
  std::uint32_t name_ = 0;
  std::size_t at_ = 0;
  std::uint32_t end_ = 0;
};

}  // namespace polyvocal::matching
