"""Reading columns of tables: numbers, texts, and texts as codes."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from polyvocal.report.model import Listing

if TYPE_CHECKING:
    from polyvocal.table import Strings, Table

__all__ = [
    "Cells",
    "Codes",
    "Floats",
    "Ints",
    "codes",
    "floats",
    "ints",
    "listing",
    "maybe",
    "most",
    "split_list",
    "texts",
]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Codes:
    """A column of text: the distinct strings, and a number per row."""

    names: Sequence[str]
    numbers: Ints

    def __getitem__(self, row: int) -> str:
        return self.names[int(self.numbers[row])]

    def counted(self) -> Counter[str]:
        """Count the rows of each string that has some."""
        sizes = np.bincount(self.numbers, minlength=len(self.names)).tolist()
        return Counter({name: n for name, n in zip(self.names, sizes, strict=True) if n})


def codes(table: Table, name: str, known: Sequence[str] = ()) -> Codes:
    """Read a column of text; `known` strings get the first numbers, "" stands for missing."""
    column = cast("Strings", table.column(name))
    index = {known_name: code for code, known_name in enumerate(known)}
    lookup = [index.setdefault(value, len(index)) for value in column.values]
    if len(column) and column.codes.min() < 0:
        lookup.append(index.setdefault("", len(index)))  # where the code -1 finds it
    numbers = np.asarray(lookup, dtype=np.int64)[column.codes]
    return Codes(list(index), numbers)


def texts(table: Table, name: str) -> list[str]:
    """Read a column of text; "" where it is missing."""
    return ["" if value is None else str(value) for value in table[name]]


def floats(table: Table, name: str) -> Floats:
    """Read a column of numbers; NaN where it is missing."""
    return np.asarray(table[name], dtype=np.float64)


def ints(table: Table, name: str) -> Ints:
    """Read a column of whole numbers."""
    return np.asarray(table[name], dtype=np.int64)


class Cells:
    """Cells of a table by column and row; each column is made ready once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._columns: dict[str, NDArray[Any]] = {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self._columns:
            self._columns[name] = self._table[name]
        return self._columns[name]

    def text(self, name: str, row: int) -> str:
        """Give a text on one line; "" where it is missing."""
        value = self[name][row]
        return "" if value is None else " ".join(str(value).split())

    def number(self, name: str, row: int) -> float | None:
        """Give a number; None where it is missing."""
        return maybe(float(self[name][row]))


def maybe(value: float) -> float | None:
    """Turn NaN into None."""
    return None if math.isnan(value) else value


def most(counted: Counter[str]) -> list[tuple[str, int]]:
    """List the most frequent first; ties by name, never by order of arrival."""
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def listing(table: Table, limit: int) -> Listing:
    """Keep the first rows of a table as text, without columns that are empty."""
    rows = [
        ["" if value is None else str(value) for value in row.values()]
        for row in table.head(limit).rows()
    ]
    used = [i for i in range(len(table.columns)) if any(row[i] for row in rows)]
    names = [table.columns[i] for i in used]
    return Listing(names, [[row[i] for i in used] for row in rows], len(table))


def split_list(value: Any) -> list[str]:
    """Read a list that a cell holds: a list, JSON, or parts with a semicolon between.

    >>> split_list('["a", "b"]'), split_list("a; b"), split_list(None)
    (['a', 'b'], ['a', 'b'], [])
    """
    if value is None:
        return []
    if not isinstance(value, str):
        return [str(item) for item in value]
    if value.strip().startswith("["):
        return [str(item) for item in json.loads(value)]
    return [part.strip() for part in value.split(";") if part.strip()]
