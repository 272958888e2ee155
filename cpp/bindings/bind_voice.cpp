// Attributions for Python: Voices as an opaque object, its rows as columns in code points.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/core/distinct_strings.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/offsets.h"
#include "polyvocal/voice/attribution.h"
#include "polyvocal/voice/share.h"
#include "run.h"

namespace py = pybind11;

void register_voice(py::module_& module);

namespace polyvocal {
namespace {

void require_same(const Voices& voices, const Corpus& corpus) {
  if (voices.doc_rows.size() != corpus.size() + 1) {
    throw InputError("the voices are of " + std::to_string(voices.doc_rows.size() - 1) +
                     " documents and the corpus has " + std::to_string(corpus.size()) +
                     "; give the corpus they were attributed in");
  }
}

// Begin and end of one of the spans of every row, in code points.
template <class SpanOf>
CodePointSpans code_points(const Corpus& corpus, const std::vector<Attribution>& rows,
                           SpanOf span_of) {
  std::vector<std::uint32_t> documents(rows.size());
  std::vector<Span> spans(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    documents[i] = rows[i].document;
    spans[i] = span_of(rows[i]);
  }
  return spans_to_code_points(corpus, documents, spans);
}

// The words that name the source: the row's own, or those of the attribution it goes back to.
Span source_words(const Voices& voices, const Attribution& row) {
  if (row.antecedent >= 0) {
    const Attribution& named = voices.rows[static_cast<std::size_t>(row.antecedent)];
    if (!named.source.empty()) return named.source;
  }
  return row.source;
}

// Sources of attributions by their words: each wording is a name with a code, in order of first
// use.
class SourceNames {
 public:
  SourceNames(const Voices& voices, const Corpus& corpus)
      : voices_(voices), corpus_(corpus), codes_(voices.rows.size(), kUnknown) {}

  // -1 for an attribution that names nobody.
  std::int32_t code(std::size_t attribution) {
    std::int32_t& code = codes_[attribution];
    if (code == kUnknown) {
      const Attribution& row = voices_.rows[attribution];
      const Span words = source_words(voices_, row);
      const std::string_view text = corpus_.text(row.document);
      code = words.empty() ? -1 : names_.code(text.substr(words.begin, words.size()));
    }
    return code;
  }
  [[nodiscard]] const StringColumn& names() const { return names_.values(); }

 private:
  static constexpr std::int32_t kUnknown = -2;

  const Voices& voices_;
  const Corpus& corpus_;
  std::vector<std::int32_t> codes_;  // per attribution
  DistinctStrings names_;
};

py::dict attribution_columns(const Voices& voices, const Corpus& corpus) {
  require_same(voices, corpus);
  const std::vector<Attribution>& rows = voices.rows;
  CodePointSpans source;
  CodePointSpans cue;
  CodePointSpans content;
  auto names = std::make_shared<StringColumn>();
  {
    const py::gil_scoped_release released;
    source = code_points(corpus, rows, [](const Attribution& a) { return a.source; });
    cue = code_points(corpus, rows, [](const Attribution& a) { return a.cue; });
    content = code_points(corpus, rows, [](const Attribution& a) { return a.content; });
    for (const Attribution& row : rows) {
      const Span words = source_words(voices, row);
      names->push_back(corpus.text(row.document).substr(words.begin, words.size()));
    }
  }
  py::dict columns;
  columns["document"] = column<std::int32_t>(rows, [](const Attribution& a) { return a.document; });
  columns["source_start"] = to_array(std::move(source.begins));
  columns["source_end"] = to_array(std::move(source.ends));
  columns["source_actor"] =
      column<std::int32_t>(rows, [](const Attribution& a) { return a.source_actor; });
  columns["source_text"] = py::cast(names);
  columns["cue_start"] = to_array(std::move(cue.begins));
  columns["cue_end"] = to_array(std::move(cue.ends));
  columns["content_start"] = to_array(std::move(content.begins));
  columns["content_end"] = to_array(std::move(content.ends));
  columns["directness"] =
      column<std::uint8_t>(rows, [](const Attribution& a) { return a.directness; });
  columns["cue_class"] =
      column<std::uint8_t>(rows, [](const Attribution& a) { return a.cue_class; });
  columns["carried"] = column<std::uint8_t>(rows, [](const Attribution& a) { return a.carried; });
  columns["own_voice"] =
      column<std::uint8_t>(rows, [](const Attribution& a) { return a.own_voice; });
  columns["named"] = column<std::uint8_t>(rows, [](const Attribution& a) { return a.named; });
  columns["phrase"] = column<std::uint8_t>(rows, [](const Attribution& a) { return a.phrase; });
  columns["parent"] = column<std::int32_t>(rows, [](const Attribution& a) { return a.parent; });
  columns["antecedent"] =
      column<std::int32_t>(rows, [](const Attribution& a) { return a.antecedent; });
  return columns;
}

py::dict mention_columns(const Voices& voices, const Corpus& corpus) {
  require_same(voices, corpus);
  const std::vector<MentionVoice>& rows = voices.of_mention;
  SourceNames names(voices, corpus);
  std::vector<std::int32_t> sources(rows.size(), -1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].attribution < 0 || rows[i].voice == Voice::outlet || rows[i].speaker >= 0) continue;
    sources[i] = names.code(static_cast<std::size_t>(rows[i].attribution));
  }
  py::dict columns;
  columns["voice"] = column<std::uint8_t>(rows, [](const MentionVoice& m) { return m.voice; });
  columns["attribution"] =
      column<std::int32_t>(rows, [](const MentionVoice& m) { return m.attribution; });
  columns["speaker"] = column<std::int32_t>(rows, [](const MentionVoice& m) { return m.speaker; });
  columns["source"] = to_array(std::move(sources));
  columns["source_names"] = to_list(names.names());
  return columns;
}

Region region_of(const std::string& name) {
  for (int i = 0; i < kRegionCount; ++i) {
    if (region_name(static_cast<Region>(i)) == name) return static_cast<Region>(i);
  }
  throw InputError("region " + name + " is not known");
}

py::dict token_columns(const Voices& voices, const Segments& segments, const py::list& regions,
                       int threads, const py::object& progress) {
  if (voices.doc_rows.size() != segments.documents() + 1) {
    throw InputError("voices and segments do not belong together");
  }
  std::vector<Region> counted;
  for (const py::handle& name : regions) {
    counted.push_back(region_of(py::cast<std::string>(name)));
  }
  VoiceTokens found = run_interruptible(threads, progress, [&](const Run& run) {
    return count_voice_tokens(segments, voices, counted, run);
  });
  py::dict columns;
  columns["by_row"] = to_array(std::move(found.by_row));
  columns["quoted"] = to_array(std::move(found.quoted));
  columns["by_outlet"] = to_array(std::move(found.by_outlet));
  return columns;
}

}  // namespace
}  // namespace polyvocal

void register_voice(py::module_& module) {
  using namespace polyvocal;
  py::class_<Voices, std::shared_ptr<Voices>> voices(module, "Voices");
  voices.def("__len__", [](const Voices& v) { return v.rows.size(); })
      .def("columns", &attribution_columns, py::arg("corpus"))
      .def("mention_columns", &mention_columns, py::arg("corpus"))
      .def("token_columns", &token_columns, py::arg("segments"), py::arg("regions"), py::kw_only(),
           py::arg("threads") = 0, py::arg("progress") = py::none());
  voices.attr("voice_names") = py::make_tuple("outlet", "quoted", "reported");
  voices.attr("directness_names") = py::make_tuple("direct", "indirect", "mixed");
  voices.attr("cue_class_names") = py::make_tuple("neutral", "endorsing", "distancing");

  module.def(
      "attribute",
      [](const Corpus& corpus, const Segments& segments, const MentionResult& mentions,
         const Knowledge& knowledge, int threads, const py::object& progress) {
        if (segments.documents() != corpus.size() ||
            mentions.mentions.doc_rows.size() != corpus.size() + 1) {
          throw InputError("corpus, segments and mentions do not belong together");
        }
        return std::make_shared<Voices>(run_interruptible(threads, progress, [&](const Run& run) {
          return attribute(corpus, segments, mentions.mentions, knowledge, run);
        }));
      },
      py::arg("corpus"), py::arg("segments"), py::arg("mentions"), py::arg("knowledge"),
      py::kw_only(), py::arg("threads") = 0, py::arg("progress") = py::none());
}
