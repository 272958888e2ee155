#include "actors/forms/company_forms.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "actors/forms/form_words.h"

namespace polyvocal::naming {

namespace {

// "Inc", "Group", "F.C.": comes and goes at the end of a company's or club's name.
bool may_fall(const FormWord& word) {
  constexpr std::array<std::string_view, 13> kDesignators = {
      "company", "and", "group", "holding", "holdings", "f.c", "fc",
      "a.f.c",   "afc", "c.f",   "cf",      "s.c",      "sc"};
  return has(word, kLegalForm) ||
         std::find(kDesignators.begin(), kDesignators.end(), word.key) != kDesignators.end();
}

bool is_arrangement(const FormWord& word) {
  return word.key == "system" || word.key == "service" || word.key == "systems" ||
         word.key == "network";
}

}  // namespace

std::size_t stem_end(const Form& form) {
  std::size_t end = form.words.size();
  while (end > 1 && may_fall(form.words[end - 1])) --end;
  // "Federal Reserve" of "Federal Reserve System"; not "Solar" of "Solar System".
  if (end > 2 && is_arrangement(form.words[end - 1])) --end;
  return end;
}

void add_ampersand(const Form& form, FormSet& out) {
  for (std::size_t i = 0; i < form.gaps.size(); ++i) {
    if (form.gaps[i] != "&") continue;
    Form spelled = form;
    spelled.words.insert(spelled.words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                         FormWord{.key = "and"});
    spelled.gaps[i] = "";
    spelled.gaps.insert(spelled.gaps.begin() + static_cast<std::ptrdiff_t>(i), "");
    mark_respelled(spelled);
    out.add(std::move(spelled));
    return;
  }
  for (std::size_t i = 1; i + 1 < form.words.size(); ++i) {
    if (form.words[i].key != "and") continue;
    Form sign = form;
    drop_word(sign, i);
    sign.gaps[i - 1] = "&";
    mark_respelled(sign);
    out.add(std::move(sign));
    return;
  }
}

void add_initials(const Form& form, FormSet& out) {
  std::string letters;
  for (const FormWord& word : form.words) {
    if (has(word, kConnector) || !word.capital) continue;
    if (word.key.size() < 2) return;  // is made of letters itself
    letters += word.key.front();
  }
  if (letters.size() < 2 || letters.size() > 7) return;
  Form short_name = part_of(form, 0, 1, Origin::initials);
  short_name.kind = NameKind::acronym;
  short_name.words[0] = {.key = letters, .capital = true};
  short_name.surface = letters;
  out.add(std::move(short_name));
}

void add_without_legal_form(const Form& form, FormSet& out) {
  const std::size_t end = stem_end(form);
  if (end == form.words.size()) return;
  Form part = part_of(form, 0, end, Origin::stem);
  part.kind = NameKind::variant;
  add_initials(part, out);
  if (end > 1) add_ampersand(part, out);
  out.add(std::move(part));
}

}  // namespace polyvocal::naming
