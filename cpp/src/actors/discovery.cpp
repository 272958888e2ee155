#include "actors/discovery.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace polyvocal::naming {

namespace {

constexpr std::size_t kSmallCorpus = 50;  // documents
constexpr TokenId kLongestRun = 10;
constexpr std::size_t kMostVariants = 20;
constexpr float kPersonLimit = 0.29F;  // a spelling further off is not shown beside the actor
constexpr float kLongNameLimit = 0.18F;
constexpr float kThingLimit = 0.15F;

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15ULL + (hash << 6U) + (hash >> 2U);
  hash *= 0xBF58476D1CE4E5B9ULL;
  return hash ^ (hash >> 29U);
}

}  // namespace

// A capitalised word that may be part of a name.
bool RunFinder::joins_run(TokenId token) const {
  const TypeInfo& info = shared_.segments.info(token);
  if (info.key == kNoKey || info.numeric || info.casing == Casing::none) return false;
  return context_.name_like(token) && !context_.is(token, kCalendar);
}

// Says nothing about who is meant.
bool RunFinder::empty_word(TokenId token) const {
  constexpr Traits kEmpty =
      kOrdinary | kTitle | kCalendar | kDirection | kOtherName | kConnector | kAgentNoun;
  if (context_.is(token, kEmpty)) return true;
  return shared_.index.listed(shared_.segments.key(token)) && !context_.is(token, kGivenName);
}

// One past the last token of the run that begins at `first`, before `stop`.
TokenId RunFinder::extend(TokenId first, TokenId stop) const {
  TokenId end = first + 1;
  while (end < stop && end - first < kLongestRun && !context_.possessive(end - 1)) {
    if (context_.after(end - 1) != end) break;
    if (joins_run(end)) {
      ++end;
      continue;
    }
    TokenId bridge = end;
    while (bridge < stop && bridge - end < 2 && context_.after(bridge - 1) == bridge &&
           context_.is(bridge, kBridge) && !context_.possessive(bridge)) {
      ++bridge;
    }
    const bool bridged =
        bridge > end && bridge < stop && context_.after(bridge - 1) == bridge && joins_run(bridge);
    if (!bridged) break;
    end = bridge + 1;
  }
  return end;
}

Cues RunFinder::cues_of(TokenId begin, TokenId end) const {
  Cues cues = 0;
  if (const auto before = context_.before(begin)) {
    if (context_.is(*before, kTitle) && !context_.is(*before, kHeadNoun)) cues |= kAfterTitle;
    if (context_.is(*before, kLocative | kMotion)) cues |= kAfterPlaceWord;
  }
  if (const auto next = context_.next(end - 1)) {
    if (context_.is(*next, kSpeech)) cues |= kSpeaks;
  }
  for (TokenId t = begin; t < end; ++t) {
    if (context_.is(t, kHeadNoun | kLegalForm) && context_.name_like(t)) cues |= kHasHeadNoun;
    if (t > begin && context_.is(t, kParticle) && !context_.is(t, kOrdinary)) cues |= kHasParticle;
  }
  if (context_.is(begin, kGivenName)) cues |= kHasGivenName;
  const bool upper = shared_.segments.info(begin).casing == Casing::upper;
  if (end - begin == 1 && upper && !context_.all_caps()) cues |= kAcronymLike;
  return cues;
}

void RunFinder::keep(std::uint32_t document, TokenId begin, TokenId end,
                     std::vector<Occurrence>& out) const {
  const Segments& s = shared_.segments;
  const auto is_body = [&](TokenId t) {
    return context_.is(t, kHeadNoun) && context_.name_like(t);
  };
  const auto is_people = [&](TokenId t) {
    return context_.is(t, kOtherName) ||
           (shared_.index.listed(s.key(t)) && !context_.is(t, kGivenName));
  };
  // Edges: "On Monday General Sami", "The Observer", "Sami Said"
  while (begin < end && (context_.is(begin, kTitle | kCalendar | kConnector) ||
                         (context_.is(begin, kOrdinary) && begin == context_.first()) ||
                         (is_people(begin) && end - begin == 2 && !is_body(end - 1)))) {
    const bool title = context_.is(begin, kTitle);
    ++begin;
    if (title && begin < end && context_.is(begin, kHeadNoun)) return;
  }
  while (begin < end && context_.is(end - 1, kCalendar | kConnector)) --end;
  if (begin >= end) return;
  bool all_empty = true;
  for (TokenId t = begin; t < end; ++t) all_empty = all_empty && empty_word(t);
  if (all_empty && (end - begin < 2 || !is_body(end - 1))) return;  // "Free Valley Army"
  const KeyId key = s.key(begin);
  if (end - begin == 1) {
    const bool near = !shared_.index.near(key).empty();
    if (context_.key(begin).size() < 3 || context_.is(begin, kParticle | kHeadNoun)) return;
    if (context_.is(begin, kGivenName) && !near) return;
    if (begin == context_.first() && s.vocabulary.key_capital[key] == 0) {
      const auto next = context_.next(begin);
      const bool acts = next && context_.is(*next, kSpeech | kFiniteVerb);
      if (!acts && !context_.possessive(begin) && !near) return;
    }
  }
  Occurrence found;
  found.document = document;
  found.begin = begin;
  found.count = static_cast<std::uint16_t>(end - begin);
  found.cues = cues_of(begin, end);
  for (TokenId t = begin; t < end; ++t) found.name = mix(found.name, s.key(t));
  out.push_back(found);
}

void RunFinder::run(std::uint32_t document, std::span<const Mention> mentions,
                    std::vector<Occurrence>& out) {
  const Segments& s = shared_.segments;
  context_ = Context(s, shared_.traits, shared_.index, shared_.corpus.text(document));
  std::size_t next_mention = 0;
  for (SentenceId i = s.doc_sentences[document]; i < s.doc_sentences[document + 1]; ++i) {
    const Region region = s.sentences[i].region;
    if (region == Region::boilerplate || region == Region::byline || region == Region::dateline) {
      continue;
    }
    const TokenId end = s.token_end(i);
    bool entered = false;
    for (TokenId t = s.sentences[i].token_begin; t < end;) {
      if (!shared_.index.name_like(s.tokens[t].type)) {
        ++t;
        continue;
      }
      while (next_mention < mentions.size() &&
             mentions[next_mention].token_begin + mentions[next_mention].token_count <= t) {
        ++next_mention;
      }
      TokenId stop = end;
      if (next_mention < mentions.size()) {
        const Mention& mention = mentions[next_mention];
        if (mention.token_begin <= t) {
          t = mention.token_begin + mention.token_count;
          continue;
        }
        stop = std::min(stop, mention.token_begin);
      }
      if (!entered) {
        context_.enter(i);
        entered = true;
        const bool slate = region == Region::slate;
        if ((context_.title_case() || context_.all_caps()) && !slate) break;
      }
      if (!joins_run(t)) {
        ++t;
        continue;
      }
      const TokenId run_end = extend(t, stop);
      keep(document, t, run_end, out);
      t = run_end;
    }
  }
}

namespace {

ActorType guess_type(const std::array<std::uint32_t, 7>& cues, std::uint32_t count,
                     std::string_view last_word) {
  const auto often = [&](std::size_t bit) { return 2 * cues[bit] >= count; };
  if (often(2)) {
    constexpr std::array<std::string_view, 12> kArmed = {
        "army",    "forces", "force",  "brigade", "brigades", "battalion",
        "militia", "guard",  "guards", "corps",   "navy",     "front"};
    if (std::find(kArmed.begin(), kArmed.end(), last_word) != kArmed.end()) return ActorType::armed;
    if (last_word == "party") return ActorType::party;
    if (last_word == "parliament" || last_word == "congress" || last_word == "senate") {
      return ActorType::parliament;
    }
    if (last_word == "government" || last_word == "administration") return ActorType::government;
    return ActorType::organisation;
  }
  if (often(0) || often(4) || often(5)) return ActorType::person;
  if (often(6)) return ActorType::organisation;
  if (often(3)) return ActorType::place;
  return 4 * cues[1] >= count ? ActorType::person : ActorType::other;
}

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

// Spellings of a name, most frequent first, ties by spelling.
std::vector<std::pair<std::string, std::uint32_t>> rank_spellings(
    const Shared& shared, std::span<const Occurrence> occurrences) {
  std::unordered_map<std::string_view, std::uint32_t> raw;
  for (const Occurrence& occurrence : occurrences) ++raw[raw_of(shared, occurrence)];
  std::map<std::string, std::uint32_t> spellings;
  for (const auto& [bytes, count] : raw) spellings[surface_of(bytes)] += count;
  std::vector<std::pair<std::string, std::uint32_t>> ranked(spellings.begin(), spellings.end());
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return ranked;
}

// The listed name that the run may be a spelling of: through its last word.
void relate(const Shared& shared, const Occurrence& first, Candidate& candidate) {
  candidate.reason = "unknown name";
  const KeyId key = shared.segments.key(first.begin + first.count - 1);
  const auto near = shared.index.near(key);
  if (near.empty()) return;
  for (const FormId f : shared.index.forms_with(near.front().word)) {
    const Form& form = shared.index.form(f);
    if (form.actor < 0) continue;
    const bool end_of_name = form.words.back().key == shared.index.word(near.front().word);
    const ActorType type = shared.knowledge.actors[static_cast<std::size_t>(form.actor)].type;
    const float limit = type != ActorType::person ? kThingLimit
                        : first.count > 1         ? kLongNameLimit
                                                  : kPersonLimit;
    if (!end_of_name || near.front().distance > limit) continue;
    candidate.nearest = form.actor;
    candidate.similarity = 1 - near.front().distance;
    const std::string& name = shared.knowledge.actors[static_cast<std::size_t>(form.actor)].name;
    if (first.count > 1) {
      candidate.reason = "its last word is spelt like one of " + name + ", the rest is not";
    } else if (shared.traits.is(key, kGivenName)) {
      candidate.reason = "spelt like " + name + ", but a common name of its own";
    } else {
      candidate.reason = "spelt like " + name +
                         ", but too far off without a title, first name or mention of that actor";
    }
    return;
  }
}

struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t documents = 0;
};

}  // namespace

std::vector<Candidate> list_candidates(const Shared& shared, std::vector<Occurrence> occurrences,
                                       const Run& run, std::uint32_t& left_out) {
  left_out = 0;
  run.check();
  std::sort(occurrences.begin(), occurrences.end(), [](const Occurrence& a, const Occurrence& b) {
    return a.name != b.name ? a.name < b.name : a.begin < b.begin;
  });
  run.check();
  const bool small = shared.corpus.size() < kSmallCorpus;
  std::vector<Group> groups;
  for (std::size_t begin = 0; begin < occurrences.size();) {
    Group group{begin, begin, 0};
    while (group.end < occurrences.size() &&
           occurrences[group.end].name == occurrences[begin].name) {
      const bool fresh = group.end == begin ||
                         occurrences[group.end].document != occurrences[group.end - 1].document;
      group.documents += fresh ? 1U : 0U;
      ++group.end;
    }
    if (small || group.documents >= 2 || group.end - begin >= 3) groups.push_back(group);
    begin = group.end;
  }
  // Only so many are worked out; ties at the limit go by name, so take them all for now.
  const auto size_of = [](const Group& group) { return group.end - group.begin; };
  const std::size_t limit = shared.options.max_candidates;
  std::sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
    return size_of(a) != size_of(b) ? size_of(a) > size_of(b) : a.begin < b.begin;
  });
  const std::size_t found = groups.size();
  if (groups.size() > limit && limit > 0) {
    const std::size_t least = size_of(groups[limit - 1]);
    std::size_t end = limit;
    while (end < groups.size() && size_of(groups[end]) == least) ++end;
    groups.resize(end);
  }
  std::vector<Candidate> candidates;
  candidates.reserve(groups.size());
  for (const Group& group : groups) {
    if (candidates.size() % 256 == 0) run.check();
    Candidate candidate;
    std::vector<std::int32_t> outlets;
    std::array<std::uint32_t, 7> cues{};
    for (std::size_t i = group.begin; i < group.end; ++i) {
      const Occurrence& o = occurrences[i];
      const std::int32_t outlet = shared.corpus.outlets[o.document];
      if (outlet >= 0) outlets.push_back(outlet);
      for (std::size_t bit = 0; bit < cues.size(); ++bit) {
        cues[bit] += (static_cast<unsigned>(o.cues) >> bit) & 1U;
      }
    }
    const auto ranked =
        rank_spellings(shared, std::span(occurrences).subspan(group.begin, size_of(group)));
    candidate.name = ranked.front().first;
    for (std::size_t i = 1; i < ranked.size() && i <= kMostVariants; ++i) {
      candidate.variants.push_back(ranked[i].first);
    }
    std::sort(outlets.begin(), outlets.end());
    candidate.outlets =
        static_cast<std::uint32_t>(std::unique(outlets.begin(), outlets.end()) - outlets.begin());
    candidate.count = static_cast<std::uint32_t>(size_of(group));
    candidate.documents = group.documents;
    const Occurrence& first = occurrences[group.begin];
    const TokenId last = first.begin + first.count - 1;
    candidate.type = guess_type(cues, candidate.count,
                                shared.segments.vocabulary.keys[shared.segments.key(last)]);
    candidate.example_document = first.document;
    const auto& sentences = shared.segments.sentences;
    const auto sentence =
        std::upper_bound(sentences.begin(), sentences.end(), first.begin,
                         [](TokenId t, const Sentence& s) { return t < s.token_begin; });
    candidate.example = std::prev(sentence)->span;
    relate(shared, first, candidate);
    candidates.push_back(std::move(candidate));
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.count != b.count) return a.count > b.count;
    if (a.name != b.name) return a.name < b.name;
    return std::pair(a.example_document, a.example.begin) <
           std::pair(b.example_document, b.example.begin);
  });
  if (candidates.size() > limit) candidates.resize(limit);
  left_out = static_cast<std::uint32_t>(found - candidates.size());
  return candidates;
}

}  // namespace polyvocal::naming
