"""The arrays behind the counts: one matrix by the unit asked for, one by article for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core

__all__ = ["EMPTY", "Counts", "Floats", "Ints", "Slice"]

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Counts:
    """One symmetric matrix of the core: three arrays, margins and the number of units."""

    indptr: Ints
    indices: Ints
    values: Ints
    n: npt.NDArray[np.int64]
    total: int

    @classmethod
    def from_core(cls, columns: Mapping[str, Any]) -> Counts:
        return cls(**{key: columns[key] for key in ("indptr", "indices", "values", "n", "total")})

    def rows(self) -> Ints:
        return np.repeat(np.arange(len(self.n), dtype=np.int32), np.diff(self.indptr))

    def keys(self) -> npt.NDArray[np.int64]:
        """One number per stored cell, rising."""
        return self.rows().astype(np.int64) * len(self.n) + self.indices

    def keep(self, mask: npt.NDArray[np.bool_]) -> Counts:
        kept = np.concatenate([[0], np.cumsum(mask)])[self.indptr].astype(np.int32)
        return replace(self, indptr=kept, indices=self.indices[mask], values=self.values[mask])

    def associate(self, measure: str) -> Floats:
        return _core.associate(measure, self.indptr, self.indices, self.values, self.n, self.total)


@dataclass(frozen=True)
class Slice:
    """Counts by the unit asked for, and by document for the tests."""

    counts: Counts
    documents: Counts

    def tests(self) -> tuple[Floats, Floats]:
        """Give p and q of every stored cell of `counts`."""
        docs = self.documents
        p = _core.pair_p_values(docs.indptr, docs.indices, docs.values, docs.n, docs.total)
        keys = docs.keys()
        upper = docs.rows() < docs.indices
        named = int(np.count_nonzero(docs.n))
        q = np.full(len(p), np.nan)
        q[upper] = _core.benjamini_hochberg(p[upper], named * (named - 1) // 2)
        # The lower triangle mirrors the upper one.
        mirrored = docs.indices.astype(np.int64) * len(docs.n) + docs.rows()
        q[~upper] = q[np.searchsorted(keys, mirrored[~upper])]
        place = np.searchsorted(keys, self.counts.keys())
        return p[place], q[place]


def _empty_counts() -> Counts:
    none = np.zeros(0, dtype=np.int32)
    return Counts(np.zeros(1, dtype=np.int32), none, none, np.zeros(0, dtype=np.int64), 0)


EMPTY = Slice(_empty_counts(), _empty_counts())
