"""Scores from evidence rows, the slow and obvious way: plain loops, Philox written out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

MASK = 0xFFFFFFFF
BOOTSTRAP = 1  # Purpose::bootstrap


@dataclass(frozen=True)
class Row:
    """One evidence row."""

    document: str
    sentence: int
    faction: str
    voice: str
    score: float
    weight: float


def philox(counter: Sequence[int], key: Sequence[int]) -> list[int]:
    """Philox4x32-10 (Salmon et al. 2011)."""
    c, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & MASK, (a >> 32) ^ c[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


class Draws:
    """Uniform integers below n, by Lemire's method."""

    def __init__(self, seed: int, purpose: int, replicate: int, item: int) -> None:
        self.counter = [0, item, replicate, purpose]
        self.key = [seed & MASK, seed >> 32]
        self.block: list[int] = []

    def next(self) -> int:
        if not self.block:
            self.block = philox(self.counter, self.key)
            self.counter[0] += 1
        return self.block.pop(0)

    def below(self, n: int) -> int:
        product = self.next() * n
        while product & MASK < n and product & MASK < (2**32 - n) % n:
            product = self.next() * n
        return product >> 32


def mean(rows: Sequence[Row]) -> float:
    """Weighted mean of an article."""
    return sum(r.weight * r.score for r in rows) / sum(r.weight for r in rows)


def document_score(rows: Sequence[Row], faction: str, voice: str) -> float:
    """Score of one article."""
    chosen = [r for r in rows if r.faction == faction and voice in ("all", r.voice)]
    return mean(chosen) if sum(r.weight for r in chosen) > 0 else math.nan


def outlet_score(articles: Sequence[Sequence[Row]], faction: str, voice: str) -> float:
    """Mean of the articles that have a score."""
    scores = [document_score(rows, faction, voice) for rows in articles]
    known = [s for s in scores if not math.isnan(s)]
    return sum(known) / len(known) if known else math.nan


def sampling_variance(
    rows: Sequence[Row], faction: str, voice: str, *, seed: int, replicates: int
) -> float:
    """Bootstrap over the sentences of an article that name any faction (at most 32 of them)."""
    sentences = sorted({r.sentence for r in rows})
    sums = []
    for sentence in sentences:
        chosen = [
            r
            for r in rows
            if r.sentence == sentence and r.faction == faction and voice in ("all", r.voice)
        ]
        sums.append((sum(r.weight * r.score for r in chosen), sum(r.weight for r in chosen)))
    n = len(sentences)
    occupied = sum(w > 0 for _, w in sums)
    if occupied < 2:
        return math.nan
    values = []
    for replicate in range(replicates):
        draws = Draws(seed, BOOTSTRAP, replicate, n)
        top = bottom = 0.0
        for _ in range(n):
            a, b = sums[draws.below(n)]
            top, bottom = top + a, bottom + b
        if bottom > 0:
            values.append(top / bottom)
    centre = sum(values) / len(values)
    plain = sum((v - centre) ** 2 for v in values) / len(values)
    return plain * occupied / (occupied - 1)


def effective(rows: Sequence[Row]) -> float:
    """Effective number of mentions."""
    return sum(r.weight for r in rows) ** 2 / sum(r.weight**2 for r in rows)
