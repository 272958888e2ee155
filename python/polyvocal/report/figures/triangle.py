"""A symmetric matrix as its lower triangle, with each name once, on the diagonal.

Read a row to the left of its name and a column below it. Used for co-occurrence and similarity.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from polyvocal.report.figures.cluster import Tree
from polyvocal.report.figures.metrics import fit, text_width
from polyvocal.report.figures.svg import Canvas, number
from polyvocal.report.figures.tree import branches

__all__ = ["Cell", "Key", "draw_triangle"]

_TEXT = 12.0
_NAME_WIDTH = 240.0
_TREE_WIDTH = 84.0
_MARGIN = 6.0
_LEGEND_TOP = 26.0


@dataclass(frozen=True)
class Cell:
    """What one cell shows: a short number, a shade (a class of figure.css), where it leads."""

    text: str
    shade: str
    hint: str
    target: str | None = None


@dataclass(frozen=True)
class Key:
    """One entry of the legend."""

    shade: str
    label: str


def draw_triangle(
    names: Sequence[str],
    cell: Callable[[int, int], Cell | None],
    *,
    tree: Tree | None = None,
    order: Sequence[int] | None = None,
    side: float = 30.0,
    keys: Sequence[Key] = (),
    marks: Sequence[str] = (),
) -> Canvas:
    """Draw the lower triangle of a matrix.

    Parameters
    ----------
    names : sequence of str
        Of the items, in the order of the matrix.
    cell : callable
        ``cell(row, column)`` for items; None leaves the cell empty.
    tree : Tree, optional
        Drawn in the left margin; also gives the order.
    order : sequence of int, optional
        Items from top to bottom, when there is no tree.
    side : float
        Width and height of a cell.
    keys : sequence of Key
        Legend under the matrix.
    marks : sequence of str
        Class of the square on the diagonal, one per item (its faction); the diagonal is plain when empty.
    """
    sequence = list(tree.order if tree else order or range(len(names)))
    n = len(sequence)
    left = _MARGIN + (_TREE_WIDTH if tree and n > 1 else 0.0)
    longest = max((text_width(name, _TEXT) for name in names), default=0.0)
    name_width = min(_NAME_WIDTH, longest)
    # The name of the last item, at the lower right corner, needs the most room.
    width = left + n * side + 8 + name_width + _MARGIN
    rows = _legend_rows(keys, width)
    height = _MARGIN + n * side + (_LEGEND_TOP + 20 * len(rows) if keys else _MARGIN)
    canvas = Canvas(width, height)
    if tree and n > 1:
        _draw_tree(canvas, tree, side)
    for row, item in enumerate(sequence):
        y = _MARGIN + row * side
        for column, other in enumerate(sequence[:row]):
            _draw_cell(canvas, cell(item, other), left + column * side, y, side)
        _draw_name(canvas, names[item], left + row * side, y, side, name_width, item, marks)
    _draw_legend(canvas, rows, left=_MARGIN, top=_MARGIN + n * side + _LEGEND_TOP)
    return canvas


def _draw_cell(canvas: Canvas, cell: Cell | None, x: float, y: float, side: float) -> None:
    box: dict[str, Any] = {"x": x + 1, "y": y + 1, "width": side - 2, "height": side - 2, "rx": 2}
    if cell is None:
        canvas.add("rect", class_="empty", **box)
        return
    with canvas.link(cell.target, hint=cell.hint):
        canvas.add("rect", class_=f"{cell.shade} hit", **box)
        if cell.text:
            canvas.add(
                "text",
                cell.text,
                x=x + side / 2,
                y=y + side / 2 + 4,
                class_=f"t-mid t-small on-{cell.shade}",
            )


def _draw_name(
    canvas: Canvas,
    name: str,
    x: float,
    y: float,
    side: float,
    width: float,
    item: int,
    marks: Sequence[str],
) -> None:
    middle = y + side / 2
    if marks:
        draw_mark(canvas, marks[item], x + side / 2, middle, 5.5)
    shown = fit(name, width, _TEXT)
    start = x + (side if marks else 8.0)
    canvas.add("text", shown, x=start, y=middle + 4, hint=name if shown != name else None)


def draw_mark(canvas: Canvas, mark: str, x: float, y: float, size: float, extra: str = "") -> None:
    """Draw the sign of a faction: colour and shape; "fn" (no faction) is a circle."""
    classes = f"{mark} {extra}".strip()
    if mark in {"fn", "f0"}:
        canvas.add("circle", cx=x, cy=y, r=size, class_=classes)
        return
    corners = {
        "f1": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        "f2": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        "f3": [(0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
        "f4": [(-1.15, -0.85), (1.15, -0.85), (0, 1.2)],
        "f5": [(-0.6, -1.05), (0.6, -1.05), (1.2, 0), (0.6, 1.05), (-0.6, 1.05), (-1.2, 0)],
    }[mark]
    points = " ".join(f"{number(x + a * size)},{number(y + b * size)}" for a, b in corners)
    canvas.add("polygon", points=points, class_=classes)


def _draw_tree(canvas: Canvas, tree: Tree, side: float) -> None:
    right, room = _MARGIN + _TREE_WIDTH - 8, _TREE_WIDTH - 12
    positions = [0.0] * len(tree.order)
    for row, item in enumerate(tree.order):
        positions[item] = _MARGIN + (row + 0.5) * side
    for points in branches(tree, positions, right, room):
        canvas.add("polyline", points=points, class_="l-tree")


def _legend_rows(keys: Sequence[Key], width: float) -> list[list[tuple[float, Key]]]:
    """Place legend entries in rows no wider than the drawing."""
    rows: list[list[tuple[float, Key]]] = []
    x = 0.0
    for key in keys:
        need = 18 + text_width(key.label, 11) + 16
        if not rows or x + need > width - 2 * _MARGIN:
            rows.append([])
            x = 0.0
        rows[-1].append((x, key))
        x += need
    return rows


def _draw_legend(
    canvas: Canvas, rows: list[list[tuple[float, Key]]], *, left: float, top: float
) -> None:
    for index, row in enumerate(rows):
        y = top + 20 * index
        for x, key in row:
            canvas.add("rect", x=left + x, y=y - 10, width=12, height=12, rx=2, class_=key.shade)
            room = canvas.width - left - x - 18 - 4
            canvas.add(
                "text", fit(key.label, room, 11), x=left + x + 18, y=y, class_="t-soft t-small"
            )
