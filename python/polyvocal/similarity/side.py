"""Whether two articles, or two outlets, take the same side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.similarity.inputs import Inputs
from polyvocal.similarity.kinds import UNDEFINED, Floats, Ints
from polyvocal.similarity.pairs import Pairs, nans
from polyvocal.table import Strings

__all__ = ["side_pairs"]

_NO_SCORE = ("insufficient", "unsupported")  # verdicts that begin so come without a score


def _stance_profiles(inputs: Inputs, labels: Sequence[str]) -> tuple[Floats, Floats, int]:
    """Scores and variances, items x factions, in the article's own voice."""
    if inputs.stance is None:
        message = "kind='side' needs the stance scores"
        raise InputError(message)
    table = inputs.stance.table
    table = table() if callable(table) else table
    factions = [faction.id for faction in inputs.actors.factions]
    if not factions:
        message = "kind='side' needs factions; add [[faction]] entries to the actors file"
        raise InputError(message)
    scores = np.full((len(labels), len(factions)), np.nan)
    variances = np.full_like(scores, np.nan)
    parts = ("var_sampling", "var_measurement", "var_transfer")
    variance = np.sum([np.nan_to_num(table[part]) for part in parts], axis=0)
    rows, columns = _places(table, "group", labels), _places(table, "faction", factions)
    usable = (rows >= 0) & (columns >= 0) & table.column("voice").isin(["outlet"])
    verdicts = table.column("verdict")
    usable &= ~verdicts.isin([v for v in verdicts.values if v.startswith(_NO_SCORE)])
    at = rows[usable], columns[usable]
    scores[at] = table["score"][usable]
    variances[at] = variance[usable]
    return scores, variances, len(factions)


def _places(table: Any, name: str, known: Sequence[str]) -> Ints:
    """Give each row of a column its place in `known`, -1 where it is not there."""
    place = {label: i for i, label in enumerate(known)}
    column = table.column(name)
    codes = np.array([*(place.get(value, -1) for value in column.values), -1], dtype=np.int32)
    found: Ints = codes[column.codes]
    return found


def side_pairs(inputs: Inputs, labels: Sequence[str], a: Ints, b: Ints) -> Pairs:
    """Agreement of stance profiles, with the interval from their variances."""
    scores, variances, factions = _stance_profiles(inputs, labels)
    score, variance, shared = _core.side_agreement(scores, variances, factions, a, b)
    half = 1.959963984540054 * np.sqrt(variance)
    n = len(a)
    codes = np.where(
        np.isnan(score), 0, np.where(score - half > 0.5, 1, np.where(score + half < 0.5, 2, 3))
    )
    verdicts = [UNDEFINED["side"], "similar stance", "opposite stance", "not distinguishable"]
    return Pairs(
        a,
        b,
        score,
        np.maximum(0, score - half),
        np.minimum(1, score + half),
        nans(n),
        nans(n),
        Strings(codes, verdicts),
        {"shared_factions": shared},
    )
