"""The counts as a table: one row a pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from polyvocal.cooccurrence._choices import SHOWN_MEASURES, Unit
from polyvocal.cooccurrence._counts import EMPTY, Slice
from polyvocal.cooccurrence._null import EXACT, Null
from polyvocal.table import Strings, Table

__all__ = ["pair_columns", "pair_table"]


def pair_table(
    unit: Unit,
    labels: Sequence[str],
    names: Sequence[str],
    slices: Sequence[Slice],
    *,
    directed: bool = False,
    null: Null,
) -> Table:
    """Give one row a pair that was counted, slice by slice, in the order of the labels."""
    parts = [
        pair_columns(part, place, directed=directed, null=null) for place, part in enumerate(slices)
    ]
    parts = parts or [pair_columns(EMPTY, 0, null=EXACT)]
    joined = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    rows = len(joined["count"])
    columns: dict[str, Any] = {
        "unit": Strings(np.zeros(rows, dtype=np.int32), [unit]),
        "slice": Strings(joined.pop("slice"), names or [""]),
        "a": Strings(joined.pop("a"), labels),
        "b": Strings(joined.pop("b"), labels),
        **joined,
    }
    return Table(columns, name="cooccurrence")


def pair_columns(
    part: Slice, place: int, *, directed: bool = False, null: Null
) -> dict[str, npt.NDArray[Any]]:
    """Columns of one slice; labels and slice as numbers."""
    counts, docs = part.counts, part.documents
    rows = counts.rows()
    upper = rows != counts.indices if directed else rows < counts.indices
    a, b = rows[upper], counts.indices[upper]
    p, q = part.tests(null)
    key = a.astype(np.int64) * len(docs.n) + b
    found = np.searchsorted(docs.keys(), key)
    return {
        "slice": np.full(len(a), place, dtype=np.int32),
        "a": a,
        "b": b,
        "count": counts.values[upper],
        "n_a": counts.n[a],
        "n_b": counts.n_columns[b],
        "n": np.full(len(a), counts.total, dtype=counts.n.dtype),
        **{name: counts.associate(name)[upper] for name in SHOWN_MEASURES},
        "documents": docs.values[found],
        "documents_a": docs.n[a],
        "documents_b": docs.n[b],
        "documents_n": np.full(len(a), docs.total, dtype=np.int64),
        "p": p[upper],
        "q": q[upper],
    }
