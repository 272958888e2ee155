// Local time: how far a zone is from UTC at a moment. The zone rules are ICU's.
//
//   TimeZone("Africa/Tripoli").offset_seconds(1554508800) == 7200
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace polyvocal {

class TimeZone {
 public:
  /// `name`: an IANA name, "UTC", a fixed offset as "+02:00", or "" for UTC. An unknown name counts
  /// as UTC.
  explicit TimeZone(const std::string& name);
  TimeZone(TimeZone&&) noexcept;
  TimeZone& operator=(TimeZone&&) noexcept;
  ~TimeZone();

  /// Seconds to add to UTC at that moment (seconds since 1970-01-01 00:00 UTC).
  [[nodiscard]] std::int32_t offset_seconds(std::int64_t moment) const;

 private:
  struct Rules;
  std::unique_ptr<Rules> rules_;  // null: UTC
};

}  // namespace polyvocal
