"""What can be chosen, by name."""

from __future__ import annotations

from typing import Literal

__all__ = ["SHOWN_MEASURES", "UNITS", "VOICES", "By", "Level", "Measure", "Unit"]

Unit = Literal["sentence", "paragraph", "document", "window"]
Level = Literal["actor", "faction", "type"]
By = Literal["outlet", "month", "voice"]
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
]

SHOWN_MEASURES: tuple[Measure, ...] = ("npmi", "ppmi", "g2", "jaccard")
VOICES = ("outlet", "quoted", "reported")
UNITS = {
    "sentence": "sentences",
    "paragraph": "paragraphs",
    "document": "articles",
    "window": "windows",
}
