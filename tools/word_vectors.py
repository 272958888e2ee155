"""Word vectors from news text: what stands before and after a word, cut to a few dimensions.

Pointwise mutual information of a word with the frequent words up to five places before and, apart
from them, after it (weight 1 / distance), positive part, singular value decomposition. Words that
news uses alike get vectors alike, also in what they do to their neighbours.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.sparse.linalg import svds

CONTEXTS = 6_000  # most frequent words
REACH = 5  # words
SIZE = 120  # dimensions
SMOOTHING = 0.75  # of the frequencies of the contexts
CHUNK = 4_000_000  # pairs counted at a time
TOKEN = re.compile(r"[a-z][a-z']*[a-z]|[ai]|[.!?;]")


def word_vectors(words: Sequence[str], news: Sequence[Path]) -> npt.NDArray[np.float32]:
    """One row a word; zeros for words that the news (gzipped lines of JSON with "text") lacks."""
    numbers = {word: i for i, word in enumerate(words)}
    tokens = np.concatenate(list(_numbered(news, numbers)))
    counts = np.bincount(tokens[tokens >= 0], minlength=len(words))
    context = np.full(len(words), -1)
    context[np.argsort(-counts)[:CONTEXTS]] = np.arange(CONTEXTS)
    pairs = sp.hstack(
        [_count(tokens, context, len(words), after) for after in (False, True)], "csr"
    )
    left, strength, _ = svds(_positive_information(pairs), k=SIZE, random_state=0)
    order = np.argsort(-strength)
    return np.asarray(left[:, order] * np.sqrt(strength[order]), dtype=np.float32)


def _numbered(news: Sequence[Path], numbers: dict[str, int]) -> Iterator[npt.NDArray[np.int32]]:
    """Words of every text by number, -1 for others, with a gap wider than the reach after it."""
    gap = [-1] * (REACH + 1)
    for file in news:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"].replace("’", "'").lower()
                found = [numbers.get(token, -1) for token in TOKEN.findall(text)]
                yield np.array(found + gap, dtype=np.int32)


def _count(
    tokens: npt.NDArray[np.int32], context: npt.NDArray[np.int64], size: int, after: bool
) -> sp.csr_matrix:
    """Words x contexts on one side."""
    total = sp.csr_matrix((size, CONTEXTS), dtype=np.float32)
    for away in range(1, REACH + 1):
        word, other = (tokens[:-away], tokens[away:]) if after else (tokens[away:], tokens[:-away])
        kept = (word >= 0) & (other >= 0)
        word, column = word[kept], context[other[kept]]
        word, column = word[column >= 0], column[column >= 0]
        for at in range(0, len(word), CHUNK):
            place = (word[at : at + CHUNK], column[at : at + CHUNK])
            values = np.full(len(place[0]), 1 / away, dtype=np.float32)
            total = total + sp.coo_matrix((values, place), total.shape).tocsr()
    return total


def _positive_information(pairs: sp.csr_matrix) -> sp.csr_matrix:
    word = np.asarray(pairs.sum(axis=1)).ravel()
    context = np.asarray(pairs.sum(axis=0)).ravel() ** SMOOTHING
    context *= word.sum() / context.sum()
    found = pairs.tocoo()
    expected = word[found.row] * context[found.col] / word.sum()
    values = np.log(np.maximum(found.data / np.maximum(expected, 1e-12), 1))
    out = sp.csr_matrix((values.astype(np.float32), (found.row, found.col)), pairs.shape)
    out.eliminate_zeros()
    return out
