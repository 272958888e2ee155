"""Who was found, how, and where; and who else might be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from polyvocal.report.collect.columns import Cells, Ints, most, split_list
from polyvocal.report.collect.context import VOICES, Context
from polyvocal.report.model import ActorRow, CandidateRow, Spelling

if TYPE_CHECKING:
    from polyvocal.table import Table

__all__ = ["Groups", "collect_actors", "collect_candidates", "group_documents"]

_COLUMNS = 12  # of "who writes about whom"


@dataclass(frozen=True)
class Groups:
    """Columns of "who writes about whom": outlets, or articles when these are few."""

    names: Sequence[str]
    of_document: Ints  # -1: not shown
    total: int


def group_documents(context: Context) -> Groups:
    """Choose the columns of "who writes about whom"."""
    if context.size <= _COLUMNS or len(context.outlet_sizes) < 2:
        shown = context.shown_documents(_COLUMNS)
        of_document = np.full(context.size, -1, dtype=np.int64)
        of_document[shown] = np.arange(len(shown))
        return Groups([context.labels[number] for number in shown], of_document, context.size)
    names = [name for name, _ in most(context.outlet_sizes)[:_COLUMNS]]
    place = {name: i for i, name in enumerate(names)}
    of_document = np.array([place.get(outlet, -1) for outlet in context.outlets], dtype=np.int64)
    return Groups(names, of_document, len(context.outlet_sizes))


def collect_actors(context: Context, groups: Groups) -> list[ActorRow]:
    """Describe every actor that was found, most mentions first; spellings of those shown."""
    m = context.mentions
    n = len(context.actor_ids)
    totals = np.bincount(m.actor, minlength=n)
    by_voice = _cross(m.actor, m.voice, n, len(VOICES))
    by_group = _cross(m.actor, groups.of_document[m.document], n, len(groups.names))
    rows_of = _rows_by_code(m.actor, n)
    types = [actor.type for actor in context.study.actors.actors]
    order = np.lexsort((np.arange(n), -totals))
    result = []
    for rank, actor in enumerate(order[totals[order] > 0].tolist()):
        rows = rows_of[actor]
        spellings = _spellings(context, rows) if rank < context.limits.actors else []
        faction = Counter(filter(None, (m.faction[row] for row in rows.tolist())))
        result.append(
            ActorRow(
                key=f"a{rank + 1}",
                id=context.actor_ids[actor],
                name=context.name(context.actor_ids[actor]),
                type=types[actor],
                faction=context.faction_by_id.get(most(faction)[0][0]) if faction else None,
                mentions=int(totals[actor]),
                documents=len(np.unique(m.document[rows])),
                by_voice=by_voice[actor].tolist(),
                by_group=by_group[actor].tolist(),
                spellings=spellings[: context.limits.spellings],
                spellings_total=len(spellings),
            )
        )
    return result


def _cross(rows: Ints, columns: Ints, n: int, m: int) -> Ints:
    """Count pairs of codes; a column of -1 counts nowhere."""
    kept = columns >= 0
    counts = np.bincount(rows[kept] * max(m, 1) + columns[kept], minlength=n * max(m, 1))
    return counts.reshape(n, max(m, 1)).astype(np.int64)


def _rows_by_code(numbers: Ints, n: int) -> list[Ints]:
    order = np.argsort(numbers, kind="stable")
    return list(np.split(order, np.searchsorted(numbers[order], np.arange(1, n))))


def _spellings(context: Context, rows: Ints) -> list[Spelling]:
    m = context.mentions
    columns = [column.numbers[rows] for column in (m.surface, m.kind, m.method)]
    distinct, place = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
    sizes = np.bincount(place.ravel(), minlength=len(distinct)).tolist()
    sums = np.bincount(place.ravel(), m.confidence[rows], minlength=len(distinct)).tolist()
    # Surfaces that differ in white space only are one spelling.
    found: dict[tuple[str, str, str], tuple[int, float]] = {}
    for (surface, kind, method), n, total in zip(distinct.tolist(), sizes, sums, strict=True):
        key = (
            " ".join(m.surface.names[surface].split()),
            m.kind.names[kind],
            m.method.names[method],
        )
        count, confidence = found.get(key, (0, 0.0))
        found[key] = (count + n, confidence + total)
    spellings = [
        Spelling(
            surface=surface,
            kind=kind,
            method=method,
            confidence=confidence / count,
            count=count,
            variant=method.startswith("variant"),
        )
        for (surface, kind, method), (count, confidence) in found.items()
    ]
    return sorted(spellings, key=lambda s: (-s.count, s.surface, s.kind, s.method))


def collect_candidates(context: Context, table: Table) -> list[CandidateRow]:
    """Keep the first of the names for review."""
    shown = table.head(context.limits.candidates)
    cells = Cells(shown)
    result = []
    for row in range(len(shown)):
        nearest = cells.text("nearest_actor", row)
        result.append(
            CandidateRow(
                name=cells.text("name", row),
                type=cells.text("type", row),
                variants=split_list(cells["variants"][row]),
                count=int(cells["count"][row]),
                documents=int(cells["documents"][row]),
                nearest=context.name(nearest),
                similarity=cells.number("similarity", row) if nearest else None,
                reason=cells.text("reason", row),
                example=cells.text("example", row),
            )
        )
    return result
