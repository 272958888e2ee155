"""How the counts are cut into slices: by outlet, month or voice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.cooccurrence._choices import VOICES, Choices
from polyvocal.cooccurrence._counts import Ints
from polyvocal.errors import InputError, unknown_name

if TYPE_CHECKING:
    from polyvocal.corpus import Corpus

__all__ = ["Cut", "cut_into_slices", "month_of"]


@dataclass(frozen=True)
class Cut:
    """How the counts are cut into slices."""

    names: tuple[str, ...]
    count: int  # matrices of one plan
    documents: Ints | None = None
    mentions: Ints | None = None


def month_of(dates: npt.NDArray[np.int32]) -> tuple[Ints, tuple[str, ...]]:
    """Give each date the number of its month, -1 where unknown, and the months' names.

    >>> months, names = month_of(np.array([0, 40], dtype=np.int32))
    >>> months.tolist(), names
    ([0, 1], ('1970-01', '1970-02'))
    """
    known = dates != _core.NO_DATE
    epoch = dt.date(1970, 1, 1).toordinal()
    days, inverse = np.unique(dates[known], return_inverse=True)
    of_day = [dt.date.fromordinal(epoch + int(day)).strftime("%Y-%m") for day in days]
    names = sorted(set(of_day))
    number = {name: i for i, name in enumerate(names)}
    months = np.full(len(dates), -1, dtype=np.int32)
    if len(days):
        months[known] = np.array([number[name] for name in of_day], dtype=np.int32)[inverse]
    return months, tuple(names)


def cut_into_slices(
    corpus: Corpus, voices: Any, choices: Choices, documents: Sequence[str] | None
) -> Cut:
    """Give every document and mention the number of its slice; -1: in none."""
    by = choices.by
    core = corpus._core
    ids = core.ids()
    chosen = np.ones(len(ids), dtype=bool)
    if documents is not None:
        place = {name: i for i, name in enumerate(ids)}
        chosen[:] = False
        kind = "document"
        for name in documents:
            if name not in place:
                raise unknown_name(kind, name, ids)
            chosen[place[name]] = True
    everything = np.where(chosen, 0, -1).astype(np.int32)
    if by is None or by == "region":
        only = ("",) if by is None else choices.regions
        return Cut(only, 1, None if documents is None else everything)
    if by == "voice":
        if voices is None:
            message = "by='voice' needs attributed voices"
            raise InputError(message)
        return Cut(VOICES, len(VOICES), everything, _core.voice_of_mentions(voices))
    if by == "outlet":
        numbers, names = np.asarray(core.outlets), tuple(core.outlet_names)
    else:
        numbers, names = month_of(np.asarray(core.dates))
    return Cut(names, len(names), np.where(chosen, numbers, -1).astype(np.int32))
