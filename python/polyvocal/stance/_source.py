"""What every result of the stance stage is read from: corpus, actors, and the evidence found once."""

from __future__ import annotations

import functools
import weakref
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polyvocal import _core
from polyvocal.errors import unknown_name
from polyvocal.scorers._load import PluginScorer, load_scorer
from polyvocal.scorers._run import score_evidence
from polyvocal.stance._choices import DEFAULT_SCORER, SCORERS

if TYPE_CHECKING:
    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus
    from polyvocal.stance._choices import Progress, Scorer

__all__ = [
    "Inputs",
    "Instrument",
    "Source",
    "checked_scorer",
    "find_source",
    "instrument_of",
    "polarity_model",
]


@dataclass(frozen=True)
class Inputs:
    """Results of the earlier stages, and the threads to work with (0: all CPUs)."""

    corpus: Corpus
    actors: Actors
    segments: _core.Segments
    mentions: _core.MentionResult
    voices: _core.Voices
    knowledge: _core.Knowledge
    threads: int = 0

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


@dataclass(frozen=True)
class Source(Inputs):
    """What a result is read from: the earlier stages, and the evidence of one scorer."""

    evidence: _core.Evidence = field(kw_only=True)
    scorer: Scorer | PluginScorer = field(kw_only=True)


# Of the trained scorer: nominal 95 % intervals of cross-validated scores covered .96 with it, and .84
# without.
_TRANSFER_SD_TRAINED = 0.18

# What is left of the transfer error where groups are set beside each other on one faction
# (`python -m bench.quality between`).
_BETWEEN_SD_RULES = 0.07
_BETWEEN_SD_TRAINED = 0.06


@dataclass(frozen=True)
class Instrument:
    """What is known of the errors of the scores, and the labels that correct them."""

    measurement_sd: float = _core.MEASUREMENT_SD
    transfer_sd: float = _core.TRANSFER_SD
    labels: _core.LabelTable | None = None
    calibration: _core.Calibration | None = None
    between_sd: float = _BETWEEN_SD_RULES

    def options(self) -> dict[str, Any]:
        """Give the arguments of the core's functions."""
        return {
            "measurement_sd": self.measurement_sd,
            "transfer_sd": self.transfer_sd,
            "labels": self.labels,
            "calibration": self.calibration,
        }


# Scores, evidence and alignment of one study read the same evidence; it is found once a scorer.
_found: weakref.WeakKeyDictionary[_core.Voices, dict[Scorer | PluginScorer, _core.Evidence]] = (
    weakref.WeakKeyDictionary()
)


@functools.cache
def polarity_model() -> _core.PolarityModel:
    file = Path(__file__).parent.parent / "data" / "polarity.bin"
    return _core.PolarityModel.from_bytes(file.read_bytes())


def checked_scorer(given: object) -> Scorer | PluginScorer:
    """Take the name of a built-in scorer, or load a plug-in."""
    for name in SCORERS:
        if given == name:
            return name
    return load_scorer(given)


def instrument_of(scorer: Scorer | PluginScorer) -> Instrument:
    """Give the errors of a scorer: of a label around its score, and from actor to actor."""
    if isinstance(scorer, PluginScorer):
        rules = Instrument()
        own, transfer = scorer.measurement_sd, scorer.transfer_sd
        return Instrument(
            rules.measurement_sd if own is None else own,
            rules.transfer_sd if transfer is None else transfer,
        )
    if scorer == "rules":
        return Instrument()
    return Instrument(
        polarity_model().measurement_sd, _TRANSFER_SD_TRAINED, between_sd=_BETWEEN_SD_TRAINED
    )


def find_source(
    inputs: Inputs, scorer: Scorer | PluginScorer = DEFAULT_SCORER, *, progress: Progress = None
) -> Source:
    """Find the evidence of the mentions by a scorer, once a study; errors are the scorer's."""
    found = _found.setdefault(inputs.voices, {})
    if scorer not in found:
        found[scorer] = _core.find_evidence(
            inputs.corpus._core,
            inputs.segments,
            inputs.mentions,
            inputs.knowledge,
            inputs.voices,
            polarity=polarity_model() if scorer == "trained" else None,
            all_languages=isinstance(scorer, PluginScorer),
            threads=inputs.threads,
            progress=progress,
        )
        if isinstance(scorer, PluginScorer):
            found[scorer] = score_evidence(
                scorer,
                inputs.corpus,
                inputs.actors,
                inputs.segments,
                inputs.mentions,
                found[scorer],
            )
    stages: dict[str, Any] = {name.name: getattr(inputs, name.name) for name in fields(Inputs)}
    return Source(**stages, evidence=found[scorer], scorer=scorer)
