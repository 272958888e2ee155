// A line in capitals before a quotation names the speaker: "ANN LEE MEMBER OF PARLIAMENT "We ..."".
// When the speaker is the outlet's own reporter, the words are the outlet's.
#pragma once

#include <optional>

#include "voice/scene.h"

namespace polyvocal::voicing {

class Slates {
 public:
  explicit Slates(Scene& scene) : scene_(scene) {}

  /// A sentence of the region slate: it names who speaks next.
  void note(Span slate) { slate_ = slate; }
  /// Gives the quotation to the slate before it; false when there is none.
  bool place(std::uint32_t quote);

 private:
  bool find_before(const Quote& here);
  [[nodiscard]] bool is_reporter(Span slate, const Quote& here) const;
  [[nodiscard]] std::size_t count_named(const std::vector<KeyId>& name, TokenId begin,
                                        TokenId end) const;
  [[nodiscard]] bool introduced(const std::vector<KeyId>& name, TokenId slate) const;

  Scene& scene_;
  std::optional<Span> slate_;
};

}  // namespace polyvocal::voicing
