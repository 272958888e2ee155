#include <algorithm>

#include "english/punctuation.h"
#include "english/steps.h"

namespace polyvocal::english {

namespace {

class ItemReader {
 public:
  ItemReader(std::string_view text, const Segments& segments, const Words& words, Syntax& out)
      : text_(text), segments_(segments), words_(words), s_(out) {}

  void read_items(SentenceId id, std::span<const Mention> mentions, MentionId first_mention) {
    const polyvocal::Sentence& sentence = segments_.sentences[id];
    s_.span = sentence.span;
    std::uint32_t at = sentence.span.begin;
    QuoteState quotes;
    std::size_t next = 0;
    std::int32_t capitals = 0;
    const TokenId end = segments_.token_end(id);
    bool in_quote = false;
    const Token* const tokens = segments_.tokens.data();
    words_.prefetch(tokens + sentence.token_begin, tokens + end);
    for (TokenId token = sentence.token_begin; token < end;) {
      while (next < mentions.size() &&
             (mentions[next].nested || mentions[next].token_begin < token)) {
        ++next;
      }
      s_.items.emplace_back();
      Item& item = s_.items.back();
      item.token = token;
      TokenId last = token;
      Word word = words_[segments_.tokens[token].type];
      if (next < mentions.size() && mentions[next].token_begin == token) {
        item.mention = static_cast<std::int32_t>(first_mention + next);
        last = std::min(end, token + std::max<TokenId>(1, mentions[next].token_count)) - 1;
        item.capital = true;
        word = words_[segments_.tokens[last].type];
      } else {
        item.word = word;
        item.capital = word.casing == Casing::capitalized || word.casing == Casing::upper ||
                       word.casing == Casing::mixed;
        capitals += item.capital ? 1 : 0;
      }
      const std::uint32_t stop = end_of(last, word);
      item.span = {segments_.tokens[token].begin, stop - word.possessive};
      item.possessive = word.possessive > 0;
      if (item.possessive && item.mention == kNone && contracts(item.word)) {
        item.possessive = false;  // "he’s": "is" or "has", never a possessive
        item.word.classes |= kBe;
      }
      item.gap = gap_between(at, item.span.begin, quotes);
      if ((item.gap & kCloseQuote) != 0) in_quote = false;
      if ((item.gap & kOpenQuote) != 0) in_quote = true;
      item.quoted = in_quote;
      at = stop;
      token = last + 1;
    }
    s_.end_gap = read_gap(between(at, sentence.span.end), quotes);
    // In a headline every word is capitalised, so capitals say nothing.
    s_.title_case =
        s_.items.size() > 3 && 2 * capitals > static_cast<std::int32_t>(s_.items.size());
  }

 private:
  static bool contracts(const Word& word) {
    return word.is(kPronoun) && !word.is(kDeterminer | kNumber) &&
           word.is(kThirdPerson | kPronoun) && word.casing != Casing::upper;
  }

  [[nodiscard]] std::uint32_t end_of(TokenId token, const Word& word) const {
    if (word.size == Word::kLong) return segments_.span(token).end;
    return segments_.tokens[token].begin + word.size;
  }

  // One space is what stands between most words.
  [[nodiscard]] Gap gap_between(std::uint32_t begin, std::uint32_t end, QuoteState& quotes) const {
    if (end == begin + 1 && text_[begin] == ' ') return 0;
    return read_gap(between(begin, end), quotes);
  }

  [[nodiscard]] std::string_view between(std::uint32_t begin, std::uint32_t end) const {
    return begin < end ? text_.substr(begin, end - begin) : std::string_view();
  }

  std::string_view text_;
  const Segments& segments_;
  const Words& words_;
  Syntax& s_;
};

}  // namespace

void read_items(std::string_view text, const Segments& segments, const Words& words,
                SentenceId sentence, std::span<const Mention> mentions, MentionId first_mention,
                Syntax& out) {
  ItemReader(text, segments, words, out).read_items(sentence, mentions, first_mention);
}

}  // namespace polyvocal::english
