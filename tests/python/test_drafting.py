"""A first actors file: what it lists, what it only mentions, and that it can be used."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal._name_groups import Found, fold, group_names


def corpus_of(*texts: str, outlets: tuple[str, ...] = ()) -> pv.Corpus:
    rows = [{"id": f"d{i}", "text": text} for i, text in enumerate(texts)]
    for row, outlet in zip(rows, outlets, strict=False):
        row["outlet"] = outlet
    return pv.read_corpus(rows, progress=False)


def read(text: str, folder: Path) -> pv.Actors:
    path = folder / "draft.toml"
    path.write_text(text, encoding="utf-8")
    return pv.read_actors(path)


def person(name: str, documents: int = 1, *variants: str) -> Found:
    return Found(name, "person", documents, documents, variants)


def test_the_sample_articles(sample_corpus: pv.Corpus, tmp_path: Path) -> None:
    text = pv.draft_actors(sample_corpus)
    actors = read(text, tmp_path)
    types = {actor.name: actor.type for actor in actors}
    assert types["Khalifa Haftar"] == "person"
    assert types["Libyan National Army"] == "armed"
    assert types["Egypt"] == "state"
    assert {"Tripoli", "Moscow", "Zhao Sirte", "Haftar", "Fayaz al-Sarraz"}.isdisjoint(types)
    assert actors["government_of_national_accord"].acronyms == ("GNA",)
    assert [a.name for a in actors["fayez_al_sarraj"].aliases] == ["Fayez AL Sarraj"]
    haftar = text[text.index('"Khalifa Haftar"') :].partition("[[actor]]")[0]
    assert '#   "Hafta": ' in haftar
    assert "5 articles; Ahram Online 1, CGTN 1, TASS 1" in haftar
    places = text.partition("# Places, left out")[2]
    assert "Tripoli 5" in places
    study = pv.Study(sample_corpus, actors, progress=False)
    assert {"khalifa_haftar", "egypt"} <= set(study.mentions["actor"])


def test_the_same_for_any_number_of_threads(sample_corpus: pv.Corpus) -> None:
    assert pv.draft_actors(sample_corpus, threads=1) == pv.draft_actors(sample_corpus, threads=4)


def test_the_limits(sample_corpus: pv.Corpus, tmp_path: Path) -> None:
    few = pv.draft_actors(sample_corpus, max_names=3)
    assert len(read(few, tmp_path)) == 3
    assert "more names are left out" in few
    wide = read(pv.draft_actors(sample_corpus, min_documents=4), tmp_path)
    assert "khalifa_haftar" in wide
    assert "daesh" not in wide
    assert len(read(pv.draft_actors(sample_corpus, min_documents=99), tmp_path)) == 0
    with pytest.raises(pv.InputError, match="min_documents is 0"):
        pv.draft_actors(sample_corpus, min_documents=0)
    with pytest.raises(pv.InputError, match="max_names is 0"):
        pv.draft_actors(sample_corpus, max_names=0)


def test_an_outlet_of_the_corpus_is_no_actor(tmp_path: Path) -> None:
    corpus = corpus_of(
        "Ann Lee told Northern Gazette that she left.", outlets=("Northern Gazette",)
    )
    assert "Northern Gazette" not in {a.name for a in read(pv.draft_actors(corpus), tmp_path)}


def test_text_of_an_article_cannot_break_the_file(tmp_path: Path) -> None:
    corpus = corpus_of(
        'Ann \u2028 Lee "Q" met Bo\x0bDiaz. Ann Lee\x1f said so. Bo Diaz\x85 left.',
        outlets=("The \x07 Times # of \n[[actor]]",),
    )
    read(pv.draft_actors(corpus), tmp_path)


def test_initials_tell_people_apart() -> None:
    names = [person("George W. Bush", 9), person("George H. W. Bush", 3), person("George Bush", 5)]
    groups = group_names(names, names)
    assert [(g.name, list(g.same)) for g in groups] == [
        ("George W. Bush", ["George Bush"]),
        ("George H. W. Bush", []),
    ]


def test_near_names_are_only_doubts_and_rivals_stay() -> None:
    names = [person("Hassan Rowan", 9), person("Husain Rowan", 8), person("Hasan Rowan", 1)]
    groups = {g.name: g for g in group_names(names, names)}
    assert set(groups) == {"Hassan Rowan", "Husain Rowan"}
    assert set(groups["Hassan Rowan"].doubts) == {"Husain Rowan", "Hasan Rowan"}
    assert "an actor of its own" in groups["Hassan Rowan"].doubts["Husain Rowan"]


def test_what_is_part_of_a_longer_name() -> None:
    names = [
        person("Ann Lee", 5),
        person("Lee", 9),
        person("Leader Ann Lee", 2),
        person("Jersey", 4),
        Found("New Jersey", "place", 3, 3, ()),
    ]
    assert [g.name for g in group_names(names, names)] == ["Ann Lee"]


def test_folding_keeps_words_that_are_all_articles() -> None:
    assert fold("Al") == ("al",)
    assert fold("Émile Zola-Köln") == ("emile", "zola", "koln")


@given(st.lists(st.tuples(st.text(min_size=1, max_size=12), st.integers(1, 5)), max_size=12))
def test_grouping_never_fails_and_repeats_itself(rows: list[tuple[str, int]]) -> None:
    names = [person(name, n) for name, n in rows if any(c.isalnum() for c in name)]
    assert group_names(names, names) == group_names(list(reversed(names)), names)


def test_the_draft_is_toml_with_an_explained_faction(sample_corpus: pv.Corpus) -> None:
    text = pv.draft_actors(sample_corpus)
    assert "faction" not in tomllib.loads(text)
    example = text[text.index("# [[faction]]") :].partition("\n#\n# and")[0]
    uncommented = "\n".join(line.removeprefix("# ") for line in example.splitlines())
    assert tomllib.loads(uncommented)["faction"][0]["id"] == "north"
