"""What can be chosen, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.matrix import check_name

__all__ = [
    "SHOWN_MEASURES",
    "UNITS",
    "VOICES",
    "By",
    "Choices",
    "Level",
    "Measure",
    "Unit",
    "Weight",
    "check_choices",
]

Unit = Literal["sentence", "paragraph", "document", "window"]
Level = Literal["actor", "faction", "type"]
By = Literal["outlet", "month", "voice", "region"]
Weight = Literal["flat", "harmonic", "exponential"]
Measure = Literal[
    "pmi",
    "npmi",
    "ppmi",
    "g2",
    "jaccard",
    "dice",
    "ochiai",
    "logdice",
    "association_strength",
    "inclusion",
    "t_score",
    "log_odds",
    "log_odds_se",
    "chi2",
    "fisher",
    "poisson",
]

SHOWN_MEASURES: tuple[Measure, ...] = ("npmi", "ppmi", "g2", "jaccard")
VOICES = ("outlet", "quoted", "reported")
UNITS = {
    "sentence": "sentences",
    "paragraph": "paragraphs",
    "document": "articles",
    "window": "windows",
}


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What was counted, and how; counts with the same choices can be added."""

    unit: Unit
    by: By | None
    window: int
    weight: Weight | None
    decay: float
    directed: bool
    level: Level
    regions: tuple[str, ...]
    metonyms: bool
    nested: bool
    min_confidence: float


def check_choices(
    *,
    unit: Unit,
    by: By | None,
    window: int,
    weight: Weight | None,
    decay: float,
    directed: bool,
    level: Level,
    regions: Sequence[str] | None,
    metonyms: bool,
    nested: bool,
    min_confidence: float,
) -> Choices:
    """Check the arguments of ``Study.cooccurrence``.

    Raises
    ------
    UnknownNameError, InputError
    """
    check_name("unit", unit, tuple(UNITS))
    check_name("level", level, get_args(Level))
    if by is not None:
        check_name("by", by, get_args(By))
    chosen = tuple(_core.counted_regions() if regions is None else dict.fromkeys(regions))
    for region in chosen:
        check_name("region", region, _core.region_names())
    if weight is not None:
        check_name("weight", weight, get_args(Weight))
        if unit != "window":
            message = f"weight={weight!r} is of windows; give unit='window', not {unit!r}"
            raise InputError(message)
    if weight is None and window < 2:
        message = f"window is {window}; a pair needs at least 2 words"
        raise InputError(message)
    if directed and unit == "window" and weight is None:
        message = "windows that overlap have no direction; give a weight, for example weight='flat'"
        raise InputError(message)
    return Choices(
        unit=unit,
        by=by,
        window=window,
        weight=weight,
        decay=decay,
        directed=directed,
        level=level,
        regions=chosen,
        metonyms=metonyms,
        nested=nested,
        min_confidence=min_confidence,
    )
