"""Words of other languages: tables that a user gives as files, beside the built-in English ones.

A table is a TOML file; every key but ``language`` may be left out::

    language = "de"
    titles = ["Präsident", "Kanzlerin", "Dr.", "Hr."]
    particles = ["von", "zu"]
    legal_forms = ["GmbH", "AG"]
    months = ["Januar", "Februar", "Jan."]
    abbreviations = ["Mio.", "bzw.", "z.B."]
    starters = ["Der", "Die", "Er"]

    [demonyms]
    Libya = ["libysch", "libysche", "Libyer"]
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polyvocal import _core, _toml
from polyvocal._files import whole_file
from polyvocal.actors._countries import known_country
from polyvocal.actors._places import Places, decode_message, unknown_key
from polyvocal.errors import InputError, SchemaError

__all__ = ["LanguageTable", "read_language_table"]

_WORDS = ("titles", "particles", "legal_forms", "months", "abbreviations", "starters")
_KEYS = ("language", *_WORDS, "demonyms")
# What the core calls each list, in names and at the ends of sentences.
_IN_NAMES = {
    "titles": "title",
    "particles": "particle",
    "legal_forms": "legal_form",
    "months": "month",
}
_AT_STOPS = {"abbreviations": "abbreviation", "starters": "starter", "months": "month"}


@dataclass(frozen=True)
class LanguageTable:
    """Words of one language.

    Attributes
    ----------
    language : str
        Its tag, for messages: "de".
    words : mapping of str to tuple of str
        ``titles``, ``particles``, ``legal_forms``, ``months``, ``abbreviations``, ``starters``.
    demonyms : mapping of str to tuple of str
        By the English name of the country.
    source : bytes
        The file.
    """

    language: str
    words: Mapping[str, tuple[str, ...]]
    demonyms: Mapping[str, tuple[str, ...]]
    source: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the bytes of the file."""
        return hashlib.sha256(self.source).hexdigest()

    def save(self, path: str | Path) -> dict[str, str]:
        """Write the file, byte for byte; return its name and hash."""
        target = Path(path)
        with whole_file(target) as file:
            file.write(self.source)
        return {"file": target.name, "sha256": self.hash}


def read_language_table(source: str | Path) -> LanguageTable:
    """Read a table of words of another language.

    Parameters
    ----------
    source : path
        A TOML file with ``language`` and any of ``titles``, ``particles``, ``legal_forms``,
        ``months``, ``abbreviations``, ``starters`` (lists of words) and ``[demonyms]`` (lists of
        words by English name of the country).

    Returns
    -------
    LanguageTable

    Raises
    ------
    SchemaError
        With file, line and column: for keys, countries or values that do not belong there.
    InputError
        When the file is not there.
    """
    path = Path(source)
    if not path.is_file():
        message = f"{path} is no file; give a table of words (TOML)"
        raise InputError(message)
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{path}: not valid UTF-8; save the file as UTF-8"
        raise SchemaError(message) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(decode_message(path, text, str(error))) from None
    places = Places(str(path), text)
    _check_keys(data, places)
    return LanguageTable(
        language=_language(data, places),
        words={key: _words(data[key], (key,), places) for key in _WORDS if key in data},
        demonyms=_demonyms(data.get("demonyms", {}), places),
        source=content,
    )


def _check_keys(data: Mapping[str, Any], places: Places) -> None:
    for key in data:
        if key not in _KEYS:
            raise places.error((key,), unknown_key(key, _KEYS), at_key=True)


def _language(data: Mapping[str, Any], places: Places) -> str:
    tag = data.get("language")
    if tag is None:
        raise places.error((), "the file lacks the key 'language', e.g. language = \"de\"")
    if not isinstance(tag, str) or not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", tag):
        raise places.error(("language",), f'language = {tag!r}: give a tag such as "de"')
    return tag


def _words(values: object, path: _toml.Path, places: Places) -> tuple[str, ...]:
    name = path[-1]
    if not isinstance(values, list):
        raise places.error(path, f"{name}: give a list of words")
    words = []
    for number, value in enumerate(values):
        place = (*path, number)
        if not isinstance(value, str) or not any(c.isalnum() for c in value):
            raise places.error(place, f"{name}: {value!r} is no word")
        if len(_core.tokenize(value)) > 1:
            raise places.error(
                place, f"{name}: {value!r} is more than one word; list each by itself"
            )
        words.append(value.strip())
    return tuple(words)


def _demonyms(tables: object, places: Places) -> dict[str, tuple[str, ...]]:
    if not isinstance(tables, Mapping):
        raise places.error(("demonyms",), "demonyms: give lists of words by country, in a table")
    found = {}
    for country, values in tables.items():
        path = ("demonyms", country)
        message = known_country(country)
        if message is not None:
            raise places.error(path, message, at_key=True)
        found[country] = _words(values, path, places)
    return found


def load_tables(folder: Path, listed: Iterable[Mapping[str, str]]) -> list[LanguageTable]:
    """Read tables that `LanguageTable.save` wrote into a folder, as they were then."""
    tables = []
    for entry in listed:
        table = read_language_table(folder / entry["file"])
        if table.hash != entry["sha256"]:
            message = f"{folder}: {entry['file']} was changed after the study was saved"
            raise InputError(message)
        tables.append(table)
    return tables


# -- for the core --------------------------------------------------------------------------------


def as_tables(given: Iterable[LanguageTable | str | Path]) -> tuple[LanguageTable, ...]:
    """Read what is given as a path."""
    if isinstance(given, (str, Path)):
        message = 'language_tables: give a list, e.g. language_tables=["de.toml"]'
        raise InputError(message)
    return tuple(
        one if isinstance(one, LanguageTable) else read_language_table(one) for one in given
    )


def words_in_names(tables: Sequence[LanguageTable]) -> list[tuple[str, str]]:
    """List the words of the actor stage with their classes."""
    return [
        (word.removesuffix("."), name)
        for table in tables
        for key, name in _IN_NAMES.items()
        for word in table.words.get(key, ())
    ]


def words_at_stops(tables: Sequence[LanguageTable]) -> list[tuple[str, str]]:
    """List the words of the text stage with their classes; a title only when written with a stop."""
    return [
        (spelling, name)
        for table in tables
        for word, name in _stop_words(table)
        for spelling in dict.fromkeys((word, word[:1].upper() + word[1:]))
    ]


def _stop_words(table: LanguageTable) -> Iterator[tuple[str, str]]:
    for key, name in _AT_STOPS.items():
        for word in table.words.get(key, ()):
            yield word.removesuffix("."), name
    for word in table.words.get("titles", ()):
        if word.endswith("."):
            yield word.removesuffix("."), "title"


def demonyms_of(tables: Sequence[LanguageTable]) -> dict[str, tuple[str, ...]]:
    """List the demonyms of all tables by folded name of the country."""
    found: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for country, words in table.demonyms.items():
            found[country.casefold()] = (*found.get(country.casefold(), ()), *words)
    return found
