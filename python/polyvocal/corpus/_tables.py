"""Tables that come with a corpus: what was left out, and columns that were kept."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from polyvocal.table import Strings, Table

__all__ = ["issue_table", "metadata_table"]


def issue_table(rows: Sequence[tuple[str, int | None, str | None, str]], name: str) -> Table:
    numbers = np.ma.MaskedArray(
        np.array([row[1] or 0 for row in rows], dtype=np.int64),
        mask=np.array([row[1] is None for row in rows], dtype=bool),
    )
    return Table(
        {
            "source": Strings.encode(row[0] for row in rows),
            "row": numbers,
            "id": Strings.encode(row[2] for row in rows),
            "reason": Strings.encode(row[3] for row in rows),
        },
        name=name,
    )


def metadata_table(columns: Mapping[str, list[Any]]) -> Table:
    made: dict[str, Any] = {}
    for name, values in columns.items():
        plain = [_plain(value) for value in values]
        kinds = {type(value) for value in plain if value is not None}
        if len(kinds) > 1 and not kinds <= {int, float}:
            plain = [None if value is None else str(value) for value in plain]
        made[name] = plain
    return Table(made, name="metadata")


def _plain(value: Any) -> Any:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (str, bool, int, float)):
        return value
    if hasattr(value, "item"):  # numpy
        return value.item()
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=str)
