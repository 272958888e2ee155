"""The passages behind one count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from polyvocal import _core
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.corpus import Corpus

__all__ = ["Source", "evidence_table"]


@dataclass(frozen=True)
class Source:
    """What one cell's evidence is read from."""

    corpus: Corpus
    segments: Any
    mentions: Any
    knowledge: Any
    plans: tuple[Any, ...]  # one, or one a region

    def plan_of(self, place: int) -> tuple[Any, int]:
        """Give the plan of a slice, and which of its matrices the slice is."""
        return (self.plans[0], place) if len(self.plans) == 1 else (self.plans[place], 0)


def evidence_table(
    source: Source, slices: Sequence[str], offset: int, places: tuple[int, int]
) -> Table:
    """Give one row a unit that names both of a pair; `offset` is the number of the first slice."""
    found = [
        _core.pair_evidence(
            source.corpus._core,
            source.mentions,
            source.segments,
            source.knowledge,
            *source.plan_of(offset + place),
            *places,
        )
        for place in range(len(slices))
    ]
    names = {"unit_start": "start", "unit_end": "end"}
    keys = ("unit_start", "unit_end", "start_a", "end_a", "start_b", "end_b", "count")
    joined = {
        key: np.concatenate([part[key] for part in found]) if found else np.zeros(0, np.int32)
        for key in ("document", *keys)
    }
    sizes = [len(part["count"]) for part in found]
    return Table(
        {
            "slice": Strings(
                np.repeat(np.arange(len(sizes), dtype=np.int32), sizes), slices or [""]
            ),
            "document": Strings(joined["document"].astype(np.int32), source.corpus._core.ids()),
            **{names.get(key, key): joined[key] for key in keys},
        },
        name="evidence of a pair",
    )
