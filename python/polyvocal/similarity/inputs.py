"""What the kinds of comparison work from, worked out once."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import CapacityError
from polyvocal.similarity.kinds import Ints, Of, Progress
from polyvocal.similarity.pairs import all_pairs

if TYPE_CHECKING:
    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus
    from polyvocal.similarity.background import DocumentFrequencies

__all__ = ["FULL_MATRIX", "GARBLED_ARTICLES", "STORY_DAYS", "Inputs"]

#: Up to so many documents every pair is compared; above, the best partners of each.
FULL_MATRIX = 2000
# Up to so many articles the letters of texts are compared by default: it takes ten times as long as words.
GARBLED_ARTICLES = 5000
#: Articles of the same story appear within so many days (used above FULL_MATRIX).
STORY_DAYS = 3
#: Partners kept per article where not every pair is compared.
BEST = 10


@dataclass
class _Shared:
    """What several kinds of comparison of one corpus need, kept as long as its segments live."""

    partners: dict[
        tuple[bytes | None, int, float, int, bool], tuple[Ints, Ints, npt.NDArray[np.float32]]
    ] = field(default_factory=dict)
    reuse: dict[tuple[int, bool, int, bool], dict[str, Any]] = field(default_factory=dict)
    words: dict[bytes | None, Any] = field(default_factory=dict)


_SHARED: weakref.WeakKeyDictionary[Any, _Shared] = weakref.WeakKeyDictionary()


@dataclass
class Inputs:
    """Results of earlier stages, and what is worked out of them once."""

    corpus: Corpus
    actors: Actors
    segments: Any
    mentions: Any
    stance: Any
    stories: Callable[[], Ints]
    of: Of
    top: int | None
    threshold: float | None
    days: int | None
    other_outlets: bool
    garbled: bool
    measure: str
    persistence: float
    background: DocumentFrequencies | None
    min_tokens: int
    max_bytes: int
    permutations: int
    seed: int
    threads: int
    progress: Progress

    @property
    def shared(self) -> _Shared:
        """What other comparisons of the same segments have worked out."""
        return _SHARED.setdefault(self.segments, _Shared())

    @property
    def core(self) -> Any:
        """The corpus as the core holds it."""
        return self.corpus._core

    @property
    def size(self) -> int:
        """Number of articles."""
        return len(self.core)

    @property
    def full(self) -> bool:
        """Whether every pair is compared, not only the best partners of each article."""
        chosen = (self.top, self.threshold, self.days) != (None, None, None) or self.other_outlets
        return self.size <= FULL_MATRIX and (self.of == "outlet" or not chosen)

    def words(self) -> Any:
        """TF-IDF vectors, one row an article."""
        shared, key = self.shared, self._background_key
        if key not in shared.words:
            shared.words[key] = _core.word_vectors(
                self.segments,
                background=None if self.background is None else self.background._held,
                threads=self.threads,
                progress=self.progress,
            )
        return shared.words[key]

    @cached_property
    def _background_key(self) -> bytes | None:
        """What tells weights of words apart: the checksum of their block."""
        return None if self.background is None else self.background.to_bytes()[-8:]

    def actor_vectors(self) -> Any:
        """How often each article names each actor."""
        return _core.actor_vectors(self.mentions, self.segments, self.actors.to_core())

    def reuse(self) -> dict[str, Any]:
        """Passages and pairs that share text."""
        found = self.shared.reuse
        days = -1 if self.days is None else self.days
        key = (self.min_tokens, self.other_outlets, days, self.garbled)
        if key not in found:
            found[key] = _core.find_reuse(
                self.core,
                self.segments,
                min_tokens=self.min_tokens,
                other_outlets_only=self.other_outlets,
                days=days,
                garbled=self.garbled,
                threads=self.threads,
                progress=self.progress,
            )
        return found[key]

    @property
    def window(self) -> int:
        """Days between partners; -1 for any."""
        if self.days is not None:
            return self.days
        if self.size <= FULL_MATRIX:
            return -1
        dated = int(np.count_nonzero(np.asarray(self.core.dates) != _core.NO_DATE))
        return STORY_DAYS if 2 * dated >= self.size else -1

    def candidates(self) -> tuple[Ints, Ints]:
        """Give the pairs that get a score: all of a small corpus, else the best partners."""
        if self.full:
            return all_pairs(self.size)
        a, b, _ = self.best_partners()
        return a, b

    def best_partners(self) -> tuple[Ints, Ints, npt.NDArray[np.float32]]:
        """Give the best partners of every article by the cosine of their words."""
        window, top = self.window, BEST if self.top is None else self.top
        least = self.threshold or 0.0
        key = (self._background_key, top, least, window, self.other_outlets)
        found = self.shared.partners
        if key not in found:
            vectors = self.words()
            # The column-wise copy and the pairs kept; what is there already is not counted.
            needed = vectors.values.nbytes * 2 + self.size * min(top, self.size) * 24
            if needed > self.max_bytes:
                message = (
                    f"comparing {self.size:,} articles takes about {needed >> 20:,} MB, more than "
                    f"the limit of {self.max_bytes >> 20:,} MB; compare fewer articles or raise "
                    "max_bytes"
                )
                raise CapacityError(message)
            found[key] = _core.top_cosine(
                vectors,
                top=top,
                threshold=least,
                days=window,
                groups=np.asarray(self.core.outlets) if self.other_outlets else None,
                dates=np.asarray(self.core.dates) if window >= 0 else None,
                threads=self.threads,
                progress=self.progress,
            )
        return found[key]
