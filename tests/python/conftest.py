"""What the Python tests share: the sample study, made once."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

import polyvocal as pv

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"

hypothesis.settings.register_profile("polyvocal", deadline=None, max_examples=50)
hypothesis.settings.load_profile("polyvocal")


@pytest.fixture(scope="session")
def root() -> Path:
    """Top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Folder of the sample study."""
    return SEEDS


@pytest.fixture(scope="session")
def sample_corpus() -> pv.Corpus:
    """The five sample articles."""
    return pv.read_corpus(SEEDS, progress=False)


@pytest.fixture(scope="session")
def sample_actors() -> pv.Actors:
    """Actors and factions of the sample study."""
    return pv.read_actors(SEEDS / "actors.toml")


@pytest.fixture(scope="session")
def sample_study(sample_corpus: pv.Corpus, sample_actors: pv.Actors) -> pv.Study:
    """The sample study; its stages run once a session."""
    return pv.Study(sample_corpus, sample_actors, progress=False)
