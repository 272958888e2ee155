"""The actors of a study, and what the core is told of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from polyvocal import _toml
from polyvocal._files import whole_file
from polyvocal.actors._collector import pause_collector
from polyvocal.actors._countries import (
    country_names,
    other_names,
)
from polyvocal.actors._schema import (
    LIST_SEPARATOR,
    Actor,
    Correction,
    Faction,
    File,
    Tie,
    plain_file,
)
from polyvocal.actors._surfaces import names_of
from polyvocal.corrections import Plan, core_rows
from polyvocal.errors import unknown_name

if TYPE_CHECKING:
    from polyvocal import _core
    from polyvocal.languages import LanguageTable
    from polyvocal.table import Table

__all__ = ["Actors"]

_EPOCH = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, eq=False, repr=False)
class Actors:
    """Actors, factions, ties and corrections of a study. Immutable; made by `read_actors`.

    Attributes
    ----------
    title : str
        Title of the study, "" when not given.
    factions, actors, ties, corrections : tuple
        In the order of the file; actors and ties after its merges and renamings.
    plan : Plan
        What the corrections make of the file.
    warnings : tuple of str
        What is allowed but worth a look: a name that two actors share, a state without demonyms.
    hash : str
        SHA-256 of the file as `save` writes it.
    """

    title: str
    factions: tuple[Faction, ...]
    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...]
    corrections: tuple[Correction, ...]
    warnings: tuple[str, ...]
    plan: Plan = field(repr=False)
    _file: File = field(repr=False)
    _read: bytes | None = field(repr=False)

    @cached_property
    def source(self) -> bytes:
        """The bytes of the actors file: as read, or as TOML."""
        return _toml.dump(plain_file(self._file)).encode() if self._read is None else self._read

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @property
    def hash(self) -> str:
        """SHA-256 of the bytes of the actors file."""
        return hashlib.sha256(self.source).hexdigest()

    def __len__(self) -> int:
        return len(self.actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.actors)

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._by_id

    def __getitem__(self, actor_id: str) -> Actor:
        found = self._by_id.get(actor_id)
        if found is not None:
            return found
        raise unknown_name("actor", actor_id, list(self._by_id))  # noqa: EM101 (a kind, not a message)

    def faction(self, faction_id: str) -> Faction:
        """Return the faction with this id."""
        for faction in self.factions:
            if faction.id == faction_id:
                return faction
        known = [faction.id for faction in self.factions]
        raise unknown_name("faction", faction_id, known)  # noqa: EM101 (a kind, not a message)

    def faction_of(self, actor_id: str, day: dt.date | None = None) -> str | None:
        """Return the id of an actor's faction on a day; the latest when no day is given."""
        held = self[actor_id].faction
        if day is None:
            return max(held, key=lambda m: m.from_ or dt.date.min).id if held else None
        for membership in held:
            if (membership.from_ or dt.date.min) <= day <= (membership.to or dt.date.max):
                return membership.id
        return None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Actors) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        title = f" of {self.title!r}" if self.title else ""
        lines = [f"Actors{title}: {len(self.actors)} actors, {len(self.factions)} factions"]
        for faction in self.factions:
            members = [a.name for a in self.actors if self.faction_of(a.id) == faction.id]
            shown = ", ".join(members[:6]) + (" ..." if len(members) > 6 else "")
            lines.append(f"  {faction.id}: {faction.name}: {shown or 'no actor'}")
        others = sum(1 for actor in self.actors if not actor.faction)
        lines.append(f"  of no faction: {others}")
        if self.warnings:
            lines.append(f"  warnings: {len(self.warnings)} (see .warnings)")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(
            f"<th scope='col'>{c}</th>" for c in ("id", "name", "type", "faction", "also")
        )
        rows = []
        for actor in self.actors[:50]:
            also = ", ".join([a.name for a in actor.aliases] + list(actor.acronyms))
            cells = (actor.id, actor.name, actor.type, self.faction_of(actor.id) or "", also)
            rows.append("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in cells) + "</tr>")
        more = len(self.actors) - len(rows)
        note = f"<p>and {more} more</p>" if more > 0 else ""
        caption = html.escape(self.title or "Actors")
        return (
            f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>{note}"
        )

    def table(self) -> Table:
        """Return one row per actor: id, name, type, faction, aliases, titles, descriptions."""
        from polyvocal.table import Table

        joined = f"{LIST_SEPARATOR} "
        return Table(
            {
                "id": [a.id for a in self.actors],
                "name": [a.name for a in self.actors],
                "type": [a.type for a in self.actors],
                "faction": [self.faction_of(a.id) or "" for a in self.actors],
                "aliases": [
                    joined.join([*(x.name for x in a.aliases), *a.acronyms]) for a in self.actors
                ],
                "titles": [joined.join(a.titles) for a in self.actors],
                "descriptions": [joined.join(a.descriptions) for a in self.actors],
            },
            name="actors",
        )

    def save(self, path: str | Path) -> Path:
        """Write the actors file; what was read from TOML is written byte for byte."""
        target = Path(path)
        with whole_file(target) as file:
            file.write(self.source)
        return target

    def without_corrections(self) -> Actors:
        """Return the same actors before any correction."""
        from polyvocal.actors._places import Places
        from polyvocal.actors._read import build

        data = tomllib.loads(self.source.decode("utf-8-sig"))
        data.pop("correction", None)
        return build(data, Places(), None)

    def to_core(self, tables: Sequence[LanguageTable] = ()) -> _core.Knowledge:
        """Hand everything to the C++ core, with the demonyms and capitals of states filled in.

        `tables` add the words of other languages.
        """
        from polyvocal.languages import demonyms_of, words_in_names

        demonyms = demonyms_of(tables)
        with pause_collector():
            return self._knowledge(demonyms, words_in_names(tables))

    def _knowledge(
        self, demonyms: Mapping[str, tuple[str, ...]], words: Sequence[tuple[str, str]]
    ) -> _core.Knowledge:
        from polyvocal import _core

        actor_index = {actor.id: i for i, actor in enumerate(self.actors)}
        faction_index = {faction.id: i for i, faction in enumerate(self.factions)}
        return _core.Knowledge(
            factions=[(f.id, f.name) for f in self.factions],
            actors=(
                (
                    a.id,
                    a.name,
                    a.type,
                    [(faction_index[m.id], _day(m.from_), _day(m.to)) for m in a.faction],
                    a.titles,
                )
                for a in self.actors
            ),
            names=(
                (i, surface, kind, policy)
                for i, a in enumerate(self.actors)
                for surface, kind, policy in names_of(a, demonyms)
            ),
            ties=[
                (
                    actor_index[t.source],
                    actor_index.get(t.target, -1),
                    faction_index.get(t.target, -1),
                    t.sign,
                    t.statement,
                )
                for t in self.ties
            ],
            corrections=core_rows(self),
            other_names=other_names(demonyms),
            countries=list(country_names()),
            words=words,
        )


def _day(date: dt.date | None) -> int | None:
    return None if date is None else date.toordinal() - _EPOCH
