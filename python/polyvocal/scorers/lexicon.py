"""A scorer from a list of words that the user has: LSD, LIWC, or one of their own."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping
from fnmatch import translate
from pathlib import Path

import numpy as np
import numpy.typing as npt

from polyvocal.errors import InputError, SchemaError
from polyvocal.scorers import Batch

__all__ = ["LexiconScorer"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class LexiconScorer:
    """Score by the words near the target.

    Each word of the sentence, outside the target, adds its value times :math:`e^{-d/8}`, d words away; with x
    their sum, P(positive) is :math:`x_+ / (1 + |x|)` and P(negative) :math:`x_- / (1 + |x|)`.

    Parameters
    ----------
    words : mapping of str to float, or path
        Value of each word, above 0 for praise; ``*`` at its end stands for any letters. Or a CSV file
        with columns ``word`` and ``value``.
    name : str, default "lexicon"

    Raises
    ------
    SchemaError
        For a file without these columns, or a value that is no number; with file and line.

    Examples
    --------
    >>> scorer = LexiconScorer({"prais*": 1, "fail*": -1})
    >>> scorer.score(Batch.of(["Critics praised Ann Lee."], targets=["Ann Lee"])).round(2).tolist()
    [[0.0, 0.53, 0.47]]
    """

    def __init__(self, words: Mapping[str, float] | str | Path, *, name: str = "lexicon") -> None:
        self.name = name
        given = words if isinstance(words, Mapping) else _read(Path(words))
        if not given:
            message = "the lexicon has no words"
            raise InputError(message)
        self._whole = {w.casefold(): float(v) for w, v in given.items() if "*" not in w}
        globs = {w.casefold(): float(v) for w, v in given.items() if "*" in w}
        self._globs = [(re.compile(translate(w)), v) for w, v in globs.items()]
        self._known: dict[str, float] = {}

    def _value(self, word: str) -> float:
        if word not in self._known:
            found = self._whole.get(word)
            if found is None:
                found = next((v for glob, v in self._globs if glob.match(word)), 0.0)
            self._known[word] = found
        return self._known[word]

    def score(self, batch: Batch, /) -> npt.NDArray[np.float64]:
        """Return P(negative), P(neutral), P(positive) of each mention."""
        sums = [
            self._sum(sentence, start, end)
            for sentence, start, end in zip(batch.sentences, batch.starts, batch.ends, strict=True)
        ]
        x = np.array(sums, dtype=np.float64)
        size = 1 + np.abs(x)
        return np.column_stack([np.maximum(-x, 0) / size, 1 / size, np.maximum(x, 0) / size])

    def _sum(self, sentence: str, start: int, end: int) -> float:
        words = [found for found in _WORD.finditer(sentence)]
        before = sum(found.end() <= start for found in words)
        inside = sum(found.start() < end and found.end() > start for found in words)
        total = 0.0
        for place, found in enumerate(words):
            if before <= place < before + inside:
                continue
            away = before - place if place < before else place - (before + inside) + 1
            total += self._value(found[0].casefold()) * math.exp(-away / 8)
        return total


def _read(path: Path) -> dict[str, float]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"word", "value"} <= set(reader.fieldnames or ()):
            found = ", ".join(reader.fieldnames or ()) or "none"
            message = f"{path}: a lexicon has the columns word and value; found {found}"
            raise SchemaError(message)
        words = {}
        for row in reader:
            try:
                words[row["word"]] = float(row["value"])
            except (TypeError, ValueError):
                message = f"{path}, line {reader.line_num}: the value {row['value']!r} is no number"
                raise SchemaError(message) from None
    return words
