// Quotations that no cue covers: those of a slate, those that go on with the last speaker, and
// those whose source nobody names.
#pragma once

#include "voice/scene.h"
#include "voice/slate.h"

namespace polyvocal::voicing {

class CarryOver {
 public:
  explicit CarryOver(Scene& scene) : scene_(scene), slates_(scene), next_(scene.quotes.begin()) {}

  void note_slate(Span slate) { slates_.note(slate); }
  /// Places the quotations that end before a byte, in the scene's sentence.
  void place_until(std::uint32_t until, bool in_sentence);

 private:
  void place(std::uint32_t q, bool in_sentence);
  [[nodiscard]] std::int32_t word_count(Span span) const;
  [[nodiscard]] bool is_sentence(const Quote& here) const;
  bool dangling_source(std::uint32_t q);

  Scene& scene_;
  Slates slates_;
  std::uint32_t next_;  // first quotation that was not looked at
};

}  // namespace polyvocal::voicing
