"""The evidence behind scores: one row a mention, with what it adds to the score of its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.stance._choices import VOICES, VoiceChoice
from polyvocal.stance._groups import Groups
from polyvocal.stance._source import Source
from polyvocal.stance._tables import group_columns
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EvidenceTables"]

_ALL = VOICES.index("all")


class EvidenceTables:
    """The tables of evidence of one grouping, each built when first asked for."""

    __slots__ = ("_built", "_groups", "_rows", "_source")

    def __init__(self, source: Source, groups: Groups) -> None:
        self._source = source
        self._groups = groups
        self._built: dict[VoiceChoice | None, Table] = {}
        self._rows: dict[str, Any] | None = None

    def rows(self) -> dict[str, Any]:
        """Return the columns of all rows, with and without a faction, as the core gives them."""
        if self._rows is None:
            source = self._source
            self._rows = source.evidence.columns(
                source.corpus._core, source.segments, source.mentions
            )
        return self._rows

    def table(self, voice: VoiceChoice | None) -> Table:
        """Build the rows of a voice; of all, each with what it adds in its own voice, for ``None``."""
        if voice not in self._built:
            self._built[voice] = self._build(voice)
        return self._built[voice]

    def _contributions(self, voice: int) -> npt.NDArray[np.float64]:
        source = self._source
        return _core.contributions(
            self._groups.core, len(source.faction_ids), source.evidence, voice=voice
        )

    def _contributions_of(self, voice: VoiceChoice | None) -> npt.NDArray[np.float64]:
        if voice is not None:
            return self._contributions(VOICES.index(voice))
        own = np.asarray(self.rows()["voice"])
        contribution = np.zeros(len(own))
        for place in range(_ALL):
            mine = own == place
            contribution[mine] = self._contributions(place)[mine]
        return contribution

    def _build(self, voice: VoiceChoice | None) -> Table:
        source = self._source
        rows = self.rows()
        own = np.asarray(rows["voice"])
        group = self._groups.of_documents[np.asarray(rows["document"])]
        keep = (np.asarray(rows["faction"]) >= 0) & (group >= 0)
        if voice is not None and voice != "all":
            keep &= own == VOICES.index(voice)
        places = np.flatnonzero(keep)
        first = group_columns(self._groups, group[places])
        rest = evidence_columns(source, rows, places, self._contributions_of(voice))
        return Table({**first, **rest}, name="evidence")


def evidence_columns(
    source: Source,
    rows: dict[str, Any],
    places: npt.NDArray[np.intp],
    contribution: npt.NDArray[np.float64],
) -> dict[str, Any]:
    """Name the columns of some rows."""
    place_list: Sequence[int] = places.tolist()

    def text(key: str) -> list[str]:
        column = rows[key].to_list()
        return [column[i] for i in place_list]

    return {
        "faction": Strings(rows["faction"][places], source.faction_ids),
        "voice": Strings(rows["voice"][places].astype(np.int32), VOICES),
        "document": Strings(rows["document"][places], source.corpus.ids),
        "sentence_start": rows["sentence_start"][places],
        "sentence_end": rows["sentence_end"][places],
        "start": rows["start"][places],
        "end": rows["end"][places],
        "surface": text("surface"),
        "actor": Strings(rows["actor"][places], source.actor_ids),
        "holder": Strings(rows["holder"][places], source.actor_ids),
        "score": rows["score"][places],
        "weight": rows["weight"][places],
        "contribution": contribution[places],
        "cues": text("cues"),
        "label": text("label"),
        "frame": text("frame"),
    }
