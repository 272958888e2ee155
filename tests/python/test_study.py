"""The public contract: tables and columns, offsets, determinism, keeping, interruption."""

from __future__ import annotations

import _thread
import io
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

import polyvocal as pv

COLUMNS = {
    "mentions": "document start end surface actor faction kind method confidence sentence "
    "paragraph region voice speaker",
    "attributions": "document source_start source_end source_actor cue_start cue_end "
    "content_start content_end directness cue_class",
    "candidates": "name type variants count documents outlets nearest_actor similarity reason "
    "example",
    "cooccurrence": "unit slice a b count n_a n_b n p q",
    "stance": "by group faction voice score low high verdict mentions documents var_sampling "
    "var_measurement var_transfer",
    "evidence": "by group faction voice document sentence_start sentence_end start end surface "
    "actor holder score weight contribution cues label frame",
    "similarity": "of kind a b score low high p q verdict",
    "reuse": "a b start_a end_a start_b end_b edited in_quotation boilerplate",
    "alignment": "actor faction probability verdict statements",
}


def csv_of(table: pv.Table) -> bytes:
    """The table as a CSV file."""
    file = io.BytesIO()
    table.write(file, format="csv")
    return file.getvalue()


def tables_of(study: pv.Study) -> dict[str, pv.Table]:
    """Every table of the contract."""
    stance = study.stance(by="document")
    return {
        "mentions": study.mentions,
        "attributions": study.attributions,
        "candidates": study.candidates,
        "cooccurrence": study.cooccurrence().table(),
        "stance": stance.table,
        "evidence": stance.evidence(),
        "similarity": study.similarity().table(),
        "reuse": study.similarity(kind="reuse").alignments(),
        "alignment": study.alignment().table,
    }


@pytest.mark.parametrize("name", COLUMNS)
def test_tables_have_the_columns_of_the_contract(sample_study: pv.Study, name: str) -> None:
    assert set(COLUMNS[name].split()) <= set(tables_of(sample_study)[name].columns)


def test_offsets_are_code_points(sample_study: pv.Study) -> None:
    mentions = sample_study.mentions
    assert len(mentions) > 50
    for row in mentions.to_dicts():
        text = sample_study.corpus[row["document"]].text
        assert text[row["start"] : row["end"]] == row["surface"]


@pytest.mark.parametrize("threads", [2, 7])
def test_same_bytes_for_any_number_of_threads(
    sample_corpus: pv.Corpus, sample_actors: pv.Actors, threads: int
) -> None:
    one = tables_of(pv.Study(sample_corpus, sample_actors, threads=1, progress=False))
    many = tables_of(pv.Study(sample_corpus, sample_actors, threads=threads, progress=False))
    for name, table in one.items():
        assert csv_of(table) == csv_of(many[name]), name


def test_order_of_articles_does_not_matter(
    sample_corpus: pv.Corpus, sample_actors: pv.Actors
) -> None:
    forward = pv.Study(sample_corpus, sample_actors, progress=False)
    articles = [
        {"id": d.id, "outlet": d.outlet, "date": d.date, "language": d.language, "text": d.text}
        for d in sample_corpus
    ]
    backward = pv.Study(
        pv.read_corpus(reversed(articles), progress=False), sample_actors, progress=False
    )

    def rows(study: pv.Study) -> set[tuple[object, ...]]:
        keep = ("document", "start", "end", "actor", "method", "voice", "speaker")
        return {tuple(row[k] for k in keep) for row in study.mentions.to_dicts()}

    def scores(study: pv.Study) -> dict[tuple[object, ...], float]:
        return {
            (r["group"], r["faction"], r["voice"]): r["score"]
            for r in study.stance(by="document").table.to_dicts()
        }

    assert rows(forward) == rows(backward)
    assert scores(forward) == pytest.approx(scores(backward), nan_ok=True)


def test_save_and_load_give_the_same_study(sample_study: pv.Study, tmp_path: Path) -> None:
    sample_study.save(tmp_path / "run")
    back = pv.load_study(tmp_path / "run", progress=False)
    assert csv_of(back.mentions) == csv_of(sample_study.mentions)
    assert back.corpus.hash == sample_study.corpus.hash


def test_load_notices_a_changed_actors_file(sample_study: pv.Study, tmp_path: Path) -> None:
    sample_study.save(tmp_path / "run")
    path = tmp_path / "run" / "actors.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    with pytest.raises(pv.InputError, match="actors"):
        pv.load_study(tmp_path / "run")


def test_load_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(pv.InputError, match=r"study\.json"):
        pv.load_study(tmp_path)


def test_pickle(sample_study: pv.Study) -> None:
    back = pickle.loads(pickle.dumps(sample_study))
    assert csv_of(back.mentions) == csv_of(sample_study.mentions)


def test_generous_short_names_last(tmp_path: Path) -> None:
    corpus = pv.read_corpus(
        [{"id": "a", "text": "He praised Varlington early, and Annika stayed."}]
    )
    actors = pv.read_actors(
        {
            "actor": [
                {"id": "uni", "name": "Varlington University", "type": "organisation"},
                {"id": "lee", "name": "Annika Lee", "type": "person"},
            ]
        }
    )
    assert len(pv.Study(corpus, actors, progress=False).mentions) == 0
    study = pv.Study(corpus, actors, short_names="generous", progress=False)
    assert list(study.mentions["actor"]) == ["uni", "lee"]
    assert max(study.mentions["confidence"]) < 0.7
    study.save(tmp_path / "run")
    assert pv.load_study(tmp_path / "run", progress=False).short_names == "generous"
    assert pickle.loads(pickle.dumps(study)).short_names == "generous"
    with pytest.raises(pv.InputError, match="cautious"):
        pv.Study(corpus, actors, short_names="daring")  # type: ignore[arg-type]


def test_counts_share_memory_with_the_core(sample_study: pv.Study) -> None:
    counts = sample_study.cooccurrence().counts
    assert counts.indices.dtype == np.int32
    assert counts.data.dtype == np.int32
    assert not counts.data.flags.owndata
    assert not counts.data.flags.writeable


def test_wrong_arguments_say_what_would_be_right(
    sample_corpus: pv.Corpus, sample_actors: pv.Actors
) -> None:
    with pytest.raises(pv.InputError, match="read_corpus"):
        pv.Study("seeds/", sample_actors)  # type: ignore[arg-type]
    with pytest.raises(pv.InputError, match="threads"):
        pv.Study(sample_corpus, sample_actors, threads=0)


def test_import_loads_nothing_optional() -> None:
    code = (
        "import sys, polyvocal; "
        "bad = {'pandas', 'polars', 'pyarrow', 'networkx', 'duckdb', 'zstandard'} & set(sys.modules);"
        "assert not bad, bad"
    )
    root = str(Path(pv.__file__).parents[1])
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": root}, timeout=60)


def test_interrupt_stops_soon_and_leaves_nothing_broken(sample_actors: pv.Actors) -> None:
    text = "General Khalifa Haftar met Fayez al-Sarraj in Cairo. Haftar said Egypt agreed. " * 3000
    corpus = pv.read_corpus(({"id": str(i), "text": text} for i in range(400)), progress=False)
    study = pv.Study(corpus, sample_actors, progress=False)
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.monotonic())
        _thread.interrupt_main()

    timer = threading.Timer(0.15, press)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            _ = study.mentions
        stopped = time.monotonic()
    finally:
        timer.cancel()
    assert stopped >= pressed[0]
    # The same study goes on from where it was: a smaller one shows that results are whole.
    small = pv.Study(corpus[:1], sample_actors, progress=False)
    assert len(small.mentions) > 0


def test_cooccurrence_offers_what_the_count_offers(sample_study: pv.Study) -> None:
    def total(**options: object) -> int:
        return int(sample_study.cooccurrence(**options).counts.sum())  # type: ignore[arg-type]

    plain = total()
    assert total(metonyms=False) < plain
    assert total(nested=True) > plain
    assert total(min_confidence=0.97) < plain
    assert total(regions=["headline"]) < plain
    by_faction = sample_study.cooccurrence(level="faction", regions=["body"]).table()
    factions = {faction.id for faction in sample_study.actors.factions}
    assert {*by_faction["a"], *by_faction["b"]} <= factions
    assert sample_study.cooccurrence(level="faction") is sample_study.cooccurrence(level="faction")
