#include "actors/given_names.h"

#include <algorithm>
#include <array>

#include "english/words.h"

namespace polyvocal::naming {

namespace {

// Written for this project from general knowledge: the full form first. Forms that are short for
// several names ("Pat", "Alex") are left out.
constexpr std::array<std::string_view, 37> kFamilies = {
    "abraham abe",
    "andrew andy drew",
    "anthony tony",
    "benjamin ben",
    "bernard bernie",
    "charles charlie chuck",
    "christopher chris",
    "daniel dan danny",
    "david dave",
    "deborah debbie",
    "donald don",
    "edward ed eddie ted",
    "elizabeth liz betsy",
    "frederick fred",
    "gerald gerry jerry",
    "gregory greg",
    "herman herm",
    "james jim jimmy",
    "jeffrey jeff",
    "john johnny",
    "joseph joe joey",
    "kenneth ken",
    "lawrence larry",
    "leslie les",
    "matthew matt",
    "michael mike",
    "nicholas nick",
    "peter pete",
    "philip phil",
    "raymond ray",
    "richard dick rick",
    "robert bob bobby rob",
    "ronald ron",
    "stephen steve",
    "steven steve",
    "thomas tom",
    "william bill billy will",
};

}  // namespace

std::vector<std::string_view> other_given_names(std::string_view key) {
  std::vector<std::string_view> others;
  for (const std::string_view family : kFamilies) {
    std::vector<std::string_view> forms;
    english::each_word(family, [&](std::string_view form) { forms.push_back(form); });
    if (std::find(forms.begin(), forms.end(), key) == forms.end()) continue;
    // A short form stands for its full name, and a full one for its short forms: "Bobby" is seldom
    // "Rob".
    if (forms.front() != key) forms.resize(1);
    for (const std::string_view form : forms) {
      if (form != key) others.push_back(form);
    }
  }
  return others;
}

}  // namespace polyvocal::naming
