"""The words that choose what a score speaks of, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

__all__ = ["BYS", "SCORERS", "VERDICTS", "VOICES", "By", "Progress", "Scorer", "VoiceChoice"]

By = Literal["document", "outlet"]
VoiceChoice = Literal["outlet", "quoted", "reported", "all"]
Scorer = Literal["rules", "trained"]

BYS: tuple[By, ...] = ("document", "outlet")
VOICES: tuple[VoiceChoice, ...] = ("outlet", "quoted", "reported", "all")
SCORERS: tuple[Scorer, ...] = ("rules", "trained")
VERDICTS = ("favours", "against", "not distinguishable", "insufficient", "unsupported language")

Progress = Callable[[int, int], None] | None
