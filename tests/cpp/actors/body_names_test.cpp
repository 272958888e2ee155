// Other wordings of the names of bodies. Invented names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "actors/find.h"

namespace polyvocal {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_actors::find;
using testing_actors::know;

constexpr auto kName = NameKind::name;

Knowledge offices() {
  return know({
      {"malta", ActorType::state, {{kName, "Malta"}, {NameKind::demonym, "Maltese"}}},
      {"fleet", ActorType::government, {{kName, "Ministry of Fleet and Defence of Malta"}}},
      {"court", ActorType::organisation, {{kName, "Maltese Maritime Court"}}},
      {"justice", ActorType::government, {{kName, "United States Department of Justice"}}},
      {"bench", ActorType::organisation, {{kName, "High Bench of the United States"}}},
      {"budget", ActorType::parliament, {{kName, "Valletta Committee on the Budget"}}},
      {"spice", ActorType::organisation, {{kName, "Office of Salt & Pepper"}}},
  });
}

TEST(BodyNames, FieldBeforeTheHeadNoun) {
  EXPECT_THAT(find(offices(), "The Valletta Budget Committee met.").pairs(),
              ElementsAre("Valletta Budget Committee>budget"));
  EXPECT_THAT(find(offices(), "The U.S. Justice Department sued.").pairs(),
              ElementsAre("U.S. Justice Department>justice"));
  EXPECT_THAT(find(offices(), "The Justice Department sued.").pairs(), IsEmpty());
  EXPECT_THAT(
      find(offices(), "The U.S. Department of Justice sued. The Justice Department won.").pairs(),
      ElementsAre("U.S. Department of Justice>justice", "Justice Department>justice"));
}

TEST(BodyNames, CountryBeforeAndBehind) {
  EXPECT_THAT(find(offices(), "The Maltese Fleet and Defence Ministry spoke.").pairs(),
              ElementsAre("Maltese Fleet and Defence Ministry>fleet", "Maltese>malta"));
  EXPECT_THAT(find(offices(), "Malta's Ministry of Fleet and Defense spoke.").pairs(),
              ElementsAre("Malta's Ministry of Fleet and Defense>fleet", "Malta>malta"));
  EXPECT_THAT(find(offices(), "The Maritime Court of Malta sat.").pairs(),
              ElementsAre("Maritime Court of Malta>court", "Malta>malta"));
  EXPECT_THAT(find(offices(), "The United States High Bench and the U.S. High Bench sat.").pairs(),
              ElementsAre("United States High Bench>bench", "U.S. High Bench>bench"));
}

TEST(BodyNames, MarksBetweenWordsKeepTheirPlace) {
  EXPECT_THAT(find(offices(), "The Salt Pepper Office sat.").pairs(), IsEmpty());
}

}  // namespace
}  // namespace polyvocal
