"""Copies of articles: garbled, in families, with who had them first."""

from __future__ import annotations

import numpy as np
import pytest

import polyvocal as pv
from bench.quality._plant import garble_letters, move_sentences
from polyvocal import _core
from polyvocal.errors import InputError
from tests.python.test_similarity import ACTORS, study_of, write


def made_up(seed: int) -> str:
    """A text of 300 words, few of them twice, as long as those of a newspaper."""
    rng = np.random.default_rng(seed)
    parts = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    return write(["".join(rng.choice(parts, rng.integers(2, 5))) for _ in range(300)])


TEXTS = [made_up(seed) for seed in range(12)]


def garbled(text: str, rate: float, seed: int = 0) -> str:
    return garble_letters(rate)(text, np.random.default_rng(seed))


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.2])
def test_a_garbled_copy_is_found_and_nothing_else(rate: float) -> None:
    study = study_of([*TEXTS, garbled(TEXTS[3], rate)])
    found = study.similarity(kind="reuse")
    rows = found.families().to_dicts()
    assert [row["document"] for row in rows] == ["a003", "a012"]
    best = found.top(1).to_dicts()[0]
    assert (best["a"], best["b"]) == ("a003", "a012")
    assert best["score"] > 0.8
    passages = found.alignments(text=False)
    assert set(zip(passages["a"], passages["b"], strict=True)) == {("a003", "a012")}
    assert passages["edited"].all()


def test_words_alone_do_not_find_it() -> None:
    """What the alignment by letters is for."""
    corpus = pv.read_corpus(
        [{"id": str(i), "text": text} for i, text in enumerate([*TEXTS, garbled(TEXTS[3], 0.2)])],
        progress=False,
    )
    segments = _core.segment(corpus._core)
    by_words = _core.find_reuse(corpus._core, segments, garbled=False)
    assert len(by_words["pairs"]["a"]) == 0
    study = pv.Study(corpus, ACTORS, progress=False)
    assert len(study.similarity(kind="reuse", garbled=False).families()) == 0
    assert len(study.similarity(kind="reuse").families()) == 2
    assert len(_core.find_reuse(corpus._core, segments)["pairs"]["a"]) == 1


def test_moved_and_dropped_sentences_stay_one_family() -> None:
    copy = move_sentences(TEXTS[5], np.random.default_rng(1))
    rows = study_of([*TEXTS, copy]).similarity(kind="reuse").families()
    assert list(rows["document"]) == ["a005", "a012"]


def test_threads_do_not_change_the_result() -> None:
    texts = [*TEXTS, *(garbled(text, 0.1, seed) for seed, text in enumerate(TEXTS))]
    one = study_of(texts, threads=1).similarity(kind="reuse")
    two = study_of(texts, threads=2).similarity(kind="reuse")
    assert one.table() == two.table()
    assert one.alignments() == two.alignments()
    assert len(one.families()) == 24


def test_families_say_who_was_first() -> None:
    texts = [TEXTS[0], garbled(TEXTS[0], 0.05), TEXTS[1], TEXTS[0], TEXTS[2], TEXTS[2]]
    dates = ["2020-01-05", "2020-01-03", "2020-01-01", "2020-01-09", "2020-02-01", "2020-02-01"]
    study = study_of(texts, date=dates, outlet=list("ABCDEF"))
    rows = study.similarity(kind="reuse").families().to_dicts()
    told = [(r["family"], r["document"], r["place"], r["lag_days"], r["source"]) for r in rows]
    assert told == [
        (0, "a000", "copy", 2, "a001"),
        (0, "a001", "first", 0, ""),
        (0, "a003", "copy", 6, "a000"),
        (1, "a004", "same day", 0, ""),
        (1, "a005", "same day", 0, ""),
    ]
    pair = study.similarity(kind="reuse").top(9).to_dicts()
    said = {(row["a"], row["b"]): (row["first"], row["lag_days"]) for row in pair}
    assert said["a000", "a001"] == ("b", 2)
    assert said["a000", "a003"] == ("a", 4)
    assert said["a004", "a005"] == ("same day", 0)


def test_without_dates_nobody_is_first() -> None:
    found = study_of([TEXTS[0], TEXTS[0]]).similarity(kind="reuse")
    rows = found.families().to_dicts()
    assert [row["place"] for row in rows] == ["undated", "undated"]
    assert all(row["lag_days"] is row["share"] is None for row in rows)
    assert found.table().to_dicts()[0]["first"] == "unknown"


@pytest.mark.parametrize("texts", [TEXTS[:1], TEXTS[:3], ["", ""]])
def test_no_copies_no_families(texts: list[str]) -> None:
    corpus = pv.read_corpus(
        [{"id": str(i), "text": text or "1."} for i, text in enumerate(texts)], progress=False
    )
    found = pv.Study(corpus, ACTORS, progress=False).similarity(kind="reuse")
    assert len(found.families()) == 0


def test_families_are_refused_where_there_are_none() -> None:
    study = study_of(TEXTS[:2], outlet=["A", "B"])
    with pytest.raises(InputError, match="kind='reuse'"):
        study.similarity(kind="words").families()
    with pytest.raises(InputError, match="min_share is 0"):
        study.similarity(kind="reuse").families(0)
