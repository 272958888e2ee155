"""Reading actors from a file, a table or plain data."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import (
    ValidationError,
)

from polyvocal.actors._actors import Actors
from polyvocal.actors._checks import check_corrections, check_ids, check_ties, warnings_of
from polyvocal.actors._collector import pause_collector
from polyvocal.actors._places import Places, decode_message, schema_error, unknown_key
from polyvocal.actors._schema import FILE, LIST_SEPARATOR
from polyvocal.corrections import CorrectionError, make_plan
from polyvocal.errors import InputError, SchemaError

__all__ = ["build", "read_actors"]


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
    with pause_collector():
        if isinstance(source, Mapping):
            return build(dict(source), Places(), None)
        if isinstance(source, (str, Path)):
            return _read_file(Path(source))
        return build(_from_rows(enumerate(source)), Places(), None)


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
        rows = list(_csv_rows(text))
        lines = tuple(line for line, _ in rows)
        return build(_from_rows(rows, file=str(path)), Places(str(path), lines=lines), None)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(decode_message(path, text, str(error))) from None
    return build(data, Places(str(path), text), source)


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows, each with the line that it begins in: a cell may hold several."""
    reader = csv.DictReader(text.splitlines(keepends=True))
    _ = reader.fieldnames  # reads the header
    line = reader.line_num + 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _from_rows(rows: Iterable[tuple[int, Mapping[str, Any]]], file: str = "") -> dict[str, Any]:
    """Turn a table with one actor a row, and the row's number or line, into the layout of the file."""
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
    for number, row in rows:
        where = f"{file}:{number}: " if file else f"row {number}: "
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
                parts = (part.strip() for part in value.split(LIST_SEPARATOR))
                actor[key] = [part for part in parts if part]
            else:
                actor[key] = value
        actors.append(actor)
    factions = dict.fromkeys(a["faction"] for a in actors if isinstance(a.get("faction"), str))
    return {"faction": [{"id": f, "name": f} for f in factions], "actor": actors}


def build(data: dict[str, Any], places: Places, source: bytes | None) -> Actors:
    try:
        file = FILE.validate_python(data)
    except ValidationError as error:
        raise schema_error(error, data, places) from None
    check_ids(file, places)
    check_ties(file, places)
    check_corrections(file, places)
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
        warnings=tuple(warnings_of(plan)),
        plan=plan,
        _file=file,
        _read=source,
    )
