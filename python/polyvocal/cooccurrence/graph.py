"""A graph as plain columns: what every graph file is written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from polyvocal.errors import InputError

__all__ = ["Graph", "Value"]

Value = str | int | float | bool | None


@dataclass(frozen=True, kw_only=True)
class Graph:
    """A graph to be written.

    Parameters
    ----------
    ids, labels : sequence of str
        One of each per node; ids are distinct.
    edges : sequence of (int, int)
        Ends of each edge, as places in `ids`.
    weights : sequence of float
        One per edge.
    node_attributes, edge_attributes : mapping of str to sequence
        Columns, one value per node or edge. ``None`` and NaN are left out.
    sizes : sequence of float, optional
        Drawn size of each node.
    colours : sequence of str, optional
        Drawn colour of each node, as ``"#rrggbb"``.
    positions : sequence of (float, float), optional
        Place of each node in a drawing.
    directed : bool
        Whether an edge leads from its first end to its second.
    title : str
        What the graph shows.
    """

    ids: Sequence[str]
    labels: Sequence[str]
    edges: Sequence[tuple[int, int]]
    weights: Sequence[float]
    node_attributes: Mapping[str, Sequence[Value]] = field(default_factory=dict)
    edge_attributes: Mapping[str, Sequence[Value]] = field(default_factory=dict)
    sizes: Sequence[float] | None = None
    colours: Sequence[str] | None = None
    positions: Sequence[tuple[float, float]] | None = None
    directed: bool = False
    title: str = ""

    def __post_init__(self) -> None:
        nodes, edges = len(self.ids), len(self.edges)
        per_node: list[Sequence[object]] = [self.labels, *self.node_attributes.values()]
        per_node += [x for x in (self.sizes, self.colours, self.positions) if x is not None]
        per_edge = [self.weights, *self.edge_attributes.values()]
        if any(len(column) != nodes for column in per_node) or any(
            len(column) != edges for column in per_edge
        ):
            message = f"graph: every column must have {nodes} values for nodes, {edges} for edges"
            raise InputError(message)
        if len(set(self.ids)) != nodes:
            message = "graph: two nodes have the same id"
            raise InputError(message)
        if any(not 0 <= end < nodes for edge in self.edges for end in edge):
            message = f"graph: an edge leads outside the {nodes} nodes"
            raise InputError(message)
