"""The cues of an evidence row as a reader sees them: the strongest, each once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from polyvocal.report import words
from polyvocal.report.figures.svg import signed
from polyvocal.report.marking import Span

__all__ = ["Cue", "cue_spans", "cue_words", "read_cues"]

# The trained scorer weighs every word of a sentence; only those that decide are worth a mark.
_SHOWN = 6
_LEAST = 0.1


@dataclass(frozen=True)
class Cue:
    """What stands at one place and counts, or is shown although it does not count (weight 0)."""

    start: int
    end: int
    kinds: tuple[str, ...]
    weight: float
    negated: bool
    negation: tuple[int, int] | None

    @property
    def how(self) -> str:
        """Its weight, or that it does not count."""
        return signed(self.weight) if self.weight else f"{self.kinds[0]}, not counted"


def read_cues(value: str | None) -> tuple[list[Cue], list[Cue]]:
    """Read the cues of a row, a list as JSON: those to show, in the order of the text, and others."""
    at: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for item in json.loads(value) if value else []:
        at.setdefault((int(item["start"]), int(item["end"])), []).append(item)
    cues = [_cue(place, items) for place, items in at.items()]
    strongest = sorted((cue for cue in cues if cue.weight), key=lambda c: (-abs(c.weight), c.start))
    shown = [cue for cue in strongest[:_SHOWN] if abs(cue.weight) >= _LEAST or _of_rules(cue)]
    rest = [cue for cue in strongest if cue not in shown]
    shown += [cue for cue in cues if not cue.weight and _of_rules(cue)]
    return sorted(shown, key=lambda cue: (cue.start, cue.end)), rest


def _cue(place: tuple[int, int], items: Sequence[dict[str, Any]]) -> Cue:
    turned = [item for item in items if item.get("negated")]
    negation = next((item for item in turned if item.get("negation_end")), None)
    return Cue(
        *place,
        kinds=tuple(dict.fromkeys(str(item.get("kind", "cue")) for item in items)),
        weight=sum(float(item.get("weight", 0.0)) for item in items),
        negated=bool(turned),
        negation=(int(negation["negation_start"]), int(negation["negation_end"]))
        if negation
        else None,
    )


def _of_rules(cue: Cue) -> bool:
    return cue.kinds != ("word",)


def cue_spans(cues: Sequence[Cue]) -> list[Span]:
    """Mark cues and the words that turn them; a cue that turns another says both."""
    turning = {cue.negation for cue in cues if cue.negation}
    spans = []
    for cue in cues:
        place = cue.start, cue.end
        role = "plus" if cue.weight > 0 else "minus" if cue.weight < 0 else "cue"
        spans.append(Span(*place, role, cue.how + (", negation" if place in turning else "")))
        turning.discard(place)
    return spans + [Span(*place, "not", "negation") for place in sorted(turning)]


def cue_words(cues: Sequence[Cue], rest: Sequence[Cue], text: str) -> list[str]:
    """Name each cue with its weight and kind by the rules, and say what the others add."""
    said = [_said(cue, text) for cue in cues]
    if rest:
        added = signed(sum(cue.weight for cue in rest))
        said.append(f"{words.count(len(rest), 'further word')} {added} in sum")
    return said


def _said(cue: Cue, text: str) -> str:
    surface = " ".join(text[cue.start : cue.end].split())
    told = [kind for kind in cue.kinds if kind != "word"] + ["negated"] * cue.negated
    return f"“{surface}” {cue.how}" + (f" ({', '.join(told)})" if cue.weight and told else "")
