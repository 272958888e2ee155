"""What changed between two slices."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.cooccurrence._counts import Counts, Floats
from polyvocal.table import Strings, Table

__all__ = ["Among", "compare_counts"]

Among = Literal["all", "either"]


def compare_counts(
    labels: tuple[str, ...], first: Counts, second: Counts, *, among: Among, level: float
) -> Table:
    """Compare the articles naming each pair in two groups of articles."""
    keys = np.union1d(first.keys(), second.keys())
    size = len(labels)
    a, b = keys // max(size, 1), keys % max(size, 1)
    a, b = a[a < b], b[a < b]
    hits, trials = [], []
    for counts in (first, second):
        both = _cells(counts, a, b)
        either = counts.n[a] + counts.n[b] - both
        hits.append(both)
        trials.append(either if among == "either" else np.full(len(a), int(counts.total)))
    change, error = _log_odds_ratio(hits, trials)
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = _two_sided(hits, trials)
    return Table(
        {
            "a": Strings(a.astype(np.int32), labels),
            "b": Strings(b.astype(np.int32), labels),
            "documents_1": hits[0],
            "documents_2": hits[1],
            "documents_n_1": trials[0],
            "documents_n_2": trials[1],
            "change": change,
            "low": change - z * error,
            "high": change + z * error,
            "p": p,
            "q": _core.benjamini_hochberg(p, int(np.count_nonzero(~np.isnan(p)))),
        },
        name="change",
    )


def _cells(counts: Counts, a: npt.NDArray[Any], b: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    keys, wanted = counts.keys(), a * counts.size + b
    place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    if not len(keys):
        return np.zeros(len(a), dtype=np.int64)
    return np.where(keys[place] == wanted, counts.values[place], 0).astype(np.int64)


def _log_odds_ratio(
    hits: list[npt.NDArray[np.int64]], trials: list[npt.NDArray[np.int64]]
) -> tuple[Floats, Floats]:
    """Give ln of the odds in the second over those in the first, and its standard error."""
    cells = [hits[1] + 0.5, trials[1] - hits[1] + 0.5, hits[0] + 0.5, trials[0] - hits[0] + 0.5]
    ratio = np.log(cells[0] / cells[1]) - np.log(cells[2] / cells[3])
    error = np.sqrt(sum(1 / cell for cell in cells))
    known = (trials[0] > 0) & (trials[1] > 0)
    return np.where(known, ratio, np.nan), np.where(known, error, np.nan)


def _two_sided(hits: list[npt.NDArray[np.int64]], trials: list[npt.NDArray[np.int64]]) -> Floats:
    """Twice the smaller one-sided mid-p of Fisher's exact test."""
    rows = zip(*(part.tolist() for part in (*hits, *trials)), strict=True)
    upper = np.array(
        [
            _core.hypergeometric_upper(x2, x1 + x2, n2, n1 + n2) if n1 and n2 else np.nan
            for x1, x2, n1, n2 in rows
        ],
        dtype=np.float64,
    )
    p: Floats = np.minimum(1, 2 * np.minimum(upper, 1 - upper))
    return p
