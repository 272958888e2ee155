#include "actors/judgement/titles.h"

#include <string>
#include <string_view>

namespace polyvocal::naming {

// What title stands right before: one of the actor's, an office that only another holds, or some.
Title title_before(const Document& doc, const Hit& hit) {
  const auto t = doc.context().before(hit.begin());
  if (!t || !doc.context().is(*t, kTitle) || doc.context().possessive(*t)) return Title::none;
  const std::string_view word = full_title(doc.context().key(*t));
  for (const std::string& title : doc.actor(hit).titles) {
    const std::size_t cut = title.find_last_of(" -");
    const std::string last = fold_key(cut == std::string::npos ? title : title.substr(cut + 1));
    if (full_title(last) == word) return Title::own;
  }
  // Whose file lists no title may hold any office, but is no mullah.
  if (doc.context().is(*t, kClergy)) return Title::other_office;
  if (doc.context().is(*t, kHighOffice) && !doc.actor(hit).titles.empty())
    return Title::other_office;
  return Title::other;
}

}  // namespace polyvocal::naming
