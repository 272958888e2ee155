"""Similarity through the public names: scores, verdicts, passages, trees and maps."""

from __future__ import annotations

import math
import pickle
import random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal import _core, similarity
from polyvocal.similarity import Similarity, make_similarity
from tests.reference import similarity as slow

KINDS = ("words", "story", "actors", "side", "reuse")
ACTORS = pv.read_actors(
    {
        "faction": [{"id": "east", "name": "East"}, {"id": "west", "name": "West"}],
        "actor": [
            {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "east"},
            {"id": "diaz", "name": "Bo Diaz", "type": "person", "faction": "west"},
        ],
    }
)
# Invented words: none is a function word, an abbreviation or a name.
WORDS = [
    a + b + c
    for a in ("bal", "dor", "fen", "gil", "kam", "lur")
    for b in ("a", "e", "o")
    for c in ("rit", "san", "tov", "mel", "pik", "wen")
]


def prose(seed: int, count: int) -> list[str]:
    """Words of a made-up text."""
    return random.Random(seed).choices(WORDS, k=count)


def write(words: list[str]) -> str:
    """Words as sentences of ten."""
    parts = [words[i : i + 10] for i in range(0, len(words), 10)]
    return " ".join(" ".join(part).capitalize() + "." for part in parts)


def study_of(texts: list[str], *, threads: int | None = None, **columns: list[str]) -> pv.Study:
    rows = [{"id": f"a{i:03}", "text": text} for i, text in enumerate(texts)]
    for key, values in columns.items():
        for row, value in zip(rows, values, strict=True):
            row[key] = value
    corpus = pv.read_corpus(rows, progress=False)
    return pv.Study(corpus, ACTORS, threads=threads, progress=False)


def compare(study: pv.Study, **options: object) -> Similarity:
    """The maker that Study calls, with options that Study does not have."""
    return make_similarity(
        study.corpus,
        study.actors,
        study._segments,
        study._mentions,
        **options,  # type: ignore[arg-type]
    )


# -- every kind ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("of", ["document", "outlet"])
def test_contract(sample_study: pv.Study, of: str, kind: str) -> None:
    found = sample_study.similarity(of=of, kind=kind)  # type: ignore[arg-type]
    matrix = found.matrix.toarray()
    n = len(found.labels)
    assert matrix.shape == (n, n)
    assert np.array_equal(matrix, matrix.T, equal_nan=True)
    assert np.all(matrix.diagonal() == 1)
    known = matrix[~np.isnan(matrix)]
    assert np.all((known >= 0) & (known <= 1))
    table = found.table()
    assert table.columns[:10] == (
        "of",
        "kind",
        "a",
        "b",
        "score",
        "low",
        "high",
        "p",
        "q",
        "verdict",
    )
    assert len(table) == n * (n - 1) // 2
    for row in table.rows():
        assert row["verdict"]
        assert found.labels.index(row["a"]) < found.labels.index(row["b"])
        if row["score"] is None:
            assert row["verdict"].startswith(("undefined", "too few"))
        if row["low"] is not None:
            assert row["low"] <= row["score"] <= row["high"]
    assert "<table" in found._repr_html_()
    back = pickle.loads(pickle.dumps(found))
    assert back.table() == table
    with pytest.raises(pv.PolyvocalError, match="without the articles"):
        back.alignments()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("threads", [2, 7])
def test_same_for_any_number_of_threads(sample_study: pv.Study, kind: str, threads: int) -> None:
    other = pv.Study(sample_study.corpus, sample_study.actors, threads=threads, progress=False)
    for of in ("document", "outlet"):
        one = sample_study.similarity(of=of, kind=kind).table()  # type: ignore[arg-type]
        assert other.similarity(of=of, kind=kind).table() == one  # type: ignore[arg-type]


def test_refuses_unknown_choices(sample_study: pv.Study) -> None:
    with pytest.raises(pv.UnknownNameError, match="reuse"):
        sample_study.similarity(kind="reuses")  # type: ignore[arg-type]
    with pytest.raises(pv.UnknownNameError, match="document"):
        sample_study.similarity(of="documents")  # type: ignore[arg-type]


# -- words and actors against the slow versions ----------------------------------------------------

texts = st.lists(
    st.lists(st.sampled_from(WORDS[:12]), min_size=1, max_size=15), min_size=2, max_size=6
)


@given(texts)
@settings(max_examples=30)
def test_words_are_cosines_of_tfidf(generated: list[list[str]]) -> None:
    matrix = study_of([write(words) for words in generated]).similarity(kind="words").matrix
    rows = slow.tfidf(generated)
    for i, a in enumerate(matrix.labels):
        for j, b in enumerate(matrix.labels):
            assert matrix[a, b] == pytest.approx(slow.cosine(rows[i], rows[j]), abs=1e-6)


@given(texts, st.randoms())
@settings(max_examples=15)
def test_order_of_articles_does_not_matter(
    generated: list[list[str]], order: random.Random
) -> None:
    rows = [{"id": f"a{i}", "text": write(words)} for i, words in enumerate(generated)]
    shuffled = rows.copy()
    order.shuffle(shuffled)
    one, two = (
        pv.Study(pv.read_corpus(given, progress=False), ACTORS, progress=False)
        for given in (rows, shuffled)
    )
    for kind in ("words", "reuse"):
        first = one.similarity(kind=kind).matrix  # type: ignore[arg-type]
        second = two.similarity(kind=kind).matrix  # type: ignore[arg-type]
        for a in first.labels:
            for b in first.labels:
                assert first[a, b] == pytest.approx(second[a, b], abs=1e-6, nan_ok=True)


def test_actors_are_weighted_jaccard() -> None:
    study = study_of(
        ["Ann Lee spoke. Ann Lee left. Bo Diaz stayed.", "Ann Lee met Bo Diaz.", "Nobody came."]
    )
    found = study.similarity(kind="actors")
    assert found.matrix["a000", "a001"] == pytest.approx(
        slow.ruzicka({"lee": 2, "diaz": 1}, {"lee": 1, "diaz": 1})
    )
    assert math.isnan(found.matrix["a000", "a002"])
    assert "names no actor" in found.table()["verdict"][1]


# -- reuse -----------------------------------------------------------------------------------------


def test_planted_copy_is_found_to_the_letter() -> None:
    copied = prose(1, 40)
    texts = [
        write(prose(2, 60)) + "\n\n" + write(copied),
        write(copied) + "\n\n" + write(prose(3, 30)),
    ]
    study = study_of(texts)
    rows = study.similarity(kind="reuse").alignments("a000", "a001")
    assert len(rows) == 1
    assert rows["text_a"][0] == write(copied).removesuffix(".")
    assert rows["text_b"][0] == write(copied).removesuffix(".")
    assert (rows["matched"][0], bool(rows["edited"][0])) == (40, False)
    score = study.similarity(kind="reuse").table().to_dicts()[0]
    assert score["share_a"] == pytest.approx(0.4)
    assert score["share_b"] == pytest.approx(40 / 70)
    assert score["score"] == pytest.approx(40 / 70)


@given(st.integers(0, 10_000), st.integers(0, 10), st.booleans())
@settings(max_examples=60)
def test_planted_copies_with_edits(seed: int, edits: int, curly: bool) -> None:
    rng = random.Random(seed)
    original = prose(seed, 120)
    changed = original.copy()
    for _ in range(edits):
        place = rng.randrange(10, 110)
        if rng.random() < 0.5:
            changed[place] = "zyx" + changed[place]
        else:
            changed.insert(place, "quvax")
    before = "“é” 🇱🇾 " if curly else ""  # offsets are code points, whatever stands before
    texts = [
        before + write(prose(seed + 1, 30)) + "\n\n" + write(original),
        write(changed) + "\n\n" + before + write(prose(seed + 2, 50)),
    ]
    study = study_of(texts)
    rows = study.similarity(kind="reuse").alignments()
    documents = {document.id: document.text for document in study.corpus}
    found = set()
    for row in rows.rows():
        for side in ("a", "b"):
            text = documents[row[side]][row[f"start_{side}"] : row[f"end_{side}"]]
            assert text == row[f"text_{side}"]
        found.update(range(row["start_a"], row["end_a"]))
    begin = len(texts[0]) - len(write(original))
    wanted = set(range(begin, len(texts[0])))
    # Ten edits in 120 words leave runs long enough; at the edges a run may be lost.
    assert len(found & wanted) >= 0.9 * len(wanted)
    assert len(found - wanted) <= 0.05 * len(wanted)
    assert bool(rows["edited"].any()) or edits == 0 or len(rows) > 1


@given(st.integers(0, 1000), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=40)
def test_more_copied_text_never_lowers_the_share(seed: int, first: int, second: int) -> None:
    few, many = sorted((first, second))
    original = prose(seed, 60)
    shares = []
    for copied in (few, many):
        texts = [write(original), write(original[:copied]) + "\n\n" + write(prose(seed + 1, 40))]
        row = study_of(texts).similarity(kind="reuse", garbled=False).table().to_dicts()[0]
        shares.append(row["share_a"])
        assert 0 <= row["share_a"] <= 1
        assert row["share_a"] >= (copied - 1) / 60 if copied >= 14 else True
    assert shares[0] <= shares[1]


@given(st.integers(0, 1000))
@example(256)  # a run of letters that stands twice, at the edge of a passage
@settings(max_examples=30)
def test_runs_of_twelve_words_are_all_found(seed: int) -> None:
    rng = random.Random(seed)
    a, b = prose(seed, 150), prose(seed + 1, 150)
    for third, place in enumerate(rng.sample(range(3), 3)):  # each passage once, in any order
        length = rng.randrange(6, 30)
        i = 50 * third + rng.randrange(50 - length)
        j = 50 * place + rng.randrange(50 - length)
        b[j : j + length] = a[i : i + length]
    rows = study_of([write(a), write(b)]).similarity(kind="reuse").alignments()
    texts = [text.casefold().replace(".", "").split() for text in rows["text_a"]]
    for i, _, length in slow.longest_common_runs(a, b, 12):
        run = " ".join(a[i : i + length])
        assert any(run in " ".join(text) for text in texts)


def test_quotations_and_boilerplate_are_told_apart() -> None:
    quote = '"' + write(prose(9, 30)).removesuffix(".") + '"'
    furniture = write(prose(10, 20))
    texts = [
        write(prose(20 + i, 50))
        + "\n\n"
        + (f"He said {quote}.\n\n" if i in (0, 6) else "")
        + furniture
        for i in range(7)
    ]
    study = study_of(texts, outlet=["Post"] * 6 + ["Echo"])
    rows = study.similarity(kind="reuse").alignments()
    assert rows["in_quotation"].tolist() == [True]
    assert set(study.similarity(kind="reuse").table()["score"]) == {0.0}


def test_alignments_by_name(sample_study: pv.Study) -> None:
    study = study_of([write(prose(1, 60)), write(prose(1, 60)), write(prose(1, 30))])
    found = study.similarity(kind="reuse")
    assert len(found.alignments()) == 3
    assert len(found.alignments("a002")) == 2
    assert len(found.alignments("a002", "a000")) == 1
    assert "text_a" not in found.alignments(text=False)
    with pytest.raises(pv.UnknownNameError, match="a002"):
        found.alignments("a02")
    assert len(sample_study.similarity(kind="words").alignments(text=False)) == len(
        sample_study.similarity(kind="reuse").alignments(text=False)
    )


# -- outlets ---------------------------------------------------------------------------------------


def two_outlets(per_outlet: int, shared: float) -> pv.Study:
    """Outlets that draw on different halves of the words, but for a share of them."""
    texts, outlets = [], []
    for i in range(2 * per_outlet):
        rng = random.Random(i)
        half = WORDS[:54] if i % 2 else WORDS[54:]
        texts.append(
            write([rng.choice(WORDS if rng.random() < shared else half) for _ in range(60)])
        )
        outlets.append("Post" if i % 2 else "Echo")
    return study_of(texts, outlet=outlets)


def test_different_outlets_are_told_apart() -> None:
    row = two_outlets(12, 0.5).similarity(of="outlet", kind="words").table().to_dicts()[0]
    assert row["verdict"] == "less alike than chance"
    assert row["p"] == pytest.approx(2 / 1000)
    assert row["low"] <= row["score"] <= row["high"]
    assert row["score"] < row["chance"]


def test_one_source_under_two_names_is_not() -> None:
    row = two_outlets(12, 1.0).similarity(of="outlet", kind="words").table().to_dicts()[0]
    assert row["p"] > 0.05
    assert row["verdict"] == "not distinguishable from chance"


def test_few_articles_have_no_test(sample_study: pv.Study) -> None:
    table = sample_study.similarity(of="outlet", kind="words").table()
    assert set(table["verdict"]) == {"too few articles"}
    assert np.isnan(table["p"]).all()


def test_outlet_reuse_counts_each_word_once() -> None:
    copied = prose(1, 60)
    texts = [write(copied), write(prose(2, 60)), write(copied), write(copied)]
    study = study_of(texts, outlet=["Post", "Post", "Echo", "Echo"])
    row = study.similarity(of="outlet", kind="reuse").table().to_dicts()[0]
    assert (row["a"], row["b"]) == ("Echo", "Post")
    assert (row["share_a"], row["share_b"]) == (1.0, 0.5)
    assert len(study.similarity(of="outlet", kind="reuse").alignments("Post", "Echo")) == 2


# -- many articles ---------------------------------------------------------------------------------


def test_large_corpora_keep_the_best_partners(monkeypatch: pytest.MonkeyPatch) -> None:
    study = two_outlets(20, 1.0)
    full = study.similarity(kind="words").matrix.toarray().copy()
    monkeypatch.setattr(similarity.inputs, "FULL_MATRIX", 10)
    for kind in ("words", "story", "actors", "reuse"):
        found = compare(study, kind=kind, top=3)
        assert found.matrix.is_sparse
    found = compare(study, kind="words", top=3)
    sparse = found.matrix.toarray()
    stored = sparse > 0
    assert np.allclose(sparse[stored], full[stored], atol=1e-6)
    np.fill_diagonal(full, 0)
    np.fill_diagonal(sparse, 0)
    assert np.allclose(sparse.max(axis=1), full.max(axis=1), atol=1e-6)
    with pytest.raises(pv.CapacityError, match="max_bytes"):
        compare(study, kind="words", top=4, max_bytes=1000)


def test_full_matrix_is_refused_before_it_is_made() -> None:
    study = two_outlets(5, 1.0)
    with pytest.raises(pv.CapacityError, match="limit"):
        compare(study, kind="words", max_bytes=100)


# -- trees and maps --------------------------------------------------------------------------------


def test_tree_is_scipys(sample_study: pv.Study) -> None:
    from scipy.cluster.hierarchy import cophenet, linkage
    from scipy.spatial.distance import squareform

    found = two_outlets(8, 0.5).similarity(kind="words")
    tree = found.tree()
    distance = squareform(1 - found.matrix.toarray(), checks=False)
    theirs = linkage(distance, method="average")
    assert np.allclose(np.asarray(tree)[:, 2], theirs[:, 2])
    assert np.allclose(cophenet(np.asarray(tree)), cophenet(theirs))
    assert sorted(tree.order) == sorted(found.labels)
    assert len(sample_study.similarity(kind="side").tree().order) == 5  # NaN counts as 0


def test_map_keeps_distances() -> None:
    found = two_outlets(8, 0.5).similarity(kind="words")
    placed = found.map()
    assert placed.points.shape == (16, 2)
    assert 0 < placed.stress < 1
    assert placed.explained[0] >= placed.explained[1] > 0
    assert placed.table().columns == ("label", "x", "y")
    # The outlets use different words: the first axis parts them.
    sides = np.sign(placed.points[:, 0])
    assert abs(sides[::2].sum()) == abs(sides[1::2].sum()) == 8


def test_one_article() -> None:
    found = study_of(["Ann Lee spoke."]).similarity(kind="words")
    assert found.matrix.toarray().tolist() == [[1.0]]
    assert len(found.table()) == 0
    assert found.tree().order == ("a000",)


def test_story_is_not_calibrated_on_few_articles(sample_study: pv.Study) -> None:
    assert "not calibrated" in sample_study.similarity(kind="story").table()["verdict"][0]


def test_knows_its_regions() -> None:
    assert set(_core.counted_regions()) < set(_core.region_names())
