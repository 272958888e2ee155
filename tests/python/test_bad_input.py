"""Bad input to the actor stage: a clear error or a documented result, never a crash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import polyvocal as pv


def person(actor_id: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": actor_id, "name": name, "type": "person", **more}


def study(actors: list[dict[str, Any]], *texts: str) -> pv.Study:
    rows = [{"id": f"d{i}", "text": text} for i, text in enumerate(texts)]
    corpus = pv.read_corpus(rows, progress=False)
    return pv.Study(corpus, pv.read_actors({"actor": actors}), progress=False)


def found(s: pv.Study) -> list[tuple[str, str]]:
    return list(zip(s.mentions["surface"], s.mentions["actor"], strict=True))


# -- aliases -------------------------------------------------------------------------------------


@pytest.mark.parametrize("alias", ["", "  ", "-", "\u200f", "..."])
def test_an_empty_alias_is_an_error_with_its_place(alias: str) -> None:
    with pytest.raises(pv.SchemaError, match=r"actor\[0\].aliases\[0\].* is empty"):
        pv.read_actors({"actor": [person("a", "Ann Lee", aliases=[alias])]})


def test_a_letter_is_taken_at_its_word_and_warned_about() -> None:
    s = study([person("k", "Josef K", aliases=["K"])], "Plan B failed. Then K came, and k left.")
    assert found(s) == [("K", "k")]
    assert s.actors.warnings == (
        "actor 'k': the name 'K' is a single letter and is found wherever that letter stands "
        "by itself",
    )


def test_a_stop_word_is_taken_at_its_word_and_warned_about() -> None:
    s = study([person("t", "Ann Lee", aliases=["The"])], "The cat saw The Boss, not the dog.")
    assert ("The", "t") in found(s)
    assert len(s.actors.warnings) == 1
    assert "'The' is a word of the language" in s.actors.warnings[0]


def test_names_that_are_no_stop_words_are_not_warned_about(sample_actors: pv.Actors) -> None:
    assert sample_actors.warnings == ()
    acronyms = [{"id": "w", "name": "WHO", "type": "organisation", "acronyms": ["IT"]}]
    assert pv.read_actors({"actor": acronyms}).warnings == ()


def test_a_shared_alias_is_ambiguous_and_warned_about() -> None:
    both = [person("a", "Ann Lee", aliases=["Boss"]), person("b", "Bo Li", aliases=["Boss"])]
    s = study(both, "Yesterday Boss came.")
    (row,) = s.mentions.to_dicts()
    assert (row["surface"], row["ambiguous"]) == ("Boss", True)
    assert {row["actor"], row["runner_up"]} == {"a", "b"}
    assert row["confidence"] <= 0.5
    assert "shared by a, b" in s.actors.warnings[0]


def test_two_actors_of_one_id_are_an_error() -> None:
    with pytest.raises(pv.SchemaError, match=r"actor\[1\].id: the id 'a' is used twice"):
        pv.read_actors({"actor": [person("a", "Ann Lee"), person("a", "Bo Li")]})


@pytest.mark.parametrize("name", ["Ann \ud800 Lee", "Ann\0 Lee"])
def test_no_half_characters_in_names(name: str) -> None:
    with pytest.raises(pv.SchemaError, match=r"actor\[0\].name: .*which is no character of a text"):
        pv.read_actors({"actor": [person("a", name)]})


def test_endless_names() -> None:
    actors = [person("a", "x" * 100_000), person("b", " ".join(["Ab"] * 70_000))]
    assert found(study(actors, "Ann Lee came.")) == []


def test_a_long_actors_file(tmp_path: Any) -> None:
    path = tmp_path / "actors.toml"
    path.write_text(
        "\n".join(
            f'[[actor]]\nid = "p{i}"\nname = "Ann Q{i}"\ntype = "person"\n' for i in range(4_000)
        ),
        encoding="utf-8",
    )
    actors = pv.read_actors(path)
    corpus = pv.read_corpus(["Ann Q3999 met Ann Q17."], progress=False)
    assert found(pv.Study(corpus, actors, progress=False)) == [
        ("Ann Q3999", "p3999"),
        ("Ann Q17", "p17"),
    ]
    path.write_text(path.read_text(encoding="utf-8") + '\n[[actor]]\nid = "p7"\n', encoding="utf-8")
    with pytest.raises(pv.SchemaError, match=r":20001:1: actor 'p7' lacks the key 'name'"):
        pv.read_actors(path)


# -- texts ---------------------------------------------------------------------------------------


def test_a_lone_surrogate_is_quarantined_by_name() -> None:
    rows = [{"id": "bad", "text": "Ann Lee \ud800 came."}, {"id": "good", "text": "Ann Lee came."}]
    corpus = pv.read_corpus(rows, progress=False)
    assert corpus.ids == ["good"]
    (row,) = corpus.quarantine.to_dicts()
    assert "lone surrogate at character 8" in row["reason"]


def test_nuls_are_characters_like_others() -> None:
    s = study([person("a", "Ann Lee")], "Yesterday Ann Lee\0 came. And Ann\0Lee went.\0")
    for row in s.mentions:
        text = s.corpus["d0"].text
        assert text[row["start"] : row["end"]] == row["surface"]
    assert ("Ann Lee", "a") in found(s)


@pytest.mark.parametrize(
    "unit", ["x", "AnnLee", "Ann-", "-", "م", "\u0301", "\U0001f600", "\u200f", "'", '"', "."]
)
def test_a_megabyte_without_a_space(unit: str) -> None:
    text = unit * (1_000_000 // len(unit.encode()))
    s = study([person("a", "Ann Lee")], text, "Ann Lee came.")
    assert ("Ann Lee", "a") in found(s)
    assert len(s.candidates) >= 0


@pytest.mark.parametrize(
    "text",
    [
        "Then \u200fAnn\u200f Lee\u200f came.",
        "Then Ann\u202a Lee\u202c came.",
        "Then \u2067Ann Lee\u2069 came.",
        "Then Ann \u200eLee came.",
    ],
)
def test_marks_of_direction_do_not_hide_a_name(text: str) -> None:
    s = study([person("a", "Ann Lee")], text)
    (row,) = s.mentions.to_dicts()
    assert row["actor"] == "a"
    assert text[row["start"] : row["end"]] == row["surface"]
    marks = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202c\u2067\u2069"))
    assert row["surface"].translate(marks) == "Ann Lee"


def test_marks_of_direction_in_a_listed_name() -> None:
    assert found(study([person("a", "\u200fAnn\u200f Lee")], "Ann Lee came.")) == [("Ann Lee", "a")]
    arabic = study([person("h", "خليفة حفتر")], "جاء خليفة\u200f حفتر اليوم.")
    assert [actor for _, actor in found(arabic)] == ["h"]


def test_a_long_actors_file_is_read_and_its_actors_are_found(tmp_path: Path) -> None:
    from bench.actors_file import WRITERS, make_rows

    rows = [*make_rows(3000), {"id": "megerisi", "name": "Tarek Megerisi", "type": "person"}]
    text = (
        "Tarek Meghrisi spoke first. Megerisi agreed with himself. "
        f"{rows[0]['name']} and {rows[1000]['name']} did not."
    )
    corpus = pv.read_corpus([{"id": "1", "text": text}], progress=False)
    found = []
    for suffix, (write, _) in WRITERS.items():
        path = tmp_path / f"actors.{suffix}"
        write(iter(rows), path)
        actors = pv.read_actors(path)
        assert len(actors) == len(rows)
        assert actors["a1000"].name == rows[1000]["name"]
        study = pv.Study(corpus, actors, progress=False)
        found.append({(m["surface"], m["actor"]) for m in study.mentions})
    expected = {("Tarek Meghrisi", "megerisi"), ("Megerisi", "megerisi")}
    assert expected | {(rows[0]["name"], "a0"), (rows[1000]["name"], "a1000")} <= found[0]
    assert found[0] == found[1]
