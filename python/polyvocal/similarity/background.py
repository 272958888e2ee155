"""In how many articles of a reference corpus each word stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from polyvocal import _core
from polyvocal._files import load_block, save_block
from polyvocal.table import Table

if TYPE_CHECKING:
    from polyvocal.study import Study

__all__ = ["DocumentFrequencies", "load_frequencies"]


class DocumentFrequencies:
    """Weights of words by a reference corpus, so that they do not depend on the articles compared.

    The weight of a word is ln((1 + N) / (1 + df)) + 1 with N articles of which df have it; one that
    no article has weighs most. Fit it on a large corpus of the same language and kind, save it, and
    give it to `Study.similarity` or `Study.nearest` as ``background``: scores of different studies
    can then be compared.

    Examples
    --------
    >>> import polyvocal as pv
    >>> from polyvocal.similarity import DocumentFrequencies
    >>> actors = pv.read_actors([{"id": "lee", "name": "Lee", "type": "person"}])
    >>> texts = [{"text": "The port was shut."}, {"text": "The port burned."}]
    >>> background = DocumentFrequencies().update(pv.Study(pv.read_corpus(texts), actors))
    >>> background.documents, round(background.idf("port"), 3), round(background.idf("oil"), 3)
    (2, 1.0, 2.099)
    """

    __slots__ = ("_held",)

    _held: _core.DocumentFrequencies

    def __init__(self) -> None:
        self._held = _core.DocumentFrequencies()

    def update(self, study: Study) -> DocumentFrequencies:
        """Add the articles of a study; return this one.

        Parameters
        ----------
        study : Study
            Its articles are counted; no article may come twice: nothing can tell.
        """
        self._held.add(study._segments, threads=study._threads)
        return self

    def merge(self, other: DocumentFrequencies) -> DocumentFrequencies:
        """Add what another has counted; return this one. The order does not matter."""
        self._held.merge(other._held)
        return self

    @property
    def documents(self) -> int:
        """Articles counted."""
        return self._held.documents

    def idf(self, word: str) -> float:
        """Give the weight of a word, in small letters and without possessive."""
        return self._held.idf(word)

    def table(self) -> Table:
        """One row a word, in byte order: ``word, documents``."""
        return Table({"word": self._held.words, "documents": self._held.counts}, name="frequencies")

    def to_bytes(self) -> bytes:
        """Give the counts as one block: magic, version, counts, checksum."""
        return self._held.to_bytes()

    @classmethod
    def from_bytes(cls, block: bytes) -> DocumentFrequencies:
        """Read what `to_bytes` gave.

        Raises
        ------
        InputError
            When the block is something else, of another version, cut off or damaged.
        """
        made = cls()
        made._held = _core.DocumentFrequencies.from_bytes(block)
        return made

    def save(self, path: str | Path) -> Path:
        """Write the counts to a file, for `load_frequencies`; return its path."""
        return save_block(path, self.to_bytes())

    def __len__(self) -> int:
        return len(self._held.counts)

    def __repr__(self) -> str:
        return f"<DocumentFrequencies: {len(self):,} words of {self.documents:,} articles>"

    def __reduce__(self) -> tuple[Any, ...]:
        return DocumentFrequencies.from_bytes, (self.to_bytes(),)


def load_frequencies(path: str | Path) -> DocumentFrequencies:
    """Read what `DocumentFrequencies.save` wrote.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    DocumentFrequencies

    Raises
    ------
    InputError
        When the file cannot be read, is something else, or is cut off or damaged.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> from polyvocal.similarity import DocumentFrequencies, load_frequencies
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = DocumentFrequencies().save(pathlib.Path(folder) / "news.pvf")
    ...     load_frequencies(path).documents
    0
    """
    return load_block(path, DocumentFrequencies.from_bytes)
