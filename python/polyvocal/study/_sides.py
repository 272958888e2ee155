"""Who speaks, and who sides with whom."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from polyvocal import _core
from polyvocal.stance import make_alignment, make_attributions, make_stance
from polyvocal.stance._choices import DEFAULT_SCORER
from polyvocal.stance._groups import checked_by
from polyvocal.stance._source import Inputs, checked_scorer, find_source
from polyvocal.stance.signals import make_frames, make_labels
from polyvocal.study._counts import Counts
from polyvocal.voices import make_voices

if TYPE_CHECKING:
    from polyvocal.scorers import ScoreFunction
    from polyvocal.scorers import Scorer as ScorerPlugin
    from polyvocal.similarity import Similarity
    from polyvocal.stance import Alignment, By, Scorer, Stance
    from polyvocal.stance._groups import Sets
    from polyvocal.stance._source import Source
    from polyvocal.study._choices import VoiceChoice
    from polyvocal.table import Table


class Sides(Counts):
    """Voices, stance, labels, frames and alignment."""

    if TYPE_CHECKING:

        def similarity(self, *args: Any, **options: Any) -> Similarity:
            """Made one class further on: copies come from it."""

        def stories(self, *, least: float | None = None, days: int | None = None) -> Table:
            """Made one class further on."""

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

    def stance(
        self,
        *,
        by: By | tuple[str, str] = "document",
        voice: VoiceChoice | None = None,
        scorer: Scorer | ScorerPlugin | ScoreFunction | str = DEFAULT_SCORER,
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
        scorer : {"trained", "rules"}, Scorer, function or str
            What scores a mention: the linear model, of the rules and of words trained on labelled
            sentences of news; the rules over word tables alone; or a plug-in (`polyvocal.scorers`),
            by argument or by the name of its entry point. `alignment` always reads the rules.
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
                self._stance_inputs,
                by=chosen,
                voice=voice,
                scorer=read_by,
                stories=self.story_sets() if detect[0] else stories,
                copies=self.copy_sets() if detect[1] else copies,
                centred=centred,
                seed=self.seed,
                progress=self._callback("scoring stance"),
            )

        if any(
            given is not None and not found
            for given, found in zip((stories, copies), detect, strict=True)
        ):
            return make()
        return self._remember(("stance", chosen, voice, read_by, *detect, centred), make)

    def story_sets(self, *, least: float | None = None, days: int | None = None) -> list[int]:
        """Put the articles into the stories of `stories`, as `stance` takes them.

        Parameters
        ----------
        least, days
            As of `stories`.

        Returns
        -------
        list of int
            The story of each article, in the order of the corpus; -1 for an article on its own.
        """
        from polyvocal.similarity.stories import shared_stories

        return shared_stories(self.stories(least=least, days=days))

    def copy_sets(self, *, min_share: float = 0.8) -> list[int]:
        """Put the copies of one text into sets, as `stance` takes them.

        Parameters
        ----------
        min_share : float, default 0.8
            As of ``similarity(kind="reuse").families``: copies of copies are of one set.

        Returns
        -------
        list of int
            The set of each article, in the order of the corpus; -1 for an article on its own.
        """
        from polyvocal.similarity.families import family_numbers

        families = self.similarity(kind="reuse").families(min_share)
        return family_numbers(families, self.corpus.ids)

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
        """Evidence by the default scorer; acts, labels and relations are the same by any."""
        return find_source(self._stance_inputs, progress=self._callback("scoring stance"))

    @property
    def _stance_inputs(self) -> Inputs:
        return Inputs(
            self.corpus,
            self.actors,
            self._segments,
            self._mentions,
            self._voices,
            self._knowledge,
            self._threads,
        )

    def alignment(self, *, method: Literal["belief", "harmonic"] = "belief") -> Alignment:
        """Place actors on the sides of the conflict, from declared ties and stated relations.

        Parameters
        ----------
        method : {"belief", "harmonic"}, default "belief"
            How sides spread through the network of statements: by belief propagation, with a side
            outside all factions, or by the harmonic solution (see `Alignment`).

        Raises
        ------
        UnknownNameError
            For another `method`.
        """
        return self._remember(
            ("alignment", method),
            lambda: make_alignment(
                self._stance_inputs,
                method=method,
                seed=self.seed,
                progress=self._callback("aligning actors"),
            ),
        )
