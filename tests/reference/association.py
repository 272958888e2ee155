"""Association measures and tests by their definitions, in 60 decimal digits. Slow and obvious."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, getcontext
from fractions import Fraction
from math import comb

getcontext().prec = 60


def _log2(x: Decimal) -> Decimal:
    return x.ln() / Decimal(2).ln()


def _cells(n_ij: int, n_i: int, n_j: int, n: int) -> list[tuple[int, int, int]]:
    """(observed, row margin, column margin) of the four cells."""
    return [
        (n_ij, n_i, n_j),
        (n_i - n_ij, n_i, n - n_j),
        (n_j - n_ij, n - n_i, n_j),
        (n - n_i - n_j + n_ij, n - n_i, n - n_j),
    ]


def _log10(x: Decimal) -> Decimal:
    return x.log10()


def _chi2(n_ij: int, n_i: int, n_j: int, n: int) -> Decimal:
    cells = _cells(n_ij, n_i, n_j, n)
    expected = [Decimal(row) * Decimal(column) / Decimal(n) for _, row, column in cells]
    if min(expected) == 0:
        return Decimal(0)
    gap = Decimal(n_ij) - expected[0]
    size = abs(gap)
    if min(expected) < 5 and size > Decimal("0.5"):
        size -= Decimal("0.5")
    value = sum((size**2 / e for e in expected), Decimal(0))
    return -value if gap < 0 else value


def _hypergeometric_from(k: int, n_i: int, n_j: int, n: int) -> Decimal:
    """P(X >= k), each probability from the one before it."""
    low, high = max(0, n_i + n_j - n), min(n_i, n_j)
    # Relative to the first; the total of all is 1.
    term, below, above = Decimal(1), Decimal(0), Decimal(0)
    for x in range(low, high + 1):
        if x < k:
            below += term
        else:
            above += term
        up = Decimal((n_i - x) * (n_j - x))
        term *= up / Decimal((x + 1) * (n - n_i - n_j + x + 1))
    return above / (above + below)


def _poisson_from(k: int, mean: Decimal) -> Decimal:
    """P(X >= k): one minus the terms below where that is exact enough, else the terms above."""
    if mean > k:
        term = (-mean).exp()
        below = Decimal(0)
        for x in range(k):
            below += term
            term *= mean / (x + 1)
        return 1 - below
    log_term = (
        Decimal(k) * mean.ln() - mean - sum((Decimal(x).ln() for x in range(2, k + 1)), Decimal(0))
    )
    total, term, x = Decimal(0), Decimal(1), k
    while term > Decimal("1e-40"):
        total += term
        x += 1
        term *= mean / x
    return log_term.exp() * total


def measure(name: str, n_ij: int, n_i: int, n_j: int, n: int) -> float:
    """One measure of one pair; n_ij > 0."""
    ij, i, j, total = (Decimal(x) for x in (n_ij, n_i, n_j, n))
    pmi = _log2(ij * total / (i * j))
    if name == "pmi":
        value = pmi
    elif name == "npmi":
        value = Decimal(1) if n_ij == n else pmi / -_log2(ij / total)
    elif name == "ppmi":
        value = max(pmi, Decimal(0))
    elif name == "g2":
        value = Decimal(0)
        for observed, row, column in _cells(n_ij, n_i, n_j, n):
            if observed:
                expected = Decimal(row) * Decimal(column) / total
                value += 2 * Decimal(observed) * (Decimal(observed) / expected).ln()
        if n_ij * n < n_i * n_j:
            value = -value
    elif name == "jaccard":
        value = ij / (i + j - ij)
    elif name == "dice":
        value = 2 * ij / (i + j)
    elif name == "ochiai":
        value = ij / (i * j).sqrt()
    elif name == "logdice":
        value = 14 + _log2(2 * ij / (i + j))
    elif name == "association_strength":
        value = ij * total / (i * j)
    elif name == "inclusion":
        value = ij / min(i, j)
    elif name == "t_score":
        value = (ij - i * j / total) / ij.sqrt()
    elif name == "log_odds":
        half = Decimal("0.5")
        a, b, c, d = (Decimal(cell[0]) + half for cell in _cells(n_ij, n_i, n_j, n))
        value = (a * d / (b * c)).ln()
    elif name == "log_odds_se":
        value = sum(
            (1 / (Decimal(cell[0]) + Decimal("0.5")) for cell in _cells(n_ij, n_i, n_j, n)),
            Decimal(0),
        ).sqrt()
    elif name == "chi2":
        value = _chi2(n_ij, n_i, n_j, n)
    elif name == "fisher":
        value = -_log10(_hypergeometric_from(n_ij, n_i, n_j, n))
    elif name == "poisson":
        value = -_log10(_poisson_from(n_ij, i * j / total))
    else:
        raise ValueError(name)
    return float(value)


def hypergeometric_upper(k: int, n_i: int, n_j: int, n: int) -> float:
    """P(X > k) + P(X = k)/2, exact in fractions."""
    total = Fraction(0)
    for x in range(k, min(n_i, n_j) + 1):
        ways = Fraction(comb(n_i, x) * comb(n - n_i, n_j - x))
        total += ways / 2 if x == k else ways
    return float(total / comb(n, n_j))


def benjamini_hochberg(p: Sequence[float], tests: int) -> list[float]:
    """q of each p: the smallest bound at which it would be kept."""
    ranked = sorted(p)
    return [
        min(
            [1.0]
            + [tests * value / (rank + 1) for rank, value in enumerate(ranked) if value >= mine]
        )
        for mine in p
    ]


def disparity(weights: dict[tuple[int, int], int]) -> dict[tuple[int, int], float]:
    """Closed form of the disparity filter over undirected edges: the smaller of the two ends."""

    def chance(edge: tuple[int, int], node: int) -> float:
        own = [w for e, w in weights.items() if node in e]
        return 1.0 if len(own) == 1 else (1 - weights[edge] / sum(own)) ** (len(own) - 1)

    return {edge: min(chance(edge, edge[0]), chance(edge, edge[1])) for edge in weights}
