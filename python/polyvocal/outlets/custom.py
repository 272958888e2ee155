"""A measure written in Python, with the same null, interval and verdicts as the built-in ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.outlets._data import Data, Floats, Ints, Profile, to_scipy

__all__ = ["Measure", "Measured", "measure_outlets"]

#: From profiles (outlets x terms, counts) to scores (outlets x outlets, symmetric).
Measure = Callable[[npt.NDArray[np.float64]], Any]

_BATCH = 32
_DRAWS = 199


@dataclass(frozen=True)
class Measured:
    """Scores of all outlet pairs; each array is outlets x outlets."""

    score: Floats
    low: Floats
    high: Floats
    null_mean: Floats
    p_less: Floats
    p_more: Floats


class _Profiles:
    """Pooled counts for any labels or draws, through the measure, with its answer checked."""

    def __init__(self, data: Data, profile: Profile, measure: Measure) -> None:
        self.data, self.measure = data, measure
        self.rows = np.flatnonzero(data.of_document >= 0)
        counts = csr_array(to_scipy(data.counts(profile)).astype(np.float64))[self.rows]
        self.counts = counts[:, np.flatnonzero(np.asarray(counts.sum(axis=0)).ravel())]
        self.groups = np.ascontiguousarray(data.of_document[self.rows])

    def score(self, labels: Ints, times: Ints | None = None) -> Floats:
        n = len(self.data.labels)
        weights = np.ones(len(labels)) if times is None else times.astype(np.float64)
        member = csr_array((weights, (labels, np.arange(len(labels)))), shape=(n, len(labels)))
        found = np.asarray(self.measure((member @ self.counts).toarray()), dtype=np.float64)
        return self._checked(found, n)

    def _checked(self, found: Floats, n: int) -> Floats:
        name = getattr(self.measure, "__name__", "the measure")
        if found.shape != (n, n):
            message = (
                f"{name} gave an array of shape {found.shape} for {n} outlets; "
                f"it has to give ({n}, {n})"
            )
            raise InputError(message)
        if not np.allclose(found, found.T, equal_nan=True):
            message = (
                f"{name} gave a matrix that is not symmetric; score(a, b) has to be score(b, a)"
            )
            raise InputError(message)
        return found


def measure_outlets(data: Data, profile: Profile, measure: Measure, permutations: int) -> Measured:
    """Score, permute and resample; see `Study.similarity` with a function as ``kind``."""
    profiles = _Profiles(data, profile, measure)
    score = profiles.score(profiles.groups)
    strata = None if data.strata is None else np.ascontiguousarray(data.strata[profiles.rows])
    less, more, total = (np.zeros_like(score) for _ in range(3))
    for begin in range(0, permutations, _BATCH):
        end = min(permutations, begin + _BATCH)
        for labels in _core.dealt_labels(
            profiles.groups, strata, begin + 1, end + 1, seed=data.seed
        ):
            null = profiles.score(labels)
            less += null <= score + 1e-12
            more += null >= score - 1e-12
            total += null
    drawn = []
    for begin in range(0, _DRAWS, _BATCH):
        for times in _core.drawn_documents(
            profiles.groups, 1.0, begin, min(_DRAWS, begin + _BATCH), seed=data.seed
        ):
            drawn.append(profiles.score(profiles.groups, times))
    sizes = np.bincount(profiles.groups, minlength=len(data.labels))
    few = np.minimum.outer(sizes, sizes) < _core.FEWEST_DOCUMENTS
    half = 1.959963984540054 * np.std(drawn, axis=0, ddof=1)

    def known(values: Floats) -> Floats:
        return np.where(few | np.isnan(score), np.nan, values)

    return Measured(
        score=score,
        low=known(score - half),
        high=known(score + half),
        null_mean=known(total / max(permutations, 1)),
        p_less=known((1 + less) / (1 + permutations)),
        p_more=known((1 + more) / (1 + permutations)),
    )
