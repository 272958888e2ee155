"""What would change a score most: its articles and sentences left out, one at a time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from polyvocal.errors import InputError
from polyvocal.stance._choices import VoiceChoice
from polyvocal.stance.stories import voice_of
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.stance.scores import Stance

__all__ = ["influence_table"]


@dataclass(frozen=True)
class _Row:
    document: int
    sentence: tuple[int, int]
    score: float
    weight: float


@dataclass(frozen=True)
class _Change:
    kind: str
    document: int
    sentence: tuple[int, int]
    mentions: int
    score: float


def influence_table(
    stance: Stance, group: str, faction: str, voice: VoiceChoice | None, n: int
) -> Table:
    """Leave out each article and sentence; see `Stance.influence`."""
    if n < 1:
        message = f"influence: n is {n}; give a number of rows of at least 1"
        raise InputError(message)
    source = stance._source
    chosen = voice_of(stance, voice)
    evidence = stance._evidence
    of_score = evidence.places(
        chosen, group=stance._groups.index(group), faction=source.faction(faction)
    )
    table = evidence.part(chosen, of_score, cues=False)
    places = {identifier: i for i, identifier in enumerate(source.corpus.ids)}
    columns = ("document", "sentence_start", "sentence_end", "score", "weight")
    rows = [
        _Row(places[d], (start, end), score, weight)
        for d, start, end, score, weight in zip(
            *(table[name].tolist() for name in columns), strict=True
        )
    ]
    whole = _Group(stance, rows).mean()
    changes = _changes(stance, rows)
    changes.sort(key=lambda c: -math.inf if math.isnan(c.score) else -abs(whole - c.score))
    changes = changes[:n]
    score = np.array([change.score for change in changes], dtype=np.float64)
    return Table(
        {
            "kind": Strings.encode([change.kind for change in changes]),
            "document": Strings(
                np.array([change.document for change in changes], dtype=np.int32),
                source.corpus.ids,
            ),
            "sentence_start": np.array([c.sentence[0] for c in changes], dtype=np.int32),
            "sentence_end": np.array([c.sentence[1] for c in changes], dtype=np.int32),
            "mentions": np.array([change.mentions for change in changes], dtype=np.int64),
            "score": score,
            "change": whole - score,
        },
        name="influence",
    )


def _changes(stance: Stance, rows: list[_Row]) -> list[_Change]:
    group = _Group(stance, rows)
    changes = []
    if stance.by != "document":
        for document, mine in group.articles.items():
            changes.append(
                _Change("article", document, (-1, -1), len(mine), group.without(document, ()))
            )
    for document, mine in group.articles.items():
        for sentence in dict.fromkeys(row.sentence for row in mine):
            rest = [row for row in mine if row.sentence != sentence]
            left = group.without(document, rest)
            changes.append(_Change("sentence", document, sentence, len(mine) - len(rest), left))
    return changes


class _Group:
    """The rows of a group as articles, and these as observations: copies of a text are one."""

    def __init__(self, stance: Stance, rows: list[_Row]) -> None:
        self._sets = stance._sets
        self.articles: dict[int, list[_Row]] = defaultdict(list)
        for row in rows:
            self.articles[row.document].append(row)
        self._means: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
        for document, held in self.articles.items():
            self._means[self._observation(document)][document] = _article(held)
        self._values = {key: _mean_of(held.values()) for key, held in self._means.items()}
        self._sum = math.fsum(self._values.values())

    def mean(self) -> float:
        """Mean of the observations; NaN without any."""
        return self._sum / len(self._values) if self._values else math.nan

    def without(self, document: int, rest: Iterable[_Row]) -> float:
        """Mean of the group where an article has only the rows of `rest`."""
        own = self._observation(document)
        changed = _mean_of({**self._means[own], document: _article(rest)}.values())
        others = self._sum - self._values[own]
        count = len(self._values) - 1
        if math.isnan(changed):
            return others / count if count else math.nan
        return (others + changed) / (count + 1)

    def _observation(self, document: int) -> tuple[int, int]:
        copies, stories = self._sets.copies, self._sets.stories
        if copies is None or copies[document] < 0:
            return -1 - document, -1
        return int(copies[document]), -1 if stories is None else int(stories[document])


def _article(rows: Iterable[_Row]) -> float:
    """Weighted mean of an article; NaN without a row."""
    held = list(rows)
    weight = math.fsum(row.weight for row in held)
    return math.fsum(row.weight * row.score for row in held) / weight if weight > 0 else math.nan


def _mean_of(values: Iterable[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return math.fsum(known) / len(known) if known else math.nan
