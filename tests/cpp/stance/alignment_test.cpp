#include "polyvocal/stance/alignment.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {
namespace {

const polyvocal::Run kOne{.threads = 1, .progress = nullptr};

Knowledge actors(int count, const std::vector<FactionId>& members, int factions = 2) {
  Knowledge k;
  for (int f = 0; f < factions; ++f) k.factions.push_back({"f" + std::to_string(f), "F"});
  for (int a = 0; a < count; ++a) {
    Actor actor;
    actor.id = "a" + std::to_string(a);
    const auto index = static_cast<std::size_t>(a);
    if (index < members.size() && members[index] >= 0) {
      actor.memberships.push_back({members[index], kNoDate, kNoDate});
    }
    k.actors.push_back(actor);
  }
  return k;
}

Relation says(std::uint32_t document, ActorId source, ActorId target, float sign) {
  Relation r;
  r.document = document;
  r.source = source;
  r.target = target;
  r.sign = sign;
  return r;
}

AlignmentOptions harmonic() {
  AlignmentOptions options;
  options.method = AlignmentMethod::harmonic;
  return options;
}

// Actor 0 is a member of faction 0, actor 1 of faction 1.
TEST(Align, WeighsOneStatementByHowOftenItsKindIsRight) {
  const Knowledge k = actors(3, {0, 1});
  Evidence e;
  e.relations = {says(0, 2, 0, 1)};  // 2 supports 0
  const Alignment a = align_actors(k, e, {}, 1, kOne);
  // A relation of support is right in .71; outside all factions has half the prior of one.
  const double outside = 0.5 * std::pow(0.71, 0.25) * std::pow(0.29, 0.75);
  EXPECT_NEAR(a.values[2 * 2], (0.71 - 0.29) / (0.71 + 0.29 + outside), 1e-5);
  EXPECT_DOUBLE_EQ(a.values[2 * 2 + 1], -a.values[2 * 2]);
}

TEST(Align, TrustsMoreStatementsMoreButNotWithoutEnd) {
  const Knowledge k = actors(3, {0, 1});
  double before = 0;
  for (const std::uint32_t n : {1U, 3U, 100U}) {
    Evidence e;
    for (std::uint32_t d = 0; d < n; ++d) e.relations.push_back(says(d, 2, 0, 1));
    const double value = align_actors(k, e, {}, n, kOne).values[2 * 2];
    EXPECT_GT(value, before);
    before = value;
  }
  EXPECT_LT(before, 0.85);  // as much as three independent ones
}

TEST(Align, TrustsSupportMoreThanOpposition) {
  const Knowledge k = actors(3, {0, 1});
  Evidence e;
  e.relations = {says(0, 2, 0, 1), says(0, 2, 0, -1)};
  EXPECT_GT(align_actors(k, e, {}, 1, kOne).values[2 * 2], 0);
}

TEST(Align, DoesNotTakeEnemiesOfEnemiesForFriends) {
  // 2 is opposed by ten who support faction 0, and supported by nobody.
  const Knowledge k = actors(13, {0, 1});
  Evidence e;
  for (std::uint32_t d = 0; d < 10; ++d) {
    const auto critic = static_cast<ActorId>(3 + d);
    for (std::uint32_t times = 0; times < 4; ++times) {
      e.relations.push_back(says(4 * d + times, critic, 0, 1));
      e.relations.push_back(says(4 * d + times, critic, 2, -1));
    }
  }
  const Alignment a = align_actors(k, e, {}, 40, kOne);
  EXPECT_GT(a.values[2 * 2 + 1], 0.2);                        // rather with 1 than with 0,
  EXPECT_EQ(a.rows[2].verdict, AlignmentVerdict::unaligned);  // but as likely with neither
  EXPECT_LE(a.rows[2].probability, 0.55);
  EXPECT_GT(a.values[3 * 2], 0.5);
}

TEST(Align, PutsWhomAllOpposeOutside) {
  const Knowledge k = actors(3, {0, 1});
  Evidence e;
  for (std::uint32_t d = 0; d < 5; ++d) {
    e.relations.push_back(says(d, 0, 2, -1));
    e.relations.push_back(says(d, 1, 2, -1));
  }
  const Alignment a = align_actors(k, e, {}, 5, kOne);
  EXPECT_NEAR(a.values[2 * 2], 0, 1e-9);
  EXPECT_EQ(a.rows[2].verdict, AlignmentVerdict::unaligned);
  EXPECT_LT(a.rows[2].probability, 0.4);
}

Affiliation belongs(AffiliationKind kind, ActorId actor, ActorId target, FactionId faction) {
  Affiliation found;
  found.kind = kind;
  found.actor = actor;
  found.target = target;
  found.target_faction = faction;
  found.document = 0;
  return found;
}

TEST(Align, TakesOnePartyMarkForASide) {
  const Knowledge k = actors(4, {0, 1});
  const Alignment a =
      align_actors(k, {},
                   {belongs(AffiliationKind::mark, 2, -1, 1),     // "2 (F-Ohio)"
                    belongs(AffiliationKind::office, 3, 2, -1)},  // "a spokesman for 2"
                   1, kOne);
  EXPECT_EQ(a.rows[2].faction, 1);
  EXPECT_EQ(a.rows[2].verdict, AlignmentVerdict::aligned);
  EXPECT_LT(a.values[3 * 2], 0);  // an office says less than a party
  EXPECT_GT(a.values[3 * 2], a.values[2 * 2]);
  EXPECT_EQ(a.statements[0].kind, StatementKind::affiliation);
}

TEST(Align, SolvesTheSmallSystemByHand) {
  const Knowledge k = actors(3, {0, 1});
  Evidence e;
  e.relations = {says(0, 2, 0, 1)};  // 2 supports 0
  const Alignment a = align_actors(k, e, {}, 1, kOne, harmonic());
  const double w = std::log1p(1.0);
  // (w + tau) f = w * 1
  EXPECT_NEAR(a.values[2 * 2 + 0], w / (w + 1), 1e-12);
  EXPECT_NEAR(a.values[2 * 2 + 1], -w / (w + 1), 1e-12);
  EXPECT_EQ(a.rows[2].faction, 0);
  EXPECT_EQ(a.rows[2].statements, 1U);
}

TEST(Align, ReadsOppositionAsTheOtherSide) {
  const Knowledge k = actors(4, {0, 1});
  Evidence e;
  for (std::uint32_t d = 0; d < 9; ++d) {
    e.relations.push_back(says(d, 2, 0, -1));  // 2 opposes a member of 0
    e.relations.push_back(says(d, 3, 2, 1));   // 3 supports 2
  }
  const Alignment a = align_actors(k, e, {}, 9, kOne, harmonic());
  EXPECT_EQ(a.rows[2].faction, 1);
  EXPECT_EQ(a.rows[3].faction, 1);
  EXPECT_EQ(a.rows[2].verdict, AlignmentVerdict::aligned);
  EXPECT_EQ(a.rows[2].probability, 1);
  EXPECT_EQ(a.rows[0].verdict, AlignmentVerdict::declared);
  EXPECT_EQ(a.violated, 0);
}

TEST(Align, LeavesActorsWithoutStatementsUnaligned) {
  const Alignment a = align_actors(actors(3, {0, 1}), {}, {}, 5, kOne);
  EXPECT_EQ(a.rows[2].verdict, AlignmentVerdict::unaligned);
  EXPECT_EQ(a.rows[2].faction, -1);
  EXPECT_TRUE(std::isnan(a.rows[2].probability));
}

TEST(Align, CountsViolatedStatements) {
  const Knowledge k = actors(2, {0, 1});
  Evidence e;
  e.relations = {says(0, 0, 1, 1)};  // members of two factions, said to be friends
  EXPECT_NEAR(align_actors(k, e, {}, 1, kOne).violated, 1, 1e-12);
}

TEST(Align, TakesDeclaredTies) {
  Knowledge k = actors(3, {0, 1});
  k.ties.push_back({.source = 2, .target_faction = 1, .sign = 1, .statement = "2 backs f1."});
  const Alignment a = align_actors(k, {}, {}, 1, kOne);
  EXPECT_EQ(a.rows[2].faction, 1);
  ASSERT_EQ(a.statements.size(), 1U);
  EXPECT_EQ(a.statements[0].kind, StatementKind::tie);
  EXPECT_EQ(a.statements[0].document, -1);
}

TEST(Align, TakesWhatQuotedActorsSay) {
  const Knowledge k = actors(3, {0, 1});
  Evidence e;
  for (std::uint32_t d = 0; d < 4; ++d) {
    EvidenceRow row;
    row.document = d;
    row.actor = 0;
    row.holder = 2;
    row.voice = Voice::quoted;
    row.by_rules = -0.8F;
    e.rows.push_back(row);
  }
  e.language.assign(4, Language::english);
  const Alignment a = align_actors(k, e, {}, 4, kOne);
  EXPECT_GT(a.values[2 * 2 + 1], 0.3);
  EXPECT_EQ(a.rows[2].verdict, AlignmentVerdict::unaligned);  // blame alone joins nobody
  EXPECT_EQ(a.statements[0].kind, StatementKind::evaluation);
}

TEST(Align, WorksForThreeFactions) {
  const Knowledge k = actors(6, {0, 1, 2}, 3);
  Evidence e;
  for (std::uint32_t d = 0; d < 9; ++d) {
    e.relations.push_back(says(d, 3, 0, 1));
    e.relations.push_back(says(d, 4, 1, 1));
    e.relations.push_back(says(d, 5, 2, 1));
  }
  AlignmentOptions options;
  options.confident = 0.6;
  const Alignment a = align_actors(k, e, {}, 9, kOne, options);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(a.rows[3 + i].faction, static_cast<FactionId>(i));
}

TEST(Align, IsUnsureWhenArticlesDisagree) {
  const Knowledge k = actors(3, {0, 1});
  Evidence e;
  for (std::uint32_t d = 0; d < 9; ++d) e.relations.push_back(says(d, 2, 0, d < 5 ? 1 : -1));
  const Alignment a = align_actors(k, e, {}, 9, kOne);
  EXPECT_LT(a.rows[2].probability, 0.9);
  EXPECT_GT(a.rows[2].probability, 0.3);
}

TEST(Align, PutsPlantedSidesRight) {
  // 30 actors on two sides, two seeds, noisy statements: 15 % have the wrong sign.
  Knowledge k = actors(30, {0, 1});
  Evidence e;
  Draws draws(3, Purpose::test, 0, 0);
  for (std::uint32_t d = 0; d < 300; ++d) {
    const auto a = static_cast<ActorId>(draws.below(30));
    const auto b = static_cast<ActorId>(draws.below(30));
    if (a == b) continue;
    const bool same = a % 2 == b % 2;
    const bool wrong = draws.uniform() < 0.15;
    e.relations.push_back(says(d, a, b, same != wrong ? 1.0F : -1.0F));
  }
  AlignmentOptions options;
  options.replicates = 40;
  options.confident = 0;
  const Alignment result = align_actors(k, e, {}, 300, kOne, options);
  int right = 0;
  for (std::size_t a = 2; a < 30; ++a) right += result.rows[a].faction == static_cast<int>(a % 2);
  EXPECT_GE(right, 25);
}

TEST(Align, DoesNotDependOnThreads) {
  Knowledge k = actors(12, {0, 1});
  Evidence e;
  Draws draws(3, Purpose::test, 5, 0);
  for (std::uint32_t d = 0; d < 60; ++d) {
    e.relations.push_back(says(d, static_cast<ActorId>(draws.below(12)),
                               static_cast<ActorId>(draws.below(12)), d % 3 == 0 ? -1.0F : 1.0F));
  }
  const Alignment one = align_actors(k, e, {}, 60, kOne);
  for (const int threads : {2, 7}) {
    const Alignment many =
        align_actors(k, e, {}, 60, polyvocal::Run{.threads = threads, .progress = nullptr});
    EXPECT_EQ(one.values, many.values);
    for (std::size_t a = 0; a < one.rows.size(); ++a) {
      const double p = one.rows[a].probability;
      const double q = many.rows[a].probability;
      EXPECT_TRUE(p == q || (std::isnan(p) && std::isnan(q)));
    }
  }
}

TEST(Align, RefusesToWorkWithoutRegularisation) {
  AlignmentOptions options;
  options.tau = 0;
  EXPECT_THROW(align_actors(actors(2, {0, 1}), {}, {}, 1, kOne, options), InputError);
}

}  // namespace
}  // namespace polyvocal
