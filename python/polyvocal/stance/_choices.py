"""The words that choose what a score speaks of, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

__all__ = [
    "ALIGNMENT_METHODS",
    "BYS",
    "DEFAULT_SCORER",
    "PLACEBOS",
    "SCORERS",
    "STRATEGIES",
    "VERDICTS",
    "VOICES",
    "AlignmentMethod",
    "By",
    "Placebo",
    "Progress",
    "Scorer",
    "Strategy",
    "VoiceChoice",
]

By = Literal["document", "outlet", "month", "week", "outlet_month", "outlet_week"]
VoiceChoice = Literal["outlet", "quoted", "reported", "all"]
Scorer = Literal["trained", "rules"]
Strategy = Literal["random", "balanced", "uncertain"]

AlignmentMethod = Literal["belief", "harmonic"]
Placebo = Literal["roster_swap", "outlet_permutation", "random_targets", "length", "ablation"]

BYS: tuple[By, ...] = ("document", "outlet", "month", "week", "outlet_month", "outlet_week")
VOICES: tuple[VoiceChoice, ...] = ("outlet", "quoted", "reported", "all")
SCORERS: tuple[Scorer, ...] = ("trained", "rules")
DEFAULT_SCORER: Scorer = "trained"  # docs/methods/stance.md says why
ALIGNMENT_METHODS: tuple[AlignmentMethod, ...] = ("belief", "harmonic")
STRATEGIES: tuple[Strategy, ...] = ("random", "balanced", "uncertain")
PLACEBOS: tuple[Placebo, ...] = (
    "roster_swap",
    "outlet_permutation",
    "random_targets",
    "length",
    "ablation",
)
VERDICTS = ("favours", "against", "not distinguishable", "insufficient", "unsupported language")

Progress = Callable[[int, int], None] | None
