"""Graphs as GEXF 1.3, for Gephi.

The text depends on the graph alone (no dates, no random ids): the same graph gives the same bytes.

>>> from polyvocal.cooccurrence.graph_files import Graph, to_gexf
>>> graph = Graph(ids=["a", "b"], labels=["Ann", "Bo"], edges=[(0, 1)], weights=[3.0])
>>> "<edge" in to_gexf(graph)
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from polyvocal.cooccurrence._xml import clean, missing, number, quoted, xml_text, xml_type
from polyvocal.cooccurrence.graph import Graph, Value

__all__ = ["to_gexf"]


def _gexf_columns(kind: str, columns: Mapping[str, Sequence[Value]]) -> list[str]:
    if not columns:
        return []
    lines = [f'    <attributes class="{kind}">']
    lines += [
        f'      <attribute id="{i}" title={quoted(name)} type="{xml_type(values)}"/>'
        for i, (name, values) in enumerate(columns.items())
    ]
    return [*lines, "    </attributes>"]


def _gexf_values(columns: Mapping[str, Sequence[Value]], row: int) -> list[str]:
    cells = [
        f'          <attvalue for="{i}" value={quoted(xml_text(values[row]))}/>'
        for i, values in enumerate(columns.values())
        if not missing(values[row])
    ]
    return ["        <attvalues>", *cells, "        </attvalues>"] if cells else []


def _gexf_node(graph: Graph, row: int) -> list[str]:
    lines = [f"      <node id={quoted(graph.ids[row])} label={quoted(graph.labels[row])}>"]
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
        f"    <description>{escape(clean(graph.title))}</description>",
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
            f'      <edge id="{row}" source={quoted(graph.ids[source])}'
            f' target={quoted(graph.ids[target])} weight="{number(graph.weights[row])}">'
        )
        lines += [*_gexf_values(graph.edge_attributes, row), "      </edge>"]
    lines += ["    </edges>", "  </graph>", "</gexf>", ""]
    return "\n".join(lines)
