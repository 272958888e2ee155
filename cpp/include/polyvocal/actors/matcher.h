// Finds a list of names in raw UTF-8 text. Compiled once, immutable, shared by threads, saved and
// loaded; needs no corpus.
//
// A name is a row of words (polyvocal/text/tokenize.h) with what stands between them. A place of a
// text is the name when word by word the keys are equal (fold_key: without case, accents, full
// stops, marks of direction), the case policy of the name holds, and what stands between the words
// is the same or joins them: white space with at most one line break, a hyphen, the full stop of an
// abbreviation of up to four letters. A possessive ending of the last word is not part of the
// match; one inside must stand in the name too.
//
//   Matcher matcher({{.surface = "Khalifa Haftar"}, {.surface = "AT&T"}});
//   MatchScratch scratch;
//   std::vector<NameMatch> found;
//   matcher.find("Gen. Khalifa\nHaftar's men", scratch, found);  // {5, 19, 0}
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/actors/knowledge.h"
#include "polyvocal/core/run.h"
#include "polyvocal/core/strings.h"

namespace polyvocal {

/// One name to look for.
///   smart        the capitals of the name must be capitals in the text, the rest may be
///   exact        letter by letter as listed
///   insensitive  any case
struct MatcherName {
  std::string_view surface;
  CasePolicy policy = CasePolicy::smart;
  bool plural = false;  ///< also with an s at the end of the last word
};

/// Which of several matches at one place are given. Names with the same place come together.
enum class Overlap : std::uint8_t {
  longest,  ///< from left to right the longest; none overlaps another
  nested,   ///< these, and every match that lies inside one of them
  all,      ///< every match
};

struct NameMatch {
  std::uint32_t begin = 0;  ///< bytes
  std::uint32_t end = 0;
  std::uint32_t name = 0;  ///< position in the list
  friend bool operator==(const NameMatch&, const NameMatch&) = default;
};

/// Memory of one thread between calls of Matcher::find.
class MatchScratch {
 public:
  MatchScratch();
  MatchScratch(MatchScratch&&) noexcept;
  MatchScratch& operator=(MatchScratch&&) noexcept;
  ~MatchScratch();

 private:
  friend class Matcher;
  struct State;
  std::unique_ptr<State> state_;
};

/// What the caller wants back for each name: numbers, or places in `labels`. Kept and saved with
/// the names; find() does not look at them.
struct NameIds {
  std::vector<std::int64_t> values;  ///< one for each name, or none: its position
  StringColumn labels;
};

struct MatcherOptions {
  Overlap overlap = Overlap::longest;
  NameIds ids = {};
};

/// How find() reads the text; all give the same matches.
enum class MatchPath : std::uint8_t {
  fastest,  ///< SIMD where the processor has it
  plain,    ///< the same without SIMD
  tokens,   ///< over the words of tokenize()
};

class Matcher {
 public:
  /// Names that occur twice are given twice.
  /// @throws InputError when a name has no word (the message gives its position and text),
  ///         EncodingError when one is not valid UTF-8, CapacityError for more than 2^28 names or
  ///         4 GB of them.
  explicit Matcher(std::span<const MatcherName> names, MatcherOptions options = {});
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;
  ~Matcher();

  /// Appends the matches of `text`, valid UTF-8, in order of begin, then the longer first, then of
  /// the names. Any number of threads may call it, each with its own scratch.
  /// @throws CapacityError when the text has 2^31 bytes or more.
  void find(std::string_view text, MatchScratch& scratch, std::vector<NameMatch>& out,
            MatchPath path = MatchPath::fastest) const;

  [[nodiscard]] std::size_t size() const;
  /// The name as it is looked for: without what stands before its first and after its last word,
  /// white space as one space.
  [[nodiscard]] std::string_view surface(std::size_t name) const;
  [[nodiscard]] Overlap overlap() const;
  [[nodiscard]] const NameIds& ids() const;
  [[nodiscard]] std::size_t bytes_held() const;

  /// One block of bytes that from_bytes turns back into the same matcher.
  [[nodiscard]] std::string to_bytes() const;
  /// @throws InputError when the block is of another kind or version, cut off or damaged.
  static Matcher from_bytes(std::string_view block);

 private:
  struct State;
  explicit Matcher(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

/// The matches of many texts, a row each, in order of the texts; positions in code points.
struct MatchColumns {
  std::vector<std::int32_t> document;
  std::vector<std::int32_t> start;
  std::vector<std::int32_t> end;
  std::vector<std::int32_t> name;
  std::vector<std::int32_t> surface;  ///< place in `surfaces`
  StringColumn surfaces;              ///< distinct, in order of appearance
};

/// The same for any number of threads. The texts are valid UTF-8.
/// @throws CapacityError for more than 2^31 - 1 texts, matches or distinct surfaces.
MatchColumns find_names(const Matcher& matcher, std::span<const std::string_view> texts,
                        const Run& run);

}  // namespace polyvocal
