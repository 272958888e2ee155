"""The command line's comparison of outlets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from polyvocal.cli import cli

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def rows_of(verb: str, *options: str) -> list[dict[str, object]]:
    run = CliRunner().invoke(
        cli,
        [verb, str(SEEDS), "--actors", str(SEEDS / "actors.toml"), "--format", "json", *options],
    )
    assert run.exit_code == 0, run.output
    found: list[dict[str, object]] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize(
    "show", ["drivers", "stories", "flow", "stance", "channels", "drift", "tree", "map"]
)
def test_every_table(show: str) -> None:
    rows = rows_of("outlets", "--show", show)
    if show in ("stories", "channels"):
        assert rows
        assert all(row["verdict" if show == "channels" else "treatment"] for row in rows)


def test_drivers_between_two() -> None:
    rows = rows_of("outlets", "--show", "drivers", "--between", "TASS", "CGTN")
    assert {row["more_in"] for row in rows} <= {"TASS", "CGTN"}


def test_divergence() -> None:
    rows = rows_of("similarity", "--of", "outlet", "--measure", "jsd")
    assert {row["verdict"] for row in rows} == {"too few articles"}
    assert all(row["p"] is None for row in rows)
