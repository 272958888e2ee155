"""Agreement of two ways to group the same things."""

from __future__ import annotations

from collections import Counter

__all__ = ["adjusted_rand"]


def adjusted_rand(one: list[int], two: list[int]) -> float:
    """Agreement of two partitions, 0 by chance, 1 when equal (Hubert and Arabie 1985)."""

    def pairs(counts: Counter[object]) -> float:
        return sum(n * (n - 1) / 2 for n in counts.values())

    both = pairs(Counter(zip(one, two, strict=True)))
    a, b = pairs(Counter(one)), pairs(Counter(two))
    chance = a * b / max(1, len(one) * (len(one) - 1) / 2)
    return 1.0 if a + b == 2 * chance else (both - chance) / ((a + b) / 2 - chance)
