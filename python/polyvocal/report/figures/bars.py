"""Stacked bars: how often each actor is named, and in whose voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polyvocal.report.figures.metrics import fit, text_width
from polyvocal.report.figures.svg import Canvas
from polyvocal.report.figures.triangle import draw_mark

__all__ = ["Bar", "draw_bars"]

_WIDTH = 860.0
_NAME = 230.0
_ROW = 26.0
_TOP = 34.0


@dataclass(frozen=True)
class Bar:
    """An actor: its name, faction mark, mentions per voice in the order of the parts."""

    name: str
    mark: str
    values: Sequence[int]
    target: str | None


def draw_bars(bars: Sequence[Bar], *, parts: Sequence[str]) -> Canvas:
    """Draw one bar per actor, longest first as given, split into `parts`."""
    canvas = Canvas(_WIDTH, _TOP + len(bars) * _ROW + 8)
    left = 34 + _NAME
    room = _WIDTH - left - 60
    longest = max((sum(bar.values) for bar in bars), default=0) or 1
    x = left
    for index, part in enumerate(parts):
        canvas.add("rect", x=x, y=8, width=12, height=12, rx=2, class_=f"bar{index}")
        canvas.add("text", part, x=x + 18, y=18, class_="t-soft t-small")
        x += 18 + text_width(part, 11) + 18
    for row, bar in enumerate(bars):
        middle = _TOP + (row + 0.5) * _ROW
        total = sum(bar.values)
        split = ", ".join(f"{part} {value}" for part, value in zip(parts, bar.values, strict=True))
        with canvas.link(bar.target, hint=f"{bar.name}: {total:,} ({split})"):
            draw_mark(canvas, bar.mark, 16, middle, 5)
            canvas.add("text", fit(bar.name, _NAME, 12), x=30, y=middle + 4)
            x = left
            for index, value in enumerate(bar.values):
                width = room * value / longest
                if value:
                    canvas.add(
                        "rect", x=x, y=middle - 8, width=max(width - 1, 0.5), height=16,
                        class_=f"bar{index}",
                    )  # fmt: skip
                x += width
            canvas.add("text", f"{total:,}", x=x + 6, y=middle + 4, class_="t-soft")
    return canvas
