"""Outlets of a corpus as rows of word counts, for tests of the outlets' tests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

import polyvocal as pv
from polyvocal import _core

Ints = npt.NDArray[np.int64]

#: Documents a group, as in the published comparison.
SIZES = (10, 30, 100)


@dataclass(frozen=True)
class OutletRows:
    """Word counts of all articles, and the rows of each outlet."""

    counts: csr_array
    of_outlet: dict[str, Ints]

    def with_at_least(self, articles: int) -> list[str]:
        """Outlets with so many articles, by name."""
        return sorted(name for name, rows in self.of_outlet.items() if len(rows) >= articles)


def read_articles(path: Path) -> Iterator[dict[str, str]]:
    """Articles of a JSON-lines file without repeats: of a paper's equal texts the first counts."""
    opened = gzip.open if path.suffix == ".gz" else open
    seen: set[tuple[str, str]] = set()
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            key = article["outlet"], " ".join(article["text"].split())
            if key not in seen:
                seen.add(key)
                yield {name: article[name] or "" for name in ("id", "outlet", "text")}


def count_words(path: Path) -> OutletRows:
    """Read a corpus and count its words."""
    corpus = pv.read_corpus(list(read_articles(path)), progress=False)._core
    found = _core.word_counts(_core.segment(corpus))
    counts = csr_array((found.values, found.indices, found.indptr), shape=found.shape)
    outlets = np.asarray(corpus.outlets)
    names = list(corpus.outlet_names)
    return OutletRows(counts, {name: np.flatnonzero(outlets == i) for i, name in enumerate(names)})


def compare(
    counts: csr_array, first: Ints, second: Ints, *, permutations: int, seed: int
) -> dict[str, float]:
    """Excess divergence of two sets of articles: each number of the pair's test."""
    rows = counts[np.concatenate([first, second])]
    used = np.unique(rows.indices)
    rows = csr_array(rows[:, used])
    sparse = _core.SparseRows(
        rows.indptr.astype(np.int32),
        rows.indices.astype(np.int32),
        rows.data.astype(np.float32),
        rows.shape[1],
    )
    groups = np.repeat(np.array([0, 1], dtype=np.int32), [len(first), len(second)])
    found = _core.compare_divergence(sparse, groups, 2, permutations=permutations, seed=seed)
    return {key: float(found[key][0, 1]) for key in ("excess", "low", "high", "p", "z")}
