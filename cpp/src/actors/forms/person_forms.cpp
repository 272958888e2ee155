#include "actors/forms/person_forms.h"

#include <string_view>
#include <utility>

#include "actors/forms/articles.h"
#include "actors/forms/form_words.h"
#include "actors/given_names.h"

namespace polyvocal::naming {

namespace {

// "Khalifa" of "Khalifa Haftar"; "JK Rowling" and "J.K. Rowling" of "J. K. Rowling".
void add_given_forms(const Form& form, FormSet& out) {
  const FormWord& first = form.words[0];
  if (first.key.size() >= 3 && first.capital && !has(first, kFamilyFirst | kParticle | kTitle)) {
    out.add(part_of(form, 0, 1, Origin::given));
  }
  std::size_t letters = 0;
  while (letters + 1 < form.words.size() && form.words[letters].key.size() == 1) ++letters;
  if (letters < 2) return;
  for (const std::string_view between : {"", "."}) {
    Form joined = form;
    for (std::size_t i = 1; i < letters; ++i) {
      joined.words[0].key += std::string(between) + form.words[i].key;
    }
    for (std::size_t i = letters; i-- > 1;) drop_word(joined, i);
    joined.given_words = 1;
    mark_respelled(joined);
    out.add(std::move(joined));
  }
}

}  // namespace

void add_person_forms(const Form& listed, FormSet& out) {
  const Form form = own_name(listed);
  const std::size_t words = form.words.size();
  if (listed.words.size() > words && words > 1) {
    Form plain = form;
    plain.origin = Origin::shortened;
    plain.given_words = static_cast<std::uint16_t>(family_begin(plain));
    add_with_articles(std::move(plain), out);
  }
  if (words < 2 && listed.words.size() == words) return;
  add_given_forms(form, out);
  if (words < 2) return;
  for (const std::string_view given : other_given_names(form.words[0].key)) {
    Form other = form;
    other.words[0].key = given;
    other.as_it_stands = true;
    other.origin = Origin::shortened;
    other.given_words = static_cast<std::uint16_t>(family_begin(other));
    other.surface = join(other.words);
    add_with_articles(std::move(other), out);
  }
  const std::size_t family = family_begin(form);
  if (family > 1 && form.words[1].capital && form.words[1].key.size() > 2 &&
      !has(form.words[1], kParticle)) {
    Form later = slice(form, 1, words);  // "Bradford Wilcox" of "William Bradford Wilcox"
    later.origin = Origin::shortened;
    later.given_words = static_cast<std::uint16_t>(family - 1);
    add_with_articles(std::move(later), out);
  }
  if (family > 1) {
    Form shorter = form;
    for (std::size_t i = family; i-- > 1;) drop_word(shorter, i);
    shorter.origin = Origin::shortened;
    shorter.given_words = 1;
    shorter.surface = join(shorter.words);
    add_with_articles(std::move(shorter), out);
  }
  for (std::size_t begin = family; begin < words; ++begin) {
    Form part = slice(form, begin, words);
    part.kind = NameKind::short_form;
    part.origin = Origin::family;
    if (part.words.front().key.size() < 2) continue;
    add_with_articles(std::move(part), out);
  }
  if (has(form.words[0], kFamilyFirst) && words <= 3 && !has(form.words[0], kGivenName)) {
    Form part = slice(form, 0, 1);
    part.kind = NameKind::short_form;
    part.origin = Origin::family;
    out.add(std::move(part));
  }
}

}  // namespace polyvocal::naming
