"""Scores of pairs, as the makers of each kind hand them over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from polyvocal.similarity.kinds import ONE_EACH, UNDEFINED, Floats, Ints, Kind
from polyvocal.table import Strings

__all__ = ["Pairs", "all_pairs", "nans", "plain_pairs"]


@dataclass(frozen=True)
class Pairs:
    """Scores of unordered pairs; `extra` are further columns of the table."""

    a: Ints
    b: Ints
    score: Floats
    low: Floats
    high: Floats
    p: Floats
    q: Floats
    verdict: Strings
    extra: dict[str, npt.NDArray[Any]] = field(default_factory=dict)


def all_pairs(n: int) -> tuple[Ints, Ints]:
    """Every unordered pair of n things."""
    a, b = np.triu_indices(n, k=1)
    return a.astype(np.int32), b.astype(np.int32)


def nans(n: int) -> Floats:
    """Return a column without values."""
    return np.full(n, np.nan)


def plain_pairs(
    kind: Kind,
    a: Ints,
    b: Ints,
    score: Floats,
    verdict: str = ONE_EACH,
    **extra: npt.NDArray[Any],
) -> Pairs:
    """Scores without interval or test."""
    n = len(a)
    verdicts = Strings(np.isnan(score).astype(np.int32), [verdict, UNDEFINED[kind]])
    return Pairs(a, b, score, nans(n), nans(n), nans(n), nans(n), verdicts, extra)
