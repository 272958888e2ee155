"""Groups of names that are named together more than with others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.cooccurrence._counts import Counts
from polyvocal.errors import InputError, PolyvocalError
from polyvocal.matrix import check_name
from polyvocal.table import Strings, Table

__all__ = ["Communities", "Method", "find_communities"]

Method = Literal["louvain", "leiden"]


@dataclass(frozen=True)
class Communities:
    """Communities of a network, from `Cooccurrence.communities`.

    Attributes
    ----------
    table : Table
        One row a name that is in a pair: ``name``, ``community`` (0 is the largest), ``degree``
        (names it is with) and ``strength`` (sum of its counts).
    modularity : float
        How much more of the weight lies inside communities than chance would put there, at most 1.
        NaN without edges.
    """

    table: Table
    modularity: float

    def __len__(self) -> int:
        return len(set(self.table["community"].tolist()))

    def _repr_html_(self) -> str:
        return f"<p>{len(self)} communities, modularity {self.modularity:.3f}</p>{self.table._repr_html_()}"


def community_of(
    counts: Counts, *, method: Method, resolution: float, seed: int
) -> npt.NDArray[np.int32]:
    """Community of every label; labels without a pair are alone."""
    check_name("method", method, ("louvain", "leiden"))
    if method == "louvain":
        return _core.communities(counts.indptr, counts.indices, counts.values, resolution)
    return _leiden(counts, resolution, seed)


def find_communities(
    counts: Counts,
    labels: tuple[str, ...],
    *,
    directed: bool,
    method: Method,
    resolution: float,
    seed: int,
) -> Communities:
    """Find the communities of the names that are in a pair."""
    if directed:
        message = "communities are of networks without direction; count with directed=False"
        raise InputError(message)
    community = community_of(counts, method=method, resolution=resolution, seed=seed)
    degree = np.diff(counts.indptr)
    used = np.nonzero(degree)[0]
    sums = np.concatenate([[0], np.cumsum(counts.values)])
    strength = sums[counts.indptr[1:]] - sums[counts.indptr[:-1]]
    table = Table(
        {
            "name": Strings(used.astype(np.int32), labels),
            "community": community[used],
            "degree": degree[used],
            "strength": strength[used],
        },
        name="communities",
    )
    modularity = _core.modularity(
        counts.indptr, counts.indices, counts.values, community, resolution
    )
    return Communities(table, modularity)


def _leiden(counts: Counts, resolution: float, seed: int) -> npt.NDArray[np.int32]:
    try:
        import igraph
        import leidenalg
    except ImportError:
        message = (
            "method='leiden' needs the packages igraph and leidenalg: "
            "pip install 'polyvocal[leiden]', or take method='louvain'"
        )
        raise PolyvocalError(message) from None
    rows = counts.rows()
    upper = rows < counts.indices
    edges = list(zip(rows[upper].tolist(), counts.indices[upper].tolist(), strict=True))
    graph: Any = igraph.Graph(n=counts.size, edges=edges)
    found = leidenalg.find_partition(
        graph,
        leidenalg.RBConfigurationVertexPartition,
        weights=counts.values[upper].astype(float).tolist(),
        resolution_parameter=resolution,
        seed=seed,
        n_iterations=-1,
    )
    return _by_size(np.array(found.membership, dtype=np.int32))


def _by_size(labels: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    _, first, inverse, sizes = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(sizes), dtype=np.int32)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes), dtype=np.int32)
    return rank[inverse]
