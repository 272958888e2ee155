// What of a run is a name.
#include <algorithm>
#include <string_view>

#include "actors/discovery/run_finder.h"
#include "actors/us_states.h"

namespace polyvocal::naming {

// Says nothing about who is meant.
bool RunFinder::empty_word(TokenId token) const {
  constexpr Traits kEmpty = kOrdinary | kTitle | kCalendar | kDirection | kConnector | kAgentNoun;
  const bool people = hint(token, kPeople) && !hint(token, kCreed);
  return people || context_.is(token, kEmpty) || hint(token, kRole) || in_mention(token);
}

// A listed name of one word: "Moscow", where the city is meant and not the government.
bool RunFinder::listed_alone(TokenId token) const {
  const WordId word = shared_.index.exact(shared_.segments.key(token));
  if (word == kNoWord) return false;
  const auto forms = shared_.index.forms_with(word);
  return std::any_of(forms.begin(), forms.end(), [&](FormId f) {
    const Form& form = shared_.index.form(f);
    return form.words.size() == 1 && !is_weak(form.origin) && form.origin != Origin::correction;
  });
}

// "Secretary of State John Kerry": the first token of the given name, else the begin of the run.
TokenId RunFinder::after_office_of(Part run) const {
  const bool office = context_.is(run.begin, kTitle) && !context_.is(run.begin, kHeadNoun);
  if (!office || run.end - run.begin < 4 || !hint(run.begin + 1, kOf)) return run.begin;
  for (TokenId t = run.begin + 2; t < run.end; ++t) {
    if (t > run.begin + 2 && context_.is(t, kGivenName)) return t;
    if (!empty_word(t) && !is_body(t)) break;
  }
  return run.begin;
}

// One past an office inside a run, before the name of the one who holds it, else the begin of the
// run: "Prime Minister David Cameron", "Houston Mayor Sylvester Turner".
TokenId RunFinder::end_of_office(Part run) const {
  TokenId found = run.begin;
  if (const TokenId holder = after_office_of(run); holder > run.begin) return holder;
  bool plain = true;  // nothing but words of the language so far
  for (TokenId t = run.begin; t + 1 < run.end; ++t) {
    const bool letters = shared_.segments.info(t).casing == Casing::upper;  // "UN Special Envoy"
    plain = plain && (empty_word(t) || (letters && !context_.all_caps()));
    const bool office = (context_.is(t, kTitle) && !context_.is(t, kHeadNoun)) || hint(t, kRole);
    if (!office || t == run.begin) continue;
    constexpr Traits kNoPerson = kTitle | kHeadNoun | kConnector | kLegalForm;
    const bool given = context_.is(t + 1, kGivenName);
    if (given || (plain && !context_.is(t + 1, kNoPerson))) found = t + 1;
  }
  return found;
}

bool RunFinder::is_country(Part part) const {
  std::uint64_t name = 0;
  for (TokenId t = part.begin; t < part.end; ++t) {
    name = add_key(name, shared_.segments.key(t));
  }
  return words_.country(name);
}

// "New Zolland", "South Zolland": at the begin of a sentence too.
bool RunFinder::begins_place(Part part) const {
  if (part.end - part.begin < 2 || context_.is(part.begin + 1, kOrdinary | kTitle)) return false;
  return hint(part.begin, kBeforePlaceName);
}

// Without what stands at the edges: "On Monday General Sami", "The Observer".
RunFinder::Part RunFinder::trim(Part part) const {
  const auto edge = [&](TokenId t) {
    // "As Democrats" begins a sentence, "As Suwayda" is a town.
    const bool opens = t == context_.first() || context_.gap(t - 1, t).starts_with(':');
    const bool word = opens && t + 1 < part.end && context_.is(t, kArticle) &&
                      context_.is(t, kOrdinary) && context_.gap(t, t + 1) == " ";
    return word || context_.is(t, kCalendar | kConnector) || hint(t, kHonour);
  };
  while (part.begin < part.end) {
    const TokenId t = part.begin;
    const bool body = part.end - t > 1 && (is_body(part.end - 1) || ends_firm(part.end - 1));
    const bool office = (context_.is(t, kTitle) || hint(t, kRole)) && !body;  // "General Assembly"
    // "Advanced Devices Inc" begins with its name, "Yesterday Merck Inc" does not.
    const bool own = !hint(t, kGrammar) && part.end - t > 2 && ends_firm(part.end - 1);
    const bool opening =
        context_.is(t, kOrdinary) && t == context_.first() && !begins_place(part) && !own;
    const bool people = part.end - t == 2 && !body && hint(t, kPeople) && !is_country(part);
    if (!edge(t) && !office && !opening && !people) break;
    ++part.begin;
  }
  while (part.begin < part.end && edge(part.end - 1)) --part.end;
  return part;
}

// "Sacramento, Calif.", "(D-Wis.)"
bool RunFinder::is_short_state(TokenId token) const {
  if (!hint(token, kShortState)) return false;
  if (token + 1 < context_.end() && context_.gap(token, token + 1).starts_with('.')) return true;
  return token > context_.first() && context_.gap(token - 1, token) == ", ";
}

// "UN", "EU": neither a numeral nor an initial nor a word in capitals.
bool RunFinder::is_short_acronym(TokenId token) const {
  const bool upper = shared_.segments.info(token).casing == Casing::upper;
  if (!upper || unsure_ || context_.key(token).size() != 2 || context_.all_caps()) return false;
  if (context_.is(token, kOrdinary | kTitle) || hint(token, kNumeral | kNobody)) return false;
  const bool dotted = token + 1 < context_.end() && context_.gap(token, token + 1).starts_with('.');
  return !dotted && !is_postal_code(context_.key(token));
}

bool RunFinder::worth_keeping_alone(TokenId token) const {
  const Segments& s = shared_.segments;
  const KeyId key = s.key(token);
  const bool near = !shared_.index.near(key).empty();
  if (context_.is(token, kParticle | kHeadNoun)) return false;
  if (context_.key(token).size() < 3 && !is_short_acronym(token)) return false;
  if (noisy() && is_noise(token)) return false;
  if (hint(token, kEndsFirm) || is_short_state(token)) return false;
  // A listed name that was found not to be one here is for nobody to decide again.
  // But a capital that does not stand for its state is a place.
  const bool capital = words_.land(add_key(0, key)) && !words_.country(add_key(0, key));
  if (listed_alone(token) && !capital) return false;
  if (token != context_.first()) return true;
  const auto next = context_.next(token);
  const bool acts = next && context_.is(*next, kSpeech | kFiniteVerb);
  if (context_.is(token, kGivenName)) return near || acts || context_.possessive(token);
  return s.vocabulary.key_capital[key] != 0 || acts || context_.possessive(token) || near;
}

// "House Speaker", "Secretary of State": whoever it is at the time.
bool RunFinder::only_office(Part part) const {
  const auto office = [&](TokenId t) {
    return context_.is(t, kTitle) && !context_.is(t, kHeadNoun);
  };
  const TokenId last = part.end - 1;
  TokenId t0 = part.begin;  // "U.S. Secretary of State"
  if (t0 < last && shared_.segments.info(t0).casing == Casing::upper) ++t0;
  const bool of = t0 < last && office(t0) && hint(t0 + 1, kOf);
  if (!office(last) && !of) return false;
  for (TokenId t = part.begin; t < part.end; ++t) {
    const bool letters = t == part.begin && shared_.segments.info(t).casing == Casing::upper;
    if (!letters && !empty_word(t) && !is_body(t)) return false;  // "U.S. Ambassador"
  }
  return true;
}

// "(D-Calif.)", "(R-N.Y.)": a member's party and state.
bool RunFinder::is_constituency(Part part) const {
  const TokenId t = part.begin;
  if (part.end - t < 2 || t == context_.first() || !hint(t, kOneLetter)) return false;
  if (context_.gap(t, t + 1) != "-") return false;
  const std::string_view gap = context_.gap(t - 1, t);
  const bool shortened =
      part.end < context_.end() && context_.gap(part.end - 1, part.end).starts_with('.');
  const bool dotted = context_.key(part.end - 1).find('.') != std::string_view::npos;
  return gap.ends_with('(') || (gap == ", " && (shortened || dotted));
}

// "O N the 12th": a word that print has spaced out; "A. D. 1726", "6 P. M".
bool RunFinder::is_letters(Part part) const {
  if (part.end - part.begin < 2) return false;
  bool spaced = false;
  for (TokenId t = part.begin; t < part.end; ++t) {
    if (!hint(t, kOneLetter)) return false;
    spaced = spaced || (t > part.begin && context_.gap(t - 1, t) == " ");
  }
  const std::string_view last = context_.key(part.end - 1);
  const bool time = part.end - part.begin == 2 &&
                    ((context_.key(part.begin) == "a" && last == "d") ||
                     (context_.key(part.begin) == "b" && last == "c") || last == "m");
  return spaced || time;
}

bool RunFinder::worth_keeping(Part part) const {
  if (part.begin >= part.end || only_office(part) || is_constituency(part)) return false;
  if (is_letters(part) || is_emphasis(part)) return false;
  bool all_empty = true;
  bool all_mentioned = true;
  for (TokenId t = part.begin; t < part.end; ++t) {
    all_empty = all_empty && empty_word(t);
    all_mentioned = all_mentioned && in_mention(t);
  }
  const TokenId count = part.end - part.begin;
  if (all_mentioned) return false;
  if (count == 1) return !all_empty && worth_keeping_alone(part.begin);
  if (!all_empty) return true;
  // "Free Valley Army", "West Germany"
  const std::string_view first = context_.key(part.begin);
  const bool side = first == "north" || first == "south" || first == "east" || first == "west";
  if (is_body(part.end - 1) || ends_firm(part.end - 1)) return true;
  if (side && count == 2 && in_mention(part.end - 1)) return part.begin != context_.first();
  for (TokenId t = part.begin; t + 1 < part.end; ++t) {
    if (begins_body(t)) return true;
  }
  return false;
}

// "Zolland Securities John West": the first token of the second name, else the end of the run.
TokenId RunFinder::second_name(Part run) const {
  for (TokenId t = run.begin + 1; t + 1 < run.end; ++t) {
    const bool ends = is_body(t - 1) || ends_firm(t - 1);
    if (ends && context_.is(t, kGivenName) && !is_body(t + 1) && !context_.is(t + 1, kConnector)) {
      return t;
    }
  }
  return run.end;
}

void RunFinder::keep(Part run, std::vector<Occurrence>& out) const {
  if (const TokenId second = second_name(run); second < run.end) {
    keep_part({run.begin, second}, out);
    run.begin = second;
  }
  const TokenId office = end_of_office(run);
  if (office > run.begin) {
    Part left{run.begin, office - 1};
    const auto idle = [&](TokenId t) { return empty_word(t) && !is_body(t); };
    while (left.begin < left.end && idle(left.end - 1)) --left.end;
    keep_part(left, out);
  }
  keep_part({office, run.end}, out);
}

// "at The Globe and Mail": a capital inside a sentence.
bool RunFinder::has_own_article(TokenId token) const {
  if (unsure_) return false;
  const auto before = context_.before(token);
  return before && *before > context_.first() && hint(*before, kThe) &&
         shared_.segments.info(*before).casing == Casing::capitalized;
}

void RunFinder::keep_part(Part part, std::vector<Occurrence>& out) const {
  part = trim(part);
  if (!worth_keeping(part)) return;
  // "al-Assad", "al Qaeda": the article belongs to the name
  const TokenId t = part.begin;
  if (t > context_.first() && context_.is(t - 1, kArticle) && !in_mention(t - 1)) {
    const bool plain = hint(t - 1, kAl);
    const std::string_view gap = context_.gap(t - 1, t);
    if (gap == "-" || (gap == " " && plain)) --part.begin;
  }
  if (has_own_article(part.begin)) --part.begin;
  add(part, out);
}

}  // namespace polyvocal::naming
