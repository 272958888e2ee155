"""What every part of the report needs: articles by number, mentions, names, marked sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from polyvocal.report import words
from polyvocal.report.collect.columns import Codes, Floats, Ints, codes, floats, ints
from polyvocal.report.marking import Span, mark
from polyvocal.report.model import ActorRow, Document, Faction, Limits, Sentence
from polyvocal.report.theme import FACTION_COUNT

if TYPE_CHECKING:
    from polyvocal.stance._choices import VoiceChoice
    from polyvocal.study import Study

__all__ = ["VOICES", "Context", "Mentions"]

VOICES: tuple[VoiceChoice, ...] = ("outlet", "quoted", "reported")
_TEXTS_KEPT = 256


@dataclass(frozen=True)
class Mentions:
    """The columns of the mentions table that the report reads."""

    document: Ints
    actor: Ints
    start: Ints
    end: Ints
    voice: Ints
    method: Codes
    kind: Codes
    region: Codes
    surface: Codes
    faction: Codes
    confidence: Floats
    first: Ints

    def rows_of(self, document: int) -> range:
        """Give the rows of a document (the table is ordered by document)."""
        return range(int(self.first[document]), int(self.first[document + 1]))


class Context:
    """A study with its limits, and what was read of it so far."""

    def __init__(self, study: Study, limits: Limits) -> None:
        self.study = study
        self.limits = limits
        corpus = study.corpus
        self.size = len(corpus)
        self.ids = list(corpus.ids)
        self.outlets = list(corpus.outlets)
        self.outlet_sizes = Counter(filter(None, self.outlets))
        self.dates = ["" if np.isnat(date) else str(date) for date in corpus.dates]
        self.number_of = {name: i for i, name in enumerate(self.ids)}
        self.labels = words.document_labels(self.outlets, self.dates)
        self.factions = [
            Faction(faction.id, faction.name, f"f{min(i, FACTION_COUNT - 1)}")
            for i, faction in enumerate(study.actors.factions)
        ]
        self.faction_by_id = {faction.id: faction for faction in self.factions}
        self.actor_ids = [actor.id for actor in study.actors.actors]
        self.actor_names = {actor.id: actor.name for actor in study.actors.actors}
        self.mentions = self._read_mentions()
        self.per_document = np.bincount(self.mentions.document, minlength=self.size)
        self.actor_rows: Mapping[str, ActorRow] = {}
        self._documents: dict[int, Document] = {}
        self._texts: dict[int, str] = {}

    def know(self, actors: Sequence[ActorRow]) -> None:
        """Remember the rows of the actors, for links and marks."""
        self.actor_rows = {row.id: row for row in actors}

    def _read_mentions(self) -> Mentions:
        table = self.study.mentions
        document = codes(table, "document", self.ids).numbers
        return Mentions(
            document=document,
            actor=codes(table, "actor", self.actor_ids).numbers,
            start=ints(table, "start"),
            end=ints(table, "end"),
            voice=codes(table, "voice", VOICES).numbers,
            method=codes(table, "method"),
            kind=codes(table, "kind"),
            region=codes(table, "region"),
            surface=codes(table, "surface"),
            faction=codes(table, "faction"),
            confidence=floats(table, "confidence"),
            first=np.searchsorted(document, np.arange(self.size + 1)).astype(np.int64),
        )

    # -- articles ----------------------------------------------------------------------------------

    def text(self, number: int) -> str:
        """Give the text of an article; only those that the page shows are asked for."""
        if number not in self._texts:
            if len(self._texts) >= _TEXTS_KEPT:
                self._texts.clear()
            self._texts[number] = self.study.corpus.text(number)
        return self._texts[number]

    def document(self, number: int) -> Document:
        """Describe one article."""
        if number not in self._documents:
            corpus, text = self.study.corpus, self.text(number)
            self._documents[number] = Document(
                key=f"d{number + 1}",
                label=self.labels[number],
                id=self.ids[number],
                outlet=self.outlets[number],
                agency=corpus.agencies[number],
                date=self.dates[number],
                title=corpus.titles[number] or words.first_line(text),
                language=corpus.languages[number],
                characters=len(text),
                mentions=int(self.per_document[number]),
            )
        return self._documents[number]

    def shown_documents(self, limit: int) -> list[int]:
        """Choose all articles, or those that name actors most, in the order of the corpus."""
        if self.size <= limit:
            return list(range(self.size))
        order = np.lexsort((np.arange(self.size), -self.per_document))
        return sorted(order[:limit].tolist())

    # -- actors and sentences ----------------------------------------------------------------------

    def name(self, actor: str) -> str:
        """Give the name of an actor, or what was given when it is none."""
        return self.actor_names.get(actor, actor)

    def mark_of(self, actor: str) -> str:
        """Give the class of an actor's faction."""
        row = self.actor_rows.get(actor)
        return row.faction.mark if row is not None and row.faction else "fn"

    def sentence(
        self,
        document: int,
        start: int,
        end: int,
        spans: Sequence[Span],
        *,
        voice: str = "",
        speaker: str = "",
    ) -> Sentence:
        """Mark up a stretch of an article."""
        return Sentence(
            document=self.document(document),
            pieces=mark(self.text(document), start, end, spans),
            start=start,
            voice=voice,
            speaker=speaker,
        )

    def mention_spans(
        self, document: int, start: int, end: int, actors: Mapping[int, str]
    ) -> list[Span]:
        """Give the spans of the mentions of some actors (number: name) between two offsets."""
        m = self.mentions
        return [
            Span(
                int(m.start[row]),
                int(m.end[row]),
                "mention",
                who_is_meant(m.surface[row], actors[int(m.actor[row])]),
            )
            for row in m.rows_of(document)
            if m.start[row] < end and m.end[row] > start and int(m.actor[row]) in actors
        ]

    def speaker_spans(self, document: int, start: int, end: int) -> list[Span]:
        """Give the words that name who speaks at a place."""
        first, spans = self._attributions
        rows = spans[first[document] : first[document + 1]]
        # A source that no words name has no span: NaN, which compares false.
        content_start, content_end, source_start, source_end = rows.T
        said_here = (content_start <= start) & (end <= content_end) & (source_end > source_start)
        return [
            Span(int(begin), int(stop), "speaker", "speaker")
            for begin, stop in rows[said_here][:, 2:].tolist()
        ]

    @cached_property
    def _attributions(self) -> tuple[Ints, Floats]:
        """First row of each document, and rows of content and source, start and end each."""
        table = self.study.attributions
        documents = codes(table, "document", self.ids).numbers
        columns = ("content_start", "content_end", "source_start", "source_end")
        spans = np.column_stack([floats(table, name) for name in columns])
        order = np.argsort(documents, kind="stable")
        first = np.searchsorted(documents[order], np.arange(self.size + 1))
        return first.astype(np.int64), spans[order]


def who_is_meant(surface: str, name: str) -> str:
    """Give the words beside a mention: the actor's name, unless the mention says it itself."""
    return "actor" if " ".join(surface.split()) == name else name
