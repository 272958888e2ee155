"""Words of names across scripts: ``python -m bench.quality cross_script PATH/translit``.

Data: words of people's names in Latin script with their Arabic (or Russian) spelling, from Wikidata. A
Latin and a native word match when they are a row of the file. Measure: share of matching pairs found at
100, 500 and 2,000 false pairs per million random pairs of a Latin and a native word; interval by
resampling native words. The pairs were aligned by machine and some are wrong, so the same is given for
words seen at least twice. The costs of the distance were learned from the files that end in 64
(tools/learn_transliteration_costs.py): only those in 16 are a test, and only those are read.

To compare with: Levenshtein over length, of the Latin word and ICU's romanisation of the native one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.quality._edit_distance import Floats, relative_distances
from bench.quality.variants import compare_ways
from polyvocal import _core


def matching_pairs(
    words: dict[str, list[str]],
) -> tuple[list[str], list[str], npt.NDArray[np.int64]]:
    """All pairs of a Latin and a native word, with the number of the native word."""
    rows = [
        (latin, native, i) for i, (native, forms) in enumerate(words.items()) for latin in forms
    ]
    return (
        [r[0] for r in rows],
        [r[1] for r in rows],
        np.array([r[2] for r in rows], dtype=np.int64),
    )


def random_pairs(words: dict[str, list[str]], count: int) -> tuple[list[str], list[str]]:
    """Pairs of a Latin and a native word that the file does not hold."""
    left, right, _ = matching_pairs(words)
    picks = np.random.default_rng(0).integers(0, len(left), (2, count))
    kept = [(left[i], right[j]) for i, j in picks.T if left[i] not in words[right[j]]]
    return [a for a, _ in kept], [b for _, b in kept]


def own_distance(left: Sequence[str], right: Sequence[str]) -> Floats:
    """Return the distance that the actor stage uses for single words."""
    return np.asarray(_core.transliteration_distances(list(left), list(right)))


def romanised_levenshtein(left: Sequence[str], right: Sequence[str]) -> Floats:
    """Return Levenshtein over length after romanisation."""
    return relative_distances(_core.romanised(list(left)), _core.romanised(list(right)))


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    files = sorted(path.glob("wd_*_16")) if path.is_dir() else [path]
    ways = {"levenshtein over length": romanised_levenshtein, "polyvocal": own_distance}
    return compare_ways(files, ways, matching_pairs, random_pairs)
