#include "polyvocal/stance/evidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "english/language.h"
#include "english/syntax.h"
#include "english/words.h"
#include "stance/rules/lexicon.h"
#include "stance/rules/scorer.h"
#include "stance/trained/polarity_scorer.h"

namespace polyvocal {

namespace {

// Brings the sum of cue weights to the scale of human labels (-1, 0, 1): the slope of a regression
// of the labels on the scores is near 1 with it (NewsMTSC train; python -m bench.quality newsmtsc).
constexpr double kGain = 1.75;

struct Shared {
  const Corpus& corpus;
  const Segments& segments;
  const Mentions& mentions;
  const Knowledge& knowledge;
  const Voices& voices;
  const english::Words& words;
  const scoring::StanceLexicon& lexicon;
  const english::LanguageCheck& language;
  const EvidenceOptions& options;
  const scoring::PolarityWords* polarity = nullptr;
  bool keep_terms = false;
};

struct DocumentEvidence {
  std::vector<EvidenceRow> rows;
  std::vector<StanceCue> cues;
  std::vector<WordCue> words;
  std::vector<Relation> relations;
  std::vector<Act> acts;
  std::vector<PolarityTerm> terms;
  Language language = Language::english;
};

class DocumentReader {
 public:
  explicit DocumentReader(const Shared& shared)
      : in_(shared),
        rules_(shared.segments, shared.lexicon, shared.options),
        finder_(shared.segments, shared.lexicon) {
    if (shared.polarity != nullptr) polarity_.emplace(*shared.polarity);
  }

  DocumentEvidence read(std::uint32_t document) {
    out_ = {};
    document_ = document;
    text_ = in_.corpus.text(document);
    if (!in_.language.is_english(in_.corpus, in_.segments, document)) {
      out_.language = Language::other;
      if (!in_.options.all_languages) return std::move(out_);
    }
    MentionId m = in_.mentions.doc_rows[document];
    const MentionId end = in_.mentions.doc_rows[document + 1];
    while (m < end) {
      const SentenceId sentence = in_.mentions.rows[m].sentence;
      MentionId next = m;
      while (next < end && in_.mentions.rows[next].sentence == sentence) ++next;
      const auto region = static_cast<unsigned>(in_.segments.sentences[sentence].region);
      if ((in_.options.regions >> region & 1U) != 0) read_sentence(sentence, m, next);
      m = next;
    }
    return std::move(out_);
  }

 private:
  void read_sentence(SentenceId sentence, MentionId first, MentionId last) {
    const bool ruled = has_entry(sentence);
    const bool modelled = in_.keep_terms || polarity_;
    const bool bearing = (ruled || modelled) && out_.language == Language::english;
    if (bearing) {
      english::parse(text_, in_.segments, in_.words, sentence,
                     {in_.mentions.rows.data() + first, last - first}, first, syntax_);
      set_voices();
      if (ruled) {
        set_places();
        rules_.run(text_, syntax_, voice_of_, cue_of_, places_);
      } else {
        rules_.clear();
      }
      sort_cues();
      if (modelled) find_terms();
    }
    for (MentionId m = first; m < last; ++m) {
      if (!in_.mentions.rows[m].nested) add_row(m, sentence, bearing);
    }
    if (bearing) {
      add_relations(sentence);
      add_acts(sentence);
    }
  }

  [[nodiscard]] bool has_entry(SentenceId sentence) const {
    const Token* tokens = in_.segments.tokens.data();
    return in_.words.any_marked(tokens + in_.segments.sentences[sentence].token_begin,
                                tokens + in_.segments.token_end(sentence));
  }

  // Item of each mention of the sentence, and its terms when they are asked for.
  void find_terms() {
    finder_.set(text_, syntax_, voice_of_, rules_.found().sides);
    if (polarity_) polarity_->set(syntax_, finder_);
    item_of_.clear();
    for (std::int32_t i = 0; i < syntax_.size(); ++i) {
      if (syntax_.at(i).mention == english::kNone) continue;
      const auto mention = static_cast<MentionId>(syntax_.at(i).mention);
      item_of_.emplace_back(mention, i);
      if (in_.keep_terms) keep_terms(mention, i);
    }
  }

  void keep_terms(MentionId mention, std::int32_t item) {
    finder_.find(item, terms_);
    for (const scoring::WordTerm& term : terms_) {
      out_.terms.push_back({mention, in_.segments.key(syntax_.at(term.item).token),
                            static_cast<std::int16_t>(term.distance),
                            static_cast<std::uint8_t>(term.place), term.negated, term.other_voice});
    }
  }

  // Puts the model's terms in place of the weights of the rules.
  void score_by_model(EvidenceRow& row) {
    const auto item = std::lower_bound(item_of_.begin(), item_of_.end(), row.mention,
                                       [](const auto& a, MentionId m) { return a.first < m; });
    terms_.clear();
    if (item != item_of_.end() && item->first == row.mention) finder_.find(item->second, terms_);
    const std::span<StanceCue> cues = std::span(out_.cues).subspan(row.cue_begin);
    const std::array<double, 3> p = polarity_->score(terms_, cues, out_.words).probabilities();
    row.score = static_cast<float>(p[2] - p[0]);
    row.neutral = static_cast<float>(p[1]);
  }

  // Attribution of every item, -1 for the outlet's own words.
  void set_voices() {
    voice_of_.assign(syntax_.items.size(), kNoAttribution);
    cue_of_.assign(syntax_.items.size(), kNoAttribution);
    if (!any_attribution(in_.voices, document_, syntax_.span)) return;
    for (std::size_t i = 0; i < syntax_.items.size(); ++i) {
      const MentionVoice voice = voice_at(in_.voices, document_, syntax_.items[i].span);
      if (voice.attribution != kNoAttribution && voice.voice != Voice::outlet) {
        voice_of_[i] = statement_of(voice.attribution);
        if (i == 0 || voice_of_[i - 1] != voice.attribution) mark_cue(voice.attribution);
      }
    }
  }

  void mark_cue(std::int32_t attribution) {
    const Span cue = in_.voices.rows[static_cast<std::size_t>(attribution)].cue;
    if (cue.begin < syntax_.span.begin || cue.end > syntax_.span.end) return;
    for (std::size_t i = 0; i < syntax_.items.size(); ++i) {
      if (cue.contains(syntax_.items[i].span)) cue_of_[i] = attribution;
    }
  }

  // "criticised Y" is one clause: its words are read together whoever is behind them.
  [[nodiscard]] std::int32_t statement_of(std::int32_t attribution) const {
    while (attribution >= 0) {
      const Attribution& row = in_.voices.rows[static_cast<std::size_t>(attribution)];
      if (!row.phrase) break;
      attribution = row.parent;
    }
    return attribution;
  }

  void set_places() {
    places_.assign(syntax_.items.size(), 0);
    for (std::size_t i = 0; i < syntax_.items.size(); ++i) {
      if (syntax_.items[i].mention == english::kNone) continue;
      const Mention& mention = mention_of(static_cast<std::int32_t>(i));
      if (mention.actor < 0) continue;
      const ActorType type = in_.knowledge.actors[static_cast<std::size_t>(mention.actor)].type;
      places_[i] = type == ActorType::state || type == ActorType::place || mention.metonym ? 1 : 0;
    }
  }

  struct Found {
    MentionId mention;
    StanceCue cue;
  };

  void sort_cues() {
    found_.clear();
    for (const scoring::MentionCue& cue : rules_.found().cues) {
      found_.push_back({static_cast<MentionId>(syntax_.at(cue.item).mention), cue.cue});
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return a.mention < b.mention; });
  }

  void add_row(MentionId m, SentenceId sentence, bool bearing) {
    const Mention& mention = in_.mentions.rows[m];
    if (mention.actor < 0) return;
    const MentionVoice& voice = in_.voices.of_mention[m];
    EvidenceRow row;
    row.mention = m;
    row.document = document_;
    row.sentence = sentence;
    row.actor = mention.actor;
    row.faction = mention.faction;
    row.voice = voice.voice;
    row.holder = voice.voice == Voice::outlet ? -1 : voice.speaker;
    row.weight = weight_of(mention, sentence);
    row.cue_begin = static_cast<std::uint32_t>(out_.cues.size());
    row.word_begin = static_cast<std::uint32_t>(out_.words.size());
    double sum = 0;
    if (bearing) {
      const auto [first, last] =
          std::equal_range(found_.begin(), found_.end(), Found{m, {}},
                           [](const Found& a, const Found& b) { return a.mention < b.mention; });
      for (auto found = first; found != last; ++found) {
        out_.cues.push_back(found->cue);
        sum += static_cast<double>(found->cue.weight);
      }
      std::sort(out_.cues.begin() + row.cue_begin, out_.cues.end(), cue_order);
      row.score = row.by_rules = static_cast<float>(std::tanh(kGain * sum));
      if (polarity_) score_by_model(row);
    }
    row.cue_end = static_cast<std::uint32_t>(out_.cues.size());
    row.word_end = static_cast<std::uint32_t>(out_.words.size());
    out_.rows.push_back(row);
  }

  static bool cue_order(const StanceCue& a, const StanceCue& b) {
    return std::tie(a.span.begin, a.span.end, a.kind, a.frame) <
           std::tie(b.span.begin, b.span.end, b.kind, b.frame);
  }

  [[nodiscard]] float weight_of(const Mention& mention, SentenceId sentence) const {
    auto weight = static_cast<double>(mention.confidence);
    if (mention.metonym) weight *= in_.options.metonym_weight;
    if (repeats_name(mention)) weight = 0;
    if (in_.segments.sentences[sentence].region == Region::headline) {
      weight *= in_.options.headline_weight;
    }
    return static_cast<float>(weight);
  }

  // "Libyan National Army (LNA)": the name once more in brackets says nothing new.
  [[nodiscard]] bool repeats_name(const Mention& mention) const {
    const auto m = static_cast<std::size_t>(&mention - in_.mentions.rows.data());
    if (m == in_.mentions.doc_rows[document_]) return false;
    const Mention& before = in_.mentions.rows[m - 1];
    if (before.actor != mention.actor || before.span.end >= mention.span.begin) return false;
    const std::string_view gap =
        text_.substr(before.span.end, mention.span.begin - before.span.end);
    return gap.size() <= 3 && gap.find('(') != std::string_view::npos;
  }

  [[nodiscard]] const Mention& mention_of(std::int32_t item) const {
    return in_.mentions.rows[static_cast<std::size_t>(syntax_.at(item).mention)];
  }

  void add_relations(SentenceId sentence) {
    const std::size_t first = out_.relations.size();
    for (const scoring::StatedRelation& stated : rules_.found().relations) {
      const MentionVoice voice = voice_at(in_.voices, document_, stated.cue);
      Relation relation;
      relation.document = document_;
      relation.sentence = sentence;
      relation.voice = voice.voice;
      relation.holder = voice.voice == Voice::outlet ? -1 : voice.speaker;
      relation.cue = stated.cue;
      relation.sign = static_cast<float>(stated.sign);
      const Mention& target = mention_of(stated.target);
      relation.target = target.actor;
      relation.target_span = target.span;
      if (stated.source >= 0) {
        const Mention& source = mention_of(stated.source);
        relation.source = source.actor;
        relation.source_span = source.span;
      } else {
        relation.source = relation.holder;  // "we support ..."
      }
      const bool valid = relation.source >= 0 && relation.target >= 0 &&
                         relation.source != relation.target && relation.sign != 0;
      if (valid) out_.relations.push_back(relation);
    }
    std::sort(out_.relations.begin() + static_cast<std::ptrdiff_t>(first), out_.relations.end(),
              [](const Relation& a, const Relation& b) {
                return std::tie(a.cue.begin, a.source_span.begin, a.target_span.begin) <
                       std::tie(b.cue.begin, b.source_span.begin, b.target_span.begin);
              });
  }

  void add_acts(SentenceId sentence) {
    const std::size_t first = out_.acts.size();
    for (const scoring::StatedAct& stated : rules_.found().acts) {
      const MentionVoice voice = voice_at(in_.voices, document_, stated.cue);
      Act act;
      act.document = document_;
      act.sentence = sentence;
      act.frame = stated.frame;
      act.cue = stated.cue;
      act.passive = stated.passive;
      act.agent_deleted = stated.agent_deleted;
      act.negated = stated.negated;
      act.voice = voice.voice;
      act.holder = voice.voice == Voice::outlet ? -1 : voice.speaker;
      if (stated.agent >= 0) {
        act.agent = mention_of(stated.agent).actor;
        act.agent_span = mention_of(stated.agent).span;
      }
      if (stated.patient >= 0) {
        act.patient = mention_of(stated.patient).actor;
        act.patient_span = mention_of(stated.patient).span;
      }
      if (act.agent >= 0 || act.patient >= 0) out_.acts.push_back(act);
    }
    std::stable_sort(out_.acts.begin() + static_cast<std::ptrdiff_t>(first), out_.acts.end(),
                     [](const Act& a, const Act& b) {
                       return std::tie(a.cue.begin, a.agent_span.begin, a.patient_span.begin) <
                              std::tie(b.cue.begin, b.agent_span.begin, b.patient_span.begin);
                     });
  }

  const Shared& in_;
  scoring::RuleScorer rules_;
  scoring::TermFinder finder_;
  std::optional<scoring::PolarityScorer> polarity_;
  std::vector<scoring::WordTerm> terms_;
  std::vector<std::pair<MentionId, std::int32_t>> item_of_;
  english::Syntax syntax_;
  std::vector<std::int32_t> voice_of_;
  std::vector<std::int32_t> cue_of_;
  std::vector<std::uint8_t> places_;
  std::vector<Found> found_;  // cues of the sentence, by mention
  std::uint32_t document_ = 0;
  std::string_view text_;
  DocumentEvidence out_;
};

// The cues of a large corpus fill much of its memory: room for them is made once.
void reserve(Evidence& all, const std::vector<DocumentEvidence>& parts) {
  std::size_t rows = 0;
  std::size_t cues = 0;
  std::size_t words = 0;
  for (const DocumentEvidence& part : parts) {
    rows += part.rows.size();
    cues += part.cues.size();
    words += part.words.size();
  }
  all.rows.reserve(rows);
  all.cues.reserve(cues);
  all.words.reserve(words);
}

Evidence join(std::vector<DocumentEvidence>& parts) {
  Evidence all;
  reserve(all, parts);
  all.doc_rows.assign(parts.size() + 1, 0);
  for (std::size_t d = 0; d < parts.size(); ++d) {
    DocumentEvidence& part = parts[d];
    const auto cues = static_cast<std::uint32_t>(all.cues.size());
    const auto words = static_cast<std::uint32_t>(all.words.size());
    for (EvidenceRow& row : part.rows) {
      row.cue_begin += cues;
      row.cue_end += cues;
      row.word_begin += words;
      row.word_end += words;
      all.rows.push_back(row);
    }
    all.cues.insert(all.cues.end(), part.cues.begin(), part.cues.end());
    all.words.insert(all.words.end(), part.words.begin(), part.words.end());
    all.relations.insert(all.relations.end(), part.relations.begin(), part.relations.end());
    all.acts.insert(all.acts.end(), part.acts.begin(), part.acts.end());
    all.language.push_back(part.language);
    all.doc_rows[d + 1] = static_cast<std::uint32_t>(all.rows.size());
    part = {};
  }
  return all;
}

}  // namespace

std::string_view cue_kind_name(CueKind kind) {
  constexpr std::string_view kNames[] = {"evaluation", "label",   "agent", "patient",
                                         "relation",   "outcome", "word"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view frame_name(std::int16_t frame) {
  return frame < 0 ? std::string_view() : scoring::frame_at(frame).name;
}

int frame_class(std::int16_t frame) {
  if (frame < 0) return 0;
  const scoring::FrameView view = scoring::frame_at(frame);
  if (view.relation != 0) return view.relation;
  return view.agent > 0 ? 1 : (view.agent < 0 ? -1 : 0);
}

Mentions mentions_at(const Segments& segments, std::span<const std::uint32_t> documents,
                     std::span<const Span> spans) {
  Mentions mentions;
  mentions.doc_rows.assign(segments.documents() + 1, 0);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const std::uint32_t d = documents[i];
    const auto first = segments.tokens.begin() + segments.doc_tokens[d];
    const auto last = segments.tokens.begin() + segments.doc_tokens[d + 1];
    const auto less = [](const Token& token, std::uint32_t at) { return token.begin < at; };
    const auto begin = std::lower_bound(first, last, spans[i].begin, less);
    const auto end = std::lower_bound(begin, last, spans[i].end, less);
    if (begin == end) continue;
    Mention mention;
    mention.document = d;
    mention.span = spans[i];
    mention.actor = 0;
    mention.method = Method::annotator;
    mention.token_begin = static_cast<TokenId>(begin - segments.tokens.begin());
    mention.token_count = static_cast<std::uint16_t>(end - begin);
    const auto sentences_begin = segments.sentences.begin() + segments.doc_sentences[d];
    const auto sentence = std::upper_bound(
        sentences_begin, segments.sentences.begin() + segments.doc_sentences[d + 1],
        mention.token_begin, [](TokenId t, const Sentence& s) { return t < s.token_begin; });
    if (sentence == sentences_begin) continue;
    mention.sentence = static_cast<SentenceId>(sentence - segments.sentences.begin()) - 1;
    mentions.rows.push_back(mention);
    ++mentions.doc_rows[d + 1];
  }
  std::partial_sum(mentions.doc_rows.begin(), mentions.doc_rows.end(), mentions.doc_rows.begin());
  return mentions;
}

namespace {

std::vector<DocumentEvidence> read_all(const Corpus& corpus, const Segments& segments,
                                       const Mentions& mentions, const Knowledge& knowledge,
                                       const Voices& voices, const Run& run,
                                       const EvidenceOptions& options, bool keep_terms) {
  const scoring::StanceLexicon lexicon(segments.vocabulary);
  const english::Words words(segments.vocabulary, lexicon.bearing_keys());
  const english::LanguageCheck language(segments.vocabulary);
  std::optional<scoring::PolarityWords> polarity;
  if (options.polarity != nullptr) {
    polarity.emplace(*options.polarity, segments);
  }
  const Shared shared{corpus,    segments, mentions, knowledge, voices,
                      words,     lexicon,  language, options,   polarity ? &*polarity : nullptr,
                      keep_terms};
  std::vector<DocumentEvidence> parts(corpus.size());
  parallel_for(run, corpus.size(), 16, [&](std::size_t begin, std::size_t end, int) {
    DocumentReader reader(shared);
    for (std::size_t d = begin; d < end; ++d) parts[d] = reader.read(static_cast<std::uint32_t>(d));
  });
  return parts;
}

}  // namespace

Evidence find_evidence(const Corpus& corpus, const Segments& segments, const Mentions& mentions,
                       const Knowledge& knowledge, const Voices& voices, const Run& run,
                       const EvidenceOptions& options) {
  auto parts =
      read_all(corpus, segments, mentions, knowledge, voices, run, options, /*keep_terms=*/false);
  return join(parts);
}

std::vector<PolarityTerm> polarity_terms(const Corpus& corpus, const Segments& segments,
                                         const Mentions& mentions, const Knowledge& knowledge,
                                         const Voices& voices, const Run& run,
                                         const EvidenceOptions& options) {
  std::vector<PolarityTerm> terms;
  for (const DocumentEvidence& part :
       read_all(corpus, segments, mentions, knowledge, voices, run, options, /*keep_terms=*/true)) {
    terms.insert(terms.end(), part.terms.begin(), part.terms.end());
  }
  return terms;
}

}  // namespace polyvocal
