"""What the scaling models share: parameters as in scikit-learn, checks of counts, tables."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, issparse

from polyvocal.errors import InputError, unknown_name
from polyvocal.scaling.term_counts import TermCounts
from polyvocal.table import Table

Floats = npt.NDArray[np.float64]
#: A documents x words matrix of counts.
Counts = TermCounts | csr_array | npt.ArrayLike


@dataclass(frozen=True)
class CheckedCounts:
    """Counts as the models read them, with names for rows and columns."""

    matrix: csr_array
    documents: tuple[str, ...]
    terms: tuple[str, ...]


def check_counts(counts: Counts, *, terms: Sequence[str] | None = None) -> CheckedCounts:
    """Take any documents x words matrix.

    Raises
    ------
    InputError
        For anything but two dimensions, or counts that are negative or not finite.
    """
    if isinstance(counts, TermCounts):
        matrix, documents = counts.counts, counts.documents
        names: Sequence[str] | None = counts.terms
    else:
        given: Any = counts if issparse(counts) else np.asarray(counts, dtype=np.float64)
        matrix = csr_array(given)
        documents, names = (), terms
    if matrix.ndim != 2:
        message = f"counts has {matrix.ndim} dimensions; give documents x words"
        raise InputError(message)
    matrix = matrix.astype(np.float64)
    matrix.sum_duplicates()
    if not np.isfinite(matrix.data).all() or (matrix.data < 0).any():
        message = "counts must be finite numbers of 0 or more"
        raise InputError(message)
    rows, columns = matrix.shape
    if names is not None and len(names) != columns:
        message = f"{len(names)} terms for a matrix of {columns} columns"
        raise InputError(message)
    return CheckedCounts(
        matrix,
        tuple(documents) or tuple(str(i) for i in range(rows)),
        tuple(names) if names is not None else tuple(str(j) for j in range(columns)),
    )


def core_arrays(matrix: csr_array) -> tuple[Any, Any, Floats, int]:
    """Split into indptr, indices, values and number of columns, for the core."""
    return (
        matrix.indptr.astype(np.int32),
        matrix.indices.astype(np.int32),
        matrix.data.astype(np.float64),
        matrix.shape[1],
    )


def normal_quantile(level: float) -> float:
    """Half width of a central interval in standard errors."""
    if not 0 < level < 1:
        message = f"level is {level}; give a number between 0 and 1, as .95"
        raise InputError(message)
    return NormalDist().inv_cdf((1 + level) / 2)


class Estimator:
    """Parameters in the constructor, `fit`, then attributes that end in an underscore."""

    def get_params(self, deep: bool = True) -> dict[str, Any]:  # noqa: ARG002  (scikit-learn's)
        """Give the parameters by name, as scikit-learn asks for them."""
        return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

    def set_params(self, **params: Any) -> Self:
        """Change parameters by name."""
        known = self.get_params()
        for name, value in params.items():
            if name not in known:
                raise unknown_name("parameter", name, known)  # noqa: EM101  (a kind, not a message)
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        """Show the parameters that differ from their defaults."""
        shown = [
            f"{name}={getattr(self, name)!r}"
            for name, parameter in inspect.signature(type(self)).parameters.items()
            if getattr(self, name) is not parameter.default
        ]
        return f"{type(self).__name__}({', '.join(shown)})"

    def _require_fit(self, attribute: str) -> None:
        if not hasattr(self, attribute):
            message = f"{type(self).__name__} has not been fitted: call fit(counts, ...) first"
            raise InputError(message)

    def _check_columns(self, counts: CheckedCounts, columns: int) -> None:
        if counts.matrix.shape[1] != columns:
            message = (
                f"counts has {counts.matrix.shape[1]} columns and the model was fitted on "
                f"{columns}: give a matrix of the same words, in the same order"
            )
            raise InputError(message)


def position_table(
    documents: Sequence[str], positions: Floats, errors: Floats, level: float
) -> Table:
    """Positions with standard errors and normal intervals: document, position, se, low, high."""
    reach = normal_quantile(level) * errors
    return Table(
        {
            "document": list(documents),
            "position": positions,
            "se": errors,
            "low": positions - reach,
            "high": positions + reach,
        },
        name="positions",
    )
