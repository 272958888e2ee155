// Scores one mention by the polarity model. Private to the stance stage.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "english/syntax.h"
#include "polyvocal/stance/evidence.h"
#include "polyvocal/stance/polarity.h"
#include "stance/polarity_terms.h"

namespace polyvocal::scoring {

class PolarityScorer {
 public:
  /// Looks the model's words up in the vocabulary once.
  PolarityScorer(const PolarityModel& model, const Segments& segments);

  /// Logits of a mention with these terms and with the cues of the rules at cues[first ..]. Their
  /// weights become what each adds to logit(positive) - logit(negative), and the words follow them.
  Polarity score(const english::Syntax& syntax, const std::vector<WordTerm>& terms,
                 std::vector<StanceCue>& cues, std::size_t first) const;

 private:
  const PolarityModel& model_;
  const Segments& segments_;
  std::vector<std::int32_t> word_of_;           // per key, -1 when the model does not know it
  std::array<double, kTermWindow + 1> near_{};  // by words away
};

}  // namespace polyvocal::scoring
