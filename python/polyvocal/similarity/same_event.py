"""How probable it is that two articles report the same event."""

from __future__ import annotations

from typing import Any

import numpy as np

from polyvocal import _core
from polyvocal.similarity.kinds import Floats, Ints

__all__ = ["event_features", "event_probability", "same_event"]

# Logistic regression on the columns of `event_features`, fitted by
# `python -m bench.quality same_event` on ECB+ and the English pairs of SemEval-2022 task 8.
CONSTANT = -0.742
WEIGHTS = (4.845, 1.397, 1.463, 6.752, 2.605, -2.233, -0.970)

_PAIRS = 1 << 18  # of which the features are held at a time


def event_features(profiles: Any, a: Ints, b: Ints, *, threads: int = 0) -> Floats:
    """Give what the probability depends on: a row a pair, seven columns."""
    found = _core.story_evidence(profiles, a, b, threads=threads)
    length = np.log1p(profiles.words)
    return np.column_stack(
        [
            *(
                np.sqrt(found[name], dtype=np.float64)
                for name in ("names", "numbers", "opening_numbers", "opening")
            ),
            np.log1p(found["shared"], dtype=np.float64),
            (length[a] + length[b]) / 2,
            np.log1p(np.minimum(profiles.numbers[a], profiles.numbers[b])),
        ]
    )


def event_probability(features: Floats) -> Floats:
    """Give P(same event) of rows of features."""
    probability: Floats = 1 / (1 + np.exp(-(CONSTANT + features @ np.array(WEIGHTS))))
    return probability


def same_event(profiles: Any, a: Ints, b: Ints, *, threads: int = 0) -> Floats:
    """Give P(same event) of pairs of articles."""
    probability = np.empty(len(a))
    for first in range(0, len(a), _PAIRS):
        part = slice(first, first + _PAIRS)
        probability[part] = event_probability(
            event_features(profiles, a[part], b[part], threads=threads)
        )
    return probability
