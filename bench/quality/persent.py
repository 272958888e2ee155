"""PerSenT: the author's sentiment toward one target of an article (negative, neutral, positive).

`python -m bench.quality persent PATH/dev.csv`. Nothing is trained or tuned on it. Mentions are those of
the masked text ([TGT], found by a tool, with its errors). By the rules a document is the mean of its
mentions; by the trained scorer the mean times the root of their number, whose spread is that of single
mentions. Both are cut into three classes where that serves the sentences of NewsMTSC best.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.quality.newsmtsc import cut, macro_f1
from polyvocal import _core, read_corpus
from polyvocal.stance import _polarity_model

MASK = "[TGT]"
NAME = "Quill"  # any name that is no word
LABELS = {"Negative": -1, "Neutral": 0, "Positive": 1}
RULES_CUTS = (-0.05, 0.02)  # as the NewsMTSC benchmark finds them
TRAINED_CUTS = (-0.15, 0.1)  # as tools/train_polarity.py finds them


def load(path: Path) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Texts with the target under one name, and the labels."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [row["MASKED_DOCUMENT"].replace(MASK, NAME) for row in rows]
    return texts, np.array([LABELS[row["TRUE_SENTIMENT"]] for row in rows])


def spans_of(texts: list[str]) -> npt.NDArray[np.int64]:
    """Document, start and end of every mention."""
    rows = []
    for document, text in enumerate(texts):
        at = text.find(NAME)
        while at >= 0:
            rows.append((document, at, at + len(NAME)))
            at = text.find(NAME, at + 1)
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def document_means(
    values: npt.NDArray[np.float64], documents: npt.NDArray[np.int64], size: int
) -> npt.NDArray[np.float64]:
    """Mean of the rows of each document; 0 where there are none."""
    known = ~np.isnan(values).any(axis=1)
    total = np.zeros((size, values.shape[1]))
    np.add.at(total, documents[known], values[known])
    count = np.bincount(documents[known], minlength=size)
    return total / np.maximum(1, count)[:, None]


def measures(gold: npt.NDArray[np.int64], found: npt.NDArray[np.int64]) -> dict[str, object]:
    rng = np.random.default_rng(0)
    draws = [rng.integers(len(gold), size=len(gold)) for _ in range(1000)]
    samples = [macro_f1(gold[d], found[d]) for d in draws]
    return {
        "macro_f1": macro_f1(gold, found),
        "interval": [round(float(q), 3) for q in np.quantile(samples, (0.025, 0.975))],
        "accuracy": float(np.mean(gold == found)),
    }


def run(path: Path) -> dict[str, object]:
    """Score the articles by the rules and by the shipped model."""
    texts, gold = load(path / "dev.csv" if path.is_dir() else path)
    records = [{"id": str(i), "text": t, "language": "en"} for i, t in enumerate(texts)]
    corpus = read_corpus(records)
    kept = np.array([int(identifier) for identifier in corpus.ids])
    gold = gold[kept]
    texts = [corpus.text(i) for i in range(len(corpus))]
    spans = spans_of(texts)
    segments = _core.segment(corpus._core)
    place = (
        spans[:, 0].astype(np.uint32),
        np.ascontiguousarray(spans[:, 1]).astype(np.int32),
        np.ascontiguousarray(spans[:, 2]).astype(np.int32),
    )
    model = _polarity_model()
    scores = _core.score_spans(corpus._core, segments, *place).astype(np.float64)[:, None]
    rules = document_means(scores, spans[:, 0], len(texts))[:, 0]
    p = np.asarray(_core.polarity_of_spans(corpus._core, segments, model, *place))
    known = ~np.isnan(p).any(axis=1)
    root = np.sqrt(np.bincount(spans[known, 0], minlength=len(texts)))
    trained = root * document_means(p[:, 2:] - p[:, :1], spans[:, 0], len(texts))[:, 0]
    return {
        "documents": len(texts),
        "mentions": len(spans),
        "rules": measures(gold, cut(rules, *RULES_CUTS)),
        "trained": measures(gold, cut(trained, *TRAINED_CUTS)),
    }
