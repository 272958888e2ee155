#include "voice/source.h"

namespace polyvocal::voicing {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;

// Last item of the phrase with its complements and explanations, before `limit`.
std::int32_t phrase_end(const Syntax& s, std::int32_t chunk, std::int32_t limit) {
  std::int32_t end = s.chunk(chunk).head;
  for (std::int32_t k = end + 1; k < limit && k < s.size() && k < end + 6; ++k) {
    const Item& it = s.at(k);
    if (it.verb != kNone || it.tag == Tag::relative || it.tag == Tag::subordinator) break;
    if ((it.gap & (english::kStop | english::kDash | english::kOpenQuote | english::kCloseQuote)) !=
        0)
      break;
    if (it.chunk == kNone) {
      if ((it.gap & english::kBreak) != 0) break;
      continue;
    }
    const Chunk& next = s.chunk(it.chunk);
    const bool comma = (it.gap & english::kBreak) != 0;
    const bool explains = next.apposed_to != kNone && s.chunk(next.apposed_to).head <= end;
    const bool joined = next.joined_to != kNone && s.chunk(next.joined_to).head <= end;
    const bool complement = next.preposition != kNone && !s.at(next.head).word.is(english::kTime);
    if (!explains && !joined && (comma || !complement)) break;
    end = next.head;
    k = end;
  }
  return end;
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

}  // namespace

Source read_source(const VoiceInput& input, const Syntax& s, std::int32_t chunk_id,
                   std::int32_t limit, bool open_end) {
  Source source;
  const Chunk& chunk = s.chunk(chunk_id);
  source.first = chunk.first;
  if (open_end) {
    source.last = phrase_end(s, chunk_id, limit);
  } else {
    source.last = limit - 1;
    while (source.last > chunk.head && s.at(source.last).chunk == kNone &&
           s.at(source.last).verb == kNone) {
      --source.last;
    }
  }
  source.span = {s.at(source.first).span.begin, s.at(source.last).span.end};
  const Item& head = s.at(chunk.head);
  if (head.tag == Tag::pronoun) {
    source.pronoun = head.word.is(english::kThirdPerson);
    source.first_person = head.word.is(english::kFirstPerson);
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
