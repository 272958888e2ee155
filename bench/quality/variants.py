"""Spellings of one name word: ``python -m bench.quality variants PATH/translit``.

Data: words of people's names in Latin script with their Arabic (or Russian) spelling, from Wikidata.
Two Latin words match when they share a native spelling. Measure: share of matching pairs found at 100,
500 and 2,000 false pairs per million random pairs; interval by resampling native words. The pairs were
aligned by machine and some are wrong, so the same is given for words seen at least twice. The costs of
the distance were learned from the files that end in 64 (tools/learn_spelling_costs.py): only those in
16 are a test.

Others, on another cut of the Arabic data: Levenshtein over length .245/.357/.505, Arabic-weighted edit
costs .355/.580/.714.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.quality._edit_distance import Floats, relative_distances
from polyvocal import _core

FALSE_PER_MILLION = (100, 500, 2000)
FALSE_PAIRS = 2_000_000
CHUNK = 200_000
DRAWS = 1000
Distance = Callable[[Sequence[str], Sequence[str]], Floats]
Words = dict[str, list[str]]
Matching = Callable[[Words], tuple[list[str], list[str], npt.NDArray[np.int64]]]
Random = Callable[[Words, int], tuple[list[str], list[str]]]
Row = dict[str, object]


def read_words(file: Path, least: int = 1) -> dict[str, list[str]]:
    """Latin words by native word, of pairs seen at least so often."""
    words: dict[str, list[str]] = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        latin, native, seen = line.split("\t")
        if int(seen) >= least:
            words[native.replace(" ", "")].append(latin)
    return words


def matching_pairs(
    words: dict[str, list[str]],
) -> tuple[list[str], list[str], npt.NDArray[np.int64]]:
    """All pairs of spellings of one native word, with the number of that word."""
    left, right, group = [], [], []
    for number, spellings in enumerate(words.values()):
        for one, other in itertools.combinations(spellings, 2):
            left.append(one)
            right.append(other)
            group.append(number)
    return left, right, np.array(group, dtype=np.int64)


def random_pairs(words: dict[str, list[str]], count: int) -> tuple[list[str], list[str]]:
    """Pairs of spellings of different native words."""
    spellings = [(w, native) for native, forms in words.items() for w in forms]
    random = np.random.default_rng(0)
    picks = random.integers(0, len(spellings), (2, count))
    kept = [(spellings[i], spellings[j]) for i, j in picks.T]
    kept = [(a, b) for a, b in kept if a[1] != b[1]]
    return [a[0] for a, _ in kept], [b[0] for _, b in kept]


def in_chunks(distance: Distance, left: Sequence[str], right: Sequence[str]) -> Floats:
    cuts = range(0, len(left), CHUNK)
    parts = [distance(left[i : i + CHUNK], right[i : i + CHUNK]) for i in cuts]
    return np.concatenate(parts) if parts else np.zeros(0)


def limit_at(false: Floats, share: float) -> float:
    """Distance below which that share of the false pairs lies."""
    at = min(len(false) - 1, int(share * len(false)))
    return float(np.partition(false, at)[at])


def found_at(true: Floats, false: Floats, share: float) -> Floats:
    """Say of each true pair whether it is nearer than the false share allows; ties count in part."""
    limit = limit_at(false, share)
    spare = (share * len(false) - np.sum(false < limit)) / max(1, np.sum(false == limit))
    return np.where(true < limit, 1.0, np.where(true == limit, np.clip(spare, 0, 1), 0.0))


def measure(distance: Distance, words: Words, matching: Matching, random: Random) -> Row:
    """Recall at each rate of false pairs, and the distance it takes."""
    left, right, group = matching(words)
    true = in_chunks(distance, left, right)
    false = in_chunks(distance, *random(words, FALSE_PAIRS))
    groups = int(group.max()) + 1
    sizes = np.bincount(group, minlength=groups).astype(np.float64)
    draws = np.random.default_rng(0).multinomial(groups, np.full(groups, 1 / groups), DRAWS)
    table: Row = {}
    for rate in FALSE_PER_MILLION:
        found = found_at(true, false, rate / 1e6)
        per_group = np.bincount(group, weights=found, minlength=groups)
        spread = (draws @ per_group) / np.maximum(draws @ sizes, 1)
        low, high = np.quantile(spread, [0.025, 0.975])
        table[f"recall at {rate} per million"] = float(found.mean())
        table[f"recall at {rate}, 95 % interval"] = f"{low:.3f} to {high:.3f}"
        table[f"distance at {rate} per million"] = limit_at(false, rate / 1e6)
    return table


def compare_ways(
    files: Sequence[Path], ways: Mapping[str, Distance], matching: Matching, random: Random
) -> Row:
    """Measure some distances on files, with all their words and with those seen twice."""
    result: Row = {}
    for file in files:
        for least in (1, 2):
            words = read_words(file, least)
            table: Row = {
                "words": sum(map(len, words.values())),
                "matching pairs": len(matching(words)[0]),
                "false pairs drawn": FALSE_PAIRS,
            }
            for way, distance in ways.items():
                table[way] = measure(distance, words, matching, random)
            label = file.name if least == 1 else f"{file.name}, seen at least twice"
            result[label] = table
    return result


def own_distance(left: Sequence[str], right: Sequence[str]) -> Floats:
    """Return the distance that the actor stage uses for single words."""
    return np.asarray(_core.spelling_distances(list(left), list(right)))


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    files = sorted(path.glob("wd_*")) if path.is_dir() else [path]
    ways = {"levenshtein over length": relative_distances, "polyvocal": own_distance}
    return compare_ways(files, ways, matching_pairs, random_pairs)
