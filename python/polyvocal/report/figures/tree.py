"""A tree (dendrogram) of articles or outlets: joined sooner, more alike."""

from __future__ import annotations

from collections.abc import Sequence

from polyvocal.report.figures.cluster import Tree
from polyvocal.report.figures.metrics import fit, text_width
from polyvocal.report.figures.svg import Canvas, number

__all__ = ["branches", "draw_tree"]

_STEP = 30.0
_TEXT = 12.0
_PLOT = 360.0
_MARGIN = 8.0


def branches(tree: Tree, leaves: Sequence[float], right: float, room: float) -> list[str]:
    """Polylines of the branches, leaves at `right`, the root at most `room` to the left.

    `leaves` are the y positions of the leaves.
    """
    top = max((merge.height for merge in tree.merges), default=0.0) or 1.0
    place = {leaf: (right, y) for leaf, y in enumerate(leaves)}
    lines = []
    for index, merge in enumerate(tree.merges):
        x = right - room * max(merge.height, 0.0) / top
        (x1, y1), (x2, y2) = place[merge.left], place[merge.right]
        points = [(x1, y1), (x, y1), (x, y2), (x2, y2)]
        lines.append(" ".join(f"{number(a)},{number(b)}" for a, b in points))
        place[len(leaves) + index] = (x, (y1 + y2) / 2)
    return lines


def draw_tree(names: Sequence[str], tree: Tree, *, axis: str) -> Canvas:
    """Draw a tree with a scale of heights below; numbers at joins are bootstrap support in percent."""
    name_width = min(240.0, max((text_width(name, _TEXT) for name in names), default=0.0))
    right = _MARGIN + 14 + _PLOT
    canvas = Canvas(right + 8 + name_width + _MARGIN, 2 * _MARGIN + len(names) * _STEP + 40)
    positions = [0.0] * len(names)
    for row, item in enumerate(tree.order):
        positions[item] = _MARGIN + (row + 0.5) * _STEP
        shown = fit(names[item], name_width, _TEXT)
        hint = names[item] if shown != names[item] else None
        canvas.add("text", shown, x=right + 8, y=positions[item] + 4, hint=hint)
    for points in branches(tree, positions, right, _PLOT):
        canvas.add("polyline", points=points, class_="l-tree")
    _draw_support(canvas, tree, positions, right)
    _draw_axis(canvas, tree, right, _MARGIN + len(names) * _STEP + 8, axis)
    return canvas


def _draw_support(canvas: Canvas, tree: Tree, positions: Sequence[float], right: float) -> None:
    top = max((merge.height for merge in tree.merges), default=0.0) or 1.0
    place = list(positions)
    taken: list[tuple[float, float]] = []
    for merge in tree.merges:
        y = (place[merge.left] + place[merge.right]) / 2
        place.append(y)
        if merge.support is None:
            continue
        x = right - _PLOT * merge.height / top + 4
        if all(abs(x - a) > 30 or abs(y - b) > 13 for a, b in taken):
            label = f"{100 * merge.support:.0f}"
            canvas.add("text", label, x=x, y=y + 4, class_="t-small t-muted halo")
            taken.append((x, y))


def _draw_axis(canvas: Canvas, tree: Tree, right: float, y: float, axis: str) -> None:
    top = max((merge.height for merge in tree.merges), default=0.0) or 1.0
    canvas.add("line", x1=right - _PLOT, x2=right, y1=y, y2=y, class_="l-zero")
    for share in (0.0, 0.5, 1.0):
        x = right - _PLOT * share
        canvas.add("line", x1=x, x2=x, y1=y, y2=y + 4, class_="l-zero")
        label = f"{top * share:.2f}"
        canvas.add("text", label, x=x, y=y + 16, class_="t-mid t-small t-muted")
    label = fit(axis, canvas.width - 2 * _MARGIN, 11)
    canvas.add("text", label, x=_MARGIN, y=y + 32, class_="t-small t-muted")
