"""Pictures of a similarity matrix: tree and map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from polyvocal.similarity.kinds import Floats
from polyvocal.table import Table

__all__ = ["Map", "Tree"]


@dataclass(frozen=True)
class Tree:
    """A dendrogram by average linkage of 1 - similarity.

    ``numpy.asarray(tree)`` is scipy's linkage matrix: left, right, height, number of leaves.

    Parameters
    ----------
    labels : tuple of str
        Names of the leaves.
    merges : array
        One row a merge, as above; numbers from ``len(labels)`` on are earlier merges.
    order : tuple of str
        Leaves from left to right.
    """

    labels: tuple[str, ...]
    merges: Floats
    order: tuple[str, ...]

    def __array__(
        self, dtype: npt.DTypeLike | None = None, copy: bool | None = None
    ) -> npt.NDArray[Any]:
        if copy:
            return np.array(self.merges, dtype=dtype)
        return np.asarray(self.merges, dtype=dtype)


@dataclass(frozen=True)
class Map:
    """Places in the plane by classical scaling of 1 - similarity.

    Parameters
    ----------
    labels : tuple of str
    points : array
        One row a label, two columns.
    stress : float
        Kruskal's stress-1: 0 is perfect, above .2 poor.
    explained : tuple of float
        Part of the (positive) variation that each axis shows.
    """

    labels: tuple[str, ...]
    points: Floats
    stress: float
    explained: tuple[float, ...]

    def table(self) -> Table:
        """One row a label: ``label, x, y``."""
        columns = {"label": list(self.labels), "x": self.points[:, 0], "y": self.points[:, 1]}
        return Table(columns, name="map")
