"""Comparisons of outlets by their definitions. Slow and obvious."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def profile(articles: Sequence[Sequence[str]]) -> dict[str, float]:
    """Mean over articles of the shares of (1 + ln count)."""
    mean: Counter[str] = Counter()
    for words in articles:
        weights = {word: 1 + math.log(count) for word, count in Counter(words).items()}
        total = math.fsum(weights.values())
        for word, weight in weights.items():
            mean[word] += weight / total / len(articles)
    return mean


def divergence(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> float:
    """Jensen-Shannon divergence in bits."""
    p, q = profile(first), profile(second)
    bits = 0.0
    for one, other in ((p, q), (q, p)):
        for word, share in one.items():
            bits += share * math.log2(2 * share / (share + other.get(word, 0.0))) / 2
    return bits


def log_odds(a: Floats, b: Floats, prior: float) -> list[tuple[float, float]]:
    """Log odds ratio and standard error of each column, by Monroe et al. and the delta method."""
    share = (a.sum(axis=0) + b.sum(axis=0)) / (a.sum() + b.sum())
    result = []
    for column in range(a.shape[1]):
        odds, variance = [], []
        for rows in (a, b):
            own = rows[:, column].sum() + prior * share[column]
            rest = rows.sum() + prior - own
            odds.append(math.log(own / rest))
            slope = rows[:, column] / own - (rows.sum(axis=1) - rows[:, column]) / rest
            spread = np.var(slope, ddof=1) * len(rows)
            variance.append(max(1 / own, float(spread)))
        result.append((odds[0] - odds[1], math.sqrt(sum(variance))))
    return result


def mantel_p(x: Floats, y: Floats) -> float:
    """Two-sided p over all orders."""
    upper = np.triu_indices(len(x), 1)
    seen = abs(np.corrcoef(x[upper], y[upper])[0, 1])
    hits = [
        abs(np.corrcoef(x[upper], y[np.ix_(order, order)][upper])[0, 1]) >= seen - 1e-12
        for order in itertools.permutations(range(len(x)))
    ]
    return float(np.mean(hits))


def chi_squared_distances(table: Floats) -> Floats:
    """Distances between the rows' shares, each column weighted by 1 / its share of all."""
    shares = table / table.sum(axis=1, keepdims=True)
    mass = table.sum(axis=0) / table.sum()
    gaps = (shares[:, None] - shares[None]) / np.sqrt(mass)
    distances: Floats = np.sqrt((gaps**2).sum(axis=2))
    return distances


def _table(x: Floats, y: Floats) -> tuple[int, int, int, int]:
    has = [(bool(i), bool(j)) for i, j in zip(x > 0, y > 0, strict=True)]
    return (
        has.count((True, True)),
        has.count((True, False)),
        has.count((False, True)),
        has.count((False, False)),
    )


def cosine(x: Floats, y: Floats) -> float:
    return float(x @ y / math.sqrt((x @ x) * (y @ y)))


def correlation(x: Floats, y: Floats) -> float:
    return float(np.corrcoef(x, y)[0, 1])


def jaccard(x: Floats, y: Floats) -> float:
    a, b, c, _ = _table(x, y)
    return a / (a + b + c)


def ejaccard(x: Floats, y: Floats) -> float:
    return float(x @ y / (x @ x + y @ y - x @ y))


def dice(x: Floats, y: Floats) -> float:
    a, b, c, _ = _table(x, y)
    return 2 * a / (2 * a + b + c)


def edice(x: Floats, y: Floats) -> float:
    return float(2 * (x @ y) / (x @ x + y @ y))


def simple_matching(x: Floats, y: Floats) -> float:
    a, b, c, d = _table(x, y)
    return (a + d) / (a + b + c + d)


def hamann(x: Floats, y: Floats) -> float:
    a, b, c, d = _table(x, y)
    return (a + d - b - c) / (a + b + c + d)
