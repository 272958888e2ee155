// Places that are no countries and no capitals of countries: states and provinces, cities, seas,
// regions. A name of the table speaks for a place; what stands beside it may outweigh that.
#pragma once

#include <functional>
#include <string_view>

namespace polyvocal::naming {

/// Gives each name in lower case, its words apart by single spaces.
void each_place_name(const std::function<void(std::string_view)>& use);

/// Names of one word that name no actor in any sense: faiths, feasts, diseases, figures.
[[nodiscard]] std::string_view names_of_nobody();

}  // namespace polyvocal::naming
