"""Networks: communities, layout, distance, and files opened by the programs they are for."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

import polyvocal as pv
from polyvocal import _core
from polyvocal.cooccurrence import Cooccurrence

ACTORS = pv.read_actors([{"id": c, "name": f"Ann {c}onson", "type": "person"} for c in "VWXYZ"])


def months_study() -> pv.Study:
    texts = [
        ("V W X", "2020-01-03"),
        ("V W", "2020-02-03"),
        ("Y Z", "2020-02-10"),
        ("X Y", "2020-02-11"),
    ]
    rows = [
        {
            "id": str(i),
            "date": date,
            "text": " met ".join(f"Ann {c}onson" for c in names.split()) + ".",
        }
        for i, (names, date) in enumerate(texts)
    ]
    return pv.Study(pv.read_corpus(rows, progress=False), ACTORS, progress=False)


def to_csr(graph: nx.Graph[int]) -> csr_array:
    matrix = csr_array(nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), dtype=float))
    matrix.sort_indices()
    return matrix


def communities_of(graph: nx.Graph[int], resolution: float = 1.0) -> list[int]:
    m = to_csr(graph)
    found: list[int] = _core.communities(m.indptr, m.indices, m.data, resolution).tolist()
    return found


def sets_of(labels: list[int]) -> list[set[int]]:
    return [{i for i, c in enumerate(labels) if c == k} for k in sorted(set(labels))]


@given(st.integers(0, 10**6), st.integers(4, 40), st.floats(0.05, 0.5), st.floats(0.3, 2))
@settings(max_examples=40)
def test_modularity_and_communities_against_networkx(
    seed: int, nodes: int, share: float, resolution: float
) -> None:
    graph: nx.Graph[int] = nx.gnp_random_graph(nodes, share, seed=seed)
    random = np.random.default_rng(seed)
    for edge in graph.edges:
        graph.edges[edge]["weight"] = int(random.integers(1, 9))
    if not graph.edges:
        return
    m = to_csr(graph)
    labels = _core.communities(m.indptr, m.indices, m.data, resolution)
    found = sets_of(labels.tolist())
    assert [len(group) for group in found] == sorted(map(len, found), reverse=True)
    for group in found:
        assert nx.is_connected(graph.subgraph(group))
    mine = _core.modularity(m.indptr, m.indices, m.data, labels, resolution)
    theirs = nx.community.modularity(graph, found, resolution=resolution)
    assert mine == pytest.approx(theirs, abs=1e-12)
    best = max(
        nx.community.modularity(
            graph,
            nx.community.louvain_communities(graph, seed=s, resolution=resolution),
            resolution=resolution,
        )
        for s in range(3)
    )
    assert mine >= best - 0.06


def test_planted_communities_are_found() -> None:
    graph: nx.Graph[int] = nx.planted_partition_graph(4, 25, 0.5, 0.02, seed=3)
    assert sets_of(communities_of(graph)) == [set(range(25 * i, 25 * i + 25)) for i in range(4)]
    karate: nx.Graph[int] = nx.convert_node_labels_to_integers(nx.karate_club_graph())
    nx.set_edge_attributes(karate, 1, "weight")
    m = to_csr(karate)
    labels = _core.communities(m.indptr, m.indices, m.data, 1.0)
    # The maximum is .4198 (Brandes and others 2008).
    assert _core.modularity(m.indptr, m.indices, m.data, labels, 1.0) >= 0.415


def test_networks_are_checked() -> None:
    indptr, indices = np.array([0, 1, 1], dtype=np.int32), np.array([1], dtype=np.int32)
    with pytest.raises(pv.InputError, match="directed"):
        _core.communities(indptr, indices, np.array([1.0]), 1.0)
    with pytest.raises(pv.InputError, match="resolution"):
        communities_of(nx.path_graph(3), 0)
    loop = np.array([0, 1], dtype=np.int32), np.array([0], dtype=np.int32)
    with pytest.raises(pv.InputError, match="0 or more"):
        _core.communities(*loop, np.array([-1.0]), 1.0)


def test_layout_puts_neighbours_near() -> None:
    m = to_csr(nx.planted_partition_graph(3, 12, 0.8, 0.01, seed=1))
    points = _core.force_layout(m.indptr, m.indices, m.data, seed=0)
    far = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    group = np.arange(36) // 12
    same = group[:, None] == group[None]
    assert far[same].mean() < 0.6 * far[~same].mean()
    again = _core.force_layout(m.indptr, m.indices, m.data, seed=0, threads=3)
    assert np.array_equal(points, again)
    assert not np.array_equal(points, _core.force_layout(m.indptr, m.indices, m.data, seed=1))


def test_communities_of_a_study(sample_study: pv.Study) -> None:
    found = sample_study.cooccurrence(unit="paragraph").communities()
    assert set(found.table.columns) == {"name", "community", "degree", "strength"}
    assert len(found) == len(set(found.table["community"].tolist()))
    with pytest.raises(pv.InputError, match="without direction"):
        sample_study.cooccurrence(directed=True).communities()


def test_leiden(sample_study: pv.Study) -> None:
    pytest.importorskip("leidenalg")
    counts = sample_study.cooccurrence(unit="paragraph")
    leiden, louvain = counts.communities(method="leiden"), counts.communities()
    assert leiden.modularity >= louvain.modularity - 0.05
    assert leiden.table == counts.communities(method="leiden").table


def test_centrality_is_that_of_networkx(sample_study: pv.Study) -> None:
    counts = sample_study.cooccurrence(unit="paragraph")
    table = counts.centrality("degree", "strength", "pagerank", "closeness", "eigenvector")
    graph = counts.to_networkx()
    expected = nx.pagerank(graph, weight="weight")
    for row in table.rows():
        assert row["pagerank"] == pytest.approx(expected[row["name"]])
        assert row["degree"] == graph.degree(row["name"])
    with pytest.raises(pv.UnknownNameError, match="degree"):
        counts.centrality("degre")  # type: ignore[arg-type]


def test_distances_of_networks() -> None:
    months = months_study().cooccurrence(unit="document", by="month")
    # January: VW VX WX, a third each; February: VW YZ XY, a third each.
    plain = months.network_distance("jaccard")["2020-01", "2020-02"]
    assert plain == pytest.approx(1 - 1 / 5)
    weighted = months.network_distance("weighted_jaccard")["2020-01", "2020-02"]
    assert weighted == pytest.approx(1 - (1 / 3) / (5 / 3))
    js = months.network_distance()["2020-01", "2020-02"]
    assert js == pytest.approx(np.sqrt(2 / 3))
    assert months.network_distance()["2020-01", "2020-01"] == 0


# -- files -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def counts(sample_study: pv.Study) -> Cooccurrence:
    return sample_study.cooccurrence(unit="paragraph")


def test_networkx_reads_gexf(counts: Cooccurrence, tmp_path: Path) -> None:
    direct = counts.to_networkx()
    stored = nx.read_gexf(counts.save(tmp_path / "g.gexf"), version="1.3")
    assert set(stored) == set(direct)
    for a, b, data in direct.edges(data=True):
        assert stored.edges[a, b]["weight"] == data["weight"]
        assert stored.edges[a, b]["count"] == data["count"]
        assert stored.edges[a, b]["p"] == pytest.approx(data["p"])
    for name, data in direct.nodes(data=True):
        assert stored.nodes[name]["community"] == data["community"]
        assert {"position", "color", "size"} <= set(stored.nodes[name]["viz"])


def test_networkx_reads_graphml(counts: Cooccurrence, tmp_path: Path) -> None:
    stored = nx.read_graphml(counts.save(tmp_path / "g.graphml"))
    direct = counts.to_networkx()
    assert {(a, b): w for a, b, w in stored.edges(data="weight")} == {
        (a, b): w for a, b, w in direct.edges(data="weight")
    }


def test_directed_networks(sample_study: pv.Study, tmp_path: Path) -> None:
    directed = sample_study.cooccurrence(unit="paragraph", directed=True)
    graph = directed.to_networkx()
    assert graph.is_directed()
    stored = nx.read_gexf(directed.save(tmp_path / "d.gexf"), version="1.3")
    assert stored.is_directed()
    assert set(stored.edges) == set(graph.edges)


def test_igraph_opens_files_and_objects(counts: Cooccurrence, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    graph = counts.to_igraph()
    stored = igraph.Graph.Read_GraphML(str(counts.save(tmp_path / "g.graphml")))
    assert stored.vcount() == graph.vcount()
    assert stored.es["weight"] == graph.es["weight"]
    assert graph.vs["name"] == list(counts.graph().ids)


def test_gexf_has_the_months_as_time(tmp_path: Path) -> None:
    months = months_study().cooccurrence(unit="document", by="month")
    path = months.save(tmp_path / "t.gexf")
    root = ET.parse(path).getroot()
    space = {"g": "http://gexf.net/1.3"}
    assert root.find("g:graph", space).attrib["mode"] == "dynamic"  # type: ignore[union-attr]
    times = {
        (edge.get("source"), edge.get("target")): [
            (spell.get("start"), spell.get("end")) for spell in edge.findall(".//g:spell", space)
        ]
        for edge in root.findall(".//g:edge", space)
    }
    january, february = ("2020-01-01", "2020-01-31"), ("2020-02-01", "2020-02-29")
    assert times["V", "W"] == [january, february]
    assert times["Y", "Z"] == [february]
    stored = nx.read_gexf(path, version="1.3")
    assert stored.edges["V", "W"]["weight"] == 2


def test_vosviewer_files(counts: Cooccurrence, tmp_path: Path) -> None:
    places, links = counts.save_vosviewer(tmp_path / "net.txt")
    rows = [line.split("\t") for line in places.read_text(encoding="utf-8").splitlines()]
    assert rows[0][:6] == ["id", "label", "description", "x", "y", "cluster"]
    assert "weight<paragraphs>" in rows[0]
    assert [row[0] for row in rows[1:]] == [str(i + 1) for i in range(len(rows) - 1)]
    assert all(len(row) == len(rows[0]) for row in rows)
    edges = [line.split("\t") for line in links.read_text(encoding="utf-8").splitlines()]
    assert len(edges) == len(counts)
    assert all(1 <= int(end) < len(rows) for edge in edges for end in edge[:2])


def test_networks_of_nothing() -> None:
    rows = [{"id": "a", "date": "2020-01-01", "text": "Nobody came."}]
    study = pv.Study(pv.read_corpus(rows, progress=False), ACTORS, progress=False)
    empty = study.cooccurrence()
    assert len(empty.communities()) == 0
    assert np.isnan(empty.communities().modularity)
    assert len(empty.centrality()) == 0
    assert empty.graph().ids == []
    undated = pv.read_corpus([{"id": "a", "text": "Ann Vonson met Ann Wonson."}], progress=False)
    months = pv.Study(undated, ACTORS, progress=False).cooccurrence(by="month")
    assert months.slices == ()
    assert len(months.table()) == 0
    assert months.network_distance().shape == (0, 0)
    with pytest.raises(pv.InputError, match="no article has one"):
        months.graph()
