"""Average-linkage clustering with a fixed order of ties: the same tree on every machine and run.

The slow, obvious algorithm: figures show some dozens of items.

>>> import numpy as np
>>> far = np.array([[0.0, 0.9, 0.1], [0.9, 0.0, 0.8], [0.1, 0.8, 0.0]])
>>> tree = average_linkage(far)
>>> [(merge.left, merge.right, round(merge.height, 2)) for merge in tree.merges]
[(0, 2, 0.1), (1, 3, 0.85)]
>>> tree.order
[1, 2, 0]
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Merge", "Tree", "average_linkage", "leaf_order"]

_DECIMALS = 9  # heights that differ by less are a tie


@dataclass(frozen=True)
class Merge:
    """Two clusters joined at `height`; clusters below n are leaves, n + i is the i-th merge."""

    left: int
    right: int
    height: float
    support: float | None = None


@dataclass(frozen=True)
class Tree:
    """Merges from the lowest to the highest, and the leaves from top to bottom."""

    merges: list[Merge]
    order: list[int]


def average_linkage(distance: NDArray[np.float64]) -> Tree:
    """Cluster by average linkage.

    Parameters
    ----------
    distance : ndarray of shape (n, n)
        Symmetric distances; NaN counts as the largest one.

    Returns
    -------
    Tree
        With n - 1 merges; ties go to the pair with the lowest numbers.
    """
    n = len(distance)
    gaps = np.array(distance, dtype=np.float64)
    known = gaps[np.isfinite(gaps)]
    gaps[~np.isfinite(gaps)] = known.max() if known.size else 1.0
    members = {leaf: [leaf] for leaf in range(n)}
    merges: list[Merge] = []
    while len(members) > 1:
        keys = sorted(members)
        best: tuple[float, int, int] | None = None
        for i, left in enumerate(keys):
            for right in keys[i + 1 :]:
                height = float(gaps[np.ix_(members[left], members[right])].mean())
                candidate = (round(height, _DECIMALS), left, right)
                if best is None or candidate < best:
                    best = candidate
        if best is None:  # never: at least two clusters are left
            break
        height, left, right = best
        merges.append(Merge(left, right, height))
        members[n + len(merges) - 1] = members.pop(left) + members.pop(right)
    return Tree(merges, leaf_order(merges, n, gaps))


def leaf_order(merges: list[Merge], n: int, distance: NDArray[np.float64] | None) -> list[int]:
    """Leaves from top to bottom; each join is turned so that the nearest ends touch."""
    leaves: dict[int, list[int]] = {leaf: [leaf] for leaf in range(n)}
    for index, merge in enumerate(merges):
        a, b = leaves.pop(merge.left), leaves.pop(merge.right)
        if distance is not None:
            turns = [(a, b), (a, b[::-1]), (a[::-1], b), (a[::-1], b[::-1])]
            a, b = min(turns, key=lambda turn: round(float(distance[turn[0][-1], turn[1][0]]), 9))
        leaves[n + index] = a + b
    return [leaf for key in sorted(leaves) for leaf in leaves[key]]
