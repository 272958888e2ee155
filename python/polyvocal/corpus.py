"""Articles: reading them from anywhere, and the corpus they become.

>>> from polyvocal.corpus import read_corpus
>>> corpus = read_corpus([{"id": "a1", "outlet": "Daily", "text": "Ann Lee met Bo Diaz."}])
>>> corpus["a1"].outlet, len(corpus)
('Daily', 1)
"""

from __future__ import annotations

import array
import datetime as dt
import hashlib
import html
import json
import math
import os
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from glob import glob, has_magic
from pathlib import Path
from typing import Any, Literal, TypeAlias, overload

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal._blocks import expected_bytes
from polyvocal._columns import ROLES
from polyvocal._dates import Ambiguous, DateReader, Unreadable, day_number, parse_text
from polyvocal._files import whole_file
from polyvocal._progress import ProgressCallback, resolve_progress
from polyvocal._records import (
    FORMATS,
    Batch,
    Context,
    batches_of_records,
    read_arrow,
    read_columns,
    read_file,
    read_folder,
    stem,
)
from polyvocal.errors import (
    InputError,
    nearest,
    unknown_name,
)
from polyvocal.table import Strings, Table

__all__ = ["Corpus", "Document", "ReadingReport", "read_corpus"]

OnError: TypeAlias = Literal["quarantine", "raise"]
Source: TypeAlias = "str | os.PathLike[str] | Iterable[Any] | Mapping[str, Sequence[Any]] | Any"

_NO_DATE: int = _core.NO_DATE
_LANGUAGE_TAG = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
_LANGUAGE_NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "german": "de",
    "hebrew": "he",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "persian": "fa",
    "farsi": "fa",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
    "ukrainian": "uk",
}
_FILE_MAGIC = b"PVARTCLS"
_FILE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Document:
    """One article."""

    index: int
    id: str
    outlet: str
    agency: str
    date: dt.date | None
    title: str
    language: str
    text: str


@dataclass(frozen=True)
class ReadingReport:
    """What was read and what was left out.

    Attributes
    ----------
    sources : tuple of dict
        Per file: source, format, encoding.
    encodings : dict
        Number of files (of articles, for text files) by encoding.
    articles, quarantined, warnings : int
        Numbers of rows.
    """

    sources: tuple[dict[str, Any], ...] = ()
    encodings: dict[str, int] = field(default_factory=dict)
    articles: int = 0
    quarantined: int = 0
    warnings: int = 0

    def __str__(self) -> str:
        parts = [f"{self.articles:,} articles read"]
        if self.encodings:
            listed = ", ".join(f"{name} ({count:,})" for name, count in self.encodings.items())
            parts.append(f"encodings: {listed}")
        parts.append(f"{self.quarantined:,} left out")
        parts.append(f"{self.warnings:,} warnings")
        return "; ".join(parts)


def _issues(rows: Sequence[tuple[str, int | None, str | None, str]], name: str) -> Table:
    numbers = np.ma.MaskedArray(
        np.array([row[1] or 0 for row in rows], dtype=np.int64),
        mask=np.array([row[1] is None for row in rows], dtype=bool),
    )
    return Table(
        {
            "source": Strings.encode(row[0] for row in rows),
            "row": numbers,
            "id": Strings.encode(row[2] for row in rows),
            "reason": Strings.encode(row[3] for row in rows),
        },
        name=name,
    )


# ---- The corpus ------------------------------------------------------------------------------------


class Corpus:
    """Articles, in order. Immutable; made by `read_corpus`.

    Examples
    --------
    >>> corpus = read_corpus(
    ...     [
    ...         {"id": "a", "outlet": "Daily", "date": "2020-01-04", "text": "Ann Lee spoke."},
    ...         {"id": "b", "outlet": "Wire", "date": "2020-02-01", "text": "Bo Diaz agreed."},
    ...     ]
    ... )
    >>> corpus[0].text, corpus["b"].date.isoformat()
    ('Ann Lee spoke.', '2020-02-01')
    >>> corpus.filter(outlet="Wire").ids
    ['b']
    """

    def __init__(
        self,
        core: _core.Corpus,
        *,
        quarantine: Table | None = None,
        warnings: Table | None = None,
        metadata: Table | None = None,
        report: ReadingReport | None = None,
    ) -> None:
        self._core = core
        self.quarantine = quarantine if quarantine is not None else _issues([], "quarantine")
        """Rows left out: source, row, id, reason."""
        self.warnings = warnings if warnings is not None else _issues([], "warnings")
        """What was read but deserves a look: source, row, id, reason."""
        self.metadata = metadata
        """Columns kept on request: document, then one column each; or ``None``."""
        self.report = report if report is not None else ReadingReport(articles=len(core))
        """What was read: sources, encodings, numbers."""

    def __len__(self) -> int:
        return len(self._core)

    # ---- Columns ---------------------------------------------------------------------------------

    @cached_property
    def ids(self) -> list[str]:
        """Ids of the articles."""
        return self._core.ids()

    @cached_property
    def titles(self) -> list[str]:
        """Titles, ``""`` where there is none."""
        return self._core.titles()

    def _names(self, codes: npt.NDArray[np.int32], names: list[str]) -> list[str]:
        lookup = np.array([*names, ""], dtype=object)
        found: list[str] = lookup[codes].tolist()
        return found

    @cached_property
    def outlets(self) -> list[str]:
        """Outlet of each article, ``""`` where unknown."""
        return self._names(self._core.outlets, self._core.outlet_names)

    @cached_property
    def agencies(self) -> list[str]:
        """Wire agency of each article, ``""`` where unknown."""
        return self._names(self._core.agencies, self._core.agency_names)

    @cached_property
    def languages(self) -> list[str]:
        """Language of each article (BCP 47), ``""`` where unknown."""
        return self._names(self._core.languages, self._core.language_names)

    @cached_property
    def dates(self) -> npt.NDArray[np.datetime64]:
        """Date of each article as ``datetime64[D]``, NaT where unknown."""
        days = self._core.dates.astype(np.int64)
        days[days == _NO_DATE] = np.iinfo(np.int64).min
        dates = days.view("M8[D]")
        dates.flags.writeable = False
        return dates

    @property
    def text_bytes(self) -> int:
        """Size of all texts in UTF-8."""
        return self._core.text_bytes

    @cached_property
    def _places(self) -> dict[str, int]:
        return {identifier: place for place, identifier in enumerate(self.ids)}

    def index_of(self, identifier: str) -> int:
        """Give the place of the article with this id."""
        try:
            return self._places[identifier]
        except KeyError:
            raise unknown_name("document", identifier, self.ids) from None  # noqa: EM101  (a kind, not a message)

    def text(self, document: int | str) -> str:
        """Give the text of the article with this place or id."""
        place = self.index_of(document) if isinstance(document, str) else document
        return self._core.text(self._checked(place))

    def _checked(self, place: int) -> int:
        size = len(self)
        if not -size <= place < size:
            message = f"document {place} of {size}"
            raise IndexError(message)
        return place % size

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._places

    def _document(self, place: int) -> Document:
        days = int(self._core.dates[place])
        return Document(
            index=place,
            id=self._core.id(place),
            outlet=self.outlets[place],
            agency=self.agencies[place],
            date=None if days == _NO_DATE else dt.date(1970, 1, 1) + dt.timedelta(days),
            title=self._core.title(place),
            language=self.languages[place],
            text=self._core.text(place),
        )

    @overload
    def __getitem__(self, key: int | str) -> Document: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: int | str | slice) -> Document | Corpus:
        if isinstance(key, slice):
            return self._subset(np.arange(len(self))[key])
        if isinstance(key, str):
            return self._document(self.index_of(key))
        return self._document(self._checked(int(key)))

    def __iter__(self) -> Iterator[Document]:
        return map(self._document, range(len(self)))

    # ---- Derived ---------------------------------------------------------------------------------

    def _subset(self, places: npt.NDArray[np.intp]) -> Corpus:
        return Corpus(
            self._core.subset(places.astype(np.uint32)),
            quarantine=self.quarantine,
            warnings=self.warnings,
            metadata=self.metadata.take(places) if self.metadata is not None else None,
            report=self.report,
        )

    def filter(
        self,
        mask: npt.ArrayLike | Callable[[Document], bool] | None = None,
        *,
        outlet: str | Iterable[str] | None = None,
        agency: str | Iterable[str] | None = None,
        language: str | Iterable[str] | None = None,
        after: str | dt.date | None = None,
        before: str | dt.date | None = None,
    ) -> Corpus:
        """Keep some of the articles, in the same order.

        Parameters
        ----------
        mask : array of bool, or function of a `Document`, optional
        outlet, agency, language : str or several, optional
            A name that no article has is an error, with the nearest one that some have.
        after, before : date or ISO string, optional
            ``after <= date < before``, so that periods can be put end to end. An article without
            a date is in no period.

        Examples
        --------
        >>> corpus = read_corpus([{"id": "a", "date": "2020-01-04", "text": "Ann Lee spoke."}])
        >>> len(corpus.filter(after="2020-01-01", before="2020-02-01"))
        1
        """
        keep = np.ones(len(self), dtype=bool)
        core = self._core
        for kind, wanted, codes, names in (
            ("outlet", outlet, core.outlets, core.outlet_names),
            ("agency", agency, core.agencies, core.agency_names),
            ("language", language, core.languages, core.language_names),
        ):
            if wanted is not None:
                keep &= self._is_one_of(kind, wanted, codes, names)
        for bound, is_kept in ((after, np.greater_equal), (before, np.less)):
            if bound is not None:
                day = _as_date(bound)
                keep &= is_kept(core.dates, day_number(day)) & (core.dates != _NO_DATE)
        if callable(mask):
            keep &= np.array([bool(mask(document)) for document in self], dtype=bool)
        elif mask is not None:
            given = np.asarray(mask)
            if given.dtype != bool or given.shape != keep.shape:
                message = f"mask: {len(self)} booleans are needed, not {given.dtype} {given.shape}"
                raise InputError(message)
            keep &= given
        return self._subset(np.flatnonzero(keep))

    @staticmethod
    def _is_one_of(
        kind: str, wanted: str | Iterable[str], codes: npt.NDArray[np.int32], names: list[str]
    ) -> npt.NDArray[np.bool_]:
        chosen = [wanted] if isinstance(wanted, str) else list(wanted)
        for name in chosen:
            if name and name not in names:
                raise unknown_name(kind, name, names)
        return np.isin(codes, [names.index(name) if name else -1 for name in chosen])

    def table(self) -> Table:
        """Give the articles as a table: document, outlet, agency, date, title, language, characters.

        Examples
        --------
        >>> read_corpus(["Ann Lee spoke."]).table()["characters"].tolist()
        [14]
        """
        core = self._core
        documents = np.arange(len(self), dtype=np.uint32)
        sizes = np.diff(core.offsets).astype(np.uint32)
        columns: dict[str, Any] = {
            "document": Strings(documents.astype(np.int32), self.ids),
            "outlet": Strings(core.outlets, core.outlet_names),
            "agency": Strings(core.agencies, core.agency_names),
            "date": self.dates,
            "title": [title or None for title in self.titles],
            "language": Strings(core.languages, core.language_names),
            "characters": _core.to_code_points(core, documents, sizes),
        }
        return Table(columns, name="corpus")

    @cached_property
    def hash(self) -> str:
        """SHA-256 over ids, metadata and texts; the same for equal corpora on every machine."""
        digest = hashlib.sha256(b"polyvocal corpus 1")
        for buffer in self._core.buffers():
            digest.update(struct.pack("<Q", buffer.nbytes))
            digest.update(buffer.data)
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        return self.hash == other.hash and self.metadata == other.metadata

    def __hash__(self) -> int:
        return hash(self.hash)

    def __reduce__(self) -> tuple[Callable[..., Corpus], tuple[Any, ...]]:
        parts = (self._core, self.quarantine, self.warnings, self.metadata, self.report)
        return _restore, parts

    # ---- Files -----------------------------------------------------------------------------------

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Keep the corpus, with quarantine, warnings and report, in one file; see `load`."""
        target = Path(path)
        header = json.dumps(
            {
                "report": asdict(self.report),
                "quarantine": self.quarantine.to_dicts(),
                "warnings": self.warnings.to_dicts(),
                "metadata": self.metadata.to_dicts() if self.metadata is not None else None,
            },
            ensure_ascii=False,
            default=str,
        ).encode()
        with whole_file(target) as file:
            file.write(_FILE_MAGIC)
            file.write(struct.pack("<IQI", _FILE_VERSION, len(header), zlib.crc32(header)))
            file.write(header)
            file.write(self._core.to_bytes())
        return target

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Corpus:
        """Bring back a corpus kept by `save`."""
        source = Path(path)
        try:
            content = source.read_bytes()
        except OSError as error:
            message = f"{source}: {error.strerror or error}"
            raise InputError(message) from error
        size = struct.calcsize("<IQI")
        start = len(_FILE_MAGIC) + size
        if not content.startswith(_FILE_MAGIC) or len(content) < start:
            message = (
                f"{source}: not a file that Corpus.save wrote; articles are read by read_corpus"
            )
            raise InputError(message)
        version, length, checksum = struct.unpack("<IQI", content[len(_FILE_MAGIC) : start])
        if version != _FILE_VERSION:
            message = f"{source}: written by another version of polyvocal (format {version})"
            raise InputError(message)
        header = content[start : start + length]
        if zlib.crc32(header) != checksum:
            message = f"{source}: damaged or cut off"
            raise InputError(message)
        stored = json.loads(header)
        report = stored["report"]
        report["sources"] = tuple(report["sources"])
        tables = {
            name: _issues([tuple(row.values()) for row in stored[name]], name)
            for name in ("quarantine", "warnings")
        }
        metadata = stored["metadata"]
        core = _core.Corpus.from_bytes(content[start + length :])
        return cls(
            core,
            quarantine=tables["quarantine"],
            warnings=tables["warnings"],
            metadata=None if metadata is None else _metadata_table(_transpose(metadata)),
            report=ReadingReport(**report),
        )

    # ---- Display ---------------------------------------------------------------------------------

    def _summary(self) -> list[tuple[str, str]]:
        core = self._core
        dates = self.dates[~np.isnat(self.dates)]
        outlets = ", ".join(core.outlet_names[:5]) + (" ..." if len(core.outlet_names) > 5 else "")
        lines = [("articles", f"{len(self):,}")]
        if core.outlet_names:
            lines.append(("outlets", f"{len(core.outlet_names):,} ({outlets})"))
        if len(dates):
            undated = len(self) - len(dates)
            rest = f", {undated:,} undated" if undated else ""
            lines.append(("dates", f"{dates.min()} to {dates.max()}{rest}"))
        if core.language_names:
            lines.append(("languages", ", ".join(core.language_names)))
        lines.append(("text", f"{self.text_bytes / 1e6:,.1f} MB"))
        if len(self.quarantine):
            lines.append(("left out", f"{len(self.quarantine):,} (see .quarantine)"))
        if len(self.warnings):
            lines.append(("warnings", f"{len(self.warnings):,} (see .warnings)"))
        return lines

    def __repr__(self) -> str:
        return "\n".join(["Corpus", *(f"  {key:<10}{value}" for key, value in self._summary())])

    def _repr_html_(self) -> str:
        style = "padding:.2em .6em;text-align:left;vertical-align:top"
        rows = "".join(
            f'<tr><th scope="row" style="{style}">{key}</th>'
            f'<td dir="auto" style="{style}">{html.escape(value)}</td></tr>'
            for key, value in self._summary()
        )
        return (
            '<table style="border-collapse:collapse;font:inherit;color:inherit">'
            f'<caption style="{style}">Corpus</caption><tbody>{rows}</tbody></table>'
        )


def _restore(
    core: _core.Corpus,
    quarantine: Table,
    warnings: Table,
    metadata: Table | None,
    report: ReadingReport,
) -> Corpus:
    return Corpus(core, quarantine=quarantine, warnings=warnings, metadata=metadata, report=report)


def _transpose(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def _as_date(value: str | dt.date) -> dt.date:
    found = parse_text(value) if isinstance(value, str) else value
    if isinstance(found, dt.datetime):
        found = found.date()
    if not isinstance(found, dt.date):
        message = f"{value!r} is no date; write it as 2016-04-06"
        raise InputError(message)
    return found


def _metadata_table(columns: Mapping[str, list[Any]]) -> Table:
    made: dict[str, Any] = {}
    for name, values in columns.items():
        plain = [_plain(value) for value in values]
        kinds = {type(value) for value in plain if value is not None}
        if len(kinds) > 1 and not kinds <= {int, float}:
            plain = [None if value is None else str(value) for value in plain]
        made[name] = plain
    return Table(made, name="metadata")


def _plain(value: Any) -> Any:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (str, bool, int, float)):
        return value
    if hasattr(value, "item"):  # numpy
        return value.item()
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=str)


# ---- Reading ---------------------------------------------------------------------------------------


def _clean(value: Any) -> str:
    """Metadata as text: names of outlets, titles, languages."""
    if isinstance(value, str):
        return value.strip()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, Mapping):  # schema.org: {"@type": "Organization", "name": "..."}
        return _clean(value.get("name"))
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_clean, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # whole numbers of a column with gaps, as pandas gives them
    return str(value).strip()


def _clean_text(value: Any) -> tuple[Any, str | None]:
    """Text, or why there is none."""
    if isinstance(value, (str, bytes)):
        return value, None
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None, None
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value), None  # paragraphs
    if type(value).__name__ in ("NAType", "NaTType"):
        return None, None
    return None, f"the text is a {type(value).__name__}, not a string"


def _listed(values: Any) -> list[Any]:
    return values.to_list() if isinstance(values, _core.ArrowColumn) else values


class _Collector:
    """Takes batches, cleans the metadata, fills the builder, keeps account."""

    def __init__(self, *, language: str, on_error: OnError) -> None:
        self.builder = _core.CorpusBuilder()
        self.rejected: list[tuple[str, int | None, str | None, str]] = []
        self.warned: list[tuple[str, int | None, str | None, str]] = []
        self.described: list[dict[str, Any]] = []
        self.encodings: dict[str, int] = {}
        self.kept: dict[str, list[Any]] = {}
        self._language = language
        self._on_error = on_error
        self._days = array.array("i")
        self._origins: list[tuple[str, int]] = []
        # Dates may lie a day ahead of ours in other time zones.
        self._latest = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
        self._readers: dict[str, DateReader] = {}
        self._ambiguous: list[tuple[int, str, int, str, Ambiguous, str]] = []

    # What the readers call.

    def reject(self, source: str, row: int | None, identifier: str | None, reason: str) -> None:
        if self._on_error == "raise":
            place = f"{source}, row {row}" if row is not None else source
            name = f", document {identifier!r}" if identifier else ""
            message = f"{place}{name}: {reason}"
            raise InputError(message)
        self.rejected.append((source, row, identifier, reason))

    def warn(self, source: str, row: int | None, identifier: str | None, reason: str) -> None:
        self.warned.append((source, row, identifier, reason))

    def describe(self, source: str, *, format: str, encoding: str, count: int = 1) -> None:
        self.encodings[encoding] = self.encodings.get(encoding, 0) + count
        if source:
            self.described.append({"source": source, "format": format, "encoding": encoding})

    # Batches.

    def add(self, batch: Batch) -> None:
        size = len(batch.rows)
        columns = batch.columns
        texts, reasons = self._texts(columns["text"])
        ids = self._ids(batch)
        languages = self._languages(batch, ids, size)
        dates = self._dates(batch, ids, size)
        days = np.array([d if isinstance(d, int) else _NO_DATE for d in dates], dtype=np.int32)
        named = {
            role + "s" if role != "agency" else "agencies": [
                _clean(value) for value in _listed(columns[role])
            ]
            for role in ("outlet", "agency", "title")
            if role in columns
        }
        start = len(self.builder)
        rejected = dict(
            self.builder.add_batch(ids, texts, languages=languages, dates=days, **named)
        )
        for row, reason in rejected.items():
            identifier = ids[row].encode("utf-8", "replace").decode() or None
            plain = reason.removeprefix(f"document '{identifier}': ")
            self.reject(batch.source, batch.rows[row], identifier, reasons.get(row, plain))
        taken = [row for row in range(size) if row not in rejected] if rejected else range(size)
        for place, row in enumerate(taken, start=start):
            self._origins.append((batch.source, batch.rows[row]))
            date = dates[row]
            if isinstance(date, tuple):
                value, found = date
                self._ambiguous.append(
                    (place, batch.source, batch.rows[row], ids[row], found, value)
                )
        self._days.extend(days[list(taken)].tolist() if rejected else days.tolist())
        for name, values in batch.kept.items():
            self.kept.setdefault(name, []).extend(values[row] for row in taken)

    @staticmethod
    def _texts(values: Any) -> tuple[Any, dict[int, str]]:
        if isinstance(values, _core.ArrowColumn):
            if values.is_string:
                return values, {}
            values = values.to_list()
        if all(type(value) is str for value in values):
            return values, {}
        cleaned = [_clean_text(value) for value in values]
        reasons = {row: reason for row, (_, reason) in enumerate(cleaned) if reason}
        return [text for text, _ in cleaned], reasons

    @staticmethod
    def _ids(batch: Batch) -> list[str]:
        prefix = f"{batch.id_prefix}-" if batch.id_prefix else ""
        if "id" not in batch.columns:
            return [f"{prefix}{number}" for number in batch.rows]
        given = [_clean(value) for value in _listed(batch.columns["id"])]
        return [
            identifier or f"{prefix}{number}"
            for identifier, number in zip(given, batch.rows, strict=True)
        ]

    def _languages(self, batch: Batch, ids: list[str], size: int) -> list[str]:
        if "language" not in batch.columns:
            return [self._language] * size
        result = []
        for row, value in enumerate(_listed(batch.columns["language"])):
            text = _clean(value)
            tag = _language_tag(text)
            if tag is None:
                reason = f"language {text[:40]!r} is not a code like 'en' or 'ar'; left out"
                self.warn(batch.source, batch.rows[row], ids[row], reason)
            result.append(tag or self._language)
        return result

    def _dates(
        self, batch: Batch, ids: list[str], size: int
    ) -> list[int | tuple[str, Ambiguous] | None]:
        """Days, ambiguous dates with their text, or None."""
        values: Any = batch.columns.get("date")
        if values is None:
            return [None] * size
        if isinstance(values, _core.ArrowColumn):
            if values.is_date:
                epoch = dt.date(1970, 1, 1)
                values = [
                    None if day == _NO_DATE else epoch + dt.timedelta(day)
                    for day in np.clip(values.days(), _NO_DATE, 2_900_000).tolist()
                ]
            else:
                values = values.to_list()
        reader = self._readers.setdefault(batch.source, DateReader(self._latest))
        result: list[int | tuple[str, Ambiguous] | None] = []
        for row, value in enumerate(values):
            found = reader.read(value)
            if isinstance(found, dt.date):
                result.append(day_number(found))
            elif isinstance(found, Ambiguous):
                result.append((str(value), found))
            else:
                if isinstance(found, Unreadable):
                    self._bad_date(batch.source, batch.rows[row], ids[row], value, found)
                result.append(None)
        return result

    def _bad_date(
        self, source: str, row: int, identifier: str, value: Any, found: Unreadable
    ) -> None:
        reason = f"date {str(value)[:60]!r} left out: {found.reason}"
        self.warn(source, row, identifier, reason)

    # The end.

    def _settle_dates(self) -> None:
        for place, source, row, identifier, found, value in self._ambiguous:
            settled = self._readers[source].settle(found)
            if isinstance(settled, Unreadable):
                self._bad_date(source, row, identifier, value, settled)
            else:
                self._days[place] = day_number(settled)

    def _report_same_texts(self, core: _core.Corpus) -> None:
        first = core.first_of_same_text()
        for place in np.flatnonzero(first != np.arange(len(first), dtype=np.uint32)).tolist():
            source, row = self._origins[place]
            reason = f"the same text as document {core.id(int(first[place]))!r}"
            self.warn(source, row, core.id(place), reason)

    def finish(self) -> Corpus:
        self._settle_dates()
        core = self.builder.finish(np.frombuffer(self._days, dtype=np.int32))
        if not len(core):
            raise InputError(self._nothing_read())
        self._report_same_texts(core)
        quarantine = _issues(self.rejected, "quarantine")
        warnings = _issues(self.warned, "warnings")
        metadata = None
        if self.kept:
            ids = Strings(np.arange(len(core)), core.ids())
            made = _metadata_table(self.kept)
            metadata = Table(
                {"document": ids, **{name: made.column(name) for name in made.columns}},
                name="metadata",
            )
        report = ReadingReport(
            sources=tuple(self.described),
            encodings=self.encodings,
            articles=len(core),
            quarantined=len(quarantine),
            warnings=len(warnings),
        )
        return Corpus(
            core, quarantine=quarantine, warnings=warnings, metadata=metadata, report=report
        )

    def _nothing_read(self) -> str:
        if not self.rejected:
            return "no article in the source: it has no rows; give at least one article"
        source, row, _, reason = self.rejected[0]
        place = f"{source}, row {row}" if row is not None else source
        return (
            f"no article could be read: {len(self.rejected)} left out. The first: {place}: {reason}"
        )


def _language_tag(text: str) -> str | None:
    if not text:
        return ""
    known = _LANGUAGE_NAMES.get(text.lower())
    if known:
        return known
    tag = text.replace("_", "-")
    if not _LANGUAGE_TAG.match(tag):
        return None
    primary, dash, rest = tag.partition("-")
    return primary.lower() + dash + rest


def _missing_path(path: Path) -> str:
    message = f"{path}: no such file or folder"
    parent = path.parent
    if parent.is_dir():
        close = nearest(path.name, [entry.name for entry in parent.iterdir()], cutoff=0.6)
        if close:
            message += f"; did you mean {str(parent / close)!r}?"
    elif not path.is_absolute():
        message += f" (looked in {Path.cwd()})"
    return message


def _paths_of(source: str | os.PathLike[str]) -> list[Path]:
    text = os.fspath(source)
    path = Path(text).expanduser()
    try:
        if path.exists():
            return [path]
    except (OSError, ValueError):  # too long for a name, or with a NUL in it
        pass
    if "\n" in text or len(text) > 1000:
        message = "this string is no path; to read a text, put it in a list: read_corpus([text])"
        raise InputError(message)
    if has_magic(text):
        found = sorted(Path(name) for name in glob(text, recursive=True))  # noqa: PTH207  (absolute too)
        if found:
            return found
    raise InputError(_missing_path(path))


def _numbered(rows: Iterable[Any]) -> Iterator[tuple[int, Any, int]]:
    for number, row in enumerate(rows, start=1):
        size = len(row) if isinstance(row, str) else 4000
        yield number, _as_record(row), size


def _as_record(row: Any) -> Any:
    if isinstance(row, Document):
        return {name: getattr(row, name) for name in ROLES}
    if isinstance(row, (Mapping, str)):
        return row
    # Articles of harvesters: objects with as_dict(), to_dict() or plain attributes.
    for method in ("as_dict", "to_dict", "get_dict"):
        if callable(getattr(row, method, None)):
            return getattr(row, method)()
    return vars(row) if hasattr(row, "__dict__") and not isinstance(row, type) else row


def _batches(source: Source, context: Context, *, format: str | None) -> Iterator[Batch]:
    if isinstance(source, (str, os.PathLike)):
        yield from _path_batches(_paths_of(source), context, format=format)
        return
    if format is not None:
        message = f"format={format!r} is for files; a {type(source).__name__} needs none"
        raise InputError(message)
    if hasattr(source, "__arrow_c_stream__"):
        yield from read_arrow(source, context, type(source).__name__, "")
        return
    if isinstance(source, Mapping):
        yield from _mapping_batches(source, context)
        return
    if hasattr(source, "collect") and not isinstance(source, Iterable):
        message = f"a {type(source).__name__} has no rows yet; pass source.collect()"
        raise InputError(message)
    if isinstance(source, (bytes, bytearray)) or not isinstance(source, Iterable):
        message = (
            f"cannot read articles from a {type(source).__name__}; give a folder, a file, a data "
            "frame, an Arrow table, or an iterable of dicts or strings"
        )
        raise InputError(message)
    rows = iter(source)
    first = next(rows, None)
    if _names_file(first):
        names: list[Any] = [first, *rows]
        yield from _path_batches(
            [path for name in names for path in _paths_of(name)], context, format=format
        )
        return

    def again() -> Iterator[Any]:
        if first is not None:
            yield first
        yield from rows

    yield from batches_of_records(_numbered(again()), context, "rows")


def _names_file(item: object) -> bool:
    """Whether the first item of an iterable is a path: strings are texts unless such a file is."""
    if isinstance(item, str):
        return os.path.isfile(item)  # noqa: PTH113  (False, where Path.is_file would raise)
    return isinstance(item, os.PathLike)


def _mapping_batches(source: Mapping[str, Any], context: Context) -> Iterator[Batch]:
    if any(isinstance(value, str) or not isinstance(value, Sequence) for value in source.values()):
        plain = {
            name: value.tolist() if hasattr(value, "tolist") else value
            for name, value in source.items()
        }
        if any(isinstance(value, str) or not isinstance(value, list) for value in plain.values()):
            message = "a dict of columns is needed (name: list), or a list with this dict in it"
            raise InputError(message)
        source = plain
    yield from read_columns(source, context, "columns", "")


def _path_batches(
    paths: Sequence[Path],
    context: Context,
    *,
    format: str | None,
) -> Iterator[Batch]:
    names = [path.name for path in paths]
    unique = len(set(names)) == len(names)
    context.expect(sum(expected_bytes(path) for path in paths if path.is_file()))
    for path in paths:
        source = path.name if unique else str(path)
        if path.is_dir():
            if format not in (None, "folder"):
                message = f"{path} is a folder, not a {format} file"
                raise InputError(message)
            yield from read_folder(path, context)
        elif format == "folder":
            message = f"{path} is a file, not a folder"
            raise InputError(message)
        else:
            yield from read_file(path, context, format=format, source=source, prefix=stem(path))


def read_corpus(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    keep: str | Sequence[str] = (),
    encoding: str | None = None,
    language: str | None = None,
    format: Literal["text", "jsonl", "json", "csv", "parquet", "folder"] | None = None,
    on_error: OnError = "quarantine",
    progress: bool | ProgressCallback = True,
) -> Corpus:
    """Read articles.

    Parameters
    ----------
    source : path, table, or iterable
        - a folder of ``.txt`` files, one article each, with a ``corpus.csv`` (columns file, outlet,
          agency, date, title, language) or a ``corpus.toml`` (``[[article]]`` tables) beside them,
        - a ``.txt``, ``.jsonl``, ``.json``, ``.csv``, ``.tsv`` or ``.parquet`` file, also ``.gz``
          or ``.zst``; a pattern (``"2016-*.jsonl"``), a folder or a list of paths for several,
        - a data frame or table of pandas, polars, pyarrow or DuckDB, or a dict of columns,
        - an iterable of dicts, or of strings, which are texts (unless the first names a file).
    columns : mapping, optional
        Which column plays which role (id, outlet, agency, date, title, language, text), where the
        names do not tell: ``columns={"text": "body_en"}``.
    keep : str or sequence of str, optional
        Further columns to keep in ``corpus.metadata``.
    encoding : str, optional
        Encoding of the files. By default UTF-8 where it is valid, else detected, with a warning.
    language : str, optional
        Language (BCP 47) of articles that do not state one.
    format : optional
        Format of the file, where suffix and content do not tell.
    on_error : {"quarantine", "raise"}
        Leave unusable rows out and list them in ``corpus.quarantine``, or stop at the first.
    progress : bool or callable
        Show progress in terminals and notebooks; or call ``progress(stage, done, total)``.

    Returns
    -------
    Corpus
        The articles, in the order of the source (files by name). Texts are kept as they are.

    Raises
    ------
    InputError
        When nothing can be read. `SchemaError` when there is no text column, with the nearest name.

    Notes
    -----
    Left out and listed in ``corpus.quarantine``: rows with an empty or repeated id, without text,
    that do not parse, or that do not decode. Read, but listed in ``corpus.warnings``: dates that
    are unreadable, ambiguous, in the future or before 1990 (the date is dropped), unknown language
    codes, detected encodings, texts that occur twice, and files without a row in the table.
    A missing id is the file name, or the number of the row.

    Examples
    --------
    >>> corpus = read_corpus(
    ...     [
    ...         {"headline": "Talks", "body": "Ann Lee met Bo Diaz.", "source": "Daily"},
    ...         {"headline": "Empty", "body": "", "source": "Daily"},
    ...     ]
    ... )
    >>> len(corpus), corpus.quarantine["reason"].tolist()
    (1, ['the text is empty'])
    """
    if on_error not in ("quarantine", "raise"):
        raise unknown_name("on_error", str(on_error), ["quarantine", "raise"])  # noqa: EM101  (a kind, not a message)
    if format is not None and format not in FORMATS:
        raise unknown_name("format", str(format), FORMATS)  # noqa: EM101  (a kind, not a message)
    if isinstance(source, Corpus):
        return source
    tag = _language_tag((language or "").strip())
    if tag is None:
        message = f"language={language!r} is not a code like 'en' or 'ar'"
        raise InputError(message)
    callback = resolve_progress(progress)
    collector = _Collector(language=tag, on_error=on_error)
    context = Context(
        columns=columns,
        keep=[keep] if isinstance(keep, str) else list(keep),
        encoding=encoding,
        reject=collector.reject,
        warn=collector.warn,
        describe=collector.describe,
        progress=(lambda done, total: callback("reading", done, total)) if callback else None,
        expect=collector.builder.reserve,
    )
    for batch in _batches(source, context, format=format):
        collector.add(batch)
    return collector.finish()
