"""Articles compared by the text they share."""

from __future__ import annotations

import numpy as np

from polyvocal.similarity.inputs import Inputs
from polyvocal.similarity.kinds import UNDEFINED
from polyvocal.similarity.pairs import Pairs, nans
from polyvocal.table import Strings

__all__ = ["reuse_documents"]


def reuse_documents(inputs: Inputs) -> Pairs:
    """Share of each article that also stands in the other."""
    found = inputs.reuse()
    pairs = found["pairs"]
    first = np.minimum(pairs["a"], pairs["b"]).astype(np.int32)
    second = np.maximum(pairs["a"], pairs["b"]).astype(np.int32)
    in_order = pairs["a"] < pairs["b"]
    share_first = np.where(in_order, pairs["share_a"], pairs["share_b"])
    share_second = np.where(in_order, pairs["share_b"], pairs["share_a"])
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    columns = [share_first[order], share_second[order], pairs["matched"][order].astype(np.float64)]
    if inputs.full:
        a, b = inputs.candidates()
        empty = np.asarray(found["tokens"]) == 0
        place = np.searchsorted(
            a.astype(np.int64) * inputs.size + b, first.astype(np.int64) * inputs.size + second
        )
        spread = []
        for values in columns:
            full = np.where(empty[a] | empty[b], np.nan, 0.0)
            full[place] = values
            spread.append(full)
        first, second, columns = a, b, spread
    score = np.maximum(columns[0], columns[1])
    codes = np.select([np.isnan(score), score >= 0.5, score > 0], [0, 1, 2], default=3)
    n = len(first)
    verdicts = [
        UNDEFINED["reuse"],
        "mostly the same text",
        "some text in common",
        "no text in common",
    ]
    extra = {
        "share_a": columns[0],
        "share_b": columns[1],
        "matched": np.nan_to_num(columns[2]).astype(np.int64),
    }
    return Pairs(
        first, second, score, nans(n), nans(n), nans(n), nans(n), Strings(codes, verdicts), extra
    )
