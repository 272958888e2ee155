"""The command line as a new user meets it: results, messages, exit codes."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import polyvocal as pv

ACTORS = """
[[faction]]
id = "north"
name = "The North"

[[actor]]
id = "lee"
name = "Ann Lee"
type = "person"
faction = "north"

[[actor]]
id = "diaz"
name = "Bo Diaz"
type = "person"
"""
ARTICLE = "Ann Lee met Bo Diaz on Monday. Lee said the talks were useful."


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "actors.toml").write_text(ACTORS, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, against the package under test."""
    environment = {**os.environ, "PYTHONPATH": str(Path(pv.__file__).parents[1])}
    return subprocess.run(
        [sys.executable, "-m", "polyvocal", *map(str, arguments)],
        capture_output=True,
        env=environment,
        check=False,
        timeout=300,
        **options,  # type: ignore[call-overload]
    )


def test_mentions_as_csv_on_standard_output(study_folder: Path) -> None:
    done = run("mentions", study_folder / "articles", "--actors", study_folder / "actors.toml")
    assert done.returncode == 0, done.stderr.decode()
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert [row["surface"] for row in rows] == ["Ann Lee", "Bo Diaz", "Lee"]
    assert [row["actor"] for row in rows] == ["lee", "diaz", "lee"]
    assert rows[0]["faction"] == "north"
    assert done.stderr == b""


def test_the_suffix_says_the_format(study_folder: Path) -> None:
    arguments = ("mentions", study_folder / "articles", "--actors", study_folder / "actors.toml")
    file = study_folder / "mentions.jsonl"
    assert run(*arguments, "-o", file).returncode == 0
    assert [json.loads(line)["actor"] for line in file.read_text().splitlines()] == [
        "lee", "diaz", "lee"
    ]  # fmt: skip
    assert '"confidence": 0.95' in file.read_text(), "single precision is written in short"
    plain = study_folder / "mentions.txt"
    assert run(*arguments, "-o", plain).returncode == 0
    assert plain.read_text().startswith("document,start,end")


@pytest.mark.parametrize("verb", [["mentions"], ["report"], ["report", "--tables"]])
def test_what_cannot_be_written_is_said_before_the_work(
    study_folder: Path, verb: list[str]
) -> None:
    (study_folder / "file").write_text("")
    if "--tables" in verb:
        given = [*verb, study_folder / "file" / "tables", "-o", study_folder / "r.html"]
    else:
        given = [*verb, "-o", study_folder / "missing" / "x.html"]
    done = run(
        *given[:1], study_folder / "nowhere", "--actors", study_folder / "actors.toml", *given[1:]
    )
    assert done.returncode == 5
    said = done.stderr.decode()
    assert "cannot write" in said
    assert "nowhere" not in said, "the articles were not looked for"
    assert "no folder" in said


def test_an_empty_table_says_why(study_folder: Path) -> None:
    other = study_folder / "other.toml"
    other.write_text("[[actor]]\nid = 'zed'\nname = 'Zed Zedder'\ntype = 'person'\n")
    done = run("mentions", study_folder / "articles", "--actors", other)
    assert done.returncode == 0
    assert "no actor of the file is named in the articles" in done.stderr.decode()
    sides = run("stance", study_folder / "articles", "--actors", other)
    assert "the actors file has no faction" in sides.stderr.decode()
    quiet = run("mentions", study_folder / "articles", "--actors", other, "--quiet")
    assert quiet.stderr == b""


@pytest.mark.parametrize("verb", ["cooccurrence", "stance", "similarity", "candidates"])
def test_every_verb_writes_json(study_folder: Path, verb: str) -> None:
    done = run(
        verb,
        study_folder / "articles",
        "--actors",
        study_folder / "actors.toml",
        "--format",
        "json",
    )
    assert done.returncode == 0, done.stderr.decode()
    assert isinstance(json.loads(done.stdout), list)


def test_report_with_all_tables(study_folder: Path) -> None:
    target = study_folder / "out" / "report.html"
    target.parent.mkdir()
    done = run(
        "report",
        study_folder / "articles",
        "--actors",
        study_folder / "actors.toml",
        "-o",
        target,
        "--tables",
        study_folder / "tables",
    )
    assert done.returncode == 0, done.stderr.decode()
    assert str(target) in done.stdout.decode()
    assert target.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    written = {path.name for path in (study_folder / "tables").iterdir()}
    names = [
        "mentions",
        "attributions",
        "candidates",
        "cooccurrence",
        "stance",
        "evidence",
        "similarity",
        "reuse",
        "alignment",
    ]
    assert {f"{name}.csv" for name in names} <= written
    assert {f"{name}.parquet" for name in names} <= written
    assert {"cooccurrence.gexf", "cooccurrence.graphml"} <= written
    assert any(name.endswith(".svg") for name in written)


def test_what_was_not_read_is_said_once(study_folder: Path) -> None:
    for name in ("b.html", "c.html"):
        (study_folder / "articles" / name).write_text("<p>Lee left.</p>", encoding="utf-8")
    command = ["mentions", study_folder / "articles", "--actors", study_folder / "actors.toml"]
    done = run(*command)
    assert done.returncode == 0, done.stderr.decode()
    message = done.stderr.decode()
    assert "2 to note:" in message
    assert "b.html: not read: only .txt files of a folder are (and 1 more like it)" in message
    assert "c.html" not in message
    assert run(*command, "--quiet").stderr == b""


def test_quarantined_article_gives_three(study_folder: Path) -> None:
    (study_folder / "articles" / "empty.txt").write_bytes(b"")
    done = run("mentions", study_folder / "articles", "--actors", study_folder / "actors.toml")
    assert done.returncode == 3
    assert b"empty.txt" in done.stderr
    assert len(done.stdout.splitlines()) == 4  # the good article is still there


def test_missing_actors_option_is_wrong_usage(study_folder: Path) -> None:
    assert run("mentions", study_folder / "articles").returncode == 2


def test_misspelt_key_names_line_and_remedy(study_folder: Path) -> None:
    bad = study_folder / "bad.toml"
    bad.write_text(ACTORS.replace('name = "Bo Diaz"', 'nmae = "Bo Diaz"'), encoding="utf-8")
    done = run("mentions", study_folder / "articles", "--actors", bad)
    assert done.returncode == 5
    message = done.stderr.decode()
    assert "nmae" in message
    assert "name" in message
    line = next(i for i, text in enumerate(bad.read_text().splitlines(), 1) if "nmae" in text)
    assert f"bad.toml:{line}" in message
    assert "Traceback" not in message


def test_wrong_column_name_tells_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text(ACTORS, encoding="utf-8")
    table = tmp_path / "articles.csv"
    table.write_text(f'id,txet\n1,"{ARTICLE}"\n', encoding="utf-8")
    done = run("mentions", table, "--actors", tmp_path / "actors.toml")
    assert done.returncode == 5
    assert "txet" in done.stderr.decode()
    named = run("mentions", table, "--actors", tmp_path / "actors.toml", "--column", "text=txet")
    assert named.returncode == 0, named.stderr.decode()


@pytest.mark.parametrize(
    ("path", "words"), [("nowhere", "nowhere"), ("void", "no")], ids=["missing", "empty folder"]
)
def test_unusable_input_says_what_would_be_right(tmp_path: Path, path: str, words: str) -> None:
    (tmp_path / "void").mkdir()
    (tmp_path / "actors.toml").write_text(ACTORS, encoding="utf-8")
    done = run("mentions", tmp_path / path, "--actors", tmp_path / "actors.toml")
    assert done.returncode == 5
    message = done.stderr.decode()
    assert words in message
    assert "Traceback" not in message


def test_unwritable_output(study_folder: Path) -> None:
    done = run(
        "report",
        study_folder / "articles",
        "--actors",
        study_folder / "actors.toml",
        "-o",
        study_folder / "no" / "such" / "folder" / "report.html",
    )
    assert done.returncode == 5
    assert "Traceback" not in done.stderr.decode()


def test_full_disk(study_folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    done = run(
        "mentions",
        study_folder / "articles",
        "--actors",
        study_folder / "actors.toml",
        "-o",
        "/dev/full",
    )
    assert done.returncode == 5
    message = done.stderr.decode()
    assert "space" in message.lower()
    assert "Traceback" not in message


def test_closed_pipe_is_no_error(study_folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(pv.__file__).parents[1])}
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "polyvocal",
            "mentions",
            str(study_folder / "articles"),
            "--actors",
            str(study_folder / "actors.toml"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    stderr = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert b"Traceback" not in stderr


def test_init_drafts_an_actors_file_that_can_be_read(study_folder: Path) -> None:
    target = study_folder / "draft.toml"
    done = run("init", study_folder / "articles", "--output", target)
    assert done.returncode == 0, done.stderr.decode()
    drafted = pv.read_actors(target)
    assert "Ann Lee" in {actor.name for actor in drafted.actors}
    again = run("init", study_folder / "articles", "-o", target)
    assert again.returncode == 2, "an existing file must not be overwritten"
    assert b"--force" in again.stderr
    target.write_text("")
    forced = run("init", study_folder / "articles", "-o", target, "--force", "--max-names", "1")
    assert forced.returncode == 0, forced.stderr.decode()
    assert len(pv.read_actors(target)) == 1
    second = run("mentions", study_folder / "articles", "--actors", target)
    assert second.returncode == 0, second.stderr.decode()


def test_doctor_is_content() -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout.decode()
    assert b"BAD" not in done.stdout


def wait_until_open(process: subprocess.Popen[bytes], path: Path) -> bool:
    """Wait until the process has the file open (Linux), as long as it lives."""
    descriptors = Path(f"/proc/{process.pid}/fd")
    while process.poll() is None and descriptors.exists():
        for descriptor in descriptors.iterdir():
            with contextlib.suppress(OSError):
                if descriptor.readlink() == path:
                    return True
        time.sleep(0.005)
    return False


def test_interrupt_gives_130(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text(ACTORS, encoding="utf-8")
    big = tmp_path / "big.jsonl"
    with big.open("w", encoding="utf-8") as file:
        text = " ".join([ARTICLE] * 2_000)
        for i in range(600):
            file.write(json.dumps({"id": str(i), "text": text}) + "\n")
    environment = {**os.environ, "PYTHONPATH": str(Path(pv.__file__).parents[1])}
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "polyvocal",
            "mentions",
            str(big),
            "--actors",
            str(tmp_path / "actors.toml"),
            "-o",
            os.devnull,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    if not wait_until_open(process, big):
        process.communicate(timeout=60)
        pytest.skip("the file was never seen open, so there was no moment to interrupt at")
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr.decode()
    assert b"Traceback" not in stderr
