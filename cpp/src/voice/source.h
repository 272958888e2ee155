// Who a source phrase stands for: its extent, and the actor that speaks.
#pragma once

#include "english/syntax.h"
#include "voice/extract.h"

namespace polyvocal::voicing {

struct Source {
  Span span;  ///< empty: nobody is named
  ActorId actor = -1;
  std::int32_t first = -1;  ///< items of the sentence
  std::int32_t last = -1;
  bool named = false;         ///< a name stands in it, not only a description
  bool pronoun = false;       ///< he, she, they
  bool first_person = false;  ///< I, we
  bool body = false;          ///< it: an organisation or a state
  bool description = false;  ///< "the minister", "Russia's top diplomat": may stand for a named one
  KeyId head = kNoKey;       ///< head noun of a description
  ActorId owner = -1;        ///< "Russia" of "Russia's top diplomat"
};

/// The source whose head phrase is `chunk`; it ends before item `limit`. With `open_end` it takes
/// only what belongs to the phrase ("said the head of the council, a lawyer"), else all up to
/// limit.
Source read_source(const VoiceInput& input, const english::Syntax& syntax, std::int32_t chunk,
                   std::int32_t limit, bool open_end);

}  // namespace polyvocal::voicing
