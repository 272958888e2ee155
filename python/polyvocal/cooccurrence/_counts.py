"""The arrays behind the counts: one matrix by the unit asked for, one by article for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.cooccurrence._null import Named, Null

__all__ = ["EMPTY", "Counts", "Floats", "Ints", "Slice"]

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


_FIXED_ONE = 2.0**32  # weights leave the core as 32.32 fixed point, to stay exact when added


@dataclass(frozen=True)
class Counts:
    """One matrix of the core: three arrays, margins and the number of units.

    With direction or weights, `n`, `n_columns` and `total` are the sums of rows, columns and all
    cells. Of weights, `fixed` are the values in units of 2^-32.
    """

    indptr: Ints
    indices: Ints
    values: npt.NDArray[Any]
    n: npt.NDArray[Any]
    total: float
    n_columns: npt.NDArray[Any]
    fixed: npt.NDArray[np.int64] | None = None

    @classmethod
    def from_core(cls, columns: Mapping[str, Any], *, directed: bool = False) -> Counts:
        """Take whole counts, or weights in fixed point."""
        cells = columns["indptr"], columns["indices"]
        if "fixed" in columns:
            return cls.from_fixed(*cells, columns["fixed"])
        if directed:
            return cls.from_cells(*cells, columns["values"])
        n = columns["n"]
        return cls(*cells, columns["values"], n, columns["total"], n)

    @classmethod
    def from_cells(cls, indptr: Ints, indices: Ints, values: npt.NDArray[Any]) -> Counts:
        """Take cells whose margins are their sums: a unit counts for one direction only."""
        sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)])
        rows = sums[indptr[1:]] - sums[indptr[:-1]]
        columns = np.zeros_like(rows)
        np.add.at(columns, indices, values.astype(np.int64))
        return cls(indptr, indices, values, rows, int(sums[-1]), columns)

    @classmethod
    def from_fixed(cls, indptr: Ints, indices: Ints, fixed: npt.NDArray[np.int64]) -> Counts:
        """Take weights in fixed point; the margins are their exact sums."""
        exact = cls.from_cells(indptr, indices, fixed)
        return replace(
            exact,
            values=exact.values / _FIXED_ONE,
            n=exact.n / _FIXED_ONE,
            total=exact.total / _FIXED_ONE,
            n_columns=exact.n_columns / _FIXED_ONE,
            fixed=fixed,
        )

    @property
    def size(self) -> int:
        return len(self.indptr) - 1

    def rows(self) -> Ints:
        return np.repeat(np.arange(self.size, dtype=np.int32), np.diff(self.indptr))

    def keys(self) -> npt.NDArray[np.int64]:
        """One number per stored cell, rising."""
        return self.rows().astype(np.int64) * self.size + self.indices

    def keep(self, mask: npt.NDArray[np.bool_]) -> Counts:
        kept = np.concatenate([[0], np.cumsum(mask)])[self.indptr].astype(np.int32)
        return replace(
            self,
            indptr=kept,
            indices=self.indices[mask],
            values=self.values[mask],
            fixed=None if self.fixed is None else self.fixed[mask],
        )

    def associate(self, measure: str, *, shift: float = 1, smoothing: float = 1) -> Floats:
        return _core.associate(
            measure,
            self.indptr,
            self.indices,
            self.values,
            self.n,
            self.n_columns,
            self.total,
            shift=shift,
            smoothing=smoothing,
        )

    def plus(self, other: Counts) -> Counts:
        """Add the counts of other articles."""
        mine, theirs = (self.indptr, self.indices), (other.indptr, other.indices)
        if self.fixed is not None and other.fixed is not None:
            return Counts.from_fixed(
                *_core.add_weights(*mine, self.fixed, *theirs, other.fixed, self.size)
            )
        indptr, indices, values = _core.add_counts(
            *mine, self.values, *theirs, other.values, self.size
        )
        if self.n_columns is not self.n:
            return Counts.from_cells(indptr, indices, values)
        n = self.n + other.n
        return Counts(indptr, indices, values, n, self.total + other.total, n)


@dataclass(frozen=True)
class Slice:
    """Counts by the unit asked for; counts by article, and the articles, for the tests."""

    counts: Counts
    documents: Counts
    named: Named
    # p by null; does not depend on `counts`, so that a choice of pairs keeps it.
    _p: dict[Null, Floats] = field(default_factory=dict, repr=False, compare=False)

    def plus(self, other: Slice) -> Slice:
        """Add the counts of other articles."""
        counts = self.counts.plus(other.counts)
        same = self.counts is self.documents
        documents = counts if same else self.documents.plus(other.documents)
        return Slice(counts, documents, self.named.plus(other.named))

    def _p_values(self, null: Null) -> Floats:
        docs = self.documents
        if null not in self._p:
            self._p[null] = (
                self.named.p_values(null, len(docs.values))
                if null.kind == "documents"
                else _core.pair_p_values(
                    docs.indptr, docs.indices, docs.values, docs.n, int(docs.total)
                )
            )
        return self._p[null]

    def tests(self, null: Null) -> tuple[Floats, Floats]:
        """Give p and q of every stored cell of `counts`: the same for both directions of a pair."""
        docs = self.documents
        p = self._p_values(null)
        keys = docs.keys()
        upper = docs.rows() < docs.indices
        named = int(np.count_nonzero(docs.n))
        q = np.full(len(p), np.nan)
        q[upper] = _core.benjamini_hochberg(p[upper], named * (named - 1) // 2)
        # The lower triangle mirrors the upper one.
        mirrored = docs.indices.astype(np.int64) * docs.size + docs.rows()
        q[~upper] = q[np.searchsorted(keys, mirrored[~upper])]
        place = np.searchsorted(keys, self.counts.keys())
        return p[place], q[place]


def _empty_counts() -> Counts:
    indptr, none = np.zeros(1, dtype=np.int32), np.zeros(0, dtype=np.int32)
    n = np.zeros(0, dtype=np.int64)
    return Counts(indptr, none, none, n, 0, n)


EMPTY = Slice(
    _empty_counts(), _empty_counts(), Named(0, np.zeros(1, np.int64), np.zeros(0, np.int32))
)
