"""Comparison of outlets through the public names: every table, its verdicts, and bad input."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

import polyvocal as pv
from polyvocal import _core
from polyvocal.outlets import measures
from polyvocal.outlets._data import few_strata, to_sparse_rows
from polyvocal.outlets.arrange import SCALES, unbiased_support
from tests.reference import outlets as slow

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
    a + b + c for a in ("bal", "dor", "fen", "gil") for b in "aeo" for c in ("rit", "san", "tov")
]


def prose(draw: random.Random, words: Sequence[str], count: int = 30) -> str:
    return " ".join(draw.choices(words, k=count)).capitalize() + "."


def study_of(rows: list[dict[str, str]], threads: int | None = None) -> pv.Study:
    for number, row in enumerate(rows):
        row.setdefault("id", f"a{number:03}")
    corpus = pv.read_corpus(rows, progress=False)
    return pv.Study(corpus, ACTORS, threads=threads, progress=False)


def three_outlets(articles: int = 8) -> list[dict[str, str]]:
    """x and y draw from the same words, z from others; Lee is x's, Diaz is z's."""
    draw = random.Random(5)
    rows = []
    for number in range(articles):
        for outlet, words, actor in (
            ("x", WORDS[:20], "Ann Lee"),
            ("y", WORDS[:20], "Ann Lee"),
            ("z", WORDS[16:], "Bo Diaz"),
        ):
            text = f"{prose(draw, words)} {actor} spoke in the north."
            rows.append({"outlet": outlet, "text": text, "date": f"2020-01-{number + 1:02}"})
    return rows


@pytest.fixture(scope="module")
def study() -> pv.Study:
    return study_of(three_outlets())


# -- excess divergence -----------------------------------------------------------------------------


def test_divergence_tells_outlets_apart(study: pv.Study) -> None:
    found = study.similarity(of="outlet", measure="jsd")
    rows = {(row["a"], row["b"]): row for row in found.table().rows()}
    assert rows["x", "y"]["verdict"] == "not distinguishable"
    assert rows["x", "z"]["verdict"] == rows["y", "z"]["verdict"] == "different"
    for row in rows.values():
        assert row["low"] <= row["score"] <= row["high"]
        assert row["excess"] == pytest.approx(row["chance"] - row["score"])
        assert row["excess_low"] <= row["excess"] <= row["excess_high"]
        assert 0 < row["p"] <= row["q"] <= 1
    assert found.matrix["x", "x"] == 1
    actors = study.similarity(of="outlet", kind="actors", measure="jsd").table()
    assert {row["verdict"] for row in actors.rows() if row["b"] == "z"} == {"different"}


@given(
    st.lists(st.lists(st.sampled_from(WORDS[:8]), min_size=1, max_size=12), min_size=4, max_size=9),
    st.integers(1, 3),
)
@settings(max_examples=30)
def test_divergence_is_that_of_the_definition(texts: list[list[str]], first: int) -> None:
    counts = np.array([[text.count(word) for word in WORDS[:8]] for text in texts], dtype=float)
    groups = np.array([0] * first + [1] * (len(texts) - first), dtype=np.int32)
    found = _core.compare_divergence(to_sparse_rows(csr_array(counts)), groups, 2, permutations=0)
    expected = slow.divergence(texts[:first], texts[first:])
    assert found["divergence"][0, 1] == pytest.approx(expected, abs=1e-6)
    assert np.isnan(found["p"][0, 1])


def test_same_for_any_number_of_threads(study: pv.Study) -> None:
    other = pv.Study(study.corpus, study.actors, threads=5, progress=False)
    one = pv.Study(study.corpus, study.actors, threads=1, progress=False)
    for kind in ("words", "actors"):
        tables = [
            s.similarity(of="outlet", kind=kind, measure="jsd").table()  # type: ignore[arg-type]
            for s in (one, other)
        ]
        assert tables[0] == tables[1]
    assert (
        one.compare_outlets()
        .stories()
        .to_pandas()
        .equals(other.compare_outlets().stories().to_pandas())
    )


def test_few_articles_and_nothing_in_common() -> None:
    draw = random.Random(1)
    rows = [{"outlet": "x", "text": prose(draw, WORDS[:9])} for _ in range(6)]
    rows += [{"outlet": "y", "text": prose(draw, WORDS[9:18])} for _ in range(6)]
    rows += [{"outlet": "one", "text": prose(draw, WORDS)}, {"outlet": "empty", "text": "The of."}]
    table = study_of(rows).similarity(of="outlet", measure="jsd").table()
    verdicts = {(row["a"], row["b"]): row for row in table.rows()}
    assert verdicts["x", "y"]["score"] == pytest.approx(0, abs=1e-9)
    assert verdicts["x", "y"]["verdict"] == "different"
    assert {v["verdict"] for k, v in verdicts.items() if "one" in k and "empty" not in k} == {
        "too few articles"
    }
    for pair, row in verdicts.items():
        if "empty" in pair:
            assert row["verdict"].startswith("undefined")
            assert row["score"] is None
        if row["p"] is None:
            assert row["excess"] is None
            assert row["low"] is None


def test_one_outlet_has_no_pairs() -> None:
    study = study_of([{"outlet": "x", "text": f"{word} went."} for word in WORDS[:6]])
    assert len(study.similarity(of="outlet", measure="jsd").table()) == 0
    compared = study.compare_outlets()
    assert len(compared.stories()) == len(compared.flow()) == len(compared.stance()) == 0
    with pytest.raises(pv.InputError, match="only outlet"):
        compared.drivers("x")
    for make in (compared.tree, compared.map, compared.correspondence):
        with pytest.raises(pv.InputError, match="3 outlets"):
            make()


def test_choices_are_checked(study: pv.Study) -> None:
    with pytest.raises(pv.InputError, match='of="outlet"'):
        study.similarity(measure="jsd")
    with pytest.raises(pv.UnknownNameError, match="jsd"):
        study.similarity(of="outlet", measure="jds")  # type: ignore[arg-type]
    with pytest.raises(pv.UnknownNameError, match="words"):
        study.similarity(of="outlet", kind="story", measure="jsd")
    with pytest.raises(pv.UnknownNameError, match="frames"):
        study.compare_outlets().drivers("x", "y", of="frame")  # type: ignore[arg-type]
    with pytest.raises(pv.UnknownNameError, match="outlet"):
        study.compare_outlets().drivers("x", "w")
    with pytest.raises(pv.InputError, match="both"):
        study.compare_outlets().drivers("x", "x")


def test_strata_are_months_then_years_then_none() -> None:
    day = np.arange(40, dtype=np.int32)
    assert set(few_strata(day).tolist()) == {0, 1}  # type: ignore[union-attr]
    sparse = np.arange(40, dtype=np.int32) * 9
    assert set(few_strata(sparse).tolist()) == {1970}  # type: ignore[union-attr]
    assert few_strata(np.array([0, 400, 800], dtype=np.int32)) is None
    assert few_strata(np.full(40, _core.NO_DATE, dtype=np.int32)) is None


# -- drivers ---------------------------------------------------------------------------------------


def test_drivers_are_the_words_and_actors_of_each(study: pv.Study) -> None:
    compared = study.compare_outlets()
    table = compared.drivers("x", "z", n=5)
    own = set(WORDS[:16])
    for row in table.rows():
        assert (row["term"] in own) == (row["more_in"] == "x") or row["term"] in (
            "lee",
            "ann",
            "bo",
            "diaz",
        )
        assert row["low"] <= row["log_odds"] <= row["high"]
        assert row["term"] in row["example"].casefold()
        article = study.corpus[row["example_document"]]
        assert article.outlet == row["more_in"]
        assert row["example"] in article.text
    actors = compared.drivers("x", "z", of="actors")
    assert {row["term"]: row["more_in"] for row in actors.rows()} == {"lee": "x", "diaz": "z"}
    assert all("spoke" in row["example"] for row in actors.rows())
    everyone = compared.drivers("z")
    assert "the others" in set(everyone["more_in"])


def test_drivers_of_few_articles_are_not_tested() -> None:
    rows = [{"outlet": "x", "text": f"The {WORDS[0]} came."}]
    rows += [{"outlet": "y", "text": f"The {WORDS[1]} came."} for _ in range(8)]
    table = study_of(rows).compare_outlets().drivers("x", "y")
    assert next(iter(table["term"])) == WORDS[0]
    for row in table.rows():
        assert all(row[key] is None for key in ("low", "high", "z", "p", "q"))
        assert row["example"]


def test_log_odds_follow_the_formula() -> None:
    counts = np.array([[3, 0, 5], [1, 2, 0], [0, 4, 1], [2, 2, 2], [0, 1, 7]], dtype=float)
    a, b = np.array([0, 1], dtype=np.int32), np.array([2, 3, 4], dtype=np.int32)
    found = _core.log_odds_ratios(to_sparse_rows(csr_array(counts)), a, b, prior=2.0)
    expected = slow.log_odds(counts[a], counts[b], 2.0)
    for column, (odds, error) in enumerate(expected):
        assert found["log_odds"][column] == pytest.approx(odds, rel=1e-12)
        assert found["error"][column] == pytest.approx(error, rel=1e-9)


def test_log_odds_keep_their_level_when_words_come_in_bursts() -> None:
    random_numbers = np.random.default_rng(3)
    z = []
    for _ in range(60):
        rates = random_numbers.gamma(0.3, 10, size=(200, 30))  # bursts: a word is of a few articles
        counts = csr_array(random_numbers.poisson(rates).astype(float))
        a, b = (np.arange(i, 200, 2, dtype=np.int32) for i in (0, 1))
        sparse = _core.SparseRows(
            counts.indptr.astype(np.int32),
            counts.indices.astype(np.int32),
            counts.data.astype(np.float32),
            30,
        )
        z.append(_core.log_odds_ratios(sparse, a, b, prior=10.0)["z"])
    share = np.mean(np.abs(np.concatenate(z)) > 1.96)
    assert 0.03 <= share <= 0.07


# -- stories, flow, stance, channels, drift --------------------------------------------------------


def news(outlet: str, day: int, words: Sequence[str], tail: str = "") -> dict[str, str]:
    return {"outlet": outlet, "date": f"2020-01-{day:02}", "text": f"{' '.join(words)}. {tail}"}


def test_flow_goes_from_the_earlier_to_the_later() -> None:
    passage = " ".join(WORDS[:20]) + "."
    draw = random.Random(2)
    rows = [
        {"outlet": "wire", "date": "2020-01-01", "text": f"{passage} {prose(draw, WORDS[20:])}"},
        {"outlet": "paper", "date": "2020-01-04", "text": f"{prose(draw, WORDS[20:])} {passage}"},
        {"outlet": "late", "date": "2020-01-04", "text": passage},
    ]
    found = {
        (row["from"], row["to"]): row for row in study_of(rows).compare_outlets().flow().rows()
    }
    assert found["wire", "paper"]["words"] == found["wire", "late"]["words"] == 20
    assert found["wire", "paper"]["median_days"] == 3
    assert found["wire", "late"]["share"] == 1
    assert ("paper", "wire") not in found
    assert (
        found["paper", "late"]["same_day_words"] == found["late", "paper"]["same_day_words"] == 20
    )
    assert found["paper", "late"]["words"] == 0


def test_selection_and_treatment_are_apart() -> None:
    """x and y tell the same stories in other words; z tells other stories."""
    draw = random.Random(9)
    rows = []
    for story in range(6):
        core = [f"{word}{chr(97 + story)}um" for word in WORDS[:24]]
        for outlet, marks in (("x", WORDS[28:31]), ("y", WORDS[32:35])):
            for copy in range(2):
                words = draw.sample(core, 22) + [draw.choice(marks) for _ in range(4)]
                rows.append(news(outlet, story + 1 + copy, words))
        rows += [
            news(
                "z", story + 1, draw.choices(WORDS[:9], k=3) + [f"{w}{story}q" for w in WORDS[9:24]]
            )
        ]
    table = study_of(rows).compare_outlets().stories()
    found = {(row["a"], row["b"]): row for row in table.rows()}
    assert found["x", "y"]["shared"] == 6
    assert found["x", "y"]["overlap"] == 1
    assert found["x", "z"]["shared"] == 0
    assert found["x", "z"]["treatment"] == "no story in common"
    assert found["x", "y"]["treatment"] == "different"
    assert found["x", "y"]["articles_a"] == 12


def test_stance_needs_shared_stories(sample_study: pv.Study) -> None:
    table = sample_study.compare_outlets().stance()
    labels = sample_study.corpus._core.outlet_names
    pairs = len(labels) * (len(labels) - 1) // 2
    assert len(table) == pairs * len(sample_study.actors.factions)
    for row in table.rows():
        assert (row["stories"] == 0) == (row["difference"] is None)
        if row["stories"] < 5:
            assert row["p"] is None
            assert row["verdict"] in ("no story in common", "too few stories")


def test_channels_are_exact_for_few_outlets() -> None:
    row = next(iter(four_outlets().compare_outlets().channels(("words", "actors", "reuse")).rows()))
    assert row["verdict"].startswith("undefined")  # no actor is named
    table = five_outlets().compare_outlets().channels(("words", "actors"))
    row = next(iter(table.rows()))
    assert row["exact"]
    assert row["permutations"] == 120
    assert row["p"] >= 1 / 120
    assert row["verdict"] == "agree"
    three = study_of(three_outlets()).compare_outlets().channels(("words", "actors"))
    assert three["verdict"][0].startswith("too few outlets")


def five_outlets() -> pv.Study:
    """Words and actors shift together from v to z."""
    draw = random.Random(3)
    rows = []
    for place, outlet in enumerate("vwxyz"):
        words = WORDS[4 * place : 4 * place + 16]
        for copy in range(9):
            actor = "Ann Lee" if copy >= 2 * place else "Bo Diaz"
            rows.append({"outlet": outlet, "text": f"{prose(draw, words)} {actor} spoke."})
    return study_of(rows)


@pytest.mark.parametrize("n", [4, 5, 9])
def test_mantel(n: int) -> None:
    random_numbers = np.random.default_rng(n)
    x, y = (random_numbers.random((n, n)) for _ in range(2))
    x, y = x + x.T, y + y.T
    found = _core.mantel(x, y, permutations=99, seed=1)
    upper = np.triu_indices(n, 1)
    assert found["r"] == pytest.approx(np.corrcoef(x[upper], y[upper])[0, 1], abs=1e-12)
    assert found["exact"] == (n <= 8)
    if n <= 5:
        assert found["p"] == pytest.approx(slow.mantel_p(x, y))
    assert _core.mantel(x, x, permutations=99, seed=1)["r"] == pytest.approx(1)
    flat = np.ones((n, n))
    assert math.isnan(_core.mantel(x, flat, permutations=9, seed=1)["p"])


def test_mantel_keeps_its_level() -> None:
    random_numbers = np.random.default_rng(0)
    p = []
    for seed in range(300):
        x, y = (random_numbers.random((10, 10)) for _ in range(2))
        p.append(_core.mantel(x + x.T, y + y.T, permutations=99, seed=seed)["p"])
    assert 0.02 <= np.mean(np.array(p) <= 0.05) <= 0.09


def test_drift_sees_the_change() -> None:
    draw = random.Random(4)
    rows = []
    for month, words in (("01", WORDS[:12]), ("02", WORDS[:12]), ("03", WORDS[12:24])):
        rows += [
            {"outlet": "x", "date": f"2020-{month}-{d:02}", "text": prose(draw, words)}
            for d in range(1, 9)
        ]
        rows += [
            {"outlet": "y", "date": f"2020-{month}-{d:02}", "text": prose(draw, WORDS[:12])}
            for d in range(1, 9)
        ]
    table = study_of(rows).compare_outlets().drift(permutations=199)
    found = {(r["outlet"], r["month"], r["against"]): r["verdict"] for r in table.rows()}
    assert found["x", "2020-02", "2020-01"] == "not distinguishable"
    assert found["x", "2020-03", "2020-02"] == "different"
    assert found["x", "2020-03", "other outlets"] == "different"
    assert found["y", "2020-03", "2020-02"] == "not distinguishable"
    undated = study_of([{"outlet": "x", "text": prose(draw, WORDS)} for _ in range(3)])
    assert len(undated.compare_outlets().drift()) == 0


# -- trees and maps --------------------------------------------------------------------------------


def four_outlets() -> pv.Study:
    draw = random.Random(8)
    rows = []
    for outlet, words in (
        ("a", WORDS[:18]),
        ("b", WORDS[:18]),
        ("c", WORDS[18:]),
        ("d", WORDS[18:]),
    ):
        rows += [{"outlet": outlet, "text": prose(draw, words)} for _ in range(12)]
    return study_of(rows)


def test_tree_supports_what_is_there() -> None:
    study = four_outlets()
    tree = study.compare_outlets().tree(replicates=40)
    support = {row["members"]: row for row in tree.table().rows()}
    assert support["a; b"]["bp"] > 0.95
    assert support["c; d"]["au"] > 0.95
    assert support["a; b; c; d"]["bp"] == 1
    assert np.array_equal(tree.merges, np.asarray(study.similarity(of="outlet").tree()))
    again = four_outlets().compare_outlets().tree(replicates=40)
    assert np.array_equal(again.au, tree.au, equal_nan=True)


def test_unbiased_support_recovers_the_curve() -> None:
    from scipy.special import ndtr

    scale = np.array(SCALES)
    for v, c in ((-1.0, 0.3), (0.5, 0.2), (-0.4, -0.1)):
        shares = 1 - ndtr(v * np.sqrt(scale) + c / np.sqrt(scale))
        assert unbiased_support(shares, 1000) == pytest.approx(1 - ndtr(v - c), abs=1e-9)
    assert unbiased_support(np.ones(10), 10) == 1
    assert unbiased_support(np.zeros(10), 10) == 0
    assert math.isnan(unbiased_support(np.array([0.5] + [0.0] * 9), 10))


def test_maps_have_ellipses_and_stress() -> None:
    compared = four_outlets().compare_outlets()
    plain = compared.map(replicates=60)
    gap = np.linalg.norm(plain.points[0] - plain.points[2])
    assert np.all(plain.ellipses[:, 0] >= plain.ellipses[:, 1])
    assert np.all(plain.ellipses[:, 0] < gap)
    assert 0 <= plain.stress < 0.3
    both = compared.correspondence(replicates=60)
    assert both.terms is not None
    assert len(both.terms) == 20
    assert math.isnan(both.stress)
    assert both.explained[0] > both.explained[1] > 0
    # Outlets of the same words lie on the same side of the first axis, with their words.
    side = np.sign(both.points[:, 0])
    assert side[0] == side[1] != side[2] == side[3]
    place = dict(zip(both.terms["term"], both.terms["x"], strict=True))
    assert all(np.sign(x) == (side[0] if t in WORDS[:18] else side[2]) for t, x in place.items())


def test_correspondence_agrees_with_its_definition() -> None:
    compared = four_outlets().compare_outlets()
    found = compared.correspondence(replicates=5)
    data = compared._data
    counts = csr_array(
        (data.counts("words").values, data.counts("words").indices, data.counts("words").indptr),
        shape=data.counts("words").shape,
    ).toarray()
    table = np.array([counts[data.of_document == i].sum(axis=0) for i in range(4)])
    table = table[:, table.sum(axis=0) > 0]
    expected = slow.chi_squared_distances(table)
    # Three axes hold all of four outlets: the plane shows at most that distance.
    shown = np.linalg.norm(found.points[:, None] - found.points[None], axis=2)
    assert np.all(shown <= expected + 1e-9)
    assert sum(found.explained) > 0.8


# -- measures written in Python --------------------------------------------------------------------


def test_function_passes_through_the_same_tests(study: pv.Study) -> None:
    found = study.similarity(of="outlet", kind=measures.ejaccard)
    rows = {(row["a"], row["b"]): row for row in found.table().rows()}
    assert rows["x", "y"]["score"] > rows["x", "y"]["chance"]
    assert rows["x", "z"]["verdict"] == "less alike than chance"
    assert rows["x", "z"]["low"] <= rows["x", "z"]["score"] <= rows["x", "z"]["high"]
    assert found.kind == "ejaccard"
    again = study.similarity(of="outlet", kind=measures.ejaccard).table()
    assert again == found.table()
    named = study.similarity(of="outlet", kind=measures.jaccard, profile="actors")
    assert named.matrix["x", "y"] == 1
    assert named.matrix["x", "z"] == 0


def test_function_is_checked(study: pv.Study) -> None:
    with pytest.raises(pv.InputError, match=r"shape \(3,\)"):
        study.similarity(of="outlet", kind=lambda profiles: profiles.sum(axis=1))
    with pytest.raises(pv.InputError, match="not symmetric"):
        study.similarity(of="outlet", kind=lambda p: np.arange(9.0).reshape(3, 3))
    with pytest.raises(pv.UnknownNameError, match="words"):
        study.similarity(of="outlet", kind=measures.dice, profile="word")  # type: ignore[arg-type]


# Rankings have an oracle of their own, in test_nearest.py: it takes every order of ties.
@pytest.mark.parametrize("name", sorted({*measures.__all__} - {"rank_biased_overlap"}))
def test_measures_follow_their_formulas(name: str) -> None:
    random_numbers = np.random.default_rng(1)
    profiles = random_numbers.integers(0, 4, size=(5, 12)).astype(float)
    found = getattr(measures, name)(profiles)
    for i in range(5):
        assert found[i, i] == pytest.approx(1)
        for j in range(5):
            expected = getattr(slow, name)(profiles[i], profiles[j])
            assert found[i, j] == pytest.approx(expected, abs=1e-12)
