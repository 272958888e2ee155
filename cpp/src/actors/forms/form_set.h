// The forms of one actor, each once: of two rules that give the same words the first one stands.
//
//   FormSet set;
//   set.add(form);
//   set.move_to(out);
#pragma once

#include <set>
#include <string>
#include <vector>

#include "actors/forms.h"

namespace polyvocal::naming {

class FormSet {
 public:
  void add(Form form);
  /// Forgets the forms, but not that they are known.
  void drop_forms() { forms_.clear(); }
  void clear();
  /// Appends the forms, which are gone then.
  void move_to(std::vector<Form>& out);

 private:
  std::vector<Form> forms_;
  std::set<std::string> seen_;
};

}  // namespace polyvocal::naming
