"""Articles compared by words, story and actors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from polyvocal import _core
from polyvocal.similarity.inputs import Inputs
from polyvocal.similarity.kinds import ONE_EACH, Floats, Ints, Kind
from polyvocal.similarity.pairs import Pairs, plain_pairs
from polyvocal.similarity.reuse import reuse_documents
from polyvocal.similarity.side import side_pairs

__all__ = ["STORY_ARTICLES", "document_scores", "story_scores", "word_scores"]

# P(same story) = 1 / (1 + exp(-(a + b sqrt(cosine)))), fitted by `python -m bench.quality story` on
# the 152 English pairs of SemEval-2022 task 8 (same story: overall score below 2.5).
STORY = (-4.893, 11.759)
#: With fewer articles the word weights are not those the probability was fitted with.
STORY_ARTICLES = 100


def dense_or_given(inputs: Inputs, rows: Any, measure: str) -> tuple[Ints, Ints, Floats]:
    a, b = inputs.candidates()
    if inputs.full:
        square = _core.all_pairs(
            rows,
            measure,
            max_bytes=inputs.max_bytes,
            threads=inputs.threads,
            progress=inputs.progress,
        )
        return a, b, square[a, b]
    return a, b, _core.given_pairs(rows, measure, a, b, threads=inputs.threads)


def word_scores(inputs: Inputs) -> tuple[Ints, Ints, Floats]:
    """Cosines of the pairs that get a score."""
    if not inputs.full:
        a, b, score = inputs.best_partners()
        return a, b, score.astype(np.float64)
    return dense_or_given(inputs, inputs.words(), "cosine")


def _word_documents(inputs: Inputs) -> Pairs:
    return plain_pairs("words", *word_scores(inputs))


def story_scores(inputs: Inputs) -> tuple[Ints, Ints, Floats, Floats]:
    """Pairs, P(same story) and the cosine it comes from."""
    a, b, cosine = word_scores(inputs)
    constant, slope = STORY
    return a, b, 1 / (1 + np.exp(-(constant + slope * np.sqrt(cosine)))), cosine


def _story_documents(inputs: Inputs) -> Pairs:
    a, b, score, cosine = story_scores(inputs)
    dates = np.asarray(inputs.core.dates).astype(np.int64)
    known = (dates[a] != _core.NO_DATE) & (dates[b] != _core.NO_DATE)
    days = np.where(known, np.abs(dates[a] - dates[b]), np.nan)
    few = inputs.size < STORY_ARTICLES
    verdict = f"not calibrated: fewer than {STORY_ARTICLES} articles" if few else ONE_EACH
    return plain_pairs("story", a, b, score, verdict, cosine=cosine, days_apart=days)


def _of_length_1(rows: Any) -> Any:
    """Scale rows to length 1."""
    values = rows.values.astype(np.float64)
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    lengths = np.sqrt(np.bincount(row, values**2, rows.shape[0]))
    scaled = (values / lengths[row]).astype(np.float32)
    return _core.SparseRows(rows.indptr, rows.indices, scaled, rows.shape[1])


def _actor_documents(inputs: Inputs) -> Pairs:
    rows = inputs.actor_vectors()
    if inputs.measure == "rbo":
        a, b = inputs.candidates()
        score = _core.rank_overlap(
            rows, a, b, persistence=inputs.persistence, threads=inputs.threads
        )
        return plain_pairs("actors", a, b, score)
    if inputs.measure == "cosine":
        rows = _of_length_1(rows)
    return plain_pairs("actors", *dense_or_given(inputs, rows, inputs.measure))


def document_scores(inputs: Inputs, kind: Kind, labels: Sequence[str]) -> Pairs:
    """Scores of pairs of articles in one respect."""
    if kind == "side":
        return side_pairs(inputs, labels, *inputs.candidates())
    makers = {
        "words": _word_documents,
        "story": _story_documents,
        "actors": _actor_documents,
        "reuse": reuse_documents,
    }
    return makers[kind](inputs)
