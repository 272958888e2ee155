#include "actors/corpus_evidence.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "actors/judgement/near_names.h"
#include "actors/shared.h"

namespace polyvocal::naming {

namespace {

constexpr std::size_t kGrain = 32;  // documents a worker takes at once

// One finding about a spelling and an actor in a document.
struct Sighting {
  std::uint64_t id;
  std::uint8_t what;  ///< bits below
};
constexpr std::uint8_t kAgrees = 1;
constexpr std::uint8_t kContradicts = 2;
constexpr std::uint8_t kSeen = 4;
constexpr std::uint8_t kWithActor = 8;

// Looks, document by document, at what stands before near spellings and surnames, and whether the
// actor is named in the same document.
class EvidenceFinder {
 public:
  explicit EvidenceFinder(const Shared& shared)
      : shared_(shared), named_(shared.knowledge.actors.size(), 0) {}

  void run(std::size_t document, std::vector<Sighting>& out) {
    const Segments& s = shared_.segments;
    const AliasIndex& index = shared_.index;
    text_ = shared_.corpus.text(document);
    found_.clear();
    ++stamp_;
    SentenceId sentence = s.doc_sentences[document];
    const TokenId end = s.doc_tokens[document + 1];
    for (TokenId t = s.doc_tokens[document]; t < end; ++t) {
      const TypeId type = s.tokens[t].type;
      if (!index.is_evidence(type)) continue;
      const bool near = index.has_near(type);
      while (s.token_end(sentence) <= t) ++sentence;
      first_ = s.sentences[sentence].token_begin;
      end_ = s.token_end(sentence);
      if (near) {
        look_at_near(t);
      } else {
        look_at_listed(t);
      }
    }
    // What near spellings say waits until it is known who else is named.
    std::sort(found_.begin(), found_.end(), [](const Sighting& a, const Sighting& b) {
      return a.id != b.id ? a.id < b.id : a.what < b.what;
    });
    for (std::size_t i = 0; i < found_.size();) {
      Sighting sum = found_[i];
      for (++i; i < found_.size() && found_[i].id == sum.id; ++i) {
        sum.what = static_cast<std::uint8_t>(sum.what | found_[i].what);
      }
      const auto actor = static_cast<std::size_t>(static_cast<std::uint32_t>(sum.id));
      if ((sum.what & kSeen) != 0 && named_[actor] == stamp_) sum.what |= kWithActor;
      out.push_back(sum);
    }
  }

 private:
  // A given name of other actors alone ("Ronald Machen" in a list with Ronald Reagan).
  [[nodiscard]] bool given_of_others(TokenId t, ActorId actor) const {
    const Segments& s = shared_.segments;
    if (t == first_ || gap_between(s, text_, t - 1, t).raw != " ") return false;
    const KeyId before = s.key(t - 1);
    if (!shared_.index.listed(before) || !shared_.traits.is(before, kGivenName)) return false;
    if (!shared_.index.name_like(s.tokens[t - 1].type) || s.info(t - 1).possessive != 0) {
      return false;
    }
    const auto forms = shared_.index.forms_with(shared_.index.exact(before));
    return std::none_of(forms.begin(), forms.end(),
                        [&](FormId f) { return shared_.index.form(f).actor == actor; });
  }

  [[nodiscard]] bool stranger_before(TokenId t) const {
    const Segments& s = shared_.segments;
    if (t == first_ || !gap_between(s, text_, t - 1, t).joins) return false;
    const KeyId before = s.key(t - 1);
    constexpr Traits kNoName = kOrdinary | kTitle | kOtherName | kParticle | kCalendar | kAgentNoun;
    return shared_.index.name_like(s.tokens[t - 1].type) && s.info(t - 1).possessive == 0 &&
           !shared_.index.listed(before) && !shared_.traits.is(before, kNoName);
  }

  void add(TokenId t, ActorId actor, int what) {
    if (actor < 0) return;
    found_.push_back(
        {CorpusEvidence::id(shared_.segments.key(t), actor), static_cast<std::uint8_t>(what)});
  }

  // The full name ends here, exact or nearly.
  ActorId full_name_at(TokenId t) {
    const Segments& s = shared_.segments;
    for (TokenId b = t; b-- > first_ && t - b <= 3;) {
      if (!shared_.index.starts(s.tokens[b].type)) continue;
      matches_.clear();
      shared_.index.match(s, text_, b, first_, end_, matches_);
      for (const Match& match : matches_) {
        if (match.begin + match.count != t + 1) continue;
        if (shared_.index.form(match.form).given_words == 0) continue;
        if (match.near > 0 && judge_near_name(shared_, match) <= 0) continue;
        return shared_.index.form(match.form).actor;
      }
    }
    return -1;
  }

  void look_at_near(TokenId t) {
    const ActorId full = full_name_at(t);
    const bool stranger = full < 0 && stranger_before(t);
    for (const Near& near : shared_.index.near(shared_.segments.key(t))) {
      for (const FormId f : shared_.index.forms_with(near.word)) {
        const Form& form = shared_.index.form(f);
        if (form.words.size() != 1 || form.actor < 0 || is_weak(form.origin)) continue;
        std::uint8_t what = kSeen;
        if (form.actor == full) what |= kAgrees;
        const bool other = stranger || (full < 0 && given_of_others(t, form.actor));
        if (other && form.origin == Origin::family) what |= kContradicts;
        add(t, form.actor, what);
      }
    }
    if (full >= 0) named_[static_cast<std::size_t>(full)] = stamp_;
  }

  void look_at_listed(TokenId t) {
    const auto within = shared_.index.forms_with(shared_.index.exact(shared_.segments.key(t)));
    const bool person = std::any_of(within.begin(), within.end(), [&](FormId f) {
      return shared_.index.form(f).origin == Origin::family;
    });
    const ActorId full = person ? full_name_at(t) : -1;
    const bool stranger = person && full < 0 && stranger_before(t);
    for (const FormId f : within) {
      const Form& form = shared_.index.form(f);
      if (is_part(form) && ends_here(form, f, t)) look_at_part(t, form.actor);
      if (form.origin == Origin::initials) look_at_initials(t, form.actor);
      const bool whole = !is_weak(form.origin) && form.origin != Origin::stem;
      if (form.words.size() != 1 || form.actor < 0 || !whole) continue;
      const bool surname = form.origin == Origin::family;
      if (surname && stranger) {
        add(t, form.actor, kContradicts);
      } else {
        named_[static_cast<std::size_t>(form.actor)] = stamp_;
        if (surname && form.actor == full) add(t, form.actor, kAgrees);
      }
    }
  }

  static bool is_part(const Form& form) {
    return form.origin == Origin::lead || form.origin == Origin::fragment ||
           form.origin == Origin::given || (form.origin == Origin::stem && form.words.size() == 1);
  }

  // Is the last word of the part at `t`, and the others before it?
  bool ends_here(const Form& form, FormId id, TokenId t) {
    const std::size_t words = form.words.size();
    if (words == 1) return true;
    if (t < first_ + words - 1) return false;
    const TokenId from = t + 1 - static_cast<TokenId>(words);
    if (!shared_.index.starts(shared_.segments.tokens[from].type)) return false;
    matches_.clear();
    shared_.index.match(shared_.segments, text_, from, first_, end_, matches_);
    return std::any_of(matches_.begin(), matches_.end(),
                       [&](const Match& m) { return m.form == id && m.near == 0; });
  }

  // Does a name of the actor, of several words, begin at `from` and reach over `t`?
  bool named_across(TokenId from, TokenId t, ActorId actor) {
    if (!shared_.index.starts(shared_.segments.tokens[from].type)) return false;
    matches_.clear();
    shared_.index.match(shared_.segments, text_, from, first_, end_, matches_);
    return std::any_of(matches_.begin(), matches_.end(), [&](const Match& match) {
      const Form& form = shared_.index.form(match.form);
      return match.count > 1 && match.near == 0 && match.begin + match.count > t &&
             form.actor == actor && !is_weak(form.origin);
    });
  }

  // "Burlington": part of the full name here, or by itself?
  void look_at_part(TokenId t, ActorId actor) {
    bool full = false;
    for (TokenId from = t + 1; !full && from-- > first_ && t - from < kPartReach;) {
      full = named_across(from, t, actor);
    }
    if (full) {
      named_[static_cast<std::size_t>(actor)] = stamp_;
      add(t, actor, kAgrees);
    } else {
      add(t, actor, beside_capital(t) ? kSeen | kContradicts : kSeen);
    }
  }

  // "Fox Business", "Michael Fox": part of another name, as far as capitals tell.
  [[nodiscard]] bool beside_capital(TokenId t) const {
    const Segments& s = shared_.segments;
    const auto joins = [&](TokenId left) {
      return gap_between(s, text_, left, left + 1).raw == " " && s.info(left).possessive == 0;
    };
    const auto names = [&](TokenId other) {
      constexpr Traits kNoName = kTitle | kCalendar | kConnector;
      return shared_.index.name_like(s.tokens[other].type) &&
             !shared_.traits.is(s.key(other), kNoName);
    };
    if (t > first_ + 1 && joins(t - 1) && names(t - 1)) return true;
    return t + 1 < end_ && joins(t) && names(t + 1);
  }

  // "(GNA)": after the actor's name, or after another's of the same first letters?
  void look_at_initials(TokenId t, ActorId actor) {
    const Segments& s = shared_.segments;
    const Span span = s.span(t);
    const bool bracketed = span.begin > 0 && text_[span.begin - 1] == '(' &&
                           span.end < text_.size() && text_[span.end] == ')';
    if (!bracketed || t == first_) return;
    for (TokenId from = t; from-- > first_ && t - from < kDescriptionReach;) {
      if (!named_across(from, t - 1, actor)) continue;
      add(t, actor, kAgrees);
      return;
    }
    if (spelled_before(t)) add(t, actor, kContradicts);
  }

  // Do the capitalised words before the bracket begin with the letters in it?
  [[nodiscard]] bool spelled_before(TokenId t) const {
    const Segments& s = shared_.segments;
    const std::string_view letters = s.vocabulary.keys[s.key(t)];
    std::size_t left = letters.size();
    for (TokenId at = t; left > 0 && at-- > first_;) {
      if (s.key(at) == kNoKey || s.vocabulary.keys[s.key(at)].empty()) return false;
      if (!shared_.index.name_like(s.tokens[at].type)) {
        if (!shared_.traits.is(s.key(at), kConnector)) return false;
      } else if (s.vocabulary.keys[s.key(at)].front() == letters[left - 1]) {
        --left;
      } else {
        return false;
      }
    }
    return left == 0;
  }

  static constexpr TokenId kPartReach = 6;  // words from the first of a name to a part of it

  const Shared& shared_;
  std::string_view text_;
  TokenId first_ = 0;
  TokenId end_ = 0;
  std::uint32_t stamp_ = 0;
  std::vector<std::uint32_t> named_;  ///< per actor: stamp of the document that names it
  std::vector<Match> matches_;
  std::vector<Sighting> found_;
};

}  // namespace

CorpusEvidence gather_evidence(const Shared& shared, const Run& run) {
  std::vector<std::vector<Sighting>> chunks((shared.corpus.size() + kGrain - 1) / kGrain);
  std::vector<std::unique_ptr<EvidenceFinder>> finders(static_cast<std::size_t>(run.threads));
  for (auto& finder : finders) finder = std::make_unique<EvidenceFinder>(shared);
  const Run quiet{.threads = run.threads, .progress = nullptr};
  parallel_for(quiet, shared.corpus.size(), kGrain,
               [&](std::size_t begin, std::size_t end, int worker) {
                 run.check();
                 for (std::size_t doc = begin; doc < end; ++doc) {
                   finders[static_cast<std::size_t>(worker)]->run(doc, chunks[begin / kGrain]);
                 }
               });
  CorpusEvidence evidence;
  for (const auto& chunk : chunks) {
    for (const Sighting& sighting : chunk) {
      CorpusEvidence::Count& count = evidence.counts[sighting.id];
      count.agree += (sighting.what & kAgrees) != 0 ? 1U : 0U;
      count.contradict += (sighting.what & kContradicts) != 0 ? 1U : 0U;
      count.seen += (sighting.what & kSeen) != 0 ? 1U : 0U;
      count.with_actor += (sighting.what & kWithActor) != 0 ? 1U : 0U;
    }
  }
  return evidence;
}

}  // namespace polyvocal::naming
