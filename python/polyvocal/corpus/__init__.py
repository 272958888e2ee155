"""Articles: reading them from anywhere, and the corpus they become.

>>> from polyvocal.corpus import read_corpus
>>> corpus = read_corpus([{"id": "a1", "outlet": "Daily", "text": "Ann Lee met Bo Diaz."}])
>>> corpus["a1"].outlet, len(corpus)
('Daily', 1)
"""

from polyvocal.corpus._articles import Corpus, Document, ReadingReport
from polyvocal.corpus._read import read_corpus

__all__ = ["Corpus", "Document", "ReadingReport", "read_corpus"]
