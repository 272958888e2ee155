"""Articles in order, and what became of those that could not be read."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import os
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal._files import whole_file
from polyvocal.corpus._dates import day_number, parse_text
from polyvocal.corpus._tables import issue_table, metadata_table
from polyvocal.errors import InputError, unknown_name
from polyvocal.table import Strings, Table

__all__ = ["Corpus", "Document", "ReadingReport"]

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


class Corpus:
    """Articles, in order. Immutable; made by `read_corpus`.

    Examples
    --------
    >>> from polyvocal.corpus import read_corpus
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
        self.quarantine = quarantine if quarantine is not None else issue_table([], "quarantine")
        """Rows left out: source, row, id, reason."""
        self.warnings = warnings if warnings is not None else issue_table([], "warnings")
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
        days[days == _core.NO_DATE] = np.iinfo(np.int64).min
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
            date=None if days == _core.NO_DATE else dt.date(1970, 1, 1) + dt.timedelta(days),
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
        >>> from polyvocal.corpus import read_corpus
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
                keep &= is_kept(core.dates, day_number(day)) & (core.dates != _core.NO_DATE)
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
        >>> from polyvocal.corpus import read_corpus
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
            name: issue_table([tuple(row.values()) for row in stored[name]], name)
            for name in ("quarantine", "warnings")
        }
        metadata = stored["metadata"]
        core = _core.Corpus.from_bytes(content[start + length :])
        return cls(
            core,
            quarantine=tables["quarantine"],
            warnings=tables["warnings"],
            metadata=None if metadata is None else metadata_table(_transpose(metadata)),
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
