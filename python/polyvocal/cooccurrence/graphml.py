"""Graphs as GraphML, for most programs.

>>> from polyvocal.cooccurrence.graph_files import Graph, to_graphml
>>> graph = Graph(ids=["a", "b"], labels=["Ann", "Bo"], edges=[(0, 1)], weights=[3.0])
>>> "<edge" in to_graphml(graph)
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from polyvocal.cooccurrence._xml import clean, missing, quoted, xml_text, xml_type
from polyvocal.cooccurrence.graph import Graph, Value

__all__ = ["to_graphml"]


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
            f'  <key id="{kind[0]}{i}" for="{kind}" attr.name={quoted(name)}'
            f' attr.type="{xml_type(values)}"/>'
            for i, (name, values) in enumerate(columns.items())
        ]
    lines.append(f'  <graph edgedefault="{"directed" if graph.directed else "undirected"}">')

    def data(kind: str, columns: Mapping[str, Sequence[Value]], row: int) -> list[str]:
        return [
            f'      <data key="{kind}{i}">{escape(clean(xml_text(values[row])))}</data>'
            for i, values in enumerate(columns.values())
            if not missing(values[row])
        ]

    for row, name in enumerate(graph.ids):
        lines += [f"    <node id={quoted(name)}>", *data("n", nodes, row), "    </node>"]
    for row, (source, target) in enumerate(graph.edges):
        lines.append(
            f'    <edge id="e{row}" source={quoted(graph.ids[source])}'
            f" target={quoted(graph.ids[target])}>"
        )
        lines += [*data("e", edges, row), "    </edge>"]
    lines += ["  </graph>", "</graphml>", ""]
    return "\n".join(lines)
