#include "polyvocal/core/bytes.h"

#include <bit>

#include "polyvocal/core/error.h"

namespace polyvocal {

static_assert(std::endian::native == std::endian::little,
              "blocks are little-endian: on a big-endian machine swap bytes here");

namespace {

constexpr std::size_t kMagicSize = 8;
constexpr std::size_t kHeaderSize = kMagicSize + sizeof(std::uint32_t);
constexpr std::size_t kChecksumSize = sizeof(std::uint64_t);

constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio

std::uint64_t load(const char* data, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, data, size);
  return word;
}

std::uint64_t mix(std::uint64_t value) {  // the finalizer of SplitMix64
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
  return value ^ (value >> 31);
}

}  // namespace

std::uint64_t hash_bytes(std::string_view bytes) {
  // Four lanes, because one multiplication has to wait for the one before it.
  std::uint64_t lanes[4] = {1, 2, 3, 4};
  const char* data = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 32; data += 32, left -= 32) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      lanes[lane] = std::rotl((lanes[lane] ^ load(data + 8 * lane, 8)) * kMultiplier, 29);
    }
  }
  for (std::size_t lane = 0; left > 0; ++lane) {
    const std::size_t size = left < 8 ? left : 8;
    lanes[lane] = std::rotl((lanes[lane] ^ load(data, size)) * kMultiplier, 31);
    data += size;
    left -= size;
  }
  std::uint64_t hash = mix(bytes.size());
  for (const std::uint64_t lane : lanes) hash = mix(hash ^ lane) * kMultiplier;
  return mix(hash);
}

ByteWriter::ByteWriter(std::string_view magic, std::uint32_t version) {
  if (magic.size() != kMagicSize) throw InputError("a block's magic has 8 characters");
  block_.append(magic);
  number(version);
}

ByteWriter& ByteWriter::strings(const StringColumn& strings) {
  return column(strings.offsets()).column(strings.bytes());
}

std::string ByteWriter::finish() {
  number(hash_bytes(block_));
  return std::exchange(block_, {});
}

ByteReader::ByteReader(std::string_view block, std::string_view magic, std::uint32_t version,
                       std::string what)
    : block_(block), what_(std::move(what)) {
  if (block.size() < kHeaderSize + kChecksumSize || block.substr(0, kMagicSize) != magic) {
    throw InputError(what_ + ": these bytes are something else, no saved " + what_ +
                     ": they do not begin with " + std::string(magic));
  }
  at_ = kMagicSize;
  const auto found = number<std::uint32_t>();
  if (found != version) {
    throw InputError(what_ + ": format version " + std::to_string(found) +
                     ", but this polyvocal reads version " + std::to_string(version) +
                     "; make it again, or use the polyvocal that wrote it");
  }
  block_.remove_suffix(kChecksumSize);
  if (hash_bytes(block_) != load(block_.data() + block_.size(), kChecksumSize)) fail();
}

StringColumn ByteReader::strings() {
  const auto offsets = column<std::uint64_t>();
  const auto bytes = column<char>();
  if (offsets.empty() || offsets.front() != 0 || offsets.back() != bytes.size()) fail();
  StringColumn strings;
  strings.reserve(offsets.size() - 1, bytes.size());
  for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
    if (offsets[i] > offsets[i + 1] || offsets[i + 1] > bytes.size()) fail();
    strings.push_back(
        {bytes.data() + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])});
  }
  return strings;
}

void ByteReader::finish() const {
  if (left() != 0) fail();
}

const char* ByteReader::take(std::size_t size) {
  if (size > left()) fail();
  const char* const data = block_.data() + at_;
  at_ += size;
  return data;
}

void ByteReader::fail() const {
  throw InputError(what_ + ": the bytes are damaged or cut off; make them again");
}

}  // namespace polyvocal
