"""Who sides with whom: stance scores with intervals and evidence, and the sides of actors."""

from polyvocal.stance._choices import By, Scorer, Strategy, VoiceChoice
from polyvocal.stance._source import polarity_model as _polarity_model
from polyvocal.stance.alignment import LISTED_STATEMENTS, Alignment, make_alignment
from polyvocal.stance.attributions import make_attributions
from polyvocal.stance.calibration import Calibration
from polyvocal.stance.coding import krippendorff_alpha
from polyvocal.stance.scores import Stance, make_stance
from polyvocal.stance.tasks import write_tasks

__all__ = [
    "LISTED_STATEMENTS",
    "Alignment",
    "By",
    "Calibration",
    "Scorer",
    "Stance",
    "Strategy",
    "VoiceChoice",
    "_polarity_model",
    "krippendorff_alpha",
    "make_alignment",
    "make_attributions",
    "make_stance",
    "write_tasks",
]
