"""Standard errors that hold the uncertainty of the word parameters too."""

from __future__ import annotations

import copy
import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from polyvocal.errors import InputError
from polyvocal.scaling._estimator import Floats, normal_quantile
from polyvocal.scaling.correspondence import CorrespondenceAnalysis
from polyvocal.scaling.latent_semantic import LatentSemanticScaling
from polyvocal.scaling.term_counts import TermCounts
from polyvocal.scaling.wordfish import Wordfish
from polyvocal.scaling.wordscores import Wordscores
from polyvocal.table import Table

_PURPOSE = 0x5CA1E  # keeps these random numbers apart from those of other resamplings


def bootstrap_positions(
    model: Wordscores | Wordfish | CorrespondenceAnalysis | LatentSemanticScaling,
    counts: TermCounts,
    y: npt.ArrayLike | None = None,
    *,
    n_resamples: int = 200,
    level: float = 0.95,
    seed: int = 0,
) -> Table:
    """Fit the model again on resampled units, and see how far positions move.

    Each replicate draws the units of every document (its sentences, or the articles of an outlet)
    with replacement, fits anew, and places the documents. Words come in bursts and word parameters are
    estimates: the models' own standard errors leave out both.

    Parameters
    ----------
    model : Wordscores, Wordfish, CorrespondenceAnalysis or LatentSemanticScaling
        Fitted or not; it is left as it is.
    counts : TermCounts
    y : array of float, optional
        What the model's `fit` takes.
    n_resamples : int, default 200
    level : float, default 0.95
    seed : int, default 0

    Returns
    -------
    Table
        ``document, position, se, low, high, units``: position of the full data, standard
        deviation over replicates, normal interval, and number of units. A document of one unit cannot
        be resampled and has NaN.

    Raises
    ------
    InputError
        For fewer than 20 resamples, or when no document has two units.

    Examples
    --------
    >>> import numpy as np
    >>> units = np.random.default_rng(0).poisson(
    ...     [[3, 1, 1]] * 20 + [[1, 1, 3]] * 20 + [[2, 1, 2]] * 20
    ... )
    >>> counts = TermCounts(units, np.repeat([0, 1, 2], 20), ["a", "b", "c"], ["x", "y", "z"])
    >>> table = bootstrap_positions(Wordscores(), counts, [-1, 1, np.nan], n_resamples=50)
    >>> bool(table["low"][2] < 0 < table["high"][2])
    True
    """
    if not isinstance(counts, TermCounts):
        message = "counts must be TermCounts, which hold the units to draw: see Study.term_counts"
        raise InputError(message)
    if n_resamples < 20:
        message = f"n_resamples is {n_resamples}; give 20 or more"
        raise InputError(message)
    sizes = np.bincount(counts.groups, minlength=len(counts.documents))
    if sizes.max(initial=0) < 2:
        message = "every document has a single unit: nothing to draw from"
        raise InputError(message)
    full = _place(model, counts, y, start=None)
    replicates = np.array(
        [
            _aligned(model, _place(model, _redraw(counts, sizes, seed, r), y, start=full), full)
            for r in range(n_resamples)
        ]
    )
    with np.errstate(invalid="ignore"):
        errors = replicates.std(axis=0, ddof=1)
    errors[sizes < 2] = np.nan
    reach = normal_quantile(level) * errors
    return Table(
        {
            "document": list(counts.documents),
            "position": full,
            "se": errors,
            "low": full - reach,
            "high": full + reach,
            "units": sizes,
        },
        name="positions",
    )


def _redraw(
    counts: TermCounts, sizes: npt.NDArray[np.int64], seed: int, replicate: int
) -> TermCounts:
    """Draw as many units of each document as it has."""
    generator = np.random.Generator(
        np.random.Philox(key=[seed, _PURPOSE], counter=[0, 0, 0, replicate])
    )
    order = np.argsort(counts.groups, kind="stable")
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    drawn = order[first + (generator.random(len(order)) * np.repeat(sizes, sizes)).astype(np.int64)]
    weights = np.bincount(drawn, minlength=len(order))
    return TermCounts(
        counts.units[np.repeat(np.arange(len(order)), weights)],
        np.repeat(counts.groups, weights),
        counts.documents,
        counts.terms,
    )


def _place(
    model: Any, counts: TermCounts, y: npt.ArrayLike | None, *, start: Floats | None
) -> Floats:
    again = copy.deepcopy(model)
    if isinstance(again, Wordfish):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            return again.fit(counts, start=start).theta_
    if isinstance(again, Wordscores):
        if y is None:
            message = "Wordscores needs y: the positions of its references"
            raise InputError(message)
        return again.fit(counts, y).predict(counts)
    placed: Floats = again.fit(counts).predict(counts)
    return placed


def _aligned(model: Any, positions: Floats, full: Floats) -> Floats:
    """Turn an axis round that points the other way, where the model cannot tell its ends apart."""
    if not isinstance(model, (Wordfish, CorrespondenceAnalysis)):
        return positions
    return -positions if np.nansum(positions * full) < 0 else positions
