#include "actors/us_states.h"

#include <array>

namespace polyvocal::naming {

namespace {

struct State {
  std::string_view name, dotted, letters;
};
// The older newspaper style, not the two capitals of the post office, which are words.
constexpr std::array kStates = std::to_array<State>({
    {"alabama", "ala", ""},        {"arizona", "ariz", ""},
    {"arkansas", "ark", ""},       {"california", "calif", ""},
    {"colorado", "colo", ""},      {"connecticut", "conn", ""},
    {"delaware", "del", ""},       {"florida", "fla", ""},
    {"georgia", "ga", ""},         {"illinois", "ill", ""},
    {"indiana", "ind", ""},        {"kansas", "kan", "kans"},
    {"kentucky", "ky", "kent"},    {"louisiana", "la", ""},
    {"maryland", "md", ""},        {"massachusetts", "mass", ""},
    {"michigan", "mich", ""},      {"minnesota", "minn", ""},
    {"mississippi", "miss", ""},   {"missouri", "mo", ""},
    {"montana", "mont", ""},       {"nebraska", "neb", "nebr"},
    {"nevada", "nev", ""},         {"new hampshire", "n.h", "nh"},
    {"new jersey", "n.j", "nj"},   {"new mexico", "n.m", "nm"},
    {"new york", "n.y", "ny"},     {"north carolina", "n.c", "nc"},
    {"north dakota", "n.d", "nd"}, {"oklahoma", "okla", ""},
    {"oregon", "ore", ""},         {"pennsylvania", "pa", "penn"},
    {"rhode island", "r.i", "ri"}, {"south carolina", "s.c", "sc"},
    {"south dakota", "s.d", "sd"}, {"tennessee", "tenn", ""},
    {"texas", "tex", ""},          {"vermont", "vt", ""},
    {"virginia", "va", ""},        {"washington", "wash", ""},
    {"west virginia", "w.va", ""}, {"wisconsin", "wis", ""},
    {"wyoming", "wyo", ""},
});

}  // namespace

std::vector<std::string_view> state_abbreviations(std::string_view name) {
  for (const State& state : kStates) {
    if (state.name != name) continue;
    if (state.letters.empty()) return {state.dotted};
    return {state.dotted, state.letters};
  }
  return {};
}

std::vector<std::string_view> state_abbreviations() {
  std::vector<std::string_view> words;
  for (const State& state : kStates) {
    if (state.dotted.find('.') == std::string_view::npos) words.push_back(state.dotted);
  }
  return words;
}

std::vector<std::string_view> state_names() {
  std::vector<std::string_view> names;
  for (const State& state : kStates) names.push_back(state.name);
  return names;
}

bool is_postal_code(std::string_view key) {
  constexpr std::string_view kCodes =
      " al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh "
      "nj "
      "nm ny nc nd oh ok or pa pr ri sc sd tn tx ut vt va wa wv wi wy ";
  if (key.size() != 2) return false;
  const char padded[] = {' ', key[0], key[1], ' '};
  return kCodes.find(std::string_view(padded, 4)) != std::string_view::npos;
}

}  // namespace polyvocal::naming
