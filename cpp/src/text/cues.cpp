#include "text/cues.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace polyvocal::segmenting {
namespace {

// Where the phrase has to stand. It always ends at the end of a word.
enum class Place : std::uint8_t {
  whole,     // the paragraph is the phrase, with or without a colon, stop or number after it
  start,     // the paragraph begins with it
  anywhere,  // the paragraph holds it
  end,       // the paragraph ends with it
};

struct Phrase {
  std::string_view text;  // lower case, straight apostrophes, one space between words
  Place place;
  Cue cue;
  std::uint32_t most_words;  // longer paragraphs are running text that happens to say so
};

constexpr std::array kPhrases = {
    // Navigation, sharing, comments, subscriptions.
    Phrase{"all news", Place::whole, Cue::boilerplate, 4},
    Phrase{"home", Place::whole, Cue::boilerplate, 1},
    Phrase{"news", Place::whole, Cue::boilerplate, 1},
    Phrase{"menu", Place::whole, Cue::boilerplate, 1},
    Phrase{"search", Place::whole, Cue::boilerplate, 1},
    Phrase{"share", Place::whole, Cue::boilerplate, 2},
    Phrase{"tweet", Place::whole, Cue::boilerplate, 2},
    Phrase{"print", Place::whole, Cue::boilerplate, 2},
    Phrase{"email", Place::whole, Cue::boilerplate, 2},
    Phrase{"facebook", Place::whole, Cue::boilerplate, 2},
    Phrase{"twitter", Place::whole, Cue::boilerplate, 2},
    Phrase{"whatsapp", Place::whole, Cue::boilerplate, 2},
    Phrase{"comments", Place::whole, Cue::boilerplate, 3},
    Phrase{"comment", Place::whole, Cue::boilerplate, 2},
    Phrase{"tags", Place::start, Cue::boilerplate, 1},
    Phrase{"tags:", Place::start, Cue::boilerplate, 30},
    Phrase{"topics:", Place::start, Cue::boilerplate, 30},
    Phrase{"related", Place::whole, Cue::boilerplate, 2},
    Phrase{"related:", Place::start, Cue::boilerplate, 30},
    Phrase{"related articles", Place::start, Cue::boilerplate, 6},
    Phrase{"related stories", Place::start, Cue::boilerplate, 6},
    Phrase{"related topics", Place::start, Cue::boilerplate, 12},
    Phrase{"related coverage", Place::start, Cue::boilerplate, 6},
    Phrase{"related news", Place::start, Cue::boilerplate, 6},
    Phrase{"related content", Place::start, Cue::boilerplate, 6},
    Phrase{"more on this", Place::start, Cue::boilerplate, 8},
    Phrase{"more from", Place::start, Cue::boilerplate, 8},
    Phrase{"more:", Place::start, Cue::boilerplate, 25},
    Phrase{"most read", Place::start, Cue::boilerplate, 5},
    Phrase{"most popular", Place::whole, Cue::boilerplate, 4},
    Phrase{"trending", Place::whole, Cue::boilerplate, 3},
    Phrase{"recommended", Place::whole, Cue::boilerplate, 3},
    Phrase{"recommended stories", Place::start, Cue::boilerplate, 5},
    Phrase{"advertisement", Place::whole, Cue::boilerplate, 4},
    Phrase{"advertising", Place::whole, Cue::boilerplate, 2},
    Phrase{"sponsored", Place::whole, Cue::boilerplate, 3},
    Phrase{"loading", Place::whole, Cue::boilerplate, 3},
    Phrase{"our standards:", Place::start, Cue::boilerplate, 10},
    Phrase{"post a comment", Place::start, Cue::boilerplate, 6},
    Phrase{"leave a comment", Place::start, Cue::boilerplate, 6},
    Phrase{"leave a reply", Place::start, Cue::boilerplate, 6},
    Phrase{"add a comment", Place::start, Cue::boilerplate, 6},
    Phrase{"view comments", Place::start, Cue::boilerplate, 6},
    Phrase{"show comments", Place::start, Cue::boilerplate, 6},
    Phrase{"read comments", Place::start, Cue::boilerplate, 6},
    Phrase{"join the conversation", Place::start, Cue::boilerplate, 12},
    Phrase{"join the discussion", Place::start, Cue::boilerplate, 12},
    Phrase{"have your say", Place::start, Cue::boilerplate, 12},
    Phrase{"share this", Place::start, Cue::boilerplate, 10},
    Phrase{"share on", Place::start, Cue::boilerplate, 6},
    Phrase{"share via", Place::start, Cue::boilerplate, 6},
    Phrase{"share with", Place::whole, Cue::boilerplate, 4},
    Phrase{"short link", Place::start, Cue::boilerplate, 8},
    Phrase{"copy link", Place::start, Cue::boilerplate, 6},
    Phrase{"permalink", Place::start, Cue::boilerplate, 6},
    Phrase{"read more", Place::start, Cue::boilerplate, 20},
    Phrase{"read also", Place::start, Cue::boilerplate, 25},
    Phrase{"also read", Place::start, Cue::boilerplate, 25},
    Phrase{"read:", Place::start, Cue::boilerplate, 25},
    Phrase{"read next", Place::start, Cue::boilerplate, 20},
    Phrase{"read the full", Place::start, Cue::boilerplate, 12},
    Phrase{"see also", Place::start, Cue::boilerplate, 25},
    Phrase{"see more", Place::whole, Cue::boilerplate, 4},
    Phrase{"show more", Place::whole, Cue::boilerplate, 4},
    Phrase{"load more", Place::whole, Cue::boilerplate, 4},
    Phrase{"watch:", Place::start, Cue::boilerplate, 25},
    Phrase{"watch more", Place::start, Cue::boilerplate, 12},
    Phrase{"watch now", Place::start, Cue::boilerplate, 12},
    Phrase{"listen:", Place::start, Cue::boilerplate, 25},
    Phrase{"video:", Place::start, Cue::boilerplate, 20},
    Phrase{"don't miss", Place::start, Cue::boilerplate, 15},
    Phrase{"up next", Place::start, Cue::boilerplate, 10},
    Phrase{"continue reading", Place::start, Cue::boilerplate, 10},
    Phrase{"story continues", Place::start, Cue::boilerplate, 8},
    Phrase{"article continues", Place::start, Cue::boilerplate, 8},
    Phrase{"continues below", Place::end, Cue::boilerplate, 8},
    Phrase{"click here", Place::start, Cue::boilerplate, 25},
    Phrase{"click to", Place::start, Cue::boilerplate, 15},
    Phrase{"click here", Place::end, Cue::boilerplate, 25},
    Phrase{"follow us", Place::anywhere, Cue::boilerplate, 20},
    Phrase{"follow him on twitter", Place::anywhere, Cue::boilerplate, 30},
    Phrase{"follow her on twitter", Place::anywhere, Cue::boilerplate, 30},
    Phrase{"like us on facebook", Place::anywhere, Cue::boilerplate, 25},
    Phrase{"subscribe", Place::start, Cue::boilerplate, 25},
    Phrase{"sign up", Place::start, Cue::boilerplate, 25},
    Phrase{"sign in", Place::start, Cue::boilerplate, 12},
    Phrase{"log in", Place::start, Cue::boilerplate, 12},
    Phrase{"get our", Place::start, Cue::boilerplate, 20},
    Phrase{"get the latest", Place::start, Cue::boilerplate, 25},
    Phrase{"download our", Place::start, Cue::boilerplate, 20},
    Phrase{"download the", Place::start, Cue::boilerplate, 10},
    Phrase{"newsletter", Place::whole, Cue::boilerplate, 3},
    Phrase{"our newsletter", Place::anywhere, Cue::boilerplate, 25},
    Phrase{"breaking news alerts", Place::anywhere, Cue::boilerplate, 25},
    Phrase{"support our journalism", Place::anywhere, Cue::boilerplate, 30},
    Phrase{"all rights reserved", Place::anywhere, Cue::boilerplate, 60},
    Phrase{"copyright", Place::start, Cue::boilerplate, 30},
    Phrase{"\u00A9", Place::start, Cue::boilerplate, 30},
    Phrase{"may not be published, broadcast, rewritten", Place::anywhere, Cue::boilerplate, 60},
    Phrase{"terms of use", Place::start, Cue::boilerplate, 12},
    Phrase{"privacy policy", Place::anywhere, Cue::boilerplate, 25},
    Phrase{"cookie", Place::start, Cue::boilerplate, 12},
    Phrase{"this video file cannot be played", Place::anywhere, Cue::boilerplate, 20},
    Phrase{"media playback is unsupported", Place::anywhere, Cue::boilerplate, 20},
    Phrase{"javascript", Place::anywhere, Cue::boilerplate, 20},
    Phrase{"this article is more than", Place::start, Cue::boilerplate, 12},
    Phrase{"also on", Place::start, Cue::boilerplate, 20},
    Phrase{"follow @", Place::start, Cue::boilerplate, 12},
    Phrase{"story continued", Place::start, Cue::boilerplate, 8},
    Phrase{"read or share this", Place::start, Cue::boilerplate, 20},
    Phrase{"just watched", Place::start, Cue::boilerplate, 60},
    Phrase{"replay more videos", Place::anywhere, Cue::boilerplate, 60},
    // Who wrote it and when.
    Phrase{"by", Place::start, Cue::byline, 12},
    Phrase{"written by", Place::start, Cue::byline, 12},
    Phrase{"posted by", Place::start, Cue::byline, 12},
    Phrase{"published", Place::start, Cue::byline, 12},
    Phrase{"posted", Place::start, Cue::byline, 10},
    Phrase{"last updated", Place::start, Cue::byline, 14},
    Phrase{"last modified", Place::start, Cue::byline, 14},
    Phrase{"updated at", Place::start, Cue::byline, 14},
    Phrase{"updated on", Place::start, Cue::byline, 14},
    Phrase{"reporting by", Place::start, Cue::byline, 40},
    Phrase{"additional reporting by", Place::start, Cue::byline, 40},
    Phrase{"editing by", Place::start, Cue::byline, 20},
    Phrase{"staff writer", Place::end, Cue::byline, 8},
    Phrase{"staff reporter", Place::end, Cue::byline, 8},
    Phrase{"contributed to this report", Place::anywhere, Cue::byline, 40},
    Phrase{"contributed to this story", Place::anywhere, Cue::byline, 40},
    Phrase{"contributed to this article", Place::anywhere, Cue::byline, 40},
    Phrase{"contributed reporting", Place::anywhere, Cue::byline, 40},
    Phrase{"min read", Place::end, Cue::byline, 8},
    Phrase{"minute read", Place::end, Cue::byline, 8},
    // Pictures.
    Phrase{"file photo", Place::start, Cue::caption, 80},
    Phrase{"file -", Place::start, Cue::caption, 80},
    Phrase{"file \u2014", Place::start, Cue::caption, 80},
    Phrase{"file \u2013", Place::start, Cue::caption, 80},
    Phrase{"in this file photo", Place::start, Cue::caption, 80},
    Phrase{"enlarge this image", Place::start, Cue::caption, 80},
    Phrase{"toggle caption", Place::start, Cue::caption, 80},
    Phrase{"photo:", Place::start, Cue::caption, 80},
    Phrase{"photo by", Place::start, Cue::caption, 40},
    Phrase{"photo courtesy", Place::start, Cue::caption, 40},
    Phrase{"photo credit", Place::start, Cue::caption, 40},
    Phrase{"photos:", Place::start, Cue::caption, 40},
    Phrase{"picture:", Place::start, Cue::caption, 80},
    Phrase{"image:", Place::start, Cue::caption, 80},
    Phrase{"image source", Place::start, Cue::caption, 40},
    Phrase{"image copyright", Place::start, Cue::caption, 40},
    Phrase{"image caption", Place::start, Cue::caption, 80},
    Phrase{"image credit", Place::start, Cue::caption, 40},
    Phrase{"media caption", Place::start, Cue::caption, 80},
    Phrase{"photograph:", Place::start, Cue::caption, 80},
    Phrase{"credit:", Place::start, Cue::caption, 30},
    Phrase{"caption:", Place::start, Cue::caption, 80},
    Phrase{"(ap photo", Place::anywhere, Cue::caption, 80},
    Phrase{"(photo by", Place::anywhere, Cue::caption, 80},
    Phrase{"(photo:", Place::anywhere, Cue::caption, 80},
    Phrase{"file photo)", Place::end, Cue::caption, 80},
    Phrase{"/reuters)", Place::end, Cue::caption, 80},
    Phrase{"/ap)", Place::end, Cue::caption, 80},
    Phrase{"/afp)", Place::end, Cue::caption, 80},
    Phrase{"/getty images)", Place::end, Cue::caption, 80},
    Phrase{"getty images", Place::anywhere, Cue::caption, 60},
    Phrase{"via ap", Place::end, Cue::caption, 60},
    Phrase{"via reuters", Place::end, Cue::caption, 60},
    Phrase{"(right)", Place::anywhere, Cue::caption, 60},
    Phrase{"(left)", Place::anywhere, Cue::caption, 60},
    // The publisher on the article itself.
    Phrase{"*this", Place::start, Cue::note, 60},
    Phrase{"* this", Place::start, Cue::note, 60},
    Phrase{"editor's note", Place::start, Cue::note, 120},
    Phrase{"editors' note", Place::start, Cue::note, 120},
    Phrase{"editor\xE2\x80\x99s note", Place::start, Cue::note, 120},
    Phrase{"correction", Place::whole, Cue::note, 2},
    Phrase{"correction:", Place::start, Cue::note, 120},
    Phrase{"corrections:", Place::start, Cue::note, 120},
    Phrase{"clarification:", Place::start, Cue::note, 120},
    Phrase{"updated:", Place::start, Cue::note, 60},
    Phrase{"update:", Place::start, Cue::note, 60},
    Phrase{"this story has been", Place::start, Cue::note, 60},
    Phrase{"this story was", Place::start, Cue::note, 60},
    Phrase{"this article has been", Place::start, Cue::note, 60},
    Phrase{"this article was", Place::start, Cue::note, 60},
    Phrase{"this post has been", Place::start, Cue::note, 60},
    Phrase{"this report has been", Place::start, Cue::note, 60},
    Phrase{"this is a developing story", Place::start, Cue::note, 60},
    Phrase{"this is a breaking news story", Place::start, Cue::note, 60},
    Phrase{"an earlier version of this", Place::start, Cue::note, 120},
    Phrase{"the views expressed", Place::start, Cue::note, 80},
    // Summaries that say so.
    Phrase{"story highlights", Place::start, Cue::summary, 60},
    Phrase{"highlights:", Place::start, Cue::summary, 60},
    Phrase{"key points", Place::start, Cue::summary, 60},
    Phrase{"summary:", Place::start, Cue::summary, 80},
};

// The rare word of each phrase that may stand anywhere: without one of these in the paragraph there
// is no need to search it.
constexpr std::array<std::string_view, 18> kTriggers = {
    "follow",    "facebook", "newsletter", "alerts",   "journalism", "reserved",
    "rewritten", "privacy",  "played",     "playback", "javascript", "contributed",
    "photo",     "right",    "left",       "twitter",  "getty",      "replay"};

constexpr std::uint32_t kMostWords = 120;
constexpr std::size_t kLongestPhrase = 48;  // bytes, with room to spare

// Lower case ASCII, curly apostrophes straight, runs of white space one space.
void fold(std::string_view text, std::string& folded) {
  folded.resize(text.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c + 32);
    } else if (byte == 0xE2 && text.compare(i, 3, "\u2019") == 0) {
      c = '\'';
      i += 2;
    } else if (c == ' ' || (c >= '\t' && c <= '\r') ||
               (byte == 0xC2 && text.compare(i, 2, "\u00A0") == 0)) {
      if (byte == 0xC2) ++i;
      if (size == 0 || folded[size - 1] == ' ') continue;
      c = ' ';
    }
    folded[size++] = c;
  }
  folded.resize(size);
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// Whether a word could go on over this place.
bool splits_word(std::string_view text, std::size_t at) {
  return at > 0 && at < text.size() && is_word_byte(text[at - 1]) && is_word_byte(text[at]);
}

bool only_furniture(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return !(c >= 'a' && c <= 'z') && static_cast<unsigned char>(c) < 0x80;
  });
}

bool matches(std::string_view text, const Phrase& phrase) {
  const std::size_t size = phrase.text.size();
  if (text.size() < size) return false;
  switch (phrase.place) {
    case Place::whole:
      return text.starts_with(phrase.text) && only_furniture(text.substr(size));
    case Place::start:
      return text.starts_with(phrase.text) && !splits_word(text, size);
    case Place::end: {
      std::size_t end = text.size();
      while (end > 0 && (text[end - 1] == '.' || text[end - 1] == ' ' || text[end - 1] == ':'))
        --end;
      return text.substr(0, end).ends_with(phrase.text) && !splits_word(text, end - size);
    }
    case Place::anywhere:
      break;
  }
  const std::size_t at = text.find(phrase.text);
  return at != std::string_view::npos && !splits_word(text, at) && !splits_word(text, at + size);
}

// Phrases by where they are looked for: by their first byte, by their last, or anywhere.
struct Index {
  using Bucket = std::vector<const Phrase*>;
  std::array<Bucket, 256> at_start;
  std::array<Bucket, 256> at_end;
  Bucket anywhere;
};

const Index& index() {
  static const Index made = [] {
    Index all;
    for (const Phrase& phrase : kPhrases) {
      if (phrase.place == Place::end) {
        all.at_end[static_cast<unsigned char>(phrase.text.back())].push_back(&phrase);
      } else if (phrase.place == Place::anywhere) {
        all.anywhere.push_back(&phrase);
      } else {
        all.at_start[static_cast<unsigned char>(phrase.text[0])].push_back(&phrase);
      }
    }
    return all;
  }();
  return made;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Without the stops, colons and spaces at its end.
std::string_view without_stops(std::string_view text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ' || text.back() == ':')) {
    text.remove_suffix(1);
  }
  return text;
}

// Whether a phrase could stand in the text that is not folded yet, both read in one direction: no
// before its first space or apostrophe, which folding may make of several bytes.
template <class Bytes, class Letters>
bool may_match(Bytes text, Bytes text_end, Letters phrase, Letters phrase_end) {
  for (; phrase != phrase_end && *phrase != ' ' && *phrase != '\''; ++phrase, ++text) {
    if (text == text_end || lower(*text) != *phrase) return false;
  }
  return true;
}

bool may_start(std::string_view text, std::string_view phrase) {
  return may_match(text.begin(), text.end(), phrase.begin(), phrase.end());
}

bool may_end(std::string_view text, std::string_view phrase) {
  return may_match(text.rbegin(), text.rend(), phrase.rbegin(), phrase.rend());
}

// Whether any phrase of the bucket could match, so that folding is worth it.
template <class MayMatch>
bool worth_reading(const Index::Bucket& bucket, std::uint32_t words, std::string_view text,
                   MayMatch may_stand) {
  return std::any_of(bucket.begin(), bucket.end(), [&](const Phrase* phrase) {
    return words <= phrase->most_words && may_stand(text, phrase->text);
  });
}

// "By Jane Smith", "By JANE SMITH and Ali Ben, Reuters", but not "By noon the city had fallen".
bool is_author_line(std::string_view text) {
  std::size_t capitals = 0;
  std::size_t small = 0;
  bool at_start = true;
  for (std::size_t i = 2; i < text.size(); ++i) {
    const char c = text[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter && at_start) {
      const std::string_view rest = text.substr(i);
      const bool connector = rest.starts_with("and ") || rest.starts_with("in ") ||
                             rest.starts_with("for ") || rest.starts_with("of ") ||
                             rest.starts_with("at ") || rest.starts_with("with ");
      if (c >= 'A' && c <= 'Z')
        ++capitals;
      else if (!connector)
        ++small;
    }
    at_start = c == ' ' || c == ',' || c == '-' || c == '|';
  }
  return capitals >= 1 && small == 0 && text.back() != '.';
}

}  // namespace

bool is_cue_word(std::string_view lower) {
  return std::find(kTriggers.begin(), kTriggers.end(), lower) != kTriggers.end();
}

Cue find_cue(std::string_view paragraph, std::uint32_t words, bool has_cue_word) {
  if (words > kMostWords) return Cue::none;
  thread_local std::string text;
  const auto search = [&](const std::vector<const Phrase*>& phrases) {
    for (const Phrase* phrase : phrases) {
      if (words > phrase->most_words || !matches(text, *phrase)) continue;
      if (phrase->text == "by" && !is_author_line(paragraph)) continue;
      return phrase->cue;
    }
    return Cue::none;
  };
  while (!paragraph.empty() &&
         (paragraph[0] == '(' || paragraph[0] == '[' || paragraph[0] == ' ')) {
    paragraph.remove_prefix(1);
  }
  if (paragraph.size() < 2) return Cue::none;
  const auto& start = index().at_start[static_cast<unsigned char>(lower(paragraph[0]))];
  if (worth_reading(start, words, paragraph, may_start)) {
    fold(paragraph.substr(0, kLongestPhrase), text);
    const Cue cue = search(start);
    if (cue != Cue::none) return cue;
  }
  const std::string_view rest = without_stops(paragraph);
  const char last = rest.empty() ? ' ' : lower(rest.back());
  const auto& end = index().at_end[static_cast<unsigned char>(last)];
  if (worth_reading(end, words, rest, may_end)) {
    fold(paragraph.substr(paragraph.size() - std::min(paragraph.size(), kLongestPhrase)), text);
    const Cue cue = search(end);
    if (cue != Cue::none) return cue;
  }
  if (!has_cue_word) return Cue::none;
  fold(paragraph, text);
  return search(index().anywhere);
}

Region region_of(Cue cue) {
  switch (cue) {
    case Cue::boilerplate:
      return Region::boilerplate;
    case Cue::byline:
      return Region::byline;
    case Cue::caption:
      return Region::caption;
    case Cue::note:
      return Region::note;
    case Cue::summary:
      return Region::summary;
    case Cue::none:
      break;
  }
  return Region::body;
}

}  // namespace polyvocal::segmenting
