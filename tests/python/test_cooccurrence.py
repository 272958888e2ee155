"""Co-occurrence through the public names: counts, measures, significance, evidence, files."""

from __future__ import annotations

import itertools
import pickle
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal import _core
from polyvocal.cooccurrence import Cooccurrence
from polyvocal.cooccurrence.graph_files import Graph, to_gexf, to_graphml, write_graph
from polyvocal.matrix import LabelledMatrix
from tests.reference import association as slow
from tests.reference import cooccurrence as slow_counts

PEOPLE = {"ann": "Ann Lee", "bo": "Bo Diaz", "cy": "Cy Young", "di": "Di Okafor"}
ACTORS = pv.read_actors(
    {
        "faction": [{"id": "east", "name": "East"}, {"id": "west", "name": "West"}],
        "actor": [
            {"id": name, "name": full, "type": "person", "faction": ("east", "west")[i % 2]}
            for i, (name, full) in enumerate(PEOPLE.items())
        ],
    }
)

sentences = st.lists(st.sampled_from(sorted(PEOPLE)), max_size=3).map(
    lambda names: "Yesterday " + " and ".join(PEOPLE[n] for n in names) + " went home."
)
articles = st.lists(st.lists(sentences, min_size=1, max_size=4), min_size=1, max_size=6)


def study_of(texts: list[str], **columns: list[str]) -> pv.Study:
    rows = [{"id": f"a{i}", "text": text} for i, text in enumerate(texts)]
    for key, values in columns.items():
        for row, value in zip(rows, values, strict=True):
            row[key] = value
    return pv.Study(pv.read_corpus(rows, progress=False), ACTORS, progress=False)


@pytest.fixture(scope="module")
def study() -> pv.Study:
    return study_of(
        [
            "Ann Lee met Bo Diaz. Cy Young stayed away.\n\nBo Diaz thanked Cy Young and Ann Lee.",
            "Ann Lee spoke. Bo Diaz listened.",
            "Di Okafor was alone.",
        ],
        outlet=["Post", "Post", "Echo"],
        date=["2020-01-03", "2020-02-03", "2020-02-04"],
    )


# -- counts ----------------------------------------------------------------------------------------


def test_counts_by_hand(study: pv.Study) -> None:
    found = study.cooccurrence(unit="sentence")
    assert found.labels == ("ann", "bo", "cy", "di")
    expected = [[0, 2, 1, 0], [2, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]]
    assert found.counts.toarray().tolist() == expected
    assert found.n.tolist() == [3, 3, 2, 1]
    assert found.total == 6


def test_counts_share_memory_with_the_core(study: pv.Study) -> None:
    found = study.cooccurrence(unit="sentence")
    counts = found.counts
    held = found._slices[0].counts
    for mine, theirs in ((counts.data, held.values), (counts.indices, held.indices)):
        assert mine.dtype == np.int32
        assert np.shares_memory(mine, theirs)
        with pytest.raises(ValueError, match="read-only"):
            mine[0] = 7


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
@pytest.mark.parametrize("which", ["own", "sample"])
def test_counts_agree_with_the_table_of_mentions(
    unit: str, which: str, study: pv.Study, sample_study: pv.Study
) -> None:
    chosen = study if which == "own" else sample_study
    found = chosen.cooccurrence(unit=unit)
    table = found.table()
    pairs = {tuple(sorted((row["a"], row["b"]))): row["count"] for row in table.rows()}
    assert pairs == dict(slow_counts.pair_counts(chosen.mentions, unit))
    named = {name: int(n) for name, n in zip(found.labels, found.n, strict=True) if n}
    assert named == dict(slow_counts.margins(chosen.mentions, unit))


@given(articles)
@settings(max_examples=25)
def test_counts_agree_on_generated_articles(generated: list[list[str]]) -> None:
    study = study_of([" ".join(article) for article in generated])
    for unit in ("sentence", "document"):
        found = study.cooccurrence(unit=unit)
        matrix = found.counts.toarray()
        assert np.array_equal(matrix, matrix.T)
        assert not matrix.diagonal().any()
        assert np.all(matrix <= np.minimum.outer(found.n, found.n))
        counts = slow_counts.pair_counts(study.mentions, unit)
        for (i, a), (j, b) in itertools.combinations(enumerate(found.labels), 2):
            assert matrix[i, j] == counts[a, b]


@given(articles, st.randoms())
@settings(max_examples=15)
def test_order_of_articles_does_not_matter(generated: list[list[str]], random: object) -> None:
    texts = [" ".join(article) for article in generated]
    shuffled = texts.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = study_of(texts).cooccurrence(unit="sentence").table().select("a", "b", "count", "p", "q")
    two = study_of(shuffled).cooccurrence(unit="sentence").table()
    assert one == two.select("a", "b", "count", "p", "q")


def test_windows_weigh_nearness(study: pv.Study) -> None:
    near = study_of(["Ann Lee met Bo Diaz. " + "So it was. " * 10 + "Cy Young left."])
    found = near.cooccurrence(unit="window", window=8)
    assert found.counts[0, 1] > 0
    assert found.counts[0, 2] == 0
    wide = near.cooccurrence(unit="window", window=60)
    assert wide.counts[0, 2] > 0


@pytest.mark.parametrize("threads", [2, 7])
def test_same_for_any_number_of_threads(sample_study: pv.Study, threads: int) -> None:
    other = pv.Study(sample_study.corpus, sample_study.actors, threads=threads, progress=False)
    for unit in ("sentence", "window"):
        assert other.cooccurrence(unit=unit).table() == sample_study.cooccurrence(unit=unit).table()


# -- slices ----------------------------------------------------------------------------------------


def test_by_outlet_and_month(study: pv.Study) -> None:
    outlets = study.cooccurrence(unit="sentence", by="outlet")
    assert outlets.slices == ("Echo", "Post")
    assert outlets.at("Post").counts[0, 1] == 2
    assert outlets.at("Echo").counts.nnz == 0
    assert outlets.at("Echo").total + outlets.at("Post").total == 6
    months = study.cooccurrence(unit="document", by="month")
    assert months.slices == ("2020-01", "2020-02")
    assert months.at("2020-02").counts[0, 1] == 1
    assert set(months.table()["slice"]) == {"2020-01", "2020-02"}
    with pytest.raises(pv.InputError, match=r"\.at\("):
        _ = outlets.counts
    with pytest.raises(pv.UnknownNameError, match="Post"):
        outlets.at("Pots")


def test_evidence_of_a_slice(study: pv.Study) -> None:
    rows = study.cooccurrence(unit="sentence", by="outlet").at("Post").evidence("ann", "bo")
    assert rows["document"].tolist() == ["a0", "a0"]


# -- measures --------------------------------------------------------------------------------------


@st.composite
def tables(draw: st.DrawFn, largest: int = 10**6) -> tuple[int, int, int, int]:
    n = draw(st.integers(1, largest))
    n_i, n_j = draw(st.integers(1, n)), draw(st.integers(1, n))
    low, high = max(1, n_i + n_j - n), min(n_i, n_j)
    return draw(st.integers(min(low, high), high)), n_i, n_j, n


def one_pair(name: str, n_ij: int, n_i: int, n_j: int, n: int) -> float:
    """A matrix with one pair."""
    values = _core.associate(
        name,
        np.array([0, 1], dtype=np.int32),
        np.array([0], dtype=np.int32),
        np.array([n_ij], dtype=np.int32),
        np.array([n_i], dtype=np.int64),
        np.array([n_j], dtype=np.int64),
        n,
    )
    return float(values[0])


TAILS = ("fisher", "poisson")  # their reference adds up term by term


@pytest.mark.parametrize("name", [n for n in _core.association_names() if n not in TAILS])
@given(table=tables())
@example(table=(199897, 199908, 199897, 199918))  # logarithms of ratios near 1
@settings(max_examples=200)
def test_measures_agree_with_sixty_digits(name: str, table: tuple[int, int, int, int]) -> None:
    assert one_pair(name, *table) == pytest.approx(slow.measure(name, *table), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("name", TAILS)
@given(table=tables(1500))
@example(table=(1, 3, 3, 1500))
@example(table=(200, 600, 600, 1500))  # below expectation
@example(table=(600, 600, 600, 1500))  # p of 1e-400: beyond a double
@settings(max_examples=60)
def test_tails_agree_with_sixty_digits(name: str, table: tuple[int, int, int, int]) -> None:
    expected = slow.measure(name, *table)
    assert one_pair(name, *table) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@given(table=tables())
@settings(max_examples=200)
def test_ranges(table: tuple[int, int, int, int]) -> None:
    assert -1 <= one_pair("npmi", *table) <= 1
    assert one_pair("ppmi", *table) >= 0
    for name in ("jaccard", "dice", "ochiai", "inclusion"):
        assert 0 < one_pair(name, *table) <= 1 + 1e-15
    n_ij, n_i, n_j, n = table
    sign = n_ij * n - n_i * n_j
    assert np.sign(one_pair("g2", *table)) in (0, np.sign(sign))


def test_measure_matrix(study: pv.Study) -> None:
    found = study.cooccurrence(unit="sentence")
    jaccard = found.measure("jaccard")
    assert isinstance(jaccard, LabelledMatrix)
    assert jaccard["ann", "bo"] == 0.5
    assert jaccard.sel("cy") == {"ann": 0.25, "bo": 0.25}
    with pytest.raises(pv.UnknownNameError, match="npmi"):
        found.measure("nmpi")  # type: ignore[arg-type]


def test_own_measure(study: pv.Study) -> None:
    found = study.cooccurrence(unit="sentence")
    own = found.apply(lambda ij, i, j, n: ij / (i + j - ij), name="mine")
    assert np.allclose(own.toarray(), found.measure("jaccard").toarray())
    with pytest.raises(pv.InputError, match="values returned"):
        found.apply(lambda ij, i, j, n: 1.0, name="mine")


# -- significance ----------------------------------------------------------------------------------


@given(table=tables().filter(lambda t: t[3] <= 2000))
def test_exact_test_agrees_with_fractions(table: tuple[int, int, int, int]) -> None:
    expected = slow.hypergeometric_upper(*table)
    assert _core.hypergeometric_upper(*table) == pytest.approx(expected, rel=1e-11, abs=1e-300)


def test_exact_test_agrees_with_scipy_at_size() -> None:
    from scipy.stats import hypergeom

    for k, n_i, n_j, n in ((120, 900, 1100, 37000), (3, 15000, 5, 37000), (0, 10, 10, 10**6)):
        law = hypergeom(n, n_i, n_j)
        assert _core.hypergeometric_upper(k, n_i, n_j, n) == pytest.approx(
            law.sf(k) + law.pmf(k) / 2, rel=1e-8
        )


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(0, 50))
def test_q_values_agree_with_the_definition(p: list[float], more: int) -> None:
    tests = len(p) + more
    found = _core.benjamini_hochberg(np.array(p, dtype=np.float64), tests)
    assert found.tolist() == pytest.approx(slow.benjamini_hochberg(p, tests))


def test_p_is_about_articles(study: pv.Study) -> None:
    table = study.cooccurrence(unit="sentence").with_null("names").table()
    row = next(r for r in table.rows() if (r["a"], r["b"]) == ("ann", "bo"))
    assert (row["documents"], row["documents_a"], row["documents_b"]) == (2, 2, 2)
    assert row["documents_n"] == 3
    assert row["p"] == pytest.approx(slow.hypergeometric_upper(2, 2, 2, 3))
    assert np.all(table["q"] >= table["p"])


def test_five_articles_prove_nothing(sample_study: pv.Study) -> None:
    found = sample_study.cooccurrence(unit="sentence")
    assert len(found.significant(q=0.05)) == 0
    assert np.nanmin(found.table()["p"]) >= 0.01


def test_significant_pairs_are_found() -> None:
    texts = ["Ann Lee met Bo Diaz."] * 30 + ["Cy Young spoke."] * 30 + ["Di Okafor spoke."] * 30
    texts = [f"{text} It was day {i}." for i, text in enumerate(texts)]
    found = study_of([*texts, "Cy Young met Di Okafor."]).cooccurrence(unit="sentence")
    kept = found.significant(q=0.05).table()
    assert [(row["a"], row["b"]) for row in kept.rows()] == [("ann", "bo")]
    assert len(found) == 2


def test_backbone_is_the_closed_form(sample_study: pv.Study) -> None:
    found = sample_study.cooccurrence(unit="document")
    matrix = found.counts.toarray()
    i, j = np.nonzero(np.triu(matrix))
    weights = {(int(a), int(b)): int(matrix[a, b]) for a, b in zip(i, j, strict=True)}
    expected = slow.disparity(weights)
    for alpha in (0.05, 0.3, 0.6):
        kept = found.backbone(alpha=alpha).counts.toarray()
        pairs = {tuple(map(int, pair)) for pair in np.argwhere(np.triu(kept))}
        assert pairs == {edge for edge, value in expected.items() if value < alpha}
        assert np.array_equal(kept, kept.T)


# -- evidence --------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document", "window"])
def test_evidence_adds_up_and_points_at_the_names(unit: str, sample_study: pv.Study) -> None:
    found = sample_study.cooccurrence(unit=unit)
    texts = {document.id: document.text for document in sample_study.corpus}
    mentions = {
        (row["document"], row["start"], row["end"], row["actor"])
        for row in sample_study.mentions.rows()
    }
    for row in found.top(15).rows():
        rows = found.evidence(row["a"], row["b"])
        assert int(rows["count"].sum()) == row["count"]
        for place in rows.rows():
            assert 0 <= place["start"] < place["end"] <= len(texts[place["document"]])
            for side in ("a", "b"):
                start, end = place[f"start_{side}"], place[f"end_{side}"]
                assert place["start"] <= start < end <= place["end"]
                assert (place["document"], start, end, row[side]) in mentions


def test_evidence_of_unknown_names(study: pv.Study) -> None:
    found = study.cooccurrence(unit="sentence")
    with pytest.raises(pv.UnknownNameError, match="did you mean 'ann'"):
        found.evidence("anne", "bo")
    with pytest.raises(pv.InputError, match="two different"):
        found.evidence("ann", "ann")
    assert len(found.evidence("ann", "di")) == 0


# -- display, files, pickling ----------------------------------------------------------------------


def test_pickles_without_the_articles(study: pv.Study) -> None:
    found = study.cooccurrence(unit="sentence")
    back: Cooccurrence = pickle.loads(pickle.dumps(found))
    assert back.table() == found.table()
    with pytest.raises(pv.PolyvocalError, match="without the articles"):
        back.evidence("ann", "bo")


def test_saves_by_suffix(study: pv.Study, tmp_path: Path) -> None:
    found = study.cooccurrence(unit="sentence")
    csv = found.save(tmp_path / "pairs.csv").read_text(encoding="utf-8")
    assert csv.splitlines()[0].startswith("unit,slice,a,b,count,n_a,n_b,n,npmi,ppmi,g2,jaccard")
    gexf = ET.parse(found.save(tmp_path / "pairs.gexf")).getroot()
    space = {"g": "http://gexf.net/1.3"}
    assert [node.get("id") for node in gexf.findall(".//g:node", space)] == ["ann", "bo", "cy"]
    assert [edge.get("weight") for edge in gexf.findall(".//g:edge", space)] == ["2", "1", "1"]
    graphml = ET.parse(found.save(tmp_path / "pairs.graphml")).getroot()
    assert len(graphml.findall(".//{*}edge")) == 3
    with pytest.raises(pv.InputError):
        found.save(tmp_path / "pairs.docx")


def test_networkx_reads_our_files(study: pv.Study, tmp_path: Path) -> None:
    nx = pytest.importorskip("networkx")
    found = study.cooccurrence(unit="sentence")
    direct = found.to_networkx()
    assert direct.edges["ann", "bo"]["count"] == 2
    stored = nx.read_graphml(found.save(tmp_path / "g.graphml"))
    assert stored.edges["ann", "bo"]["weight"] == 2.0
    assert stored.nodes["ann"]["faction"] == "east"


def test_shows_itself(study: pv.Study) -> None:
    found = study.cooccurrence(unit="sentence")
    assert "3 pairs" in repr(found)
    assert "<table" in found._repr_html_()
    assert "<table" in found.to_matrix()._repr_html_()


def test_no_names_at_all() -> None:
    empty = study_of(["Nobody came."]).cooccurrence(unit="sentence")
    assert len(empty) == 0
    assert len(empty.table()) == 0
    assert empty.counts.shape == (4, 4)
    assert empty.graph().ids == []


def test_refuses_unknown_choices(study: pv.Study) -> None:
    with pytest.raises(pv.UnknownNameError, match="sentence"):
        study.cooccurrence(unit="sentense")  # type: ignore[arg-type]
    with pytest.raises(pv.UnknownNameError, match="outlet"):
        study.cooccurrence(by="outlets")  # type: ignore[arg-type]
    with pytest.raises(pv.InputError, match="at least 2"):
        study.cooccurrence(unit="window", window=1)


# -- graph files -----------------------------------------------------------------------------------


def small_graph(**more: object) -> Graph:
    return Graph(
        ids=["x", "y&"],
        labels=["X <1>", "Y\x00"],
        edges=[(0, 1)],
        weights=[2.5],
        node_attributes={"kind": ["a", None], "n": [1, 2]},
        edge_attributes={"p": [float("nan")], "kept": [True]},
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("write", [to_gexf, to_graphml])
def test_graph_text_is_valid_xml_and_stable(write: object) -> None:
    graph = small_graph(
        sizes=[1.0, 2.0], colours=["#102030", "#ffffff"], positions=[(0, 1), (2, 3)]
    )
    text = write(graph)  # type: ignore[operator]
    assert text == write(graph)  # type: ignore[operator]
    root = ET.fromstring(text.encode())
    assert "nan" not in text.lower().replace("nanotech", "")
    assert root.findall(".//{*}node")[1].get("id") == "y&"
    assert "\x00" not in text


def test_graph_checks_its_columns(tmp_path: Path) -> None:
    with pytest.raises(pv.InputError, match="every column"):
        Graph(ids=["x"], labels=[], edges=[], weights=[])
    with pytest.raises(pv.InputError, match="same id"):
        Graph(ids=["x", "x"], labels=["", ""], edges=[], weights=[])
    with pytest.raises(pv.InputError, match="outside"):
        Graph(ids=["x"], labels=[""], edges=[(0, 1)], weights=[1])
    with pytest.raises(pv.InputError, match="gexf or"):
        write_graph(small_graph(), tmp_path / "g.dot")


# -- matrices --------------------------------------------------------------------------------------


def test_labelled_matrix() -> None:
    matrix = LabelledMatrix(np.arange(4.0).reshape(2, 2), ["a", "b"], name="m")
    assert matrix["b", "a"] == 2.0
    with pytest.raises(ValueError, match="read-only"):
        matrix.values[0, 0] = 1
    with pytest.raises(AttributeError, match="cannot be changed"):
        matrix.name = "n"
    with pytest.raises(pv.UnknownNameError, match="row 'c'"):
        matrix.sel("c")
    with pytest.raises(pv.InputError, match="names for cells"):
        LabelledMatrix(np.zeros((2, 2)), ["a"])
    assert pickle.loads(pickle.dumps(matrix)) == matrix
    assert np.array_equal(np.asarray(matrix), matrix.toarray())
    assert "2 x 2" in repr(matrix)
