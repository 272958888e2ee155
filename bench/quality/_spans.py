"""Names found against names wanted: counts a document, rates, intervals by resampling documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Span = tuple[int, int]
Floats = npt.NDArray[np.float64]
DRAWS = 2000


@dataclass(frozen=True)
class Tally:
    """Of one document: names found and wanted, wanted but missed, found but wrong."""

    hit: int = 0
    missed: int = 0
    wrong: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.missed + other.missed, self.wrong + other.wrong)


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def compare(wanted: Iterable[Span], found: Iterable[Span], *, fuzzy: bool = False) -> Tally:
    """Count spans found exactly or, when fuzzy, overlapping; each span is used once."""
    left = sorted(set(found))
    missed = []
    for span in (gold := sorted(set(wanted))):
        if span in left:
            left.remove(span)
        else:
            missed.append(span)
    for span in list(missed) if fuzzy else []:
        near = next((other for other in left if overlap(span, other)), None)
        if near is not None:
            left.remove(near)
            missed.remove(span)
    return Tally(len(gold) - len(missed), len(missed), len(left))


def rates(counts: Floats) -> Floats:
    """Precision, recall and F1 of rows of hit, missed, wrong."""
    hit, missed, wrong = (counts[..., i] for i in range(3))
    precision = hit / np.maximum(hit + wrong, 1)
    recall = hit / np.maximum(hit + missed, 1)
    f1 = 2 * hit / np.maximum(2 * hit + missed + wrong, 1)
    return np.stack([precision, recall, f1], axis=-1)


def summary(tallies: Sequence[Tally], seed: int = 0) -> dict[str, object]:
    """Give the rates of all documents together, with 95 % intervals by resampling documents."""
    counts = np.array([[t.hit, t.missed, t.wrong] for t in tallies], dtype=np.float64)
    counts = counts.reshape(-1, 3)
    total = counts.sum(axis=0)
    random = np.random.default_rng(seed)
    draws = random.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), DRAWS)
    low, high = np.quantile(rates(draws @ counts), [0.025, 0.975], axis=0)
    table: dict[str, object] = {
        "wanted": int(total[0] + total[1]),
        "found": int(total[0] + total[2]),
    }
    for name, rate, least, most in zip(
        ("precision", "recall", "f1"), rates(total), low, high, strict=True
    ):
        table[name] = float(rate)
        table[f"{name}, 95 % interval"] = f"{least:.3f} to {most:.3f}"
    return table
