"""Table: columns in, everything people do with a result out."""

from __future__ import annotations

import copy
import csv
import datetime as dt
import io
import json
import pickle
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal import errors
from polyvocal.table import Lists, Strings, Table


def sample() -> Table:
    return Table(
        {
            "actor": ["lna", "gna", None, "السراج “x”"],
            "count": [3, None, 7, 1],
            "share": [0.1, float("nan"), 2.5, 1e300],
            "quoted": [True, False, None, True],
            "date": [dt.date(2020, 1, 1), None, dt.date(1969, 1, 1), dt.date(2020, 1, 2)],
            "variants": [["Hifter", "Hafta"], [], ["x"], ["é"]],
            "start": np.array([0, 5, 2**32 - 1, 7], dtype=np.uint32),
        },
        name="demo",
    )


cells = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))


def test_columns_and_rows() -> None:
    table = sample()
    assert len(table) == 4
    assert table.columns[0] == "actor"
    assert table["actor"].tolist() == ["lna", "gna", None, "السراج “x”"]
    assert table.to_dicts()[1] == {
        "actor": "gna",
        "count": None,
        "share": None,
        "quoted": False,
        "date": None,
        "variants": [],
        "start": 5,
    }
    assert list(table) == table.to_dicts()
    assert "actor" in table
    assert "nobody" not in table


def test_an_unknown_column_names_the_nearest() -> None:
    with pytest.raises(errors.UnknownNameError, match="did you mean 'actor'"):
        sample()["actorr"]
    with pytest.raises(KeyError):
        sample().select("nothing")


def test_a_table_never_changes() -> None:
    counts = np.array([1, 2, 3])
    table = Table({"n": counts})
    counts[0] = 99
    assert table["n"].tolist() == [1, 2, 3]
    with pytest.raises(ValueError, match="read-only"):
        table["n"][0] = 5
    with pytest.raises(ValueError, match="read-only"):
        sample()["actor"][0] = "other"
    with pytest.raises(AttributeError):
        table.name = "other"
    with pytest.raises(AttributeError):
        del table.name
    with pytest.raises(TypeError):
        hash(table)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"a": [1], "b": [1, 2]}, "differ in length"),
        ({"a": np.zeros((2, 2))}, "one dimension"),
        ({"a": [1, "x"]}, "do not go together"),
        ({"a": np.array([1j])}, "no place in a table"),
        ({"a": [2**70]}, "too large"),
    ],
)
def test_bad_columns_are_refused(columns: dict[str, Any], message: str) -> None:
    with pytest.raises(errors.PolyvocalError, match=message):
        Table(columns)


def test_strings_check_their_codes() -> None:
    with pytest.raises(errors.InputError):
        Strings([0, 2], ["a", "b"])
    with pytest.raises(errors.InputError):
        Strings([-2], ["a"])
    with pytest.raises(errors.InputError):
        Strings([0.5], ["a"])
    with pytest.raises(errors.InputError):
        Lists([0, 3], Strings.encode(["a"]))


def test_equality_is_by_content() -> None:
    assert sample() == sample()
    assert sample() != sample().head(2)
    assert Table({"a": Strings([1, 0], ["y", "x"])}) == Table({"a": ["x", "y"]})
    assert Table({"a": [1]}) != Table({"a": [1.0]})
    assert Table({"a": [1]}) != Table({"b": [1]})
    assert Table({"a": [1.0, float("nan")]}) == Table({"a": [1.0, float("nan")]})
    assert Table({"a": [1]}) != "a"


def test_pickle_and_copy() -> None:
    table = sample()
    again = pickle.loads(pickle.dumps(table))
    assert again == table
    assert again.name == "demo"
    with pytest.raises(ValueError, match="read-only"):
        again["start"][0] = 1
    assert copy.deepcopy(table) is table


def test_filter() -> None:
    table = sample()
    assert table.filter(actor="lna")["count"].tolist() == [3]
    assert table.filter(actor=["gna", None])["start"].tolist() == [5, 2**32 - 1]
    assert table.filter(count=None)["actor"].tolist() == ["gna"]
    assert table.filter(lambda t: t["start"] > 6, quoted=True)["actor"].tolist() == ["السراج “x”"]
    assert len(table.filter(actor="nobody")) == 0
    with pytest.raises(errors.InputError, match="4 booleans"):
        table.filter([True])
    with pytest.raises(errors.UnknownNameError):
        table.filter(actr="x")


def test_sort_puts_missing_values_last_both_ways() -> None:
    table = Table({"n": [2, None, 3, 1], "s": ["b", None, "B", "a"], "f": [1.0, np.nan, -1.0, 0.0]})
    assert table.sort("n").to_dicts()[-1]["n"] is None
    assert table.sort("n", descending=True)["s"].tolist() == ["B", "b", "a", None]
    assert table.sort("s")["s"].tolist() == ["B", "a", "b", None]
    assert table.sort("f", descending=True)["n"].tolist()[:3] == [2, 1, 3]
    with pytest.raises(errors.InputError, match="lists"):
        sample().sort("variants")


@given(st.lists(st.tuples(cells, st.integers(-3, 3)), max_size=30))
def test_sort_agrees_with_sorted_and_is_stable(rows: list[tuple[str | None, int]]) -> None:
    table = Table({"s": [s for s, _ in rows], "n": np.array([n for _, n in rows], dtype=np.int8)})
    place = np.arange(len(rows))
    table = Table({"s": table.column("s"), "n": table["n"], "place": place})
    expected = sorted(
        range(len(rows)), key=lambda i: (rows[i][0] is None, rows[i][0] or "", rows[i][1])
    )
    assert table.sort("s", "n")["place"].tolist() == expected
    falling = sorted(range(len(rows)), key=lambda i: -rows[i][1])
    assert table.sort("n", descending=True)["place"].tolist() == falling


@given(st.lists(st.lists(st.text("abé", max_size=3), max_size=4), max_size=12), st.data())
def test_lists_take(rows: list[list[str]], data: st.DataObject) -> None:
    column = Lists.encode(rows)
    assert column.to_list() == rows
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=8)) if rows else []
    taken = column.take(np.array(chosen, dtype=np.intp))
    assert taken.to_list() == [rows[i] for i in chosen]


def test_head_and_select() -> None:
    assert len(sample().head(2)) == 2
    assert len(sample().head(99)) == 4
    assert sample().select("count", "actor").columns == ("count", "actor")
    with pytest.raises(errors.InputError):
        sample().head(-1)


# ---- Files ---------------------------------------------------------------------------------------


@given(st.lists(st.tuples(cells, st.floats(allow_nan=False) | st.none()), max_size=20))
def test_csv_comes_back(rows: list[tuple[str | None, float | None]]) -> None:
    table = Table({"text": [t for t, _ in rows], "number": [n for _, n in rows]})
    file = io.BytesIO()
    table.write(file, format="csv")
    read = list(csv.reader(io.StringIO(file.getvalue().decode(), newline=""), strict=True))
    assert read[0] == ["text", "number"]
    assert [row[0] for row in read[1:]] == [t or "" for t, _ in rows]
    for (_, number), row in zip(rows, read[1:], strict=True):
        assert (row[1] == "") if number is None else (float(row[1]) == number)


def test_csv_is_rfc_4180_with_exact_numbers() -> None:
    table = Table(
        {
            "s": ['a "b", c', "=1+1"],
            "f": np.array([0.1, 1 / 3]),
            "f4": np.array([0.1, 0.2], dtype=np.float32),
            "b": [True, False],
            "d": [dt.date(2020, 1, 2), None],
            "l": [["x", "y"], []],
        }
    )
    file = io.BytesIO()
    table.write(file, format="csv")
    assert file.getvalue().decode() == (
        "s,f,f4,b,d,l\r\n"
        '"a ""b"", c",0.1,0.1,true,2020-01-02,"[""x"", ""y""]"\r\n'
        "=1+1,0.3333333333333333,0.2,false,,[]\r\n"
    )


def test_spreadsheet_csv_defuses_formulas_and_marks_utf8() -> None:
    table = Table({"s": ["=1+1", "+1", "-1", "@x", "\tx", "fine", None], "n": [-1] * 7})
    file = io.BytesIO()
    table.write(file, format="csv", spreadsheet=True)
    assert file.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))[1:]
    assert [row[0] for row in rows] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "fine", ""]
    assert {row[1] for row in rows} == {"-1"}


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".json", ".parquet", ".ndjson", ".PQ"])
def test_save_by_suffix(tmp_path: Path, suffix: str) -> None:
    path = sample().save(tmp_path / f"table{suffix}")
    assert path.stat().st_size > 0
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_json_and_parquet_come_back(tmp_path: Path) -> None:
    table = sample()
    rows = json.loads(table.save(tmp_path / "t.json").read_text(encoding="utf-8"))
    lines = table.save(tmp_path / "t.jsonl").read_text(encoding="utf-8").split("\n")
    assert [json.loads(line) for line in lines[:-1]] == rows
    assert rows[0]["date"] == "2020-01-01"
    assert rows[1]["share"] is None
    assert pl.read_parquet(table.save(tmp_path / "t.parquet")).to_dicts() == table.to_dicts()


def test_infinity_does_not_break_json(tmp_path: Path) -> None:
    path = Table({"x": [float("inf"), -float("inf")]}).save(tmp_path / "t.json")
    assert json.loads(path.read_text()) == [{"x": "inf"}, {"x": "-inf"}]


def test_saving_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    for suffix in (".csv", ".jsonl", ".json", ".parquet"):
        first = sample().save(tmp_path / f"a{suffix}").read_bytes()
        assert sample().save(tmp_path / f"b{suffix}").read_bytes() == first


def test_save_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(errors.InputError, match=r"cannot tell the format.*\.csv"):
        sample().save(tmp_path / "t.xlsx")
    with pytest.raises(errors.PolyvocalError, match="cannot write"):
        sample().save(tmp_path / "missing" / "t.csv")
    (tmp_path / "old.csv").write_text("old")
    with pytest.raises(errors.UnknownNameError):
        sample().save(tmp_path / "old.csv", format="xml")  # type: ignore[arg-type]
    assert (tmp_path / "old.csv").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["old.csv"]


def test_a_full_disk_is_reported() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    table = Table({"n": np.arange(100_000)})
    with pytest.raises(OSError, match="space"), Path("/dev/full").open("wb", buffering=0) as file:
        table.write(file, format="csv")


# ---- Other libraries -----------------------------------------------------------------------------


def test_to_pandas_keeps_types() -> None:
    frame = sample().to_pandas()
    assert frame["count"].dtype == "Int64"
    assert frame["quoted"].dtype == "boolean"
    assert frame["start"].dtype == np.uint32
    assert frame["count"].isna().tolist() == [False, True, False, False]
    assert frame["actor"].tolist() == ["lna", "gna", None, "السراج “x”"]
    assert frame["date"].dt.year.dropna().tolist() == [2020, 1969, 2020]
    frame.loc[0, "start"] = 17  # a copy: pandas may change it
    assert sample()["start"][0] == 0
    assert pd.api.types.is_object_dtype(frame["variants"])


def test_works_without_optional_packages() -> None:
    code = """
import sys
for name in ("pandas", "polars", "pyarrow"):
    sys.modules[name] = None
from polyvocal.errors import PolyvocalError
from polyvocal.table import Table
t = Table({"a": ["x", None], "n": [1, 2]})
t.write(open("/dev/null", "wb"), format="csv")
t.__arrow_c_stream__()
repr(t), t._repr_html_()
for call in (t.to_pandas, t.to_polars, t.to_arrow, lambda: t.save("/tmp/never.parquet")):
    try:
        call()
    except PolyvocalError as error:
        assert "pip install" in str(error), error
    else:
        raise AssertionError(call)
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


# ---- Display -------------------------------------------------------------------------------------


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows = 0
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rows += tag == "tr"
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_escaped_short_and_needs_nothing() -> None:
    table = Table({"<b>": ["<script>alert(1)</script>"] * 80}, name="<i>")
    parser = _Cells()
    markup = table._repr_html_()
    parser.feed(markup)
    assert parser.rows == 51
    assert parser.tags <= {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert "<script>alert(1)</script>" in parser.text
    assert "the first 50 shown" in parser.text
    assert "http" not in markup


def test_repr_is_ten_rows() -> None:
    table = Table({"n": np.arange(25), "text": ["word " * 40] * 25}, name="demo")
    lines = repr(table).split("\n")
    assert lines[0] == "demo: 25 rows x 2 columns"
    assert len(lines) == 13
    assert lines[-1] == "... and 15 more"
    assert max(map(len, lines)) < 80
    assert repr(Table({}, name="none")) == "none: 0 rows x 0 columns"
