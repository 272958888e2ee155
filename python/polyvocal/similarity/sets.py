"""Sets of articles that a chain of similar pairs joins: stories, or families of copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from polyvocal.similarity.results import Similarity

__all__ = ["connected_sets"]


def connected_sets(similarity: Similarity, threshold: float) -> list[int]:
    """Give the number of the set that pairs of at least `threshold` put each article in; -1: none."""
    pairs, n = similarity._pairs, len(similarity.labels)
    joined = np.flatnonzero(pairs.score >= threshold)
    edges = (np.ones(len(joined), dtype=np.int8), (pairs.a[joined], pairs.b[joined]))
    _, labels = connected_components(csr_array(edges, shape=(n, n)), directed=False)
    sizes = np.bincount(labels, minlength=1)
    numbers = np.where(sizes > 1, np.cumsum(sizes > 1) - 1, -1)
    return [int(number) for number in numbers[labels]]
