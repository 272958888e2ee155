"""Similarity measures by their definitions, on plain dicts and lists. Slow and obvious."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import permutations, product


def tfidf(documents: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """(1 + ln tf) * (ln((1 + N) / (1 + df)) + 1), scaled to length 1."""
    counts = [Counter(words) for words in documents]
    df = Counter(word for count in counts for word in count)
    rows = []
    for count in counts:
        weights = {
            word: (1 + math.log(tf)) * (math.log((1 + len(documents)) / (1 + df[word])) + 1)
            for word, tf in count.items()
        }
        length = math.sqrt(math.fsum(w * w for w in weights.values()))
        rows.append({word: w / length for word, w in weights.items()} if length else {})
    return rows


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    """NaN when one is empty."""
    if not a or not b:
        return math.nan
    dot = math.fsum(value * b.get(key, 0.0) for key, value in a.items())
    return dot / math.sqrt(
        math.fsum(x * x for x in a.values()) * math.fsum(x * x for x in b.values())
    )


def ruzicka(a: dict[str, float], b: dict[str, float]) -> float:
    """Weighted Jaccard: sum of minima over sum of maxima."""
    if not a or not b:
        return math.nan
    keys = a.keys() | b.keys()
    low = math.fsum(min(a.get(k, 0.0), b.get(k, 0.0)) for k in keys)
    return low / math.fsum(max(a.get(k, 0.0), b.get(k, 0.0)) for k in keys)


def longest_common_runs(
    a: Sequence[str], b: Sequence[str], least: int
) -> list[tuple[int, int, int]]:
    """Maximal runs of at least `least` equal words: (place in a, place in b, length)."""
    runs = []
    for i in range(len(a)):
        for j in range(len(b)):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            length = 0
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            if length >= least:
                runs.append((i, j, length))
    return runs


def runs_of_words(text: str, length: int) -> list[tuple[str, ...]]:
    """Runs of `length` words of a text that has only letters, digits and spaces."""
    words = text.lower().split()
    return [tuple(words[i : i + length]) for i in range(len(words) - length + 1)]


def jaccard(a: set[tuple[str, ...]], b: set[tuple[str, ...]]) -> float:
    """Share of the elements of either that are in both; NaN when both are empty."""
    return len(a & b) / len(a | b) if a or b else math.nan


def rank_biased_overlap(first: Sequence[str], second: Sequence[str], p: float) -> float:
    """Extrapolated, of two rankings without ties (Webber, Moffat and Zobel 2010, equation 32)."""
    short, long = sorted((list(first), list(second)), key=len)
    s, n = len(short), len(long)

    def overlap(depth: int) -> int:
        return len(set(short[:depth]) & set(long[:depth]))

    terms = [overlap(d) / d * p**d for d in range(1, n + 1)]
    terms += [overlap(s) * (d - s) / (s * d) * p**d for d in range(s + 1, n + 1)]
    rest = (overlap(n) - overlap(s)) / n + overlap(s) / s
    return (1 - p) / p * math.fsum(terms) + rest * p**n


def orders_of(counts: dict[str, float]) -> list[list[str]]:
    """Every ranking by falling counts: equal counts in each order."""
    groups = [
        [name for name in sorted(counts) if counts[name] == value]
        for value in sorted(set(counts.values()), reverse=True)
    ]
    return [
        [name for group in chosen for name in group]
        for chosen in product(*(permutations(group) for group in groups))
    ]


def mean_rank_biased_overlap(a: dict[str, float], b: dict[str, float], p: float) -> float:
    """Mean over every order of equal counts (Corsi and Urbano 2024); NaN when one is empty."""
    if not a or not b:
        return math.nan
    pairs = list(product(orders_of(a), orders_of(b)))
    return math.fsum(rank_biased_overlap(x, y, p) for x, y in pairs) / len(pairs)
