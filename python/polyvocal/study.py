"""The study: a corpus, its actors, and the results of the stages that have run."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from polyvocal import _core
from polyvocal._files import whole_file
from polyvocal._progress import ProgressCallback, resolve_progress, stage_callback
from polyvocal._version import __version__
from polyvocal.actors import Actors, read_actors
from polyvocal.annotators._load import load_annotators, names_of
from polyvocal.annotators._run import (
    Annotations,
    add_to_candidates,
    add_to_mentions,
    annotate,
    load_annotations,
    make_annotations,
    recorded,
    save_annotations,
)
from polyvocal.corpus import Corpus
from polyvocal.corrections import make_corrections, stale_message, uncorrected_mentions
from polyvocal.errors import InputError, StaleCorrectionWarning
from polyvocal.languages import as_tables, load_tables, words_at_stops
from polyvocal.matrix import check_name
from polyvocal.mentions import make_candidate_mentions, make_candidates, make_mentions
from polyvocal.scaling.term_counts import make_term_counts
from polyvocal.spellings import make_spellings
from polyvocal.stance import make_alignment, make_attributions, make_stance
from polyvocal.stance._groups import checked_by
from polyvocal.stance._source import checked_scorer, find_source
from polyvocal.stance.signals import make_frames, make_labels
from polyvocal.voices import make_voices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from polyvocal.annotators import AnnotateFunction, Annotator
    from polyvocal.cooccurrence import Cooccurrence, CrossCounts
    from polyvocal.languages import LanguageTable
    from polyvocal.outlets import OutletComparison
    from polyvocal.outlets._data import Data, Profile
    from polyvocal.scaling.term_counts import TermCounts
    from polyvocal.scorers import ScoreFunction
    from polyvocal.scorers import Scorer as ScorerPlugin
    from polyvocal.similarity import Similarity
    from polyvocal.stance import Alignment, By, Scorer, Stance
    from polyvocal.stance._groups import Sets
    from polyvocal.stance._source import Source
    from polyvocal.table import Table

__all__ = ["Study", "load_study"]

Unit = Literal["sentence", "paragraph", "document", "window"]
VoiceChoice = Literal["outlet", "quoted", "reported", "all"]
Kind = Literal["reuse", "story", "actors", "side", "words"]
ShortNames = Literal["cautious", "generous"]
T = TypeVar("T")

_MANIFEST = "study.json"
_ANNOTATIONS = "annotations.jsonl"


class Study:
    """Compare how the articles of a corpus name, quote and judge the actors of a conflict.

    A study holds no logic of its own: it runs each stage when its result is first asked for, hands
    results on from stage to stage, and remembers them. Results are the same bytes for any number of
    threads and on every run.

    Parameters
    ----------
    corpus : Corpus
        The articles, from `read_corpus`.
    actors : Actors
        Actors and factions, from `read_actors`.
    seed : int, default 0
        Seed of every resampling. Same seed, same numbers.
    annotators : list of Annotator, function or str, optional
        Plug-ins that find more names: objects, functions, or names under which installed packages
        register one ("spacy:xx_ent_wiki_sm"). Of two for the same words the earlier one counts.
    language_tables : list of path or LanguageTable, optional
        Words of other languages (titles, particles, months, ...), from `read_language_table`; they
        add to the built-in English ones.
    short_names : {"cautious", "generous"}, default "cautious"
        How readily a part of a name stands for it where the article does not give it in full.
        "cautious" takes what hardly means anybody else: surnames, acronyms of three letters or
        more. "generous" takes any telling part that fits one listed actor, unless the corpus
        speaks against it: given names, "Stanford" of "Stanford University". It is meant for lists
        whose actors are known to be the ones written about; such mentions have a low confidence.
    threads : int, optional
        Threads to use; all CPUs of the process when not given. Never changes a result.
    progress : bool or callable, default True
        ``True`` shows a line for long work in terminals and notebooks; a callable is called as
        ``progress(stage, done, total)``.

    Examples
    --------
    >>> import polyvocal as pv
    >>> corpus = pv.read_corpus([{"id": "a", "text": "Ann Lee met Bo Diaz. Lee praised Diaz."}])
    >>> actors = pv.read_actors(
    ...     {
    ...         "actor": [
    ...             {"id": "lee", "name": "Ann Lee", "type": "person"},
    ...             {"id": "diaz", "name": "Bo Diaz", "type": "person"},
    ...         ]
    ...     }
    ... )
    >>> study = pv.Study(corpus, actors, progress=False)
    >>> [str(surface) for surface in study.mentions["surface"]]
    ['Ann Lee', 'Bo Diaz', 'Lee', 'Diaz']
    """

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

    # -- stages of the core, each run once ---------------------------------------------------------

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

    # -- results -----------------------------------------------------------------------------------

    @cached_property
    def mentions(self) -> Table:
        """Every mention of an actor: one row a mention, with method, confidence, region and voice.

        Offsets are code points: ``corpus[m["document"]].text[m["start"]:m["end"]] == m["surface"]``.
        """
        return make_mentions(
            self.corpus,
            self.actors,
            self._segments,
            self._mentions,
            self._voices,
            threads=self._threads,
            annotators=names_of(self._annotators),
        )

    @cached_property
    def candidates(self) -> Table:
        """Unknown names and spellings too uncertain to merge, for review.

        Sorted by ``affects``, the mentions that listing the name would bring.

        In a corpus of 50 articles or more, a name is listed when it stands in two articles or three
        times; `candidate_mentions` has every place of every name.
        """
        table = make_candidates(self.corpus, self.actors, self._mentions)
        if self._annotators:
            return add_to_candidates(self.corpus, table, self.annotations)
        return table

    @cached_property
    def annotations(self) -> Table:
        """What the annotators said, and what became of it: one row a span.

        Returns
        -------
        Table
            ``document``, ``start``, ``end``, ``surface``, ``annotator``, ``actor``, ``type``,
            ``confidence`` and ``outcome``: ``accepted`` as a mention, ``overruled`` by a correction,
            a listed name or an earlier annotator, ``unlisted`` (a candidate, for review), ``known``
            (no actor given, but a mention stands there).
        """
        said = self._annotated[1] or annotate(self.corpus, self.actors, ())
        return make_annotations(self.corpus, said)

    @cached_property
    def candidate_mentions(self) -> Table:
        """Every place of a name that nobody listed: one row a place, in order of the text.

        Returns
        -------
        Table
            ``document``, ``start``, ``end`` and ``surface`` as in `mentions`, in code points; ``name``
            (its most frequent spelling) and ``type`` (what it seems to be, from all its places);
            ``candidate``: whether `candidates` lists the name. It leaves out the rarest names of
            a corpus of 50 articles or more, those beyond its 2,000 rows, and places whose name
            stands in the actors file as that of a government ("in Moscow").

        Examples
        --------
        >>> import polyvocal as pv
        >>> corpus = pv.read_corpus([{"id": "a", "text": "Ann Lee met Bo Diaz. Mr Diaz left."}])
        >>> actors = pv.read_actors({"actor": [{"id": "lee", "name": "Ann Lee", "type": "person"}]})
        >>> rows = pv.Study(corpus, actors, progress=False).candidate_mentions
        >>> list(zip(rows["start"].tolist(), rows["surface"], rows["type"]))
        [(12, 'Bo Diaz', 'person'), (24, 'Diaz', 'person')]
        """
        # Few ask for them, and to keep them would make every study slower: looked for when asked.
        return make_candidate_mentions(self.corpus, self._find_mentions(places=True))

    @cached_property
    def corrections(self) -> Table:
        """What each correction of the actors file did, and which no longer apply: one row each.

        Returns
        -------
        Table
            ``number`` in the file, ``action`` (assign, split, block, merge, rename), the keys as
            given, ``mentions`` it speaks of, how many of them it ``changed``, ``status`` (applied,
            no change, stale) and the ``reason`` why it is stale.

        Examples
        --------
        >>> import polyvocal as pv
        >>> corpus = pv.read_corpus([{"id": "a", "text": "Ann Lee left. Lea had come with Lee."}])
        >>> actors = pv.read_actors(
        ...     {
        ...         "actor": [{"id": "lee", "name": "Ann Lee", "type": "person"}],
        ...         "correction": [{"surface": "Lea", "actor": "lee"}],
        ...     }
        ... )
        >>> row = next(iter(pv.Study(corpus, actors, progress=False).corrections))
        >>> row["action"], row["mentions"], row["changed"], row["status"]
        ('assign', 1, 1, 'applied')
        """
        return make_corrections(
            self.corpus,
            self.actors,
            self._mentions.columns(self.corpus._core, self._segments),
            self._mentions.correction_effects,
            uncorrected_mentions(
                self.corpus,
                self._segments,
                self.actors,
                tables=self.language_tables,
                short_names=self.short_names,
                threads=self._threads,
            ),
        )

    def spellings(self, *, by: Literal["outlet"] | None = "outlet") -> Table:
        """Who writes what: how each outlet spells each actor, as written.

        Parameters
        ----------
        by : {"outlet"} or None
            Count apart for each outlet, without the articles that have none; or count all articles
            together.

        Returns
        -------
        Table
            ``outlet``, ``actor``, ``surface``, ``count``, ``documents``, ``share`` within outlet and
            actor, and the ``kind`` and ``method`` that most of the mentions have.

        Examples
        --------
        >>> import polyvocal as pv
        >>> rows = [{"id": "a", "outlet": "Post", "text": "Ann Lee left. Lee is back, Lee said."}]
        >>> actors = pv.read_actors([{"id": "lee", "name": "Ann Lee", "type": "person"}])
        >>> table = pv.Study(pv.read_corpus(rows), actors, progress=False).spellings()
        >>> list(zip(table["surface"], table["count"].tolist(), table["kind"]))
        [('Lee', 2, 'short'), ('Ann Lee', 1, 'name')]
        """
        return self._remember(
            ("spellings", by), lambda: make_spellings(self.corpus, self.mentions, by=by)
        )

    def term_counts(
        self,
        *,
        by: Literal["document", "outlet"] = "document",
        names: bool = False,
        numbers: bool = False,
        min_documents: int = 2,
        max_share: float = 1.0,
    ) -> TermCounts:
        """Count how often each article or outlet uses each word, for `polyvocal.scaling`.

        Parameters
        ----------
        by : {"document", "outlet"}
            What a row counts. Articles without an outlet are left out of the second.
        names : bool, default False
            Keep the words of mentions of listed actors: a scale then also says who is written about.
        numbers : bool, default False
            Keep words of digits.
        min_documents : int, default 2
            Leave out words that fewer rows use.
        max_share : float, default 1
            Leave out words that a larger share of the rows uses.

        Returns
        -------
        TermCounts
            Counts of folded words ("Libya's" counts as "libya"), and those of the sentences, or
            articles, that `bootstrap_positions` draws from. Rows without a word are left out.

        Examples
        --------
        >>> import polyvocal as pv
        >>> rows = [
        ...     {"id": "a", "text": "Talks of peace."},
        ...     {"id": "b", "text": "Peace talks failed."},
        ... ]
        >>> actors = pv.read_actors([{"id": "lee", "name": "Ann Lee", "type": "person"}])
        >>> study = pv.Study(pv.read_corpus(rows), actors, progress=False)
        >>> study.term_counts()
        <TermCounts: 2 documents x 2 terms>
        """
        return self._remember(
            ("term_counts", by, names, numbers, min_documents, max_share),
            lambda: make_term_counts(
                self.corpus,
                self._segments,
                None if names else self._mentions,
                by=by,
                numbers=numbers,
                min_documents=min_documents,
                max_share=max_share,
                threads=self._threads,
            ),
        )

    @cached_property
    def attributions(self) -> Table:
        """Who says what: source, cue and content of every attribution."""
        return make_attributions(self.corpus, self.actors, self._voices)

    def voices(self, *, by: Literal["outlet", "document"] = "outlet") -> Table:
        """Who is quoted how much: the words of each speaker in each outlet or article.

        Every word of the counted regions has one voice: the speaker of the innermost attribution
        that holds it, else the outlet.

        Parameters
        ----------
        by : {"outlet", "document"}
            What is compared; by outlet, articles without one are left out.

        Returns
        -------
        Table
            One row a group and speaker, most words first: ``kind`` of the speaker (outlet, actor,
            named, anonymous, nobody), ``speaker``, ``faction`` (the latest), ``tokens``, ``share`` of
            the group's words (0 to 1, summing to 1; NaN in a group without words),
            ``quoted_tokens``, then counts of attributions in all, by directness and by cue class.

        Examples
        --------
        >>> import polyvocal as pv
        >>> text = "Ann Lee said the port was open. Two clerks said it was shut. It rained."
        >>> corpus = pv.read_corpus([{"id": "a", "outlet": "Post", "text": text}])
        >>> actors = pv.read_actors([{"id": "lee", "name": "Ann Lee", "type": "person"}])
        >>> for row in pv.Study(corpus, actors, progress=False).voices():
        ...     print(row["kind"], row["speaker"], row["tokens"], row["attributions"])
        outlet None 8 0
        actor lee 4 1
        anonymous Two clerks 3 1
        """
        return self._remember(
            ("voices", by),
            lambda: make_voices(
                self.corpus,
                self.actors,
                self.attributions,
                self._voices.token_columns(
                    self._segments,
                    _core.counted_regions(),
                    threads=self._threads,
                    progress=self._callback("counting voices"),
                ),
                by=by,
            ),
        )

    def cooccurrence(
        self,
        *,
        unit: Unit = "sentence",
        by: Literal["outlet", "month", "voice", "region"] | None = None,
        window: int = 25,
        weight: Literal["flat", "harmonic", "exponential"] | None = None,
        decay: float = 5.0,
        directed: bool = False,
        level: Literal["actor", "faction", "type"] = "actor",
        regions: Sequence[str] | None = None,
        metonyms: bool = True,
        nested: bool = False,
        min_confidence: float = 0.0,
        documents: Sequence[str] | None = None,
    ) -> Cooccurrence:
        """Count who is named together.

        Parameters
        ----------
        unit : {"sentence", "paragraph", "document", "window"}
            What "together" means. A pair counts once per unit.
        by : {"outlet", "month", "voice", "region"}, optional
            Count apart for each outlet, month, voice, or part of the article.
        window : int, default 25
            Words per window, for ``unit="window"``; with `weight`, the largest distance.
        weight : {"flat", "harmonic", "exponential"}, optional
            For ``unit="window"``: count pairs of mentions by their distance d, with weight 1, 1/d
            or ``exp(-(d - 1) / decay)``.
        decay : float, default 5
            For ``weight="exponential"``: words after which the weight has fallen to 1/e.
        directed : bool, default False
            The row is the one that the unit names first.
        level : {"actor", "faction", "type"}
            What rows and columns are.
        regions : sequence of str, optional
            Parts of an article that count; by default headline, caption, subhead, slate and body.
        metonyms : bool, default True
            Count "Moscow" and "Russian" for Russia.
        nested : bool, default False
            Count "Libyan" inside "Libyan National Army" as well.
        min_confidence : float, default 0
            Leave out mentions found with less confidence.
        documents : sequence of str, optional
            Only these articles, by id. Counts of different articles can be merged.

        Returns
        -------
        Cooccurrence
        """
        from polyvocal.cooccurrence import make_cooccurrence

        options: dict[str, Any] = {
            "unit": unit,
            "by": by,
            "window": window,
            "weight": weight,
            "decay": decay,
            "directed": directed,
            "level": level,
            "regions": None if regions is None else tuple(regions),
            "metonyms": metonyms,
            "nested": nested,
            "min_confidence": min_confidence,
            "documents": None if documents is None else tuple(documents),
        }
        return self._remember(
            ("cooccurrence", *options.values()),
            lambda: make_cooccurrence(
                self.corpus,
                self.actors,
                self._segments,
                self._mentions,
                self._voices if by == "voice" else None,
                **options,
                threads=self._threads,
                progress=self._callback("counting"),
            ),
        )

    def keywords(
        self,
        *,
        window: int = 10,
        weight: Literal["flat", "harmonic", "exponential"] = "flat",
        decay: float = 5.0,
        level: Literal["actor", "faction", "type"] = "actor",
        min_count: int = 5,
        regions: Sequence[str] | None = None,
        metonyms: bool = True,
        nested: bool = False,
        min_confidence: float = 0.0,
    ) -> CrossCounts:
        """Count the words near each actor, and test which of them are there more than elsewhere.

        A token counts once, with the weight of the nearest mention; the words of a mention do not
        count for its actor. `p` compares, article by article, the tokens near the actor with those
        expected if the article's tokens of the word were spread evenly over it; articles are the
        independent units. One-sided; NaN below five articles that have both.

        Parameters
        ----------
        window : int, default 10
            Largest distance in words.
        weight : {"flat", "harmonic", "exponential"}
            1, 1/d or ``exp(-(d - 1) / decay)`` for a word d words away.
        decay : float, default 5
        level : {"actor", "faction", "type"}
        min_count : int, default 5
            Leave out rarer words.
        regions, metonyms, nested, min_confidence
            As of `cooccurrence`.

        Returns
        -------
        CrossCounts
            Actors x words; margins are the words near the actor, the tokens of the word, and all.
        """
        from polyvocal.cooccurrence._contexts import make_keywords

        options: dict[str, Any] = {
            "window": window,
            "weight": weight,
            "decay": decay,
            "level": level,
            "min_count": min_count,
            "regions": None if regions is None else tuple(regions),
            "metonyms": metonyms,
            "nested": nested,
            "min_confidence": min_confidence,
        }
        return self._remember(
            ("keywords", *options.values()),
            lambda: make_keywords(
                self.actors,
                self._segments,
                self._mentions,
                **options,
                threads=self._threads,
                progress=self._callback("counting"),
            ),
        )

    def named_by(
        self,
        *,
        level: Literal["actor", "faction", "type"] = "actor",
        regions: Sequence[str] | None = None,
        metonyms: bool = True,
        nested: bool = False,
        min_confidence: float = 0.0,
    ) -> CrossCounts:
        """Count who is named when whom speaks: attributions of each source that name each actor.

        Parameters
        ----------
        level : {"actor", "faction", "type"}
            What rows are; columns are the actors that speak.
        regions, metonyms, nested, min_confidence
            As of `cooccurrence`, of the mentions.

        Returns
        -------
        CrossCounts
            Margins are the attributions that name the actor, those of the source, and all to a known
            actor.
        """
        from polyvocal.cooccurrence._contexts import make_sources

        return make_sources(
            self.actors,
            self._segments,
            self._mentions,
            self._voices,
            level=level,
            regions=regions,
            metonyms=metonyms,
            nested=nested,
            min_confidence=min_confidence,
        )

    def word_pairs(
        self,
        *,
        window: int = 5,
        weight: Literal["flat", "harmonic", "exponential"] = "flat",
        decay: float = 5.0,
        directed: bool = False,
        upper: bool = False,
        min_count: int = 5,
        max_bytes: int | None = None,
        regions: Sequence[str] | None = None,
    ) -> CrossCounts:
        """Count which words stand near each other.

        Parameters
        ----------
        window : int, default 5
            Largest distance in words.
        weight : {"flat", "harmonic", "exponential"}
            1, 1/d or ``exp(-(d - 1) / decay)`` for words d apart.
        decay : float, default 5
        directed : bool, default False
            Row before column.
        upper : bool, default False
            Store each pair once. A word near itself counts from both sides, twice a pair.
        min_count : int, default 5
            Leave out rarer words; they keep their places.
        max_bytes : int, optional
            Stop with a `CapacityError` before the cells take more.
        regions : sequence of str, optional
            As of `cooccurrence`.

        Returns
        -------
        CrossCounts
            Words as folded keys, frequent ones first; margins are sums of the cells.
        """
        from polyvocal.cooccurrence._contexts import make_word_pairs

        return make_word_pairs(
            self._segments,
            window=window,
            weight=weight,
            decay=decay,
            directed=directed,
            upper=upper,
            min_count=min_count,
            max_bytes=max_bytes,
            regions=regions,
            threads=self._threads,
            progress=self._callback("counting"),
        )

    def stance(
        self,
        *,
        by: By | tuple[str, str] = "document",
        voice: VoiceChoice | None = None,
        scorer: Scorer | ScorerPlugin | ScoreFunction | str = "rules",
        stories: Sets | Literal["detect"] | None = None,
        copies: Sets | Literal["detect"] | None = None,
        centred: bool = True,
    ) -> Stance:
        """Score how each article or outlet leans toward each faction, and in whose voice.

        Parameters
        ----------
        by : {"document", "outlet", "month", "week", "outlet_month", "outlet_week"}
            What a row speaks of. ``("outlet", "month")`` is ``"outlet_month"``; a week is named by its
            Monday.
        voice : {"outlet", "quoted", "reported", "all"}, optional
            Only this voice; all of them when not given.
        scorer : {"rules", "trained"}, Scorer, function or str
            What scores a mention: rules over word tables, the linear model trained on labelled
            sentences of US news, or a plug-in (`polyvocal.scorers`), by argument or by the name of
            its entry point. `alignment` always reads the rules.
        stories : dict, sequence or "detect", optional
            The story of each article (``None`` for none), by id or in the order of the corpus; or
            `story_sets`. Stories are resampled whole, and see `centred`.
        copies : dict, sequence or "detect", optional
            Which articles are copies of one text, likewise; or `copy_sets`. The copies in one group
            are one observation.
        centred : bool, default True
            By outlet: take out of a score what the stories do to every outlet that covers them.

        Returns
        -------
        Stance
            Scores in [-1, 1] with intervals, verdicts, and the evidence rows behind each.
        """
        read_by = checked_scorer(scorer)
        chosen = checked_by(by)
        detect = [isinstance(given, str) and given == "detect" for given in (stories, copies)]

        def make() -> Stance:
            return make_stance(
                self.corpus,
                self.actors,
                self._segments,
                self._mentions,
                self._voices,
                self._knowledge,
                by=chosen,
                voice=voice,
                scorer=read_by,
                stories=self.story_sets() if detect[0] else stories,
                copies=self.copy_sets() if detect[1] else copies,
                centred=centred,
                seed=self.seed,
                threads=self._threads,
                progress=self._callback("scoring stance"),
            )

        if any(
            given is not None and not found
            for given, found in zip((stories, copies), detect, strict=True)
        ):
            return make()
        return self._remember(("stance", chosen, voice, read_by, *detect, centred), make)

    def story_sets(self, *, threshold: float = 0.5) -> list[int]:
        """Put the articles into stories: those joined by pairs that probably report the same events.

        Parameters
        ----------
        threshold : float, default 0.5
            Least probability of a pair, from ``similarity(kind="story")``.

        Returns
        -------
        list of int
            The story of each article, in the order of the corpus; -1 for an article on its own.
        """
        return self._document_sets("story", threshold)

    def copy_sets(self, *, threshold: float = 0.8) -> list[int]:
        """Put the copies of one text into sets: those joined by pairs of which one stands in the other.

        Parameters
        ----------
        threshold : float, default 0.8
            Least part in common, from ``similarity(kind="reuse")``.

        Returns
        -------
        list of int
            The set of each article, in the order of the corpus; -1 for an article on its own.
        """
        return self._document_sets("reuse", threshold)

    def _document_sets(self, kind: Kind, threshold: float) -> list[int]:
        from polyvocal.similarity import connected_sets

        return connected_sets(self.similarity(kind=kind), threshold)

    def labels(self) -> Table:
        """Count who is called what, by outlet and voice ("warlord", "internationally recognised").

        Returns
        -------
        Table
            ``outlet``, ``actor``, ``faction``, ``voice``, ``label`` (in small letters), its ``weight``
            in the word table (-1 condemns, 1 praises), ``count``, how many of these are ``negated``,
            ``documents``, ``share`` of the mentions of the actor in this outlet and voice, and where
            the first one stands: ``document``, ``start``, ``end``.

        Examples
        --------
        >>> import polyvocal as pv
        >>> corpus = pv.read_corpus([{"id": "a", "text": "The warlord Ann Lee left. Lee slept."}])
        >>> actors = pv.read_actors([{"id": "lee", "name": "Ann Lee", "type": "person"}])
        >>> rows = pv.Study(corpus, actors, progress=False).labels()
        >>> [(row["actor"], row["label"], row["count"], row["share"]) for row in rows]
        [('lee', 'warlord', 1, 0.5)]
        """
        return self._remember(("labels",), lambda: make_labels(self._evidence_source))

    def frames(self) -> Table:
        """List who is said to do what to whom: one row an act, agent and patient.

        Returns
        -------
        Table
            ``document``, ``outlet``, ``voice`` and ``holder`` (who says so), ``agent`` and ``patient``
            (missing when nobody with a name), ``act`` as written, its ``frame`` ("attack") and
            ``class`` (``hostile``, ``cooperative``, ``neither``), ``passive``, ``agent_deleted``
            (passive, and nobody is said to have done it), ``negated``; spans of sentence, cue, agent and
            patient in code points, -1 for none.

        Examples
        --------
        >>> import polyvocal as pv
        >>> texts = ["Ann Lee attacked Bo Diaz. Diaz was arrested."]
        >>> corpus = pv.read_corpus([{"id": "a", "text": texts[0]}])
        >>> actors = pv.read_actors(
        ...     {
        ...         "actor": [
        ...             {"id": "lee", "name": "Ann Lee", "type": "person"},
        ...             {"id": "diaz", "name": "Bo Diaz", "type": "person"},
        ...         ]
        ...     }
        ... )
        >>> rows = pv.Study(corpus, actors, progress=False).frames()
        >>> [(row["agent"], row["act"], row["patient"], row["agent_deleted"]) for row in rows]
        [('lee', 'attacked', 'diaz', False), (None, 'arrested', 'diaz', True)]
        """
        return self._remember(("frames",), lambda: make_frames(self._evidence_source))

    @property
    def _evidence_source(self) -> Source:
        """Evidence by the rules, which name the words and acts."""
        return find_source(
            self.corpus,
            self.actors,
            self._segments,
            self._mentions,
            self._voices,
            self._knowledge,
            self._threads,
            self._callback("scoring stance"),
            "rules",
        )

    def alignment(self) -> Alignment:
        """Place actors on the sides of the conflict, from declared ties and stated relations."""
        return self._remember(
            ("alignment",),
            lambda: make_alignment(
                self.corpus,
                self.actors,
                self._segments,
                self._mentions,
                self._voices,
                self._knowledge,
                seed=self.seed,
                threads=self._threads,
                progress=self._callback("aligning actors"),
            ),
        )

    def similarity(
        self,
        *,
        of: Literal["document", "outlet"] = "document",
        kind: Kind | Literal["frames"] | Callable[[Any], Any] = "words",
        measure: Literal["jsd"] | None = None,
        profile: Profile = "words",
        permutations: int = 999,
        top: int | None = None,
        threshold: float | None = None,
        days: int | None = None,
        other_outlets: bool = False,
        garbled: bool | None = None,
        max_bytes: int = 2 << 30,
    ) -> Similarity:
        """Compare articles or outlets in one respect.

        Parameters
        ----------
        of : {"document", "outlet"}
            What is compared.
        kind : {"words", "story", "actors", "side", "reuse", "frames"} or callable
            In what respect. ``frames`` (what actors do and are called) is of outlets and by
            ``measure="jsd"``. A function takes the profiles of the outlets, an array of
            outlets x terms (counts), and gives their scores, a symmetric array of
            outlets x outlets with 1 for the same; it is tested as the built-in kinds are.
        measure : {"jsd"}, optional
            Of outlets, in words, actors or frames: 1 - Jensen-Shannon divergence in bits, with a
            test of its excess over what two parts of one outlet show. By default the kind's own.
        profile : {"words", "actors", "frames"}
            What a function gets: ignored for the named kinds.
        permutations : int, default 999
            Replicates of the tests of ``measure="jsd"`` and of functions.
        top : int, optional
            Partners kept for each article, the best by their words. By default every pair of up to
            2,000 articles has a score; with this or one of the next three, and above 2,000 (where
            it is 10), only pairs of which either article keeps the other, or, for ``"reuse"``,
            that share text.
        threshold : float, optional
            Leave out pairs whose words have a cosine, or whose ``"reuse"`` score is, at or below
            this, in [0, 1).
        days : int, optional
            Only pairs published at most so many days apart; -1 for any. By default 3 above 2,000
            articles when half of them have dates (any for ``"reuse"``).
        other_outlets : bool, default False
            Only pairs of different outlets.
        garbled : bool, optional
            For ``"reuse"``: align letter by letter too, which finds scanned, retyped and respelt
            copies and takes ten times as long. False: by words alone, as is the default above 5,000
            articles.
        max_bytes : int, default 2 GiB
            Refuse, before starting, what would take more memory.

        Returns
        -------
        Similarity

        Raises
        ------
        CapacityError
            Above `max_bytes`.
        InputError
            For an option out of range or one that says which articles when outlets are compared;
            for a measure or function of articles, or a kind without that measure.

        Examples
        --------
        >>> import numpy as np
        >>> import polyvocal as pv
        >>> rows = [
        ...     {"outlet": outlet, "text": f"The {word} crossed the border."}
        ...     for outlet, word in (("x", "migrants"), ("y", "refugees"))
        ...     for _ in range(6)
        ... ]
        >>> actors = pv.read_actors([{"id": "lee", "name": "Lee", "type": "person"}])
        >>> study = pv.Study(pv.read_corpus(rows), actors, progress=False)
        >>> found = study.similarity(of="outlet", measure="jsd")
        >>> round(found.matrix["x", "y"], 3), found.table()["verdict"][0]
        (0.667, 'different')
        >>> def share_of_words(profiles):
        ...     used = (profiles > 0).astype(float)
        ...     return (used @ used.T) / np.maximum.outer(used.sum(1), used.sum(1))
        >>> round(study.similarity(of="outlet", kind=share_of_words).matrix["x", "y"], 3)
        0.667
        """
        from polyvocal.similarity import make_similarity

        if measure is not None or callable(kind) or kind == "frames":
            return self._outlet_similarity(of, kind, measure, profile, permutations)

        options = (top, threshold, days, other_outlets, garbled)
        return self._remember(
            ("similarity", of, kind, *options, max_bytes),
            lambda: make_similarity(
                self.corpus,
                self.actors,
                self._segments,
                self._mentions,
                of=of,
                kind=kind,
                stance=self.stance(by=of) if kind == "side" else None,
                top=top,
                threshold=threshold,
                days=days,
                other_outlets=other_outlets,
                garbled=garbled,
                max_bytes=max_bytes,
                seed=self.seed,
                threads=self._threads,
                progress=self._callback("comparing"),
            ),
        )

    def _outlet_similarity(
        self, of: str, kind: Any, measure: str | None, profile: Profile, permutations: int
    ) -> Similarity:
        from polyvocal.outlets._data import PROFILES
        from polyvocal.outlets.scores import divergence_similarity, measured_similarity

        if of != "outlet":
            message = 'measure="jsd", frames and functions compare outlets; give of="outlet"'
            raise InputError(message)
        data = self._outlet_data()
        if callable(kind):
            check_name("profile", profile, PROFILES)
            return measured_similarity(data, profile, kind, permutations)
        check_name("measure", measure or "jsd", ("jsd",))
        check_name("kind", kind, PROFILES)
        return self._remember(
            ("divergence", kind, permutations),
            lambda: divergence_similarity(data, kind, permutations),
        )

    def compare_outlets(self) -> OutletComparison:
        """Ask in what outlets differ: words, stories, reuse, stance; with trees, maps and drift.

        Returns
        -------
        OutletComparison
        """
        from polyvocal.outlets import OutletComparison

        return OutletComparison(self._outlet_data())

    def _outlet_data(self) -> Data:
        from polyvocal.outlets._data import Data

        return self._remember(
            ("outlets",),
            lambda: Data(
                self.corpus,
                self.actors,
                self._segments,
                self._mentions,
                similarity=lambda of, kind: self.similarity(of=of, kind=kind),  # type: ignore[arg-type]
                stance=lambda by: self.stance(by=by),  # type: ignore[arg-type]
                seed=self.seed,
                threads=self._threads,
                progress=self._callback("comparing outlets"),
            ),
        )

    def stories(self, *, least: float | None = None, days: int | None = None) -> Table:
        """Group articles that report the same events, to count a story once.

        Average linkage of a cosine over words, names, pairs of words and numbers.

        Parameters
        ----------
        least : float, optional
            Mean cosine, in (0, 1], at which two groups are one story. By default .195, the best on
            articles whose events people have marked (see the method page).
        days : int, optional
            Only articles published at most so many days apart are linked; -1 for any. By default 3
            above 2,000 articles when half of them have dates, else any.

        Returns
        -------
        Table
            One row an article, in the corpus's order: ``document, outlet, story`` (from 0, by first
            article), ``articles`` and ``outlets`` (how many have the story), ``cosine`` (mean with
            the story's other articles; NaN for a story of one).

        Examples
        --------
        >>> import polyvocal as pv
        >>> rows = [
        ...     {"id": "a", "text": "The bridge over the Arno in Pisa fell at noon."},
        ...     {"id": "b", "text": "In Pisa a bridge over the Arno fell at noon on Monday."},
        ...     {"id": "c", "text": "Parliament voted on the pensions of miners."},
        ... ]
        >>> actors = pv.read_actors([{"id": "p", "name": "Parliament", "type": "organisation"}])
        >>> study = pv.Study(pv.read_corpus(rows), actors, progress=False)
        >>> study.stories()["story"].tolist()
        [0, 0, 1]
        """
        from polyvocal.similarity.stories import STORY_COSINE, make_stories

        return self._remember(
            ("stories", least, days),
            lambda: make_stories(
                self.corpus._core,
                self._segments,
                least=STORY_COSINE if least is None else least,
                days=days,
                threads=self._threads,
                progress=self._callback("grouping stories"),
            ),
        )

    def report(self, path: str | Path, *, title: str | None = None) -> Path:
        """Write one self-contained HTML file that opens from disk, without script or network.

        Parameters
        ----------
        path : path
            Where to write, for example ``"report.html"``.
        title : str, optional
            Title of the report; the study's title when not given.

        Returns
        -------
        pathlib.Path
            The file written.
        """
        from polyvocal.report import write_report

        return write_report(self, Path(path), title=title)

    # -- keeping -----------------------------------------------------------------------------------

    def save(self, path: str | Path) -> Path:
        """Keep the study in a folder: corpus, actors and settings; `load_study` brings it back.

        Results are not stored: they are a function of what is stored, and come out the same. What
        annotators said is stored, and said again without them.
        """
        folder = Path(path)
        if folder.exists() and not folder.is_dir():
            message = f"{folder} is a file; give a folder to keep the study in"
            raise InputError(message)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"cannot make the folder {folder}: {error.strerror}"
            raise InputError(message) from error
        self.corpus.save(folder / "corpus.polyvocal")
        self.actors.save(folder / "actors.toml")
        manifest = {
            "polyvocal": __version__,
            "seed": self.seed,
            "short_names": self.short_names,
            "corpus_sha256": self.corpus.hash,
            "actors_sha256": self.actors.hash,
            "language_tables": [
                table.save(folder / f"language-{i + 1}.toml")
                for i, table in enumerate(self.language_tables)
            ],
        }
        said = self._annotated[1] if self._annotators else None
        if said is not None:
            save_annotations(folder / _ANNOTATIONS, self.corpus, said)
            manifest["annotators"] = list(said.names)
            manifest["annotations_sha256"] = _hash_of(folder / _ANNOTATIONS)
        text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
        with whole_file(folder / _MANIFEST) as file:
            file.write(text.encode())
        return folder

    def __getstate__(self) -> dict[str, object]:
        return {
            "corpus": self.corpus,
            "actors": self.actors,
            "annotators": recorded(
                self.corpus, self._annotated[1] or annotate(self.corpus, self.actors, ())
            )
            if self._annotators
            else (),
            "language_tables": self.language_tables,
            "short_names": self.short_names,
            "seed": self.seed,
            "threads": self.threads,
        }

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def __repr__(self) -> str:
        lines = [
            f"Study of {len(self.corpus):,} articles",
            f"  outlets   {len(set(filter(None, self.corpus.outlets))):,}",
            f"  actors    {len(self.actors.actors):,}",
            f"  factions  {', '.join(f.id for f in self.actors.factions) or 'none'}",
            f"  seed      {self.seed}",
        ]
        if "_mentions" in self.__dict__:
            lines.append(f"  mentions  {len(self._mentions):,}")
        return "\n".join(lines)


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def load_study(
    path: str | Path, *, threads: int | None = None, progress: bool | ProgressCallback = True
) -> Study:
    """Bring back a study kept by `Study.save`.

    Parameters
    ----------
    path : path
        The folder.
    threads, progress
        As in `Study`.

    Returns
    -------
    Study

    Raises
    ------
    InputError
        When the folder holds no study, or its files were changed since.
    """
    folder = Path(path)
    manifest_path = folder / _MANIFEST
    if not manifest_path.is_file():
        message = (
            f"{folder} holds no study ({_MANIFEST} is missing); give a folder that Study.save wrote"
        )
        raise InputError(message)
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    corpus = Corpus.load(folder / "corpus.polyvocal")
    actors = read_actors(folder / "actors.toml")
    hashes = {"corpus": corpus.hash, "actors": actors.hash}
    names = manifest.get("annotators", [])
    tables = load_tables(folder, manifest.get("language_tables", []))
    if names:
        hashes["annotations"] = _hash_of(folder / _ANNOTATIONS)
    for what, found in hashes.items():
        if found != manifest[f"{what}_sha256"]:
            message = f"{folder}: the {what} were changed after the study was saved"
            raise InputError(message)
    if manifest["polyvocal"] != __version__:
        warnings.warn(
            f"the study was saved by polyvocal {manifest['polyvocal']} and is read by "
            f"{__version__}: results may differ",
            stacklevel=2,
        )
    return Study(
        corpus,
        actors,
        annotators=load_annotations(folder / _ANNOTATIONS, names) if names else (),
        language_tables=tables,
        short_names=manifest.get("short_names", "cautious"),
        seed=manifest["seed"],
        threads=threads,
        progress=progress,
    )
