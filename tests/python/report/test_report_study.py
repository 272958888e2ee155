"""The report of the sample study, from the articles to the files."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import polyvocal as pv
from polyvocal.errors import InputError
from polyvocal.report import build_report, save_figures, save_tables, write_report
from polyvocal.report.collect import collect
from polyvocal.report.tables import join
from polyvocal.table import Table

SEEDS = Path(__file__).parents[3] / "seeds"
CONTRACT = {
    "mentions": "document start end surface actor faction kind method confidence sentence paragraph region voice speaker",
    "attributions": "document source_start source_end source_actor cue_start cue_end content_start content_end directness cue_class",
    "candidates": "name type variants count documents outlets nearest_actor similarity reason example",
    "cooccurrence": "unit slice a b count n_a n_b n",
    "stance": "by group faction voice score low high verdict mentions documents var_sampling var_measurement var_transfer",
    "evidence": "by group faction voice document sentence_start sentence_end start end surface actor holder score weight contribution cues label frame",
    "similarity": "of kind a b score low high p q verdict",
    "reuse": "a b start_a end_a start_b end_b edited in_quotation boilerplate",
    "alignment": "actor faction probability verdict statements",
}  # fmt: skip


def make(**options: Any) -> pv.Study:
    corpus = pv.read_corpus(SEEDS)
    return pv.Study(corpus, pv.read_actors(SEEDS / "actors.toml"), progress=False, **options)


@pytest.fixture(scope="module")
def study(real_study: pv.Study) -> pv.Study:
    return real_study


@pytest.fixture(scope="module")
def page(study: pv.Study) -> str:
    return build_report(study)


def test_same_bytes_for_any_number_of_threads(page: str) -> None:
    assert len(page.encode()) < 1_000_000
    for threads in (1, 2, 7):
        assert build_report(make(threads=threads)) == page


def test_every_score_is_the_sum_of_its_evidence(study: pv.Study) -> None:
    checked = 0
    for section in collect(study).stance:
        for group in section.groups:
            for row in group.rows:
                assert (row.evidence is None) == (row.mentions == 0)
                if row.evidence is not None:
                    assert row.evidence.sum == pytest.approx(row.score, abs=1e-6)
                    assert row.evidence.total == row.mentions
                    checked += 1
    assert checked >= 10


def test_cues_stand_on_their_words(study: pv.Study) -> None:
    shown = 0
    for section in collect(study).stance:
        rows = [row for group in section.groups for row in group.rows if row.evidence]
        for item in (item for row in rows for item in row.evidence.rows if row.evidence):
            marked = [p.text for p in item.sentence.pieces if p.role in {"plus", "minus"}]
            assert bool(marked) == any(
                "“" in said and "not counted" not in said for said in item.cues
            )
            assert marked or abs(item.score) < 0.1, "a clear score has a cue in the sentence"
            assert len(marked) <= 6, "only the words that decide"
            shown += len(marked)
    assert shown >= 10


def test_tables_have_the_columns_of_the_contract(study: pv.Study, tmp_path: Path) -> None:
    written = {file.name for file in save_tables(study, tmp_path / "tables")}
    assert {"cooccurrence.gexf", "cooccurrence.graphml"} <= written
    for name, columns in CONTRACT.items():
        with (tmp_path / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        assert set(columns.split()) <= set(reader.fieldnames or ()), name
        assert rows or name == "reuse", name
        if name in {"stance", "evidence"}:
            assert {row["by"] for row in rows} == {"document", "outlet"}
        if name == "similarity":
            assert {row["of"] for row in rows} == {"document", "outlet"}


def test_parquet_says_the_same_as_csv(study: pv.Study, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet is written by pyarrow")
    save_tables(study, tmp_path)
    for name in CONTRACT:
        rows = parquet.read_table(tmp_path / f"{name}.parquet").num_rows
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert sum(1 for _ in csv.DictReader(file)) == rows, name


def test_tables_and_figures_are_the_same_on_every_run(study: pv.Study, tmp_path: Path) -> None:
    for run, again in (("a", study), ("b", make(threads=1))):
        save_tables(again, tmp_path / run)
        save_figures(again, tmp_path / run)
    names = sorted(file.name for file in (tmp_path / "a").iterdir())
    assert names == sorted(file.name for file in (tmp_path / "b").iterdir())
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_order_of_articles_changes_no_score(study: pv.Study) -> None:
    rows = [
        {"id": d.id, "outlet": d.outlet, "date": d.date, "title": d.title, "language": d.language,
         "agency": d.agency, "text": d.text}
        for d in reversed(list(study.corpus))
    ]  # fmt: skip
    turned = pv.Study(pv.read_corpus(rows), study.actors, progress=False)

    def scores(of: pv.Study) -> dict[tuple[str, str, str], float | None]:
        section = next(s for s in collect(of).stance if s.by == "document")
        return {
            (group.title, row.faction.id, row.voice): row.score
            for group in section.groups
            for row in group.rows
        }

    assert scores(turned) == pytest.approx(scores(study), nan_ok=True)


def test_where_it_cannot_write_it_says_so(study: pv.Study, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for target in (tmp_path / "missing" / "r.html", tmp_path / "file" / "r.html", tmp_path):
        with pytest.raises(InputError, match="cannot write"):
            write_report(study, target)
    with pytest.raises(InputError, match="cannot make the folder"):
        save_tables(study, tmp_path / "file")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


def test_a_full_disk_leaves_the_old_report(study: pv.Study, tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(InputError, match="No space left"):
        write_report(study, full)


def test_joining_tables() -> None:
    first = Table({"by": ["document"], "n": np.array([1]), "only": np.array([0.5])})
    second = Table({"by": ["outlet", None], "n": np.array([2, 3])})
    joined = join([first, second], "both")
    assert joined.to_dicts() == [
        {"by": "document", "n": 1, "only": 0.5},
        {"by": "outlet", "n": 2, "only": None},
        {"by": None, "n": 3, "only": None},
    ]
    assert len(join([Table({"by": []}), second], "one is empty")) == 2
