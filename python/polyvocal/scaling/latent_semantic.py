"""Latent semantic scaling: a dimension named by seed words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse.linalg import svds

from polyvocal.errors import InputError
from polyvocal.scaling._estimator import (
    CheckedCounts,
    Counts,
    Estimator,
    Floats,
    check_counts,
    position_table,
)
from polyvocal.scaling.term_counts import TermCounts
from polyvocal.table import Table


class LatentSemanticScaling(Estimator):
    r"""Score words by how like the seed words they are used, then documents by their words.

    Words are rows of V in the truncated decomposition :math:`U \Sigma V^T` of sentences x words; the
    polarity of a word is the sum over seeds of their weight times the cosine. A document has the mean
    polarity of its words.

    Parameters
    ----------
    seeds : mapping of str to float, or sequence of str
        Seed words, positive at one end of the dimension and negative at the other; ``*`` stands for
        any letters. Each end has the same weight in all, each seed the same within its end (those
        that do not occur take theirs with them).
    terms : sequence of str, optional
        Words that count, with ``*`` as above; all words when not given.
    n_components : int, default 300
        Dimensions of the word vectors.
    rescale : bool, default True
        Give the documents of a call mean 0 and standard deviation 1.
    min_tokens : int, default 0
        Documents of fewer words that count are filled up with neutral ones.

    Attributes
    ----------
    polarity_ : dict of str to float
        Polarity of each word that counts.

    Notes
    -----
    Watanabe (2021), Communication Methods and Measures 15; agrees with the R package LSX. The standard
    error is that of the spread of polarity within the document.

    Examples
    --------
    >>> counts = [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 2], [1, 0, 0, 1]]
    >>> words = ["good", "peace", "bad", "war"]
    >>> model = LatentSemanticScaling({"good": 1, "bad": -1}, n_components=2)
    >>> model.fit(counts, feature_names=words).polarity_["peace"] > 0
    True
    """

    polarity_: dict[str, float]

    def __init__(
        self,
        seeds: Mapping[str, float] | Sequence[str],
        *,
        terms: Sequence[str] | None = None,
        n_components: int = 300,
        rescale: bool = True,
        min_tokens: int = 0,
    ) -> None:
        self.seeds = seeds
        self.terms = terms
        self.n_components = n_components
        self.rescale = rescale
        self.min_tokens = min_tokens

    def fit(
        self, counts: Counts, y: None = None, *, feature_names: Sequence[str] | None = None
    ) -> Self:
        """Find word vectors and polarities.

        Parameters
        ----------
        counts : TermCounts, sparse or dense matrix, shape (sentences, terms)
            Of `TermCounts`, the units are used: sentences of documents, articles of outlets.
        y : None
            Not used.
        feature_names : sequence of str, optional
            The words of a plain matrix, one a column.

        Raises
        ------
        InputError
            When no seed word occurs, or there are not more rows and words than dimensions.
        """
        del y
        checked = self._units(counts, feature_names)
        most = min(checked.matrix.shape) - 1
        if not 1 <= self.n_components <= most:
            message = f"n_components is {self.n_components}; these counts allow 1 to {most}"
            raise InputError(message)
        weights = self._seed_weights(checked.terms)
        counted = self._counted(checked.terms)
        vectors = _word_vectors(checked, self.n_components)
        seeds = np.array(list(weights))
        polarity = vectors[counted] @ (vectors[seeds].T @ np.array(list(weights.values())))
        self._columns = len(checked.terms)
        self._place = counted
        self._polarity = polarity
        self.polarity_ = {
            checked.terms[j]: float(p) for j, p in zip(counted, polarity, strict=True)
        }
        return self

    @staticmethod
    def _units(counts: Counts, feature_names: Sequence[str] | None) -> CheckedCounts:
        if isinstance(counts, TermCounts):
            return check_counts(counts.units, terms=counts.terms)
        return check_counts(counts, terms=feature_names)

    def _seed_weights(self, terms: Sequence[str]) -> dict[int, float]:
        given = (
            dict(self.seeds) if isinstance(self.seeds, Mapping) else dict.fromkeys(self.seeds, 1.0)
        )
        found = {seed: _matching(seed, terms) for seed in given}
        present = {seed: value for seed, value in given.items() if found[seed]}
        if not present:
            message = f"no seed word occurs in these texts: {', '.join(list(given)[:10])}"
            raise InputError(message)
        sides = {side: sum((v > 0) == side for v in given.values()) for side in (True, False)}
        weights: dict[int, float] = {}
        for seed, value in present.items():
            for column in found[seed]:
                share = value / sides[value > 0] / len(found[seed])
                weights[column] = weights.get(column, 0.0) + share
        return weights

    def _counted(self, terms: Sequence[str]) -> npt.NDArray[np.intp]:
        if self.terms is None:
            return np.arange(len(terms))
        chosen = {column for pattern in self.terms for column in _matching(pattern, terms)}
        if not chosen:
            message = "none of `terms` occurs in these texts"
            raise InputError(message)
        return np.array(sorted(chosen))

    def _score(self, counts: Counts) -> tuple[tuple[str, ...], Floats, Floats]:
        self._require_fit("polarity_")
        checked = check_counts(counts)
        self._check_columns(checked, self._columns)
        matrix = checked.matrix[:, self._place]
        tokens = matrix.sum(axis=1)
        n = np.where(tokens > 0, np.maximum(tokens, self.min_tokens), np.nan)
        mean = (matrix @ self._polarity) / n
        variance = np.maximum((matrix @ self._polarity**2) / n - mean**2, 0)
        errors = np.where(n > 1, np.sqrt(variance / n), np.nan)
        if self.rescale:
            scale = np.nanstd(mean, ddof=1) if np.count_nonzero(~np.isnan(mean)) > 1 else np.nan
            if not scale > 0:
                message = "rescale=True needs two documents or more that differ; set rescale=False"
                raise InputError(message)
            return checked.documents, (mean - np.nanmean(mean)) / scale, errors / scale
        return checked.documents, mean, errors

    def predict(self, counts: Counts) -> Floats:
        """Place documents: shape (documents,), NaN for those without a word that counts."""
        return self._score(counts)[1]

    def positions(self, counts: Counts, *, level: float = 0.95) -> Table:
        """Place documents: ``document, position, se, low, high``."""
        return position_table(*self._score(counts), level)


def _matching(pattern: str, terms: Sequence[str]) -> list[int]:
    """Columns of the words that a pattern means."""
    if "*" not in pattern:
        return [terms.index(pattern)] if pattern in terms else []
    return [column for column, term in enumerate(terms) if fnmatchcase(term, pattern)]


def _word_vectors(counts: CheckedCounts, k: int) -> Floats:
    """Right singular vectors as unit rows, one a word; 0 for words without counts."""
    start = np.cos(np.arange(min(counts.matrix.shape)))  # any fixed vector: ARPACK's own is random
    _, _, vt = svds(counts.matrix, k=k, v0=start, tol=0)
    lengths = np.linalg.norm(vt, axis=0)
    unit: Floats = (vt / np.where(lengths > 0, lengths, 1)).T
    return unit
