#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "text/helpers.h"

namespace polyvocal::testing {
namespace {

using ::testing::ElementsAre;

const std::string kBody =
    "The two sides met in the capital on Monday for a second round of talks.\n\n"
    "Nobody expected them to agree on anything before the end of the week.";

std::vector<std::string> regions_of(const std::string& before, const std::string& after = "") {
  std::vector<std::string> all = segment_text(before + kBody + after).regions();
  return all;
}

TEST(Regions, FirstShortLineWithoutStopIsTheHeadline) {
  EXPECT_THAT(regions_of("Rivals restart military talks\n\n"),
              ElementsAre("headline", "body", "body"));
  EXPECT_THAT(regions_of("Will rivals restart talks?\n\n"),
              ElementsAre("headline", "body", "body"));
}

TEST(Regions, AnArticleMayHaveNoHeadline) {
  EXPECT_THAT(regions_of("Turning to Cairo, where a delegation is meeting. They talk.\n\n"),
              ElementsAre("body", "body", "body"));
  EXPECT_THAT(segment_text("Hello").regions(), ElementsAre("body"));
}

TEST(Regions, NavigationBeforeTheHeadline) {
  EXPECT_THAT(regions_of("World news\n\nRivals restart military talks in the capital\n\n"),
              ElementsAre("boilerplate", "headline", "body", "body"));
}

TEST(Regions, TheTitleOfTheMetadataDecides) {
  CorpusBuilder builder;
  const std::string text = "Jane Doe\n\nThe long war\n\n" + kBody;
  Article article;
  article.id = "a";
  article.title = "The Long War - Some Daily";
  article.text = text;
  builder.add(article);
  const Corpus corpus = std::move(builder).finish();
  const Segments s = segment(corpus, polyvocal::Run{});
  EXPECT_EQ(s.paragraphs[1].region, Region::headline);
  EXPECT_NE(s.paragraphs[0].region, Region::headline);
}

TEST(Regions, BylinesAndDates) {
  EXPECT_THAT(regions_of("Rivals restart talks\n\nBy Jane Smith and Omar Ali\n\n"),
              ElementsAre("headline", "byline", "body", "body"));
  EXPECT_THAT(regions_of("Rivals restart talks\n\nAP , Tuesday 29 Sep 2020\n\n"),
              ElementsAre("headline", "byline", "body", "body"));
  EXPECT_THAT(regions_of("", "\n\nThe Associated Press contributed to this report."),
              ElementsAre("body", "body", "byline"));
}

TEST(Regions, ASentenceThatBeginsWithByIsNoByline) {
  EXPECT_THAT(regions_of("By noon the city had fallen.\n\n"), ElementsAre("body", "body", "body"));
}

TEST(Regions, Captions) {
  EXPECT_THAT(
      regions_of("Rivals restart talks\n\nFile photo from NNN: The commander (Right) and the "
                 "minister (Left).\n\n"),
      ElementsAre("headline", "caption", "body", "body"));
  EXPECT_THAT(regions_of("Men march in the square, May 6, 2017. (Omar Ali/Reuters)\n\n"),
              ElementsAre("caption", "body", "body"));
}

TEST(Regions, NotesAndFurniture) {
  EXPECT_THAT(regions_of("", "\n\n*This story was edited by the desk\n\nShort link:"),
              ElementsAre("body", "body", "note", "boilerplate"));
  EXPECT_THAT(regions_of("", "\n\nPost a Comment\n\nSome tag"),
              ElementsAre("body", "body", "boilerplate", "boilerplate"));
  EXPECT_THAT(regions_of("Advertisement\n\n"), ElementsAre("boilerplate", "body", "body"));
}

TEST(Regions, RunningTextThatMentionsACueIsBody) {
  EXPECT_THAT(regions_of("Share prices fell on Monday as investors left the market.\n\n"),
              ElementsAre("body", "body", "body"));
  EXPECT_THAT(regions_of("Related groups have since claimed that they took part in it.\n\n"),
              ElementsAre("body", "body", "body"));
}

TEST(Regions, ASummaryThatTheBodyRepeats) {
  const std::string lead =
      "The mission in the country said both sides have shown 'a positive attitude aimed at calm'";
  const std::string again =
      "The mission said both sides have shown ``a positive attitude aimed at calm.''";
  EXPECT_THAT(
      segment_text("Rivals restart talks\n\n" + lead + ".\n\n" + kBody + "\n\n" + again).regions(),
      ElementsAre("headline", "summary", "body", "body", "body"));
}

TEST(Regions, AStandfirstWithoutStop) {
  EXPECT_THAT(regions_of("Rivals restart talks\n\nThe two sides are to meet again in the capital "
                         "after a long pause\n\n"),
              ElementsAre("headline", "summary", "body", "body"));
}

TEST(Regions, Subheads) {
  EXPECT_THAT(regions_of("",
                         "\n\nLibyan tensions\n\nThe war went on in the west of the country.\n\n"
                         "'Reckless Adventure'\n\nIt ended in the summer of that year."),
              ElementsAre("body", "body", "subhead", "body", "subhead", "body"));
}

TEST(Regions, DatelinesAreSentencesOfTheirOwn) {
  for (const std::string dateline :
       {"MOSCOW, April 6. /TASS/.", "CAIRO (AP) —", "NEW YORK (Reuters) -", "(CNN) --",
        "HERSHEY, Pa. —", "Washington (CNN) –", "RIYADH:", "МОСКВА, 6 апреля. /ТАСС/.",
        "القاهرة (رويترز) -"}) {
    const Segmented s = segment_text(dateline + " " + kBody);
    EXPECT_EQ(s.sentences().at(0), dateline);
    EXPECT_EQ(s.sentence_regions().at(0), "dateline") << dateline;
    EXPECT_EQ(s.sentence_regions().at(1), "body") << dateline;
  }
}

TEST(Regions, CapitalsAndADashAreNoDatelineBeforeSmallLetters) {
  const Segmented s =
      segment_text("NATO — the alliance of the West — met on Monday in Brussels.\n\n" + kBody);
  EXPECT_EQ(s.sentence_regions().at(0), "body");
}

TEST(Regions, SlatesAreSentencesOfTheirOwn) {
  const Segmented s = segment_text(
      kBody + "\n\nOMAR AL AWAR MEMBER OF PARLIAMENT \"We believe in this. We do.\"\n\n" +
      "JANE DOE: And what did you see there?\n\nJOE ROE: Nothing at all.");
  EXPECT_THAT(s.sentence_regions(), ElementsAre("body", "body", "slate", "body", "body", "slate",
                                                "body", "slate", "body"));
  EXPECT_EQ(s.sentences().at(2), "OMAR AL AWAR MEMBER OF PARLIAMENT");
  EXPECT_EQ(s.sentences().at(5), "JANE DOE:");
}

TEST(Regions, AHeadingInCapitalsWithAQuotationIsNoSlate) {
  const Segmented s =
      segment_text("MINISTER SLAMS THE 'RECKLESS ADVENTURE' OF RIVALS IN THE WEST\n\n" + kBody);
  EXPECT_EQ(s.sentence_regions().at(0), "headline");
}

TEST(Regions, NamesAreStable) {
  EXPECT_EQ(region_name(Region::headline), "headline");
  EXPECT_EQ(region_name(Region::note), "note");
}

}  // namespace
}  // namespace polyvocal::testing
