#include "polyvocal/corpus/encoding.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "../../reference/utf8_reference.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

using namespace std::string_literals;

TEST(FirstInvalidUtf8Test, KnowsTheBordersOfTheStandard) {
  for (const char* good :
       {"", "a", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(first_invalid_utf8(good), std::string_view(good).size()) << good;
  }
  for (const char* bad : {"\x80", "\xBF", "\xC0\xAF", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF",
                          "\xE2\x82", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF",
                          "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xFE"}) {
    EXPECT_EQ(first_invalid_utf8(bad), 0U) << bad;
    EXPECT_EQ(first_invalid_utf8("0123456789"s + bad + "x"), 10U) << bad;
  }
}

TEST(FirstInvalidUtf8Test, AgreesWithTheSlowReference) {
  std::mt19937 random(3);
  const std::string pieces[] = {"a",        "plain ascii of some length ",
                                "é",        "“",
                                "😀",        "\xED\xA0\x80",
                                "\xC3",     "\x80",
                                "\xF0\x9F", "\xFF",
                                "ي",        "\xE2\x80"};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (int n = static_cast<int>(random() % 12); n > 0; --n) {
      // Mostly good pieces, or every text would end in its first bytes.
      text += pieces[random() % 20 < 17 ? random() % 5 : random() % std::size(pieces)];
    }
    if (!text.empty() && random() % 4 == 0)
      text[random() % text.size()] = static_cast<char>(random());
    ASSERT_EQ(first_invalid_utf8(text), reference::first_invalid_utf8(text));
  }
}

TEST(DecodeTest, TakesUtf8AsItIs) {
  const std::string text = "Haftar’s forces\r\n\tقال 😀";
  const Decoded decoded = decode(text);
  EXPECT_EQ(decoded.text, text);
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_EQ(decoded.confidence, 100);
  EXPECT_FALSE(decoded.replaced);
  EXPECT_EQ(decode("\xEF\xBB\xBF" + text).text, text);
  EXPECT_EQ(decode("").text, "");
}

TEST(DecodeTest, ReadsUtf16AndUtf32ByTheirMarks) {
  EXPECT_EQ(decode("\xFF\xFEh\0\xE9\0"s).text, "hé");
  EXPECT_EQ(decode("\xFE\xFF\0h\0\xE9"s).text, "hé");
  EXPECT_EQ(decode("\xFF\xFE\0\0h\0\0\0"s).text, "h");
  EXPECT_EQ(decode("\0\0\xFE\xFF\0\0\0h"s).text, "h");
  EXPECT_EQ(decode("\xFF\xFEh\0\xE9\0"s).encoding, "UTF-16LE");
}

TEST(DecodeTest, ReadsUtf16WithoutAMarkByItsZeros) {
  EXPECT_EQ(decode("H\0e\0l\0l\0o\0"s).text, "Hello");
  EXPECT_EQ(decode("\0H\0e\0l\0l\0o"s).text, "Hello");
}

TEST(DecodeTest, DetectsWesternArabicAndCyrillicPages) {
  const std::string french =
      "Le g\xE9n\xE9ral a d\xE9"
      "clar\xE9 que ses forces \xE9taient pr\xEAtes \xE0 avancer.";
  EXPECT_EQ(decode(french).text, "Le général a déclaré que ses forces étaient prêtes à avancer.");
  EXPECT_LT(decode(french).confidence, 100);
  const std::string curly =
      "He said \x93we will go on\x94 \x96 and left the meeting of the council.";
  EXPECT_EQ(decode(curly).encoding, "windows-1252");
  EXPECT_EQ(decode(curly).text, "He said “we will go on” – and left the meeting of the council.");
  const std::string arabic = decode("قال المشير في مؤتمر صحفي إن القوات", "UTF-8").text;
  const std::string cp1256 =
      "\xDE\xC7\xE1 \xC7\xE1\xE3\xD4\xED\xD1 \xDD\xED \xE3\xC4\xCA\xE3\xD1 \xD5\xCD\xDD\xED "
      "\xC5\xE4 \xC7\xE1\xDE\xE6\xC7\xCA";
  EXPECT_EQ(decode(cp1256).text, arabic);
  EXPECT_EQ(decode(cp1256).encoding, "windows-1256");
}

TEST(DecodeTest, FindsTheTellingBytesOfALongText) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "plain English words ";
  text += "the general\x92s caf\xE9 \x93quoted\x94";
  const Decoded decoded = decode(text);
  EXPECT_TRUE(decoded.text.ends_with("the general’s café “quoted”")) << decoded.encoding;
}

TEST(DecodeTest, FewBrokenBytesDoNotTurnUtf8IntoMojibake) {
  const Decoded decoded = decode("“Haftar’s” forces – said \xE2\x80 he “went”");
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_TRUE(decoded.replaced);
  EXPECT_EQ(decoded.text, "“Haftar’s” forces – said \uFFFD he “went”");
}

TEST(DecodeTest, AnEncodingThatIsNamedIsUsed) {
  EXPECT_EQ(decode("\xE9", "windows-1251").text, "й");
  EXPECT_EQ(decode("\xE9", "latin1").text, "é");
  EXPECT_EQ(decode("\xE9", "latin1").encoding, "ISO-8859-1");
  EXPECT_TRUE(decode("\xE9", "utf-8").replaced);
  EXPECT_EQ(decode("\xEF\xBB\xBFx", "utf-8").text, "x");
  EXPECT_THROW(decode("x", "utf-9"), EncodingError);
}

TEST(DecodeTest, RefusesWhatIsNotText) {
  for (const std::string& bytes :
       {"%PDF-1.7\n%\xE2\xE3"s, "PK\x03\x04\x14\0"s, "\x89PNG\r\n\x1A\n"s, "{\\rtf1 hello}"s,
        "\x7F"
        "ELF\x02\x01"s,
        "\x01\x02\x03\x04\x05\x06 binary"s, "text\0\0\0\0\0\0\0\0\0\0"s}) {
    EXPECT_THROW(decode(bytes), EncodingError) << bytes;
  }
}

TEST(DecodeTest, ResultIsAlwaysValidUtf8) {
  std::mt19937 random(11);
  for (int i = 0; i < 3000; ++i) {
    std::string bytes(random() % 300, ' ');
    for (char& c : bytes) {
      c = random() % 3 != 0 ? static_cast<char>('a' + random() % 26) : static_cast<char>(random());
    }
    try {
      const Decoded decoded = decode(bytes);
      ASSERT_EQ(first_invalid_utf8(decoded.text), decoded.text.size()) << decoded.encoding;
      ASSERT_GE(decoded.confidence, 0);
      ASSERT_LE(decoded.confidence, 100);
    } catch (const EncodingError&) {
    }
  }
}

}  // namespace
}  // namespace polyvocal
