"""Actors and factions: what a study follows, read from a TOML file, a table or plain data.

>>> actors = read_actors(
...     {
...         "faction": [{"id": "north", "name": "The North"}],
...         "actor": [{"id": "lee", "name": "Ann Lee", "type": "person", "faction": "north"}],
...     }
... )
>>> actors["lee"].name
'Ann Lee'
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import html
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    TypeAdapter,
    ValidationError,
)
from pydantic.dataclasses import dataclass as checked

from polyvocal import _toml
from polyvocal._files import whole_file
from polyvocal.corrections import CorrectionError, Plan, check_form, core_rows, make_plan
from polyvocal.errors import InputError, SchemaError, nearest, unknown_name

if TYPE_CHECKING:
    from polyvocal import _core
    from polyvocal.languages import LanguageTable
    from polyvocal.table import Table

__all__ = [
    "Actor",
    "ActorType",
    "Actors",
    "Alias",
    "Correction",
    "Faction",
    "Membership",
    "StudyInfo",
    "Tie",
    "read_actors",
]

ActorType = Literal[
    "person",
    "armed",
    "government",
    "parliament",
    "state",
    "organisation",
    "party",
    "outlet",
    "group",
    "place",
    "other",
]
CasePolicy = Literal["smart", "exact", "insensitive"]

_EPOCH = dt.date(1970, 1, 1).toordinal()
_LIST_SEPARATOR = ";"


_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_ID = re.compile(r"[\w.-]+")


def _has_word(text: str) -> str:
    if not _LETTER_OR_DIGIT.search(text):
        message = "is empty; give at least one word"
        raise ValueError(message)
    bad = _NO_CHARACTER.search(text)
    if bad is not None:
        message = f"holds {bad[0]!r}, which is no character of a text"
        raise ValueError(message)
    return text


def _is_id(text: str) -> str:
    if not _ID.fullmatch(text):
        message = "is no id; use letters, digits, '_', '-' and '.'"
        raise ValueError(message)
    return text


def _as_list_of(key: str) -> BeforeValidator:
    """Let ``"x"`` stand for ``[{key: "x"}]``, and each text in a list for a table."""

    def wrap(value: object) -> object:
        if isinstance(value, str):
            value = [value]
        if isinstance(value, (list, tuple)):
            return [{key: item} if isinstance(item, str) else item for item in value]
        return value

    return BeforeValidator(wrap)


Id = Annotated[str, AfterValidator(_is_id)]
Text = Annotated[str, AfterValidator(_has_word)]
Texts = tuple[Text, ...]


# Slots: a list may have hundreds of thousands of actors.
_CHECKS = ConfigDict(extra="forbid", populate_by_name=True)


@checked(frozen=True, slots=True, kw_only=True, config=_CHECKS)
class StudyInfo:
    """The ``[study]`` table."""

    title: str = ""


@checked(frozen=True, slots=True, kw_only=True, config=_CHECKS)
class Faction:
    """One side of the conflict."""

    id: Id
    name: Text
    note: str = ""


@checked(frozen=True, slots=True, kw_only=True, config=_CHECKS)
class Membership:
    """An actor's membership of a faction, over ``[from, to]``; open where no date is given."""

    id: Id
    from_: dt.date | None = Field(default=None, alias="from")
    to: dt.date | None = None


@checked(frozen=True, slots=True, kw_only=True, config=_CHECKS)
class Alias:
    """Another name of an actor, with its own case policy.

    ``smart``: capitalised in text where the alias is (all capitals are accepted; acronyms of up to
    five letters only as capitals). ``exact``: as written. ``insensitive``: any case.
    """

    name: Text
    case: CasePolicy = "smart"


@checked(frozen=True, slots=True, kw_only=True, config=_CHECKS)
class Actor:
    """Someone or something the study follows."""

    id: Id
    name: Text
    type: ActorType
    faction: Annotated[tuple[Membership, ...], _as_list_of("id")] = ()
    aliases: Annotated[tuple[Alias, ...], _as_list_of("name")] = ()
    acronyms: Texts = ()
    titles: Texts = ()
    descriptions: Texts = ()
    demonyms: Texts | None = None
    capitals: Texts | None = None
    metonyms: Annotated[bool, Strict()] = True
    case: CasePolicy = "smart"
    note: str = ""


@checked(frozen=True, slots=True, kw_only=True, config=_CHECKS)
class Tie:
    """A declared relation: `sign` above 0 supports the target, below 0 opposes it."""

    source: Id
    target: Id
    sign: Annotated[float, Strict(), Field(ge=-1, le=1)]
    statement: str = ""
    document: str = ""


@checked(frozen=True, slots=True, kw_only=True, config=_CHECKS)
class Correction:
    """A human decision, replayed on every run.

    ``surface`` with ``actor`` assigns words to an actor, with ``from`` only those taken for that
    one, with ``block`` to nobody; ``merge`` makes another actor or a name part of ``actor``;
    ``rename`` gives it another name.
    """

    surface: Text | None = None
    document: str = ""
    outlet: str = ""
    actor: Id | None = None
    from_: Id | None = Field(default=None, alias="from")
    block: Annotated[bool, Strict()] = False
    merge: Text | None = None
    rename: Text | None = None


@checked(frozen=True, slots=True, kw_only=True, config=_CHECKS)
class _File:
    study: StudyInfo = StudyInfo()
    faction: tuple[Faction, ...] = ()
    actor: tuple[Actor, ...] = ()
    tie: tuple[Tie, ...] = ()
    correction: tuple[Correction, ...] = ()


_FILE = TypeAdapter(_File)
_TABLES: dict[str, type[Any]] = {
    "study": StudyInfo,
    "faction": Faction,
    "actor": Actor,
    "tie": Tie,
    "correction": Correction,
}


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
    _file: _File = field(repr=False)
    _read: bytes | None = field(repr=False)

    @cached_property
    def source(self) -> bytes:
        """The bytes of the actors file: as read, or as TOML."""
        return _toml.dump(_plain(self._file)).encode() if self._read is None else self._read

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

        joined = f"{_LIST_SEPARATOR} "
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
        data = tomllib.loads(self.source.decode("utf-8-sig"))
        data.pop("correction", None)
        return _build(data, _Places(), None)

    def to_core(self, tables: Sequence[LanguageTable] = ()) -> _core.Knowledge:
        """Hand everything to the C++ core, with the demonyms and capitals of states filled in.

        `tables` add the words of other languages.
        """
        from polyvocal import _core
        from polyvocal.languages import demonyms_of, words_in_names

        demonyms = demonyms_of(tables)

        actor_index = {actor.id: i for i, actor in enumerate(self.actors)}
        faction_index = {faction.id: i for i, faction in enumerate(self.factions)}
        return _core.Knowledge(
            factions=[(f.id, f.name) for f in self.factions],
            actors=[
                (
                    a.id,
                    a.name,
                    a.type,
                    [(faction_index[m.id], _day(m.from_), _day(m.to)) for m in a.faction],
                    list(a.titles),
                )
                for a in self.actors
            ],
            names=[
                (actor_index[a.id], surface, kind, policy)
                for a in self.actors
                for surface, kind, policy in _names_of(a, demonyms)
            ],
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
            other_names=_other_names(demonyms),
            countries=list(_country_names()),
            words=words_in_names(tables),
        )


def _day(date: dt.date | None) -> int | None:
    return None if date is None else date.toordinal() - _EPOCH


# -- names ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Country:
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@lru_cache(maxsize=1)
def _countries() -> dict[str, _Country]:
    """Countries by each of their folded names and acronyms."""
    table = Path(__file__).parent / "data" / "countries.csv"
    found: dict[str, _Country] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists = {k: tuple(filter(None, v.split(_LIST_SEPARATOR))) for k, v in row.items()}
            names = lists["name"] + lists["other_names"]
            country = _Country(
                names=names,
                acronyms=lists["acronyms"],
                demonyms=tuple(dict.fromkeys(lists["adjectives"] + lists["people"])),
                capitals=lists["capitals"],
            )
            for name in names + country.acronyms:
                found.setdefault(name.casefold(), country)
    return found


def _other_names(demonyms: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Countries, their people and capitals: never taken for a variant of an actor's name."""
    countries = dict.fromkeys(_countries().values())
    names = (
        name
        for country in countries
        for name in (*country.names, *country.demonyms, *country.capitals)
    )
    added = (word for words in demonyms.values() for word in words)
    return list(dict.fromkeys([*names, *added]))


def _country_names() -> Iterator[str]:
    for country in dict.fromkeys(_countries().values()):
        yield from country.names
        yield from country.acronyms


def known_country(name: str) -> str | None:
    """Say what is wrong with the name of a country; None when our table has it."""
    if name.casefold() in _countries():
        return None
    close = nearest(name, [known for c in _countries().values() for known in c.names])
    hint = f"; did you mean {close!r}?" if close else ""
    return f"no country is called {name!r}{hint}"


def _country_of(actor: Actor) -> _Country | None:
    if actor.type != "state":
        return None
    for name in (actor.name, *(alias.name for alias in actor.aliases)):
        country = _countries().get(name.removeprefix("the ").casefold())
        if country:
            return country
    return None


def _is_acronym(name: str) -> bool:
    if " " in name:
        return False
    letters = [c for c in name if c.isalpha()]
    return 2 <= len(letters) <= 8 and all(c.isupper() for c in letters)


def _names_of(
    actor: Actor, added: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> Iterator[tuple[str, str, CasePolicy]]:
    """All names of an actor as (surface, kind, case policy), each surface once.

    `added` are demonyms of other languages by folded name of the country.
    """
    plain = not (actor.aliases or actor.acronyms or actor.descriptions)
    if plain and actor.type != "state" and not (actor.demonyms or actor.capitals):
        yield actor.name, "acronym" if _is_acronym(actor.name) else "name", actor.case
        return
    country = _country_of(actor)
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


# -- reading -------------------------------------------------------------------------------------


def read_actors(
    source: str | Path | Mapping[str, Any] | Iterable[Mapping[str, Any]],
) -> Actors:
    """Read actors, factions, ties and corrections.

    Parameters
    ----------
    source : path, mapping or iterable of mappings
        A TOML file; a CSV file or an iterable of mappings with one actor a row (``id, name, type,
        faction, aliases, acronyms, titles, descriptions``; lists separated by ``;``; factions are
        taken from the rows); or a mapping laid out like the TOML file.

    Returns
    -------
    Actors

    Raises
    ------
    SchemaError
        For unknown keys, wrong types, unknown or repeated ids and empty names, with file, line and
        column (or the path in the mapping) and the nearest valid name.
    InputError
        When the file is not there.

    Examples
    --------
    >>> read_actors([{"id": "lee", "name": "Ann Lee", "type": "person", "faction": "north"}])
    Actors: 1 actors, 1 factions
      north: north: Ann Lee
      of no faction: 0
    """
    if isinstance(source, Mapping):
        return _build(dict(source), _Places(), None)
    if isinstance(source, (str, Path)):
        return _read_file(Path(source))
    return _build(_from_rows(source), _Places(), None)


def _read_file(path: Path) -> Actors:
    if not path.is_file():
        kind = "is a folder" if path.is_dir() else "does not exist"
        message = f"{path} {kind}; give an actors file (TOML or CSV)"
        raise InputError(message)
    source = path.read_bytes()
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"{path}:{line}:{column}: not valid UTF-8; save the file as UTF-8"
        raise SchemaError(message) from None
    if path.suffix.casefold() == ".csv":
        lines = text.splitlines(keepends=True)
        return _build(_from_rows(csv.DictReader(lines), file=str(path)), _Places(str(path)), None)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(decode_message(path, text, str(error))) from None
    return _build(data, _Places(str(path), text), source)


def decode_message(path: Path, text: str, reason: str) -> str:
    """Say where in a file the TOML is wrong."""
    found = re.search(r" \((?:at line (\d+), column (\d+)|at end of document)\)$", reason)
    line, column = 1, 1
    if found:
        reason = reason[: found.start()]
        lines = text.split("\n")
        line = int(found[1] or len(lines))
        column = int(found[2] or len(lines[-1]) + 1)
    return f"{path}:{line}:{column}: invalid TOML: {reason[:1].lower()}{reason[1:]}"


def _from_rows(rows: Iterable[Mapping[str, Any]], file: str = "") -> dict[str, Any]:
    """Turn a table with one actor a row into the layout of the file."""
    known = {
        "id",
        "name",
        "type",
        "faction",
        "aliases",
        "acronyms",
        "titles",
        "descriptions",
        "note",
    }
    lists = {"aliases", "acronyms", "titles", "descriptions"}
    actors: list[dict[str, Any]] = []
    for number, row in enumerate(rows, start=2):
        where = f"{file}:{number}: " if file else f"row {number - 2}: "
        if not isinstance(row, Mapping):
            message = f"{where}is a {type(row).__name__}; give one mapping per actor"
            raise SchemaError(message)
        if None in row:
            message = f"{where}has more cells than the header has columns"
            raise SchemaError(message)
        unknown = [key for key in row if key not in known]
        if unknown:
            message = f"{where}{unknown_key(str(unknown[0]), sorted(known), 'column')}"
            raise SchemaError(message)
        actor: dict[str, Any] = {}
        for key, value in row.items():
            if value is None or value == "":
                continue
            if key in lists and isinstance(value, str):
                parts = (part.strip() for part in value.split(_LIST_SEPARATOR))
                actor[key] = [part for part in parts if part]
            else:
                actor[key] = value
        actors.append(actor)
    factions = dict.fromkeys(a["faction"] for a in actors if isinstance(a.get("faction"), str))
    return {"faction": [{"id": f, "name": f} for f in factions], "actor": actors}


@dataclass(frozen=True)
class _Places:
    """Says where in its source a value stands."""

    file: str = ""
    text: str | None = None  # of a TOML file

    @cached_property
    def positions(self) -> _toml.Positions | None:
        return None if self.text is None else _toml.scan_positions(self.text)

    def error(self, path: _toml.Path, message: str, *, at_key: bool = False) -> SchemaError:
        return SchemaError(f"{self.describe(path, at_key=at_key)}: {message}")

    def describe(self, path: _toml.Path, *, at_key: bool = False) -> str:
        if self.positions:
            find = self.positions.of_key if at_key else self.positions.of_value
            line, column = find(path) or (1, 1)
            return f"{self.file}:{line}:{column}"
        shown = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).removeprefix(".")
        return f"{self.file}: {shown}" if self.file else shown or "actors"


def _build(data: dict[str, Any], places: _Places, source: bytes | None) -> Actors:
    try:
        file = _FILE.validate_python(data)
    except ValidationError as error:
        raise _schema_error(error, data, places) from None
    _check_ids(file, places)
    _check_ties(file, places)
    _check_corrections(file, places)
    try:
        plan = make_plan(file.actor, file.tie, file.correction)
    except CorrectionError as error:
        place = ("correction", error.number, error.key)
        raise places.error(place, str(error)) from None
    return Actors(
        title=file.study.title,
        factions=file.faction,
        actors=plan.actors,
        ties=plan.ties,
        corrections=file.correction,
        warnings=tuple(_warnings(plan)),
        plan=plan,
        _file=file,
        _read=source,
    )


def _plain(file: _File) -> dict[str, object]:
    tables = _FILE.dump_python(file, by_alias=True, exclude_defaults=True, exclude_none=True)
    return {name: tables[name] for name in _TABLES if tables.get(name)}


# -- checks --------------------------------------------------------------------------------------


def unknown_key(key: str, known: Sequence[str], what: str = "key") -> str:
    """Say that a key does not exist, and which one may be meant."""
    close = nearest(key, known)
    hint = f"; did you mean {close!r}?" if close else "."
    return f"unknown {what} {key!r}{hint} Known: {', '.join(known)}"


def _keys_of(model: type[Any]) -> list[str]:
    return [info.alias or name for name, info in model.__pydantic_fields__.items()]


def _model_at(path: _toml.Path) -> type[Any]:
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return _File
    if names[0] == "actor" and len(names) > 1:
        if names[1] == "faction":
            return Membership
        return Alias if names[1] == "aliases" else Actor
    return _TABLES.get(names[0], _File)


def _value_at(data: object, path: _toml.Path) -> object:
    for part in path:
        if isinstance(data, Mapping) or (isinstance(data, Sequence) and isinstance(part, int)):
            data = data[part]  # type: ignore[index]
        else:
            return data  # a text that stands for a list or table
    return data


def _owner(data: object, path: _toml.Path) -> str:
    """Name the table a path lies in: "actor 'egypt'"."""
    if len(path) >= 2 and isinstance(path[1], int):
        table = _value_at(data, path[:2])
        label = table.get("id") or table.get("name") if isinstance(table, Mapping) else None
        return f"{path[0]} {label!r}" if label else f"{path[0]} {path[1] + 1}"
    return f"[{path[0]}]" if path else "the file"


def _schema_error(error: ValidationError, data: object, places: _Places) -> SchemaError:
    messages = []
    for problem in error.errors(include_url=False):
        path = tuple(problem["loc"])
        place, message = _problem(problem["type"], path, problem, data, places)
        messages.append(f"{place}: {message}")
    shown = messages[:5]
    if len(messages) > len(shown):
        shown.append(f"and {len(messages) - len(shown)} more")
    return SchemaError("\n".join(shown))


def _problem(
    kind: str, path: _toml.Path, problem: Mapping[str, Any], data: object, places: _Places
) -> tuple[str, str]:
    key = path[-1] if path else ""
    owner = _owner(data, path[:-1]) if path else "the file"
    if kind == "unexpected_keyword_argument":
        message = unknown_key(str(key), _keys_of(_model_at(path[:-1])))
        return places.describe(path, at_key=True), f"{message} (in {owner})"
    if kind == "missing":
        hint = f": one of {', '.join(get_args(ActorType))}" if key == "type" else ""
        return places.describe(path[:-1], at_key=True), f"{owner} lacks the key {key!r}{hint}"
    value = problem.get("input")
    place = places.describe(path)
    if kind == "literal_error":
        choices = get_args(ActorType) if key == "type" else get_args(CasePolicy)
        close = nearest(str(value), choices)
        hint = f"; did you mean {close!r}?" if close else "."
        return place, f"{key} = {value!r} of {owner}{hint} Known: {', '.join(choices)}"
    if kind == "value_error":
        reason = str(problem["ctx"]["error"])
        return place, f"{_label(path)} {value!r} of {owner} {reason}"
    wanted = problem["msg"][:1].lower() + problem["msg"][1:]
    return place, f"{_label(path)} = {value!r} of {owner}: {wanted}"


def _label(path: _toml.Path) -> str:
    """Name a value: the last key on its way."""
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "value")


def _check_ids(file: _File, places: _Places) -> None:
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


def _check_ties(file: _File, places: _Places) -> None:
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


def _check_corrections(file: _File, places: _Places) -> None:
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


def _warnings(plan: Plan) -> Iterator[str]:
    for i, reason in plan.gone.items():
        yield f"correction {i + 1} does nothing: {reason}"
    owners: dict[str, str] = {}  # the first of each name
    shared: dict[str, dict[str, None]] = {}  # all of those that have more than one
    for actor in plan.actors:
        for surface, kind, _ in _names_of(actor):
            warning = _name_warning(actor, surface, kind)
            if warning is not None:
                yield warning
            folded = surface.casefold()
            first = owners.setdefault(folded, actor.id)
            if first != actor.id:
                shared.setdefault(folded, {first: None})[actor.id] = None
        wants_table = actor.type == "state" and actor.metonyms and actor.demonyms is None
        if wants_table and _country_of(actor) is None:
            close = nearest(actor.name, _countries())
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
