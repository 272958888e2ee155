"""The null of shuffled articles by listing every matrix with the same sums. Slow and obvious."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations


def matrices(sizes: list[int], left: list[int]) -> Iterator[list[tuple[int, ...]]]:
    """Every way to give documents of these sizes names that are each used `left` times."""
    if not sizes:
        if not any(left):
            yield []
        return
    free = [name for name, uses in enumerate(left) if uses]
    for row in combinations(free, sizes[0]):
        rest = [uses - (name in row) for name, uses in enumerate(left)]
        for others in matrices(sizes[1:], rest):
            yield [row, *others]


def mid_p(documents: list[tuple[int, ...]], names: int, a: int, b: int) -> float:
    """Mid-p of the number of documents naming both, all such matrices being equally likely."""
    left = [sum(name in row for row in documents) for name in range(names)]
    observed = sum(a in row and b in row for row in documents)
    counts = [
        sum(a in row and b in row for row in matrix)
        for matrix in matrices([len(row) for row in documents], left)
    ]
    above = sum(count > observed for count in counts)
    equal = sum(count == observed for count in counts)
    return (above + equal / 2) / len(counts)
