// Shell patterns over document ids: * any run, ? one character, [abc] one of a set.
#pragma once

#include <string_view>

namespace polyvocal::naming {

bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace polyvocal::naming
