"""Groups beside each other: who speaks better of a faction than the others do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from polyvocal.errors import InputError
from polyvocal.stance._choices import VERDICTS, VOICES
from polyvocal.stance._tables import (
    constant,
    group_columns,
    q_values,
    ranked,
    slice_columns,
    voice_rows,
)
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.stance.scores import Stance

__all__ = ["relative_table"]

_Z = 1.959963984540054
_FEWEST = 3  # groups with enough evidence, or there are no "others"
_UNTESTED = VERDICTS.index("insufficient")

Floats = npt.NDArray[np.float64]


def relative_table(stance: Stance, a: str, b: str | None) -> Table:
    """Set each group beside the others; see `Stance.relative`."""
    if stance.by == "document":
        message = "relative: articles have no others to stand beside; make the stance by='outlet'"
        raise InputError(message)
    rows = _scores(stance, a) if b is None else _contrasts(stance, a, b)
    found = _beside_others(rows)
    p = found["p"]
    columns: dict[str, Any] = {
        **group_columns(stance._groups, rows["group"]),
        "a": constant(a, len(p)),
        **({} if b is None else {"b": constant(b, len(p))}),
        "voice": Strings(rows["voice"].astype(np.int32), VOICES),
        **{name: found[name] for name in ("difference", "low", "high", "p")},
        "q": q_values(p, rows["voice"], ~np.isnan(p)),
        "verdict": ranked(found["low"], found["high"], np.isnan(p)),
        "others": found["others"],
        **slice_columns(stance._groups, rows["group"]),
    }
    return Table(columns, name="relative")


def _scores(stance: Stance, a: str) -> dict[str, Any]:
    """Scores of one faction, and their variances beside each other."""
    stance._source.faction(a)  # known, or an error
    table = stance.table.filter(faction=a)
    return {
        **{name: _codes(table, name) for name in ("group", "voice", "verdict")},
        "value": table["score"],
        "variance": table["var_sampling"]
        + table["var_measurement"]
        + _transfer(stance, table["var_transfer"], 1),
    }


def _codes(table: Table, name: str) -> npt.NDArray[np.int32]:
    return cast("Strings", table.column(name)).codes


def _contrasts(stance: Stance, a: str, b: str) -> dict[str, Any]:
    """Contrasts of two factions, and their variances beside each other."""
    rows = stance._contrasts(a, b)
    keep = voice_rows(rows["voice"], stance.voice)
    rows = {name: values[keep] for name, values in rows.items()}
    return {
        **{name: rows[name] for name in ("group", "voice", "verdict")},
        "value": rows["difference"],
        "variance": rows["variance"]
        - rows["var_transfer"]
        + _transfer(stance, rows["var_transfer"], 2),
    }


def _transfer(stance: Stance, own: Floats, scores: int) -> Floats:
    """Give what does not cancel: after hand labels each group's own error, else a part of it."""
    instrument = stance._instrument
    if instrument.calibration is not None:
        return own
    return np.full(len(own), scores * instrument.between_sd**2)


def _beside_others(rows: dict[str, Any]) -> dict[str, Any]:
    """Each value less the mean of the others of its voice that have enough evidence."""
    n = len(rows["value"])
    found: dict[str, Any] = {
        name: np.full(n, np.nan) for name in ("difference", "low", "high", "p")
    }
    found["others"] = np.zeros(n, dtype=np.int64)
    known = (rows["verdict"] < _UNTESTED) & ~np.isnan(rows["value"] + rows["variance"])
    for voice in np.unique(rows["voice"]):
        at = np.flatnonzero((rows["voice"] == voice) & known)
        others = len(at) - 1
        if len(at) < _FEWEST:
            continue
        value, variance = rows["value"][at], rows["variance"][at]
        difference = value - (value.sum() - value) / others
        error = np.sqrt(variance + (variance.sum() - variance) / others**2)
        found["difference"][at] = difference
        found["low"][at] = difference - _Z * error
        found["high"][at] = difference + _Z * error
        found["p"][at] = 2 * ndtr(-np.abs(difference) / error)
        found["others"][at] = others
    return found
