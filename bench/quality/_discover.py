"""Names found without a list: the places that discovery gives, as typed spans.

The engine tells where every unknown name stands (`Study.candidate_mentions`). Countries may be given
as actors: then they are found as such, and a longer unknown name around one ("Iraqi Army") stands for
it. Names are typed by all their occurrences in a run; `at_once` cuts a set, since a set of unrelated
articles is no corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polyvocal as pv
from bench.quality._engine import Found, find, find_unknown, make_corpus
from bench.quality._spans import Span, overlap
from polyvocal import _core
from polyvocal.actors._countries import known_countries

ONE_BY_ONE = 49  # documents in a run where a set is no corpus


def countries() -> list[dict[str, Any]]:
    """Every country of the package's own table, as an actor."""
    tables = dict.fromkeys(known_countries().values())
    return [
        {"id": f"state_{i}", "name": country.names[0], "type": "state"}
        for i, country in enumerate(tables)
    ]


def discover(
    texts: Sequence[str], *, at_once: int = ONE_BY_ONE, with_countries: bool = False
) -> tuple[list[list[Found]], int]:
    """Find names in texts; return the spans of each text, and how many names were found."""
    actors = pv.read_actors({"actor": countries() if with_countries else []})
    found: list[list[Found]] = []
    listed = 0
    for begin in range(0, len(texts), at_once):
        corpus = make_corpus(texts[begin : begin + at_once])
        segments = _core.segment(corpus._core)
        known = find(corpus, actors, segments)
        unknown, names = find_unknown(corpus, actors, segments)
        listed += names
        found += [merge(*pair) for pair in zip(known, unknown, strict=True)]
    return found, listed


def merge(known: Sequence[Found], unknown: Sequence[tuple[Span, str]]) -> list[Found]:
    """Put listed and unknown names together: what lies inside a longer one is nested."""
    names = [
        Found(span, "unknown", kind, "name", "discovery", 1.0, False, False, False)
        for span, kind in unknown
    ]
    around = [
        replace(mention, nested=mention.nested or any(overlap(mention.span, s) for s, _ in unknown))
        for mention in known
    ]
    return sorted(around + names, key=lambda mention: mention.span)
