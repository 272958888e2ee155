"""Who sides with whom: stance scores with intervals and evidence, and the sides of actors."""

from polyvocal.stance._choices import By, Scorer, VoiceChoice
from polyvocal.stance._source import polarity_model as _polarity_model
from polyvocal.stance.alignment import LISTED_STATEMENTS, Alignment, make_alignment
from polyvocal.stance.attributions import make_attributions
from polyvocal.stance.scores import Stance, make_stance

__all__ = [
    "LISTED_STATEMENTS",
    "Alignment",
    "By",
    "Scorer",
    "Stance",
    "VoiceChoice",
    "_polarity_model",
    "make_alignment",
    "make_attributions",
    "make_stance",
]
