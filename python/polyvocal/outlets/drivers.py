"""What makes two outlets differ: words and actors with log odds, and sentences to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.special import ndtr

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.outlets._data import Data, Floats, Ints, Profile
from polyvocal.outlets._tests import false_discovery
from polyvocal.table import Table

__all__ = ["find_all_drivers", "find_drivers"]

_FEWEST = 3  # articles with a word, or one writer's habit would lead the list


def find_drivers(data: Data, profile: Profile, a: str, b: str | None, n: int) -> Table:
    """Rank terms by how surely one outlet uses them more; see `OutletComparison.drivers`."""
    if n < 1:
        message = f"n={n}: give the number of terms a side, 1 or more"
        raise InputError(message)
    first, second = _sides(data, a, b)
    prior = _prior(data.lengths(profile), first, second)
    odds = _core.log_odds_ratios(data.counts(profile), first, second, prior=prior)
    leading = np.where(odds["log_odds"] > 0, odds["documents_a"], odds["documents_b"])
    few = min(len(first), len(second)) < _core.FEWEST_DOCUMENTS
    seen = odds["documents_a"] + odds["documents_b"]
    least = 1 if few else _FEWEST
    tested = np.flatnonzero(~np.isnan(odds["z"]) & (seen >= least))
    z = odds["log_odds" if few else "z"][tested]  # a few articles have no error to go by
    p = np.full(len(z), np.nan) if few else 2 * ndtr(-np.abs(z))
    q = false_discovery(p)
    order = np.lexsort((tested, -z))
    order = order[leading[tested[order]] >= least]
    chosen = np.concatenate([order[:n][z[order[:n]] > 0], order[::-1][:n][z[order[::-1][:n]] < 0]])
    columns = tested[chosen]
    log_odds, error = odds["log_odds"][columns], odds["error"][columns]
    if few:
        error = np.full(len(columns), np.nan)
    terms = data.terms(profile)
    other = "the others" if b is None else b
    more = [a if value > 0 else other for value in log_odds]
    table: dict[str, Any] = {
        "more_in": more,
        "term": [terms[c] for c in columns.tolist()],
        "log_odds": log_odds,
        "low": log_odds - 1.959963984540054 * error,
        "high": log_odds + 1.959963984540054 * error,
        "z": np.full(len(chosen), np.nan) if few else z[chosen],
        "p": p[chosen],
        "q": q[chosen],
    }
    for side in ("a", "b"):
        table[f"count_{side}"] = odds[f"count_{side}"][columns].astype(np.int64)
        table[f"documents_{side}"] = odds[f"documents_{side}"][columns]
    table |= _examples(data, profile, columns, log_odds > 0, first, second)
    return Table(table, name="drivers")


def _sides(data: Data, a: str, b: str | None) -> tuple[Ints, Ints]:
    """Rows of the articles of each side."""
    first = data.articles_of(a)
    if b is None:
        known = data.of_document >= 0
        second = np.setdiff1d(np.flatnonzero(known), first).astype(np.int32)
        if not len(second):
            message = f"{a!r} is the only outlet: there is nothing to set it against"
            raise InputError(message)
    else:
        second = data.articles_of(b)
        if a == b:
            message = f"{a!r} is both outlets; give two"
            raise InputError(message)
    return first, second


def _prior(lengths: Floats, first: Ints, second: Ints) -> float:
    """Take a tenth of what the smaller side says: words must outweigh so much of the average."""
    return max(1.0, float(min(lengths[first].sum(), lengths[second].sum())) / 10)


def find_all_drivers(
    data: Data, profile: Profile, n: int, outlets: Sequence[str] | None = None
) -> Table:
    """Set each outlet against the others; see `OutletComparison.all_drivers`."""
    chosen = data.labels if outlets is None else outlets
    found = [find_drivers(data, profile, outlet, None, n) for outlet in chosen]
    own = [
        table.take(np.flatnonzero(np.asarray(table["log_odds"]) > 0).tolist()) for table in found
    ]
    names = own[0].columns if own else ()
    columns = {name: [cell for table in own for cell in table[name]] for name in names}
    return Table(columns, name="drivers")


def _examples(
    data: Data, profile: Profile, columns: Ints, in_first: Any, first: Ints, second: Ints
) -> dict[str, list[str]]:
    """One sentence for each term, from the outlet that has more of it."""
    found: dict[int, tuple[str, str]] = {}
    for chosen, rows in ((in_first, first), (~in_first, second)):
        places = np.flatnonzero(chosen)
        if profile == "words":
            found |= _word_sentences(data, places, columns[places].astype(np.int32), rows)
        elif profile == "actors":
            found |= _actor_sentences(data, places, columns[places], rows)
    blank = ("", "")
    return {
        "example": [found.get(i, blank)[1] for i in range(len(columns))],
        "example_document": [found.get(i, blank)[0] for i in range(len(columns))],
    }


def _word_sentences(data: Data, places: Any, keys: Ints, rows: Ints) -> dict[int, tuple[str, str]]:
    core = data.corpus._core
    at = _core.first_sentences(core, data.segments, keys, rows)
    found = {}
    for i, place in enumerate(places.tolist()):
        document = int(at["document"][i])
        if document >= 0:
            text = core.text(document)[int(at["start"][i]) : int(at["end"][i])]
            found[place] = data.ids[document], " ".join(text.split())
    return found


def _actor_sentences(
    data: Data, places: Any, actors: Any, rows: Ints
) -> dict[int, tuple[str, str]]:
    core = data.corpus._core
    mentions = data.mentions.columns(core, data.segments)
    spans = data.segments.sentence_spans(core)
    of_outlet = np.zeros(len(data.ids), dtype=bool)
    of_outlet[rows] = True
    found = {}
    for place, actor in zip(places.tolist(), actors.tolist(), strict=True):
        hits = np.flatnonzero((mentions["actor"] == actor) & of_outlet[mentions["document"]])
        if not len(hits):
            continue
        document = int(mentions["document"][hits[0]])
        first = int(np.searchsorted(spans["document"], document))
        sentence = first + int(mentions["sentence"][hits[0]])
        text = core.text(document)[int(spans["start"][sentence]) : int(spans["end"][sentence])]
        found[place] = data.ids[document], " ".join(text.split())
    return found
