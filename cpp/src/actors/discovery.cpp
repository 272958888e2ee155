#include "actors/discovery.h"

#include <algorithm>
#include <array>

namespace polyvocal::naming {

namespace {

constexpr TokenId kLongestRun = 10;

bool state_part(NameKind kind) { return kind != NameKind::title && kind != NameKind::description; }

}  // namespace

// ---- How far a run goes -------------------------------------------------------------------------

// A capitalised word that may be part of a name.
bool RunFinder::joins_run(TokenId token) const {
  if (!context_.name_like(token) || context_.is(token, kCalendar)) return false;
  if (unsure_ && context_.is(token, kOrdinary)) return false;
  const TypeInfo& info = shared_.segments.info(token);
  return info.key != kNoKey && !info.numeric && info.casing != Casing::none;
}

// Army, Council: what a body's name ends with.
bool RunFinder::is_body(TokenId token) const {
  return (context_.is(token, kHeadNoun) || hint(token, kEndsBody)) && context_.name_like(token);
}

// "Central Bank of Libya", "Centers for Disease Control"
bool RunFinder::begins_body(TokenId token) const {
  if (is_body(token) && hint(token + 1, kOf)) return true;
  return hint(token, kTakesFor) && context_.name_like(token) && hint(token + 1, kFor);
}

bool RunFinder::ends_firm(TokenId token) const {
  return hint(token, kEndsFirm) && context_.name_like(token);
}

// Of the first token of a run, which may be the article itself.
bool RunFinder::after_article(TokenId token) const {
  if (hint(token, kThe)) return true;
  const auto before = context_.before(token);
  return before && hint(*before, kThe);
}

// One past the last token of the run that begins at `first` and reaches to `end` at least.
TokenId RunFinder::extend(TokenId first, TokenId end, TokenId stop) const {
  while (end < stop && end - first < kLongestRun && !context_.possessive(end - 1)) {
    const TokenId more = longer(first, end, stop);
    if (more == end) break;
    end = more;
  }
  return end;
}

// `end`, or further by a step.
TokenId RunFinder::longer(TokenId first, TokenId end, TokenId stop) const {
  const std::string_view gap = context_.gap(end - 1, end);
  // Mostly the run is over: a word in lower case that links nothing.
  const bool goes_on = context_.name_like(end) || context_.is(end, kBridge);
  if (gap == " " && !goes_on && !hint(end, kAnd | kFor | kOn)) return end;
  const bool lower = shared_.segments.info(end).casing == Casing::lower;
  if (end - first > 1 && ends_firm(end - 1) && !ends_firm(end)) return end;  // "Merck Inc"
  if (gap == ", " && ends_firm(end)) return end + 1;                         // "Merck, Inc"
  if (gap == " & " && joins_run(end)) return end + 1;
  if (gap == "-" && lower && end - first > 1 && context_.is(first, kFamilyFirst)) {
    return end + 1;  // "Ma Ying-jeou"
  }
  if (context_.after(end - 1) != end) return end;
  if (joins_run(end)) return end + 1;
  if (hint(end, kAnd)) return across_and(first, end, stop);
  return across_bridge(first, end, stop);
}

// "Securities and Exchange Commission": the head noun after "and" is the head of both sides when
// the left has none; an article before them, or a word of the language, shows that the left is no
// name by itself. "Merck and Co", "Ministry of Health and Welfare".
TokenId RunFinder::across_and(TokenId first, TokenId end, TokenId stop) const {
  const TokenId next = end + 1;
  if (next >= stop || context_.after(end) != next || !joins_run(next)) return end;
  if (ends_firm(next)) return next + 1;
  constexpr TokenId kLongestRight = 4;
  TokenId tail = next + 1;
  while (tail < stop && tail - next < kLongestRight && context_.after(tail - 1) == tail &&
         joins_run(tail) && !context_.possessive(tail - 1)) {
    ++tail;
  }
  const bool plain = context_.is(end - 1, kOrdinary);
  const bool named = context_.is(end - 1, kGivenName) || hint(end - 1, kPeople) ||
                     words_.land(add_key(0, shared_.segments.key(end - 1))) || in_mention(end - 1);
  if (named || is_body(end - 1)) return end;
  if (is_body(tail - 1) && (plain || after_article(first))) return tail;
  // "Zolland Oil and Gas Ltd"
  if (ends_firm(tail - 1) && (plain || context_.is(next, kOrdinary))) return tail;
  bool headed = false;
  for (TokenId t = first; t + 1 < end; ++t) {
    headed = headed || begins_body(t);
  }
  const bool right_named = context_.is(next, kGivenName) || hint(next, kPeople) ||
                           words_.land(add_key(0, shared_.segments.key(next)));
  const bool one_word = tail == next + 1 && !right_named;  // "Department of Wildlife and Fisheries"
  return headed && (plain || context_.is(next, kOrdinary) || one_word) ? next + 1 : end;
}

// "Bank of England", "Institute for the Study of War", "Deir al-Zour".
TokenId RunFinder::across_bridge(TokenId first, TokenId end, TokenId stop) const {
  const bool of = hint(end, kOf);
  const bool links = hint(end, kFor | kOn);
  if (hint(end, kThe) || (of && !takes_of(first, end - 1))) return end;
  if (links ? !takes_for(end - 1, end) : !context_.is(end, kBridge)) return end;
  TokenId bridge = end + 1;
  if (bridge < stop && context_.after(bridge - 1) == bridge && !joins_run(bridge) &&
      context_.is(bridge, kBridge) && !context_.possessive(bridge)) {
    ++bridge;
  }
  const bool bridged = bridge < stop && context_.after(bridge - 1) == bridge && joins_run(bridge);
  // "Cabinet of Abdullah Zoll" is two names.
  const bool person = bridged && of && context_.is(bridge, kGivenName) && bridge + 1 < stop &&
                      context_.after(bridge) == bridge + 1 && joins_run(bridge + 1) &&
                      !context_.is(bridge + 1, kOrdinary | kHeadNoun);
  if (person) return end;
  return bridged ? bridge + 1 : end;
}

// A noun before "of" goes on after it, a name does not: "Bank of England", "Gormley of McKinnon".
bool RunFinder::takes_of(TokenId first, TokenId last) const {
  if (ends_firm(last)) return false;
  const bool person = last > first && context_.is(first, kGivenName) && !is_body(last);
  if (person) return false;  // "John West of Zolland"
  constexpr Traits kNoun = kHeadNoun | kOrdinary | kTitle | kPlaceNoun | kAgentNoun;
  return context_.is(last, kNoun) || hint(last, kGround) || after_article(first);
}

bool RunFinder::takes_for(TokenId last, TokenId link) const {
  if (hint(link, kFor)) return hint(last, kTakesFor);
  const std::string_view noun = context_.key(last);  // "Committee on Foreign Relations"
  return noun == "committee" || noun == "council" || noun == "commission" ||
         noun == "subcommittee" || noun == "conference";
}

// ---- What of a run is a name --------------------------------------------------------------------

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
    plain = plain && empty_word(t);
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
    return word || context_.is(t, kCalendar | kConnector);
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

bool RunFinder::worth_keeping_alone(TokenId token) const {
  const Segments& s = shared_.segments;
  const KeyId key = s.key(token);
  const bool near = !shared_.index.near(key).empty();
  if (context_.key(token).size() < 3 || context_.is(token, kParticle | kHeadNoun)) return false;
  if (hint(token, kEndsFirm) || is_short_state(token)) return false;
  // A listed name that was found not to be one here is for nobody to decide again.
  if (listed_alone(token)) return false;
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

bool RunFinder::worth_keeping(Part part) const {
  if (part.begin >= part.end || only_office(part) || is_constituency(part)) return false;
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

void RunFinder::add(Part part, std::vector<Occurrence>& out) const {
  Occurrence found;
  found.document = document_;
  found.begin = part.begin;
  found.count = static_cast<std::uint16_t>(part.end - part.begin);
  const bool article = hint(part.begin, kThe);
  found.cues = {article ? Before::article : what_before(part.begin), what_after(part.end - 1),
                what_inside(part)};
  // With and without an article it is one name: "al-Assad", "Assad".
  TokenId t = part.begin;
  if (part.end - t > 1 && (context_.is(t, kArticle) || hint(t, kThe))) ++t;
  for (; t < part.end; ++t) found.name = add_key(found.name, shared_.segments.key(t));
  // "UAE" is one by its letters, "Car" is not.
  const bool spelled = found.count > 1 || words_.land(found.name) ||
                       shared_.segments.info(part.begin).casing == Casing::upper;
  if (spelled && words_.country(found.name)) {
    found.cues.inside |= kIsCountry;
  } else if (words_.land(found.name)) {
    found.cues.inside |= kIsCapital;
  }
  if ((found.cues.inside & kOneWord) != 0 && listed_alone(part.end - 1)) {
    found.cues.inside |= kListed;
  }
  out.push_back(found);
}

// ---- What stands beside and inside it -----------------------------------------------------------

Before RunFinder::what_before(TokenId begin) const {
  const auto last = context_.previous(begin);
  if (last && context_.gap(*last, begin) == ", " && context_.name_like(*last)) return Before::comma;
  const auto before = context_.before(begin);
  if (!before) return Before::none;
  const bool title = context_.is(*before, kTitle) && !context_.is(*before, kHeadNoun);
  if (title || hint(*before, kRole)) return Before::title;
  if (hint(*before, kThe)) {
    const auto word = context_.before(*before);
    const bool where = word && (context_.is(*word, kLocative | kMotion) || hint(*word, kWhither));
    return where ? Before::place_article : Before::article;
  }
  if (hint(*before, kOf)) return Before::of;
  if (hint(*before, kWhither)) return Before::whither;
  if (hint(*before, kQuantifier)) return Before::quantifier;
  if (context_.is(*before, kObjectVerb)) return Before::object;
  return context_.is(*before, kLocative | kMotion) ? Before::place_word : Before::none;
}

After RunFinder::what_after(TokenId last) const {
  const auto next = context_.next(last);
  if (!next) return After::none;
  if (context_.possessive(last)) return After::possession;
  const std::string_view gap = context_.gap(last, *next);
  if (gap == ", ") return what_after_comma(*next);
  if ((gap == " " || gap == "-") && hint(*next, kBased)) return After::place_word;
  if (gap != " ") return After::none;
  if (hint(*next, kWho)) return After::who;
  if (context_.is(*next, kSpeech)) return After::speech;
  if (shared_.segments.info(*next).casing != Casing::lower) {
    const bool office = context_.is(*next, kTitle) && !context_.is(*next, kHeadNoun);
    return office && context_.name_like(*next) ? After::office : After::none;
  }
  if (context_.is(*next, kPlaceNoun) || hint(*next, kGround)) return After::place_word;
  if (context_.is(*next, kAgentNoun | kSideNoun)) return After::agent;
  if (hint(*next, kPluralVerb)) return After::plural;
  if (hint(*next, kNounLike)) return After::noun;
  return context_.is(*next, kFiniteVerb) ? After::verb : After::none;
}

After RunFinder::what_after_comma(TokenId next) const {
  if (hint(next, kWho)) return After::who;
  if (shared_.segments.info(next).numeric) {
    return context_.key(next).size() == 2 ? After::age : After::none;
  }
  if (context_.name_like(next)) return After::comma;
  TokenId role = next;  // ", the former chairman"
  for (int steps = 0; steps < 3 && role + 1 < context_.end(); ++steps, ++role) {
    if (context_.is(role, kTitle) && !context_.is(role, kHeadNoun)) return After::role;
    if (context_.name_like(role)) break;
  }
  return After::none;
}

// "U.S. Treasury", not "U.S. President Barack Obama".
bool RunFinder::is_of_land(Part part) const {
  const bool letters = shared_.segments.info(part.begin).casing == Casing::upper;
  if (!letters || !words_.country(add_key(0, shared_.segments.key(part.begin)))) return false;
  for (TokenId t = part.begin + 1; t < part.end; ++t) {
    if (context_.is(t, kGivenName | kTitle) || hint(t, kRole)) return false;
  }
  return true;
}

Inside RunFinder::what_inside(Part part) const {
  unsigned cues = 0;
  TokenId last = part.end - 1;
  TokenId begin = part.begin;
  if (last > begin + 1 && hint(last, kNumeral)) --last;  // "World War II"
  if (begin < last && (context_.is(begin, kArticle) || hint(begin, kThe))) ++begin;
  const bool several = begin < last;
  const bool upper = shared_.segments.info(begin).casing == Casing::upper;
  if (several) {
    const bool of_body = is_body(begin) && !context_.is(begin + 1, kOrdinary & ~kConnector) &&
                         hint(begin + 1, kOf | kFor);
    const bool inner = [&] {  // "Norwegian Ministry of Defence"
      for (TokenId t = begin; t < last; ++t) {
        if (is_body(t) && context_.is(t + 1, kConnector)) return true;
      }
      return false;
    }();
    const bool headed = is_body(last) || ends_firm(last) || context_.is(last, kInstitution) ||
                        is_of_land({begin, last + 1});
    if (of_body || inner || headed) cues |= kHasHeadNoun;
    if (hint(last, kGround) || hint(begin, kGroundBefore)) cues |= kHasGround;
    if (context_.is(begin, kGivenName)) cues |= kHasGivenName;
    if (context_.is(last, kOrdinary)) cues |= kEndsPlainly;
  } else {
    cues |= kOneWord;
    if (context_.is(begin, kGivenName)) cues |= kHasGivenName;
    constexpr std::size_t kLongestAcronym = 5;
    const bool few = context_.key(begin).size() <= kLongestAcronym;
    if (upper && few && !context_.all_caps()) cues |= kAcronymLike;
  }
  if (hint(last, kCreed | kPeople) && (!several || (cues & kHasGivenName) == 0))
    cues |= kNamesPeople;
  for (TokenId t = part.begin; t < part.end; ++t) {
    if (several && hint(t, kOneLetter) && context_.name_like(t)) cues |= kHasInitial;
    if (t > begin && context_.is(t, kParticle) && !context_.is(t, kOrdinary)) cues |= kHasParticle;
  }
  return static_cast<Inside>(cues | (unsure_ ? kUnsure : 0U));
}

// ---- Runs of a document -------------------------------------------------------------------------

// Of a state names of others are made: "Iraqi Army", "Bank of Libya".
bool RunFinder::names_state(const Mention& mention) const {
  const auto& actors = shared_.knowledge.actors;
  return mention.actor >= 0 && state_part(mention.kind) &&
         actors[static_cast<std::size_t>(mention.actor)].type == ActorType::state;
}

bool RunFinder::in_mention(TokenId token) const {
  for (std::size_t i = next_mention_; i < mentions_.size(); ++i) {
    const Mention& mention = mentions_[i];
    if (mention.token_begin > token) return false;
    if (token < mention.token_begin + mention.token_count) return true;
  }
  return false;
}

// Where a run from `token` must stop: before the next mention that is no state's; `at_peoples`:
// nor an adjective.
TokenId RunFinder::stop_before(TokenId token, TokenId end, bool at_peoples) const {
  for (std::size_t i = next_mention_; i < mentions_.size(); ++i) {
    const Mention& mention = mentions_[i];
    if (mention.token_begin >= end) break;
    if (mention.token_begin <= token) continue;
    const bool people = mention.kind == NameKind::demonym;
    if (!names_state(mention) || (at_peoples && people)) return mention.token_begin;
  }
  return end;
}

// One past the run that begins at `token`. It holds an adjective of a listed state only as part of
// a body's name: "Free Syrian Army".
TokenId RunFinder::run_at(TokenId token, TokenId end) const {
  const TokenId near = stop_before(token, end, true);
  const TokenId far = stop_before(token, end, false);
  const TokenId narrow = extend(token, token + 1, near);
  const TokenId wide = near == far ? narrow : extend(token, token + 1, far);
  return wide > narrow && is_body(wide - 1) ? wide : narrow;
}

// One past a name that begins with that of a listed state, or the end of the mention: "Iraqi Army",
// "Jordan De Goey", not "Iraqi Prime Minister Haider al-Abadi".
TokenId RunFinder::named_after_state(const Mention& mention, TokenId end) const {
  const TokenId begin = mention.token_begin;
  const TokenId after = begin + mention.token_count;
  const TokenId run_end = extend(begin, after, stop_before(after - 1, end, false));
  if (run_end == after || context_.possessive(after - 1)) return after;
  if (context_.is(begin, kGivenName) && mention.token_count == 1 &&
      !context_.is(after, kOrdinary) && joins_run(after) && !context_.is(after, kTitle)) {
    return run_end;
  }
  bool body = is_body(run_end - 1) || ends_firm(run_end - 1);
  for (TokenId t = after; t < run_end; ++t) {
    const bool office = context_.is(t, kTitle) && !context_.is(t, kHeadNoun);
    if (office && !(t + 2 == run_end && body)) return after;  // but "Iraqi General Council"
    if (t + 1 < run_end && is_body(t) && context_.is(t + 1, kConnector)) body = true;
  }
  return body ? run_end : after;
}

// Is `token` in a mention? Then moves it past the mention.
bool RunFinder::skip_mentions(TokenId& token) {
  while (next_mention_ < mentions_.size() &&
         mentions_[next_mention_].token_begin + mentions_[next_mention_].token_count <= token) {
    ++next_mention_;
  }
  if (next_mention_ == mentions_.size()) return false;
  const Mention& mention = mentions_[next_mention_];
  if (mention.token_begin > token) return false;
  token = mention.token_begin + mention.token_count;
  return true;
}

void RunFinder::run_sentence(SentenceId sentence, std::vector<Occurrence>& out) {
  const Segments& s = shared_.segments;
  const TokenId end = s.token_end(sentence);
  bool entered = false;
  for (TokenId t = s.sentences[sentence].token_begin; t < end;) {
    if (!shared_.index.name_like(s.tokens[t].type)) {
      ++t;
      continue;
    }
    if (!entered) {
      context_.enter(sentence);
      shared_.traits.prefetch({s.tokens.data() + t, s.tokens.data() + end});
      entered = true;
      const Region region = s.sentences[sentence].region;
      unsure_ = region == Region::byline || region == Region::dateline ||
                (region != Region::slate && (context_.title_case() || context_.all_caps()));
    }
    const TokenId begin = t;
    if (skip_mentions(t)) {
      const Mention& mention = mentions_[next_mention_];
      if (mention.token_begin != begin || unsure_ || !names_state(mention)) continue;
      const TokenId run_end = named_after_state(mention, end);
      if (run_end == t) continue;
      keep_part({begin, run_end}, out);
      t = run_end;
    } else if (joins_run(t)) {
      t = run_at(t, end);
      keep({begin, t}, out);
    } else {
      ++t;
    }
  }
}

void RunFinder::run(std::uint32_t document, std::span<const Mention> mentions,
                    std::vector<Occurrence>& out) {
  const Segments& s = shared_.segments;
  context_ = Context(s, shared_.traits, shared_.index, shared_.corpus.text(document));
  document_ = document;
  mentions_ = mentions;
  next_mention_ = 0;
  for (SentenceId i = s.doc_sentences[document]; i < s.doc_sentences[document + 1]; ++i) {
    if (s.sentences[i].region != Region::boilerplate) run_sentence(i, out);
  }
}

}  // namespace polyvocal::naming
