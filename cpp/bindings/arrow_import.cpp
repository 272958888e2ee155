#include "arrow_import.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include "arrays.h"
#include "polyvocal/core/error.h"
#include "polyvocal/core/time_zone.h"
#include "polyvocal/corpus/corpus.h"

namespace polyvocal::arrow {

namespace py = pybind11;

namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::size_t kViewSize = 16;
constexpr std::size_t kInlineView = 12;

Type simple_type(char letter) {
  switch (letter) {
    case 'n':
      return {.kind = Kind::kNull};
    case 'b':
      return {.kind = Kind::kBool};
    case 'c':
      return {.kind = Kind::kInt, .width = 1};
    case 's':
      return {.kind = Kind::kInt, .width = 2};
    case 'i':
      return {.kind = Kind::kInt, .width = 4};
    case 'l':
      return {.kind = Kind::kInt, .width = 8};
    case 'C':
      return {.kind = Kind::kUint, .width = 1};
    case 'S':
      return {.kind = Kind::kUint, .width = 2};
    case 'I':
      return {.kind = Kind::kUint, .width = 4};
    case 'L':
      return {.kind = Kind::kUint, .width = 8};
    case 'f':
      return {.kind = Kind::kFloat, .width = 4};
    case 'g':
      return {.kind = Kind::kFloat, .width = 8};
    case 'u':
      return {.kind = Kind::kString, .width = 4};
    case 'U':
      return {.kind = Kind::kString, .width = 8};
    case 'z':
      return {.kind = Kind::kBinary, .width = 4};
    case 'Z':
      return {.kind = Kind::kBinary, .width = 8};
    default:
      return {};
  }
}

std::int64_t units_per_day(char unit) {
  switch (unit) {
    case 's':
      return kSecondsPerDay;
    case 'm':
      return kSecondsPerDay * 1000;
    case 'u':
      return kSecondsPerDay * 1000 * 1000;
    default:
      return kSecondsPerDay * 1000 * 1000 * 1000;
  }
}

Type parse_format(std::string_view format) {
  Type type;
  if (format.size() == 1) {
    type = simple_type(format[0]);
  } else if (format == "vu"sv || format == "vz"sv) {
    type = {.kind = format == "vu"sv ? Kind::kString : Kind::kBinary, .width = 0};
  } else if (format == "tdD"sv) {
    type = {.kind = Kind::kDate, .width = 4};
  } else if (format == "tdm"sv) {
    type = {.kind = Kind::kDate, .width = 8, .per_day = kSecondsPerDay * 1000};
  } else if (format.starts_with("ts"sv) && format.size() >= 4 && format[3] == ':') {
    type = {.kind = Kind::kTimestamp,
            .width = 8,
            .per_day = units_per_day(format[2]),
            .zone = std::string(format.substr(4))};
  }
  type.format = format;
  return type;
}

Type parse_type(const ArrowSchema& schema) {
  Type type = parse_format(schema.format);
  if (schema.dictionary != nullptr) {
    type.value = std::make_unique<Type>(parse_format(schema.dictionary->format));
  }
  return type;
}

template <class T>
T load(const void* data, std::int64_t index) {
  T value;
  std::memcpy(&value, static_cast<const char*>(data) + index * static_cast<std::int64_t>(sizeof(T)),
              sizeof(T));
  return value;
}

bool bit(const void* data, std::int64_t index) {
  const unsigned byte = static_cast<const unsigned char*>(data)[index / 8];
  return (byte >> (index % 8) & 1U) != 0;
}

bool null_at(const ArrowArray& array, std::int64_t at) {
  return array.null_count != 0 && array.n_buffers > 0 && array.buffers[0] != nullptr &&
         !bit(array.buffers[0], at);
}

template <class Signed, class Unsigned>
std::int64_t load_int(const void* data, std::int64_t at, bool is_signed) {
  return is_signed ? std::int64_t{load<Signed>(data, at)} : std::int64_t{load<Unsigned>(data, at)};
}

// Unsigned values of 64 bits come back in their bit pattern.
std::int64_t int_at(const ArrowArray& array, const Type& type, std::int64_t at) {
  const void* const data = array.buffers[1];
  const bool is_signed = type.kind != Kind::kUint;
  switch (type.width) {
    case 1:
      return load_int<std::int8_t, std::uint8_t>(data, at, is_signed);
    case 2:
      return load_int<std::int16_t, std::uint16_t>(data, at, is_signed);
    case 4:
      return load_int<std::int32_t, std::uint32_t>(data, at, is_signed);
    default:
      return load<std::int64_t>(data, at);
  }
}

std::string_view view_at(const ArrowArray& array, std::int64_t at) {
  const char* const view =
      static_cast<const char*>(array.buffers[1]) + at * static_cast<std::int64_t>(kViewSize);
  const auto size = static_cast<std::size_t>(load<std::int32_t>(view, 0));
  if (size <= kInlineView) return {view + 4, size};
  const auto buffer = load<std::int32_t>(view, 2);
  const auto offset = load<std::int32_t>(view, 3);
  return {static_cast<const char*>(array.buffers[2 + buffer]) + offset, size};
}

std::string_view string_at(const ArrowArray& array, const Type& type, std::int64_t at) {
  if (type.width == 0) return view_at(array, at);
  std::int64_t begin = 0;
  std::int64_t end = 0;
  if (type.width == 4) {
    begin = load<std::int32_t>(array.buffers[1], at);
    end = load<std::int32_t>(array.buffers[1], at + 1);
  } else {
    begin = load<std::int64_t>(array.buffers[1], at);
    end = load<std::int64_t>(array.buffers[1], at + 1);
  }
  if (begin == end) return {};  // the data buffer may be null
  return {static_cast<const char*>(array.buffers[2]) + begin,
          static_cast<std::size_t>(end - begin)};
}

// Rounds down, also below zero.
std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// Timestamps are stored in UTC; a date is the one on the calendar of the column's zone.
class LocalDays {
 public:
  explicit LocalDays(const Type& type) : per_day_(type.per_day), zone_(type.zone) {}

  [[nodiscard]] std::int64_t operator()(std::int64_t value) const {
    if (per_day_ == 0) return value;
    const std::int64_t seconds = floor_divide(value, per_day_ / kSecondsPerDay);
    return floor_divide(seconds + zone_.offset_seconds(seconds), kSecondsPerDay);
  }

 private:
  std::int64_t per_day_;
  TimeZone zone_;
};

py::object number(const ArrowArray& array, const Type& type, std::int64_t at) {
  switch (type.kind) {
    case Kind::kBool:
      return py::bool_(bit(array.buffers[1], at));
    case Kind::kInt:
      return py::int_(int_at(array, type, at));
    case Kind::kUint: {
      const std::int64_t value = int_at(array, type, at);
      return type.width == 8 ? py::int_(static_cast<std::uint64_t>(value)) : py::int_(value);
    }
    case Kind::kFloat:
      return py::float_(type.width == 4 ? static_cast<double>(load<float>(array.buffers[1], at))
                                        : load<double>(array.buffers[1], at));
    default:
      throw InputError("column type '" + type.format + "' cannot be read as values");
  }
}

}  // namespace

Column::Column(std::shared_ptr<const ArrowArray> owner, const ArrowArray& array,
               std::shared_ptr<const Type> type, std::int64_t offset, std::int64_t length)
    : owner_(std::move(owner)),
      array_(&array),
      type_(std::move(type)),
      offset_(offset),
      length_(length) {}

bool Column::is_null(std::size_t row) const {
  const std::int64_t at = offset_ + static_cast<std::int64_t>(row);
  if (type_->kind == Kind::kNull || null_at(*array_, at)) return true;
  if (!type_->value) return false;
  const ArrowArray& values = *array_->dictionary;
  return null_at(values, values.offset + int_at(*array_, *type_, at));
}

std::optional<std::string_view> Column::string(std::size_t row) const {
  if (is_null(row)) return std::nullopt;
  const std::int64_t at = offset_ + static_cast<std::int64_t>(row);
  if (!type_->value) return string_at(*array_, *type_, at);
  const ArrowArray& values = *array_->dictionary;
  return string_at(values, *type_->value, values.offset + int_at(*array_, *type_, at));
}

std::vector<std::int32_t> Column::days() const {
  const Type& type = *type_;
  if (type.kind != Kind::kDate && type.kind != Kind::kTimestamp) {
    throw InputError("column type '" + type.format + "' is no date");
  }
  const LocalDays to_days(type);
  std::vector<std::int32_t> days(size(), kNoDate);
  for (std::size_t row = 0; row < size(); ++row) {
    if (is_null(row)) continue;
    const std::int64_t day =
        to_days(int_at(*array_, type, offset_ + static_cast<std::int64_t>(row)));
    if (day > INT32_MIN && day <= INT32_MAX) days[row] = static_cast<std::int32_t>(day);
  }
  return days;
}

py::object Column::value(std::size_t row) const {
  if (is_null(row)) return py::none();
  if (kind() == Kind::kString) return to_str(*string(row));
  if (kind() == Kind::kBinary) return py::bytes(std::string(*string(row)));
  const std::int64_t at = offset_ + static_cast<std::int64_t>(row);
  if (!type_->value) return number(*array_, *type_, at);
  const ArrowArray& values = *array_->dictionary;
  return number(values, *type_->value, values.offset + int_at(*array_, *type_, at));
}

py::list Column::to_list() const {
  py::list list(size());
  if (type_->kind == Kind::kDate || type_->kind == Kind::kTimestamp) {
    const std::vector<std::int32_t> values = days();
    for (std::size_t row = 0; row < size(); ++row) {
      if (values[row] == kNoDate) {
        list[row] = py::none();
      } else {
        list[row] = py::int_(values[row]);
      }
    }
    return list;
  }
  for (std::size_t row = 0; row < size(); ++row) list[row] = value(row);
  return list;
}

Reader::Reader(const py::object& object) {
  capsule_ = py::object(object.attr("__arrow_c_stream__")());
  stream_ = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule_.ptr(), kStreamCapsule));
  if (stream_ == nullptr) throw py::error_already_set();
  if (stream_->release == nullptr) throw InputError("this Arrow stream has already been read");
  ArrowSchema schema{};
  check(stream_->get_schema(stream_, &schema), "read the columns of");
  const std::unique_ptr<ArrowSchema, void (*)(ArrowSchema*)> released(
      &schema, [](ArrowSchema* held) {
        if (held->release != nullptr) held->release(held);
      });
  if (schema.format != "+s"sv) {
    throw InputError(std::string("this Arrow stream holds single values (format '") +
                     schema.format +
                     "'), not a table with named columns; pass a data frame or table");
  }
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    names_.emplace_back(child.name != nullptr ? child.name : "");
    types_.push_back(std::make_shared<const Type>(parse_type(child)));
  }
}

Reader::~Reader() = default;  // the capsule's destructor releases the stream

void Reader::check(int code, const char* doing) {
  if (code == 0) return;
  if (PyErr_Occurred() != nullptr) throw py::error_already_set();
  const char* const message =
      stream_->get_last_error != nullptr ? stream_->get_last_error(stream_) : nullptr;
  throw InputError(std::string("cannot ") + doing +
                   " the Arrow stream: " + (message != nullptr ? message : std::strerror(code)));
}

std::optional<Batch> Reader::next() {
  ArrowArray raw{};
  int code = 0;
  {
    // The producer may run a query, in threads that want the GIL.
    const py::gil_scoped_release released;
    code = stream_->get_next(stream_, &raw);
  }
  check(code, "read");
  if (raw.release == nullptr) return std::nullopt;
  Batch batch;
  batch.array = std::shared_ptr<const ArrowArray>(new ArrowArray(raw), [](const ArrowArray* held) {
    auto* const array = const_cast<ArrowArray*>(held);
    if (array->release != nullptr) array->release(array);
    delete array;
  });
  for (std::size_t i = 0; i < types_.size(); ++i) {
    const ArrowArray& child = *batch.array->children[i];
    batch.columns.emplace_back(batch.array, child, types_[i], child.offset + batch.array->offset,
                               batch.array->length);
  }
  return batch;
}

}  // namespace polyvocal::arrow
