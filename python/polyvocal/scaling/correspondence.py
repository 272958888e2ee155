"""Correspondence analysis of a documents x words table."""

from __future__ import annotations

from typing import Any, Self, cast

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, svds

from polyvocal.errors import InputError
from polyvocal.scaling._estimator import Counts, Estimator, Floats, check_counts


class CorrespondenceAnalysis(Estimator):
    r"""Axes along which documents and words depart most from independence.

    The singular value decomposition of
    :math:`D_r^{-1/2} (P - r c^T) D_c^{-1/2}`, with P the counts as shares of their sum and r, c its
    margins, without ever filling that matrix in.

    Parameters
    ----------
    n_components : int, default 2

    Attributes
    ----------
    singular_values_ : ndarray, shape (n_components,)
    inertia_share_ : ndarray, shape (n_components,)
        Part of the table's inertia (chi-squared over the sum of counts) on each axis.
    row_standard_, row_principal_ : ndarray, shape (documents, n_components)
        Standard coordinates have a weighted variance of 1; principal ones that of the axis.
    column_standard_, column_principal_ : ndarray, shape (terms, n_components)
        NaN for words that no document uses.

    Notes
    -----
    Greenacre (2007), Correspondence Analysis in Practice. The sign of an axis is arbitrary: here the
    document farthest from 0 is positive.

    Examples
    --------
    >>> counts = [[4, 1, 0], [2, 2, 2], [0, 1, 4]]
    >>> model = CorrespondenceAnalysis(n_components=1).fit(counts)
    >>> model.inertia_share_.round(2).tolist()
    [0.96]
    """

    singular_values_: Floats
    inertia_share_: Floats
    row_standard_: Floats
    row_principal_: Floats
    column_standard_: Floats
    column_principal_: Floats

    def __init__(self, *, n_components: int = 2) -> None:
        self.n_components = n_components

    def fit(self, counts: Counts, y: None = None) -> Self:  # noqa: ARG002  (scikit-learn's)
        """Find the axes.

        Raises
        ------
        InputError
            For a document without words, or more axes than the table can have.
        """
        checked = check_counts(counts)
        matrix: Any = checked.matrix
        total = matrix.sum()
        rows, columns = matrix.sum(axis=1) / total, matrix.sum(axis=0) / total
        if not rows.all():
            message = (
                f"document {checked.documents[int(np.argmin(rows))]!r} has no words: leave it out"
            )
            raise InputError(message)
        used = np.flatnonzero(columns)
        most = min(len(rows), len(used)) - 1
        if not 1 <= self.n_components <= most:
            message = f"n_components is {self.n_components}; this table has 1 to {most} axes"
            raise InputError(message)
        left, values, right = _decompose(
            matrix[:, used] / total, rows, columns[used], self.n_components
        )
        signs = np.sign(left[np.abs(left).argmax(axis=0), np.arange(left.shape[1])])
        self.singular_values_ = values
        self.inertia_share_ = values**2 / _inertia(matrix[:, used] / total, rows, columns[used])
        self.row_standard_ = left * signs / np.sqrt(rows)[:, None]
        self.row_principal_ = self.row_standard_ * values
        self.column_standard_ = np.full((matrix.shape[1], len(values)), np.nan)
        self.column_standard_[used] = right * signs / np.sqrt(columns[used])[:, None]
        self.column_principal_ = self.column_standard_ * values
        self._columns = columns
        return self

    def transform(self, counts: Counts) -> Floats:
        """Place further documents among the rows, in principal coordinates; NaN without words."""
        self._require_fit("row_standard_")
        checked = check_counts(counts)
        self._check_columns(checked, len(self._columns))
        known = self._columns > 0
        profiles = checked.matrix[:, np.flatnonzero(known)]
        sums = profiles.sum(axis=1)
        with np.errstate(invalid="ignore"):
            placed: Floats = (profiles @ self.column_standard_[known]) / sums[:, None]
        return placed

    def predict(self, counts: Counts) -> Floats:
        """Place documents on the first axis: shape (documents,)."""
        first: Floats = self.transform(counts)[:, 0]
        return first


def _decompose(
    shares: csr_array, rows: Floats, columns: Floats, k: int
) -> tuple[Floats, Floats, Floats]:
    """Leading singular vectors of the residuals, largest first."""
    left, right = np.sqrt(rows), np.sqrt(columns)

    def times(x: Floats) -> Floats:
        product: Floats = (shares @ (x.ravel() / right)) / left - left * (right @ x.ravel())
        return product

    def transposed(x: Floats) -> Floats:
        product: Floats = (shares.T @ (x.ravel() / left)) / right - right * (left @ x.ravel())
        return product

    shape = (len(rows), len(columns))
    if k >= min(shape) - 1:  # ARPACK leaves the last ones out, and small tables cost nothing
        dense = (shares.toarray() - np.outer(rows, columns)) / np.outer(left, right)
        u, s, vt = np.linalg.svd(dense, full_matrices=False)
        return u[:, :k], s[:k], vt[:k].T
    operator = LinearOperator(shape, matvec=times, rmatvec=transposed, dtype=np.float64)
    start = np.cos(np.arange(min(shape)))  # any fixed vector: ARPACK's own is random
    u, s, vt = cast("tuple[Floats, Floats, Floats]", svds(operator, k=k, v0=start, tol=0))
    order = np.argsort(-s, kind="stable")
    return u[:, order], s[order], vt[order].T


def _inertia(shares: csr_array, rows: Floats, columns: Floats) -> float:
    """Sum of squares of the residuals, from the nonzero cells alone."""
    cells = shares.tocoo()
    return float((cells.data**2 / (rows[cells.coords[0]] * columns[cells.coords[1]])).sum() - 1)
