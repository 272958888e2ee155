"""Two halves of one outlet: does the test of outlets stay at its level, and the interval at zero?.

Data: a JSON-lines corpus with ``outlet`` and ``text`` (a part of abp, or uk_immigration), repeats
dropped. From one outlet 2 n articles are drawn without replacement and parted at random; the true
excess divergence is 0. Measures, for n = 10, 30, 100 articles a side: share of p <= .05 (should be
.05), share of 95 % intervals that hold 0, mean excess in bits.

Others: a G2 test over words calls the halves different in 100 % of trials (measured on abp).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bench.quality._outlet_pairs import SIZES, compare, count_words

TRIALS = 1000
PERMUTATIONS = 199


def run(path: Path) -> dict[str, object]:
    """Draw and test the halves."""
    corpus = count_words(path)
    result: dict[str, object] = {"articles": corpus.counts.shape[0], "trials": TRIALS}
    for n in SIZES:
        names = corpus.with_at_least(2 * n)
        random = np.random.default_rng(n)
        found = []
        for trial in range(TRIALS):
            rows = corpus.of_outlet[names[trial % len(names)]]
            drawn = random.choice(rows, 2 * n, replace=False)
            found.append(
                compare(corpus.counts, drawn[:n], drawn[n:], permutations=PERMUTATIONS, seed=trial)
            )
        result[f"n={n}"] = {
            "outlets": len(names),
            "false positives": float(np.mean([one["p"] <= 0.05 for one in found])),
            "coverage": float(np.mean([one["low"] <= 0 <= one["high"] for one in found])),
            "mean excess": float(np.mean([one["excess"] for one in found])),
        }
    return result
