"""Folders of texts with a table beside them, and folders of tables."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from polyvocal.corpus._blocks import read_blocks
from polyvocal.corpus._columns import ROLES, normalize, resolve
from polyvocal.corpus._csv import LongFields, csv_records
from polyvocal.corpus._file import read_file, read_text_files
from polyvocal.corpus._formats import stem, suffix_format
from polyvocal.corpus._records import Batch, Context
from polyvocal.errors import InputError, SchemaError, nearest

__all__ = ["read_folder"]

_METADATA_NAMES = ("corpus.csv", "corpus.tsv", "corpus.toml")
_IGNORED_NAMES = (
    "actors.toml",
    "readme",
    "license",
    "licence",
    "notice",
    "thumbs.db",
    "desktop.ini",
)


def _files_below(folder: Path) -> list[Path]:
    found = []
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "~", "__")) for part in inside):
            found.append(path)
    # By the parts of the name, so that the order is the same on every system.
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _read_metadata(path: Path, context: Context) -> list[tuple[int, dict[str, Any]]]:
    """Rows of corpus.csv, or the [[article]] tables of corpus.toml, with line or table numbers."""
    if path.suffix == ".toml":
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            message = f"{path.name}: not valid TOML: {error}"
            raise InputError(message) from None
        for key in content:
            if key != "article":
                message = f"{path.name}: unknown key {key!r}; it holds [[article]] tables only"
                raise SchemaError(message)
        return list(enumerate(content.get("article", []), start=1))
    with LongFields():
        rows, _ = csv_records(read_blocks(path), context, path.name, None)
        return [(number, record) for number, record, _ in rows]


_FILE_COLUMNS = ("file", "filename", "file_name", "path", "name")


class _FolderTable:
    """corpus.csv or corpus.toml: what is known about each file."""

    def __init__(self, path: Path, context: Context) -> None:
        self.name = path.name
        self._context = context
        rows = _read_metadata(path, context)
        names = list(dict.fromkeys(str(name) for _, record in rows for name in record))
        folded = {normalize(name): name for name in reversed(names)}
        key = next((folded[name] for name in _FILE_COLUMNS if name in folded), None)
        if names and key is None:
            listed = ", ".join(map(repr, names))
            message = f"{self.name}: a column 'file' with the names of the files is needed. Columns: {listed}"
            raise SchemaError(message)
        columns = {r: n for r, n in (context.columns or {}).items() if r != "text"}
        self.mapping = resolve(
            [name for name in names if name != key],
            columns=columns,
            source=self.name,
            need_text=False,
        )
        self.mapping.pop("text", None)
        unused = [n for n in names if n != key and n not in self.mapping.values()]
        for name in unused:
            if name not in context.keep:
                close = nearest(normalize(name), ROLES, cutoff=0.7)
                hint = f"; did you mean {close!r}?" if close else ""
                context.warn(self.name, None, None, f"column {name!r} is not used{hint}")
        self._rows: dict[str, tuple[int, dict[str, Any]]] = {}
        for number, record in rows:
            file = str(record.get(key or "") or "").strip().replace("\\", "/").removeprefix("./")
            if not file:
                context.reject(self.name, number, None, "no file name in this row")
            elif file in self._rows:
                context.reject(self.name, number, file, "a second row for the same file")
            else:
                self._rows[file] = (number, record)

    def match(self, names: Sequence[str]) -> dict[str, tuple[int, dict[str, Any]]]:
        """Give each file its row, and report files without row and rows without file."""
        matched: dict[str, tuple[int, dict[str, Any]]] = {}
        left = dict(self._rows)
        for name in names:
            base = Path(name).name
            for candidate in (name, base, Path(name).stem, base.split(".")[0]):
                if candidate in left:
                    matched[name] = left.pop(candidate)
                    break
        for name in names:
            if name not in matched:
                self._context.warn(
                    name, None, None, f"no row in {self.name}: outlet and date unknown"
                )
        for file, (number, _) in left.items():
            # Comparing with every name is slow; a table of another folder needs no proposals.
            close = nearest(file, names, cutoff=0.7) if len(left) <= 20 else None
            hint = f"; did you mean {close!r}?" if close else ""
            reason = f"the file {file!r} is not in the folder{hint}"
            self._context.reject(self.name, number, None, reason)
        return matched


def _identifiers(names: Sequence[str]) -> list[str]:
    """Names without suffix; with it where two files would get the same."""
    short = [(Path(name).parent / stem(Path(name))).as_posix() for name in names]
    uses = Counter(short)
    return [s if uses[s] == 1 else n for s, n in zip(short, names, strict=True)]


def read_folder(folder: Path, context: Context) -> Iterator[Batch]:
    """Read a folder of text files with a table beside them, or a folder of tables."""
    files = _files_below(folder)
    names = {path: path.relative_to(folder).as_posix() for path in files}
    tables = [path for path in files if names[path].lower() in _METADATA_NAMES]
    kinds = {path: suffix_format(path) for path in files}
    texts = [
        path
        for path, kind in kinds.items()
        if kind == "text" and not path.name.lower().startswith(_IGNORED_NAMES)
    ]
    ignored = (*_METADATA_NAMES, *_IGNORED_NAMES)
    read_as_text = set(texts)
    others = [
        path
        for path in files
        if path not in read_as_text and not path.name.lower().startswith(ignored)
    ]
    data = [path for path in others if kinds[path] in ("jsonl", "json", "csv", "parquet")]
    if not texts and not data:
        if tables and not others:
            data = [path for path in tables if path.suffix != ".toml"]
        if not data:
            raise InputError(_empty_folder(folder, files))
    if texts:
        for path in others:
            context.warn(names[path], None, None, "not read: only .txt files of a folder are")
        yield from _read_text_folder([(p, names[p]) for p in texts], tables, context)
        return
    for path in others:
        if kinds[path] is None:
            context.warn(names[path], None, None, "not read: of no format polyvocal reads")
    for path in data:
        yield from read_file(path, context, format=None, source=names[path], prefix=stem(path))


def _empty_folder(folder: Path, files: Sequence[Path]) -> str:
    kinds = sorted({path.suffix or "no suffix" for path in files})
    held = f"it holds {len(files)} files ({', '.join(kinds[:8])})" if files else "it is empty"
    return (
        f"{folder}: no articles in this folder: {held}. Put one .txt file for each article into it, "
        "or give a .jsonl, .csv or .parquet file"
    )


def _read_text_folder(
    files: Sequence[tuple[Path, str]], tables: Sequence[Path], context: Context
) -> Iterator[Batch]:
    if len(tables) > 1:
        listed = " and ".join(path.name for path in tables)
        message = f"{listed}: keep only one of them"
        raise InputError(message)
    names = [name for _, name in files]
    table = _FolderTable(tables[0], context) if tables else None
    matched = table.match(names) if table else {}
    listed_files = [
        (path, name, identifier)
        for (path, name), identifier in zip(files, _identifiers(names), strict=True)
    ]
    for batch in read_text_files(listed_files, context):
        number_and_record = matched.get(batch.source)
        if table and number_and_record:
            _, record = number_and_record
            for role, name in table.mapping.items():
                value = record.get(name)
                if role != "id" or value:
                    batch.columns[role] = [value]
        record = number_and_record[1] if number_and_record else {}
        batch.kept = {name: [record.get(name)] for name in context.keep}
        yield batch
