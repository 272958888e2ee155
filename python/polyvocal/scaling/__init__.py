"""Scaling models: places of documents or outlets on a dimension, from the words they use.

For those who expect them beside stance: Wordscores, Wordfish, latent semantic scaling,
correspondence analysis and the class affinity model, in the style of scikit-learn. They read counts
of words: `Study.term_counts`, or any documents x words matrix.

>>> import numpy as np
>>> from polyvocal.scaling import Wordscores
>>> counts = np.array([[4, 2, 0], [0, 2, 4], [1, 2, 1]])
>>> model = Wordscores().fit(counts, [-1, 1, np.nan])
>>> model.predict(counts).round(2).tolist()
[-0.67, 0.67, 0.0]
"""

from polyvocal.scaling.affinity import Affinity
from polyvocal.scaling.bootstrap import bootstrap_positions
from polyvocal.scaling.correspondence import CorrespondenceAnalysis
from polyvocal.scaling.latent_semantic import LatentSemanticScaling
from polyvocal.scaling.term_counts import TermCounts
from polyvocal.scaling.wordfish import Wordfish
from polyvocal.scaling.wordscores import Wordscores

__all__ = [
    "Affinity",
    "CorrespondenceAnalysis",
    "LatentSemanticScaling",
    "TermCounts",
    "Wordfish",
    "Wordscores",
    "bootstrap_positions",
]
