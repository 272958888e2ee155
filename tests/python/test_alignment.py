"""Actors to sides through the public names."""

from __future__ import annotations

import json
import pickle

import numpy as np
import pytest

import polyvocal as pv
from polyvocal.errors import UnknownNameError


def study(*texts: str, ties: list[dict[str, object]] | None = None, **options: object) -> pv.Study:
    """Study texts with two declared leaders and some others."""
    people = ["Ann Lee", "Bo Diaz", "Kim Roe", "Max Ode", "Eva Pym"]
    actors = {
        "faction": [{"id": "red", "name": "Red"}, {"id": "blue", "name": "Blue"}],
        "actor": [
            {
                "id": name.split()[1].lower(),
                "name": name,
                "type": "person",
                **({"faction": ["red", "blue"][i]} if i < 2 else {}),
            }
            for i, name in enumerate(people)
        ],
        "tie": ties or [],
    }
    records = [{"id": f"d{i}", "text": t, "language": "en"} for i, t in enumerate(texts)]
    return pv.Study(pv.read_corpus(records), pv.read_actors(actors), progress=False, **options)  # type: ignore[arg-type]


def row(alignment: pv.Alignment, actor: str) -> dict[str, object]:
    """Row of an actor."""
    return alignment.table.filter(actor=actor).to_dicts()[0]


def test_statements_place_actors() -> None:
    support = ["Kim Roe supports Ann Lee.", "Kim Roe backs Ann Lee.", "Kim Roe praised Ann Lee."]
    against = ["Max Ode condemned Ann Lee.", "Ann Lee is opposed by Max Ode."]
    result = study(*support * 6, *against * 6).alignment()
    assert result.table.columns[:5] == (
        "actor", "faction", "probability", "verdict", "statements",
    )  # fmt: skip
    assert row(result, "lee")["verdict"] == "declared"
    assert row(result, "roe")["faction"] == "red"
    assert row(result, "ode")["verdict"] == "unaligned"  # against red, but for blue?
    assert result.values[3, 1] > 0.3
    assert row(result, "pym")["verdict"] == "unaligned"
    assert row(result, "pym")["faction"] is None
    assert row(result, "pym")["probability"] is None
    listed = json.loads(str(row(result, "roe")["statements"]))
    assert listed[0] == {"text": "Kim Roe supports Ann Lee.", "document": "d0"}


def test_one_affiliation_places_an_actor() -> None:
    actors = pv.read_actors(
        {
            "faction": [{"id": "dem", "name": "Democrats"}, {"id": "gop", "name": "Republicans"}],
            "actor": [
                {"id": "lee", "name": "Ann Lee", "type": "person"},
                {"id": "diaz", "name": "Bo Diaz", "type": "person"},
            ],
        }
    )
    text = "Sen. Ann Lee (R-Ohio) met Democratic Rep. Bo Diaz."
    result = pv.Study(
        pv.read_corpus([{"id": "a", "text": text, "language": "en"}]), actors, progress=False
    ).alignment()
    assert [r["faction"] for r in result.table] == ["gop", "dem"]
    statement = result.statements("lee").to_dicts()[0]
    assert statement["kind"] == "affiliation"
    assert statement["target_faction"] == "gop"
    assert text[statement["cue_start"] : statement["cue_end"]] == "R-Ohio"


def test_affiliations_by_name_have_no_document() -> None:
    actors = pv.read_actors(
        {
            "faction": [{"id": "red", "name": "Red"}, {"id": "blue", "name": "Blue"}],
            "actor": [
                {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "red"},
                {"id": "team", "name": "Lee campaign", "type": "organisation"},
            ],
        }
    )
    result = pv.Study(pv.read_corpus(["Nothing."]), actors, progress=False).alignment()
    statement = result.statements("team").to_dicts()[0]
    assert (statement["kind"], statement["document"], statement["text"]) == (
        "affiliation",
        None,
        "",
    )
    assert row(result, "team")["faction"] == "red"


def test_statements_can_be_looked_up() -> None:
    result = study('"We support Ann Lee and trust her," Kim Roe said.').alignment()
    statements = result.statements("roe")
    assert set(statements["kind"]) == {"relation", "evaluation"}
    assert set(statements["voice"]) == {"quoted"}
    assert set(statements["holder"]) == {"roe"}
    assert np.all(statements["sign"] > 0)
    with pytest.raises(UnknownNameError, match="did you mean 'roe'"):
        result.statements("row")


def test_declared_ties_count_and_have_no_document() -> None:
    tie = {"source": "pym", "target": "blue", "sign": 1, "statement": "Eva Pym is with Blue."}
    result = study("Nothing happened.", ties=[tie]).alignment()
    assert row(result, "pym")["faction"] == "blue"
    statement = result.statements("pym").to_dicts()[0]
    assert statement["document"] is None
    assert statement["text"] == "Eva Pym is with Blue."


def test_sample_study(sample_study: pv.Study) -> None:
    result = sample_study.alignment()
    sides = {r["actor"]: r["faction"] for r in result.table}
    assert sides["egypt"] == "east"
    assert sides["uae"] == "east"
    assert sides["abdel_fattah_al_sisi"] == "east"
    assert sides["turkey"] == "west"
    assert sides["qatar"] == "west"
    assert 0 <= result.violated < 0.2
    assert result.values.shape == (len(result.table), 2)


def test_same_numbers_for_any_number_of_threads() -> None:
    texts = [
        "Kim Roe supports Ann Lee.",
        "Max Ode attacked Ann Lee.",
        "Eva Pym rejects Kim Roe.",
    ] * 5
    tables = [study(*texts, threads=n).alignment().table for n in (1, 2, 7)]
    assert tables[0] == tables[1] == tables[2]


def test_result_is_immutable_and_picklable(sample_study: pv.Study) -> None:
    result = sample_study.alignment()
    again = pickle.loads(pickle.dumps(result))
    assert again.table == result.table
    assert np.array_equal(again.values, result.values)
    with pytest.raises(AttributeError, match="cannot be changed"):
        result.violated = 1.0


def test_a_cell_lists_the_first_statements_and_counts_all() -> None:
    texts = [f"Utopia supports Lee, paper {i} wrote." for i in range(70)]
    actors = pv.read_actors(
        {
            "faction": [{"id": "red", "name": "Red"}],
            "actor": [
                {"id": "lee", "name": "Lee", "type": "person", "faction": "red"},
                {"id": "utopia", "name": "Utopia", "type": "group"},
            ],
        }
    )
    result = pv.Study(pv.read_corpus(texts, progress=False), actors, progress=False).alignment()
    cell = row(result, "utopia")
    assert len(json.loads(str(cell["statements"]))) == 50
    assert cell["count"] == len(result.statements("utopia")) == 70
