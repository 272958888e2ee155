"""The study: a corpus, its actors, and the results of the stages that have run."""

from polyvocal.study._choices import ShortNames
from polyvocal.study._study import Study, load_study

__all__ = ["ShortNames", "Study", "load_study"]
