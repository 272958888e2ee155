"""Coding sheets: mentions drawn with known probabilities, to be labelled by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import InputError, unknown_name
from polyvocal.stance._choices import STRATEGIES, VOICES, Strategy
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.stance.scores import Stance

__all__ = ["Design", "Drawn", "draw", "krippendorff_alpha", "make_sheet"]

_LEAST_SIZE = 0.3  # of a mention whose label seems sure: every one has a fair chance


@dataclass(frozen=True)
class Design:
    """How a sheet was drawn; written in every row, so that the labels alone suffice."""

    strategy: Strategy
    n: int
    seed: int

    def __str__(self) -> str:
        return f"{self.strategy}-{self.n}-{self.seed}"

    @classmethod
    def parse(cls, text: str) -> Design | None:
        """Read what `str` wrote; ``None`` when it is something else."""
        parts = text.strip().split("-")
        for strategy in STRATEGIES:
            if parts[0] == strategy and len(parts) == 3 and all(p.isdecimal() for p in parts[1:]):
                return cls(strategy, int(parts[1]), int(parts[2]))
        return None


@dataclass(frozen=True)
class Drawn:
    """Rows of the evidence, in the order of the sheet, with the probability of each."""

    rows: npt.NDArray[np.intp]
    items: list[str]
    probability: npt.NDArray[np.float64]


def draw(stance: Stance, design: Design) -> Drawn:
    """Draw the rows of a sheet; the same design draws the same rows."""
    rows = stance._evidence.rows()
    group = stance._groups.of_documents[np.asarray(rows["document"])]
    faction = np.asarray(rows["faction"])
    keep = (faction >= 0) & (group >= 0)
    if stance.voice is not None and stance.voice != "all":
        keep &= np.asarray(rows["voice"]) == VOICES.index(stance.voice)
    frame = np.flatnonzero(keep)
    if not len(frame):
        message = "coding sheet: no mention of an actor with a faction to draw from"
        raise InputError(message)
    cell = group[frame].astype(np.int64) * len(stance._source.faction_ids) + faction[frame]
    strata = np.unique(cell, return_inverse=True)[1].astype(np.int32)
    sizes = _sizes(stance, design.strategy, frame, strata)
    chosen, probability = _core.draw_sample(
        sizes, strata if design.strategy == "balanced" else None, design.n, seed=design.seed
    )
    picked = frame[np.asarray(chosen, dtype=np.intp)]
    return Drawn(picked, _items(stance, rows, picked), np.asarray(probability))


def _sizes(
    stance: Stance,
    strategy: Strategy,
    frame: npt.NDArray[np.intp],
    strata: npt.NDArray[np.int32],
) -> npt.NDArray[np.float64]:
    if strategy == "random":
        return np.ones(len(frame))
    if strategy == "balanced":
        return 1.0 / np.bincount(strata)[strata]
    evidence = stance._source.evidence
    score = np.asarray(evidence.scores())[frame]
    if stance._source.scorer == "rules":
        spread = 1.0 - score**2
    else:  # the variance of the label by the model's own probabilities
        spread = (1.0 - np.asarray(evidence.neutral())[frame]) - score**2
    return np.sqrt(np.maximum(spread, _LEAST_SIZE**2))


def _items(stance: Stance, rows: dict[str, Any], picked: npt.NDArray[np.intp]) -> list[str]:
    """Name rows by what they are of, so that a sheet of another study is noticed."""
    ids, actors = stance._source.corpus.ids, stance._source.actor_ids
    columns = (rows[name][picked].tolist() for name in ("document", "start", "end", "actor"))
    return [
        hashlib.sha256(f"{ids[d]}\0{start}\0{end}\0{actors[a]}".encode()).hexdigest()[:12]
        for d, start, end, a in zip(*columns, strict=True)
    ]


def make_sheet(stance: Stance, n: int, *, strategy: str, seed: int, context: int) -> Table:
    """Draw a sheet and write out what a coder needs."""
    chosen = next((known for known in STRATEGIES if known == strategy), None)
    if chosen is None:
        raise unknown_name("strategy", strategy, STRATEGIES)  # noqa: EM101  (a kind, not a message)
    if n < 1:
        message = f"coding sheet: n is {n}; give a number of mentions of at least 1"
        raise InputError(message)
    if context < 0:
        message = f"coding sheet: context is {context}; give a number of sentences, 0 or more"
        raise InputError(message)
    if seed < 0:
        message = f"coding sheet: seed is {seed}; give 0 or more"
        raise InputError(message)
    if stance.calibration is not None:
        message = "coding sheet: draw it from the stance before calibration"
        raise InputError(message)
    design = Design(chosen, n, seed)
    drawn = draw(stance, design)
    rows = stance._evidence.rows()
    source = stance._source
    sentences = _Sentences(stance)
    shown = [sentences.around(rows, row, context) for row in drawn.rows.tolist()]
    empty = [""] * len(shown)
    return Table(
        {
            "sheet": Strings(np.zeros(len(shown), dtype=np.int32), [str(design)]),
            "item": drawn.items,
            "document": Strings(rows["document"][drawn.rows], source.corpus.ids),
            "before": [before for before, _, _ in shown],
            "sentence": [sentence for _, sentence, _ in shown],
            "after": [after for _, _, after in shown],
            "target": [source.actors.actors[a].name for a in rows["actor"][drawn.rows].tolist()],
            "label": empty,
            "note": list(empty),
        },
        name="coding_sheet",
    )


class _Sentences:
    """The sentences of articles, in code points."""

    def __init__(self, stance: Stance) -> None:
        self._corpus = stance._source.corpus
        self._columns = stance._source.segments.sentences(self._corpus._core)
        self._document = np.asarray(self._columns["document"])

    def around(self, rows: dict[str, Any], row: int, context: int) -> tuple[str, str, str]:
        """Give the text before, the sentence with its target marked, and the text after."""
        document = int(rows["document"][row])
        text = self._corpus.text(document)
        begin, end = int(rows["sentence_start"][row]), int(rows["sentence_end"][row])
        start, stop = int(rows["start"][row]), int(rows["end"][row])
        marked = f"{text[begin:start]}[[{text[start:stop]}]]{text[stop:end]}"
        first, last = np.searchsorted(self._document, [document, document + 1])
        starts = self._columns["start"][first:last]
        at = int(np.searchsorted(starts, begin))
        low = int(starts[max(0, at - context)])
        ends = self._columns["end"][first:last]
        high = int(ends[min(len(ends) - 1, at + context)])
        plain = (text[low:begin], marked, text[end : max(end, high)])
        before, sentence, after = (" ".join(part.split()) for part in plain)
        return before, sentence, after


def krippendorff_alpha(
    ratings: npt.ArrayLike, *, scale: str = "nominal", seed: int = 0, replicates: int = 2000
) -> dict[str, float]:
    """Krippendorff's alpha: how far coders agree beyond chance.

    Parameters
    ----------
    ratings : array, items x coders
        Values; NaN where a coder gave none.
    scale : {"nominal", "ordinal", "interval"}
        What the values are: names, places in an order, numbers.
    seed : int, default 0
        Of the bootstrap.
    replicates : int, default 2000
        Resamples of the items.

    Returns
    -------
    dict
        ``alpha`` (1: perfect, 0: chance; NaN when all values are the same), ``low`` and ``high`` (95 %,
        bootstrap over items), ``items`` with two values or more, ``values`` in them.

    Raises
    ------
    InputError
        For an array that is not items x coders, or another scale.

    Notes
    -----
    ``1 - observed / expected`` disagreement (Krippendorff, Content Analysis, 4th ed. 2018, ch. 12).

    Examples
    --------
    >>> found = krippendorff_alpha([[1, 1], [0, 0], [-1, 0], [1, 1]], scale="ordinal")
    >>> round(found["alpha"], 3), found["items"]
    (0.9, 4)
    """
    values = np.asarray(ratings, dtype=np.float64)
    return _core.krippendorff_alpha(values, scale=scale, seed=seed, replicates=replicates)
