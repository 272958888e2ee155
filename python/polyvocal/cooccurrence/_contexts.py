"""What stands around an actor: words near it, sources that name it; and words near words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from polyvocal import _core
from polyvocal.cooccurrence._choices import Choices, Weight, check_choices
from polyvocal.cooccurrence._cross import CrossCounts, p_of_excess
from polyvocal.cooccurrence._make import labels_of
from polyvocal.errors import InputError
from polyvocal.matrix import check_name

if TYPE_CHECKING:
    from polyvocal.actors import Actors

__all__ = ["count_words", "make_keywords", "make_sources", "make_word_pairs"]

_FIXED_ONE = 2.0**32
Progress = Callable[[int, int], None] | None


def _plan(knowledge: Any, choices: Choices) -> Any:
    return _core.CountPlan(
        knowledge,
        unit=choices.unit,
        window=choices.window,
        level=choices.level,
        regions=list(choices.regions),
        metonyms=choices.metonyms,
        nested=choices.nested,
        min_confidence=choices.min_confidence,
        directed=False,
        weight=choices.weight,
        decay=choices.decay,
        slices=1,
    )


def make_keywords(
    actors: Actors,
    segments: Any,
    mentions: Any,
    *,
    min_count: int,
    threads: int,
    progress: Progress,
    **options: Any,
) -> CrossCounts:
    """Count the words near each actor."""
    choices = check_choices(unit="window", by=None, directed=False, **options)
    if min_count < 1:
        message = f"min_count is {min_count}; give at least 1"
        raise InputError(message)
    knowledge = actors.to_core()
    found = _core.count_near_words(
        mentions,
        segments,
        knowledge,
        _plan(knowledge, choices),
        min_count=min_count,
        threads=threads,
        progress=progress,
    )
    p = p_of_excess(found["excess"], found["squares"], found["with_both"])
    more = {
        "documents": found["documents"],
        "p": p,
        "q": _core.benjamini_hochberg(p, int(np.count_nonzero(~np.isnan(p)))),
    }
    return CrossCounts(
        labels=labels_of(actors, choices.level)[0],
        columns=tuple(found["words"]),
        n=found["n"] / _FIXED_ONE,
        n_columns=found["n_words"],
        total=int(found["total"]),
        name="words near actors",
        _names=(choices.level, "word"),
        _cells=(found["indptr"], found["indices"], found["fixed"] / _FIXED_ONE),
        _more=more,
    )


def make_sources(
    actors: Actors, segments: Any, mentions: Any, voices: Any, **options: Any
) -> CrossCounts:
    """Count who is named when whom speaks."""
    choices = check_choices(
        unit="sentence", by=None, window=2, weight=None, decay=5.0, directed=False, **options
    )
    knowledge = actors.to_core()
    found = _core.count_sources(mentions, segments, knowledge, _plan(knowledge, choices), voices)
    return CrossCounts(
        labels=labels_of(actors, choices.level)[0],
        columns=tuple(actor.id for actor in actors.actors),
        n=found["n"],
        n_columns=found["n_columns"],
        total=int(found["total"]),
        name="named by sources",
        _names=(choices.level, "source"),
        _cells=(found["indptr"], found["indices"], found["values"]),
    )


def _word_counts(
    columns: dict[str, Any], words: Sequence[str], *, both: bool, directed: bool
) -> CrossCounts:
    """Margins are sums of the cells: of pairs, not of words."""
    cells = columns["indptr"], columns["indices"]
    fixed = columns["fixed"]
    sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(fixed)])
    rows = (sums[cells[0][1:]] - sums[cells[0][:-1]]) / _FIXED_ONE
    along = np.bincount(cells[1], weights=fixed / _FIXED_ONE, minlength=len(words))
    if not both and not directed:
        # Of the upper half, a word's row and column are its pairs; the diagonal is in both.
        owner = np.repeat(np.arange(len(words)), np.diff(cells[0]))
        same = owner == cells[1]
        diagonal = np.bincount(owner[same], weights=fixed[same] / _FIXED_ONE, minlength=len(words))
        rows = along = rows + along - diagonal
    total = float(rows.sum())
    return CrossCounts(
        labels=tuple(words),
        columns=tuple(words),
        n=rows,
        n_columns=along,
        total=total,
        name="words near words",
        _names=("word", "near"),
        _cells=(*cells, fixed / _FIXED_ONE),
    )


def _check(weight: Weight, min_count: int, max_bytes: int | None) -> int:
    check_name("weight", weight, get_args(Weight))
    if min_count < 1:
        message = f"min_count is {min_count}; give at least 1"
        raise InputError(message)
    if max_bytes is not None and max_bytes < 1:
        message = f"max_bytes is {max_bytes}; give a number of bytes, or None for no limit"
        raise InputError(message)
    return max_bytes or 0


def make_word_pairs(
    segments: Any,
    *,
    window: int,
    weight: Weight,
    decay: float,
    directed: bool,
    upper: bool,
    min_count: int,
    max_bytes: int | None,
    regions: Sequence[str] | None,
    threads: int,
    progress: Progress,
) -> CrossCounts:
    """Count the words near each word of a corpus."""
    limit = _check(weight, min_count, max_bytes)
    chosen = list(_core.counted_regions() if regions is None else regions)
    for region in chosen:
        check_name("region", region, _core.region_names())
    found = _core.count_word_windows(
        segments,
        regions=chosen,
        size=window,
        weight=weight,
        decay=decay,
        directed=directed,
        upper=upper,
        min_count=min_count,
        max_bytes=limit,
        threads=threads,
        progress=progress,
    )
    return _word_counts(found, found["words"], both=not upper, directed=directed)


def count_words(
    documents: Iterable[Sequence[str]],
    *,
    window: int = 5,
    weight: Weight = "flat",
    decay: float = 5.0,
    directed: bool = False,
    upper: bool = False,
    min_count: int = 1,
    max_bytes: int | None = None,
    threads: int | None = None,
) -> CrossCounts:
    """Count which words stand near each other in texts that are cut into words already.

    Parameters
    ----------
    documents : iterable of sequence of str
        The words of each text, in order; lemmas, tags or names serve as well.
    window : int, default 5
        Largest distance in words.
    weight : {"flat", "harmonic", "exponential"}
        1, 1/d or ``exp(-(d - 1) / decay)`` for words d apart.
    decay : float, default 5
        Words after which an exponential weight has fallen to 1/e.
    directed : bool, default False
        Only the words after: row before column.
    upper : bool, default False
        Store each pair once, in the row of the word seen first. A word near itself counts from
        both sides, twice a pair.
    min_count : int, default 1
        Leave out rarer words; they keep their places.
    max_bytes : int, optional
        Stop with a `CapacityError` before the cells take more.
    threads : int, optional

    Returns
    -------
    CrossCounts
        Words in the order in which they are first seen.

    Examples
    --------
    >>> from polyvocal.cooccurrence import count_words
    >>> found = count_words([["war", "and", "peace"], ["peace", "and", "war"]], window=1)
    >>> found.to_matrix().sel("and")
    {'war': 2.0, 'peace': 2.0}
    """
    limit = _check(weight, min_count, max_bytes)
    numbers = _core.WordNumbers()
    for document, words in enumerate(documents):
        if isinstance(words, str):
            message = f"document {document} is a str; give the list of its words"
            raise InputError(message)
        numbers.add(words)
    names = numbers.words
    found = _core.count_number_windows(
        numbers.ids,
        numbers.documents,
        len(names),
        size=window,
        weight=weight,
        decay=decay,
        directed=directed,
        upper=upper,
        min_count=min_count,
        max_bytes=limit,
        threads=threads or 0,
    )
    return _word_counts(found, names, both=not upper, directed=directed)
