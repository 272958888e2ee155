"""Weights by distance, direction, and parts of an article, against counts made pair by pair."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal.cooccurrence import Cooccurrence

PEOPLE = {"ann": "Ann Lee", "bo": "Bo Diaz", "cy": "Cy Young", "di": "Di Okafor"}
ACTORS = pv.read_actors(
    [{"id": name, "name": full, "type": "person"} for name, full in PEOPLE.items()]
)
SIZES = dict.fromkeys(PEOPLE, 2)
WEIGHTS = {
    "flat": lambda d: 1.0,
    "harmonic": lambda d: 1 / d,
    "exponential": lambda d: math.exp(-(d - 1) / 5),
}

# An article: names by their key, other words as they are.
words = st.sampled_from([*PEOPLE, "walked", "slowly", "yesterday"])
articles = st.lists(st.lists(words, min_size=2, max_size=25), min_size=1, max_size=4)


def study_of(generated: list[list[str]], **options: object) -> pv.Study:
    rows = [
        {"id": f"a{i}", "text": " and ".join(PEOPLE.get(word, word) for word in article) + "."}
        for i, article in enumerate(generated)
    ]
    corpus = pv.read_corpus(rows, progress=False)
    return pv.Study(corpus, ACTORS, progress=False, **options)  # type: ignore[arg-type]


def slow_windows(
    generated: list[list[str]], weight: str, window: int, *, directed: bool
) -> dict[tuple[str, str], float]:
    """Every pair of mentions; each word is followed by "and", names have two words."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for article in generated:
        places, at = [], 0
        for word in article:
            size = SIZES.get(word, 1)
            if word in PEOPLE:
                places.append((word, at, at + size - 1))
            at += size + 1
        for i, (a, _, end) in enumerate(places):
            for b, start, _ in places[i + 1 :]:
                distance = start - end
                if a != b and distance <= window:
                    sums[a, b] += WEIGHTS[weight](distance)
                    if not directed:
                        sums[b, a] += WEIGHTS[weight](distance)
    return sums


@pytest.mark.parametrize("weight", list(WEIGHTS))
@pytest.mark.parametrize("directed", [False, True])
@given(generated=articles)
@settings(max_examples=15)
def test_weights_agree_with_every_pair(
    weight: str, directed: bool, generated: list[list[str]]
) -> None:
    found = study_of(generated).cooccurrence(
        unit="window",
        window=9,
        weight=weight,  # type: ignore[arg-type]
        directed=directed,
    )
    expected = slow_windows(generated, weight, 9, directed=directed)
    matrix = found.to_matrix()
    for a in PEOPLE:
        for b in PEOPLE:
            assert matrix[a, b] == pytest.approx(expected.get((a, b), 0), abs=1e-7)
    assert found.total == pytest.approx(sum(expected.values()), abs=1e-6)
    assert found.counts.sum(axis=1) == pytest.approx(found.n)


def test_weights_by_hand() -> None:
    study = study_of([["ann", "walked", "bo", "cy"]])
    found = study.cooccurrence(unit="window", window=10, weight="harmonic")
    # ann . and walked and bo: four words on; bo and cy: two.
    assert found.to_matrix()["ann", "bo"] == 0.25
    assert found.to_matrix()["bo", "cy"] == 0.5
    assert found.measure("pmi")["bo", "cy"] == pytest.approx(
        math.log2(0.5 * found.total / (found.n[1] * found.n[2]))
    )
    rows = found.table().rows()
    assert next(rows)["count"] == 0.25
    with pytest.raises(pv.InputError, match="whole counts"):
        found.measure("fisher")


@pytest.mark.parametrize("directed", [False, True])
def test_evidence_of_weights_adds_up(sample_study: pv.Study, directed: bool) -> None:
    found = sample_study.cooccurrence(
        unit="window", window=12, weight="harmonic", directed=directed
    )
    texts = {document.id: document.text for document in sample_study.corpus}
    for row in found.top(10).rows():
        evidence = found.evidence(row["a"], row["b"])
        assert evidence["count"].sum() == pytest.approx(row["count"], abs=1e-9)
        for place in evidence.rows():
            assert place["start"] == min(place["start_a"], place["start_b"])
            assert place["end"] <= len(texts[place["document"]])
            if directed:
                assert place["start_a"] < place["start_b"]


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
def test_both_directions_add_up(sample_study: pv.Study, unit: str) -> None:
    both = sample_study.cooccurrence(unit=unit)  # type: ignore[arg-type]
    directed = sample_study.cooccurrence(unit=unit, directed=True)  # type: ignore[arg-type]
    one_way = directed.counts.toarray()
    assert np.array_equal(one_way + one_way.T, both.counts.toarray())
    assert len(directed) == directed.counts.nnz == len(directed.table())
    for row in directed.top(5).rows():
        assert int(directed.evidence(row["a"], row["b"])["count"].sum()) == row["count"]


def test_direction_by_hand() -> None:
    study = study_of([["ann", "bo", "ann"], ["bo", "ann"], ["ann", "bo"]])
    found = study.cooccurrence(unit="sentence", directed=True).to_matrix()
    assert (found["ann", "bo"], found["bo", "ann"]) == (2, 1)


@pytest.mark.parametrize("threads", [2, 5])
def test_weights_are_the_same_for_any_number_of_threads(threads: int) -> None:
    generated = [["ann", "walked", "bo", "cy", "di", "bo"] * 8] * 300
    options = {"unit": "window", "window": 20, "weight": "exponential"}
    one = study_of(generated, threads=1).cooccurrence(**options)  # type: ignore[arg-type]
    more = study_of(generated, threads=threads).cooccurrence(**options)  # type: ignore[arg-type]
    assert one.counts.data.tobytes() == more.counts.data.tobytes()


def test_by_region(sample_study: pv.Study) -> None:
    chosen = ["headline", "body"]
    found = sample_study.cooccurrence(by="region", regions=chosen)
    assert found.slices == ("headline", "body")
    whole = sample_study.cooccurrence(regions=chosen)
    parts = [found.at(name) for name in found.slices]
    assert sum(part.total for part in parts) == whole.total
    assert np.array_equal(sum(part.counts.toarray() for part in parts), whole.counts.toarray())
    regions = {
        (row["document"], row["start"]): row["region"] for row in sample_study.mentions.rows()
    }
    for part in parts:
        assert len(part)
        for row in part.top(3).rows():
            evidence = part.evidence(row["a"], row["b"])
            assert int(evidence["count"].sum()) == row["count"]
            assert {regions[e["document"], e["start_a"]] for e in evidence.rows()} == set(
                part.slices
            )


def test_refuses_what_does_not_fit() -> None:
    study = study_of([["ann", "bo"]])
    with pytest.raises(pv.InputError, match="no direction"):
        study.cooccurrence(unit="window", directed=True)
    with pytest.raises(pv.InputError, match="unit='window'"):
        study.cooccurrence(weight="flat")
    with pytest.raises(pv.UnknownNameError, match="harmonic"):
        study.cooccurrence(unit="window", weight="harmonical")  # type: ignore[arg-type]
    with pytest.raises(pv.InputError, match="decay"):
        study.cooccurrence(unit="window", weight="exponential", decay=0)
    with pytest.raises(pv.InputError, match="1 to"):
        study.cooccurrence(unit="window", weight="flat", window=0)


def test_shift_and_smoothing() -> None:
    found: Cooccurrence = study_of([["ann", "bo"], ["ann", "bo"], ["ann", "cy"]]).cooccurrence()
    plain = found.measure("pmi").toarray()
    assert found.measure("pmi", shift=2).sel("ann")["bo"] == pytest.approx(plain[0, 1] - 1)
    assert np.all(found.measure("ppmi", shift=5).toarray() == 0)
    n = found.n.astype(float)
    scaled = n**0.75 * n.sum() / (n**0.75).sum()
    expected = math.log2(2 * found.total / (n[0] * scaled[1]))
    assert found.measure("pmi", smoothing=0.75)["ann", "bo"] == pytest.approx(expected, rel=1e-12)
    with pytest.raises(pv.InputError, match="not of g2"):
        found.measure("g2", shift=2)
    with pytest.raises(pv.InputError, match="at least 1"):
        found.measure("pmi", shift=0.5)
    with pytest.raises(pv.InputError, match="at most 1"):
        found.measure("pmi", smoothing=2)
