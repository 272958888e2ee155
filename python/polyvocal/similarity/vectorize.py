"""Articles as weighted words, from raw text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polyvocal import _core
from polyvocal.corpus import Corpus
from polyvocal.errors import InputError
from polyvocal.matrix import LabelledMatrix

if TYPE_CHECKING:
    from polyvocal.similarity.kinds import Progress

__all__ = ["vectorize"]


def vectorize(
    corpus: Corpus,
    *,
    function_words: bool = False,
    threads: int | None = None,
    progress: Progress = None,
) -> LabelledMatrix:
    """Weigh the words of whole articles by TF-IDF, without a study.

    A word that stands tf times in an article weighs (1 + ln tf) (ln((1 + N) / (1 + df)) + 1), with
    df of the N articles having it; rows are then scaled to length 1. No sentences, quotations or
    regions are looked for, so summaries, datelines, bylines, boilerplate and notes count too:
    `Study.similarity` leaves them out.

    Parameters
    ----------
    corpus : Corpus
        Its texts; titles do not count.
    function_words : bool, default False
        Keep English words such as "the", "of" and "would".
    threads : int, optional
        Threads to use; all CPUs of the process when not given. The result is the same.
    progress : callable, optional
        Called with (articles done, articles in all).

    Returns
    -------
    LabelledMatrix
        A sparse matrix of float32 (scipy ``csr_array``): a row an article, named by its id; a
        column a word, folded (small letters, no possessive, Latin letters without marks), the most
        frequent first. An article without words that count has an empty row; function words that
        are left out have empty columns.

    Raises
    ------
    InputError
        When it is given something else than a Corpus, or threads are below 1.
    CapacityError
        Above 2,147,483,647 stored weights.

    Examples
    --------
    >>> import polyvocal as pv
    >>> from polyvocal.similarity import vectorize
    >>> corpus = pv.read_corpus(
    ...     [
    ...         {"id": "a", "text": "The port was shut."},
    ...         {"id": "b", "text": "The port’s oil burned."},
    ...     ]
    ... )
    >>> weights = vectorize(corpus)
    >>> round(float(weights["b", "oil"]), 3), round(float(weights["b", "port"]), 3)
    (0.632, 0.449)
    """
    from scipy.sparse import csr_array

    if not isinstance(corpus, Corpus):
        message = f"vectorize takes a Corpus (read_corpus makes one), not {type(corpus).__name__}"
        raise InputError(message)
    if threads is not None and threads < 1:
        message = f"threads is {threads}; give 1 or more, or leave it out for all CPUs"
        raise InputError(message)
    rows, words = _core.vectorize(
        corpus._core, function_words=function_words, threads=threads or 0, progress=progress
    )
    values = csr_array((rows.values, rows.indices, rows.indptr), shape=rows.shape)
    return LabelledMatrix(values, corpus.ids, words, name="tf-idf")
