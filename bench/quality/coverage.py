"""Coverage of intervals on NewsMTSC: `python -m bench.quality coverage PATH`.

Data: ``train.jsonl``, sentences with a label (-1, 0, 1) for a person. Every labelled mention is an
article of an outlet that has the person's name. An interval is for the mean label of mentions like
those at hand. So that it is known, all mentions of a person with 30 or more are taken for what there
is in the world: round by round, 25 are drawn from them with replacement, which makes them as good as
25 of very many that spread like these, and the truth is the mean label of all. (25 of 30 without
replacement would tell too much.) Without labels, with the transfer error as built in (which was
measured here) and as measured on the other half of the people; and with 20 of the 25 labelled by
hand, drawn as `Stance.coding_sheet` draws them. The rules score; they have seen none of the labels.
`measure` takes the out-of-fold scores of another scorer: tools/train_polarity.py reports the trained one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

import polyvocal as pv
import polyvocal.annotators
from bench.quality.newsmtsc import load
from polyvocal import _core

SAMPLE = 25
LABELS = 20
PERSON_FROM = 30
ROUNDS = 100
COPIES = 6  # of each mention, as articles: as often as one is drawn in a round
ALL_VOICES = 3


def person_of(name: str) -> str:
    """Surname, as far as the mention has one."""
    return name.rsplit(maxsplit=1)[-1].strip(".'’s")


class Data(NamedTuple):
    """The evidence, and of each document its row, target, person (-1: left out), label, copy."""

    evidence: _core.Evidence
    row_of: np.ndarray
    target: np.ndarray  # row of newsmtsc.load
    person: np.ndarray
    gold: np.ndarray
    copy: np.ndarray  # 0 to COPIES - 1
    instrument: dict[str, float]  # its errors; empty for the rules


class Measured(NamedTuple):
    """Per person: is the mean in the interval, how wide it is, and how far the score is off.

    The mean of mentions like those drawn, and of the drawn themselves.
    """

    like_these: np.ndarray
    at_hand: np.ndarray
    width: np.ndarray
    error: np.ndarray


def load_data(path: Path) -> Data:
    """Read the data set as a corpus of one mention a document."""
    texts, _, numbers, labels, documents, names = load(path)
    people = np.array([person_of(name) for name in names])
    known, counts = np.unique(people, return_counts=True)
    kept = {p for p, n in zip(known, counts, strict=True) if n >= PERSON_FROM and p[:1].isupper()}
    rows = [i for i, person in enumerate(people) if person in kept]
    # Outlets of their own: what one outlet prints again and again would not count.
    corpus = pv.read_corpus(
        [
            {
                "id": f"{i:06}-{copy}",
                "text": texts[documents[i]],
                "outlet": f"{copy}",
                "language": "en",
            }
            for copy in range(COPIES)
            for i in rows
        ],
        progress=False,
    )
    spans = {i: (int(numbers[i][1]), int(numbers[i][2])) for i in rows}

    def target_row(identifier: str) -> int:
        return int(identifier.partition("-")[0])

    def gold_spans(batch: pv.annotators.Batch) -> Iterator[pv.annotators.Span]:
        for number, identifier in enumerate(batch.ids):
            yield pv.annotators.Span(number, *spans[target_row(identifier)], actor="target")

    # A name that no sentence has: the spans of the data set are the only mentions.
    target = {"id": "target", "name": "Zzyzzyx Qqoph", "type": "person", "faction": "side"}
    actors = pv.read_actors({"faction": [{"id": "side", "name": "Side"}], "actor": [target]})
    study = pv.Study(corpus, actors, annotators=[gold_spans], progress=False)
    stance = study.stance(scorer="rules")
    document = np.asarray(stance._evidence.rows()["document"])
    target_of = np.array([target_row(identifier) for identifier in corpus.ids])
    copy_of = np.array([int(identifier.partition("-")[2]) for identifier in corpus.ids])
    row_of = np.full(len(corpus), -1)
    row_of[document] = np.arange(len(document))
    person = np.unique(people[target_of], return_inverse=True)[1].astype(np.int32)
    person[np.bincount(document, minlength=len(corpus)) != 1] = -1
    gold = labels[target_of]
    return Data(stance._source.evidence, row_of, target_of, person, gold, copy_of, {})


def mentions_of(data: Data, person: int) -> np.ndarray:
    """All mentions of a person, each once: documents."""
    return np.flatnonzero((data.person == person) & (data.copy == 0))


def with_scores(data: Data, p: np.ndarray, measurement_sd: float, transfer_sd: float) -> Data:
    """Put the probabilities of a scorer (negative, neutral, positive) in place of the rules.

    One row a target of `newsmtsc.load`; targets without any (NaN) are left out.
    """
    document = np.flatnonzero(data.row_of >= 0)
    given = np.zeros((len(data.evidence), 3), dtype=np.float32)
    given[data.row_of[document]] = np.nan_to_num(p[data.target[document]])
    evidence = _core.with_scores(
        data.evidence, np.ascontiguousarray(given[:, 2] - given[:, 0]), given[:, 1].copy()
    )
    person = np.where(np.isnan(p).any(axis=1)[data.target], -1, data.person).astype(np.int32)
    instrument = {"measurement_sd": measurement_sd, "transfer_sd": transfer_sd}
    return data._replace(evidence=evidence, person=person, instrument=instrument)


def draw_mentions(data: Data, round_: int) -> tuple[np.ndarray, np.ndarray]:
    """Person of each document of the round, -1 for the others; and the persons."""
    draws = np.random.default_rng(round_)
    document_of = {
        (target, copy): document
        for document, (target, copy) in enumerate(
            zip(data.target.tolist(), data.copy.tolist(), strict=True)
        )
    }
    group = np.full(len(data.person), -1, dtype=np.int32)
    for person in range(int(data.person.max()) + 1):
        mine = mentions_of(data, person)
        if len(mine) < PERSON_FROM:
            continue
        times = np.full(len(mine), COPIES + 1)
        while times.max() > COPIES:
            times = np.bincount(draws.integers(len(mine), size=SAMPLE), minlength=len(mine))
        for document, often in zip(mine, times, strict=True):
            for copy in range(often):
                group[document_of[int(data.target[document]), copy]] = person
    return group, np.unique(group[group >= 0])


def draw_labels(data: Data, group: np.ndarray, people: int, round_: int) -> _core.LabelTable:
    """Label some mentions of each person."""
    documents = np.flatnonzero(group >= 0)
    items, probability = _core.draw_sample(
        np.ones(len(documents)), group[documents], LABELS * people, seed=round_
    )
    value = np.full(len(data.evidence), np.nan, dtype=np.float32)
    chance = np.ones(len(data.evidence), dtype=np.float32)
    chosen = documents[items]
    value[data.row_of[chosen]] = data.gold[chosen]
    chance[data.row_of[chosen]] = probability
    return _core.LabelTable(value, chance)


def transfer_sd(data: Data, people: np.ndarray) -> float:
    """Root mean square of how far the scores of a person are off, chance taken out."""
    scores = np.asarray(data.evidence.scores())
    squares = []
    for person in people:
        mine = mentions_of(data, person)
        off = data.gold[mine] - scores[data.row_of[mine]]
        squares.append(off.mean() ** 2 - off.var(ddof=1) / len(off))
    return float(np.sqrt(max(0.0, np.mean(squares))))


def held_out(
    scores: dict[str, np.ndarray], rows: np.ndarray, transfer: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Intervals with the transfer error that other people have."""
    score = scores["score"][rows]
    parts = scores["var_sampling"][rows] + scores["var_measurement"][rows] + transfer**2
    half = 1.96 * np.sqrt(parts)
    return np.maximum(-1, score - half), np.minimum(1, score + half), score


def one_round(data: Data, round_: int) -> dict[str, Measured]:
    """Draw, score with and without labels, and compare with the truth."""
    group, people = draw_mentions(data, round_)
    grouping = _core.Grouping(group, int(data.person.max()) + 1)
    labels = draw_labels(data, group, len(people), round_)
    fit = _core.fit_calibration(grouping, 1, data.evidence, labels, **data.instrument)
    plain = _core.score_stance(grouping, 1, data.evidence, seed=round_, **data.instrument)
    corrected = _core.score_stance(
        grouping,
        1,
        _core.recalibrate(data.evidence, fit),
        seed=round_,
        labels=labels,
        calibration=fit,
        **data.instrument,
    )
    rows = np.flatnonzero(plain["voice"] == ALL_VOICES)[people]
    halves = [transfer_sd(data, np.delete(people, np.s_[half::2])) for half in (0, 1)]
    elsewhere = np.array([halves[place % 2] for place in range(len(people))])
    score = plain["score"][rows]
    half = 1.96 * np.sqrt(plain["var_sampling"][rows])
    ends = {
        "bootstrap alone": (score - half, score + half, score),
        "0 labels": tuple(plain[key][rows] for key in ("low", "high", "score")),
        "0 labels, transfer of the other half": held_out(plain, rows, elsewhere),
        "20 labels": tuple(corrected[key][rows] for key in ("low", "high", "score")),
    }
    like_these = np.array([data.gold[mentions_of(data, p)].mean() for p in people])
    at_hand = np.array([data.gold[group == p].mean() for p in people])
    return {
        name: Measured(
            (low <= like_these) & (like_these <= high),
            (low <= at_hand) & (at_hand <= high),
            high - low,
            np.abs(found - like_these),
        )
        for name, (low, high, found) in ends.items()
    }


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    return measure(load_data(path / "train.jsonl" if path.is_dir() else path))


def measure(data: Data) -> dict[str, object]:
    """Coverage, width and error by kind of interval."""
    rounds = [one_round(data, number) for number in range(ROUNDS)]
    counts = np.bincount(data.person[(data.person >= 0) & (data.copy == 0)])
    everybody = np.flatnonzero(counts >= PERSON_FROM)
    result: dict[str, object] = {"rounds": ROUNDS, "transfer sd": transfer_sd(data, everybody)}
    for name in rounds[0]:
        hits = np.array([found[name].like_these for found in rounds])
        by_person = hits.mean(axis=0)
        result["people"] = hits.shape[1]
        result[name] = {
            "coverage": float(hits.mean()),
            "standard error over people": float(by_person.std(ddof=1) / len(by_person) ** 0.5),
            "coverage, mentions at hand": float(np.mean([f[name].at_hand for f in rounds])),
            "width": float(np.mean([f[name].width for f in rounds])),
            "mean error": float(np.mean([f[name].error for f in rounds])),
        }
    return result
