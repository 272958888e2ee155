"""Which articles a score is made of: one, an outlet's, or those of a month or week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import InputError, unknown_name
from polyvocal.stance._choices import BYS, By

if TYPE_CHECKING:
    from polyvocal.corpus import Corpus

__all__ = ["DocumentSets", "Groups", "Sets", "checked_by", "make_groups", "sets_of_documents"]

Sets = Mapping[str, object] | Sequence[object]
Codes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class DocumentSets:
    """What articles have in common besides their group: stories, and copies of one text."""

    stories: Codes | None = None
    copies: Codes | None = None
    centred: bool = True


@dataclass(frozen=True)
class Groups:
    """The groups of a result, and the articles of each."""

    by: By
    names: list[str]
    of_documents: Codes  # -1: in no group
    outlets: list[str | None]  # of each group
    periods: list[str | None]
    core: _core.Grouping = field(repr=False)

    @property
    def kind(self) -> str:
        """What a group is, for messages."""
        return self.by if self.by in ("document", "outlet") else "group"

    def index(self, name: str) -> int:
        """Place of a group."""
        if name not in self.names:
            raise unknown_name(self.kind, name, self.names)
        return self.names.index(name)


def checked_by(by: str | Sequence[str]) -> By:
    """Read ``by``: one word, or ``("outlet", "month")`` for one of the two together."""
    joined = by if isinstance(by, str) else "_".join(by)
    for known in BYS:
        if joined == known:
            return known
    raise unknown_name("by", joined, BYS)  # noqa: EM101  (a kind, not a message)


def sets_of_documents(corpus: Corpus, given: Sets | None, what: str) -> Codes | None:
    """Give the number of the set (story, copies) that each article belongs to; -1 for none."""
    if given is None:
        return None
    if isinstance(given, Mapping):
        unknown = [key for key in given if key not in corpus]
        if unknown:
            raise unknown_name("document", str(unknown[0]), corpus.ids)  # noqa: EM101  (a kind)
        values: Iterable[Any] = (given.get(document) for document in corpus.ids)
    else:
        if isinstance(given, str) or len(given) != len(corpus):
            size = f"{len(given)} values" if not isinstance(given, str) else repr(given)
            message = (
                f"{what}: {size} for {len(corpus)} articles; give one for each, or a dict from "
                "the id of an article to its set"
            )
            raise InputError(message)
        values = given
    numbers: dict[Any, int] = {}
    codes = np.full(len(corpus), -1, dtype=np.int32)
    for place, value in enumerate(values):
        if value is not None and value == value and value != -1:  # noqa: PLR0124  (NaN)
            codes[place] = numbers.setdefault(value, len(numbers))
    return codes


def make_groups(
    corpus: Corpus,
    by: By,
    *,
    stories: Codes | None = None,
    copies: Codes | None = None,
    centred: bool = True,
) -> Groups:
    """Deal the articles out to groups. Articles without an outlet or a date are in none."""
    if by == "document":
        core = _core.Grouping.by_document(corpus._core)
        outlets = [name or None for name in corpus.outlets]
        return Groups(by, corpus.ids, np.asarray(core.group), outlets, [None] * len(corpus), core)
    names, codes, of_outlets, of_periods = _slices(corpus, by)
    core = _core.Grouping(
        codes,
        len(names),
        copy=copies,
        story=stories,
        center=centred and stories is not None and by.startswith("outlet"),
    )
    return Groups(by, names, codes, of_outlets, of_periods, core)


def _slices(corpus: Corpus, by: By) -> tuple[list[str], Codes, list[str | None], list[str | None]]:
    outlet_names = corpus._core.outlet_names
    outlet = np.asarray(corpus._core.outlets, dtype=np.int32)
    if by == "outlet":
        none: list[str | None] = [None] * len(outlet_names)
        return list(outlet_names), outlet, list(outlet_names), none
    periods, period = _periods(corpus, "W" if by.endswith("week") else "M")
    if by in ("month", "week"):
        return list(periods), period, [None] * len(periods), list(periods)
    both = np.where((outlet >= 0) & (period >= 0), outlet * max(1, len(periods)) + period, -1)
    found, places = np.unique(both[both >= 0], return_inverse=True)
    codes = np.full(len(both), -1, dtype=np.int32)
    codes[both >= 0] = places
    pairs = [divmod(int(pair), max(1, len(periods))) for pair in found]
    names = [f"{outlet_names[o]} {periods[p]}" for o, p in pairs]
    return names, codes, [outlet_names[o] for o, _ in pairs], [periods[p] for _, p in pairs]


def _periods(corpus: Corpus, unit: str) -> tuple[list[str], Codes]:
    """Months (2016-04) or weeks (the Monday, 2016-04-04) that have articles, in order."""
    days = corpus.dates.astype("datetime64[D]")
    known = ~np.isnat(days)
    if unit == "M":
        slots = days.astype("datetime64[M]")
    else:
        number = days.astype(np.int64)
        slots = (number - (number + 3) % 7).astype("datetime64[D]")  # 1970-01-01 was a Thursday
    found, places = np.unique(slots[known], return_inverse=True)
    codes = np.full(len(days), -1, dtype=np.int32)
    codes[known] = places
    return [str(slot) for slot in found], codes
