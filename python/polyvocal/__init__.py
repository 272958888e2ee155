"""polyvocal: compare how outlets cover a conflict.

Who is named together, who sides with whom and in whose words, and which sources tell the same story.

>>> import polyvocal as pv
>>> corpus = pv.read_corpus([{"outlet": "Daily", "text": "Ann Lee met Bo Diaz. Lee praised Diaz."}])
>>> actors = pv.read_actors(
...     [
...         {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "north"},
...         {"id": "diaz", "name": "Bo Diaz", "type": "person", "faction": "south"},
...     ]
... )
>>> study = pv.Study(corpus, actors, progress=False)
>>> study.cooccurrence().top(1)["count"].tolist()
[2]
"""

from polyvocal._version import __version__
from polyvocal.actors import Actors, read_actors
from polyvocal.corpus import Corpus, Document, read_corpus
from polyvocal.drafting import draft_actors
from polyvocal.errors import (
    CapacityError,
    EncodingError,
    InputError,
    PolyvocalError,
    SchemaError,
    UnknownNameError,
)
from polyvocal.matcher import Matcher, load_matcher
from polyvocal.names import name_similarity
from polyvocal.study import Study, load_study
from polyvocal.table import Table

__all__ = [
    "Actors",
    "CapacityError",
    "Corpus",
    "Document",
    "EncodingError",
    "InputError",
    "Matcher",
    "PolyvocalError",
    "SchemaError",
    "Study",
    "Table",
    "UnknownNameError",
    "__version__",
    "draft_actors",
    "load_matcher",
    "load_study",
    "name_similarity",
    "read_actors",
    "read_corpus",
]


def __dir__() -> list[str]:
    return __all__
