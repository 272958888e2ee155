#include "scaling/cumulant.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace polyvocal::scaling {
namespace {

struct Case {
  std::vector<double> offsets;
  std::vector<double> scores;
};

Case make_case(std::size_t n, double reach) {
  Case made;
  for (std::size_t i = 0; i < n; ++i) {
    made.offsets.push_back(std::sin(3.0 * static_cast<double>(i)));
    made.scores.push_back(reach * std::cos(7.0 * static_cast<double>(i)));
  }
  return made;
}

TEST(CumulantTable, AgreesWithTheSumBetweenNodes) {
  const Case c = make_case(500, 4);
  const CumulantTable table(c.offsets, c.scores, -3, 3, 10'000, {});
  Eigen::ArrayXd scratch(500);
  for (double s = -3; s <= 3; s += 0.01037) {
    const Cumulant near = table.at(s, scratch);
    const Cumulant exact = exact_cumulant(c.offsets, c.scores, s, scratch);
    EXPECT_NEAR(near.value, exact.value, 1e-9);
    EXPECT_NEAR(near.slope, exact.slope, 1e-7);
    EXPECT_NEAR(near.curvature, exact.curvature, 1e-5);
  }
}

TEST(CumulantTable, IsExactOutside) {
  const Case c = make_case(50, 1);
  const CumulantTable table(c.offsets, c.scores, 0, 1, 10'000, {});
  Eigen::ArrayXd scratch(50);
  for (const double s : {-5.0, 1.5, 40.0}) {
    EXPECT_EQ(table.at(s, scratch).value, exact_cumulant(c.offsets, c.scores, s, scratch).value);
  }
}

TEST(ExactCumulant, GivesMeanAndVariance) {
  Eigen::ArrayXd scratch(2);
  const Cumulant at = exact_cumulant({0, 0}, {-1, 1}, 0, scratch);
  EXPECT_DOUBLE_EQ(at.value, std::log(2));
  EXPECT_DOUBLE_EQ(at.slope, 0);
  EXPECT_DOUBLE_EQ(at.curvature, 1);
}

TEST(ExactCumulant, DoesNotOverflow) {
  Eigen::ArrayXd scratch(2);
  EXPECT_DOUBLE_EQ(exact_cumulant({0, 0}, {0, 1}, 5000, scratch).value, 5000);
}

}  // namespace
}  // namespace polyvocal::scaling
