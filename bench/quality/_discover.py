"""Names found without a list: what discovery lists, read back into the text as typed spans.

`Study.candidates` tells names, spellings and counts, but not where they stand. So it is done as a user
does: the candidates become an actors file, and a second run finds these. Where a run takes fewer than
50 documents, one occurrence makes a candidate (in bigger ones it takes two documents); `at_once` cuts a
set accordingly, since a set of unrelated articles is no corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polyvocal as pv
from bench.quality._engine import Found, candidates, find, make_corpus
from polyvocal import _core
from polyvocal.actors import _countries

ONE_BY_ONE = 49  # documents: below the size from which discovery asks for a second document


def countries() -> list[dict[str, Any]]:
    """Every country of the package's own table, as an actor."""
    tables = dict.fromkeys(_countries().values())
    return [
        {"id": f"state_{i}", "name": country.names[0], "type": "state"}
        for i, country in enumerate(tables)
    ]


def discover(
    texts: Sequence[str], *, at_once: int = ONE_BY_ONE, with_countries: bool = False
) -> tuple[list[list[Found]], int]:
    """Find names in texts; return the spans of each text, and how many names were listed."""
    found: list[list[Found]] = []
    listed = 0
    for begin in range(0, len(texts), at_once):
        corpus = make_corpus(texts[begin : begin + at_once])
        segments = _core.segment(corpus._core)
        states = countries() if with_countries else []
        table = candidates(corpus, segments, pv.read_actors({"actor": states}))
        rows = list(states)
        for name, kind, variants in zip(
            table["name"], table["type"], table["variants"], strict=True
        ):
            aliases = [v for v in variants if v != name]
            rows.append({"id": f"n{len(rows)}", "name": name, "type": kind, "aliases": aliases})
        listed += len(rows) - len(states)
        found += find(corpus, pv.read_actors({"actor": rows}), segments)
    return found, listed
