#include "actors/forms/form_set.h"

#include <iterator>
#include <utility>

#include "actors/forms/form_words.h"

namespace polyvocal::naming {

void FormSet::add(Form form) {
  // A form that an earlier, better origin already gave is not repeated.
  std::string signature = std::to_string(form.actor) + '/' + std::to_string(form.correction);
  if (form.origin == Origin::correction || form.policy == CasePolicy::exact) {
    signature += '=' + form.surface;
  }
  // "the Navy" is judged otherwise than "the navy", and both are forms.
  const bool bare = form.origin == Origin::fragment && form.words.size() == 1;
  if (bare && has(form.words[0], kHeadNoun)) signature += '^';
  for (const FormWord& word : form.words) {
    signature += ' ';
    signature += word.key;
    if (word.possessive) signature += "'s";
  }
  if (seen_.insert(std::move(signature)).second) forms_.push_back(std::move(form));
}

void FormSet::clear() {
  forms_.clear();
  seen_.clear();
}

void FormSet::move_to(std::vector<Form>& out) {
  std::move(forms_.begin(), forms_.end(), std::back_inserter(out));
  forms_.clear();
}

}  // namespace polyvocal::naming
