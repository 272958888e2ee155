"""Words near actors, sources that name them, words near words: against counts made token by token."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal import _core
from polyvocal.cooccurrence import count_words
from polyvocal.errors import UnknownNameError

ACTORS = pv.read_actors(
    [{"id": i, "name": n, "type": "person"} for i, n in (("lee", "Ann Lee"), ("diaz", "Bo Diaz"))]
)
WORDS = ["brave", "river", "slowly", "cold"]


def study_of(texts: list[str]) -> pv.Study:
    rows = [{"id": str(i), "text": text} for i, text in enumerate(texts)]
    return pv.Study(pv.read_corpus(rows, progress=False), ACTORS, progress=False)


# -- words near words ------------------------------------------------------------------------------

texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=12), max_size=5)


@given(texts, st.integers(1, 4), st.booleans())
def test_words_near_words(generated: list[list[str]], window: int, directed: bool) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for text in generated:
        for i, a in enumerate(text):
            for b in text[i + 1 : i + 1 + window]:
                expected[a, b] += 1
                if not directed:
                    expected[b, a] += 1
    found = count_words(generated, window=window, directed=directed)
    matrix = found.to_matrix()
    assert sum(expected.values()) == found.total
    for a in found.labels:
        for b in found.labels:
            assert matrix[a, b] == expected[a, b]


def test_upper_half_has_the_same_margins() -> None:
    generated = [["a", "b", "a", "c", "a"], ["c", "c", "b"]]
    whole, upper = (count_words(generated, window=2, upper=choice) for choice in (False, True))
    assert np.array_equal(np.triu(whole.counts.toarray()), upper.counts.toarray())
    assert upper.n.tolist() == whole.n.tolist()
    assert upper.total == whole.total


def test_words_are_numbered_as_by_a_dict() -> None:
    draw = np.random.default_rng(4)
    pool = [f"{head}{i}" for head in ("w", "é", "ж", "\U0001f600") for i in range(900)]
    texts = [[pool[i] for i in draw.integers(0, len(pool), 700)] for _ in range(12)]
    numbers: dict[str, int] = {}
    expected = [numbers.setdefault(word, len(numbers)) for text in texts for word in text]
    found = _core.WordNumbers()
    for text in texts:
        found.add(tuple("".join(list(word)) for word in text))  # other objects, equal words
    assert found.ids.tolist() == expected
    assert found.words == list(numbers)
    assert found.documents.tolist() == list(range(0, 12 * 700 + 1, 700))


def test_word_pairs_of_a_study() -> None:
    study = study_of(["Cold river. Cold river, slowly.", "The river was cold."])
    found = study.word_pairs(window=1, min_count=2)
    assert found.columns == found.labels
    assert found.to_matrix()["cold", "river"] == 3
    assert "slowly" not in found.labels
    with pytest.raises(pv.CapacityError, match="max_bytes"):
        study.word_pairs(min_count=1, max_bytes=20)
    with pytest.raises(pv.InputError, match="list of its words"):
        count_words(["not cut"])
    with pytest.raises(pv.InputError, match="word 1 of document 1 is a int; give str"):
        count_words([["a"], ["b", 3]])  # type: ignore[list-item]
    with pytest.raises(pv.InputError, match="min_count"):
        study.word_pairs(min_count=0)


# -- words near actors -----------------------------------------------------------------------------


def test_keywords_by_hand() -> None:
    study = study_of(["Brave Ann Lee saw the cold river. Nobody else went to the cold river."])
    found = study.keywords(window=3, min_count=1)
    row = found.to_matrix().sel("lee")
    assert row == {"brave": 1.0, "saw": 1.0, "the": 1.0, "cold": 1.0}
    assert found.n.tolist() == [4, 0]
    assert found.total == 14
    assert dict(zip(found.columns, found.n_columns.tolist(), strict=True))["cold"] == 2
    faded = study.keywords(window=3, min_count=1, weight="harmonic").to_matrix().sel("lee")
    assert faded["saw"] == 1.0
    assert faded["cold"] == pytest.approx(1 / 3, abs=1e-9)


def test_a_token_between_two_mentions_counts_once() -> None:
    found = study_of(["Ann Lee saw Ann Lee."]).keywords(window=5, min_count=1)
    assert found.to_matrix().sel("lee") == {"saw": 1.0}


def articles(near: float, count: int, seed: int) -> list[str]:
    """Long articles; "brave" stands beside Ann Lee with this probability, else anywhere."""
    random = np.random.default_rng(seed)
    made = []
    for i in range(count):
        body = [f"w{random.integers(0, 60)}x" for _ in range(120)]
        at = int(random.integers(20, 100))
        for _ in range(int(random.integers(1, 4))):
            beside = random.random() < near
            body[at + 1 if beside else int(random.integers(0, 120))] = "brave"
        body[at] = "Ann Lee"
        made.append(" ".join(body) + f" {i}.")
    return made


def test_keywords_are_found_and_others_are_not() -> None:
    table = study_of(articles(0.8, 40, 1)).keywords(window=6).top("lee", 1).rows()
    first = next(table)
    assert first["word"] == "brave"
    assert first["q"] < 0.001
    p = np.concatenate(
        [study_of(articles(0.0, 40, seed)).keywords(window=6).table()["p"] for seed in range(2, 14)]
    )
    known = p[~np.isnan(p)]
    assert len(known) > 400
    assert 0.03 <= np.mean(known <= 0.05) <= 0.07


def test_few_articles_prove_no_keyword() -> None:
    found = study_of(articles(1.0, 4, 1)).keywords(window=6)
    assert np.all(np.isnan(found.table()["p"]))
    assert len(found.significant()) == 0


@pytest.mark.parametrize("threads", [2, 5])
def test_keywords_for_any_number_of_threads(sample_study: pv.Study, threads: int) -> None:
    other = pv.Study(sample_study.corpus, sample_study.actors, threads=threads, progress=False)
    assert other.keywords().table() == sample_study.keywords().table()


# -- sources ---------------------------------------------------------------------------------------


def test_named_by_sources_agrees_with_the_attributions(sample_study: pv.Study) -> None:
    found = sample_study.named_by()
    attributions = [row for row in sample_study.attributions.rows() if row["source_actor"]]
    assert found.total <= len(attributions)
    assert found.counts.sum() <= len(sample_study.mentions)
    assert found.n.tolist() == found.counts.sum(axis=1).tolist()
    for j, source in enumerate(found.columns):
        assert found.n_columns[j] <= sum(row["source_actor"] == source for row in attributions)
    with pytest.raises(pv.InputError, match="no test"):
        found.significant()


def test_named_by_hand() -> None:
    study = study_of(
        ['Ann Lee said Bo Diaz was late and Diaz knew it. Bo Diaz said: "Ann Lee lies."']
    )
    found = study.named_by().to_matrix()
    assert (found["diaz", "lee"], found["lee", "diaz"]) == (1, 1)
    assert (found["lee", "lee"], found["diaz", "diaz"]) == (0, 0)


def test_ranked_orders_the_words_of_each_actor() -> None:
    counts = study_of(articles(0.8, 40, 1)).keywords(window=6)
    ranked = counts.ranked()
    assert sorted(map(str, ranked.to_dicts())) == sorted(map(str, counts.table().to_dicts()))
    for label in counts.labels:
        rows = ranked.filter(actor=label)
        assert np.all(np.diff(rows["g2"]) <= 0)
        assert rows["word"].tolist() == counts.top(label, len(rows))["word"].tolist()
    with pytest.raises(UnknownNameError):
        counts.ranked(by="strength")
