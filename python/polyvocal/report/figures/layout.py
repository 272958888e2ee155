"""Where nodes and labels go: a force layout without chance, and labels that never overlap.

Everything is rounded before it is compared, so that the same data gives the same drawing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from polyvocal import _core

__all__ = ["Box", "Placed", "force_layout", "place_labels", "spread"]

Points = NDArray[np.float64]

_GOLDEN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether two boxes come nearer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def inside(self, other: Box) -> bool:
        """Whether this box lies within another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Placed:
    """A label: its box, and whether it is far enough from its node to need a leader line."""

    box: Box
    leader: bool


def force_layout(weights: NDArray[np.float64], *, area: Box, margin: float = 40.0) -> Points:
    """Place nodes so that strongly tied ones are near (Fruchterman and Reingold 1991).

    Parameters
    ----------
    weights : ndarray of shape (n, n)
        Symmetric, not negative; 0 where there is no edge.
    area : Box
        Where the nodes go.
    margin : float
        Kept free along the edges of the area.

    Returns
    -------
    ndarray of shape (n, 2)
        Positions. The start is a sunflower spiral in the given order: no random numbers.
    """
    n = len(weights)
    if n == 0:
        return np.zeros((0, 2))
    cells = csr_array(weights)
    cells.sort_indices()
    points = _core.force_layout(
        cells.indptr.astype(np.int32), cells.indices.astype(np.int32), cells.data
    )
    return _scale(points, area, margin)


def _scale(points: Points, area: Box, margin: float) -> Points:
    low, high = points.min(axis=0), points.max(axis=0)
    extent = np.maximum(high - low, 1e-6)
    start = np.array([area.left + margin, area.top + margin])
    room = np.array([area.right - area.left, area.bottom - area.top]) - 2 * margin
    share = (points - low) / extent
    share[:, extent <= 1e-6] = 0.5
    # Half by place, half by rank: a far outlier must not press all others together.
    rank = np.argsort(np.argsort(share, axis=0, kind="stable"), axis=0, kind="stable")
    even = rank / max(len(points) - 1, 1)
    even[:, extent <= 1e-6] = 0.5
    placed: Points = np.round(start + (share + even) / 2 * room, 2)
    return placed


def spread(points: Points, radii: NDArray[np.float64], *, area: Box, gap: float = 6.0) -> Points:
    """Push nodes apart until none touches another, inside the area."""
    moved = points.copy()
    n = len(moved)
    for _ in range(200):
        calm = True
        for i in range(n):
            for j in range(i + 1, n):
                offset = moved[j] - moved[i]
                distance = float(np.hypot(offset[0], offset[1]))
                need = float(radii[i] + radii[j]) + gap
                if distance >= need - 1e-6:
                    continue
                calm = False
                if distance < 1e-6:
                    angle = (i + j) * _GOLDEN
                    offset, distance = np.array([math.cos(angle), math.sin(angle)]), 1.0
                shift = offset / distance * (need - min(distance, need)) / 2 + offset * 1e-6
                moved[i] -= shift
                moved[j] += shift
        low = np.array([area.left, area.top]) + radii[:, None]
        high = np.array([area.right, area.bottom]) - radii[:, None]
        moved = np.clip(moved, low, high)
        if calm:
            break
    return np.round(moved, 2)


def place_labels(
    points: Points,
    radii: Sequence[float],
    widths: Sequence[float],
    *,
    height: float,
    area: Box,
    order: Sequence[int],
    lines: Sequence[tuple[int, int]] = (),
) -> list[Placed | None]:
    """Find a free place for each label near its node.

    Parameters
    ----------
    points, radii
        The nodes.
    widths : sequence of float
        Of the labels.
    height : float
        Of every label.
    area : Box
        Labels stay inside.
    order : sequence of int
        Labels are placed in this order; the first ones get the best places.
    lines : sequence of (int, int)
        Edges, which labels avoid when they can.

    Returns
    -------
    list of Placed or None
        None where no free place was found.
    """
    nodes = [
        Box(x - r - 1, y - r - 1, x + r + 1, y + r + 1)
        for (x, y), r in zip(points.tolist(), radii, strict=True)
    ]
    segments = [(points[a].tolist(), points[b].tolist()) for a, b in lines]
    placed: list[Placed | None] = [None] * len(points)
    taken: list[Box] = []
    for item in order:
        best: tuple[float, int, Placed] | None = None
        candidates = _candidates(points[item].tolist(), radii[item], widths[item], height)
        for rank, (cost, box, leader) in enumerate(candidates):
            if best is not None and cost >= best[0]:
                break  # candidates come by rising cost
            if not box.inside(area) or any(box.overlaps(other, 2.0) for other in taken):
                continue
            if any(box.overlaps(node) for other, node in enumerate(nodes) if other != item):
                continue
            crossed = sum(_crosses(box, start, end) for start, end in segments)
            total = cost + 0.35 * min(crossed, 6)
            if best is None or (total, rank) < best[:2]:
                best = (total, rank, Placed(box, leader))
        if best is not None:
            placed[item] = best[2]
            taken.append(best[2].box)
    return placed


def _candidates(
    centre: list[float], radius: float, width: float, height: float
) -> list[tuple[float, Box, bool]]:
    """Boxes around a node by rising cost: beside, above and below first, then further out."""
    x, y = centre
    found: list[tuple[float, Box, bool]] = []
    near = radius + 4
    for cost, cx, cy in (
        (0.0, x + near + width / 2, y),
        (0.1, x - near - width / 2, y),
        (0.2, x, y - near - height / 2),
        (0.2, x, y + near + height / 2),
        (0.4, x + near * 0.6 + width / 2, y - near * 0.75 - height / 2),
        (0.4, x + near * 0.6 + width / 2, y + near * 0.75 + height / 2),
        (0.5, x - near * 0.6 - width / 2, y - near * 0.75 - height / 2),
        (0.5, x - near * 0.6 - width / 2, y + near * 0.75 + height / 2),
    ):
        found.append((cost, _around(cx, cy, width, height), False))
    for ring in range(1, 14):
        reach = near + 14 * ring
        for turn in range(16):
            angle = turn * math.pi / 8
            dx, dy = math.cos(angle), math.sin(angle)
            cx = x + dx * (reach + abs(dx) * width / 2)
            cy = y + dy * (reach + abs(dy) * height / 2)
            found.append((1.0 + 0.5 * ring, _around(cx, cy, width, height), True))
    return found


def _around(x: float, y: float, width: float, height: float) -> Box:
    return Box(
        round(x - width / 2, 1),
        round(y - height / 2, 1),
        round(x + width / 2, 1),
        round(y + height / 2, 1),
    )


def _crosses(box: Box, start: list[float], end: list[float]) -> bool:
    """Whether a line segment meets a box (Liang and Barsky 1984)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - box.left),
        (dx, box.right - start[0]),
        (-dy, start[1] - box.top),
        (dy, box.bottom - start[1]),
    ):
        if step == 0:
            if room < 0:
                return False
            continue
        at = room / step
        if step < 0:
            enter = max(enter, at)
        else:
            leave = min(leave, at)
    return enter <= leave
