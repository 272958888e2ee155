"""Counts as a network, and what follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polyvocal.cooccurrence._centrality import Centrality, centrality_table
from polyvocal.cooccurrence._communities import Communities, Method, find_communities
from polyvocal.cooccurrence._counts import Slice
from polyvocal.cooccurrence._distance import Distance, network_distances
from polyvocal.cooccurrence._network import add_months, make_graph, to_igraph, to_networkx
from polyvocal.cooccurrence.graph_files import Graph, write_vosviewer
from polyvocal.matrix import LabelledMatrix
from polyvocal.table import Table

if TYPE_CHECKING:
    import networkx as nx

    from polyvocal.cooccurrence._choices import By, Choices
    from polyvocal.cooccurrence._null import Null

__all__ = ["Networks"]


class Networks:
    """Names as nodes, pairs as edges."""

    if TYPE_CHECKING:
        by: By | None
        labels: tuple[str, ...]
        slices: tuple[str, ...]
        _slices: tuple[Slice, ...]
        _names: Mapping[str, Mapping[str, str]]
        _choices: Choices
        _null: Null

        def _only(self) -> Slice:
            """Made one class further on: the one slice there is."""

    def graph(self, *, seed: int = 0) -> Graph:
        """Give the network: names that are in a pair, and an edge a pair.

        Nodes have their counts, type, faction and community, and a place in a drawing when there are
        2,000 at most. Counted by month, the graph is of all months, with time: each node and edge
        has the months in which it is there, and its count in each.

        Parameters
        ----------
        seed : int, default 0
            Of the layout; 0 starts from the order of the labels.
        """
        in_time = self.by == "month" and len(self._slices) > 1
        part = reduce(Slice.plus, self._slices) if in_time else self._only()
        graph = make_graph(self._choices, self.labels, self._names, part, self._null, seed=seed)
        return add_months(graph, self.labels, self.slices, self._slices) if in_time else graph

    def communities(
        self, *, method: Method = "louvain", resolution: float = 1.0, seed: int = 0
    ) -> Communities:
        """Group the names that are named together more than with others.

        Parameters
        ----------
        method : {"louvain", "leiden"}
            The core's own Louvain method, which has nothing random in it, or Leiden by the packages
            igraph and leidenalg.
        resolution : float, default 1
            Above 1 smaller communities, below 1 larger ones.
        seed : int, default 0
            For Leiden.

        Returns
        -------
        Communities

        Raises
        ------
        InputError
            For counts with direction.
        PolyvocalError
            When a package is missing.
        """
        return find_communities(
            self._only().counts,
            self.labels,
            directed=self._choices.directed,
            method=method,
            resolution=resolution,
            seed=seed,
        )

    def centrality(self, *kinds: Centrality) -> Table:
        """Tell how central each name is; needs the package networkx.

        Parameters
        ----------
        *kinds : str
            Of ``"degree"``, ``"strength"``, ``"betweenness"``, ``"closeness"``, ``"eigenvector"``
            and ``"pagerank"``; degree, strength and betweenness when none is given. Paths count the
            length 1/count. ``"eigenvector"`` is NaN in a network of several parts.

        Returns
        -------
        Table
            ``name``, and one column each.
        """
        chosen = kinds or ("degree", "strength", "betweenness")
        return centrality_table(self.to_networkx(), chosen)

    def network_distance(self, measure: Distance = "jensen_shannon") -> LabelledMatrix:
        """Compare the networks of all slices, each as shares of its total weight.

        Parameters
        ----------
        measure : {"jensen_shannon", "weighted_jaccard", "jaccard"}
            Square root of the Jensen-Shannon divergence in bits; one minus the weighted, or the plain,
            Jaccard index of the edges. 0 for equal networks, 1 for networks without a common edge.

        Returns
        -------
        LabelledMatrix
            Slices x slices; NaN where a slice has no edge. Small slices differ by chance: compare
            with slices of the same size.
        """
        return network_distances([s.counts for s in self._slices], self.slices, measure)

    def to_networkx(self) -> nx.Graph[str]:
        """As a networkx graph; needs the package networkx."""
        return to_networkx(self.graph())

    def to_igraph(self) -> Any:
        """As an igraph graph; needs the package igraph."""
        return to_igraph(self.graph())

    def save_vosviewer(self, path: str | Path) -> tuple[Path, Path]:
        """Save as VOSviewer's map and network files: ``net.txt`` gives ``net_map.txt`` and ``net_network.txt``."""
        return write_vosviewer(self.graph(), path)
