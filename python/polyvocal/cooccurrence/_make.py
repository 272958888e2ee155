"""From the core's stages to counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from polyvocal import _core
from polyvocal.cooccurrence._choices import By, Choices, Level, Unit, Weight, check_choices
from polyvocal.cooccurrence._counts import Counts, Slice
from polyvocal.cooccurrence._evidence import Source
from polyvocal.cooccurrence._null import Named, Null
from polyvocal.cooccurrence._result import Cooccurrence
from polyvocal.cooccurrence._slices import Cut, cut_into_slices

if TYPE_CHECKING:
    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = ["make_cooccurrence"]


def _labels(actors: Actors, level: Level) -> tuple[tuple[str, ...], dict[str, dict[str, str]]]:
    if level == "faction":
        names = {faction.id: faction.name for faction in actors.factions}
        return tuple(names), {"name": names}
    if level == "type":
        return tuple(_core.actor_type_names()), {}
    ids = tuple(actor.id for actor in actors.actors)
    factions = {name: actors.faction_of(name) for name in ids}
    return ids, {
        "name": {actor.id: actor.name for actor in actors.actors},
        "type": {actor.id: actor.type for actor in actors.actors},
        "faction": {name: faction for name, faction in factions.items() if faction is not None},
    }


def _plans(
    choices: Choices, knowledge: Any, cut: Cut, *, with_tests: bool
) -> list[tuple[Any, ...]]:
    """Make the plan asked for, and one by article for the tests; by region, for each region."""
    asked = (choices.unit, choices.directed)
    kinds = (asked, ("document", False)) if with_tests else (asked,)
    regions = [[r] for r in choices.regions] if choices.by == "region" else [list(choices.regions)]
    return [
        tuple(
            _core.CountPlan(
                knowledge,
                unit=unit,
                window=choices.window,
                level=choices.level,
                regions=chosen,
                metonyms=choices.metonyms,
                nested=choices.nested,
                min_confidence=choices.min_confidence,
                directed=directed,
                weight=choices.weight if unit == "window" else None,
                decay=choices.decay,
                slices=cut.count,
                document_slices=cut.documents,
                mention_slices=cut.mentions,
            )
            for unit, directed in kinds
        )
        for chosen in regions
    ]


def make_cooccurrence(
    corpus: Corpus,
    actors: Actors,
    segments: Any,
    mentions: Any,
    voices: Any = None,
    *,
    unit: Unit = "sentence",
    by: By | None = None,
    window: int = 25,
    weight: Weight | None = None,
    decay: float = 5.0,
    directed: bool = False,
    level: Level = "actor",
    regions: Sequence[str] | None = None,
    metonyms: bool = True,
    nested: bool = False,
    min_confidence: float = 0.0,
    documents: Sequence[str] | None = None,
    threads: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Cooccurrence:
    """Count who is named together.

    Parameters
    ----------
    corpus, actors : Corpus, Actors
    segments, mentions, voices
        Results of the core's stages (`voices` only for ``by="voice"``).
    unit : {"sentence", "paragraph", "document", "window"}
        Where two names must meet. For ``"window"``, every stretch of `window` consecutive words of
        an article is a unit, so nearer pairs count more.
    by : {"outlet", "month", "voice", "region"}, optional
        One matrix for each. Articles without an outlet (a date) are left out.
    window : int, default 25
        Words in a window; with `weight`, the largest distance in words.
    weight : {"flat", "harmonic", "exponential"}, optional
        For ``unit="window"``: count pairs of mentions by their distance d, with weight 1, 1/d or
        ``exp(-(d - 1) / decay)``, instead of windows as units.
    decay : float, default 5
        For ``weight="exponential"``: words after which the weight has fallen to 1/e.
    directed : bool, default False
        Row before column: a unit counts for the one that it names first.
    level : {"actor", "faction", "type"}
        What rows and columns are.
    regions : sequence of str, optional
        Parts of an article that count; by default headline, caption, subhead, slate and body, not
        a summary (it repeats the body), dateline, byline, boilerplate or note.
    metonyms : bool, default True
        Count "Moscow" and "Russian" for Russia.
    nested : bool, default False
        Count "Libyan" inside "Libyan National Army" as well.
    min_confidence : float, default 0
        Leave out mentions found with less confidence.
    documents : sequence of str, optional
        Only these articles, by id.
    threads : int
        0: all CPUs.
    progress : callable, optional
        Called as ``progress(done, total)``.

    Returns
    -------
    Cooccurrence
    """
    choices = check_choices(
        unit=unit,
        by=by,
        window=window,
        weight=weight,
        decay=decay,
        directed=directed,
        level=level,
        regions=regions,
        metonyms=metonyms,
        nested=nested,
        min_confidence=min_confidence,
    )
    knowledge = actors.to_core()
    cut = cut_into_slices(corpus, voices, choices, documents)
    labels, names = _labels(actors, level)

    def count(plan: Any, *, directed: bool) -> list[Counts]:
        found = _core.count_cooccurrence(
            mentions, segments, knowledge, plan, threads=threads, progress=progress
        )
        return [Counts.from_core(columns, directed=directed) for columns in found]

    def articles(plan: Any, place: int) -> dict[str, Any]:
        return _core.document_nodes(mentions, segments, knowledge, plan, place)

    # Documents without direction serve the tests.
    same = unit == "document" and not directed
    plans = _plans(choices, knowledge, cut, with_tests=not same)
    slices: list[Slice] = []
    for plan, *for_tests in plans:
        by_unit = count(plan, directed=directed)
        by_document = count(for_tests[0], directed=False) if for_tests else by_unit
        slices += [
            Slice(a, b, Named.from_core(articles(plan, place), len(labels)))
            for place, (a, b) in enumerate(zip(by_unit, by_document, strict=True))
        ]
    return Cooccurrence(
        unit=unit,
        by=by,
        labels=labels,
        slices=cut.names,
        _slices=tuple(slices),
        _names=names,
        _choices=choices,
        _null=Null(threads=threads),
        _source=Source(corpus, segments, mentions, knowledge, tuple(p for p, *_ in plans)),
    )
