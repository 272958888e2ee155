#include "polyvocal/core/bytes.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>
#include <vector>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

std::string sample() {
  StringColumn names;
  names.push_back("Haftar");
  names.push_back("");
  names.push_back("السراج");
  return ByteWriter("PVSAMPLE", 3)
      .number(std::int32_t{-5})
      .number(0.25)
      .column(std::vector<std::uint16_t>{1, 65535})
      .column(std::vector<double>{})
      .strings(names)
      .finish();
}

void read(const std::string& block) {
  ByteReader in(block, "PVSAMPLE", 3, "sample");
  EXPECT_EQ(in.number<std::int32_t>(), -5);
  EXPECT_EQ(in.number<double>(), 0.25);
  EXPECT_EQ(in.column<std::uint16_t>(), (std::vector<std::uint16_t>{1, 65535}));
  EXPECT_TRUE(in.column<double>().empty());
  const StringColumn names = in.strings();
  ASSERT_EQ(names.size(), 3U);
  EXPECT_EQ(names[0], "Haftar");
  EXPECT_EQ(names[1], "");
  EXPECT_EQ(names[2], "السراج");
  in.finish();
}

TEST(BytesTest, ReadsWhatWasWritten) { read(sample()); }

TEST(BytesTest, AnyFlippedBitIsNoticed) {
  const std::string good = sample();
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[i] = static_cast<char>(bad[i] ^ (1 << bit));
      EXPECT_THROW(ByteReader(bad, "PVSAMPLE", 3, "sample"), InputError) << i;
    }
  }
}

TEST(BytesTest, AnyCutIsNoticed) {
  const std::string good = sample();
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_THROW(ByteReader(std::string_view(good).substr(0, size), "PVSAMPLE", 3, "sample"),
                 InputError);
  }
}

TEST(BytesTest, OtherKindsAndVersionsAreRefused) {
  const std::string block = sample();
  EXPECT_THROW(ByteReader(block, "PVCORPUS", 3, "sample"), InputError);
  EXPECT_THROW(ByteReader(block, "PVSAMPLE", 4, "sample"), InputError);
}

TEST(BytesTest, ASizeThatOverflowsIsRefusedNotAllocated) {
  const std::string block =
      ByteWriter("PVSAMPLE", 3).number(std::numeric_limits<std::uint64_t>::max()).finish();
  ByteReader in(block, "PVSAMPLE", 3, "sample");
  EXPECT_THROW(in.column<double>(), InputError);
}

TEST(BytesTest, LeftOverBytesAreNoticed) {
  const std::string block = ByteWriter("PVSAMPLE", 3).number(1).finish();
  EXPECT_THROW(ByteReader(block, "PVSAMPLE", 3, "sample").finish(), InputError);
}

TEST(HashBytesTest, TellsLengthsPositionsAndSingleBytesApart) {
  std::set<std::uint64_t> seen;
  for (std::size_t size = 0; size < 100; ++size) {
    seen.insert(hash_bytes(std::string(size, '\0')));
    for (std::size_t i = 0; i < size; ++i) {
      std::string text(size, '\0');
      text[i] = 'a';
      seen.insert(hash_bytes(text));
    }
  }
  EXPECT_EQ(seen.size(), 100U + 99U * 100U / 2U);
}

// The value goes into files: it must not change with compiler, machine or version.
TEST(HashBytesTest, IsFixed) {
  EXPECT_EQ(hash_bytes(""), 7203103740966017591U);
  EXPECT_EQ(hash_bytes("a"), 1517451915110926371U);
  EXPECT_EQ(hash_bytes("Ann Lee met Bo Diaz on Wednesday, they said."), 7870911986827939860U);
}

}  // namespace
}  // namespace polyvocal
