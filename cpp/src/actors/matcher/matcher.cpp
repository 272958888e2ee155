#include "polyvocal/actors/matcher.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "actors/matcher/compile.h"
#include "polyvocal/core/error.h"
#include "polyvocal/text/tokenize.h"

namespace polyvocal {

namespace {

using namespace matching;

constexpr std::string_view kMagic = "PVNAMES1";
constexpr std::uint32_t kVersion = 1;

// Texts are worked on in parts of about this size, so that what is known of a part stays near.
constexpr std::size_t kPart = std::size_t{1} << 15U;

bool are_places(const NameIds& ids) {
  if (ids.labels.empty()) return true;
  const auto labels = static_cast<std::int64_t>(ids.labels.size());
  return std::all_of(ids.values.begin(), ids.values.end(),
                     [&](std::int64_t id) { return id >= 0 && id < labels; });
}

void check_ids(const NameIds& ids, std::size_t names) {
  if (!ids.values.empty() && ids.values.size() != names) {
    throw InputError(std::to_string(ids.values.size()) + " ids for " + std::to_string(names) +
                     " names; give one for each");
  }
  if (!are_places(ids)) throw InputError("ids: a value is no place in the labels");
}

// End of the part that begins at `begin`: behind an empty line, which no name runs across.
std::size_t end_of_part(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= 2 * kPart) return text.size();
  const std::size_t line = text.find("\n\n", begin + kPart);
  return line == std::string_view::npos ? text.size() : line + 2;
}

}  // namespace

struct MatchScratch::State {
  std::vector<NameBlock> blocks;
  std::vector<Span> tokens;
  WordHasher hasher;
  WalkMemory memory;
};

MatchScratch::MatchScratch() : state_(std::make_unique<State>()) {}
MatchScratch::MatchScratch(MatchScratch&&) noexcept = default;
MatchScratch& MatchScratch::operator=(MatchScratch&&) noexcept = default;
MatchScratch::~MatchScratch() = default;

struct Matcher::State {
  Compiled compiled;
  NameIds ids;

  // The part of a text behind `offset`, by its bytes; false when it has a character that needs the
  // full rules for words.
  bool find_in_bytes(std::string_view part, std::uint32_t offset, NameKernel kernel,
                     MatchScratch::State& scratch, std::uint32_t& covered,
                     std::vector<NameMatch>& out) const {
    scan_names(part, compiled.first, kernel, scratch.blocks);
    ByteWords words(part, scratch.blocks, compiled.starts, compiled.signs, scratch.hasher);
    NameComparer comparer(compiled.names);
    Walk(compiled, words, comparer, scratch.memory, offset, covered, out).run();
    return !words.hard();
  }

  void find_in_tokens(std::string_view part, std::uint32_t offset, MatchScratch::State& scratch,
                      std::uint32_t& covered, std::vector<NameMatch>& out) const {
    scratch.tokens.clear();
    tokenize(part, scratch.tokens);
    TokenWords words(part, scratch.tokens, &compiled.first, scratch.hasher);
    NameComparer comparer(compiled.names);
    Walk(compiled, words, comparer, scratch.memory, offset, covered, out).run();
  }
};

Matcher::Matcher(std::span<const MatcherName> names, MatcherOptions options) {
  check_ids(options.ids, names.size());
  Compiled compiled = compile(names, options.overlap);
  state_ = std::make_unique<State>(State{std::move(compiled), std::move(options.ids)});
}
Matcher::Matcher(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

void Matcher::find(std::string_view text, MatchScratch& scratch, std::vector<NameMatch>& out,
                   MatchPath path) const {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    throw CapacityError("a text has " + std::to_string(text.size()) +
                        " bytes; a matcher reads at most 2147483647: split it at an empty line");
  }
  MatchScratch::State& memory = *scratch.state_;
  const auto kernels = name_kernels();
  const NameKernel kernel = (path == MatchPath::plain ? kernels.front() : kernels.back()).run;
  std::uint32_t covered = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = end_of_part(text, begin);
    const std::string_view part = text.substr(begin, end - begin);
    const auto offset = static_cast<std::uint32_t>(begin);
    const std::size_t known = out.size();
    const std::uint32_t covered_before = covered;
    if (path == MatchPath::tokens ||
        !state_->find_in_bytes(part, offset, kernel, memory, covered, out)) {
      out.resize(known);
      covered = covered_before;
      state_->find_in_tokens(part, offset, memory, covered, out);
    }
    begin = end;
  }
}

std::size_t Matcher::size() const { return state_->compiled.names.size(); }
std::string_view Matcher::surface(std::size_t name) const {
  return state_->compiled.names.surface(name);
}
Overlap Matcher::overlap() const { return state_->compiled.overlap; }

const NameIds& Matcher::ids() const { return state_->ids; }

std::size_t Matcher::bytes_held() const {
  const NameIds& ids = state_->ids;
  const Compiled& c = state_->compiled;
  return sizeof(State) + c.starts.bytes_held() + c.names.bytes_held() + c.lists.bytes_held() +
         c.roots.bytes_held() + c.rows.bytes_held() +
         ids.values.capacity() * sizeof(ids.values[0]) + ids.labels.bytes().capacity() +
         ids.labels.offsets().capacity() * sizeof(ids.labels.offsets()[0]);
}

std::string Matcher::to_bytes() const {
  const Compiled& c = state_->compiled;
  ByteWriter out(kMagic, kVersion);
  out.number(static_cast<std::uint8_t>(c.overlap));
  for (const FirstBytes& set : {c.first, c.signs}) {
    for (const std::uint8_t row : set.rows()) out.number(row);
  }
  c.starts.write(out);
  c.names.write(out);
  c.lists.write(out);
  c.roots.write(out);
  c.rows.write(out);
  out.column(state_->ids.values).strings(state_->ids.labels);
  return out.finish();
}

Matcher Matcher::from_bytes(std::string_view block) {
  ByteReader in(block, kMagic, kVersion, "matcher");
  auto state = std::make_unique<State>();
  Compiled& c = state->compiled;
  const auto overlap = in.number<std::uint8_t>();
  if (overlap > static_cast<std::uint8_t>(Overlap::all)) in.fail();
  c.overlap = static_cast<Overlap>(overlap);
  for (FirstBytes* set : {&c.first, &c.signs}) {
    FirstBytes::Halves rows{};
    for (std::uint8_t& row : rows) row = in.number<std::uint8_t>();
    set->set_rows(rows);
  }
  c.starts.read(in);
  c.names.read(in);
  c.lists.read(in, c.names.size());
  c.roots.read(in, c.names.size(), c.lists);
  c.rows.read(in, c.names.size(), c.lists);
  state->ids.values = in.column<std::int64_t>();
  state->ids.labels = in.strings();
  const bool one_each = state->ids.values.empty() || state->ids.values.size() == c.names.size();
  if (!one_each || !are_places(state->ids)) in.fail();
  in.finish();
  return Matcher(std::unique_ptr<const State>(std::move(state)));
}

}  // namespace polyvocal
