"""Counts of words by document or outlet, with the smaller units they are sums of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.errors import InputError, unknown_name

if TYPE_CHECKING:
    from polyvocal.corpus import Corpus

By = Literal["document", "outlet"]


@dataclass(frozen=True)
class TermCounts:
    """How often each document uses each word.

    Parameters
    ----------
    units : scipy.sparse.csr_array, shape (units, terms)
        Counts of the units that resampling draws: sentences of a document, articles of an outlet.
    groups : array of int, shape (units,)
        The document of each unit, a place in `documents`.
    documents : sequence of str
        Names of what is scaled.
    terms : sequence of str
        The words, one a column.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> units = csr_array([[1, 0], [2, 1], [0, 3]])
    >>> TermCounts(units, [0, 0, 1], ["Post", "Times"], ["peace", "war"]).counts.toarray().tolist()
    [[3, 1], [0, 3]]
    """

    units: csr_array
    groups: npt.NDArray[np.int64]
    documents: Sequence[str]
    terms: Sequence[str]

    def __post_init__(self) -> None:
        """Check that the parts fit each other."""
        object.__setattr__(self, "units", csr_array(self.units))
        object.__setattr__(self, "groups", np.asarray(self.groups, dtype=np.int64))
        object.__setattr__(self, "documents", tuple(self.documents))
        object.__setattr__(self, "terms", tuple(self.terms))
        rows, columns = self.units.shape
        if self.groups.shape != (rows,) or columns != len(self.terms):
            message = (
                f"units has shape {(rows, columns)}, groups {self.groups.shape} and terms "
                f"{len(self.terms)}: give one group a row and one term a column"
            )
            raise InputError(message)
        if rows and not 0 <= self.groups.min() <= self.groups.max() < len(self.documents):
            message = f"groups must lie in 0 to {len(self.documents) - 1}, places of documents"
            raise InputError(message)

    @property
    def shape(self) -> tuple[int, int]:
        """Documents and terms."""
        return len(self.documents), len(self.terms)

    @cached_property
    def counts(self) -> csr_array:
        """Counts of the documents, sums of their units: shape (documents, terms)."""
        return self.sum_units(np.ones(len(self.groups)))

    def sum_units(self, weights: npt.ArrayLike) -> csr_array:
        """Sum the units of each document, each as often as its weight says."""
        rows = len(self.groups)
        chosen = csr_array(
            (np.asarray(weights, dtype=self.units.dtype), (self.groups, np.arange(rows))),
            shape=(len(self.documents), rows),
        )
        summed = csr_array(chosen @ self.units)
        summed.sum_duplicates()
        summed.eliminate_zeros()
        return summed

    def __repr__(self) -> str:
        """Say how large it is."""
        return f"<TermCounts: {self.shape[0]} documents x {self.shape[1]} terms>"


def make_term_counts(
    corpus: Corpus,
    segments: _core.Segments,
    mentions: _core.MentionResult | None,
    *,
    by: By,
    numbers: bool,
    min_documents: int,
    max_share: float,
    threads: int,
) -> TermCounts:
    """Count the words of a corpus: see `Study.term_counts`."""
    if by not in ("document", "outlet"):
        raise unknown_name("by", by, ("document", "outlet"))  # noqa: EM101  (a kind, not a message)
    if min_documents < 1 or not 0 < max_share <= 1:
        message = (
            f"min_documents is {min_documents} and max_share {max_share}; "
            "give at least 1, and more than 0 up to 1"
        )
        raise InputError(message)
    by_sentence = by == "document"
    indptr, indices, values = _core.count_terms(
        segments, mentions, by_sentence=by_sentence, numbers=numbers, threads=threads
    )
    terms = segments.keys()["key"]
    units = csr_array((values, indices, indptr), shape=(len(indptr) - 1, len(terms)))
    if by_sentence:
        names, groups = corpus.ids, segments.sentences(corpus._core)["document"]
    else:
        names, groups = corpus._core.outlet_names, corpus._core.outlets
    return _select(
        units, np.asarray(groups, dtype=np.int64), names, terms, min_documents, max_share
    )


def _select(
    units: csr_array,
    groups: npt.NDArray[np.int64],
    names: Sequence[str],
    terms: Sequence[str],
    min_documents: int,
    max_share: float,
) -> TermCounts:
    """Leave out units of no document, empty units, rare and ubiquitous words, empty documents."""
    units = units[np.flatnonzero(groups >= 0)]
    groups = groups[groups >= 0]
    everything = TermCounts(units, groups, names, [str(term) for term in terms])
    documents = np.bincount(everything.counts.indices, minlength=len(terms))
    wanted = np.flatnonzero(
        (documents >= min_documents) & (documents <= max_share * len(everything.documents))
    )
    units = csr_array(units[:, wanted])
    filled = np.flatnonzero(np.diff(units.indptr))
    units, groups = units[filled], groups[filled]
    present, places = np.unique(groups, return_inverse=True)
    return TermCounts(
        units,
        places,
        [everything.documents[i] for i in present.tolist()],
        [everything.terms[j] for j in wanted.tolist()],
    )
