// Results as one block of bytes, to keep in a file, in a pickle, or to send to another machine.
// Layout: magic (8 bytes), version, values, checksum; little-endian. What is read is checked: a
// damaged block gives an error, never a crash.
//
//   std::string block = ByteWriter("PVCOUNTS", 1).number(n).column(values).finish();
//   ByteReader in(block, "PVCOUNTS", 1, "counts");
//   const auto n = in.number<std::uint64_t>();
//   const auto values = in.column<std::int32_t>();
//   in.finish();
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "polyvocal/core/strings.h"

namespace polyvocal {

/// A 64-bit hash of bytes, the same on every machine. Not cryptographic.
std::uint64_t hash_bytes(std::string_view bytes);

class ByteWriter {
 public:
  /// `magic` has 8 characters and names the kind of block.
  ByteWriter(std::string_view magic, std::uint32_t version);

  template <class T>
  ByteWriter& number(T value) {
    static_assert(std::is_arithmetic_v<T>);
    return raw(&value, sizeof value);
  }
  template <class T>
  ByteWriter& column(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    number(static_cast<std::uint64_t>(values.size()));
    return raw(values.data(), values.size() * sizeof(T));
  }
  ByteWriter& strings(const StringColumn& strings);
  /// The block, with its checksum. The writer is empty afterwards.
  std::string finish();

 private:
  ByteWriter& raw(const void* data, std::size_t size) {
    if (size != 0) block_.append(static_cast<const char*>(data), size);
    return *this;
  }
  std::string block_;
};

class ByteReader {
 public:
  /// `what` names the block in errors. The block must outlive the reader.
  /// @throws InputError when magic, version or checksum do not fit.
  ByteReader(std::string_view block, std::string_view magic, std::uint32_t version,
             std::string what);

  /// Each reads what the writer's function of the same name wrote, in the same order.
  /// @throws InputError when the block ends before.
  template <class T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof value), sizeof value);
    return value;
  }
  template <class T>
  std::vector<T> column() {
    const auto size = number<std::uint64_t>();
    if (size > left() / sizeof(T)) fail();
    std::vector<T> values(static_cast<std::size_t>(size));
    const char* const data = take(values.size() * sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), data, values.size() * sizeof(T));
    return values;
  }
  StringColumn strings();
  /// @throws InputError when something is left over.
  void finish() const;
  /// Reports damage that only the caller can see (for example an index out of range).
  [[noreturn]] void fail() const;

 private:
  [[nodiscard]] std::size_t left() const { return block_.size() - at_; }
  const char* take(std::size_t size);

  std::string_view block_;
  std::size_t at_ = 0;
  std::string what_;
};

}  // namespace polyvocal
