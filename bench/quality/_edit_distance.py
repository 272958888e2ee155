"""Edit distance of many pairs of words at once: the plain baseline for spelling variants."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def _coded(words: Sequence[str]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    sizes = np.array([len(word) for word in words], dtype=np.int64)
    codes = np.zeros((max(1, sizes.max(initial=0)), len(words)), dtype=np.int32)
    for i, word in enumerate(words):
        codes[: len(word), i] = [ord(c) for c in word]
    return codes, sizes


def relative_distances(left: Sequence[str], right: Sequence[str]) -> Floats:
    """Levenshtein distance over the mean length, pair by pair."""
    a, a_sizes = _coded(left)
    b, b_sizes = _coded(right)
    longest = len(b)
    row = np.repeat(np.arange(longest + 1, dtype=np.int16)[:, None], len(left), axis=1)
    result = np.zeros(len(left))
    for i in range(len(a) + 1):
        if i:
            fresh = np.empty_like(row)
            fresh[0] = i
            for j in range(1, longest + 1):
                swap = row[j - 1] + (a[i - 1] != b[j - 1])
                fresh[j] = np.minimum(np.minimum(row[j] + 1, fresh[j - 1] + 1), swap)
            row = fresh
        done = a_sizes == i
        result[done] = row[b_sizes[done], np.flatnonzero(done)]
    return result / np.maximum((a_sizes + b_sizes) / 2, 1)
