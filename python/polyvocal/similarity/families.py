"""Families of copies: which articles are versions of one text, and who had it first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.corpus import Corpus
    from polyvocal.similarity.kinds import Floats, Ints

__all__ = ["ORDERS", "copy_families", "days_between", "family_numbers", "number_groups"]

#: Who of a pair published first.
ORDERS = ["a", "b", "same day", "unknown"]
_PLACES = ["first", "copy", "same day", "undated"]


def days_between(core: Any, a: Ints, b: Ints) -> Floats:
    """Days from the article a to the article b; NaN where one has no date."""
    dates = np.asarray(core.dates).astype(np.int64)
    known = (dates[a] != _core.NO_DATE) & (dates[b] != _core.NO_DATE)
    return np.where(known, dates[b] - dates[a], np.nan)


def number_groups(labels: npt.NDArray[np.int32]) -> Ints:
    """Numbers from 0 in the order in which the groups first occur."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int32)
    rank[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    numbers: Ints = rank[inverse]
    return numbers


def _members(size: int, a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """Documents with a copy, by family, and the family of each."""
    edges = csr_array((np.ones(len(a), dtype=np.int8), (a, b)), shape=(size, size))
    _, component = connected_components(edges, directed=False)
    members = np.flatnonzero(np.bincount(component, minlength=size)[component] > 1)
    family = number_groups(component[members])
    order = np.argsort(family, kind="stable")
    return members[order].astype(np.int32), family[order]


def copy_families(
    corpus: Corpus,
    a: Ints,
    b: Ints,
    share_a: Floats,
    share_b: Floats,
    matched: npt.NDArray[np.int64],
    min_share: float,
) -> Table:
    """Join copies to families; see `Similarity.families`."""
    if not 0 < min_share <= 1:
        message = f"min_share is {min_share}; give a part of an article's words, in (0, 1]"
        raise InputError(message)
    core = corpus._core
    copies = np.maximum(share_a, share_b) >= min_share
    copies &= np.minimum(share_a, share_b) >= min_share / 2
    a, b, matched = a[copies], b[copies], matched[copies]
    share_a, share_b = share_a[copies], share_b[copies]
    members, family = _members(len(core), a, b)
    dates = np.asarray(core.dates).astype(np.int64)
    dated = dates[members] != _core.NO_DATE
    first = np.full(int(family.max()) + 1 if len(family) else 0, np.iinfo(np.int64).max)
    np.minimum.at(first, family[dated], dates[members][dated])
    lag = np.where(dated, dates[members] - first[family], np.nan)
    source, share = _sources(len(core), dates, a, b, share_a, share_b, matched)
    firsts = np.bincount(family[lag == 0], minlength=len(first))
    place = np.select([~dated, lag > 0, firsts[family] > 1], [3, 1, 2], default=0)
    outlets = np.asarray(core.outlets)[members].astype(np.int32)
    names = [*core.outlet_names, ""]
    ids = [*core.ids(), ""]
    return Table(
        {
            "family": family,
            "document": Strings(members, ids),
            "outlet": Strings(
                np.where(outlets < 0, len(names) - 1, outlets).astype(np.int32), names
            ),
            "place": Strings(place.astype(np.int32), _PLACES),
            "lag_days": lag,
            "source": Strings(source[members], ids),
            "share": share[members],
        },
        name="families",
    )


def family_numbers(families: Table, ids: list[str]) -> list[int]:
    """Give the number of the family of each of `ids`; -1 for an article without a copy."""
    of = dict(zip(families["document"].tolist(), families["family"].tolist(), strict=True))
    return [of.get(document, -1) for document in ids]


def _sources(
    size: int,
    dates: npt.NDArray[np.int64],
    a: Ints,
    b: Ints,
    share_a: Floats,
    share_b: Floats,
    matched: npt.NDArray[np.int64],
) -> tuple[Ints, Floats]:
    """Give the earlier article with most equal words, and its share; `size` and NaN for none."""
    own, other = np.concatenate([a, b]), np.concatenate([b, a])
    share = np.concatenate([share_a, share_b])
    later = (dates[own] != _core.NO_DATE) & (dates[other] != _core.NO_DATE)
    later &= dates[other] < dates[own]
    own, other, share = own[later], other[later], share[later]
    equal = np.concatenate([matched, matched])[later]
    # The best is written last; of equals the earlier article, then the first in the corpus.
    order = np.lexsort((-other, -dates[other], equal))
    source = np.full(size, size, dtype=np.int32)
    best = np.full(size, np.nan)
    source[own[order]] = other[order]
    best[own[order]] = share[order]
    return source, best
