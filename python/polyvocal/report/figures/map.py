"""Map of articles or outlets (multidimensional scaling): near means alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from polyvocal.report.figures.layout import Box, place_labels, spread
from polyvocal.report.figures.metrics import fit, text_width
from polyvocal.report.figures.svg import Canvas

__all__ = ["draw_map"]

_WIDTH = 620.0
_HEIGHT = 380.0


def draw_map(
    names: Sequence[str],
    points: NDArray[np.float64],
    ellipses: NDArray[np.float64] | None = None,
) -> Canvas:
    """Draw the map; both axes have the same scale and no meaning of their own.

    `ellipses` has the half axes of each point's region and the angle of the long one, or NaN.
    """
    canvas = Canvas(_WIDTH, _HEIGHT)
    canvas.add("rect", x=0.5, y=0.5, width=_WIDTH - 1, height=_HEIGHT - 1, rx=4, class_="l-rule")
    centred = points - (points.min(axis=0) + points.max(axis=0)) / 2
    extent = np.maximum(np.abs(centred).max(axis=0), 1e-9)
    room = np.array([_WIDTH / 2 - 90, _HEIGHT / 2 - 44])
    scale = float((room / extent).min())
    placed = centred * scale + np.array([_WIDTH / 2, _HEIGHT / 2])
    if ellipses is not None:
        _draw_ellipses(canvas, placed, ellipses, scale)
    radii = np.full(len(names), 6.0)
    area = Box(8, 8, _WIDTH - 8, _HEIGHT - 8)
    spots = spread(np.round(placed, 2), radii, area=area, gap=2)
    shown = [fit(name, 220, 12) for name in names]
    labels = place_labels(
        spots,
        radii.tolist(),
        [text_width(name, 12) + 2 for name in shown],
        height=15,
        area=area,
        order=range(len(names)),
    )
    for name, text, (x, y), place in zip(names, shown, spots.tolist(), labels, strict=True):
        with canvas.link(None, hint=name):
            canvas.add("circle", cx=x, cy=y, r=6, class_="f4 node")
        if place is not None:
            box = place.box
            middle = (box.left + box.right) / 2
            if place.leader:
                lead = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
                canvas.add("line", x1=x, y1=y, x2=lead[0], y2=lead[1], class_="l-lead")
            canvas.add(
                "text", text, x=middle, y=(box.top + box.bottom) / 2 + 4, class_="t-mid halo"
            )
    return canvas


def _draw_ellipses(
    canvas: Canvas,
    placed: NDArray[np.float64],
    ellipses: NDArray[np.float64],
    scale: float,
) -> None:
    for (x, y), (long, short, angle) in zip(placed.tolist(), ellipses.tolist(), strict=True):
        if not np.isfinite(long):
            continue
        turn = f"rotate({np.degrees(angle):.1f} {x:.1f} {y:.1f})"
        # A region beyond the frame is cut to it: its size then says "anywhere".
        rx, ry = (round(min(half * scale, _WIDTH), 1) for half in (long, short))
        canvas.add(
            "ellipse", cx=round(x, 1), cy=round(y, 1), rx=rx, ry=ry, transform=turn, class_="l-tree"
        )
