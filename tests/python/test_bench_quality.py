"""The readers and measures of bench/quality, on tiny made-up inputs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from bench.quality import (
    _edit_distance,
    _elevant,
    _engine,
    _spans,
    _tagged,
    conflict,
    methods,
    name_pairs,
    persent,
    seesaw,
    variants,
)
from bench.quality.__main__ import available
from bench.quality.mentions import measure
from polyvocal import _core, read_actors

TEXT = "Ann Lee went to Malta, Gozo in 1999. She and the Duchess met Lee of Acme."


def label(number: int, surface: str, entity: str, name: str, **more: object) -> dict[str, object]:
    begin = TEXT.rindex(surface) if more.pop("last", False) else TEXT.index(surface)
    span = [begin, begin + len(surface)]
    return {
        "id": number,
        "span": span,
        "entity_id": entity,
        "name": name,
        "type": "OTHER",
        **more,
    }


@pytest.fixture
def elevant(tmp_path: Path) -> Path:
    """A made-up set of one document."""
    labels = [
        label(0, "Ann Lee", "Q1", "Ann Lee", type="Q215627"),
        label(1, "Malta, Gozo", "Q2", "Malta", type="Q27096213|Q43229", children=[2, 3]),
        label(2, "Malta", "Q2", "Malta", type="Q27096213", parent=1),
        label(3, "Gozo", "Q3", "Gozo", type="Q27096213", parent=1),
        label(4, "1999", "DATETIME", "Unknown", type="DATETIME"),
        label(5, "She", "Q1", "Ann Lee", type="Q215627"),
        label(6, "the Duchess", "Q9", "Bo", type="Q215627"),
        label(7, "Lee", "Q1", "Ann Lee", type="Q215627", last=True),
        label(8, "Acme", "<NIL>", "Unknown"),
    ]
    record = {"id": 7, "title": "", "text": TEXT, "evaluation_span": [0, len(TEXT)]}
    file = tmp_path / "made-up.benchmark.jsonl"
    file.write_text(json.dumps({**record, "labels": labels}) + "\n", encoding="utf-8")
    return file


def test_elevant_keeps_names_and_leaves_the_rest(elevant: Path) -> None:
    [document] = _elevant.read_documents(elevant)
    counting = [x.surface for x in document.labels if x.counts]
    assert counting == ["Ann Lee", "Malta, Gozo", "Malta", "Gozo", "Lee", "Acme"]
    assert [u.surface for u in document.units()] == ["Ann Lee", "Malta, Gozo", "Lee", "Acme"]


def test_elevant_labels_outside_the_window_do_not_count(elevant: Path, tmp_path: Path) -> None:
    record = json.loads(elevant.read_text(encoding="utf-8"))
    record["evaluation_span"] = [0, 20]
    elevant.write_text(json.dumps(record), encoding="utf-8")
    [document] = _elevant.read_documents(elevant)
    assert [x.surface for x in document.labels] == ["Ann Lee"]


def test_closed_list_names_each_known_entity_once(elevant: Path) -> None:
    rows = _elevant.closed_list(_elevant.read_documents(elevant))
    assert [(r["id"], r["name"], r["type"]) for r in rows] == [
        ("Q1", "Ann Lee", "person"),
        ("Q2", "Malta", "state"),
        ("Q3", "Gozo", "place"),
    ]


def test_tally_accepts_the_parts_of_a_unit_and_counts_strangers_as_wrong(elevant: Path) -> None:
    [document] = _elevant.read_documents(elevant)
    where = {x.number: x.span for x in document.labels}
    known = {"Q1", "Q2", "Q3"}
    found = {
        where[0]: "Q1",  # right
        where[2]: "Q2",  # both parts of the unit
        where[3]: "Q3",
        where[4]: "Q3",  # a date: aside
        where[7]: "Q3",  # the span is right, the actor is not
        where[8]: "Q2",  # a stranger
    }
    spans, linked = _elevant.tally(document, found, known)
    assert spans == _spans.Tally(hit=3, missed=0, wrong=1)
    assert linked == _spans.Tally(hit=2, missed=1, wrong=2)
    anybody, _ = _elevant.tally(document, found, None)
    assert anybody == _spans.Tally(hit=4, missed=0, wrong=0)


def test_mentions_runs_on_a_set(elevant: Path) -> None:
    table = measure(elevant, "cautious")
    assert table["actors"] == 3
    assert table["linked"]["recall"] == 1.0


def test_compare_uses_each_span_once() -> None:
    wanted, found = [(0, 5), (6, 9)], [(0, 5), (7, 8), (8, 12)]
    assert _spans.compare(wanted, found) == _spans.Tally(1, 1, 2)
    assert _spans.compare(wanted, found, fuzzy=True) == _spans.Tally(2, 0, 1)


def test_summary_gives_rates_and_intervals() -> None:
    table = _spans.summary([_spans.Tally(3, 1, 0), _spans.Tally(1, 0, 1)])
    assert table["wanted"] == 5
    assert table["found"] == 5
    assert table["f1"] == pytest.approx(0.8)
    low, high = map(float, str(table["f1, 95 % interval"]).split(" to "))
    assert low < 0.8 < high


def test_conll_sets_spaces_as_in_print(tmp_path: Path) -> None:
    rows = [
        ("Abu", "B-Person"), ("Omar", "I-Person"), ("al", "I-Person"), ("-", "I-Person"),
        ("Nuri", "I-Person"), ("’", "O"), ("s", "O"), ("men", "O"), ("(", "O"), ("The", "B-Location"),
        ("Hill", "I-Location"), (")", "O"), (".", "O"),
    ]  # fmt: skip
    file = tmp_path / "made-up.conll"
    text = "\n".join("\t".join(row) for row in rows)
    file.write_text(f"{text}\n\nWe\tB-Organisation\nB\tB-Organisation\n", encoding="utf-8")
    first, second = _tagged.read_conll(file)
    assert first.text == "Abu Omar al-Nuri’s men (The Hill)."
    assert first.marked == {(0, 5): "person", (9, 11): "location"}
    assert second.marked == {(0, 1): "organisation", (1, 2): "organisation"}
    assert first.token_range((9, 16)) == (2, 5)
    assert conflict.without_article(first, (9, 11)) == (10, 11)
    assert conflict.holds_name(first, (0, 5))
    assert not conflict.holds_name(second, (0, 1))


def test_plain_names_leave_phrases_aside_and_forgive_titles(tmp_path: Path) -> None:
    rows = [
        ("Gen.", "B-Person"), ("Ann", "I-Person"), ("Lee", "I-Person"), ("left", "O"),
        ("the", "B-Location"), ("hills", "I-Location"), ("near", "I-Location"),
        ("Gozo", "I-Location"), ("and", "O"), ("Malta", "B-Location"), (".", "O"),
    ]  # fmt: skip
    file = tmp_path / "made-up.conll"
    file.write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
    [sentence] = _tagged.read_conll(file)
    assert conflict.plain_name(sentence, (9, 10))
    assert not conflict.plain_name(sentence, (4, 8))
    found = {(1, 3): "person", (7, 8): "location", (9, 10): "organisation"}
    assert conflict.plain_tally(sentence, found, typed=True) == _spans.Tally(1, 1, 1)
    assert conflict.plain_tally(sentence, found, typed=False) == _spans.Tally(2, 0, 0)


def test_hipe_joins_lines_and_words_cut_at_their_end(tmp_path: Path) -> None:
    columns = "TOKEN NE-COARSE-LIT MISC".replace(" ", "\t")
    rows = [
        ("Mr", "O", "NoSpaceAfter"), (".", "O", "_"), ("Nor", "B-pers", "NoSpaceAfter"),
        ("¬", "I-pers", "EndOfLine"), ("ton", "I-pers", "_"), ("left", "O", "EndOfLine"),
        ("Bath", "B-loc", "NoSpaceAfter"), (".", "O", "_"),
    ]  # fmt: skip
    lines = [columns, "# hipe2022:document_id = x", *("\t".join(r) for r in rows)]
    file = tmp_path / "made-up.tsv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    [document] = _tagged.read_hipe(file)
    assert document.text == "Mr. Norton left Bath."
    assert document.marked == {(2, 5): "pers", (6, 7): "loc"}
    assert document.token_range((4, 10)) == (2, 5)


def test_typed_tally_keeps_classes_apart() -> None:
    wanted = {(0, 2): "person", (3, 4): "location"}
    found = {(0, 1): "person", (3, 4): "organisation"}
    assert _tagged.tally(wanted, found) == _spans.Tally(0, 2, 2)
    assert _tagged.tally(wanted, found, fuzzy=True) == _spans.Tally(1, 1, 1)
    assert _tagged.tally(wanted, found, fuzzy=True, typed=False) == _spans.Tally(2, 0, 0)


def test_engine_gives_code_points() -> None:
    actors = read_actors({"actor": [{"id": "lee", "name": "Ann Lee", "type": "person"}]})
    [found] = _engine.find(_engine.make_corpus(["“Über” – said Ann Lee."]), actors)
    assert [(m.span, m.actor, m.method) for m in found] == [((14, 21), "lee", "exact")]


def test_translit_pairs_and_recall(tmp_path: Path) -> None:
    file = tmp_path / "wd_made_up_16"
    file.write_text("lea\tل ي\t3\nlia\tل ي\t1\nleah\tل ي\t2\nbo\tب\t1\n", encoding="utf-8")
    words = variants.read_words(file)
    assert len(variants.matching_pairs(words)[0]) == 3
    assert len(variants.matching_pairs(variants.read_words(file, 2))[0]) == 1
    left, right = variants.random_pairs(words, 50)
    assert all("bo" in pair for pair in zip(left, right, strict=True))
    true, false = np.array([0.0, 0.2, 0.4]), np.array([0.2, 0.2, 0.3, 0.5])
    assert variants.found_at(true, false, 0.25).tolist() == [1.0, 0.5, 0.0]


def test_relative_edit_distance() -> None:
    left, right = ["haftar", "lee", "ab", ""], ["hifter", "lee", "b", "xy"]
    expected = [2 / 6, 0.0, 1 / 1.5, 2.0]
    assert _edit_distance.relative_distances(left, right).tolist() == pytest.approx(expected)


def test_name_pairs_are_measured(tmp_path: Path) -> None:
    rows = ["name1,name2,schema,is_match"]
    rows += ["Ann Vardin,Anne Vardin,Person,true", "Ann Vardin,Bo Telmik,Person,false"]
    rows += ["Acme Ltd,ACME Limited,Company,true", "Acme Ltd,Zeta Ltd,Company,false"]
    (tmp_path / "cases.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    table = name_pairs.run(tmp_path)
    assert table["kind given"]["f1"] == table["kind not given"]["f1"] == 1
    assert table["Company, F at the threshold of all"] == 1
    some = name_pairs.measure(np.array([1.0, 0, 1, 0]), np.array([True, False, True, True]))
    assert some["f1"] == pytest.approx(0.8)


def test_methods_counts_and_draws_a_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(methods, "SAMPLE", tmp_path / "out" / "sample.csv")
    text = "President Donald Trump spoke. Later Donld Trump left, and Trump went home."
    file = tmp_path / "abp-made-up.jsonl"
    file.write_text(json.dumps({"id": "a", "text": text, "outlet": "X"}) + "\n", encoding="utf-8")
    table = methods.run(file)
    assert table["mentions"] == 3
    assert table["variants"] == 1
    with methods.SAMPLE.open(encoding="utf-8", newline="") as lines:
        [row] = csv.DictReader(lines)
    assert row["surface"] == "Donld Trump"
    assert "[[Donld Trump]]" in row["context"]


def test_checked_sample_gives_precision(tmp_path: Path) -> None:
    file = tmp_path / "sample.csv"
    file.write_text(
        "method,right\nvariant_alone,y\nvariant_alone,n\nvariant_corpus,y\nvariant_corpus,\n"
    )
    table = methods.run(file)
    assert table["all"]["precision"] == pytest.approx(2 / 3)
    assert table["variant_corpus"]["cannot be told"] == 1


def test_every_benchmark_says_what_it_measures() -> None:
    import importlib

    for name in available():
        module = importlib.import_module(f"bench.quality.{name}")
        assert "python -m bench.quality" in (module.__doc__ or "") or name in ("story", "newsmtsc")
        assert callable(module.run)


def test_own_distance_is_that_of_the_actor_stage() -> None:
    near, far, same = variants.own_distance(
        ["Haftar", "Haftar", "Lee"], ["Hifter", "Merkel", "lee"]
    )
    assert 0 < near < far
    assert same == 0
    assert _core.spelling_sounds(["Khalifa", "حف"]) == ["Kalifa", "??"]


def test_persent_pools_the_mentions_of_a_document(tmp_path: Path) -> None:
    file = tmp_path / "dev.csv"
    rows = [
        {
            "MASKED_DOCUMENT": "[TGT] is brutal. The brutal [TGT] lied.",
            "TRUE_SENTIMENT": "Negative",
        },
        {"MASKED_DOCUMENT": "[TGT] is honest and brave.", "TRUE_SENTIMENT": "Positive"},
        {"MASKED_DOCUMENT": "It rained.", "TRUE_SENTIMENT": "Neutral"},
    ]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    result = persent.run(tmp_path)
    assert result["documents"] == 3
    assert result["mentions"] == 3
    rules = result["rules"]
    assert isinstance(rules, dict)
    assert rules["macro_f1"] == 1
    means = persent.document_means(
        np.array([[1.0], [np.nan], [-0.5], [0.5]]), np.array([0, 0, 2, 2]), 3
    )
    assert means.tolist() == [[1.0], [0.0], [0.0]]


def test_seesaw_correlates_articles_with_labels(tmp_path: Path) -> None:
    for folder in ("annotations", "articles"):
        (tmp_path / folder).mkdir()
    texts = ("The brutal Ann Lee lied.", "Ann Lee met Acme.", "Ann Lee is honest and brave.")
    for i, (text, label) in enumerate(
        zip(texts, ("Very Negative", "Neutral", "Slightly Positive"), strict=True)
    ):
        notes = {
            "entity lists": [
                ["Ann Lee", ["People"], ["Main"], ["A"]],
                ["a law", ["Topic"], [], []],
            ],
            "entity sentiments": {
                "Ann Lee": [[label, "A"], ["Unknown", "B"]],
                "a law": [["Positive", "A"]],
            },
        }
        article = {"title": "T", "text": [{"id": 0, "text": text}]}
        for folder, content in (("annotations", notes), ("articles", article)):
            file = tmp_path / folder / f"TRIPLET_000_DOCUMENT_{i}.json"
            file.write_text(json.dumps(content), encoding="utf-8")
    result = seesaw.run(tmp_path)
    assert result["labels"] == 3
    rules = result["rules"]
    assert isinstance(rules, dict)
    assert rules["1 or more mentions"]["rho"] == pytest.approx(1)
    assert rules["3 or more mentions"]["pairs"] == 0


def test_seesaw_labels_are_seven_points() -> None:
    labels = ["Very Negative", "Negative", "Slightly Negative", "Neutral", "Slightly Positive"]
    labels += ["Positive", "Very Positive"]
    assert [seesaw.step_of(label) for label in labels] == [-3, -2, -1, 0, 1, 2, 3]
    assert seesaw.step_of("Unknown") is None
