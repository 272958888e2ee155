"""Columns as Arrow nodes: (format, length, null_count, buffers, children, dictionary)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from polyvocal.errors import CapacityError

if TYPE_CHECKING:
    pass

from polyvocal.table._columns import Column, Lists, Masked, Strings

__all__ = ["arrow_node"]

_ArrowNode: TypeAlias = tuple[str, int, int, list[Any], list[Any], Any]
_MAX_INT32 = 2**31 - 1
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


def arrow_node(column: Column, *, dictionary: bool) -> _ArrowNode:
    if isinstance(column, Strings):
        return _dictionary_node(column) if dictionary else _string_node(column)
    if isinstance(column, Lists):
        child = ("item", _string_node(column.strings))
        if column.offsets[-1] <= _MAX_INT32:
            offsets = np.ascontiguousarray(column.offsets, dtype=np.int32)
            return "+l", len(column), 0, [None, offsets], [child], None
        return "+L", len(column), 0, [None, np.ascontiguousarray(column.offsets)], [child], None
    if isinstance(column, Masked):
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
