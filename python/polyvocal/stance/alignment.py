"""The sides of actors: which faction each goes with, and the statements behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import unknown_name
from polyvocal.stance._choices import ALIGNMENT_METHODS, VOICES, Progress
from polyvocal.stance._frozen import Frozen
from polyvocal.stance._source import Inputs, Source, find_source
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    import pandas as pd


__all__ = ["LISTED_STATEMENTS", "Alignment", "make_alignment"]

LISTED_STATEMENTS = 50  # per actor in the table: a cell is for reading
_VERDICTS = ("declared", "aligned", "unaligned")
_STATEMENT_KINDS = ("tie", "relation", "evaluation", "affiliation")


class Alignment(Frozen):
    """Which faction each actor goes with, with a probability and the statements behind it.

    Made by ``study.alignment()``. Declared members are fixed; declared ties, what the articles state
    ("A supports B", "A attacked B", what A says of B) and to whom they say actors belong ("A (R-Ohio)",
    "A, a spokesman for B") are the signed edges of a network, and the sides of the others follow.

    Attributes
    ----------
    table : Table
        One row per actor: ``faction`` (missing when ``unaligned``), ``probability`` (of the likeliest
        faction, the mean over resampled corpora), ``verdict`` (``declared``, ``aligned``,
        ``unaligned``: a probability below .8), ``statements`` (a JSON list of the first 50 sentences:
        see `statements` for all), ``count`` of all statements and ``value``, in [-1, 1]: the
        probability of the faction less the mean of the others (with one faction: of no faction).
    violated : float
        Share of the network's weight on edges whose ends disagree with their sign: 0 when the sides
        explain all statements.

    Notes
    -----
    ``method="belief"``: an actor's side is a faction or none. A statement is right as often as those
    of its kind were between actors of known sides; belief propagation (Pearl 1988) passes on what each
    says of its two ends. Who has no faction is opposed as readily as the other side, so opposition
    alone never aligns: some support or affiliation must stand behind a side.
    ``method="harmonic"`` solves ``(D + I - W) f_U = W f_F``, where ``W`` is the sign of the sum of a
    pair's signs times its ``log1p``; the probability is then the share of resampled corpora with the
    same answer.

    Examples
    --------
    >>> import polyvocal as pv
    >>> corpus = pv.read_corpus(
    ...     [
    ...         {"id": "a", "text": "Kim Roe left. Freedonia attacked Lee."},
    ...         {"id": "b", "text": "Kim Roe, a spokesman for Lee, spoke."},
    ...     ]
    ... )
    >>> actors = pv.read_actors(
    ...     {
    ...         "faction": [{"id": "red", "name": "Red"}],
    ...         "actor": [
    ...             {"id": "lee", "name": "Lee", "type": "person", "faction": "red"},
    ...             {"id": "roe", "name": "Kim Roe", "type": "person"},
    ...             {"id": "freedonia", "name": "Freedonia", "type": "group"},
    ...         ],
    ...     }
    ... )
    >>> alignment = pv.Study(corpus, actors, progress=False).alignment()
    >>> [(row["actor"], row["verdict"], row["faction"]) for row in alignment.table]
    [('lee', 'declared', 'red'), ('roe', 'aligned', 'red'), ('freedonia', 'unaligned', None)]
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
            ``kind`` is ``tie`` (declared), ``relation`` ("A supports B"), ``evaluation`` (A, quoted or
            reported, speaks well or ill of B) or ``affiliation`` ("A, a spokesman for B"; without a
            document when the names alone tell it). ``voice`` and ``holder`` tell who states it.
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
        counts = ", ".join(f"{verdicts.count(v)} {v}" for v in _VERDICTS)
        return f"Alignment of {len(self.table):,} actors: {counts}"


def _restore_alignment(
    table: Table,
    statements: Table,
    values: npt.NDArray[np.float64],
    violated: float,
    factions: Sequence[str],
) -> Alignment:
    return Alignment(table, statements, values, violated=violated, factions=factions)


def make_alignment(
    inputs: Inputs,
    *,
    method: str = "belief",
    seed: int = 0,
    progress: Progress = None,
) -> Alignment:
    """Place the actors among the factions. Parameters as in `make_stance`."""
    if method not in ALIGNMENT_METHODS:
        raise unknown_name("method", method, ALIGNMENT_METHODS)  # noqa: EM101  (a kind, not a message)
    source = find_source(inputs, progress=progress)
    affiliations = _core.find_affiliations(
        inputs.corpus._core,
        inputs.segments,
        inputs.mentions,
        inputs.knowledge,
        threads=inputs.threads,
        progress=progress,
    )
    result = _core.align_actors(
        inputs.corpus._core,
        inputs.knowledge,
        source.evidence,
        affiliations,
        method=method,
        seed=seed,
        threads=inputs.threads,
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
            "verdict": Strings(columns["verdict"].astype(np.int32), _VERDICTS),
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


def _statement_table(source: Source, result: _core.AlignmentResult) -> Table:
    columns = result.statements(source.corpus._core, source.segments)
    document = np.asarray(columns["document"])
    starts, ends = columns["sentence_start"].tolist(), columns["sentence_end"].tolist()
    ties = columns["tie"].tolist()
    texts: list[str] = []
    held = -1
    text = ""
    for row, place in enumerate(document.tolist()):
        if place < 0:  # a declared tie, or an affiliation by name
            tie = ties[row]
            texts.append((source.actors.ties[tie].statement or "") if tie >= 0 else "")
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
            "voice": Strings(columns["voice"].astype(np.int32), VOICES),
            "holder": Strings(columns["holder"], source.actor_ids),
            "text": texts,
        },
        name="statements",
    )
