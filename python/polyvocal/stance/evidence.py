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
    """The tables of evidence of one grouping. What is costly is made when first asked for."""

    __slots__ = ("_contributed", "_groups", "_rows", "_source", "_whole")

    def __init__(self, source: Source, groups: Groups) -> None:
        self._source = source
        self._groups = groups
        self._whole: dict[VoiceChoice | None, Table] = {}
        self._contributed: dict[VoiceChoice | None, npt.NDArray[np.float64]] = {}
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
        """Give the rows of a voice with their cues; of all, each as of its own voice, for ``None``."""
        if voice not in self._whole:
            self._whole[voice] = self.part(voice, self.places(voice))
        return self._whole[voice]

    def places(
        self, voice: VoiceChoice | None, *, group: int | None = None, faction: int | None = None
    ) -> npt.NDArray[np.intp]:
        """Tell which rows a score rests on, in order; those of every group or faction by default."""
        rows = self.rows()
        of_group = self._groups.of_documents[np.asarray(rows["document"])]
        of_faction = np.asarray(rows["faction"])
        keep = (of_faction >= 0) & (of_group >= 0)
        if group is not None:
            keep &= of_group == group
        if faction is not None:
            keep &= of_faction == faction
        if voice is not None and voice != "all":
            keep &= np.asarray(rows["voice"]) == VOICES.index(voice)
        return np.flatnonzero(keep)

    def part(
        self, voice: VoiceChoice | None, places: npt.NDArray[np.intp], *, cues: bool = True
    ) -> Table:
        """Give some rows, with or without their cues."""
        rows = self.rows()
        first = group_columns(
            self._groups, self._groups.of_documents[np.asarray(rows["document"])][places]
        )
        contribution = self.contributions(voice)[places]
        rest = evidence_columns(self._source, rows, places, contribution, cues=cues)
        return Table({**first, **rest}, name="evidence")

    def contributions(self, voice: VoiceChoice | None) -> npt.NDArray[np.float64]:
        """Say what each row adds to the score of a voice; to that of its own voice for ``None``."""
        if voice not in self._contributed:
            self._contributed[voice] = self._contributions_of(voice)
        return self._contributed[voice]

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


def evidence_columns(
    source: Source,
    rows: dict[str, Any],
    places: npt.NDArray[np.intp],
    contribution: npt.NDArray[np.float64],
    *,
    cues: bool,
) -> dict[str, Any]:
    """Name the columns of some rows."""
    place_list: Sequence[int] = places.tolist()

    def text(key: str) -> list[str]:
        column = rows[key].to_list()
        return [column[i] for i in place_list]

    columns = {
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
        "contribution": contribution,
        "cues": [],
        "label": text("label"),
        "frame": text("frame"),
    }
    if cues:
        columns["cues"] = source.evidence.cues(
            source.corpus._core, places.astype(np.int32)
        ).to_list()
    else:
        del columns["cues"]
    return columns
