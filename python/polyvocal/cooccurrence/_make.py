"""From the core's stages to counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from polyvocal import _core
from polyvocal.cooccurrence._choices import UNITS, By, Level, Unit
from polyvocal.cooccurrence._counts import Counts, Slice
from polyvocal.cooccurrence._evidence import Source
from polyvocal.cooccurrence._result import Cooccurrence
from polyvocal.cooccurrence._slices import cut_into_slices
from polyvocal.errors import InputError
from polyvocal.matrix import check_name

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
    by : {"outlet", "month", "voice"}, optional
        One matrix for each. Articles without an outlet (a date) are left out.
    window : int, default 25
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
    if regions is None:
        regions = _core.counted_regions()
    for region in regions:
        check_name("region", region, _core.region_names())
    check_name("unit", unit, tuple(UNITS))
    check_name("level", level, ("actor", "faction", "type"))
    if by is not None:
        check_name("by", by, ("outlet", "month", "voice"))
    if window < 2:
        message = f"window is {window}; a pair needs at least 2 words"
        raise InputError(message)
    knowledge = actors.to_core()
    cut = cut_into_slices(corpus, voices, by, documents)
    labels, names = _labels(actors, level)

    def plan_for(asked: Unit) -> Any:
        return _core.CountPlan(
            knowledge,
            unit=asked,
            window=window,
            level=level,
            regions=list(regions),
            metonyms=metonyms,
            nested=nested,
            min_confidence=min_confidence,
            slices=len(cut.names),
            document_slices=cut.documents,
            mention_slices=cut.mentions,
        )

    def count(plan: Any) -> list[Counts]:
        found = _core.count_cooccurrence(
            mentions, segments, knowledge, plan, threads=threads, progress=progress
        )
        return [Counts.from_core(columns) for columns in found]

    plan = plan_for(unit)
    by_unit = count(plan)
    by_document = by_unit if unit == "document" else count(plan_for("document"))
    return Cooccurrence(
        unit=unit,
        by=by,
        labels=labels,
        slices=cut.names,
        _slices=tuple(Slice(a, b) for a, b in zip(by_unit, by_document, strict=True)),
        _names=names,
        _source=Source(corpus, segments, mentions, knowledge, plan),
    )
