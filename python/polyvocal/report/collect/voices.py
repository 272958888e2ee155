"""Who is quoted how much, by outlet or article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polyvocal.report.model import QuotedRow, Speaker
from polyvocal.voices import KINDS

if TYPE_CHECKING:
    from polyvocal.report.collect.context import Context

__all__ = ["collect_voices"]

_SPEAKERS = 4


def collect_voices(context: Context) -> tuple[list[QuotedRow], int]:
    """Take the outlets with the most words, each with the speakers it gives most room to.

    Articles stand for outlets when no outlet is named.
    """
    by_outlet = bool(context.outlet_sizes)
    table = context.study.voices(by="outlet" if by_outlet else "document")
    names = {actor.id: actor.name for actor in context.study.actors.actors}
    groups: dict[str, list[dict[str, object]]] = {}
    for row in table.rows():
        groups.setdefault(str(row["group"]), []).append(row)
    words = {name: sum(int(str(row["tokens"])) for row in rows) for name, rows in groups.items()}
    order = sorted(groups, key=lambda name: (-words[name], name))
    limit = context.limits.outlets if by_outlet else context.limits.documents
    shown = [_row(name, words[name], groups[name], names) for name in order[:limit]]
    return shown, len(order)


def _row(name: str, words: int, rows: list[dict[str, object]], names: dict[str, str]) -> QuotedRow:
    share = dict.fromkeys(KINDS, 0.0)
    speakers: list[Speaker] = []
    for row in rows:
        part = int(str(row["tokens"])) / words if words else 0.0
        share[str(row["kind"])] += part
        if row["speaker"] is not None and len(speakers) < _SPEAKERS and part > 0:
            label = str(row["speaker"])
            shown = names.get(label, label) if row["kind"] == "actor" else label
            speakers.append(Speaker(shown, part, int(str(row["attributions"]))))
    return QuotedRow(name, words, tuple(share.values()), tuple(speakers))
