// How far a run of capitalised words goes.
#include <string_view>

#include "actors/discovery/run_finder.h"

namespace polyvocal::naming {

namespace {

constexpr TokenId kLongestRun = 10;

}  // namespace

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

}  // namespace polyvocal::naming
