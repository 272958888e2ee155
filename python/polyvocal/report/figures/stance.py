"""Dot and whisker: score and interval per article (or outlet) and voice, toward one faction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polyvocal.report.figures.metrics import fit
from polyvocal.report.figures.svg import Canvas, number, signed

__all__ = ["Dot", "Group", "draw_stance"]

_WIDTH = 860.0
_NAME = 168.0
_VOICE = 76.0
_PLOT_LEFT = 8 + _NAME + 12 + _VOICE
_PLOT = 320.0
_ROW = 24.0
_GAP = 12.0
_TOP = 44.0
# Columns to the right of the plot.
_SCORE = 34.0
_COUNT = 92.0
_VERDICT = 108.0

# Verdict -> class of mark, whisker and text.
CLASSES = {
    "favours": "favours",
    "against": "against",
    "not distinguishable": "even",
    "insufficient": "none",
    "unsupported language": "none",
}


@dataclass(frozen=True)
class Dot:
    """One row: a voice of a group, as `shown`. `score` is None when there is none to show."""

    voice: str
    shown: str
    score: float | None
    low: float | None
    high: float | None
    verdict: str
    mentions: int
    target: str | None


@dataclass(frozen=True)
class Group:
    """An article or outlet with its voices; a group without any says that it has no mention."""

    name: str
    dots: Sequence[Dot]


def draw_stance(groups: Sequence[Group]) -> Canvas:
    """Draw one panel: groups from top to bottom, a row per voice, verdict in words at the right."""
    rows = sum(max(len(group.dots), 1) for group in groups)
    height = _TOP + rows * _ROW + len(groups) * _GAP + 34
    canvas = Canvas(_WIDTH, height)
    bottom = height - 34
    _draw_scale(canvas, bottom)
    y = _TOP
    for index, group in enumerate(groups):
        block = max(len(group.dots), 1) * _ROW + _GAP
        if index:
            canvas.add("line", x1=8, x2=_WIDTH - 8, y1=y, y2=y, class_="l-rule")
        shown = fit(group.name, _NAME, 12, bold=True)
        canvas.add(
            "text",
            shown,
            x=8,
            y=y + _GAP / 2 + _ROW / 2 + 4,
            class_="t-bold",
            hint=group.name if shown != group.name else None,
        )
        if not group.dots:
            middle = y + _GAP / 2 + _ROW / 2 + 4
            canvas.add(
                "text", "no mention", x=_x(1.0) + 20 + _VERDICT, y=middle, class_="t-small t-muted"
            )
        for row, dot in enumerate(group.dots):
            _draw_dot(canvas, group.name, dot, y + _GAP / 2 + (row + 0.5) * _ROW)
        y += block
    return canvas


def _x(value: float) -> float:
    return _PLOT_LEFT + (min(max(value, -1.0), 1.0) + 1) / 2 * _PLOT


def _draw_scale(canvas: Canvas, bottom: float) -> None:
    for value in (-1.0, -0.5, 0.0, 0.5, 1.0):
        x = _x(value)
        kind = "l-zero" if value == 0 else "l-rule"
        canvas.add("line", x1=x, x2=x, y1=_TOP - 8, y2=bottom, class_=kind)
        label = "0" if value == 0 else f"{value:+g}".replace("-", "−")
        canvas.add("text", label, x=x, y=bottom + 16, class_="t-mid t-small t-muted")
    canvas.add("text", "← against", x=_x(-1.0), y=18, class_="t-bold x-against")
    canvas.add("text", "in favour →", x=_x(1.0), y=18, class_="t-bold t-end x-favours")
    verdict_left = _x(1.0) + 20
    small = "t-small t-muted"
    canvas.add("text", "score", x=verdict_left + _SCORE, y=18, class_=f"t-end {small}")
    canvas.add("text", "mentions", x=verdict_left + _COUNT, y=18, class_=f"t-end {small}")
    canvas.add("text", "verdict", x=verdict_left + _VERDICT, y=18, class_=small)


def _draw_dot(canvas: Canvas, group: str, dot: Dot, y: float) -> None:
    kind = CLASSES.get(dot.verdict, "even")
    score = signed(dot.score)
    hint = f"{group}, {dot.shown}: score {score}, {dot.verdict}, mentions: {dot.mentions:,}"
    with canvas.link(dot.target, hint=hint):
        # The whole row is the target of a click.
        canvas.add(
            "rect", x=_PLOT_LEFT - _VOICE - 4, y=y - _ROW / 2 + 1, width=_WIDTH - _PLOT_LEFT + _VOICE,
            height=_ROW - 2, fill="none", pointer_events="all", class_="hit", rx=3,
        )  # fmt: skip
        voice = fit(dot.shown, _VOICE - 6, 12)
        canvas.add("text", voice, x=_PLOT_LEFT - _VOICE, y=y + 4, class_="t-soft")
        if dot.low is not None and dot.high is not None:
            x1, x2 = _x(dot.low), _x(dot.high)
            canvas.add("line", x1=x1, x2=x2, y1=y, y2=y, class_=f"whisker w-{kind}")
        if dot.score is not None:
            _draw_sign(canvas, dot.voice, _x(dot.score), y, f"dot v-{kind}")
        left = _x(1.0) + 20
        canvas.add("text", score, x=left + _SCORE, y=y + 4, class_=f"t-end x-{kind}")
        count = f"{dot.mentions:,}"
        canvas.add("text", count, x=left + _COUNT, y=y + 4, class_="t-end t-soft")
        verdict = fit(dot.verdict, _WIDTH - left - _VERDICT - 8, 11)
        canvas.add("text", verdict, x=left + _VERDICT, y=y + 4, class_=f"t-small x-{kind}")


def _draw_sign(canvas: Canvas, voice: str, x: float, y: float, kind: str) -> None:
    """Circle: the outlet's own voice; diamond: quoted; square: reported."""
    if voice == "quoted":
        points = [(0, -6.5), (6.5, 0), (0, 6.5), (-6.5, 0)]
    elif voice == "reported":
        points = [(-4.7, -4.7), (4.7, -4.7), (4.7, 4.7), (-4.7, 4.7)]
    else:
        canvas.add("circle", cx=x, cy=y, r=5.2, class_=kind)
        return
    text = " ".join(f"{number(x + a)},{number(y + b)}" for a, b in points)
    canvas.add("polygon", points=text, class_=kind)
