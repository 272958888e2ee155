"""Reading articles from anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import Any, Literal, TypeAlias

from polyvocal._progress import ProgressCallback, resolve_progress
from polyvocal.corpus._arrow import read_arrow, read_columns
from polyvocal.corpus._articles import Corpus, Document
from polyvocal.corpus._blocks import expected_bytes
from polyvocal.corpus._collect import Collector, Markup, OnError, language_tag
from polyvocal.corpus._columns import ROLES
from polyvocal.corpus._file import read_file
from polyvocal.corpus._folders import read_folder
from polyvocal.corpus._formats import FORMATS, stem
from polyvocal.corpus._records import Batch, Context, batches_of_records
from polyvocal.errors import InputError, nearest, unknown_name

__all__ = ["read_corpus"]

Source: TypeAlias = "str | os.PathLike[str] | Iterable[Any] | Mapping[str, Sequence[Any]] | Any"


def _missing_path(path: Path) -> str:
    message = f"{path}: no such file or folder"
    parent = path.parent
    if parent.is_dir():
        close = nearest(path.name, [entry.name for entry in parent.iterdir()], cutoff=0.6)
        if close:
            message += f"; did you mean {str(parent / close)!r}?"
    elif not path.is_absolute():
        message += f" (looked in {Path.cwd()})"
    return message


def _paths_of(source: str | os.PathLike[str]) -> list[Path]:
    text = os.fspath(source)
    path = Path(text).expanduser()
    try:
        if path.exists():
            return [path]
    except (OSError, ValueError):  # too long for a name, or with a NUL in it
        pass
    if "\n" in text or len(text) > 1000:
        message = "this string is no path; to read a text, put it in a list: read_corpus([text])"
        raise InputError(message)
    if has_magic(text):
        found = sorted(Path(name) for name in glob(text, recursive=True))  # noqa: PTH207  (absolute too)
        if found:
            return found
    raise InputError(_missing_path(path))


def _numbered(rows: Iterable[Any]) -> Iterator[tuple[int, Any, int]]:
    for number, row in enumerate(rows, start=1):
        size = len(row) if isinstance(row, str) else 4000
        yield number, _as_record(row), size


def _as_record(row: Any) -> Any:
    if isinstance(row, Document):
        return {name: getattr(row, name) for name in ROLES}
    if isinstance(row, (Mapping, str)):
        return row
    # Articles of harvesters: objects with as_dict(), to_dict() or plain attributes.
    for method in ("as_dict", "to_dict", "get_dict"):
        if callable(getattr(row, method, None)):
            return getattr(row, method)()
    return vars(row) if hasattr(row, "__dict__") and not isinstance(row, type) else row


def _batches(source: Source, context: Context, *, format: str | None) -> Iterator[Batch]:
    if isinstance(source, (str, os.PathLike)):
        yield from _path_batches(_paths_of(source), context, format=format)
        return
    if format is not None:
        message = f"format={format!r} is for files; a {type(source).__name__} needs none"
        raise InputError(message)
    if hasattr(source, "__arrow_c_stream__"):
        yield from read_arrow(source, context, type(source).__name__, "")
        return
    if isinstance(source, Mapping):
        yield from _mapping_batches(source, context)
        return
    if hasattr(source, "collect") and not isinstance(source, Iterable):
        message = f"a {type(source).__name__} has no rows yet; pass source.collect()"
        raise InputError(message)
    if isinstance(source, (bytes, bytearray)) or not isinstance(source, Iterable):
        message = (
            f"cannot read articles from a {type(source).__name__}; give a folder, a file, a data "
            "frame, an Arrow table, or an iterable of dicts or strings"
        )
        raise InputError(message)
    rows = iter(source)
    first = next(rows, None)
    if _names_file(first):
        names: list[Any] = [first, *rows]
        yield from _path_batches(
            [path for name in names for path in _paths_of(name)], context, format=format
        )
        return

    def again() -> Iterator[Any]:
        if first is not None:
            yield first
        yield from rows

    yield from batches_of_records(_numbered(again()), context, "rows")


def _names_file(item: object) -> bool:
    """Whether the first item of an iterable is a path: strings are texts unless such a file is."""
    if isinstance(item, str):
        return os.path.isfile(item)  # noqa: PTH113  (False, where Path.is_file would raise)
    return isinstance(item, os.PathLike)


def _mapping_batches(source: Mapping[str, Any], context: Context) -> Iterator[Batch]:
    if any(isinstance(value, str) or not isinstance(value, Sequence) for value in source.values()):
        plain = {
            name: value.tolist() if hasattr(value, "tolist") else value
            for name, value in source.items()
        }
        if any(isinstance(value, str) or not isinstance(value, list) for value in plain.values()):
            message = "a dict of columns is needed (name: list), or a list with this dict in it"
            raise InputError(message)
        source = plain
    yield from read_columns(source, context, "columns", "")


def _path_batches(
    paths: Sequence[Path],
    context: Context,
    *,
    format: str | None,
) -> Iterator[Batch]:
    names = [path.name for path in paths]
    unique = len(set(names)) == len(names)
    context.expect(sum(expected_bytes(path) for path in paths if path.is_file()))
    for path in paths:
        source = path.name if unique else str(path)
        if path.is_dir():
            if format not in (None, "folder"):
                message = f"{path} is a folder, not a {format} file"
                raise InputError(message)
            yield from read_folder(path, context)
        elif format == "folder":
            message = f"{path} is a file, not a folder"
            raise InputError(message)
        else:
            yield from read_file(path, context, format=format, source=source, prefix=stem(path))


def read_corpus(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    keep: str | Sequence[str] = (),
    encoding: str | None = None,
    language: str | None = None,
    format: Literal["text", "jsonl", "json", "csv", "parquet", "folder"] | None = None,
    markup: Markup = "keep",
    on_error: OnError = "quarantine",
    progress: bool | ProgressCallback = True,
) -> Corpus:
    """Read articles.

    Parameters
    ----------
    source : path, table, or iterable
        - a folder of ``.txt`` files, one article each, with a ``corpus.csv`` (columns file, outlet,
          agency, date, title, language) or a ``corpus.toml`` (``[[article]]`` tables) beside them,
        - a ``.txt``, ``.jsonl``, ``.json``, ``.csv``, ``.tsv`` or ``.parquet`` file, also ``.gz``
          or ``.zst``; a pattern (``"2016-*.jsonl"``), a folder or a list of paths for several,
        - a data frame or table of pandas, polars, pyarrow or DuckDB, or a dict of columns,
        - an iterable of dicts, or of strings, which are texts (unless the first names a file).
    columns : mapping, optional
        Which column plays which role (id, outlet, agency, date, title, language, text), where the
        names do not tell: ``columns={"text": "body_en"}``.
    keep : str or sequence of str, optional
        Further columns to keep in ``corpus.metadata``.
    encoding : str, optional
        Encoding of the files. By default UTF-8 where it is valid, else detected, with a warning.
    language : str, optional
        Language (BCP 47) of articles that do not state one.
    format : optional
        Format of the file, where suffix and content do not tell.
    markup : {"keep", "strip"}
        What becomes of HTML in texts. Kept, it is listed in ``corpus.warnings``, for its tags count
        as words. Stripped (also from titles), blocks become paragraphs; texts and places then are
        those without it. Texts without HTML stay as they are.
    on_error : {"quarantine", "raise"}
        Leave unusable rows out and list them in ``corpus.quarantine``, or stop at the first.
    progress : bool or callable
        Show progress in terminals and notebooks; or call ``progress(stage, done, total)``.

    Returns
    -------
    Corpus
        The articles, in the order of the source (files by name). Texts are kept as they are.

    Raises
    ------
    InputError
        When nothing can be read. `SchemaError` when there is no text column, with the nearest name.

    Notes
    -----
    Left out and listed in ``corpus.quarantine``: rows with an empty or repeated id, without text,
    that do not parse, or that do not decode. Read, but listed in ``corpus.warnings``: dates that
    are unreadable, ambiguous, in the future or before 1990 (the date is dropped), unknown language
    codes, detected encodings, texts that occur twice or hold HTML, and files without a row in the table.
    A missing id is the file name, or the number of the row.

    Examples
    --------
    >>> corpus = read_corpus(
    ...     [
    ...         {"headline": "Talks", "body": "Ann Lee met Bo Diaz.", "source": "Daily"},
    ...         {"headline": "Empty", "body": "", "source": "Daily"},
    ...     ]
    ... )
    >>> len(corpus), corpus.quarantine["reason"].tolist()
    (1, ['the text is empty'])
    """
    if on_error not in ("quarantine", "raise"):
        raise unknown_name("on_error", str(on_error), ["quarantine", "raise"])  # noqa: EM101  (a kind, not a message)
    if markup not in ("keep", "strip"):
        raise unknown_name("markup", str(markup), ["keep", "strip"])  # noqa: EM101  (a kind, not a message)
    if format is not None and format not in FORMATS:
        raise unknown_name("format", str(format), FORMATS)  # noqa: EM101  (a kind, not a message)
    if isinstance(source, Corpus):
        return source
    tag = language_tag((language or "").strip())
    if tag is None:
        message = f"language={language!r} is not a code like 'en' or 'ar'"
        raise InputError(message)
    callback = resolve_progress(progress)
    collector = Collector(language=tag, on_error=on_error, markup=markup)
    context = Context(
        columns=columns,
        keep=[keep] if isinstance(keep, str) else list(keep),
        encoding=encoding,
        reject=collector.reject,
        warn=collector.warn,
        describe=collector.describe,
        progress=(lambda done, total: callback("reading", done, total)) if callback else None,
        expect=collector.builder.reserve,
    )
    for batch in _batches(source, context, format=format):
        collector.add(batch)
    return collector.finish()
