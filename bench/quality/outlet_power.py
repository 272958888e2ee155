"""Two different outlets: how often does the test of outlets tell them apart?.

Data: a JSON-lines corpus with ``outlet`` and ``text`` (a part of abp, or uk_immigration), repeats
dropped. Two outlets are drawn, and n articles of each. Measures, for n = 10, 30, 100: share of
p <= .05; coverage of the mean excess at that n by the 95 % intervals, over draws from one pair.

Others: permutation of undamped divergence 45-80 % at n = 30 and 100 % at 100 (measured on abp).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.quality._outlet_pairs import SIZES, OutletRows, compare, count_words

TRIALS = 300
PERMUTATIONS = 199
PAIRS = 6
DRAWS = 100


def _draw(
    corpus: OutletRows, pair: npt.NDArray[np.str_], n: int, random: np.random.Generator, seed: int
) -> dict[str, float]:
    first, second = (random.choice(corpus.of_outlet[str(name)], n, replace=False) for name in pair)
    return compare(corpus.counts, first, second, permutations=PERMUTATIONS, seed=seed)


def _coverage(corpus: OutletRows, names: list[str], n: int) -> float:
    """Share of intervals that hold the mean excess of their pair at this n."""
    random = np.random.default_rng(1000 + n)
    held = []
    for _ in range(PAIRS):
        pair = random.choice(names, 2, replace=False)
        found = [_draw(corpus, pair, n, random, trial) for trial in range(DRAWS)]
        mean = np.mean([one["excess"] for one in found])
        held += [one["low"] <= mean <= one["high"] for one in found]
    return float(np.mean(held))


def run(path: Path) -> dict[str, object]:
    """Draw and test the pairs."""
    corpus = count_words(path)
    names = corpus.with_at_least(max(SIZES))
    result: dict[str, object] = {"articles": corpus.counts.shape[0], "outlets": len(names)}
    for n in SIZES:
        random = np.random.default_rng(n)
        found = []
        for trial in range(TRIALS):
            pair = random.choice(names, 2, replace=False)
            found.append(_draw(corpus, pair, n, random, trial))
        # Repeated draws of more than a third of an outlet's articles would overlap.
        roomy = corpus.with_at_least(3 * n)
        result[f"n={n}"] = {
            "detected": float(np.mean([one["p"] <= 0.05 for one in found])),
            "mean excess": float(np.mean([one["excess"] for one in found])),
            "coverage at n": _coverage(corpus, roomy, n) if len(roomy) > 1 else float("nan"),
        }
    return result
