"""How central each name is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from polyvocal.matrix import check_name
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Centrality", "centrality_table"]

Centrality = Literal["degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank"]


def centrality_table(graph: nx.Graph[str], kinds: tuple[Centrality, ...]) -> Table:
    """Give one row a node; needs networkx."""
    import networkx as nx

    for kind in kinds:
        check_name("centrality", kind, get_args(Centrality))
    # Paths are short where counts are large.
    far: dict[Any, float] = {edge: 1 / graph.edges[edge]["weight"] for edge in graph.edges}
    nx.set_edge_attributes(graph, far, "distance")
    functions: dict[str, Callable[[], Any]] = {
        "degree": lambda: dict(graph.degree()),
        "strength": lambda: dict(graph.degree(weight="weight")),
        "betweenness": lambda: nx.betweenness_centrality(graph, weight="distance"),
        "closeness": lambda: nx.closeness_centrality(graph, distance="distance"),
        "eigenvector": lambda: (
            nx.eigenvector_centrality_numpy(graph, weight="weight")
            if nx.number_of_nodes(graph) > 2 and nx.is_connected(graph)
            else dict.fromkeys(graph, float("nan"))
        ),
        "pagerank": lambda: nx.pagerank(graph, weight="weight"),
    }
    names = list(graph)
    columns: dict[str, Any] = {
        "name": Strings(np.arange(len(names), dtype=np.int32), names or [""])
    }
    for kind in kinds:
        values = functions[kind]() if names else {}
        columns[kind] = np.array([values[name] for name in names], dtype=np.float64)
    return Table(columns, name="centrality")
