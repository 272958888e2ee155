#include "actors/judgement/near_names.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "actors/judgement/judges.h"
#include "actors/judgement/strengths.h"
#include "actors/transliterated_names.h"

namespace polyvocal::naming {

namespace {

constexpr float kDocumentLimit = 0.24F;
constexpr float kCommonGivenLimit = 0.225F;
constexpr float kGivenNameLimit = 0.14F;  // of one common given name from another

bool is_content(const FormWord& word) {
  return ((traits_of(word.key) | word.listed) & (kParticle | kConnector)) == 0;
}

// The plural of a name means the family, and "Trumpish" a following: words made of a name, or of
// which the name is made ("Democrat", "Democrats"), are no spellings of it.
bool is_derived(std::string_view key, std::string_view listed) {
  const std::string_view longer = key.size() > listed.size() ? key : listed;
  std::string_view stem = key.size() > listed.size() ? listed : key;
  if (longer.size() == stem.size() || stem.size() < 3) return false;
  if (longer.substr(0, stem.size()) != stem) {
    // "Democratic", "Democracy": without the last letter
    stem.remove_suffix(1);
    if (stem.size() < 4 || longer.substr(0, stem.size()) != stem) return false;
  }
  constexpr std::array<std::string_view, 31> kEndings = {
      "n",    "ns",  "i",    "'ed", "d",    "s",     "es",  "ed",   "er",   "ers", "ism",
      "isms", "ist", "ists", "ish", "ian",  "ians",  "ic",  "ics",  "ical", "ies", "ing",
      "ly",   "an",  "ans",  "ite", "ites", "esque", "ize", "ized", "us"};
  const std::string_view ending = longer.substr(stem.size());
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

// "FFFourth", "Nooo": said in a drawl, or laughed at.
bool is_drawn_out(std::string_view key) {
  for (std::size_t i = 2; i < key.size(); ++i) {
    if (key[i] == key[i - 1] && key[i] == key[i - 2]) return true;
  }
  return false;
}

// "TrumpYe", "KavaNO": made of a part of the name and something else, on purpose. A whole word run
// into the name ("MuellerCNN", "PelosiOn") is an accident of the page.
bool is_compound(const Shared& shared, std::string_view surface, std::string_view listed) {
  constexpr std::size_t kShortestHead = 4;  // "McConnell", "DeVos"
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  for (std::size_t i = kShortestHead; i < surface.size(); ++i) {
    const bool upper = surface[i] >= 'A' && surface[i] <= 'Z';
    if (!upper || !is_lower(surface[i - 1])) continue;
    const std::string_view tail = surface.substr(i);
    const auto key = shared.segments.vocabulary.find_key(fold_key(tail));
    const bool word = key && shared.traits.is(*key, kOrdinary);
    const bool letters = tail.size() >= 2 && std::none_of(tail.begin(), tail.end(), is_lower);
    return fold_key(surface.substr(0, i)) != listed || (!word && !letters);
  }
  return false;
}

}  // namespace

// In a short word one letter is much of the name.
float document_limit(std::string_view key, std::string_view listed) {
  const std::size_t letters = key.size() + listed.size();
  if (letters < 10) return 0.12F;
  return letters < 11 ? 0.18F : kDocumentLimit;
}

// Of the words spelt otherwise, is one derived from what is listed, or a surname in lower case?
bool is_no_spelling(const Shared& shared, const Match& match) {
  const Form& form = shared.index.form(match.form);
  const Segments& s = shared.segments;
  if (match.count != form.words.size()) return false;  // a description in free order
  for (std::uint16_t i = 0; i < match.count; ++i) {
    const KeyId key = s.key(match.begin + i);
    if (shared.index.listed(key)) continue;
    if (is_derived(s.vocabulary.keys[key], form.words[i].key)) return true;
    if (is_drawn_out(s.vocabulary.keys[key])) return true;
    const std::string_view surface = s.vocabulary.types[s.tokens[match.begin + i].type];
    if (is_compound(shared, surface, form.words[i].key)) return true;
    if (form.words[i].capital && s.info(match.begin + i).casing == Casing::lower) return true;
  }
  return false;
}

// How far a full name may be spelt otherwise where the exact one stands in the article too.
float garbled_limit(const Shared& shared, const Match& match) {
  const Segments& s = shared.segments;
  const KeyId surname = s.key(match.begin + match.count - 1U);
  // With the surname as listed it is the given name that differs: "Ivana" is not "Ivanka".
  if (shared.index.listed(surname)) return kGivenNameLimit;
  // "Loretta Lynn" is not "Loretta Lynch": in a short surname a letter is much.
  const Form& form = shared.index.form(match.form);
  return std::min(kCommonGivenLimit,
                  document_limit(s.vocabulary.keys[surname], form.words.back().key));
}

float judge_near_name(const Shared& shared, const Match& match, bool here) {
  if (match.transliterated) return judge_transliterated_name(shared, match);
  const Form& form = shared.index.form(match.form);
  const Segments& s = shared.segments;
  const auto actor = static_cast<std::size_t>(form.actor);
  const bool person = shared.knowledge.actors[actor].type == ActorType::person;
  std::size_t content = 0;
  for (const FormWord& word : form.words) content += is_content(word) ? 1U : 0U;
  if (content < 2 || is_no_spelling(shared, match)) return 0;
  const std::size_t exact = content > match.near ? content - match.near : 0;
  if (!person) {
    return exact >= 1 && match.distance <= kThingLimit ? 0.88F - match.distance : 0;
  }
  if (form.given_words == 0) return 0;
  for (std::uint16_t i = 0; i < match.count; ++i) {
    const KeyId key = s.key(match.begin + i);
    if (shared.index.listed(key)) continue;
    // A common first name is a spelling of another one only when nearly the same, and never a
    // spelling of a surname: "Ahmed Hassan" is not "Ahmed Hussein".
    if (!shared.traits.is(key, kGivenName)) continue;
    const bool given = i < form.given_words;
    if (!given || shared.index.near(key).front().distance > kGivenNameLimit) return 0;
  }
  if (exact == 0) return match.distance <= 0.15F ? 0.88F - match.distance : 0;
  // Many people are called John: only with the exact name in the
  // article is a "John Kirby" anybody but himself.
  const bool common_given =
      (traits_of(form.words[0].key) & kGivenName) != 0 && shared.index.listed(s.key(match.begin));
  if (common_given && !here) return match.distance <= kAloneLimit ? 0.92F - match.distance : 0;
  const float limit = garbled_limit(shared, match);
  return match.distance <= limit ? 0.92F - match.distance : 0;
}

void judge_near_names(Document& doc) {
  for (Hit& hit : doc.hits()) {
    if (hit.match.near == 0 || hit.kind == NameKind::capital) continue;
    const Form& f = doc.form(hit);
    if (f.words.size() < 2 || f.origin == Origin::family || f.origin == Origin::correction ||
        is_weak(f.origin)) {
      continue;
    }
    if (f.kind == NameKind::description) {
      if (hit.match.distance > kThingLimit) continue;
      hit.method = Method::variant_document;
      hit.confidence = kFreeDescription - hit.match.distance;
      continue;
    }
    const float confidence = judge_near_name(doc.shared(), hit.match, doc.present(hit.actor));
    if (confidence <= 0) continue;
    hit.method =
        hit.match.distance <= kAloneLimit ? Method::variant_alone : Method::variant_document;
    if (hit.match.transliterated) hit.method = Method::transliteration;
    hit.kind = NameKind::variant;
    hit.confidence = confidence;
  }
  // Only now: one garbled name is no evidence for the next.
  for (const Hit& hit : doc.hits()) {
    if (hit.match.near > 0 && hit.accepted() && hit.kind == NameKind::variant)
      doc.note_presence(hit);
  }
  doc.seal_presences();
}

}  // namespace polyvocal::naming
