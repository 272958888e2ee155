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
from polyvocal.cooccurrence.graph import Graph, Spell, Value

__all__ = ["to_gexf"]


_WEIGHT = "weight_in_time"


def _columns(kind: str, columns: Mapping[str, Sequence[Value]], *, in_time: bool) -> list[str]:
    lines = []
    if columns:
        lines.append(f'    <attributes class="{kind}" mode="static">')
        lines += [
            f'      <attribute id="{i}" title={quoted(name)} type="{xml_type(values)}"/>'
            for i, (name, values) in enumerate(columns.items())
        ]
        lines.append("    </attributes>")
    if in_time:
        lines.append(f'    <attributes class="{kind}" mode="dynamic">')
        title = "Weight" if kind == "edge" else "Units"
        lines.append(f'      <attribute id="{_WEIGHT}" title="{title}" type="double"/>')
        lines.append("    </attributes>")
    return lines


def _values(columns: Mapping[str, Sequence[Value]], row: int, spells: Sequence[Spell]) -> list[str]:
    cells = [
        f'          <attvalue for="{i}" value={quoted(xml_text(values[row]))}/>'
        for i, values in enumerate(columns.values())
        if not missing(values[row])
    ]
    cells += [
        f'          <attvalue for="{_WEIGHT}" value="{number(spell.weight)}" {_times(spell)}/>'
        for spell in spells
    ]
    lines = ["        <attvalues>", *cells, "        </attvalues>"] if cells else []
    if spells:
        lines.append("        <spells>")
        lines += [f"          <spell {_times(spell)}/>" for spell in spells]
        lines.append("        </spells>")
    return lines


def _times(spell: Spell) -> str:
    return f"start={quoted(spell.start)} end={quoted(spell.end)}"


def _node(graph: Graph, row: int) -> list[str]:
    lines = [f"      <node id={quoted(graph.ids[row])} label={quoted(graph.labels[row])}>"]
    lines += _values(graph.node_attributes, row, graph.node_times[row] if graph.node_times else ())
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
    """Write a graph as GEXF 1.3, with typed attributes, drawing hints and time.

    Parameters
    ----------
    graph : Graph

    Returns
    -------
    str
        The file's text.
    """
    dynamic = graph.node_times is not None or graph.edge_times is not None
    mode = 'mode="dynamic" timeformat="date"' if dynamic else 'mode="static"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        "  <meta>",
        "    <creator>polyvocal</creator>",
        f"    <description>{escape(clean(graph.title))}</description>",
        "  </meta>",
        f'  <graph defaultedgetype="{"directed" if graph.directed else "undirected"}" {mode}>',
        *_columns("node", graph.node_attributes, in_time=graph.node_times is not None),
        *_columns("edge", graph.edge_attributes, in_time=graph.edge_times is not None),
        "    <nodes>",
    ]
    for row in range(len(graph.ids)):
        lines += _node(graph, row)
    lines += ["    </nodes>", "    <edges>"]
    for row, (source, target) in enumerate(graph.edges):
        lines.append(
            f'      <edge id="{row}" source={quoted(graph.ids[source])}'
            f' target={quoted(graph.ids[target])} weight="{number(graph.weights[row])}">'
        )
        spells = graph.edge_times[row] if graph.edge_times else ()
        lines += [*_values(graph.edge_attributes, row, spells), "      </edge>"]
    lines += ["    </edges>", "  </graph>", "</gexf>", ""]
    return "\n".join(lines)
