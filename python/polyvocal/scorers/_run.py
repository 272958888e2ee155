"""Running a scorer over the evidence of a corpus: batches, checks, and what it could not score."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.scorers import Batch
from polyvocal.scorers._load import Floats, Key, PluginScorer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = ["check_scores", "score_evidence"]

BATCH = 256  # mentions a scorer gets at once
_VOICES = ("outlet", "quoted", "reported")
_SUM_TOLERANCE = 1e-3


def score_evidence(
    scorer: PluginScorer,
    corpus: Corpus,
    actors: Actors,
    segments: _core.Segments,
    mentions: _core.MentionResult,
    evidence: _core.Evidence,
) -> _core.Evidence:
    """Put a scorer's scores in place of those of the evidence, on the calling thread.

    Warns
    -----
    UserWarning
        When it left mentions out, by NaN or by an error of its own; with the first of them.

    Raises
    ------
    InputError
        For a result of the wrong shape or no probabilities, or when it failed on every mention.
    """
    batch = _batch_of(corpus, actors, segments, mentions, evidence)
    keys = _keys(batch)
    first: dict[Key, int] = {}
    for place, key in enumerate(keys):
        if key not in scorer.memory:
            first.setdefault(key, place)
    new = list(first.values())
    failures = _Failures(scorer.name, batch)
    for begin in range(0, len(new), BATCH):
        places = new[begin : begin + BATCH]
        for place, row in zip(places, _try(scorer, batch, places, failures), strict=True):
            scorer.memory[keys[place]] = (float(row[0]), float(row[1]), float(row[2]))
    rows = np.array([scorer.memory[key] for key in keys]).reshape(-1, 3)
    failures.report(np.isnan(rows).any(axis=1))
    return _core.with_scores(
        evidence,
        (rows[:, 2] - rows[:, 0]).astype(np.float32),
        rows[:, 1].astype(np.float32),
    )


def check_scores(name: str, batch: Batch, given: Any) -> Floats:
    """Check what a scorer returned.

    Raises
    ------
    InputError
        Naming the article and sentence of the first row that is wrong.
    """
    try:
        rows = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        message = f"scorer {name}: returned no numbers: {error}"
        raise InputError(message) from error
    if rows.shape != (len(batch), 3):
        message = (
            f"scorer {name}: returned shape {rows.shape} for {len(batch)} mentions; give "
            f"({len(batch)}, 3): P(negative), P(neutral), P(positive) of each"
        )
        raise InputError(message)
    unknown = np.isnan(rows).any(axis=1)
    wrong = ~unknown & (
        (rows < -_SUM_TOLERANCE).any(axis=1) | (np.abs(rows.sum(axis=1) - 1) > _SUM_TOLERANCE)
    )
    if wrong.any():
        first = int(np.argmax(wrong))
        message = (
            f"scorer {name}: row {first} is {rows[first].tolist()}, of {_where(batch, first)}; "
            "probabilities are 0 or more and add up to 1"
        )
        raise InputError(message)
    rows[unknown] = np.nan
    checked: Floats = np.clip(rows, 0, 1)
    return checked


class _Failures:
    """What a scorer could not score, for one warning at the end."""

    def __init__(self, name: str, batch: Batch) -> None:
        self._name = name
        self._batch = batch
        self._first: tuple[int, str] | None = None

    def add(self, place: int, reason: str) -> None:
        if self._first is None:
            self._first = (place, reason)

    def report(self, left_out: npt.NDArray[np.bool_]) -> None:
        count = int(left_out.sum())
        if not count:
            return
        place, reason = self._first or (int(np.argmax(left_out)), "it returned NaN")
        first = f"the first, {_where(self._batch, place)}: {reason}"
        if self._first is not None and count == len(left_out):
            message = f"scorer {self._name}: no mention could be scored; {first}"
            raise InputError(message)
        message = f"scorer {self._name}: {count} of {len(left_out)} mentions are left out; {first}"
        warnings.warn(message, UserWarning, stacklevel=2)


def _try(scorer: PluginScorer, batch: Batch, places: Sequence[int], failures: _Failures) -> Floats:
    """Score some mentions; one by one when the scorer raises, so that only those are lost."""
    if scorer.score is None:
        message = (
            f"scorer {scorer.name} could not be saved with its results, and has not scored "
            f"{_where(batch, places[0])} before: give the scorer itself"
        )
        raise InputError(message)
    chosen = _take(batch, places)
    try:
        given = scorer.score(chosen)
    except Exception as error:
        if len(places) == 1:
            failures.add(places[0], f"{type(error).__name__}: {error}")
            return np.full((1, 3), np.nan)
        return np.concatenate([_try(scorer, batch, [place], failures) for place in places])
    rows = check_scores(scorer.name, chosen, given)
    for place in np.asarray(places)[np.isnan(rows[:, 0])][:1]:
        failures.add(int(place), "it returned NaN")
    return rows


def _take(batch: Batch, places: Sequence[int]) -> Batch:
    return Batch(*(tuple(values[i] for i in places) for values in vars(batch).values()))


def _where(batch: Batch, place: int) -> str:
    target = batch.sentences[place][batch.starts[place] : batch.ends[place]]
    return f"{target!r} in article {batch.documents[place]!r}: {batch.sentences[place][:80]!r}"


def _keys(batch: Batch) -> list[Key]:
    parts = (
        batch.sentences,
        batch.starts,
        batch.ends,
        batch.before,
        batch.after,
        batch.holders,
        batch.voices,
        batch.languages,
    )
    return list(zip(*parts, strict=True))


def _batch_of(
    corpus: Corpus,
    actors: Actors,
    segments: _core.Segments,
    mentions: _core.MentionResult,
    evidence: _core.Evidence,
) -> Batch:
    """All mentions with evidence, as one batch; texts are cut once a sentence."""
    rows = evidence.columns(corpus._core, segments, mentions)
    spans = segments.sentences(corpus._core)
    starts, ends, owner = (np.asarray(spans[key]) for key in ("start", "end", "document"))
    documents = np.asarray(rows["document"])
    begin = np.asarray(rows["sentence_start"])
    # Sentences are ordered by article and place: one search finds the sentence of each row.
    step = int(starts.max(initial=0)) + 1
    place = np.searchsorted(
        owner.astype(np.int64) * step + starts, documents.astype(np.int64) * step + begin
    )
    texts: dict[int, str] = {}

    def sentence(number: int, document: int) -> str:
        if not 0 <= number < len(owner) or owner[number] != document:
            return ""
        if number not in texts:
            texts[number] = corpus[int(document)].text[starts[number] : ends[number]]
        return texts[number]

    ids, languages = corpus.ids, corpus.languages
    holders = [actor.id for actor in actors.actors]
    at = list(zip(place.tolist(), documents.tolist(), strict=True))
    return Batch(
        documents=tuple(ids[d] for _, d in at),
        sentences=tuple(sentence(s, d) for s, d in at),
        starts=tuple((np.asarray(rows["start"]) - begin).tolist()),
        ends=tuple((np.asarray(rows["end"]) - begin).tolist()),
        before=tuple(sentence(s - 1, d) for s, d in at),
        after=tuple(sentence(s + 1, d) for s, d in at),
        holders=tuple(holders[h] if h >= 0 else "" for h in np.asarray(rows["holder"]).tolist()),
        voices=tuple(_VOICES[v] for v in np.asarray(rows["voice"]).tolist()),
        languages=tuple(languages[d] or "" for _, d in at),
    )
