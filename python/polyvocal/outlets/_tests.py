"""Tables of tested pairs: excess divergence, its verdicts, and Benjamini-Hochberg."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.outlets._data import Data, Floats, Ints, Profile, to_scipy, to_sparse_rows

__all__ = [
    "ALIKE",
    "DIFFERENT",
    "NOTHING",
    "NO_EXCHANGE",
    "TOO_FEW",
    "false_discovery",
    "two_groups",
    "verdict_of",
]

DIFFERENT = "different"
ALIKE = "not distinguishable"
TOO_FEW = "too few articles"
NO_EXCHANGE = "no test: never in the same month"
NOTHING = "undefined: nothing counted in one of them"


def false_discovery(p: Floats) -> Floats:
    """Benjamini and Hochberg's q over the p that are known."""
    q: Floats = np.asarray(_core.benjamini_hochberg(p, int(np.count_nonzero(~np.isnan(p)))))
    return q


def verdict_of(divergence: float, documents: int, exchangeable: int, q: float) -> str:
    """Say what a pair's test shows."""
    if np.isnan(divergence):
        return NOTHING
    if documents < _core.FEWEST_DOCUMENTS:
        return TOO_FEW
    if exchangeable < _core.FEWEST_DOCUMENTS:
        return NO_EXCHANGE
    return DIFFERENT if q <= 0.05 else ALIKE


def two_groups(
    data: Data,
    profile: Profile,
    first: npt.NDArray[Any],
    second: npt.NDArray[Any],
    *,
    strata: Ints | None = None,
    permutations: int = 999,
) -> dict[str, float]:
    """Compare two sets of articles by excess divergence.

    Parameters
    ----------
    data : Data
    profile : {"words", "actors", "frames"}
    first, second : array of int
        Rows of articles.
    strata : array of int, optional
        Stratum of every article of the corpus.
    permutations : int

    Returns
    -------
    dict
        ``divergence, excess, low, high, z, p`` in bits, and ``documents`` of the smaller set and
        ``exchangeable`` ones.
    """
    rows = np.concatenate([first, second])
    counts = csr_array(to_scipy(data.counts(profile))[rows])
    groups = np.repeat(np.array([0, 1], dtype=np.int32), [len(first), len(second)])
    found = _core.compare_divergence(
        to_sparse_rows(counts),
        groups,
        2,
        strata=None if strata is None else strata[rows],
        permutations=permutations,
        seed=data.seed,
        threads=data.threads,
    )
    keys = ("divergence", "excess", "low", "high", "z", "p", "exchangeable")
    result = {key: float(found[key][0, 1]) for key in keys}
    return {**result, "documents": float(found["documents"].min())}
