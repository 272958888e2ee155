"""Words that choose what a study does."""

from __future__ import annotations

from typing import Literal, TypeVar

Unit = Literal["sentence", "paragraph", "document", "window"]
VoiceChoice = Literal["outlet", "quoted", "reported", "all"]
Kind = Literal["reuse", "story", "actors", "side", "words"]
ShortNames = Literal["cautious", "generous"]
T = TypeVar("T")
