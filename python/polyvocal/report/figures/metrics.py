"""Widths of text without a font at hand, so that labels can be placed, wrapped and shortened.

The widths are those of a wide sans-serif face (advance in hundredths of the font size). The faces that
readers have are as wide or narrower, so a label that fits here fits there.

>>> text_width("Tripoli", 12) < text_width("Government", 12)
True
>>> fit("Government of National Accord", 80, 12)
'Governme…'
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fit", "text_width", "wrap"]

ELLIPSIS = "…"
_BOLD = 1.11  # bold over regular, the worst case of ordinary words

_ADVANCE: dict[str, int] = {
    character: advance
    for advance, characters in {
        28: "ijl'",
        30: "IJ",
        33: " ,.’·",
        35: "/:;\\|f",
        37: "-",
        40: "()[]t!",
        41: "r",
        46: '"',
        50: "*_`–",
        53: "sz“”?",
        56: "cL",
        59: "Fkvxy",
        62: "PTYaoe",
        64: "ESbdghnpqu$0123456789{}",
        68: "AVK",
        70: "BRXZC",
        75: "UHN",
        79: "DG&OQ",
        84: "w#+<=>^~−≥≤",
        88: "M",
        97: "m%",
        100: "W@—…",
    }.items()
    for character in characters
}


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    known = _ADVANCE.get(character)
    if known is not None:
        return known
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if category == "So" or unicodedata.east_asian_width(character) in {"W", "F"}:
        return 138 if category == "So" else 104
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and base in _ADVANCE:
        return _ADVANCE[base]
    # Letters of other alphabets: the widest common ones (Cyrillic, Arabic) reach 1.2.
    return 88 if category.startswith("L") else 100


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of `text` in the units of `size`, an upper estimate.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Font size.
    bold : bool, default False
        Whether it is set in bold.

    Returns
    -------
    float
    """
    return sum(map(_advance, text)) * size / 100 * (_BOLD if bold else 1.0)


def fit(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Shorten `text` with an ellipsis so that it is at most `width` wide; "" when nothing fits."""
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width(ELLIPSIS, size, bold=bold)
    used, end = 0.0, 0
    for position, character in enumerate(text):
        used += text_width(character, size, bold=bold)
        if used > room:
            break
        end = position + 1
    # A mark that combines with the last letter belongs to it.
    while 0 < end < len(text) and unicodedata.category(text[end]) in {"Mn", "Me", "Cf"}:
        end -= 1
    shortened = text[:end].rstrip()
    return shortened + ELLIPSIS if shortened else ""


def wrap(text: str, width: float, size: float, *, lines: int = 2, bold: bool = False) -> list[str]:
    """Break `text` at spaces into at most `lines` lines; the last one is shortened if it must be.

    >>> wrap("Government of National Accord", 130, 12)
    ['Government of', 'National Accord']
    """
    words = text.split()
    result: list[str] = []
    while words and len(result) < lines - 1:
        line = words[0]
        taken = 1
        while taken < len(words):
            longer = f"{line} {words[taken]}"
            if text_width(longer, size, bold=bold) > width:
                break
            line, taken = longer, taken + 1
        result.append(fit(line, width, size, bold=bold))
        words = words[taken:]
    if words:
        result.append(fit(" ".join(words), width, size, bold=bold))
    return result
