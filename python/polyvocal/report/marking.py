"""Cut a stretch of an article into pieces, each with one role, for marking up.

>>> spans = [Span(0, 6, "mention", "Haftar"), Span(7, 12, "minus", "-0.50")]
>>> [(piece.text, piece.role) for piece in mark("Haftar fails in Sirte", 0, 21, spans)]
[('Haftar', 'mention'), (' ', ''), ('fails', 'minus'), (' in Sirte', '')]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from polyvocal.report.model import Piece

__all__ = ["Span", "mark"]

# Where spans overlap, the first of these wins.
_PRIORITY = {"mention": 0, "not": 1, "plus": 2, "minus": 2, "cue": 3, "speaker": 4, "other": 5}


@dataclass(frozen=True)
class Span:
    """Code points [start, end) of an article, with a role (see `Piece`) and its words."""

    start: int
    end: int
    role: str
    label: str = ""


def mark(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Piece]:
    """Cut text[start:end] at the ends of spans; the pieces together are exactly that text.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        The stretch, in code points.
    spans : sequence of Span
        May overlap and reach beyond the stretch.

    Returns
    -------
    list of Piece
        A span that another covers in part is labelled once, on its first piece.
    """
    inside = [
        Span(max(span.start, start), min(span.end, end), span.role, span.label)
        for span in spans
        if span.start < end and span.end > start
    ]
    cuts = sorted({start, end, *(s.start for s in inside), *(s.end for s in inside)})
    pieces: list[Piece] = []
    labelled: set[Span] = set()
    previous: Span | None = None
    for left, right in pairwise(cuts):
        covering = [span for span in inside if span.start <= left and right <= span.end]
        winner = min(covering, key=_rank, default=None)
        if winner is not None and winner == previous:
            pieces[-1] = Piece(pieces[-1].text + text[left:right], winner.role, pieces[-1].label)
            continue
        if winner is None and pieces and previous is None:
            pieces[-1] = Piece(pieces[-1].text + text[left:right])
        elif winner is None:
            pieces.append(Piece(text[left:right]))
        else:
            label = "" if winner in labelled else winner.label
            labelled.add(winner)
            pieces.append(Piece(text[left:right], winner.role, label))
        previous = winner
    return pieces


def _rank(span: Span) -> tuple[int, int, int, int, str]:
    return (_PRIORITY.get(span.role, 9), span.end - span.start, span.start, span.end, span.label)
