"""Whether two articles, or two outlets, take the same side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.similarity.inputs import Inputs
from polyvocal.similarity.kinds import UNDEFINED, Floats, Ints
from polyvocal.similarity.pairs import Pairs, nans
from polyvocal.table import Strings

__all__ = ["side_pairs"]


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
    place = {label: i for i, label in enumerate(labels)}
    column = {faction: i for i, faction in enumerate(factions)}
    parts = ("var_sampling", "var_measurement", "var_transfer")
    variance = np.sum([np.nan_to_num(table[part]) for part in parts], axis=0)
    groups, sides, voices = table["group"], table["faction"], table["voice"]
    for row in range(len(table)):
        known = groups[row] in place and sides[row] in column and voices[row] == "outlet"
        if known and not str(table["verdict"][row]).startswith(("insufficient", "unsupported")):
            at = place[groups[row]], column[sides[row]]
            scores[at] = table["score"][row]
            variances[at] = variance[row]
    return scores, variances, len(factions)


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
