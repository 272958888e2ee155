"""Sketches: what they estimate, what they find, and that parts merge to the whole."""

from __future__ import annotations

import pickle
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal.errors import CapacityError, InputError, UnknownNameError
from polyvocal.similarity import Sketches, load_sketches
from polyvocal.similarity.sketches import standard_error
from tests.reference.similarity import jaccard, runs_of_words

WORDS = [f"{a}{b}" for a in ("al", "bo", "cu", "di") for b in ("na", "re", "si", "tu", "vo")]


def variants(random: np.random.Generator, families: int, members: int) -> dict[str, str]:
    """Texts of some families: the members of one differ in some of their words."""
    texts = {}
    for family in range(families):
        base = random.integers(0, 10_000, 150)
        for member in range(members):
            words = base.copy()
            changed = random.random(150) < 0.02 * member
            words[changed] = random.integers(10_000, 10**6, int(changed.sum()))
            texts[f"{family}.{member}"] = " ".join(f"w{word}" for word in words)
    return texts


def test_estimates_agree_with_the_exact_index() -> None:
    texts = variants(np.random.default_rng(0), 12, 6)
    sketches = Sketches(slots=512, words=3).update(texts)
    exact, found, errors = [], [], []
    for a, b in combinations(texts, 2):
        if a.split(".")[0] == b.split(".")[0]:
            exact.append(jaccard(*(set(runs_of_words(texts[name], 3)) for name in (a, b))))
            estimate, error = sketches.compare(a, b)
            found.append(estimate)
            errors.append(error)
    standard = (np.array(found) - exact) / errors
    # 180 pairs that share texts: the mean within 4 of its errors, the spread that of the errors.
    assert abs(standard.mean()) < 0.5
    assert 0.6 < standard.std() < 1.4
    assert np.abs(standard).max() < 4.5


def test_pairs_are_those_of_the_exact_index_but_for_its_error() -> None:
    texts = variants(np.random.default_rng(1), 20, 5)
    sets = {name: set(runs_of_words(text, 2)) for name, text in texts.items()}
    table = Sketches(slots=256, words=2).update(texts).pairs(0.5, recall=0.99)
    found = set(zip(table["a"], table["b"], strict=True))
    for a, b in combinations(texts, 2):
        exact = jaccard(sets[a], sets[b])
        if exact > 0.65:
            assert (a, b) in found
        if exact < 0.35:
            assert (a, b) not in found


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=8),
    st.integers(0, 8),
)
def test_parts_merge_to_the_whole(texts: list[list[str]], cut: int) -> None:
    named = {f"d{i}": " ".join(words) for i, words in enumerate(texts)}
    whole = Sketches(slots=16, words=2).update(named)
    names = list(named)
    left, right = (
        Sketches(slots=16, words=2).update({name: named[name] for name in part})
        for part in (names[:cut], names[cut:])
    )
    assert left.merge(right).to_bytes() == whole.to_bytes()
    assert left.merge(whole).to_bytes() == whole.to_bytes()


@settings(max_examples=30)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.lists(st.sampled_from(WORDS), max_size=30))
def test_one_id_twice_is_the_union(a: list[str], b: list[str]) -> None:
    united = Sketches(slots=32, words=1).update({"x": " ".join(a)}).update({"x": " ".join(b)})
    together = Sketches(slots=32, words=1).update({"x": " ".join([*a, *b])})
    assert united.to_bytes() == together.to_bytes()


def test_a_corpus_is_the_same_as_its_texts(sample_corpus: pv.Corpus) -> None:
    texts = {document.id: document.text for document in sample_corpus}
    made = [
        Sketches().update(sample_corpus, threads=threads).to_bytes() for threads in (1, 2, None)
    ]
    assert {*made, Sketches().update(texts).to_bytes()} == {made[0]}


def test_files_and_pickles_come_back(tmp_path: Path, sample_corpus: pv.Corpus) -> None:
    sketches = Sketches(slots=64, words=3, seed=9).update(sample_corpus)
    back = load_sketches(sketches.save(tmp_path / "sketches"))
    assert back.to_bytes() == pickle.loads(pickle.dumps(sketches)).to_bytes() == sketches.to_bytes()
    assert (back.slots, back.words, back.seed, back.ids) == (64, 3, 9, sketches.ids)
    assert back.to_numpy().shape == (len(sample_corpus), 64)
    damaged = tmp_path / "damaged"
    damaged.write_bytes(sketches.to_bytes()[:-3])
    with pytest.raises(InputError, match=r"damaged: .*cut off"):
        load_sketches(damaged)
    with pytest.raises(InputError, match="something else"):
        Sketches.from_bytes(b"no sketches at all, but long enough")
    with pytest.raises(InputError, match="cannot read"):
        load_sketches(tmp_path / "nowhere")


def test_two_sets() -> None:
    text = "the port of brega was closed on monday"
    mine, theirs = Sketches().update({"a": text, "b": text}), Sketches().update({"c": text})
    table = mine.pairs(other=theirs)
    assert list(zip(table["a"], table["b"], strict=True)) == [("a", "c"), ("b", "c")]
    assert len(mine) == 2
    with pytest.raises(InputError, match="'a' is in both"):
        mine.pairs(other=Sketches().update({"a": text}))


def test_nothing_to_compare() -> None:
    sketches = Sketches().update({"a": "", "b": "...", "c": "word", "d": "Word!"})
    assert len(sketches.pairs(0.1)) == 1
    assert np.isnan(sketches.compare("a", "b")).all()
    assert np.isnan(sketches.compare("a", "c")).all()
    assert len(Sketches().pairs()) == 0


def test_the_error_is_never_0() -> None:
    assert standard_error([0, 128], 128).min() > 0.01
    assert standard_error(64, 128) == pytest.approx(0.5 / np.sqrt(132))


def test_bad_options() -> None:
    with pytest.raises(InputError, match="slots is 7"):
        Sketches(slots=7)
    with pytest.raises(InputError, match="words is 33"):
        Sketches(words=33)
    with pytest.raises(InputError, match="words is -1"):
        Sketches(words=-1)
    with pytest.raises(InputError, match="seed is -1"):
        Sketches(seed=-1)
    sketches = Sketches().update({"a": "x", "b": "x"})
    with pytest.raises(InputError, match="threshold is 0"):
        sketches.pairs(0)
    with pytest.raises(InputError, match="recall is 1"):
        sketches.pairs(recall=1)
    with pytest.raises(CapacityError, match="raise max_bytes"):
        sketches.pairs(max_bytes=10)
    with pytest.raises(InputError, match="do not merge"):
        sketches.merge(Sketches(seed=1))
    with pytest.raises(UnknownNameError):
        sketches.compare("a", "c")
    with pytest.raises(InputError, match="not list"):
        sketches.update(["x"])  # type: ignore[arg-type]
