"""Outlets compared in each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.cooccurrence import month_of
from polyvocal.similarity.inputs import Inputs
from polyvocal.similarity.kinds import TOO_FEW, UNDEFINED, Floats, Ints, Kind
from polyvocal.similarity.pairs import Pairs, all_pairs, nans
from polyvocal.similarity.side import side_pairs
from polyvocal.table import Strings

__all__ = ["Outlets", "find_outlets", "outlet_scores"]

_NO_TEST = "no test for this kind"


@dataclass(frozen=True)
class Outlets:
    """Who printed what."""

    labels: tuple[str, ...]
    of_document: Ints  # -1: no outlet
    documents: Ints  # per outlet

    @property
    def pairs(self) -> tuple[Ints, Ints]:
        """Every unordered pair of outlets."""
        return all_pairs(len(self.labels))

    def too_few(self) -> npt.NDArray[np.bool_]:
        """Tell which pairs have an outlet with too few articles."""
        a, b = self.pairs
        return np.minimum(self.documents[a], self.documents[b]) < _core.FEWEST_DOCUMENTS


def find_outlets(inputs: Inputs) -> Outlets:
    """Read the outlets off the corpus."""
    names = tuple(inputs.core.outlet_names)
    of_document = np.asarray(inputs.core.outlets)
    counts = np.bincount(of_document[of_document >= 0], minlength=len(names)).astype(np.int32)
    return Outlets(names, of_document, counts)


def _pooled(inputs: Inputs, outlets: Outlets, kind: Kind, rows: Any, measure: str) -> Pairs:
    a, b = outlets.pairs
    months, names = month_of(np.asarray(inputs.core.dates))
    # Only where a month has articles to exchange does holding it fixed leave a test.
    strata = months if len(names) and np.count_nonzero(months >= 0) >= 10 * len(names) else None
    found = _core.compare_groups(
        rows,
        measure,
        outlets.of_document,
        len(outlets.labels),
        strata=strata,
        permutations=inputs.permutations,
        seed=inputs.seed,
        threads=inputs.threads,
        progress=inputs.progress,
    )
    score, low, high, null, less, more = (
        found[key][a, b] for key in ("score", "low", "high", "null_mean", "p_less", "p_more")
    )
    p = np.minimum(1, 2 * np.minimum(less, more))
    q = _core.benjamini_hochberg(p, int(np.count_nonzero(~np.isnan(p))))
    codes = np.select(
        [np.isnan(score), np.isnan(p), q > 0.05, less < more], [0, 1, 2, 3], default=4
    )
    verdicts = [
        UNDEFINED[kind].replace("an article", "an outlet"),
        TOO_FEW,
        "not distinguishable from chance",
        "less alike than chance",
        "more alike than chance",
    ]
    return Pairs(a, b, score, low, high, p, q, Strings(codes, verdicts), {"chance": null})


def _best_in_outlet(
    size: int, outlets: Outlets, own: Ints, other: Ints, value: Floats
) -> csr_array:
    """Best value of each article's partners in each outlet: articles x outlets."""
    partner = outlets.of_document[other]
    mine = outlets.of_document[own]
    keep = (partner >= 0) & (mine >= 0) & (partner != mine) & ~np.isnan(value)
    key = own[keep].astype(np.int64) * len(outlets.labels) + partner[keep]
    order = np.lexsort((-value[keep], key))
    key, best = key[order], value[keep][order]
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    n = max(1, len(outlets.labels))
    return csr_array(
        (best[first], (key[first] // n, key[first] % n)), shape=(size, len(outlets.labels))
    )


def _per_outlet(outlets: Outlets, values: csr_array) -> Floats:
    """Sum of the articles' rows of each outlet: outlets x outlets."""
    known = np.flatnonzero(outlets.of_document >= 0)
    member = csr_array(
        (np.ones(len(known)), (outlets.of_document[known], known)),
        shape=(len(outlets.labels), len(outlets.of_document)),
    )
    total: Floats = (member @ values).toarray()
    return total


def _outlet_pairs(
    outlets: Outlets, score: Floats, found: str, none: str, extra: dict[str, npt.NDArray[Any]]
) -> Pairs:
    a, b = outlets.pairs
    n = len(a)
    codes = np.where(outlets.too_few(), 0, np.where(score > 0, 1, 2))
    verdicts = [TOO_FEW, f"{found}; {_NO_TEST}", none]
    return Pairs(a, b, score, nans(n), nans(n), nans(n), nans(n), Strings(codes, verdicts), extra)


def _reuse_outlets(inputs: Inputs, outlets: Outlets) -> Pairs:
    """Part of one outlet's words that also stand in an article of the other; larger direction."""
    found = inputs.reuse()
    pairs, tokens = found["pairs"], np.asarray(found["tokens"]).astype(np.float64)
    own = np.concatenate([pairs["a"], pairs["b"]]).astype(np.int32)
    other = np.concatenate([pairs["b"], pairs["a"]]).astype(np.int32)
    share = np.concatenate([pairs["share_a"], pairs["share_b"]])
    best = _best_in_outlet(inputs.size, outlets, own, other, share)
    words = _per_outlet(outlets, csr_array(best.multiply(tokens[:, None])))
    known = outlets.of_document >= 0
    totals = np.bincount(outlets.of_document[known], tokens[known], minlength=len(outlets.labels))
    shares = np.divide(words, totals[:, None], out=np.zeros_like(words), where=totals[:, None] > 0)
    a, b = outlets.pairs
    extra = {"share_a": shares[a, b], "share_b": shares[b, a]}
    score = np.maximum(shares[a, b], shares[b, a])
    return _outlet_pairs(outlets, score, "text in common", "no text in common", extra)


def _story_outlets(inputs: Inputs, outlets: Outlets) -> Pairs:
    """Part of the two outlets' articles whose story the other has too."""
    story, known = inputs.stories(), outlets.of_document >= 0
    shape = (len(outlets.labels), int(story.max(initial=-1)) + 1)
    articles = csr_array(
        (np.ones(int(known.sum())), (outlets.of_document[known], story[known])), shape=shape
    )
    articles.sum_duplicates()
    told = articles.copy()
    told.data[:] = 1
    covered: Floats = (articles @ told.T).toarray()
    left, right = outlets.pairs
    both = outlets.documents[left] + outlets.documents[right]
    shared = (covered[left, right] + covered[right, left]) / np.maximum(both, 1)
    extra = {
        "covered_a": covered[left, right].astype(np.int64),
        "covered_b": covered[right, left].astype(np.int64),
    }
    return _outlet_pairs(outlets, shared, "stories in common", "no story in common", extra)


def outlet_scores(inputs: Inputs, kind: Kind, outlets: Outlets) -> Pairs:
    """Scores of pairs of outlets in one respect."""
    if kind == "words":
        return _pooled(inputs, outlets, kind, inputs.words(), "cosine")
    if kind == "actors":
        return _pooled(inputs, outlets, kind, inputs.actor_vectors(), "ruzicka")
    if kind == "side":
        return side_pairs(inputs, outlets.labels, *outlets.pairs)
    return _reuse_outlets(inputs, outlets) if kind == "reuse" else _story_outlets(inputs, outlets)
