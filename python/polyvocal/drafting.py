"""A first actors file from a corpus: the names found, clustered by spelling, ready to edit.

The names of a run without actors are grouped; the group heads are then followed as actors in a
second run, whose evidence (definitions of acronyms, short forms, near spellings) says what each
spelling is. Nothing is decided by likeness alone: such spellings are written as comments.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from polyvocal import _toml
from polyvocal._name_groups import Found, Group, group_names
from polyvocal.actors import read_actors
from polyvocal.errors import InputError

if TYPE_CHECKING:
    from polyvocal._progress import ProgressCallback
    from polyvocal.corpus import Corpus
    from polyvocal.study import Study
    from polyvocal.table import Table

__all__ = ["draft_actors"]

_SMALL_CORPUS = 50  # articles: below, a name of one article counts
_SURE = 0.955  # confidence of a spelling that is listed as an alias: it needs no article
_NEAR = 0.85  # likeness of a spelling that was not merged and is shown
_PLACES_SHOWN = 40
_OUTLETS_SHOWN = 3
_SHORT_SHOWN = 3
_WIDTH = 100

_HEAD = """\
# A first actors file, from the names found in {articles} articles{outlets}.
# The most widely named come first. Delete who is not to be followed, correct names and types,
# take the "#" from other spellings that are right, and give each side a [[faction]].
# Surnames, demonyms, capitals and misspellings are found without being listed.

[study]
title = ""

# Factions: the sides of the conflict. Take the "#" off, one block a side:
#
# [[faction]]
# id = "north"                 # letters, digits, "_", "-" and "."
# name = "Government of the North"
#
# and write in each actor of that side:
#
# faction = "north"
"""


@dataclass
class _Entry:
    """What is written of one actor."""

    group: Group
    mentions: int = 0
    documents: int = 0
    outlets: Counter[str] = field(default_factory=Counter)  # articles of each
    short: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, str] = field(default_factory=dict)  # and what speaks for each
    acronyms: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)


def draft_actors(
    corpus: Corpus,
    *,
    min_documents: int | None = None,
    max_names: int = 200,
    threads: int | None = None,
    progress: bool | ProgressCallback = False,
) -> str:
    """Write a first actors file from the names of a corpus, ready to edit.

    Persons, organisations, armed bodies and states that the articles name, the most widely named
    first. Spellings that are sure stand among the aliases; uncertain ones are comments with the
    reason. Places are a comment at the end.

    Parameters
    ----------
    corpus : Corpus
        The articles.
    min_documents : int, optional
        Leave out names of fewer articles; 2 when not given, 1 for fewer than 50 articles.
    max_names : int, default 200
        At most so many actors.
    threads, progress
        As in `Study`.

    Returns
    -------
    str
        The file's text; `read_actors` takes it once it is written.

    Examples
    --------
    >>> import polyvocal as pv
    >>> text = "Ann Lee said that the Northern Transport Union (NTU) had won. Lee joined the NTU."
    >>> draft = draft_actors(pv.read_corpus([{"id": "a", "outlet": "Daily", "text": text}]))
    >>> print(draft[draft.index("[[actor]]") :], end="")
    [[actor]]
    id = "northern_transport_union"
    name = "Northern Transport Union"
    type = "organisation"
    acronyms = ["NTU"]
    # NTU: defined in the text, 2 mentions
    # 1 article; Daily 1; 3 mentions
    <BLANKLINE>
    [[actor]]
    id = "ann_lee"
    name = "Ann Lee"
    type = "person"
    # 1 article; Daily 1; 2 mentions, as Lee 1
    """
    from polyvocal.study import Study

    if min_documents is not None and min_documents < 1:
        message = f"min_documents is {min_documents}; give a number of at least 1"
        raise InputError(message)
    if max_names < 1:
        message = f"max_names is {max_names}; give a number of at least 1"
        raise InputError(message)
    if min_documents is None:
        min_documents = 1 if len(corpus) < _SMALL_CORPUS else 2
    first = Study(corpus, read_actors({}), threads=threads, progress=progress)
    names = _found(first.candidates)
    kept = [name for name in names if name.documents >= min_documents]
    groups = group_names(kept, names, own=[*corpus.outlets, *corpus.agencies])
    entries, left_out = _entries(corpus, groups, min_documents, max_names, threads, progress)
    places = [name for name in kept if name.type == "place" and not _written(name, groups)]
    return "".join(
        [
            _HEAD.format(articles=f"{len(corpus):,}", outlets=_of_outlets(corpus)),
            *_actor_blocks(entries),
            *_tail(places, left_out),
        ]
    )


def _of_outlets(corpus: Corpus) -> str:
    outlets = len(set(filter(None, corpus.outlets)))
    return f" of {outlets} outlets" if outlets > 1 else ""


def _found(candidates: Table) -> list[Found]:
    columns = ("name", "type", "count", "documents", "variants")
    lists = [candidates[column].tolist() for column in columns]
    return [Found(*row) for row in zip(*lists, strict=True)]


def _written(name: Found, groups: Iterable[Group]) -> bool:
    return any(name.name == group.name or name.name in group.same for group in groups)


# -- the second run ------------------------------------------------------------------------------


def _entries(
    corpus: Corpus,
    groups: Sequence[Group],
    min_documents: int,
    max_names: int,
    threads: int | None,
    progress: bool | ProgressCallback,
) -> tuple[list[_Entry], int]:
    """Follow the groups as actors; return the most widely named, and how many more there are."""
    from polyvocal.study import Study

    ids = _ids(groups)
    rows = [
        {"id": i, "name": g.name, "type": g.type, "aliases": list(g.same)}
        for i, g in zip(ids, groups, strict=True)
    ]
    study = Study(corpus, read_actors({"actor": rows}), threads=threads, progress=progress)
    entries = {i: _Entry(group) for i, group in zip(ids, groups, strict=True)}
    _count(study, entries)
    _add_spellings(study, entries)
    _add_doubts(study, entries)
    defined = {acronym for entry in entries.values() for acronym in entry.acronyms}
    named = [
        entry
        for entry in entries.values()
        if entry.documents >= min_documents and entry.group.name not in defined
    ]
    named.sort(key=lambda e: (-e.documents, -len(e.outlets), -e.mentions, e.group.name))
    return named[:max_names], max(0, len(named) - max_names)


def _ids(groups: Iterable[Group]) -> list[str]:
    used: set[str] = set()
    ids = []
    for group in groups:
        stem = "_".join("".join(c if c.isalnum() else " " for c in group.name.casefold()).split())
        number = 1
        name = stem or "actor"
        while name in used:
            number += 1
            name = f"{stem}_{number}"
        used.add(name)
        ids.append(name)
    return ids


def _count(study: Study, entries: dict[str, _Entry]) -> None:
    outlets = dict(zip(study.corpus.ids, study.corpus.outlets, strict=True))
    rows = study.mentions.filter(metonym=False, nested=False)
    pairs = sorted(set(zip(rows["actor"], rows["document"], strict=True)))
    for actor, document in pairs:
        entries[actor].documents += 1
        if outlets[document]:
            entries[actor].outlets[outlets[document]] += 1
    for actor, kind, surface in zip(rows["actor"], rows["kind"], rows["surface"], strict=True):
        entries[actor].mentions += 1
        if kind == "short":
            entries[actor].short[_one_line(surface)] += 1


def _one_line(surface: str) -> str:
    return " ".join(surface.split())


def _add_spellings(study: Study, entries: dict[str, _Entry]) -> None:
    """Acronyms defined in the text are sure; so are near spellings of high confidence."""
    rows = study.mentions.filter(kind=["acronym", "variant"], nested=False)
    found: dict[tuple[str, str, str], list[tuple[str, float]]] = defaultdict(list)
    columns = ("actor", "kind", "surface", "method", "confidence")
    for actor, kind, surface, method, confidence in zip(*(rows[c] for c in columns), strict=True):
        found[actor, kind, _one_line(surface)].append((method, float(confidence)))
    for (actor, kind, surface), places in sorted(found.items()):
        entry = entries[actor]
        if surface == entry.group.name or surface in entry.group.same:
            continue
        count = f"{len(places)} mention{'s' if len(places) > 1 else ''}"
        if kind == "acronym":
            if any(method == "definition" for method, _ in places):
                entry.acronyms[surface] = f"defined in the text, {count}"
            continue
        mean = float(np.mean([confidence for _, confidence in places]))
        if mean >= _SURE:
            entry.aliases[surface] = f"spelt nearly alike, {count}"
        else:
            entry.doubts[surface] = f"taken for it with confidence {mean:.2f}, {count}"


def _add_doubts(study: Study, entries: dict[str, _Entry]) -> None:
    """Spellings that the run would not merge, and those set aside by likeness."""
    rows = study.candidates
    nearest: dict[str, tuple[str, str, int]] = {}
    columns = ("name", "nearest_actor", "reason", "documents", "similarity")
    for name, actor, reason, documents, similarity in zip(*(rows[c] for c in columns), strict=True):
        if actor is not None and similarity >= _NEAR:
            nearest[name] = (actor, reason, int(documents))
    for entry in entries.values():
        for surface, reason in entry.group.doubts.items():
            if surface not in entry.acronyms and surface not in entry.aliases:
                entry.doubts.setdefault(surface, reason)
    for name, (actor, reason, documents) in sorted(nearest.items()):
        articles = f"{documents} article{'s' if documents > 1 else ''}"
        entries[actor].doubts.setdefault(name, f"{reason}; {articles}")


# -- the text ------------------------------------------------------------------------------------


def _actor_blocks(entries: Sequence[_Entry]) -> Iterator[str]:
    for entry, actor_id in zip(entries, _ids(e.group for e in entries), strict=True):
        lines = ["", "[[actor]]"]
        values: dict[str, Any] = {
            "id": actor_id,
            "name": entry.group.name,
            "type": entry.group.type,
            "aliases": [*entry.group.same, *entry.aliases],
            "acronyms": list(entry.acronyms),
        }
        lines += [f"{key} = {_toml.literal(value)}" for key, value in values.items() if value]
        for surface, why in [*entry.aliases.items(), *entry.acronyms.items()]:
            lines.append(_comment(f"{surface}: {why}"))
        lines.append(_comment(_summary(entry)))
        if entry.doubts:
            lines.append("# not sure; to take one, add it to the aliases:")
            lines += [
                _comment(f"  {_toml.literal(s)}: {why}") for s, why in sorted(entry.doubts.items())
            ]
        yield "\n".join(lines) + "\n"


def _comment(text: str) -> str:
    # What stands in articles must not end the comment: TOML forbids control characters there.
    return "# " + "".join(c if c.isprintable() else " " for c in text)


def _summary(entry: _Entry) -> str:
    articles = f"{entry.documents:,} article{'s' if entry.documents != 1 else ''}"
    parts = [articles]
    if entry.outlets:
        ranked = sorted(entry.outlets.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{outlet} {n:,}" for outlet, n in ranked[:_OUTLETS_SHOWN])
        more = len(ranked) - _OUTLETS_SHOWN
        parts.append(shown + (f" and {more} more outlets" if more > 0 else ""))
    mentions = f"{entry.mentions:,} mention{'s' if entry.mentions != 1 else ''}"
    if entry.short:
        ranked = sorted(entry.short.items(), key=lambda item: (-item[1], item[0]))
        mentions += ", as " + ", ".join(f"{s} {n:,}" for s, n in ranked[:_SHORT_SHOWN])
    parts.append(mentions)
    return "; ".join(parts)


def _tail(places: Sequence[Found], left_out: int) -> Iterator[str]:
    if left_out:
        yield f"\n# {left_out:,} more names are left out: raise max_names for them.\n"
    if not places:
        return
    ranked = sorted(places, key=lambda p: (-p.documents, -p.mentions, p.name))
    shown = [f"{p.name} {p.documents:,}" for p in ranked[:_PLACES_SHOWN]]
    more = len(ranked) - len(shown)
    yield "\n# Places, left out (articles). One that acts can be an actor:\n"
    line = "#"
    for i, place in enumerate(shown):
        piece = f" {place}" + ("," if i + 1 < len(shown) else f" and {more:,} more" if more else "")
        if len(line) + len(piece) > _WIDTH:
            yield line + "\n"
            line = "#"
        line += "".join(c if c.isprintable() else " " for c in piece)
    yield line + "\n"
