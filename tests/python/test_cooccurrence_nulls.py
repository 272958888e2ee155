"""Nulls of co-occurrence: against all matrices, on data where chance is all there is, and change."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal import _core
from tests.reference import permutation as slow

NAMES = 20
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


def pack(rows: list[list[int]]) -> tuple[Longs, Ints]:
    begin = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return begin, np.array([name for row in rows for name in sorted(row)], dtype=np.int32)


def p_of(rows: list[list[int]], names: int, replicates: int) -> npt.NDArray[np.float64]:
    found = _core.permutation_tests(*pack(rows), names, replicates=replicates, seed=5)
    p = np.full((names, names), np.nan)
    row = np.repeat(np.arange(names), np.diff(found["indptr"]))
    p[row, found["indices"]] = found["p"]
    return p


@given(st.lists(st.sets(st.integers(0, 3), max_size=3), min_size=2, max_size=6))
@settings(max_examples=15)
def test_permutation_agrees_with_all_matrices(generated: list[set[int]]) -> None:
    rows = [sorted(row) for row in generated]
    p = p_of(rows, 4, 4000)
    for a in range(4):
        for b in range(a + 1, 4):
            if not np.isnan(p[a, b]):
                expected = slow.mid_p([tuple(row) for row in rows], 4, a, b)
                assert p[a, b] == p[b, a]
                assert p[a, b] == pytest.approx(expected, abs=0.045)


@given(st.lists(st.sets(st.integers(0, 9), max_size=6), min_size=1, max_size=20))
def test_shuffling_keeps_both_margins(generated: list[set[int]]) -> None:
    begin, items = pack([sorted(row) for row in generated])
    moved = _core.shuffle_documents(begin, items, 10, seed=1, replicate=0)
    assert np.array_equal(moved["begin"], begin)
    assert np.array_equal(
        np.bincount(moved["items"], minlength=10), np.bincount(items, minlength=10)
    )
    for low, high in pairwise(begin):
        assert np.all(np.diff(moved["items"][low:high]) > 0)


def test_strata_are_kept_apart() -> None:
    rows = [[0, 1], [2], [3], [4, 5], [6], [7]] * 5
    strata = np.array([0, 0, 0, 1, 1, 1] * 5, dtype=np.int32)
    begin, items = pack(rows)
    moved = _core.shuffle_documents(begin, items, 8, seed=1, replicate=0, strata=strata)
    of_item = np.repeat(strata, np.diff(begin))
    assert np.all((moved["items"] >= 4) == (of_item == 1))
    with pytest.raises(pv.InputError, match="strata"):
        _core.shuffle_documents(begin, items, 8, seed=1, replicate=0, strata=strata[:3])


def test_same_for_any_number_of_threads() -> None:
    random = np.random.default_rng(3)
    rows = [np.nonzero(random.random(12) < 0.3)[0].tolist() for _ in range(60)]
    one, five = (
        _core.permutation_tests(*pack(rows), 12, replicates=99, seed=5, threads=threads)
        for threads in (1, 5)
    )
    assert all(np.array_equal(one[key], five[key]) for key in one)


def null_articles(random: np.random.Generator, articles: int) -> list[list[int]]:
    """Names drawn apart from each other, in articles of very different length."""
    share = 0.5 / np.arange(1, NAMES + 1) ** 0.6
    length = random.lognormal(0, 0.7, articles)
    named = random.random((articles, NAMES)) < np.minimum(0.9, np.outer(length, share))
    return [np.nonzero(row)[0].tolist() for row in named]


def false_positives(articles: int, corpora: int, kind: str) -> float:
    """Share of pairs with p of at most .05, of those expected together once or more."""
    random = np.random.default_rng(11)
    found, pairs = 0, 0
    people = [
        {"id": f"n{i}", "name": f"Ann {chr(65 + i)}onson", "type": "person"} for i in range(NAMES)
    ]
    actors = pv.read_actors(people)
    for _ in range(corpora):
        rows = null_articles(random, articles)
        begin, items = pack(rows)
        moved = _core.shuffle_documents(begin, items, NAMES, seed=7, replicate=0)
        texts = [
            " and ".join(people[i]["name"] for i in moved["items"][low:high]) + " left today."
            for low, high in pairwise(begin)
        ]
        corpus = pv.read_corpus(
            [{"id": f"a{i}", "text": text} for i, text in enumerate(texts)], progress=False
        )
        counts = pv.Study(corpus, actors, progress=False).cooccurrence(unit="document")
        table = counts.with_null(kind, replicates=199).table()  # type: ignore[arg-type]
        n = counts.n
        for i in range(NAMES):
            for j in range(i + 1, NAMES):
                pairs += bool(n[i] * n[j] >= counts.total)
        expected = table["n_a"] * table["n_b"] >= table["n"]
        found += int(np.count_nonzero(expected & (table["p"] <= 0.05)))
    return found / pairs


@pytest.mark.parametrize(("articles", "corpora"), [(30, 12), (100, 8), (1000, 5)])
def test_false_positives_are_as_many_as_promised(articles: int, corpora: int) -> None:
    assert 0.03 <= false_positives(articles, corpora, "documents") <= 0.07


def test_articles_of_different_length_mislead_the_exact_test() -> None:
    assert false_positives(100, 3, "names") > 0.15


def test_the_fitted_tail_goes_on_where_replicates_end() -> None:
    rows = [[0, 1]] * 30 + [[2], [3]] * 60 + [[2, 3], [1], [0]]
    corpus_rows = [
        {"id": str(i), "text": " and ".join(f"Ann {'XYZW'[n]}onson" for n in row) + " left."}
        for i, row in enumerate(rows)
    ]
    people = [{"id": c, "name": f"Ann {c}onson", "type": "person"} for c in "XYZW"]
    corpus = pv.read_corpus(corpus_rows, progress=False)
    study = pv.Study(corpus, pv.read_actors(people), progress=False)
    few, many = (
        study.cooccurrence().with_null("documents", replicates=n).table() for n in (99, 999)
    )
    row = next(r for r in few.rows() if (r["a"], r["b"]) == ("X", "Y"))
    again = next(r for r in many.rows() if (r["a"], r["b"]) == ("X", "Y"))
    assert row["p"] < 1e-8
    assert math.log10(row["p"]) == pytest.approx(math.log10(again["p"]), rel=0.15)


# -- change ----------------------------------------------------------------------------------------

PEOPLE = pv.read_actors(
    [{"id": i, "name": n, "type": "person"} for i, n in (("lee", "Ann Lee"), ("diaz", "Bo Diaz"))]
)


def study_by_outlet(both: dict[str, int], one: dict[str, int]) -> pv.Study:
    rows = []
    for outlet, count in both.items():
        rows += [{"outlet": outlet, "text": "Ann Lee met Bo Diaz."}] * count
        rows += [{"outlet": outlet, "text": "Ann Lee left."}] * one[outlet]
    numbered = [
        {"id": str(i), **row, "text": f"{row['text']} Day {i}."} for i, row in enumerate(rows)
    ]
    return pv.Study(pv.read_corpus(numbered, progress=False), PEOPLE, progress=False)


def test_change_by_hand() -> None:
    study = study_by_outlet({"A": 4, "B": 12}, {"A": 16, "B": 8})
    row = next(study.cooccurrence(by="outlet").compare("A", "B").rows())
    ratio = math.log(12.5 / 8.5) - math.log(4.5 / 16.5)
    error = math.sqrt(1 / 12.5 + 1 / 8.5 + 1 / 4.5 + 1 / 16.5)
    assert row["change"] == pytest.approx(ratio)
    assert row["high"] - row["low"] == pytest.approx(2 * 1.959964 * error, rel=1e-6)
    assert row["p"] == pytest.approx(2 * _core.hypergeometric_upper(12, 16, 20, 40))
    back = next(study.cooccurrence(by="outlet").compare("B", "A").rows())
    assert (back["change"], back["p"]) == pytest.approx((-row["change"], row["p"]))


def test_change_among_those_that_name_either() -> None:
    study = study_by_outlet({"A": 4, "B": 4}, {"A": 0, "B": 12})
    row = next(study.cooccurrence(by="outlet").compare("A", "B", among="either").rows())
    assert (row["documents_n_1"], row["documents_n_2"]) == (4, 16)
    assert row["change"] < 0


def test_change_refuses_slices_of_the_same_articles(sample_study: pv.Study) -> None:
    with pytest.raises(pv.InputError, match="not of different articles"):
        sample_study.cooccurrence(by="voice").compare("outlet", "quoted")
    with pytest.raises(pv.UnknownNameError):
        sample_study.cooccurrence(by="outlet").compare("nobody", "no one")
    with pytest.raises(pv.InputError, match="replicates"):
        sample_study.cooccurrence().with_null("documents", replicates=0)


def test_each_slice_beside_all_others() -> None:
    both, one = {"A": 4, "B": 12, "C": 6, "D": 1}, {"A": 16, "B": 8, "C": 24, "D": 2}
    result = study_by_outlet(both, one).cooccurrence(by="outlet")
    rows = {row["slice"]: row for row in result.compare_all(least=1)}
    assert list(rows) == ["A", "B", "C"], "D has 3 articles, fewer than 10"
    for name, row in rows.items():
        here, there = 30 if name == "C" else 20, 73 - (30 if name == "C" else 20)
        assert (row["documents_2"], row["documents_n_2"]) == (both[name], here)
        assert (row["documents_1"], row["documents_n_1"]) == (23 - both[name], there)
        upper = _core.hypergeometric_upper(both[name], 23, here, 73)
        assert row["p"] == pytest.approx(2 * min(upper, 1 - upper))
        assert row["q"] >= row["p"]
    assert rows["B"]["change"] > 0 > rows["C"]["change"]
    assert len(result.compare_all(least=24)) == 0
    either = next(result.compare_all(among="either", least=1, min_documents=20).rows())
    assert (either["documents_n_1"], either["documents_n_2"]) == (53, 20)


def test_two_slices_compared_with_all_others_are_compared_with_each_other() -> None:
    result = study_by_outlet({"A": 4, "B": 12}, {"A": 16, "B": 8}).cooccurrence(by="outlet")
    with_all = next(row for row in result.compare_all().rows() if row["slice"] == "B")
    alone = next(result.compare("A", "B").rows())
    assert {**with_all, "slice": None, "q": alone["q"]} == {**alone, "slice": None}


def test_nothing_to_compare(sample_study: pv.Study) -> None:
    assert len(sample_study.cooccurrence(by="outlet").compare_all()) == 0
    with pytest.raises(pv.InputError, match="not of different articles"):
        sample_study.cooccurrence(by="voice").compare_all()
    with pytest.raises(pv.UnknownNameError, match="among"):
        sample_study.cooccurrence(by="outlet").compare_all(among="some")  # type: ignore[arg-type]


def test_outlets_dealt_at_random_seldom_differ() -> None:
    """Mid-p of an exact test: false positives at .05 near .05, above a floor of counts."""
    made = np.random.default_rng(7)
    found = tests = 0
    for _ in range(6):
        rows = [
            {
                "id": str(i),
                "outlet": "ABCD"[made.integers(4)],
                "text": " and ".join(
                    f"Ann {'XYZWVU'[n]}onson" for n in range(6) if made.random() < 0.4
                )
                + " left.",
            }
            for i in range(400)
        ]
        people = [{"id": c, "name": f"Ann {c}onson", "type": "person"} for c in "XYZWVU"]
        corpus = pv.read_corpus(rows, progress=False)
        study = pv.Study(corpus, pv.read_actors(people), progress=False)
        p = study.cooccurrence(by="outlet", unit="document").compare_all(among="either")["p"]
        found, tests = found + int((p <= 0.05).sum()), tests + len(p)
    assert tests == 6 * 4 * 15
    assert 0.02 <= found / tests <= 0.08
