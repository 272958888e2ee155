"""Who is named together, and in which sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from polyvocal.report.collect.columns import codes, floats, ints, maybe
from polyvocal.report.collect.context import Context
from polyvocal.report.collect.networks import collect_circles, collect_pairs_by_outlet
from polyvocal.report.model import Pair, Sentence, Together

if TYPE_CHECKING:
    from polyvocal.cooccurrence import Cooccurrence

__all__ = ["collect_together"]

_MEASURES = ("npmi", "ppmi", "g2", "jaccard")


def collect_together(context: Context) -> Together | None:
    """Take the pairs among the actors named most; None when no two are named together."""
    result = context.study.cooccurrence(unit="sentence")
    table = result.table()
    if not len(table):
        return None
    a, b = codes(table, "a").counted(), codes(table, "b").counted()
    rank = {actor: i for i, actor in enumerate(context.actor_rows)}
    known = sorted({*a, *b}, key=lambda actor: (rank.get(actor, len(rank)), actor))
    shown = known[: context.limits.nodes]
    first, second = codes(table, "a", shown).numbers, codes(table, "b", shown).numbers
    counts = ints(table, "count")
    measures = {name: floats(table, name) for name in _MEASURES if name in table.columns}
    n_a, n_b, p, q = (floats(table, name) for name in ("n_a", "n_b", "p", "q"))
    matrix = np.zeros((len(shown), len(shown)), dtype=np.int64)
    npmi = np.full(matrix.shape, np.nan)
    pairs: list[Pair] = []
    order = np.lexsort((np.arange(len(counts)), -counts))
    # Numbers below len(shown) are of the actors shown.
    for row in order[(first[order] < len(shown)) & (second[order] < len(shown))].tolist():
        i, j = int(first[row]), int(second[row])
        matrix[i, j] = matrix[j, i] = counts[row]
        npmi[i, j] = npmi[j, i] = measures["npmi"][row]
        if len(pairs) >= context.limits.pairs:
            continue
        sentences, total = _sentences(context, result, shown[i], shown[j])
        pairs.append(
            Pair(
                key=f"p{len(pairs) + 1}",
                a=i,
                b=j,
                count=int(counts[row]),
                n_a=int(n_a[row]),
                n_b=int(n_b[row]),
                measures={name: float(values[row]) for name, values in measures.items()},
                p=maybe(float(p[row])),
                q=maybe(float(q[row])),
                sentences=sentences,
                sentences_total=total,
            )
        )
    rows = [context.actor_rows.get(actor) for actor in shown]
    return Together(
        unit="sentence",
        names=[context.name(actor) for actor in shown],
        marks=[context.mark_of(actor) for actor in shown],
        actor_keys=[row.key if row and row.spellings else None for row in rows],
        mentions=[row.mentions if row else 0 for row in rows],
        counts=matrix,
        npmi=npmi,
        units=int(ints(table, "n")[0]),
        measures=list(measures),
        pairs=pairs,
        edges=context.limits.edges,
        pairs_total=int(np.count_nonzero(counts)),
        actors_total=len(known),
        circles=collect_circles(context, result),
        by_outlet=collect_pairs_by_outlet(context),
    )


def _sentences(
    context: Context, result: Cooccurrence, a: str, b: str
) -> tuple[list[Sentence], int]:
    table = result.evidence(a, b)
    actors = {context.actor_ids.index(actor): context.name(actor) for actor in (a, b)}
    found = []
    for row in table.head(context.limits.sentences).rows():
        document = context.number_of[str(row["document"])]
        start, end = int(row["start"]), int(row["end"])
        spans = context.mention_spans(document, start, end, actors)
        found.append(context.sentence(document, start, end, spans))
    return found, len(table)
