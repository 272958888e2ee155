"""Counts whose rows and columns are different things: actors by words, or by sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.special import stdtr

from polyvocal import _core
from polyvocal.cooccurrence._choices import Measure
from polyvocal.cooccurrence._counts import Floats, Ints
from polyvocal.errors import InputError
from polyvocal.matrix import LabelledMatrix, check_name
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CrossCounts", "p_of_excess"]

_SHOWN: tuple[Measure, ...] = ("npmi", "g2", "log_odds")
_FEWEST_DOCUMENTS = 5


def p_of_excess(excess: Floats, squares: Floats, documents: Ints) -> Floats:
    """One-sided p of a sum over documents, by its own spread; NaN below five documents."""
    enough = (documents >= _FEWEST_DOCUMENTS) & (squares > 0)
    z = excess / np.sqrt(np.where(enough, squares, 1))
    p: Floats = np.where(enough, stdtr(np.maximum(documents - 1, 1), -z), np.nan)
    return p


@dataclass(frozen=True)
class CrossCounts:
    """Counts of rows by columns, with what follows from them. Immutable.

    Made by ``study.keywords()``, ``study.named_by()`` and ``study.word_pairs()``.

    Attributes
    ----------
    labels, columns : tuple of str
        Names of the rows and of the columns.
    n, n_columns : ndarray
        Margins of rows and columns.
    total : float
        Units in all.
    """

    labels: tuple[str, ...]
    columns: tuple[str, ...]
    n: npt.NDArray[Any]
    n_columns: npt.NDArray[Any]
    total: float
    name: str
    _names: tuple[str, str] = field(repr=False)
    _cells: tuple[Ints, Ints, npt.NDArray[Any]] = field(repr=False)
    _more: Mapping[str, npt.NDArray[Any]] = field(default_factory=dict, repr=False)

    @property
    def counts(self) -> csr_array:
        """The counts as a scipy array; shares memory, read-only."""
        return self._matrix(self._cells[2])

    def _matrix(self, values: npt.NDArray[Any]) -> csr_array:
        indptr, indices, _ = self._cells
        shape = (len(self.labels), len(self.columns))
        matrix = csr_array((values, indices, indptr), shape=shape, copy=False)
        matrix.has_canonical_format = True
        return matrix

    def to_matrix(self) -> LabelledMatrix:
        """Give `counts` with the names."""
        return LabelledMatrix(self.counts, self.labels, self.columns, name=self.name)

    def to_frame(self) -> pd.DataFrame:
        """Give the counts as a pandas frame with the names as index and columns."""
        return self.to_matrix().to_pandas()

    def _values(self, name: str, *, shift: float = 1, smoothing: float = 1) -> Floats:
        return _core.associate(
            name,
            *self._cells,
            self.n,
            self.n_columns,
            self.total,
            shift=shift,
            smoothing=smoothing,
        )

    def measure(self, name: Measure, *, shift: float = 1, smoothing: float = 1) -> LabelledMatrix:
        """Give an association measure for every cell that was counted; as of `Cooccurrence.measure`."""
        check_name("measure", name, get_args(Measure))
        values = self._values(name, shift=shift, smoothing=smoothing)
        return LabelledMatrix(self._matrix(values), self.labels, self.columns, name=name)

    def apply(self, function: Callable[..., npt.ArrayLike], *, name: str) -> LabelledMatrix:
        """Give a measure of your own, called as ``function(n_ij, n_i, n_j, n)``."""
        _, indices, counts = self._cells
        values = np.asarray(
            function(counts, self.n[self._rows()], self.n_columns[indices], self.total),
            dtype=np.float64,
        )
        if values.shape != counts.shape:
            message = f"{name}: {values.shape} values returned for {counts.shape} pairs"
            raise InputError(message)
        return LabelledMatrix(self._matrix(values), self.labels, self.columns, name=name)

    def _rows(self) -> Ints:
        return np.repeat(np.arange(len(self.labels), dtype=np.int32), np.diff(self._cells[0]))

    def significant(self, *, q: float = 0.05) -> CrossCounts:
        """Keep the cells with at most this q (Benjamini and Hochberg 1995).

        Raises
        ------
        InputError
            When the counts have no test.
        """
        if "q" not in self._more:
            message = f"{self.name}: there is no test of these counts"
            raise InputError(message)
        mask = self._more["q"] <= q
        indptr, indices, values = self._cells
        kept = np.concatenate([[0], np.cumsum(mask)])[indptr].astype(np.int32)
        more = {key: column[mask] for key, column in self._more.items()}
        return replace(self, _cells=(kept, indices[mask], values[mask]), _more=more)

    def table(self) -> Table:
        """Give one row a cell: the two names, ``count``, margins, measures, and the test if there is one."""
        rows, (_, indices, values) = self._rows(), self._cells
        return Table(
            {
                self._names[0]: Strings(rows, self.labels or [""]),
                self._names[1]: Strings(indices, self.columns or [""]),
                "count": values,
                f"n_{self._names[0]}": self.n[rows],
                f"n_{self._names[1]}": self.n_columns[indices],
                "n": np.full(len(rows), self.total, dtype=np.asarray(self.total).dtype),
                **{name: self._values(name) for name in _SHOWN},
                **self._more,
            },
            name=self.name,
        )

    def top(self, row: str | None = None, n: int = 20, *, by: str = "g2") -> Table:
        """Give the cells with the largest value of a column of `table`, of one row or of all.

        Parameters
        ----------
        row : str, optional
            One of `labels`.
        n : int, default 20
        by : str, default "g2"
        """
        table = self.table()
        keep = np.arange(len(table))
        if row is not None:
            keep = keep[self._rows() == check_name(self._names[0], row, self.labels)]
        order = np.argsort(_falling(table, by)[keep], kind="stable")
        return table.take(keep[order[:n]])

    def ranked(self, *, by: str = "g2") -> Table:
        """Give `table` with the cells of each row ordered by a column, the largest first."""
        table = self.table()
        return table.take(np.lexsort((_falling(table, by), self._rows())))

    def save(self, path: str | Path) -> Path:
        """Save `table` by suffix: ``.csv .jsonl .json .parquet``."""
        self.table().save(path)
        return Path(path)

    def __len__(self) -> int:
        return len(self._cells[2])

    def __repr__(self) -> str:
        return f"{self.name}: {len(self.labels):,} x {len(self.columns):,}, {len(self):,} cells"

    def _repr_html_(self) -> str:
        import html

        return f"<p>{html.escape(repr(self))}. The strongest:</p>{self.top(n=10)._repr_html_()}"


def _falling(table: Table, by: str) -> Floats:
    """Keys that sort a column from its largest value down, missing ones last."""
    check_name("column", by, tuple(table.columns))
    return -np.nan_to_num(table[by].astype(np.float64), nan=-np.inf)
