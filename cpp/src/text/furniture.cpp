#include "text/furniture.h"

#include <algorithm>
#include <bit>

namespace polyvocal::segmenting {
namespace {

constexpr TokenId kFewestWords = 3;  // fewer say too little: "Read more"
constexpr TokenId kEnoughWords = 8;  // so many words in a row are no turn of phrase

struct Place {
  std::uint64_t hash = 0;
  std::uint32_t document = 0;
  SentenceId sentence = 0;
};

bool is_text(Region region) {
  return region == Region::body || region == Region::subhead || region == Region::caption ||
         region == Region::summary;
}

class Furniture {
 public:
  Furniture(std::span<const std::int32_t> outlets, std::uint32_t articles, const Run& run,
            Segments& segments)
      : outlets_(outlets), articles_(articles), run_(run), s_(segments) {}

  void find() {
    hash_sentences();
    const std::vector<Place> often = places_of_frequent();
    repeated_.assign(s_.sentences.size(), 0);
    for (std::size_t begin = 0; begin < often.size();) {
      std::size_t end = begin + 1;
      while (end < often.size() && often[end].hash == often[begin].hash) ++end;
      mark_repeated(std::span(often).subspan(begin, end - begin));
      begin = end;
    }
    for (std::uint32_t doc = 0; doc < s_.documents(); ++doc) {
      if (!is_version(doc)) label(doc);
    }
  }

 private:
  [[nodiscard]] TokenId words(SentenceId sentence) const {
    return s_.token_end(sentence) - s_.sentences[sentence].token_begin;
  }

  // 0 for sentences that cannot be furniture.
  void hash_sentences() {
    hashes_.assign(s_.sentences.size(), 0);
    parallel_for(run_, s_.documents(), 256, [&](std::size_t begin, std::size_t end, int) {
      for (std::size_t doc = begin; doc < end; ++doc) {
        if (outlets_[doc] < 0) continue;
        const auto seed = static_cast<std::uint64_t>(outlets_[doc]) + 1;
        for (SentenceId i = s_.doc_sentences[doc]; i < s_.doc_sentences[doc + 1]; ++i) {
          if (is_text(s_.sentences[i].region) && words(i) >= kFewestWords) {
            hashes_[i] = hash(i, seed);
          }
        }
      }
    });
  }

  [[nodiscard]] std::uint64_t hash(SentenceId sentence, std::uint64_t seed) const {
    std::uint64_t h = seed * 0x9E3779B97F4A7C15ULL;
    for (TokenId t = s_.sentences[sentence].token_begin; t < s_.token_end(sentence); ++t) {
      h = (std::rotl(h, 23) ^ s_.key(t)) * 0xFF51AFD7ED558CCDULL;
    }
    return (h ^ h >> 29U) | 1U;
  }

  // Small counters first: almost every sentence stands once and need not be sorted.
  [[nodiscard]] std::vector<Place> places_of_frequent() const {
    const std::size_t buckets = std::bit_ceil(hashes_.size() + 1) * 4;
    const int shift = 64 - std::countr_zero(buckets);
    const std::uint32_t enough = std::min<std::uint32_t>(articles_, 255);
    std::vector<std::uint8_t> counts(buckets, 0);
    for (const std::uint64_t h : hashes_) {
      if (h == 0) continue;
      std::uint8_t& count = counts[h >> shift];
      if (count < enough) ++count;
    }
    std::vector<Place> often;
    for (std::uint32_t doc = 0; doc < s_.documents(); ++doc) {
      for (SentenceId i = s_.doc_sentences[doc]; i < s_.doc_sentences[doc + 1]; ++i) {
        const std::uint64_t h = hashes_[i];
        if (h != 0 && counts[h >> shift] >= enough) often.push_back({h, doc, i});
      }
    }
    std::sort(often.begin(), often.end(), [](const Place& a, const Place& b) {
      return a.hash != b.hash ? a.hash < b.hash : a.sentence < b.sentence;
    });
    return often;
  }

  // Places of one hash, in the order of the corpus.
  void mark_repeated(std::span<const Place> places) {
    std::vector<SentenceId> same;
    std::uint32_t documents = 0;
    std::uint32_t last = 0;
    for (const Place& place : places) {
      if (!equal(places.front(), place)) continue;
      if (same.empty() || place.document != last) ++documents;
      last = place.document;
      same.push_back(place.sentence);
    }
    if (documents < articles_) return;
    for (const SentenceId sentence : same) repeated_[sentence] = 1;
  }

  [[nodiscard]] bool equal(const Place& a, const Place& b) const {
    const TokenId count = words(a.sentence);
    if (outlets_[a.document] != outlets_[b.document] || words(b.sentence) != count) return false;
    const TokenId first = s_.sentences[a.sentence].token_begin;
    const TokenId second = s_.sentences[b.sentence].token_begin;
    for (TokenId i = 0; i < count; ++i) {
      if (s_.key(first + i) != s_.key(second + i)) return false;
    }
    return true;
  }

  // Most of it stands in other articles of the outlet: an update, a copy.
  [[nodiscard]] bool is_version(std::uint32_t doc) const {
    std::uint64_t all = 0;
    std::uint64_t again = 0;
    for (SentenceId i = s_.doc_sentences[doc]; i < s_.doc_sentences[doc + 1]; ++i) {
      if (!is_text(s_.sentences[i].region)) continue;
      all += words(i);
      if (repeated_[i] != 0) again += words(i);
    }
    return 2 * again > all;
  }

  void label(std::uint32_t doc) {
    const SentenceId end = s_.doc_sentences[doc + 1];
    for (SentenceId first = s_.doc_sentences[doc]; first < end;) {
      const ParagraphId paragraph = s_.sentences[first].paragraph;
      SentenceId last = first;
      bool whole = true;
      for (; last < end && s_.sentences[last].paragraph == paragraph; ++last) {
        whole = whole && (repeated_[last] != 0 || !is_text(s_.sentences[last].region));
      }
      bool any = false;
      for (SentenceId i = first; i < last; ++i) {
        if (repeated_[i] == 0 || (!whole && words(i) < kEnoughWords)) continue;
        s_.sentences[i].region = Region::boilerplate;
        any = true;
      }
      if (whole && any) s_.paragraphs[paragraph].region = Region::boilerplate;
      first = last;
    }
  }

  std::span<const std::int32_t> outlets_;
  std::uint32_t articles_;
  const Run& run_;
  Segments& s_;
  std::vector<std::uint64_t> hashes_;  // per sentence
  std::vector<std::uint8_t> repeated_;
};

}  // namespace

void find_furniture(std::span<const std::int32_t> outlets, std::uint32_t articles, const Run& run,
                    Segments& segments) {
  if (articles == 0 || segments.documents() < articles) return;
  Furniture(outlets, articles, run, segments).find();
}

}  // namespace polyvocal::segmenting
