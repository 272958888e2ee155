"""The counts as a network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.cooccurrence._choices import SHOWN_MEASURES, UNITS, Choices
from polyvocal.cooccurrence._counts import Counts, Slice
from polyvocal.cooccurrence._null import Null
from polyvocal.cooccurrence._table import pair_columns
from polyvocal.cooccurrence.graph import Graph, Spell, Value

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["add_months", "make_graph", "to_igraph", "to_networkx"]


_COLOURS = (
    "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb",
)  # Paul Tol's bright scheme, told apart by the colour-blind  # fmt: skip
_MOST_PLACED = 2000  # nodes; beyond, a layout takes longer than its use


def make_graph(
    choices: Choices,
    labels: Sequence[str],
    names_of: Mapping[str, Mapping[str, str]],
    part: Slice,
    null: Null,
    *,
    seed: int = 0,
) -> Graph:
    """Give the names that are in a pair, and an edge a pair."""
    table = pair_columns(part, 0, directed=choices.directed, null=null)
    counts = part.counts
    used = np.unique(np.concatenate([table["a"], table["b"]]))
    place = np.zeros(len(labels), dtype=np.int64)
    place[used] = np.arange(len(used))
    ids = [labels[i] for i in used.tolist()]
    n = part.documents.n[used] if choices.directed or choices.weight else counts.n[used]
    unit = "document" if choices.directed or choices.weight else choices.unit
    attributes: dict[str, Sequence[Value]] = {UNITS[unit]: n.tolist()}
    for key, names in names_of.items():
        if key != "name":
            attributes[key] = [names.get(name) for name in ids]
    both = _without_direction(counts, used)
    community = _core.communities(*both, 1.0)
    attributes["community"] = community.tolist()
    columns = ("count", *SHOWN_MEASURES, "documents", "p", "q")
    positions = None
    if 0 < len(used) <= _MOST_PLACED:
        flat = _core.force_layout(both[0], both[1], np.log2(1 + both[2]), seed=seed)
        positions = [(1000 * x, -1000 * y) for x, y in np.round(flat, 6).tolist()]
    return Graph(
        ids=ids,
        labels=[names_of.get("name", {}).get(name, name) for name in ids],
        edges=list(zip(place[table["a"]].tolist(), place[table["b"]].tolist(), strict=True)),
        weights=table["count"].astype(np.float64).tolist(),
        node_attributes=attributes,
        edge_attributes={key: table[key].tolist() for key in columns},
        sizes=np.round(10 + 40 * np.sqrt(n / max(1, n.max(initial=1))), 3).tolist(),
        colours=[_COLOURS[min(c, len(_COLOURS) - 1)] for c in community.tolist()],
        positions=positions,
        directed=choices.directed,
        title=f"Named in the same {choices.unit}",
    )


def _without_direction(
    counts: Counts, used: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.float64]]:
    """Cells between the names used, both directions added up."""
    shape = (counts.size, counts.size)
    cells = csr_array((counts.values.astype(np.float64), counts.indices, counts.indptr), shape)
    square = cells[used][:, used]
    if (abs(square - square.T)).nnz:
        square = square + square.T
    square = csr_array(square)
    square.sort_indices()
    return square.indptr.astype(np.int32), square.indices.astype(np.int32), square.data


def add_months(
    graph: Graph, labels: Sequence[str], months: Sequence[str], parts: Sequence[Slice]
) -> Graph:
    """Give a graph of all months the months in which each node and edge is there."""
    place = {name: i for i, name in enumerate(graph.ids)}
    ends = {edge: i for i, edge in enumerate(graph.edges)}
    nodes: list[list[Spell]] = [[] for _ in graph.ids]
    edges: list[list[Spell]] = [[] for _ in graph.edges]
    for month, part in zip(months, parts, strict=True):
        start, end = _days_of(month)
        for label, n in zip(labels, part.counts.n.tolist(), strict=True):
            if n and label in place:
                nodes[place[label]].append(Spell(start, end, n))
        counts = part.counts
        cells = zip(
            counts.rows().tolist(), counts.indices.tolist(), counts.values.tolist(), strict=True
        )
        for a, b, value in cells:
            edge = ends.get((place.get(labels[a], -1), place.get(labels[b], -1)))
            if edge is not None:
                edges[edge].append(Spell(start, end, value))
    return replace(graph, node_times=nodes, edge_times=edges)


def _days_of(month: str) -> tuple[str, str]:
    first = dt.date.fromisoformat(f"{month}-01")
    following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return first.isoformat(), (following - dt.timedelta(days=1)).isoformat()


def to_networkx(graph: Graph) -> nx.Graph[str]:
    """Give a graph as one of networkx."""
    import networkx as nx

    result: nx.Graph[str] = nx.DiGraph() if graph.directed else nx.Graph()
    for row, name in enumerate(graph.ids):
        attributes = {key: values[row] for key, values in graph.node_attributes.items()}
        result.add_node(name, label=graph.labels[row], **attributes)
    for row, (a, b) in enumerate(graph.edges):
        attributes = {key: values[row] for key, values in graph.edge_attributes.items()}
        result.add_edge(graph.ids[a], graph.ids[b], weight=graph.weights[row], **attributes)
    return result


def to_igraph(graph: Graph) -> Any:
    """Give a graph as one of igraph."""
    import igraph

    result = igraph.Graph(n=len(graph.ids), edges=list(graph.edges), directed=graph.directed)
    result.vs["name"], result.vs["label"] = list(graph.ids), list(graph.labels)
    result.es["weight"] = list(graph.weights)
    for key, values in graph.node_attributes.items():
        result.vs[key] = list(values)
    for key, values in graph.edge_attributes.items():
        result.es[key] = list(values)
    return result
