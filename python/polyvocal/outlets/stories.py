"""Which stories outlets choose, apart from how they tell the ones they share."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.outlets._data import Data, Floats, Ints, Profile
from polyvocal.outlets._tests import false_discovery, two_groups, verdict_of
from polyvocal.table import Table

__all__ = ["compare_stories"]

_BATCH = 64


def _covered(labels: Ints, stories: Ints, outlets: int, count: int) -> Floats:
    """Stories that two outlets both have, of every pair; on the diagonal, those of one."""
    known = labels >= 0
    cells = csr_array(
        (np.ones(int(known.sum())), (labels[known], stories[known])), shape=(outlets, count)
    )
    cells.sum_duplicates()
    cells.data[:] = 1
    shared: Floats = (cells @ cells.T).toarray()
    return shared


def _null(data: Data, stories: Ints, observed: Floats, permutations: int) -> tuple[Floats, Floats]:
    """Mean of the shared stories when outlets are dealt out to articles, and p of at least as many."""
    total, more = np.zeros_like(observed), np.zeros_like(observed)
    count = int(stories.max()) + 1
    for begin in range(0, permutations, _BATCH):
        end = min(permutations, begin + _BATCH)
        for labels in _core.dealt_labels(
            data.of_document, data.strata, begin + 1, end + 1, seed=data.seed
        ):
            shared = _covered(labels, stories, len(data.labels), count)
            total += shared
            more += shared >= observed
    return total / max(permutations, 1), (1 + more) / (1 + permutations)


def compare_stories(data: Data, profile: Profile, permutations: int) -> Table:
    """Split the difference of outlets in choice and treatment; see `OutletComparison.stories`."""
    stories, n = data.story_of, len(data.labels)
    observed = _covered(data.of_document, stories, n, int(stories.max(initial=-1)) + 1)
    expected, p_shared = _null(data, stories, observed, permutations)
    a, b = np.triu_indices(n, k=1)
    own = observed.diagonal()
    sizes = np.bincount(data.of_document[data.of_document >= 0], minlength=n)
    few = np.minimum(sizes[a], sizes[b]) < _core.FEWEST_DOCUMENTS
    union = own[a] + own[b] - observed[a, b]
    p = np.where(few, np.nan, p_shared[a, b])
    q = false_discovery(p)
    lift = np.divide(
        observed[a, b], expected[a, b], out=np.full(len(a), np.nan), where=expected[a, b] > 0
    )
    treatment = [
        _treatment(data, profile, int(i), int(j), permutations) for i, j in zip(a, b, strict=True)
    ]
    p_told = np.array([found["p"] for found in treatment])
    q_told = false_discovery(p_told)
    columns = {
        "a": [data.labels[i] for i in a.tolist()],
        "b": [data.labels[i] for i in b.tolist()],
        "stories_a": own[a].astype(np.int64),
        "stories_b": own[b].astype(np.int64),
        "shared": observed[a, b].astype(np.int64),
        "overlap": np.divide(observed[a, b], union, out=np.full(len(a), np.nan), where=union > 0),
        "chance": np.where(few, np.nan, expected[a, b]),
        "lift": np.where(few, np.nan, lift),
        "p": p,
        "q": q,
        "selection": [
            "too few articles"
            if f
            else (
                "more in common than chance" if value <= 0.05 else "not distinguishable from chance"
            )
            for f, value in zip(few.tolist(), q.tolist(), strict=True)
        ],
        "articles_a": [int(found["first"]) for found in treatment],
        "articles_b": [int(found["second"]) for found in treatment],
    }
    for key in ("divergence", "excess", "low", "high", "z"):
        columns[f"treatment_{key}"] = np.array([found[key] for found in treatment])
    columns["treatment_p"], columns["treatment_q"] = p_told, q_told
    columns["treatment"] = [
        "no story in common"
        if not found["first"]
        else verdict_of(
            found["divergence"], int(found["documents"]), int(found["exchangeable"]), value
        )
        for found, value in zip(treatment, q_told.tolist(), strict=True)
    ]
    return Table(columns, name="stories")


def _treatment(data: Data, profile: Profile, a: int, b: int, permutations: int) -> dict[str, float]:
    """Divergence of two outlets in their shared stories: articles change labels inside a story."""
    stories = data.story_of
    first, second = (np.flatnonzero(data.of_document == outlet) for outlet in (a, b))
    shared = np.intersect1d(stories[first], stories[second])
    first, second = (rows[np.isin(stories[rows], shared)] for rows in (first, second))
    sizes = {"first": float(len(first)), "second": float(len(second))}
    if not len(shared):
        keys = ("divergence", "excess", "low", "high", "z", "p")
        nothing = {key: float("nan") for key in keys}
        return {**nothing, **sizes, "documents": 0.0, "exchangeable": 0.0}
    found = two_groups(data, profile, first, second, strata=stories, permutations=permutations)
    return {**found, **sizes}
