"""Stories, and which pairs of articles a comparison keeps."""

from __future__ import annotations

import numpy as np
import pytest

from polyvocal import _core
from polyvocal.errors import CapacityError, InputError
from polyvocal.similarity.stories import make_stories
from tests.python.test_reuse_families import TEXTS
from tests.python.test_similarity import study_of

# Two texts a story: halves of one text, each with every second sentence of it.
HALVES = [
    ". ".join(part) for text in TEXTS[:5] for part in (text.split(". ")[:22], text.split(". ")[8:])
]


def test_halves_of_a_text_are_one_story() -> None:
    table = study_of(HALVES, outlet=list("ABABABABAA")).stories()
    assert list(table["document"]) == [f"a{i:03}" for i in range(10)]
    assert list(table["story"]) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert list(table["articles"]) == [2] * 10
    assert list(table["outlets"]) == [2] * 8 + [1, 1]


def test_cosine_is_the_mean_with_the_others_of_the_story() -> None:
    study = study_of([*HALVES[:2], TEXTS[0], TEXTS[9]])
    vectors = _core.story_vectors(study._segments)
    square = _core.all_pairs(vectors, "cosine", max_bytes=1 << 20)
    cosine = study.stories()["cosine"]
    assert cosine[0] == pytest.approx((square[0, 1] + square[0, 2]) / 2, abs=1e-5)
    assert np.isnan(cosine[3])


def test_rows_of_story_vectors_have_at_most_length_1() -> None:
    vectors = _core.story_vectors(study_of([*HALVES, TEXTS[0]])._segments)
    lengths = np.sqrt(np.add.reduceat(vectors.values.astype(float) ** 2, vectors.indptr[:-1]))
    assert lengths.max() <= 1 + 1e-6
    assert lengths.min() > 0.3


def test_threads_do_not_change_stories() -> None:
    assert study_of(HALVES, threads=1).stories() == study_of(HALVES, threads=2).stories()


def test_days_apart_are_other_stories() -> None:
    study = study_of(HALVES[:2], date=["2020-01-01", "2020-01-09"])
    assert list(study.stories()["story"]) == [0, 0]
    assert list(study.stories(days=7)["story"]) == [0, 1]


@pytest.mark.parametrize("texts", [["Only one text."], ["1.", "2."], [TEXTS[0]] * 3])
def test_few_or_equal_articles(texts: list[str]) -> None:
    story = study_of(texts).stories()["story"]
    assert max(story) < len(texts)


def test_stories_refuse_what_makes_no_sense() -> None:
    study = study_of(HALVES[:2])
    with pytest.raises(InputError, match="least is 2"):
        study.stories(least=2)
    with pytest.raises(CapacityError, match="max_bytes"):
        make_stories(study.corpus._core, study._segments, max_bytes=1)


def test_top_keeps_the_best_partners() -> None:
    found = study_of(HALVES).similarity(kind="words", top=1).table()
    assert len(found) <= 10
    pairs = set(zip(found["a"], found["b"], strict=True))
    assert {(f"a{i:03}", f"a{i + 1:03}") for i in range(0, 10, 2)} <= pairs


def test_threshold_days_and_other_outlets_choose_pairs() -> None:
    dates = [f"2020-01-{1 + 3 * (i % 2):02}" for i in range(10)]
    study = study_of(HALVES, outlet=list("ABABABABAA"), date=dates)
    every = study.similarity(kind="words").table().to_dicts()
    above = study.similarity(kind="words", threshold=0.3, top=9).table().to_dicts()
    score = {(row["a"], row["b"]): row["score"] for row in every}
    assert {(row["a"], row["b"]) for row in above} == {k for k, v in score.items() if v > 0.3}
    near = study.similarity(kind="words", days=1, top=9).table().to_dicts()
    assert all(int(row["a"][1:]) % 2 == int(row["b"][1:]) % 2 for row in near)
    kept = study.similarity(kind="reuse", other_outlets=True).table().to_dicts()
    assert ("a008", "a009") not in {(row["a"], row["b"]) for row in kept}
    assert len(kept) == 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"top": 0}, "top is 0"),
        ({"threshold": 1.0}, "threshold is 1.0"),
        ({"days": -2}, "days is -2"),
        ({"of": "outlet", "top": 3}, "choose pairs of articles"),
    ],
)
def test_options_out_of_range(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        study_of(HALVES[:2], outlet=["A", "B"]).similarity(**options)  # type: ignore[arg-type]


def test_max_bytes_is_checked_before_comparing() -> None:
    with pytest.raises(CapacityError):
        study_of(HALVES).similarity(kind="words", max_bytes=10)


def test_there_is_one_notion_of_story() -> None:
    study = study_of([*HALVES, TEXTS[9]], outlet=list("ABABABABAAB"))
    table = study.stories()
    sets = study.story_sets()
    assert sets == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, -1]
    shared = set(table.filter(outlets=2)["story"].tolist())
    told = study.compare_outlets().stories(permutations=9).to_dicts()[0]
    assert told["shared"] == len(shared) == 4
    pair = study.similarity(of="outlet", kind="story").table().to_dicts()[0]
    assert (pair["covered_a"], pair["covered_b"]) == (4, 4)
    assert pair["score"] == pytest.approx(8 / 11)
    assert study.story_sets(least=0.9) == [-1] * 11


def test_copies_are_the_families_of_reused_text() -> None:
    study = study_of([TEXTS[0], TEXTS[1], TEXTS[0], TEXTS[2], TEXTS[1], TEXTS[1]])
    assert study.copy_sets() == [0, 1, 0, -1, 1, 1]
    assert study.stance(by="month", copies="detect") is study.stance(by="month", copies="detect")
