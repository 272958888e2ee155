#include "text/vocabulary_builder.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace polyvocal::segmenting {
namespace {

// Bytes 0 to 7 so that integers compare as the strings do.
std::uint64_t prefix_of(std::string_view text) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    prefix = prefix << 8U | (i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U);
  }
  return prefix;
}

struct SortKey {
  std::uint64_t count = 0;
  std::uint64_t prefix = 0;
  std::uint32_t id = 0;
};

// Ids in order of (count descending, bytes ascending); with all counts equal, in order of bytes.
std::vector<std::uint32_t> ranked(const StringColumn& strings,
                                  const std::vector<std::uint64_t>* counts) {
  std::vector<SortKey> keys(strings.size());
  for (std::uint32_t id = 0; id < keys.size(); ++id) {
    keys[id] = {counts != nullptr ? (*counts)[id] : 0, prefix_of(strings[id]), id};
  }
  std::sort(keys.begin(), keys.end(), [&](const SortKey& a, const SortKey& b) {
    if (a.count != b.count) return a.count > b.count;
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    return strings[a.id] < strings[b.id];
  });
  std::vector<std::uint32_t> order(keys.size());
  std::transform(keys.begin(), keys.end(), order.begin(), [](const SortKey& k) { return k.id; });
  return order;
}

std::vector<std::uint32_t> inverse(const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
  return ranks;
}

struct Union {
  Interner all;
  std::vector<std::vector<TypeId>> ids;  // per worker
};

Union unite(std::span<const Interner* const> workers) {
  Union u;
  u.ids.resize(workers.size());
  for (std::size_t w = 0; w < workers.size(); ++w) {
    if (workers[w] == nullptr) continue;
    const Interner& own = *workers[w];
    u.ids[w].resize(own.size());
    for (TypeId id = 0; id < own.size(); ++id) {
      u.ids[w][id] = u.all.add(own.spellings()[id], own.counts()[id]);
    }
  }
  return u;
}

void rank_types(const Union& u, Vocabulary& vocabulary, std::vector<std::uint32_t>& ranks) {
  const StringColumn& spellings = u.all.spellings();
  const std::vector<std::uint32_t> order = ranked(spellings, &u.all.counts());
  vocabulary.types.reserve(spellings.size(), spellings.bytes().size());
  vocabulary.counts.reserve(spellings.size());
  for (const std::uint32_t id : order) {
    vocabulary.types.push_back(spellings[id]);
    vocabulary.counts.push_back(u.all.counts()[id]);
  }
  ranks = inverse(order);
}

bool is_capital(const TypeInfo& info) {
  return info.casing == Casing::capitalized || info.casing == Casing::upper;
}

void rank_keys(const std::vector<std::string>& folded, Vocabulary& vocabulary) {
  Interner keys;
  std::vector<std::uint32_t> key_of(folded.size());
  for (std::size_t type = 0; type < folded.size(); ++type) {
    key_of[type] = keys.add(folded[type], vocabulary.counts[type]);
  }
  const std::vector<std::uint32_t> order = ranked(keys.spellings(), &keys.counts());
  const std::vector<std::uint32_t> ranks = inverse(order);
  vocabulary.keys.reserve(order.size(), keys.spellings().bytes().size());
  for (const std::uint32_t id : order) vocabulary.keys.push_back(keys.spellings()[id]);
  vocabulary.key_documents.assign(order.size(), 0);
  vocabulary.key_lower.assign(order.size(), 0);
  vocabulary.key_capital.assign(order.size(), 0);
  for (std::size_t type = 0; type < folded.size(); ++type) {
    TypeInfo& info = vocabulary.info[type];
    info.key = ranks[key_of[type]];
    if (info.casing == Casing::lower) vocabulary.key_lower[info.key] += vocabulary.counts[type];
    if (is_capital(info)) vocabulary.key_capital[info.key] += vocabulary.counts[type];
  }
}

// Regions whose capitals are a matter of layout.
bool is_display(Region region) {
  return region == Region::headline || region == Region::subhead || region == Region::slate ||
         region == Region::boilerplate;
}

}  // namespace

Vocabulary build_vocabulary(std::span<const Interner* const> workers, const Run& run,
                            std::vector<std::vector<TypeId>>& final_ids) {
  Vocabulary vocabulary;
  std::vector<std::uint32_t> ranks;
  {
    Union u = unite(workers);
    rank_types(u, vocabulary, ranks);
    final_ids = std::move(u.ids);
  }
  for (std::vector<TypeId>& ids : final_ids) {
    for (TypeId& id : ids) id = ranks[id];
  }
  const std::size_t types = vocabulary.types.size();
  vocabulary.info.resize(types);
  std::vector<std::string> folded(types);
  parallel_for(run, types, 4096, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t type = begin; type < end; ++type) {
      vocabulary.info[type] = classify_token(vocabulary.types[type]);
      folded[type] = fold_key(vocabulary.types[type]);
    }
  });
  rank_keys(folded, vocabulary);
  vocabulary.types_by_bytes = ranked(vocabulary.types, nullptr);
  vocabulary.keys_by_bytes = ranked(vocabulary.keys, nullptr);
  return vocabulary;
}

void DocumentCounter::prepare() {
  if (!seen_.empty()) return;
  seen_.assign(vocabulary_->keys.size(), {});
  unusable_.assign(vocabulary_->keys.size(), 0);
}

void DocumentCounter::add_document(std::span<const Token> tokens) {
  prepare();
  ++document_;
  for (const Token& token : tokens) {
    Seen& seen = seen_[vocabulary_->info[token.type].key];
    if (seen.last == document_) continue;
    seen.last = document_;
    ++seen.documents;
  }
}

void DocumentCounter::add_sentence(std::span<const Token> tokens, Region region) {
  prepare();
  if (!is_display(region)) tokens = tokens.first(std::min<std::size_t>(tokens.size(), 1));
  for (const Token& token : tokens) {
    const TypeInfo& info = vocabulary_->info[token.type];
    if (is_capital(info)) ++unusable_[info.key];
  }
}

void DocumentCounter::add_to(Vocabulary& vocabulary) const {
  for (std::size_t key = 0; key < seen_.size(); ++key) {
    vocabulary.key_documents[key] += seen_[key].documents;
    vocabulary.key_capital[key] -= unusable_[key];
  }
}

}  // namespace polyvocal::segmenting
