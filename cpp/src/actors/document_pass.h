// All mentions of one document: collects every form found, has each judged by what the document
// says elsewhere, settles overlaps. One object a worker; buffers are reused from document to
// document.
//
//   DocumentPass pass(shared);
//   pass.run(document, mentions, log);
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "actors/judgement/document.h"
#include "actors/judgement/judges.h"
#include "actors/shared.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

class DocumentPass {
 public:
  explicit DocumentPass(const Shared& shared) : doc_(shared) {}

  /// Appends the mentions of a document in order.
  void run(std::uint32_t document, std::vector<Mention>& out, CorrectionLog& log);

 private:
  void collect();
  void collect_head_nouns();
  void judge(CorrectionLog& log);
  void emit(std::vector<Mention>& out) const;

  Document doc_;
  std::vector<Match> matches_;
  std::vector<std::pair<TokenId, SentenceId>> head_nouns_;
};

}  // namespace polyvocal::naming
