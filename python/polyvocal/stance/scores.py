"""Who sides with whom: stance scores with intervals, verdicts and evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from polyvocal import _core
from polyvocal.errors import InputError, unknown_name
from polyvocal.stance._choices import (
    BYS,
    SCORERS,
    VERDICTS,
    VOICES,
    By,
    Progress,
    Scorer,
    VoiceChoice,
)
from polyvocal.stance._source import Source, find_source, measurement
from polyvocal.stance._tables import contrast_table, score_table
from polyvocal.stance.evidence import EvidenceTables

if TYPE_CHECKING:
    import pandas as pd

    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus
    from polyvocal.table import Table

__all__ = ["Stance", "make_stance"]


class Stance:
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
        What a row speaks of: ``"document"`` or ``"outlet"``.
    voice : str or None
        The only voice shown, or ``None`` for all of them.
    table : Table
        One row per group, faction and voice: ``score`` with ``low`` and ``high`` (95 %),
        ``verdict``, counts, and the three parts of the variance.

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

    __slots__ = ("_evidence", "_scores", "_seed", "_source", "by", "table", "voice")

    by: By
    voice: VoiceChoice | None
    table: Table
    _source: Source
    _scores: dict[str, Any]
    _seed: int
    _evidence: EvidenceTables

    def __init__(
        self,
        source: Source,
        scores: dict[str, Any],
        *,
        by: By,
        voice: VoiceChoice | None,
        seed: int,
    ) -> None:
        set_ = object.__setattr__
        set_(self, "by", by)
        set_(self, "voice", voice)
        set_(self, "_source", source)
        set_(self, "_scores", scores)
        set_(self, "_seed", seed)
        set_(self, "_evidence", EvidenceTables(source, by))
        set_(self, "table", score_table(source, scores, by, voice))

    def __setattr__(self, name: str, value: object) -> None:
        message = "a Stance cannot be changed; ask the study for another one"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __len__(self) -> int:
        return len(self.table)

    def __reduce__(self) -> tuple[Callable[..., Stance], tuple[Any, ...]]:
        # The results follow from corpus, actors and seed; the core's objects are not stored.
        source = self._source
        made = (source.corpus, source.actors, self.by, self.voice, self._seed, source.scorer)
        return _restore_stance, made

    # ---- What stands behind the numbers ---------------------------------------------------------

    def evidence(self) -> Table:
        """Every mention of a faction's actor, with what is said of it and what it adds.

        ``contribution`` is the part of the row in the score of its group, faction and own voice (of
        ``all`` voices when the stance was made with ``voice="all"``): the rows of a score and its
        ``shrinkage`` add up to the score.

        Returns
        -------
        Table
            ``cues`` is a JSON list: for each cue its span (``start``, ``end``, code points), ``kind``,
            ``weight`` as counted and ``base`` as in the table, ``negated`` and the span of the word
            that turns it. ``weight`` of the row is its weight in the mean.
        """
        return self._evidence.table(self.voice)

    def explain(
        self, group: str | None = None, faction: str | None = None, voice: VoiceChoice | None = None
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
        if group is not None:
            self._check_group(group)
        if faction is not None:
            self._source.faction(faction)
        if voice is not None and voice not in VOICES:
            raise unknown_name("voice", voice, VOICES)  # noqa: EM101  (a kind, not a message)
        chosen = voice or self.voice
        table = self._evidence.table(chosen)
        keep: dict[str, Any] = {}
        if group is not None:
            keep["group"] = group
        if faction is not None:
            keep["faction"] = faction
        table = table.filter(**keep) if keep else table
        order = np.argsort(-np.abs(table["contribution"]), kind="stable")
        return table.take(order)

    def contrast(self, a: str, b: str) -> Table:
        """Compare two factions within each group: score of `a` minus score of `b`.

        Differences are of plain means, on the same resamples for both, so what the two have in common
        cancels. A verdict ``favours`` means `a` above `b`.

        Parameters
        ----------
        a, b : str
            Ids of factions.

        Returns
        -------
        Table
            ``difference``, ``low``, ``high``, two-sided ``p`` (normal), ``verdict``.
        """
        source = self._source
        first, second = source.faction(a), source.faction(b)
        if first == second:
            message = f"contrast: {a!r} is given twice; give two factions"
            raise InputError(message)
        columns = _core.contrast_factions(
            source.corpus._core,
            source.knowledge,
            source.evidence,
            first,
            second,
            by=self.by,
            seed=self._seed,
            threads=source.threads,
            **measurement(source.scorer),
        )
        return contrast_table(source, columns, (a, b), self.by, self.voice)

    def check_roster_swap(self, a: str, b: str) -> float:
        """Swap the members of two factions and score again: every contrast must flip its sign.

        Returns
        -------
        float
            The largest deviation, 0.0 when no contrast depends on which faction is which.
        """
        source = self._source
        return _core.roster_swap_error(
            source.corpus._core,
            source.knowledge,
            source.evidence,
            source.faction(a),
            source.faction(b),
            by=self.by,
            seed=self._seed,
            threads=source.threads,
        )

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
        text = f"Stance by {self.by} ({shown}): {len(self.table):,} scores: {counts}"
        left_out = int(np.sum(self._source.group_of_documents(self.by) < 0))
        if left_out:
            of_them = "article has" if left_out == 1 else "articles have"
            text += f"; {left_out:,} {of_them} no outlet, left out"
        return text

    # ---- Inside ---------------------------------------------------------------------------------

    def _check_group(self, group: str) -> None:
        groups = self._source.groups(self.by)
        if group not in groups:
            kind = "document" if self.by == "document" else "outlet"
            raise unknown_name(kind, group, groups)


def _restore_stance(
    corpus: Corpus,
    actors: Actors,
    by: By,
    voice: VoiceChoice | None,
    seed: int,
    scorer: Scorer,
) -> Stance:
    from polyvocal.study import Study  # the study imports this module

    study = Study(corpus, actors, seed=seed, progress=False)
    return study.stance(by=by, voice=voice, scorer=scorer)


def make_stance(
    corpus: Corpus,
    actors: Actors,
    segments: _core.Segments,
    mentions: _core.MentionResult,
    voices: _core.Voices,
    knowledge: _core.Knowledge,
    *,
    by: By = "document",
    voice: VoiceChoice | None = None,
    scorer: Scorer = "rules",
    seed: int = 0,
    threads: int = 0,
    progress: Progress = None,
) -> Stance:
    """Score stance from the results of the earlier stages.

    Parameters
    ----------
    corpus, actors, segments, mentions, voices, knowledge
        What the earlier stages gave.
    by : {"document", "outlet"}
        What a row speaks of.
    voice : {"outlet", "quoted", "reported", "all"}, optional
        Only this voice; all of them, each apart, when not given.
    scorer : {"rules", "trained"}
        What scores a mention: the rules, or the model trained on labelled sentences.
    seed : int
        Of the bootstrap.
    threads : int
        0: all CPUs. Never changes a result.
    progress : callable, optional
        Called as ``progress(done, total)``.

    Returns
    -------
    Stance
    """
    if by not in BYS:
        raise unknown_name("by", by, BYS)  # noqa: EM101  (a kind, not a message)
    if voice is not None and voice not in VOICES:
        raise unknown_name("voice", voice, VOICES)  # noqa: EM101  (a kind, not a message)
    if scorer not in SCORERS:
        raise unknown_name("scorer", scorer, SCORERS)  # noqa: EM101  (a kind, not a message)
    source = find_source(
        corpus, actors, segments, mentions, voices, knowledge, threads, progress, scorer
    )
    scores = _core.score_stance(
        corpus._core,
        knowledge,
        source.evidence,
        by=by,
        seed=seed,
        threads=threads,
        progress=progress,
        **measurement(scorer),
    )
    return Stance(source, scores, by=by, voice=voice, seed=seed)
