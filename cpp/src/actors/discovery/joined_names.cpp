#include "actors/discovery/joined_names.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "actors/discovery/news_words.h"
#include "actors/hash_index.h"

namespace polyvocal::naming {

namespace {

constexpr std::uint32_t kLeastPairs = 3;
constexpr std::uint32_t kLeastDocuments = 2;
constexpr double kLeastShare = 0.8;  // of the places of the second name

/// How often a pair or a second name was seen.
struct Tally {
  std::uint32_t places = 0;
  std::uint32_t documents = 0;
  std::uint32_t last_document = 0;

  void add(std::uint32_t document) {
    if (places++ == 0 || last_document != document) ++documents;
    last_document = document;
  }
};

class Joiner {
 public:
  Joiner(const Shared& shared, std::vector<Occurrence>& occurrences)
      : shared_(shared), occurrences_(occurrences) {
    name_of_.reserve(occurrences.size());
    for (const Occurrence& o : occurrences) name_of_.push_back(names_.add(o.name));
  }

  void run() {
    count();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < occurrences_.size(); ++i) {
      Occurrence name = occurrences_[i];
      if (adjacent(i) && fixed(i)) name = join(name, occurrences_[++i]);
      occurrences_[kept++] = name;
    }
    occurrences_.resize(kept);
  }

 private:
  // Is the next occurrence joined to this one by "and"? Two people never are one name.
  [[nodiscard]] bool adjacent(std::size_t i) const {
    if (i + 1 == occurrences_.size()) return false;
    const Occurrence& a = occurrences_[i];
    const Occurrence& b = occurrences_[i + 1];
    if (a.document != b.document || b.begin != a.begin + a.count + 1) return false;
    constexpr unsigned kPeople = kHasGivenName | kNamesPeople;
    if (((a.cues.inside | b.cues.inside) & kPeople) != 0) return false;
    const Segments& s = shared_.segments;
    const std::uint32_t from = s.stem(b.begin - 2).end;
    return shared_.corpus.text(a.document).substr(from, s.tokens[b.begin].begin - from) == " and ";
  }
  [[nodiscard]] std::uint64_t pair_of(std::size_t i) const {
    return (std::uint64_t{name_of_[i]} << 32U | name_of_[i + 1]) * 0x9E3779B97F4A7C15ULL;
  }

  void count() {
    places_.assign(names_.size(), 0);
    for (std::size_t i = 0; i < occurrences_.size(); ++i) {
      ++places_[name_of_[i]];
      if (!adjacent(i)) continue;
      const std::uint32_t pair = pairs_.add(pair_of(i));
      if (pair == tallies_.size()) tallies_.emplace_back();
      tallies_[pair].add(occurrences_[i].document);
    }
  }
  [[nodiscard]] bool fixed(std::size_t i) {
    const Tally& tally = tallies_[pairs_.add(pair_of(i))];
    return tally.places >= kLeastPairs && tally.documents >= kLeastDocuments &&
           tally.places >= kLeastShare * places_[name_of_[i + 1]];
  }

  [[nodiscard]] Occurrence join(const Occurrence& a, const Occurrence& b) const {
    Occurrence whole = a;
    const TokenId end = b.begin + b.count;
    whole.count = static_cast<std::uint16_t>(end - a.begin);
    for (TokenId t = a.begin + a.count; t < end; ++t) {
      whole.name = add_key(whole.name, shared_.segments.key(t));
    }
    whole.cues.after = b.cues.after;
    constexpr unsigned kOfOneWord = kOneWord | kAcronymLike | kIsCountry | kIsCapital | kListed;
    const unsigned inside = (a.cues.inside | b.cues.inside) & ~kOfOneWord;
    whole.cues.inside = static_cast<Inside>(inside);
    return whole;
  }

  const Shared& shared_;
  std::vector<Occurrence>& occurrences_;
  HashIndex names_, pairs_;
  std::vector<std::uint32_t> name_of_;  // per occurrence
  std::vector<std::uint32_t> places_;   // per name
  std::vector<Tally> tallies_;          // per pair
};

}  // namespace

void join_fixed_pairs(const Shared& shared, std::vector<Occurrence>& occurrences) {
  Joiner(shared, occurrences).run();
}

}  // namespace polyvocal::naming
