"""Reader of entity-linking sets in ELEVANT's JSON lines: which labels count, and actors of them.

A label counts when it lies in the evaluation span, is not optional (dates, quantities, or marked so)
and is a name: with a capital, no pronoun, no description ("the Duchess"), and of an entity whose own
name begins with a capital. A label with labels inside is one unit, found whole or by all its parts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.quality._spans import Span, Tally
from bench.quality._words import DETERMINERS, PRONOUNS
from polyvocal.actors._countries import known_countries

OPTIONAL_TYPES = ("QUANTITY", "DATETIME")
UNKNOWN_NAME = "Unknown"
# Wikidata's classes that ELEVANT uses as types, first match wins.
_ACTOR_TYPES = (
    ("Q27096213", "place"),
    ("Q43229", "organisation"),
    ("Q215627", "person"),
    ("Q33829", "group"),
)


@dataclass(frozen=True)
class Label:
    """A marked mention. `entity` is "" for one without an entry in Wikidata."""

    number: int
    span: Span
    surface: str
    entity: str
    name: str
    types: tuple[str, ...]
    optional: bool
    parent: int | None

    @property
    def named(self) -> bool:
        words = self.surface.split()
        first = words[0].casefold()
        if len(words) == 1 and first in PRONOUNS:
            return False
        if first in DETERMINERS:
            lower = words[0][0].islower() or not any(c.isupper() for c in self.surface[1:])
            if lower and len(words) > 1:
                return False
        if not any(c.isupper() for c in self.surface):
            return False
        letter = next((c for c in self.name if c.isalpha()), "A")
        return self.name == UNKNOWN_NAME or letter.isupper()

    @property
    def counts(self) -> bool:
        return self.named and not self.optional


@dataclass(frozen=True)
class Document:
    """A text with its labels inside the window that was annotated."""

    id: str
    text: str
    window: Span
    labels: tuple[Label, ...]

    def children(self, label: Label) -> list[Label]:
        return [other for other in self.labels if other.parent == label.number]

    def units(self) -> list[Label]:
        """Return labels that count and lie in no other that counts."""
        counting = {label.number for label in self.labels if label.counts}
        return [x for x in self.labels if x.counts and x.parent not in counting]

    def inside(self, span: Span) -> bool:
        return self.window[0] <= span[0] and span[1] <= self.window[1]


def read_documents(path: Path) -> list[Document]:
    """Read one file of the format."""
    documents = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        text = record["text"]
        window = tuple(record.get("evaluation_span") or (0, len(text)))
        labels = [_label(text, entry) for entry in record["labels"]]
        inside = [x for x in labels if window[0] <= x.span[0] and x.span[1] <= window[1]]
        documents.append(Document(f"{number}", text, window, tuple(inside)))
    return documents


def _label(text: str, entry: dict[str, Any]) -> Label:
    begin, end = entry["span"]
    types = tuple(entry.get("type", "OTHER").split("|"))
    entity = entry["entity_id"]
    return Label(
        number=entry["id"],
        span=(begin, end),
        surface=text[begin:end],
        entity=entity if entity[:1] == "Q" and entity[1:].isdigit() else "",
        name=entry.get("name") or UNKNOWN_NAME,
        types=types,
        optional=bool(entry.get("optional")) or any(t in OPTIONAL_TYPES for t in types),
        parent=entry.get("parent"),
    )


def actor_type(label: Label) -> str:
    """Type of actor for a label's entity; a place that is a country by our own table is a state."""
    for wikidata, kind in _ACTOR_TYPES:
        if wikidata in label.types:
            is_state = (
                kind == "place" and label.name.removeprefix("the ").casefold() in known_countries()
            )
            return "state" if is_state else kind
    return "other"


def closed_list(documents: list[Document]) -> list[dict[str, Any]]:
    """Return one actor a known entity of the set, with its name and nothing else."""
    actors: dict[str, dict[str, Any]] = {}
    for document in documents:
        for label in document.labels:
            known = label.counts and label.entity and label.name != UNKNOWN_NAME
            if known and label.entity not in actors:
                actors[label.entity] = {
                    "id": label.entity,
                    "name": label.name,
                    "type": actor_type(label),
                }
    return [actors[entity] for entity in sorted(actors)]


def tally(
    document: Document, found: dict[Span, str], actors: set[str] | None
) -> tuple[Tally, Tally]:
    """Compare names found (span to actor) with the units of a document: spans, and right actors.

    With `actors`, only units of these count, and finding one at a name of somebody else is wrong;
    without, every unit counts and any span that is labelled at all is no error.
    """
    units = [u for u in document.units() if actors is None or u.entity in actors]
    spans = {label.span for label in document.labels if label.counts}
    aside = [label.span for label in document.labels if label.optional]
    neutral = {x.span for x in document.labels if not x.counts or x.parent is not None}
    if actors is None:
        neutral |= spans
    neutral |= {x.span for x in document.labels if x.entity and x.name == UNKNOWN_NAME}
    hit = right = 0
    used: set[Span] = set()
    for unit in units:
        parts = [unit, *document.children(unit)]
        ways = [[unit], [part for part in parts[1:] if part.counts]]
        done = [way for way in ways if way and all(part.span in found for part in way)]
        if done:
            hit += 1
            used.update(part.span for part in done[0])
        right += any(all(found[part.span] == part.entity for part in way) for way in done)
    wrong = [
        span
        for span in found
        if document.inside(span)
        and span not in used
        and span not in neutral
        and not any(a <= span[0] and span[1] <= b for a, b in aside)
    ]
    missed = len(units) - hit
    mislinked = hit - right
    return Tally(hit, missed, len(wrong)), Tally(right, missed + mislinked, len(wrong) + mislinked)
