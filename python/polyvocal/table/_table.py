"""A table of columns that cannot be changed."""

from __future__ import annotations

import csv
import html
import io
import itertools
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal._files import whole_file
from polyvocal.errors import InputError, PolyvocalError, unknown_name

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

from polyvocal.table._arrow import arrow_node
from polyvocal.table._columns import (
    Column,
    Masked,
    Strings,
    as_column,
    column_from,
    equal_columns,
    sort_keys,
    state_of,
    take_rows,
    to_list_of,
)
from polyvocal.table._text import cell_text, csv_cells, json_cells, to_json

__all__ = ["Format", "Table", "format_of"]

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


def format_of(path: str | os.PathLike[str]) -> Format | None:
    """Tell the format that the suffix of a file names, if it names one.

    >>> format_of("mentions.jsonl"), format_of("mentions")
    ('jsonl', None)
    """
    return _SUFFIXES.get(Path(path).suffix.lower())


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
        made = {str(key): as_column(values, str(key)) for key, values in columns.items()}
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
        for values in zip(*(to_list_of(c) for c in self._columns.values()), strict=True):
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
            equal_columns(column, other._columns[key]) for key, column in self._columns.items()
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Callable[..., Table], tuple[Any, ...]]:
        return _restore, (
            {key: state_of(column) for key, column in self._columns.items()},
            self._length,
            self.name,
        )

    def __copy__(self) -> Table:
        return self

    def __deepcopy__(self, memo: object) -> Table:
        return self

    # ---- Small conveniences ---------------------------------------------------------------------

    def _derive(self, rows: npt.NDArray[Any] | slice, length: int) -> Table:
        taken = {key: take_rows(column, rows) for key, column in self._columns.items()}
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
                keep &= np.array([item in members for item in to_list_of(column)], dtype=bool)
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
        keys = [sort_keys(self.column(key), key, descending=descending) for key in reversed(by)]
        return self.take(np.lexsort(list(itertools.chain.from_iterable(keys))))

    # ---- To other libraries ---------------------------------------------------------------------

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas DataFrame. Strings are ``object``, integers with gaps ``Int64``."""
        pandas = _need("pandas", "to_pandas()")
        frame = {}
        for key, column in self._columns.items():
            if isinstance(column, Masked):
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
            (key, arrow_node(column, dictionary=dictionary))
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
        kind = format or format_of(target)
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
            for row in self._json_rows():
                file.write(row.encode() + b"\n")
        elif format == "json":
            file.write(b"[")
            for place, row in enumerate(self._json_rows()):
                file.write((b",\n " if place else b"\n ") + row.encode())
            file.write(b"\n]\n")
        elif format == "parquet":
            self._write_parquet(file)
        else:
            raise unknown_name("format", format, sorted(set(_SUFFIXES.values())))  # noqa: EM101  (a kind, not a message)

    def _json_rows(self) -> Iterator[str]:
        for values in zip(*map(json_cells, self._columns.values()), strict=True):
            yield to_json(dict(zip(self.columns, values, strict=True)))

    def _write_csv(self, file: BinaryIO, *, spreadsheet: bool) -> None:
        if spreadsheet:
            file.write(b"\xef\xbb\xbf")
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        try:
            writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180
            writer.writerow(self.columns)
            cells = (csv_cells(c, spreadsheet=spreadsheet) for c in self._columns.values())
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
        shown = [
            [key, *map(cell_text, to_list_of(column))] for key, column in head._columns.items()
        ]
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
        for row in zip(*(to_list_of(c) for c in head._columns.values()), strict=True):
            cells = "".join(
                f'<td dir="auto" style="{style}">{html.escape(cell_text(value))}</td>'
                for value in row
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


def _restore(columns: dict[str, tuple[str, Any]], length: int, name: str) -> Table:
    made = {key: column_from(kind, state) for key, (kind, state) in columns.items()}
    return Table._make(made, length, name)
