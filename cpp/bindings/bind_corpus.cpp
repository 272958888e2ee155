// The corpus, its builder, decoding, offsets, and Arrow in both directions.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrays.h"
#include "arrow_export.h"
#include "arrow_import.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/corpus/encoding.h"
#include "polyvocal/corpus/markup.h"
#include "polyvocal/corpus/offsets.h"

namespace py = pybind11;

namespace polyvocal {

namespace {

using CorpusPointer = std::shared_ptr<Corpus>;

// ---- Building -----------------------------------------------------------------------------------

// A column of a batch: list of str | bytes | None, an Arrow column of strings, or nothing (None).
class TextSource {
 public:
  TextSource(const py::object& source, const char* name) : name_(name) {
    if (source.is_none()) return;
    if (py::isinstance<arrow::Column>(source)) {
      column_ = source.cast<const arrow::Column*>();
      const bool strings =
          column_->kind() == arrow::Kind::kString || column_->kind() == arrow::Kind::kBinary;
      if (!strings) {
        throw InputError(std::string(name) + ": the Arrow column has type '" + column_->format() +
                         "'; strings are needed");
      }
      return;
    }
    list_ = source.cast<py::list>();
  }

  [[nodiscard]] std::optional<std::size_t> size() const {
    if (column_ != nullptr) return column_->size();
    if (list_) return static_cast<std::size_t>(list_->size());
    return std::nullopt;
  }

  // Calls use(optional<string_view>): nullopt for None.
  template <class Use>
  void with(std::size_t row, Use&& use) const {
    if (column_ != nullptr) {
      use(column_->string(row));
      return;
    }
    if (!list_) {
      use(std::optional<std::string_view>());
      return;
    }
    const py::handle item = PyList_GET_ITEM(list_->ptr(), static_cast<py::ssize_t>(row));
    if (item.is_none()) {
      use(std::optional<std::string_view>());
    } else {
      with_utf8(item, name_, [&](std::string_view text) { use(std::optional(text)); });
    }
  }

 private:
  const char* name_;
  const arrow::Column* column_ = nullptr;
  std::optional<py::list> list_;
};

// Length of the white space (or invisible) character at the start of `text`; 0 when it is none.
std::size_t blank_prefix(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  if (byte(0) <= 0x20) return 1;
  if (byte(0) == 0xC2 && (byte(1) == 0xA0 || byte(1) == 0x85)) return 2;  // NBSP, NEL
  if (byte(0) == 0xE2 && byte(1) == 0x80) {
    // U+2000-U+200F: spaces, zero-width and direction marks; U+2028-202F: separators, marks.
    if ((byte(2) >= 0x80 && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAF)) return 3;
  }
  if (text.starts_with("\xE2\x81\x9F") || text.starts_with("\xE2\x81\xA0")) return 3;
  if (text.starts_with("\xE3\x80\x80") || text.starts_with("\xEF\xBB\xBF")) return 3;
  return 0;
}

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    const std::size_t prefix = blank_prefix(text);
    if (prefix == 0) return false;
    text.remove_prefix(prefix);
  }
  return true;
}

struct BatchColumns {
  TextSource ids, outlets, agencies, titles, languages, texts;
  std::span<const Day> dates;  // or empty
};

void add_row(CorpusBuilder& builder, const BatchColumns& in, std::size_t row) {
  // Nested calls because a str's UTF-8 lives only inside with().
  Article article;
  if (!in.dates.empty()) article.date = in.dates[row];
  const std::string_view nothing;
  in.texts.with(row, [&](std::optional<std::string_view> text) {
    if (!text) throw InputError("the text is missing");
    if (is_blank(*text)) {
      throw InputError(text->empty() ? "the text is empty" : "the text is only white space");
    }
    article.text = *text;
    in.ids.with(row, [&](std::optional<std::string_view> id) {
      article.id = id.value_or(nothing);
      in.outlets.with(row, [&](std::optional<std::string_view> outlet) {
        article.outlet = outlet.value_or(nothing);
        in.agencies.with(row, [&](std::optional<std::string_view> agency) {
          article.agency = agency.value_or(nothing);
          in.titles.with(row, [&](std::optional<std::string_view> title) {
            article.title = title.value_or(nothing);
            in.languages.with(row, [&](std::optional<std::string_view> language) {
              article.language = language.value_or(nothing);
              builder.add(article);
            });
          });
        });
      });
    });
  });
}

// Rows that cannot be taken, as (row, reason); all others are added.
py::list add_batch(CorpusBuilder& builder, const py::object& ids, const py::object& texts,
                   const py::object& outlets, const py::object& agencies, const py::object& titles,
                   const py::object& languages, const std::optional<ArrayIn<Day>>& dates) {
  BatchColumns in{.ids = {ids, "id"},
                  .outlets = {outlets, "outlet"},
                  .agencies = {agencies, "agency"},
                  .titles = {titles, "title"},
                  .languages = {languages, "language"},
                  .texts = {texts, "text"},
                  .dates = {}};
  if (dates) in.dates = to_span(*dates);
  const std::size_t rows = in.texts.size().value_or(0);
  for (const TextSource* column : {&in.ids, &in.outlets, &in.agencies, &in.titles, &in.languages}) {
    if (column->size().value_or(rows) != rows) {
      throw InputError("add_batch: the columns differ in length");
    }
  }
  if (dates && in.dates.size() != rows) throw InputError("add_batch: the columns differ in length");
  py::list rejected;
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % 1024 == 1023 && PyErr_CheckSignals() != 0) throw py::error_already_set();
    try {
      add_row(builder, in, row);
    } catch (const Error& error) {
      rejected.append(py::make_tuple(row, error.what()));
    }
  }
  return rejected;
}

CorpusPointer finish(CorpusBuilder& builder, const std::optional<ArrayIn<Day>>& dates) {
  if (dates && static_cast<std::size_t>(dates->size()) != builder.size()) {
    throw InputError("finish: one date for each document is needed");
  }
  auto corpus = std::make_shared<Corpus>(std::move(builder).finish());
  if (dates) {
    const std::span<const Day> given = to_span(*dates);
    corpus->dates.assign(given.begin(), given.end());
  }
  return corpus;
}

// ---- Reading ------------------------------------------------------------------------------------

std::size_t checked(const Corpus& corpus, std::size_t doc) {
  if (doc >= corpus.size()) throw py::index_error("document index out of range");
  return doc;
}

// All columns as arrays of bytes, in a fixed order: what a content hash is computed over.
py::list buffers(const py::object& self) {
  const auto& corpus = self.cast<const Corpus&>();
  py::list list;
  const auto add = [&](const auto& values) { list.append(view(values, self)); };
  for (const StringColumn* strings : {&corpus.ids, &corpus.titles, &corpus.outlet_names,
                                      &corpus.agency_names, &corpus.language_names}) {
    add(strings->offsets());
    list.append(view(std::span(reinterpret_cast<const std::uint8_t*>(strings->bytes().data()),
                               strings->bytes().size()),
                     self));
  }
  add(corpus.outlets);
  add(corpus.agencies);
  add(corpus.languages);
  add(corpus.dates);
  add(corpus.offsets);
  list.append(view(std::span(reinterpret_cast<const std::uint8_t*>(corpus.bytes.data()),
                             static_cast<std::size_t>(corpus.text_bytes())),
                   self));
  return list;
}

py::bytes corpus_bytes(const Corpus& corpus) {
  std::string block;
  {
    const py::gil_scoped_release released;
    block = to_bytes(corpus);
  }
  return py::bytes(block);
}

CorpusPointer corpus_from(const py::bytes& block) {
  const std::string_view bytes = block;  // immutable, and held by the caller
  const py::gil_scoped_release released;
  return std::make_shared<Corpus>(corpus_from_bytes(bytes));
}

void bind_corpus_class(py::module_& module) {
  py::class_<Corpus, CorpusPointer>(module, "Corpus")
      .def("__len__", &Corpus::size)
      .def(
          "text",
          [](const Corpus& self, std::size_t doc) { return to_str(self.text(checked(self, doc))); },
          py::arg("doc"))
      .def(
          "text_size",
          [](const Corpus& self, std::size_t doc) { return self.text(checked(self, doc)).size(); },
          py::arg("doc"))
      .def(
          "id",
          [](const Corpus& self, std::size_t doc) { return to_str(self.ids[checked(self, doc)]); },
          py::arg("doc"))
      .def(
          "title",
          [](const Corpus& self, std::size_t doc) {
            return to_str(self.titles[checked(self, doc)]);
          },
          py::arg("doc"))
      .def("ids", [](const Corpus& self) { return to_list(self.ids); })
      .def("titles", [](const Corpus& self) { return to_list(self.titles); })
      .def_property_readonly("outlet_names",
                             [](const Corpus& self) { return to_list(self.outlet_names); })
      .def_property_readonly("agency_names",
                             [](const Corpus& self) { return to_list(self.agency_names); })
      .def_property_readonly("language_names",
                             [](const Corpus& self) { return to_list(self.language_names); })
      .def_property_readonly(
          "outlets",
          [](const py::object& self) { return view(self.cast<const Corpus&>().outlets, self); })
      .def_property_readonly(
          "agencies",
          [](const py::object& self) { return view(self.cast<const Corpus&>().agencies, self); })
      .def_property_readonly(
          "languages",
          [](const py::object& self) { return view(self.cast<const Corpus&>().languages, self); })
      .def_property_readonly(
          "dates",
          [](const py::object& self) { return view(self.cast<const Corpus&>().dates, self); })
      .def_property_readonly(
          "offsets",
          [](const py::object& self) { return view(self.cast<const Corpus&>().offsets, self); })
      .def_property_readonly("text_bytes", &Corpus::text_bytes)
      .def("buffers", &buffers)
      .def("first_of_same_text",
           [](const Corpus& self) {
             std::vector<std::uint32_t> first;
             {
               const py::gil_scoped_release released;
               first = first_of_same_text(self);
             }
             return to_array(std::move(first));
           })
      .def("documents_with_markup",
           [](const Corpus& self) {
             std::vector<std::uint32_t> documents;
             {
               const py::gil_scoped_release released;
               documents = documents_with_markup(self);
             }
             return to_array(std::move(documents));
           })
      .def(
          "subset",
          [](const Corpus& self, const ArrayIn<std::uint32_t>& docs) {
            const auto indices = to_span(docs);
            const py::gil_scoped_release released;
            return std::make_shared<Corpus>(subset(self, indices));
          },
          py::arg("docs"))
      .def("to_bytes", &corpus_bytes)
      .def_static("from_bytes", &corpus_from, py::arg("block"))
      .def(py::pickle(&corpus_bytes, &corpus_from));

  py::class_<CorpusBuilder>(module, "CorpusBuilder")
      .def(py::init())
      .def("__len__", &CorpusBuilder::size)
      .def_property_readonly("text_bytes", &CorpusBuilder::text_bytes)
      .def("reserve", &CorpusBuilder::reserve, py::arg("text_bytes"))
      .def("add_batch", &add_batch, py::arg("ids"), py::arg("texts"), py::kw_only(),
           py::arg("outlets") = py::none(), py::arg("agencies") = py::none(),
           py::arg("titles") = py::none(), py::arg("languages") = py::none(),
           py::arg("dates") = py::none())
      .def("finish", &finish, py::arg("dates") = py::none());
}

void bind_offsets_and_encoding(py::module_& module) {
  module.attr("NO_DATE") = kNoDate;
  module.def(
      "to_code_points",
      [](const Corpus& corpus, const ArrayIn<std::uint32_t>& docs,
         const ArrayIn<std::uint32_t>& bytes) {
        return to_array(to_code_points(corpus, to_span(docs), to_span(bytes)));
      },
      py::arg("corpus"), py::arg("docs"), py::arg("bytes"));
  module.def(
      "to_bytes",
      [](const Corpus& corpus, const ArrayIn<std::uint32_t>& docs,
         const ArrayIn<std::int32_t>& code_points) {
        return to_array(to_bytes(corpus, to_span(docs), to_span(code_points)));
      },
      py::arg("corpus"), py::arg("docs"), py::arg("code_points"));
  module.def(
      "decode",
      [](const py::bytes& bytes, const std::string& encoding) {
        const std::string_view data = bytes;
        Decoded decoded;
        {
          const py::gil_scoped_release released;
          decoded = decode(data, encoding);
        }
        return py::make_tuple(to_str(decoded.text), decoded.encoding, decoded.confidence,
                              decoded.replaced);
      },
      py::arg("bytes"), py::arg("encoding") = "");
  module.def("icu_version", &icu_version);
  module.def(
      "has_markup", [](std::string_view text) { return has_markup(text); }, py::arg("text"));
  module.def(
      "first_invalid_utf8", [](const py::bytes& bytes) { return first_invalid_utf8(bytes); },
      py::arg("bytes"));
}

void bind_arrow(py::module_& module) {
  using arrow::Column;
  using arrow::Kind;
  py::class_<Column>(module, "ArrowColumn")
      .def("__len__", &Column::size)
      .def_property_readonly("format", &Column::format)
      .def_property_readonly("is_string",
                             [](const Column& self) {
                               return self.kind() == Kind::kString || self.kind() == Kind::kBinary;
                             })
      .def_property_readonly("is_date",
                             [](const Column& self) {
                               return self.kind() == Kind::kDate || self.kind() == Kind::kTimestamp;
                             })
      .def("to_list", &Column::to_list)
      .def("days", [](const Column& self) { return to_array(self.days()); });
  py::class_<arrow::Reader>(module, "ArrowReader")
      .def(py::init<const py::object&>(), py::arg("source"))
      .def_property_readonly("names", &arrow::Reader::names)
      .def("next", [](arrow::Reader& self) -> py::object {
        std::optional<arrow::Batch> batch = self.next();
        if (!batch) return py::none();
        py::list columns;
        for (Column& column : batch->columns) columns.append(std::move(column));
        return columns;
      });
  module.def("arrow_stream", &arrow::make_stream, py::arg("columns"), py::arg("rows"));
}

}  // namespace

}  // namespace polyvocal

void register_corpus(py::module_& module);
void register_corpus(py::module_& module) {
  polyvocal::bind_corpus_class(module);
  polyvocal::bind_offsets_and_encoding(module);
  polyvocal::bind_arrow(module);
}
