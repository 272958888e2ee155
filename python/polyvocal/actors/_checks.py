"""Checks of a whole file: ids, ties, corrections, names that would mislead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from polyvocal.actors._countries import country_of, known_countries
from polyvocal.actors._places import Places
from polyvocal.actors._schema import Actor, File
from polyvocal.actors._surfaces import names_of
from polyvocal.corrections import Plan, check_form
from polyvocal.errors import nearest, unknown_name

__all__ = ["check_corrections", "check_ids", "check_ties", "warnings_of"]


def check_ids(file: File, places: Places) -> None:
    seen: dict[str, tuple[str, int]] = {}
    entries = chain(
        (("faction", i, faction.id) for i, faction in enumerate(file.faction)),
        (("actor", i, actor.id) for i, actor in enumerate(file.actor)),
    )
    for kind, i, entry_id in entries:
        if entry_id in seen:
            before, first = seen[entry_id]
            message = (
                f"the id {entry_id!r} is used twice, for the {before} at "
                f"{places.describe((before, first, 'id'))} and here; "
                "actors and factions share one set of ids"
            )
            raise places.error((kind, i, "id"), message)
        seen[entry_id] = kind, i
    factions = {faction.id: None for faction in file.faction}
    for i, actor in enumerate(file.actor):
        for j, membership in enumerate(actor.faction):
            path = ("actor", i, "faction", j, "id")
            if membership.id not in factions:
                raise places.error(path, _unknown_id("faction", membership.id, list(factions)))
            if membership.from_ and membership.to and membership.to < membership.from_:
                message = f"membership of {membership.id!r} ends before it begins"
                raise places.error((*path[:-1], "to"), message)


def _unknown_id(kind: str, name: str, known: Sequence[str]) -> str:
    return str(unknown_name(kind, name, known))


def check_ties(file: File, places: Places) -> None:
    actors = {actor.id: None for actor in file.actor}
    targets = actors | {faction.id: None for faction in file.faction}
    for i, tie in enumerate(file.tie):
        if tie.source not in actors:
            raise places.error(("tie", i, "source"), _unknown_id("actor", tie.source, list(actors)))
        if tie.target not in targets:
            message = _unknown_id("actor or faction", tie.target, list(targets))
            raise places.error(("tie", i, "target"), message)
        if tie.source == tie.target:
            message = f"{tie.source!r} has a tie with itself"
            raise places.error(("tie", i, "target"), message)
        if tie.sign == 0:
            message = "sign = 0 says nothing; give above 0 for support, below 0 for opposition"
            raise places.error(("tie", i, "sign"), message)


def check_corrections(file: File, places: Places) -> None:
    for i, correction in enumerate(file.correction):
        wrong = check_form(correction)
        if wrong is not None:
            key, message = wrong
            raise places.error(("correction", i, *([key] if key else [])), message, at_key=True)


def _name_warning(actor: Actor, surface: str, kind: str) -> str | None:
    """Say so when a name stands for something else in most of its places."""
    from polyvocal import _core

    if kind in ("name", "acronym") and sum(map(str.isalnum, surface)) == 1:
        return (
            f"actor {actor.id!r}: the name {surface!r} is a single letter and is found wherever "
            "that letter stands by itself"
        )
    if kind == "name" and " " not in surface and _core.is_common_word(surface):
        return (
            f"actor {actor.id!r}: the name {surface!r} is a word of the language and is found "
            'wherever it stands like that; give case = "exact", or leave it out'
        )
    return None


def warnings_of(plan: Plan) -> Iterator[str]:
    for i, reason in plan.gone.items():
        yield f"correction {i + 1} does nothing: {reason}"
    owners: dict[str, str] = {}  # the first of each name
    shared: dict[str, dict[str, None]] = {}  # all of those that have more than one
    for actor in plan.actors:
        for surface, kind, _ in names_of(actor):
            warning = _name_warning(actor, surface, kind)
            if warning is not None:
                yield warning
            folded = surface.casefold()
            first = owners.setdefault(folded, actor.id)
            if first != actor.id:
                shared.setdefault(folded, {first: None})[actor.id] = None
        wants_table = actor.type == "state" and actor.metonyms and actor.demonyms is None
        if wants_table and country_of(actor) is None:
            close = nearest(actor.name, known_countries())
            hint = f" (did you mean {close!r}?)" if close else ""
            yield (
                f"actor {actor.id!r}: no country is called {actor.name!r}{hint}; its demonyms "
                "and capital are not known: give demonyms = [...] and capitals = [...]"
            )
    for surface in (name for name in owners if name in shared):
        yield (
            f"the name {surface!r} is shared by {', '.join(shared[surface])}: mentions are resolved "
            "by context, else marked ambiguous"
        )
