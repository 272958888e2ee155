"""How far apart the networks of two slices are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from polyvocal.cooccurrence._counts import Counts, Floats
from polyvocal.matrix import LabelledMatrix, check_name

__all__ = ["Distance", "network_distances"]

Distance = Literal["jensen_shannon", "weighted_jaccard", "jaccard"]


def network_distances(
    slices: Sequence[Counts], names: Sequence[str], measure: Distance
) -> LabelledMatrix:
    """Give the distance of every two networks; NaN where one has no edge."""
    check_name("measure", measure, ("jensen_shannon", "weighted_jaccard", "jaccard"))
    keys = [counts.keys() for counts in slices]
    shares = [counts.values / max(counts.values.sum(), 1e-300) for counts in slices]
    result = np.full((len(slices), len(slices)), np.nan)
    for i in range(len(slices)):
        for j in range(i + 1):
            if len(keys[i]) and len(keys[j]):
                p, q = _aligned(keys[i], shares[i], keys[j], shares[j])
                result[i, j] = result[j, i] = _distance(p, q, measure)
    return LabelledMatrix(result, names, name=f"distance of networks: {measure}")


def _aligned(
    keys_a: Floats | np.ndarray, a: Floats, keys_b: np.ndarray, b: Floats
) -> tuple[Floats, Floats]:
    every = np.union1d(keys_a, keys_b)
    p, q = np.zeros(len(every)), np.zeros(len(every))
    p[np.searchsorted(every, keys_a)] = a
    q[np.searchsorted(every, keys_b)] = b
    return p, q


def _distance(p: Floats, q: Floats, measure: Distance) -> float:
    if measure == "jaccard":
        return float(1 - np.count_nonzero((p > 0) & (q > 0)) / len(p))
    if measure == "weighted_jaccard":
        return float(1 - np.minimum(p, q).sum() / np.maximum(p, q).sum())
    middle = (p + q) / 2
    divergence = sum(
        float((x[x > 0] * np.log2(x[x > 0] / middle[x > 0])).sum()) / 2 for x in (p, q)
    )
    return float(np.sqrt(max(divergence, 0.0)))
