"""Arrow in both directions, against the libraries people use."""

from __future__ import annotations

import datetime as dt
import gc
import weakref
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal import _core, errors
from polyvocal.corpus import read_corpus
from polyvocal.table import Strings, Table

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def read(source: Any) -> dict[str, list[Any]]:
    reader = _core.ArrowReader(source)
    columns: dict[str, list[Any]] = {name: [] for name in reader.names}
    while (batch := reader.next()) is not None:
        for name, column in zip(columns, batch, strict=True):
            columns[name].extend(column.to_list())
    return columns


# ---- Import --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.dictionary(pa.int8(), pa.string()),
        pa.dictionary(pa.uint32(), pa.large_string()),
        pa.dictionary(pa.int64(), pa.string_view()),
    ],
    ids=str,
)
def test_every_form_of_strings(kind: pa.DataType) -> None:
    values = ["a", None, "", "“longer than twelve bytes”", "السراج"] * 3
    array = pa.chunked_array([pa.array(values[:4]), pa.array(values[4:])]).cast(kind)
    assert read(pa.table({"s": array})) == {"s": values}
    assert read(pa.table({"s": array}).slice(3, 7)) == {"s": values[3:10]}


@given(st.lists(st.none() | texts, max_size=30), st.integers(0, 10), st.integers(0, 10))
@settings(max_examples=50)
def test_slices_and_chunks_of_any_strings(values: list[str | None], cut: int, start: int) -> None:
    chunks = [pa.array(values[:cut], pa.string()), pa.array(values[cut:], pa.string())]
    table = pa.table({"s": pa.chunked_array(chunks)})
    assert read(table.slice(start))["s"] == values[start:]
    assert read(pl.from_arrow(table).slice(start))["s"] == values[start:]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (pa.int8(), [-128, None, 127]),
        (pa.uint8(), [0, None, 255]),
        (pa.int16(), [-(2**15), None, 5]),
        (pa.uint16(), [2**16 - 1, None, 5]),
        (pa.int32(), [-(2**31), None, 5]),
        (pa.uint32(), [2**32 - 1, None, 5]),
        (pa.int64(), [-(2**63), None, 5]),
        (pa.uint64(), [2**64 - 1, None, 5]),
        (pa.float32(), [0.5, None, -1.0]),
        (pa.float64(), [0.1, None, 1e300]),
        (pa.bool_(), [True, None, False]),
        (pa.null(), [None, None, None]),
        (pa.binary(), [b"\xff\x00", None, b""]),
    ],
    ids=str,
)
def test_numbers_booleans_bytes(kind: pa.DataType, values: list[Any]) -> None:
    assert read(pa.table({"v": pa.array(values, kind)})) == {"v": values}
    repeated = pa.table({"v": pa.array(values * 5, kind)}).slice(4, 9)
    assert read(repeated) == {"v": (values * 5)[4:13]}


def days(source: Any) -> list[int]:
    reader = _core.ArrowReader(source)
    result: list[int] = []
    while (batch := reader.next()) is not None:
        result.extend(batch[0].days().tolist())
    return result


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Africa/Tripoli", "America/New_York", "+05:30"])
def test_timestamps_give_the_date_of_their_zone(unit: str, zone: str | None) -> None:
    moments = [
        dt.datetime(2020, 1, 1, 23, 30),
        dt.datetime(2020, 7, 1, 3, 30),
        dt.datetime(1969, 12, 31, 23, 59, 59),
        dt.datetime(1970, 1, 1),
    ]
    array = pa.array([*moments, None], pa.timestamp(unit, zone))
    if zone is None:
        local = [moment.date() for moment in moments]
    elif zone.startswith("+"):
        local = [(moment + dt.timedelta(hours=5, minutes=30)).date() for moment in moments]
    else:
        zones = ZoneInfo(zone)
        local = [m.replace(tzinfo=dt.UTC).astimezone(zones).date() for m in moments]
    epoch = dt.date(1970, 1, 1)
    assert days(pa.table({"t": array})) == [*((day - epoch).days for day in local), _core.NO_DATE]


def test_dates() -> None:
    values = [dt.date(2020, 1, 1), None, dt.date(1969, 12, 31)]
    for kind in (pa.date32(), pa.date64()):
        assert days(pa.table({"d": pa.array(values, kind)})) == [18262, _core.NO_DATE, -1]


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(errors.InputError, match="not a table"):
        _core.ArrowReader(pa.chunked_array([["a"]]))
    with pytest.raises(AttributeError):
        _core.ArrowReader([1])


def test_a_type_without_values_is_named() -> None:
    reader = _core.ArrowReader(pa.table({"x": pa.array([[1]], pa.list_(pa.int8()))}))
    (column,) = reader.next() or []
    with pytest.raises(errors.InputError, match="cannot be read"):
        column.to_list()


def test_an_error_of_the_producer_comes_through() -> None:
    def batches() -> Any:
        yield pa.record_batch({"text": ["Ann Lee spoke."]})
        message = "the disk went away"
        raise OSError(message)

    reader = pa.RecordBatchReader.from_batches(pa.schema({"text": pa.string()}), batches())
    with pytest.raises(errors.InputError, match="the disk went away"):
        read_corpus(reader)


ROWS = {
    "id": ["a", "b", "c"],
    "outlet": ["TASS", None, "AFP"],
    "published": [dt.date(2020, 1, 1), None, dt.date(2019, 4, 6)],
    "text": ["“Haftar’s” forces", "Ann Lee met Bo Diaz in the capital.", "قال المشير"],
}


@pytest.mark.parametrize(
    "library", ["pyarrow", "polars", "pandas", "duckdb", "chunks", "dictionary"]
)
def test_read_corpus_from_every_library(library: str) -> None:
    table = pa.table(ROWS)
    source: Any = {
        "pyarrow": lambda: table,
        "polars": lambda: pl.DataFrame(ROWS),
        "pandas": lambda: pd.DataFrame(ROWS),
        "duckdb": lambda: duckdb.from_arrow(table),
        "chunks": lambda: pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1)]),
        "dictionary": lambda: table.set_column(
            1, "outlet", table["outlet"].combine_chunks().dictionary_encode()
        ),
    }[library]()
    corpus = read_corpus(source)
    assert corpus.ids == ROWS["id"]
    assert corpus.outlets == ["TASS", "", "AFP"]
    assert [document.text for document in corpus] == ROWS["text"]
    assert [document.date for document in corpus] == ROWS["published"]
    assert len(corpus.quarantine) == 0


def test_the_corpus_does_not_depend_on_the_memory_it_came_from() -> None:
    table = pa.table({"text": ["Ann Lee spoke in the capital."] * 3, "id": ["a", "b", "c"]})
    corpus = read_corpus(table)
    before = corpus.hash
    del table
    gc.collect()
    assert corpus[2].text == "Ann Lee spoke in the capital."
    assert read_corpus([{"id": d.id, "text": d.text} for d in corpus]).hash == before


# ---- Export --------------------------------------------------------------------------------------


def everything() -> Table:
    return Table(
        {
            **{
                name: np.array([0, 1, 2, 100], dtype=name)
                for name in (
                    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
                    "float32", "float64",
                )
            },
            "gaps": [None, 2, None, 4],
            "flags": [True, False, True, True],
            "flag_gaps": [True, None, None, False],
            "nan": [0.5, float("nan"), 1.0, -0.5],
            "text": ["x", None, "", "“السراج”"],
            "same": Strings([0, 1, 0, -1], ["east", "west"]),
            "date": np.array(["2020-01-01", "NaT", "1969-12-31", "2020-02-29"], dtype="M8[D]"),
            "time": np.array(["2020-01-01T10:00", "NaT", "1969-12-31", "2020-02-29"], "M8[us]"),
            "variants": [["a", "b"], [], ["é"], ["x"]],
        }
    )  # fmt: skip


def test_export_to_pyarrow_is_valid_in_every_column() -> None:
    table = everything().to_arrow()
    table.validate(full=True)
    assert table.num_rows == 4
    for name in ("int8", "uint64", "float32", "float64"):
        assert str(table.schema.field(name).type).replace("double", "float64").replace(
            "float", "float32"
        ).replace("float3264", "float64").replace("float3232", "float32") in (name, f"{name}32")
    assert table["text"].to_pylist() == ["x", None, "", "“السراج”"]
    assert table["same"].to_pylist() == ["east", "west", "east", None]
    assert table["gaps"].to_pylist() == [None, 2, None, 4]
    assert table["flag_gaps"].to_pylist() == [True, None, None, False]
    assert table["nan"].to_pylist() == [0.5, None, 1.0, -0.5]
    assert table["variants"].to_pylist() == [["a", "b"], [], ["é"], ["x"]]
    assert table["date"].to_pylist()[1:3] == [None, dt.date(1969, 12, 31)]


def test_export_keeps_dictionaries_on_request() -> None:
    table = everything().to_arrow(dictionary=True)
    table.validate(full=True)
    assert pa.types.is_dictionary(table.schema.field("same").type)
    assert table["same"].to_pylist() == ["east", "west", "east", None]


def test_export_to_polars_and_duckdb() -> None:
    table = everything()
    assert table.to_polars().to_dicts() == table.to_dicts()
    assert table.to_polars().height == 4
    names = duckdb.sql("select same from arrow order by same", connection=_with(table)).fetchall()
    assert names == [("east",), ("east",), ("west",), (None,)]


def _with(table: Table) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.register("arrow", table.to_arrow())
    return connection


def test_our_own_reader_reads_our_own_stream() -> None:
    table = everything().select("int8", "uint64", "gaps", "flag_gaps", "nan", "text", "same")
    assert read(table) == {name: [row[name] for row in table.rows()] for name in table.columns}


@given(st.lists(st.none() | texts, max_size=40))
def test_strings_survive_the_way_out(values: list[str | None]) -> None:
    table = Table({"s": values})
    for dictionary in (False, True):
        arrow = table.to_arrow(dictionary=dictionary)
        arrow.validate(full=True)
        assert arrow["s"].to_pylist() == values
    assert table.to_polars()["s"].to_list() == values


def test_an_empty_table_keeps_its_columns() -> None:
    arrow = Table(
        {"a": [], "n": np.array([], dtype=np.int32), "l": Table({"l": [["x"]]}).head(0).column("l")}
    ).to_arrow()
    arrow.validate(full=True)
    assert arrow.num_rows == 0
    assert arrow.column_names == ["a", "n", "l"]


class _Watched(np.ndarray):  # type: ignore[type-arg]
    """An array one can hold a weak reference to."""


def watched(size: int) -> tuple[_Watched, weakref.ref[_Watched]]:
    values = _Watched(size, dtype=np.int64)  # owns its memory, so it lives while anyone reads it
    values[:] = range(size)
    values.flags.writeable = False
    return values, weakref.ref(values)


def test_memory_lives_as_long_as_the_consumer_and_no_longer() -> None:
    values, watch = watched(1000)
    table = Table({"n": values})
    del values
    arrow = table.to_arrow()
    del table
    gc.collect()
    assert watch() is not None
    assert arrow["n"].to_pylist() == list(range(1000))
    del arrow
    gc.collect()
    assert watch() is None


def test_a_stream_nobody_reads_is_released() -> None:
    values, watch = watched(10)
    capsule = Table({"n": values}).__arrow_c_stream__()
    del values
    gc.collect()
    assert watch() is not None
    del capsule
    gc.collect()
    assert watch() is None


def test_parts_outlive_the_whole() -> None:
    column = everything().to_arrow()["variants"]
    gc.collect()
    assert column.to_pylist() == [["a", "b"], [], ["é"], ["x"]]


def test_a_stream_is_read_once() -> None:
    capsule = Table({"n": [1]}).__arrow_c_stream__()

    class Once:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return capsule

    assert pa.table(Once()).num_rows == 1
    with pytest.raises(errors.InputError, match="already been read"):
        _core.ArrowReader(Once())
