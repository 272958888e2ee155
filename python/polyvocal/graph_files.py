"""Graphs as files: GEXF for Gephi, GraphML for most other programs.

The text depends on the graph alone (no dates, no random ids), so the same graph gives the same
bytes.

>>> from polyvocal.graph_files import Graph, to_graphml
>>> graph = Graph(ids=["a", "b"], labels=["Ann", "Bo"], edges=[(0, 1)], weights=[3.0])
>>> "<edge" in to_graphml(graph)
True
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from polyvocal._files import whole_file
from polyvocal.errors import InputError

__all__ = ["Graph", "to_gexf", "to_graphml", "write_graph"]

Value = str | int | float | bool | None

# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _quoted(value: object) -> str:
    return quoteattr(_clean(str(value)))


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _missing(value: Value) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _number(value) if isinstance(value, (int, float)) else str(value)


def _type(values: Sequence[Value]) -> str:
    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {bool}:
        return "boolean"
    if kinds and kinds <= {int}:
        return "long"
    if kinds and kinds <= {int, float}:
        return "double"
    return "string"


def _gexf_columns(kind: str, columns: Mapping[str, Sequence[Value]]) -> list[str]:
    if not columns:
        return []
    lines = [f'    <attributes class="{kind}">']
    lines += [
        f'      <attribute id="{i}" title={_quoted(name)} type="{_type(values)}"/>'
        for i, (name, values) in enumerate(columns.items())
    ]
    return [*lines, "    </attributes>"]


def _gexf_values(columns: Mapping[str, Sequence[Value]], row: int) -> list[str]:
    cells = [
        f'          <attvalue for="{i}" value={_quoted(_text(values[row]))}/>'
        for i, values in enumerate(columns.values())
        if not _missing(values[row])
    ]
    return ["        <attvalues>", *cells, "        </attvalues>"] if cells else []


def _gexf_node(graph: Graph, row: int) -> list[str]:
    lines = [f"      <node id={_quoted(graph.ids[row])} label={_quoted(graph.labels[row])}>"]
    lines += _gexf_values(graph.node_attributes, row)
    if graph.colours is not None:
        red, green, blue = (int(graph.colours[row][i : i + 2], 16) for i in (1, 3, 5))
        lines.append(f'        <viz:color r="{red}" g="{green}" b="{blue}"/>')
    if graph.positions is not None:
        x, y = graph.positions[row]
        lines.append(f'        <viz:position x="{x!r}" y="{y!r}" z="0.0"/>')
    if graph.sizes is not None:
        lines.append(f'        <viz:size value="{graph.sizes[row]!r}"/>')
    return [*lines, "      </node>"]


def to_gexf(graph: Graph) -> str:
    """Write a graph as GEXF 1.3, with typed attributes and drawing hints.

    Parameters
    ----------
    graph : Graph

    Returns
    -------
    str
        The file's text.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        "  <meta>",
        "    <creator>polyvocal</creator>",
        f"    <description>{escape(_clean(graph.title))}</description>",
        "  </meta>",
        f'  <graph defaultedgetype="{"directed" if graph.directed else "undirected"}" mode="static">',
        *_gexf_columns("node", graph.node_attributes),
        *_gexf_columns("edge", graph.edge_attributes),
        "    <nodes>",
    ]
    for row in range(len(graph.ids)):
        lines += _gexf_node(graph, row)
    lines += ["    </nodes>", "    <edges>"]
    for row, (source, target) in enumerate(graph.edges):
        lines.append(
            f'      <edge id="{row}" source={_quoted(graph.ids[source])}'
            f' target={_quoted(graph.ids[target])} weight="{_number(graph.weights[row])}">'
        )
        lines += [*_gexf_values(graph.edge_attributes, row), "      </edge>"]
    lines += ["    </edges>", "  </graph>", "</gexf>", ""]
    return "\n".join(lines)


def to_graphml(graph: Graph) -> str:
    """Write a graph as GraphML, with typed attributes.

    Parameters
    ----------
    graph : Graph

    Returns
    -------
    str
        The file's text.
    """
    nodes: dict[str, Sequence[Value]] = {"label": list(graph.labels), **graph.node_attributes}
    if graph.sizes is not None:
        nodes["size"] = list(graph.sizes)
    if graph.colours is not None:
        nodes["color"] = list(graph.colours)
    if graph.positions is not None:
        nodes["x"] = [float(x) for x, _ in graph.positions]
        nodes["y"] = [float(y) for _, y in graph.positions]
    weights: list[Value] = [float(weight) for weight in graph.weights]
    edges: dict[str, Sequence[Value]] = {"weight": weights, **graph.edge_attributes}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    for kind, columns in (("node", nodes), ("edge", edges)):
        lines += [
            f'  <key id="{kind[0]}{i}" for="{kind}" attr.name={_quoted(name)}'
            f' attr.type="{_type(values)}"/>'
            for i, (name, values) in enumerate(columns.items())
        ]
    lines.append(f'  <graph edgedefault="{"directed" if graph.directed else "undirected"}">')

    def data(kind: str, columns: Mapping[str, Sequence[Value]], row: int) -> list[str]:
        return [
            f'      <data key="{kind}{i}">{escape(_clean(_text(values[row])))}</data>'
            for i, values in enumerate(columns.values())
            if not _missing(values[row])
        ]

    for row, name in enumerate(graph.ids):
        lines += [f"    <node id={_quoted(name)}>", *data("n", nodes, row), "    </node>"]
    for row, (source, target) in enumerate(graph.edges):
        lines.append(
            f'    <edge id="e{row}" source={_quoted(graph.ids[source])}'
            f" target={_quoted(graph.ids[target])}>"
        )
        lines += [*data("e", edges, row), "    </edge>"]
    lines += ["  </graph>", "</graphml>", ""]
    return "\n".join(lines)


def write_graph(graph: Graph, path: str | Path) -> Path:
    """Write a graph, in the format that the suffix names.

    Parameters
    ----------
    graph : Graph
    path : path
        Ends in ``.gexf`` or ``.graphml``.

    Returns
    -------
    pathlib.Path
        The file written.
    """
    writers = {".gexf": to_gexf, ".graphml": to_graphml}
    target = Path(path)
    if target.suffix.lower() not in writers:
        message = f"{target.name}: a graph is saved as .gexf or .graphml"
        raise InputError(message)
    text = writers[target.suffix.lower()](graph)
    with whole_file(target) as file:
        file.write(text.encode())
    return target
