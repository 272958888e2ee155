"""The spaCy adapter, where spaCy is installed: a blank pipeline with an entity ruler."""

from __future__ import annotations

from typing import Any

import pytest

import polyvocal as pv
from polyvocal.annotators.spacy import SpacyAnnotator
from polyvocal.testing import check_annotator

TEXT = "\U0001f600 Ann Lee met the Old Weavers in Paris. Old Weavers left on Monday."


@pytest.fixture(scope="module")
def nlp() -> Any:
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "ORG", "pattern": "Old Weavers", "id": "weavers"},
            {"label": "GPE", "pattern": "Paris"},
            {"label": "DATE", "pattern": "Monday"},
            {"label": "PERSON", "pattern": "Khalifa Haftar"},
        ]
    )
    return pipeline


def study(annotator: Any, language: str = "en") -> pv.Study:
    corpus = pv.read_corpus([{"id": "a", "text": TEXT, "language": language}], progress=False)
    actors = pv.read_actors([{"id": "weavers", "name": "The Guild", "type": "organisation"}])
    return pv.Study(corpus, actors, annotators=[annotator], progress=False)


def test_it_keeps_the_contract(nlp: Any) -> None:
    check_annotator(SpacyAnnotator(nlp), texts=[TEXT])


def test_ids_of_the_ruler_are_actors_and_labels_are_types(nlp: Any) -> None:
    s = study(SpacyAnnotator(nlp))
    m = s.mentions
    assert list(zip(m["surface"], m["actor"], m["method"], strict=True)) == [
        ("Old Weavers", "weavers", "annotator:spacy"),
        ("Old Weavers", "weavers", "annotator:spacy"),
    ]
    rows = {row["surface"]: row["type"] for row in s.annotations}
    assert rows == {"Old Weavers": "organisation", "Paris": "state"}


def test_other_languages_are_skipped(nlp: Any) -> None:
    assert len(study(SpacyAnnotator(nlp), language="fr").annotations) == 0


def test_own_types_and_actors(nlp: Any) -> None:
    annotator = SpacyAnnotator(
        nlp, types={"GPE": "place"}, actor_of=lambda entity: None, confidence=0.5, name="mine"
    )
    s = study(annotator)
    assert [(r["surface"], r["type"], r["annotator"]) for r in s.annotations] == [
        ("Paris", "place", "mine")
    ]


def test_what_is_missing_is_said(nlp: Any) -> None:
    with pytest.raises(pv.InputError, match="no pipeline 'no_such_model'"):
        SpacyAnnotator("no_such_model")
    with pytest.raises(pv.InputError, match="int is no spaCy pipeline"):
        SpacyAnnotator(3)
