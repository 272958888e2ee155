"""Where in the file an error is, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from pydantic import (
    ValidationError,
)

from polyvocal import _toml
from polyvocal.actors._schema import (
    TABLES,
    Actor,
    ActorType,
    Alias,
    CasePolicy,
    File,
    Membership,
    keys_of,
)
from polyvocal.errors import SchemaError, nearest

__all__ = ["Places", "decode_message", "model_at", "schema_error", "unknown_key", "value_at"]


@dataclass(frozen=True)
class Places:
    """Says where in its source a value stands."""

    file: str = ""
    text: str | None = None  # of a TOML file
    lines: tuple[int, ...] = ()  # of a CSV file: of each actor

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
        if self.lines and path[:1] == ("actor",) and len(path) > 1 and isinstance(path[1], int):
            return f"{self.file}:{self.lines[path[1]]}"
        shown = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).removeprefix(".")
        return f"{self.file}: {shown}" if self.file else shown or "actors"


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


# -- checks --------------------------------------------------------------------------------------


def unknown_key(key: str, known: Sequence[str], what: str = "key") -> str:
    """Say that a key does not exist, and which one may be meant."""
    close = nearest(key, known)
    hint = f"; did you mean {close!r}?" if close else "."
    return f"unknown {what} {key!r}{hint} Known: {', '.join(known)}"


def model_at(path: _toml.Path) -> type[Any]:
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return File
    if names[0] == "actor" and len(names) > 1:
        if names[1] == "faction":
            return Membership
        return Alias if names[1] == "aliases" else Actor
    return TABLES.get(names[0], File)


def value_at(data: object, path: _toml.Path) -> object:
    for part in path:
        if isinstance(data, Mapping) or (isinstance(data, Sequence) and isinstance(part, int)):
            data = data[part]  # type: ignore[index]
        else:
            return data  # a text that stands for a list or table
    return data


def _owner(data: object, path: _toml.Path) -> str:
    """Name the table a path lies in: "actor 'egypt'"."""
    if len(path) >= 2 and isinstance(path[1], int):
        table = value_at(data, path[:2])
        label = table.get("id") or table.get("name") if isinstance(table, Mapping) else None
        return f"{path[0]} {label!r}" if label else f"{path[0]} {path[1] + 1}"
    return f"[{path[0]}]" if path else "the file"


def schema_error(error: ValidationError, data: object, places: Places) -> SchemaError:
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
    kind: str, path: _toml.Path, problem: Mapping[str, Any], data: object, places: Places
) -> tuple[str, str]:
    key = path[-1] if path else ""
    owner = _owner(data, path[:-1]) if path else "the file"
    if kind == "unexpected_keyword_argument":
        message = unknown_key(str(key), keys_of(model_at(path[:-1])))
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
    if path and len(path) <= 2 and path[0] in ("actor", "faction", "tie", "correction"):
        table = f"write one table for each {path[0]}: [[{path[0]}]], and its keys below"
        return place, f"{path[0]} = {value!r} is none; {table}"
    wanted = problem["msg"][:1].lower() + problem["msg"][1:]
    return place, f"{_label(path)} = {value!r} of {owner}: {wanted}"


def _label(path: _toml.Path) -> str:
    """Name a value: the last key on its way."""
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "value")
