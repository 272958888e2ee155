"""What every comparison of outlets starts from: articles as counts, outlets, months, stories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from polyvocal import _core
from polyvocal.cooccurrence import month_of
from polyvocal.matrix import check_name
from polyvocal.similarity.stories import numbered_stories

if TYPE_CHECKING:
    from polyvocal.similarity import Kind, Similarity
    from polyvocal.table import Table

__all__ = ["PROFILES", "Data", "Profile", "Progress", "few_strata", "to_scipy", "to_sparse_rows"]

Profile = Literal["words", "actors", "frames"]
PROFILES: tuple[Profile, ...] = ("words", "actors", "frames")
Progress = Callable[[int, int], None] | None

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


def to_scipy(rows: Any) -> csr_array:
    """View the core's rows as scipy's."""
    return csr_array((rows.values, rows.indices, rows.indptr), shape=rows.shape)


def to_sparse_rows(rows: csr_array) -> Any:
    """Copy scipy's rows for the core, without columns that are empty."""
    used, indices = np.unique(rows.indices, return_inverse=True)
    return _core.SparseRows(
        rows.indptr.astype(np.int32),
        indices.astype(np.int32),
        rows.data.astype(np.float32),
        max(1, len(used)),
    )


def few_strata(dates: Ints) -> Ints | None:
    """Months (years when these have too few articles) to hold fixed; None without dates.

    A stratum needs ten articles on average, or there is nothing to exchange.
    """
    months, names = month_of(dates)
    dated = int(np.count_nonzero(months >= 0))
    if not names or 2 * dated < len(dates):
        return None
    if dated >= 10 * len(names):
        return months
    of_month = np.array([int(name[:4]) for name in names])
    years = np.where(months >= 0, of_month[months], -1).astype(np.int32)
    return years if dated >= 10 * len(set(of_month.tolist())) else None


@dataclass(frozen=True)
class _Counts:
    """Articles as counts of named terms."""

    rows: Any
    terms: list[str]

    @cached_property
    def lengths(self) -> Floats:
        """Sum of each article's counts."""
        total = np.concatenate([[0.0], np.cumsum(self.rows.values, dtype=np.float64)])
        return np.diff(total[self.rows.indptr])


@dataclass(frozen=True)
class Data:
    """Results of earlier stages, and what is worked out of them once.

    ``similarity``, ``stance`` and ``stories`` ask the study for results it remembers.
    """

    corpus: Any
    actors: Any
    segments: Any
    mentions: Any
    similarity: Callable[[str, Kind], Similarity]
    stance: Callable[[str], Any]
    stories: Callable[[], Table]
    seed: int = 0
    threads: int = 0
    progress: Progress = field(default=None, compare=False)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.corpus._core.outlet_names)

    @cached_property
    def of_document(self) -> Ints:
        return np.asarray(self.corpus._core.outlets)

    @cached_property
    def dates(self) -> Ints:
        return np.asarray(self.corpus._core.dates)

    @cached_property
    def strata(self) -> Ints | None:
        return few_strata(self.dates)

    @cached_property
    def ids(self) -> list[str]:
        return list(self.corpus._core.ids())

    def articles_of(self, outlet: str) -> Ints:
        """Rows of one outlet's articles.

        Raises
        ------
        UnknownNameError
            For a name that is no outlet.
        """
        code = check_name("outlet", outlet, self.labels)
        return np.flatnonzero(self.of_document == code).astype(np.int32)

    def counts(self, profile: Profile) -> Any:
        """How often each word, actor or frame stands in each article."""
        return self._counted_once(profile).rows

    def terms(self, profile: Profile) -> list[str]:
        """Names of the columns of `counts`."""
        return self._counted_once(profile).terms

    def lengths(self, profile: Profile) -> Floats:
        """Sum of each article's counts."""
        return self._counted_once(profile).lengths

    @cached_property
    def pooled(self) -> dict[str, Callable[[csr_array], Floats]]:
        """Functions that resampling has made, by kind."""
        return {}

    @cached_property
    def _counts(self) -> dict[str, _Counts]:
        return {}

    def _counted_once(self, profile: Profile) -> _Counts:
        check_name("profile", profile, PROFILES)
        found = self._counts.get(profile)
        if found is None:
            found = self._counts[profile] = self._count(profile)
        return found

    def _count(self, profile: Profile) -> _Counts:
        if profile == "words":
            rows = _core.word_counts(self.segments, threads=self.threads, progress=self.progress)
            return _Counts(rows, list(self.segments.keys()["key"]))
        if profile == "actors":
            rows = _core.actor_vectors(self.mentions, self.segments, self.actors.to_core())
            return _Counts(rows, [actor.id for actor in self.actors])
        return self._frames()

    def _frames(self) -> _Counts:
        """Actor and role ("haftar: agent") or label, one column each."""
        table = self.stance("document").evidence()
        place = {name: i for i, name in enumerate(self.ids)}
        rows: list[int] = []
        names: list[str] = []
        for document, actor, frame, label in zip(
            table["document"], table["actor"], table["frame"], table["label"], strict=True
        ):
            said = [part for cell in (frame, label) for part in str(cell or "").split("; ") if part]
            rows += [place[str(document)]] * len(said)
            names += [f"{actor}: {part}" for part in said]
        terms = sorted(set(names))
        column = {name: i for i, name in enumerate(terms)}
        cells = coo_array(
            (np.ones(len(rows)), (rows, [column[name] for name in names])),
            shape=(len(self.ids), max(1, len(terms))),
        )
        summed = csr_array(cells)
        summed.sum_duplicates()
        rows_of_core = _core.SparseRows(
            summed.indptr.astype(np.int32),
            summed.indices.astype(np.int32),
            summed.data.astype(np.float32),
            summed.shape[1],
        )
        return _Counts(rows_of_core, terms)

    @cached_property
    def story_of(self) -> Ints:
        """Number of each article's story."""
        return numbered_stories(self.stories())
