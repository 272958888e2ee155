"""Measures of the stance benchmarks, on made-up inputs whose answer is known."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bench.quality import _coverage, alignment, coverage, directed, seesaw


def test_coverage_needs_the_term_that_the_errors_have() -> None:
    rng = np.random.default_rng(5)
    people, mentions = 60, 200
    person = np.repeat(np.arange(people), mentions)
    article = np.arange(len(person))
    gold = np.repeat(rng.normal(0, 0.3, people), mentions) + rng.normal(0, 0.4, len(person))
    off = np.repeat(rng.normal(0, 0.18, people), mentions)
    scores = gold + off + rng.normal(0, 0.3, len(person))
    found = _coverage.coverage(gold, scores, person, article, 0.3, 0.18)
    assert found["people"] == people
    assert 0.14 < found["transfer sd"] < 0.22
    assert found["sampling only"] < 0.85
    assert found["with transfer"] > 0.92
    assert abs(found["with transfer"] - found["transfer estimated"]) < 0.03


def test_coverage_takes_the_scores_of_another_scorer(tmp_path: Path) -> None:
    rows = [
        {
            "primary_gid": f"a_b_{i}_0",
            "sentence_normalized": f"On day {i} the town heard of Ann Lee.",
            "targets": [
                {
                    "from": len(f"On day {i} the town heard of "),
                    "to": len(f"On day {i} the town heard of Ann Lee"),
                    "polarity": 2.0 + 2 * (i % 3),
                    "mention": "Ann Lee",
                }
            ],
        }
        for i in range(40)
    ]
    path = tmp_path / "train.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    data = coverage.load_data(path)
    p = np.eye(3)[np.arange(40) % 3]
    p[7] = np.nan
    given = coverage.with_scores(data, p, 0.5, 0.1)
    scores = np.asarray(given.evidence.scores())[given.row_of]
    known = given.person >= 0
    assert known.sum() == 39 * coverage.COPIES
    assert not known[given.target == 7].any()
    assert scores[known] == pytest.approx(given.gold[known])
    assert given.instrument == {"measurement_sd": 0.5, "transfer_sd": 0.1}
    assert len(coverage.mentions_of(given, 0)) == 39
    group, people = coverage.draw_mentions(given, 1)
    assert people.tolist() == [0]
    assert (group == 0).sum() == coverage.SAMPLE
    # With replacement: some twice, and none that was left out.
    drawn = given.target[group == 0]
    assert len(set(drawn.tolist())) < coverage.SAMPLE
    assert 7 not in drawn


def test_cluster_variance_is_that_of_resampled_clusters() -> None:
    rng = np.random.default_rng(6)
    cluster = np.repeat(np.arange(40), 5)
    values = np.repeat(rng.normal(size=40), 5) + rng.normal(size=200) / 4
    means = [values.reshape(40, 5)[rng.integers(40, size=40)].mean() for _ in range(4000)]
    found = _coverage.cluster_variance(values, cluster)
    assert found == pytest.approx(np.var(means), rel=0.12)
    alone = _coverage.cluster_variance(values, np.arange(200))
    assert alone == pytest.approx(np.var(values, ddof=1) / 200)


def test_story_order_counts_pairs_whose_labels_differ() -> None:
    gold = {(0, "Ann"): 1.0, (1, "Ann"): -1.0, (2, "Ann"): 1.0, (3, "Ann"): -3.0}
    score = {(0, "Ann"): 0.5, (1, "Ann"): 0.1, (2, "Ann"): 0.0, (3, "Ann"): -1.0}
    pairs, alike = seesaw.story_order(gold, score, ["s", "s", "s", "other"])
    assert (pairs, alike) == (2, 0.5)
    assert np.isnan(seesaw.story_order(gold, {}, ["s"] * 4)[1])


@pytest.mark.parametrize(
    ("label", "lean"),
    [("Liberal", -1.0), ("Very Conservative", 1.5), ("Slightly Liberal", -0.5), ("Unknown", None)],
)
def test_lean_of_a_label(label: str, lean: float | None) -> None:
    assert alignment.lean_of(label) == lean


def test_alignment_follows_the_statements_from_the_seeds(tmp_path: Path) -> None:
    people = {
        "Ann Lee": "Liberal",
        "Bo Diaz": "Conservative",
        "Cy Ott": "Liberal",
        "Di Ek": "Liberal",
    }
    stated = [
        ("Ann Lee", "NEG", "Bo Diaz"),
        ("Cy Ott", "POS", "Ann Lee"),
        ("Di Ek", "NEG", "Cy Ott"),
    ]
    notes = {
        "entity lists": [[name, ["People"], ["Main"], ["A"]] for name in people],
        "entity ideologies": {name: [[label, "A"]] for name, label in people.items()},
        "entity sentiments": {},
        "sentence-level stances": {
            "0": [{"subject": a, "sentiment": s, "object": b} for a, s, b in stated]
        },
    }
    for folder, content in (
        ("annotations", notes),
        ("articles", {"text": [{"text": "Cy Ott praised Ann Lee. Ann Lee condemned Bo Diaz."}]}),
    ):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / "TRIPLET_0_DOCUMENT_0.json"
        file.write_text(json.dumps(content), encoding="utf-8")
    result = alignment.run(tmp_path)
    assert result["seeds"] == {"left": "Ann Lee", "right": "Bo Diaz"}
    gold, own = result["gold statements"], result["own statements"]
    assert isinstance(gold, dict)
    assert isinstance(own, dict)
    assert (gold["linked to a seed"], gold["accuracy of all linked"]) == (2, 0.5)
    assert (own["linked to a seed"], own["accuracy of all linked"]) == (1, 1.0)


def test_directed_leaves_out_known_sentences_and_finds_the_direction(tmp_path: Path) -> None:
    known = "[Ann Lee] met [Bo Diaz] on Monday.\tAnn Lee\tBo Diaz\t0"
    valid = [
        known,
        "[Utopia] condemned [Freedonia].\tUtopia\tFreedonia\t3",
        "[Utopia] was praised by [Freedonia].\tUtopia\tFreedonia\t2",
        "[Utopia] lies east of [Sylvania].\tUtopia\tSylvania\t0",
    ]
    (tmp_path / "train.txt").write_text(known + "\n", encoding="utf-8")
    (tmp_path / "valid.txt").write_text("\n".join(valid) + "\n", encoding="utf-8")
    result = directed.run(tmp_path)
    assert (result["rows"], result["accuracy"]) == (3, 1.0)
    f1 = result["f1"]
    assert isinstance(f1, dict)
    assert f1["p against q"] == f1["q for p"] == 1.0
