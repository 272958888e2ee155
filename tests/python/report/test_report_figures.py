"""Figures without a browser: colours, layout, clustering, text widths."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from polyvocal.report.collect import collect
from polyvocal.report.drawings import all_figures
from polyvocal.report.figures.cluster import average_linkage
from polyvocal.report.figures.layout import Box, force_layout, place_labels, spread
from polyvocal.report.figures.metrics import fit, text_width, wrap
from polyvocal.report.theme import DARK, LIGHT, contrast

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
SHADES = ("heat0", "heat1", "heat2", "heat3", "heat4", "cold1", "cold2")
WASHES = ("favour-wash", "against-wash", "mention-wash", "speaker-wash", "other-wash", "sunk")


@THEMES
def test_text_has_enough_contrast(theme: dict[str, str]) -> None:
    assert LIGHT.keys() == DARK.keys()
    for ink in ("ink", "soft", "muted", "accent", "favour", "against", "neutral"):
        assert contrast(theme[ink], theme["paper"]) >= 4.5, ink
        assert contrast(theme[ink], theme["sunk"]) >= 4.5, ink
    for shade in SHADES:
        assert contrast(theme[f"{shade}-ink"], theme[shade]) >= 4.5, shade
    for wash in WASHES:
        for ink in ("ink", "soft"):
            assert contrast(theme[ink], theme[wash]) >= 4.5, (ink, wash)


@THEMES
def test_marks_can_be_seen(theme: dict[str, str]) -> None:
    marks = [f"faction{i}" for i in range(6)] + ["faction-none", "line", "focus"]
    for mark in marks:
        assert contrast(theme[mark], theme["paper"]) >= 3, mark


def _deficient(colour: str, kind: str) -> np.ndarray:
    """A colour as a person with one kind of cone missing sees it (Viénot 1999, linear RGB)."""
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    matrix = {
        "protan": [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
        "deutan": [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
    }[kind]
    return np.array(matrix) @ linear


@THEMES
@pytest.mark.parametrize("kind", ["protan", "deutan"])
def test_the_two_sides_differ_for_the_colour_blind(theme: dict[str, str], kind: str) -> None:
    for a, b in (("favour", "against"), ("heat3", "cold2"), ("faction0", "faction1")):
        gap = np.abs(_deficient(theme[a], kind) - _deficient(theme[b], kind)).max()
        assert gap > 0.08, (a, b, gap)


def _distances(n: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(n, 3))
    return np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))


@pytest.mark.parametrize(("n", "seed"), [(2, 0), (5, 1), (12, 2), (25, 3)])
def test_average_linkage_agrees_with_scipy(n: int, seed: int) -> None:
    distance = _distances(n, seed)
    tree = average_linkage(distance)
    expected = linkage(squareform(distance, checks=False), "average")
    assert [m.height for m in tree.merges] == pytest.approx(expected[:, 2].tolist(), abs=1e-8)
    assert sorted(tree.order) == list(range(n))
    # Every cluster is a run of neighbours in the order of the leaves.
    members = {leaf: {leaf} for leaf in range(n)}
    for index, merge in enumerate(tree.merges):
        members[n + index] = members[merge.left] | members[merge.right]
        places = sorted(tree.order.index(leaf) for leaf in members[n + index])
        assert places == list(range(places[0], places[0] + len(places)))


def test_ties_and_missing_distances_have_one_answer() -> None:
    same = average_linkage(np.ones((4, 4)) - np.eye(4))
    assert [(m.left, m.right) for m in same.merges] == [(0, 1), (2, 3), (4, 5)]
    holes = np.full((3, 3), np.nan)
    assert len(average_linkage(holes).merges) == 2


@settings(max_examples=40, deadline=None)
@given(n=st.integers(1, 24), seed=st.integers(0, 1000), long=st.integers(4, 30))
def test_labels_never_overlap_and_stay_inside(n: int, seed: int, long: int) -> None:
    rng = np.random.default_rng(seed)
    weights = np.triu(rng.integers(0, 4, (n, n)).astype(float), 1)
    weights += weights.T
    area = Box(0, 0, 860, 600)
    points = force_layout(weights, area=area)
    assert np.array_equal(points, force_layout(weights, area=area))
    radii = np.full(n, 9.0)
    points = spread(points, radii, area=area, gap=6)
    gaps = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2)) + 1e9 * np.eye(n)
    assert gaps.min() >= 18 - 0.1
    widths = [float(w) for w in rng.integers(20, 8 * long, n)]
    placed = place_labels(points, radii.tolist(), widths, height=15, area=area, order=range(n))
    boxes = [label.box for label in placed if label]
    assert len(boxes) == n
    for i, box in enumerate(boxes):
        assert box.inside(area)
        assert not any(box.overlaps(other) for other in boxes[i + 1 :])


@given(st.text(max_size=60), st.floats(5, 300), st.floats(8, 20))
def test_shortened_text_fits(text: str, width: float, size: float) -> None:
    assert text_width(fit(text, width, size), size) <= width + 1e-6
    for line in wrap(text, width, size):
        assert text_width(line, size) <= width + 1e-6


def test_sample_figures_name_everyone(sample_study: Any) -> None:
    figures = {figure.key: figure for figure in all_figures(collect(sample_study))}
    assert {"actors", "together", "network", "stance-document-1", "tree", "map"} <= figures.keys()
    assert "Without room" not in figures["network"].note
    for figure in figures.values():
        assert len(figure.says) > 20
