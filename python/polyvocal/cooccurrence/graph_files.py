"""Graphs as files: GEXF for Gephi, GraphML for most other programs, VOSviewer's two files."""

from __future__ import annotations

from pathlib import Path

from polyvocal._files import whole_file
from polyvocal.cooccurrence.gexf import to_gexf
from polyvocal.cooccurrence.graph import Graph
from polyvocal.cooccurrence.graphml import to_graphml
from polyvocal.cooccurrence.vosviewer import to_vosviewer
from polyvocal.errors import InputError

__all__ = ["Graph", "to_gexf", "to_graphml", "to_vosviewer", "write_graph", "write_vosviewer"]


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


def write_vosviewer(graph: Graph, path: str | Path) -> tuple[Path, Path]:
    """Write a graph as the two files of VOSviewer.

    Parameters
    ----------
    graph : Graph
    path : path
        ``net.txt`` gives ``net_map.txt`` and ``net_network.txt``.

    Returns
    -------
    map, network : pathlib.Path
        The files written; choose them under Create, "Read data from VOSviewer files".
    """
    target = Path(path)
    written = []
    for part, text in zip(("map", "network"), to_vosviewer(graph), strict=True):
        file_path = target.with_name(f"{target.stem}_{part}.txt")
        with whole_file(file_path) as file:
            file.write(text.encode())
        written.append(file_path)
    return written[0], written[1]
