"""Stories, and which pairs of articles a comparison keeps."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from polyvocal import _core
from polyvocal.errors import CapacityError, InputError
from polyvocal.similarity.documents import story_probability
from polyvocal.similarity.same_event import event_features, event_probability, same_event
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


def test_probability_is_the_mean_with_the_others_of_the_story() -> None:
    study = study_of([*HALVES[:2], TEXTS[0], TEXTS[9]])
    profiles = _core.story_profiles(study._segments)
    a, b = (np.array(side, dtype=np.int32) for side in ([0, 0], [1, 2]))
    probability = study.stories()["probability"]
    assert probability[0] == pytest.approx(same_event(profiles, a, b).mean())
    assert np.isnan(probability[3])


def test_rows_of_story_vectors_have_at_most_length_1() -> None:
    vectors = _core.story_profiles(study_of([*HALVES, TEXTS[0]])._segments).vectors
    lengths = np.sqrt(np.add.reduceat(vectors.values.astype(float) ** 2, vectors.indptr[:-1]))
    assert lengths.max() <= 1 + 1e-6
    assert lengths.min() > 0.3


def slow_evidence(texts: list[str], a: int, b: int) -> dict[str, float]:
    """Evidence of two texts of plain words: no function words, one sentence."""
    words = [[word.strip(".").lower() for word in text.split()] for text in texts]
    having = Counter(word for text in words for word in set(text))

    def idf(word: str) -> float:
        return math.log((1 + len(texts)) / (1 + having[word])) + 1

    def kept(i: int, kind: str, *, opening: bool) -> dict[str, float]:
        chosen = Counter(
            word
            for word, raw in zip(words[i], texts[i].split(), strict=True)
            if kind == "words"
            or (kind == "names" and raw[0].isupper())
            or (kind == "numbers" and raw[0].isdigit())
        )
        first = Counter(words[i][:60])
        times = {w: min(n, first[w]) if opening else n for w, n in chosen.items()}
        weights = {w: (1 + math.log(n)) * idf(w) for w, n in times.items() if n}
        length = math.sqrt(sum(x * x for x in weights.values()))
        return {w: x / length for w, x in weights.items()}

    def dot(x: dict[str, float], y: dict[str, float]) -> float:
        return sum(weight * y.get(word, 0) for word, weight in x.items())

    whole, first = (
        {kind: [kept(i, kind, opening=o) for i in (a, b)] for kind in ("words", "names", "numbers")}
        for o in (False, True)
    )
    rarest = math.log((1 + len(texts)) / 3) + 1
    return {
        "names": dot(*whole["names"]),
        "numbers": dot(*whole["numbers"]),
        "opening_numbers": dot(*first["numbers"]),
        "opening": (
            dot(first["words"][0], whole["words"][1]) + dot(first["words"][1], whole["words"][0])
        )
        / 2,
        "shared": sum(idf(w) for w in set(words[a]) & set(words[b])) / rarest,
    }


def test_evidence_equals_a_slow_reference() -> None:
    draw = np.random.default_rng(3)
    pool = [f"{c}{v}{e}{d}" for c in "bdg" for v in "ao" for e in "mr" for d in ("at", "ik", "ul")]
    pool = [word.capitalize() if i % 3 == 0 else word for i, word in enumerate(pool)]
    pool += [str(n) for n in range(2011, 2023)]
    texts = [" ".join(draw.choice(pool, size=n)) + "." for n in (8, 40, 90, 150, 61)]
    profiles = _core.story_profiles(study_of(texts)._segments)
    a, b = (side.astype(np.int32) for side in np.triu_indices(5, 1))
    found = _core.story_evidence(profiles, a, b, threads=1)
    turned = _core.story_evidence(profiles, b[::-1].copy(), a[::-1].copy(), threads=2)
    for k, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        for name, value in slow_evidence(texts, i, j).items():
            assert found[name][k] == pytest.approx(value, rel=2e-6, abs=1e-7)
            assert found[name][k] == turned[name][len(a) - 1 - k]
    assert profiles.words.tolist() == [8, 40, 90, 150, 61]


def test_equal_articles_are_of_one_event_and_other_articles_are_not() -> None:
    profiles = _core.story_profiles(
        study_of([*TEXTS[:5], TEXTS[0], "Snow fell in Oslo."])._segments
    )
    a, b = (np.array(side, dtype=np.int32) for side in ([0, 0, 0, 6], [5, 1, 2, 3]))
    probability = same_event(profiles, a, b)
    assert probability[0] > 0.99
    assert probability[1:].max() < 0.1
    assert np.array_equal(probability, event_probability(event_features(profiles, a, b)))


def test_evidence_refuses_documents_that_are_not_there() -> None:
    profiles = _core.story_profiles(study_of(HALVES[:2])._segments)
    one, two = np.array([0], dtype=np.int32), np.array([2], dtype=np.int32)
    with pytest.raises(InputError, match="document 2 is not one of the 2"):
        _core.story_evidence(profiles, one, two)
    with pytest.raises(InputError, match="two of each pair"):
        _core.story_evidence(profiles, one, np.array([0, 1], dtype=np.int32))


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
    assert study.story_sets(least=1.0) == [-1] * 11


def test_copies_are_the_families_of_reused_text() -> None:
    study = study_of([TEXTS[0], TEXTS[1], TEXTS[0], TEXTS[2], TEXTS[1], TEXTS[1]])
    assert study.copy_sets() == [0, 1, 0, -1, 1, 1]
    assert study.stance(by="month", copies="detect") is study.stance(by="month", copies="detect")


def test_probability_rises_with_the_cosine_and_equal_texts_are_one_story() -> None:
    cosine = np.linspace(0, 1, 101)
    for share in (0.2, 0.5, 0.8):
        probability = story_probability(cosine, share * cosine)
        assert np.all(np.diff(probability) > 0)
    assert story_probability(np.ones(1), np.ones(1))[0] > 0.99
    assert story_probability(np.zeros(1), np.zeros(1))[0] < 0.02
    few, many = (story_probability(np.array([0.2]), np.array([x]))[0] for x in (0.06, 0.15))
    assert few > many
