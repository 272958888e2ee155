"""Runs the actor stage on texts and gives what it finds as spans in code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polyvocal as pv
from bench.quality._spans import Span
from polyvocal import _core


@dataclass(frozen=True)
class Found:
    """A mention: where, of whom, and how it was found."""

    span: Span
    actor: str
    type: str
    kind: str
    method: str
    confidence: float
    metonym: bool
    nested: bool
    ambiguous: bool


def make_corpus(texts: Sequence[str]) -> pv.Corpus:
    """Make a corpus of exactly these texts, in this order."""
    rows = [{"id": f"{i:06}", "text": text, "language": "en"} for i, text in enumerate(texts)]
    corpus = pv.read_corpus(rows, progress=False)
    order = [f"{i:06}" for i in range(len(texts))]
    if list(corpus.ids) != order:
        message = f"{len(texts) - len(corpus)} of {len(texts)} texts were not taken"
        raise ValueError(message)
    return corpus


def find(
    corpus: pv.Corpus, actors: pv.Actors, segments: _core.Segments | None = None, **options: Any
) -> list[list[Found]]:
    """Find the mentions of every document; nested ones are marked, not left out."""
    segments = segments or _core.segment(corpus._core)
    result = _core.find_mentions(
        corpus._core, segments, actors.to_core(), candidates=False, **options
    )
    columns = result.columns(corpus._core, segments)
    listed = actors.actors
    kinds, methods = _core.MentionResult.kind_names, _core.MentionResult.method_names
    names = ("document", "start", "end", "actor", "kind", "method", "confidence")
    flags = ("metonym", "nested", "ambiguous")
    found: list[list[Found]] = [[] for _ in corpus.ids]
    for document, start, end, actor, kind, method, sure, *marks in zip(
        *(columns[name] for name in (*names, *flags)), strict=True
    ):
        who = listed[actor]
        span = (int(start), int(end))
        row = (who.id, who.type, kinds[kind], methods[method], float(sure), *map(bool, marks))
        found[document].append(Found(span, *row))
    return found


def outermost(found: Iterable[Found]) -> dict[Span, Found]:
    """Leave out what lies inside a longer mention: most sets mark the longest name only."""
    return {mention.span: mention for mention in found if not mention.nested}


def find_unknown(
    corpus: pv.Corpus, actors: pv.Actors, segments: _core.Segments | None = None
) -> tuple[list[list[tuple[Span, str]]], int]:
    """Every place of a name that is not listed, with its type, by document; and how many names."""
    segments = segments or _core.segment(corpus._core)
    result = _core.find_mentions(corpus._core, segments, actors.to_core(), places=True)
    columns = result.candidate_mentions(corpus._core)
    types = _core.MentionResult.type_names
    found: list[list[tuple[Span, str]]] = [[] for _ in corpus.ids]
    names = ("document", "start", "end", "type")
    for document, start, end, kind in zip(*(columns[name] for name in names), strict=True):
        found[document].append(((int(start), int(end)), types[kind]))
    return found, len(set(columns["name"]))
