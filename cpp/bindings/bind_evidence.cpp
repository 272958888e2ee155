// Evidence of stance for Python: rows, acts and labels as columns in code points.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "arrays.h"
#include "evidence_spans.h"
#include "polyvocal/stance/evidence.h"
#include "run.h"

namespace py = pybind11;

void register_evidence(py::module_& module);

namespace polyvocal {
namespace {

void append_number(std::string& out, double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, 4);
  out.append(buffer.data(), end.ptr);
}

void append_number(std::string& out, std::int32_t value) { out += std::to_string(value); }

// The cues and words of some rows, each row's as a JSON list of objects by position.
class CueText {
 public:
  /// `rows` are indices into the evidence.
  CueText(const Corpus& corpus, const Evidence& evidence, std::span<const std::int32_t> rows) {
    std::vector<std::uint32_t> cue_documents;
    std::vector<std::uint32_t> word_documents;
    for (const std::int32_t r : rows) {
      const EvidenceRow& row = evidence.rows[static_cast<std::size_t>(r)];
      begins_.emplace_back(cues_.size(), words_.size());
      for (const StanceCue& cue : evidence.cues_of(row)) cues_.push_back(cue);
      for (const WordCue& word : evidence.words_of(row)) words_.push_back(word);
      cue_documents.resize(cues_.size(), row.document);
      word_documents.resize(words_.size(), row.document);
    }
    begins_.emplace_back(cues_.size(), words_.size());
    const PointColumns points(corpus, std::move(cue_documents));
    span_ = points.of(cues_, [](const StanceCue& c) { return c.span; });
    negator_ = points.of(cues_, [](const StanceCue& c) { return c.negator; });
    word_span_ = PointColumns(corpus, std::move(word_documents)).of(words_, [](const WordCue& w) {
      return w.span();
    });
  }

  /// Of the `i`-th of the rows.
  [[nodiscard]] std::string json(std::size_t i) const {
    std::string out = "[";
    auto [c, w] = begins_[i];
    const auto [cue_end, word_end] = begins_[i + 1];
    while (c < cue_end || w < word_end) {
      if (out.size() > 1) out += ", ";
      if (c < cue_end && (w == word_end || cues_[c].span.begin <= words_[w].begin)) {
        append(out, c++);
      } else {
        append_word(out, w++);
      }
    }
    return out + "]";
  }

 private:
  static void open(std::string& out, std::int32_t begin, std::int32_t end, CueKind kind,
                   float weight, float base) {
    out += R"({"start": )";
    append_number(out, begin);
    out += R"(, "end": )";
    append_number(out, end);
    out += R"(, "kind": ")";
    out += cue_kind_name(kind);
    out += R"(", "weight": )";
    append_number(out, static_cast<double>(weight));
    out += R"(, "base": )";
    append_number(out, static_cast<double>(base));
  }

  void append_word(std::string& out, std::size_t w) const {
    const WordCue& word = words_[w];
    open(out, word_span_.begins[w], word_span_.ends[w], CueKind::word, word.weight, word.base);
    out += word.negated ? R"(, "negated": true})" : R"(, "negated": false})";
  }

  void append(std::string& out, std::size_t c) const {
    const StanceCue& cue = cues_[c];
    open(out, span_.begins[c], span_.ends[c], cue.kind, cue.weight, cue.base);
    if (cue.frame >= 0) {
      out += R"(, "frame": ")";
      out += frame_name(cue.frame);
      out += '"';
    }
    out += cue.negated ? R"(, "negated": true)" : R"(, "negated": false)";
    if (!cue.negator.empty()) {
      out += R"(, "negation_start": )";
      append_number(out, negator_.begins[c]);
      out += R"(, "negation_end": )";
      append_number(out, negator_.ends[c]);
    }
    out += '}';
  }

  std::vector<StanceCue> cues_;
  std::vector<WordCue> words_;
  std::vector<std::pair<std::size_t, std::size_t>> begins_;  // of each row's cues and words
  CodePointSpans span_;
  CodePointSpans negator_;
  CodePointSpans word_span_;
};

std::shared_ptr<StringColumn> cue_texts(const Evidence& evidence, const Corpus& corpus,
                                        const ArrayIn<std::int32_t>& rows) {
  require_same(evidence, corpus);
  const std::span<const std::int32_t> chosen = to_span(rows);
  for (const std::int32_t row : chosen) {
    if (row < 0 || static_cast<std::size_t>(row) >= evidence.rows.size()) {
      throw InputError("evidence row " + std::to_string(row) + " of " +
                       std::to_string(evidence.rows.size()));
    }
  }
  auto texts = std::make_shared<StringColumn>();
  const py::gil_scoped_release released;
  constexpr std::size_t kAtOnce = 4096;  // rows: bounds what is held besides the texts
  for (std::size_t at = 0; at < chosen.size(); at += kAtOnce) {
    const auto part = chosen.subspan(at, std::min(kAtOnce, chosen.size() - at));
    const CueText text(corpus, evidence, part);
    for (std::size_t i = 0; i < part.size(); ++i) texts->push_back(text.json(i));
  }
  return texts;
}

// A bit for each kind of cue that counts in the row.
unsigned kinds_of(const Evidence& evidence, const EvidenceRow& row) {
  unsigned found = 0;
  for (const StanceCue& cue : evidence.cues_of(row)) {
    if (cue.weight != 0) found |= 1U << static_cast<unsigned>(cue.kind);
  }
  const auto words = evidence.words_of(row);
  const bool counts =
      std::any_of(words.begin(), words.end(), [](const WordCue& w) { return w.weight != 0; });
  return counts ? found | 1U << static_cast<unsigned>(CueKind::word) : found;
}

void append_once(std::string& list, std::string_view item) {
  if (item.empty()) return;
  if (("; " + list + "; ").find("; " + std::string(item) + "; ") != std::string::npos) return;
  if (!list.empty()) list += "; ";
  list += item;
}

std::string labels_of(const Evidence& evidence, const EvidenceRow& row, std::string_view text) {
  std::string list;
  for (const StanceCue& cue : evidence.cues_of(row)) {
    if (cue.kind == CueKind::label) append_once(list, text.substr(cue.span.begin, cue.span.size()));
  }
  return list;
}

std::string frames_of(const Evidence& evidence, const EvidenceRow& row) {
  std::string list;
  for (const StanceCue& cue : evidence.cues_of(row)) {
    if (cue.frame < 0) continue;
    append_once(list,
                std::string(frame_name(cue.frame)) + ": " + std::string(cue_kind_name(cue.kind)));
  }
  return list;
}

py::dict evidence_columns(const Evidence& evidence, const Corpus& corpus, const Segments& segments,
                          const MentionResult& mentions) {
  require_same(evidence, corpus);
  const std::vector<EvidenceRow>& rows = evidence.rows;

  CodePointSpans sentence;
  CodePointSpans mention;
  auto surface = std::make_shared<StringColumn>();
  auto labels = std::make_shared<StringColumn>();
  auto frames = std::make_shared<StringColumn>();
  {
    const py::gil_scoped_release released;
    std::vector<std::uint32_t> documents(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) documents[i] = rows[i].document;
    const PointColumns points(corpus, std::move(documents));
    sentence =
        points.of(rows, [&](const EvidenceRow& r) { return segments.sentences[r.sentence].span; });
    mention = points.of(
        rows, [&](const EvidenceRow& r) { return mentions.mentions.rows[r.mention].span; });
    for (const EvidenceRow& row : rows) {
      const std::string_view body = corpus.text(row.document);
      const Span span = mentions.mentions.rows[row.mention].span;
      surface->push_back(body.substr(span.begin, span.size()));
      labels->push_back(labels_of(evidence, row, body));
      frames->push_back(frames_of(evidence, row));
    }
  }
  py::dict columns;
  columns["document"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.document; });
  columns["sentence_start"] = to_array(std::move(sentence.begins));
  columns["sentence_end"] = to_array(std::move(sentence.ends));
  columns["start"] = to_array(std::move(mention.begins));
  columns["end"] = to_array(std::move(mention.ends));
  columns["surface"] = py::cast(surface);
  columns["actor"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.actor; });
  columns["faction"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.faction; });
  columns["voice"] = column<std::uint8_t>(rows, [](const EvidenceRow& r) { return r.voice; });
  columns["holder"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.holder; });
  columns["score"] = column<double>(rows, [](const EvidenceRow& r) { return r.score; });
  columns["weight"] = column<double>(rows, [](const EvidenceRow& r) { return r.weight; });
  columns["mention"] = column<std::int32_t>(rows, [](const EvidenceRow& r) { return r.mention; });
  columns["label"] = py::cast(labels);
  columns["frame"] = py::cast(frames);
  return columns;
}

// Acts with their spans in code points; an empty span is -1, -1.
py::dict act_columns(const Evidence& evidence, const Corpus& corpus, const Segments& segments) {
  require_same(evidence, corpus);
  const std::vector<Act>& acts = evidence.acts;
  std::vector<std::uint32_t> documents(acts.size());
  for (std::size_t i = 0; i < acts.size(); ++i) documents[i] = acts[i].document;
  const PointColumns points(corpus, std::move(documents));
  py::dict columns;
  const auto add_span = [&](const std::string& name, const auto& span_of) {
    CodePointSpans spans = points.of(acts, span_of);
    for (std::size_t i = 0; i < acts.size(); ++i) {
      if (span_of(acts[i]).empty()) spans.begins[i] = spans.ends[i] = -1;
    }
    columns[py::str(name + "_start")] = to_array(std::move(spans.begins));
    columns[py::str(name + "_end")] = to_array(std::move(spans.ends));
  };
  columns["document"] = column<std::int32_t>(acts, [](const Act& a) { return a.document; });
  add_span("sentence", [&](const Act& a) { return segments.sentences[a.sentence].span; });
  add_span("cue", [](const Act& a) { return a.cue; });
  add_span("agent", [](const Act& a) { return a.agent_span; });
  add_span("patient", [](const Act& a) { return a.patient_span; });
  columns["agent"] = column<std::int32_t>(acts, [](const Act& a) { return a.agent; });
  columns["patient"] = column<std::int32_t>(acts, [](const Act& a) { return a.patient; });
  columns["frame"] = column<std::int32_t>(acts, [](const Act& a) { return a.frame; });
  columns["class"] = column<std::int32_t>(acts, [](const Act& a) { return frame_class(a.frame); });
  columns["passive"] = flags(acts, [](const Act& a) { return a.passive; });
  columns["agent_deleted"] = flags(acts, [](const Act& a) { return a.agent_deleted; });
  columns["negated"] = flags(acts, [](const Act& a) { return a.negated; });
  columns["voice"] = column<std::uint8_t>(acts, [](const Act& a) { return a.voice; });
  columns["holder"] = column<std::int32_t>(acts, [](const Act& a) { return a.holder; });
  py::list names;
  std::int32_t last = -1;
  for (const Act& act : acts) last = std::max<std::int32_t>(last, act.frame);
  for (int f = 0; f <= last; ++f) names.append(to_str(frame_name(static_cast<std::int16_t>(f))));
  columns["frame_names"] = names;
  return columns;
}

// Labels put on mentions: the evidence row of each and its span in code points.
py::dict label_columns(const Evidence& evidence, const Corpus& corpus) {
  require_same(evidence, corpus);
  std::vector<std::int32_t> row;
  std::vector<std::uint32_t> documents;
  std::vector<StanceCue> cues;
  for (std::size_t r = 0; r < evidence.rows.size(); ++r) {
    for (const StanceCue& cue : evidence.cues_of(evidence.rows[r])) {
      if (cue.kind != CueKind::label) continue;
      row.push_back(static_cast<std::int32_t>(r));
      documents.push_back(evidence.rows[r].document);
      cues.push_back(cue);
    }
  }
  const PointColumns points(corpus, std::move(documents));
  CodePointSpans spans = points.of(cues, [](const StanceCue& c) { return c.span; });
  py::dict columns;
  columns["row"] = to_array(std::move(row));
  columns["start"] = to_array(std::move(spans.begins));
  columns["end"] = to_array(std::move(spans.ends));
  columns["base"] = column<double>(cues, [](const StanceCue& c) { return c.base; });
  columns["negated"] = flags(cues, [](const StanceCue& c) { return c.negated; });
  return columns;
}

}  // namespace
}  // namespace polyvocal

void register_evidence(py::module_& module) {
  using namespace polyvocal;
  py::class_<Evidence, std::shared_ptr<Evidence>> evidence(module, "Evidence");
  py::list kinds;
  for (int k = 0; k < kCueKindCount; ++k) {
    kinds.append(to_str(cue_kind_name(static_cast<CueKind>(k))));
  }
  evidence.attr("kind_names") = py::tuple(kinds);
  evidence.def("__len__", [](const Evidence& e) { return e.rows.size(); })
      .def_property_readonly("relation_count", [](const Evidence& e) { return e.relations.size(); })
      .def_property_readonly("cue_count",
                             [](const Evidence& e) { return e.cues.size() + e.words.size(); })
      .def("columns", &evidence_columns, py::arg("corpus"), py::arg("segments"),
           py::arg("mentions"))
      .def("cues", &cue_texts, py::arg("corpus"), py::arg("rows"))
      .def("scores",
           [](const Evidence& e) {
             return column<double>(e.rows, [](const EvidenceRow& r) { return r.score; });
           })
      .def("neutral",
           [](const Evidence& e) {
             return column<double>(e.rows, [](const EvidenceRow& r) { return r.neutral; });
           })
      .def("acts", &act_columns, py::arg("corpus"), py::arg("segments"))
      .def("labels", &label_columns, py::arg("corpus"))
      .def("cue_kinds",
           [](const Evidence& e) {
             return column<std::uint8_t>(e.rows,
                                         [&](const EvidenceRow& r) { return kinds_of(e, r); });
           })
      .def("supported", [](const Evidence& e) {
        return py::array(column<std::uint8_t>(e.language, [](Language l) {
                           return l == Language::english;
                         }).attr("view")("?"));
      });
  module.def(
      "find_evidence",
      [](const Corpus& corpus, const Segments& segments, const MentionResult& mentions,
         const Knowledge& knowledge, const Voices& voices, bool count_relations,
         const PolarityModel* polarity, bool all_languages, int threads,
         const py::object& progress) {
        if (voices.of_mention.size() != mentions.mentions.rows.size() ||
            segments.documents() != corpus.size()) {
          throw InputError("corpus, segments, mentions and voices do not belong together");
        }
        EvidenceOptions options;
        options.count_relations = count_relations;
        options.polarity = polarity;
        options.all_languages = all_languages;
        return std::make_shared<Evidence>(run_interruptible(threads, progress, [&](const Run& run) {
          return find_evidence(corpus, segments, mentions.mentions, knowledge, voices, run,
                               options);
        }));
      },
      py::arg("corpus"), py::arg("segments"), py::arg("mentions"), py::arg("knowledge"),
      py::arg("voices"), py::kw_only(), py::arg("count_relations") = false,
      py::arg("polarity") = py::none(), py::arg("all_languages") = false, py::arg("threads") = 0,
      py::arg("progress") = py::none());
  module.def(
      "with_scores",
      [](const Evidence& given, const ArrayIn<float>& scores, const ArrayIn<float>& neutral) {
        return std::make_shared<Evidence>(with_scores(given, to_span(scores), to_span(neutral)));
      },
      py::arg("evidence"), py::arg("scores"), py::arg("neutral"));
}
