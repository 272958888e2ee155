#include "text/byte_scan.h"

#include <gtest/gtest.h>

#include <random>
#include <span>
#include <string>

#include "text/word_reader.h"

namespace polyvocal::segmenting {
namespace {

std::string random_bytes(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::string text(size, ' ');
  for (char& c : text) c = static_cast<char>(random() & 0xFFU);
  return text;
}

TEST(ByteScan, EveryKernelGivesTheSameBits) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const std::string text = random_bytes(64 * 9, seed);
    std::vector<ScanBlock> expected(9);
    scan_kernels().front().run(text.data(), expected);
    for (const auto& kernel : scan_kernels()) {
      std::vector<ScanBlock> found(9);
      kernel.run(text.data(), found);
      for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].word, expected[i].word) << kernel.name;
        EXPECT_EQ(found[i].event, expected[i].event) << kernel.name;
        EXPECT_EQ(found[i].mark, expected[i].mark) << kernel.name;
        EXPECT_EQ(found[i].joint, expected[i].joint) << kernel.name;
      }
    }
  }
}

TEST(ByteScan, ClassesOfBytes) {
  const std::string text = "Ab9_ .!?\"'`-,;:\n\xE2\x80\x99z";
  std::vector<ScanBlock> blocks;
  scan_bytes(text, blocks);
  ASSERT_EQ(blocks.size(), 1U);
  std::string word;
  std::string event;
  std::string mark;
  std::string joint;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((blocks[0].word >> i & 1U) != 0) word += text[i];
    if ((blocks[0].event >> i & 1U) != 0) event += text[i];
    if ((blocks[0].mark >> i & 1U) != 0) mark += text[i];
    if ((blocks[0].joint >> i & 1U) != 0) joint += text[i];
  }
  EXPECT_EQ(word, "Ab9z");
  EXPECT_EQ(event, "_\n\xE2\x80\x99");
  EXPECT_EQ(joint, ".',;");
  EXPECT_EQ(mark, "_.!?\"'`\n\xE2\x80\x99");
}

TEST(ByteScan, NothingBehindTheEnd) {
  std::vector<ScanBlock> blocks;
  for (std::size_t size = 0; size < 200; ++size) {
    const std::string text(size, 'x');
    scan_bytes(text, blocks);
    ASSERT_EQ(blocks.size(), (size + 63) / 64);
    for (std::size_t i = 0; i < blocks.size() * 64; ++i) {
      EXPECT_EQ(blocks[i / 64].word >> i % 64 & 1U, i < size ? 1U : 0U);
      EXPECT_EQ(blocks[i / 64].event >> i % 64 & 1U, 0U);
    }
    if (size > 0) {
      EXPECT_EQ(end_of_word(std::span<const ScanBlock>(blocks), 0), size);
    }
  }
}

}  // namespace
}  // namespace polyvocal::segmenting
