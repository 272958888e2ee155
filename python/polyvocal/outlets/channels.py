"""Mantel's test of two respects of comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from polyvocal import _core
from polyvocal.outlets._data import Data
from polyvocal.table import Table

if TYPE_CHECKING:
    from polyvocal.similarity import Kind

__all__ = ["compare_channels"]


def compare_channels(data: Data, kinds: Sequence[Kind], permutations: int) -> Table:
    """Correlate the matrices of each two kinds; see `OutletComparison.channels`."""
    matrices = {
        kind: np.asarray(data.similarity("outlet", kind).matrix.toarray()) for kind in kinds
    }
    rows: list[dict[str, object]] = []
    for i, first in enumerate(kinds):
        for second in kinds[i + 1 :]:
            found = _core.mantel(
                matrices[first], matrices[second], permutations=permutations, seed=data.seed
            )
            rows.append({"a": first, "b": second, **found, "verdict": _verdict(found)})
    names = ("a", "b", "r", "p", "pairs", "permutations", "exact", "verdict")
    return Table({name: [row[name] for row in rows] for name in names}, name="channels")


def _verdict(found: dict[str, float]) -> str:
    if np.isnan(found["r"]):
        return "undefined: no two pairs of outlets differ in both"
    if np.isnan(found["p"]):
        return "too few outlets: four are needed"
    if found["p"] > 0.05:
        return "not distinguishable from chance"
    return "agree" if found["r"] > 0 else "disagree"
