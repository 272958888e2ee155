"""Scores and contrasts of the core as tables with names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.stance._choices import VERDICTS, VOICES, VoiceChoice
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.stance._groups import Groups
    from polyvocal.stance._source import Source

__all__ = [
    "constant",
    "contrast_table",
    "group_columns",
    "q_values",
    "ranked",
    "score_table",
    "slice_columns",
    "voice_rows",
]

_RANKED = ("above", "below", "not distinguishable", "insufficient")

_NUMBERS = (
    "score", "low", "high", "verdict", "mentions", "documents", "var_sampling",
    "var_measurement", "var_transfer", "sentences", "effective_mentions", "shrinkage",
    "centring", "correction", "labels",
)  # fmt: skip


def constant(value: str, rows: int) -> Strings:
    """Repeat a word down a column."""
    return Strings(np.zeros(rows, dtype=np.int32), [value])


def voice_rows(voices: npt.NDArray[Any], voice: VoiceChoice | None) -> npt.NDArray[np.intp]:
    """Rows of one voice, or of all."""
    if voice is None:
        return np.arange(len(voices))
    return np.flatnonzero(voices == VOICES.index(voice))


def group_columns(groups: Groups, group: npt.NDArray[Any]) -> dict[str, Any]:
    """Give the columns that say which group a row is of."""
    return {"by": constant(groups.by, len(group)), "group": Strings(group, groups.names)}


def slice_columns(groups: Groups, group: npt.NDArray[Any]) -> dict[str, Any]:
    """Give outlet and period apart, where the groups are slices of time."""
    if groups.by in ("document", "outlet"):
        return {}
    columns = {"outlet": groups.outlets, "period": groups.periods}
    return {key: Strings.encode([names[g] for g in group]) for key, names in columns.items()}


def score_table(
    source: Source, groups: Groups, scores: dict[str, Any], voice: VoiceChoice | None
) -> Table:
    """Table of the scores of one voice, or of all voices."""
    keep = voice_rows(scores["voice"], voice)
    columns: dict[str, Any] = {
        **group_columns(groups, scores["group"][keep]),
        "faction": Strings(scores["faction"][keep], source.faction_ids),
        "voice": Strings(scores["voice"][keep].astype(np.int32), VOICES),
    }
    for name in _NUMBERS:
        values = scores[name][keep]
        columns[name] = Strings(values.astype(np.int32), VERDICTS) if name == "verdict" else values
    columns |= slice_columns(groups, scores["group"][keep])
    return Table(columns, name="stance")


def contrast_table(
    groups: Groups,
    columns: dict[str, Any],
    factions: tuple[str, str],
    voice: VoiceChoice | None,
    told: dict[str, npt.NDArray[Any]] | None,
) -> Table:
    """Table of the contrasts of two factions, in one voice or in all; `told`: on shared stories."""
    keep = voice_rows(columns["voice"], voice)
    a, b = factions
    p, verdict = columns["p"][keep], columns["verdict"][keep]
    return Table(
        {
            **group_columns(groups, columns["group"][keep]),
            "a": constant(a, len(keep)),
            "b": constant(b, len(keep)),
            "voice": Strings(columns["voice"][keep], VOICES),
            "difference": columns["difference"][keep],
            "low": columns["low"][keep],
            "high": columns["high"][keep],
            "p": p,
            "verdict": Strings(verdict, VERDICTS),
            "q": q_values(p, columns["voice"][keep], verdict < VERDICTS.index("insufficient")),
            **({} if told is None else {name: values[keep] for name, values in told.items()}),
            **slice_columns(groups, columns["group"][keep]),
        },
        name="contrast",
    )


def q_values(
    p: npt.NDArray[np.float64], family: npt.NDArray[Any], tested: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Benjamini and Hochberg's q of the rows tested, family by family; NaN for the others."""
    q = np.full(len(p), np.nan)
    for member in np.unique(family):
        rows = np.flatnonzero((family == member) & tested & ~np.isnan(p))
        if len(rows):
            q[rows] = _core.benjamini_hochberg(p[rows], len(rows))
    return q


def ranked(
    low: npt.NDArray[np.float64], high: npt.NDArray[np.float64], untested: npt.NDArray[np.bool_]
) -> Strings:
    """Judge whether groups stand above or below the others, by intervals about 0."""
    verdict = np.full(len(low), 2, dtype=np.int32)
    verdict[low > 0] = 0
    verdict[high < 0] = 1
    verdict[untested] = 3
    return Strings(verdict, _RANKED)
