#include "polyvocal/stance/alignment.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"
#include "stance/sides/signed_network.h"

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
    s.affiliation = affiliation.kind;
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
    const auto score = static_cast<double>(row.by_rules);
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

// Mean over Bayesian bootstrap samples (Rubin 1981: articles have exponential weights) of the
// probability of each actor's faction; without probabilities, the share of the samples in which it
// stays the largest.
std::vector<double> resampled(const scoring::SignedNetwork& network,
                              const std::vector<AlignmentRow>& rows, std::size_t documents,
                              const Run& run, const AlignmentOptions& options) {
  std::vector<std::vector<double>> found(options.replicates);
  parallel_for(run, options.replicates, 4, [&](std::size_t begin, std::size_t end, int) {
    std::vector<double> weights(documents);
    for (std::size_t r = begin; r < end; ++r) {
      Draws draws(options.seed, Purpose::alignment, static_cast<std::uint32_t>(r), 0);
      double sum = 0;
      for (double& weight : weights) sum += weight = -std::log(1 - draws.uniform());
      for (double& weight : weights) weight *= static_cast<double>(documents) / sum;
      const scoring::Sides sides = network.solve(weights);
      found[r].resize(rows.size());
      for (std::size_t a = 0; a < rows.size(); ++a) {
        const std::size_t row = a * network.factions();
        if (!sides.probabilities.empty()) {
          found[r][a] = sides.probabilities[row + static_cast<std::size_t>(rows[a].faction)];
          continue;
        }
        const double* values = sides.values.data() + row;
        const FactionId best = largest(values, network.factions());
        found[r][a] = best == rows[a].faction && values[best] > 0 ? 1 : 0;
      }
    }
  });
  std::vector<double> mean(rows.size(), 0.0);
  for (const auto& replicate : found) {
    for (std::size_t a = 0; a < rows.size(); ++a) mean[a] += replicate[a];
  }
  for (double& value : mean) value /= options.replicates;
  return mean;
}

}  // namespace

std::string_view statement_kind_name(StatementKind kind) {
  constexpr std::string_view kNames[] = {"tie", "relation", "evaluation", "affiliation"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view alignment_method_name(AlignmentMethod method) {
  constexpr std::string_view kNames[] = {"belief", "harmonic"};
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
  scoring::Sides sides = network.solve({});
  result.violated = network.violated(sides.values);
  for (std::size_t a = 0; a < result.rows.size(); ++a) {
    AlignmentRow& row = result.rows[a];
    const double* values = sides.values.data() + a * factions;
    row.faction = largest(values, factions);
    row.value = values[row.faction];
  }
  const std::vector<double> probability =
      documents > 0 && options.replicates > 0
          ? resampled(network, result.rows, documents, run, options)
          : std::vector<double>(result.rows.size(), kNaN);
  const double least = options.method == AlignmentMethod::harmonic ? options.unaligned : 0;
  for (std::size_t a = 0; a < result.rows.size(); ++a) {
    AlignmentRow& row = result.rows[a];
    const FactionId declared = knowledge.faction_of(row.actor, kNoDate);
    if (declared >= 0) {
      row.verdict = AlignmentVerdict::declared;
      row.probability = 1;
      continue;
    }
    row.probability = row.statements > 0 ? probability[a] : kNaN;
    const bool aligned = row.value > least && probability[a] >= options.confident;
    row.verdict = aligned ? AlignmentVerdict::aligned : AlignmentVerdict::unaligned;
    if (!aligned) row.faction = -1;
  }
  sides.values.resize(knowledge.actors.size() * factions);
  result.values = std::move(sides.values);
  return result;
}

}  // namespace polyvocal
