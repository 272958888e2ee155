"""The obvious, slow way to find names in a text: try every name at every word.

For names of plain words of one actor each, without derived forms: the oracle for the compiled index.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

_WORD = re.compile(r"[A-Za-z]+")
_JOINS = {" ", "-", "\u00a0", "\n"}


def find_names(text: str, names: Sequence[tuple[str, str]]) -> list[tuple[int, int, int]]:
    """Spans of all names in a text, longest first at each place, nothing partly overlapping.

    Parameters
    ----------
    text : str
        Words of ASCII letters.
    names : sequence of (name, policy)
        The policy is "exact" or "insensitive".

    Returns
    -------
    list of (start, end, index of the name)
        Ordered by start, longer first. A name inside a longer one is kept.
    """
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    found: list[tuple[int, int, int, int, int]] = []
    for index, (name, policy) in enumerate(names):
        parts = name.split(" ")
        for i in range(len(words) - len(parts) + 1):
            window = words[i : i + len(parts)]
            gaps = [text[a[1] : b[0]] for a, b in itertools.pairwise(window)]
            if any(gap not in _JOINS for gap in gaps):
                continue
            spelt = [text[a:b] for a, b in window]
            if policy == "exact":
                same = text[window[0][0] : window[-1][1]] == name
            else:
                same = [w.lower() for w in spelt] == [p.lower() for p in parts]
            if same:
                found.append((i, i + len(parts), window[0][0], window[-1][1], index))
    found.sort(key=lambda row: (row[0], -row[1]))
    kept = _without_partial_overlaps(found)
    return [(start, end, index) for _, _, start, end, index in kept]


def _without_partial_overlaps(
    found: list[tuple[int, int, int, int, int]],
) -> list[tuple[int, int, int, int, int]]:
    """Of two names that overlap in part the longer stays, else the first."""
    alive = [True] * len(found)
    for i, (begin, end, _, _, _) in enumerate(found):
        if not alive[i]:
            continue
        for j in range(i + 1, len(found)):
            other_begin, other_end = found[j][:2]
            if other_begin >= end:
                break
            if not alive[j] or other_end <= end:
                continue
            if other_end - other_begin > end - begin:
                alive[i] = False
                break
            alive[j] = False
    return [row for row, keep in zip(found, alive, strict=True) if keep]
