"""Who is named together: counts, association measures, significance and networks."""

from __future__ import annotations

from polyvocal.cooccurrence._choices import By, Level, Measure, Unit, Weight
from polyvocal.cooccurrence._counter import CooccurrenceCounter
from polyvocal.cooccurrence._make import make_cooccurrence
from polyvocal.cooccurrence._result import Cooccurrence
from polyvocal.cooccurrence._slices import month_of

__all__ = [
    "By",
    "Cooccurrence",
    "CooccurrenceCounter",
    "Level",
    "Measure",
    "Unit",
    "Weight",
    "make_cooccurrence",
    "month_of",
]
