#include "actors/forms/body_forms.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actors/body_names.h"
#include "actors/forms/form_words.h"
#include "actors/name_parts.h"

namespace polyvocal::naming {

namespace {

constexpr std::size_t kMostReordered = 4;  // words of a name whose order may vary

// "Libyan National Army" as "Libya National Army" or "Libya's National Army".
void add_countries_swapped(const Form& form, const Lands& lands, FormSet& out) {
  for (std::size_t i = 0; i < form.words.size(); ++i) {
    const auto country = lands.countries().country_of.find(form.words[i].key);
    if (country == lands.countries().country_of.end()) continue;
    Form other = form;
    other.words[i].key = country->second;
    other.loose_possessive = true;
    mark_respelled(other);
    out.add(std::move(other));
  }
}

// All orders of the words before the head noun, which stays last.
void add_orders(const Form& form, const Lands& lands, FormSet& out) {
  std::vector<std::size_t> order(form.words.size() - 1);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  while (std::next_permutation(order.begin(), order.end())) {
    Form other = form;
    for (std::size_t i = 0; i < order.size(); ++i) other.words[i] = form.words[order[i]];
    mark_respelled(other);
    add_countries_swapped(other, lands, out);
    out.add(std::move(other));
  }
  add_countries_swapped(form, lands, out);
}

// "Justice Department" of "U.S. Justice Department".
void add_country_part(const Form& form, const Lands& lands, FormSet& out) {
  const std::size_t prefix = lands.country_prefix(form);
  if (prefix == 0 || form.words.size() < prefix + 2) return;
  out.add(lands.without_land(part_of(form, prefix, form.words.size(), Origin::part), form));
}

void add_country_forms(const Form& form, const Lands& lands, FormSet& out) {
  add_countries_swapped(form, lands, out);
  add_country_part(form, lands, out);
}

// "Conservatives" of "Conservative Party", "Social Democrats" of "Social Democratic Party".
void add_members(const Form& form, FormSet& out) {
  const std::size_t words = form.words.size();
  if (words < 2 || form.words.back().key != "party" || !form.words[words - 2].capital) return;
  Form members = part_of(form, 0, words - 1, Origin::members);
  std::string& last = members.words.back().key;
  if (has(members.words.back(), kConnector) || last.ends_with('s')) return;
  if (last.ends_with("democratic")) last.resize(last.size() - 2);
  last += 's';
  members.surface = join(members.words);
  out.add(std::move(members));
}

// "Fed" of "Federal Reserve", with or without the country before it. "Dem" is said of a politician,
// not of the party.
void add_clipped(const Form& form, const Lands& lands, FormSet& out) {
  constexpr std::size_t kLetters = 3;
  constexpr std::size_t kLeast = 6;  // letters of the whole word
  const std::size_t at = lands.country_prefix(form);
  if (at + 1 >= form.words.size() || !form.words[at].capital) return;
  if (form.words.back().key == "party") return;
  const std::string& whole = form.words[at].key;
  const auto is_plain = [](char c) { return c >= 'a' && c <= 'z'; };
  const std::string_view start = std::string_view(whole).substr(0, kLetters);
  if (whole.size() < kLeast || !std::all_of(start.begin(), start.end(), is_plain)) return;
  Form clipped = part_of(form, at, at + 1, Origin::clipped);
  clipped.words[0] = {.key = std::string(start), .capital = true};
  clipped.surface = start;
  out.add(std::move(clipped));
}

// The word that says what the body is: before "of", else the last one.
void add_head_noun(const Form& form, FormSet& out) {
  std::size_t at = form.words.size() - 1;
  for (std::size_t i = 1; i < form.words.size(); ++i) {
    if (form.words[i].key == "of" || form.words[i].key == "for") {
      at = i - 1;
      break;
    }
  }
  if (form.words.size() < 2 || !has(form.words[at], kHeadNoun)) return;
  // "the state", "the house", "the times" rarely stand for the body just named.
  constexpr std::array<std::string_view, 15> kVague = {
      "board", "state", "republic", "kingdom",  "emirate", "house",  "press",  "times",
      "post",  "news",  "cross",    "crescent", "school",  "office", "service"};
  if (std::find(kVague.begin(), kVague.end(), form.words[at].key) != kVague.end()) return;
  Form part = slice(form, at, at + 1);
  part.kind = NameKind::short_form;
  part.origin = Origin::head_noun;
  part.policy = CasePolicy::insensitive;
  out.add(std::move(part));
}

}  // namespace

void add_parts(const Form& form, const Lands& lands, FormSet& out) {
  for (Form& part : name_parts(form, lands.country_prefix(form))) {
    const bool country = part.words.size() == 1 && lands.is_country_word(part.words[0]);
    if (country && part.words[0].key == form.words.back().key) continue;  // "Bank of Malta"
    if (country) part.origin = Origin::fragment;
    out.add(lands.without_land(std::move(part), form));
  }
}

void add_body_forms(const Form& form, const Lands& lands, FormSet& out) {
  add_head_noun(form, out);
  add_members(form, out);
  add_clipped(form, lands, out);
  const std::size_t words = form.words.size();
  if (words < 2) return;
  add_country_forms(form, lands, out);
  for (Form& other : reworded(form, lands.countries())) {
    mark_respelled(other);
    add_country_part(other, lands, out);
    out.add(std::move(other));
  }
  const bool plain = std::none_of(form.words.begin(), form.words.end(), [](const FormWord& w) {
    return has(w, kConnector) || !w.capital;
  });
  if (!plain || words < 3 || words > kMostReordered) return;
  add_orders(form, lands, out);
}

}  // namespace polyvocal::naming
