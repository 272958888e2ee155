"""Graphs as files: GEXF for Gephi, GraphML for most other programs."""

from __future__ import annotations

from pathlib import Path

from polyvocal._files import whole_file
from polyvocal.cooccurrence.gexf import to_gexf
from polyvocal.cooccurrence.graph import Graph
from polyvocal.cooccurrence.graphml import to_graphml
from polyvocal.errors import InputError

__all__ = ["Graph", "to_gexf", "to_graphml", "write_graph"]


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
