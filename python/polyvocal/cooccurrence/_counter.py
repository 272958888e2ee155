"""Counts of a corpus that comes in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from polyvocal.cooccurrence._result import Cooccurrence
from polyvocal.errors import InputError

if TYPE_CHECKING:
    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = ["CooccurrenceCounter"]


class CooccurrenceCounter:
    """Count who is named together in a corpus too large to hold, batch by batch.

    Memory is per distinct pair: a batch is forgotten once it is counted. Several machines may each
    count a part, and `merge` gives what one machine would have counted, bit for bit.

    Parameters
    ----------
    actors : Actors
    threads : int, optional
        Threads to use; all CPUs of the process when not given.
    **options
        As of `Study.cooccurrence`, without `documents`.

    Notes
    -----
    Names are found in each batch by itself. Other spellings that need the support of the whole
    corpus (method ``variant_corpus``) may therefore be found in fewer places than in one run.

    Examples
    --------
    >>> import polyvocal as pv
    >>> actors = pv.read_actors(
    ...     [
    ...         {"id": i, "name": n, "type": "person"}
    ...         for i, n in (("l", "Ann Lee"), ("d", "Bo Diaz"))
    ...     ]
    ... )
    >>> from polyvocal.cooccurrence import CooccurrenceCounter
    >>> counter = CooccurrenceCounter(actors, unit="document")
    >>> for text in ("Ann Lee met Bo Diaz.", "Bo Diaz left Ann Lee."):
    ...     counter.update(pv.read_corpus([{"id": text, "text": text}]))
    >>> counter.result().counts.toarray().tolist()
    [[0, 2], [2, 0]]
    """

    def __init__(self, actors: Actors, *, threads: int | None = None, **options: Any) -> None:
        if options.get("documents") is not None:
            message = "documents: give update() only the articles to count"
            raise InputError(message)
        self._actors = actors
        self._threads = threads
        self._options = options
        self._counts: Cooccurrence | None = None

    def update(self, corpus: Corpus) -> None:
        """Add the articles of a batch.

        Parameters
        ----------
        corpus : Corpus
            Articles that were not given before: nothing can tell, and they would count twice.
        """
        from polyvocal.study import Study

        study = Study(corpus, self._actors, threads=self._threads, progress=False)
        self._add(study.cooccurrence(**self._options))

    def merge(self, other: CooccurrenceCounter) -> None:
        """Add the articles that another counter has counted in the same way."""
        if other._counts is not None:
            self._add(other._counts)

    def _add(self, counts: Cooccurrence) -> None:
        self._counts = (
            counts.without_articles() if self._counts is None else self._counts.merge(counts)
        )

    def result(self) -> Cooccurrence:
        """Give the counts so far, without the articles and so without evidence.

        Raises
        ------
        InputError
            Before the first `update`.
        """
        if self._counts is None:
            message = "nothing is counted yet; give articles to update()"
            raise InputError(message)
        return self._counts
