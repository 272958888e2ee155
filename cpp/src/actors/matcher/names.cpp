#include "actors/matcher/names.h"

#include <algorithm>
#include <limits>

#include "polyvocal/core/error.h"
#include "polyvocal/corpus/encoding.h"
#include "polyvocal/text/tokenize.h"
#include "polyvocal/text/vocabulary.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace polyvocal::matching {
namespace {

constexpr std::size_t kMostNames = std::size_t{1} << 28U;

// Which letters with case are capitals, in order.
std::vector<bool> capitals(std::string_view word) {
  std::vector<bool> upper;
  for (std::size_t at = 0; at < word.size();) {
    const segmenting::Character c = segmenting::next_character(word, at);
    if (segmenting::is_upper(c.code)) {
      upper.push_back(true);
    } else if (segmenting::is_lower(c.code)) {
      upper.push_back(false);
    }
    at += c.size;
  }
  return upper;
}

// Letters may come apart in folding ("ß", "ﬁ"); then only the first is compared.
bool keeps_capitals(std::string_view listed, std::string_view written) {
  std::vector<bool> wanted = capitals(listed);
  std::vector<bool> found = capitals(written);
  if (wanted.size() != found.size()) {
    if (wanted.empty() || found.empty()) return true;
    wanted.resize(1);
    found.resize(1);
  }
  return std::equal(wanted.begin(), wanted.end(), found.begin(),
                    [](bool wants, bool has) { return !wants || has; });
}

std::string visible(std::string_view word) {
  std::string kept;
  for (std::size_t at = 0; at < word.size();) {
    const segmenting::Character c = segmenting::next_character(word, at);
    if (!segmenting::clings(c.code)) kept.append(word.substr(at, c.size));
    at += c.size;
  }
  return kept;
}

void append_gap(std::string_view gap, std::string& out) {
  bool space = false;
  for (std::size_t at = 0; at < gap.size();) {
    const segmenting::Character c = segmenting::next_character(gap, at);
    const bool blank = segmenting::is_blank(c.code);
    const bool white = blank && !segmenting::clings(c.code);
    if (white && !space) out += ' ';
    if (!blank) out.append(gap.substr(at, c.size));
    space = white || (blank && space);
    at += c.size;
  }
}

}  // namespace

void Names::reserve(std::size_t names, std::size_t bytes) {
  bytes_.reserve(bytes);
  offsets_.reserve(names + 1);
  traits_.reserve(names);
}

void Names::add(std::string_view surface, CasePolicy policy, bool plural) {
  if (size() >= kMostNames ||
      bytes_.size() + surface.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw CapacityError("a matcher holds at most 268435456 names of 4 GB together; split the list");
  }
  bytes_.insert(bytes_.end(), surface.begin(), surface.end());
  offsets_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  traits_.push_back(
      static_cast<std::uint8_t>(static_cast<unsigned>(policy) | (plural ? kPlural : 0U)));
}

std::size_t Names::bytes_held() const {
  return bytes_.capacity() + offsets_.capacity() * sizeof(offsets_[0]) + traits_.capacity();
}

void Names::write(ByteWriter& out) const { out.column(bytes_).column(offsets_).column(traits_); }

void Names::read(ByteReader& in) {
  bytes_ = in.column<char>();
  offsets_ = in.column<std::uint32_t>();
  traits_ = in.column<std::uint8_t>();
  const bool sized = offsets_.size() == traits_.size() + 1 && offsets_.front() == 0 &&
                     offsets_.back() == bytes_.size() && traits_.size() <= kMostNames;
  if (!sized || !std::is_sorted(offsets_.begin(), offsets_.end())) in.fail();
  for (std::size_t name = 0; name < size(); ++name) {
    const bool known = (traits_[name] & kPolicy) <= static_cast<unsigned>(CasePolicy::insensitive);
    if (!known || first_invalid_utf8(surface(name)) != surface(name).size()) in.fail();
  }
}

std::string normal_surface(std::string_view name) {
  std::vector<Span> tokens;
  tokenize(name, tokens);
  std::string surface;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0) {
      const std::uint32_t from = tokens[i - 1].end;
      append_gap(name.substr(from, tokens[i].begin - from), surface);
    }
    surface.append(name.substr(tokens[i].begin, tokens[i].size()));
  }
  return surface;
}

bool word_fits(std::string_view listed, std::string_view written, CasePolicy policy) {
  if (listed == written) return true;
  if (policy == CasePolicy::exact) return visible(listed) == visible(written);
  if (fold_key(listed) != fold_key(written)) return false;
  return policy == CasePolicy::insensitive || keeps_capitals(listed, written);
}

Likeness likeness(std::string_view listed, const char* written, CasePolicy policy) {
  bool raised = false;
  bool lowered = false;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const char a = listed[i];
    const char b = written[i];
    if (a == b) continue;
    if ((a ^ b) != 0x20) return Likeness::unclear;
    const bool was_small = a >= 'a' && a <= 'z';
    if (!was_small && !(a >= 'A' && a <= 'Z')) return Likeness::unclear;
    (was_small ? raised : lowered) = true;
  }
  const bool fits = policy == CasePolicy::insensitive || (!raised && !lowered) ||
                    (policy == CasePolicy::smart && !lowered);
  return fits ? Likeness::fits : Likeness::differs;
}

bool plural_fits(std::string_view listed, std::string_view written, CasePolicy policy) {
  if (!written.ends_with('s') && !written.ends_with('S')) return false;
  if (policy == CasePolicy::exact && written.ends_with('S')) return false;
  return takes_plural(fold_key(listed)) &&
         word_fits(listed, written.substr(0, written.size() - 1), policy);
}

bool takes_plural(std::string_view key) {
  return !key.empty() && key.back() >= 'a' && key.back() <= 'z' && key.back() != 's';
}

bool NameComparer::start(std::uint32_t name) {
  name_ = name;
  at_ = 0;
  tokens_.clear();
  tokenize(names_.surface(name), tokens_);
  return !tokens_.empty();
}

bool NameComparer::compare(std::string_view text, const Word& word) {
  const Span token = tokens_[at_++];
  const std::string_view listed = names_.surface(name_).substr(token.begin, token.size());
  const std::string_view listed_stem = listed.substr(0, listed.size() - possessive_size(listed));
  const std::string_view stem = text.substr(word.begin, word.stem_end - word.begin);
  const bool owns = listed_stem.size() != listed.size();
  const bool text_owns = word.stem_end != word.end;
  const CasePolicy policy = names_.policy(name_);
  if (owns && !text_owns) return false;
  if (text_owns && !owns && !at_end()) return false;
  end_ = owns ? word.end : word.stem_end;
  if (word_fits(listed_stem, stem, policy)) return true;
  return at_end() && !owns && names_.plural(name_) && plural_fits(listed_stem, stem, policy);
}

bool NameComparer::compare_gap(const Gap& gap) {
  const Span left = tokens_[at_ - 1];
  const std::string_view surface = names_.surface(name_);
  return gap ==
         read_gap(surface, left.end, tokens_[at_].begin, surface.substr(left.begin, left.size()));
}

}  // namespace polyvocal::matching
