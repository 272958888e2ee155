"""One set of articles against another, weights of a reference corpus, and rankings of actors."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

import polyvocal as pv
from polyvocal import _core
from polyvocal.errors import CapacityError, InputError, UnknownNameError
from polyvocal.outlets import measures
from polyvocal.similarity import DocumentFrequencies, load_frequencies
from tests.python.test_similarity import prose, study_of, write
from tests.reference.similarity import cosine, mean_rank_biased_overlap, tfidf


def texts_of(seeds: range) -> tuple[list[list[str]], list[str]]:
    """Words and text of some articles that share words."""
    words = [prose(seed, 30 + seed % 20) for seed in seeds]
    return words, [write(part) for part in words]


def expected(mine: list[list[str]], theirs: list[list[str]], top: int) -> dict[str, list[float]]:
    """Best cosines of each of mine, by definition, with weights from both together."""
    rows = tfidf([*mine, *theirs])
    best = {}
    for i in range(len(mine)):
        scores = [cosine(rows[i], row) for row in rows[len(mine) :]]
        best[f"a{i:03}"] = sorted((s for s in scores if s > 0), reverse=True)[:top]
    return best


def test_two_studies_by_definition() -> None:
    (mine, my_texts), (theirs, their_texts) = texts_of(range(8)), texts_of(range(50, 75))
    a, b = study_of(my_texts), study_of(their_texts)
    table = a.nearest(b, top=4)
    wanted = expected(mine, theirs, 4)
    for document in dict.fromkeys(table["document"]):
        found = [row["score"] for row in table if row["document"] == document]
        assert found == pytest.approx(wanted[document], abs=1e-5)
        assert found == sorted(found, reverse=True)
    assert len(table) == sum(len(best) for best in wanted.values())
    again = study_of(my_texts, threads=2).nearest(study_of(their_texts, threads=1), top=4)
    assert again == table


def test_in_one_study_the_others_are_found() -> None:
    _, texts = texts_of(range(12))
    study = study_of(texts)
    square = study.similarity(kind="words").matrix
    ids = study.corpus.ids
    table = study.nearest(documents=ids[:3], among=ids[2:], top=2)
    assert list(dict.fromkeys(table["document"])) == ids[:3]
    for row in table:
        assert row["document"] != row["partner"] in ids[2:]
        assert row["score"] == pytest.approx(square[row["document"], row["partner"]], abs=1e-6)
    for document in ids[:3]:
        rest = sorted(square[document, other] for other in ids[2:] if other != document)[-2:]
        found = [row["score"] for row in table if row["document"] == document]
        assert found == pytest.approx(rest[::-1], abs=1e-6)


def test_days_and_outlets_choose_partners() -> None:
    text = "A storm closed the port of Brega for a week, the harbour master said."
    mine = study_of([text], outlet=["A"], date=["2020-01-05"])
    theirs = study_of(
        [text] * 4,
        outlet=["A", "B", "B", ""],
        date=["2020-01-05", "2020-01-04", "2020-02-05", "2020-01-05"],
    )
    assert len(mine.nearest(theirs)) == 4
    near = mine.nearest(theirs, days=1)
    assert list(near["partner"]) == ["a000", "a001", "a003"]
    assert near["days_later"].tolist() == [0, -1, 0]
    others = mine.nearest(theirs, days=1, other_outlets=True)
    assert list(others["partner"]) == ["a001", "a003"]
    assert len(mine.nearest(theirs, threshold=0.9999, top=1)) == 1


def test_nothing_in_common() -> None:
    table = study_of(["Alpha beta gamma."]).nearest(study_of(["Delta epsilon zeta.", "..."]))
    assert len(table) == 0


def test_nearest_refuses_what_makes_no_sense() -> None:
    study = study_of(["Alpha beta gamma.", "Alpha beta delta."])
    with pytest.raises(InputError, match="top is 0"):
        study.nearest(top=0)
    with pytest.raises(InputError, match=r"threshold is 1\.0"):
        study.nearest(threshold=1.0)
    with pytest.raises(InputError, match="days is -1"):
        study.nearest(days=-1)
    with pytest.raises(InputError, match="not one string"):
        study.nearest(documents="a000")
    with pytest.raises(UnknownNameError, match="a00"):
        study.nearest(among=["a00"])
    with pytest.raises(InputError, match="give a Study"):
        study.nearest("a000")  # type: ignore[arg-type]
    with pytest.raises(CapacityError, match="raise max_bytes"):
        study.nearest(max_bytes=100)


# -- weights of a reference corpus ------------------------------------------------------------------


def test_frequencies_are_those_of_the_articles() -> None:
    words, texts = texts_of(range(9))
    background = DocumentFrequencies().update(study_of(texts))
    counts: dict[str, int] = dict(background.table().to_pandas().itertuples(index=False))
    assert background.documents == 9
    assert counts == {w: sum(w in part for part in words) for w in {w for p in words for w in p}}
    assert background.idf("nowhere") == pytest.approx(np.log(10) + 1)


def test_frequencies_of_parts_add_up(tmp_path: Path) -> None:
    _, texts = texts_of(range(9))
    whole = DocumentFrequencies().update(study_of(texts))
    parts = [DocumentFrequencies().update(study_of(part)) for part in (texts[:4], texts[4:])]
    assert parts[1].merge(parts[0]).to_bytes() == whole.to_bytes()
    back = load_frequencies(whole.save(tmp_path / "news.pvf"))
    assert back.to_bytes() == whole.to_bytes() == pickle.loads(pickle.dumps(whole)).to_bytes()
    damaged = bytearray(whole.to_bytes())
    damaged[20] ^= 1
    with pytest.raises(InputError, match="damaged"):
        DocumentFrequencies.from_bytes(bytes(damaged))
    with pytest.raises(InputError, match="cannot read"):
        load_frequencies(tmp_path / "nowhere")


def test_a_background_makes_scores_of_studies_comparable() -> None:
    _, texts = texts_of(range(30))
    background = DocumentFrequencies().update(study_of(texts))
    whole, part = study_of(texts), study_of(texts[:6])
    own = part.similarity(kind="words").matrix
    mine = part.similarity(kind="words", background=background).matrix
    theirs = whole.similarity(kind="words").matrix
    for i in range(6):
        for j in range(i):
            a, b = f"a{i:03}", f"a{j:03}"
            assert mine[a, b] == pytest.approx(theirs[a, b], abs=1e-6)
    assert mine["a000", "a001"] != own["a000", "a001"]
    near = part.nearest(background=background, top=1).to_dicts()[0]
    assert near["score"] == pytest.approx(mine[near["document"], near["partner"]], abs=1e-6)


# -- rankings of actors -----------------------------------------------------------------------------

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 3), max_size=5)


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS, st.sampled_from([0.3, 0.9, 0.98]))
def test_rank_overlap_is_the_mean_over_orders_of_equals(
    a: dict[str, float], b: dict[str, float], p: float
) -> None:
    dense = np.array([[side.get(name, 0) for name in "abcdef"] for side in (a, b)], np.float32)
    rows = csr_array(dense)
    sparse = _core.SparseRows(
        rows.indptr.astype(np.int32), rows.indices.astype(np.int32), rows.data, 6
    )
    pair = [np.array([i], np.int32) for i in (0, 1)]
    found = _core.rank_overlap(sparse, *pair, persistence=p)[0]
    assert found == pytest.approx(mean_rank_biased_overlap(a, b, p), abs=1e-12, nan_ok=True)
    assert found == pytest.approx(
        _core.rank_overlap(sparse, *pair[::-1], persistence=p)[0], nan_ok=True
    )


def test_actors_of_articles_by_each_measure() -> None:
    actors = pv.read_actors(
        [{"id": name.lower(), "name": name, "type": "person"} for name in ("Lee", "Diaz", "Roy")]
    )
    texts = ["Lee met Lee. Lee saw Diaz.", "Lee met Diaz. Diaz saw Diaz.", "Rain fell."]
    corpus = pv.read_corpus([{"id": str(i), "text": text} for i, text in enumerate(texts)])
    study = pv.Study(corpus, actors, progress=False)
    score = {
        m: study.similarity(kind="actors", measure=m).matrix for m in ("ruzicka", "cosine", "rbo")
    }
    assert score["ruzicka"]["0", "1"] == pytest.approx(2 / 6)
    assert score["cosine"]["0", "1"] == pytest.approx(6 / 10)
    wanted = mean_rank_biased_overlap({"l": 3, "d": 1}, {"l": 1, "d": 3}, 0.9)
    assert score["rbo"]["0", "1"] == pytest.approx(wanted)
    assert all(np.isnan(matrix["0", "2"]) for matrix in score.values())
    profiles = np.array([[3.0, 1, 0], [1, 3, 0]])
    assert measures.rank_biased_overlap(profiles)[0, 1] == pytest.approx(wanted)
    with pytest.raises(InputError, match="persistence is 1"):
        study.similarity(kind="actors", measure="rbo", persistence=1.0)
    with pytest.raises(InputError, match="leave it out"):
        study.similarity(kind="words", measure="rbo")
    with pytest.raises(UnknownNameError):
        study.similarity(kind="actors", measure="jaccard")  # type: ignore[arg-type]
