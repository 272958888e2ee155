// Any text: mentions lie on character boundaries, in order, inside their sentences.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "polyvocal/actors/mentions.h"
#include "polyvocal/corpus/encoding.h"

namespace {

using namespace polyvocal;  // NOLINT(google-build-using-namespace)

Knowledge make_knowledge() {
  Knowledge knowledge;
  knowledge.factions = {{"east", "East"}};
  const auto add = [&](const char* id, ActorType type, std::initializer_list<Name> names) {
    const auto actor = static_cast<ActorId>(knowledge.actors.size());
    knowledge.actors.push_back({.id = id,
                                .name = id,
                                .type = type,
                                .memberships = {{.faction = 0}},
                                .titles = {"General"}});
    for (Name name : names) {
      name.actor = actor;
      knowledge.names.push_back(name);
    }
  };
  add("haftar", ActorType::person, {{.surface = "Khalifa Haftar"}});
  add("sarraj", ActorType::person, {{.surface = "Fayez al-Sarraj"}});
  add("lna", ActorType::armed,
      {{.surface = "Libyan National Army"}, {.surface = "LNA", .kind = NameKind::acronym}});
  add("gna", ActorType::government,
      {{.surface = "Government of National Accord"},
       {.surface = "Tripoli-based government",
        .kind = NameKind::description,
        .policy = CasePolicy::insensitive},
       {.surface = "Tripoli", .kind = NameKind::capital}});
  add("libya", ActorType::state,
      {{.surface = "Libya"}, {.surface = "Libyan", .kind = NameKind::demonym}});
  add("arabic", ActorType::person, {{.surface = "خليفة حفتر"}});
  knowledge.corrections = {{"Haider", "a*", 0}, {"Saleh", "", -1}};
  return knowledge;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Knowledge knowledge = make_knowledge();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view text = bytes.substr(0, first_invalid_utf8(bytes));
  const std::string twice = "Khalifa Haftar spoke. " + std::string(text);
  CorpusBuilder builder;
  builder.add({.id = "a", .text = text});
  builder.add({.id = "b", .outlet = "B", .text = twice});
  const Corpus corpus = std::move(builder).finish();
  const Run run;
  const Segments segments = segment(corpus, run);
  const MentionResult found = find_mentions(corpus, segments, knowledge, run);
  require(found.mentions.doc_rows.size() == 3);
  const Mention* before = nullptr;
  for (const Mention& m : found.mentions.rows) {
    const std::string_view whole = corpus.text(m.document);
    require(m.span.begin < m.span.end && m.span.end <= whole.size());
    const auto inside = [&](std::uint32_t at) {
      return at < whole.size() && (static_cast<unsigned char>(whole[at]) & 0xC0U) == 0x80U;
    };
    require(!inside(m.span.begin) && !inside(m.span.end));
    require(segments.sentences[m.sentence].token_begin <= m.token_begin);
    require(m.token_begin + m.token_count <= segments.token_end(m.sentence));
    require(m.confidence > 0 && m.confidence <= 1);
    if (before != nullptr && before->document == m.document) {
      require(before->span.begin <= m.span.begin);
    }
    before = &m;
  }
  return 0;
}
