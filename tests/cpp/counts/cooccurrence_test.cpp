#include "polyvocal/counts/cooccurrence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string>

#include "polyvocal/core/error.h"
#include "support/sample.h"

namespace polyvocal {
namespace {

using testing::make_sample;
using testing::Sample;
using testing::SampleDocument;

constexpr std::int32_t kActors = 6;

Knowledge six_actors() {
  Knowledge knowledge;
  for (int i = 0; i < kActors; ++i) {
    Actor actor;
    actor.id = std::string(1, static_cast<char>('A' + i));
    actor.type = i < 3 ? ActorType::person : ActorType::state;
    knowledge.actors.push_back(actor);
  }
  knowledge.factions.resize(2);
  return knowledge;
}

std::vector<Cooccurrence> count(const Sample& sample, const CountOptions& options,
                                const Slices& slices = {}, int threads = 1) {
  const auto nodes = select_nodes(sample.mentions, sample.segments, six_actors(), options);
  return count_cooccurrence(sample.mentions, nodes, kActors, sample.segments, options, slices,
                            {.threads = threads});
}

std::int32_t cell(const Cooccurrence& c, std::int32_t a, std::int32_t b) {
  for (std::size_t k = c.counts.row_begin(a); k < c.counts.row_end(a); ++k) {
    if (c.counts.indices[k] == b) return c.counts.values[k];
  }
  return 0;
}

Sample two_articles() {
  return make_sample(
      {{.sentences = {"A met B and A", "C left", "/B saw C D", "nobody came"}, .outlet = "one"},
       {.sentences = {"A and C", "/", "A B C"}, .outlet = "two"}});
}

TEST(Cooccurrence, CountsAPairOncePerSentence) {
  const Cooccurrence c = count(two_articles(), {}).front();
  EXPECT_EQ(c.total, 7);  // an empty sentence is a sentence
  EXPECT_EQ(c.n, (std::vector<std::int64_t>{3, 3, 4, 1, 0, 0}));
  EXPECT_EQ(cell(c, 0, 1), 2);
  EXPECT_EQ(cell(c, 0, 2), 2);
  EXPECT_EQ(cell(c, 1, 2), 2);
  EXPECT_EQ(cell(c, 2, 3), 1);
  EXPECT_EQ(cell(c, 0, 3), 0);
}

TEST(Cooccurrence, CountsParagraphsAndDocuments) {
  const Sample sample = two_articles();
  const Cooccurrence paragraphs = count(sample, {.unit = CountUnit::paragraph}).front();
  EXPECT_EQ(paragraphs.total, 4);
  EXPECT_EQ(cell(paragraphs, 0, 2), 3);
  const Cooccurrence documents = count(sample, {.unit = CountUnit::document}).front();
  EXPECT_EQ(documents.total, 2);
  EXPECT_EQ(cell(documents, 0, 3), 1);
  EXPECT_EQ(cell(documents, 0, 2), 2);
}

TEST(Cooccurrence, WindowsWeighNearerPairsMore) {
  // Tokens: A x x B x x x C; windows of 4 start at 0..4.
  const Sample sample = make_sample({{.sentences = {"A x x B", "x x x C"}}});
  const Cooccurrence c = count(sample, {.unit = CountUnit::window, .window = 4}).front();
  EXPECT_EQ(c.total, 5);
  EXPECT_EQ(c.n, (std::vector<std::int64_t>{1, 4, 1, 0, 0, 0}));
  EXPECT_EQ(cell(c, 0, 1), 1);
  EXPECT_EQ(cell(c, 1, 2), 0);
  const Cooccurrence wide = count(sample, {.unit = CountUnit::window, .window = 100}).front();
  EXPECT_EQ(wide.total, 1);
  EXPECT_EQ(cell(wide, 0, 2), 1);
}

TEST(Cooccurrence, LeavesOutWhatTheOptionsSay) {
  Sample sample = make_sample({{.sentences = {"A B", "A C", "A D"}}});
  sample.segments.sentences[1].region = Region::boilerplate;
  sample.mentions.rows[1].nested = true;
  sample.mentions.rows[5].metonym = true;
  EXPECT_EQ(cell(count(sample, {}).front(), 0, 1), 0);
  EXPECT_EQ(cell(count(sample, {}).front(), 0, 2), 0);
  EXPECT_EQ(cell(count(sample, {}).front(), 0, 3), 1);
  EXPECT_EQ(count(sample, {}).front().total, 2);
  EXPECT_EQ(cell(count(sample, {.nested = true}).front(), 0, 1), 1);
  EXPECT_EQ(cell(count(sample, {.metonyms = false}).front(), 0, 3), 0);
  EXPECT_EQ(
      cell(count(sample, {.regions = kCountedRegions | region_bit(Region::boilerplate)}).front(), 0,
           2),
      1);
}

TEST(Cooccurrence, CountsFactionsAndTypes) {
  const Sample sample = make_sample({{.sentences = {"A B", "A C", "A D"}}});
  const Cooccurrence factions = count(sample, {.level = CountLevel::faction}).front();
  EXPECT_EQ(cell(factions, 0, 1), 2);  // A is of faction 0, B and D of 1; C of 0 as A
  const auto nodes =
      select_nodes(sample.mentions, sample.segments, six_actors(), {.level = CountLevel::type});
  EXPECT_EQ(nodes.back(), static_cast<std::int32_t>(ActorType::state));
}

TEST(Cooccurrence, SlicesByDocumentAndByMention) {
  const Sample sample = two_articles();
  const auto by_document = count(sample, {}, {.count = 2, .of_document = {0, 1}, .of_mention = {}});
  EXPECT_EQ(cell(by_document[0], 0, 1), 1);
  EXPECT_EQ(cell(by_document[1], 0, 1), 1);
  EXPECT_EQ(by_document[0].total + by_document[1].total, 7);
  const auto left_out = count(sample, {}, {.count = 1, .of_document = {-1, 0}, .of_mention = {}});
  EXPECT_EQ(left_out[0].total, 3);
  EXPECT_EQ(cell(left_out[0], 1, 2), 1);
  std::vector<std::int32_t> voices(sample.mentions.rows.size(), 0);
  voices[1] = 1;  // the first B is quoted
  const auto by_voice = count(sample, {}, {.count = 2, .of_document = {}, .of_mention = voices});
  EXPECT_EQ(cell(by_voice[0], 0, 1), 1);
  EXPECT_EQ(by_voice[1].n[1], 1);
  EXPECT_EQ(by_voice[0].total, by_voice[1].total);
}

TEST(Cooccurrence, PartialListsAppendToTheWhole) {
  const Sample sample = two_articles();
  const CountOptions options;
  const auto nodes = select_nodes(sample.mentions, sample.segments, six_actors(), options);
  const auto part = [&](std::vector<std::int32_t> slices) {
    return list_units(sample.mentions, nodes, kActors, sample.segments, options,
                      {.count = 1, .of_document = std::move(slices), .of_mention = {}}, {});
  };
  UnitLists lists = part({0, -1});
  lists.append(part({-1, 0}));
  const Cooccurrence joined = count_pairs(lists.slices[0], kActors, false, {});
  const Cooccurrence whole = count(sample, options).front();
  EXPECT_EQ(joined.counts.values, whole.counts.values);
  EXPECT_EQ(joined.counts.indices, whole.counts.indices);
  EXPECT_EQ(joined.n, whole.n);
  EXPECT_EQ(joined.total, whole.total);
  UnitLists other;
  EXPECT_THROW(lists.append(other), InputError);
}

TEST(Cooccurrence, RefusesWhatMakesNoSense) {
  const Sample sample = two_articles();
  const std::vector<std::int32_t> nodes(sample.mentions.rows.size(), 0);
  EXPECT_THROW(list_units(sample.mentions, nodes, kActors, sample.segments,
                          {.unit = CountUnit::window, .window = 1}, {}, {}),
               InputError);
  EXPECT_THROW(list_units(sample.mentions, {}, kActors, sample.segments, {}, {}, {}), InputError);
  EXPECT_THROW(list_units(sample.mentions, nodes, 0, sample.segments, {}, {}, {}), InputError);
  EXPECT_THROW(count_unit_from("page"), InputError);
  EXPECT_THROW(count_level_from("role"), InputError);
}

// ---- Against a slow reference -------------------------------------------------------------------

Sample random_sample(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  std::vector<SampleDocument> documents;
  for (int d = 0; d < 40; ++d) {
    SampleDocument document;
    for (std::uint32_t s = below(6); s > 0; --s) {
      std::string sentence = below(3) == 0 ? "/" : "";
      for (std::uint32_t w = below(9); w > 0; --w) {
        sentence += below(2) == 0 ? "x" : std::string(1, static_cast<char>('A' + below(6)));
        sentence += ' ';
      }
      document.sentences.push_back(sentence);
    }
    documents.push_back(document);
  }
  return make_sample(documents);
}

/// Every unit spelt out as a set of names.
std::vector<std::set<std::int32_t>> all_units(const Sample& sample, const CountOptions& options) {
  const Segments& s = sample.segments;
  std::vector<std::set<std::int32_t>> units;
  for (std::size_t d = 0; d < s.documents(); ++d) {
    std::map<std::uint32_t, std::set<std::int32_t>> by_place;
    std::vector<std::int32_t> at_token(s.tokens.size(), -1);
    for (MentionId m = sample.mentions.doc_rows[d]; m < sample.mentions.doc_rows[d + 1]; ++m) {
      at_token[sample.mentions.rows[m].token_begin] = sample.mentions.rows[m].actor;
    }
    for (SentenceId i = s.doc_sentences[d]; i < s.doc_sentences[d + 1]; ++i) {
      const std::uint32_t place = options.unit == CountUnit::sentence    ? i
                                  : options.unit == CountUnit::paragraph ? s.sentences[i].paragraph
                                                                         : 0;
      auto& names = by_place[place];
      for (TokenId t = s.sentences[i].token_begin; t < s.token_end(i); ++t) {
        if (at_token[t] >= 0) names.insert(at_token[t]);
      }
    }
    if (options.unit != CountUnit::window) {
      for (const auto& [place, names] : by_place) units.push_back(names);
      continue;
    }
    const TokenId begin = s.doc_tokens[d];
    const TokenId end = s.doc_tokens[d + 1];
    if (begin == end) continue;
    for (TokenId from = begin; from == begin || from + options.window <= end; ++from) {
      std::set<std::int32_t> names;
      for (TokenId t = from; t < std::min(end, from + options.window); ++t) {
        if (at_token[t] >= 0) names.insert(at_token[t]);
      }
      units.push_back(names);
    }
  }
  return units;
}

std::string name_of(const ::testing::TestParamInfo<CountUnit>& of) {
  constexpr std::array<const char*, 4> kNames = {"sentence", "paragraph", "document", "window"};
  return kNames.at(static_cast<std::size_t>(of.param));
}

class AgainstReference : public ::testing::TestWithParam<CountUnit> {};

TEST_P(AgainstReference, CountsMarginsTotalsAndEvidenceAgree) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Sample sample = random_sample(seed);
    const CountOptions options{.unit = GetParam(), .window = 2 + seed % 7};
    const auto units = all_units(sample, options);
    const Cooccurrence c = count(sample, options).front();
    EXPECT_EQ(c.total, static_cast<std::int64_t>(units.size()));
    const auto nodes = select_nodes(sample.mentions, sample.segments, six_actors(), options);
    for (std::int32_t a = 0; a < kActors; ++a) {
      EXPECT_TRUE(std::is_sorted(
          c.counts.indices.begin() + c.counts.indptr[static_cast<std::size_t>(a)],
          c.counts.indices.begin() + c.counts.indptr[static_cast<std::size_t>(a) + 1]));
      EXPECT_EQ(c.n[static_cast<std::size_t>(a)],
                std::count_if(units.begin(), units.end(), [&](auto& u) { return u.contains(a); }));
      for (std::int32_t b = 0; b < kActors; ++b) {
        if (a == b) {
          EXPECT_EQ(cell(c, a, b), 0);
          continue;
        }
        const auto both = std::count_if(units.begin(), units.end(),
                                        [&](auto& u) { return u.contains(a) && u.contains(b); });
        EXPECT_EQ(cell(c, a, b), both) << "seed " << seed << " pair " << a << ' ' << b;
        const PairEvidence rows =
            pair_evidence(sample.mentions, nodes, kActors, sample.segments, options, {}, 0, a, b);
        std::int64_t sum = 0;
        for (std::size_t row = 0; row < rows.counts.size(); ++row) {
          sum += rows.counts[row];
          EXPECT_EQ(sample.mentions.rows[rows.a[row]].actor, a);
          EXPECT_EQ(sample.mentions.rows[rows.b[row]].actor, b);
          EXPECT_TRUE(rows.units[row].contains(sample.mentions.rows[rows.a[row]].span));
          EXPECT_TRUE(rows.units[row].contains(sample.mentions.rows[rows.b[row]].span));
        }
        EXPECT_EQ(sum, both);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Units, AgainstReference,
                         ::testing::Values(CountUnit::sentence, CountUnit::paragraph,
                                           CountUnit::document, CountUnit::window),
                         name_of);

TEST(Cooccurrence, SameForAnyNumberOfThreads) {
  const Sample sample = random_sample(99);
  for (const CountUnit unit : {CountUnit::sentence, CountUnit::window}) {
    const Cooccurrence one = count(sample, {.unit = unit}, {}, 1).front();
    for (const int threads : {2, 7}) {
      const Cooccurrence many = count(sample, {.unit = unit}, {}, threads).front();
      EXPECT_EQ(one.counts.indptr, many.counts.indptr);
      EXPECT_EQ(one.counts.indices, many.counts.indices);
      EXPECT_EQ(one.counts.values, many.counts.values);
      EXPECT_EQ(one.n, many.n);
    }
  }
}

TEST(Csr, NarrowsOnceAndRefusesTheRest) {
  EXPECT_EQ(narrow_to_int32(2147483647, "it"), 2147483647);
  EXPECT_THROW(narrow_to_int32(2147483648, "it"), CapacityError);
}

}  // namespace
}  // namespace polyvocal
