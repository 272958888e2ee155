"""Who tells the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from polyvocal.errors import InputError
from polyvocal.matrix import check_name
from polyvocal.study._sides import Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from polyvocal.outlets import OutletComparison
    from polyvocal.outlets._data import Data, Profile
    from polyvocal.similarity import DocumentFrequencies, Similarity
    from polyvocal.similarity.kinds import ActorMeasure
    from polyvocal.study import Study
    from polyvocal.study._choices import Kind
    from polyvocal.table import Table


class Likeness(Sides):
    """Similarity of articles and outlets."""

    def similarity(
        self,
        *,
        of: Literal["document", "outlet"] = "document",
        kind: Kind | Literal["frames"] | Callable[[Any], Any] = "words",
        measure: Literal["jsd"] | ActorMeasure | None = None,
        profile: Profile = "words",
        permutations: int = 999,
        top: int | None = None,
        threshold: float | None = None,
        days: int | None = None,
        other_outlets: bool = False,
        garbled: bool | None = None,
        persistence: float = 0.9,
        background: DocumentFrequencies | None = None,
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
        measure : {"jsd", "ruzicka", "cosine", "rbo"}, optional
            ``jsd``, of outlets, in words, actors or frames: 1 - Jensen-Shannon divergence in bits,
            with a test of its excess over what two parts of one outlet show. Of the actors of
            articles: ``ruzicka`` (weighted Jaccard, as when not given), ``cosine`` of the counts,
            or ``rbo``, rank-biased overlap. By default the kind's own.
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
        persistence : float, default 0.9
            For ``rbo``, in (0, 1): how far down the rankings matter; .9 puts 86 % of the weight on
            the first ten.
        background : DocumentFrequencies, optional
            Weights of words by another corpus, for ``words`` and ``story``; by default by this one.
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

        if measure == "jsd" or callable(kind) or kind == "frames":
            return self._outlet_similarity(of, kind, measure, profile, permutations)

        weights = None if background is None else background.to_bytes()[-8:]
        options = (top, threshold, days, other_outlets, garbled, measure, persistence, weights)
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
                stories=self.stories,
                top=top,
                threshold=threshold,
                days=days,
                other_outlets=other_outlets,
                garbled=garbled,
                measure=measure,
                persistence=persistence,
                background=background,
                max_bytes=max_bytes,
                seed=self.seed,
                threads=self._threads,
                progress=self._callback("comparing"),
            ),
        )

    def nearest(
        self,
        other: Study | None = None,
        *,
        documents: Sequence[str] | None = None,
        among: Sequence[str] | None = None,
        top: int = 10,
        threshold: float = 0.0,
        days: int | None = None,
        other_outlets: bool = False,
        background: DocumentFrequencies | None = None,
        max_bytes: int = 2 << 30,
    ) -> Table:
        """Find for each article the most alike in words among those of another study, or some of these.

        Exact: the cosine of TF-IDF vectors, as ``similarity(kind="words")``.

        Parameters
        ----------
        other : Study, optional
            Whose articles are searched; by default this study's.
        documents : sequence of str, optional
            Ids of the articles that look for partners; all of this study when not given.
        among : sequence of str, optional
            Ids of the articles that are searched; all of the other study when not given.
        top : int, default 10
            Partners kept for each article.
        threshold : float, default 0
            Leave out partners whose cosine is at or below this, in [0, 1).
        days : int, optional
            Only partners published at most so many days apart; any when not given.
        other_outlets : bool, default False
            Only partners from other outlets (by name).
        background : DocumentFrequencies, optional
            Weights of words; by default by the articles of both studies together.
        max_bytes : int, default 2 GiB
            Refuse, before comparing, what would take more memory.

        Returns
        -------
        Table
            ``document``, ``partner`` (ids), ``score`` (cosine in (0, 1]), ``days_later`` (of the
            partner; NaN where one has no date). In the order of the articles, the best first.

        Raises
        ------
        CapacityError
            Above `max_bytes`.
        InputError
            For options out of range.
        UnknownNameError
            For an id that is not there.

        Examples
        --------
        >>> import polyvocal as pv
        >>> actors = pv.read_actors([{"id": "lee", "name": "Lee", "type": "person"}])
        >>> rows = [{"id": "a", "text": "A storm closed the port of Brega."}]
        >>> wire = [
        ...     {"id": "w1", "text": "The port of Brega was closed by a storm."},
        ...     {"id": "w2", "text": "Parliament debates pensions."},
        ... ]
        >>> mine, theirs = (
        ...     pv.Study(pv.read_corpus(r), actors, progress=False) for r in (rows, wire)
        ... )
        >>> [(row["document"], row["partner"]) for row in mine.nearest(theirs)]
        [('a', 'w1')]
        """
        from polyvocal.similarity.nearest import nearest_articles

        searched = self if other is None else other
        if not isinstance(searched, Likeness):
            message = f"other is a {type(other).__name__}; give a Study"
            raise InputError(message)
        return nearest_articles(
            self,  # type: ignore[arg-type]
            searched,  # type: ignore[arg-type]
            documents=documents,
            among=among,
            top=top,
            threshold=threshold,
            days=days,
            other_outlets=other_outlets,
            background=background,
            max_bytes=max_bytes,
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
                stories=self.stories,
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
            Mean probability of the same event, in (0, 1], at which two groups are one story; .5 by
            default.
        days : int, optional
            Only articles published at most so many days apart are linked; -1 for any. By default 3
            above 2,000 articles when half of them have dates, else any.

        Returns
        -------
        Table
            One row an article, in the corpus's order: ``document, outlet, story`` (from 0, by first
            article), ``articles`` and ``outlets`` (how many have the story), ``probability`` (mean
            with the story's other articles; NaN for a story of one).

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
        from polyvocal.similarity.stories import STORY_LEAST, make_stories

        return self._remember(
            ("stories", least, days),
            lambda: make_stories(
                self.corpus._core,
                self._segments,
                least=STORY_LEAST if least is None else least,
                days=days,
                threads=self._threads,
                progress=self._callback("grouping stories"),
            ),
        )
