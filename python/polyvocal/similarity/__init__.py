"""Who tells the same story: similarity of articles and outlets, and the text they share."""

from polyvocal.similarity.background import DocumentFrequencies, load_frequencies
from polyvocal.similarity.documents import STORY_ARTICLES
from polyvocal.similarity.inputs import FULL_MATRIX, STORY_DAYS
from polyvocal.similarity.kinds import Kind, Of
from polyvocal.similarity.layouts import Map, Tree
from polyvocal.similarity.make import make_similarity
from polyvocal.similarity.results import Similarity
from polyvocal.similarity.sketches import Sketches, load_sketches
from polyvocal.similarity.vectorize import vectorize

__all__ = [
    "FULL_MATRIX",
    "STORY_ARTICLES",
    "STORY_DAYS",
    "DocumentFrequencies",
    "Kind",
    "Map",
    "Of",
    "Similarity",
    "Sketches",
    "Tree",
    "load_frequencies",
    "load_sketches",
    "make_similarity",
    "vectorize",
]
