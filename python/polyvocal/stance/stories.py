"""Groups beside each other on the same stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import InputError, unknown_name
from polyvocal.stance._choices import VOICES, VoiceChoice
from polyvocal.stance._tables import group_columns, q_values, ranked
from polyvocal.table import Table

if TYPE_CHECKING:
    from polyvocal.stance.scores import Stance

__all__ = ["order_table", "story_contrasts", "voice_of"]

_ENOUGH = 5  # shared stories, as articles of an outlet


def voice_of(stance: Stance, voice: VoiceChoice | None) -> VoiceChoice:
    """Voice asked for, or the stance's own, or the outlet's."""
    chosen = voice or stance.voice or "outlet"
    if chosen not in VOICES:
        raise unknown_name("voice", chosen, VOICES)  # noqa: EM101  (a kind, not a message)
    return chosen


def story_contrasts(stance: Stance, a: int, b: int) -> dict[str, npt.NDArray[Any]]:
    """Compare every group with the others that tell its stories; rows by group and voice."""
    source, groups = stance._source, stance._groups
    by_voice = [
        _core.permute_within_stories(
            groups.core,
            len(source.faction_ids),
            source.evidence,
            a,
            b,
            voice=place,
            seed=stance._seed,
            threads=source.threads,
        )
        for place in range(len(VOICES))
    ]

    def column(key: str) -> npt.NDArray[Any]:
        return np.stack([found[key] for found in by_voice], axis=1).ravel()

    p, stories = column("p"), column("stories")
    family = np.tile(np.arange(len(VOICES)), len(groups.names))
    return {
        "from_others": column("difference"),
        "p_stories": p,
        "q_stories": q_values(p, family, stories >= _ENOUGH),
        "stories": stories,
    }


def order_table(stance: Stance, a: str, b: str | None, voice: VoiceChoice | None) -> Table:
    """Put the groups in order; see `Stance.order`."""
    source, groups = stance._source, stance._groups
    first = source.faction(a)
    second = -1 if b is None else source.faction(b)
    if stance._sets.stories is None or stance.by == "document":
        message = (
            "order: outlets are compared on the same stories; make the stance with by='outlet' and "
            "stories='detect', or stories of your own"
        )
        raise InputError(message)
    found = _core.order_groups(
        groups.core,
        len(source.faction_ids),
        source.evidence,
        first,
        second,
        voice=VOICES.index(voice_of(stance, voice)),
        seed=stance._seed,
        threads=source.threads,
    )
    strength = found["strength"]
    order = np.argsort(-np.nan_to_num(strength, nan=-np.inf), kind="stable")
    few = (found["stories"] < _ENOUGH) | np.isnan(found["low"])
    columns = {key: values[order] for key, values in found.items()}
    return Table(
        {
            **group_columns(groups, np.arange(len(strength), dtype=np.int32)[order]),
            **columns,
            "verdict": ranked(found["low"], found["high"], few).take(order),
        },
        name="order",
    )
