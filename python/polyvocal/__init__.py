"""polyvocal: compare how outlets cover a conflict.

Who is named together, who sides with whom and in whose words, and which sources tell the same story.

>>> import polyvocal as pv
>>> corpus = pv.read_corpus("seeds/")  # doctest: +SKIP
>>> actors = pv.read_actors("seeds/actors.toml")  # doctest: +SKIP
>>> study = pv.Study(corpus, actors)  # doctest: +SKIP
>>> study.report("report.html")  # doctest: +SKIP
"""

from polyvocal._version import __version__
from polyvocal.actors import Actors, read_actors
from polyvocal.corpus import Corpus, Document, read_corpus
from polyvocal.errors import (
    CapacityError,
    EncodingError,
    InputError,
    PolyvocalError,
    SchemaError,
    UnknownNameError,
)
from polyvocal.study import Study, load_study
from polyvocal.table import Table

__all__ = [
    "Actors",
    "CapacityError",
    "Corpus",
    "Document",
    "EncodingError",
    "InputError",
    "PolyvocalError",
    "SchemaError",
    "Study",
    "Table",
    "UnknownNameError",
    "__version__",
    "load_study",
    "read_actors",
    "read_corpus",
]


def __dir__() -> list[str]:
    return __all__
