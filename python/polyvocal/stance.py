"""Who sides with whom: stance scores with intervals and evidence, and the sides of actors."""

from __future__ import annotations

import functools
import json
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import InputError, unknown_name
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    import pandas as pd

    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = [
    "Alignment",
    "By",
    "Scorer",
    "Stance",
    "VoiceChoice",
    "make_alignment",
    "make_attributions",
    "make_stance",
]

By = Literal["document", "outlet"]
VoiceChoice = Literal["outlet", "quoted", "reported", "all"]
Scorer = Literal["rules", "trained"]

_BYS: tuple[By, ...] = ("document", "outlet")
_VOICES: tuple[VoiceChoice, ...] = ("outlet", "quoted", "reported", "all")
_SCORERS: tuple[Scorer, ...] = ("rules", "trained")
_ALL = _VOICES.index("all")
_VERDICTS = ("favours", "against", "not distinguishable", "insufficient", "unsupported language")
_ALIGNMENT_VERDICTS = ("declared", "aligned", "unaligned")
LISTED_STATEMENTS = 50  # per actor in the table: a cell is for reading
_STATEMENT_KINDS = ("tie", "relation", "evaluation")

Progress = Callable[[int, int], None] | None


@dataclass(frozen=True)
class _Source:
    """What a result is read from: the corpus, the actors and the core's stages."""

    corpus: Corpus
    actors: Actors
    segments: _core.Segments
    mentions: _core.MentionResult
    knowledge: _core.Knowledge
    evidence: _core.Evidence
    threads: int
    scorer: Scorer = "rules"

    @property
    def actor_ids(self) -> list[str]:
        return [actor.id for actor in self.actors.actors]

    @property
    def faction_ids(self) -> list[str]:
        return [faction.id for faction in self.actors.factions]

    def faction(self, name: str) -> int:
        """Place of a faction."""
        ids = self.faction_ids
        if name not in ids:
            raise unknown_name("faction", name, ids)  # noqa: EM101  (a kind, not a message)
        return ids.index(name)

    def groups(self, by: By) -> list[str]:
        """Names of the groups."""
        return self.corpus.ids if by == "document" else self.corpus._core.outlet_names

    def group_of_documents(self, by: By) -> npt.NDArray[np.int32]:
        """Group of each document; -1 for an article without outlet, among outlets."""
        if by == "document":
            return np.arange(len(self.corpus), dtype=np.int32)
        return np.asarray(self.corpus._core.outlets, dtype=np.int32)


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

    __slots__ = ("_evidence", "_rows", "_scores", "_seed", "_source", "by", "table", "voice")

    by: By
    voice: VoiceChoice | None
    table: Table
    _source: _Source
    _scores: dict[str, Any]
    _seed: int
    _evidence: dict[VoiceChoice | None, Table]
    _rows: dict[str, Any] | None

    def __init__(
        self,
        source: _Source,
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
        set_(self, "_evidence", {})
        set_(self, "_rows", None)
        set_(self, "table", _score_table(source, scores, by, voice))

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
        return self._evidence_for(self.voice)

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
        if voice is not None and voice not in _VOICES:
            raise unknown_name("voice", voice, _VOICES)  # noqa: EM101  (a kind, not a message)
        chosen = voice or self.voice
        table = self._evidence_for(chosen)
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
            **_measurement(source.scorer),
        )
        groups = source.groups(self.by)
        keep = _voice_rows(columns["voice"], self.voice)
        return Table(
            {
                "by": Strings(np.zeros(len(keep), dtype=np.int32), [self.by]),
                "group": Strings(columns["group"][keep], groups),
                "a": Strings(np.zeros(len(keep), dtype=np.int32), [a]),
                "b": Strings(np.zeros(len(keep), dtype=np.int32), [b]),
                "voice": Strings(columns["voice"][keep], _VOICES),
                "difference": columns["difference"][keep],
                "low": columns["low"][keep],
                "high": columns["high"][keep],
                "p": columns["p"][keep],
                "verdict": Strings(columns["verdict"][keep], _VERDICTS),
            },
            name="contrast",
        )

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
        counts = ", ".join(f"{verdicts.count(v)} {v}" for v in _VERDICTS if v in verdicts)
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

    def _core_rows(self) -> dict[str, Any]:
        rows = self._rows
        if rows is None:
            source = self._source
            rows = source.evidence.columns(source.corpus._core, source.segments, source.mentions)
            object.__setattr__(self, "_rows", rows)
        return rows

    def _contributions(self, voice: int) -> npt.NDArray[np.float64]:
        source = self._source
        return _core.contributions(
            source.corpus._core, source.knowledge, source.evidence, by=self.by, voice=voice
        )

    def _evidence_for(self, voice: VoiceChoice | None) -> Table:
        if voice not in self._evidence:
            self._evidence[voice] = self._build_evidence(voice)
        table: Table = self._evidence[voice]
        return table

    def _build_evidence(self, voice: VoiceChoice | None) -> Table:
        source = self._source
        rows = self._core_rows()
        own = np.asarray(rows["voice"])
        keep = np.asarray(rows["faction"]) >= 0
        if voice == "all":
            contribution = self._contributions(_ALL)
        elif voice is not None:
            place = _VOICES.index(voice)
            contribution = self._contributions(place)
            keep = keep & (own == place)
        else:  # each row in its own voice
            contribution = np.zeros(len(own))
            for place in range(_ALL):
                mine = own == place
                contribution[mine] = self._contributions(place)[mine]
        document = np.asarray(rows["document"])
        group = source.group_of_documents(self.by)[document]
        places = np.flatnonzero(keep & (group >= 0))
        place_list = places.tolist()

        def text(key: str) -> list[str]:
            column = rows[key].to_list()
            return [column[i] for i in place_list]

        return Table(
            {
                "by": Strings(np.zeros(len(places), dtype=np.int32), [self.by]),
                "group": Strings(group[places], source.groups(self.by)),
                "faction": Strings(rows["faction"][places], source.faction_ids),
                "voice": Strings(own[places].astype(np.int32), _VOICES),
                "document": Strings(document[places], source.corpus.ids),
                "sentence_start": rows["sentence_start"][places],
                "sentence_end": rows["sentence_end"][places],
                "start": rows["start"][places],
                "end": rows["end"][places],
                "surface": text("surface"),
                "actor": Strings(rows["actor"][places], source.actor_ids),
                "holder": Strings(rows["holder"][places], source.actor_ids),
                "score": rows["score"][places],
                "weight": rows["weight"][places],
                "contribution": contribution[places],
                "cues": text("cues"),
                "label": text("label"),
                "frame": text("frame"),
            },
            name="evidence",
        )


def _voice_rows(voices: npt.NDArray[Any], voice: VoiceChoice | None) -> npt.NDArray[np.intp]:
    """Rows of one voice, or of all."""
    if voice is None:
        return np.arange(len(voices))
    return np.flatnonzero(voices == _VOICES.index(voice))


def _score_table(
    source: _Source, scores: dict[str, Any], by: By, voice: VoiceChoice | None
) -> Table:
    keep = _voice_rows(scores["voice"], voice)
    numbers = (
        "score", "low", "high", "verdict", "mentions", "documents", "var_sampling",
        "var_measurement", "var_transfer", "sentences", "effective_mentions", "shrinkage",
    )  # fmt: skip
    columns: dict[str, Any] = {
        "by": Strings(np.zeros(len(keep), dtype=np.int32), [by]),
        "group": Strings(scores["group"][keep], source.groups(by)),
        "faction": Strings(scores["faction"][keep], source.faction_ids),
        "voice": Strings(scores["voice"][keep].astype(np.int32), _VOICES),
    }
    for name in numbers:
        values = scores[name][keep]
        columns[name] = Strings(values.astype(np.int32), _VERDICTS) if name == "verdict" else values
    return Table(columns, name="stance")


# ---- Alignment ----------------------------------------------------------------------------------


class Alignment:
    """Which faction each actor goes with, with a probability and the statements behind it.

    Made by ``study.alignment()``. Declared members are fixed; declared ties and what the articles
    state ("A supports B", "A attacked B", what A says of B) are the signed edges of a network, and
    the sides of the others follow from them.

    Attributes
    ----------
    table : Table
        One row per actor: ``faction`` (missing when ``unaligned``), ``probability`` (share of
        resampled corpora with the same answer), ``verdict`` (``declared``, ``aligned``,
        ``unaligned``), ``statements`` (a JSON list of the first 50 sentences: see `statements` for
        all), ``count`` of all statements and ``value``, the strength in [-1, 1].
    violated : float
        Share of the network's weight on edges whose ends disagree with their sign: 0 when the sides
        explain all statements.

    Notes
    -----
    For each faction ``f_U = (D + tau I - W)^-1 W f_F`` with members fixed at 1 and members of other
    factions at -1; ``W`` is the sign of the net count of statements times its ``log1p``.

    Examples
    --------
    >>> import polyvocal as pv
    >>> corpus = pv.read_corpus(
    ...     [{"id": "a", "text": "Utopia supports Lee. Freedonia attacked Lee."}]
    ... )
    >>> actors = pv.read_actors(
    ...     {
    ...         "faction": [{"id": "red", "name": "Red"}],
    ...         "actor": [
    ...             {"id": "lee", "name": "Lee", "type": "person", "faction": "red"},
    ...             {"id": "utopia", "name": "Utopia", "type": "group"},
    ...             {"id": "freedonia", "name": "Freedonia", "type": "group"},
    ...         ],
    ...     }
    ... )
    >>> alignment = pv.Study(corpus, actors, progress=False).alignment()
    >>> [(row["actor"], row["verdict"], row["faction"]) for row in alignment.table]
    [('lee', 'declared', 'red'), ('utopia', 'aligned', 'red'), ('freedonia', 'unaligned', None)]
    """

    __slots__ = ("_statements", "_values", "factions", "table", "violated")

    table: Table
    violated: float
    factions: tuple[str, ...]
    _statements: Table
    _values: npt.NDArray[np.float64]

    def __init__(
        self,
        table: Table,
        statements: Table,
        values: npt.NDArray[np.float64],
        *,
        violated: float,
        factions: Sequence[str],
    ) -> None:
        set_ = object.__setattr__
        set_(self, "table", table)
        set_(self, "violated", violated)
        set_(self, "factions", tuple(factions))
        set_(self, "_statements", statements)
        set_(self, "_values", values)

    def __setattr__(self, name: str, value: object) -> None:
        message = "an Alignment cannot be changed; ask the study for another one"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __len__(self) -> int:
        return len(self.table)

    def __reduce__(self) -> tuple[Callable[..., Alignment], tuple[Any, ...]]:
        parts = (self.table, self._statements, self._values, self.violated, self.factions)
        return _restore_alignment, parts

    def statements(self, actor: str | None = None) -> Table:
        """Every signed statement, or those that name one actor.

        Parameters
        ----------
        actor : str, optional
            Id of an actor, as source or target.

        Returns
        -------
        Table
            ``kind`` is ``tie`` (declared), ``relation`` ("A supports B") or ``evaluation`` (A, quoted
            or reported, speaks well or ill of B); ``voice`` and ``holder`` tell who states it.
        """
        if actor is None:
            return self._statements
        known = self.table["actor"].tolist()
        if actor not in known:
            raise unknown_name("actor", actor, known)  # noqa: EM101  (a kind, not a message)
        table: Table = self._statements
        return table.filter((table["source"] == actor) | (table["target"] == actor))

    @property
    def values(self) -> npt.NDArray[np.float64]:
        """Strength per actor and faction, in the order of `table` and `factions`."""
        values: npt.NDArray[np.float64] = self._values
        return values

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas frame."""
        return self.table.to_pandas()

    def _repr_html_(self) -> str:
        return self.table._repr_html_()

    def __repr__(self) -> str:
        verdicts = self.table["verdict"].tolist()
        counts = ", ".join(f"{verdicts.count(v)} {v}" for v in _ALIGNMENT_VERDICTS)
        return f"Alignment of {len(self.table):,} actors: {counts}"


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


def _restore_alignment(
    table: Table,
    statements: Table,
    values: npt.NDArray[np.float64],
    violated: float,
    factions: Sequence[str],
) -> Alignment:
    return Alignment(table, statements, values, violated=violated, factions=factions)


# ---- From the core's results --------------------------------------------------------------------

# Scores, evidence and alignment of one study read the same evidence; it is found once a scorer.
_found: weakref.WeakKeyDictionary[_core.Voices, dict[Scorer, _core.Evidence]] = (
    weakref.WeakKeyDictionary()
)


@functools.cache
def _polarity_model() -> _core.PolarityModel:
    file = Path(__file__).parent / "data" / "polarity.bin"
    return _core.PolarityModel.from_bytes(file.read_bytes())


def _measurement(scorer: Scorer) -> dict[str, Any]:
    """Spread of a label around a score, where it is not the rules' own."""
    return {} if scorer == "rules" else {"measurement_sd": _polarity_model().measurement_sd}


def _source(
    corpus: Corpus,
    actors: Actors,
    segments: _core.Segments,
    mentions: _core.MentionResult,
    voices: _core.Voices,
    knowledge: _core.Knowledge,
    threads: int,
    progress: Progress,
    scorer: Scorer = "rules",
) -> _Source:
    found = _found.setdefault(voices, {})
    if scorer not in found:
        found[scorer] = _core.find_evidence(
            corpus._core,
            segments,
            mentions,
            knowledge,
            voices,
            polarity=None if scorer == "rules" else _polarity_model(),
            threads=threads,
            progress=progress,
        )
    return _Source(corpus, actors, segments, mentions, knowledge, found[scorer], threads, scorer)


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
    if by not in _BYS:
        raise unknown_name("by", by, _BYS)  # noqa: EM101  (a kind, not a message)
    if voice is not None and voice not in _VOICES:
        raise unknown_name("voice", voice, _VOICES)  # noqa: EM101  (a kind, not a message)
    if scorer not in _SCORERS:
        raise unknown_name("scorer", scorer, _SCORERS)  # noqa: EM101  (a kind, not a message)
    source = _source(
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
        **_measurement(scorer),
    )
    return Stance(source, scores, by=by, voice=voice, seed=seed)


def make_alignment(
    corpus: Corpus,
    actors: Actors,
    segments: _core.Segments,
    mentions: _core.MentionResult,
    voices: _core.Voices,
    knowledge: _core.Knowledge,
    *,
    seed: int = 0,
    threads: int = 0,
    progress: Progress = None,
) -> Alignment:
    """Place the actors among the factions. Parameters as in `make_stance`."""
    source = _source(corpus, actors, segments, mentions, voices, knowledge, threads, progress)
    result = _core.align_actors(
        corpus._core,
        knowledge,
        source.evidence,
        seed=seed,
        threads=threads,
        progress=progress,
    )
    statements = _statement_table(source, result)
    columns = result.columns()
    ids = source.actor_ids
    listed = _listed_statements(statements, ids)
    table = Table(
        {
            "actor": Strings(columns["actor"], ids),
            "faction": Strings(columns["faction"], source.faction_ids),
            "probability": columns["probability"],
            "verdict": Strings(columns["verdict"].astype(np.int32), _ALIGNMENT_VERDICTS),
            "statements": [json.dumps(items, ensure_ascii=False) for items in listed],
            "count": columns["statements"],
            "value": columns["value"],
        },
        name="alignment",
    )
    return Alignment(
        table,
        statements,
        result.values(),
        violated=float(result.violated),
        factions=source.faction_ids,
    )


def _listed_statements(statements: Table, ids: list[str]) -> list[list[dict[str, str]]]:
    """Give the first sentences of every actor, each once, in order."""
    listed: dict[str, dict[tuple[str, str], None]] = {actor: {} for actor in ids}
    columns = (statements[name].tolist() for name in ("source", "target", "document", "text"))
    for source, target, document, text in zip(*columns, strict=True):
        for actor in (source, target):
            if actor is not None and len(listed[actor]) < LISTED_STATEMENTS:
                listed[actor][document or "", text] = None
    return [
        [{"text": text, "document": document} for document, text in items]
        for items in listed.values()
    ]


def _statement_table(source: _Source, result: _core.AlignmentResult) -> Table:
    columns = result.statements(source.corpus._core, source.segments)
    document = np.asarray(columns["document"])
    starts, ends = columns["sentence_start"].tolist(), columns["sentence_end"].tolist()
    ties = columns["tie"].tolist()
    texts: list[str] = []
    held = -1
    text = ""
    for row, place in enumerate(document.tolist()):
        if place < 0:
            texts.append(source.actors.ties[ties[row]].statement or "")
            continue
        if place != held:
            held, text = place, source.corpus.text(place)
        texts.append(" ".join(text[starts[row] : ends[row]].split()))
    return Table(
        {
            "source": Strings(columns["source"], source.actor_ids),
            "target": Strings(columns["target"], source.actor_ids),
            "target_faction": Strings(columns["target_faction"], source.faction_ids),
            "sign": columns["sign"],
            "kind": Strings(columns["kind"].astype(np.int32), _STATEMENT_KINDS),
            "document": Strings(document, source.corpus.ids),
            "sentence_start": columns["sentence_start"],
            "sentence_end": columns["sentence_end"],
            "cue_start": columns["cue_start"],
            "cue_end": columns["cue_end"],
            "voice": Strings(columns["voice"].astype(np.int32), _VOICES),
            "holder": Strings(columns["holder"], source.actor_ids),
            "text": texts,
        },
        name="statements",
    )


def make_attributions(corpus: Corpus, actors: Actors, voices: _core.Voices) -> Table:
    """Build the table of attributions: who says what, with offsets in code points.

    Parameters
    ----------
    corpus, actors
        What the study is about.
    voices
        Result of the voice stage.

    Returns
    -------
    Table
        Columns of the contract, then ``source`` (the words that name the source, looked up where the
        row itself has a pronoun or none), ``carried``, ``own_voice`` (a reporter's own words in
        quotation marks) and ``parent`` (the row whose content holds this one, -1 for none).
    """
    columns = voices.columns(corpus._core)
    kinds = _core.Voices
    return Table(
        {
            "document": Strings(columns["document"], corpus.ids),
            "source_start": columns["source_start"],
            "source_end": columns["source_end"],
            "source_actor": Strings(columns["source_actor"], [a.id for a in actors.actors]),
            "cue_start": columns["cue_start"],
            "cue_end": columns["cue_end"],
            "content_start": columns["content_start"],
            "content_end": columns["content_end"],
            "directness": Strings(columns["directness"].astype(np.int32), kinds.directness_names),
            "cue_class": Strings(columns["cue_class"].astype(np.int32), kinds.cue_class_names),
            "source": columns["source_text"],
            "carried": columns["carried"].astype(bool),
            "own_voice": columns["own_voice"].astype(bool),
            "parent": columns["parent"],
        },
        name="attributions",
    )
