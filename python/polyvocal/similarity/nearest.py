"""The articles of one set that are most alike to those of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.errors import CapacityError, InputError
from polyvocal.matrix import check_name
from polyvocal.similarity.background import DocumentFrequencies
from polyvocal.similarity.kinds import Floats, Ints
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.study import Study

__all__ = ["nearest_articles"]

# What the search holds for each article: up to 256 frequent words, and a score.
_BYTES_AN_ARTICLE = 1100


def _places(study: Study, ids: Sequence[str] | None, what: str) -> Ints:
    """Rows of the articles named, or of all."""
    if ids is None:
        return np.arange(len(study.corpus), dtype=np.int32)
    if isinstance(ids, str):
        message = f"{what}: give a list of ids, not one string"
        raise InputError(message)
    known = study.corpus.ids
    place = {document: i for i, document in enumerate(known)}
    rows = [place[d] if d in place else check_name("document", d, known) for d in ids]
    return np.array(rows, dtype=np.int32)


def _take(rows: Any, places: Ints) -> Any:
    """Copy some rows."""
    if len(places) == rows.shape[0] and np.array_equal(places, np.arange(len(places))):
        return rows
    kept = csr_array((rows.values, rows.indices, rows.indptr), shape=rows.shape)[places]
    return _core.SparseRows(
        kept.indptr.astype(np.int32), kept.indices.astype(np.int32), kept.data, rows.shape[1]
    )


def _vectors(a: Study, b: Study, background: DocumentFrequencies | None) -> tuple[Any, Any]:
    """TF-IDF vectors of both, in the same columns."""
    if a is b:
        held = None if background is None else background._held
        vectors = _core.word_vectors(a._segments, background=held, threads=a._threads)
        return vectors, vectors
    if background is None:
        background = DocumentFrequencies().update(a).update(b)
    one, other = (
        _core.word_vectors(study._segments, background=background._held, threads=study._threads)
        for study in (a, b)
    )
    return _core.share_columns(a._segments, b._segments, one, other)


def _check(top: int, threshold: float, days: int | None) -> None:
    if top < 1:
        message = f"top is {top}; give 1 or more partners for each article"
        raise InputError(message)
    if not 0 <= threshold < 1:
        message = f"threshold is {threshold}; give a cosine in [0, 1)"
        raise InputError(message)
    if days is not None and days < 0:
        message = f"days is {days}; give 0 or more, or None for any"
        raise InputError(message)


def _check_size(rows: Any, asked: int, top: int, max_bytes: int) -> None:
    size = rows.shape[0]
    needed = 8 * rows.values.size + size * _BYTES_AN_ARTICLE + 24 * asked * min(top, size)
    if needed > max_bytes:
        message = (
            f"comparing {asked:,} with {size:,} articles takes about {needed >> 20:,} MB, more "
            f"than the limit of {max_bytes >> 20:,} MB; compare fewer articles, keep fewer "
            "partners (top) or raise max_bytes"
        )
        raise CapacityError(message)


def _outlets(a: Study, b: Study) -> tuple[Ints, Ints]:
    """Outlets of both by the same numbers; an article without one is of no other's outlet."""
    names: dict[str, int] = {}
    numbered: list[Ints] = []
    for study in (a, b):
        core = study.corpus._core
        code = np.array([names.setdefault(n, len(names)) for n in core.outlet_names], np.int32)
        outlets = np.asarray(core.outlets)
        unknown = -1 - len(numbered)
        numbered.append(
            np.where(outlets < 0, unknown, code[outlets] if len(code) else unknown).astype(np.int32)
        )
    return numbered[0], numbered[1]


def nearest_articles(
    a: Study,
    b: Study,
    *,
    documents: Sequence[str] | None,
    among: Sequence[str] | None,
    top: int,
    threshold: float,
    days: int | None,
    other_outlets: bool,
    background: DocumentFrequencies | None,
    max_bytes: int,
) -> Table:
    """Find the best partners; see `Study.nearest`."""
    _check(top, threshold, days)
    rows_a, rows_b = _places(a, documents, "documents"), _places(b, among, "among")
    vectors = _vectors(a, b, background)
    left, right = _take(vectors[0], rows_a), _take(vectors[1], rows_b)
    # In one study an article finds itself: one more is asked for and left out.
    more = 1 if a is b else 0
    _check_size(right, len(rows_a), top + more, max_bytes)
    dates = [np.asarray(study.corpus._core.dates) for study in (a, b)]
    outlets = _outlets(a, b) if other_outlets else (None, None)
    first, second, cosine = _core.cross_cosine(
        left,
        right,
        top=top + more,
        threshold=threshold,
        days=-1 if days is None else days,
        dates_a=None if days is None else dates[0][rows_a],
        dates_b=None if days is None else dates[1][rows_b],
        groups_a=None if outlets[0] is None else outlets[0][rows_a],
        groups_b=None if outlets[1] is None else outlets[1][rows_b],
        threads=a._threads,
        progress=a._callback("comparing"),
    )
    own, other = rows_a[first], rows_b[second]
    score: Floats = cosine.astype(np.float64)
    order = np.lexsort((other, -score, first))
    if a is b:
        order = order[own[order] != other[order]]
    # Places within each article's partners, from 0: `first` is in order of articles.
    sorted_first = first[order]
    starts = np.searchsorted(sorted_first, sorted_first)
    order = order[np.arange(len(order)) - starts < top]
    own, other, score = own[order], other[order], score[order]
    known = (dates[0][own] != _core.NO_DATE) & (dates[1][other] != _core.NO_DATE)
    apart = dates[1][other].astype(np.int64) - dates[0][own]
    return Table(
        {
            "document": Strings(own, a.corpus.ids),
            "partner": Strings(other, b.corpus.ids),
            "score": score,
            "days_later": np.where(known, apart, np.nan),
        },
        name="nearest",
    )
