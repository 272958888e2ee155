// Which faction an actor goes with: declared memberships are seeds, declared ties and stated
// relations are signed edges, the rest follows from them.
//
// For each faction members are fixed at 1 and members of the others at -1/(factions - 1) (at -1
// for two). The free actors are in balance with their neighbours,
//   f_i = tanh(coupling * sum_j W_ij f_j),   W_ab = n / (c + 1), times `support` when n > 0,
// with n the sum and c the number of the statements and ties between a and b; or they solve the
// linear system (D_UU + tau I - W_UU) f_U = W_UF f_F with W_ab = sgn(n) log(1 + |n|) and D = row
// sums of |W| (harmonic). An actor goes with the faction of its largest f. Probability: share of
// bootstrap samples of the articles in which that faction stays the largest.
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
};

enum class AlignmentMethod : std::uint8_t { balance, harmonic };
std::string_view alignment_method_name(AlignmentMethod method);

enum class AlignmentVerdict : std::uint8_t { declared, aligned, unaligned };
std::string_view alignment_verdict_name(AlignmentVerdict verdict);

struct AlignmentRow {
  ActorId actor = -1;
  FactionId faction = -1;  ///< -1 when unaligned
  double value = 0;        ///< f of that faction, in [-1, 1]
  double probability = 0;  ///< NaN when unaligned without any statement
  AlignmentVerdict verdict = AlignmentVerdict::unaligned;
  std::uint32_t statements = 0;  ///< that name the actor as source or target
};

struct Alignment {
  std::vector<AlignmentRow> rows;     ///< one an actor
  std::vector<double> values;         ///< f, actors x factions, row by row
  std::vector<Statement> statements;  ///< ordered as found, ties first
  double violated = 0;                ///< share of |W| on edges whose ends disagree with their sign
};

struct AlignmentOptions {
  std::uint64_t seed = 0;
  std::uint32_t replicates = 500;
  AlignmentMethod method = AlignmentMethod::balance;
  double coupling = 0.2;    ///< of balance: how far one neighbour moves an actor
  double support = 2.0;     ///< of balance: weight of a positive statement; a negative one has 1
  double tau = 1.0;         ///< of harmonic: pulls actors with little evidence to 0
  double unaligned = 0.05;  ///< |f| below this is no alignment
  double confident = 0.8;   ///< a probability below this is no alignment either
  double evaluation_from = 0.2;  ///< a quoted actor's |score| from which it counts as a statement
};

/// @throws InputError when tau, coupling or support is not positive; Cancelled.
Alignment align_actors(const Knowledge& knowledge, const Evidence& evidence,
                       const std::vector<Affiliation>& affiliations, std::size_t documents,
                       const Run& run, const AlignmentOptions& options = {});

}  // namespace polyvocal
