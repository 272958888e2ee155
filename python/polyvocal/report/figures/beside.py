"""Dot and whisker on one axis: how far each outlet stands from the mean of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polyvocal.report.figures.metrics import fit
from polyvocal.report.figures.svg import Canvas, signed

__all__ = ["Row", "draw_beside"]

_WIDTH = 860.0
_NAME = 210.0
_LEFT = 8 + _NAME + 12
_PLOT = 420.0
_ROW = 24.0
_TOP = 44.0
_BOTTOM = 34.0
_REACHES = (0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0, 2.0)  # of the axis, either side of 0

_CLASSES = {"above": "favours", "below": "against"}


@dataclass(frozen=True)
class Row:
    """One outlet: how far from the others, and the verdict in words."""

    name: str
    value: float
    low: float
    high: float
    verdict: str


def draw_beside(rows: Sequence[Row], *, left: str, right: str) -> Canvas:
    """Draw the rows from top to bottom; `left` and `right` say what the directions mean."""
    canvas = Canvas(_WIDTH, _TOP + len(rows) * _ROW + _BOTTOM)
    furthest = max(max(abs(row.low), abs(row.high)) for row in rows)
    reach = next((step for step in _REACHES if step >= furthest), _REACHES[-1])
    _draw_axis(canvas, reach, _TOP + len(rows) * _ROW, left, right)
    for index, row in enumerate(rows):
        _draw_row(canvas, row, reach, _TOP + (index + 0.5) * _ROW)
    return canvas


def _x(value: float, reach: float) -> float:
    return _LEFT + (min(max(value, -reach), reach) + reach) / (2 * reach) * _PLOT


def _draw_axis(canvas: Canvas, reach: float, bottom: float, left: str, right: str) -> None:
    for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
        x = _x(share * reach, reach)
        canvas.add(
            "line", x1=x, x2=x, y1=_TOP - 8, y2=bottom, class_="l-rule" if share else "l-zero"
        )
        label = f"{share * reach:+g}".replace("-", "−") if share else "the others"
        canvas.add("text", label, x=x, y=bottom + 16, class_="t-mid t-small t-muted")
    canvas.add("text", f"← {left}", x=_LEFT, y=18, class_="t-bold x-against")
    canvas.add("text", f"{right} →", x=_LEFT + _PLOT, y=18, class_="t-bold t-end x-favours")
    canvas.add("text", "verdict", x=_LEFT + _PLOT + 62, y=18, class_="t-small t-muted")


def _draw_row(canvas: Canvas, row: Row, reach: float, y: float) -> None:
    kind = _CLASSES.get(row.verdict, "even")
    value = signed(row.value)
    shown = fit(row.name, _NAME, 12, bold=True)
    hint = f"{row.name}: {value} from the others, {signed(row.low)} to {signed(row.high)}, {row.verdict}"
    canvas.add("text", shown, x=8, y=y + 4, class_="t-bold", hint=hint)
    canvas.add(
        "line",
        x1=_x(row.low, reach),
        x2=_x(row.high, reach),
        y1=y,
        y2=y,
        class_=f"whisker w-{kind}",
    )
    canvas.add("circle", cx=_x(row.value, reach), cy=y, r=5.2, class_=f"dot v-{kind}", hint=hint)
    canvas.add("text", value, x=_LEFT + _PLOT + 48, y=y + 4, class_=f"t-end x-{kind}")
    canvas.add("text", row.verdict, x=_LEFT + _PLOT + 62, y=y + 4, class_=f"t-small x-{kind}")
