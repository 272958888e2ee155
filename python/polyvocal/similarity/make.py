"""From a study's stages to a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from polyvocal.errors import InputError
from polyvocal.matrix import check_name
from polyvocal.similarity.documents import document_scores
from polyvocal.similarity.inputs import GARBLED_ARTICLES, Inputs
from polyvocal.similarity.kinds import ACTOR_MEASURES, KINDS, Ints, Kind, Of, Progress
from polyvocal.similarity.outlets import find_outlets, outlet_scores
from polyvocal.similarity.results import Similarity
from polyvocal.similarity.stories import make_stories, numbered_stories

if TYPE_CHECKING:
    from collections.abc import Callable

    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus
    from polyvocal.similarity.background import DocumentFrequencies
    from polyvocal.table import Table

__all__ = ["make_similarity"]

_MANY_ARTICLES = 10_000


def _permutations(articles: int) -> int:
    """Replicates of a permutation test: fewer where each costs seconds and q needs no more."""
    return 999 if articles <= _MANY_ARTICLES else 199


def _check_selection(
    of: Of, top: int | None, threshold: float | None, days: int | None, other_outlets: bool
) -> None:
    if of == "outlet" and (top is not None or threshold is not None or other_outlets):
        message = "top, threshold and other_outlets choose pairs of articles; leave them out"
        raise InputError(message)
    if top is not None and top < 1:
        message = f"top is {top}; give 1 or more partners for each article"
        raise InputError(message)
    if threshold is not None and not 0 <= threshold < 1:
        message = f"threshold is {threshold}; give a score in [0, 1)"
        raise InputError(message)
    if days is not None and days < -1:
        message = f"days is {days}; give 0 or more, or -1 for any"
        raise InputError(message)


def _checked_measure(measure: str | None, of: Of, kind: Kind) -> str:
    if measure is None:
        return "ruzicka"
    check_name("measure", measure, (*ACTOR_MEASURES, "jsd"))
    if of != "document" or kind != "actors":
        message = (
            f"measure={measure!r} is of the actors of articles; leave it out for {of}s by {kind}"
        )
        raise InputError(message)
    return measure


def make_similarity(
    corpus: Corpus,
    actors: Actors,
    segments: Any,
    mentions: Any,
    *,
    of: Of = "document",
    kind: Kind = "words",
    stance: Any = None,
    stories: Callable[[], Table] | None = None,
    top: int | None = None,
    threshold: float | None = None,
    days: int | None = None,
    other_outlets: bool = False,
    garbled: bool | None = None,
    measure: str | None = None,
    persistence: float = 0.9,
    background: DocumentFrequencies | None = None,
    min_tokens: int = 12,
    max_bytes: int = 2 << 30,
    permutations: int | None = None,
    seed: int = 0,
    threads: int = 0,
    progress: Progress = None,
) -> Similarity:
    """Compare articles or outlets in one respect.

    Parameters
    ----------
    corpus, actors : Corpus, Actors
    segments, mentions
        Results of the core's stages.
    of : {"document", "outlet"}
        What is compared.
    kind : {"words", "story", "actors", "side", "reuse"}
        ``words``: cosine of TF-IDF. ``story``: probability that both report the same events.
        ``actors``: weighted Jaccard of how often each actor is named. ``side``: agreement of the
        stance toward each faction. ``reuse``: the larger part of one that also stands in the other.
    stance : Stance
        Scores of the same things; needed for ``kind="side"``.
    stories : callable, optional
        Gives the table of `Study.stories`, for ``kind="story"`` of outlets; made when not given.
    top, threshold, days, other_outlets
        Which pairs of articles are kept; see `Study.similarity`.
    garbled : bool, optional
        Look for reused text letter by letter too; by default up to `GARBLED_ARTICLES` articles.
    measure, persistence, background
        See `Study.similarity`.
    min_tokens : int, default 12
        Shortest reused passage, in words.
    max_bytes : int, default 2 GiB
        Refuse, before starting, what would take more memory.
    permutations : int, optional
        Replicates of the outlets' permutation test: 999 by default, 199 above 10,000 articles.
    seed : int
        Of the permutations.
    threads : int
        0: all CPUs.
    progress : callable, optional
        Called as ``progress(done, total)``.

    Returns
    -------
    Similarity
    """
    check_name("kind", kind, KINDS)
    check_name("of", of, ("document", "outlet"))
    _check_selection(of, top, threshold, days, other_outlets)

    def grouped() -> Ints:
        if stories is not None:
            return numbered_stories(stories())
        table = make_stories(
            corpus._core, segments, max_bytes=max_bytes, threads=threads, progress=progress
        )
        return numbered_stories(table)

    inputs = Inputs(
        corpus=corpus,
        actors=actors,
        segments=segments,
        mentions=mentions,
        stance=stance,
        stories=grouped,
        of=of,
        top=top,
        threshold=threshold,
        days=days,
        other_outlets=other_outlets,
        garbled=len(corpus) <= GARBLED_ARTICLES if garbled is None else garbled,
        measure=_checked_measure(measure, of, kind),
        persistence=persistence,
        background=background,
        min_tokens=min_tokens,
        max_bytes=max_bytes,
        permutations=_permutations(len(corpus)) if permutations is None else permutations,
        seed=seed,
        threads=threads,
        progress=progress,
    )
    if of == "outlet":
        outlets = find_outlets(inputs)
        labels = outlets.labels
        pairs, full = outlet_scores(inputs, kind, outlets), True
    else:
        labels = tuple(inputs.core.ids())
        pairs, full = document_scores(inputs, kind, labels), inputs.full
    return Similarity(of, kind, labels, pairs, full, inputs.reuse, corpus)
