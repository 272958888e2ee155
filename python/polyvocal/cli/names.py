"""Verbs about names: a first actors file, mentions, candidates, spellings, corrections."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polyvocal._files import check_writable, whole_file
from polyvocal.cli._shared import (
    corpus_argument,
    finish,
    guarded,
    read_articles,
    run_options,
    table_verb,
)

if TYPE_CHECKING:
    from polyvocal.study import Study
    from polyvocal.table import Table

__all__ = ["candidates", "corrections", "init", "mentions", "spellings"]


@table_verb()
def mentions(study: Study) -> Table:
    """List every mention of an actor."""
    return study.mentions


@table_verb(needs_actors=False)
def candidates(study: Study) -> Table:
    """List unknown names and uncertain spellings, for review."""
    return study.candidates


@table_verb()
def spellings(study: Study) -> Table:
    """Show who writes what: how each outlet spells each actor."""
    return study.spellings()


@table_verb()
def corrections(study: Study) -> Table:
    """Say what each correction of the actors file did, and which no longer apply."""
    return study.corrections


@click.command()
@corpus_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("actors.toml"),
    show_default=True,
    help="The actors file to write.",
)
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@click.option(
    "--min-documents",
    type=click.IntRange(min=1),
    help="Articles that must name an actor; 2 by default, 1 below 50 articles.",
)
@click.option(
    "--max-names", type=click.IntRange(min=1), default=200, show_default=True, help="Most actors."
)
@run_options
@guarded
def init(
    path: Path,
    output: Path,
    force: bool,
    min_documents: int | None,
    max_names: int,
    **options: Any,
) -> None:
    """Write a first actors file from the names found in a corpus, ready to edit."""
    from polyvocal.drafting import draft_actors

    if output.exists() and not force:
        message = f"{output} exists already; give another file with -o, or --force"
        raise click.UsageError(message)
    check_writable(output)
    quiet = options["quiet"]
    named = ("columns", "encoding", "strip_html", "quiet")
    corpus = read_articles(path, **{name: options[name] for name in named})
    text = draft_actors(
        corpus,
        min_documents=min_documents,
        max_names=max_names,
        threads=options["threads"],
        progress=not quiet,
    )
    with whole_file(output) as file:
        file.write(text.encode())
    if not quiet:
        click.echo(f"actors file: {output.resolve()}")
        click.echo(f"next: edit it, then polyvocal report {path} --actors {output}")
    finish(corpus)
