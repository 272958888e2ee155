"""Who is named together: counts, association measures, significance and networks."""

from __future__ import annotations

from polyvocal.cooccurrence._choices import By, Level, Measure, Unit, Weight
from polyvocal.cooccurrence._communities import Communities
from polyvocal.cooccurrence._contexts import count_words
from polyvocal.cooccurrence._counter import CooccurrenceCounter
from polyvocal.cooccurrence._cross import CrossCounts
from polyvocal.cooccurrence._make import make_cooccurrence
from polyvocal.cooccurrence._result import Cooccurrence
from polyvocal.cooccurrence._slices import month_of

__all__ = [
    "By",
    "Communities",
    "Cooccurrence",
    "CooccurrenceCounter",
    "CrossCounts",
    "Level",
    "Measure",
    "Unit",
    "Weight",
    "count_words",
    "make_cooccurrence",
    "month_of",
]
