"""Coding sheets, labels by hand in every format, and what they do to the scores."""

from __future__ import annotations

import csv
import json
import math
import pickle
from pathlib import Path

import numpy as np
import pytest

import polyvocal as pv
from polyvocal.errors import InputError, SchemaError, UnknownNameError
from polyvocal.stance import Stance, krippendorff_alpha, write_tasks

ACTORS = pv.read_actors(
    {
        "faction": [{"id": "red", "name": "Red"}, {"id": "blue", "name": "Blue"}],
        "actor": [
            {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "red"},
            {"id": "diaz", "name": "Bo Diaz", "type": "person", "faction": "blue"},
        ],
    }
)
PRAISE = ("{} is honest.", "The brave {} won.", "{} is corrupt.", "The brutal {} lied.", "{} left.")


def stance(outlets: int = 4, articles: int = 6, **options: object) -> Stance:
    """Outlets that praise one and blame the other, by turns."""
    rows = []
    for outlet in range(outlets):
        for article in range(articles):
            pick = (outlet + article) % len(PRAISE)
            text = f"It rained. {PRAISE[pick].format('Ann Lee')} Prices “rose”. " + PRAISE[
                (pick + 2) % len(PRAISE)
            ].format("Bo Diaz")
            rows.append({"id": f"{outlet}-{article}", "outlet": f"Post {outlet}", "text": text})
    study = pv.Study(pv.read_corpus(rows, progress=False), ACTORS, progress=False)
    options.setdefault("by", "outlet")
    return study.stance(**options)  # type: ignore[arg-type]


def filled(made: Stance, n: int = 20, **options: object) -> list[dict[str, object]]:
    """Sheet with the labels 1, 0 and -1 by turns."""
    rows = made.coding_sheet(n, **options).to_dicts()  # type: ignore[arg-type]
    return [{**row, "label": str(i % 3 - 1)} for i, row in enumerate(rows)]


def test_sheet_shows_the_target_and_no_score() -> None:
    made = stance()
    sheet = made.coding_sheet(10, strategy="random")
    assert sheet.columns == (
        "sheet", "item", "document", "before", "sentence", "after", "target", "label", "note",
    )  # fmt: skip
    assert len(sheet) == 10
    for row in sheet:
        assert f"[[{row['target']}]]" in row["sentence"]
        assert row["label"] == ""
        assert row["target"] == "Ann Lee" or row["before"] == "Prices “rose”."
        assert row["target"] == "Bo Diaz" or row["before"] == "It rained."
    assert len(set(sheet["item"])) == 10
    assert sheet == made.coding_sheet(10, strategy="random")
    assert sheet != made.coding_sheet(10, strategy="random", seed=5)


def test_balanced_sheet_has_the_same_number_of_every_group_and_faction() -> None:
    sheet = stance().coding_sheet(16, strategy="balanced")
    cells = [(row["document"].split("-")[0], row["target"]) for row in sheet]
    assert {cells.count(cell) for cell in cells} == {2}


def test_uncertain_sheet_prefers_what_the_scorer_does_not_know() -> None:
    made = stance(10, 10, scorer="rules")
    score = {(r["document"], r["actor"]): abs(r["score"]) for r in made.evidence()}
    names = {"Ann Lee": "lee", "Bo Diaz": "diaz"}

    def mean(strategy: str) -> float:
        sheets = [made.coding_sheet(40, strategy=strategy, seed=s) for s in range(10)]  # type: ignore[arg-type]
        return float(np.mean([score[r["document"], names[r["target"]]] for s in sheets for r in s]))

    assert mean("uncertain") < mean("random") - 0.05


@pytest.mark.parametrize("strategy", ["random", "balanced", "uncertain"])
@pytest.mark.parametrize("scorer", ["rules", "trained"])
def test_labels_move_the_scores_and_the_rows_still_add_up(strategy: str, scorer: str) -> None:
    made = stance(scorer=scorer, voice="all")
    labelled = made.calibrate(filled(made, 30, strategy=strategy))
    assert labelled.calibration is not None
    assert labelled.calibration.items == 30
    assert labelled.table != made.table
    evidence = labelled.explain()
    for row in labelled.table:
        keep = (evidence["group"] == row["group"]) & (evidence["faction"] == row["faction"])
        parts = row["shrinkage"] + row["centring"] + row["correction"]
        assert math.fsum(evidence["contribution"][keep]) + parts == pytest.approx(row["score"])
    assert sum(labelled.table["labels"]) == 30


def test_full_praise_in_labels_brings_the_scores_up() -> None:
    made = stance(voice="all")
    praise = [{**row, "label": 1} for row in filled(made, 1000)]
    labelled = made.calibrate(praise)
    assert (labelled.table["score"] > made.table["score"] + 0.2).all()
    contrast = labelled.contrast("red", "blue")
    assert np.abs(contrast["difference"]).max() < 0.35


def test_calibrated_stance_is_picklable_and_not_calibrated_twice() -> None:
    made = stance()
    labelled = made.calibrate(filled(made))
    again = pickle.loads(pickle.dumps(labelled))
    assert again.table == labelled.table
    assert again.calibration == labelled.calibration
    with pytest.raises(InputError, match="calibrated already"):
        labelled.calibrate(filled(made))
    with pytest.raises(InputError, match="before calibration"):
        labelled.coding_sheet(5)


def test_several_coders_agree_or_not() -> None:
    made = stance()
    rows = filled(made, 30)
    both = [
        {**row, "label_ann": row["label"], "label_bo": row["label"] if i % 2 else "0"}
        for i, row in enumerate(rows)
    ]
    for row in both:
        del row["label"]
    found = made.calibrate(both).calibration
    assert found is not None
    assert found.coders == 2
    agreement = {row["scale"]: row for row in found.agreement}
    assert list(agreement) == ["nominal", "ordinal", "interval"]
    ratings = [[float(str(row["label_ann"])), float(str(row["label_bo"]))] for row in both]
    for scale, row in agreement.items():
        assert row["alpha"] == pytest.approx(krippendorff_alpha(ratings, scale=scale)["alpha"])
        assert row["low"] < row["alpha"] < row["high"]
    long = [
        {**{key: row[key] for key in ("sheet", "item")}, "coder": coder, "label": row[column]}
        for row in both
        for coder, column in (("ann", "label_ann"), ("bo", "label_bo"))
    ]
    assert made.calibrate(long).table == made.calibrate(both).table


def test_unclear_and_empty_labels_are_left_out() -> None:
    made = stance()
    rows = filled(made, 12)
    rows[0]["label"], rows[1]["label"] = "?", ""
    found = made.calibrate(rows).calibration
    assert found is not None
    assert (found.items, found.unclear) == (10, 1)


def write_csv(path: Path, rows: list[dict[str, object]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


WORDS = {"-1": "against", "0": "neutral", "1": "for"}


def test_every_format_gives_the_same_scores(tmp_path: Path) -> None:
    made = stance()
    rows = filled(made)
    sheet = made.coding_sheet(20)
    label = {str(row["item"]): str(row["label"]) for row in rows}
    wanted = made.calibrate(rows).table
    files = [write_csv(tmp_path / "a.csv", rows), write_csv(tmp_path / "b.csv", rows, ";")]
    files.append(sheet.save(tmp_path / "c.csv") and write_csv(tmp_path / "c.tsv", rows, "\t"))

    tasks = json.loads(write_tasks(sheet, tmp_path / "ls.json", tool="label_studio").read_text())
    for task in tasks:
        choice = {"type": "choices", "value": {"choices": [WORDS[label[task["data"]["item"]]]]}}
        cancelled = {"completed_by": 3, "was_cancelled": True, "result": []}
        task["annotations"] = [{"completed_by": {"email": "ann@x"}, "result": [choice]}, cancelled]
    files.append(tmp_path / "ls.json")
    files[-1].write_text(json.dumps(tasks))
    minimal = [{**t["data"], "sentiment": WORDS[label[t["data"]["item"]]]} for t in tasks]
    files.append(tmp_path / "min.json")
    files[-1].write_text(json.dumps(minimal))

    lines = write_tasks(sheet, tmp_path / "d.jsonl", tool="doccano").read_text().splitlines()
    records = [json.loads(line) for line in lines]
    for record in records:
        record["label"] = [WORDS[label[record["item"]]]]
    files.append(tmp_path / "d.jsonl")
    files[-1].write_text("\n".join(map(json.dumps, records)))

    text = write_tasks(sheet, tmp_path / "i.tsv", tool="inception").read_text(encoding="utf-8")
    out = []
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) > 4 and not cells[3].startswith("_"):
            cells[4] = cells[4].replace("*", WORDS[label[cells[3].split("[")[0]]])
        out.append("\t".join(cells))
    files.append(tmp_path / "i.tsv")
    files[-1].write_text("\n".join(out), encoding="utf-8")

    for file in files:
        assert made.calibrate(file).table == wanted, file


@pytest.mark.parametrize(
    ("change", "error", "match"),
    [
        ({"label": "2"}, InputError, r"labels, row 3: label '2'; give -1, 0 or 1"),
        ({"label": "great"}, InputError, "row 3: label 'great'"),
        ({"item": "0123456789ab"}, InputError, "row 3: item '0123456789ab' is not in the sheet"),
        ({"item": ""}, SchemaError, "row 3: no item"),
        ({"sheet": "mine"}, InputError, "row 3: 'mine' names no sheet"),
    ],
)
def test_labels_that_do_not_fit_say_where(
    change: dict[str, str], error: type[Exception], match: str
) -> None:
    made = stance()
    rows = filled(made)
    rows[2].update(change)
    with pytest.raises(error, match=match):
        made.calibrate(rows)


def test_files_that_cannot_be_read_say_where(tmp_path: Path) -> None:
    made = stance()
    bad = tmp_path / "bad.csv"
    bad.write_text("item,label\nx,1\n")
    with pytest.raises(SchemaError, match="no column 'sheet'"):
        made.calibrate(bad)
    bad.write_text('[{"a": 1},\n {"b" 2}]')
    with pytest.raises(InputError, match=r"bad.csv, line 2: not valid JSON"):
        made.calibrate(bad)
    bad.write_bytes(b"sheet,item,label\n\xff\n")
    with pytest.raises(InputError, match="not UTF-8"):
        made.calibrate(bad)
    bad.write_text("#FORMAT=WebAnno TSV 3.3\n#T_SP=a.Named|value\n\n\n1-1\t0-3\tAnn\tPER\t\n")
    with pytest.raises(SchemaError, match="line 5: no span layer with the features"):
        made.calibrate(bad)
    with pytest.raises(InputError, match="cannot be read"):
        made.calibrate(tmp_path / "none.csv")
    with pytest.raises(InputError, match="no label; fill in"):
        made.calibrate(made.coding_sheet(5))
    twice = filled(made)
    with pytest.raises(
        InputError, match=r"row 21: coder labels item .* anew \(first at labels, row 1"
    ):
        made.calibrate([*twice, {**twice[0], "label": "1"}])


def test_sheets_that_cannot_be_drawn() -> None:
    made = stance()
    for options in ({"n": 0}, {"n": 5, "context": -1}, {"n": 5, "seed": -1}):
        with pytest.raises(InputError):
            made.coding_sheet(**options)
    with pytest.raises(UnknownNameError, match="did you mean 'random'"):
        made.coding_sheet(5, strategy="randomly")  # type: ignore[arg-type]
    corpus = pv.read_corpus([{"id": "a", "text": "It rained."}])
    with pytest.raises(InputError, match="no mention"):
        pv.Study(corpus, ACTORS, progress=False).stance().coding_sheet(5)


def test_scores_after_calibration_do_not_depend_on_threads() -> None:
    made = stance()
    rows = filled(made)
    tables = []
    for threads in (1, 3):
        source = made._source
        study = pv.Study(source.corpus, source.actors, threads=threads, progress=False)
        tables.append(study.stance(by="outlet").calibrate(rows).table)
    assert tables[0] == tables[1]
