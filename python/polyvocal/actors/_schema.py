"""What the tables of an actors file hold, and the checks of single values."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    TypeAdapter,
)
from pydantic.dataclasses import dataclass as checked

__all__ = [
    "FILE",
    "LIST_SEPARATOR",
    "TABLES",
    "Actor",
    "ActorType",
    "Alias",
    "CasePolicy",
    "Correction",
    "Faction",
    "File",
    "Id",
    "Membership",
    "StudyInfo",
    "Text",
    "Texts",
    "Tie",
    "keys_of",
    "plain_file",
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
LIST_SEPARATOR = ";"
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
class File:
    study: StudyInfo = StudyInfo()
    faction: tuple[Faction, ...] = ()
    actor: tuple[Actor, ...] = ()
    tie: tuple[Tie, ...] = ()
    correction: tuple[Correction, ...] = ()


FILE = TypeAdapter(File)
TABLES: dict[str, type[Any]] = {
    "study": StudyInfo,
    "faction": Faction,
    "actor": Actor,
    "tie": Tie,
    "correction": Correction,
}


def keys_of(model: type[Any]) -> list[str]:
    return [info.alias or name for name, info in model.__pydantic_fields__.items()]


def plain_file(file: File) -> dict[str, object]:
    tables = FILE.dump_python(file, by_alias=True, exclude_defaults=True, exclude_none=True)
    return {name: tables[name] for name in TABLES if tables.get(name)}
