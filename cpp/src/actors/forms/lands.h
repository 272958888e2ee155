// The countries and places of the actors file, as they occur inside the names of bodies.
//
//   const Lands lands(knowledge);
//   if (lands.country_prefix(form) > 0) ...
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>

#include "actors/body_names.h"
#include "actors/forms.h"
#include "polyvocal/actors/knowledge.h"

namespace polyvocal::naming {

class Lands {
 public:
  explicit Lands(const Knowledge& knowledge);

  [[nodiscard]] const Countries& countries() const { return countries_; }
  /// The first state or place that the words name, -1 for none.
  [[nodiscard]] ActorId in(std::span<const FormWord> words) const;
  /// The name or demonym of a listed country?
  [[nodiscard]] bool is_country_word(const FormWord& word) const;
  /// Leading words that tell whose body it is: "Libyan", "U.S.", "United States".
  [[nodiscard]] std::size_t country_prefix(const Form& form) const;
  /// Notes whose body it is, where the part does not say so itself.
  [[nodiscard]] Form without_land(Form part, const Form& whole) const;

 private:
  static constexpr std::size_t kLongest = 4;  // words of a name

  Countries countries_;
  /// By names, demonyms and letters; -1 for what several share.
  std::map<std::string, ActorId> lands_;
};

}  // namespace polyvocal::naming
