#include "polyvocal/stance/polarity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "polyvocal/core/error.h"
#include "stance/trained/polarity_terms.h"
#include "support/read_text.h"

namespace polyvocal {
namespace {

using scoring::Place;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::read_text;
using testing::Reading;
using testing::Who;

const std::vector<Who> kActors = {{"Ann Lee", 0}, {"Bo Diaz", 1}};

struct Entry {
  std::string word;
  int column;
  int negative;
  int positive;
};

// Weights of one column a word, in hundredths.
PolarityModel model_of(std::initializer_list<Entry> entries) {
  PolarityModel model;
  for (const Entry& entry : entries) {
    model.words.push_back(entry.word);
    const std::size_t row = model.weights.size();
    model.weights.resize(row + 2 * std::size_t{kPolarityColumns}, 0);
    model.weights[row + 2 * static_cast<std::size_t>(entry.column)] =
        static_cast<std::int8_t>(entry.negative);
    model.weights[row + 2 * static_cast<std::size_t>(entry.column) + 1] =
        static_cast<std::int8_t>(entry.positive);
  }
  model.scales.negative.fill(0.01F);
  model.scales.positive.fill(0.01F);
  return model;
}

Evidence evidence_of(const Reading& r, const PolarityModel& model) {
  EvidenceOptions options;
  options.polarity = &model;
  return find_evidence(r.corpus, r.segments, r.mentions, r.knowledge, r.voices, {}, options);
}

double score(std::string_view text, std::string_view name, const PolarityModel& model) {
  Reading r = read_text(text, kActors);
  r.evidence = evidence_of(r, model);
  return r.score(name);
}

TEST(Polarity, ProbabilitiesAreASoftmaxAgainstNeutral) {
  const auto even = Polarity{}.probabilities();
  for (const double p : even) EXPECT_DOUBLE_EQ(p, 1.0 / 3);
  const auto far = Polarity{-800, 800}.probabilities();
  EXPECT_EQ(far[0], 0);
  EXPECT_DOUBLE_EQ(far[2], 1);
}

struct Standing {
  const char* text;
  const char* name;
  Place place;
};
// Names the test, in place of the bytes of its pointers.
void PrintTo(const Standing& c, std::ostream* out) { *out << c.text; }

class Places : public ::testing::TestWithParam<Standing> {};

// The word "splendid" or "praised" counts in its own column and in no other.
TEST_P(Places, DecideTheColumn) {
  const Standing& c = GetParam();
  for (int column = 0; column < kPolarityPlaces; ++column) {
    const PolarityModel model =
        model_of({{"praised", column, 0, 100}, {"splendid", column, 0, 100}});
    const double found = score(c.text, c.name, model);
    if (column == static_cast<int>(c.place)) {
      EXPECT_GT(found, 0.1) << c.text;
    } else {
      EXPECT_LT(found, 0.1) << c.text << " in column " << column;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    English, Places,
    ::testing::Values(
        Standing{"The splendid Ann Lee came on Monday.", "Ann Lee", Place::phrase},
        Standing{"Ann Lee, a splendid commander, came on Monday.", "Ann Lee", Place::apposition},
        Standing{"Ann Lee praised the town.", "Ann Lee", Place::deed},
        Standing{"The town was praised by Ann Lee.", "Ann Lee", Place::deed},
        Standing{"The town praised Ann Lee.", "Ann Lee", Place::suffering},
        Standing{"Ann Lee was praised on Monday.", "Ann Lee", Place::suffering},
        Standing{"Ann Lee is splendid.", "Ann Lee", Place::predicate},
        Standing{"Ann Lee gave the town a splendid future.", "Ann Lee", Place::argument},
        Standing{"The splendid town welcomed Ann Lee.", "Ann Lee", Place::clause_before}));

TEST(PolarityTerms, WeighNearWordsNegatedOnesAndOtherVoices) {
  const PolarityModel near = model_of({{"splendid", kPolarityNear, 0, 100}});
  EXPECT_GT(score("The splendid Ann Lee came.", "Ann Lee", near),
            score("The splendid day on which the people of the town met Ann Lee was a Monday.",
                  "Ann Lee", near));
  const PolarityModel before = model_of({{"splendid", kPolarityJustBefore, 0, 100}});
  EXPECT_GT(score("The splendid Ann Lee came.", "Ann Lee", before), 0.1);
  EXPECT_EQ(score("Ann Lee is splendid.", "Ann Lee", before), 0);
  const PolarityModel after = model_of({{"splendid", kPolarityJustAfter, 0, 100}});
  EXPECT_GT(score("Ann Lee is splendid.", "Ann Lee", after), 0.1);
  EXPECT_EQ(score("Ann Lee came to a splendid town.", "Ann Lee", after), 0);
  const PolarityModel negated = model_of({{"honest", kPolarityNegated, 100, 0}});
  EXPECT_NEAR(score("Ann Lee is honest.", "Ann Lee", negated),
              score("Ann Lee is here.", "Ann Lee", negated), 0.05);
  EXPECT_LT(score("Ann Lee is not honest.", "Ann Lee", negated), -0.1);
  const PolarityModel voice = model_of({{"honest", kPolarityOtherVoice, 100, 0}});
  EXPECT_LT(score("\"It was an honest day,\" Ann Lee said.", "Ann Lee", voice), -0.1);
}

// The column of a place holds the mean of its words, the others a sum that grows with their root.
TEST(PolarityTerms, CountLessAmongMany) {
  const PolarityModel place =
      model_of({{"splendid", static_cast<int>(Place::predicate), 0, 50}, {"tall", 0, 0, 0}});
  EXPECT_GT(score("Ann Lee is splendid.", "Ann Lee", place),
            score("Ann Lee is tall, old, slow and splendid.", "Ann Lee", place));
  const PolarityModel anywhere = model_of({{"splendid", kPolarityAnywhere, 0, 50}});
  EXPECT_GT(score("The splendid Ann Lee came.", "Ann Lee", anywhere), 0.1);
  EXPECT_NEAR(score("The splendid Ann Lee came.", "Ann Lee", anywhere),
              score("Ann Lee is very splendid.", "Ann Lee", anywhere), 1e-6);
  EXPECT_DOUBLE_EQ(PolarityModel::place_norm(1), 4 * PolarityModel::place_norm(4));
  EXPECT_DOUBLE_EQ(PolarityModel::sentence_norm(4), 4 * PolarityModel::sentence_norm(64));
}

TEST(PolarityTerms, LeaveOutNamesAndCapitals) {
  const PolarityModel model = model_of({{"ann", 0, 100, 0},
                                        {"bo", static_cast<int>(Place::suffering), 100, 0},
                                        {"splendid", static_cast<int>(Place::argument), 100, 0}});
  Reading r = read_text("Ann Lee met Bo Diaz at the Splendid hotel.", kActors);
  r.evidence = evidence_of(r, model);
  EXPECT_THAT(r.evidence.words, IsEmpty());
}

TEST(PolarityTerms, LeaveOutWhoSidesWithWhom) {
  const PolarityModel sides = model_of({{"supported", kPolarityAnywhere, 0, 100},
                                        {"opposes", kPolarityAnywhere, 100, 0},
                                        {"ally", kPolarityAnywhere, 0, 100},
                                        {"backed", kPolarityAnywhere, 0, 100}});
  EXPECT_EQ(score("Ann Lee is supported by Bo Diaz.", "Ann Lee", sides), 0);
  EXPECT_EQ(score("Ann Lee is supported by Bo Diaz.", "Bo Diaz", sides), 0);
  EXPECT_EQ(score("Ann Lee opposes Bo Diaz.", "Bo Diaz", sides), 0);
  EXPECT_EQ(score("Ann Lee, an ally of Bo Diaz, came.", "Ann Lee", sides), 0);
  EXPECT_EQ(score("The Bo Diaz-backed Ann Lee came.", "Ann Lee", sides), 0);
  // Without a name on the other side the word says what somebody is for.
  EXPECT_GT(score("Ann Lee supported the hungry town.", "Ann Lee", sides), 0.1);
}

TEST(PolarityTerms, NegateWhatFailed) {
  const PolarityModel negated = model_of({{"peace", kPolarityNegated, 100, 0}});
  EXPECT_LT(score("Ann Lee failed to restore peace.", "Ann Lee", negated), -0.1);
  EXPECT_EQ(score("Ann Lee wanted to restore peace.", "Ann Lee", negated), 0);
}

TEST(PolarityScore, IsExplainedByItsCues) {
  PolarityModel model = model_of({{"brutal", 0, 90, -70},
                                  {"came", static_cast<int>(Place::deed), -20, 30},
                                  {"honest", static_cast<int>(Place::predicate), -90, 110}});
  model.bias = {-0.3, 0.2};
  model.rules[static_cast<std::size_t>(CueKind::evaluation)] = {-0.8, 0.6};
  model.rules[static_cast<std::size_t>(CueKind::agent)] = {-0.4, 0.5};
  Reading r = read_text(
      "The brutal Ann Lee came on Monday. Bo Diaz is honest. Ann Lee attacked the town. It rained "
      "on Bo Diaz.",
      kActors);
  r.evidence = evidence_of(r, model);
  ASSERT_EQ(r.evidence.rows.size(), 4U);
  for (const EvidenceRow& row : r.evidence.rows) {
    double sum = model.bias.positive - model.bias.negative;
    for (const StanceCue& cue : r.evidence.cues_of(row)) sum += static_cast<double>(cue.weight);
    for (const WordCue& word : r.evidence.words_of(row)) sum += static_cast<double>(word.weight);
    const double rest = 1 - static_cast<double>(row.neutral);
    const double positive = (rest + static_cast<double>(row.score)) / 2;
    EXPECT_NEAR(sum, std::log(positive / (rest - positive)), 1e-5);
  }
  EXPECT_THAT(r.cue_words("Ann Lee"), Contains("brutal"));
  EXPECT_THAT(r.cue_words("Ann Lee"), Not(Contains("Monday")));
}

TEST(PolarityBytes, KeepTheModel) {
  PolarityModel model = model_of({{"bad", 0, 100, -100}, {"good", 3, -5, 7}});
  model.bias = {0.25, -0.5};
  model.measurement_sd = 0.6;
  const PolarityModel read = PolarityModel::from_bytes(model.to_bytes());
  ASSERT_EQ(read.words.size(), 2U);
  EXPECT_EQ(read.words[1], "good");
  EXPECT_EQ(read.weights, model.weights);
  EXPECT_EQ(read.bias.positive, -0.5);
  EXPECT_EQ(read.measurement_sd, 0.6);
  EXPECT_EQ(read.to_bytes(), model.to_bytes());
}

TEST(PolarityBytes, RejectDamage) {
  const std::string block = model_of({{"bad", 0, 1, 2}, {"good", 0, 3, 4}}).to_bytes();
  for (std::size_t size = 0; size < block.size(); ++size) {
    EXPECT_THROW(PolarityModel::from_bytes(block.substr(0, size)), InputError) << size;
  }
  for (std::size_t i = 0; i < block.size(); ++i) {
    std::string damaged = block;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x41);
    EXPECT_THROW(PolarityModel::from_bytes(damaged), InputError) << i;
  }
}

TEST(PolarityBytes, RejectWhatAChecksumCannotSee) {
  const auto read = [](const PolarityModel& model) {
    return PolarityModel::from_bytes(model.to_bytes());
  };
  EXPECT_THROW(read(model_of({{"good", 0, 1, 1}, {"bad", 0, 1, 1}})), InputError);  // order
  EXPECT_THROW(read(model_of({{"bad", 0, 1, 1}, {"bad", 0, 1, 1}})), InputError);
  EXPECT_THROW(read(model_of({{"", 0, 1, 1}})), InputError);
  PolarityModel model = model_of({{"bad", 0, 1, 1}});
  model.weights.pop_back();
  EXPECT_THROW(read(model), InputError);
  model = model_of({{"bad", 0, 1, 1}});
  model.distance = 0;
  EXPECT_THROW(read(model), InputError);
  model = model_of({{"bad", 0, 1, 1}});
  model.bias.positive = std::nan("");
  EXPECT_THROW(read(model), InputError);
  model = model_of({{"bad", 0, 1, 1}});
  model.scales.negative[2] = INFINITY;
  EXPECT_THROW(read(model), InputError);
}

}  // namespace
}  // namespace polyvocal
