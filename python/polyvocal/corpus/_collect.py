"""From batches of columns to a corpus: cleaning, dates, and an account of what was left out."""

from __future__ import annotations

import array
import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import numpy as np

from polyvocal import _core
from polyvocal.corpus._articles import Corpus, ReadingReport
from polyvocal.corpus._dates import Ambiguous, DateReader, Unreadable, day_number
from polyvocal.corpus._markup import plain_text, plain_title
from polyvocal.corpus._records import Batch
from polyvocal.corpus._tables import issue_table, metadata_table
from polyvocal.errors import InputError
from polyvocal.table import Strings, Table

__all__ = ["Collector", "Markup", "OnError", "language_tag"]

OnError: TypeAlias = Literal["quarantine", "raise"]
Markup: TypeAlias = Literal["keep", "strip"]
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


def _without_markup(text: Any) -> Any:
    for _ in range(2):  # "&lt;a href=...": harvesters write some of it as text of the page
        if not (isinstance(text, str) and _core.has_markup(text)):
            break
        text = plain_text(text)
    return text


def _listed(values: Any) -> list[Any]:
    return values.to_list() if isinstance(values, _core.ArrowColumn) else values


class Collector:
    """Takes batches, cleans the metadata, fills the builder, keeps account."""

    def __init__(self, *, language: str, on_error: OnError, markup: Markup = "keep") -> None:
        self.builder = _core.CorpusBuilder()
        self.rejected: list[tuple[str, int | None, str | None, str]] = []
        self.warned: list[tuple[str, int | None, str | None, str]] = []
        self.described: list[dict[str, Any]] = []
        self.encodings: dict[str, int] = {}
        self.kept: dict[str, list[Any]] = {}
        self._language = language
        self._on_error = on_error
        self._strips = markup == "strip"
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
        if self._strips:
            texts = [_without_markup(text) for text in _listed(texts)]
        ids = self._ids(batch)
        languages = self._languages(batch, ids, size)
        dates = self._dates(batch, ids, size)
        days = np.array([d if isinstance(d, int) else _core.NO_DATE for d in dates], dtype=np.int32)
        named = {
            role + "s" if role != "agency" else "agencies": [
                _clean(value) for value in _listed(columns[role])
            ]
            for role in ("outlet", "agency", "title")
            if role in columns
        }
        if self._strips and "titles" in named:
            named["titles"] = [plain_title(title) for title in named["titles"]]
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
            tag = language_tag(text)
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
                    None if day == _core.NO_DATE else epoch + dt.timedelta(day)
                    for day in np.clip(values.days(), _core.NO_DATE, 2_900_000).tolist()
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

    def _report_markup(self, core: _core.Corpus) -> None:
        for place in core.documents_with_markup().tolist():
            source, row = self._origins[place]
            reason = "the text holds HTML, whose tags count as words; markup='strip' takes it out"
            self.warn(source, row, core.id(place), reason)

    def finish(self) -> Corpus:
        self._settle_dates()
        core = self.builder.finish(np.frombuffer(self._days, dtype=np.int32))
        if not len(core):
            raise InputError(self._nothing_read())
        self._report_same_texts(core)
        if not self._strips:
            self._report_markup(core)
        quarantine = issue_table(self.rejected, "quarantine")
        warnings = issue_table(self.warned, "warnings")
        metadata = None
        if self.kept:
            ids = Strings(np.arange(len(core)), core.ids())
            made = metadata_table(self.kept)
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


def language_tag(text: str) -> str | None:
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
