#include "english/syntax.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "english/forms.h"
#include "polyvocal/corpus/corpus.h"

namespace polyvocal::english {
namespace {

std::map<std::string, VerbForms> forms_of(std::string_view lemma) {
  std::map<std::string, VerbForms> forms;
  each_form(lemma,
            [&](std::string_view form, VerbForms which) { forms[std::string(form)] = which; });
  return forms;
}

TEST(Forms, FollowTheRules) {
  EXPECT_EQ(forms_of("carry"),
            (std::map<std::string, VerbForms>{{"carry", kBase},
                                              {"carries", kThird},
                                              {"carrying", kGerund},
                                              {"carried", kPast | kParticiple}}));
  EXPECT_EQ(forms_of("stop")["stopped"], kPast | kParticiple);
  EXPECT_EQ(forms_of("expel")["expelling"], kGerund);
  EXPECT_EQ(forms_of("visit")["visited"], kPast | kParticiple);
  EXPECT_EQ(forms_of("attack")["attacks"], kThird);
  EXPECT_EQ(forms_of("clash")["clashes"], kThird);
  EXPECT_EQ(forms_of("seize")["seizing"], kGerund);
  EXPECT_EQ(forms_of("die")["dying"], kGerund);
  EXPECT_EQ(forms_of("flee")["fleeing"], kGerund);
}

TEST(Forms, KnowIrregularVerbs) {
  EXPECT_EQ(forms_of("overthrow")["overthrew"], kPast);
  EXPECT_EQ(forms_of("overthrow")["overthrown"], kParticiple);
  EXPECT_EQ(forms_of("put")["put"], kBase | kPast | kParticiple);
  EXPECT_EQ(forms_of("have")["has"], kThird);
  EXPECT_EQ(forms_of("go")["goes"], kThird);
  EXPECT_EQ(plural("ally"), "allies");
  EXPECT_EQ(plural("militia"), "militias");
}

class Parsed {
 public:
  explicit Parsed(std::string_view text) {
    CorpusBuilder builder;
    builder.add({.id = "a", .language = "en", .text = text});
    corpus_ = std::move(builder).finish();
    segments_ = segment(corpus_, {});
    const Words words(segments_.vocabulary);
    parse(corpus_.text(0), segments_, words, 0, {}, 0, s);
  }
  [[nodiscard]] std::string word(std::int32_t item) const {
    const Span span = s.at(item).span;
    return std::string(corpus_.text(0).substr(span.begin, span.size()));
  }
  [[nodiscard]] const VerbGroup& verb(std::string_view head) const {
    for (const VerbGroup& v : s.verbs) {
      if (word(v.head) == head) return v;
    }
    throw std::runtime_error("no verb '" + std::string(head) + "'");
  }
  // Head noun of the subject, "" when there is none.
  [[nodiscard]] std::string subject(std::string_view head) const {
    const VerbGroup& v = verb(head);
    return v.subject == kNone ? "" : word(s.chunk(v.subject).head);
  }
  [[nodiscard]] const Clause& clause(std::string_view of) const {
    for (std::int32_t i = 0; i < s.size(); ++i) {
      if (word(i) == of) return s.clause_of(i);
    }
    throw std::runtime_error("no word '" + std::string(of) + "'");
  }
  [[nodiscard]] Tag tag(std::string_view of) const {
    for (std::int32_t i = 0; i < s.size(); ++i) {
      if (word(i) == of) return s.at(i).tag;
    }
    throw std::runtime_error("no word '" + std::string(of) + "'");
  }

  Syntax s;

 private:
  Corpus corpus_;
  Segments segments_;
};

TEST(Tags, DependOnTheNeighbours) {
  EXPECT_EQ(Parsed("They attack the town.").tag("attack"), Tag::verb);
  EXPECT_EQ(Parsed("The attack failed.").tag("attack"), Tag::noun);
  EXPECT_EQ(Parsed("The army attacks the town.").tag("attacks"), Tag::verb);
  EXPECT_EQ(Parsed("The rebel attacks failed.").tag("attacks"), Tag::noun);
  EXPECT_EQ(Parsed("The armed groups left.").tag("armed"), Tag::adjective);
  EXPECT_EQ(Parsed("He armed the groups.").tag("armed"), Tag::verb);
  EXPECT_EQ(Parsed("An official said no.").tag("said"), Tag::verb);
  EXPECT_EQ(Parsed("They have backing from abroad.").tag("backing"), Tag::noun);
  EXPECT_EQ(Parsed("U.S. officials said no.").tag("U.S"), Tag::noun);
  EXPECT_EQ(Parsed("Ann Lee provided the proof.").tag("provided"), Tag::verb);
  EXPECT_EQ(Parsed("Ann Lee told the Star last fall that he left.").tag("last"), Tag::adjective);
  EXPECT_EQ(Parsed("An official familiar with it said no.").tag("official"), Tag::noun);
  EXPECT_EQ(Parsed("Sources close to the talks said no.").tag("close"), Tag::adjective);
  EXPECT_EQ(Parsed("Some far-right parties said no.").tag("Some"), Tag::determiner);
  EXPECT_EQ(Parsed("Farmers in the valley also say trade is poor.").tag("say"), Tag::verb);
  EXPECT_EQ(Parsed("He spoke at an Indiana rally Wednesday.").tag("rally"), Tag::noun);
  EXPECT_EQ(Parsed("He said before the vote that he had won.").tag("before"), Tag::preposition);
}

TEST(Verbs, KnowVoiceAndNegation) {
  const Parsed passive("The town was attacked by rebels.");
  EXPECT_TRUE(passive.verb("attacked").passive);
  EXPECT_EQ(passive.subject("attacked"), "town");
  const Parsed reduced("Forces led by rebels left.");
  EXPECT_TRUE(reduced.verb("led").passive);
  EXPECT_FALSE(reduced.verb("led").finite);
  EXPECT_EQ(reduced.subject("left"), "Forces");
  const Parsed active("Rebels led the attack.");
  EXPECT_FALSE(active.verb("led").passive);
  const Parsed negated("The army did not attack the town.");
  EXPECT_EQ(negated.word(negated.verb("attack").negator), "not");
  const Parsed yet("They have not yet announced it.");
  EXPECT_NE(yet.verb("announced").negator, kNone);
  EXPECT_TRUE(Parsed("They might attack.").verb("attack").hypothetical);
}

TEST(Verbs, FindTheirSubjects) {
  EXPECT_EQ(Parsed("The head of the council left.").subject("left"), "head");
  EXPECT_EQ(Parsed("On Monday, the army left.").subject("left"), "army");
  EXPECT_EQ(Parsed("The minister, a lawyer, resigned.").subject("resigned"), "minister");
  EXPECT_EQ(Parsed("The minister, who was ill, resigned.").subject("resigned"), "minister");
  EXPECT_EQ(Parsed("The minister, who was ill, resigned.").subject("was"), "minister");
  EXPECT_EQ(Parsed("The army came and attacked the town.").subject("attacked"), "army");
  EXPECT_EQ(Parsed("The army failed to restore order.").subject("restore"), "army");
  EXPECT_EQ(Parsed("The council sat, and the army left.").subject("left"), "army");
  EXPECT_EQ(Parsed("As the talks turned sour, Lee, the chairwoman, left.").subject("left"), "Lee");
  EXPECT_EQ(Parsed("The parents, whose son won the prize, left.").subject("left"), "parents");
  EXPECT_EQ(Parsed("The army took the hills, freed the town, left.").subject("left"), "army");
  EXPECT_EQ(Parsed("The cases being heard in Cairo blame the army.").subject("blame"), "cases");
  EXPECT_EQ(Parsed("The council held a vote on the law proposed by Lee.").subject("proposed"),
            "law");
  EXPECT_EQ(Parsed("Lee, without naming him, also left.").subject("left"), "Lee");
  EXPECT_EQ(Parsed("When Lee cut the speech, saying no, the army left.").subject("saying"), "Lee");
  EXPECT_EQ(Parsed("At the convention Ann Lee said no.").subject("said"), "Lee");
  EXPECT_EQ(Parsed("Leaders of the group Dawn said no.").subject("said"), "Leaders");
  EXPECT_FALSE(Parsed("He's said the army left.").verb("said").passive);
  EXPECT_TRUE(Parsed("He's said to be ill.").verb("said").passive);
  const Parsed object("She canceled a rally with Lee scheduled for Monday.");
  EXPECT_FALSE(object.verb("scheduled").finite);
  EXPECT_TRUE(Parsed("She said the men in the car attacked on Monday.").verb("attacked").finite);
}

TEST(Clauses, KnowConcessionConditionAndContrast) {
  const Parsed conceded("Although the army lost, the council stayed.");
  EXPECT_TRUE(conceded.clause("lost").conceded);
  EXPECT_FALSE(conceded.clause("stayed").conceded);
  EXPECT_TRUE(Parsed("Despite the defeat, the council stayed.").clause("defeat").conceded);
  const Parsed conditional("If the army loses, the council goes.");
  EXPECT_TRUE(conditional.clause("loses").conditional);
  EXPECT_FALSE(conditional.clause("goes").conditional);
  const Parsed contrast("The army lost but the council stayed.");
  EXPECT_TRUE(contrast.clause("lost").before_contrast);
  EXPECT_TRUE(contrast.clause("stayed").after_contrast);
}

TEST(Parse, SurvivesOddSentences) {
  for (const char* text : {"!", "\"", "- - -", "((((", "and and and", "to to to", "of of of of",
                           "who who who", "that that that that", ", , , a", "“”"}) {
    EXPECT_NO_THROW(Parsed{text}) << text;
  }
}

TEST(Parse, IsLinearInTheLengthOfASentence) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += i % 7 == 0 ? "and who said that " : "the army ";
  const Parsed parsed(text);  // would take minutes if it were quadratic
  EXPECT_GT(parsed.s.size(), 40000);
}

}  // namespace
}  // namespace polyvocal::english
