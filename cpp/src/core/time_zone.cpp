#include "polyvocal/core/time_zone.h"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace polyvocal {

struct TimeZone::Rules {
  std::unique_ptr<icu::TimeZone> zone;
};

TimeZone::TimeZone(const std::string& name) {
  if (name.empty() || name == "UTC" || name == "Etc/UTC") return;
  const bool fixed = name[0] == '+' || name[0] == '-';
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(
      icu::UnicodeString::fromUTF8(fixed ? "GMT" + name : name)));  // ICU gives GMT when unknown
  rules_ = std::make_unique<Rules>(Rules{.zone = std::move(zone)});
}
TimeZone::TimeZone(TimeZone&&) noexcept = default;
TimeZone& TimeZone::operator=(TimeZone&&) noexcept = default;
TimeZone::~TimeZone() = default;

std::int32_t TimeZone::offset_seconds(std::int64_t moment) const {
  if (!rules_) return 0;
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  rules_->zone->getOffset(static_cast<double>(moment) * 1000.0, 0, raw, saving, status);
  return U_SUCCESS(status) != 0 ? (raw + saving) / 1000 : 0;
}

}  // namespace polyvocal
