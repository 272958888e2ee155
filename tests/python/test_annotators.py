"""Plug-in annotators: what comes in, what is refused, who wins, and what is kept."""

from __future__ import annotations

import importlib.metadata
import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import polyvocal as pv
from polyvocal.annotators import Annotator, Batch, Span

DATA = {
    "actor": [
        {"id": "lee", "name": "Ann Lee", "type": "person"},
        {"id": "li", "name": "Bo Li", "type": "person"},
        {"id": "haftar", "name": "Khalifa Haftar", "type": "person"},
    ]
}
TEXTS = [
    "\U0001f600 Ann Lee spoke. Old Weavers left. Lee too.",
    "Bo Li met Carla Moss and Ann Lea. Carla Moss left Ann Lee.",
    "",
    "President Khalifa Hafar left. Khalifa Haftar came.",
    "Nobody came. Carla\nMoss slept.",
]


class Finder:
    """Finds fixed words; what it gives with each is a parameter."""

    def __init__(self, words: dict[str, tuple[Any, ...]], name: str = "finder") -> None:
        self.words = words
        self.name = name
        self.batches: list[int] = []

    def annotate(self, batch: Batch) -> Iterator[Span]:
        self.batches.append(len(batch))
        for number, text in enumerate(batch.texts):
            for words, rest in self.words.items():
                for found in re.finditer(re.escape(words), text):
                    yield Span(number, found.start(), found.end(), *rest)


def study(*annotators: Any, data: dict[str, Any] | None = None, **more: Any) -> pv.Study:
    rows = [{"id": f"d{i}", "outlet": "Post", "text": t} for i, t in enumerate(TEXTS) if t]
    corpus = pv.read_corpus(rows, progress=False)
    actors = pv.read_actors({**DATA, **(data or {})})
    return pv.Study(corpus, actors, annotators=annotators, progress=False, **more)


def found(s: pv.Study) -> list[tuple[str, str, str, str]]:
    m = s.mentions
    return list(zip(m["document"], m["surface"], m["actor"], m["method"], strict=True))


def outcomes(s: pv.Study) -> dict[str, str]:
    a = s.annotations
    return dict(zip(a["surface"], a["outcome"], strict=True))


def test_a_listed_actor_is_a_mention_with_its_plug_in_as_method() -> None:
    s = study(Finder({"Old Weavers": ("li", "group", 0.75)}))
    assert ("d0", "Old Weavers", "li", "annotator:finder") in found(s)
    row = next(r for r in s.mentions if r["surface"] == "Old Weavers")
    assert row["confidence"] == 0.75
    assert row["sentence"] == 1
    text = s.corpus["d0"].text
    assert text[row["start"] : row["end"]] == "Old Weavers"
    assert outcomes(s) == {"Old Weavers": "accepted"}


def test_everything_downstream_sees_it() -> None:
    plain, s = study(), study(Finder({"Carla Moss": ("lee",)}))
    pair = s.cooccurrence().table()
    assert [(r["a"], r["b"]) for r in pair] == [("lee", "li")]
    assert pair["count"].sum() > plain.cooccurrence().table()["count"].sum()
    surfaces = s.spellings().filter(actor="lee")
    assert "annotator:finder" in set(surfaces["method"])


def test_listed_names_win_over_plug_ins() -> None:
    s = study(Finder({"Ann Lee": ("li",), "Bo Li met": ("lee",)}))
    assert ("d0", "Ann Lee", "lee", "exact") in found(s)
    assert outcomes(s) == {"Ann Lee": "overruled", "Bo Li met": "overruled"}


def test_plug_ins_win_over_spellings_that_rest_on_likeness() -> None:
    before = {row[1]: row[3] for row in found(study())}
    assert before["Khalifa Hafar"].startswith("variant")
    s = study(Finder({"Khalifa Hafar": ("li", None, 0.6)}))
    assert ("d3", "Khalifa Hafar", "li", "annotator:finder") in found(s)


def test_corrections_win_over_plug_ins() -> None:
    assign = {"surface": "Old Weavers", "actor": "lee"}
    block = {"surface": "Carla Moss", "document": "d1", "block": True}
    finder = Finder({"Old Weavers": ("li",), "Carla Moss": ("li",)})
    s = study(finder, data={"correction": [assign, block]})
    assert ("d0", "Old Weavers", "lee", "correction") in found(s)
    assert not any(row[1] == "Carla Moss" for row in found(s))


def test_the_earlier_plug_in_wins() -> None:
    one = Finder({"Old Weavers": ("lee",)}, "one")
    two = Finder({"Old Weavers left": ("li",), "Carla Moss": ("li",)}, "two")
    assert ("d0", "Old Weavers", "lee", "annotator:one") in found(study(one, two))
    assert ("d0", "Old Weavers left", "li", "annotator:two") in found(study(two, one))
    assert ("d1", "Carla Moss", "li", "annotator:two") in found(study(one, two))


def test_a_merged_actor_takes_what_is_said_of_the_other() -> None:
    merge = {"merge": "li", "actor": "lee"}
    s = study(Finder({"Old Weavers": ("li",)}), data={"correction": [merge]})
    assert ("d0", "Old Weavers", "lee", "annotator:finder") in found(s)


def test_names_without_actor_are_candidates() -> None:
    finder = Finder({"Old Weavers": (None, "group"), "Carla Moss": (), "Ann Lee": (None, "person")})
    s = study(finder)
    rows = {row["name"]: row for row in s.candidates}
    assert rows["Old Weavers"]["type"] in ("group", "organisation", "person", "other")
    assert rows["Old Weavers"]["reason"].endswith("annotator finder")
    assert rows["Carla Moss"]["reason"] == "unknown name; annotator finder"
    assert "Ann Lee" not in rows
    assert outcomes(s)["Ann Lee"] == "known"
    table = s.candidates["affects"].tolist()
    assert table == sorted(table, reverse=True)


def test_a_candidate_that_only_the_plug_in_knows() -> None:
    s = study(Finder({"slept": (None, "group")}))
    row = next(r for r in s.candidates if r["name"] == "slept")
    assert (row["type"], row["count"], row["documents"], row["outlets"]) == ("group", 1, 1, 1)
    assert row["reason"] == "annotator finder"
    assert "slept" in row["example"]
    assert row["example_document"] == "d4"


def test_batches_do_not_matter_and_come_in_order() -> None:
    finder = Finder({"w1": ("lee",)})
    corpus = pv.read_corpus([{"id": str(i), "text": f"A w{i % 3} b."} for i in range(150)])
    s = pv.Study(corpus, pv.read_actors(DATA), annotators=[finder], progress=False)
    assert len(s.mentions) == 50
    assert finder.batches == [64, 64, 22]


def test_the_same_for_any_number_of_threads() -> None:
    one, four = (study(Finder({"Carla Moss": ("lee",)}), threads=n) for n in (1, 4))
    assert one.mentions == four.mentions


@pytest.mark.parametrize(
    ("spans", "what"),
    [
        ([(0, 5, 5)], r"annotator 'f', article 'd0', offset 5: the span 5-5 is not in the text"),
        ([(0, -1, 3)], r"article 'd0', offset -1: the span -1-3 is not in the text of 43"),
        ([(1, 0, 999)], r"article 'd1', offset 0: .* of 58 code points"),
        ([(4, 0, 2)], r"span 0: document 4, but the batch has the articles 0 to 3"),
        ([(0, 0, 9), (0, 3, 5)], r"offset 3: the span 3-5 overlaps 0-9"),
        ([(0, 2, 9), (0, 2, 9)], r"offset 2: the span 2-9 overlaps 2-9"),
        ([(0, 0, 2)], r"offset 0: the span 0-2 .* holds no word"),
        ([(0, 2, 9, "le")], r"the actor 'le' is not in the actors file; did you mean 'lee'"),
        ([(0, 2, 9, None, "city")], r"type = 'city'. Known: person"),
        ([(0, 2, 9, None, None, 1.5)], r"confidence = 1.5; give a number above 0, at most 1"),
        ([(0, 2, 9, None, None, "x")], r"confidence = 'x'"),
        ([(0, 2.0, 9)], r"the first three are whole numbers"),
        (["Ann Lee"], r"span 0: 'Ann Lee' is no span"),
    ],
)
def test_spans_are_checked(spans: list[Any], what: str) -> None:
    def f(batch: Batch) -> Iterable[Any]:
        return spans

    with pytest.raises(pv.InputError, match=what):
        _ = study(f).mentions


def test_an_error_inside_says_whose_it_is() -> None:
    def broken(batch: Batch) -> Iterable[Span]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        _ = study(broken).mentions
    assert "annotator 'broken'" in caught.value.__notes__[0]


@pytest.mark.parametrize("given", [3, Finder, "abc", [[1]]])
def test_what_is_no_annotator_is_refused(given: Any) -> None:
    with pytest.raises((pv.InputError, pv.UnknownNameError)):
        study(given)
    with pytest.raises(pv.InputError, match="give a list"):
        pv.Study(pv.read_corpus(TEXTS[:1]), pv.read_actors(DATA), annotators="spacy")


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(pv.InputError, match="two annotators are called 'finder'"):
        study(Finder({}), Finder({}))


def test_entry_points_are_loaded_only_when_named(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []

    class Entry:
        name = "lab"

        def load(self) -> Callable[[str], Finder]:
            loads.append(self.name)
            return type(
                "Lab", (Finder,), {"__init__": lambda s, w: Finder.__init__(s, {w: ("lee",)})}
            )

    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: [Entry()])
    study(Finder({}))
    assert loads == []
    s = study("lab:slept")
    assert ("d4", "slept", "lee", "annotator:lab:slept") in found(s)
    assert loads == ["lab"]
    with pytest.raises(pv.UnknownNameError, match="did you mean 'lab'"):
        study("lap")


def test_saved_and_pickled_studies_say_it_again(tmp_path: Path) -> None:
    s = study(Finder({"Old Weavers": ("li",), "Carla Moss": ()}), Finder({"x y": ()}, "none"))
    s.save(tmp_path / "kept")
    for again in (pv.load_study(tmp_path / "kept", progress=False), pickle.loads(pickle.dumps(s))):
        assert again.mentions == s.mentions
        assert again.candidates == s.candidates
        assert again.annotations == s.annotations
    file = tmp_path / "kept" / "annotations.jsonl"
    file.write_text(file.read_text().replace('"end": 2', '"end": 3'))
    with pytest.raises(pv.InputError, match="annotations were changed"):
        pv.load_study(tmp_path / "kept")


def test_no_annotators_no_annotations() -> None:
    s = study()
    assert len(s.annotations) == 0
    assert set(s.annotations.columns) == set(study(Finder({"Lee": ()})).annotations.columns)


def test_the_report_names_the_plug_in(tmp_path: Path) -> None:
    s = study(Finder({"Old Weavers": ("li",)}))
    page = s.report(tmp_path / "report.html").read_text(encoding="utf-8")
    assert "the plug-in finder" in page


def test_the_protocol_is_what_it_says() -> None:
    assert isinstance(Finder({}), Annotator)
