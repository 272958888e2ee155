"""Measures of profiles, to give as ``kind`` of `Study.similarity`: those quanteda has, and a start.

Each takes counts, outlets x terms, and gives a symmetric array, outlets x outlets, with 1 for the
same. In the formulas x and y are two rows; a, b, c, d count the terms that both have, one has, the
other has, neither has. NaN where a formula divides by 0.

>>> import numpy as np
>>> profiles = np.array([[1.0, 2, 0], [1, 0, 0]])
>>> round(float(cosine(profiles)[0, 1]), 3), float(jaccard(profiles)[0, 1])
(0.447, 0.5)
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal import _core

__all__ = [
    "correlation",
    "cosine",
    "dice",
    "edice",
    "ejaccard",
    "hamann",
    "jaccard",
    "rank_biased_overlap",
    "simple_matching",
]

Floats = npt.NDArray[np.float64]


def _over(numerator: Floats, denominator: Floats) -> Floats:
    quotient: Floats = np.full(numerator.shape, np.nan)
    np.divide(numerator, denominator, out=quotient, where=denominator != 0)
    return quotient


def _products(profiles: Floats) -> tuple[Floats, Floats]:
    """Sum of x y, and of x x + y y, of each two rows."""
    dots = profiles @ profiles.T
    squares = dots.diagonal()
    return dots, squares[:, None] + squares[None]


def _presence(profiles: Floats) -> tuple[Floats, Floats]:
    """Give a, and b + c, of each two rows."""
    both, sums = _products((profiles > 0).astype(np.float64))
    return both, sums - 2 * both


def cosine(profiles: Floats) -> Floats:
    """Give the dot product of x and y over the product of their lengths."""
    dots, _ = _products(profiles)
    length = np.sqrt(dots.diagonal())
    return _over(dots, np.outer(length, length))


def correlation(profiles: Floats) -> Floats:
    """Pearson's correlation over the terms: the cosine of centred rows."""
    return cosine(profiles - profiles.mean(axis=1, keepdims=True))


def jaccard(profiles: Floats) -> Floats:
    """Give a / (a + b + c) (Jaccard 1912)."""
    both, either = _presence(profiles)
    return _over(both, both + either)


def ejaccard(profiles: Floats) -> Floats:
    """Give x.y / (x.x + y.y - x.y) (Tanimoto; Strehl and Ghosh 2000)."""
    dots, sums = _products(profiles)
    return _over(dots, sums - dots)


def dice(profiles: Floats) -> Floats:
    """Give 2 a / (2 a + b + c) (Dice 1945)."""
    both, either = _presence(profiles)
    return _over(2 * both, 2 * both + either)


def edice(profiles: Floats) -> Floats:
    """Give 2 x.y / (x.x + y.y)."""
    dots, sums = _products(profiles)
    return _over(2 * dots, sums)


def simple_matching(profiles: Floats) -> Floats:
    """Give (a + d) / (a + b + c + d) (Sokal and Michener 1958)."""
    _, either = _presence(profiles)
    terms = np.full(either.shape, float(profiles.shape[1]))
    return _over(terms - either, terms)


def hamann(profiles: Floats) -> Floats:
    """Give (a + d - b - c) / (a + b + c + d) (Hamann 1961); from -1 to 1."""
    return 2 * simple_matching(profiles) - 1


def rank_biased_overlap(profiles: Floats, persistence: float = 0.9) -> Floats:
    """Compare what is frequent in both, the most frequent first: Webber and others' (2010).

    Extrapolated; the mean over the orders of equal counts. `persistence`, in (0, 1), tells how far
    down the rankings matter; see the method page.
    """
    rows = csr_array(profiles.astype(np.float32))
    n = len(profiles)
    a, b = (side.astype(np.int32) for side in np.triu_indices(n, k=1))
    sparse = _core.SparseRows(
        rows.indptr.astype(np.int32), rows.indices.astype(np.int32), rows.data, profiles.shape[1]
    )
    square = np.eye(n)
    square[a, b] = _core.rank_overlap(sparse, a, b, persistence=persistence)
    square[b, a] = square[a, b]
    return square
