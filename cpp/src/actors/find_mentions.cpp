#include "polyvocal/actors/mentions.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "actors/alias_index.h"
#include "actors/discovery.h"
#include "actors/document_pass.h"
#include "actors/traits.h"

namespace polyvocal {

namespace {

using namespace naming;  // NOLINT(google-build-using-namespace): this file is where it comes together

constexpr std::size_t kGrain = 32;  // documents a worker takes at once

struct Found {
  std::vector<Mention> mentions;
  std::vector<Occurrence> unknown;
};

// Which near spellings stand beside the first name of an actor, over the whole corpus.
CorpusEvidence gather_evidence(const Corpus& corpus, const Segments& segments,
                               const Shared& shared, const Run& run) {
  struct Sighting {
    std::uint64_t id;
    bool agrees;
  };
  std::vector<std::vector<Sighting>> chunks((corpus.size() + kGrain - 1) / kGrain);
  const Run quiet{.threads = run.threads, .progress = nullptr};
  const AliasIndex& index = shared.index;
  parallel_for(quiet, corpus.size(), kGrain, [&](std::size_t begin, std::size_t end, int) {
    run.check();
    std::vector<Sighting>& out = chunks[begin / kGrain];
    std::vector<Match> matches;
    for (std::size_t doc = begin; doc < end; ++doc) {
      const std::string_view text = corpus.text(doc);
      SentenceId sentence = segments.doc_sentences[doc];
      for (TokenId t = segments.doc_tokens[doc]; t < segments.doc_tokens[doc + 1]; ++t) {
        if (!index.has_near(segments.tokens[t].type)) continue;
        while (segments.token_end(sentence) <= t) ++sentence;
        const TokenId first = segments.sentences[sentence].token_begin;
        const TokenId last = segments.token_end(sentence);
        bool agreed = false;
        for (TokenId b = t; b-- > first && t - b <= 3;) {
          if (!index.starts(segments.tokens[b].type)) continue;
          matches.clear();
          index.match(segments, text, b, first, last, matches);
          for (const Match& match : matches) {
            if (match.near == 0 || match.begin + match.count != t + 1) continue;
            if (index.form(match.form).given_words == 0) continue;
            if (judge_near_name(shared, match) <= 0) continue;
            const ActorId actor = index.form(match.form).actor;
            out.push_back({CorpusEvidence::id(segments.key(t), actor), true});
            agreed = true;
          }
          if (agreed) break;
        }
        if (agreed || t == first || !gap_between(segments, text, t - 1, t).joins) continue;
        const KeyId before = segments.key(t - 1);
        const bool named = index.name_like(segments.tokens[t - 1].type) &&
                           !shared.traits.is(before, kOrdinary | kTitle | kOtherName | kParticle);
        if (!named || index.listed(before)) continue;
        for (const Near& near : index.near(segments.key(t))) {
          for (const FormId f : index.forms_with(near.word)) {
            const Form& form = index.form(f);
            if (form.origin != Origin::family || form.words.size() != 1) continue;
            out.push_back({CorpusEvidence::id(segments.key(t), form.actor), false});
          }
        }
      }
    }
  });
  CorpusEvidence evidence;
  for (const auto& chunk : chunks) {
    for (const Sighting& sighting : chunk) {
      CorpusEvidence::Count& count = evidence.counts[sighting.id];
      (sighting.agrees ? count.agree : count.contradict) += 1;
    }
  }
  return evidence;
}

}  // namespace

std::string_view method_name(Method method) {
  constexpr std::array<std::string_view, kMethodCount> kNames = {
      "correction",   "exact",         "definition",     "back_reference",   "unique_short",
      "variant_alone", "variant_corpus", "variant_document", "annotator"};
  return kNames.at(static_cast<std::size_t>(method));
}

MentionResult find_mentions(const Corpus& corpus, const Segments& segments,
                            const Knowledge& knowledge, const Run& run,
                            const MentionOptions& options) {
  const TraitTable traits(segments.vocabulary, knowledge);
  const AliasIndex index(knowledge, segments.vocabulary, traits, options.variants, run);
  const CorpusEvidence none;
  CorpusEvidence evidence;
  if (options.variants) {
    const Shared first{corpus, segments, knowledge, traits, index, none, options};
    evidence = gather_evidence(corpus, segments, first, run);
  }
  const Shared shared{corpus, segments, knowledge, traits, index, evidence, options};

  struct Worker {
    explicit Worker(const Shared& held)
        : pass(held), finder(held), used(held.knowledge.corrections.size(), 0) {}
    DocumentPass pass;
    RunFinder finder;
    std::vector<std::uint8_t> used;
  };
  std::vector<std::unique_ptr<Worker>> workers(static_cast<std::size_t>(run.threads));
  for (auto& worker : workers) worker = std::make_unique<Worker>(shared);
  std::vector<Found> chunks((corpus.size() + kGrain - 1) / kGrain);
  std::vector<std::uint32_t> counts(corpus.size(), 0);
  parallel_for(run, corpus.size(), kGrain, [&](std::size_t begin, std::size_t end, int id) {
    Worker& worker = *workers[static_cast<std::size_t>(id)];
    Found& found = chunks[begin / kGrain];
    for (std::size_t doc = begin; doc < end; ++doc) {
      const auto document = static_cast<std::uint32_t>(doc);
      const std::size_t before = found.mentions.size();
      worker.pass.run(document, found.mentions, worker.used);
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
    result.candidates =
        list_candidates(shared, std::move(occurrences), run, result.candidates_left_out);
  }
  for (std::size_t i = 0; i < knowledge.corrections.size(); ++i) {
    const bool used = std::any_of(workers.begin(), workers.end(),
                                  [&](const auto& worker) { return worker->used[i] != 0; });
    if (!used) result.unused_corrections.push_back(static_cast<std::uint32_t>(i));
  }
  return result;
}

}  // namespace polyvocal
