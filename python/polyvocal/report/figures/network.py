"""Network of actors: near and thickly joined when named together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from polyvocal.report.figures.layout import Box, Placed, force_layout, place_labels, spread
from polyvocal.report.figures.metrics import fit, text_width
from polyvocal.report.figures.svg import Canvas
from polyvocal.report.figures.triangle import draw_mark

__all__ = ["Edge", "Node", "draw_network"]

_WIDTH = 860.0
_TEXT = 12.0
_LABEL_HEIGHT = 15.0
_LABEL_WIDTH = 230.0


@dataclass(frozen=True)
class Node:
    """An actor; `mark` is the class of its faction, `weight` its number of mentions."""

    name: str
    mark: str
    weight: int
    target: str | None


@dataclass(frozen=True)
class Edge:
    """A pair of nodes (by index) and how often they are named together."""

    a: int
    b: int
    weight: int
    hint: str
    target: str | None


def draw_network(
    nodes: Sequence[Node], edges: Sequence[Edge], *, factions: Sequence[tuple[str, str]] = ()
) -> tuple[Canvas, list[str]]:
    """Draw the network.

    Parameters
    ----------
    nodes, edges
        What to draw.
    factions : sequence of (mark, name)
        Legend.

    Returns
    -------
    Canvas, list of str
        The drawing, and the names for which there was no room (they keep a tooltip).
    """
    height = min(300.0 + 14.0 * len(nodes), 680.0)
    legend = _legend_rows(factions)
    canvas = Canvas(_WIDTH, height + 22 * len(legend) + 6)
    area = Box(6, 6, _WIDTH - 6, height - 6)
    strength = np.zeros((len(nodes), len(nodes)))
    for edge in edges:
        strength[edge.a, edge.b] = strength[edge.b, edge.a] = np.log2(1 + edge.weight)
    heaviest = max((node.weight for node in nodes), default=1) or 1
    radii = np.array([5 + 13 * (node.weight / heaviest) ** 0.5 for node in nodes])
    points = force_layout(strength, area=area, margin=46)
    points = spread(points, radii, area=Box(20, 24, _WIDTH - 20, height - 24), gap=12)
    shown = [fit(node.name, _LABEL_WIDTH, _TEXT) for node in nodes]
    places = place_labels(
        points,
        radii.tolist(),
        [text_width(name, _TEXT) + 2 for name in shown],
        height=_LABEL_HEIGHT,
        area=area,
        order=sorted(range(len(nodes)), key=lambda i: (-nodes[i].weight, i)),
        lines=[(edge.a, edge.b) for edge in edges],
    )
    _draw_edges(canvas, edges, points.tolist())
    for item, node in enumerate(nodes):
        x, y = points[item].tolist()
        with canvas.link(node.target, hint=f"{node.name}: {node.weight:,} mentions"):
            draw_mark(canvas, node.mark, x, y, float(radii[item]), "node hit")
    for item, place in enumerate(places):
        _draw_label(canvas, shown[item], points[item].tolist(), place)
    for row, entries in enumerate(legend):
        for x, mark, name in entries:
            y = height + 12 + 22 * row
            draw_mark(canvas, mark, x + 7, y, 5.5)
            canvas.add("text", name, x=x + 20, y=y + 4, class_="t-soft t-small")
    unnamed = [node.name for node, place in zip(nodes, places, strict=True) if place is None]
    return canvas, unnamed


def _draw_edges(canvas: Canvas, edges: Sequence[Edge], points: list[list[float]]) -> None:
    heaviest = max((edge.weight for edge in edges), default=1) or 1
    for edge in sorted(edges, key=lambda edge: (edge.weight, edge.a, edge.b)):
        (x1, y1), (x2, y2) = points[edge.a], points[edge.b]
        ends: dict[str, Any] = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        width = 1 + 7 * (edge.weight / heaviest) ** 0.75
        with canvas.link(edge.target, hint=edge.hint):
            canvas.add("line", class_="l-edge hit", stroke_width=width, **ends)


def _draw_label(canvas: Canvas, text: str, centre: list[float], place: Placed | None) -> None:
    if place is None or not text:
        return
    box = place.box
    middle = (box.top + box.bottom) / 2
    if place.leader:
        x = min(max(centre[0], box.left), box.right)
        y = min(max(centre[1], box.top), box.bottom)
        canvas.add("line", x1=centre[0], y1=centre[1], x2=x, y2=y, class_="l-lead")
    canvas.add("text", text, x=(box.left + box.right) / 2, y=middle + 4, class_="t-mid halo")


def _legend_rows(factions: Sequence[tuple[str, str]]) -> list[list[tuple[float, str, str]]]:
    rows: list[list[tuple[float, str, str]]] = []
    x = 0.0
    for mark, name in factions:
        shown = fit(name, 360, 11)
        need = 20 + text_width(shown, 11) + 20
        if not rows or x + need > _WIDTH - 24:
            rows.append([])
            x = 12.0
        rows[-1].append((x, mark, shown))
        x += need
    return rows
