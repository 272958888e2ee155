#include "stats/student.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace polyvocal {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Points from the printed tables (NIST/SEMATECH e-Handbook, 1.3.6.7.2).
TEST(Student, AgreesWithTheTables) {
  EXPECT_NEAR(student_t(4), 2.776, 0.002);
  EXPECT_NEAR(student_t(5), 2.571, 0.001);
  EXPECT_NEAR(student_t(10), 2.228, 0.001);
  EXPECT_NEAR(student_t(30), 2.042, 0.001);
  EXPECT_NEAR(student_t(kInfinity), 1.960, 0.0005);
}

TEST(Student, HasTheLevelOfItsPoint) {
  for (const double freedom : {5.0, 10.0, 30.0, 1000.0, kInfinity}) {
    EXPECT_NEAR(student_p(student_t(freedom), freedom), 0.05, 0.0005) << freedom;
    EXPECT_NEAR(student_p(-student_t(freedom), freedom), 0.05, 0.0005) << freedom;
  }
  EXPECT_DOUBLE_EQ(student_p(0, 7), 1);
}

TEST(Student, AddsDegreesOfFreedomByWelch) {
  EXPECT_DOUBLE_EQ(freedom_of_sum({{2, 6}}), 6);
  EXPECT_DOUBLE_EQ(freedom_of_sum({{1, 4}, {1, 4}}), 8);
  EXPECT_DOUBLE_EQ(freedom_of_sum({{1, 4}, {1, kInfinity}}), 16);
  EXPECT_EQ(freedom_of_sum({{0, 4}, {3, kInfinity}}), kInfinity);
}

}  // namespace
}  // namespace polyvocal
