"""Who sides with whom: stance scores with intervals, verdicts and evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from polyvocal import _core
from polyvocal.errors import InputError, unknown_name
from polyvocal.stance._choices import (
    DEFAULT_SCORER,
    VERDICTS,
    VOICES,
    By,
    Placebo,
    Progress,
    Scorer,
    Strategy,
    VoiceChoice,
)
from polyvocal.stance._frozen import Frozen
from polyvocal.stance._groups import (
    DocumentSets,
    Groups,
    Sets,
    checked_by,
    make_groups,
    sets_of_documents,
)
from polyvocal.stance._source import (
    Inputs,
    Instrument,
    Source,
    checked_scorer,
    find_source,
    instrument_of,
)
from polyvocal.stance._tables import contrast_table, score_table
from polyvocal.stance.evidence import EvidenceTables
from polyvocal.stance.stories import story_contrasts

if TYPE_CHECKING:
    import pandas as pd

    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus
    from polyvocal.scorers import ScoreFunction
    from polyvocal.scorers import Scorer as ScorerPlugin
    from polyvocal.scorers._load import PluginScorer
    from polyvocal.stance._label_files import LabelFormat, LabelSource
    from polyvocal.stance.calibration import Calibration
    from polyvocal.table import Table

__all__ = ["Stance", "make_stance"]


class Stance(Frozen):
    """How each article or outlet leans toward each faction, and in whose voice. Immutable.

    Made by ``study.stance(...)``. A score is the mean of what the sentences say of the faction's
    actors, from -1 (all against) to 1 (all for); mentions that say nothing count as 0. ``outlet`` is
    the article's own voice; ``quoted`` and ``reported`` are the voices it gives room to; ``all`` is
    the three together. Among outlets, articles that have none are left out; ``repr`` counts them.

    Read the verdict first. ``insufficient``: fewer than five mentions (effective number) or one
    sentence, and for outlets fewer than five articles. ``not distinguishable``: the interval holds 0.
    Both are ordinary results.

    Attributes
    ----------
    by : str
        What a row speaks of: ``"document"``, ``"outlet"``, or slices of time.
    voice : str or None
        The only voice shown, or ``None`` for all of them.
    table : Table
        One row per group, faction and voice: ``score`` with ``low`` and ``high`` (95 %),
        ``verdict``, counts, and the three parts of the variance.
    calibration : Calibration or None
        What labels by hand changed, for a stance made by `calibrate`.

    Notes
    -----
    Article: ``y = sum(w s) / sum(w)`` over its mentions, ``s`` the score of a mention (tanh of the
    sum of its cue weights), ``w`` its confidence (names of places that stand for governments count
    half). Outlet: mean of its articles, shrunk towards the mean of the outlets when there are three
    or more. Variance: cluster bootstrap (articles of an outlet, sentences of an article) +
    measurement error / effective mentions + transfer error. See the method pages.

    Examples
    --------
    >>> import polyvocal as pv
    >>> corpus = pv.read_corpus([{"id": "a", "text": "The brutal Lee lied. Lee is corrupt."}])
    >>> actors = pv.read_actors(
    ...     {
    ...         "faction": [{"id": "red", "name": "Red"}],
    ...         "actor": [{"id": "lee", "name": "Lee", "type": "person", "faction": "red"}],
    ...     }
    ... )
    >>> stance = pv.Study(corpus, actors, progress=False).stance(voice="outlet")
    >>> [(row["verdict"], row["mentions"]) for row in stance.table]
    [('insufficient', 2)]
    >>> bool(stance.explain("a", "red")["score"].max() < 0)
    True
    """

    __slots__ = (
        "_evidence", "_groups", "_instrument", "_seed", "_sets", "_source",
        "by", "calibration", "table", "voice",
    )  # fmt: skip

    by: By
    voice: VoiceChoice | None
    table: Table
    _source: Source
    calibration: Calibration | None
    _groups: Groups
    _instrument: Instrument
    _sets: DocumentSets
    _seed: int
    _evidence: EvidenceTables

    def __init__(
        self,
        source: Source,
        groups: Groups,
        scores: dict[str, Any],
        *,
        voice: VoiceChoice | None,
        seed: int,
        sets: DocumentSets,
        instrument: Instrument,
        calibration: Calibration | None = None,
    ) -> None:
        set_ = object.__setattr__
        set_(self, "by", groups.by)
        set_(self, "voice", voice)
        set_(self, "calibration", calibration)
        set_(self, "_source", source)
        set_(self, "_groups", groups)
        set_(self, "_seed", seed)
        set_(self, "_sets", sets)
        set_(self, "_instrument", instrument)
        set_(self, "_evidence", EvidenceTables(source, groups))
        set_(self, "table", score_table(source, groups, scores, voice))

    def __reduce__(self) -> tuple[Callable[..., Stance], tuple[Any, ...]]:
        # The results follow from corpus, actors and settings; the core's objects are not stored.
        source = self._source
        settings = {
            "by": self.by,
            "voice": self.voice,
            "scorer": source.scorer,
            "stories": self._sets.stories,
            "copies": self._sets.copies,
            "centred": self._sets.centred,
        }
        labels = None if self.calibration is None else self.calibration.labels
        return _restore_stance, (source.corpus, source.actors, self._seed, settings, labels)

    # ---- What stands behind the numbers ---------------------------------------------------------

    def evidence(self, *, cues: bool = True) -> Table:
        """Every mention of a faction's actor, with what is said of it and what it adds.

        ``contribution`` is the part of the row in the score of its group, faction and own voice (of
        ``all`` voices when the stance was made with ``voice="all"``): the rows of a score, with its
        ``shrinkage``, ``centring`` and ``correction``, add up to the score.

        Parameters
        ----------
        cues : bool, default True
            With the column ``cues``, a kilobyte a row by the trained scorer; `explain` gives those of
            one score.

        Returns
        -------
        Table
            ``cues`` is a JSON list: for each cue its span (``start``, ``end``, code points), ``kind``,
            ``weight`` as counted and ``base`` as in the table, ``negated`` and the span of the word
            that turns it. ``weight`` of the row is its weight in the mean.
        """
        if cues:
            return self._evidence.table(self.voice)
        return self._evidence.part(self.voice, self._evidence.places(self.voice), cues=False)

    def explain(
        self,
        group: str | None = None,
        faction: str | None = None,
        voice: VoiceChoice | None = None,
        *,
        n: int | None = None,
    ) -> Table:
        """Show the evidence behind one score, or several, largest contribution first.

        Parameters
        ----------
        group : str, optional
            An article's id or an outlet's name; all of them when not given.
        faction : str, optional
            Id of a faction; all of them when not given.
        voice : {"outlet", "quoted", "reported", "all"}, optional
            The voice of the score, by default the one the stance was made for, else each row's own.
        n : int, optional
            At most so many rows.

        Returns
        -------
        Table
            As `evidence`. For one group, faction and voice the column ``contribution`` adds up to
            the score (before shrinkage).

        Raises
        ------
        UnknownNameError
            For a group, faction or voice that does not exist.
        """
        if n is not None and n < 0:
            message = f"explain: n is {n}; give 0 or more"
            raise InputError(message)
        if voice is not None and voice not in VOICES:
            raise unknown_name("voice", voice, VOICES)  # noqa: EM101  (a kind, not a message)
        chosen = voice or self.voice
        places = self._evidence.places(
            chosen,
            group=None if group is None else self._groups.index(group),
            faction=None if faction is None else self._source.faction(faction),
        )
        adds = np.abs(self._evidence.contributions(chosen)[places])
        return self._evidence.part(chosen, places[np.argsort(-adds, kind="stable")[:n]])

    def contrast(self, a: str, b: str) -> Table:
        """Compare two factions within each group: score of `a` minus score of `b`.

        Differences are of plain means, on the same resamples for both, so what the two have in common
        cancels. A verdict ``favours`` means `a` above `b`. ``q`` is over the groups of a voice.

        Of a stance made with stories, three columns more compare each group with the others on the
        same stories: what it says of `a` less what it says of `b`, less the mean of the others.

        Parameters
        ----------
        a, b : str
            Ids of factions.

        Returns
        -------
        Table
            ``difference``, ``low``, ``high``, two-sided ``p`` (normal), ``verdict``, ``q`` (Benjamini
            and Hochberg). With stories: ``from_others``, ``p_stories`` (999 permutations within
            stories), ``q_stories`` and ``stories``, how many it shares with another group.
        """
        columns = self._contrasts(a, b)
        told = None
        if self._sets.stories is not None and self.by != "document":
            told = story_contrasts(self, self._source.faction(a), self._source.faction(b))
        return contrast_table(self._groups, columns, (a, b), self.voice, told)

    def _contrasts(self, a: str, b: str) -> dict[str, Any]:
        source = self._source
        first, second = source.faction(a), source.faction(b)
        if first == second:
            message = f"contrast: {a!r} is given twice; give two factions"
            raise InputError(message)
        return _core.contrast_factions(
            self._groups.core,
            len(source.faction_ids),
            source.evidence,
            first,
            second,
            seed=self._seed,
            threads=source.threads,
            **self._instrument.options(),
        )

    def relative(self, a: str, b: str | None = None) -> Table:
        """Set each group beside the others: who speaks better, or worse, of a faction than they do.

        What the groups have in common cancels: the tone of the subject, and most of what the scorer
        gets wrong about the faction. So outlets can be told apart whose scores are not
        distinguishable from zero. What a difference cannot tell is who of them is nearer the truth.

        Parameters
        ----------
        a : str
            Id of a faction.
        b : str, optional
            A second faction: who speaks better of `a`, compared with `b`, than the others do.

        Returns
        -------
        Table
            One row a group and voice: ``difference`` between its score (with `b`: its contrast) and
            the mean of the others with enough evidence, ``low`` and ``high`` (95 %), two-sided ``p``
            (normal), ``q`` (Benjamini and Hochberg, over the groups of a voice), ``verdict``:
            ``above``, ``below``, ``not distinguishable``, ``insufficient`` (too little evidence, or
            fewer than three groups with enough), and ``others``, their number.

        Raises
        ------
        InputError
            When the stance is by article.
        UnknownNameError
            For a faction that does not exist.

        Notes
        -----
        The variance is that of sampling and measurement of the group and of the others' mean, and a
        transfer error between groups that was measured apart (see the method page); after
        `calibrate` each group's own.
        """
        from polyvocal.stance.relative import relative_table

        return relative_table(self, a, b)

    def order(self, a: str, b: str | None = None, *, voice: VoiceChoice | None = None) -> Table:
        """Put the groups in order by what they say on the same stories.

        Parameters
        ----------
        a : str
            Id of a faction: who speaks best of it stands first.
        b : str, optional
            A second faction: who speaks best of `a` compared with `b`.
        voice : {"outlet", "quoted", "reported", "all"}, optional
            The stance's own voice when not given, else ``"outlet"``.

        Returns
        -------
        Table
            One row a group, the first in order first: ``strength`` (log odds of standing above the
            average group), ``low``, ``high``, ``rank_low``, ``rank_high`` (95 %, bootstrap over
            stories), ``wins`` of ``comparisons``, ``stories``, ``component`` (groups with different
            ones have no story in common, nor through others), ``verdict``: ``above``, ``below``,
            ``not distinguishable``, ``insufficient`` (fewer than five shared stories).

        Raises
        ------
        InputError
            When the stance was made without stories, or of articles.

        Notes
        -----
        Bradley and Terry's model (1952) by the MM algorithm of Hunter (2004).
        """
        from polyvocal.stance.stories import order_table

        return order_table(self, a, b, voice)

    def influence(
        self, group: str, faction: str, voice: VoiceChoice | None = None, *, n: int = 20
    ) -> Table:
        """Show what would change a score most: each article, and each sentence, left out.

        Parameters
        ----------
        group : str
            An article's id, an outlet's name, or that of a slice.
        faction : str
            Id of a faction.
        voice : {"outlet", "quoted", "reported", "all"}, optional
            The stance's own voice when not given, else ``"outlet"``.
        n : int, default 20
            Rows to show.

        Returns
        -------
        Table
            ``kind`` (``article`` or ``sentence``), ``document``, ``sentence_start``, ``sentence_end``
            (-1 for articles), ``mentions``, ``score`` without it (before shrinkage) and the
            ``change`` that it makes, the largest first; missing when nothing would be left.
        """
        from polyvocal.stance.influence import influence_table

        return influence_table(self, group, faction, voice, n)

    # ---- Checks ---------------------------------------------------------------------------------

    def placebo(self, check: Placebo) -> Table:
        """Measure what must come out as known: a check of the scores, not of the outlets.

        Parameters
        ----------
        check : {"roster_swap", "outlet_permutation", "random_targets", "length", "ablation"}
            Swap the members of two factions: contrasts must flip exactly. Deal the articles out to the
            groups at random (within stories, where given): do the groups differ more than that? Deal
            the factions out to the mentions of an article at random: 95 of 100 intervals of contrasts
            must hold 0. Correlate scores with the length of articles. Count the mentions with one
            kind of cue as neutral: how much does that kind carry?

        Returns
        -------
        Table
            ``check``, ``detail``, ``statistic``, ``observed``, ``expected``, ``low``, ``high`` (95 % of
            what is expected), ``p`` and ``verdict``: ``as expected`` or ``not as expected``; for
            ``ablation``: ``minor`` or ``major``; for ``outlet_permutation``: ``groups differ`` or ``no
            more than chance``; ``insufficient``.

        Raises
        ------
        UnknownNameError
            For another check.
        """
        from polyvocal.stance.placebos import placebo

        return placebo(self, check)

    def sensitivity(self) -> Table:
        """Score again under other reasonable settings, one at a time.

        Returns
        -------
        Table
            ``setting``, ``value``, ``rows`` compared, ``correlation`` (Spearman, of the scores with
            those as made), ``mean_change``, ``largest_change``, ``verdicts_changed``,
            ``signs_flipped`` (``favours`` for ``against``, or back) and ``verdict``: ``stable`` when no
            sign flips and the correlation is .9 or more, else ``sensitive``.
        """
        from polyvocal.stance.placebos import sensitivity

        return sensitivity(self)

    def check_roster_swap(self, a: str, b: str) -> float:
        """Swap the members of two factions and score again: every contrast must flip its sign.

        Returns
        -------
        float
            The largest deviation, 0.0 when no contrast depends on which faction is which.
        """
        source = self._source
        return _core.roster_swap_error(
            self._groups.core,
            len(source.faction_ids),
            source.evidence,
            source.faction(a),
            source.faction(b),
            seed=self._seed,
            threads=source.threads,
        )

    # ---- Labels by hand -------------------------------------------------------------------------

    def coding_sheet(
        self,
        n: int = 100,
        *,
        strategy: Strategy = "random",
        seed: int | None = None,
        context: int = 1,
    ) -> Table:
        """Draw mentions to label by hand, to check the scores and correct them.

        Fill in the column ``label`` with -1 (against), 0 or 1 (for): what the sentence says of the
        name in double square brackets, by whoever says it. Leave out nothing: a mention that cannot
        be judged gets a question mark. Rows come in random order, so the first part of a sheet is a
        sample, too. No score is shown.

        Parameters
        ----------
        n : int, default 100
            Mentions to draw.
        strategy : {"random", "balanced", "uncertain"}
            Every mention with the same probability; the same number for every group and faction, as
            far as there are as many; or more of those whose label the scorer knows least about.
        seed : int, optional
            The study's when not given. Another seed draws another sheet.
        context : int, default 1
            Sentences before and after to show.

        Returns
        -------
        Table
            ``sheet`` (how the rows were drawn), ``item``, ``document``, ``before``, ``sentence``,
            ``after``, ``target``, ``label``, ``note``. `calibrate` needs ``sheet``, ``item`` and
            ``label`` back.

        Raises
        ------
        InputError
            When there is nothing to draw from, or `n` or `context` is out of range.
        UnknownNameError
            For another strategy.
        """
        from polyvocal.stance.coding import make_sheet

        return make_sheet(
            self, n, strategy=strategy, seed=self._seed if seed is None else seed, context=context
        )

    def calibrate(self, labels: LabelSource, *, format: LabelFormat | None = None) -> Stance:
        """Correct the scores and their intervals by labels given by hand.

        Parameters
        ----------
        labels : path, list of path, Table, DataFrame, or list of dict
            A labelled `coding_sheet`, or several: CSV or TSV, JSON of Label Studio, JSON lines of
            doccano, TSV of INCEpTION (WebAnno 3). Several coders: a column ``coder``, a column for
            each (``label_ann``, ``label_bo``), or a file for each.
        format : {"csv", "label_studio", "doccano", "inception"}, optional
            Of files; found by suffix and content when not given.

        Returns
        -------
        Stance
            Its ``calibration`` has the agreement of the coders and what was learned.

        Raises
        ------
        InputError
            For labels that cannot be read, or that are not of a sheet of this stance.

        Notes
        -----
        See `Calibration` for the estimator.
        """
        from polyvocal.stance.calibration import calibrate

        return calibrate(self, labels, format=format)

    # ---- Showing it -----------------------------------------------------------------------------

    def to_pandas(self) -> pd.DataFrame:
        """Return the scores as a pandas frame."""
        return self.table.to_pandas()

    def _repr_html_(self) -> str:
        return self.table._repr_html_()

    def __repr__(self) -> str:
        shown = self.voice or "all voices, each apart"
        verdicts = self.table["verdict"].tolist()
        counts = ", ".join(f"{verdicts.count(v)} {v}" for v in VERDICTS if v in verdicts)
        text = f"Stance by {self.by} ({shown}): {len(self.table):,} scores"
        text += f": {counts}" if counts else ", for no actor of a faction is named"
        left_out = int(np.sum(self._groups.of_documents < 0))
        if left_out:
            of_them = "article has" if left_out == 1 else "articles have"
            text += f"; {left_out:,} {of_them} no {_LACKING[self.by]}, left out"
        return text


_LACKING = {
    "outlet": "outlet",
    "month": "date",
    "week": "date",
    "outlet_month": "outlet or date",
    "outlet_week": "outlet or date",
}


def _restore_stance(
    corpus: Corpus,
    actors: Actors,
    seed: int,
    settings: dict[str, Any],
    labels: Table | None,
) -> Stance:
    from polyvocal.study import Study  # the study imports this module

    stance = Study(corpus, actors, seed=seed, progress=False).stance(**settings)
    return stance if labels is None else stance.calibrate(labels)


def make_stance(
    inputs: Inputs,
    *,
    by: By | Sequence[str] = "document",
    voice: VoiceChoice | None = None,
    scorer: Scorer | PluginScorer | ScorerPlugin | ScoreFunction | str = DEFAULT_SCORER,
    stories: Sets | None = None,
    copies: Sets | None = None,
    centred: bool = True,
    seed: int = 0,
    progress: Progress = None,
) -> Stance:
    """Score stance from the results of the earlier stages.

    Parameters
    ----------
    inputs : Inputs
        What the earlier stages gave.
    by : {"document", "outlet", "month", "week", "outlet_month", "outlet_week"}
        What a row speaks of; ``("outlet", "month")`` is the same as ``"outlet_month"``.
    voice : {"outlet", "quoted", "reported", "all"}, optional
        Only this voice; all of them, each apart, when not given.
    scorer : {"trained", "rules"}, Scorer, function or str
        What scores a mention: the trained model, the rules alone, or a plug-in.
    stories, copies : dict or sequence, optional
        The set of each article: articles on one story, and copies of one text.
    centred : bool, default True
        Take out what a story does to every outlet that covers it.
    seed : int
        Of the bootstrap.
    progress : callable, optional
        Called as ``progress(done, total)``.

    Returns
    -------
    Stance
    """
    chosen = checked_by(by)
    if voice is not None and voice not in VOICES:
        raise unknown_name("voice", voice, VOICES)  # noqa: EM101  (a kind, not a message)
    chosen_scorer = checked_scorer(scorer)
    sets = DocumentSets(
        sets_of_documents(inputs.corpus, stories, "stories"),
        sets_of_documents(inputs.corpus, copies, "copies"),
        centred,
    )
    groups = make_groups(
        inputs.corpus, chosen, stories=sets.stories, copies=sets.copies, centred=sets.centred
    )
    source = find_source(inputs, chosen_scorer, progress=progress)
    instrument = instrument_of(chosen_scorer)
    scores = score_groups(source, groups, instrument, seed=seed, progress=progress)
    return Stance(source, groups, scores, voice=voice, seed=seed, sets=sets, instrument=instrument)


def score_groups(
    source: Source,
    groups: Groups,
    instrument: Instrument,
    *,
    seed: int,
    progress: Progress = None,
) -> dict[str, Any]:
    """Score every group, faction and voice."""
    return _core.score_stance(
        groups.core,
        len(source.faction_ids),
        source.evidence,
        seed=seed,
        threads=source.threads,
        progress=progress,
        **instrument.options(),
    )
