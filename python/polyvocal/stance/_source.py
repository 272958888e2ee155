"""What every result of the stance stage is read from: corpus, actors, and the evidence found once."""

from __future__ import annotations

import functools
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import unknown_name

if TYPE_CHECKING:
    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus
    from polyvocal.stance._choices import By, Progress, Scorer

__all__ = ["Source", "find_source", "measurement", "polarity_model"]


@dataclass(frozen=True)
class Source:
    """What a result is read from: the corpus, the actors and the core's stages."""

    corpus: Corpus
    actors: Actors
    segments: _core.Segments
    mentions: _core.MentionResult
    knowledge: _core.Knowledge
    evidence: _core.Evidence
    threads: int
    scorer: Scorer = "rules"

    @property
    def actor_ids(self) -> list[str]:
        return [actor.id for actor in self.actors.actors]

    @property
    def faction_ids(self) -> list[str]:
        return [faction.id for faction in self.actors.factions]

    def faction(self, name: str) -> int:
        """Place of a faction."""
        ids = self.faction_ids
        if name not in ids:
            raise unknown_name("faction", name, ids)  # noqa: EM101  (a kind, not a message)
        return ids.index(name)

    def groups(self, by: By) -> list[str]:
        """Names of the groups."""
        return self.corpus.ids if by == "document" else self.corpus._core.outlet_names

    def group_of_documents(self, by: By) -> npt.NDArray[np.int32]:
        """Group of each document; -1 for an article without outlet, among outlets."""
        if by == "document":
            return np.arange(len(self.corpus), dtype=np.int32)
        return np.asarray(self.corpus._core.outlets, dtype=np.int32)


# Scores, evidence and alignment of one study read the same evidence; it is found once a scorer.
_found: weakref.WeakKeyDictionary[_core.Voices, dict[Scorer, _core.Evidence]] = (
    weakref.WeakKeyDictionary()
)


@functools.cache
def polarity_model() -> _core.PolarityModel:
    file = Path(__file__).parent.parent / "data" / "polarity.bin"
    return _core.PolarityModel.from_bytes(file.read_bytes())


def measurement(scorer: Scorer) -> dict[str, Any]:
    """Spread of a label around a score, where it is not the rules' own."""
    return {} if scorer == "rules" else {"measurement_sd": polarity_model().measurement_sd}


def find_source(
    corpus: Corpus,
    actors: Actors,
    segments: _core.Segments,
    mentions: _core.MentionResult,
    voices: _core.Voices,
    knowledge: _core.Knowledge,
    threads: int,
    progress: Progress,
    scorer: Scorer = "rules",
) -> Source:
    found = _found.setdefault(voices, {})
    if scorer not in found:
        found[scorer] = _core.find_evidence(
            corpus._core,
            segments,
            mentions,
            knowledge,
            voices,
            polarity=None if scorer == "rules" else polarity_model(),
            threads=threads,
            progress=progress,
        )
    return Source(corpus, actors, segments, mentions, knowledge, found[scorer], threads, scorer)
