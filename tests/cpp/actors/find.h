// Small studies for the tests: knowledge from a few lines, mentions as readable rows.
#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "polyvocal/actors/mentions.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::testing_actors {

struct ActorSpec {
  std::string id;
  ActorType type;
  std::vector<std::pair<NameKind, std::string>> names;  ///< the first is the canonical name
  std::vector<std::string> titles = {};
  FactionId faction = -1;
};

inline Knowledge know(const std::vector<ActorSpec>& actors) {
  Knowledge knowledge;
  knowledge.factions = {{"east", "East"}, {"west", "West"}};
  for (const ActorSpec& spec : actors) {
    const auto id = static_cast<ActorId>(knowledge.actors.size());
    Actor actor{.id = spec.id,
                .name = spec.names.front().second,
                .type = spec.type,
                .memberships = {},
                .titles = spec.titles};
    if (spec.faction >= 0) actor.memberships.push_back({.faction = spec.faction});
    knowledge.actors.push_back(actor);
    for (const auto& [kind, surface] : spec.names) {
      const bool free = kind == NameKind::description;
      knowledge.names.push_back({.actor = id,
                                 .surface = surface,
                                 .kind = kind,
                                 .policy = free ? CasePolicy::insensitive : CasePolicy::smart});
    }
  }
  knowledge.other_names = {"Turkish", "Turks", "Haitian", "Yemen"};
  return knowledge;
}

/// One mention, in words.
struct Row {
  std::string surface;
  std::string actor;
  NameKind kind;
  Method method;
  float confidence;
  bool metonym;
  bool nested;
  bool ambiguous;
  std::string runner_up;
  std::uint32_t document;
  Span span;
};
inline std::ostream& operator<<(std::ostream& out, const Row& row) {
  out << row.surface << " -> " << row.actor << " (" << name_kind_name(row.kind) << ", "
      << method_name(row.method) << ", " << row.confidence;
  if (row.metonym) out << ", metonym";
  if (row.nested) out << ", nested";
  if (row.ambiguous) out << ", ambiguous with " << row.runner_up;
  return out << ")";
}

struct Result {
  std::vector<Row> rows;
  std::vector<Candidate> candidates;
  std::vector<std::uint32_t> unused;
  MentionResult raw;

  /// "surface>actor" of all rows, in order.
  [[nodiscard]] std::vector<std::string> pairs() const {
    std::vector<std::string> out;
    for (const Row& row : rows) out.push_back(row.surface + ">" + row.actor);
    return out;
  }
  /// Only what is not nested.
  [[nodiscard]] std::vector<std::string> outer() const {
    std::vector<std::string> out;
    for (const Row& row : rows) {
      if (!row.nested) out.push_back(row.surface + ">" + row.actor);
    }
    return out;
  }
  [[nodiscard]] const Row* find(std::string_view surface) const {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& row) { return row.surface == surface; });
    return found == rows.end() ? nullptr : &*found;
  }
  [[nodiscard]] const Candidate* candidate(std::string_view name) const {
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [&](const Candidate& c) { return c.name == name; });
    return found == candidates.end() ? nullptr : &*found;
  }
};

inline Corpus make_corpus(const std::vector<std::string>& texts) {
  CorpusBuilder builder;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string id = "d" + std::to_string(i);
    builder.add({.id = id, .outlet = i % 2 == 0 ? "A" : "B", .text = texts[i]});
  }
  return std::move(builder).finish();
}

inline Result find_all(const Knowledge& knowledge, const std::vector<std::string>& texts,
                       int threads = 1, const MentionOptions& options = {.places = true}) {
  const Corpus corpus = make_corpus(texts);
  const Run run{.threads = threads};
  const Segments segments = segment(corpus, run);
  Result result;
  result.raw = find_mentions(corpus, segments, knowledge, run, options);
  const auto id_of = [&](ActorId actor) {
    return actor < 0 ? std::string() : knowledge.actors[static_cast<std::size_t>(actor)].id;
  };
  for (const Mention& m : result.raw.mentions.rows) {
    result.rows.push_back({std::string(corpus.text(m.document).substr(m.span.begin, m.span.size())),
                           id_of(m.actor), m.kind, m.method, m.confidence, m.metonym, m.nested,
                           m.ambiguous, id_of(m.runner_up), m.document, m.span});
  }
  result.candidates = result.raw.candidates;
  for (std::uint32_t i = 0; i < result.raw.corrections.size(); ++i) {
    if (result.raw.corrections[i].matched == 0) result.unused.push_back(i);
  }
  return result;
}

inline Result find(const Knowledge& knowledge, const std::string& text) {
  return find_all(knowledge, {text});
}

}  // namespace polyvocal::testing_actors
