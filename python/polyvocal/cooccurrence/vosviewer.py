r"""Graphs as the two text files that VOSviewer opens: a map of the items and a network of links.

>>> from polyvocal.cooccurrence.graph_files import Graph, to_vosviewer
>>> graph = Graph(ids=["a", "b"], labels=["Ann", "Bo"], edges=[(0, 1)], weights=[3.0])
>>> to_vosviewer(graph)[1]
'1\t2\t3\n'
"""

from __future__ import annotations

from polyvocal.cooccurrence._xml import number
from polyvocal.cooccurrence.graph import Graph

__all__ = ["to_vosviewer"]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace('"', "'")


def to_vosviewer(graph: Graph) -> tuple[str, str]:
    """Write a graph as VOSviewer's map and network files.

    Parameters
    ----------
    graph : Graph
        A node attribute ``community`` becomes the cluster; whole numbers become weights.

    Returns
    -------
    map, network : str
        Tab-separated; items are numbered from 1 in the order of the nodes.
    """
    columns: dict[str, list[str]] = {
        "id": [str(i + 1) for i in range(len(graph.ids))],
        "label": [_cell(label) for label in graph.labels],
        "description": [_cell(name) for name in graph.ids],
    }
    if graph.positions is not None:
        columns["x"] = [repr(float(x)) for x, _ in graph.positions]
        columns["y"] = [repr(float(y)) for _, y in graph.positions]
    if "community" in graph.node_attributes:
        columns["cluster"] = [
            str(int(c) + 1) if isinstance(c, int) else "1"
            for c in graph.node_attributes["community"]
        ]
    for name, values in graph.node_attributes.items():
        if name != "community" and values and all(type(v) is int for v in values):
            columns[f"weight<{_cell(name)}>"] = [str(value) for value in values]
    rows = [list(columns), *(list(row) for row in zip(*columns.values(), strict=True))]
    links = [
        f"{a + 1}\t{b + 1}\t{number(weight)}"
        for (a, b), weight in zip(graph.edges, graph.weights, strict=True)
    ]
    text = "".join("\t".join(row) + "\n" for row in rows)
    return text, "".join(f"{link}\n" for link in links)
