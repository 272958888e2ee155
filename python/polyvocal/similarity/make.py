"""From a study's stages to a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from polyvocal.matrix import check_name
from polyvocal.similarity.documents import document_scores
from polyvocal.similarity.inputs import Inputs
from polyvocal.similarity.kinds import KINDS, Kind, Of, Progress
from polyvocal.similarity.outlets import find_outlets, outlet_scores
from polyvocal.similarity.results import Similarity

if TYPE_CHECKING:
    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = ["make_similarity"]

_MANY_ARTICLES = 10_000


def _permutations(articles: int) -> int:
    """Replicates of a permutation test: fewer where each costs seconds and q needs no more."""
    return 999 if articles <= _MANY_ARTICLES else 199


def make_similarity(
    corpus: Corpus,
    actors: Actors,
    segments: Any,
    mentions: Any,
    *,
    of: Of = "document",
    kind: Kind = "words",
    stance: Any = None,
    top: int = 10,
    days: int | None = None,
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
    top : int, default 10
        Partners kept per article above 2,000 articles.
    days : int, optional
        Most days between partners above 2,000 articles; -1 for any. By default 3 when half of the
        articles have a date, else any.
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
    inputs = Inputs(
        corpus=corpus,
        actors=actors,
        segments=segments,
        mentions=mentions,
        stance=stance,
        of=of,
        top=top,
        days=days,
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
