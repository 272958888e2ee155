// Which faction an actor goes with: declared memberships are seeds, declared ties and stated
// relations are signed edges, the rest follows from them.
//
// A side is one of the factions, or outside them all. Every statement has a likelihood given the
// sides of its two ends, from how often statements of its kind were right between actors of known
// sides; belief propagation (stance/belief.h) gives each actor a probability of each side. The
// probability of a row is the mean over bootstrap samples of the articles. `harmonic` solves the
// linear system (D_UU + tau I - W_UU) f_U = W_UF f_F with W_ab = sgn(n) log(1 + |n|), n the sum of
// the signs between a and b, D = row sums of |W|, members at 1 for their faction and at
// -1/(factions - 1) for the others; its probability is the share of samples with the same answer.
//
//   Alignment a = align_actors(knowledge, evidence, affiliations, corpus.size(), run);
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "polyvocal/stance/affiliations.h"
#include "polyvocal/stance/evidence.h"

namespace polyvocal {

enum class StatementKind : std::uint8_t {
  tie,          ///< declared in the actors file
  relation,     ///< "A supports B"
  evaluation,   ///< A, quoted or reported, speaks well or ill of B
  affiliation,  ///< A belongs to B: "A, a spokesman for B", "A (R-Ohio)"; or by the names alone
};
std::string_view statement_kind_name(StatementKind kind);

/// One piece of evidence of the signed network.
struct Statement {
  StatementKind kind = StatementKind::relation;
  ActorId source = -1;
  ActorId target = -1;  ///< -1: a faction
  FactionId target_faction = -1;
  double sign = 0;
  std::int32_t document = -1;  ///< -1 for ties and affiliations by name
  SentenceId sentence = 0;
  Span cue;  ///< words that state it; the mention for an evaluation
  Voice voice = Voice::outlet;
  ActorId holder = -1;    ///< who states it; -1: the outlet or no actor
  std::int32_t tie = -1;  ///< index into Knowledge::ties
  AffiliationKind affiliation = AffiliationKind::office;  ///< of an affiliation
};

enum class AlignmentMethod : std::uint8_t { belief, harmonic };
std::string_view alignment_method_name(AlignmentMethod method);

enum class AlignmentVerdict : std::uint8_t { declared, aligned, unaligned };
std::string_view alignment_verdict_name(AlignmentVerdict verdict);

struct AlignmentRow {
  ActorId actor = -1;
  FactionId faction = -1;  ///< -1 when unaligned
  /// P(faction) less the mean of the other factions' (with one faction, of the outside), or the
  /// harmonic f, of the likeliest faction; in [-1, 1].
  double value = 0;
  double probability = 0;  ///< NaN when unaligned without any statement
  AlignmentVerdict verdict = AlignmentVerdict::unaligned;
  std::uint32_t statements = 0;  ///< that name the actor as source or target
};

struct Alignment {
  std::vector<AlignmentRow> rows;     ///< one an actor
  std::vector<double> values;         ///< actors x factions, row by row
  std::vector<Statement> statements;  ///< ordered as found, ties first
  double violated = 0;                ///< share of |W| on edges whose ends disagree with their sign
};

struct AlignmentOptions {
  std::uint64_t seed = 0;
  std::uint32_t replicates = 500;
  AlignmentMethod method = AlignmentMethod::belief;
  double tau = 1.0;              ///< of harmonic: pulls actors with little evidence to 0
  double unaligned = 0.05;       ///< of harmonic: |f| below this is no alignment
  double confident = 0.8;        ///< a probability below this is no alignment
  double evaluation_from = 0.2;  ///< a quoted actor's |score| from which it counts as a statement
};

/// @throws InputError when tau is not positive; Cancelled.
Alignment align_actors(const Knowledge& knowledge, const Evidence& evidence,
                       const std::vector<Affiliation>& affiliations, std::size_t documents,
                       const Run& run, const AlignmentOptions& options = {});

}  // namespace polyvocal
