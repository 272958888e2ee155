"""Who writes what: each outlet's spellings of each actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

import numpy as np
import numpy.typing as npt

from polyvocal.errors import InputError
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.corpus import Corpus

__all__ = ["make_spellings"]

_Ints = npt.NDArray[np.int64]


def make_spellings(corpus: Corpus, mentions: Table, *, by: Literal["outlet"] | None) -> Table:
    """Count the surfaces of each actor in each outlet, as written.

    Parameters
    ----------
    corpus : Corpus
        The articles; those without an outlet are left out when counted by outlet.
    mentions : Table
        `Study.mentions`.
    by : {"outlet"} or None
        Count apart for each outlet, or over all articles.

    Returns
    -------
    Table
        One row an outlet, actor and surface; by outlet, then by actor, most frequent first.
    """
    if by not in ("outlet", None):
        message = f'by = {by!r}: give "outlet", or None to count all articles together'
        raise InputError(message)
    document = cast("Strings", mentions.column("document"))
    actor = cast("Strings", mentions.column("actor"))
    surface = _in_one_line(cast("Strings", mentions.column("surface")))
    outlets = Strings.encode(name or None for name in corpus.outlets)
    group = outlets.codes[document.codes].astype(np.int64) if by else np.zeros(len(mentions), int)
    kept = (group >= 0) & (actor.codes >= 0)
    columns = [group, actor.codes.astype(np.int64), surface.codes.astype(np.int64)]
    sizes = [max(len(outlets.values), 1), len(actor.values), len(surface.values)]
    key, first, place = _distinct(columns, sizes, kept)
    count = np.bincount(place, minlength=len(key))
    group, who, what = (column[kept][first] for column in columns)
    pairs = np.unique(place * np.int64(len(corpus) or 1) + document.codes[kept])
    documents = np.bincount(pairs // (len(corpus) or 1), minlength=len(key))
    of_actor = _sums(group * np.int64(sizes[1]) + who, count)
    order = np.lexsort(
        (
            surface.ranks()[kept][first],
            -count,
            actor.ranks()[kept][first],
            _ranks(outlets)[group] if by else group,
        )
    )
    result: dict[str, object] = {"outlet": Strings(group, outlets.values)} if by else {}
    result |= {
        "actor": Strings(who, actor.values),
        "surface": Strings(what, surface.values),
        "count": count,
        "documents": documents,
        "share": count / of_actor,
    }
    for name in ("kind", "method"):
        column = cast("Strings", mentions.column(name))
        result[name] = Strings(_most_frequent(place, column.codes[kept], len(key)), column.values)
    return Table(result, name="spellings").take(order)


def _ranks(outlets: Strings) -> _Ints:
    """Place of each outlet in alphabetical order, by its code."""
    return Strings(np.arange(len(outlets.values)), outlets.values).ranks()


def _in_one_line(surface: Strings) -> Strings:
    """Take surfaces that differ in white space only for one."""
    lines = Strings.encode(" ".join(value.split()) for value in surface.values)
    return Strings(lines.codes[surface.codes] if len(surface) else surface.codes, lines.values)


def _distinct(
    columns: list[_Ints], sizes: list[int], kept: npt.NDArray[np.bool_]
) -> tuple[_Ints, _Ints, _Ints]:
    """Distinct combinations: their keys, the first row of each, and the combination of each row."""
    key = np.zeros(int(kept.sum()), dtype=np.int64)
    for column, size in zip(columns, sizes, strict=True):
        # Numbered anew before the product of the sizes could leave 64 bits.
        key = np.unique(key, return_inverse=True)[1].astype(np.int64) * size + column[kept]
    distinct, first, place = np.unique(key, return_index=True, return_inverse=True)
    return distinct, first, place.ravel().astype(np.int64)


def _sums(keys: _Ints, counts: _Ints) -> _Ints:
    """Sum of the counts that share a key, for each of them."""
    place = np.unique(keys, return_inverse=True)[1].ravel()
    return np.bincount(place, counts).astype(np.int64)[place]


def _most_frequent(place: _Ints, codes: npt.NDArray[np.int32], groups: int) -> _Ints:
    """Return the most frequent code of each group; of equals, the lower one."""
    width = int(codes.max(initial=0)) + 1
    table = np.bincount(place * width + codes, minlength=groups * width).reshape(groups, width)
    result: _Ints = table.argmax(axis=1)
    return result
