"""Wordscores: documents placed by the words of reference documents whose places are known."""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal.errors import InputError, unknown_name
from polyvocal.scaling._estimator import (
    Counts,
    Estimator,
    Floats,
    check_counts,
    position_table,
)
from polyvocal.table import Table

Rescaling = Literal["none", "lbg", "mv"]
_RESCALINGS = ("none", "lbg", "mv")


class Wordscores(Estimator):
    r"""Score words by the reference documents that use them, then documents by their words.

    With :math:`F_{rw}` the share of word w in reference r and known positions :math:`A_r`,
    :math:`P_{rw} = F_{rw} / \sum_r F_{rw}`, :math:`S_w = \sum_r P_{rw} A_r` and
    :math:`S_d = \sum_w F_{dw} S_w` over the words that the references use.

    Parameters
    ----------
    scale : {"linear", "logit"}
        "logit" scores a word by the log ratio of its shares in two groups of references, which
        must have two distinct positions; it needs `smooth` above 0.
    smooth : float, default 0
        Added to each count of the references.
    rescaling : {"none", "lbg", "mv"}
        Raw scores lie closer together than positions do. "lbg" gives the scored documents the
        spread of the reference positions; "mv" maps the raw scores of the two outermost references
        onto their positions.

    Attributes
    ----------
    word_scores_ : ndarray, shape (terms,)
        NaN for words that no reference uses.
    terms_ : tuple of str

    Notes
    -----
    Laver, Benoit and Garry (2003), American Political Science Review 97; Martin and Vanberg (2008),
    Political Analysis 16. The standard error, of the spread of word scores within the document,
    takes the word scores for known and words for independent: `bootstrap_positions` does not.

    Examples
    --------
    >>> import numpy as np
    >>> counts = np.array([[4, 2, 0], [0, 2, 4], [1, 2, 1]])
    >>> Wordscores(rescaling="mv").fit(counts, [-1, 1, np.nan]).predict(counts).tolist()
    [-1.0, 1.0, 0.0]
    """

    word_scores_: Floats
    terms_: tuple[str, ...]

    def __init__(
        self,
        *,
        scale: Literal["linear", "logit"] = "linear",
        smooth: float = 0.0,
        rescaling: Rescaling = "none",
    ) -> None:
        self.scale = scale
        self.smooth = smooth
        self.rescaling = rescaling

    def fit(self, counts: Counts, y: npt.ArrayLike) -> Self:
        """Score the words.

        Parameters
        ----------
        counts : TermCounts, sparse or dense matrix, shape (documents, terms)
        y : array of float, shape (documents,)
            Known positions; NaN for documents to be placed.

        Raises
        ------
        InputError
            Without two references of different positions, or when one of them has no words.
        """
        checked = check_counts(counts)
        positions = np.asarray(y, dtype=np.float64)
        if positions.shape != (checked.matrix.shape[0],):
            message = f"y has shape {positions.shape}; give one position a document, NaN if unknown"
            raise InputError(message)
        references = np.flatnonzero(~np.isnan(positions))
        self._places = positions[references]
        if len(np.unique(self._places)) < 2:
            message = "y must hold at least two different positions: those of the references"
            raise InputError(message)
        used = checked.matrix[references].toarray()
        if not used.sum(axis=1).all():
            empty = checked.documents[references[used.sum(axis=1) == 0][0]]
            message = f"reference document {empty!r} has no words"
            raise InputError(message)
        self.word_scores_ = self._score_words(used)
        self.terms_ = checked.terms
        self._raw_references = self._raw(checked.matrix[references])[0]
        return self

    def _score_words(self, used: Floats) -> Floats:
        smoothed = used + self.smooth
        shares = smoothed / smoothed.sum(axis=1, keepdims=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            if self.scale == "linear":
                scores: Floats = self._places @ (shares / shares.sum(axis=0))
            elif self.scale == "logit":
                scores = self._log_ratio(smoothed)
            else:
                raise unknown_name("scale", self.scale, ("linear", "logit"))  # noqa: EM101  (a kind, not a message)
        scores[used.sum(axis=0) == 0] = np.nan
        return scores

    def _log_ratio(self, smoothed: Floats) -> Floats:
        places = np.unique(self._places)
        if len(places) != 2 or not self.smooth > 0:
            message = 'scale="logit" needs references at just two positions, and smooth above 0'
            raise InputError(message)
        low, high = (smoothed[self._places == place].sum(axis=0) for place in places)
        ratio: Floats = np.log(high / high.sum()) - np.log(low / low.sum())
        return ratio

    def _raw(self, matrix: csr_array) -> tuple[Floats, Floats]:
        scored = ~np.isnan(self.word_scores_)
        scores = np.where(scored, self.word_scores_, 0)
        tokens = matrix @ scored.astype(np.float64)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = (matrix @ scores) / tokens
            spread = (matrix @ scores**2) / tokens - mean**2
            errors = np.sqrt(np.maximum(spread, 0) / tokens)
        return mean, errors

    def _rescale(self, raw: Floats, errors: Floats) -> tuple[Floats, Floats]:
        if self.rescaling == "none":
            return raw, errors
        if self.rescaling == "lbg":
            if np.count_nonzero(~np.isnan(raw)) < 2 or not np.nanstd(raw) > 0:
                message = 'rescaling="lbg" needs two documents or more that differ: use "mv"'
                raise InputError(message)
            center = np.nanmean(raw)
            factor = np.std(self._places, ddof=1) / np.nanstd(raw, ddof=1)
            return (raw - center) * factor + center, errors * factor
        if self.rescaling == "mv":
            low, high = np.argmin(self._places), np.argmax(self._places)
            factor = (self._places[high] - self._places[low]) / (
                self._raw_references[high] - self._raw_references[low]
            )
            moved = (raw - self._raw_references[low]) * factor + self._places[low]
            return moved, errors * abs(factor)
        raise unknown_name("rescaling", self.rescaling, _RESCALINGS)  # noqa: EM101  (a kind, not a message)

    def _score(self, counts: Counts) -> tuple[tuple[str, ...], Floats, Floats]:
        self._require_fit("word_scores_")
        checked = check_counts(counts)
        self._check_columns(checked, len(self.word_scores_))
        return checked.documents, *self._rescale(*self._raw(checked.matrix))

    def predict(self, counts: Counts) -> Floats:
        """Place documents: shape (documents,), NaN for those without a scored word."""
        return self._score(counts)[1]

    def positions(self, counts: Counts, *, level: float = 0.95) -> Table:
        """Place documents: ``document, position, se, low, high``."""
        return position_table(*self._score(counts), level)
