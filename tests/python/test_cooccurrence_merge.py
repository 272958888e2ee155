"""Partial counts: the sum of parts is the whole, bit for bit, also as bytes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal.cooccurrence import Cooccurrence, CooccurrenceCounter

OPTIONS: list[dict[str, Any]] = [
    {"unit": "sentence"},
    {"unit": "document", "by": "outlet"},
    {"unit": "window", "by": "month"},
    {"unit": "window", "weight": "harmonic", "window": 30, "by": "voice"},
    {"unit": "window", "weight": "exponential", "directed": True},
    {"unit": "sentence", "directed": True, "by": "region"},
    {"unit": "paragraph", "level": "faction"},
]


def same(a: Cooccurrence, b: Cooccurrence) -> bool:
    return a.to_bytes() == b.to_bytes() and a.table() == b.table()


@pytest.mark.parametrize("options", OPTIONS)
@given(cuts=st.lists(st.integers(0, 5), max_size=3))
@settings(max_examples=8)
def test_parts_add_up(sample_study: pv.Study, options: dict[str, Any], cuts: list[int]) -> None:
    ids = [document.id for document in sample_study.corpus]
    bounds = sorted({0, *cuts, len(ids)})
    parts = [
        sample_study.cooccurrence(documents=ids[low:high], **options)
        for low, high in pairwise(bounds)
    ]
    whole = sample_study.cooccurrence(**options)
    assert same(parts[0].merge(*parts[1:]), whole)
    assert same(parts[-1].merge(*parts[:-1]), whole)


@pytest.mark.parametrize("options", OPTIONS)
def test_bytes_come_back(sample_study: pv.Study, options: dict[str, Any]) -> None:
    found = sample_study.cooccurrence(**options)
    back = Cooccurrence.from_bytes(found.to_bytes())
    assert same(back, found)
    assert (back.unit, back.by, back.slices) == (found.unit, found.by, found.slices)
    with pytest.raises(pv.PolyvocalError, match="without the articles"):
        back.evidence(*back.labels[:2])


def test_batches_of_a_stream(sample_corpus: pv.Corpus, sample_actors: pv.Actors) -> None:
    options: dict[str, Any] = {"unit": "sentence", "by": "outlet"}
    left, right = (CooccurrenceCounter(sample_actors, **options) for _ in range(2))
    with pytest.raises(pv.InputError, match="nothing is counted"):
        left.result()
    place = np.arange(len(sample_corpus))
    single = [sample_corpus.filter(place == i) for i in place]
    for one in single[:2]:
        left.update(one)
    for one in single[2:]:
        right.update(one)
    left.merge(right)
    expected = [pv.Study(c, sample_actors, progress=False).cooccurrence(**options) for c in single]
    assert same(left.result(), expected[0].merge(*expected[1:]))


def test_refuses_to_add_what_differs(sample_study: pv.Study) -> None:
    sentences = sample_study.cooccurrence()
    with pytest.raises(pv.InputError, match="unit='sentence' do not add"):
        sentences.merge(sample_study.cooccurrence(unit="paragraph"))
    with pytest.raises(pv.InputError, match="level='actor'"):
        sentences.merge(sample_study.cooccurrence(level="faction"))
    people = [{"id": "haftar", "name": "Khalifa Haftar", "type": "person"}]
    other = pv.Study(sample_study.corpus, pv.read_actors(people), progress=False)
    with pytest.raises(pv.InputError, match="same actors file"):
        sentences.merge(other.cooccurrence())


def test_refuses_damaged_bytes(sample_study: pv.Study) -> None:
    block = sample_study.cooccurrence().to_bytes()
    with pytest.raises(pv.InputError, match="counts"):
        Cooccurrence.from_bytes(block[:-3])
    with pytest.raises(pv.InputError, match="counts"):
        Cooccurrence.from_bytes(b"PVCORPUS" + block[8:])
