"""Countries: their names, demonyms and capitals."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from polyvocal.actors._schema import LIST_SEPARATOR, Actor
from polyvocal.errors import nearest

__all__ = [
    "Country",
    "country_names",
    "country_of",
    "known_countries",
    "known_country",
    "other_names",
]


# -- names ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Country:
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@lru_cache(maxsize=1)
def known_countries() -> dict[str, Country]:
    """Countries by each of their folded names and acronyms."""
    table = Path(__file__).parent.parent / "data" / "countries.csv"
    found: dict[str, Country] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists = {k: tuple(filter(None, v.split(LIST_SEPARATOR))) for k, v in row.items()}
            names = lists["name"] + lists["other_names"]
            country = Country(
                names=names,
                acronyms=lists["acronyms"],
                demonyms=tuple(dict.fromkeys(lists["adjectives"] + lists["people"])),
                capitals=lists["capitals"],
            )
            for name in names + country.acronyms:
                found.setdefault(name.casefold(), country)
    return found


def other_names(demonyms: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Countries, their people and capitals: never taken for a variant of an actor's name."""
    countries = dict.fromkeys(known_countries().values())
    names = (
        name
        for country in countries
        for name in (*country.names, *country.demonyms, *country.capitals)
    )
    added = (word for words in demonyms.values() for word in words)
    return list(dict.fromkeys([*names, *added]))


def country_names() -> Iterator[str]:
    for country in dict.fromkeys(known_countries().values()):
        yield from country.names
        yield from country.acronyms


def known_country(name: str) -> str | None:
    """Say what is wrong with the name of a country; None when our table has it."""
    if name.casefold() in known_countries():
        return None
    close = nearest(name, [known for c in known_countries().values() for known in c.names])
    hint = f"; did you mean {close!r}?" if close else ""
    return f"no country is called {name!r}{hint}"


def country_of(actor: Actor) -> Country | None:
    if actor.type != "state":
        return None
    for name in (actor.name, *(alias.name for alias in actor.aliases)):
        country = known_countries().get(name.removeprefix("the ").casefold())
        if country:
            return country
    return None
