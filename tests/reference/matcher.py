"""Names in a text, word by word: slow and obvious. Tokens and keys are those of the core.

The rules are those of `polyvocal/actors/matcher.h`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from polyvocal import _core

LONGEST_GAP = 16  # bytes
INVISIBLE = {
    "\u00ad",
    "\u061c",
    *map(chr, range(0x200C, 0x2010)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2060, 0x2070)),
    "\ufeff",
}
WHITE = {
    *"\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000",
    *map(chr, range(0x2000, 0x200C)),
}
HYPHENS = {"-", "\u2010", "\u2011"}


@dataclass(frozen=True)
class Name:
    surface: str
    case: str = "smart"
    plural: bool = False


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    stem: str
    owner: str  # its possessive ending


def words(text: str) -> list[Word]:
    """The words of a text, with possessive endings apart."""
    found = []
    for start, end in _core.tokenize(text):
        token = text[start:end]
        size = len(token)
        stem = token
        if size > 2 and token[-1] in "sS" and token[-2] in "'\u2018\u2019\u02bc":
            stem = token[:-2]
        elif size > 2 and token[-1] in "'\u2018\u2019\u02bc" and token[-2] in "sS":
            stem = token[:-1]
        if not stem:
            stem = token
        found.append(Word(start, end, stem, token[len(stem) :]))
    return found


def gap(text: str, left: Word, right: Word) -> str | None:
    """What must be the same in name and text; None when no name runs across it."""
    raw = text[left.end : right.start]
    if len(raw.encode()) > LONGEST_GAP:
        return None
    breaks = raw.replace("\r\n", "\n")
    lines = sum(breaks.count(c) for c in "\n\r\v\x85\u2028")
    lines += 2 * sum(breaks.count(c) for c in "\f\u2029")
    sign = "".join(c for c in raw if c not in WHITE and c not in INVISIBLE)
    if lines > 1 or (lines == 1 and sign):
        return None
    rest = sign
    if raw.startswith(".") and left.end - left.start <= 4:
        rest = sign[1:]
    spaced = any(c in WHITE for c in raw)
    return "" if rest == "" or (rest in HYPHENS and not spaced) else sign


def capitals(word: str) -> list[bool]:
    """For each letter with case, whether it is a capital."""
    return [
        c.isupper() or unicodedata.category(c) == "Lt"
        for c in word
        if c.isupper() or c.islower() or unicodedata.category(c) == "Lt"
    ]


def same_word(listed: str, written: str, case: str) -> bool:
    """Whether the letters are the same, as far as the policy asks for."""
    if case == "exact":
        visible = str.maketrans("", "", "".join(INVISIBLE))
        return listed.translate(visible) == written.translate(visible)
    # A letter behind keeps what is no possessive ending from being taken for one.
    if key(listed) != key(written):
        return False
    if case == "insensitive":
        return True
    wanted, found = capitals(listed), capitals(written)
    if len(wanted) != len(found):
        if not wanted or not found:
            return True
        wanted, found = wanted[:1], found[:1]
    return all(has or not wants for wants, has in zip(wanted, found, strict=True))


def key(word: str) -> str:
    return _core.fold_key(word)


def match_end(name: Name, text: str, tokens: list[Word], first: int) -> int | None:
    """Where the name ends that begins at a token; None when it does not."""
    listed = words(name.surface)
    if first + len(listed) > len(tokens):
        return None
    for i, wanted in enumerate(listed):
        word = tokens[first + i]
        last = i + 1 == len(listed)
        if bool(wanted.owner) != bool(word.owner) and (wanted.owner or not last):
            return None
        fits = same_word(wanted.stem, word.stem, name.case)
        if not fits and last and name.plural and not wanted.owner:
            ending = word.stem[-1:]
            letter = key(wanted.stem)[-1:]
            fits = (
                (ending == "s" or (ending == "S" and name.case != "exact"))
                and "a" <= letter <= "z"
                and letter != "s"
                and same_word(wanted.stem, word.stem[:-1], name.case)
            )
        if not fits:
            return None
        if not last:
            between = gap(text, word, tokens[first + i + 1])
            if between is None or between != gap(name.surface, wanted, listed[i + 1]):
                return None
    end = tokens[first + len(listed) - 1]
    return end.end if listed[-1].owner else end.start + len(end.stem)


def find(names: list[Name], text: str, overlap: str) -> list[tuple[int, int, int]]:
    """(start, end, name) in order; names are those a matcher looks for (`Matcher.names`)."""
    tokens = words(text)
    rows = []
    for first, word in enumerate(tokens):
        for number, name in enumerate(names):
            end = match_end(name, text, tokens, first)
            if end is not None:
                rows.append((word.start, end, number))
    rows.sort(key=lambda row: (row[0], -row[1], row[2]))
    if overlap == "all":
        return rows
    kept: list[tuple[int, int, int]] = []
    outer = (0, 0)
    for row in rows:
        if row[0] >= outer[1]:
            outer = row[:2]
            kept.append(row)
        elif row[:2] == outer or (overlap == "nested" and row[1] <= outer[1]):
            kept.append(row)
    return kept
