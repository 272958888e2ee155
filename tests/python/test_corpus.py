"""Reading articles from everything people have, and the corpus they become."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import pickle
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
import zstandard
from hypothesis import example, given
from hypothesis import strategies as st

from polyvocal import _core, errors
from polyvocal.corpus import Corpus, Document, read_corpus
from polyvocal.corpus._columns import resolve
from polyvocal.corpus._dates import Ambiguous, Unreadable, parse_text, parse_value

ROWS = [
    {
        "id": "a1",
        "outlet": "TASS",
        "agency": "TASS",
        "date": "2019-04-06",
        "title": "Lavrov calls",
        "language": "en",
        "text": "MOSCOW, April 6. /TASS/. Ann Lee met Bo Diaz.",
    },
    {
        "id": "a2",
        "outlet": "Al-Hadath",
        "agency": "",
        "date": "2020-01-31",
        "title": "",
        "language": "ar",
        "text": "قال المشير خليفة إن القوات “تتقدم”",
    },
]


def read(source: Any, **options: Any) -> Corpus:
    return read_corpus(source, progress=False, **options)


def as_csv(rows: list[dict[str, Any]], **options: Any) -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), **options)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def as_jsonl(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def reasons(corpus: Corpus) -> list[str]:
    found: list[str] = corpus.quarantine["reason"].tolist()
    return found


def warnings(corpus: Corpus) -> list[str]:
    found: list[str] = corpus.warnings["reason"].tolist()
    return found


def check_rows(corpus: Corpus) -> None:
    assert [
        {**row, "date": row["date"].isoformat()}
        for row in ({name: getattr(document, name) for name in ROWS[0]} for document in corpus)
    ] == ROWS
    assert reasons(corpus) == []
    assert warnings(corpus) == []


# ---- The same rows from every source -----------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for row in ROWS:
        (tmp_path / f"{row['id']}.txt").write_bytes(row["text"].encode())
    table = [{"file": f"{row['id']}.txt", **row} for row in ROWS]
    for row in table:
        del row["id"], row["text"]
    (tmp_path / "corpus.csv").write_text(as_csv(table), encoding="utf-8")
    return tmp_path


def test_folder_with_a_csv(folder: Path) -> None:
    check_rows(read(folder))
    check_rows(read(str(folder) + "/"))


def test_folder_with_a_toml(folder: Path) -> None:
    (folder / "corpus.csv").unlink()
    tables = [
        f'[[article]]\nfile = "{r["id"]}"\noutlet = "{r["outlet"]}"\nagency = "{r["agency"]}"\n'
        f'date = {r["date"]}\ntitle = "{r["title"]}"\nlanguage = "{r["language"]}"\n'
        for r in ROWS
    ]
    (folder / "corpus.toml").write_text("\n".join(tables), encoding="utf-8")
    check_rows(read(folder))


@pytest.mark.parametrize("pack", ["", ".gz", ".zst"])
@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv", ".tsv"])
def test_files(tmp_path: Path, suffix: str, pack: str) -> None:
    content = {
        ".jsonl": as_jsonl(ROWS),
        ".json": json.dumps(ROWS),
        ".csv": as_csv(ROWS),
        ".tsv": as_csv(ROWS, delimiter="\t"),
    }[suffix].encode()
    packed = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[pack](content)
    path = tmp_path / f"articles{suffix}{pack}"
    path.write_bytes(packed)
    check_rows(read(path))
    # Compression is told by the first bytes, not by the name.
    renamed = path.rename(tmp_path / f"articles{suffix}")
    check_rows(read(renamed))


@pytest.mark.parametrize("without", [[], ["pyarrow"], ["pyarrow", "polars"]])
def test_parquet_with_any_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: list[str]
) -> None:
    path = tmp_path / "articles.parquet"
    pl.DataFrame(ROWS).with_columns(other=pl.lit(1)).write_parquet(path)
    for name in without:
        monkeypatch.setitem(sys.modules, name, None)
    check_rows(read(path))


def test_parquet_without_any_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "articles.parquet"
    pl.DataFrame(ROWS).write_parquet(path)
    for name in ("pyarrow", "polars", "duckdb"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(errors.InputError, match="pip install"):
        read(path)


def test_a_parquet_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "articles.parquet"
    path.write_bytes(b"hello")
    with pytest.raises(errors.InputError, match="not a Parquet file"):
        read(path)


def test_objects() -> None:
    check_rows(read(ROWS))
    check_rows(read(iter(ROWS)))
    check_rows(read({name: [row[name] for row in ROWS] for name in ROWS[0]}))
    check_rows(read(pd.DataFrame(ROWS)))
    check_rows(read(list(read(ROWS))))
    frame = pd.DataFrame(ROWS)
    frame["date"] = pd.to_datetime(frame["date"])
    check_rows(read(frame))
    check_rows(read(read(ROWS)))


def test_pandas_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object, requested_schema: object = None) -> object:
        message = "pandas needs pyarrow for this"
        raise ImportError(message)

    monkeypatch.setattr(pd.DataFrame, "__arrow_c_stream__", refuse)
    frame = pd.DataFrame([{**row, "id": place} for place, row in enumerate(ROWS)])
    frame["date"] = pd.to_datetime([None, "2020-01-31"])
    corpus = read(frame)
    assert corpus.ids == ["0", "1"]
    assert [document.date for document in corpus] == [None, dt.date(2020, 1, 31)]


def test_texts_alone() -> None:
    corpus = read(["Ann Lee spoke.", "Bo Diaz agreed."])
    assert corpus.ids == ["1", "2"]
    assert corpus.text("2") == "Bo Diaz agreed."


def test_one_text_file_and_a_list_of_paths(folder: Path) -> None:
    assert read(folder / "a1.txt")[0].text == ROWS[0]["text"]
    paths = [folder / "a2.txt", folder / "a1.txt"]
    assert read(paths).ids == ["a2", "a1"]
    assert read(f"{folder}/a*.txt").ids == ["a1", "a2"]


def test_a_folder_of_tables(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(as_jsonl(ROWS[:1]), encoding="utf-8")
    (tmp_path / "c.json").write_text(json.dumps({"maintext": "One article a file."}))
    (tmp_path / "notes.docx").write_bytes(b"PK")
    corpus = read(tmp_path)
    assert corpus.ids == ["a1", "c-1"]
    assert warnings(corpus) == ["not read: of no format polyvocal reads"]


def test_json_object_with_a_list_inside(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"status": "ok", "articles": ROWS}))
    check_rows(read(path))


# ---- Folders: what does not fit together ------------------------------------------------------------


def test_files_without_row_and_rows_without_file(folder: Path) -> None:
    (folder / "extra.txt").write_text("Nobody listed this one.")
    with (folder / "corpus.csv").open("a", encoding="utf-8") as file:
        file.write("a11.txt,Gone,,,,\r\n,Nameless,,,,\r\na1.txt,Again,,,,\r\n")
    corpus = read(folder)
    assert corpus.ids == ["a1", "a2", "extra"]
    assert warnings(corpus) == ["no row in corpus.csv: outlet and date unknown"]
    assert sorted(reasons(corpus)) == [
        "a second row for the same file",
        "no file name in this row",
        "the file 'a11.txt' is not in the folder; did you mean 'a1.txt'?",
    ]
    assert corpus["a1"].outlet == "TASS"


def test_folder_table_with_a_wrong_column(folder: Path) -> None:
    text = (folder / "corpus.csv").read_text(encoding="utf-8")
    (folder / "corpus.csv").write_text(text.replace("outlet", "outlett", 1), encoding="utf-8")
    assert "column 'outlett' is not used; did you mean 'outlet'?" in warnings(read(folder))
    (folder / "corpus.csv").write_text(text.replace("file", "fiel", 1), encoding="utf-8")
    with pytest.raises(errors.SchemaError, match="'file'"):
        read(folder)


def test_ids_in_subfolders_are_unique(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "x.txt", "x.text"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.")
    (tmp_path / ".hidden.txt").write_text("not read")
    (tmp_path / "README.txt").write_text("not read")
    assert read(tmp_path).ids == ["a/x", "b/x", "x.text", "x.txt"]


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(errors.InputError, match=r"it is empty.*one \.txt file for each article"):
        read(tmp_path)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(errors.InputError, match=r"1 files \(\.pdf\)"):
        read(tmp_path)


def test_missing_paths_and_wrong_things(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text(as_csv(ROWS), encoding="utf-8")
    with pytest.raises(errors.InputError, match=r"no such file.*did you mean.*articles\.csv"):
        read(tmp_path / "artikles.csv")
    with pytest.raises(errors.InputError, match="put it in a list"):
        read("MOSCOW, April 6.\nAnn Lee met Bo Diaz.")
    with pytest.raises(errors.InputError, match="cannot read articles from a int"):
        read(5)
    with pytest.raises(errors.InputError, match="no rows"):
        read([])
    with pytest.raises(errors.InputError, match="collect"):
        read(pl.DataFrame(ROWS).lazy())
    with pytest.raises(errors.UnknownNameError, match="did you mean 'csv'"):
        read(tmp_path / "articles.csv", format="cvs")
    with pytest.raises(errors.InputError, match="is a folder"):
        read(tmp_path, format="csv")
    (tmp_path / "thing.bin").write_bytes(b"\x00\x01\x02")
    with pytest.raises(errors.InputError, match="cannot tell what this is"):
        read(tmp_path / "thing.bin")


# ---- Columns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (  # trafilatura
            ["title", "author", "hostname", "date", "id", "text", "language", "source-hostname",
             "source", "raw_text"],
            {"text": "text", "outlet": "source-hostname", "date": "date", "language": "language",
             "title": "title", "id": "id"},
        ),
        (  # news-please
            ["authors", "date_download", "date_publish", "description", "language", "maintext",
             "source_domain", "title", "url"],
            {"text": "maintext", "outlet": "source_domain", "date": "date_publish",
             "language": "language", "title": "title"},
        ),
        (  # newspaper4k
            ["source_url", "url", "title", "meta_lang", "meta_site_name", "publish_date", "text"],
            {"text": "text", "outlet": "meta_site_name", "date": "publish_date",
             "language": "meta_lang", "title": "title"},
        ),
        (  # Media Cloud, with text
            ["id", "media_name", "media_url", "title", "publish_date", "url", "language", "text"],
            {"text": "text", "outlet": "media_name", "date": "publish_date",
             "language": "language", "title": "title", "id": "id"},
        ),
        (  # schema.org, a spreadsheet, separators and capitals
            ["Headline", "articleBody", "datePublished", "inLanguage", "Publisher"],
            {"text": "articleBody", "outlet": "Publisher", "date": "datePublished",
             "language": "inLanguage", "title": "Headline"},
        ),
    ],
    ids=["trafilatura", "news-please", "newspaper4k", "mediacloud", "schema.org"],
)  # fmt: skip
def test_names_of_harvesters(names: list[str], expected: dict[str, str]) -> None:
    assert resolve(names, columns=None, source="x") == expected


def test_a_wrong_column_name_gets_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    path.write_text("id,txt_full\n1,Ann Lee met Bo Diaz in the capital.\n")
    with pytest.raises(errors.SchemaError) as caught:
        read(path)
    message = str(caught.value)
    assert "articles.csv: no column with the article text" in message
    assert "'id', 'txt_full'" in message
    assert 'columns={"text": "txt_full"}' in message
    assert read(path, columns={"text": "txt_full"}).text(0).startswith("Ann Lee")
    with pytest.raises(errors.SchemaError, match=r"no column 'txt_ful'.*did you mean 'txt_full'"):
        read(path, columns={"text": "txt_ful"})
    with pytest.raises(errors.SchemaError, match="did you mean 'outlet'"):
        read(path, columns={"outlett": "id", "text": "txt_full"})
    with pytest.raises(errors.SchemaError, match="other way round"):
        read(path, columns={"txt_full": "text"})


def test_the_column_with_the_longest_values_is_proposed() -> None:
    with pytest.raises(
        errors.SchemaError, match=r"'xyz' has the one with the longest|'xyz'.*longest"
    ):
        read([{"k": "a", "xyz": "Ann Lee met Bo Diaz in the capital. " * 4}])


def test_keep_further_columns() -> None:
    rows = [{"text": "Ann Lee spoke.", "topic": "war", "n": 1, "tags": ["a"]},
            {"text": "", "topic": "lost", "n": 2},
            {"text": "Bo Diaz spoke.", "topic": None, "n": 3}]  # fmt: skip
    corpus = read(rows, keep=["topic", "n", "tags"])
    assert corpus.metadata is not None
    assert corpus.metadata.to_dicts() == [
        {"document": "1", "topic": "war", "n": 1, "tags": '["a"]'},
        {"document": "3", "topic": None, "n": 3, "tags": None},
    ]
    assert read(rows).metadata is None
    with pytest.raises(errors.SchemaError, match="did you mean 'topic'"):
        read(rows, keep="topics")


# ---- Bad rows ---------------------------------------------------------------------------------------


def test_bad_rows_are_quarantined_with_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    lines = [
        b'{"id": "a", "text": "Ann Lee spoke."}',
        b'{"id": "b", "text": ',
        b'{"id": "a", "text": "the same id"}',
        b'{"id": "c", "text": " \\u200b\\u00a0\\n "}',
        b'{"id": "d", "text": ""}',
        b'{"id": "e"}',
        b"[1, 2]",
        b'{"id": "f", "text": "half \\ud83d"}',
        b'{"id": "g", "text": "caf\xe9"}',
        b'{"id": "h", "text": 5}',
        b"",
        b'{"id": "i", "text": ["Paragraph one.", "Paragraph two."]}',
        '{"id": "j", "text": "“Curly” – “so” – “the file” is UTF-8"}'.encode(),
    ]
    path.write_bytes(b"\n".join(lines))
    corpus = read(path)
    assert corpus.ids == ["a", "i", "j"]
    assert corpus["i"].text == "Paragraph one.\n\nParagraph two."
    found = {row["row"]: (row["id"], row["reason"]) for row in corpus.quarantine.rows()}
    assert set(found) == {2, 3, 4, 5, 6, 7, 8, 9, 10}
    assert "not valid JSON" in found[2][1]
    assert found[3] == ("a", "the id occurs twice")
    assert found[4] == ("c", "the text is only white space")
    assert found[5] == ("d", "the text is empty")
    assert found[6] == ("e", "the text is missing")
    assert "not a record" in found[7][1]
    assert "surrogate at character 5" in found[8][1]
    assert "0xE9 at character 3" in found[9][1]
    assert "is a int" in found[10][1]
    assert set(corpus.quarantine["source"]) == {"articles.jsonl"}
    assert corpus.report.quarantined == 9
    with pytest.raises(errors.InputError, match=r"articles\.jsonl, row 2: not valid JSON"):
        read(path, on_error="raise")


def test_when_nothing_is_left_it_is_an_error() -> None:
    with pytest.raises(errors.InputError, match=r"2 left out.*row 1: the text is empty"):
        read([{"text": ""}, {"text": " "}])


def test_same_texts_are_reported_not_dropped() -> None:
    corpus = read([{"id": i, "text": "Ann Lee spoke."} for i in "abc"])
    assert corpus.ids == ["a", "b", "c"]
    assert warnings(corpus) == ["the same text as document 'a'"] * 2
    assert corpus.warnings["id"].tolist() == ["b", "c"]


def test_languages() -> None:
    given_tags = ["EN", "pt_BR", "English", "klingon!", "", None]
    rows = [{"text": f"Text {n}.", "language": tag} for n, tag in enumerate(given_tags)]
    corpus = read(rows, language="ar")
    assert corpus.languages == ["en", "pt-BR", "en", "ar", "ar", "ar"]
    assert warnings(corpus) == ["language 'klingon!' is not a code like 'en' or 'ar'; left out"]
    with pytest.raises(errors.InputError):
        read(rows, language="not a tag")


def test_values_of_odd_types_are_understood() -> None:
    row = {
        "id": 17.0,
        "publisher": {"@type": "Organization", "name": " Daily "},
        "title": ["One", "Two"],
        "date": dt.datetime(2020, 1, 2, 23, 59),
        "text": "Ann Lee spoke.",
    }
    document = read([row])[0]
    assert (document.id, document.outlet, document.title) == ("17", "Daily", "One, Two")
    assert document.date == dt.date(2020, 1, 2)


# ---- CSV --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_csv_separators_and_bom(tmp_path: Path, delimiter: str, bom: str) -> None:
    path = tmp_path / "articles.csv"
    path.write_text(bom + as_csv(ROWS, delimiter=delimiter), encoding="utf-8", newline="")
    check_rows(read(path))


def test_csv_quotes_line_breaks_and_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    path.write_text(
        'id,text\n1,"He said ""no"", then\nleft; it was over."\n2,bare, comma\n3,"open',
        encoding="utf-8",
    )
    limit = csv.field_size_limit()
    corpus = read(path)
    assert csv.field_size_limit() == limit
    assert corpus.text("1") == 'He said "no", then\nleft; it was over.'
    rows = corpus.quarantine.to_dicts()
    assert [row["row"] for row in rows] == [4, 5]
    assert "3 fields, but the header has 2" in rows[0]["reason"]
    assert "never closed" in rows[1]["reason"]


@given(st.lists(st.tuples(*[st.text("ab,;\t|\"'\n é“", min_size=1, max_size=15)] * 2), max_size=8))
@example([("a", "b;c")])
def test_any_csv_that_python_writes_is_read(pairs: list[tuple[str, str]]) -> None:
    import tempfile

    rows = [{"outlet": outlet, "text": text + "."} for outlet, text in pairs] or ROWS[:1]
    with tempfile.TemporaryDirectory() as folder:
        for delimiter in ",;\t":
            path = Path(folder) / "articles.csv"
            path.write_text(as_csv(rows, delimiter=delimiter), encoding="utf-8", newline="")
            corpus = read(path, format="csv")
            assert [document.text for document in corpus] == [row["text"] for row in rows]
            assert corpus.outlets == [row["outlet"].strip() for row in rows]


def test_csv_with_one_column(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    path.write_text("text\nAnn Lee; and others. spoke\n")
    assert read(path).text(0) == "Ann Lee; and others. spoke"


def test_csv_headers_that_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    path.write_text("text,text\na,b\n")
    with pytest.raises(errors.SchemaError, match="more than once"):
        read(path)


# ---- Encodings --------------------------------------------------------------------------------------

FRENCH = "Le général a déclaré que ses forces étaient prêtes à avancer vers l’ouest de la ville. "


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", FRENCH.replace("’", "'")),
        ("cp1252", FRENCH + "“Oui”, dit-il."),
        ("utf-16", FRENCH),
        ("utf-16-le", FRENCH),
        ("utf-32", FRENCH),
        ("utf-8-sig", FRENCH),
        ("cp1256", "قال المشير في مؤتمر صحفي إن القوات تتقدم نحو المدينة. " * 3),
        ("cp1251", "Командующий заявил в Москве, что войска продвигаются к городу. " * 3),
        ("gb18030", "将军星期三在记者会上说，部队正在向城市推进，双方都表示愿意继续谈判。" * 3),
    ],
)
def test_encodings_of_text_files_and_tables(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "article.txt").write_bytes(text.encode(encoding))
    corpus = read(tmp_path)
    assert corpus.text(0) == text
    for name, content in (
        ("a.csv", as_csv([{"text": text}])),
        ("a.jsonl", as_jsonl([{"text": text}])),
    ):
        (tmp_path / name).write_bytes(content.encode(encoding))
        assert read(tmp_path / name).text(0) == text
    assert len(corpus.report.encodings) == 1
    if not encoding.startswith("utf"):
        assert warnings(corpus)[0].startswith("read as ")


def test_a_named_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("заявил".encode("cp1251"))
    corpus = read(path, encoding="windows-1251")
    assert corpus.text(0) == "заявил"
    assert warnings(corpus) == []
    with pytest.raises(errors.InputError, match="unknown encoding"):
        read(path, encoding="utf-9", on_error="raise")


def test_binary_files_are_quarantined(folder: Path) -> None:
    (folder / "scan.txt").write_bytes(b"%PDF-1.7\n\xe2\xe3\xcf\xd3")
    corpus = read(folder)
    assert len(corpus) == 2
    assert reasons(corpus) == [
        "this is a PDF document, not text; save it as plain text (UTF-8) first"
    ]


def test_cut_off_and_damaged_compression(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": f"Article {n} by Ann Lee. {n**9}"} for n in range(3000)]
    packed = gzip.compress(as_jsonl(rows).encode())
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(packed[: len(packed) // 2])
    corpus = read(path)
    assert 500 < len(corpus) < 2500
    assert any("end early" in reason for reason in reasons(corpus))
    path.write_bytes(packed + packed[:0] + gzip.compress(b'{"id": "x", "text": "Second member."}'))
    assert len(read(path)) == 3001
    assert not [t for t in threading.enumerate() if t.name == "polyvocal-decompress"]


def test_an_interrupted_reading_leaves_no_thread(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl.gz"
    rows = [{"id": str(n), "text": f"Article {n}. " * 200} for n in range(20_000)]
    path.write_bytes(gzip.compress(as_jsonl(rows).encode(), 1))

    def stop(stage: str, done: int, total: int) -> None:
        assert stage == "reading"
        assert 0 < done <= total
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_corpus(path, progress=stop)
    assert not [t for t in threading.enumerate() if t.name == "polyvocal-decompress"]


# ---- Dates ------------------------------------------------------------------------------------------

APRIL = dt.date(2016, 4, 6)


@pytest.mark.parametrize(
    "text",
    [
        "2016-04-06", "2016-04-06T23:30:00", "2016-04-06T10:00:00+02:00", "2016-04-06 10:00:00Z",
        "2016/04/06", "2016.04.06", "2016-4-6", "20160406", "20160406T103000Z", "20160406103000",
        "Wed, 06 Apr 2016 10:00:00 GMT", "Wed Apr  6 10:00:00 2016", "April 6, 2016", "Apr. 6, 2016",
        "6 April 2016", "06-Apr-2016", "6th of April 2016", "Wednesday, April 6, 2016 10:30 AM EDT",
        "Published: April 6th, 2016", "06.04.2016", "6. 4. 2016", "1459936800", "1459936800000",
        "06.04.16", "06.04.16 10:00", "6 Apr 16", "06-Apr-16", "April 6, '16", "Wed, 6 Apr 16 10:00",
    ],
)  # fmt: skip
def test_dates_as_news_writes_them(text: str) -> None:
    assert parse_text(text) == APRIL


@pytest.mark.parametrize("text", ["", " ", "NaT", "None", "n/a", "null"])
def test_no_date_is_no_problem(text: str) -> None:
    assert parse_text(text) is None


@pytest.mark.parametrize(
    "text", ["2016-02-30", "2016-13-01", "yesterday", "2016", "2016-04", "April 2016", "31.04.2016",
             "March 32, 2016", "12:30", "5"]
)  # fmt: skip
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert isinstance(parse_text(text), Unreadable)


def test_values_that_are_dates_already() -> None:
    assert parse_value(APRIL) == APRIL
    assert parse_value(np.datetime64("2016-04-06T10:00")) == APRIL
    assert parse_value(np.datetime64("NaT")) is None
    assert parse_value(pd.Timestamp("2016-04-06")) == APRIL
    assert parse_value(pd.NaT) is None
    assert parse_value(float("nan")) is None
    assert parse_value(20160406) == APRIL
    assert isinstance(parse_value(5), Unreadable)
    assert isinstance(parse_value({"x": 1}), Unreadable)
    assert parse_text("04/06/2016") == Ambiguous(4, 6, 2016)
    assert parse_text("25/06/2016") == dt.date(2016, 6, 25)
    assert parse_text("06/06/2016") == dt.date(2016, 6, 6)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2024, 1, 1)))
def test_every_day_in_every_form(day: dt.date) -> None:
    forms = [
        "%Y-%m-%d",
        "%d %B %Y",
        "%B %d, %Y",
        "%a, %d %b %Y 10:00:00 +0000",
        "%Y%m%d",
        "%d.%m.%Y",
    ]
    assert {parse_text(day.strftime(form)) for form in forms} == {day}


@given(st.text(max_size=30))
def test_any_text_gives_an_answer(text: str) -> None:
    assert isinstance(parse_text(text), (dt.date, Ambiguous, Unreadable, type(None)))


def test_a_year_of_two_digits_is_read_where_it_stands_last() -> None:
    assert parse_text("25/06/16") == dt.date(2016, 6, 25)
    assert parse_text("04/06/16") == Ambiguous(4, 6, 2016)
    assert parse_text("31.12.99") == dt.date(1999, 12, 31)
    hyphens = parse_text("04-06-16")
    assert isinstance(hyphens, Unreadable)
    assert "first or the last" in hyphens.reason
    for text in ("Nov 3, 10:30", "November 16", "5/6/7"):
        assert isinstance(parse_text(text), Unreadable), text
    corpus = read([{"date": v, "text": f"Text {v}."} for v in ("04/06/16", "25/06/16")])
    assert corpus[0].date == dt.date(2016, 6, 4)


def test_ambiguous_dates_follow_their_source() -> None:
    def dates(values: list[str]) -> list[dt.date | None]:
        return [
            d.date for d in read([{"date": v, "text": f"Text {n}."} for n, v in enumerate(values)])
        ]

    june, april = dt.date(2016, 6, 4), dt.date(2016, 4, 6)
    assert dates(["04/06/2016", "25/06/2016"])[0] == june
    assert dates(["04/06/2016", "06/25/2016"])[0] == april
    corpus = read([{"date": "04/06/2016", "text": "Alone."}])
    assert corpus[0].date is None
    assert "could be 2016-04-06 or 2016-06-04" in warnings(corpus)[0]


def test_impossible_dates_lose_the_date_not_the_article() -> None:
    next_year = f"{dt.date.today().year + 1}-05-05"
    values = ["1989-12-31", next_year, "soon", "1990-01-01"]
    corpus = read([{"date": v, "text": f"Text {n}."} for n, v in enumerate(values)])
    assert len(corpus) == 4
    assert np.isnat(corpus.dates).tolist() == [True, True, True, False]
    assert [w.rpartition(": ")[2] for w in warnings(corpus)] == [
        "before 1990",
        "in the future",
        "not a date polyvocal can read; write it as 2016-04-06",
    ]


# ---- Sizes and scripts ------------------------------------------------------------------------------


def test_an_article_of_5_mb_in_every_format(tmp_path: Path) -> None:
    text = ("“Haftar’s” forces said they would go on, and on. " * 110_000)[: 5 << 20]
    assert len(text.encode()) > 5_000_000
    rows = [{"id": "big", "text": text}, {"id": "small", "text": "One."}]
    (tmp_path / "a.csv").write_text(as_csv(rows), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(as_jsonl(rows), encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    pl.DataFrame(rows).write_parquet(tmp_path / "a.parquet")
    for name in ("a.csv", "a.jsonl", "a.txt", "a.parquet"):
        assert read(tmp_path / name).text(0) == text


def test_one_word_and_arabic() -> None:
    corpus = read([{"text": "Ceasefire"}, {"text": ROWS[1]["text"], "language": "ar"}])
    assert corpus.table()["characters"].tolist() == [9, len(ROWS[1]["text"])]
    assert corpus[1].text == ROWS[1]["text"]


def test_texts_are_kept_byte_for_byte(tmp_path: Path) -> None:
    text = "\r\n First line \r\n\r\n\tSecond\u2028line\u00a0\x0c\n\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "b.jsonl").write_text(as_jsonl([{"text": text}]), encoding="utf-8")
    assert read(tmp_path / "a.txt").text(0) == text
    assert read(tmp_path / "b.jsonl").text(0) == text
    assert read([text]).text(0) == text


SCRIPTS = st.text(
    st.sampled_from("aZ .,é“”’–\u00a0\u0301\u200bالسراجХафтар中文ёش😀👩\u200d👩🇱🇾\U0010ffff"),
    max_size=200,
)


@given(st.lists(SCRIPTS.map(lambda text: text + "x"), min_size=1, max_size=6), st.data())
def test_offsets_round_trip(texts: list[str], data: st.DataObject) -> None:
    core = read([{"id": str(n), "text": text} for n, text in enumerate(texts)])._core
    documents, points, offsets = [], [], []
    for place, text in enumerate(texts):
        for _ in range(5):
            point = data.draw(st.integers(0, len(text)))
            documents.append(place)
            points.append(point)
            offsets.append(len(text[:point].encode()))
    docs = np.array(documents, dtype=np.uint32)
    assert _core.to_code_points(core, docs, np.array(offsets, np.uint32)).tolist() == points
    assert _core.to_bytes(core, docs, np.array(points, np.int32)).tolist() == offsets


def test_offsets_inside_a_character_are_refused() -> None:
    core = read(["é"])._core
    zero = np.zeros(1, np.uint32)
    with pytest.raises(errors.InputError, match="inside a character"):
        _core.to_code_points(core, zero, np.ones(1, np.uint32))
    with pytest.raises(errors.InputError, match="beyond the end"):
        _core.to_bytes(core, zero, np.array([2], np.int32))


# ---- The corpus -------------------------------------------------------------------------------------


def test_access() -> None:
    corpus = read(ROWS)
    assert len(corpus) == 2
    assert corpus["a2"] == corpus[1] == corpus[-1]
    assert isinstance(corpus[0], Document)
    assert corpus[0].index == 0
    assert "a1" in corpus
    assert corpus[1:].ids == ["a2"]
    assert corpus.outlets == ["TASS", "Al-Hadath"]
    assert corpus.dates.tolist() == [dt.date(2019, 4, 6), dt.date(2020, 1, 31)]
    assert corpus.table().columns == (
        "document", "outlet", "agency", "date", "title", "language", "characters",
    )  # fmt: skip
    with pytest.raises(errors.UnknownNameError, match="did you mean 'a1'"):
        corpus["a11"]
    with pytest.raises(IndexError):
        corpus[2]
    with pytest.raises(ValueError, match="read-only"):
        corpus.dates[0] = np.datetime64("2020-01-01")


def test_filter() -> None:
    corpus = read(ROWS, keep=["title"])
    assert corpus.filter(outlet="TASS").ids == ["a1"]
    assert corpus.filter(outlet=["TASS", "Al-Hadath"]).ids == ["a1", "a2"]
    assert corpus.filter(agency="").ids == ["a2"]
    assert corpus.filter(language="ar").ids == ["a2"]
    assert corpus.filter(after="2019-04-06", before="2020-01-31").ids == ["a1"]
    assert corpus.filter(after=dt.date(2019, 4, 7)).ids == ["a2"]
    assert corpus.filter(lambda d: "TASS" in d.text).ids == ["a1"]
    assert corpus.filter(np.array([False, True])).ids == ["a2"]
    part = corpus.filter(outlet="TASS")
    assert part.metadata is not None
    assert part.metadata["title"].tolist() == ["Lavrov calls"]
    assert len(corpus.filter(outlet="TASS", language="ar")) == 0
    with pytest.raises(errors.UnknownNameError, match="did you mean 'TASS'"):
        corpus.filter(outlet="TAS")
    with pytest.raises(errors.InputError, match="no date"):
        corpus.filter(after="soon")
    undated = read([{"text": "No date."}])
    assert len(undated.filter(before="2020-01-01")) == 0


def test_hash_follows_content_only() -> None:
    corpus = read(ROWS)
    assert len(corpus.hash) == 64
    assert read(pl.DataFrame(ROWS)).hash == corpus.hash
    assert read(ROWS)[0:2].hash == corpus.hash
    for name in ROWS[0]:
        changed = [dict(ROWS[0]), dict(ROWS[1])]
        changed[0][name] = "2011-11-11" if name == "date" else "fr" if name == "language" else "new"
        assert read(changed).hash != corpus.hash
    assert read(ROWS[::-1]).hash != corpus.hash
    assert corpus == read(ROWS)
    assert hash(corpus) == hash(read(ROWS))


def test_save_load_pickle(tmp_path: Path) -> None:
    corpus = read([*ROWS, {"id": "bad", "text": ""}, {**ROWS[0], "id": "copy"}], keep="title")
    for again in (
        Corpus.load(corpus.save(tmp_path / "c.polyvocal")),
        pickle.loads(pickle.dumps(corpus)),
    ):
        assert again == corpus
        assert again.quarantine == corpus.quarantine
        assert again.warnings == corpus.warnings
        assert again.metadata == corpus.metadata
        assert again.report == corpus.report
    content = (tmp_path / "c.polyvocal").read_bytes()
    for damaged in (content[:-3], content[:50], b"hello", content[:40] + b"x" + content[41:]):
        (tmp_path / "d").write_bytes(damaged)
        with pytest.raises(errors.InputError):
            Corpus.load(tmp_path / "d")
    with pytest.raises(errors.InputError, match="No such file"):
        Corpus.load(tmp_path / "missing")
    with pytest.raises(errors.PolyvocalError, match="cannot write"):
        corpus.save(tmp_path / "missing" / "c")


def test_display() -> None:
    corpus = read([*ROWS, {"id": "bad", "text": ""}, {"id": "x", "outlet": "<b>", "text": "T."}])
    assert "articles  3" in repr(corpus)
    assert "left out  1" in repr(corpus)
    assert "2019-04-06 to 2020-01-31, 1 undated" in repr(corpus)
    assert "&lt;b&gt;" in corpus._repr_html_()
    assert "<b>" not in corpus._repr_html_()
    assert str(corpus.report).startswith("3 articles read")


def test_order_of_rows_changes_nothing_but_the_order() -> None:
    rows = [{"id": str(n), "outlet": f"O{n % 3}", "text": f"Text {n}."} for n in range(9)]
    one, other = read(rows), read(rows[::-1])
    assert [one[d.id].text for d in other] == [d.text for d in other]
    assert one._core.outlet_names == other._core.outlet_names


def test_the_sample_folder(seeds: Path) -> None:
    corpus = read(seeds)
    assert len(corpus) == 5
    assert reasons(corpus) == []
    for document in corpus:
        assert (seeds / f"{document.id}.txt").read_bytes() == document.text.encode()


def test_strings_that_name_files_are_files(tmp_path: Path) -> None:
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path in paths:
        path.write_text(as_jsonl([{"id": path.stem, "text": f"Text of {path.stem}."}]))
    corpus = read_corpus([str(path) for path in paths])
    assert list(corpus.ids) == ["a", "b"]
    with pytest.raises(errors.InputError, match=r"missing\.jsonl"):
        read_corpus([str(paths[0]), str(tmp_path / "missing.jsonl")])
    texts = ["a.jsonl", "x" * 5000, "two\nlines"]
    assert [document.text for document in read_corpus(texts)] == texts


@pytest.mark.parametrize("module", [None, "isal"])
def test_gzip_reads_alike_with_and_without_isal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str | None
) -> None:
    if module is None:
        monkeypatch.setitem(sys.modules, "isal", None)
    else:
        pytest.importorskip(module)
    path = tmp_path / "articles.jsonl.gz"
    content = as_jsonl([{"id": str(i), "text": f"Text {i}. " * 400} for i in range(600)]).encode()
    half = len(content) // 2
    path.write_bytes(gzip.compress(content[:half]) + gzip.compress(content[half:]) + b"\0" * 9)
    assert len(read_corpus(path)) == 600
    path.write_bytes(gzip.compress(content)[:-200])
    assert any("end early" in reason for reason in reasons(read_corpus(path)))
    path.write_bytes(gzip.compress(content)[:5000] + b"damaged" * 50)
    assert any("gzip data" in reason for reason in reasons(read_corpus(path)))


def test_columns_in_other_languages(tmp_path: Path) -> None:
    path = tmp_path / "artikel.csv"
    path.write_bytes(
        "Nr;Zeitung;Datum;Überschrift;Volltext\n1;Kurier;23.11.16;Gespräche;Ann Lee kam.\n".encode(
            "cp1252"
        )
    )
    [article] = read_corpus(path, progress=False)
    assert (article.outlet, article.title, article.text) == ("Kurier", "Gespräche", "Ann Lee kam.")
    assert article.date == dt.date(2016, 11, 23)


@pytest.mark.parametrize(
    ("name", "advice"),
    [("a.xlsx", "save the sheet as CSV"), ("a.html", "take the text out"), ("a.zip", "unpack it")],
)
def test_files_of_other_kinds_get_advice(tmp_path: Path, name: str, advice: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04" + b"\0" * 50)
    with pytest.raises(errors.InputError, match=advice):
        read_corpus(path, progress=False)
