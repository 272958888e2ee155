"""Verbs of the command line beside what the same words give in Python."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import polyvocal as pv
from polyvocal.cli import cli

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ACTORS = SEEDS / "actors.toml"


def invoke(verb: str, *options: str | Path, path: Path = SEEDS) -> Result:
    given = [verb, str(path), "--actors", str(ACTORS), "--quiet", *map(str, options)]
    return CliRunner().invoke(cli, given)


def rows_of(verb: str, *options: str | Path, path: Path = SEEDS) -> list[dict[str, Any]]:
    run = invoke(verb, "--format", "json", *options, path=path)
    assert run.exit_code == 0, run.output
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def as_json(table: pv.Table) -> list[dict[str, Any]]:
    out = io.BytesIO()
    table.write(out, format="json")
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    return found


@pytest.fixture(scope="module")
def study() -> pv.Study:
    return pv.Study(pv.read_corpus(SEEDS), pv.read_actors(ACTORS), progress=False)


def test_voices_by_document(study: pv.Study) -> None:
    assert rows_of("voices", "--by", "document") == as_json(study.voices(by="document"))


def test_alignment_and_its_statements(study: pv.Study) -> None:
    harmonic = study.alignment(method="harmonic")
    assert rows_of("alignment", "--method", "harmonic") == as_json(harmonic.table)
    assert rows_of("alignment", "--statements") == as_json(study.alignment().statements())


def test_attributions(study: pv.Study) -> None:
    assert rows_of("attributions") == as_json(study.attributions)


def test_stories_need_no_actors() -> None:
    run = CliRunner().invoke(cli, ["stories", str(SEEDS), "--quiet", "--format", "json"])
    assert run.exit_code == 0, run.output
    assert len(json.loads(run.stdout)) == 5


def test_keywords(study: pv.Study) -> None:
    rows = rows_of("keywords", "--window", "5", "--min-count", "2", "--region", "body")
    assert rows == as_json(study.keywords(window=5, min_count=2, regions=["body"]).ranked())


def test_choices_of_cooccurrence(study: pv.Study) -> None:
    rows = rows_of(
        "cooccurrence",
        *("--unit", "window", "--window", "9", "--weight", "exponential", "--decay", "3"),
        *("--directed", "--level", "faction", "--min-confidence", ".5", "--significant", "1"),
    )
    counted = study.cooccurrence(
        unit="window",
        window=9,
        weight="exponential",
        decay=3,
        directed=True,
        level="faction",
        min_confidence=0.5,
    )
    assert rows
    assert rows == as_json(counted.significant(q=1).table())


def test_views_of_the_network(study: pv.Study, tmp_path: Path) -> None:
    graph = tmp_path / "network.gexf"
    shown = rows_of("cooccurrence", "--show", "communities", "--graph", graph)
    assert shown == as_json(study.cooccurrence().communities().table)
    assert graph.read_bytes().startswith(b"<?xml")
    thinned = rows_of("cooccurrence", "--backbone", ".3")
    assert 0 < len(thinned) < len(rows_of("cooccurrence"))
    cells = rows_of("cooccurrence", "--by", "outlet", "--show", "distances")
    distances = study.cooccurrence(by="outlet").network_distance()
    expected = {(a, b): distances[a, b] for a in distances.labels for b in distances.columns}
    assert {(cell["row"], cell["column"]) for cell in cells} == set(expected)
    known = [cell for cell in cells if cell["value"] is not None]
    assert known
    for cell in known:
        assert cell["value"] == expected[cell["row"], cell["column"]]


def test_what_changed_between_outlets(study: pv.Study) -> None:
    rows = rows_of("cooccurrence", "--by", "outlet", "--compare", "TASS", "CGTN")
    assert rows == as_json(study.cooccurrence(by="outlet").compare("TASS", "CGTN"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--compare", "TASS", "CGTN"], "--by outlet"),
        (["--by", "outlet", "--compare", "A", "B", "--show", "communities"], "different tables"),
        (["--show", "distances"], "give --by"),
    ],
)
def test_views_that_exclude_each_other(options: list[str], words: str) -> None:
    run = invoke("cooccurrence", *options)
    assert run.exit_code == 2
    assert words in run.output


def test_nearest_in_another_file(tmp_path: Path) -> None:
    wire = tmp_path / "wire.csv"
    first = min(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    with wire.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerows([["id", "body"], ["w1", first], ["w2", "Rain is expected in the north."]])
    run = CliRunner().invoke(
        cli,
        ["nearest", str(wire), "--among", str(wire), "--column", "text=body", "--quiet"],
    )
    assert run.exit_code == 0, run.output
    found = rows_of("nearest", "--among", wire, "--column", "text=body", "--top", "1")
    assert found[0]["partner"] == "w1"
    assert found[0]["score"] == pytest.approx(1)


def test_verbs_are_listed_in_the_order_of_use() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).output.partition("Commands:")[2]
    verbs = [line.split()[0] for line in shown.splitlines() if line.startswith("  ")]
    verbs = [verb for verb in verbs if verb in cli.commands]
    assert verbs[:2] == ["init", "report"]
    assert set(verbs) == set(cli.commands)
