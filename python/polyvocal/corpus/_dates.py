"""Dates as news pages and their harvesters write them.

A date that can be read in two ways (04/06/2016) is never guessed from one value: `DateReader`
collects such dates and settles them by the unambiguous ones of the same source. A year of two digits
stands last (23.11.26, 3-Nov-26) and is of the hundred years that end next year; behind hyphens and
numbers alone (04-06-16) it might as well stand first, so such dates are left out.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, field
from email.utils import parsedate_tz
from typing import Any

EARLIEST = dt.date(1990, 1, 1)
_EPOCH = dt.date(1970, 1, 1)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_NAMED_MONTH = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH}\s*{_DAY}\s*,?\s*{_YEAR}\b",  # April 6, 2016
        rf"\b{_DAY}[\s.-]*(?:of\s+)?{_MONTH}[\s,.-]*{_YEAR}\b",  # 6 April 2016, 06-Apr-2016
        rf"\b{_YEAR}[\s,.-]*{_MONTH}[\s.-]*{_DAY}\b",  # 2016-Apr-06
    )
]
_SHORT_YEAR = r"[’']?(?P<year>\d\d)(?=\s*$|[\sT,]+\d{1,2}:)"  # at the end, or before a time
_NAMED_MONTH += [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:\w+,\s*)?{_MONTH}\s*{_DAY}\s*,\s*{_SHORT_YEAR}",  # Nov 3, 26
        rf"^(?:\w+,\s*)?{_DAY}[\s.-]*{_MONTH}[\s,.-]*{_SHORT_YEAR}",  # 3 Nov 26, 03-Nov-26
    )
]
_YEAR_FIRST = re.compile(rf"^{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)")
_COMPACT = re.compile(r"^(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:[T\s]?\d{4,6}Z?)?$")
_DOTTED = [
    re.compile(rf"^(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{year}")
    for year in (rf"{_YEAR}(?!\d)", _SHORT_YEAR)
]
_TWO_NUMBERS = [
    re.compile(rf"^(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{_YEAR}(?!\d)"),
    re.compile(rf"^(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_SHORT_YEAR}"),
]
_SHORT_BY_HYPHENS = re.compile(r"^\d{1,2}-\d{1,2}-\d{1,2}(?!\d)")
_MISSING = {"", "none", "null", "nan", "nat", "n/a", "na", "-", "unknown", "undated"}


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A date of the form 04/06/2016."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a date was left out."""

    reason: str


def day_number(date: dt.date) -> int:
    """Days since 1970-01-01."""
    return (date - _EPOCH).days


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    return year - 100 if year > dt.datetime.now(dt.UTC).year + 1 else year


def _two_numbers(text: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.match(text) for pattern in _TWO_NUMBERS)), None)


def _from_match(match: re.Match[str]) -> dt.date | None:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS[month]
    try:
        return dt.date(_year(match["year"]), number, int(match["day"]))
    except ValueError:
        return None


def _from_number(value: float) -> dt.date | None:
    if value == int(value) and 19000101 <= value <= 21001231:
        match = _COMPACT.match(str(int(value)))
        return _from_match(match) if match else None
    # Seconds, milli-, micro- or nanoseconds since 1970, told apart by their size.
    for power in (1, 10**3, 10**6, 10**9):
        seconds = value / power
        if 5e8 <= seconds < 5e9:
            return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    return None


def _from_rfc2822(text: str) -> dt.date | None:
    if not text[:3].isalpha() and not text[:1].isdigit():
        return None
    try:
        parts = parsedate_tz(text)
        return dt.date(*parts[:3]) if parts and parts[0] >= 1000 else None
    except (ValueError, TypeError, IndexError):
        return None


def parse_text(text: str) -> dt.date | Ambiguous | Unreadable | None:
    """Read one date; ``None`` when there is none.

    Times are dropped: the date is the one written, in the zone it was written for.

    >>> parse_text("2016-04-06T23:30:00+02:00"), parse_text("Wed, 06 Apr 2016 10:00:00 GMT")
    (datetime.date(2016, 4, 6), datetime.date(2016, 4, 6))
    >>> parse_text("04/06/2016"), parse_text("06-Apr-16")
    (Ambiguous(first=4, second=6, year=2016), datetime.date(2016, 4, 6))
    """
    text = text.strip()
    if text.lower() in _MISSING:
        return None
    for pattern in (_YEAR_FIRST, _COMPACT, *_DOTTED, *_NAMED_MONTH):
        match = pattern.search(text)
        if match:
            return _from_match(match) or Unreadable("no such day in the calendar")
    match = _two_numbers(text)
    if match:
        return _from_two_numbers(int(match["first"]), int(match["second"]), _year(match["year"]))
    if _SHORT_BY_HYPHENS.match(text):
        return Unreadable("the year may be the first or the last number; write it as 2016-04-06")
    found = _from_rfc2822(text)
    if found:
        return found
    if text.replace(".", "", 1).isdigit() and len(text) >= 9:
        found = _from_number(float(text))
        if found:
            return found
    return Unreadable("not a date polyvocal can read; write it as 2016-04-06")


def _from_two_numbers(first: int, second: int, year: int) -> dt.date | Ambiguous | Unreadable:
    if first <= 12 and second <= 12 and first != second:
        return Ambiguous(first, second, year)
    month, day = (first, second) if first <= 12 else (second, first)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return Unreadable("no such day in the calendar")


def parse_value(value: Any) -> dt.date | Ambiguous | Unreadable | None:
    """Read one value of any type; see `parse_text`."""
    if value is None:
        return None
    if isinstance(value, str):
        return parse_text(value)
    if isinstance(value, dt.datetime):
        # pandas' NaT calls itself a datetime.
        return None if type(value).__name__ == "NaTType" else value.date()
    if isinstance(value, dt.date):
        return value
    if hasattr(value, "astype"):  # numpy
        if value.dtype.kind == "M":
            stored: dt.date | None = value.astype("M8[D]").item()
            return stored
        value = value.item()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if math.isnan(value):
            return None
        return _from_number(value) or Unreadable("a number that is no date")
    if isinstance(value, (list, tuple)) and len(value) == 1:
        return parse_value(value[0])
    return Unreadable(f"a {type(value).__name__} is no date; write it as 2016-04-06")


@dataclass
class DateReader:
    """Reads the dates of one source and settles the ambiguous ones at the end."""

    latest: dt.date
    day_first: int = 0
    month_first: int = 0
    _seen: dict[str, dt.date | Ambiguous | Unreadable | None] = field(default_factory=dict)

    def read(self, value: Any) -> dt.date | Ambiguous | Unreadable | None:
        """Read and check one value."""
        if not isinstance(value, str):
            return self._checked(parse_value(value))
        if value not in self._seen:
            if len(self._seen) > 100_000:
                self._seen.clear()  # time stamps to the second never repeat
            self._seen[value] = self._checked(parse_text(value))
        found = self._seen[value]
        self._learn(value)
        return found

    def _learn(self, text: str) -> None:
        match = _two_numbers(text.strip())
        if match and int(match["first"]) > 12:
            self.day_first += 1
        elif match and int(match["second"]) > 12:
            self.month_first += 1

    def _checked(
        self, found: dt.date | Ambiguous | Unreadable | None
    ) -> dt.date | Ambiguous | Unreadable | None:
        if isinstance(found, dt.date):
            if found < EARLIEST:
                return Unreadable(f"before {EARLIEST.year}")
            if found > self.latest:
                return Unreadable("in the future")
        return found

    def settle(self, date: Ambiguous) -> dt.date | Unreadable:
        """Decide an ambiguous date by the unambiguous ones of this source."""
        one = f"{date.year}-{date.first:02}-{date.second:02}"
        other = f"{date.year}-{date.second:02}-{date.first:02}"
        if bool(self.day_first) == bool(self.month_first):
            return Unreadable(f"could be {one} or {other}; write it as one of these")
        month, day = date.first, date.second
        if self.day_first:
            month, day = day, month
        found = self._checked(dt.date(date.year, month, day))
        assert isinstance(found, (dt.date, Unreadable))
        return found
