"""The stages of the core, each run once."""

from __future__ import annotations

import warnings
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from polyvocal import _core
from polyvocal._progress import ProgressCallback, resolve_progress, stage_callback
from polyvocal.actors import Actors
from polyvocal.annotators._load import load_annotators
from polyvocal.annotators._run import (
    Annotations,
    add_to_mentions,
    annotate,
)
from polyvocal.corpus import Corpus
from polyvocal.corrections import stale_message
from polyvocal.errors import InputError, StaleCorrectionWarning
from polyvocal.furniture import make_furniture
from polyvocal.languages import as_tables, words_at_stops
from polyvocal.study._choices import ShortNames, T

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from polyvocal.annotators import AnnotateFunction, Annotator
    from polyvocal.languages import LanguageTable
    from polyvocal.table import Table


class Stages:
    """A corpus, its actors, and what the core has made of them so far."""

    if TYPE_CHECKING:

        @cached_property
        def corrections(self) -> Table:
            """Made one class further on: finding mentions warns of stale ones."""

    def __init__(
        self,
        corpus: Corpus,
        actors: Actors,
        *,
        annotators: Sequence[Annotator | AnnotateFunction | str] = (),
        language_tables: Sequence[LanguageTable | str | Path] = (),
        short_names: ShortNames = "cautious",
        seed: int = 0,
        threads: int | None = None,
        progress: bool | ProgressCallback = True,
    ) -> None:
        if not isinstance(corpus, Corpus):
            message = (
                f"corpus is a {type(corpus).__name__}; "
                "give the result of polyvocal.read_corpus(...)"
            )
            raise InputError(message)
        if not isinstance(actors, Actors):
            message = (
                f"actors is a {type(actors).__name__}; "
                "give the result of polyvocal.read_actors(...)"
            )
            raise InputError(message)
        if threads is not None and threads < 1:
            message = f"threads is {threads}; give a number of at least 1, or None for all CPUs"
            raise InputError(message)
        if short_names not in get_args(ShortNames):
            message = f"short_names is {short_names!r}; use one of {get_args(ShortNames)}"
            raise InputError(message)
        self.corpus = corpus
        self.actors = actors
        self.short_names: ShortNames = short_names
        self._annotators = load_annotators(annotators)
        self.language_tables = as_tables(language_tables)
        self.seed = seed
        self.threads = threads
        self._progress = resolve_progress(progress)
        self._memo: dict[tuple[object, ...], Any] = {}

    def _callback(self, stage: str) -> Callable[[int, int], None] | None:
        return stage_callback(self._progress, stage)

    @property
    def _threads(self) -> int:
        return self.threads or 0  # 0: the core counts the CPUs

    @cached_property
    def _knowledge(self) -> _core.Knowledge:
        return self.actors.to_core(self.language_tables)

    @cached_property
    def _segments(self) -> _core.Segments:
        return _core.segment(
            self.corpus._core,
            words=words_at_stops(self.language_tables),
            threads=self._threads,
            progress=self._callback("segmenting"),
        )

    @cached_property
    def furniture(self) -> Table:
        r"""What is left out of every count and score: navigation, credits, what outlets repeat.

        A sentence that one outlet prints in five articles or more is furniture: of eight words or
        more, or when its paragraph repeats as a whole. Articles that repeat more than half of their
        words are versions of one another and keep them.

        Returns
        -------
        Table
            One row an outlet and sentence, most articles first: ``outlet``, ``text``, ``articles``,
            and its first place: ``document``, ``start``, ``end``.

        Examples
        --------
        >>> import polyvocal as pv
        >>> news = [
        ...     "The port is shut.",
        ...     "Rain fell.",
        ...     "A strike began.",
        ...     "Oil is up.",
        ...     "Snow fell.",
        ... ]
        >>> end = "Sign up for the newsletter of the Daily Post today."
        >>> rows = [
        ...     {
        ...         "id": str(i),
        ...         "outlet": "Post",
        ...         "text": f"{text} {text}\n\nIt was day {i}.\n\n{end}",
        ...     }
        ...     for i, text in enumerate(news)
        ... ]
        >>> study = pv.Study(pv.read_corpus(rows), pv.read_actors({}), progress=False)
        >>> for row in study.furniture:
        ...     print(row["articles"], row["text"])
        5 Sign up for the newsletter of the Daily Post today.
        """
        return make_furniture(self.corpus, self._segments)

    @cached_property
    def _annotated(self) -> tuple[_core.MentionResult, Annotations | None]:
        """Our mentions with those of annotators among them."""
        found = self._find_mentions(places=False)
        if not self._annotators:
            return found, None
        said = annotate(
            self.corpus, self.actors, self._annotators, progress=self._callback("annotating")
        )
        return add_to_mentions(
            self.corpus, self._segments, self.actors, self._knowledge, found, said
        )

    @cached_property
    def _mentions(self) -> _core.MentionResult:
        found, _ = self._annotated
        if self.actors.corrections:
            self.__dict__["_mentions"] = found  # the table is made from it
            message = stale_message(self.corrections)
            if message is not None:
                warnings.warn(message, StaleCorrectionWarning, stacklevel=2)
        return found

    def _find_mentions(self, *, places: bool) -> _core.MentionResult:
        return _core.find_mentions(
            self.corpus._core,
            self._segments,
            self._knowledge,
            short_names=self.short_names,
            places=places,
            threads=self._threads,
            progress=self._callback("finding actors"),
        )

    @cached_property
    def _voices(self) -> _core.Voices:
        return _core.attribute(
            self.corpus._core,
            self._segments,
            self._mentions,
            self._knowledge,
            threads=self._threads,
            progress=self._callback("attributing voices"),
        )

    def _remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        if key not in self._memo:
            self._memo[key] = make()
        result: T = self._memo[key]
        return result
