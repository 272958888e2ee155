#include "voice/source.h"

#include <algorithm>

namespace polyvocal::voicing {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;

constexpr std::int32_t kPhraseReach = 6;   // words between the parts of a source phrase
constexpr std::int32_t kClauseReach = 40;  // words of a relative clause in it

constexpr english::Gap kPhraseStop =
    english::kStop | english::kDash | english::kOpenQuote | english::kCloseQuote;

std::string_view word_of(const VoiceInput& input, const Item& it) {
  return input.segments.vocabulary.types[input.segments.tokens[it.token].type];
}

// ", who led the council, ...": the last item of the clause that begins at k. The comma that ends
// it comes after its verb.
std::int32_t clause_end(const Syntax& s, std::int32_t k, std::int32_t limit) {
  bool verb = false;
  std::int32_t i = k;
  for (; i + 1 < limit && i + 1 < s.size() && i < k + kClauseReach; ++i) {
    verb = verb || s.at(i).verb != kNone;
    const Item& next = s.at(i + 1);
    if ((next.gap & kPhraseStop) != 0) break;
    if (verb && (next.gap & english::kComma) != 0) break;
  }
  return i;
}

// "released last week", "marching through the streets": a participle right behind the noun.
bool reduced_clause(const Syntax& s, std::int32_t k) {
  const Item& it = s.at(k);
  if (it.verb == kNone || (it.gap & english::kBreak) != 0) return false;
  const english::VerbGroup& group = s.verb(it.verb);
  if (group.first != k || group.infinitive) return false;
  if (!group.finite) return true;
  // "a poll | released Wednesday": no name, and no object.
  const Item& noun = s.at(k - 1);
  const bool thing = noun.tag == Tag::noun && noun.mention == kNone && !noun.capital;
  if (!thing || group.head != k || (group.forms & english::kParticiple) == 0) return false;
  if (it.word.is(english::kSpeech) || k + 1 >= s.size()) return false;
  const Item& next = s.at(k + 1);
  return next.tag == Tag::preposition || next.word.is(english::kTime);
}

// "a source | close to the talks", "an official | familiar with the plan".
std::int32_t adjective_phrase(const Syntax& s, std::int32_t k) {
  if (k + 2 >= s.size() || s.at(k).gap != 0) return kNone;
  const Item& it = s.at(k);
  const Item& link = s.at(k + 1);
  const Item& next = s.at(k + 2);
  const bool adjective = it.verb == kNone && it.chunk == kNone && it.word.is(english::kAdjective);
  const bool linked = link.tag == Tag::preposition || link.tag == Tag::to;
  if (!adjective || !linked || link.gap != 0 || next.chunk == kNone || next.gap != 0) return kNone;
  return s.chunk(next.chunk).head;
}

// ", 59," and ", of Springfield, Va.," behind a name; not ", at Monday's debate,".
bool tells_age_or_place(const Syntax& s, std::int32_t k) {
  const Item& it = s.at(k);
  if (it.tag == Tag::number) return k + 1 >= s.size() || (s.at(k + 1).gap & english::kBreak) != 0;
  return it.tag == Tag::preposition && k + 1 < s.size() && s.at(k + 1).capital &&
         !s.at(k + 1).word.is(english::kTime) && it.span.size() == 2;
}

// Does the phrase go on with the noun phrase at item k?
bool joins_phrase(const Syntax& s, std::int32_t k, std::int32_t end) {
  const Item& it = s.at(k);
  const Chunk& next = s.chunk(it.chunk);
  if ((it.gap & english::kOpenParen) != 0) return true;
  const bool comma = (it.gap & english::kBreak) != 0;
  const bool explains = next.apposed_to != kNone && s.chunk(next.apposed_to).head <= end;
  const bool joined = next.joined_to != kNone && s.chunk(next.joined_to).head <= end;
  const bool complement = next.preposition != kNone && !s.at(next.head).word.is(english::kTime);
  return explains || joined || (!comma && complement);
}

bool tells_occasion(const VoiceInput& input, const Syntax& s, std::int32_t head, std::int32_t k);

// Last item of the phrase with its complements, explanations and relative clauses, before `limit`.
std::int32_t phrase_end(const VoiceInput& input, const Syntax& s, std::int32_t chunk,
                        std::int32_t limit) {
  std::int32_t end = s.chunk(chunk).head;
  for (std::int32_t k = end + 1; k < limit && k < s.size() && k < end + kPhraseReach; ++k) {
    const Item& it = s.at(k);
    if ((it.gap & kPhraseStop) != 0) break;
    const bool occasion = end == s.chunk(chunk).head && tells_occasion(input, s, end, k);
    if (occasion && s.at(k + 1).chunk != kNone && !s.at(s.chunk(s.at(k + 1).chunk).head).capital) {
      break;  // "said Ann Lee | in a statement"
    }
    const bool relative = it.tag == Tag::relative || (it.tag == Tag::that && k == end + 1);
    if (relative || (k == end + 1 && reduced_clause(s, k))) {
      if (k > end + 2) break;
      end = k = clause_end(s, k, limit);
      continue;
    }
    if (it.verb != kNone || it.tag == Tag::subordinator) break;
    if (k == end + 1) {
      const std::int32_t completed = adjective_phrase(s, k);
      if (completed != kNone) {
        end = k = completed;
        continue;
      }
    }
    if ((it.gap & english::kComma) != 0 && tells_age_or_place(s, k)) {
      if (it.tag == Tag::number) end = k;
      continue;
    }
    if (it.chunk == kNone) {
      if ((it.gap & english::kBreak) != 0) break;
      continue;
    }
    const Chunk& next = s.chunk(it.chunk);
    const bool place = k >= 2 && s.at(k - 1).tag == Tag::preposition &&
                       (s.at(k - 1).gap & english::kComma) != 0 && tells_age_or_place(s, k - 1);
    if (!place && !joins_phrase(s, k, end)) break;
    end = next.head;
    k = end;
  }
  return end;
}

// "Ann Lee | in an interview said": when and where, behind a name.
bool tells_occasion(const VoiceInput& input, const Syntax& s, std::int32_t head, std::int32_t k) {
  const Item& it = s.at(k);
  const bool named = s.at(head).mention != kNone || (s.at(head).capital && head > 0);
  if (k != head + 1 || !named || it.tag != Tag::preposition || k + 1 >= s.size()) return false;
  const Item& next = s.at(k + 1);  // not "the Commission on Debates"
  if (next.capital && !next.word.is(english::kTime)) return false;
  const std::string_view word = word_of(input, it);
  return word == "in" || word == "on" || word == "during" || word == "after" || word == "before";
}

// Last item of a subject whose verb begins at `limit`: without ", speaking in the capital," and
// "this month" before the verb.
std::int32_t subject_end(const VoiceInput& input, const Syntax& s, std::int32_t head,
                         std::int32_t limit) {
  std::int32_t last = limit - 1;
  for (std::int32_t k = head + 1; k < limit; ++k) {
    const Item& it = s.at(k);
    if (tells_occasion(input, s, head, k)) {
      last = k - 1;
      break;
    }
    if ((it.gap & english::kComma) == 0) continue;
    if (word_of(input, it) == "including") continue;
    const bool participle = it.verb != kNone && s.verb(it.verb).first == k &&
                            !s.verb(it.verb).finite && !s.verb(it.verb).infinitive;
    const bool circumstance = it.tag == Tag::preposition && !tells_age_or_place(s, k);
    if (participle || circumstance) {
      last = k - 1;
      break;
    }
  }
  bool clause = false;
  for (std::int32_t k = head + 1; k <= last; ++k) clause = clause || s.at(k).verb != kNone;
  while (last > head) {
    const Item& it = s.at(last);
    const bool time = !clause && it.chunk != kNone && s.chunk(it.chunk).first > head &&
                      it.word.casing != Casing::upper &&  // "USA TODAY"
                      s.at(s.chunk(it.chunk).head).word.is(english::kTime);
    // "the people I have spoken | with"
    const bool stranded = clause && it.tag == Tag::preposition && s.at(last - 1).verb != kNone;
    const bool loose = it.chunk == kNone && it.verb == kNone && !stranded;
    if (!time && !loose) break;
    last = time ? s.chunk(it.chunk).first - 1 : last - 1;
  }
  return last;
}

// "nine in | ten adults", "four out of | ten voters": the number before.
std::int32_t share_begin(const Syntax& s, std::int32_t first) {
  if (first < 2 || s.at(first).tag != Tag::number || s.at(first - 1).tag != Tag::preposition) {
    return first;
  }
  const std::int32_t k = first - 2;
  if (s.at(k).word.is(english::kNumber) || s.at(k).tag == Tag::number) return k;
  return k > 0 && s.at(k).gap == 0 && s.at(k - 1).word.is(english::kNumber) ? k - 1 : first;
}

// "about | ten voters", "more than | six in ten".
std::int32_t rough_begin(const VoiceInput& input, const Syntax& s, std::int32_t first) {
  if (first < 1 || (s.at(first).gap & english::kBreak) != 0) return first;
  if (s.at(first).tag != Tag::number && !s.at(first).word.is(english::kNumber)) return first;
  const std::string_view word = word_of(input, s.at(first - 1));
  if (word == "about" || word == "About" || word == "roughly" || word == "Roughly") {
    return first - 1;
  }
  if (word != "than" || first < 2) return first;
  const std::string_view measure = word_of(input, s.at(first - 2));
  const bool compared = measure == "more" || measure == "More" || measure == "fewer" ||
                        measure == "Fewer" || measure == "less" || measure == "Less";
  return compared ? first - 2 : first;
}

// "Voting | rights advocates said": a gerund that opens the clause right before a bare noun.
bool names_kind(const Syntax& s, std::int32_t first) {
  const Item& gerund = s.at(first - 1);
  if (s.at(first).gap != 0 || s.at(first).tag != Tag::noun || s.at(first).mention != kNone) {
    return false;
  }
  if ((gerund.word.forms & english::kGerund) == 0) return false;
  return first == 1 || (gerund.gap & english::kBreak) != 0 ||
         s.at(first - 2).tag == Tag::subordinator || s.at(first - 2).tag == Tag::relative ||
         s.at(first - 2).tag == Tag::that;
}

// "Federal and | state officials", "nearly | eight of ten voters"; without "what" of "what X said".
std::int32_t phrase_begin(const VoiceInput& input, const Syntax& s, std::int32_t first,
                          std::int32_t head) {
  while (first < head && s.at(first).word.is(english::kQuestion)) ++first;
  if (first >= 2 && s.at(first - 1).tag == Tag::coordinator && s.at(first - 1).gap == 0 &&
      s.at(first).gap == 0 && s.at(first - 2).tag == Tag::adjective &&
      s.at(first - 2).chunk == kNone) {
    first -= 2;
    if (first > 0 && s.at(first - 1).tag == Tag::determiner && s.at(first).gap == 0) --first;
  }
  if (first > 0 && names_kind(s, first)) --first;
  first = rough_begin(input, s, share_begin(s, first));
  if (first > 0 && s.at(first).gap == 0 && s.at(first).tag == Tag::pronoun &&
      s.at(first - 1).word.is(english::kNegator) && s.at(first - 1).verb == kNone) {
    return first - 1;  // "no one", "not everyone"
  }
  const bool counted = s.at(first).tag == Tag::number || s.at(first).tag == Tag::determiner;
  const bool adverb = first > 0 && s.at(first - 1).tag == Tag::adverb &&
                      s.at(first - 1).verb == kNone && (s.at(first).gap & english::kBreak) == 0;
  return counted && adverb ? first - 1 : first;
}

// "most | of whom"
bool names_members(const VoiceInput& input, const Syntax& s, std::int32_t head, std::int32_t last) {
  if (last != head || head + 2 >= s.size()) return false;
  const std::string_view whom = word_of(input, s.at(head + 2));
  return word_of(input, s.at(head + 1)) == "of" && (whom == "whom" || whom == "which");
}

// Where the last word ends, "he" of "he'll".
std::uint32_t end_of_source(const VoiceInput& input, const Syntax& s, std::int32_t last) {
  const Item& it = s.at(last);
  constexpr english::WordClasses kContracted = english::kBe | english::kHave | english::kModal;
  if (it.tag != Tag::pronoun || !it.word.is(kContracted)) return it.span.end;
  const std::string_view word = word_of(input, it);
  std::size_t end = word.find('\'');
  if (end == std::string_view::npos) end = word.find("\xE2\x80\x99");
  return end == std::string_view::npos || end == 0
             ? it.span.end
             : it.span.begin + static_cast<std::uint32_t>(end);
}

ActorId actor_at(const VoiceInput& input, const Item& item) {
  return item.mention == kNone ? -1
                               : input.mentions.rows[static_cast<std::size_t>(item.mention)].actor;
}

// The name in [first, last] that fits best: a person before an organisation, later before earlier.
ActorId name_between(const VoiceInput& input, const Syntax& s, std::int32_t first,
                     std::int32_t last, bool persons_only) {
  ActorId found = -1;
  for (std::int32_t k = last; k >= first; --k) {
    const ActorId actor = actor_at(input, s.at(k));
    if (actor < 0) continue;
    const bool person =
        input.knowledge.actors[static_cast<std::size_t>(actor)].type == ActorType::person;
    if (person) return actor;
    if (!persons_only) found = actor;
  }
  return found;
}

// "spokesman for X", "head of X", "statement posted by X".
ActorId complement_actor(const VoiceInput& input, const Syntax& s, std::int32_t head,
                         std::int32_t last) {
  for (std::int32_t k = head + 1; k <= last; ++k) {
    const Item& it = s.at(k);
    if (it.chunk == kNone) continue;
    const Chunk& chunk = s.chunk(it.chunk);
    const ActorId actor = actor_at(input, s.at(chunk.head));
    if (actor < 0) continue;
    const ActorType type = input.knowledge.actors[static_cast<std::size_t>(actor)].type;
    if (type != ActorType::place || chunk.parent != kNone) return actor;
  }
  return -1;
}

void resolve_common_noun(const VoiceInput& input, const Syntax& s, const Chunk& chunk,
                         Source& source) {
  const Item& head = s.at(chunk.head);
  source.head = input.segments.key(head.token);
  for (std::int32_t k = chunk.first; k < chunk.head; ++k) {
    const ActorId actor = actor_at(input, s.at(k));
    if (actor >= 0) source.owner = actor;
  }
  const bool office = head.word.is(english::kOffice);
  source.description = head.word.is(english::kPerson);
  const ActorId person = name_between(input, s, chunk.head + 1, source.last, true);
  if (person >= 0) {
    source.actor = person;
    source.description = false;
  } else if (office && source.owner >= 0) {
    source.actor = source.owner;
  } else if (office) {
    source.actor = complement_actor(input, s, chunk.head, source.last);
  }
}

// A capital at the start of a sentence says nothing of a common word ("Sources said").
bool is_name(const Syntax& s, std::int32_t i) {
  const Item& it = s.at(i);
  if (it.mention != kNone) return true;
  constexpr english::WordClasses kCommon = english::kSourceNoun | english::kOffice |
                                           english::kPerson | english::kNumber | english::kPronoun;
  const bool common = it.word.is(kCommon) || s.title_case;
  return it.capital && !(i == 0 && common) && it.tag == Tag::noun;
}

// The head of the phrase, or of what explains it, is a name: "a lawyer, Ann Lee".
bool has_name(const Syntax& s, std::int32_t chunk_id, std::int32_t last) {
  const Chunk& chunk = s.chunk(chunk_id);
  if (is_name(s, chunk.head)) return true;
  for (std::int32_t k = chunk.head + 1; k <= last; ++k) {
    const Item& it = s.at(k);
    if (it.chunk == kNone) continue;
    const Chunk& next = s.chunk(it.chunk);
    if (next.apposed_to == chunk_id && is_name(s, next.head)) return true;
    k = std::max(k, next.head);
  }
  return false;
}

}  // namespace

Source read_source(const VoiceInput& input, const Syntax& s, std::int32_t chunk_id,
                   std::int32_t limit, bool open_end) {
  Source source;
  const Chunk& chunk = s.chunk(chunk_id);
  source.first = chunk.first;
  if (open_end) {
    source.last = phrase_end(input, s, chunk_id, limit);
  } else {
    source.last = subject_end(input, s, chunk.head, limit);
  }
  source.first = phrase_begin(input, s, chunk.first, chunk.head);
  if (names_members(input, s, chunk.head, source.last)) source.last = chunk.head + 2;
  while (source.last + 1 < s.size() && (s.at(source.last + 1).gap & english::kHyphen) != 0) {
    ++source.last;  // "the president-in-waiting", "(R-Ohio)"
  }
  source.span = {s.at(source.first).span.begin, end_of_source(input, s, source.last)};
  source.named = has_name(s, chunk_id, source.last);
  const Item& head = s.at(chunk.head);
  if (head.tag == Tag::pronoun) {
    source.pronoun = head.word.is(english::kThirdPerson);
    source.first_person = head.word.is(english::kFirstPerson);
    source.body = input.cues.is_it(input.segments.key(head.token));
    return source;
  }
  if (head.mention != kNone) {
    source.actor = actor_at(input, head);
    return source;
  }
  resolve_common_noun(input, s, chunk, source);
  return source;
}

}  // namespace polyvocal::voicing
