"""Columns: strings by number, lists of strings, numbers with gaps, arrays."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import CapacityError, InputError

if TYPE_CHECKING:
    pass

__all__ = [
    "Column",
    "Lists",
    "Masked",
    "Strings",
    "as_column",
    "column_from",
    "equal_columns",
    "frozen",
    "sort_keys",
    "state_of",
    "take_rows",
    "to_list_of",
]

Column: TypeAlias = "npt.NDArray[Any] | Strings | Lists | Masked"


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
        self.codes = frozen(own.astype(np.int32, copy=False))

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
        taken.codes = frozen(self.codes[rows])
        return taken

    def to_numpy(self) -> npt.NDArray[np.object_]:
        """As an array of ``str``, ``None`` where missing."""
        lookup = np.empty(len(self.values) + 1, dtype=object)
        lookup[:-1] = self.values
        lookup[-1] = None  # code -1 finds it
        return frozen(lookup[self.codes])

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
        self.offsets = frozen(own)
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
        return frozen(result)


class Masked:
    """Numbers or booleans of which some are missing."""

    __slots__ = ("missing", "values")

    def __init__(self, values: npt.NDArray[Any], missing: npt.NDArray[np.bool_]) -> None:
        # What lies under a missing value must not leak into files or comparisons.
        clean = values.copy()
        clean[missing] = 0
        self.values = frozen(clean)
        self.missing = frozen(missing)

    def __len__(self) -> int:
        return len(self.values)

    def take(self, rows: npt.NDArray[Any] | slice) -> Masked:
        return Masked(self.values[rows], self.missing[rows])

    def to_numpy(self) -> npt.NDArray[Any]:
        """Floats with NaN for integers, objects with ``None`` for booleans."""
        if self.values.dtype.kind == "b":
            objects = self.values.astype(object)
            objects[self.missing] = None
            return frozen(objects)
        floats = self.values.astype(np.float64)
        floats[self.missing] = np.nan
        return frozen(floats)

    def to_list(self) -> list[Any]:
        pairs = zip(self.values.tolist(), self.missing.tolist(), strict=True)
        return [None if gone else value for value, gone in pairs]


def frozen(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if array.flags.writeable:
        array = array.view()
        array.flags.writeable = False
    return array


def as_column(values: Any, name: str) -> Column:
    if isinstance(values, (Strings, Lists, Masked)):
        return values
    if isinstance(values, _core.StringColumn):
        return Strings.encode(values)
    if isinstance(values, np.ma.MaskedArray):
        mask = np.ma.getmaskarray(values)
        if values.dtype.kind in "fM":  # these have a missing value of their own
            gap = np.nan if values.dtype.kind == "f" else np.datetime64("NaT")
            return as_column(np.where(mask, gap, values.data), name)
        return Masked(values.data, mask) if mask.any() else as_column(values.data, name)
    if not isinstance(values, np.ndarray):
        return _from_sequence(list(values), name)
    if values.ndim != 1:
        message = f"column {name!r}: one dimension is needed, not {values.ndim}"
        raise InputError(message)
    if values.dtype.kind in "biuf" and values.dtype.itemsize <= 8:
        native = values.astype(values.dtype.newbyteorder("="), copy=False)
        # The caller could still write to their own array.
        return frozen(native.copy() if native.flags.writeable and native is values else native)
    if values.dtype.kind == "M":
        return frozen(values.copy() if values.flags.writeable else values)
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
        return frozen(np.array(values, dtype="M8[s]" if dt.datetime in kinds else "M8[D]"))
    missing = np.array([value is None for value in values], dtype=bool)
    try:
        if kinds <= {bool, np.bool_}:
            filled = np.array([bool(value) for value in values], dtype=bool)
        elif all(issubclass(kind, (int, np.integer)) for kind in kinds):
            filled = np.array([0 if value is None else int(value) for value in values], np.int64)
        else:
            filled = np.array([np.nan if value is None else float(value) for value in values])
            return frozen(filled)
    except OverflowError:
        message = f"column {name!r}: a number is too large for 64 bits"
        raise CapacityError(message) from None
    except (TypeError, ValueError):
        names = ", ".join(sorted(kind.__name__ for kind in kinds))
        message = f"column {name!r}: values of type {names} do not go together in a column"
        raise InputError(message) from None
    return Masked(filled, missing) if missing.any() else frozen(filled)


def take_rows(column: Column, rows: npt.NDArray[Any] | slice) -> Column:
    return frozen(column[rows]) if isinstance(column, np.ndarray) else column.take(rows)


def to_list_of(column: Column) -> list[Any]:
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


def equal_columns(a: Column, b: Column) -> bool:
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        if a.dtype != b.dtype:
            return False
        return bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fM"))
    return type(a) is type(b) and to_list_of(a) == to_list_of(b)


def state_of(column: Column) -> tuple[str, Any]:
    if isinstance(column, Strings):
        return "strings", (column.codes, column.values)
    if isinstance(column, Lists):
        return "lists", (column.offsets, column.strings.codes, column.strings.values)
    if isinstance(column, Masked):
        return "masked", (column.values, column.missing)
    return "array", column


def column_from(kind: str, state: Any) -> Column:
    if kind == "strings":
        return Strings(*state)
    if kind == "lists":
        offsets, codes, values = state
        return Lists(offsets, Strings(codes, values))
    if kind == "masked":
        return Masked(*state)
    array: npt.NDArray[Any] = state
    return frozen(array)


def sort_keys(column: Column, name: str, *, descending: bool) -> list[npt.NDArray[Any]]:
    """Keys for lexsort, the weaker first: the value, then whether it is missing."""
    if isinstance(column, Lists):
        message = f"cannot sort by {name!r}: its values are lists"
        raise InputError(message)
    if isinstance(column, Strings):
        values: npt.NDArray[Any] = column.ranks()
        missing = column.codes < 0
    elif isinstance(column, Masked):
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
