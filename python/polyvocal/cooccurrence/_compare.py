"""In which pairs groups of articles differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from statistics import NormalDist
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.cooccurrence._counts import EMPTY, Counts, Floats
from polyvocal.table import Strings, Table

__all__ = ["Among", "compare_all", "compare_counts"]

Ints = npt.NDArray[np.int64]
Among = Literal["all", "either"]


@dataclass(frozen=True)
class _Odds:
    """Articles naming a pair, of the articles that could, in two groups of articles."""

    hits: tuple[Ints, Ints]
    trials: tuple[Ints, Ints]

    def columns(self, level: float) -> dict[str, Any]:
        """Columns of the table, without q."""
        change, error = self._log_ratio()
        z = NormalDist().inv_cdf((1 + level) / 2)
        return {
            "documents_1": self.hits[0],
            "documents_2": self.hits[1],
            "documents_n_1": self.trials[0],
            "documents_n_2": self.trials[1],
            "change": change,
            "low": change - z * error,
            "high": change + z * error,
            "p": self._two_sided(),
        }

    def _known(self) -> npt.NDArray[np.bool_]:
        return (self.trials[0] > 0) & (self.trials[1] > 0)

    def _log_ratio(self) -> tuple[Floats, Floats]:
        """Give ln of the odds in the second over those in the first, and its standard error."""
        (h1, h2), (t1, t2) = self.hits, self.trials
        cells = [h2 + 0.5, t2 - h2 + 0.5, h1 + 0.5, t1 - h1 + 0.5]
        ratio = np.log(cells[0] / cells[1]) - np.log(cells[2] / cells[3])
        error = np.sqrt(sum(1 / cell for cell in cells))
        known = self._known()
        return np.where(known, ratio, np.nan), np.where(known, error, np.nan)

    def _two_sided(self) -> Floats:
        """Twice the smaller one-sided mid-p of Fisher's exact test."""
        (h1, h2), (t1, t2) = self.hits, self.trials
        # More in the second is fewer in the first: both tails are summed, neither is 1 minus the other.
        tails = [
            _core.hypergeometric_upper(hits, h1 + h2, trials, t1 + t2)
            for hits, trials in ((h1, t1), (h2, t2))
        ]
        p: Floats = np.minimum(1, 2 * np.minimum(*tails))
        return np.where(self._known(), p, np.nan)


def compare_counts(
    labels: tuple[str, ...], first: Counts, second: Counts, *, among: Among, level: float
) -> Table:
    """Compare the articles naming each pair in two groups of articles."""
    a, b = _pairs_of(np.union1d(first.keys(), second.keys()), len(labels))
    (h1, t1), (h2, t2) = (_odds_of(counts, a, b, among) for counts in (first, second))
    columns = _Odds((h1, h2), (t1, t2)).columns(level)
    return Table(
        {**_names_of(a, b, labels), **columns, "q": _adjusted(columns["p"])}, name="change"
    )


def compare_all(
    labels: tuple[str, ...],
    slices: Sequence[str],
    parts: Sequence[Counts],
    *,
    among: Among,
    least: int,
    min_documents: int,
    level: float,
) -> Table:
    """Compare every group of articles of a size with all the others together."""
    whole = reduce(Counts.plus, parts or [EMPTY.documents])
    a, b = _pairs_of(whole.keys(), len(labels))
    kept = _cells(whole, a, b) >= least
    a, b = a[kept], b[kept]
    total, possible = _odds_of(whole, a, b, among)
    chosen = [i for i, part in enumerate(parts) if min_documents <= part.total < whole.total]
    found: list[dict[str, Any]] = []
    for i in chosen:
        own, trials = _odds_of(parts[i], a, b, among)
        found.append(_Odds((total - own, own), (possible - trials, trials)).columns(level))
    columns: dict[str, Any] = {
        "slice": Strings(np.repeat(np.array(chosen, dtype=np.int32), len(a)), list(slices)),
        **_names_of(np.tile(a, len(chosen)), np.tile(b, len(chosen)), labels),
    }
    empty = _Odds((total[:0],) * 2, (total[:0],) * 2).columns(level)
    for name in empty:
        columns[name] = np.concatenate([part[name] for part in found] or [empty[name]])
    return Table({**columns, "q": _adjusted(columns["p"])}, name="changes")


def _pairs_of(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Give the pairs of the upper triangle among the cells."""
    a, b = keys // max(size, 1), keys % max(size, 1)
    return a[a < b], b[a < b]


def _names_of(a: Ints, b: Ints, labels: tuple[str, ...]) -> dict[str, Strings]:
    return {
        "a": Strings(a.astype(np.int32), labels),
        "b": Strings(b.astype(np.int32), labels),
    }


def _adjusted(p: Floats) -> Floats:
    return _core.benjamini_hochberg(p, int(np.count_nonzero(~np.isnan(p))))


def _odds_of(counts: Counts, a: Ints, b: Ints, among: Among) -> tuple[Ints, Ints]:
    """Give articles naming both, and articles that could."""
    both = _cells(counts, a, b)
    if among == "either":
        return both, (counts.n[a] + counts.n[b] - both).astype(np.int64)
    return both, np.full(len(a), int(counts.total), dtype=np.int64)


def _cells(counts: Counts, a: Ints, b: Ints) -> Ints:
    keys, wanted = counts.keys(), a * counts.size + b
    place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    if not len(keys):
        return np.zeros(len(a), dtype=np.int64)
    return np.where(keys[place] == wanted, counts.values[place], 0).astype(np.int64)
