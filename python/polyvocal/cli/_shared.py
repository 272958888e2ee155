"""What every verb shares: its options, the study it makes, what it writes, and how it fails."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from polyvocal._files import check_writable
from polyvocal.actors import Actors, read_actors
from polyvocal.corpus import Corpus, read_corpus
from polyvocal.errors import PolyvocalError
from polyvocal.study import ShortNames, Study
from polyvocal.table._table import format_of

if TYPE_CHECKING:
    from polyvocal.table import Table

Format = Literal["csv", "jsonl", "parquet", "json"]

EXIT_QUARANTINED = 3
EXIT_UNUSABLE = 5
EXIT_INTERRUPTED = 130

_SHOWN = 10  # reasons
_NO_ACTORS: dict[str, object] = {}


def corpus_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("path", type=click.Path(path_type=Path))(command)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that every verb shares."""
    options = [
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="OURS=THEIRS",
            help="Name of a column in your file, e.g. text=body. May be given several times.",
        ),
        click.option("--encoding", help="Encoding of the text files, if you know it."),
        click.option("--strip-html", is_flag=True, help="Take HTML out of texts and titles."),
        click.option(
            "--annotator",
            "annotators",
            multiple=True,
            metavar="NAME",
            help="Plug-in that finds more names, e.g. spacy:en_core_web_sm. May be given again.",
        ),
        click.option(
            "--language-table",
            "language_tables",
            type=click.Path(path_type=Path),
            multiple=True,
            metavar="FILE",
            help="Titles, months and other words of another language (TOML). May be given again.",
        ),
        click.option(
            "--short-names",
            type=click.Choice(["cautious", "generous"]),
            default="cautious",
            show_default=True,
            help="How readily a part of a name stands for it; generous: any part one actor owns.",
        ),
        click.option("--seed", type=int, default=0, show_default=True, help="Seed of resampling."),
        click.option("--threads", type=click.IntRange(min=1), help="Threads; all CPUs by default."),
        click.option("--quiet", is_flag=True, help="No progress, no summary on standard error."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def actors_option(*, required: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--actors",
        "actors_path",
        type=click.Path(path_type=Path),
        required=required,
        help="The actors file (TOML).",
    )


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    output_format = click.option(
        "--format",
        "output_format",
        type=click.Choice(["csv", "jsonl", "parquet", "json"]),
        help="Format of the table; by default that of the file's suffix, else csv.",
    )
    output = click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="File to write; standard output by default.",
    )
    return output_format(output(command))


def _parse_columns(columns: tuple[str, ...]) -> dict[str, str] | None:
    pairs = [column.partition("=") for column in columns]
    for ours, equals, theirs in pairs:
        if not (ours and equals and theirs):
            message = f"--column {ours}{equals}{theirs}: write OURS=THEIRS, e.g. --column text=body"
            raise click.UsageError(message)
    return {ours: theirs for ours, _, theirs in pairs} or None


def read_articles(
    path: Path, *, columns: tuple[str, ...], encoding: str | None, strip_html: bool, quiet: bool
) -> Corpus:
    corpus = read_corpus(
        path,
        columns=_parse_columns(columns),
        encoding=encoding,
        markup="strip" if strip_html else "keep",
        progress=not quiet,
    )
    if not quiet:
        _list_some("left out", corpus.quarantine)
        _list_some("to note", corpus.warnings)
    return corpus


def _list_some(what: str, rows: Table) -> None:
    """Say on standard error what became of files or rows, those with one reason together."""
    if not len(rows):
        return
    alike: dict[str, list[str]] = {}
    for row in rows.to_dicts():
        # Names and numbers differ from row to row, the reason does not.
        reason = re.sub(r"'[^']*'|[0-9]+", "", row["reason"])
        alike.setdefault(reason, []).append(f"{row['source']}: {row['reason']}")
    click.echo(f"{len(rows):,} {what}:", err=True)
    for found in list(alike.values())[:_SHOWN]:
        more = f" (and {len(found) - 1:,} more like it)" if len(found) > 1 else ""
        click.echo(f"  {found[0]}{more}", err=True)
    if len(alike) > _SHOWN:
        click.echo(f"  and {len(alike) - _SHOWN:,} other reasons", err=True)


def make_study(
    path: Path,
    actors_path: Path | None,
    *,
    columns: tuple[str, ...],
    encoding: str | None,
    strip_html: bool,
    annotators: tuple[str, ...],
    language_tables: tuple[Path, ...],
    short_names: ShortNames,
    seed: int,
    threads: int | None,
    quiet: bool,
) -> Study:
    actors: Actors = read_actors(actors_path if actors_path is not None else _NO_ACTORS)
    corpus = read_articles(
        path, columns=columns, encoding=encoding, strip_html=strip_html, quiet=quiet
    )
    return Study(
        corpus,
        actors,
        annotators=annotators,
        language_tables=language_tables,
        short_names=short_names,
        seed=seed,
        threads=threads,
        progress=not quiet,
    )


def chosen_format(output: Path | None, given: Format | None) -> Format:
    """Say in which format to write, and see before the work that it can be written there."""
    if output is None:
        if given == "parquet" and sys.stdout.isatty():
            message = "parquet is binary: give a file with -o, or pipe it somewhere"
            raise click.UsageError(message)
        return given or "csv"
    check_writable(output)
    return given or format_of(output) or "csv"


def _why_empty(study: Study, table: str) -> str:
    if table == "stance" and not study.actors.factions:
        return ": the actors file has no faction; give each actor of a side its own"
    if len(study.actors) and not len(study.mentions):
        return ": no actor of the file is named in the articles; polyvocal candidates lists who is"
    return ""


def write_table(table: Table, output: Path | None, output_format: Format) -> None:
    if output is not None:
        table.save(output, format=output_format)
    else:
        table.write(sys.stdout.buffer, format=output_format)


def finish(study: Study | Corpus) -> None:
    corpus = study.corpus if isinstance(study, Study) else study
    if len(corpus.quarantine):
        sys.exit(EXIT_QUARANTINED)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Turn errors into one message and an exit code."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            with warnings.catch_warnings():
                warnings.showwarning = _show_warning
                command(*args, **kwargs)
        except BrokenPipeError:
            # The reader of our pipe has closed it (``| head``): nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (PolyvocalError, OSError) as error:
            click.echo(f"polyvocal: {_message_of(error)}", err=True)
            sys.exit(EXIT_UNUSABLE)
        except KeyboardInterrupt:
            click.echo("polyvocal: interrupted", err=True)
            sys.exit(EXIT_INTERRUPTED)

    return run


def _show_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    click.echo(f"polyvocal: {message}", err=True)


def _message_of(error: BaseException) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error.args[0] if error.args else error)


def table_verb(
    *, needs_actors: bool = True, check: Callable[..., None] | None = None
) -> Callable[[Callable[..., Table]], click.Command]:
    """Make a verb of a function that takes a study and its own options, and gives a table.

    Parameters
    ----------
    needs_actors : bool, default True
        Whether it is wrong usage to leave out the actors file.
    check : callable, optional
        Called with the verb's own options before anything is read.
    """

    def make(question: Callable[..., Table]) -> click.Command:
        own = getattr(question, "__click_params__", [])

        @guarded
        def run(
            path: Path,
            actors_path: Path | None,
            output: Path | None,
            output_format: Format | None,
            **options: Any,
        ) -> None:
            chosen = {param.name: options.pop(param.name) for param in own}
            if check is not None:
                check(**chosen)
            output_format = chosen_format(output, output_format)
            study = make_study(path, actors_path, **options)
            table = question(study, **chosen)
            write_table(table, output, output_format)
            if not len(table) and not options["quiet"]:
                click.echo(f"{table.name}: no rows{_why_empty(study, table.name)}", err=True)
            finish(study)

        run = table_options(run_options(run))
        run.__click_params__ += own  # type: ignore[attr-defined]
        run = corpus_argument(actors_option(required=needs_actors)(run))
        name = question.__name__.replace("_", "-")
        return click.command(name, help=question.__doc__)(run)

    return make
