#include "polyvocal/corpus/corpus.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <numeric>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "polyvocal/core/bytes.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/encoding.h"

namespace polyvocal {

namespace {

constexpr std::size_t kPadding = 64;
constexpr std::size_t kMaxText = std::numeric_limits<std::int32_t>::max();
constexpr std::uint32_t kEmptySlot = std::numeric_limits<std::uint32_t>::max();
constexpr std::string_view kMagic = "PVCORPUS";
constexpr std::uint32_t kVersion = 1;

bool is_ascii(std::string_view text) {
  std::uint64_t seen = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    seen |= word;
  }
  for (; at < text.size(); ++at) seen |= static_cast<unsigned char>(text[at]);
  return (seen & 0x8080808080808080U) == 0;
}

// Set of the ids seen: open addressing over hashes, strings stay in the corpus column.
class IdSet {
 public:
  // Slot of `id`, or the free slot where it belongs.
  std::size_t find(std::string_view id, const StringColumn& ids) {
    if ((ids.size() + 1) * 2 > slots_.size()) grow(ids);
    std::size_t slot = hash_bytes(id) & (slots_.size() - 1);
    while (slots_[slot] != kEmptySlot && ids[slots_[slot]] != id) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
  }
  [[nodiscard]] bool taken(std::size_t slot) const { return slots_[slot] != kEmptySlot; }
  void put(std::size_t slot, std::size_t index) {
    slots_[slot] = static_cast<std::uint32_t>(index);
  }

 private:
  void grow(const StringColumn& ids) {
    std::vector<std::uint32_t> bigger(std::max<std::size_t>(1024, slots_.size() * 2), kEmptySlot);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      std::size_t slot = hash_bytes(ids[i]) & (bigger.size() - 1);
      while (bigger[slot] != kEmptySlot) slot = (slot + 1) & (bigger.size() - 1);
      bigger[slot] = static_cast<std::uint32_t>(i);
    }
    slots_ = std::move(bigger);
  }
  std::vector<std::uint32_t> slots_;
};

// Numbers names in order of appearance; sorted() brings them into their final order.
class NameIndex {
 public:
  std::int32_t number(std::string_view name) {
    if (name.empty()) return -1;
    const auto [found, added] =
        numbers_.try_emplace(std::string(name), static_cast<std::int32_t>(numbers_.size()));
    return found->second;
  }

  // Writes the names in byte order and renumbers `codes`. A name that no code uses is left out.
  void sorted(StringColumn& names, std::vector<std::int32_t>& codes) const {
    std::vector<char> used(numbers_.size(), 0);
    for (const std::int32_t code : codes) {
      if (code >= 0) used[static_cast<std::size_t>(code)] = 1;
    }
    std::vector<std::pair<std::string_view, std::int32_t>> order;
    for (const auto& [name, number] : numbers_) {
      if (used[static_cast<std::size_t>(number)] != 0) order.emplace_back(name, number);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::int32_t> rank(numbers_.size(), -1);
    for (const auto& [name, number] : order) {
      rank[static_cast<std::size_t>(number)] = static_cast<std::int32_t>(names.push_back(name));
    }
    for (std::int32_t& code : codes) {
      if (code >= 0) code = rank[static_cast<std::size_t>(code)];
    }
  }

 private:
  std::unordered_map<std::string, std::int32_t> numbers_;
};

std::string document_name(const Article& article, std::size_t index) {
  if (!article.id.empty() && first_invalid_utf8(article.id) == article.id.size()) {
    return "document '" + std::string(article.id) + "'";
  }
  return "document " + std::to_string(index + 1);
}

void check_utf8(std::string_view value, std::string_view field, const Article& article,
                std::size_t index) {
  const std::size_t bad = first_invalid_utf8(value);
  if (bad == value.size()) return;
  throw EncodingError(document_name(article, index) + ": " + std::string(field) +
                      " is not valid UTF-8 at byte " + std::to_string(bad));
}

}  // namespace

struct CorpusBuilder::State {
  Corpus corpus;
  IdSet seen;
  NameIndex outlets;
  NameIndex agencies;
  NameIndex languages;

  void check(const Article& article) const;
  void append(const Article& article);
  void drop_from(std::size_t size, std::size_t bytes);
};

void CorpusBuilder::State::check(const Article& article) const {
  const std::size_t index = corpus.size();
  if (article.id.empty()) {
    throw InputError("document " + std::to_string(index + 1) + ": the id is empty");
  }
  if (article.text.size() > kMaxText) {
    throw CapacityError(document_name(article, index) + ": text has " +
                        std::to_string(article.text.size()) +
                        " bytes; at most 2147483647 fit into one document: split it");
  }
  if (index >= std::numeric_limits<std::int32_t>::max()) {
    throw CapacityError("a corpus holds at most 2147483647 documents");
  }
  check_utf8(article.id, "id", article, index);
  check_utf8(article.outlet, "outlet", article, index);
  check_utf8(article.agency, "agency", article, index);
  check_utf8(article.title, "title", article, index);
  check_utf8(article.language, "language", article, index);
  check_utf8(article.text, "text", article, index);
}

void CorpusBuilder::State::append(const Article& article) {
  corpus.bytes.insert(corpus.bytes.end(), article.text.begin(), article.text.end());
  corpus.offsets.push_back(corpus.bytes.size());
  corpus.titles.push_back(article.title);
  corpus.outlets.push_back(outlets.number(article.outlet));
  corpus.agencies.push_back(agencies.number(article.agency));
  corpus.languages.push_back(languages.number(article.language));
  corpus.dates.push_back(article.date);
  corpus.ascii.push_back(is_ascii(article.text) ? 1 : 0);
  corpus.ids.push_back(article.id);  // last: its size is the corpus's size
}

void CorpusBuilder::State::drop_from(std::size_t size, std::size_t bytes) {
  corpus.bytes.resize(bytes);
  corpus.offsets.resize(size + 1);
  corpus.titles.truncate(size);
  corpus.ids.truncate(size);
  corpus.outlets.resize(std::min(size, corpus.outlets.size()));
  corpus.agencies.resize(std::min(size, corpus.agencies.size()));
  corpus.languages.resize(std::min(size, corpus.languages.size()));
  corpus.dates.resize(std::min(size, corpus.dates.size()));
  corpus.ascii.resize(std::min(size, corpus.ascii.size()));
}

CorpusBuilder::CorpusBuilder() : state_(std::make_unique<State>()) {}
CorpusBuilder::CorpusBuilder(CorpusBuilder&&) noexcept = default;
CorpusBuilder& CorpusBuilder::operator=(CorpusBuilder&&) noexcept = default;
CorpusBuilder::~CorpusBuilder() = default;

void CorpusBuilder::reserve(std::size_t text_bytes) {
  std::vector<char>& bytes = state_->corpus.bytes;
  try {
    bytes.reserve(bytes.size() + text_bytes + kPadding);
  } catch (const std::bad_alloc&) {  // a guess that was too high; what comes may still fit
  } catch (const std::length_error&) {
  }
}

void CorpusBuilder::add(const Article& article) {
  State& state = *state_;
  state.check(article);
  const std::size_t slot = state.seen.find(article.id, state.corpus.ids);
  if (state.seen.taken(slot)) {
    throw InputError("document '" + std::string(article.id) + "': the id occurs twice");
  }
  const std::size_t size = state.corpus.size();
  const std::size_t bytes = state.corpus.bytes.size();
  try {
    state.append(article);
  } catch (...) {
    state.drop_from(size, bytes);
    throw;
  }
  state.seen.put(slot, size);
}

std::size_t CorpusBuilder::size() const { return state_->corpus.size(); }
std::uint64_t CorpusBuilder::text_bytes() const { return state_->corpus.offsets.back(); }

Corpus CorpusBuilder::finish() && {
  State& state = *state_;
  state.corpus.bytes.resize(state.corpus.bytes.size() + kPadding, '\0');
  state.outlets.sorted(state.corpus.outlet_names, state.corpus.outlets);
  state.agencies.sorted(state.corpus.agency_names, state.corpus.agencies);
  state.languages.sorted(state.corpus.language_names, state.corpus.languages);
  Corpus corpus = std::move(state.corpus);
  state_ = std::make_unique<State>();
  return corpus;
}

namespace {

std::string_view name_of(const StringColumn& names, std::int32_t code) {
  return code < 0 ? std::string_view{} : names[static_cast<std::size_t>(code)];
}

}  // namespace

Corpus subset(const Corpus& corpus, std::span<const std::uint32_t> docs) {
  std::size_t bytes = 0;
  for (const std::uint32_t doc : docs) {
    if (doc >= corpus.size()) {
      throw InputError("document index " + std::to_string(doc) +
                       " is out of range: the corpus has " + std::to_string(corpus.size()) +
                       " documents");
    }
    bytes += corpus.text(doc).size();
  }
  CorpusBuilder builder;
  builder.reserve(bytes);
  for (const std::uint32_t doc : docs) {
    builder.add({.id = corpus.ids[doc],
                 .outlet = name_of(corpus.outlet_names, corpus.outlets[doc]),
                 .agency = name_of(corpus.agency_names, corpus.agencies[doc]),
                 .date = corpus.dates[doc],
                 .title = corpus.titles[doc],
                 .language = name_of(corpus.language_names, corpus.languages[doc]),
                 .text = corpus.text(doc)});
  }
  return std::move(builder).finish();
}

std::vector<std::uint32_t> first_of_same_text(const Corpus& corpus) {
  const std::size_t size = corpus.size();
  std::vector<std::uint64_t> hashes(size);
  for (std::size_t doc = 0; doc < size; ++doc) hashes[doc] = hash_bytes(corpus.text(doc));
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return hashes[a] != hashes[b] ? hashes[a] < hashes[b] : a < b;
  });
  std::vector<std::uint32_t> first(size);
  std::iota(first.begin(), first.end(), 0U);
  for (std::size_t begin = 0; begin < size;) {
    std::size_t end = begin + 1;
    while (end < size && hashes[order[end]] == hashes[order[begin]]) ++end;
    // Within equal hashes: compare with the firsts found so far (more than one only by collision).
    std::vector<std::uint32_t> firsts;
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t doc = order[i];
      const auto same = std::find_if(firsts.begin(), firsts.end(), [&](std::uint32_t other) {
        return corpus.text(other) == corpus.text(doc);
      });
      if (same == firsts.end()) {
        firsts.push_back(doc);
      } else {
        first[doc] = *same;
      }
    }
    begin = end;
  }
  return first;
}

std::string to_bytes(const Corpus& corpus) {
  ByteWriter out(kMagic, kVersion);
  out.strings(corpus.ids).strings(corpus.titles);
  out.strings(corpus.outlet_names).column(corpus.outlets);
  out.strings(corpus.agency_names).column(corpus.agencies);
  out.strings(corpus.language_names).column(corpus.languages);
  out.column(corpus.dates).column(corpus.offsets).column(corpus.bytes);
  return out.finish();
}

namespace {

void read_names(ByteReader& in, StringColumn& names, std::vector<std::int32_t>& codes) {
  names = in.strings();
  codes = in.column<std::int32_t>();
  for (const std::int32_t code : codes) {
    if (code < -1 || code >= static_cast<std::int64_t>(names.size())) in.fail();
  }
}

bool valid_utf8(const StringColumn& strings) {
  for (std::size_t i = 0; i < strings.size(); ++i) {
    if (first_invalid_utf8(strings[i]) != strings[i].size()) return false;
  }
  return true;
}

bool offsets_fit(const Corpus& corpus) {
  if (corpus.offsets.size() != corpus.size() + 1 || corpus.offsets.front() != 0) return false;
  if (corpus.bytes.size() < kPadding) return false;
  if (corpus.offsets.back() != corpus.bytes.size() - kPadding) return false;
  for (std::size_t doc = 0; doc < corpus.size(); ++doc) {
    if (corpus.offsets[doc] > corpus.offsets[doc + 1]) return false;
    if (corpus.offsets[doc + 1] - corpus.offsets[doc] > kMaxText) return false;
  }
  return true;
}

}  // namespace

Corpus corpus_from_bytes(std::string_view block) {
  ByteReader in(block, kMagic, kVersion, "corpus");
  Corpus corpus;
  corpus.ids = in.strings();
  corpus.titles = in.strings();
  read_names(in, corpus.outlet_names, corpus.outlets);
  read_names(in, corpus.agency_names, corpus.agencies);
  read_names(in, corpus.language_names, corpus.languages);
  corpus.dates = in.column<Day>();
  corpus.offsets = in.column<std::uint64_t>();
  corpus.bytes = in.column<char>();
  in.finish();
  const std::size_t size = corpus.size();
  const bool lengths_fit = corpus.titles.size() == size && corpus.outlets.size() == size &&
                           corpus.agencies.size() == size && corpus.languages.size() == size &&
                           corpus.dates.size() == size;
  if (!lengths_fit || !offsets_fit(corpus)) in.fail();
  for (const StringColumn* strings : {&corpus.ids, &corpus.titles, &corpus.outlet_names,
                                      &corpus.agency_names, &corpus.language_names}) {
    if (!valid_utf8(*strings)) in.fail();
  }
  corpus.ascii.resize(size);
  for (std::size_t doc = 0; doc < size; ++doc) {
    if (first_invalid_utf8(corpus.text(doc)) != corpus.text(doc).size()) in.fail();
    corpus.ascii[doc] = is_ascii(corpus.text(doc)) ? 1 : 0;
  }
  return corpus;
}

}  // namespace polyvocal
