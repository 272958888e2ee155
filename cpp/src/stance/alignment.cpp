#include "polyvocal/stance/alignment.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"
#include "stance/signed_network.h"

namespace polyvocal {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void add_ties(const Knowledge& knowledge, std::vector<Statement>& all) {
  for (std::size_t t = 0; t < knowledge.ties.size(); ++t) {
    const Tie& tie = knowledge.ties[t];
    Statement s;
    s.kind = StatementKind::tie;
    s.source = tie.source;
    s.target = tie.target_actor;
    s.target_faction = tie.target_faction;
    s.sign = std::clamp(tie.sign, -1.0, 1.0);
    s.tie = static_cast<std::int32_t>(t);
    all.push_back(s);
  }
}

void add_affiliations(const std::vector<Affiliation>& affiliations, std::vector<Statement>& all) {
  for (const Affiliation& affiliation : affiliations) {
    Statement s;
    s.kind = StatementKind::affiliation;
    s.source = affiliation.actor;
    s.target = affiliation.target;
    s.target_faction = affiliation.target_faction;
    s.sign = 1;
    s.document = affiliation.document;
    s.sentence = affiliation.sentence;
    s.cue = affiliation.cue;
    all.push_back(s);
  }
}

void add_relations(const Evidence& evidence, std::vector<Statement>& all) {
  for (const Relation& relation : evidence.relations) {
    Statement s;
    s.kind = StatementKind::relation;
    s.source = relation.source;
    s.target = relation.target;
    s.sign = static_cast<double>(relation.sign);
    s.document = static_cast<std::int32_t>(relation.document);
    s.sentence = relation.sentence;
    s.cue = relation.cue;
    s.voice = relation.voice;
    s.holder = relation.holder;
    all.push_back(s);
  }
}

void add_evaluations(const Evidence& evidence, double from, std::vector<Statement>& all) {
  for (const EvidenceRow& row : evidence.rows) {
    const auto score = static_cast<double>(row.score);
    if (row.holder < 0 || row.holder == row.actor || std::abs(score) < from) {
      continue;
    }
    Statement s;
    s.kind = StatementKind::evaluation;
    s.source = row.holder;
    s.target = row.actor;
    s.sign = score > 0 ? 1 : -1;
    s.document = static_cast<std::int32_t>(row.document);
    s.sentence = row.sentence;
    s.voice = row.voice;
    s.holder = row.holder;
    const auto cues = evidence.cues_of(row);
    if (!cues.empty()) s.cue = cues.front().span;
    all.push_back(s);
  }
}

std::vector<Statement> collect(const Knowledge& knowledge, const Evidence& evidence,
                               const std::vector<Affiliation>& affiliations,
                               const AlignmentOptions& options) {
  std::vector<Statement> all;
  add_ties(knowledge, all);
  add_affiliations(affiliations, all);
  add_relations(evidence, all);
  add_evaluations(evidence, options.evaluation_from, all);
  return all;
}

// The faction with the largest value, the first one of equals.
FactionId largest(const double* f, std::size_t factions) {
  return static_cast<FactionId>(std::max_element(f, f + factions) - f);
}

// Share of the samples in which each actor's best faction stays the same.
std::vector<double> stability(const scoring::SignedNetwork& network,
                              const std::vector<AlignmentRow>& rows, std::size_t documents,
                              const Run& run, const AlignmentOptions& options) {
  std::vector<std::vector<std::uint8_t>> same(options.replicates);
  parallel_for(run, options.replicates, 4, [&](std::size_t begin, std::size_t end, int) {
    std::vector<std::uint32_t> counts;
    for (std::size_t r = begin; r < end; ++r) {
      counts.assign(documents, 0);
      Draws draws(options.seed, Purpose::alignment, static_cast<std::uint32_t>(r), 0);
      const auto n = static_cast<std::uint32_t>(documents);
      for (std::uint32_t k = 0; k < n; ++k) ++counts[draws.below(n)];
      const std::vector<double> f = network.solve(counts);
      same[r].resize(rows.size());
      for (std::size_t a = 0; a < rows.size(); ++a) {
        const double* values = f.data() + a * network.factions();
        const FactionId best = largest(values, network.factions());
        same[r][a] = best == rows[a].faction && values[best] > 0 ? 1 : 0;
      }
    }
  });
  std::vector<double> share(rows.size(), 0.0);
  for (const auto& replicate : same) {
    for (std::size_t a = 0; a < rows.size(); ++a) share[a] += replicate[a];
  }
  for (double& value : share) value /= options.replicates;
  return share;
}

}  // namespace

std::string_view statement_kind_name(StatementKind kind) {
  constexpr std::string_view kNames[] = {"tie", "relation", "evaluation", "affiliation"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view alignment_method_name(AlignmentMethod method) {
  constexpr std::string_view kNames[] = {"balance", "harmonic"};
  return kNames[static_cast<std::size_t>(method)];
}

std::string_view alignment_verdict_name(AlignmentVerdict verdict) {
  constexpr std::string_view kNames[] = {"declared", "aligned", "unaligned"};
  return kNames[static_cast<std::size_t>(verdict)];
}

Alignment align_actors(const Knowledge& knowledge, const Evidence& evidence,
                       const std::vector<Affiliation>& affiliations, std::size_t documents,
                       const Run& run, const AlignmentOptions& options) {
  if (!(options.tau > 0)) throw InputError("tau: give a positive number");
  if (!(options.coupling > 0)) throw InputError("coupling: give a positive number");
  if (!(options.support > 0)) throw InputError("support: give a positive number");
  Alignment result;
  result.statements = collect(knowledge, evidence, affiliations, options);
  result.rows.resize(knowledge.actors.size());
  for (const Statement& s : result.statements) {
    if (s.source >= 0) ++result.rows[static_cast<std::size_t>(s.source)].statements;
    if (s.target >= 0) ++result.rows[static_cast<std::size_t>(s.target)].statements;
  }
  const std::size_t factions = knowledge.factions.size();
  for (std::size_t a = 0; a < result.rows.size(); ++a) {
    result.rows[a].actor = static_cast<ActorId>(a);
    result.rows[a].probability = kNaN;
  }
  if (factions == 0) return result;
  const scoring::SignedNetwork network(knowledge, result.statements, options);
  std::vector<double> f = network.solve({});
  result.violated = network.violated(f);
  for (std::size_t a = 0; a < result.rows.size(); ++a) {
    AlignmentRow& row = result.rows[a];
    const double* values = f.data() + a * factions;
    const FactionId best = largest(values, factions);
    row.faction = best;
    row.value = values[best];
  }
  const std::vector<double> share = documents > 0 && options.replicates > 0
                                        ? stability(network, result.rows, documents, run, options)
                                        : std::vector<double>(result.rows.size(), kNaN);
  for (std::size_t a = 0; a < result.rows.size(); ++a) {
    AlignmentRow& row = result.rows[a];
    const FactionId declared = knowledge.faction_of(row.actor, kNoDate);
    if (declared >= 0) {
      row.verdict = AlignmentVerdict::declared;
      row.probability = 1;
    } else if (row.value < options.unaligned || share[a] < options.confident) {
      row.faction = -1;
      row.probability = row.statements > 0 ? share[a] : kNaN;
    } else {
      row.verdict = AlignmentVerdict::aligned;
      row.probability = share[a];
    }
  }
  f.resize(knowledge.actors.size() * factions);
  result.values = std::move(f);
  return result;
}

}  // namespace polyvocal
