"""In what outlets differ, and how firmly: drivers, stories, flow, channels, trees, maps, drift.

`Study.compare_outlets` makes the comparison; `Study.similarity` gives the scores.
"""

from __future__ import annotations

from polyvocal.outlets.arrange import EllipseMap, SupportedTree
from polyvocal.outlets.comparison import OutletComparison

__all__ = ["EllipseMap", "OutletComparison", "SupportedTree"]
