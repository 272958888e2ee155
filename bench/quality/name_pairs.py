"""Do two names mean the same? ``python -m bench.quality name_pairs PATH/name_pairs``.

Data: half of the pairs of nomenklatura's benchmark (people, companies, vessels; built to be hard).
The package has no comparison of two whole names; what it has is its reader: one name is listed as an
actor, the other stands in a sentence, and the score is the confidence of the mention times the share
of the other name's words that it covers, the better of both directions. So the time is that of a whole
run on a tiny text. Measures: F at the best threshold and at the threshold best for the other half of
the pairs; interval by resampling pairs.

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
from bench.quality._engine import find, make_corpus
from bench.quality._spans import rates
from polyvocal import _core

Floats = npt.NDArray[np.float64]
DRAWS = 2000
TYPES = {"Person": "person", "Company": "organisation", "Organization": "organisation"}
FRAME = "They wrote that {} was named in the report."


def read_pairs(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def reader_score(listed: str, written: str, schema: str) -> float:
    """How surely the actor stage reads `written` as the actor `listed`."""
    kind = TYPES.get(schema, "organisation" if schema == "LegalEntity" else "other")
    if not any(c.isalnum() for c in listed):
        return 0.0
    actors = pv.read_actors({"actor": [{"id": "a", "name": listed, "type": kind}]})
    text = FRAME.format(written)
    begin = FRAME.index("{")
    words = [(a, b) for a, b in _core.tokenize(text) if begin <= a < begin + len(written)]
    best = 0.0
    for mention in find(make_corpus([text]), actors)[0]:
        inside = [1 for a, b in words if mention.span[0] <= a and b <= mention.span[1]]
        best = max(best, mention.confidence * len(inside) / max(1, len(words)))
    return best


def reader(pairs: Sequence[dict[str, str]]) -> Floats:
    return np.array(
        [
            max(
                reader_score(p["name1"], p["name2"], p["schema"]),
                reader_score(p["name2"], p["name1"], p["schema"]),
            )
            for p in pairs
        ]
    )


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
    start = time.perf_counter()
    scores = reader(pairs)
    spent = time.perf_counter() - start
    table = measure(scores, gold)
    table["microseconds a pair"] = 1e6 * spent / len(pairs)
    result: dict[str, object] = {"set": "nomenklatura name_bench, half", "the reader": table}
    for schema in sorted({p["schema"] for p in pairs}):
        held = np.array([p["schema"] == schema for p in pairs])
        said = scores[held] >= best_threshold(scores, gold)
        right = int(np.sum(said == gold[held]))
        result[f"right, {schema}"] = f"{right} of {int(held.sum())}"
    frozen = path / "logicv2-frozen.csv"
    if path.is_dir() and frozen.exists():
        rows = [row for row in read_pairs(frozen) if row["score"]]
        result["logic-v2, frozen scores"] = measure(
            np.array([float(row["score"]) for row in rows]),
            np.array([row["is_match"] == "true" for row in rows]),
        )
    return result
