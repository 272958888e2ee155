#include "actors/body_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace polyvocal::naming {

namespace {

using Words = std::vector<FormWord>;

constexpr std::size_t kLongestField = 6;  // words of "Health and Social Affairs"

bool is_any(const FormWord& word, std::initializer_list<std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), word.key) != keys.end();
}

Form with_words(const Form& form, Words words) {
  Form other = form;
  other.words = std::move(words);
  other.gaps.assign(other.words.size() - 1, "");
  return other;
}

// "Ministry of Finance" -> "Finance Ministry", "Committee on the Budget" -> "Budget Committee".
void put_field_first(const Form& form, std::vector<Form>& out) {
  const Words& words = form.words;
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (!is_any(words[i], {"ministry", "department", "committee", "subcommittee"})) continue;
    if (!is_any(words[i + 1], {"of", "for", "on"})) continue;
    std::size_t field = i + 2;
    if (is_any(words[field], {"the"})) ++field;
    std::size_t end = field;  // "of Ukraine" after it stays behind the body
    while (end < words.size() && !is_any(words[end], {"of", "for", "on"})) ++end;
    if (end == field || end - field > kLongestField) continue;
    Words moved(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i));
    moved.insert(moved.end(), words.begin() + static_cast<std::ptrdiff_t>(field),
                 words.begin() + static_cast<std::ptrdiff_t>(end));
    moved.push_back(words[i]);
    moved.insert(moved.end(), words.begin() + static_cast<std::ptrdiff_t>(end), words.end());
    out.push_back(with_words(form, std::move(moved)));
  }
}

// "Government of Canada" -> "Canadian Government", "Canada's Government".
void put_country_first(const Form& form, const Countries& countries, std::vector<Form>& out) {
  const Words& words = form.words;
  if (words.size() < 3 || !is_any(words[words.size() - 2], {"of"})) return;
  const auto demonyms = countries.demonyms_of.find(words.back().key);
  if (demonyms == countries.demonyms_of.end()) return;
  Words moved(words.begin(), words.end() - 2);
  moved.insert(moved.begin(), words.back());
  Form owned = with_words(form, moved);
  owned.loose_possessive = true;
  out.push_back(std::move(owned));
  for (const std::string& demonym : demonyms->second) {
    moved.front() = {.key = demonym, .capital = true};
    out.push_back(with_words(form, moved));
  }
}

// "Libyan Supreme Court" -> "Supreme Court of Libya".
void put_country_last(const Form& form, const Countries& countries, std::vector<Form>& out) {
  const Words& words = form.words;
  if (words.size() < 2) return;
  const auto country = countries.country_of.find(words.front().key);
  if (country == countries.country_of.end()) return;
  if (std::any_of(words.begin(), words.end(), [](const FormWord& w) { return w.key == "of"; })) {
    return;
  }
  Words moved(words.begin() + 1, words.end());
  moved.push_back({.key = "of"});
  moved.push_back({.key = country->second, .capital = true});
  out.push_back(with_words(form, std::move(moved)));
}

// "United States Department of State" -> "U.S. Department of State".
void shorten_union(const Form& form, std::vector<Form>& out) {
  constexpr std::array<std::array<std::string_view, 2>, 3> kShort = {
      {{"states", "us"}, {"kingdom", "uk"}, {"nations", "un"}}};
  const Words& words = form.words;
  if (words.size() < 3 || words[0].key != "united") return;
  for (const auto& [second, letters] : kShort) {
    if (words[1].key != second) continue;
    Words moved(words.begin() + 1, words.end());
    moved.front() = {.key = std::string(letters), .capital = true};
    out.push_back(with_words(form, std::move(moved)));
  }
}

// "Supreme Court of the United States" -> "United States Supreme Court".
void put_union_first(const Form& form, std::vector<Form>& out) {
  const Words& words = form.words;
  const std::size_t size = words.size();
  if (size < 5 || words[size - 2].key != "united") return;
  if (!is_any(words[size - 1], {"states", "kingdom"})) return;
  if (!is_any(words[size - 3], {"the"}) || !is_any(words[size - 4], {"of"})) return;
  Words moved(words.end() - 2, words.end());
  moved.insert(moved.end(), words.begin(), words.end() - 4);
  out.push_back(with_words(form, std::move(moved)));
}

// "Ministry of Defence" -> "Ministry of Defense".
void spell_across_the_ocean(const Form& form, std::vector<Form>& out) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kPairs = {
      {{"defence", "defense"},
       {"organisation", "organization"},
       {"labour", "labor"},
       {"centre", "center"},
       {"programme", "program"},
       {"harbour", "harbor"},
       {"theatre", "theater"}}};
  Words words = form.words;
  bool changed = false;
  for (FormWord& word : words) {
    for (const auto& [british, american] : kPairs) {
      if (word.key != british && word.key != american) continue;
      word.key = word.key == british ? american : british;
      changed = true;
      break;
    }
  }
  if (changed) out.push_back(with_words(form, std::move(words)));
}

}  // namespace

std::vector<Form> reworded(const Form& form, const Countries& countries) {
  std::vector<Form> all = {form};
  if (std::any_of(form.gaps.begin(), form.gaps.end(), [](const auto& gap) { return !gap.empty(); }))
    return {};
  // Each rule over what the ones before it gave: "Ministry of Defence of Ukraine" becomes
  // "Ukrainian Defense Ministry".
  const auto apply = [&](const auto& rule) {
    const std::size_t known = all.size();
    for (std::size_t i = 0; i < known; ++i) rule(Form(all[i]));
  };
  apply([&](const Form& from) { put_field_first(from, all); });
  apply([&](const Form& from) { put_country_first(from, countries, all); });
  apply([&](const Form& from) { put_country_last(from, countries, all); });
  apply([&](const Form& from) { put_union_first(from, all); });
  apply([&](const Form& from) { shorten_union(from, all); });
  apply([&](const Form& from) { spell_across_the_ocean(from, all); });
  all.erase(all.begin());
  return all;
}

}  // namespace polyvocal::naming
