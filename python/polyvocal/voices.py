"""Who is quoted how much: words and attributions by speaker, in each outlet or article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

import numpy as np
import numpy.typing as npt

from polyvocal.errors import InputError
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = ["KINDS", "make_voices"]

_Ints = npt.NDArray[np.int64]

KINDS = ("outlet", "actor", "named", "anonymous", "pronoun", "nobody")
_OUTLET, _ACTOR, _NAMED, _ANONYMOUS, _PRONOUN, _NOBODY = range(len(KINDS))
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "you",
        "who",
        "one",
        "this",
        "that",
        "these",
        "those",
        "him",
        "her",
        "them",
        "us",
    ]
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def make_voices(
    corpus: Corpus,
    actors: Actors,
    attributions: Table,
    tokens: dict[str, npt.NDArray[np.uint32]],
    *,
    by: Literal["outlet", "document"],
) -> Table:
    """Count the words and attributions of every speaker.

    Parameters
    ----------
    corpus : Corpus
        The articles; those without an outlet are left out when counted by outlet.
    actors : Actors
        Names the factions.
    attributions : Table
        `Study.attributions`.
    tokens : dict of arrays
        ``by_row`` and ``quoted``, shape (attributions,); ``by_outlet``, shape (documents,).
    by : {"outlet", "document"}
        What is a group.

    Returns
    -------
    Table
        By group, most words first.

    Raises
    ------
    InputError
        When `by` is neither.
    """
    if by not in ("outlet", "document"):
        message = f'by = {by!r}: give "outlet" or "document"'
        raise InputError(message)
    names = Strings.encode(
        name or None for name in (corpus.outlets if by == "outlet" else corpus.ids)
    )
    group_of = names.codes.astype(np.int64)
    rows = _Rows(attributions, group_of, tokens)
    own = _own_words(group_of, tokens["by_outlet"], len(names.values))
    return _table(by, names, actors, rows, own)


class _Rows:
    """Attributions that count: of a group, not a reporter's own words; by group and speaker."""

    def __init__(
        self, attributions: Table, group_of: _Ints, tokens: dict[str, npt.NDArray[np.uint32]]
    ) -> None:
        document = cast("Strings", attributions.column("document")).codes
        group = group_of[document]
        kept = (group >= 0) & ~attributions["own_voice"]
        speaker, kind, self.labels = _speakers(attributions)
        width = np.int64(len(self.labels) or 1)
        key = (group * len(KINDS) + kind) * width + speaker
        distinct, place = np.unique(key[kept], return_inverse=True)
        self.size = len(distinct)
        self.place = place.ravel()
        self.speaker = distinct % width
        self.kind = distinct // width % len(KINDS)
        self.group = distinct // width // len(KINDS)
        self.attributions = self.count(np.ones(int(kept.sum()), dtype=bool))
        pairs = np.unique(self.place * np.int64(len(group_of) or 1) + document[kept])
        self.documents = np.bincount(pairs // (len(group_of) or 1), minlength=self.size)
        self.tokens = self.sum(tokens["by_row"][kept])
        self.quoted = self.sum(tokens["quoted"][kept])
        self.phrases = self.count(attributions["phrase"][kept])
        self.classes: dict[str, _Ints] = {}
        for name in ("directness", "cue_class"):
            column = cast("Strings", attributions.column(name))
            for code, value in enumerate(column.values):
                self.classes[value] = self.count(column.codes[kept] == code)

    def count(self, chosen: npt.NDArray[np.bool_]) -> _Ints:
        return np.bincount(self.place[chosen], minlength=self.size).astype(np.int64)

    def sum(self, values: npt.NDArray[np.uint32]) -> _Ints:
        # Exact: a corpus has far fewer than 2**53 words.
        return np.bincount(self.place, values, minlength=self.size).astype(np.int64)


def _speakers(attributions: Table) -> tuple[_Ints, _Ints, list[str]]:
    """Code and kind of the speaker of each row, and the labels behind the codes.

    An actor is known by its id; other sources by their words without article and case, pronouns
    that stand for nobody known not at all.
    """
    actor = cast("Strings", attributions.column("source_actor"))
    source = cast("Strings", attributions.column("source"))
    ids = list(actor.values)
    plain = Strings.encode(_plain(words) for words in source.values)
    first: list[int] = np.unique(plain.codes, return_index=True)[1].tolist()
    labels = ids + [" ".join(source.values[i].split()) for i in first] + [""]
    words = plain.codes[source.codes] if len(source) else np.empty(0, np.int32)
    is_actor = actor.codes >= 0
    unnamed = np.array([not value.strip() for value in source.values], dtype=bool)
    empty = (source.codes < 0) | (unnamed[source.codes] if len(unnamed) else source.codes < 0)
    pronoun = plain.isin(_PRONOUNS)[source.codes] if len(plain) else empty
    speaker = np.where(is_actor, actor.codes, words + len(ids))
    speaker = np.where((empty | pronoun) & ~is_actor, len(labels) - 1, speaker).astype(np.int64)
    kind = np.where(attributions["named"], _NAMED, _ANONYMOUS)
    kind = np.where(pronoun, _PRONOUN, kind)
    kind = np.where(empty, _NOBODY, kind)
    return speaker, np.where(is_actor, _ACTOR, kind).astype(np.int64), labels


def _plain(words: str) -> str:
    return _ARTICLE.sub("", " ".join(words.split())).casefold()


def _own_words(
    group_of: _Ints, by_outlet: npt.NDArray[np.uint32], groups: int
) -> tuple[_Ints, _Ints]:
    """Words of the outlet itself, and its articles, for each group."""
    kept = group_of >= 0
    tokens = np.bincount(group_of[kept], by_outlet[kept], minlength=groups).astype(np.int64)
    return tokens, np.bincount(group_of[kept], minlength=groups).astype(np.int64)


def _table(by: str, names: Strings, actors: Actors, rows: _Rows, own: tuple[_Ints, _Ints]) -> Table:
    """One row a group and speaker, the outlet's own words among them."""
    groups = len(names.values)
    none = np.zeros(groups, dtype=np.int64)

    def column(of_rows: _Ints, of_outlet: _Ints = none) -> _Ints:
        return np.concatenate([of_outlet, of_rows])

    group = column(rows.group, np.arange(groups))
    kind = column(rows.kind, none + _OUTLET)
    tokens = column(rows.tokens, own[0])
    total = np.bincount(group, tokens, minlength=groups)[group]
    labels = Strings.encode(rows.labels)
    speaker = column(labels.codes[rows.speaker].astype(np.int64), none - 1)
    speaker = np.where(np.isin(kind, (_OUTLET, _PRONOUN, _NOBODY)), -1, speaker)
    side = {actor.id: actors.faction_of(actor.id) for actor in actors.actors}
    faction = Strings.encode(
        side.get(labels.values[s]) if k == _ACTOR else None
        for s, k in zip(speaker, kind, strict=True)
    )
    with np.errstate(invalid="ignore"):
        share = np.where(total > 0, tokens / total, np.nan)
    order = np.lexsort(
        (
            Strings(speaker, labels.values).ranks(),
            kind,
            -tokens,
            Strings(group, names.values).ranks(),
        )
    )
    result: dict[str, object] = {
        "by": Strings(np.zeros(len(group), dtype=np.int64), [by]),
        "group": Strings(group, names.values),
        "kind": Strings(kind, KINDS),
        "speaker": Strings(speaker, labels.values),
        "faction": faction,
        "tokens": tokens,
        "share": share,
        "quoted_tokens": column(rows.quoted),
        "attributions": column(rows.attributions),
        "documents": column(rows.documents, own[1]),
        "phrases": column(rows.phrases),
    }
    for name, counts in rows.classes.items():
        result[name] = column(counts)
    return Table(result, name="voices").take(order)
