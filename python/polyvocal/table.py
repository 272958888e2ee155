"""Results as tables: named columns that never change once made.

A `Table` converts to pandas, polars and Arrow, saves itself by file suffix, shows itself in
notebooks, and needs none of those packages for its own work.

>>> from polyvocal.table import Table
>>> table = Table({"actor": ["lna", "gna", "lna"], "count": [3, 1, 2]}, name="mentions")
>>> table.filter(actor="lna").sort("count")["count"].tolist()
[2, 3]
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import itertools
import json
import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal._files import whole_file
from polyvocal.errors import CapacityError, InputError, PolyvocalError, unknown_name

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Format", "Lists", "Strings", "Table"]

Format: TypeAlias = Literal["csv", "jsonl", "json", "parquet"]

_SUFFIXES: dict[str, Format] = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_SHOWN_IN_REPR = 10
_SHOWN_IN_HTML = 50
_WIDEST_CELL = 60
_MAX_INT32 = 2**31 - 1


class Strings:
    """A column of strings: each distinct string once, and a code per row.

    Parameters
    ----------
    codes : array of int
        Per row the index of its string, -1 for a missing value.
    values : sequence of str
        The distinct strings.

    Examples
    --------
    >>> Strings([0, 1, 0, -1], ["east", "west"]).to_list()
    ['east', 'west', 'east', None]
    """

    __slots__ = ("codes", "values")

    def __init__(self, codes: npt.ArrayLike, values: Sequence[str] | _core.StringColumn) -> None:
        own = np.asarray(codes)
        if own.ndim != 1 or (own.size and own.dtype.kind not in "iu"):
            message = (
                f"codes: a one-dimensional array of integers is needed, not {own.dtype} {own.shape}"
            )
            raise InputError(message)
        self.values = tuple(values.to_list() if isinstance(values, _core.StringColumn) else values)
        if own.size and (own.min() < -1 or own.max() >= len(self.values)):
            message = f"codes: {own.min()} to {own.max()}, but there are {len(self.values)} strings"
            raise InputError(message)
        self.codes = _frozen(own.astype(np.int32, copy=False))

    @classmethod
    def encode(cls, strings: Iterable[object] | _core.StringColumn) -> Strings:
        """Give each distinct string a code, in order of appearance. ``None`` is missing."""
        if isinstance(strings, _core.StringColumn):
            return cls(*strings.encode())
        numbers: dict[str, int] = {}
        codes: list[int] = []
        for row, string in enumerate(strings):
            if isinstance(string, str):
                codes.append(numbers.setdefault(string, len(numbers)))
            elif string is None or (isinstance(string, float) and math.isnan(string)):
                codes.append(-1)
            else:
                message = f"row {row}: expected str or None, got {type(string).__name__}"
                raise InputError(message)
        # str(...) turns numpy's own string class into Python's.
        return cls(np.array(codes, dtype=np.int32), [str(name) for name in numbers])

    @classmethod
    def concatenate(cls, parts: Iterable[Strings]) -> Strings:
        """Put columns one below the other.

        >>> Strings.concatenate(
        ...     [Strings([0], ["east"]), Strings([1, -1], ["west", "east"])]
        ... ).to_list()
        ['east', 'east', None]
        """
        numbers: dict[str, int] = {}
        codes = [np.empty(0, dtype=np.int32)]
        codes += [part.codes_in(numbers) for part in parts]
        return cls(np.concatenate(codes), list(numbers))

    def codes_in(self, numbers: dict[str, int]) -> npt.NDArray[np.int32]:
        """Give the code of each row in `numbers`, which gains the strings that it lacks."""
        own = [numbers.setdefault(value, len(numbers)) for value in self.values]
        found: npt.NDArray[np.int32] = np.array([*own, -1], dtype=np.int32)[self.codes]
        return found

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: npt.NDArray[Any] | slice) -> Strings:
        """Return the rows given by an index array, a mask or a slice."""
        taken = Strings.__new__(Strings)
        taken.values = self.values
        taken.codes = _frozen(self.codes[rows])
        return taken

    def to_numpy(self) -> npt.NDArray[np.object_]:
        """As an array of ``str``, ``None`` where missing."""
        lookup = np.empty(len(self.values) + 1, dtype=object)
        lookup[:-1] = self.values
        lookup[-1] = None  # code -1 finds it
        return _frozen(lookup[self.codes])

    def to_list(self) -> list[str | None]:
        """As a list of ``str``, ``None`` where missing."""
        result: list[str | None] = self.to_numpy().tolist()
        return result

    def ranks(self) -> npt.NDArray[np.int64]:
        """Per row the place of its string in code-point order; missing values come last."""
        order = sorted(range(len(self.values)), key=self.values.__getitem__)
        ranks = np.empty(len(order) + 1, dtype=np.int64)
        ranks[order] = np.arange(len(order))
        ranks[-1] = len(order)
        found: npt.NDArray[np.int64] = ranks[self.codes]
        return found

    def isin(self, wanted: Iterable[object]) -> npt.NDArray[np.bool_]:
        """Whether each row is one of `wanted` (``None``: missing)."""
        names = set(wanted)
        hit = np.array([value in names for value in self.values] + [None in names], dtype=bool)
        found: npt.NDArray[np.bool_] = hit[self.codes]
        return found


class Lists:
    """A column of lists of strings.

    Parameters
    ----------
    offsets : array of int
        Row ``i`` is ``strings[offsets[i]:offsets[i + 1]]``.
    strings : Strings
        The strings of all rows, one row after the other.

    Examples
    --------
    >>> Lists.encode([["Haftar", "Hifter"], []]).to_list()
    [['Haftar', 'Hifter'], []]
    """

    __slots__ = ("offsets", "strings")

    def __init__(self, offsets: npt.ArrayLike, strings: Strings) -> None:
        own = np.asarray(offsets, dtype=np.int64)
        starts_and_ends_right = own.size > 0 and own[0] == 0 and own[-1] == len(strings)
        if own.ndim != 1 or not starts_and_ends_right or bool(np.any(np.diff(own) < 0)):
            message = "offsets: must rise from 0 to the number of strings"
            raise InputError(message)
        self.offsets = _frozen(own)
        self.strings = strings

    @classmethod
    def encode(cls, rows: Iterable[Sequence[str]]) -> Lists:
        """Pack a list of lists."""
        held = [list(row) for row in rows]
        offsets = np.cumsum([0, *(len(row) for row in held)], dtype=np.int64)
        return cls(offsets, Strings.encode(itertools.chain.from_iterable(held)))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def take(self, rows: npt.NDArray[Any] | slice) -> Lists:
        """Return the rows given by an index array, a mask or a slice."""
        lengths = np.diff(self.offsets)[rows]
        starts = self.offsets[:-1][rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        # Place in the old strings = place in the new ones + how far this row has moved.
        moved = np.repeat(starts - offsets[:-1], lengths)
        return Lists(offsets, self.strings.take(np.arange(offsets[-1]) + moved))

    def to_list(self) -> list[list[str]]:
        """As a list of lists."""
        flat: list[Any] = self.strings.to_list()
        ends = self.offsets.tolist()
        return [flat[begin:end] for begin, end in itertools.pairwise(ends)]

    def to_numpy(self) -> npt.NDArray[np.object_]:
        """As an array of lists."""
        result = np.empty(len(self), dtype=object)
        for row, value in enumerate(self.to_list()):
            result[row] = value
        return _frozen(result)


class _Masked:
    """Numbers or booleans of which some are missing."""

    __slots__ = ("missing", "values")

    def __init__(self, values: npt.NDArray[Any], missing: npt.NDArray[np.bool_]) -> None:
        # What lies under a missing value must not leak into files or comparisons.
        clean = values.copy()
        clean[missing] = 0
        self.values = _frozen(clean)
        self.missing = _frozen(missing)

    def __len__(self) -> int:
        return len(self.values)

    def take(self, rows: npt.NDArray[Any] | slice) -> _Masked:
        return _Masked(self.values[rows], self.missing[rows])

    def to_numpy(self) -> npt.NDArray[Any]:
        """Floats with NaN for integers, objects with ``None`` for booleans."""
        if self.values.dtype.kind == "b":
            objects = self.values.astype(object)
            objects[self.missing] = None
            return _frozen(objects)
        floats = self.values.astype(np.float64)
        floats[self.missing] = np.nan
        return _frozen(floats)

    def to_list(self) -> list[Any]:
        pairs = zip(self.values.tolist(), self.missing.tolist(), strict=True)
        return [None if gone else value for value, gone in pairs]


Column: TypeAlias = "npt.NDArray[Any] | Strings | Lists | _Masked"


def _frozen(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if array.flags.writeable:
        array = array.view()
        array.flags.writeable = False
    return array


def _as_column(values: Any, name: str) -> Column:
    if isinstance(values, (Strings, Lists, _Masked)):
        return values
    if isinstance(values, _core.StringColumn):
        return Strings.encode(values)
    if isinstance(values, np.ma.MaskedArray):
        mask = np.ma.getmaskarray(values)
        if values.dtype.kind in "fM":  # these have a missing value of their own
            gap = np.nan if values.dtype.kind == "f" else np.datetime64("NaT")
            return _as_column(np.where(mask, gap, values.data), name)
        return _Masked(values.data, mask) if mask.any() else _as_column(values.data, name)
    if not isinstance(values, np.ndarray):
        return _from_sequence(list(values), name)
    if values.ndim != 1:
        message = f"column {name!r}: one dimension is needed, not {values.ndim}"
        raise InputError(message)
    if values.dtype.kind in "biuf" and values.dtype.itemsize <= 8:
        native = values.astype(values.dtype.newbyteorder("="), copy=False)
        # The caller could still write to their own array.
        return _frozen(native.copy() if native.flags.writeable and native is values else native)
    if values.dtype.kind == "M":
        return _frozen(values.copy() if values.flags.writeable else values)
    if values.dtype.kind in "OUT":
        return _from_sequence(values.tolist(), name)
    message = f"column {name!r}: numpy type {values.dtype} has no place in a table"
    raise InputError(message)


def _from_sequence(values: list[Any], name: str) -> Column:
    kinds = {type(value) for value in values if value is not None}
    if not kinds or kinds <= {str, np.str_}:
        return Strings.encode(values)
    if all(issubclass(kind, (list, tuple)) for kind in kinds):
        return Lists.encode([value or [] for value in values])
    if all(issubclass(kind, dt.date) for kind in kinds):
        return _frozen(np.array(values, dtype="M8[s]" if dt.datetime in kinds else "M8[D]"))
    missing = np.array([value is None for value in values], dtype=bool)
    try:
        if kinds <= {bool, np.bool_}:
            filled = np.array([bool(value) for value in values], dtype=bool)
        elif all(issubclass(kind, (int, np.integer)) for kind in kinds):
            filled = np.array([0 if value is None else int(value) for value in values], np.int64)
        else:
            filled = np.array([np.nan if value is None else float(value) for value in values])
            return _frozen(filled)
    except OverflowError:
        message = f"column {name!r}: a number is too large for 64 bits"
        raise CapacityError(message) from None
    except (TypeError, ValueError):
        names = ", ".join(sorted(kind.__name__ for kind in kinds))
        message = f"column {name!r}: values of type {names} do not go together in a column"
        raise InputError(message) from None
    return _Masked(filled, missing) if missing.any() else _frozen(filled)


def _take(column: Column, rows: npt.NDArray[Any] | slice) -> Column:
    return _frozen(column[rows]) if isinstance(column, np.ndarray) else column.take(rows)


def _to_list(column: Column) -> list[Any]:
    """Python values; ``None`` where missing, NaN included."""
    if not isinstance(column, np.ndarray):
        return column.to_list()
    if column.dtype.kind == "f":
        return [None if math.isnan(value) else value for value in column.tolist()]
    if column.dtype.kind == "M":
        # Nanoseconds have no Python class; microseconds do.
        fine = np.datetime_data(column.dtype)[0] == "ns"
        result: list[Any] = (column.astype("M8[us]") if fine else column).tolist()
        return result
    listed: list[Any] = column.tolist()
    return listed


def _equal(a: Column, b: Column) -> bool:
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        if a.dtype != b.dtype:
            return False
        return bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fM"))
    return type(a) is type(b) and _to_list(a) == _to_list(b)


class Table:
    """Named columns of equal length. Immutable.

    Parameters
    ----------
    columns : mapping of str to array, list, Strings or Lists
        Numbers, booleans and dates as numpy arrays (``None`` in a list, or a masked array, marks
        missing values); strings as lists of ``str`` or as `Strings`; lists of strings as `Lists`.
    name : str
        What the table is, for display.

    Examples
    --------
    >>> table = Table({"actor": ["lna", None], "score": [0.5, float("nan")]}, name="stance")
    >>> len(table), table.columns
    (2, ('actor', 'score'))
    >>> table.to_dicts()
    [{'actor': 'lna', 'score': 0.5}, {'actor': None, 'score': None}]
    """

    __slots__ = ("_columns", "_length", "name")

    name: str
    _columns: dict[str, Column]
    _length: int

    def __init__(self, columns: Mapping[str, Any], *, name: str = "table") -> None:
        made = {str(key): _as_column(values, str(key)) for key, values in columns.items()}
        lengths = {key: len(column) for key, column in made.items()}
        if len(set(lengths.values())) > 1:
            message = f"columns differ in length: {lengths}"
            raise InputError(message)
        self._set(made, next(iter(lengths.values()), 0), name)

    def _set(self, columns: dict[str, Column], length: int, name: str) -> None:
        object.__setattr__(self, "_columns", columns)
        object.__setattr__(self, "_length", length)
        object.__setattr__(self, "name", name)

    @classmethod
    def _make(cls, columns: dict[str, Column], length: int, name: str) -> Table:
        table = cls.__new__(cls)
        table._set(columns, length, name)
        return table

    def __setattr__(self, key: str, value: object) -> None:
        message = "a Table cannot be changed; make a new one"
        raise AttributeError(message)

    def __delattr__(self, key: str) -> None:
        message = "a Table cannot be changed; make a new one"
        raise AttributeError(message)

    # ---- Looking at it --------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self._columns)

    def __len__(self) -> int:
        return self._length

    def __bool__(self) -> bool:
        return self._length > 0

    def __contains__(self, key: object) -> bool:
        return key in self._columns

    def column(self, key: str) -> Column:
        """Give a column as it is stored: an array, `Strings` or `Lists`."""
        try:
            return self._columns[key]
        except KeyError:
            raise unknown_name("column", key, self._columns) from None  # noqa: EM101  (a kind, not a message)

    def __getitem__(self, key: str) -> npt.NDArray[Any]:
        column = self.column(key)
        return column if isinstance(column, np.ndarray) else column.to_numpy()

    def rows(self) -> Iterator[dict[str, Any]]:
        """Go through the rows as dicts of Python values; missing values are ``None``."""
        names = self.columns
        for values in zip(*(_to_list(c) for c in self._columns.values()), strict=True):
            yield dict(zip(names, values, strict=True))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.rows()

    def to_dicts(self) -> list[dict[str, Any]]:
        """All rows as dicts of Python values; missing values are ``None``."""
        return list(self.rows())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.columns == other.columns and all(
            _equal(column, other._columns[key]) for key, column in self._columns.items()
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Callable[..., Table], tuple[Any, ...]]:
        return _restore, (
            {key: _state(column) for key, column in self._columns.items()},
            self._length,
            self.name,
        )

    def __copy__(self) -> Table:
        return self

    def __deepcopy__(self, memo: object) -> Table:
        return self

    # ---- Small conveniences ---------------------------------------------------------------------

    def _derive(self, rows: npt.NDArray[Any] | slice, length: int) -> Table:
        taken = {key: _take(column, rows) for key, column in self._columns.items()}
        return Table._make(taken, length, self.name)

    def head(self, n: int = 10) -> Table:
        """Return the first `n` rows."""
        if n < 0:
            message = f"n is {n}; give 0 or more"
            raise InputError(message)
        return self._derive(slice(0, n), min(n, len(self)))

    def take(self, rows: npt.ArrayLike) -> Table:
        """Return the rows with these indices, in this order."""
        indices = np.asarray(rows, dtype=np.intp)
        return self._derive(indices, len(indices))

    def select(self, *columns: str) -> Table:
        """Return only these columns, in this order.

        Examples
        --------
        >>> Table({"a": [1], "b": [2]}).select("b").columns
        ('b',)
        """
        return Table._make({key: self.column(key) for key in columns}, self._length, self.name)

    def filter(
        self, mask: npt.ArrayLike | Callable[[Table], npt.ArrayLike] | None = None, **equals: Any
    ) -> Table:
        """Keep the rows where the mask is true and every named column has the value given.

        Parameters
        ----------
        mask : array of bool, or function of the table that gives one, optional
        **equals
            Column name = value, or a list of values of which one must fit; ``None`` is missing.

        Examples
        --------
        >>> table = Table({"actor": ["lna", "gna", "un"], "count": [3, 1, 2]})
        >>> table.filter(actor=["lna", "un"])["count"].tolist()
        [3, 2]
        >>> table.filter(lambda t: t["count"] > 1)["actor"].tolist()
        ['lna', 'un']
        """
        keep = np.ones(len(self), dtype=bool)
        if mask is not None:
            given = np.asarray(mask(self) if callable(mask) else mask)
            if given.dtype != bool or given.shape != keep.shape:
                message = f"mask: {len(self)} booleans are needed, not {given.dtype} {given.shape}"
                raise InputError(message)
            keep &= given
        for key, value in equals.items():
            column = self.column(key)
            several = isinstance(value, (list, tuple, set, frozenset, np.ndarray))
            wanted = list(value) if several else [value]
            if isinstance(column, Strings):
                keep &= column.isin(wanted)
            else:
                members = set(wanted)
                keep &= np.array([item in members for item in _to_list(column)], dtype=bool)
        return self._derive(keep, int(keep.sum()))

    def sort(self, *by: str, descending: bool = False) -> Table:
        """Sort by one or more columns. Equal rows keep their order; missing values come last.

        Strings are compared by code points, so the order is the same on every machine.

        Examples
        --------
        >>> Table({"n": [2, None, 3]}).sort("n", descending=True).to_dicts()
        [{'n': 3}, {'n': 2}, {'n': None}]
        """
        if not by or not len(self):
            return self
        keys = [_sort_key(self.column(key), key, descending=descending) for key in reversed(by)]
        return self.take(np.lexsort(list(itertools.chain.from_iterable(keys))))

    # ---- To other libraries ---------------------------------------------------------------------

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas DataFrame. Strings are ``object``, integers with gaps ``Int64``."""
        pandas = _need("pandas", "to_pandas()")
        frame = {}
        for key, column in self._columns.items():
            if isinstance(column, _Masked):
                # pandas writes its own types with capitals: Int64, UInt8.
                dtype = (
                    column.values.dtype.name.replace("uint", "UINT")
                    .replace("int", "Int")
                    .replace("UINT", "UInt")
                )
                dtype = "boolean" if dtype == "bool" else dtype
                frame[key] = pandas.array(column.to_list(), dtype=dtype)
            elif isinstance(column, np.ndarray):
                frame[key] = column.copy()
            else:
                frame[key] = pandas.Series(column.to_numpy().copy(), dtype=object)
        result: pd.DataFrame = pandas.DataFrame(frame, columns=list(self._columns))
        return result

    def to_polars(self) -> pl.DataFrame:
        """Return a polars DataFrame."""
        polars = _need("polars", "to_polars()")
        result: pl.DataFrame = polars.DataFrame(self)
        return result

    def to_arrow(self, *, dictionary: bool = False) -> pa.Table:
        """Return a pyarrow Table; with ``dictionary=True`` strings stay dictionary-encoded."""
        pyarrow = _need("pyarrow", "to_arrow()")
        stream = _Stream(self._arrow_stream(dictionary=dictionary))
        result: pa.Table = pyarrow.table(stream)
        return result

    def _arrow_stream(self, *, dictionary: bool) -> object:
        nodes = [
            (key, _arrow_node(column, dictionary=dictionary))
            for key, column in self._columns.items()
        ]
        return _core.arrow_stream(nodes, len(self))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table to any library that reads Arrow; no Arrow package is needed here.

        `requested_schema` is a wish that the protocol allows to leave aside; it is.
        """
        return self._arrow_stream(dictionary=False)

    # ---- To files -------------------------------------------------------------------------------

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        format: Format | None = None,
        spreadsheet: bool = False,
    ) -> Path:
        """Write a file; the suffix says which kind: .csv, .jsonl, .json or .parquet.

        Parameters
        ----------
        path : path
            A file that is there is replaced, and only when the new one is complete.
        format : {"csv", "jsonl", "json", "parquet"}, optional
            Kind of file, when the suffix does not say.
        spreadsheet : bool
            For a CSV that people open with a double click: begins with a byte order mark, so that
            Excel reads it as UTF-8, and puts ``'`` before text that Excel or LibreOffice would run
            as a formula (text that begins with ``=``, ``+``, ``-``, ``@``, tab or carriage
            return). Off by default: article text is data, and R, pandas and `read_corpus` must
            get it back unchanged. Text of others can begin with ``=``; do not open a plain CSV of
            it in a spreadsheet.

        Returns
        -------
        Path
            The file.
        """
        target = Path(path)
        kind = format or _SUFFIXES.get(target.suffix.lower())
        if kind is None:
            known = ", ".join(_SUFFIXES)
            message = (
                f"{target}: cannot tell the format from the suffix; use one of {known}, or format="
            )
            raise InputError(message)
        with whole_file(target) as file:
            self.write(file, format=kind, spreadsheet=spreadsheet)
        return target

    def write(self, file: BinaryIO, *, format: Format, spreadsheet: bool = False) -> None:
        r"""Write to an open binary file; see `save`.

        Examples
        --------
        >>> import io
        >>> file = io.BytesIO()
        >>> Table({"a": ["x, y"], "b": [0.1]}).write(file, format="jsonl")
        >>> file.getvalue()
        b'{"a": "x, y", "b": 0.1}\n'
        """
        if format == "csv":
            self._write_csv(file, spreadsheet=spreadsheet)
        elif format == "jsonl":
            for row in self.rows():
                file.write(_to_json(row).encode() + b"\n")
        elif format == "json":
            file.write(b"[")
            for place, row in enumerate(self.rows()):
                file.write((b",\n " if place else b"\n ") + _to_json(row).encode())
            file.write(b"\n]\n")
        elif format == "parquet":
            self._write_parquet(file)
        else:
            raise unknown_name("format", format, sorted(set(_SUFFIXES.values())))  # noqa: EM101  (a kind, not a message)

    def _write_csv(self, file: BinaryIO, *, spreadsheet: bool) -> None:
        if spreadsheet:
            file.write(b"\xef\xbb\xbf")
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        try:
            writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180
            writer.writerow(self.columns)
            cells = (_csv_cells(c, spreadsheet=spreadsheet) for c in self._columns.values())
            writer.writerows(zip(*cells, strict=True))
            text.flush()
        finally:
            text.detach()

    def _write_parquet(self, file: BinaryIO) -> None:
        try:
            from pyarrow import parquet
        except ImportError:
            try:
                import polars as pl
            except ImportError:
                message = (
                    "writing Parquet needs pyarrow or polars: pip install 'polyvocal[arrow]', "
                    "or save as .csv or .jsonl"
                )
                raise PolyvocalError(message) from None
            pl.DataFrame(self).write_parquet(file)
            return
        parquet.write_table(self.to_arrow(), file, compression="zstd")

    # ---- Display --------------------------------------------------------------------------------

    def __repr__(self) -> str:
        head = self.head(_SHOWN_IN_REPR)
        shown = [[key, *map(_cell, _to_list(column))] for key, column in head._columns.items()]
        widths = [max(map(len, column)) for column in shown]
        lines = [f"{self.name}: {len(self):,} rows x {len(self.columns)} columns"]
        for row in zip(*shown, strict=True):
            lines.append("  ".join(map(str.ljust, row, widths)).rstrip())
        if len(self) > len(head):
            lines.append(f"... and {len(self) - len(head):,} more")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = self.head(_SHOWN_IN_HTML)
        # currentColor and inherited fonts follow the notebook's theme, light or dark.
        line = "border-bottom:1px solid color-mix(in srgb, currentColor 25%, transparent)"
        style = f"padding:.2em .6em;text-align:left;vertical-align:top;{line}"
        header = "".join(
            f'<th scope="col" style="{style}">{html.escape(key)}</th>' for key in self.columns
        )
        body = []
        for row in zip(*(_to_list(c) for c in head._columns.values()), strict=True):
            cells = "".join(
                f'<td dir="auto" style="{style}">{html.escape(_cell(value))}</td>' for value in row
            )
            body.append(f"<tr>{cells}</tr>")
        rest = f", the first {len(head)} shown" if len(self) > len(head) else ""
        caption = f"{html.escape(self.name)}: {len(self):,} rows{rest}"
        return (
            '<div style="overflow-x:auto"><table style="border-collapse:collapse;font:inherit;'
            f'color:inherit"><caption style="text-align:left;padding:.2em .6em">{caption}</caption>'
            f"<thead><tr>{header}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
        )


class _Stream:
    """Carries a stream capsule to a library that asks for ``__arrow_c_stream__``."""

    def __init__(self, capsule: object) -> None:
        self._capsule = capsule

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._capsule


def _need(package: str, what: str) -> Any:
    import importlib

    try:
        return importlib.import_module(package)
    except ImportError:
        message = f"{what} needs {package}: pip install {package}"
        raise PolyvocalError(message) from None


# ---- Pickling: plain values, so that a pickle does not depend on private classes -----------------


def _state(column: Column) -> tuple[str, Any]:
    if isinstance(column, Strings):
        return "strings", (column.codes, column.values)
    if isinstance(column, Lists):
        return "lists", (column.offsets, column.strings.codes, column.strings.values)
    if isinstance(column, _Masked):
        return "masked", (column.values, column.missing)
    return "array", column


def _column_from(kind: str, state: Any) -> Column:
    if kind == "strings":
        return Strings(*state)
    if kind == "lists":
        offsets, codes, values = state
        return Lists(offsets, Strings(codes, values))
    if kind == "masked":
        return _Masked(*state)
    array: npt.NDArray[Any] = state
    return _frozen(array)


def _restore(columns: dict[str, tuple[str, Any]], length: int, name: str) -> Table:
    made = {key: _column_from(kind, state) for key, (kind, state) in columns.items()}
    return Table._make(made, length, name)


# ---- Sorting -------------------------------------------------------------------------------------


def _sort_key(column: Column, name: str, *, descending: bool) -> list[npt.NDArray[Any]]:
    """Keys for lexsort, the weaker first: the value, then whether it is missing."""
    if isinstance(column, Lists):
        message = f"cannot sort by {name!r}: its values are lists"
        raise InputError(message)
    if isinstance(column, Strings):
        values: npt.NDArray[Any] = column.ranks()
        missing = column.codes < 0
    elif isinstance(column, _Masked):
        values, missing = column.values, column.missing
    elif column.dtype.kind == "M":
        values, missing = column.astype(np.int64), np.isnat(column)
    elif column.dtype.kind == "f":
        missing = np.isnan(column)
        values = np.where(missing, 0, column)
    else:
        values, missing = column, np.zeros(len(column), dtype=bool)
    if descending:
        # Ranks instead of a minus sign: unsigned and smallest values cannot be negated.
        values = -np.unique(values, return_inverse=True)[1].astype(np.int64)
    return [values, missing]


# ---- Text of one value ---------------------------------------------------------------------------


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = " ".join(str(value).split())
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"


def _to_json(row: dict[str, Any]) -> str:
    # Infinity has no JSON form; it becomes a string rather than a broken file.
    clean = {
        key: str(value) if isinstance(value, float) and value in (np.inf, -np.inf) else value
        for key, value in row.items()
    }
    return json.dumps(clean, ensure_ascii=False, default=lambda value: value.isoformat())


def _csv_cells(column: Column, *, spreadsheet: bool) -> Iterable[Any]:
    """Cells as csv.writer takes them: numbers by their shortest exact form, missing as nothing."""
    values = _to_list(column)
    if isinstance(column, Lists):
        values = [json.dumps(value, ensure_ascii=False) for value in values]
    elif isinstance(column, np.ndarray) and column.dtype.kind == "M":
        values = [None if value is None else value.isoformat() for value in values]
    elif isinstance(column, np.ndarray) and column.dtype == np.float32:
        values = [None if np.isnan(value) else str(value) for value in column]
    elif values and isinstance(values[0], bool):
        values = [None if value is None else str(value).lower() for value in values]
    if not spreadsheet or not isinstance(column, Strings):
        return values
    return [
        f"'{v}" if v is not None and v.startswith(("=", "+", "-", "@", "\t", "\r")) else v
        for v in values
    ]


# ---- Arrow: (format, length, null_count, buffers, children, dictionary) ---------------------------

_ArrowNode: TypeAlias = tuple[str, int, int, list[Any], list[Any], Any]
_FORMATS = {
    "int8": "c",
    "int16": "s",
    "int32": "i",
    "int64": "l",
    "uint8": "C",
    "uint16": "S",
    "uint32": "I",
    "uint64": "L",
    "float32": "f",
    "float64": "g",
}
_TIME_FORMATS = {"s": "tss:", "ms": "tsm:", "us": "tsu:", "ns": "tsn:"}


def _validity(missing: npt.NDArray[np.bool_]) -> tuple[int, npt.NDArray[np.uint8] | None]:
    count = int(missing.sum())
    return count, np.packbits(~missing, bitorder="little") if count else None


def _arrow_node(column: Column, *, dictionary: bool) -> _ArrowNode:
    if isinstance(column, Strings):
        return _dictionary_node(column) if dictionary else _string_node(column)
    if isinstance(column, Lists):
        child = ("item", _string_node(column.strings))
        if column.offsets[-1] <= _MAX_INT32:
            offsets = np.ascontiguousarray(column.offsets, dtype=np.int32)
            return "+l", len(column), 0, [None, offsets], [child], None
        return "+L", len(column), 0, [None, np.ascontiguousarray(column.offsets)], [child], None
    if isinstance(column, _Masked):
        nulls, valid = _validity(column.missing)
        return _number_node(column.values, nulls, valid)
    if column.dtype.kind == "M":
        return _time_node(column)
    if column.dtype.kind == "f":
        nulls, valid = _validity(np.isnan(column))
        return _number_node(column, nulls, valid)
    return _number_node(column, 0, None)


def _number_node(
    values: npt.NDArray[Any], nulls: int, valid: npt.NDArray[np.uint8] | None
) -> _ArrowNode:
    if values.dtype.kind == "b":
        bits = np.packbits(values, bitorder="little")
        return "b", len(values), nulls, [valid, bits], [], None
    if values.dtype == np.float16:
        values = values.astype(np.float32)
    buffers = [valid, np.ascontiguousarray(values)]
    return _FORMATS[values.dtype.name], len(values), nulls, buffers, [], None


def _time_node(column: npt.NDArray[Any]) -> _ArrowNode:
    nulls, valid = _validity(np.isnat(column))
    unit = np.datetime_data(column.dtype)[0]
    if unit in _TIME_FORMATS:
        values = np.ascontiguousarray(column).view(np.int64)
        return _TIME_FORMATS[unit], len(column), nulls, [valid, values], [], None
    days = column.astype("M8[D]").view(np.int64)
    clean = np.where(np.isnat(column), 0, days)
    if clean.size and (clean.min() < -_MAX_INT32 or clean.max() > _MAX_INT32):
        message = "a date lies outside of the range that Arrow can hold"
        raise CapacityError(message)
    return "tdD", len(column), nulls, [valid, clean.astype(np.int32)], [], None


def _utf8(strings: Sequence[str]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    encoded = [string.encode() for string in strings]
    offsets = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(string) for string in encoded], out=offsets[1:])
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), offsets


def _plain_node(
    data: npt.NDArray[np.uint8],
    offsets: npt.NDArray[np.int64],
    nulls: int,
    valid: npt.NDArray[np.uint8] | None,
) -> _ArrowNode:
    large = offsets[-1] > _MAX_INT32
    stored = offsets if large else offsets.astype(np.int32)
    return "U" if large else "u", len(offsets) - 1, nulls, [valid, stored, data], [], None


def _string_node(column: Strings) -> _ArrowNode:
    data, starts = _utf8(column.values)
    codes = column.codes
    missing = codes < 0
    lengths = np.append(np.diff(starts), 0)[codes]
    offsets = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    # For each byte of the result, the byte of the distinct strings it comes from.
    origin = np.append(starts[:-1], 0)[codes] - offsets[:-1]
    places = np.arange(offsets[-1]) + np.repeat(origin, lengths)
    nulls, valid = _validity(missing)
    return _plain_node(data[places] if len(data) else data, offsets, nulls, valid)


def _dictionary_node(column: Strings) -> _ArrowNode:
    nulls, valid = _validity(column.codes < 0)
    codes = np.ascontiguousarray(np.where(column.codes < 0, 0, column.codes), dtype=np.int32)
    values = _plain_node(*_utf8(column.values), 0, None)
    return "i", len(column), nulls, [valid, codes], [], values
