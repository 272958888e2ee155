"""Mentions and candidates as tables: the actor stage's columns with their labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.table import Lists, Strings, Table

if TYPE_CHECKING:
    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = ["make_candidate_mentions", "make_candidates", "make_mentions"]


def make_mentions(
    corpus: Corpus,
    actors: Actors,
    segments: _core.Segments,
    found: _core.MentionResult,
    voices: _core.Voices,
    *,
    threads: int = 0,
    annotators: Sequence[str] = (),
) -> Table:
    """Build the table of mentions, ordered by document and position.

    Parameters
    ----------
    corpus, actors
        What the study is about.
    segments, found, voices
        Results of the text, actor and voice stages.
    threads
        Threads to use, all CPUs of the process when 0.
    annotators
        What to write in the column ``method`` for each annotator.

    Returns
    -------
    Table
        Columns of the contract, then ``metonym``, ``nested``, ``ambiguous`` and ``runner_up``.
        ``sentence`` and ``paragraph`` count from 0 within the document; ``speaker`` is the actor
        who speaks, or the words of the source when it is no listed actor.
    """
    columns = found.columns(corpus._core, segments, threads=threads)
    actor_ids = [actor.id for actor in actors.actors]
    faction_ids = [faction.id for faction in actors.factions]
    voice = voices.mention_columns(corpus._core)
    return Table(
        {
            "document": Strings(columns["document"], corpus.ids),
            "start": columns["start"],
            "end": columns["end"],
            "surface": columns["surface"],
            "actor": Strings(columns["actor"], actor_ids),
            "faction": Strings(columns["faction"], faction_ids),
            "kind": Strings(columns["kind"], _core.MentionResult.kind_names),
            "method": _methods(columns, annotators),
            "confidence": columns["confidence"],
            "sentence": columns["sentence"],
            "paragraph": columns["paragraph"],
            "region": Strings(columns["region"], _core.Segments.region_names),
            "voice": Strings(voice["voice"], _core.Voices.voice_names),
            "speaker": _speakers(voice, actor_ids),
            "metonym": columns["metonym"],
            "nested": columns["nested"],
            "ambiguous": columns["ambiguous"],
            "runner_up": Strings(columns["runner_up"], actor_ids),
        },
        name="mentions",
    )


def _methods(columns: dict[str, Any], annotators: Sequence[str]) -> Strings:
    names = _core.MentionResult.method_names
    plain = names.index("annotator")
    codes = np.asarray(columns["method"]).astype(np.int32)
    codes = np.where(codes == plain, len(names) + np.asarray(columns["annotator"]), codes)
    return Strings(codes, [*names, *annotators])


def _speakers(voice: dict[str, Any], actor_ids: list[str]) -> Strings:
    """Actor ids where the speaker is one, else the words that name the source, else missing."""
    actor, source = np.asarray(voice["speaker"]), np.asarray(voice["source"])
    codes = np.where(actor >= 0, actor, np.where(source >= 0, source + len(actor_ids), -1))
    return Strings(codes, [*actor_ids, *voice["source_names"]])


def make_candidates(corpus: Corpus, actors: Actors, found: _core.MentionResult) -> Table:
    """Build the table of unknown names and uncertain spellings, those that matter most first.

    ``affects`` counts the mentions that listing the name would bring: its own, and those of its
    last word alone ("Haftar" of "Khalifa Haftar"), for the most frequent of the names that share it.
    """
    columns = found.candidates(corpus._core)
    affects = _affected(columns)
    table = Table(
        {
            "name": Strings.encode(columns["name"]),
            "type": Strings.encode(columns["type"]),
            "variants": Lists.encode(columns["variants"]),
            "count": columns["count"],
            "documents": columns["documents"],
            "outlets": columns["outlets"],
            "affects": affects,
            "nearest_actor": Strings(
                columns["nearest_actor"], [actor.id for actor in actors.actors]
            ),
            "similarity": columns["similarity"],
            "reason": Strings.encode(columns["reason"]),
            "example": Strings.encode(columns["example"]),
            "example_document": Strings(columns["example_document"], corpus.ids),
        },
        name="candidates",
    )
    return table.take(np.argsort(-affects, kind="stable"))


def _affected(columns: dict[str, Any]) -> npt.NDArray[np.int64]:
    names, types, counts = columns["name"], columns["type"], columns["count"]
    alone = {name: row for row, name in enumerate(names) if " " not in name}
    affects = np.array(counts, dtype=np.int64)
    taken: set[str] = set()
    for row, (name, kind) in enumerate(zip(names, types, strict=True)):  # most frequent first
        last = name.rpartition(" ")[2]
        if kind == "person" and last != name and last in alone and last not in taken:
            taken.add(last)
            affects[row] += counts[alone[last]]
    return affects


def make_candidate_mentions(corpus: Corpus, found: _core.MentionResult) -> Table:
    """Build the table of every place of an unknown name, ordered by document and position.

    Parameters
    ----------
    corpus
        The articles.
    found
        Result of the actor stage.

    Returns
    -------
    Table
        Columns ``document``, ``start``, ``end``, ``surface``, ``name``, ``type`` and ``candidate``:
        whether the name is a row of the table of candidates.
    """
    columns = found.candidate_mentions(corpus._core)
    return Table(
        {
            "document": Strings(columns["document"], corpus.ids),
            "start": columns["start"],
            "end": columns["end"],
            "surface": columns["surface"],
            "name": columns["name"],
            "type": Strings(columns["type"], _core.MentionResult.type_names),
            "candidate": np.asarray(columns["candidate"]) >= 0,
        },
        name="candidate_mentions",
    )
