"""Cells as text: for people, JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np

from polyvocal.table._columns import Column, Lists, Strings, to_list_of

__all__ = ["cell_text", "csv_cells", "json_cells", "to_json"]

_WIDEST_CELL = 60


def cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = " ".join(str(value).split())
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"


def to_json(row: dict[str, Any]) -> str:
    # Infinity has no JSON form; it becomes a string rather than a broken file.
    clean = {
        key: str(value) if isinstance(value, float) and value in (np.inf, -np.inf) else value
        for key, value in row.items()
    }
    return json.dumps(clean, ensure_ascii=False, default=lambda value: value.isoformat())


def _shortest(column: np.ndarray[Any, np.dtype[np.float32]]) -> list[str | None]:
    """Single precision by the fewest digits that tell it from its neighbours: 0.1, not 0.10000000149."""
    return [None if np.isnan(value) else str(value) for value in column]


def json_cells(column: Column) -> Iterable[Any]:
    """Cells as `to_json` takes them."""
    if isinstance(column, np.ndarray) and column.dtype == np.float32:
        return [None if digits is None else float(digits) for digits in _shortest(column)]
    return to_list_of(column)


def csv_cells(column: Column, *, spreadsheet: bool) -> Iterable[Any]:
    """Cells as csv.writer takes them: numbers by their shortest exact form, missing as nothing."""
    values = to_list_of(column)
    if isinstance(column, Lists):
        values = [json.dumps(value, ensure_ascii=False) for value in values]
    elif isinstance(column, np.ndarray) and column.dtype.kind == "M":
        values = [None if value is None else value.isoformat() for value in values]
    elif isinstance(column, np.ndarray) and column.dtype == np.float32:
        values = _shortest(column)
    elif values and isinstance(values[0], bool):
        values = [None if value is None else str(value).lower() for value in values]
    if not spreadsheet or not isinstance(column, Strings):
        return values
    return [
        f"'{v}" if v is not None and v.startswith(("=", "+", "-", "@", "\t", "\r")) else v
        for v in values
    ]
