#include "polyvocal/voice/attribution.h"

#include <algorithm>
#include <numeric>

#include "voice/extract.h"

namespace polyvocal {

namespace {

struct DocumentRows {
  std::vector<Attribution> rows;
};

// Orders the rows of a document by content and renames the links between them.
void order_rows(std::vector<Attribution>& rows) {
  std::vector<std::int32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    const Span x = rows[static_cast<std::size_t>(a)].content;
    const Span y = rows[static_cast<std::size_t>(b)].content;
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
  });
  std::vector<std::int32_t> rank(rows.size());
  std::vector<Attribution> sorted;
  sorted.reserve(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    rank[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
    sorted.push_back(rows[static_cast<std::size_t>(order[i])]);
  }
  for (Attribution& row : sorted) {
    if (row.antecedent >= 0) row.antecedent = rank[static_cast<std::size_t>(row.antecedent)];
  }
  rows = std::move(sorted);
}

// The innermost row before `i` whose content holds the cue and content of row i.
void link_parents(std::vector<Attribution>& rows) {
  std::vector<std::int32_t> open;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Attribution& row = rows[i];
    std::erase_if(open, [&](std::int32_t o) {
      return rows[static_cast<std::size_t>(o)].content.end <= row.content.begin;
    });
    for (std::size_t k = open.size(); k > 0; --k) {
      const Attribution& outer = rows[static_cast<std::size_t>(open[k - 1])];
      const bool holds_cue = row.cue.empty() || outer.content.contains(row.cue);
      if (outer.content.contains(row.content) && holds_cue && outer.content != row.content) {
        row.parent = open[k - 1];
        break;
      }
    }
    open.push_back(static_cast<std::int32_t>(i));
  }
}

class Finder {
 public:
  Finder(const Voices& voices, std::uint32_t document) : voices_(voices), document_(document) {}

  // The smallest content that holds the span.
  [[nodiscard]] MentionVoice at(Span span) const {
    MentionVoice found;
    std::uint32_t size = 0xFFFFFFFFU;
    const auto first = voices_.rows.begin() + voices_.doc_rows[document_];
    auto row = std::upper_bound(
        first, voices_.rows.begin() + voices_.doc_rows[document_ + 1], span.begin,
        [](std::uint32_t at, const Attribution& a) { return at < a.content.begin; });
    while (row != first) {
      --row;
      // No row further to the left reaches this far.
      if (voices_.reach[static_cast<std::size_t>(row - voices_.rows.begin())] <= span.begin) break;
      // Nor can one that begins so far away be smaller than what was found.
      if (span.end - row->content.begin >= size) break;
      if (row->content.contains(span) && row->content.size() < size) {
        size = row->content.size();
        found.attribution = static_cast<std::int32_t>(row - voices_.rows.begin());
      }
    }
    if (found.attribution != kNoAttribution) describe(span, found);
    return found;
  }

 private:
  void describe(Span span, MentionVoice& found) const {
    const Attribution& row = voices_.rows[static_cast<std::size_t>(found.attribution)];
    if (row.own_voice) return;
    found.speaker = row.source_actor;
    found.voice =
        row.directness == Directness::direct || quoted(span) ? Voice::quoted : Voice::reported;
  }
  [[nodiscard]] bool quoted(Span span) const {
    const auto first = voices_.quotations.begin() + voices_.doc_quotations[document_];
    const auto last = voices_.quotations.begin() + voices_.doc_quotations[document_ + 1];
    const auto after = std::upper_bound(first, last, span.begin,
                                        [](std::uint32_t at, Span q) { return at < q.begin; });
    return after != first && (after - 1)->contains(span);
  }

  const Voices& voices_;
  std::uint32_t document_;
};

void collect_quotations(const Segments& segments, Voices& voices) {
  const std::size_t documents = segments.documents();
  voices.doc_quotations.assign(documents + 1, 0);
  voices.quotations.reserve(segments.quotes.size());
  for (std::size_t d = 0; d < documents; ++d) {
    for (std::uint32_t q = segments.doc_quotes[d]; q < segments.doc_quotes[d + 1]; ++q) {
      voices.quotations.push_back(segments.quotes[q].inner);
    }
    voices.doc_quotations[d + 1] = static_cast<std::uint32_t>(voices.quotations.size());
  }
}

void join_documents(std::vector<DocumentRows>& parts, Voices& voices) {
  voices.doc_rows.assign(parts.size() + 1, 0);
  std::size_t total = 0;
  for (const DocumentRows& part : parts) total += part.rows.size();
  voices.rows.reserve(total);
  for (std::size_t d = 0; d < parts.size(); ++d) {
    const auto base = static_cast<std::int32_t>(voices.rows.size());
    for (Attribution& row : parts[d].rows) {
      if (row.parent >= 0) row.parent += base;
      if (row.antecedent >= 0) row.antecedent += base;
      voices.rows.push_back(row);
      const std::uint32_t before =
          voices.rows.size() > static_cast<std::size_t>(base) + 1 ? voices.reach.back() : 0;
      voices.reach.push_back(std::max(before, row.content.end));
    }
    voices.doc_rows[d + 1] = static_cast<std::uint32_t>(voices.rows.size());
  }
}

}  // namespace

std::string_view voice_name(Voice voice) {
  constexpr std::string_view kNames[] = {"outlet", "quoted", "reported"};
  return kNames[static_cast<std::size_t>(voice)];
}

std::string_view directness_name(Directness directness) {
  constexpr std::string_view kNames[] = {"direct", "indirect", "mixed"};
  return kNames[static_cast<std::size_t>(directness)];
}

std::string_view cue_class_name(CueClass cue_class) {
  constexpr std::string_view kNames[] = {"neutral", "endorsing", "distancing"};
  return kNames[static_cast<std::size_t>(cue_class)];
}

Voices attribute(const Corpus& corpus, const Segments& segments, const Mentions& mentions,
                 const Knowledge& knowledge, const Run& run) {
  const voicing::CueIndex cues(segments.vocabulary);
  const english::Words words(segments.vocabulary, cues.keys());
  const voicing::VoiceInput input{corpus, segments, mentions, knowledge, words, cues};
  std::vector<DocumentRows> parts(corpus.size());
  parallel_for(run, corpus.size(), 16, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t d = begin; d < end; ++d) {
      parts[d].rows = voicing::extract_attributions(input, static_cast<std::uint32_t>(d));
      order_rows(parts[d].rows);
      link_parents(parts[d].rows);
    }
  });
  Voices voices;
  join_documents(parts, voices);
  collect_quotations(segments, voices);
  voices.of_mention.resize(mentions.rows.size());
  parallel_for(run, corpus.size(), 64, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t d = begin; d < end; ++d) {
      const Finder finder(voices, static_cast<std::uint32_t>(d));
      for (MentionId m = mentions.doc_rows[d]; m < mentions.doc_rows[d + 1]; ++m) {
        voices.of_mention[m] = finder.at(mentions.rows[m].span);
      }
    }
  });
  return voices;
}

MentionVoice voice_at(const Voices& voices, std::uint32_t document, Span span) {
  return Finder(voices, document).at(span);
}

bool any_attribution(const Voices& voices, std::uint32_t document, Span span) {
  const auto first = voices.rows.begin() + voices.doc_rows[document];
  const auto after =
      std::lower_bound(first, voices.rows.begin() + voices.doc_rows[document + 1], span.end,
                       [](const Attribution& a, std::uint32_t at) { return a.content.begin < at; });
  if (after == first) return false;
  return voices.reach[static_cast<std::size_t>(after - voices.rows.begin()) - 1] > span.begin;
}

}  // namespace polyvocal
