"""Scores of outlet pairs that `Study.similarity` gives: excess divergence, and users' measures."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from polyvocal import _core
from polyvocal.outlets._data import Data, Floats, Profile
from polyvocal.outlets._tests import (
    ALIKE,
    DIFFERENT,
    NO_EXCHANGE,
    NOTHING,
    TOO_FEW,
    false_discovery,
)
from polyvocal.outlets.custom import Measure, measure_outlets
from polyvocal.similarity import Kind, Similarity
from polyvocal.similarity.pairs import Pairs, all_pairs
from polyvocal.table import Strings

__all__ = ["divergence_similarity", "measured_similarity"]


def divergence_similarity(data: Data, profile: Profile, permutations: int) -> Similarity:
    """Score pairs by 1 - Jensen-Shannon divergence, and test its excess over chance."""
    found = _core.compare_divergence(
        data.counts(profile),
        data.of_document,
        len(data.labels),
        strata=data.strata,
        permutations=permutations,
        seed=data.seed,
        threads=data.threads,
        progress=data.progress,
    )
    a, b = all_pairs(len(data.labels))
    cell: dict[str, Any] = {key: found[key][a, b] for key in found if key != "documents"}
    score = 1 - cell["divergence"]
    q = false_discovery(cell["p"])
    sizes = found["documents"]
    codes = np.select(
        [
            np.isnan(score),
            np.minimum(sizes[a], sizes[b]) < _core.FEWEST_DOCUMENTS,
            cell["exchangeable"] < _core.FEWEST_DOCUMENTS,
            q <= 0.05,
        ],
        [0, 1, 2, 3],
        default=4,
    )
    half = cell["high"] - cell["excess"]
    extra = {
        "chance": 1 - cell["null_mean"],
        "excess": cell["excess"],
        "excess_low": cell["low"],
        "excess_high": cell["high"],
        "z": cell["z"],
    }
    verdicts = Strings(codes, [NOTHING, TOO_FEW, NO_EXCHANGE, DIFFERENT, ALIKE])
    low, high = np.maximum(0, score - half), np.minimum(1, score + half)
    pairs = Pairs(a, b, score, low, high, cell["p"], q, verdicts, extra)
    return _similarity(data, profile, pairs)


def measured_similarity(
    data: Data, profile: Profile, measure: Measure, permutations: int
) -> Similarity:
    """Score pairs by a function of the outlets' profiles."""
    found = measure_outlets(data, profile, measure, permutations)
    a, b = all_pairs(len(data.labels))

    def cells(values: Floats) -> Floats:
        picked: Floats = values[a, b]
        return picked

    less, more, score = cells(found.p_less), cells(found.p_more), cells(found.score)
    p = np.minimum(1, 2 * np.minimum(less, more))
    q = false_discovery(p)
    codes = np.select(
        [np.isnan(score), np.isnan(p), q > 0.05, less < more], [0, 1, 2, 3], default=4
    )
    verdicts = Strings(
        codes,
        [
            "undefined: the measure gave no number",
            TOO_FEW,
            "not distinguishable from chance",
            "less alike than chance",
            "more alike than chance",
        ],
    )
    extra = {"chance": cells(found.null_mean)}
    pairs = Pairs(a, b, score, cells(found.low), cells(found.high), p, q, verdicts, extra)
    return _similarity(data, getattr(measure, "__name__", type(measure).__name__), pairs)


def _similarity(data: Data, kind: str, pairs: Pairs) -> Similarity:
    reuse = data.similarity("document", "words")._reuse if len(data.ids) else None
    return Similarity("outlet", cast(Kind, kind), data.labels, pairs, True, reuse, data.corpus)
