#include <algorithm>
#include <array>
#include <memory>
#include <tuple>
#include <utility>

#include "actors/alias_index.h"
#include "actors/discovery/list_unknown_names.h"
#include "actors/discovery/news_words.h"
#include "actors/discovery/run_finder.h"
#include "actors/document_pass.h"
#include "actors/traits.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal {

namespace {

using namespace naming;  // NOLINT(google-build-using-namespace): this file is where it comes
                         // together

constexpr std::size_t kGrain = 32;  // documents a worker takes at once

struct Found {
  std::vector<Mention> mentions;
  std::vector<Occurrence> unknown;
};

// Near spellings that are words of their own for every actor they might stand for: most of the
// matches that would only be thrown away.
std::vector<std::uint8_t> find_idle(const Shared& shared) {
  const Vocabulary& vocabulary = shared.segments.vocabulary;
  std::vector<std::uint8_t> idle(vocabulary.types.size(), 0);
  for (TypeId type = 0; type < idle.size(); ++type) {
    if (!shared.index.has_near(type)) continue;
    const KeyId key = vocabulary.info[type].key;
    bool is_idle = true;
    for (const Near& near : shared.index.near(key)) {
      if (near.transliterated) is_idle = false;  // judged by the article alone
      for (const FormId f : shared.index.forms_with(near.word)) {
        const Form& form = shared.index.form(f);
        if (is_weak(form.origin) || form.actor < 0) continue;
        const CorpusEvidence::Count count = shared.evidence.of(key, form.actor);
        const bool own = count.agree == 0 && shared.evidence.independent(key, form.actor);
        is_idle = is_idle && own;
      }
    }
    idle[type] = is_idle ? 1 : 0;
  }
  return idle;
}

void add_log(const CorrectionLog& log, MentionResult& result) {
  for (std::size_t i = 0; i < log.effects.size(); ++i) {
    result.corrections[i].matched += log.effects[i].matched;
    result.corrections[i].changed += log.effects[i].changed;
  }
  result.blocked.insert(result.blocked.end(), log.blocked.begin(), log.blocked.end());
}

}  // namespace

std::string_view method_name(Method method) {
  constexpr std::array<std::string_view, kMethodCount> kNames = {
      "correction",    "exact",          "definition",       "back_reference",  "unique_short",
      "variant_alone", "variant_corpus", "variant_document", "transliteration", "annotator"};
  return kNames.at(static_cast<std::size_t>(method));
}

MentionResult find_mentions(const Corpus& corpus, const Segments& segments,
                            const Knowledge& knowledge, const Run& run,
                            const MentionOptions& options) {
  const TraitTable traits(segments.vocabulary, knowledge);
  const AliasIndex index(knowledge, segments.vocabulary, traits, options.variants, run);
  const CorpusEvidence none;
  const Shared first{corpus, segments, knowledge, traits, index, none, options};
  const CorpusEvidence evidence = gather_evidence(first, run);
  Shared shared{corpus, segments, knowledge, traits, index, evidence, options};
  if (options.variants) shared.idle = find_idle(shared);

  struct Worker {
    Worker(const Shared& held, const NewsWords& words) : pass(held), finder(held, words) {
      log.effects.resize(held.knowledge.corrections.size());
    }
    DocumentPass pass;
    RunFinder finder;
    CorrectionLog log;
  };
  std::vector<std::unique_ptr<Worker>> workers(static_cast<std::size_t>(run.threads));
  const NewsWords words(segments.vocabulary, knowledge);
  for (auto& worker : workers) worker = std::make_unique<Worker>(shared, words);
  std::vector<Found> chunks((corpus.size() + kGrain - 1) / kGrain);
  std::vector<std::uint32_t> counts(corpus.size(), 0);
  parallel_for(run, corpus.size(), kGrain, [&](std::size_t begin, std::size_t end, int id) {
    Worker& worker = *workers[static_cast<std::size_t>(id)];
    Found& found = chunks[begin / kGrain];
    for (std::size_t doc = begin; doc < end; ++doc) {
      const auto document = static_cast<std::uint32_t>(doc);
      const std::size_t before = found.mentions.size();
      worker.pass.run(document, found.mentions, worker.log);
      counts[doc] = static_cast<std::uint32_t>(found.mentions.size() - before);
      if (!options.candidates) continue;
      const std::span<const Mention> mentions = std::span(found.mentions).subspan(before);
      worker.finder.run(document, mentions, found.unknown);
    }
  });

  MentionResult result;
  std::size_t total = 0;
  std::size_t unknown = 0;
  for (const Found& found : chunks) {
    total += found.mentions.size();
    unknown += found.unknown.size();
  }
  result.mentions.rows.reserve(total);
  std::vector<Occurrence> occurrences;
  occurrences.reserve(unknown);
  for (Found& found : chunks) {
    auto& rows = result.mentions.rows;
    rows.insert(rows.end(), found.mentions.begin(), found.mentions.end());
    occurrences.insert(occurrences.end(), found.unknown.begin(), found.unknown.end());
    found = Found{};
  }
  result.mentions.doc_rows.reserve(corpus.size() + 1);
  result.mentions.doc_rows.push_back(0);
  for (const std::uint32_t count : counts) {
    result.mentions.doc_rows.push_back(result.mentions.doc_rows.back() + count);
  }
  if (options.candidates) {
    list_unknown_names(shared, std::move(occurrences), run, result);
  }
  result.corrections.resize(knowledge.corrections.size());
  for (const auto& worker : workers) add_log(worker->log, result);
  std::sort(result.blocked.begin(), result.blocked.end(),
            [](const BlockedPlace& a, const BlockedPlace& b) {
              return std::tuple(a.document, a.span.begin, a.span.end) <
                     std::tuple(b.document, b.span.begin, b.span.end);
            });
  return result;
}

}  // namespace polyvocal
