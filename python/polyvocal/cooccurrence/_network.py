"""The counts as a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from polyvocal.cooccurrence._choices import SHOWN_MEASURES, UNITS, Unit
from polyvocal.cooccurrence._counts import Slice
from polyvocal.cooccurrence._null import Null
from polyvocal.cooccurrence._table import pair_columns
from polyvocal.cooccurrence.graph_files import Graph

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["make_graph", "to_networkx"]


def make_graph(
    unit: Unit,
    labels: Sequence[str],
    names_of: Mapping[str, Mapping[str, str]],
    part: Slice,
    null: Null,
) -> Graph:
    """Give the names that are in a pair, and an edge a pair."""
    table = pair_columns(part, 0, null=null)
    used = np.unique(np.concatenate([table["a"], table["b"]]))
    place = np.zeros(len(labels), dtype=np.int64)
    place[used] = np.arange(len(used))
    ids = [labels[i] for i in used.tolist()]
    n = part.counts.n[used]
    shown = {
        key: [names.get(name) for name in ids] for key, names in names_of.items() if key != "name"
    }
    size = 10 + 40 * np.sqrt(n / max(1, n.max(initial=1)))
    columns = ("count", *SHOWN_MEASURES, "documents", "p", "q")
    return Graph(
        ids=ids,
        labels=[names_of.get("name", {}).get(name, name) for name in ids],
        edges=list(zip(place[table["a"]].tolist(), place[table["b"]].tolist(), strict=True)),
        weights=table["count"].astype(np.float64).tolist(),
        node_attributes={UNITS[unit]: n.tolist(), **shown},
        edge_attributes={key: table[key].tolist() for key in columns},
        sizes=np.round(size, 3).tolist(),
        title=f"Named in the same {unit}",
    )


def to_networkx(graph: Graph) -> nx.Graph[str]:
    """Give a graph as one of networkx."""
    import networkx as nx

    result: nx.Graph[str] = nx.Graph()
    for row, name in enumerate(graph.ids):
        attributes = {key: values[row] for key, values in graph.node_attributes.items()}
        result.add_node(name, label=graph.labels[row], **attributes)
    for row, (a, b) in enumerate(graph.edges):
        attributes = {key: values[row] for key, values in graph.edge_attributes.items()}
        result.add_edge(graph.ids[a], graph.ids[b], weight=graph.weights[row], **attributes)
    return result
