"""Is a pair together in more articles than chance gives: two nulls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, gammainc, ndtr

from polyvocal import _core

__all__ = ["EXACT", "Named", "Null"]

Floats = npt.NDArray[np.float64]

_FEW_HITS = 10  # below, the tail is that of a fitted law
_SMALLEST = 1e-300


@dataclass(frozen=True)
class Null:
    """What chance means. See `Cooccurrence.with_null`."""

    kind: str = "documents"
    replicates: int = 999
    seed: int = 0
    threads: int = field(default=0, compare=False)


EXACT = Null("names")


@dataclass(frozen=True)
class Named:
    """The names of every article that has any, in an order that depends on them alone."""

    nodes: int
    begin: npt.NDArray[np.int64]
    items: npt.NDArray[np.int32]

    @classmethod
    def from_core(cls, columns: dict[str, Any], nodes: int) -> Named:
        """Take the articles of a corpus."""
        return cls(nodes, columns["begin"], columns["items"])._sorted()

    def plus(self, other: Named) -> Named:
        """Add other articles."""
        begin = np.concatenate([self.begin, other.begin[1:] + self.begin[-1]])
        return Named(self.nodes, begin, np.concatenate([self.items, other.items]))._sorted()

    def _sorted(self) -> Named:
        # Draws are made by an article's place: the same articles in any order give the same p.
        bounds = zip(self.begin[:-1].tolist(), self.begin[1:].tolist(), strict=True)
        items = self.items.tolist()
        rows = sorted(items[a:b] for a, b in bounds if b > a)
        begin = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
        flat = np.array([item for row in rows for item in row], dtype=np.int32)
        begin.flags.writeable = flat.flags.writeable = False
        return Named(self.nodes, begin, flat)

    def p_values(self, null: Null, cells: int) -> Floats:
        """Mid-p of every pair that shares an article, in the order of the counts."""
        found = _core.permutation_tests(
            self.begin,
            self.items,
            self.nodes,
            replicates=null.replicates,
            seed=null.seed,
            threads=null.threads,
        )
        if len(found["p"]) != cells:  # never: both count the same articles
            message = f"{len(found['p'])} pairs tested of {cells}"
            raise AssertionError(message)
        p: Floats = found["p"].copy()
        rare = p * (null.replicates + 1) < _FEW_HITS
        k = found["values"][rare].astype(np.float64)
        # The observed articles are one of the replicates.
        mean = (found["mean"][rare] * null.replicates + k) / (null.replicates + 1)
        # What the replicates hardly reach, a law with their mean and variance continues.
        tail = _fitted_tail(k, mean, found["variance"][rare])
        p[rare] = np.minimum(tail, _FEW_HITS / (null.replicates + 1))
        return p


def _fitted_tail(k: Floats, mean: Floats, variance: Floats) -> Floats:
    """Mid-p of a binomial with this mean and variance, or of a normal law where that is larger.

    A binomial ends where its number of trials does, which the counts may exceed.
    """
    binomial = (_tail(k, mean, variance) + _tail(k + 1, mean, variance)) / 2
    normal = ndtr((mean - k) / np.sqrt(np.maximum(variance, 1e-12)))
    tail: Floats = np.maximum(np.maximum(binomial, normal), _SMALLEST)
    return tail


def _tail(k: Floats, mean: Floats, variance: Floats) -> Floats:
    share = np.clip(1 - variance / np.maximum(mean, 1e-12), 1e-6, 1 - 1e-9)
    n = mean / share
    binomial = np.where(k <= n, betainc(np.maximum(k, 1e-9), np.maximum(n - k + 1, 1e-9), share), 0)
    poisson = gammainc(np.maximum(k, 1e-9), mean)
    tail: Floats = np.where(share > 1e-3, binomial, poisson)
    return np.where(k <= 0, 1.0, tail)
