"""Circles of actors, and the pairs in which outlets differ."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from polyvocal.report.collect.columns import codes, floats, ints, texts
from polyvocal.report.collect.context import Context
from polyvocal.report.model import Circle, Circles, OutletPairs, PairsByOutlet, PairShare

if TYPE_CHECKING:
    from polyvocal.cooccurrence import Cooccurrence

__all__ = ["collect_circles", "collect_pairs_by_outlet"]

_LEVEL = 0.05  # expected share of false finds
_MEMBERS = 12  # of a circle, and
_PAIRS = 4  # of an outlet, that are named


def collect_circles(context: Context, result: Cooccurrence) -> Circles | None:
    """Find the communities among pairs that chance does not explain; None for fewer than two."""
    known = result.significant(q=_LEVEL)
    found = known.communities()
    table = found.table
    names, number = texts(table, "name"), ints(table, "community")
    strength = floats(table, "strength")
    order = sorted(
        range(len(names)), key=lambda row: (number[row], -strength[row], str(names[row]))
    )
    circles = []
    for _, rows in groupby(order, key=lambda row: int(number[row])):
        members = [context.name(str(names[row])) for row in rows]
        circles.append(Circle(members[:_MEMBERS], len(members)))
    if len(circles) < 2:
        return None
    shown = circles[: context.limits.candidates]
    pairs = int(np.count_nonzero(ints(known.table(), "count")))
    return Circles(shown, len(circles), len(names), pairs, found.modularity)


def collect_pairs_by_outlet(context: Context) -> PairsByOutlet | None:
    """Set each outlet beside all others; None where fewer than two have articles enough."""
    if not any(context.study.corpus.outlets):
        return None
    table = context.study.cooccurrence(by="outlet").compare_all(among="either")
    q, p, change = (floats(table, name) for name in ("q", "p", "change"))
    here, possible = ints(table, "documents_2"), ints(table, "documents_n_2")
    there, of_others = ints(table, "documents_1"), ints(table, "documents_n_1")
    a, b, slices = (codes(table, name) for name in ("a", "b", "slice"))
    compared = sorted(slices.counted())
    if len(compared) < 2:
        return None
    differs = np.flatnonzero(q <= _LEVEL)
    order = differs[np.lexsort((differs, p[differs], slices.numbers[differs]))].tolist()

    def share(row: int) -> PairShare:
        counts = (int(part[row]) for part in (here, possible, there, of_others))
        return PairShare(context.name(a[row]), context.name(b[row]), *counts)

    outlets = []
    for number, rows in groupby(order, key=lambda row: int(slices.numbers[row])):
        listed = list(rows)
        more, less = ([row for row in listed if (change[row] > 0) == up] for up in (True, False))
        outlets.append(
            OutletPairs(
                slices.names[number],
                [share(row) for row in more[:_PAIRS]],
                len(more),
                [share(row) for row in less[:_PAIRS]],
                len(less),
            )
        )
    sizes = context.outlet_sizes
    outlets.sort(key=lambda outlet: (-sizes[outlet.name], outlet.name))
    return PairsByOutlet(
        outlets[: context.limits.outlets], len(outlets), len(compared), len(differs), len(q)
    )
