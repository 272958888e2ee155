// Segmentation for Python: Segments as an opaque object, its rows as columns in code points.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/corpus/offsets.h"
#include "polyvocal/text/segment.h"
#include "polyvocal/text/tokenize.h"
#include "run.h"

namespace py = pybind11;

void register_text(py::module_& module);

namespace polyvocal {
namespace {

StopClass stop_class(const std::string& name) {
  for (int i = 0; i < kStopClassCount; ++i) {
    if (stop_class_name(static_cast<StopClass>(i)) == name) return static_cast<StopClass>(i);
  }
  throw InputError("unknown class of words '" + name + "'");
}

void require_same_corpus(const Segments& segments, const Corpus& corpus) {
  if (segments.documents() != corpus.size()) {
    throw InputError("the segments are of " + std::to_string(segments.documents()) +
                     " documents and the corpus has " + std::to_string(corpus.size()) +
                     "; give the corpus that was segmented");
  }
}

// The document of each row of a table whose rows of document d are starts[d] .. starts[d + 1].
std::vector<std::uint32_t> documents_of(const std::vector<std::uint32_t>& starts) {
  std::vector<std::uint32_t> documents(starts.back());
  for (std::size_t d = 0; d + 1 < starts.size(); ++d) {
    std::fill(documents.begin() + starts[d], documents.begin() + starts[d + 1],
              static_cast<std::uint32_t>(d));
  }
  return documents;
}

struct DocumentSpans : CodePointSpans {
  std::vector<std::uint32_t> documents;
};

template <typename Rows, typename SpanOf>
DocumentSpans to_code_point_spans(const Corpus& corpus, const Rows& rows,
                                  const std::vector<std::uint32_t>& starts, SpanOf span_of) {
  std::vector<std::uint32_t> documents = documents_of(starts);
  std::vector<Span> bytes(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) bytes[i] = span_of(rows[i]);
  return {spans_to_code_points(corpus, documents, bytes), std::move(documents)};
}

std::vector<std::int32_t> to_signed(const std::vector<std::uint32_t>& values) {
  return {values.begin(), values.end()};
}

template <typename Rows>
py::dict span_columns(const Corpus& corpus, const Rows& rows,
                      const std::vector<std::uint32_t>& starts) {
  DocumentSpans spans;
  {
    const py::gil_scoped_release released;
    spans = to_code_point_spans(corpus, rows, starts, [](const auto& row) { return row.span; });
  }
  py::dict columns;
  columns["document"] = to_array(to_signed(spans.documents));
  columns["start"] = to_array(std::move(spans.begins));
  columns["end"] = to_array(std::move(spans.ends));
  return columns;
}

py::dict sentence_columns(const Segments& segments, const Corpus& corpus) {
  require_same_corpus(segments, corpus);
  py::dict columns = span_columns(corpus, segments.sentences, segments.doc_sentences);
  const auto& rows = segments.sentences;
  columns["paragraph"] = column<std::int32_t>(rows, [](const Sentence& s) { return s.paragraph; });
  columns["region"] = column<std::uint8_t>(rows, [](const Sentence& s) { return s.region; });
  columns["complete"] = column<std::uint8_t>(rows, [](const Sentence& s) { return s.complete; });
  columns["first_token"] =
      column<std::int64_t>(rows, [](const Sentence& s) { return s.token_begin; });
  return columns;
}

py::dict paragraph_columns(const Segments& segments, const Corpus& corpus) {
  require_same_corpus(segments, corpus);
  py::dict columns = span_columns(corpus, segments.paragraphs, segments.doc_paragraphs);
  columns["region"] =
      column<std::uint8_t>(segments.paragraphs, [](const Paragraph& p) { return p.region; });
  return columns;
}

py::dict quote_columns(const Segments& segments, const Corpus& corpus) {
  require_same_corpus(segments, corpus);
  const auto& rows = segments.quotes;
  py::dict columns = span_columns(corpus, rows, segments.doc_quotes);
  CodePointSpans inner;
  {
    const py::gil_scoped_release released;
    inner = to_code_point_spans(corpus, rows, segments.doc_quotes,
                                [](const Quote& q) { return q.inner; });
  }
  columns["inner_start"] = to_array(std::move(inner.begins));
  columns["inner_end"] = to_array(std::move(inner.ends));
  columns["paragraph"] = column<std::int32_t>(rows, [](const Quote& q) { return q.paragraph; });
  columns["mark"] = column<std::uint8_t>(rows, [](const Quote& q) { return q.mark; });
  columns["closed"] = column<std::uint8_t>(rows, [](const Quote& q) { return q.closed; });
  columns["continues"] = column<std::uint8_t>(rows, [](const Quote& q) { return q.continues; });
  return columns;
}

py::dict token_columns(const Segments& segments, const Corpus& corpus, std::int64_t document) {
  require_same_corpus(segments, corpus);
  if (document < 0 || static_cast<std::size_t>(document) >= corpus.size()) {
    throw py::index_error("document " + std::to_string(document) + " of " +
                          std::to_string(corpus.size()));
  }
  const auto d = static_cast<std::size_t>(document);
  const TokenId first = segments.doc_tokens[d];
  const TokenId last = segments.doc_tokens[d + 1];
  std::vector<std::uint32_t> bytes;
  bytes.reserve(2 * std::size_t{last - first});
  std::vector<std::int32_t> types;
  for (TokenId token = first; token < last; ++token) {
    const Span span = segments.span(token);
    bytes.push_back(span.begin);
    bytes.push_back(span.end);
    types.push_back(static_cast<std::int32_t>(segments.tokens[token].type));
  }
  const std::vector<std::uint32_t> documents(bytes.size(), static_cast<std::uint32_t>(d));
  const std::vector<std::int32_t> points = to_code_points(corpus, documents, bytes);
  std::vector<std::int32_t> begins;
  std::vector<std::int32_t> ends;
  for (std::size_t i = 0; i < points.size(); i += 2) {
    begins.push_back(points[i]);
    ends.push_back(points[i + 1]);
  }
  py::dict columns;
  columns["start"] = to_array(std::move(begins));
  columns["end"] = to_array(std::move(ends));
  columns["type"] = to_array(std::move(types));
  return columns;
}

py::dict vocabulary_columns(const Segments& segments) {
  const Vocabulary& v = segments.vocabulary;
  py::dict types;
  types["spelling"] = py::cast(std::make_shared<StringColumn>(v.types));
  types["count"] = column<std::int64_t>(v.counts, [](std::uint64_t n) { return n; });
  types["key"] = column<std::int32_t>(v.info, [](const TypeInfo& i) { return i.key; });
  types["casing"] = column<std::uint8_t>(v.info, [](const TypeInfo& i) { return i.casing; });
  return types;
}

py::dict key_columns(const Segments& segments) {
  const Vocabulary& v = segments.vocabulary;
  py::dict keys;
  keys["key"] = py::cast(std::make_shared<StringColumn>(v.keys));
  keys["documents"] = column<std::int32_t>(v.key_documents, [](std::uint32_t n) { return n; });
  keys["lower"] = column<std::int64_t>(v.key_lower, [](std::uint64_t n) { return n; });
  keys["capital"] = column<std::int64_t>(v.key_capital, [](std::uint64_t n) { return n; });
  return keys;
}

py::dict region_counts(const Segments& segments) {
  std::vector<std::int64_t> counts(kRegionCount, 0);
  for (const Sentence& s : segments.sentences) ++counts[static_cast<std::size_t>(s.region)];
  py::dict named;
  for (int r = 0; r < kRegionCount; ++r) {
    named[to_str(region_name(static_cast<Region>(r)))] = counts[static_cast<std::size_t>(r)];
  }
  return named;
}

std::size_t bytes_held(const Segments& s) {
  const auto size = [](const auto& rows) { return rows.capacity() * sizeof(rows[0]); };
  const Vocabulary& v = s.vocabulary;
  return size(s.tokens) + size(s.sentences) + size(s.paragraphs) + size(s.quotes) +
         size(s.doc_tokens) + size(s.doc_sentences) + size(s.doc_paragraphs) + size(s.doc_quotes) +
         size(v.types.bytes()) + size(v.types.offsets()) + size(v.info) + size(v.counts) +
         size(v.keys.bytes()) + size(v.keys.offsets()) + size(v.key_documents) + size(v.key_lower) +
         size(v.key_capital) + size(v.types_by_bytes) + size(v.keys_by_bytes);
}

py::list tokenize_text(const py::str& text, bool force_icu) {
  py::list spans;
  with_utf8(text, "text", [&](std::string_view utf8) {
    std::vector<Span> words;
    tokenize(utf8, words, {.force_icu = force_icu});
    std::size_t at = 0;
    std::int64_t point = 0;
    const auto point_at = [&](std::size_t byte) {
      for (; at < byte; ++at) {
        if ((static_cast<std::uint8_t>(utf8[at]) & 0xC0U) != 0x80U) ++point;
      }
      return point;
    };
    for (const Span word : words) {
      const std::int64_t begin = point_at(word.begin);
      spans.append(py::make_tuple(begin, point_at(word.end)));
    }
  });
  return spans;
}

}  // namespace
}  // namespace polyvocal

void register_text(py::module_& module) {
  using namespace polyvocal;
  py::list regions;
  for (int r = 0; r < kRegionCount; ++r)
    regions.append(to_str(region_name(static_cast<Region>(r))));

  py::class_<Segments, std::shared_ptr<Segments>> segments(module, "Segments");
  segments.def_property_readonly("document_count", &Segments::documents)
      .def_property_readonly("token_count", [](const Segments& s) { return s.tokens.size(); })
      .def_property_readonly("sentence_count", [](const Segments& s) { return s.sentences.size(); })
      .def_property_readonly("paragraph_count",
                             [](const Segments& s) { return s.paragraphs.size(); })
      .def_property_readonly("quote_count", [](const Segments& s) { return s.quotes.size(); })
      .def_property_readonly("type_count",
                             [](const Segments& s) { return s.vocabulary.types.size(); })
      .def_property_readonly("key_count",
                             [](const Segments& s) { return s.vocabulary.keys.size(); })
      .def_property_readonly("nbytes", &bytes_held)
      .def_property_readonly("region_counts", &region_counts)
      .def("sentences", &sentence_columns, py::arg("corpus"))
      .def(
          "sentence_spans",
          [](const Segments& self, const Corpus& corpus) {
            require_same_corpus(self, corpus);
            return span_columns(corpus, self.sentences, self.doc_sentences);
          },
          py::arg("corpus"))
      .def("paragraphs", &paragraph_columns, py::arg("corpus"))
      .def("quotes", &quote_columns, py::arg("corpus"))
      .def("tokens", &token_columns, py::arg("corpus"), py::arg("document"))
      .def("vocabulary", &vocabulary_columns)
      .def("keys", &key_columns);
  segments.attr("region_names") = py::tuple(regions);
  segments.attr("mark_names") =
      py::make_tuple("straight", "curly", "single", "guillemet", "tex", "low");

  module.def(
      "segment",
      [](const Corpus& corpus, int threads, const py::object& progress, bool force_icu,
         const std::vector<std::pair<std::string, std::string>>& words) {
        SegmentOptions options{.force_icu = force_icu};
        for (const auto& [word, what] : words) options.words.push_back({word, stop_class(what)});
        return std::make_shared<Segments>(run_interruptible(
            threads, progress, [&](const Run& run) { return segment(corpus, run, options); }));
      },
      py::arg("corpus"), py::kw_only(), py::arg("threads") = 0, py::arg("progress") = py::none(),
      py::arg("force_icu") = false,
      py::arg("words") = std::vector<std::pair<std::string, std::string>>());
  module.def("tokenize", &tokenize_text, py::arg("text"), py::kw_only(),
             py::arg("force_icu") = false);
  module.def(
      "fold_key",
      [](const py::str& token) {
        std::string key;
        with_utf8(token, "token", [&](std::string_view utf8) { key = fold_key(utf8); });
        return key;
      },
      py::arg("token"));
}
