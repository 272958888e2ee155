#include "polyvocal/text/segment.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/text/tokenize.h"
#include "text/document.h"
#include "text/furniture.h"
#include "text/interner.h"
#include "text/quotes.h"
#include "text/regions.h"
#include "text/sentences.h"
#include "text/vocabulary_builder.h"
#include "text/words.h"

namespace polyvocal {
namespace {

using namespace segmenting;

constexpr std::size_t kGrain = 16;  // articles a worker takes at a time

// The rows of one chunk of articles. Positions count from 0 in the chunk; token types are the
// worker's ids until the vocabulary is known.
struct Chunk {
  struct Counts {
    std::uint32_t tokens = 0;
    std::uint32_t sentences = 0;
    std::uint32_t paragraphs = 0;
    std::uint32_t quotes = 0;
  };
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Paragraph> paragraphs;
  std::vector<Quote> quotes;
  std::vector<Counts> documents;
};

struct Worker {
  explicit Worker(const AddedWords& added) : interner(&added) {}
  Interner interner;
  Draft draft;
  Chunk chunk;
};

void read_words(Worker& worker, const SegmentOptions& options) {
  Draft& draft = worker.draft;
  draft.words.clear();
  if (options.force_icu) {
    tokenize(draft.text, draft.words, {.force_icu = true});
  } else {
    find_words(draft.text, draft.blocks, draft.words);
  }
  draft.types.resize(draft.words.size());
  draft.traits.resize(draft.words.size());
  worker.interner.add(draft.text.data(), draft.words, draft.types.data(), draft.traits.data());
}

void index_paragraphs(Draft& draft) {
  draft.paragraphs.clear();
  draft.first_word.clear();
  draft.first_mark.clear();
  std::uint32_t word = 0;
  std::uint32_t mark = 0;
  for (const Span span : draft.spans) {
    while (word < draft.words.size() && draft.words[word].begin < span.begin) ++word;
    while (mark < draft.marks.size() && draft.marks[mark].at < span.begin) ++mark;
    draft.first_word.push_back(word);
    draft.first_mark.push_back(mark);
    draft.paragraphs.push_back({span, Region::body});
  }
  draft.first_word.push_back(static_cast<std::uint32_t>(draft.words.size()));
  draft.first_mark.push_back(static_cast<std::uint32_t>(draft.marks.size()));
}

// From one paragraph's first mark to the next one's lie its own marks and the line breaks after it.
std::span<const Mark> marks_of(const Draft& draft, std::size_t paragraph) {
  const std::uint32_t begin = draft.first_mark[paragraph];
  std::uint32_t end = draft.first_mark[paragraph + 1];
  const std::uint32_t limit = draft.paragraphs[paragraph].span.end;
  while (end > begin && draft.marks[end - 1].at >= limit) --end;
  return {draft.marks.data() + begin, end - begin};
}

void segment_document(Worker& worker, const Corpus& corpus, std::size_t doc,
                      const SegmentOptions& options) {
  Draft& draft = worker.draft;
  const std::string_view text = corpus.text(doc);
  draft.text = text;
  draft.title = doc < corpus.titles.size() ? corpus.titles[doc] : "";
  const std::int32_t outlet = doc < corpus.outlets.size() ? corpus.outlets[doc] : -1;
  draft.outlet = outlet >= 0 ? corpus.outlet_names[static_cast<std::size_t>(outlet)] : "";
  draft.quotes.clear();
  draft.sentences.clear();
  scan_bytes(text, draft.blocks);
  read_words(worker, options);
  find_marks(text, draft.blocks, draft.marks);
  find_paragraphs(text, draft.marks, draft.lines, draft.spans);
  index_paragraphs(draft);
  for (std::size_t i = 0; i < draft.paragraphs.size(); ++i) {
    find_quotes(text, draft.paragraphs[i].span, marks_of(draft, i), static_cast<ParagraphId>(i),
                draft.quotes);
  }
  find_leads(draft);
  std::size_t quote = 0;
  draft.first_sentence.clear();
  for (std::size_t i = 0; i < draft.paragraphs.size(); ++i) {
    draft.first_sentence.push_back(static_cast<std::uint32_t>(draft.sentences.size()));
    find_sentences(draft, i, quote);
  }
  draft.first_sentence.push_back(static_cast<std::uint32_t>(draft.sentences.size()));
  find_regions(draft);
  finish_sentences(draft);
}

void append_document(Worker& worker) {
  const Draft& draft = worker.draft;
  Chunk& chunk = worker.chunk;
  const auto tokens = static_cast<TokenId>(chunk.tokens.size());
  const auto paragraphs = static_cast<ParagraphId>(chunk.paragraphs.size());
  for (std::size_t i = 0; i < draft.words.size(); ++i) {
    chunk.tokens.push_back({draft.words[i].begin, draft.types[i]});
  }
  for (Sentence sentence : draft.sentences) {
    sentence.token_begin += tokens;
    sentence.paragraph += paragraphs;
    chunk.sentences.push_back(sentence);
  }
  chunk.paragraphs.insert(chunk.paragraphs.end(), draft.paragraphs.begin(), draft.paragraphs.end());
  for (Quote quote : draft.quotes) {
    quote.paragraph += paragraphs;
    chunk.quotes.push_back(quote);
  }
  chunk.documents.push_back({static_cast<std::uint32_t>(draft.words.size()),
                             static_cast<std::uint32_t>(draft.sentences.size()),
                             static_cast<std::uint32_t>(draft.paragraphs.size()),
                             static_cast<std::uint32_t>(draft.quotes.size())});
}

void clear(Chunk& chunk) {
  chunk.tokens.clear();
  chunk.sentences.clear();
  chunk.paragraphs.clear();
  chunk.quotes.clear();
  chunk.documents.clear();
}

template <typename Row, typename Rows>
void append_rows(const std::vector<Row>& from, Rows& to) {
  to.insert(to.end(), from.begin(), from.end());
}

// Takes finished chunks from the workers and appends their rows in the order of the corpus, so that
// each row is written to fresh memory only once. A chunk that comes early waits.
class Assembly {
 public:
  Assembly(const Corpus& corpus, std::size_t chunks) : waiting_(chunks), worker_of_(chunks, 0) {
    // Room for ordinary text; pages that stay unused cost nothing.
    const auto bytes = static_cast<std::size_t>(corpus.text_bytes());
    out_.tokens.reserve(bytes / 5 + 16);
    out_.sentences.reserve(bytes / 90 + 16);
    out_.paragraphs.reserve(bytes / 120 + 16);
    out_.quotes.reserve(bytes / 300 + 16);
    for (auto* starts :
         {&out_.doc_tokens, &out_.doc_sentences, &out_.doc_paragraphs, &out_.doc_quotes}) {
      starts->reserve(corpus.size() + 1);
      starts->assign(1, 0);
    }
  }

  void add(std::size_t index, int worker, Chunk& chunk) {
    const std::lock_guard lock(mutex_);
    worker_of_[index] = worker;
    if (index != next_) {
      waiting_[index] = std::make_unique<Chunk>(chunk);
      return;
    }
    append(chunk);
    for (++next_; next_ < waiting_.size() && waiting_[next_] != nullptr; ++next_) {
      append(*waiting_[next_]);
      waiting_[next_].reset();
    }
  }

  [[nodiscard]] int worker_of(std::size_t chunk) const { return worker_of_[chunk]; }
  Segments& rows() { return out_; }

 private:
  void append(Chunk& chunk) {
    const std::uint64_t tokens = std::uint64_t{out_.tokens.size()} + chunk.tokens.size();
    if (tokens >= std::numeric_limits<TokenId>::max()) {
      throw CapacityError(
          "the corpus has more than 4,294,967,294 words; cut it into several corpora");
    }
    const auto first_token = static_cast<TokenId>(out_.tokens.size());
    const auto first_paragraph = static_cast<ParagraphId>(out_.paragraphs.size());
    for (Sentence& sentence : chunk.sentences) {
      sentence.token_begin += first_token;
      sentence.paragraph += first_paragraph;
    }
    for (Quote& quote : chunk.quotes) quote.paragraph += first_paragraph;
    for (const Chunk::Counts& counts : chunk.documents) {
      out_.doc_tokens.push_back(out_.doc_tokens.back() + counts.tokens);
      out_.doc_sentences.push_back(out_.doc_sentences.back() + counts.sentences);
      out_.doc_paragraphs.push_back(out_.doc_paragraphs.back() + counts.paragraphs);
      out_.doc_quotes.push_back(out_.doc_quotes.back() + counts.quotes);
    }
    append_rows(chunk.tokens, out_.tokens);
    append_rows(chunk.sentences, out_.sentences);
    append_rows(chunk.paragraphs, out_.paragraphs);
    append_rows(chunk.quotes, out_.quotes);
  }

  std::mutex mutex_;
  std::size_t next_ = 0;
  std::vector<std::unique_ptr<Chunk>> waiting_;
  std::vector<int> worker_of_;
  Segments out_;
};

// What the vocabulary counts per document and sentence.
void count_documents(Segments& out, std::size_t begin, std::size_t end, DocumentCounter& counter) {
  const std::span tokens(out.tokens);
  for (std::size_t doc = begin; doc < end; ++doc) {
    counter.add_document(
        tokens.subspan(out.doc_tokens[doc], out.doc_tokens[doc + 1] - out.doc_tokens[doc]));
  }
  for (SentenceId s = out.doc_sentences[begin]; s < out.doc_sentences[end]; ++s) {
    const TokenId first = out.sentences[s].token_begin;
    counter.add_sentence(tokens.subspan(first, out.token_end(s) - first), out.sentences[s].region);
  }
}

AddedWords add_words(std::span<const StopWord> words) {
  constexpr std::array<WordTraits, kStopClassCount> kTraits = {kTitle, kShortened, kStarter,
                                                               kMonth};
  AddedWords added;
  for (const StopWord& word : words) {
    added[word.word] |= kTraits.at(static_cast<std::size_t>(word.what));
  }
  return added;
}

}  // namespace

std::string_view stop_class_name(StopClass what) {
  constexpr std::array<std::string_view, kStopClassCount> kNames = {"title", "abbreviation",
                                                                    "starter", "month"};
  return kNames.at(static_cast<std::size_t>(what));
}

std::string_view region_name(Region region) {
  static constexpr std::array<std::string_view, kRegionCount> kNames = {
      "headline", "summary", "dateline", "byline",      "caption",
      "subhead",  "slate",   "body",     "boilerplate", "note"};
  return kNames[static_cast<std::size_t>(region)];
}

Segments segment(const Corpus& corpus, const Run& run, const SegmentOptions& options) {
  const auto threads = static_cast<std::size_t>(std::max(1, run.threads));
  const std::size_t chunks = (corpus.size() + kGrain - 1) / kGrain;
  const AddedWords added = add_words(options.words);
  std::vector<std::unique_ptr<Worker>> workers(threads);
  Assembly assembly(corpus, chunks);
  parallel_for(run, corpus.size(), kGrain, [&](std::size_t begin, std::size_t end, int index) {
    auto& worker = workers[static_cast<std::size_t>(index)];
    if (!worker) worker = std::make_unique<Worker>(added);
    clear(worker->chunk);
    for (std::size_t doc = begin; doc < end; ++doc) {
      run.check();
      segment_document(*worker, corpus, doc, options);
      append_document(*worker);
    }
    assembly.add(begin / kGrain, index, worker->chunk);
  });

  // The passes that follow are short: no steps of the progress bar, but they can be cancelled.
  const Run quiet{.threads = run.threads};
  run.check();
  std::vector<const Interner*> interners;
  interners.reserve(workers.size());
  for (const auto& worker : workers) interners.push_back(worker ? &worker->interner : nullptr);
  Segments& out = assembly.rows();
  std::vector<std::vector<TypeId>> final_ids;
  out.vocabulary = build_vocabulary(interners, quiet, final_ids);
  workers.clear();

  parallel_for(quiet, chunks, 4, [&](std::size_t begin, std::size_t end, int) {
    run.check();
    for (std::size_t i = begin; i < end; ++i) {
      const auto& ids = final_ids[static_cast<std::size_t>(assembly.worker_of(i))];
      const TokenId last = out.doc_tokens[std::min(corpus.size(), (i + 1) * kGrain)];
      for (TokenId t = out.doc_tokens[i * kGrain]; t < last; ++t) {
        out.tokens[t].type = ids[out.tokens[t].type];
      }
    }
  });
  segmenting::find_furniture(corpus.outlets, options.repeated_articles, quiet, out);
  std::vector<DocumentCounter> counters(threads, DocumentCounter(out.vocabulary));
  parallel_for(quiet, chunks, 4, [&](std::size_t begin, std::size_t end, int index) {
    run.check();
    for (std::size_t i = begin; i < end; ++i) {
      count_documents(out, i * kGrain, std::min(corpus.size(), (i + 1) * kGrain),
                      counters[static_cast<std::size_t>(index)]);
    }
  });
  for (const DocumentCounter& counter : counters) counter.add_to(out.vocabulary);
  return std::move(out);
}

}  // namespace polyvocal
