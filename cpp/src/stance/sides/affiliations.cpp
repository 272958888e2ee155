#include "polyvocal/stance/affiliations.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "english/language.h"
#include "english/syntax.h"
#include "english/words.h"
#include "stance/rules/parties.h"
#include "stance/sides/name_ties.h"
#include "stance/sides/party_mark.h"
#include "stance/sides/party_words.h"

namespace polyvocal {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::VerbGroup;
using scoring::PartyWords;

// Who holds these belongs to whom they are held with. Offices of the parser's table come on top.
constexpr std::string_view kHolders =
    "member members founder cofounder co-founder ceo executive strategist staffer surrogate "
    "nominee "
    "appointee pollster fundraiser treasurer trustee fellow scholar employee vice-president mate "
    "protege ally loyalist confidant son daughter wife husband brother sister father mother widow "
    "lobbyist organizer organiser coordinator commissioner attorney candidate nominee lawmaker "
    "expert analyst economist professor researcher editor columnist host";
constexpr auto kLinks = std::to_array<std::string_view>({"of", "for", "at", "with", "to", "in"});
constexpr double kFirmSubject = 0.9;  // the subject is the name itself

bool public_body(ActorType type) {
  return type == ActorType::state || type == ActorType::place || type == ActorType::government ||
         type == ActorType::parliament;
}

// "Freedonia's president Lee", "Lee's ministry": public bodies outlast who serves in them.
AffiliationKind office_kind(ActorType actor, ActorType whole) {
  if (public_body(actor) || public_body(whole)) return AffiliationKind::post;
  const bool own =
      whole == ActorType::person || whole == ActorType::party || whole == ActorType::armed;
  return own ? AffiliationKind::staff : AffiliationKind::office;
}

struct Shared {
  const Corpus& corpus;
  const Segments& segments;
  const Mentions& mentions;
  const Knowledge& knowledge;
  const english::Words& words;
  const std::vector<std::uint8_t>& holders;  // per key
  const PartyWords& parties;
  const english::LanguageCheck& language;
  const std::vector<std::uint8_t>& parts;  // per actor: its name says whose it is
};

class DocumentReader {
 public:
  explicit DocumentReader(const Shared& shared) : in_(shared) {}

  void read(std::uint32_t document, std::vector<Affiliation>& out) {
    if (!in_.language.is_english(in_.corpus, in_.segments, document)) return;
    document_ = document;
    text_ = in_.corpus.text(document);
    out_ = &out;
    MentionId m = in_.mentions.doc_rows[document];
    const MentionId end = in_.mentions.doc_rows[document + 1];
    while (m < end) {
      sentence_ = in_.mentions.rows[m].sentence;
      MentionId next = m;
      while (next < end && in_.mentions.rows[next].sentence == sentence_) ++next;
      read_sentence(m, next);
      m = next;
    }
  }

 private:
  void read_sentence(MentionId first, MentionId last) {
    // The letters of a caption tell who stands where: "Ann Lee (L) and Bo Diaz (R)".
    if (in_.segments.sentences[sentence_].region == Region::caption) return;
    for (MentionId m = first; m < last; ++m) read_mark(in_.mentions.rows[m]);
    if (!bears_words() && !any_of_house(first, last)) return;
    english::parse(text_, in_.segments, in_.words, sentence_,
                   {in_.mentions.rows.data() + first, last - first}, first, syntax_);
    for (std::int32_t i = 0; i < syntax_.size(); ++i) {
      if (syntax_.at(i).mention != kNone && syntax_.at(i).chunk != kNone) read_name(i);
    }
  }

  [[nodiscard]] bool bears_words() const {
    const Token* tokens = in_.segments.tokens.data();
    return in_.words.any_marked(tokens + in_.segments.sentences[sentence_].token_begin,
                                tokens + in_.segments.token_end(sentence_));
  }

  [[nodiscard]] bool any_of_house(MentionId first, MentionId last) const {
    for (MentionId m = first; m + 1 < last; ++m) {
      if (text_.substr(in_.mentions.rows[m].span.end, 4) == " of ") return true;
    }
    return false;
  }

  void read_mark(const Mention& mention) {
    if (mention.actor < 0 || mention.nested || type_of(mention.actor) != ActorType::person) return;
    const scoring::PartyMark mark = scoring::party_mark_after(text_, mention.span.end);
    if (mark.letters.empty()) return;
    const Span span = in_.segments.sentences[sentence_].span;
    if (mark.bare && scoring::tells_places(text_.substr(span.begin, span.size()))) return;
    const std::int32_t party = in_.parties.marked(mark.letters);
    if (party != PartyWords::kNoParty) join(AffiliationKind::mark, mention.actor, party, mark.span);
  }

  void read_name(std::int32_t name) {
    const ActorId actor = actor_at(name);
    if (actor < 0) return;
    const Chunk& phrase = syntax_.chunk(syntax_.at(name).chunk);
    if (phrase.head != name && !syntax_.at(name).possessive) return;
    const bool person = type_of(actor) == ActorType::person;
    read_before(name, actor, phrase, person);
    if (!person || phrase.head != name || syntax_.title_case) return;
    read_house(name, actor);
    for (std::size_t c = 0; c < syntax_.chunks.size(); ++c) {
      const auto id = static_cast<std::int32_t>(c);
      if (id == syntax_.at(name).chunk) continue;
      if (explains(id, syntax_.at(name).chunk)) read_description(id, actor);
    }
    read_predicates(name, actor);
  }

  // "Republican Sen. Lee", "Diaz adviser Lee", "Haftar's Dawn Brigade".
  void read_before(std::int32_t name, ActorId actor, const Chunk& phrase, bool person) {
    bool office = false;
    for (std::int32_t k = name - 1; k >= phrase.first; --k) {
      const Item& item = syntax_.at(k);
      if (k + 1 == name && !item.capital && plural(item)) return;  // "the allies | Lee has"
      office = office || holder(k);
      if (glued(k)) continue;
      const std::int32_t party = person && !item.possessive ? party_at(k) : PartyWords::kNoParty;
      if (party != PartyWords::kNoParty) {
        join(AffiliationKind::member, actor, party, item.span);
        continue;
      }
      const bool owned = !person && item.possessive && k + 1 == name && !place(actor);
      if (item.mention == kNone) continue;
      if ((person && office) || owned) {
        belong(actor, k, {item.span.begin, syntax_.at(name - 1).span.end});
      }
      break;  // what stands before it is said of it
    }
  }

  // "Ann Lee of the Heritage Institute"; not of a place.
  void read_house(std::int32_t name, ActorId actor) {
    for (const Chunk& chunk : syntax_.chunks) {
      if (chunk.parent != syntax_.at(name).chunk) continue;
      const ActorId house = actor_at(chunk.head);
      if (house < 0 || place(house) || type_of(house) == ActorType::person) continue;
      belong(actor, chunk.head, {syntax_.at(name + 1).span.begin, syntax_.at(chunk.head).span.end});
    }
  }

  // One phrase explains the other: "Lee, a Democrat", "the council's chairman, Ann Lee".
  [[nodiscard]] bool explains(std::int32_t description, std::int32_t phrase) const {
    const Chunk& one = syntax_.chunk(description);
    const Chunk& other = syntax_.chunk(phrase);
    if (syntax_.at(one.head).mention != kNone && party_at(one.head) == PartyWords::kNoParty) {
      return false;
    }
    if (one.apposed_to == phrase) return true;
    std::int32_t before = other.apposed_to;  // "Diaz's chief of staff, Ann Lee"
    while (before != kNone && before != description) before = syntax_.chunk(before).parent;
    return before == description && one.preposition == kNone;
  }

  void read_description(std::int32_t id, ActorId actor) {
    const Chunk& phrase = syntax_.chunk(id);
    const bool office = holder(phrase.head);
    for (std::int32_t k = phrase.first; k <= phrase.head; ++k) {
      if (glued(k) || syntax_.at(k).possessive) {
        if (syntax_.at(k).possessive && office && syntax_.at(k).mention != kNone) {
          belong(actor, k, {syntax_.at(k).span.begin, syntax_.at(phrase.head).span.end});
        }
        continue;
      }
      const std::int32_t party = party_at(k);
      if (party != PartyWords::kNoParty && (k == phrase.head || office)) {
        join(AffiliationKind::member, actor, party, syntax_.at(k).span);
      } else if (k < phrase.head && office && syntax_.at(k).mention != kNone) {
        belong(actor, k, {syntax_.at(k).span.begin, syntax_.at(phrase.head).span.end});
      }
    }
    if (!office || phrase.head + 2 >= syntax_.size()) return;
    const Item& link = syntax_.at(phrase.head + 1);
    const bool linked = (link.gap & english::kBreak) == 0 &&
                        std::find(kLinks.begin(), kLinks.end(), word(link)) != kLinks.end();
    const std::int32_t whole = syntax_.at(phrase.head + 2).chunk;
    if (!linked || whole == kNone) return;
    const std::int32_t head = syntax_.chunk(whole).head;
    if (syntax_.at(head).mention == kNone || part_of_title(head)) return;
    belong(actor, head, {syntax_.at(phrase.head).span.begin, syntax_.at(head).span.end});
  }

  // "Secretary of State Bo Diaz": the name begins another phrase. Not "Sen. Diaz".
  [[nodiscard]] bool part_of_title(std::int32_t name) const {
    const Item& before = syntax_.at(name - 1);
    const bool stop = before.span.end < text_.size() && text_[before.span.end] == '.';
    return before.capital && before.mention == kNone && !holder(name - 1) && !stop;
  }

  // "Lee is a Democrat", "Lee, who was chairman of the council".
  void read_predicates(std::int32_t name, ActorId actor) {
    for (const VerbGroup& verb : syntax_.verbs) {
      const Item& head = syntax_.at(verb.head);
      const bool copula = head.word.is(english::kBe) || head.word.is(english::kLinking);
      if (!copula || verb.negator != kNone || verb.hypothetical || verb.subject == kNone) continue;
      scoring::find_parties(text_, syntax_, verb.subject, subject_);
      if (scoring::party_factor(subject_, name) < kFirmSubject) continue;
      const std::int32_t said = scoring::object_after(syntax_, verb.head);
      if (said == kNone || syntax_.chunk(said).preposition != kNone) continue;
      const Item& what = syntax_.at(syntax_.chunk(said).head);
      if (what.mention == kNone || party_at(syntax_.chunk(said).head) != PartyWords::kNoParty) {
        read_description(said, actor);
      }
    }
  }

  [[nodiscard]] bool holder(std::int32_t i) const {
    const Item& item = syntax_.at(i);
    return item.mention == kNone && in_.holders[in_.segments.key(item.token)] != 0;
  }

  [[nodiscard]] bool plural(const Item& item) const {
    return item.mention == kNone && word(item).ends_with('s') && !word(item).ends_with("ss");
  }

  // "Republican-backed", "anti-Republican".
  [[nodiscard]] bool glued(std::int32_t i) const {
    if ((syntax_.at(i).gap & english::kHyphen) != 0) return true;
    return i + 1 < syntax_.size() && (syntax_.at(i + 1).gap & english::kHyphen) != 0;
  }

  [[nodiscard]] std::int32_t party_at(std::int32_t i) const {
    return syntax_.at(i).capital ? in_.parties.party(word(syntax_.at(i))) : PartyWords::kNoParty;
  }

  [[nodiscard]] std::string_view word(const Item& item) const {
    return text_.substr(item.span.begin, item.span.size());
  }

  [[nodiscard]] ActorId actor_at(std::int32_t i) const {
    const std::int32_t mention = syntax_.at(i).mention;
    return mention == kNone ? -1 : in_.mentions.rows[static_cast<std::size_t>(mention)].actor;
  }

  // Not "Senate" for "Senate Democrats": the word of the party is what makes it theirs.
  [[nodiscard]] bool full(std::int32_t item) const {
    const auto mention = static_cast<std::size_t>(syntax_.at(item).mention);
    return in_.mentions.rows[mention].kind != NameKind::short_form;
  }

  [[nodiscard]] ActorType type_of(ActorId actor) const {
    return in_.knowledge.actors[static_cast<std::size_t>(actor)].type;
  }

  [[nodiscard]] bool place(ActorId actor) const {
    return type_of(actor) == ActorType::state || type_of(actor) == ActorType::place;
  }

  void join(AffiliationKind kind, ActorId actor, std::int32_t party, Span cue) {
    const scoring::PartyTarget& target = in_.parties.targets()[static_cast<std::size_t>(party)];
    add({kind, actor, target.actor, target.faction, static_cast<std::int32_t>(document_), sentence_,
         cue});
  }

  void belong(ActorId actor, std::int32_t item, Span cue) {
    const ActorId whole = actor_at(item);
    if (whole < 0 || (in_.parts[static_cast<std::size_t>(whole)] != 0 && !full(item))) return;
    add({office_kind(type_of(actor), type_of(whole)), actor, whole, -1,
         static_cast<std::int32_t>(document_), sentence_, cue});
  }

  void add(const Affiliation& found) {
    if (found.actor == found.target) return;
    const bool known = std::any_of(out_->rbegin(), out_->rend(), [&](const Affiliation& other) {
      return other.sentence == found.sentence && other.actor == found.actor &&
             other.target == found.target && other.target_faction == found.target_faction;
    });
    if (!known) out_->push_back(found);
  }

  const Shared& in_;
  Syntax syntax_;
  std::vector<scoring::Party> subject_;
  std::vector<Affiliation>* out_ = nullptr;
  std::string_view text_;
  std::uint32_t document_ = 0;
  SentenceId sentence_ = 0;
};

// Keys of the words for those who hold an office or belong to somebody.
std::vector<std::uint8_t> holder_keys(const Vocabulary& vocabulary) {
  std::vector<std::uint8_t> keys(vocabulary.keys.size(), 0);
  const auto mark = [&](std::string_view word) {
    if (const auto key = vocabulary.find_key(word)) keys[*key] = 1;
  };
  english::each_word(kHolders, mark);
  for (const english::WordList& list : english::function_words()) {
    if (list.classes == english::kOffice) english::each_word(list.words, mark);
  }
  return keys;
}

std::vector<std::uint8_t> bearing_keys(const Vocabulary& vocabulary, const PartyWords& parties,
                                       std::vector<std::uint8_t> keys) {
  parties.each_word([&](std::string_view word) {
    if (const auto key = vocabulary.find_key(fold_key(word))) keys[*key] = 1;
  });
  return keys;
}

}  // namespace

std::string_view affiliation_kind_name(AffiliationKind kind) {
  constexpr std::string_view kNames[] = {"mark", "member", "staff", "office", "post", "name"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Affiliation> find_affiliations(const Corpus& corpus, const Segments& segments,
                                           const Mentions& mentions, const Knowledge& knowledge,
                                           const Run& run) {
  const PartyWords parties(knowledge);
  const std::vector<std::uint8_t> holders = holder_keys(segments.vocabulary);
  const english::Words words(segments.vocabulary,
                             bearing_keys(segments.vocabulary, parties, holders));
  const english::LanguageCheck language(segments.vocabulary);
  std::vector<Affiliation> all = scoring::ties_by_name(knowledge, parties);
  std::vector<std::uint8_t> parts_of(knowledge.actors.size(), 0);
  for (const Affiliation& tie : all) parts_of[static_cast<std::size_t>(tie.actor)] = 1;
  const Shared shared{corpus,  segments, mentions, knowledge, words,
                      holders, parties,  language, parts_of};
  std::vector<std::vector<Affiliation>> parts(corpus.size());
  parallel_for(run, corpus.size(), 16, [&](std::size_t begin, std::size_t end, int) {
    DocumentReader reader(shared);
    for (std::size_t d = begin; d < end; ++d) {
      reader.read(static_cast<std::uint32_t>(d), parts[d]);
    }
  });
  for (std::vector<Affiliation>& part : parts) {
    std::stable_sort(part.begin(), part.end(), [](const Affiliation& a, const Affiliation& b) {
      return std::tie(a.cue.begin, a.actor, a.target, a.target_faction) <
             std::tie(b.cue.begin, b.actor, b.target, b.target_faction);
    });
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace polyvocal
