"""Names of a corpus, grouped by spelling: which are the heads, which may be spellings of them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from polyvocal import _core
from polyvocal.actors._countries import Country, known_countries

_ACTING = {
    "person", "armed", "government", "parliament", "state", "organisation", "party", "group",
}  # fmt: skip
_ARTICLES = {"al", "el", "ul", "the", "a", "an"}
_NEAR = 0.2  # distance of two words that may be spellings of one
_RIVAL = 4  # a near spelling this much rarer than the head is set aside,
_FEW = 2  # and one of so few articles
_COMMON_WORD = 500  # a word of more names says nothing


class Found(NamedTuple):
    """A name found in a corpus without actors."""

    name: str
    type: str
    mentions: int
    documents: int
    variants: Sequence[str]


@dataclass
class Group:
    """An actor to be: its name, other forms that are the same words, and likely spellings."""

    name: str
    type: str
    words: tuple[str, ...]
    documents: int
    initials: str = ""
    same: dict[str, None] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)


def fold(name: str) -> tuple[str, ...]:
    """Words without case, accents, full stops, hyphens and articles.

    >>> fold("Fayez AL-Sarraj") == fold("Fayez al Sarraj") == ("fayez", "sarraj")
    True
    """
    plain = unicodedata.normalize("NFKD", name.replace("-", " ").replace(".", ""))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = tuple(plain.split())
    kept = tuple(word for word in words if word not in _ARTICLES)
    return kept or words


def _without_initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the initials inside a name: "Donald J. Trump"."""
    return (*words[:1], *(w for w in words[1:-1] if len(w) > 1), *words[1:][-1:])


def _middle_initials(words: tuple[str, ...]) -> str:
    return "".join(w for w in words[1:-1] if len(w) == 1)


def _is_capitals(name: str) -> bool:
    """Words of a headline or a speaker's line, which stand in capitals for no reason of theirs."""
    return " " in name and name.isupper()


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def group_names(
    names: Sequence[Found], every: Sequence[Found], *, own: Iterable[str] = ()
) -> list[Group]:
    """Group names by the words they are made of; the names of outlets (`own`) are no actors.

    `every` may hold rarer names: they are looked at as spellings of the others only.
    """
    outlets = {fold(name) for name in own if name}
    countries, lands = known_countries(), _lands()
    parts = _parts(names)
    full = {fold(f.name) for f in names if f.type == "person"}
    places = {fold(f.name)[0]: f.documents for f in names if f.type == "place"}
    groups: dict[tuple[str, ...], Group] = {}
    acronyms: list[Found] = []
    for found in sorted(names, key=lambda f: (-f.documents, -f.mentions, f.name)):
        name, kind = found.name, found.type
        country = countries.get(name.removeprefix("the ").casefold())
        if country is not None and kind != "person":
            _add_country(groups, country, found)
            continue
        words = fold(name)
        if kind not in _ACTING or words in outlets or _is_capitals(name) or name in lands:
            continue
        if (
            kind == "person"
            and (
                (len(words) == 1 and words[0] in parts)  # a surname; "Jersey" of "New Jersey"
                or any(words[i:] in full for i in range(1, len(words) - 1))  # "Leader Ann Lee"
                or places.get(words[-1], 0) > found.documents  # "Zhao Sirte"
            )
        ):
            continue
        if " " not in name and name.isupper():
            acronyms.append(found)
            continue
        _add(groups, words, found)
    _set_aside_near(sorted(groups.values(), key=_by_documents), every)
    groups = {words: group for words, group in groups.items() if group.documents > 0}
    _add_acronyms(groups, acronyms)
    return sorted(groups.values(), key=_by_documents)


def _by_documents(group: Group) -> tuple[int, str]:
    return -group.documents, group.name


def _lands() -> set[str]:
    """Capitals and peoples: they stand for states, which find them."""
    every = dict.fromkeys(known_countries().values())
    return {name for country in every for name in (*country.demonyms, *country.capitals)}


def _parts(names: Iterable[Found]) -> set[str]:
    """First and last words of longer names."""
    longer = [words for found in names if len(words := fold(found.name)) > 1]
    return {word for words in longer for word in (words[0], words[-1])}


def _add(groups: dict[tuple[str, ...], Group], words: tuple[str, ...], found: Found) -> None:
    key, initials = _without_initials(words), _middle_initials(words)
    group = groups.get(key)
    if group is not None and group.initials and initials not in ("", group.initials):
        key = words  # George W. and George H. W. Bush
        group = groups.get(key)
    if group is None:
        groups[key] = group = Group(found.name, found.type, key, 0)
    group.initials = group.initials or initials
    group.documents += found.documents
    for other in (found.name, *found.variants):
        # Other capitals, full stops and articles are found anyway.
        if _plain(other) not in {_plain(s) for s in (group.name, *group.same)}:
            group.same.setdefault(other)


def _plain(name: str) -> str:
    folded = name.casefold().replace(".", "")
    return next(
        (folded.removeprefix(a) for a in ("the ", "a ", "an ") if folded.startswith(a)), folded
    )


def _add_country(groups: dict[tuple[str, ...], Group], country: Country, found: Found) -> None:
    """Its other names, people and capital come with the table of countries."""
    words = fold(country.names[0])
    group = groups.setdefault(words, Group(country.names[0], "state", words, 0))
    group.type = "state"
    group.documents += found.documents


def _add_acronyms(groups: dict[tuple[str, ...], Group], acronyms: Iterable[Found]) -> None:
    """Set an acronym beside the one longer name with its initials, else let it stand for itself."""
    long_forms: dict[str, list[Group]] = defaultdict(list)
    for group in groups.values():
        long_forms[_initials(group.name)].append(group)
    for found in acronyms:
        fitting = long_forms.get(found.name, [])
        if len(fitting) == 1 and fitting[0].type != "person":
            fitting[0].doubts[found.name] = (
                f"its initials, never defined in the text; {_articles(found.documents)}"
            )
        else:
            _add(groups, fold(found.name), found)


def _articles(count: int) -> str:
    return f"{count:,} article{'s' if count != 1 else ''}"


# -- near spellings ------------------------------------------------------------------------------


def _set_aside_near(groups: Sequence[Group], every: Iterable[Found]) -> None:
    """Move the rarer of two near names to the doubts of the other; of rivals, only say so."""
    heads = {group.words: group for group in groups}
    rare = {
        _without_initials(fold(f.name)): f
        for f in every
        if f.type in _ACTING and not _is_capitals(f.name)
    }
    _set_aside_words(groups)
    for a, b in _near_pairs(list(dict.fromkeys([*heads, *rare]))):
        head, other = heads.get(a), heads.get(b)
        if head is None or head.documents == 0:
            continue
        how = "the same words in another order" if sorted(a) == sorted(b) else "spelt nearly alike"
        if other is None:
            head.doubts.setdefault(rare[b].name, f"{how}; {_articles(rare[b].documents)}")
        elif other.documents > 0:
            _settle(head, other, how)


def _settle(head: Group, other: Group, how: str) -> None:
    reason = f"{how}; {_articles(other.documents)}"
    if other.documents > _FEW and other.documents * _RIVAL > head.documents:
        head.doubts.setdefault(other.name, f"{reason}, an actor of its own here")
        return
    for name in (other.name, *other.same):
        head.doubts.setdefault(name, reason)
    head.doubts.update(other.doubts)
    other.documents = 0


def _set_aside_words(groups: Sequence[Group]) -> None:
    """Leave a rare single word that is spelt like a person's surname to the second run."""
    surnames = [g for g in groups if g.type == "person" and len(g.words) > 1]
    singles = [g for g in groups if len(g.words) == 1 and g.type != "state"]
    by_letter: dict[str, list[Group]] = defaultdict(list)
    for group in surnames:
        by_letter[group.words[-1][0]].append(group)
    pairs = [(s, g) for s in singles for g in by_letter[s.words[0][0]]]
    distances = _core.spelling_distances(
        [single.words[0] for single, _ in pairs], [group.words[-1] for _, group in pairs]
    )
    for (single, group), distance in zip(pairs, distances.tolist(), strict=True):
        rare = single.documents <= _FEW or single.documents * _RIVAL <= group.documents
        if distance <= _NEAR and len(single.words[0]) > 4 and rare:
            single.documents = 0


def _near_pairs(names: Sequence[tuple[str, ...]]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs of names, word by word near each other, the first of them earlier in the list."""
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, words in enumerate(names):
        if len(words) < 2:
            continue
        # One of the words is equal, or all begin alike, or all are equal in some order.
        for key in {*words, "".join(word[0] for word in words) + "*"}:
            buckets[len(words), key].append(i)
        buckets[tuple(sorted(words))].append(i)
    pairs = {
        (i, j)
        for bucket in buckets.values()
        if len(bucket) <= _COMMON_WORD
        for k, i in enumerate(bucket)
        for j in bucket[k + 1 :]
    }
    ordered = sorted((min(pair), max(pair)) for pair in pairs)
    left = [word for i, _ in ordered for word in names[i]]
    right = [word for _, j in ordered for word in names[j]]
    distances = iter(_core.spelling_distances(left, right).tolist())
    near = []
    for i, j in ordered:
        parts = [next(distances) for _ in names[i]]
        # Short words are near by chance.
        long = all(len(a) > 3 or a == b for a, b in zip(names[i], names[j], strict=True))
        if (long and max(parts) <= _NEAR) or sorted(names[i]) == sorted(names[j]):
            near.append((names[i], names[j]))
    return near
