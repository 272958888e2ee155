"""Names that nobody listed: the table of their places."""

from __future__ import annotations

import numpy as np
import pytest

import polyvocal as pv


def study_of(texts: list[str], threads: int | None = None) -> pv.Study:
    rows = [{"id": f"d{i:03}", "text": text, "outlet": "AB"[i % 2]} for i, text in enumerate(texts)]
    actors = pv.read_actors({"actor": [{"id": "lee", "name": "Ann Lee", "type": "person"}]})
    return pv.Study(pv.read_corpus(rows, progress=False), actors, threads=threads, progress=False)


TEXTS = [
    "Yesterday 😀 Élodie Martell met Ann Lee in Zuwarra.",
    "The Securities and Exchange Commission sued Élodie Martell. Mr Martell left.",
]


def test_offsets_are_code_points_of_the_text() -> None:
    study = study_of(TEXTS)
    rows = study.candidate_mentions
    names = "document start end surface name type candidate"
    assert rows.columns == names.split() or tuple(rows.columns) == tuple(names.split())
    for document, start, end, surface in zip(
        rows["document"], rows["start"], rows["end"], rows["surface"], strict=True
    ):
        assert study.corpus[document].text[start:end] == surface
    assert list(rows["surface"]) == [
        "Élodie Martell",
        "Zuwarra",
        "Securities and Exchange Commission",
        "Élodie Martell",
        "Martell",
    ]
    assert list(rows["type"]) == ["person", "place", "organisation", "person", "person"]


def test_every_candidate_has_as_many_places_as_its_count() -> None:
    study = study_of(TEXTS)
    rows, listed = study.candidate_mentions, study.candidates
    names = list(rows["name"])
    assert all(rows["candidate"])
    for name, count in zip(listed["name"], listed["count"], strict=True):
        assert names.count(name) == count


def test_rare_names_of_a_big_corpus_have_places_but_no_row() -> None:
    study = study_of([*TEXTS, *["Nothing was said."] * 60])
    rows = study.candidate_mentions
    listed = set(study.candidates["name"])
    assert listed == {"Élodie Martell"}
    assert {
        name for name, is_listed in zip(rows["name"], rows["candidate"], strict=True) if is_listed
    } == listed
    assert "Zuwarra" in set(rows["name"])


@pytest.mark.parametrize("threads", [2, 7])
def test_threads_change_nothing(threads: int) -> None:
    texts = [f"{TEXTS[i % 2]} Then Bono Aldarr{i % 5} spoke." for i in range(200)]
    one, more = study_of(texts, 1).candidate_mentions, study_of(texts, threads).candidate_mentions
    for name in one.columns:
        assert list(one[name]) == list(more[name])


def test_without_candidates_there_are_no_places() -> None:
    study = study_of(["Nothing was said."])
    rows = study.candidate_mentions
    assert len(rows) == 0
    assert np.asarray(rows["start"]).size == 0
