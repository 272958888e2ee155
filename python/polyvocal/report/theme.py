"""Colours of the page and the figures, light and dark, and the style rules made from them.

Meaning is never in colour alone: stance has words and hollow marks, factions have shapes, cells have
numbers. Pairs of hues differ for the common kinds of colour blindness (blue and orange, teal and ochre).

>>> round(contrast("#000000", "#ffffff"))
21
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["DARK", "FACTION_COUNT", "LIGHT", "contrast", "figure_css", "page_css"]

FACTION_COUNT = 6
"""Factions with a colour and shape of their own; later ones share the last."""

LIGHT: dict[str, str] = {
    "paper": "#fbf9f5",
    "card": "#ffffff",
    "sunk": "#f2eee6",
    "ink": "#1c1b19",
    "soft": "#47443f",
    "muted": "#656058",
    "rule": "#ddd6c9",
    "line": "#8d877c",
    "accent": "#0b5a78",
    "favour": "#1d6aa8",
    "against": "#b0440c",
    "neutral": "#6b665e",
    "favour-wash": "#dcebf7",
    "against-wash": "#fbe4d6",
    "mention-wash": "#fff0b8",
    "speaker-wash": "#e7e0f3",
    "other-wash": "#ece8df",
    "focus": "#0b5a78",
    "heat0": "#f2eee6",
    "heat1": "#deecec",
    "heat2": "#b5d8d8",
    "heat3": "#83bdbf",
    "heat4": "#0c6166",
    "cold1": "#f4e8cf",
    "cold2": "#e0c48c",
    "heat0-ink": "#47443f",
    "heat1-ink": "#1c1b19",
    "heat2-ink": "#1c1b19",
    "heat3-ink": "#12110f",
    "heat4-ink": "#ffffff",
    "cold1-ink": "#1c1b19",
    "cold2-ink": "#1c1b19",
    "faction0": "#6a48a0",
    "faction1": "#0d766c",
    "faction2": "#8a6206",
    "faction3": "#ad3768",
    "faction4": "#3f5b8c",
    "faction5": "#7a4a2e",
    "faction-none": "#79736a",
}

DARK: dict[str, str] = {
    "paper": "#16181b",
    "card": "#1d2024",
    "sunk": "#25292e",
    "ink": "#efece5",
    "soft": "#cfcac0",
    "muted": "#aaa498",
    "rule": "#3a3f45",
    "line": "#7f7b73",
    "accent": "#86c9e8",
    "favour": "#74b6f0",
    "against": "#f39a63",
    "neutral": "#a8a297",
    "favour-wash": "#1d3a55",
    "against-wash": "#54301a",
    "mention-wash": "#4d4213",
    "speaker-wash": "#3a3050",
    "other-wash": "#31353b",
    "focus": "#86c9e8",
    "heat0": "#25292e",
    "heat1": "#1f3537",
    "heat2": "#214d50",
    "heat3": "#2a6a6e",
    "heat4": "#9fdfe0",
    "cold1": "#3d321c",
    "cold2": "#6b5220",
    "heat0-ink": "#cfcac0",
    "heat1-ink": "#efece5",
    "heat2-ink": "#efece5",
    "heat3-ink": "#ffffff",
    "heat4-ink": "#0f1c1d",
    "cold1-ink": "#efece5",
    "cold2-ink": "#ffffff",
    "faction0": "#bda2ee",
    "faction1": "#5fc9bb",
    "faction2": "#dcb14e",
    "faction3": "#f28bb8",
    "faction4": "#9cb5e6",
    "faction5": "#d9a586",
    "faction-none": "#9a958b",
}


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours ("#rrggbb") by WCAG 2, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _variables(theme: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in theme.items())


@cache
def _read(name: str) -> str:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _tokens() -> str:
    # Print comes last: paper is white whatever the screen was.
    return (
        f":root{{color-scheme:light dark;{_variables(LIGHT)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}\n"
        f"@media print{{:root{{color-scheme:light;{_variables(LIGHT)}--paper:#ffffff;}}}}\n"
    )


def figure_css() -> str:
    """Style of a figure in a file of its own."""
    return _tokens() + _read("figure.css")


def page_css() -> str:
    """Style of the report."""
    return _tokens() + _read("figure.css") + "\n" + _read("style.css")
