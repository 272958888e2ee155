"""Corrections: what each kind does, what is counted, and what is called stale."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

import polyvocal as pv
from polyvocal.corrections import make_plan
from polyvocal.errors import StaleCorrectionWarning

ACTORS = [
    {"id": "lee", "name": "Ann Lee", "type": "person", "titles": ["Dr"]},
    {"id": "li", "name": "Bo Li", "type": "person"},
    {"id": "union", "name": "Northern Union", "type": "organisation", "acronyms": ["NU"]},
    {"id": "guild", "name": "Weavers Guild", "type": "organisation", "faction": "north"},
]
ROWS = [
    {"id": "a1", "outlet": "Daily", "text": "Ann Lee spoke. Lea had left. The Northern Union met."},
    {
        "id": "a2",
        "outlet": "Post",
        "text": "Bo Li spoke. Li had left. Lea wrote to the Weavers Guild.",
    },
    {
        "id": "b1",
        "text": "Ann Lee wrote. Lee left for the NU. The guild of Old Weavers closed. Lea too.",
    },
]


def study(*corrections: dict[str, Any], **more: Any) -> pv.Study:
    data = {
        "faction": [{"id": "north", "name": "North"}],
        "actor": ACTORS,
        "correction": list(corrections),
        **more,
    }
    return pv.Study(pv.read_corpus(ROWS, progress=False), pv.read_actors(data), progress=False)


def found(study: pv.Study) -> list[tuple[str, str, str]]:
    m = study.mentions
    return list(zip(m["document"], m["surface"], m["actor"], strict=True))


def row(study: pv.Study, number: int = 1) -> tuple[str, int, int, str]:
    r = study.corrections.to_dicts()[number - 1]
    return r["action"], r["mentions"], r["changed"], r["status"]


def test_assign_by_outlet_leaves_articles_without_one_alone() -> None:
    s = study({"surface": "Lea", "actor": "lee", "outlet": "*"})
    assert [d for d, surface, _ in found(s) if surface == "Lea"] == ["a1", "a2"]
    assert row(s) == ("assign", 2, 2, "applied")


def test_assign_what_is_so_already_is_no_change() -> None:
    s = study({"surface": "Ann Lee", "actor": "lee"})
    assert row(s) == ("assign", 2, 0, "no change")


def test_split_speaks_only_of_the_other_actor() -> None:
    s = study({"surface": "Lee", "from": "lee", "actor": "li"})
    assert ("b1", "Lee", "li") in found(s)
    assert row(s) == ("split", 1, 1, "applied")
    t = study({"surface": "Lee", "from": "guild", "actor": "li"})
    with pytest.warns(StaleCorrectionWarning, match="no mention of guild reads 'Lee'"):
        assert ("b1", "Lee", "lee") in found(t)
    assert row(t) == ("split", 0, 0, "stale")


def test_block_counts_what_it_takes_away() -> None:
    s = study({"surface": "Ann Lee", "block": True, "document": "a*"})
    assert [d for d, _, actor in found(s) if actor == "lee"] == ["b1", "b1"]
    assert row(s) == ("block", 1, 1, "applied")


def test_merge_of_two_actors_moves_names_ties_and_corrections() -> None:
    tie = {"source": "guild", "target": "north", "sign": 1}
    s = study(
        {"merge": "guild", "actor": "union"},
        {"surface": "guild of Old Weavers", "actor": "guild"},
        tie=[tie, {"source": "guild", "target": "union", "sign": 1}],
    )
    assert [a.id for a in s.actors] == ["lee", "li", "union"]
    assert s.actors.faction_of("union") == "north"
    assert [(t.source, t.target) for t in s.actors.ties] == [("union", "north")]
    assert {actor for _, surface, actor in found(s) if "Weavers" in surface} == {"union"}
    assert row(s, 1) == ("merge", 1, 1, "applied")
    assert row(s, 2) == ("assign", 1, 1, "applied")


def test_merge_of_a_name() -> None:
    s = study({"merge": "Old Weavers", "actor": "guild"})
    assert ("b1", "Old Weavers", "guild") in found(s)
    assert row(s) == ("merge", 1, 1, "applied")


def test_rename_keeps_the_old_name() -> None:
    s = study({"rename": "Anna Lee-Jones", "actor": "lee"})
    assert s.actors["lee"].name == "Anna Lee-Jones"
    assert ("a1", "Ann Lee", "lee") in found(s)
    assert row(s) == ("rename", 3, 3, "applied")


def test_merges_in_a_chain_end_in_one_actor() -> None:
    s = study({"merge": "guild", "actor": "union"}, {"merge": "union", "actor": "li"})
    assert {actor for _, surface, actor in found(s) if "Weavers" in surface} == {"li"}
    assert row(s, 1) == ("merge", 1, 1, "applied")
    circle = [{"merge": "guild", "actor": "union"}, {"merge": "union", "actor": "guild"}]
    with pytest.raises(pv.SchemaError, match=r"correction\[1\].merge: 'union' and 'guild' are one"):
        study(*circle)


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        ({"surface": "Lea", "actor": "leee"}, "'leee' is not in the file; did you mean 'lee'"),
        ({"surface": "Lea", "actor": "lee", "document": "z*"}, "no article has document = 'z*'"),
        ({"surface": "Lea", "actor": "lee", "outlet": "Globe"}, "no article has outlet = 'Globe'"),
        ({"surface": "Loo", "actor": "lee"}, "'Loo' stands by itself in no article"),
        ({"surface": "Lee", "actor": "li", "document": "a*"}, "in no article that it is for"),
        ({"merge": "Zed Zulu", "actor": "lee"}, "'Zed Zulu' stands by itself in no article"),
        ({"merge": "lee", "actor": "gone"}, "'gone' is not in the file"),
    ],
)
def test_stale_corrections_are_named_once_and_the_run_goes_on(
    correction: dict[str, Any], reason: str
) -> None:
    s = study(correction)
    with pytest.warns(StaleCorrectionWarning) as caught:
        assert len(s.mentions)
    assert len(caught) == 1
    assert reason in str(caught[0].message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert s.corrections["status"].tolist() == ["stale"]
        assert len(s.attributions) >= 0
    assert reason in s.corrections["reason"][0]


def test_an_actor_that_has_gone_is_a_warning_of_the_file() -> None:
    actors = pv.read_actors({"actor": ACTORS[:1], "correction": [{"surface": "x", "actor": "li"}]})
    assert actors.warnings == ("correction 1 does nothing: the actor 'li' is not in the file",)


def test_saved_studies_replay_corrections(tmp_path: Any) -> None:
    s = study({"merge": "guild", "actor": "union"}, {"surface": "Lea", "actor": "lee"})
    s.save(tmp_path / "kept")
    again = pv.load_study(tmp_path / "kept", progress=False)
    assert again.mentions == s.mentions
    assert again.corrections == s.corrections


def test_without_corrections_is_the_file_as_listed() -> None:
    s = study({"merge": "guild", "actor": "union"}, {"rename": "X Y", "actor": "lee"})
    plain = s.actors.without_corrections()
    assert [a.name for a in plain] == [a["name"] for a in ACTORS]
    assert make_plan(plain.actors, (), ()).actors == plain.actors


def test_no_corrections_make_an_empty_table() -> None:
    assert len(study().corrections) == 0


def test_candidates_are_sorted_by_what_they_affect() -> None:
    text = "Mr. Rosa Martell spoke. Martell said so. Martell left. Zuwara Zuwara met in Zuwara."
    rows = [{"id": "a", "text": text}, {"id": "b", "text": "Pat Oro said no. Pat Oro told us."}]
    corpus = pv.read_corpus(rows, progress=False)
    table = pv.Study(corpus, pv.read_actors({}), progress=False).candidates
    affects = dict(zip(table["name"], table["affects"].tolist(), strict=True))
    counts = dict(zip(table["name"], table["count"].tolist(), strict=True))
    assert affects["Rosa Martell"] == counts["Rosa Martell"] + counts["Martell"]
    assert table["affects"].tolist() == sorted(affects.values(), reverse=True)
