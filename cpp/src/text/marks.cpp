#include "text/marks.h"

#include <array>
#include <bit>
#include <cstddef>
#include <optional>

#include "text/utf8.h"

namespace polyvocal::segmenting {
namespace {

enum class Lead : std::uint8_t {
  none,
  newline,
  stop,
  question,
  straight,
  apostrophe,
  backtick,
  wide
};

constexpr std::array<Lead, 256> kLeads = [] {
  std::array<Lead, 256> leads{};
  for (const unsigned c : {0x0AU, 0x0BU, 0x0CU, 0x0DU}) leads[c] = Lead::newline;
  leads['.'] = Lead::stop;
  leads['!'] = Lead::question;
  leads['?'] = Lead::question;
  leads['"'] = Lead::straight;
  leads['\''] = Lead::apostrophe;
  leads['`'] = Lead::backtick;
  for (const unsigned c : {0xC2U, 0xD6U, 0xD8U, 0xDBU, 0xE0U, 0xE1U, 0xE2U, 0xE3U, 0xEFU}) {
    leads[c] = Lead::wide;
  }
  return leads;
}();

constexpr bool is_alnum(std::uint8_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<MarkKind> general_punctuation(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x201B:
      return MarkKind::single_open;
    case 0x2019:
      return MarkKind::single_close;
    case 0x201A:
      return MarkKind::double_low;
    case 0x201C:
    case 0x201F:
      return MarkKind::double_open;
    case 0x201D:
      return MarkKind::double_close;
    case 0x201E:
      return MarkKind::double_low;
    case 0x2026:
      return MarkKind::ellipsis;
    case 0x2028:
      return MarkKind::newline;
    case 0x2029:
      return MarkKind::page;
    case 0x203C:  // double exclamation mark, then their mixtures with the question mark
    case 0x203D:
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return MarkKind::question;
    default:
      return std::nullopt;
  }
}

std::optional<MarkKind> kind_of(char32_t c) {
  if (c >= 0x2000 && c < 0x2050) return general_punctuation(c);
  switch (c) {
    case 0x0085:
      return MarkKind::newline;
    case 0x00AB:
      return MarkKind::guillemet_left;
    case 0x00BB:
      return MarkKind::guillemet_right;
    case 0x061F:  // Arabic question mark
      return MarkKind::question;
    case 0x0589:  // Armenian full stop
    case 0x06D4:  // Urdu full stop
    case 0x0964:  // danda
    case 0x0965:  // double danda
    case 0x104A:  // Myanmar
    case 0x104B:
    case 0x1362:  // Ethiopic full stop
    case 0x1367:  // Ethiopic question mark
    case 0x17D4:  // Khmer
    case 0x17D5:
    case 0x3002:  // ideographic full stop
    case 0xFF01:  // fullwidth exclamation mark
    case 0xFF0E:  // fullwidth full stop
    case 0xFF1F:  // fullwidth question mark
    case 0xFF61:  // halfwidth ideographic full stop
      return MarkKind::wide_stop;
    case 0x300C:
    case 0x300E:
      return MarkKind::corner_open;
    case 0x300D:
    case 0x300F:
      return MarkKind::corner_close;
    case 0xFF02:
      return MarkKind::straight;
    default:
      return std::nullopt;
  }
}

class MarkFinder {
 public:
  MarkFinder(std::string_view text, std::vector<Mark>& marks) : text_(text), marks_(marks) {}

  /// Looks at the byte `at`; gives the position from which to go on.
  std::size_t look(std::size_t at) {
    const std::uint8_t byte = byte_at(text_, at);
    switch (kLeads[byte]) {
      case Lead::none:
        break;
      case Lead::newline:
        return line_break(at, byte);
      case Lead::stop:
        if (!between_words(at, at + 1)) add(at, MarkKind::stop);
        break;
      case Lead::question:
        add(at, MarkKind::question);
        break;
      case Lead::straight:
        add(at, MarkKind::straight);
        break;
      case Lead::apostrophe:
        if (!between_words(at, at + 1)) add(at, MarkKind::apostrophe);
        break;
      case Lead::backtick:
        add(at, MarkKind::backtick);
        break;
      case Lead::wide:
        return wide(at);
    }
    return at + 1;
  }

 private:
  void add(std::size_t at, MarkKind kind, std::uint32_t bytes = 1) {
    marks_.push_back({static_cast<std::uint32_t>(at), kind, static_cast<std::uint8_t>(bytes)});
  }

  [[nodiscard]] bool between_words(std::size_t begin, std::size_t end) const {
    return begin > 0 && end < text_.size() && is_alnum(byte_at(text_, begin - 1)) &&
           is_alnum(byte_at(text_, end));
  }

  std::size_t line_break(std::size_t at, std::uint8_t byte) {
    if (byte == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n') {
      add(at, MarkKind::newline, 2);
      return at + 2;
    }
    add(at, byte == '\f' ? MarkKind::page : MarkKind::newline);
    return at + 1;
  }

  std::size_t wide(std::size_t at) {
    const Character c = next_character(text_, at);
    if (c.code == 0x2019 && between_words(at, at + 3)) return at + 3;
    if (const auto kind = kind_of(c.code)) add(at, *kind, c.size);
    return at + c.size;
  }

  std::string_view text_;
  std::vector<Mark>& marks_;
};

}  // namespace

void find_marks(std::string_view text, std::span<const ScanBlock> blocks,
                std::vector<Mark>& marks) {
  marks.clear();
  MarkFinder finder(text, marks);
  std::size_t next = 0;
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    for (std::uint64_t bits = blocks[block].mark; bits != 0; bits &= bits - 1) {
      const std::size_t at = block * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      if (at >= next) next = finder.look(at);
    }
  }
}

}  // namespace polyvocal::segmenting
