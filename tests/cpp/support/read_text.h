// A text read by the real stages, with actors given by name: for tests of voice and stance.
//
//   Reading r = read_text("Ann Lee said Bo Diaz lied.", {{"Ann Lee"}, {"Bo Diaz"}});
//   r.voice_of("Bo Diaz").voice == Voice::reported
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/stance/evidence.h"

namespace polyvocal::testing {

struct Who {
  std::string name;
  FactionId faction = -1;
  ActorType type = ActorType::person;
  std::vector<std::string> also = {};  ///< further names
};

struct Reading {
  Corpus corpus;
  Knowledge knowledge;
  Segments segments;
  Mentions mentions;
  Voices voices;
  Evidence evidence;

  [[nodiscard]] std::string text(std::uint32_t document, Span span) const {
    return std::string(corpus.text(document).substr(span.begin, span.size()));
  }
  /// Id of an actor by name; -2 when there is none, so that no row matches it.
  [[nodiscard]] ActorId actor(std::string_view name) const {
    for (std::size_t a = 0; a < knowledge.actors.size(); ++a) {
      if (knowledge.actors[a].name == name) return static_cast<ActorId>(a);
    }
    return -2;
  }
  /// The nth mention (from 0) with this surface.
  [[nodiscard]] MentionId mention(std::string_view surface, int nth = 0) const {
    for (std::size_t m = 0; m < mentions.rows.size(); ++m) {
      const Mention& row = mentions.rows[m];
      if (text(row.document, row.span) == surface && nth-- == 0) return static_cast<MentionId>(m);
    }
    throw std::runtime_error("no mention '" + std::string(surface) + "'");
  }
  [[nodiscard]] const MentionVoice& voice_of(std::string_view surface, int nth = 0) const {
    return voices.of_mention[mention(surface, nth)];
  }
  /// The attribution whose content holds these words first, or a row without content.
  [[nodiscard]] Attribution attribution_of(std::string_view words) const {
    for (std::uint32_t d = 0; d < corpus.size(); ++d) {
      const std::size_t at = corpus.text(d).find(words);
      if (at == std::string_view::npos) continue;
      const auto begin = static_cast<std::uint32_t>(at);
      const MentionVoice found =
          voice_at(voices, d, {begin, begin + static_cast<std::uint32_t>(words.size())});
      return found.attribution < 0 ? Attribution{}
                                   : voices.rows[static_cast<std::size_t>(found.attribution)];
    }
    throw std::runtime_error("no words '" + std::string(words) + "'");
  }
  [[nodiscard]] std::string source_of(std::string_view words) const {
    const Attribution a = attribution_of(words);
    return text(a.document, a.source);
  }
  [[nodiscard]] const EvidenceRow& row_of(std::string_view surface, int nth = 0) const {
    const MentionId m = mention(surface, nth);
    for (const EvidenceRow& row : evidence.rows) {
      if (row.mention == m) return row;
    }
    throw std::runtime_error("no evidence row for '" + std::string(surface) + "'");
  }
  [[nodiscard]] double score(std::string_view surface, int nth = 0) const {
    return static_cast<double>(row_of(surface, nth).score);
  }
  /// Sign of the first relation between two actors, 0 when none is stated.
  [[nodiscard]] double relation(std::string_view source, std::string_view target) const {
    for (const Relation& r : evidence.relations) {
      if (r.source == actor(source) && r.target == actor(target)) {
        return static_cast<double>(r.sign);
      }
    }
    return 0;
  }
  [[nodiscard]] std::vector<std::string> cue_words(std::string_view surface, int nth = 0) const {
    std::vector<std::string> words;
    const EvidenceRow& row = row_of(surface, nth);
    for (const StanceCue& cue : evidence.cues_of(row)) {
      words.push_back(text(row.document, cue.span));
    }
    for (const WordCue& word : evidence.words_of(row)) {
      words.push_back(text(row.document, word.span()));
    }
    return words;
  }
};

inline Reading read_texts(const std::vector<Article>& articles, const std::vector<Who>& people,
                          const Run& run = {}) {
  Reading r;
  CorpusBuilder builder;
  for (const Article& article : articles) builder.add(article);
  r.corpus = std::move(builder).finish();
  for (const Who& who : people) {
    const auto id = static_cast<ActorId>(r.knowledge.actors.size());
    Actor actor;
    actor.id = who.name;
    actor.name = who.name;
    actor.type = who.type;
    if (who.faction >= 0) actor.memberships.push_back({who.faction, kNoDate, kNoDate});
    while (static_cast<FactionId>(r.knowledge.factions.size()) <= who.faction) {
      const std::string name = "f" + std::to_string(r.knowledge.factions.size());
      r.knowledge.factions.push_back({name, name});
    }
    r.knowledge.actors.push_back(actor);
    r.knowledge.names.push_back({.actor = id, .surface = who.name});
    for (const std::string& name : who.also) {
      r.knowledge.names.push_back({.actor = id, .surface = name});
    }
  }
  r.segments = segment(r.corpus, run);
  r.mentions = find_mentions(r.corpus, r.segments, r.knowledge, run).mentions;
  r.voices = attribute(r.corpus, r.segments, r.mentions, r.knowledge, run);
  r.evidence = find_evidence(r.corpus, r.segments, r.mentions, r.knowledge, r.voices, run);
  return r;
}

inline Reading read_text(std::string_view text, const std::vector<Who>& people) {
  return read_texts({{.id = "a", .outlet = "Gazette", .language = "en", .text = text}}, people);
}

}  // namespace polyvocal::testing
