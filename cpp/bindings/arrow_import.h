// Reads tables of other libraries through the Arrow C stream interface, without linking to any.
//
//   arrow::Reader reader(object);              // anything with __arrow_c_stream__
//   while (auto batch = reader.next()) {       // columns stay where they are: no copies
//     auto text = batch->column(0).string(7);  // std::optional<std::string_view>
//   }
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arrow_abi.h"

namespace polyvocal::arrow {

enum class Kind { kNull, kBool, kInt, kUint, kFloat, kString, kBinary, kDate, kTimestamp, kOther };

/// What a format string says.
struct Type {
  Kind kind = Kind::kOther;
  int width = 0;             ///< bytes of one value; of one offset for strings (0: views)
  std::int64_t per_day = 0;  ///< dates and timestamps: units in a day (0: the unit is a day)
  std::string zone = {};     ///< timestamps: time zone, "" when none
  std::string format = {};   ///< as it came
  std::unique_ptr<Type> value =
      {};  ///< dictionary-encoded: type of the values; this one is the index
};

/// One column of one batch. Keeps the batch alive.
class Column {
 public:
  Column(std::shared_ptr<const ArrowArray> owner, const ArrowArray& array,
         std::shared_ptr<const Type> type, std::int64_t offset, std::int64_t length);

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(length_); }
  /// Kind of the values (behind a dictionary, if there is one).
  [[nodiscard]] Kind kind() const { return value_type().kind; }
  [[nodiscard]] bool is_null(std::size_t row) const;
  /// Null gives nullopt. For kString and kBinary only.
  [[nodiscard]] std::optional<std::string_view> string(std::size_t row) const;
  /// Days since 1970-01-01, in the zone the column names; kNoDate for null. kDate, kTimestamp only.
  [[nodiscard]] std::vector<std::int32_t> days() const;
  /// list of None, bool, int, float, str or bytes. Dates and timestamps come as days.
  /// @throws InputError for kOther.
  [[nodiscard]] pybind11::list to_list() const;
  [[nodiscard]] const std::string& format() const { return value_type().format; }

 private:
  [[nodiscard]] const Type& value_type() const { return type_->value ? *type_->value : *type_; }
  [[nodiscard]] pybind11::object value(std::size_t row) const;

  std::shared_ptr<const ArrowArray> owner_;
  const ArrowArray* array_;
  std::shared_ptr<const Type> type_;
  std::int64_t offset_;  // of row 0 in the array's buffers
  std::int64_t length_;
};

struct Batch {
  std::shared_ptr<const ArrowArray> array;
  std::vector<Column> columns;
};

class Reader {
 public:
  /// @throws InputError when `object` gives no stream of tables.
  explicit Reader(const pybind11::object& object);
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader();

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// nullopt at the end. @throws InputError with the producer's message when it fails.
  std::optional<Batch> next();

 private:
  void check(int code, const char* doing);

  pybind11::object capsule_;  // owns the stream
  ArrowArrayStream* stream_ = nullptr;
  std::vector<std::string> names_;
  std::vector<std::shared_ptr<const Type>> types_;
};

}  // namespace polyvocal::arrow
