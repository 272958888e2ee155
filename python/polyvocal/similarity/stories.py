"""Stories: which articles report the same events."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import CapacityError, InputError
from polyvocal.similarity.families import number_groups
from polyvocal.similarity.inputs import FULL_MATRIX, STORY_DAYS
from polyvocal.similarity.kinds import Floats, Ints, Progress
from polyvocal.similarity.same_event import same_event
from polyvocal.table import Strings, Table

__all__ = ["STORY_LEAST", "make_stories", "numbered_stories", "shared_stories"]

#: Mean P(same event) at which groups of articles are joined.
STORY_LEAST = 0.5
#: Partners kept per article above FULL_MATRIX; a story of more articles is told by more links.
_PARTNERS = 50
#: Least cosine at which articles are compared then.
_NEAR = 0.05
#: Less probable pairs count as 0.
_UNLIKELY = 0.01


def _window(core: Any, days: int | None) -> int:
    if days is not None:
        return days
    dated = np.count_nonzero(np.asarray(core.dates) != _core.NO_DATE)
    return STORY_DAYS if 2 * dated >= len(core) and len(core) > FULL_MATRIX else -1


def _mean_with_others(size: int, story: Ints, a: Ints, b: Ints, score: Floats) -> Floats:
    """Mean score of each article with the others of its story; NaN when it is alone."""
    same = story[a] == story[b]
    total = np.bincount(a[same], score[same], size) + np.bincount(b[same], score[same], size)
    others = np.bincount(story)[story] - 1
    mean = np.full(size, np.nan)
    np.divide(total, others, out=mean, where=others > 0)
    return mean


def numbered_stories(stories: Table) -> Ints:
    """Give the number of each article's story, from 0 by first article; one of its own alone."""
    numbers: Ints = np.asarray(stories["story"], dtype=np.int32)
    return numbers


def shared_stories(stories: Table) -> list[int]:
    """Give the number of the story that each article shares with another; -1 for one alone."""
    shared = np.asarray(stories["articles"]) > 1
    numbers = np.full(len(stories), -1, dtype=np.int32)
    numbers[shared] = number_groups(numbered_stories(stories)[shared])
    return [int(number) for number in numbers]


def _outlets(core: Any, story: Ints) -> npt.NDArray[np.int32]:
    """Outlets that have each article's story."""
    outlets = np.asarray(core.outlets)
    known = outlets >= 0
    distinct = np.unique(np.column_stack([story[known], outlets[known]]), axis=0)
    count: npt.NDArray[np.int32] = np.bincount(
        distinct[:, 0], minlength=int(story.max(initial=-1)) + 1
    ).astype(np.int32)[story]
    return count


def make_stories(
    core: Any,
    segments: Any,
    *,
    least: float = STORY_LEAST,
    days: int | None = None,
    max_bytes: int = 2 << 30,
    threads: int = 0,
    progress: Progress = None,
) -> Table:
    """Group articles by event; see `Study.stories`."""
    if not 0 < least <= 1:
        message = f"least is {least}; give a mean probability in (0, 1]"
        raise InputError(message)
    size = len(core)
    profiles = _core.story_profiles(segments, threads=threads, progress=progress)
    vectors = profiles.vectors
    full = size <= FULL_MATRIX
    top = max(1, size - 1) if full else _PARTNERS
    needed = vectors.values.nbytes * 2 + size * top * 24
    if needed > max_bytes:
        message = (
            f"grouping {size:,} articles takes about {needed >> 20:,} MB, more than the limit of "
            f"{max_bytes >> 20:,} MB; group fewer articles or raise max_bytes"
        )
        raise CapacityError(message)
    window = _window(core, days)
    a, b, _ = _core.top_cosine(
        vectors,
        top=top,
        threshold=0.0 if full else _NEAR,
        days=window,
        dates=np.asarray(core.dates) if window >= 0 else None,
        threads=threads,
        progress=progress,
    )
    score = same_event(profiles, a, b, threads=threads)
    likely = score >= _UNLIKELY
    a, b, score = a[likely], b[likely], score[likely]
    story = number_groups(_core.cluster_pairs(size, a, b, score, least))
    ids, names = core.ids(), [*core.outlet_names, ""]
    outlets = np.asarray(core.outlets)
    return Table(
        {
            "document": Strings(np.arange(size, dtype=np.int32), ids),
            "outlet": Strings(
                np.where(outlets < 0, len(names) - 1, outlets).astype(np.int32), names
            ),
            "story": story,
            "articles": np.bincount(story)[story].astype(np.int32) if size else story,
            "outlets": _outlets(core, story),
            "probability": _mean_with_others(size, story, a, b, score),
        },
        name="stories",
    )
