"""Labels put on actors, and who is said to do what to whom: signals of their own, with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal.stance._choices import VOICES
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.stance._source import Source

__all__ = ["make_frames", "make_labels"]

_CLASSES = ("hostile", "neither", "cooperative")


class _Texts:
    """Words of articles, on one line; the last article is kept, as rows come article by article."""

    def __init__(self, source: Source) -> None:
        self._corpus = source.corpus
        self._held = -1
        self._text = ""

    def __call__(self, document: int, start: int, end: int) -> str:
        if start < 0:
            return ""
        if document != self._held:
            self._held, self._text = document, self._corpus.text(document)
        return " ".join(self._text[start:end].split())


def _outlets(source: Source, document: npt.NDArray[Any]) -> Strings:
    outlet = np.asarray(source.corpus._core.outlets, dtype=np.int32)
    return Strings(outlet[document], source.corpus._core.outlet_names)


def make_labels(source: Source) -> Table:
    """Count who is called what, by outlet and voice."""
    found = source.evidence.labels(source.corpus._core)
    rows = source.evidence.columns(source.corpus._core, source.segments, source.mentions)
    row = np.asarray(found["row"], dtype=np.intp)
    words = _Texts(source)
    document, voice, actor = (np.asarray(rows[key])[row] for key in ("document", "voice", "actor"))
    outlet = np.asarray(source.corpus._core.outlets, dtype=np.int32)
    spans = zip(document.tolist(), found["start"].tolist(), found["end"].tolist(), strict=True)
    label = [words(*span).casefold() for span in spans]
    # One cell an outlet, actor and voice: how many mentions, and which labels they bear.
    mentions: dict[tuple[int, int, int], int] = {}
    everything = (outlet[rows["document"]], rows["actor"], rows["voice"])
    for cell in zip(*(np.asarray(column).tolist() for column in everything), strict=True):
        mentions[cell] = mentions.get(cell, 0) + 1
    counts: dict[tuple[int, int, int, str], list[int]] = {}
    cells = zip(outlet[document].tolist(), actor.tolist(), voice.tolist(), label, strict=True)
    for place, key in enumerate(cells):
        counts.setdefault(key, []).append(place)
    order = sorted(counts, key=lambda key: (key[0] < 0, *key[:3], -len(counts[key]), key[3]))
    places = [counts[key] for key in order]
    first = np.array([held[0] for held in places], dtype=np.intp)
    at = row[first]
    return Table(
        {
            "outlet": Strings(
                np.array([key[0] for key in order], dtype=np.int32),
                source.corpus._core.outlet_names,
            ),
            "actor": Strings(np.array([k[1] for k in order], dtype=np.int32), source.actor_ids),
            "faction": Strings(np.asarray(rows["faction"])[at], source.faction_ids),
            "voice": Strings(np.array([key[2] for key in order], dtype=np.int32), VOICES),
            "label": [key[3] for key in order],
            "weight": np.asarray(found["base"], dtype=np.float64)[first],
            "count": np.array([len(held) for held in places], dtype=np.int64),
            "negated": np.array([int(found["negated"][held].sum()) for held in places]),
            "documents": np.array([len(set(document[held].tolist())) for held in places]),
            "share": np.array(
                [len(counts[key]) / mentions[key[:3]] for key in order], dtype=np.float64
            ),
            "document": Strings(document[first], source.corpus.ids),
            "start": np.asarray(found["start"])[first],
            "end": np.asarray(found["end"])[first],
        },
        name="labels",
    )


def make_frames(source: Source) -> Table:
    """List who is said to do what to whom."""
    found = source.evidence.acts(source.corpus._core, source.segments)
    document = np.asarray(found["document"])
    words = _Texts(source)
    spans = zip(
        document.tolist(), found["cue_start"].tolist(), found["cue_end"].tolist(), strict=True
    )
    columns: dict[str, Any] = {
        "document": Strings(document, source.corpus.ids),
        "outlet": _outlets(source, document),
        "voice": Strings(found["voice"].astype(np.int32), VOICES),
        "holder": Strings(found["holder"], source.actor_ids),
        "agent": Strings(found["agent"], source.actor_ids),
        "act": [words(*span) for span in spans],
        "patient": Strings(found["patient"], source.actor_ids),
        "frame": Strings(found["frame"], found["frame_names"]),
        "class": Strings(found["class"] + 1, _CLASSES),
    }
    for name in ("passive", "agent_deleted", "negated"):
        columns[name] = found[name]
    for name in ("sentence", "cue", "agent", "patient"):
        for end in ("start", "end"):
            columns[f"{name}_{end}"] = found[f"{name}_{end}"]
    return Table(columns, name="frames")
