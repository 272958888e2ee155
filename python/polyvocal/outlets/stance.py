"""Stance of outlets on the stories they share."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import stdtr, stdtrit

from polyvocal.errors import InputError
from polyvocal.outlets._data import Data, Floats
from polyvocal.outlets._tests import false_discovery
from polyvocal.table import Table

__all__ = ["compare_stance"]

_FEWEST = 5  # stories


def _scores(data: Data, factions: list[str]) -> Floats:
    """Score of each article toward each faction in the outlet's own voice; NaN: none."""
    table = data.stance("document").table
    table = table() if callable(table) else table
    place = {name: i for i, name in enumerate(data.ids)}
    column = {name: i for i, name in enumerate(factions)}
    scores = np.full((len(place), len(factions)), np.nan)
    for group, faction, voice, score in zip(
        table["group"], table["faction"], table["voice"], table["score"], strict=True
    ):
        if voice == "outlet" and group in place and faction in column:
            scores[place[group], column[faction]] = score
    return scores


def _story_means(data: Data, outlet: int, scores: Floats) -> dict[int, float]:
    rows = np.flatnonzero((data.of_document == outlet) & ~np.isnan(scores))
    stories: dict[int, list[float]] = {}
    for row in rows.tolist():
        stories.setdefault(int(data.story_of[row]), []).append(float(scores[row]))
    return {story: math.fsum(values) / len(values) for story, values in stories.items()}


def compare_stance(data: Data) -> Table:
    """Set scores side by side, story by story; see `OutletComparison.stance`."""
    factions = [faction.id for faction in data.actors.factions]
    if not factions:
        message = "stance needs factions; add [[faction]] entries to the actors file"
        raise InputError(message)
    scores = _scores(data, factions)
    rows: list[dict[str, object]] = []
    for column, faction in enumerate(factions):
        means = [_story_means(data, i, scores[:, column]) for i in range(len(data.labels))]
        for i, first in enumerate(data.labels):
            for j in range(i + 1, len(data.labels)):
                shared = sorted(means[i].keys() & means[j].keys())
                left = np.array([means[i][story] for story in shared])
                right = np.array([means[j][story] for story in shared])
                pair = {"a": first, "b": data.labels[j], "faction": faction}
                rows.append({**pair, **_paired(left, right)})
    columns = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    if not columns:
        return Table({"a": [], "b": [], "faction": [], "stories": []}, name="stance in stories")
    q = false_discovery(np.array(columns["p"], dtype=np.float64))
    columns["q"] = list(q)
    columns["verdict"] = [
        "no story in common"
        if not row["stories"]
        else "too few stories"
        if int(str(row["stories"])) < _FEWEST
        else "a is kinder"
        if value <= 0.05 and float(str(row["difference"])) > 0
        else "b is kinder"
        if value <= 0.05
        else "not distinguishable"
        for row, value in zip(rows, q.tolist(), strict=True)
    ]
    return Table(columns, name="stance in stories")


def _paired(left: Floats, right: Floats) -> dict[str, object]:
    """Mean difference over stories with Student's interval, and how often the signs agree."""
    n = len(left)
    nan = float("nan")
    found: dict[str, object] = {
        "stories": n,
        "difference": nan,
        "low": nan,
        "high": nan,
        "agreement": nan,
        "p": nan,
    }
    if not n:
        return found
    gap = left - right
    mean = float(gap.mean())
    found["difference"] = mean
    sided = (np.abs(left) > 0) & (np.abs(right) > 0)
    if sided.any():
        found["agreement"] = float(np.mean(np.sign(left[sided]) == np.sign(right[sided])))
    if n < _FEWEST:
        return found
    error = float(gap.std(ddof=1)) / math.sqrt(n)
    half = float(stdtrit(n - 1, 0.975)) * error
    found |= {"low": mean - half, "high": mean + half}
    found["p"] = (
        (1.0 if mean == 0 else 0.0) if error == 0 else float(2 * stdtr(n - 1, -abs(mean) / error))
    )
    return found
