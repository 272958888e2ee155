"""How an outlet changes: each month against its last one, and against the others."""

from __future__ import annotations

import numpy as np

from polyvocal.cooccurrence import month_of
from polyvocal.outlets._data import Data, Profile
from polyvocal.outlets._tests import false_discovery, two_groups, verdict_of
from polyvocal.table import Table

__all__ = ["follow"]

_KEYS = ("divergence", "excess", "low", "high", "z", "p")


def follow(data: Data, profile: Profile, permutations: int) -> Table:
    """Test months of outlets; see `OutletComparison.drift`."""
    months, names = month_of(data.dates)
    heads: list[tuple[str, str, str, int, int]] = []
    found: list[dict[str, float]] = []
    for code, outlet in enumerate(data.labels):
        own = data.of_document == code
        before, before_name = None, ""
        for month, name in enumerate(names):
            rows = np.flatnonzero(own & (months == month))
            if not len(rows):
                continue
            others = np.flatnonzero(~own & (data.of_document >= 0) & (months == month))
            for against, other in ((before_name, before), ("other outlets", others)):
                if other is None or not len(other):
                    continue
                heads.append((outlet, name, against, len(rows), len(other)))
                found.append(two_groups(data, profile, rows, other, permutations=permutations))
            before, before_name = rows, name
    q = false_discovery(np.array([one["p"] for one in found], dtype=np.float64))
    titles = ("outlet", "month", "against", "articles", "articles_against")
    columns: dict[str, object] = {
        title: [head[i] for head in heads] for i, title in enumerate(titles)
    }
    for key in _KEYS:
        columns[key] = np.array([one[key] for one in found], dtype=np.float64)
    columns["q"] = q
    columns["verdict"] = [
        verdict_of(one["divergence"], int(one["documents"]), int(one["exchangeable"]), value)
        for one, value in zip(found, q.tolist(), strict=True)
    ]
    return Table(columns, name="drift")
