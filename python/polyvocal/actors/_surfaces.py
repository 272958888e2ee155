"""Every name of an actor as it is looked for, with its kind and its case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from polyvocal.actors._countries import (
    country_of,
)
from polyvocal.actors._schema import (
    Actor,
    CasePolicy,
)

__all__ = ["names_of"]


def _is_acronym(name: str) -> bool:
    if " " in name:
        return False
    letters = [c for c in name if c.isalpha()]
    return 2 <= len(letters) <= 8 and all(c.isupper() for c in letters)


def names_of(
    actor: Actor, added: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> Iterator[tuple[str, str, CasePolicy]]:
    """All names of an actor as (surface, kind, case policy), each surface once.

    `added` are demonyms of other languages by folded name of the country.
    """
    plain = not (actor.aliases or actor.acronyms or actor.descriptions)
    if plain and actor.type != "state" and not (actor.demonyms or actor.capitals):
        yield actor.name, "acronym" if _is_acronym(actor.name) else "name", actor.case
        return
    country = country_of(actor)
    demonyms, capitals = actor.demonyms, actor.capitals
    if country and actor.metonyms:
        own = [word for name in country.names for word in added.get(name.casefold(), ())]
        demonyms = (*country.demonyms, *own) if demonyms is None else demonyms
        capitals = country.capitals if capitals is None else capitals
    full = [(actor.name, actor.case), *((alias.name, alias.case) for alias in actor.aliases)]
    if country:
        full += [(name, "smart") for name in country.names]
    acronyms = [*actor.acronyms, *(country.acronyms if country else ())]
    rows: list[tuple[str, str, CasePolicy]] = [
        *((name, "acronym" if _is_acronym(name) else "name", policy) for name, policy in full),
        *((name, "acronym", "smart") for name in acronyms),
        *((name, "demonym", "smart") for name in demonyms or ()),
        *((name, "capital", "smart") for name in capitals or ()),
        *((name, "description", "insensitive") for name in actor.descriptions),
    ]
    seen: set[str] = set()
    for row in rows:
        if row[0] not in seen:
            seen.add(row[0])
            yield row
