"""A matrix whose rows and columns have names.

>>> import numpy as np
>>> from polyvocal.matrix import LabelledMatrix
>>> m = LabelledMatrix(np.eye(2), ["haftar", "sarraj"], name="jaccard")
>>> m["haftar", "haftar"], m.shape
(1.0, (2, 2))
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal.errors import InputError, unknown_name
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_array

__all__ = ["LabelledMatrix", "check_name"]

_SHOWN = 12


def check_name(kind: str, name: str, known: Sequence[str]) -> int:
    """Give the place of a name among those known.

    Raises
    ------
    UnknownNameError
        When it is not one of them; the message has the nearest one.
    """
    try:
        return known.index(name)
    except ValueError:
        raise unknown_name(kind, name, known) from None


class LabelledMatrix:
    """An immutable matrix, dense or sparse, with a name for each row and column.

    Parameters
    ----------
    values : 2-d array or scipy sparse array
        The cells. Of a sparse matrix, what is not stored is 0.
    labels : sequence of str
        Names of the rows.
    columns : sequence of str, optional
        Names of the columns; those of the rows when not given.
    name : str
        What the cells are, for display.

    Examples
    --------
    >>> import numpy as np
    >>> m = LabelledMatrix(np.array([[1.0, 0.2], [0.2, 1.0]]), ["cnn", "tass"], name="words")
    >>> m.sel("tass")
    {'cnn': 0.2, 'tass': 1.0}
    """

    __slots__ = ("_columns", "_labels", "_values", "name")

    def __init__(
        self,
        values: npt.NDArray[Any] | csr_array,
        labels: Sequence[str],
        columns: Sequence[str] | None = None,
        *,
        name: str = "matrix",
    ) -> None:
        rows = tuple(labels)
        cols = rows if columns is None else tuple(columns)
        if values.ndim != 2 or values.shape != (len(rows), len(cols)):
            message = (
                f"{len(rows)} row and {len(cols)} column names for cells of shape {values.shape}"
            )
            raise InputError(message)
        if isinstance(values, np.ndarray):
            values = values.view()
            values.flags.writeable = False
        object.__setattr__(self, "_values", values)
        object.__setattr__(self, "_labels", rows)
        object.__setattr__(self, "_columns", cols)
        object.__setattr__(self, "name", name)

    _values: npt.NDArray[Any] | csr_array
    _labels: tuple[str, ...]
    _columns: tuple[str, ...]
    name: str

    def __setattr__(self, name: str, value: object) -> None:
        message = "a LabelledMatrix cannot be changed; make a new one"
        raise AttributeError(message)

    def __getstate__(self) -> tuple[Any, ...]:
        return (self._values, self._labels, self._columns, self.name)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        LabelledMatrix.__init__(self, state[0], state[1], state[2], name=state[3])

    @property
    def values(self) -> npt.NDArray[Any] | csr_array:
        """The cells: a read-only array, or a scipy sparse array."""
        return self._values

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the rows."""
        return self._labels

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self._columns

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return len(self._labels), len(self._columns)

    @property
    def is_sparse(self) -> bool:
        """Whether only some cells are stored."""
        return not isinstance(self._values, np.ndarray)

    def __len__(self) -> int:
        return len(self._labels)

    def __getitem__(self, key: tuple[str, str]) -> float:
        """Give the cell of a row and a column, by their names."""
        row, column = key
        places = check_name("row", row, self._labels), check_name("column", column, self._columns)
        return float(self._values[places])

    def sel(self, name: str) -> dict[str, float]:
        """Give one row as a dict; of a sparse matrix, only the cells that are stored.

        Parameters
        ----------
        name : str
            A row's name.

        Raises
        ------
        UnknownNameError
            When there is no such row; the message has the nearest name.
        """
        row = check_name("row", name, self._labels)
        if isinstance(self._values, np.ndarray):
            return dict(zip(self._columns, map(float, self._values[row]), strict=True))
        begin, end = self._values.indptr[row], self._values.indptr[row + 1]
        return {
            self._columns[int(column)]: float(value)
            for column, value in zip(
                self._values.indices[begin:end], self._values.data[begin:end], strict=True
            )
        }

    def toarray(self) -> npt.NDArray[Any]:
        """All cells as a dense array."""
        if isinstance(self._values, np.ndarray):
            return self._values
        dense: npt.NDArray[Any] = self._values.toarray()
        return dense

    def __array__(
        self, dtype: npt.DTypeLike | None = None, copy: bool | None = None
    ) -> npt.NDArray[Any]:
        dense = self.toarray()
        if copy:
            return np.array(dense, dtype=dtype)
        return np.asarray(dense, dtype=dtype)

    def to_scipy(self) -> csr_array:
        """As a scipy sparse array; without a copy when the matrix is sparse."""
        from scipy.sparse import csr_array

        return csr_array(self._values) if isinstance(self._values, np.ndarray) else self._values

    def table(self) -> Table:
        """One row a cell: ``row, column, value``; of a sparse matrix, only the cells stored."""
        rows: npt.NDArray[Any]
        columns: npt.NDArray[Any]
        if isinstance(self._values, np.ndarray):
            rows, columns = (place.ravel() for place in np.indices(self.shape))
            values = self._values.ravel()
        else:
            cells = self._values.tocoo()
            rows, columns, values = cells.row, cells.col, cells.data
        return Table(
            {
                "row": Strings(rows.astype(np.int32), list(self._labels)),
                "column": Strings(columns.astype(np.int32), list(self._columns)),
                "value": values,
            },
            name=self.name,
        )

    def to_pandas(self) -> pd.DataFrame:
        """As a pandas frame with the names as index and columns."""
        import pandas as pd

        return pd.DataFrame(self.toarray(), index=list(self._labels), columns=list(self._columns))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LabelledMatrix):
            return NotImplemented
        return (
            self._labels == other._labels
            and self._columns == other._columns
            and np.array_equal(self.toarray(), other.toarray(), equal_nan=True)
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        kind = "sparse" if self.is_sparse else "dense"
        shown = ", ".join(self._labels[:4]) + (", ..." if len(self._labels) > 4 else "")
        return f"LabelledMatrix {self.name!r}: {self.shape[0]} x {self.shape[1]}, {kind} ({shown})"

    def _repr_html_(self) -> str:
        rows, columns = self._labels[:_SHOWN], self._columns[:_SHOWN]
        corner = self._values[: len(rows), : len(columns)]
        cells = corner if isinstance(corner, np.ndarray) else corner.toarray()
        head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in columns)
        body = "".join(
            f"<tr><th scope='row'>{html.escape(name)}</th>"
            + "".join(f"<td>{_show(value)}</td>" for value in cells[i])
            + "</tr>"
            for i, name in enumerate(rows)
        )
        rest = ""
        if self.shape != (len(rows), len(columns)):
            rest = f"<p>{self.shape[0]} x {self.shape[1]} cells; the first {len(rows)} rows are shown.</p>"
        return (
            f"<table><caption>{html.escape(self.name)}</caption>"
            f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"
        )


def _show(value: Any) -> str:
    if isinstance(value, (int, np.integer)):
        return f"{int(value):,}"
    return "" if np.isnan(value) else f"{float(value):.3g}"
