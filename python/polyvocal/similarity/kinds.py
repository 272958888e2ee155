"""What can be compared, and how the columns are typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = [
    "ACTOR_MEASURES",
    "KINDS",
    "ONE_EACH",
    "TOO_FEW",
    "UNDEFINED",
    "ActorMeasure",
    "Floats",
    "Ints",
    "Kind",
    "Of",
    "Progress",
]

Of = Literal["document", "outlet"]
Kind = Literal["words", "story", "actors", "side", "reuse"]
ActorMeasure = Literal["ruzicka", "cosine", "rbo"]
Progress = Callable[[int, int], None] | None

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


#: How the actors of two articles are compared.
ACTOR_MEASURES: tuple[ActorMeasure, ...] = ("ruzicka", "cosine", "rbo")
KINDS: tuple[Kind, ...] = ("words", "story", "actors", "side", "reuse")
ONE_EACH = "no interval: one article on each side"
TOO_FEW = "too few articles"
UNDEFINED = {
    "words": "undefined: an article has no words that count",
    "story": "undefined: an article has no words that count",
    "actors": "undefined: an article names no actor",
    "side": "undefined: no faction scored in both",
    "reuse": "undefined: an article is all boilerplate",
}
