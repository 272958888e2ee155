// Scores the mentions of one parsed sentence by the rules: finds the words of the tables, decides
// what each is said of, and turns it round under negation. Private to the stance stage.
#pragma once

#include <vector>

#include "polyvocal/stance/evidence.h"
#include "stance/rules/attachment.h"
#include "stance/rules/deeds.h"
#include "stance/rules/findings.h"
#include "stance/rules/sentence.h"

namespace polyvocal::scoring {

/// For one worker.
class RuleScorer {
 public:
  RuleScorer(const Segments& segments, const StanceLexicon& lexicon, const EvidenceOptions& options)
      : sentence_(segments, lexicon), deeds_(options.count_relations) {}

  /// Fills found(). For the arguments see Sentence::set.
  void run(std::string_view text, const english::Syntax& syntax,
           const std::vector<std::int32_t>& voice_of, const std::vector<std::int32_t>& cue_of,
           const std::vector<std::uint8_t>& places);
  /// Forgets the last sentence: for one without any word of the tables.
  void clear() { found_.clear(); }
  [[nodiscard]] const Findings& found() const { return found_; }

 private:
  void find_said();
  bool find_label(std::int32_t i);
  void attach(const Said& said);

  Sentence sentence_;
  DeedReader deeds_;
  Findings found_;
  std::vector<Said> said_;
};

}  // namespace polyvocal::scoring
