"""Similarity matrices of outlets whose articles are drawn anew: for support and ellipses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.outlets._data import Data, Floats, Ints, to_scipy

__all__ = ["SHAPED", "ShapedKind", "pooled_matrix", "resampled_matrices", "weights_of"]

ShapedKind = Literal["words", "actors"]
SHAPED: tuple[ShapedKind, ...] = ("words", "actors")

_EXACT = 2000  # articles whose dot products fit in memory
_DIMENSIONS = 128
_SIGNS = 4  # a column goes to so many dimensions
_BATCH = 32

Pooled = Callable[[csr_array], Floats]  # from weights, outlets x articles


def _cosines(dots: Floats) -> Floats:
    length = np.sqrt(dots.diagonal())
    with np.errstate(invalid="ignore", divide="ignore"):
        cosines: Floats = np.minimum(dots / np.outer(length, length), 1.0)
    return cosines


def _projected(rows: csr_array, seed: int) -> Floats:
    """Rows in few dimensions by sparse random signs (Kane and Nelson 2014): keeps dot products."""
    random = np.random.Generator(np.random.Philox(key=seed))
    columns = rows.shape[1]
    block = _DIMENSIONS // _SIGNS
    place = random.integers(block, size=(columns, _SIGNS)) + np.arange(_SIGNS) * block
    sign = random.integers(2, size=(columns, _SIGNS)) * 2.0 - 1
    signs = csr_array(
        (sign.ravel() / np.sqrt(_SIGNS), place.ravel(), np.arange(columns + 1) * _SIGNS),
        shape=(columns, _DIMENSIONS),
    )
    projected: Floats = (rows @ signs).toarray()
    return projected


def weights_of(groups: Ints, times: Ints, outlets: int) -> csr_array:
    """How often each article counts in its outlet: sparse, since few cells are not 0."""
    drawn = np.flatnonzero(times)
    return csr_array(
        (times[drawn].astype(np.float64), (groups[drawn], drawn)), shape=(outlets, len(groups))
    )


def pooled_matrix(data: Data, kind: ShapedKind, rows: Ints) -> Pooled:
    """Give a function from how often each article counts to the outlets' similarity."""
    if kind == "actors":
        counts = to_scipy(data.counts("actors"))[rows].astype(np.float64)
        used = np.flatnonzero(counts.sum(axis=0))
        dense = counts[:, used].toarray()

        def ruzicka(weights: csr_array) -> Floats:
            sums = weights @ dense
            total = sums.sum(axis=1, keepdims=True)
            shares = np.divide(sums, total, out=np.zeros_like(sums), where=total > 0)
            low = np.minimum(shares[:, None], shares[None]).sum(axis=2)
            return np.where((total > 0) & (total.T > 0), low / (2 - low), np.nan)

        return ruzicka
    vectors = _core.word_vectors(data.segments, threads=data.threads, progress=data.progress)
    words = csr_array(to_scipy(vectors)[rows].astype(np.float64))
    if len(rows) <= _EXACT:
        gram = (words @ words.T).toarray()
        return lambda weights: _cosines((weights @ (weights @ gram).T).T)
    flat = _projected(words, data.seed)

    def cosine(weights: csr_array) -> Floats:
        sums = weights @ flat
        return _cosines(sums @ sums.T)

    return cosine


def resampled_matrices(
    data: Data, kind: ShapedKind, *, scale: float, replicates: int, offset: int = 0
) -> Iterator[Floats]:
    """Draw articles inside each outlet and give the similarity matrix of each replicate."""
    rows = np.flatnonzero(data.of_document >= 0).astype(np.int32)
    groups = np.ascontiguousarray(data.of_document[rows])
    if kind not in data.pooled:
        data.pooled[kind] = pooled_matrix(data, kind, rows)
    pooled = data.pooled[kind]
    for begin in range(0, replicates, _BATCH):
        end = min(replicates, begin + _BATCH)
        drawn = _core.drawn_documents(groups, scale, offset + begin, offset + end, seed=data.seed)
        for times in drawn:
            yield pooled(weights_of(groups, times, len(data.labels)))
