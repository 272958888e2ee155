"""Verbs about the whole: the report, and whether the installation is sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from polyvocal._files import check_folder, check_writable
from polyvocal.cli._shared import (
    EXIT_UNUSABLE,
    actors_option,
    corpus_argument,
    finish,
    guarded,
    make_study,
    run_options,
)

__all__ = ["doctor", "report"]


@click.command()
@corpus_argument
@actors_option(required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="The HTML file to write.",
)
@click.option(
    "--tables",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for every table (CSV, Parquet), the graphs (GEXF, GraphML) and the figures (SVG).",
)
@click.option("--title", help="Title of the report.")
@run_options
@guarded
def report(
    path: Path,
    actors_path: Path,
    output: Path,
    tables: Path | None,
    title: str | None,
    **options: Any,
) -> None:
    """Write the whole study as one HTML file."""
    check_writable(output)
    if tables is not None:
        check_folder(tables)
    study = make_study(path, actors_path, **options)
    written = study.report(output, title=title, figures=tables)
    if tables is not None:
        from polyvocal.report import save_tables

        save_tables(study, tables)
    if not options["quiet"]:
        click.echo(f"report: {written.resolve()}")
        if tables is not None:
            click.echo(f"tables: {tables.resolve()}")
    finish(study)


@click.command()
@guarded
def doctor() -> None:
    """Say what is installed, and check that the core works."""
    from polyvocal._doctor import diagnose

    sound = True
    for name, value, good in diagnose():
        click.echo(f"{'ok ' if good else 'BAD'} {name:<24} {value}")
        sound = sound and good
    if not sound:
        sys.exit(EXIT_UNUSABLE)
