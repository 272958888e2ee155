"""Words of a text by the boundary rules of UAX #29, one pair of neighbours at a time.

Slow and obvious: for scripts with spaces and without Hebrew. With the tailoring of
``polyvocal/text/tokenize.h``: "@" is no letter, ":" joins nothing, underscores alone are no word.
"""

from __future__ import annotations

import itertools
import unicodedata

_BREAKS = {"\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"}
_MID_BOTH = set(".'\u2018\u2019\u2024")
_MID_LETTER = set("\u00b7\u0387\u055f\u05f4\u2027")
_MID_NUMBER = set(",;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044")


def kind(char: str) -> str:
    """Class of a character: L, N, E (extender), X (ignored), one of the joiners, or O."""
    if char in _BREAKS:
        return "break"
    if char in _MID_BOTH:
        return "both"
    if char in _MID_LETTER:
        return "letter"
    if char in _MID_NUMBER:
        return "number"
    category = unicodedata.category(char)
    if char == "\u200b":
        return "O"
    if category in {"Mn", "Me", "Mc", "Cf"}:
        return "X"
    if category.startswith("L"):
        return "L"
    if category == "Nd" or char == "\u066b":
        return "N"
    return "E" if category == "Pc" else "O"


def _joined(kinds: list[str], i: int) -> bool:
    """Whether there is no boundary between the visible characters i and i + 1."""
    before, after = kinds[i], kinds[i + 1]
    if before in "LNE" and after in "LNE":
        return True  # WB 5, 8, 9, 10, 13a, 13b
    for kind_of_word, joiners in (("L", {"letter", "both"}), ("N", {"number", "both"})):
        first = before == kind_of_word and after in joiners  # WB 6, 12
        if first and i + 2 < len(kinds) and kinds[i + 2] == kind_of_word:
            return True
        second = before in joiners and after == kind_of_word  # WB 7, 11
        if second and i > 0 and kinds[i - 1] == kind_of_word:
            return True
    return False


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of every word, in code points."""
    spans: list[tuple[int, int]] = []
    for start, end in _lines(text):
        spans.extend(_words_of_line(text, start, end))
    return spans


def _lines(text: str) -> list[tuple[int, int]]:
    edges = [-1] + [i for i, char in enumerate(text) if char in _BREAKS] + [len(text)]
    return [(a + 1, b) for a, b in itertools.pairwise(edges)]


def _words_of_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    # WB 4: ignored characters belong to the one before; those at the start of a line to nothing.
    visible = [i for i in range(start, end) if kind(text[i]) != "X"]
    kinds = [kind(text[i]) for i in visible]
    ends = [*visible[1:], end]
    spans: list[tuple[int, int]] = []
    first = 0
    for i in range(len(visible)):
        if i + 1 < len(visible) and _joined(kinds, i):
            continue
        if any(k in "LN" for k in kinds[first : i + 1]):
            spans.append((visible[first], ends[i]))
        first = i + 1
    return spans
