"""NewsMTSC: polarity toward a person in a sentence (negative, neutral, positive).

`python -m bench.quality newsmtsc PATH/train.jsonl`. The scorer's rules and tables are fixed before; only
the two thresholds that cut a score into three classes are chosen here, cross-validated over articles.
The trained scorer has learned from this file: its cross-validated numbers come from
tools/train_polarity.py.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from polyvocal import _core, read_corpus

FOLDS = 5
PERSON_FROM = 20  # mentions


def load(path: Path) -> tuple[list[str], list[str], np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Sentences, article of each, then document, start, end per target, label, and name."""
    texts, articles, rows = [], [], []
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["sentence_normalized"]
        if text in seen:
            continue
        seen.add(text)
        texts.append(text)
        articles.append("_".join(record["primary_gid"].split("_")[:3]))
        targets = sorted(
            (t["from"], t["to"], t["polarity"], t["mention"]) for t in record["targets"]
        )
        end = -1
        for begin, stop, polarity, name in targets:
            if begin >= end:
                rows.append((len(texts) - 1, begin, stop, polarity / 2 - 2, name))
            end = max(end, stop)
    numbers = np.array([row[:3] for row in rows], dtype=np.int64)
    labels = np.array([row[3] for row in rows])
    return (
        texts,
        articles,
        numbers,
        labels,
        np.array([row[0] for row in rows]),
        [r[4] for r in rows],
    )


def macro_f1(gold: np.ndarray, found: np.ndarray) -> float:
    parts = []
    for label in (-1, 0, 1):
        hit = np.sum((gold == label) & (found == label))
        parts.append(2 * hit / max(1, np.sum(gold == label) + np.sum(found == label)))
    return float(np.mean(parts))


def cut(scores: np.ndarray, low: float, high: float) -> np.ndarray:
    return np.where(scores < low, -1, np.where(scores > high, 1, 0))


def best_cut(gold: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    grid = [0.001, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3]
    found = max((macro_f1(gold, cut(scores, -a, b)), -a, b) for a in grid for b in grid)
    return found[1], found[2]


def evaluate(gold: np.ndarray, scores: np.ndarray, article: np.ndarray) -> dict[str, object]:
    fold = np.unique(article, return_inverse=True)[1] % FOLDS
    found = np.zeros(len(gold))
    for k in range(FOLDS):
        low, high = best_cut(gold[fold != k], scores[fold != k])
        found[fold == k] = cut(scores[fold == k], low, high)
    # What remains once the scale and the offset of the data set are taken out.
    slope, offset = np.polyfit(scores, gold, 1)
    low, high = best_cut(gold, scores)
    return {
        "macro_f1": macro_f1(gold, found),
        "accuracy": float(np.mean(gold == found)),
        "r": float(np.corrcoef(gold, scores)[0, 1]),
        "share_nonzero": float(np.mean(np.abs(scores) > 1e-6)),
        "residual_sd": float(np.std(gold - scores)),
        "residual_sd_rescaled": float(np.std(gold - (slope * scores + offset))),
        "slope": float(slope),
        "offset": float(offset),
        "cuts": [low, high],
    }


def surnames(names: list[str]) -> np.ndarray:
    """Last word of each name."""
    return np.array([name.split()[-1].strip(".'’s") for name in names])


def by_person(gold: np.ndarray, scores: np.ndarray, names: list[str]) -> dict[str, object]:
    surname = surnames(names)
    means = [
        (np.mean(gold[surname == name]), np.mean(scores[surname == name]))
        for name in np.unique(surname)
        if np.sum(surname == name) >= PERSON_FROM and name[:1].isupper()
    ]
    pairs = np.array(means)
    return {"people": len(means), "r": float(np.corrcoef(pairs.T)[0, 1])}


def run(path: Path) -> dict[str, object]:
    """Score every target, with and without what others think of it."""
    file = path / "train.jsonl" if path.is_dir() else path
    texts, articles, numbers, labels, documents, names = load(file)
    corpus = read_corpus(
        [{"id": str(i), "text": text, "language": "en"} for i, text in enumerate(texts)]
    )
    segments = _core.segment(corpus._core)
    place = {identifier: i for i, identifier in enumerate(corpus.ids)}
    kept = np.array([str(d) in place for d in documents])
    docs = np.array([place[str(d)] for d in documents[kept]], dtype=np.uint32)
    spans = numbers[kept].astype(np.int32)
    article = np.array([articles[d] for d in documents[kept]])
    result: dict[str, object] = {"file": file.name, "targets": int(kept.sum())}
    for label, relations in (("outlet's view only", False), ("others' views counted", True)):
        scores = np.asarray(
            _core.score_spans(
                corpus._core,
                segments,
                docs,
                np.ascontiguousarray(spans[:, 1]),
                np.ascontiguousarray(spans[:, 2]),
                count_relations=relations,
            )
        )
        scored = ~np.isnan(scores)
        gold = labels[kept][scored]
        table = evaluate(gold, scores[scored], article[scored])
        held = [n for n, k in zip(names, kept, strict=True) if k]
        table["per person"] = by_person(
            gold, scores[scored], [n for n, s in zip(held, scored, strict=True) if s]
        )
        table["scored"] = int(scored.sum())
        result[label] = table
    return result
