"""What outlets print around their articles, and leave out of every count."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from polyvocal import _core
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.corpus import Corpus

__all__ = ["make_furniture"]


def make_furniture(corpus: Corpus, segments: _core.Segments) -> Table:
    """List the sentences of the region ``boilerplate``, one row an outlet and sentence."""
    rows = segments.sentences(corpus._core)
    chosen = np.flatnonzero(rows["region"] == segments.region_names.index("boilerplate"))
    places: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    outlets = np.asarray(corpus._core.outlets)
    start, end = rows["start"], rows["end"]
    for number, document in zip(chosen.tolist(), rows["document"][chosen].tolist(), strict=True):
        text = " ".join(corpus.text(document)[start[number] : end[number]].split())
        places[int(outlets[document]), text].append(number)
    documents = rows["document"]
    articles = {key: len(set(documents[found].tolist())) for key, found in places.items()}
    order = sorted(places, key=lambda key: (-articles[key], key[0], key[1]))
    first = np.array([places[key][0] for key in order], dtype=np.int64)
    return Table(
        {
            "outlet": Strings([outlet for outlet, _ in order], list(corpus._core.outlet_names)),
            "text": Strings.encode([text for _, text in order]),
            "articles": np.array([articles[key] for key in order], dtype=np.int64),
            "document": Strings(documents[first], corpus.ids),
            "start": start[first],
            "end": end[first],
        },
        name="furniture",
    )
