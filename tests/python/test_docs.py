"""What the documentation says: its Python runs, and it names every column, key, verb and function."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import polyvocal as pv
from polyvocal.actors import _schema
from polyvocal.cli import cli
from polyvocal.report.tables import tables_of

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SECTIONS = {
    "Mentions": "mentions",
    "Spellings": "spellings",
    "Candidates": "candidates",
    "Corrections": "corrections",
    "Furniture": "furniture",
    "Attributions": "attributions",
    "Voices": "voices",
    "Co-occurrence": "cooccurrence",
    "Pairs by outlet": "changes",
    "Stance": "stance",
    "Beside the others": "relative",
    "Evidence": "evidence",
    "Labels": "labels",
    "Frames": "frames",
    "Alignment": "alignment",
    "Similarity": "similarity",
    "Reused passages": "reuse",
}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md"])
def test_python_runs_as_printed(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", read(ROOT / page), re.MULTILINE | re.DOTALL)
    assert blocks
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    for block in blocks:
        exec(compile(block, page, "exec"), {})
    assert (tmp_path / "report.html").exists()


def test_every_column_is_described(sample_study: pv.Study) -> None:
    sections = dict(
        re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", read(DOCS / "tables.md"), re.M | re.S)
    )
    assert set(sections) == set(SECTIONS)
    described = {}
    for title, text in sections.items():
        cells = re.findall(r"^\| ([^|]*)\|", text, re.MULTILINE)
        described[SECTIONS[title]] = set(re.findall(r"`(\w+)`", " ".join(cells)))
    found = {name: set(table.columns) for name, table in tables_of(sample_study)}
    assert described == found


def test_every_key_of_the_actors_file_is_described() -> None:
    section = read(DOCS / "guide.md").partition("## Your actors")[2].partition("\n## ")[0]
    described = set(re.findall(r"`(\w+)`", section))
    for table, model in _schema.TABLES.items():
        keys = set(_schema.keys_of(model))
        assert keys <= described, table


def test_every_verb_is_described() -> None:
    assert isinstance(cli, click.Group)
    section = read(DOCS / "guide.md").partition("## The command line")[2].partition("\n## ")[0]
    assert set(cli.commands) <= set(re.findall(r"`(\w+)`", section))


def test_every_measure_has_its_formula() -> None:
    page = read(DOCS / "methods/cooccurrence.md")
    described = set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE))
    assert described == set(pv._core.association_names())


def test_every_public_name_is_in_the_reference() -> None:
    page = read(DOCS / "api.md")
    listed = {
        name.rpartition(".")[2] for name in re.findall(r"^\.\. auto\w+:: ([\w.]+)", page, re.M)
    }
    errors = {name for name in pv.__all__ if name.endswith("Error")}  # automodule lists them
    assert set(pv.__all__) - errors - {"__version__"} <= listed


def test_relative_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
    for page in pages:
        links = re.findall(r'\]\(([^)#:]+)(?:#[^)]*)?\)|src="([^"]+)"', read(page))
        for link in filter(None, (name for pair in links for name in pair)):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
