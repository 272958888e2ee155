"""Copies of articles with known damage: what `reuse_noise` looks for. The same seed, the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-z]+")

Rng = np.random.Generator
Damage = Callable[[str, Rng], str]


@dataclass(frozen=True)
class Passage:
    """Text of `source` from `start` to `end` that stands in `host` from `host_start` on."""

    source: str
    host: str
    start: int
    end: int
    host_start: int
    host_end: int


def garble_letters(rate: float) -> Damage:
    """Damage so many of the characters: two of four get another letter, one goes, one doubles."""

    def damage(text: str, rng: Rng) -> str:
        hit = rng.random(len(text)) < rate
        kind = rng.integers(0, 4, len(text))
        other = rng.integers(0, len(LETTERS), len(text))
        out = []
        for i, character in enumerate(text):
            if not hit[i]:
                out.append(character)
            elif kind[i] <= 1:
                out.append(LETTERS[other[i]])
            elif kind[i] == 2:
                out.append(character + LETTERS[other[i]])
        return "".join(out)

    return damage


def garble_names(text: str, rng: Rng) -> str:
    """Spell every capitalised word anew: each of its letters changes with a chance of a quarter."""

    def respell(found: re.Match[str]) -> str:
        word = found[0]
        if not word[0].isupper() or len(word) < 4:
            return word
        rest = [
            LETTERS[int(rng.integers(26))] if rng.random() < 0.25 else letter for letter in word[1:]
        ]
        return word[0] + "".join(rest)

    return _WORD.sub(respell, text)


def move_sentences(text: str, rng: Rng) -> str:
    """Drop a fifth of the sentences; put blocks of three in another order."""
    kept = [sentence for sentence in _SENTENCE.split(text) if rng.random() >= 0.2]
    blocks = [" ".join(kept[i : i + 3]) for i in range(0, len(kept), 3)]
    return "\n\n".join(blocks[i] for i in rng.permutation(len(blocks)))


def spin(words: Sequence[str]) -> Damage:
    """Replace one in six longer words by another, the same for all its places, as a thesaurus does."""

    def damage(text: str, rng: Rng) -> str:
        chosen: dict[str, str] = {}

        def replace(found: re.Match[str]) -> str:
            word = found[0]
            if len(word) < 5 or not word.islower():
                return word
            if word not in chosen:
                other = words[int(rng.integers(len(words)))]
                chosen[word] = other if rng.random() < 1 / 6 else word
            return chosen[word]

        return _WORD.sub(replace, text)

    return damage


def insert_passage(
    source: dict[str, str], host: dict[str, str], damage: Damage, rng: Rng
) -> tuple[dict[str, str], Passage] | None:
    """Put four to eight sentences of one article, damaged, between two paragraphs of another."""
    sentences = [found for found in _SENTENCE.split(source["text"]) if found]
    length = int(rng.integers(4, 9))
    if len(sentences) < length + 2:
        return None
    first = int(rng.integers(0, len(sentences) - length))
    start = source["text"].index(sentences[first])
    end = source["text"].index(sentences[first + length - 1], start)
    end += len(sentences[first + length - 1])
    planted = damage(source["text"][start:end], rng).strip()
    paragraphs = host["text"].split("\n\n")
    place = int(rng.integers(0, len(paragraphs) + 1))
    before = "\n\n".join(paragraphs[:place])
    begin = len(before) + 2 if before else 0
    text = "\n\n".join([*([before] if before else []), planted, *paragraphs[place:]])
    passage = Passage(source["id"], host["id"], start, end, begin, begin + len(planted))
    return {**host, "text": text}, passage
