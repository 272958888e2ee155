"""Scores and contrasts of the core as tables with names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal.stance._choices import VERDICTS, VOICES, By, VoiceChoice
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.stance._source import Source

__all__ = ["constant", "contrast_table", "score_table"]

_NUMBERS = (
    "score", "low", "high", "verdict", "mentions", "documents", "var_sampling",
    "var_measurement", "var_transfer", "sentences", "effective_mentions", "shrinkage",
)  # fmt: skip


def constant(value: str, rows: int) -> Strings:
    """Repeat a word down a column."""
    return Strings(np.zeros(rows, dtype=np.int32), [value])


def _voice_rows(voices: npt.NDArray[Any], voice: VoiceChoice | None) -> npt.NDArray[np.intp]:
    """Rows of one voice, or of all."""
    if voice is None:
        return np.arange(len(voices))
    return np.flatnonzero(voices == VOICES.index(voice))


def score_table(source: Source, scores: dict[str, Any], by: By, voice: VoiceChoice | None) -> Table:
    """Table of the scores of one voice, or of all voices."""
    keep = _voice_rows(scores["voice"], voice)
    columns: dict[str, Any] = {
        "by": constant(by, len(keep)),
        "group": Strings(scores["group"][keep], source.groups(by)),
        "faction": Strings(scores["faction"][keep], source.faction_ids),
        "voice": Strings(scores["voice"][keep].astype(np.int32), VOICES),
    }
    for name in _NUMBERS:
        values = scores[name][keep]
        columns[name] = Strings(values.astype(np.int32), VERDICTS) if name == "verdict" else values
    return Table(columns, name="stance")


def contrast_table(
    source: Source,
    columns: dict[str, Any],
    factions: tuple[str, str],
    by: By,
    voice: VoiceChoice | None,
) -> Table:
    """Table of the contrasts of two factions, in one voice or in all."""
    keep = _voice_rows(columns["voice"], voice)
    a, b = factions
    return Table(
        {
            "by": constant(by, len(keep)),
            "group": Strings(columns["group"][keep], source.groups(by)),
            "a": constant(a, len(keep)),
            "b": constant(b, len(keep)),
            "voice": Strings(columns["voice"][keep], VOICES),
            "difference": columns["difference"][keep],
            "low": columns["low"][keep],
            "high": columns["high"][keep],
            "p": columns["p"][keep],
            "verdict": Strings(columns["verdict"][keep], VERDICTS),
        },
        name="contrast",
    )
