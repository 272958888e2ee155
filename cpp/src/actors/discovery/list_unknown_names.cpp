#include "actors/discovery/list_unknown_names.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "actors/discovery/joined_names.h"
#include "actors/discovery/nearest_actor.h"
#include "actors/hash_index.h"

namespace polyvocal::naming {

namespace {

constexpr std::size_t kSmallCorpus = 50;  // documents
constexpr std::size_t kMostVariants = 20;

// Bytes of an occurrence in its text.
std::string_view raw_of(const Shared& shared, const Occurrence& occurrence) {
  const Segments& s = shared.segments;
  const std::uint32_t begin = s.tokens[occurrence.begin].begin;
  const std::uint32_t end = s.stem(occurrence.begin + occurrence.count - 1).end;
  return shared.corpus.text(occurrence.document).substr(begin, end - begin);
}

// Surface of an occurrence, without possessive, white space as single spaces.
std::string surface_of(std::string_view raw) {
  std::string surface;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    const bool nbsp = raw.substr(i).starts_with("\u00A0");
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || nbsp) {
      if (!surface.empty() && surface.back() != ' ') surface += ' ';
      if (nbsp) ++i;
    } else {
      surface += c;
    }
  }
  return surface;
}

using Counts = std::unordered_map<std::string_view, std::uint32_t>;

// How often each run of bytes occurs. One word is told by its type, without a look at the text;
// of several, most are spelt like the one before.
Counts count_bytes(const Shared& shared, std::span<const Occurrence> occurrences) {
  Counts counts;
  std::unordered_map<TypeId, std::uint32_t*> of_type;
  Counts::value_type* last = nullptr;
  for (const Occurrence& occurrence : occurrences) {
    if (occurrence.count == 1) {
      std::uint32_t*& count = of_type[shared.segments.tokens[occurrence.begin].type];
      if (count == nullptr) count = &counts[raw_of(shared, occurrence)];
      ++*count;
      continue;
    }
    const std::string_view raw = raw_of(shared, occurrence);
    if (last == nullptr || last->first != raw) last = &*counts.try_emplace(raw, 0).first;
    ++last->second;
  }
  return counts;
}

// Spellings of a name, most frequent first, ties by spelling.
std::vector<std::pair<std::string, std::uint32_t>> rank_spellings(
    const Shared& shared, std::span<const Occurrence> occurrences) {
  std::map<std::string, std::uint32_t> spellings;
  for (const auto& [bytes, count] : count_bytes(shared, occurrences)) {
    spellings[surface_of(bytes)] += count;
  }
  std::vector<std::pair<std::string, std::uint32_t>> ranked(spellings.begin(), spellings.end());
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return ranked;
}

// The occurrences of one name.
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t documents = 0;
  Kinds kinds;
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(end - begin); }
};

Kinds kinds_of(const Segments& segments, std::span<const Occurrence> occurrences) {
  CueCounts cues;
  for (const Occurrence& o : occurrences) cues.add(o.cues);
  const Occurrence& first = occurrences.front();
  const KeyId last = segments.key(first.begin + first.count - 1);
  const bool plural = segments.vocabulary.keys[last].ends_with('s');
  return judge_kinds(cues, first.count, plural);
}

// Puts the occurrences of each name together, in order of position. Returns where each name begins,
// in order of first occurrence, and the end.
std::vector<std::size_t> gather_by_name(std::vector<Occurrence>& occurrences) {
  HashIndex names;
  std::vector<std::uint32_t> name_of;
  name_of.reserve(occurrences.size());
  for (const Occurrence& o : occurrences) name_of.push_back(names.add(o.name));
  std::vector<std::size_t> begins(names.size() + std::size_t{1}, 0);
  for (const std::uint32_t name : name_of) ++begins[name + std::size_t{1}];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<std::size_t> next(begins.begin(), begins.end() - 1);
  std::vector<Occurrence> gathered(occurrences.size());
  for (std::size_t i = 0; i < occurrences.size(); ++i) {
    gathered[next[name_of[i]]++] = occurrences[i];
  }
  occurrences = std::move(gathered);
  return begins;
}

// Cuts the occurrences into names; those that only stand where capitals tell little go.
std::vector<Group> group_by_name(const Segments& segments, std::vector<Occurrence>& occurrences) {
  const std::vector<std::size_t> begins = gather_by_name(occurrences);
  std::vector<Group> groups;
  for (std::size_t name = 0; name + 1 < begins.size(); ++name) {
    Group group{begins[name], begins[name + 1], 0, {}};
    const auto rows = std::span(occurrences).subspan(group.begin, group.count());
    bool sure = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool fresh = i == 0 || rows[i].document != rows[i - 1].document;
      group.documents += fresh ? 1U : 0U;
      sure = sure || (rows[i].cues.inside & kUnsure) == 0;
    }
    if (!sure) continue;
    group.kinds = kinds_of(segments, rows);
    groups.push_back(group);
  }
  return groups;
}

class Lister {
 public:
  Lister(const Shared& shared, std::vector<Occurrence> occurrences, const Run& run)
      : shared_(shared), run_(run), occurrences_(std::move(occurrences)) {
    run.check();
    join_fixed_pairs(shared, occurrences_);
    groups_ = group_by_name(shared.segments, occurrences_);
    run.check();
    judge_relatives();
  }

  void list_candidates(MentionResult& result);
  void list_places(MentionResult& result) const;

 private:
  [[nodiscard]] std::span<const Occurrence> rows(const Group& group) const {
    return std::span(occurrences_).subspan(group.begin, group.count());
  }
  [[nodiscard]] KeyId last_key(const Group& group) const {
    const Occurrence& first = occurrences_[group.begin];
    return shared_.segments.key(first.begin + first.count - 1);
  }
  [[nodiscard]] std::string_view head_word(const Group& group) const;
  [[nodiscard]] ActorType type(const Group& group) const {
    return type_of(group.kinds, head_word(group));
  }
  [[nodiscard]] KeyId first_key(const Group& group) const {
    return shared_.segments.key(occurrences_[group.begin].begin);
  }
  [[nodiscard]] bool is_one_word(const Group& group) const {
    return (occurrences_[group.begin].cues.inside & kOneWord) != 0;
  }
  [[nodiscard]] bool plain(KeyId key) const {
    constexpr Traits kNobody = kOrdinary | kHeadNoun | kTitle | kDirection | kArticle | kCalendar |
                               kLegalForm | kInstitution;
    return shared_.traits.is(key, kNobody);
  }
  void judge_relatives();
  [[nodiscard]] Candidate make_candidate(const Group& group) const;

  const Shared& shared_;
  const Run& run_;
  std::vector<Occurrence> occurrences_;
  std::vector<Group> groups_;         ///< by name
  std::vector<std::int32_t> listed_;  ///< per group: its candidate
};

// "Government" of "Government of National Accord", else the last word, "War" of "World War II".
std::string_view Lister::head_word(const Group& group) const {
  const Occurrence& first = occurrences_[group.begin];
  const Segments& s = shared_.segments;
  for (TokenId t = first.begin; t + 2 < first.begin + first.count; ++t) {
    if (!shared_.traits.is(s.key(t), kHeadNoun)) continue;
    const std::string_view link = s.vocabulary.keys[s.key(t + 1)];
    if (link == "of" || link == "for" || link == "on") return s.vocabulary.keys[s.key(t)];
  }
  const std::string_view last = s.vocabulary.keys[last_key(group)];
  const bool numbered = first.count > 2 && last.find_first_not_of("ivx") == std::string_view::npos;
  return numbered ? std::string_view(s.vocabulary.keys[s.key(first.begin + first.count - 2)])
                  : last;
}

// "Assad" is a person where "Bashar al-Assad" is one, and "Lama Fakih" where other persons are
// called Lama or Fakih.
void Lister::judge_relatives() {
  struct Bearers {
    std::uint32_t first = 0;  // names that begin with it
    std::uint32_t last = 0;   // and end with it
    std::uint32_t begun = 0;  // occurrences of the former
    std::uint32_t ended = 0;
  };
  std::vector<Bearers> bearers(shared_.segments.vocabulary.keys.size());
  std::vector<bool> person(groups_.size(), false);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    if (is_one_word(group) || !is_person(group.kinds)) continue;
    person[g] = true;
    Bearers& first = bearers[first_key(group)];
    ++first.first;
    first.begun += group.count();
    Bearers& last = bearers[last_key(group)];
    ++last.last;
    last.ended += group.count();
  }
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Group& group = groups_[g];
    const Bearers& last = bearers[last_key(group)];
    if (is_one_word(group)) {
      // "Melania" too, of whom more is said by the whole name; "Austin" is mostly the town.
      const bool called = last.begun >= group.count() && !plain(last_key(group));
      judge_surname(group.kinds, std::max(last.ended, called ? last.begun : 0), group.count());
      continue;
    }
    const Bearers& first = bearers[first_key(group)];
    const std::uint32_t own = person[g] ? 1 : 0;
    const std::uint32_t others = std::max(plain(first_key(group)) ? 0 : first.first - own,
                                          plain(last_key(group)) ? 0 : last.last - own);
    naming::judge_relatives(group.kinds, others, group.count());
  }
}

Candidate Lister::make_candidate(const Group& group) const {
  Candidate candidate;
  std::vector<std::int32_t> outlets;
  for (const Occurrence& o : rows(group)) {
    const std::int32_t outlet = shared_.corpus.outlets[o.document];
    if (outlet >= 0) outlets.push_back(outlet);
  }
  const auto ranked = rank_spellings(shared_, rows(group));
  candidate.name = ranked.front().first;
  for (std::size_t i = 1; i < ranked.size() && i <= kMostVariants; ++i) {
    candidate.variants.push_back(ranked[i].first);
  }
  std::sort(outlets.begin(), outlets.end());
  candidate.outlets =
      static_cast<std::uint32_t>(std::unique(outlets.begin(), outlets.end()) - outlets.begin());
  candidate.count = group.count();
  candidate.documents = group.documents;
  candidate.type = type(group);
  const Occurrence& first = occurrences_[group.begin];
  candidate.example_document = first.document;
  const Segments& s = shared_.segments;
  candidate.example = s.sentences[s.sentence_of(first.begin)].span;
  relate(shared_, first, candidate);
  return candidate;
}

void Lister::list_candidates(MentionResult& result) {
  const bool small = shared_.corpus.size() < kSmallCorpus;
  const std::size_t limit = shared_.options.max_candidates;
  std::vector<std::uint32_t> order;
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    const bool listed = (occurrences_[groups_[g].begin].cues.inside & kListed) != 0;
    const bool enough = small || groups_[g].documents >= 2 || groups_[g].count() >= 3;
    if (enough && !listed && !is_adjective(groups_[g].kinds)) order.push_back(g);
  }
  // Only so many are worked out; ties at the limit go by name, so take them all for now.
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return groups_[a].count() != groups_[b].count() ? groups_[a].count() > groups_[b].count()
                                                    : a < b;
  });
  const std::size_t found = order.size();
  if (order.size() > limit && limit > 0) {
    const std::uint32_t least = groups_[order[limit - 1]].count();
    std::size_t end = limit;
    while (end < order.size() && groups_[order[end]].count() == least) ++end;
    order.resize(end);
  }
  std::vector<std::pair<Candidate, std::uint32_t>> candidates(order.size());
  const Run quiet{.threads = run_.threads, .progress = nullptr};
  parallel_for(quiet, order.size(), 16, [&](std::size_t begin, std::size_t end, int) {
    run_.check();
    for (std::size_t i = begin; i < end; ++i) {
      candidates[i] = {make_candidate(groups_[order[i]]), order[i]};
    }
  });
  std::sort(candidates.begin(), candidates.end(), [](const auto& x, const auto& y) {
    const Candidate& a = x.first;
    const Candidate& b = y.first;
    if (a.count != b.count) return a.count > b.count;
    if (a.name != b.name) return a.name < b.name;
    return std::pair(a.example_document, a.example.begin) <
           std::pair(b.example_document, b.example.begin);
  });
  if (candidates.size() > limit) candidates.resize(limit);
  listed_.assign(groups_.size(), -1);
  for (auto& [candidate, g] : candidates) {
    listed_[g] = static_cast<std::int32_t>(result.candidates.size());
    result.candidates.push_back(std::move(candidate));
  }
  result.candidates_left_out = static_cast<std::uint32_t>(found - result.candidates.size());
}

// After list_candidates.
void Lister::list_places(MentionResult& result) const {
  const Segments& s = shared_.segments;
  std::vector<std::uint32_t> order(groups_.size());
  for (std::uint32_t g = 0; g < order.size(); ++g) order[g] = g;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const TokenId x = occurrences_[groups_[a].begin].begin;
    const TokenId y = occurrences_[groups_[b].begin].begin;
    return x != y ? x < y : a < b;
  });
  for (const std::uint32_t g : order) {
    const Group& group = groups_[g];
    const auto name = static_cast<std::uint32_t>(result.unknown_names.size());
    if (name % 4096 == 0) run_.check();
    const std::int32_t listed = listed_[g];
    result.unknown_names.push_back({listed >= 0
                                        ? result.candidates[static_cast<std::size_t>(listed)].name
                                        : rank_spellings(shared_, rows(group)).front().first,
                                    type(group), listed});
    for (const Occurrence& o : rows(group)) {
      const Span span{s.tokens[o.begin].begin, s.stem(o.begin + o.count - 1).end};
      result.unknown_mentions.push_back({o.document, span, name,
                                         static_cast<std::uint8_t>(o.cues.before),
                                         static_cast<std::uint8_t>(o.cues.after), o.cues.inside});
    }
  }
  std::sort(result.unknown_mentions.begin(), result.unknown_mentions.end(),
            [](const UnknownMention& a, const UnknownMention& b) {
              return std::pair(a.document, a.span.begin) < std::pair(b.document, b.span.begin);
            });
}

}  // namespace

void list_unknown_names(const Shared& shared, std::vector<Occurrence> occurrences, const Run& run,
                        MentionResult& result) {
  Lister lister(shared, std::move(occurrences), run);
  lister.list_candidates(result);
  if (shared.options.places) lister.list_places(result);
}

}  // namespace polyvocal::naming
