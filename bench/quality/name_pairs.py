"""Do two names mean the same? ``python -m bench.quality name_pairs PATH/name_pairs``.

Data: half of the pairs of nomenklatura's benchmark (people, companies, vessels; built to be hard).
The score is ``polyvocal.name_similarity``, with and without the kind of the names given. Measures: F at
the best threshold and at the threshold best for the other half of the pairs; interval by resampling
pairs; CPU microseconds a pair. The constants of the comparison were set on these pairs: they are no test.

Others: logic-v2 .790 over all published pairs at 87 microseconds a pair; on the pairs here its frozen
scores are measured in the same way.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

import polyvocal as pv
from bench.quality._spans import rates
from polyvocal.names import Kind

Floats = npt.NDArray[np.float64]
DRAWS = 2000
ROUNDS = 20


def read_pairs(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def similarities(pairs: Sequence[dict[str, str]], kinds: Sequence[Kind | None]) -> Floats:
    """Compare all pairs, those of one kind at once."""
    scores = np.zeros(len(pairs))
    for kind in set(kinds):
        rows = [i for i, given in enumerate(kinds) if given == kind]
        left = [pairs[i]["name1"] for i in rows]
        scores[rows] = pv.name_similarity(left, [pairs[i]["name2"] for i in rows], kind=kind)
    return scores


def counts(scores: Floats, gold: npt.NDArray[np.bool_], threshold: float) -> Floats:
    """Rows of hit, missed, wrong, one a pair."""
    said = scores >= threshold
    return np.stack([said & gold, ~said & gold, said & ~gold], axis=-1).astype(np.float64)


def best_threshold(scores: Floats, gold: npt.NDArray[np.bool_]) -> float:
    options = [t for t in np.unique(scores) if t > 0] or [1.0]
    return float(max(options, key=lambda t: float(rates(counts(scores, gold, t).sum(axis=0))[2])))


def measure(scores: Floats, gold: npt.NDArray[np.bool_]) -> dict[str, object]:
    threshold = best_threshold(scores, gold)
    rows = counts(scores, gold, threshold)
    precision, recall, f1 = rates(rows.sum(axis=0))
    draws = np.random.default_rng(0).multinomial(
        len(rows), np.full(len(rows), 1 / len(rows)), DRAWS
    )
    low, high = np.quantile(rates(draws @ rows)[:, 2], [0.025, 0.975])
    half = np.arange(len(gold)) % 2 == 0
    crossed = np.zeros_like(rows)
    for part in (half, ~half):
        crossed[part] = counts(scores[part], gold[part], best_threshold(scores[~part], gold[~part]))
    return {
        "pairs": len(gold),
        "matches": int(gold.sum()),
        "threshold": float(threshold),
        "precision": float(precision),
        "recall": float(recall),
        "f1": float(f1),
        "f1, 95 % interval": f"{low:.3f} to {high:.3f}",
        "f1, threshold of the other half": float(rates(crossed.sum(axis=0))[2]),
    }


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    pairs = read_pairs(path / "cases.csv" if path.is_dir() else path)
    gold = np.array([p["is_match"] == "true" for p in pairs])
    given: list[Kind | None] = [
        "person" if p["schema"] == "Person" else "organisation" for p in pairs
    ]
    result: dict[str, object] = {"set": "nomenklatura name_bench, half"}
    for label, kinds in (("kind given", given), ("kind not given", [None] * len(pairs))):
        scores = similarities(pairs, kinds)
        start = time.process_time()
        for _ in range(ROUNDS):
            similarities(pairs, kinds)
        spent = time.process_time() - start
        result[label] = measure(scores, gold) | {
            "microseconds a pair": 1e6 * spent / (ROUNDS * len(pairs))
        }
    scores = similarities(pairs, given)
    for schema in sorted({p["schema"] for p in pairs}):
        held = np.array([p["schema"] == schema for p in pairs])
        said = scores[held] >= best_threshold(scores, gold)
        hits, wrong = int(np.sum(said & gold[held])), int(np.sum(said != gold[held]))
        result[f"{schema}, F at the threshold of all"] = 2 * hits / max(1, 2 * hits + wrong)
    frozen = path / "logicv2-frozen.csv"
    if path.is_dir() and frozen.exists():
        rows = [row for row in read_pairs(frozen) if row["score"]]
        result["logic-v2, frozen scores"] = measure(
            np.array([float(row["score"]) for row in rows]),
            np.array([row["is_match"] == "true" for row in rows]),
        )
    return result
