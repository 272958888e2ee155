"""Wordfish: positions of documents from word frequencies alone."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.scaling._estimator import (
    CheckedCounts,
    Counts,
    Estimator,
    Floats,
    check_counts,
    core_arrays,
    position_table,
)
from polyvocal.scaling.correspondence import CorrespondenceAnalysis
from polyvocal.table import Table


class Wordfish(Estimator):
    r"""Place documents on the one dimension along which their word frequencies differ most.

    :math:`y_{ij} \sim \mathrm{Poisson}(\exp(\alpha_i + \psi_j + \beta_j \theta_i))`, with
    :math:`\beta_j \sim N(0, \sigma_\beta^2)` so that rare words stay finite, and
    :math:`\theta` of mean 0 and standard deviation 1.

    Parameters
    ----------
    direction : tuple of two int or str
        Two documents; the first is to lie below the second. The model cannot tell the ends apart.
    beta_sd : float, default 3
        :math:`\sigma_\beta`.
    tolerance : float, default 1e-6
        The fit stops in the first round that raises the log posterior by no more, or moves no position
        by more.
    max_rounds : int, default 1000
    threads : int, default 0
        0: all CPUs. Never changes a result.

    Attributes
    ----------
    theta_, theta_se_ : ndarray, shape (documents,)
        Positions, and standard errors that take the words' parameters for known: too small, often
        by far. `bootstrap_positions` gives honest ones.
    alpha_ : ndarray, shape (documents,)
    psi_, beta_ : ndarray, shape (terms,)
        Frequencies and weights of words; NaN for words that no document uses.
    log_likelihood_ : float
        Without the terms log(y!).
    rounds_ : int
    converged_ : bool

    Notes
    -----
    Slapin and Proksch (2008), American Journal of Political Science 52; estimates agree with the R
    packages austin and quanteda.textmodels. Only nonzero counts are stored. What dimension it finds
    is for the reader to say: in news it is more often the subject than the side.

    Examples
    --------
    >>> import numpy as np
    >>> counts = np.array([[9, 4, 1, 5], [6, 5, 3, 6], [3, 5, 6, 4], [1, 4, 9, 6]])
    >>> model = Wordfish(direction=(0, 3)).fit(counts)
    >>> (np.diff(model.theta_) > 0).all()
    np.True_
    """

    theta_: Floats
    theta_se_: Floats
    alpha_: Floats
    psi_: Floats
    beta_: Floats
    log_likelihood_: float
    rounds_: int
    converged_: bool

    def __init__(
        self,
        *,
        direction: tuple[int | str, int | str] = (0, 1),
        beta_sd: float = 3.0,
        tolerance: float = 1e-6,
        max_rounds: int = 1000,
        threads: int = 0,
    ) -> None:
        self.direction = direction
        self.beta_sd = beta_sd
        self.tolerance = tolerance
        self.max_rounds = max_rounds
        self.threads = threads

    def fit(self, counts: Counts, y: None = None, *, start: npt.ArrayLike | None = None) -> Self:
        """Estimate positions and word weights.

        Parameters
        ----------
        counts : TermCounts, sparse or dense matrix, shape (documents, terms)
        y : None
            Not used: the model has no labels.
        start : array of float, shape (documents,), optional
            First guess; the first axis of a correspondence analysis when not given.

        Raises
        ------
        InputError
            For a document without words, fewer than two documents, or an unknown direction.
        """
        del y
        checked = check_counts(counts)
        low, high = (self._place(checked, document) for document in self.direction)
        used = np.flatnonzero(
            np.bincount(
                checked.matrix.indices, checked.matrix.data, minlength=checked.matrix.shape[1]
            )
        )
        matrix = checked.matrix[:, used]
        self._refuse_empty(checked)
        if start is None:
            start = CorrespondenceAnalysis(n_components=1).fit(matrix).row_standard_[:, 0]
        fit = _core.fit_wordfish(
            *core_arrays(matrix),
            np.asarray(start, dtype=np.float64),
            beta_sd=self.beta_sd,
            tolerance=self.tolerance,
            max_rounds=self.max_rounds,
            threads=self.threads,
        )
        self._keep(checked, fit, used, 1.0 if fit["theta"][low] < fit["theta"][high] else -1.0)
        if not self.converged_:
            message = f"Wordfish still moves after {self.rounds_} rounds; raise max_rounds"
            warnings.warn(message, RuntimeWarning, stacklevel=2)
        return self

    def _keep(
        self, checked: CheckedCounts, fit: dict[str, Any], used: npt.NDArray[np.intp], sign: float
    ) -> None:
        self._documents = checked.documents
        self.theta_, self.theta_se_ = sign * fit["theta"], fit["theta_se"]
        self.alpha_ = fit["alpha"]
        self.psi_, self.beta_ = np.full((2, checked.matrix.shape[1]), np.nan)
        self.psi_[used], self.beta_[used] = fit["psi"], sign * fit["beta"]
        self.log_likelihood_ = fit["log_likelihood"]
        self.rounds_, self.converged_ = fit["rounds"], fit["converged"]

    @staticmethod
    def _place(checked: CheckedCounts, document: int | str) -> int:
        rows = len(checked.documents)
        if isinstance(document, str) and document in checked.documents:
            return checked.documents.index(document)
        if isinstance(document, int) and -rows <= document < rows:
            return document
        message = f"direction names document {document!r}; give two names or numbers of {rows} rows"
        raise InputError(message)

    @staticmethod
    def _refuse_empty(checked: CheckedCounts) -> None:
        sums = checked.matrix.sum(axis=1)
        if not sums.all():
            message = (
                f"document {checked.documents[int(np.argmin(sums))]!r} has no words: leave it out"
            )
            raise InputError(message)

    def predict(self, counts: Counts | None = None) -> Floats:
        """Give the positions of the fitted documents; the model has none for others."""
        self._require_fit("theta_")
        if counts is not None and check_counts(counts).matrix.shape[0] != len(self.theta_):
            message = "Wordfish places the documents it was fitted on; fit it on all of them"
            raise InputError(message)
        return self.theta_

    def positions(self, counts: Counts | None = None, *, level: float = 0.95) -> Table:
        """Give the fitted positions: ``document, position, se, low, high``."""
        return position_table(self._documents, self.predict(counts), self.theta_se_, level)
