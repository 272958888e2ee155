"""Who repeats whose text, how much of it, and how much later."""

from __future__ import annotations

import numpy as np

from polyvocal import _core
from polyvocal.outlets._data import Data
from polyvocal.table import Table

__all__ = ["find_flow"]


def find_flow(data: Data) -> Table:
    """Sum the reused words from outlet to outlet; see `OutletComparison.flow`."""
    similarity = data.similarity("document", "reuse")
    assert similarity._reuse is not None
    found = similarity._reuse()
    passages, tokens = found["passages"], np.asarray(found["tokens"]).astype(np.int64)
    a, b = passages["a"].astype(np.int64), passages["b"].astype(np.int64)
    outlet, day = data.of_document.astype(np.int64), data.dates.astype(np.int64)
    dated = (day[a] != _core.NO_DATE) & (day[b] != _core.NO_DATE)
    copied = ~np.asarray(passages["in_quotation"]) & ~np.asarray(passages["boilerplate"])
    between = (outlet[a] >= 0) & (outlet[b] >= 0) & (outlet[a] != outlet[b])
    keep = copied & between & dated
    a, b = a[keep], b[keep]
    words = {"a": passages["tokens_a"][keep], "b": passages["tokens_b"][keep]}
    forward, backward, same = day[a] < day[b], day[a] > day[b], day[a] == day[b]
    # On the same day either may be first: both directions are listed, apart.
    source = np.concatenate([a[forward | same], b[backward | same]])
    target = np.concatenate([b[forward | same], a[backward | same]])
    count = np.concatenate([words["b"][forward | same], words["a"][backward | same]])
    return _table(data, source, target, count.astype(np.int64), tokens)


def _table(
    data: Data, source: np.ndarray, target: np.ndarray, words: np.ndarray, tokens: np.ndarray
) -> Table:
    n = len(data.labels)
    outlet, day = data.of_document.astype(np.int64), data.dates.astype(np.int64)
    # Of an article's sources in one outlet the one with most words counts, the earlier of equals:
    # the same passage in two of them is one passage.
    article = target * len(data.ids) + source
    article, inverse = np.unique(article, return_inverse=True)
    total = np.bincount(inverse, weights=words, minlength=len(article)).astype(np.int64)
    target, source = article // max(1, len(data.ids)), article % max(1, len(data.ids))
    total = np.minimum(total, tokens[target])
    lag = day[target] - day[source]
    order = np.lexsort((source, day[source], -total, outlet[source], target))
    key = target[order] * n + outlet[source[order]]
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    best = order[first]
    pair = outlet[source[best]] * n + outlet[target[best]]
    size = np.bincount(outlet[outlet >= 0], weights=tokens[outlet >= 0], minlength=n)
    rows: list[tuple[object, ...]] = []
    for one in np.unique(pair).tolist():
        mine = best[pair == one]
        later = mine[lag[mine] > 0]
        to = one % n
        rows.append(
            (
                data.labels[one // n],
                data.labels[to],
                len(later),
                int(total[later].sum()),
                float(total[later].sum() / size[to]) if size[to] else float("nan"),
                float(np.median(lag[later])) if len(later) else float("nan"),
                len(mine) - len(later),
                int(total[mine].sum() - total[later].sum()),
            )
        )
    rows.sort(key=lambda row: (-int(str(row[3])), -int(str(row[7])), str(row[0]), str(row[1])))
    names = (
        "from",
        "to",
        "articles",
        "words",
        "share",
        "median_days",
        "same_day_articles",
        "same_day_words",
    )
    return Table({name: [row[i] for row in rows] for i, name in enumerate(names)}, name="flow")
