"""Outlets beside each other, in their own voice."""

from __future__ import annotations

from collections import Counter

import numpy as np

from polyvocal.report.collect.columns import floats, texts
from polyvocal.report.collect.context import Context
from polyvocal.report.model import Beside, Faction, Standing
from polyvocal.table import Table

__all__ = ["collect_beside"]

_FEWEST = 3  # outlets with enough evidence


def collect_beside(context: Context) -> list[Beside]:
    """Compare two factions where there are two; else take each of them."""
    result = context.study.stance(by="outlet", voice="outlet")
    factions = context.factions
    pairs: list[tuple[Faction, Faction | None]] = [(faction, None) for faction in factions]
    if len(factions) == 2:
        pairs = [(factions[0], factions[1])]
    found = [
        _beside(result.relative(*(f.id for f in (a, b) if f)), a, b, context.limits.outlets)
        for a, b in pairs
    ]
    return [beside for beside in found if beside.total >= _FEWEST]


def _beside(table: Table, a: Faction, b: Faction | None, limit: int) -> Beside:
    difference, low, high = (floats(table, name) for name in ("difference", "low", "high"))
    names, verdicts = texts(table, "group"), texts(table, "verdict")
    known = np.flatnonzero(~np.isnan(difference))
    width = high - low
    # Those that can be told best are shown: the narrowest intervals.
    shown = sorted(known.tolist(), key=lambda row: (width[row], names[row]))[:limit]
    shown.sort(key=lambda row: (-difference[row], names[row]))
    rows = [
        Standing(
            names[row], float(difference[row]), float(low[row]), float(high[row]), verdicts[row]
        )
        for row in shown
    ]
    return Beside(a, b, rows, len(known), dict(Counter(verdicts[row] for row in known.tolist())))
