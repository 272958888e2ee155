"""Human decisions of the actors file: what each is, how it is replayed, and what it changed.

Merging and renaming change the list of actors before anything is looked for; assigning, splitting
and blocking are handed to the core, which applies them place by place.
"""

from __future__ import annotations

import fnmatch
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import nearest
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from polyvocal.actors import Actor, Actors, Alias, Correction, Tie
    from polyvocal.actors._schema import CasePolicy
    from polyvocal.corpus import Corpus
    from polyvocal.languages import LanguageTable

__all__ = ["Plan", "make_corrections", "make_plan", "stale_message"]

_SHOWN = 5  # stale corrections that a warning names


class CorrectionError(ValueError):
    """A correction that contradicts itself or others: its number, its key, and why."""

    def __init__(self, number: int, key: str, reason: str) -> None:
        super().__init__(reason)
        self.number = number
        self.key = key


@dataclass(frozen=True)
class Plan:
    """The actors file with its merges and renamings carried out.

    Attributes
    ----------
    actors, ties : tuple
        As the run sees them.
    stays : dict
        The id that each id of the file now stands for.
    in_core : tuple of int
        Corrections that the core applies, by their place in the file.
    gone : dict
        Corrections that speak of an actor who is not in the file, and why they do nothing.
    """

    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...]
    stays: Mapping[str, str]
    in_core: tuple[int, ...]
    gone: Mapping[int, str]


def check_form(correction: Correction) -> tuple[str | None, str] | None:
    """Return the key at fault and what is wrong, when the keys do not fit together."""
    c = correction
    given = [
        key
        for key, value in (("surface", c.surface), ("document", c.document), ("outlet", c.outlet))
        if value
    ]
    if c.merge is not None or c.rename is not None:
        key = "merge" if c.merge is not None else "rename"
        wrong = [*given, *(["from"] if c.from_ else []), *(["block"] if c.block else [])]
        if c.merge is not None and c.rename is not None:
            wrong.append("rename")
        if wrong:
            return wrong[0], f"{wrong[0]} does not go with {key}, which holds everywhere"
        return None if c.actor else (None, f'{key} needs actor = "..."')
    if c.surface is None:
        return None, 'lacks the key \'surface\'; or give merge = "..." or rename = "..."'
    if (c.actor is None) != c.block:
        return None, 'give either actor = "..." or block = true'
    if c.from_ is not None and c.block:
        return "from", "from does not go with block"
    if c.from_ is not None and c.from_ == c.actor:
        return "from", f"from and actor are both {c.actor!r}"
    return None


# -- carrying out --------------------------------------------------------------------------------


def make_plan(
    actors: Sequence[Actor], ties: Sequence[Tie], corrections: Sequence[Correction]
) -> Plan:
    """Carry out merges and renamings, in the order of the file.

    Raises
    ------
    CorrectionError
        When merges run in a circle.
    """
    known = {actor.id: actor for actor in actors}
    into: dict[str, str] = {}
    gone: dict[int, str] = {}

    def final(name: str) -> str:
        while name in into:
            name = into[name]
        return name

    def change(name: str, values: dict[str, Any]) -> None:
        known[name] = replace(known[name], **values)

    for i, c in enumerate(corrections):
        missing = [name for name in (c.actor, c.from_) if name is not None and name not in known]
        if missing:
            close = nearest(missing[0], known)
            hint = f"; did you mean {close!r}?" if close else ""
            gone[i] = f"the actor {missing[0]!r} is not in the file{hint}"
        elif c.merge is not None and c.actor is not None:
            target = final(c.actor)
            if c.merge not in known:
                change(target, {"aliases": (*known[target].aliases, _alias(c.merge))})
            elif final(c.merge) == target:
                reason = f"{c.merge!r} and {c.actor!r} are one actor already"
                raise CorrectionError(i, "merge", reason)
            else:
                absorbed = final(c.merge)
                change(target, _together(known[target], known[absorbed]))
                into[absorbed] = target
        elif c.rename is not None and c.actor is not None:
            target = final(c.actor)
            old = known[target]
            aliases = (*old.aliases, _alias(old.name, old.case))
            change(target, {"name": c.rename, "aliases": aliases})
    stays = {name: final(name) for name in known}
    return Plan(
        actors=tuple(known[actor.id] for actor in actors if actor.id not in into),
        ties=tuple(_moved(ties, stays)),
        stays=stays,
        in_core=tuple(
            i for i, c in enumerate(corrections) if c.surface is not None and i not in gone
        ),
        gone=gone,
    )


def _alias(name: str, case: CasePolicy = "smart") -> Alias:
    from polyvocal.actors import Alias

    return Alias(name=name, case=case)


def _together(target: Actor, other: Actor) -> dict[str, Any]:
    """Give an actor the names of another; its own type, name and faction stay."""
    values: dict[str, Any] = {
        "aliases": (*target.aliases, _alias(other.name, other.case), *other.aliases),
        "acronyms": (*target.acronyms, *other.acronyms),
        "titles": (*target.titles, *other.titles),
        "descriptions": (*target.descriptions, *other.descriptions),
        "faction": target.faction or other.faction,
    }
    for key in ("demonyms", "capitals"):
        lists = [getattr(target, key), getattr(other, key)]
        if any(names is not None for names in lists):
            values[key] = tuple(name for names in lists for name in names or ())
    return values


def _moved(ties: Iterable[Tie], stays: Mapping[str, str]) -> Iterable[Tie]:
    """Let ties follow merged actors; a tie of an actor with itself goes."""
    for tie in ties:
        source, target = stays[tie.source], stays.get(tie.target, tie.target)
        if source != target:
            yield replace(tie, source=source, target=target)


def core_rows(actors: Actors) -> list[tuple[str, str, str, int, int]]:
    """Corrections as the core takes them."""
    index = {actor.id: i for i, actor in enumerate(actors.actors)}
    stays = actors.plan.stays

    def place(name: str | None) -> int:
        return -1 if name is None else index[stays[name]]

    return [
        (c.surface or "", c.document, c.outlet, place(c.actor), place(c.from_))
        for c in (actors.corrections[i] for i in actors.plan.in_core)
    ]


# -- what they did -------------------------------------------------------------------------------


def make_corrections(
    corpus: Corpus,
    actors: Actors,
    columns: Mapping[str, Any],
    effects: Sequence[tuple[int, int]],
    uncorrected: Mapping[str, Any] | None,
) -> Table:
    """Build the table of corrections, in the order of the file.

    Parameters
    ----------
    corpus, actors
        What the study is about.
    columns
        The mentions, as the core gives them.
    effects
        Of each correction that the core applied: places matched, places changed.
    uncorrected
        The mentions of a run without corrections; needed when actors are merged.

    Returns
    -------
    Table
    """
    counts = {
        **dict(zip(actors.plan.in_core, effects, strict=True)),
        **_merged_counts(actors, columns, uncorrected),
    }
    reasons = [
        _stale_reason(corpus, actors, i, counts.get(i)) for i in range(len(actors.corrections))
    ]
    rows = [
        {
            "number": i + 1,
            "action": action_of(c),
            "surface": c.surface or c.merge or c.rename,
            "actor": c.actor,
            "from": c.from_,
            "document": c.document or None,
            "outlet": c.outlet or None,
            "mentions": counts.get(i, (0, 0))[0],
            "changed": counts.get(i, (0, 0))[1],
            "status": "stale" if reason else "applied" if counts[i][1] else "no change",
            "reason": reason,
        }
        for i, (c, reason) in enumerate(zip(actors.corrections, reasons, strict=True))
    ]
    texts = ("action", "surface", "actor", "from", "document", "outlet", "status", "reason")
    numbers = ("number", "mentions", "changed")
    order = ("number", *texts[:6], "mentions", "changed", *texts[6:])
    made: dict[str, Any] = {key: Strings.encode(row[key] for row in rows) for key in texts}
    made |= {key: _integers(row[key] for row in rows) for key in numbers}
    return Table({key: made[key] for key in order}, name="corrections")


def _integers(values: Iterable[Any]) -> npt.NDArray[np.int64]:
    return np.array(list(values), dtype=np.int64)


def action_of(correction: Correction) -> str:
    """Say in one word what a correction does."""
    if correction.merge is not None:
        return "merge"
    if correction.rename is not None:
        return "rename"
    if correction.block:
        return "block"
    return "assign" if correction.from_ is None else "split"


def _merged_counts(
    actors: Actors, columns: Mapping[str, Any], uncorrected: Mapping[str, Any] | None
) -> dict[int, tuple[int, int]]:
    wanted = [
        (i, c)
        for i, c in enumerate(actors.corrections)
        if i not in actors.plan.gone and (c.merge is not None or c.rename is not None)
    ]
    if not wanted:
        return {}
    ids = [actor.id for actor in actors.actors]
    now = Counter(ids[code] for code in columns["actor"].tolist())
    before, spelt = _before(actors, columns, uncorrected)
    counts: dict[int, tuple[int, int]] = {}
    for i, c in wanted:
        if c.rename is not None:
            n = now[actors.plan.stays[str(c.actor)]]
            counts[i] = (n, n)
        elif c.merge in actors.plan.stays:
            n = before[str(c.merge)]
            counts[i] = (n, n)
        else:
            key = (actors.plan.stays[str(c.actor)], _spelling(str(c.merge)))
            counts[i] = spelt.get(key, (0, 0))
    return counts


def _spelling(surface: str) -> str:
    return " ".join(surface.split()).casefold()


def _before(
    actors: Actors, columns: Mapping[str, Any], uncorrected: Mapping[str, Any] | None
) -> tuple[Counter[str], dict[tuple[str, str], tuple[int, int]]]:
    """Mentions of each actor without corrections; and, by actor and spelling, now and changed."""
    if uncorrected is None:
        return Counter(), {}
    stays = actors.plan.stays
    old_ids = list(stays)
    old = [old_ids[code] for code in uncorrected["actor"].tolist()]
    places = [uncorrected[key].tolist() for key in ("document", "start", "end")]
    was = dict(zip(zip(*places, strict=True), old, strict=True))
    ids = [actor.id for actor in actors.actors]
    spelt: dict[tuple[str, str], tuple[int, int]] = {}
    rows = zip(
        *(columns[key].tolist() for key in ("document", "start", "end", "actor")),
        list(columns["surface"]),
        strict=True,
    )
    for document, start, end, code, surface in rows:
        key = ids[code], _spelling(surface)
        count, changed = spelt.get(key, (0, 0))
        same = stays.get(was.get((document, start, end), ""), "") == key[0]
        spelt[key] = count + 1, changed + (not same)
    return Counter(old), spelt


def _stale_reason(
    corpus: Corpus, actors: Actors, number: int, counts: tuple[int, int] | None
) -> str | None:
    if number in actors.plan.gone:
        return actors.plan.gone[number]
    c = actors.corrections[number]
    if counts is None or counts[0] > 0 or c.merge in actors.plan.stays:
        return None
    if c.rename is not None:
        return None
    for key, pattern, names in (
        ("document", c.document, corpus.ids),
        ("outlet", c.outlet, corpus.outlets),
    ):
        if pattern and not any(name and fnmatch.fnmatchcase(name, pattern) for name in set(names)):
            return f"no article has {key} = {pattern!r}"
    words = repr(c.surface or c.merge)
    if c.from_ is not None:
        return f"no mention of {c.from_} reads {words} in the articles it is for"
    where = " that it is for" if c.document or c.outlet else ""
    return f"{words} stands by itself in no article{where}"


def stale_message(table: Table) -> str | None:
    """Say which corrections no longer apply; None when all do."""
    rows = [row for row in table if row["status"] == "stale"]
    if not rows:
        return None
    shown = [f"correction {row['number']} ({row['surface']!r}): {row['reason']}" for row in rows]
    more = [f"and {len(rows) - _SHOWN} more"] if len(rows) > _SHOWN else []
    head = "these corrections of the actors file no longer apply (Study.corrections has all):"
    return "\n  ".join([head, *shown[:_SHOWN], *more])


def uncorrected_mentions(
    corpus: Corpus,
    segments: _core.Segments,
    actors: Actors,
    *,
    tables: Sequence[LanguageTable],
    short_names: str,
    threads: int,
) -> Mapping[str, Any] | None:
    """Mentions as they would be without corrections; None when no merge asks for them."""
    if not any(c.merge is not None for c in actors.corrections):
        return None
    found = _core.find_mentions(
        corpus._core,
        segments,
        actors.without_corrections().to_core(tables),
        candidates=False,
        short_names=short_names,
        threads=threads,
    )
    return found.columns(corpus._core, segments)
