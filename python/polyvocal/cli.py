"""The command line: one verb a question, the same words as in Python.

Exit codes: 0 done, 2 wrong usage, 3 done but some articles were left out, 5 input unusable,
130 interrupted.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from polyvocal._files import whole_file
from polyvocal._version import __version__
from polyvocal.actors import Actors, read_actors
from polyvocal.corpus import Corpus, read_corpus
from polyvocal.errors import PolyvocalError
from polyvocal.stance._choices import BYS, PLACEBOS, STRATEGIES
from polyvocal.study import ShortNames, Study

if TYPE_CHECKING:
    from polyvocal.table import Table

Format = Literal["csv", "jsonl", "parquet", "json"]

EXIT_QUARANTINED = 3
EXIT_UNUSABLE = 5
EXIT_INTERRUPTED = 130

_NO_ACTORS: dict[str, object] = {}


def _corpus_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("path", type=click.Path(path_type=Path))(command)


def _run_options(command: Callable[..., Any]) -> Callable[..., Any]:
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


def _actors_option(*, required: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--actors",
        "actors_path",
        type=click.Path(path_type=Path),
        required=required,
        help="The actors file (TOML).",
    )


def _table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    output_format = click.option(
        "--format",
        "output_format",
        type=click.Choice(["csv", "jsonl", "parquet", "json"]),
        default="csv",
        show_default=True,
        help="Format of the table.",
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


def _read(path: Path, *, columns: tuple[str, ...], encoding: str | None, quiet: bool) -> Corpus:
    corpus = read_corpus(
        path, columns=_parse_columns(columns), encoding=encoding, progress=not quiet
    )
    if not quiet and len(corpus.quarantine):
        click.echo(f"{len(corpus.quarantine)} left out:", err=True)
        for row in corpus.quarantine.head(10).to_dicts():
            click.echo(f"  {row['source']}: {row['reason']}", err=True)
        rest = len(corpus.quarantine) - 10
        if rest > 0:
            click.echo(f"  and {rest} more", err=True)
    return corpus


def _make_study(
    path: Path,
    actors_path: Path | None,
    *,
    columns: tuple[str, ...],
    encoding: str | None,
    annotators: tuple[str, ...],
    language_tables: tuple[Path, ...],
    short_names: ShortNames,
    seed: int,
    threads: int | None,
    quiet: bool,
) -> Study:
    actors: Actors = read_actors(actors_path if actors_path is not None else _NO_ACTORS)
    corpus = _read(path, columns=columns, encoding=encoding, quiet=quiet)
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


def _write(table: Table, output: Path | None, output_format: Format) -> None:
    if output is not None:
        table.save(output, format=output_format)
    elif output_format == "parquet" and sys.stdout.isatty():
        message = "parquet is binary: give a file with -o, or pipe it somewhere"
        raise click.UsageError(message)
    else:
        table.write(sys.stdout.buffer, format=output_format)


def _finish(study: Study | Corpus) -> None:
    corpus = study.corpus if isinstance(study, Study) else study
    if len(corpus.quarantine):
        sys.exit(EXIT_QUARANTINED)


def _guarded(command: Callable[..., None]) -> Callable[..., None]:
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="polyvocal")
def cli() -> None:
    """Compare how outlets cover a conflict.

    PATH is a folder of text files (with a corpus.csv beside them), or a .jsonl, .csv or .parquet
    file, plain or compressed.
    """


@cli.command()
@_corpus_argument
@_actors_option(required=True)
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
@_run_options
@_guarded
def report(
    path: Path,
    actors_path: Path,
    output: Path,
    tables: Path | None,
    title: str | None,
    **options: Any,
) -> None:
    """Write the whole study as one HTML file."""
    study = _make_study(path, actors_path, **options)
    written = study.report(output, title=title, figures=tables)
    if tables is not None:
        from polyvocal.report import save_tables

        save_tables(study, tables)
    if not options["quiet"]:
        click.echo(f"report: {written.resolve()}")
        if tables is not None:
            click.echo(f"tables: {tables.resolve()}")
    _finish(study)


def _table_verb(
    name: str, help_text: str, table: Callable[[Study], Table], *, needs_actors: bool = True
) -> None:
    """Add a verb that writes one table of a study."""

    @cli.command(name, help=help_text)
    @_corpus_argument
    @_actors_option(required=needs_actors)
    @_table_options
    @_run_options
    @_guarded
    def verb(
        path: Path,
        actors_path: Path | None,
        output: Path | None,
        output_format: Format,
        **options: Any,
    ) -> None:
        study = _make_study(path, actors_path, **options)
        _write(table(study), output, output_format)
        _finish(study)


_table_verb("mentions", "List every mention of an actor.", lambda study: study.mentions)
_table_verb("labels", "Show who is called what, by outlet and voice.", lambda study: study.labels())
_table_verb("frames", "Show who is said to do what to whom.", lambda study: study.frames())
_table_verb(
    "candidates",
    "List unknown names and uncertain spellings, for review.",
    lambda study: study.candidates,
    needs_actors=False,
)
_table_verb(
    "spellings",
    "Show who writes what: how each outlet spells each actor.",
    lambda study: study.spellings(),
)
_table_verb(
    "corrections",
    "Say what each correction of the actors file did, and which no longer apply.",
    lambda study: study.corrections,
)


@cli.command()
@_corpus_argument
@_actors_option(required=True)
@click.option(
    "--unit",
    type=click.Choice(["sentence", "paragraph", "document", "window"]),
    default="sentence",
    show_default=True,
    help="What 'together' means.",
)
@click.option(
    "--by", type=click.Choice(["outlet", "month", "voice", "region"]), help="Count apart for each."
)
@click.option("--window", type=click.IntRange(min=2), default=25, show_default=True)
@_table_options
@_run_options
@_guarded
def cooccurrence(
    path: Path,
    actors_path: Path,
    unit: Any,
    by: Any,
    window: int,
    output: Path | None,
    output_format: Format,
    **options: Any,
) -> None:
    """Count who is named together."""
    study = _make_study(path, actors_path, **options)
    result = study.cooccurrence(unit=unit, by=by, window=window)
    _write(result.table(), output, output_format)
    _finish(study)


@cli.command()
@_corpus_argument
@_actors_option(required=True)
@click.option("--by", type=click.Choice(BYS), default="document", show_default=True)
@click.option(
    "--voice",
    type=click.Choice(["outlet", "quoted", "reported", "all"]),
    help="Only this voice; every voice by default.",
)
@click.option("--stories", is_flag=True, help="Detect stories, and compare outlets within them.")
@click.option("--copies", is_flag=True, help="Detect copies of one text, and count them once.")
@click.option(
    "--labels",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A labelled coding sheet, to correct the scores by; may be repeated.",
)
@click.option("--evidence", is_flag=True, help="The evidence rows instead of the scores.")
@click.option(
    "--relative",
    metavar="FACTION[,FACTION]",
    help="Each group beside the others, on one faction or on two compared, instead of the scores.",
)
@click.option("--coding-sheet", type=click.IntRange(1), help="So many mentions to label instead.")
@click.option(
    "--strategy",
    type=click.Choice(STRATEGIES),
    default="random",
    show_default=True,
    help="How the coding sheet is drawn.",
)
@click.option(
    "--check", type=click.Choice([*PLACEBOS, "sensitivity"]), help="A check instead of the scores."
)
@_table_options
@_run_options
@_guarded
def stance(
    path: Path,
    actors_path: Path,
    by: Any,
    voice: Any,
    stories: bool,
    copies: bool,
    labels: tuple[Path, ...],
    evidence: bool,
    relative: str | None,
    coding_sheet: int | None,
    strategy: Any,
    check: Any,
    output: Path | None,
    output_format: Format,
    **options: Any,
) -> None:
    """Score how each article, outlet, month or week leans toward each faction."""
    wanted = {
        "--evidence": evidence,
        "--relative": relative,
        "--coding-sheet": coding_sheet,
        "--check": check,
    }
    given = [name for name, value in wanted.items() if value]
    if len(given) > 1:
        message = f"{' and '.join(given)} ask for different tables; give one of them"
        raise click.UsageError(message)
    study = _make_study(path, actors_path, **options)
    result = study.stance(
        by=by,
        voice=voice,
        stories="detect" if stories else None,
        copies="detect" if copies else None,
    )
    if labels:
        result = result.calibrate(list(labels))
    if coding_sheet:
        table = result.coding_sheet(coding_sheet, strategy=strategy)
    elif check == "sensitivity":
        table = result.sensitivity()
    elif check:
        table = result.placebo(check)
    elif relative:
        table = result.relative(*relative.split(",", 1))
    else:
        table = result.evidence() if evidence else result.table
    _write(table, output, output_format)
    _finish(study)


@cli.command()
@_corpus_argument
@_actors_option(required=True)
@click.option(
    "--of", type=click.Choice(["document", "outlet"]), default="document", show_default=True
)
@click.option(
    "--kind",
    type=click.Choice(["words", "story", "actors", "side", "reuse", "frames"]),
    default="words",
    show_default=True,
)
@click.option(
    "--measure",
    type=click.Choice(["jsd"]),
    help="Of outlets: divergence, tested for its excess over chance.",
)
@click.option("--passages", is_flag=True, help="The reused passages instead of the scores.")
@_table_options
@_run_options
@_guarded
def similarity(
    path: Path,
    actors_path: Path,
    of: Any,
    kind: Any,
    measure: Any,
    passages: bool,
    output: Path | None,
    output_format: Format,
    **options: Any,
) -> None:
    """Compare articles or outlets with each other."""
    study = _make_study(path, actors_path, **options)
    result = study.similarity(of=of, kind="reuse" if passages else kind, measure=measure)
    _write(result.alignments() if passages else result.table(), output, output_format)
    _finish(study)


@cli.command()
@_corpus_argument
@_actors_option(required=True)
@click.option(
    "--show",
    type=click.Choice(["drivers", "stories", "flow", "stance", "channels", "drift", "tree", "map"]),
    default="stories",
    show_default=True,
    help="What the table holds.",
)
@click.option(
    "--between",
    nargs=2,
    metavar="A B",
    help="Drivers: two outlets; without it, each against all others.",
)
@_table_options
@_run_options
@_guarded
def outlets(
    path: Path,
    actors_path: Path,
    show: str,
    between: tuple[str, str] | None,
    output: Path | None,
    output_format: Format,
    **options: Any,
) -> None:
    """Show in what outlets differ: words, stories, reuse, stance, change."""
    study = _make_study(path, actors_path, **options)
    compared = study.compare_outlets()
    if show == "drivers":
        table = compared.drivers(*between) if between else compared.all_drivers()
    elif show in ("tree", "map"):
        table = getattr(compared, show)().table()
    else:
        table = getattr(compared, show)()
    _write(table, output, output_format)
    _finish(study)


@cli.command()
@_corpus_argument
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
@_run_options
@_guarded
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
    quiet = options["quiet"]
    corpus = _read(path, columns=options["columns"], encoding=options["encoding"], quiet=quiet)
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
    _finish(corpus)


@cli.command()
@_guarded
def doctor() -> None:
    """Say what is installed, and check that the core works."""
    from polyvocal._doctor import diagnose

    sound = True
    for name, value, good in diagnose():
        click.echo(f"{'ok ' if good else 'BAD'} {name:<24} {value}")
        sound = sound and good
    if not sound:
        sys.exit(EXIT_UNUSABLE)


def main() -> None:
    """Entry point of the ``polyvocal`` command."""
    cli(prog_name="polyvocal")


if __name__ == "__main__":
    main()
