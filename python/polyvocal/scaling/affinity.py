"""The class affinity model: documents as mixtures of reference classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.scaling._estimator import (
    Counts,
    Estimator,
    Floats,
    check_counts,
    core_arrays,
    normal_quantile,
)
from polyvocal.table import Table


class Affinity(Estimator):
    r"""Say what share of each document speaks like each class of reference documents.

    With :math:`p_{wc}` the smoothed share of word w in class c, the affinities :math:`a` of a document
    maximise :math:`\sum_w y_w \log \sum_c p_{wc} a_c + s \sum_c \log a_c`.

    Parameters
    ----------
    smooth : float, default 0.5
        s, above 0: Jeffreys' prior; 1 is Laplace's.
    reference_smooth : float, default 0.5
        Added to the counts of the classes, for every word that any of them uses.
    threads : int, default 0
        0: all CPUs. Never changes a result.

    Attributes
    ----------
    classes_ : tuple of str
    profiles_ : ndarray, shape (terms, classes)
        :math:`p_{wc}`; 0 for words that no reference uses.

    Notes
    -----
    Perry and Benoit (2017), Scaling Text with the Class Affinity Model, arXiv:1710.08963. Standard
    errors take the profiles for known; `bootstrap_positions` does not.

    Examples
    --------
    >>> counts = [[9, 1, 0], [0, 1, 9], [5, 2, 5]]
    >>> model = Affinity().fit(counts, ["left", "right", None])
    >>> model.predict(counts).round(1)[2].tolist()
    [0.5, 0.5]
    """

    classes_: tuple[str, ...]
    profiles_: Floats

    def __init__(
        self, *, smooth: float = 0.5, reference_smooth: float = 0.5, threads: int = 0
    ) -> None:
        self.smooth = smooth
        self.reference_smooth = reference_smooth
        self.threads = threads

    def fit(self, counts: Counts, y: Sequence[str | None]) -> Self:
        """Learn the word distributions of the classes.

        Parameters
        ----------
        counts : TermCounts, sparse or dense matrix, shape (documents, terms)
        y : sequence of str or None
            Class of each document; None for those to be placed.

        Raises
        ------
        InputError
            With fewer than two classes, or one without words.
        """
        checked = check_counts(counts)
        if len(y) != checked.matrix.shape[0]:
            message = f"{len(y)} classes for {checked.matrix.shape[0]} documents"
            raise InputError(message)
        self.classes_ = tuple(sorted({label for label in y if label is not None}))
        if len(self.classes_) < 2:
            message = "y must name at least two classes"
            raise InputError(message)
        rows = [
            checked.matrix[[i for i, label in enumerate(y) if label == name]].sum(axis=0)
            for name in self.classes_
        ]
        sums = np.asarray(rows, dtype=np.float64)
        used = sums.sum(axis=0) > 0
        if not sums.sum(axis=1).all():
            empty = self.classes_[int(np.argmin(sums.sum(axis=1)))]
            message = f"class {empty!r} has no words"
            raise InputError(message)
        sums[:, used] += self.reference_smooth
        self.profiles_ = np.ascontiguousarray((sums / sums.sum(axis=1, keepdims=True)).T)
        return self

    def _fit_mixtures(self, counts: Counts) -> tuple[tuple[str, ...], Floats, Floats]:
        self._require_fit("profiles_")
        checked = check_counts(counts)
        self._check_columns(checked, len(self.profiles_))
        shares, covariance = _core.fit_affinity(
            *core_arrays(checked.matrix),
            self.profiles_.ravel(),
            len(self.classes_),
            smooth=self.smooth,
            threads=self.threads,
        )
        places = np.arange(len(self.classes_))
        diagonal = covariance[:, places * (len(self.classes_) + 1)]
        return checked.documents, shares, np.sqrt(np.maximum(diagonal, 0))

    def predict(self, counts: Counts) -> Floats:
        """Give the affinities: shape (documents, classes), rows add up to 1."""
        return self._fit_mixtures(counts)[1]

    def positions(self, counts: Counts, *, level: float = 0.95) -> Table:
        """Give the affinities: ``document, class, affinity, se, low, high``."""
        documents, shares, errors = self._fit_mixtures(counts)
        reach = normal_quantile(level) * errors
        classes = len(self.classes_)
        return Table(
            {
                "document": [name for name in documents for _ in range(classes)],
                "class": list(self.classes_) * len(documents),
                "affinity": shares.ravel(),
                "se": errors.ravel(),
                "low": np.maximum(shares - reach, 0).ravel(),
                "high": np.minimum(shares + reach, 1).ravel(),
            },
            name="affinities",
        )
