"""Readers: every kind of source becomes batches of columns, with line or row numbers."""

from __future__ import annotations

import csv
import io
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from polyvocal import _core
from polyvocal._blocks import (
    COMPRESSED,
    BlockFile,
    CutOff,
    TextEncoding,
    as_utf8,
    first_block,
    read_all,
    read_blocks,
)
from polyvocal._columns import ROLES, normalize, resolve
from polyvocal.errors import EncodingError, InputError, SchemaError, nearest

Values: TypeAlias = "list[Any] | _core.ArrowColumn"
Numbered: TypeAlias = tuple[int, Any, int]
"""Row number, record, size in bytes."""

_BATCH_ROWS = 2000
_BATCH_BYTES = 512 << 10  # small enough that a batch stays in the caches from line to column

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonlines": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
FORMATS = ("text", "jsonl", "json", "csv", "parquet", "folder")
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


@dataclass
class Batch:
    """Rows of one source as columns, by role."""

    source: str
    rows: Sequence[int]
    columns: dict[str, Values]
    kept: dict[str, list[Any]] = field(default_factory=dict)
    id_prefix: str = ""


@dataclass
class Context:
    """What the readers are asked for, and where they report to."""

    columns: Mapping[str, str] | None
    keep: Sequence[str]
    encoding: str | None
    reject: Callable[[str, int | None, str | None, str], None]
    warn: Callable[[str, int | None, str | None, str], None]
    describe: Callable[..., None]
    progress: Callable[[int, int], None] | None = None
    expect: Callable[[int], None] = lambda _: None  # bytes of text to come, about

    def mapping(
        self, names: Sequence[str], source: str, longest: str | None = None
    ) -> dict[str, str]:
        """Find the columns of a source and check those to keep."""
        found = resolve(names, columns=self.columns, source=source, longest=longest)
        for name in self.keep:
            if name not in names:
                close = nearest(name, names)
                hint = f"; did you mean {close!r}?" if close else "."
                listed = ", ".join(map(repr, list(names)[:20])) or "none"
                message = f"{source}: no column {name!r} to keep{hint} Columns: {listed}"
                raise SchemaError(message)
        return found


def suffix_format(path: Path) -> str | None:
    """Tell the format from the name: ``articles.jsonl.gz`` is jsonl."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def stem(path: Path) -> str:
    """Give the name without the suffixes that say format and compression."""
    name = path.name
    if Path(name).suffix.lower() in COMPRESSED:
        name = Path(name).stem
    return Path(name).stem if Path(name).suffix.lower() in SUFFIXES else name


# ---- Records (dicts) to columns -------------------------------------------------------------------


def _longest_column(records: Sequence[Mapping[str, Any]]) -> str | None:
    sizes: dict[str, int] = {}
    for record in records:
        for name, value in record.items():
            if isinstance(value, str):
                sizes[name] = sizes.get(name, 0) + len(value)
    best = max(sizes, key=sizes.__getitem__, default=None)
    return best if best is not None and sizes[best] >= 20 * len(records) else None


def batches_of_records(
    rows: Iterable[Numbered], context: Context, source: str, *, id_prefix: str = ""
) -> Iterator[Batch]:
    """Gather records into batches; the first batch decides which column is what."""
    mapping: dict[str, str] | None = None
    numbers: list[int] = []
    records: list[Mapping[str, Any]] = []
    size = 0

    def flush() -> Batch:
        nonlocal mapping, numbers, records, size
        if mapping is None:
            names = list(dict.fromkeys(str(name) for record in records for name in record))
            mapping = context.mapping(names, source, _longest_column(records))
        columns: dict[str, Values] = {
            role: [record.get(name) for record in records] for role, name in mapping.items()
        }
        kept = {name: [record.get(name) for record in records] for name in context.keep}
        batch = Batch(source, numbers, columns, kept, id_prefix)
        numbers, records, size = [], [], 0
        return batch

    for number, record, record_size in rows:
        if isinstance(record, str):
            record = {"text": record}  # noqa: PLW2901
        elif not isinstance(record, Mapping):
            reason = f"a {type(record).__name__}, not a record with named fields"
            context.reject(source, number, None, reason)
            continue
        numbers.append(number)
        records.append(record)
        size += record_size
        if len(records) >= _BATCH_ROWS or size >= _BATCH_BYTES:
            yield flush()
    if records:
        yield flush()


# ---- JSON -----------------------------------------------------------------------------------------


def _lines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Cut blocks into lines, at line feeds only."""
    begun: list[bytes] = []  # pieces of a line that goes on in the next block
    for block in blocks:
        lines = block.split(b"\n")
        if len(lines) > 1:
            begun.append(lines[0])
            lines[0] = b"".join(begun)
            begun = []
        begun.append(lines.pop())
        yield from lines
    last = b"".join(begun)
    if last:
        yield last


def _fast_loads() -> Callable[[bytes], Any] | None:
    """Parser of well-formed lines from the optional package orjson."""
    try:
        from orjson import loads
    except ImportError:
        return None
    parse: Callable[[bytes], Any] = loads
    return parse


def _is_plain(record: Any) -> bool:
    """Whether orjson and json agree: the one makes a float of a whole number beyond 64 bits."""
    values = record.values() if isinstance(record, dict) else ()
    return not any(type(value) is float and abs(value) >= 2.0**63 for value in values)


def _json_lines(blocks: Iterator[bytes], context: Context, source: str) -> Iterator[Numbered]:
    fast = _fast_loads()
    for number, line in enumerate(_lines(blocks), start=1):
        if not line or line.isspace():
            continue
        if fast:
            try:
                record = fast(line)
            except ValueError:
                pass  # json takes more, and says what is wrong
            else:
                if _is_plain(record):
                    yield number, record, len(line)
                    continue
        try:
            text = line.decode()
        except UnicodeDecodeError:
            # Goes on as half characters, which the corpus refuses with the name of the document.
            text = line.decode("utf-8", "surrogateescape")
        try:
            record = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            problem = (
                f"{error.msg} (column {error.colno})"
                if isinstance(error, json.JSONDecodeError)
                else "nested too deeply"
            )
            context.reject(source, number, None, f"not valid JSON: {problem}")
            continue
        yield number, record, len(line)


def read_jsonl(
    blocks: Iterator[bytes], context: Context, source: str, prefix: str
) -> Iterator[Batch]:
    """JSON Lines: one record a line."""
    first, blocks = first_block(blocks, source)
    encoding = _encoding_of(first, context, source)
    context.describe(source, format="jsonl", encoding=encoding.name)
    rows = _json_lines(as_utf8(blocks, encoding), context, source)
    yield from batches_of_records(rows, context, source, id_prefix=prefix)


def _encoding_of(first: bytes, context: Context, source: str) -> TextEncoding:
    try:
        encoding = TextEncoding(first, context.encoding)
    except EncodingError as error:
        message = f"{source}: {error}"
        raise EncodingError(message) from None
    _warn_of_detection(encoding.name, encoding.confidence, context, source, None)
    return encoding


def _warn_of_detection(
    name: str, confidence: int, context: Context, source: str, identifier: str | None
) -> None:
    if not context.encoding and (confidence < 100 or not name.upper().startswith("UTF-")):
        reason = f"read as {name} (certainty {confidence} of 100)"
        context.warn(source, None, identifier, reason)


def _records_in(value: Any) -> list[Any] | None:
    """Find the list of records in a JSON document: the array itself, or the one inside an object."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        names = {normalize(str(name)) for name in value}
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if len(lists) == 1 and not names & {"text", "maintext", "body", "content"}:
            return lists[0]
        return [value]
    return None


def read_json(
    blocks: Iterator[bytes], context: Context, source: str, prefix: str
) -> Iterator[Batch]:
    """Read a JSON array, an object that holds one, a single article, or JSON Lines."""
    content = b"".join(blocks)
    encoding = _encoding_of(content[: 1 << 20], context, source)
    data = b"".join(as_utf8(iter([content]), encoding))
    try:
        value = json.loads(data.decode("utf-8", "surrogateescape"))
    except json.JSONDecodeError as error:
        # "Extra data": a second document follows the first, so the file is JSON Lines.
        if error.msg != "Extra data":
            message = (
                f"{source}: not valid JSON: {error.msg}, line {error.lineno}, column {error.colno}"
            )
            raise InputError(message) from None
        yield from read_jsonl(iter([content]), context, source, prefix)
        return
    records = _records_in(value)
    if records is None:
        message = f"{source}: holds a {type(value).__name__}; a list of articles is needed"
        raise InputError(message)
    context.describe(source, format="json", encoding=encoding.name)
    rows = ((number, record, 2000) for number, record in enumerate(records, start=1))
    yield from batches_of_records(rows, context, source, id_prefix=prefix)


# ---- CSV ------------------------------------------------------------------------------------------


def _known_names(header: Sequence[str]) -> int:
    try:
        return len(resolve(header, columns=None, source="", need_text=False))
    except SchemaError:
        return 0


def sniff_delimiter(sample: str) -> str:
    r"""Find the separator by what it makes of the header and of the rows after it.

    >>> sniff_delimiter('id;text\n1;"a, b, c"\n'), sniff_delimiter("text\nHello, world\n")
    (';', ',')
    """
    best, best_score = ",", (-1.0, -1.0, -1)
    for delimiter in ",;\t|":
        try:
            rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        rows = [row for row in rows if row][:50]
        if not rows:
            continue
        width = len(rows[0])
        body = rows[1:-1] or rows[1:]  # the sample may end inside the last row
        same = sum(len(row) == width for row in body) / len(body) if body else 1.0
        score = (float(_known_names(rows[0])), same if width > 1 else 0.0, width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _csv_rows(
    file: Iterable[str], delimiter: str, context: Context, source: str
) -> Iterator[Numbered]:
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    header: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problem = str(error)
            if "unexpected end" in problem:
                problem = "a quotation mark opened here is never closed; all that follows is lost"
            context.reject(source, line, None, f"broken CSV row: {problem}")
            continue
        if not row:
            continue
        if header is None:
            header = _checked_header(row, source)
            continue
        if len(row) != len(header):
            reason = (
                f"{len(row)} fields, but the header has {len(header)}: a separator or line break "
                "inside a text that is not in quotation marks?"
            )
            context.reject(source, line, None, reason)
            continue
        yield line, dict(zip(header, row, strict=True)), sum(map(len, row))


def _checked_header(row: Sequence[str], source: str) -> list[str]:
    header = [name.strip("\ufeff \t") for name in row]
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        message = f"{source}: the header names {', '.join(sorted(map(repr, twice)))} more than once"
        raise SchemaError(message)
    return [name or f"column {place}" for place, name in enumerate(header, start=1)]


def _csv_records(
    blocks: Iterator[bytes], context: Context, source: str, delimiter: str | None
) -> tuple[Iterator[Numbered], TextEncoding]:
    first, blocks = first_block(blocks, source)
    encoding = _encoding_of(first, context, source)
    raw = BlockFile(as_utf8(blocks, encoding))
    text = io.TextIOWrapper(
        io.BufferedReader(raw, 1 << 20), encoding="utf-8", errors="surrogateescape", newline=""
    )
    if delimiter is None:
        sample = b"".join(as_utf8(iter([first[: 1 << 18]]), encoding))
        delimiter = sniff_delimiter(sample.decode("utf-8", "replace"))
    return _csv_rows(text, delimiter, context, source), encoding


class _LongFields:
    """Lifts the csv module's limit of 128 kB a field, and puts it back."""

    def __enter__(self) -> None:
        self._before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

    def __exit__(self, *_: object) -> None:
        csv.field_size_limit(self._before)


def read_csv(
    blocks: Iterator[bytes], context: Context, source: str, prefix: str, *, tabs: bool = False
) -> Iterator[Batch]:
    """CSV with a header; separator comma, semicolon, tab or bar."""
    with _LongFields():
        rows, encoding = _csv_records(blocks, context, source, "\t" if tabs else None)
        context.describe(source, format="csv", encoding=encoding.name)
        yield from batches_of_records(rows, context, source, id_prefix=prefix)


# ---- Arrow ----------------------------------------------------------------------------------------


def read_arrow(table: Any, context: Context, source: str, prefix: str) -> Iterator[Batch]:
    """Any object with ``__arrow_c_stream__``. Texts are taken from its memory, not copied first."""
    try:
        reader = _core.ArrowReader(table)
    except ImportError:
        # pandas without pyarrow has the method but cannot serve it.
        yield from read_columns({str(n): list(table[n]) for n in table}, context, source, prefix)
        return
    names = list(reader.names)
    mapping = context.mapping(names, source)
    done = 0
    while (batch := reader.next()) is not None:
        by_name = dict(zip(names, batch, strict=True))
        count = len(batch[0]) if batch else 0
        columns: dict[str, Values] = {}
        for role, name in mapping.items():
            column = by_name[name]
            direct = (role == "text" and column.is_string) or (role == "date" and column.is_date)
            columns[role] = column if direct else column.to_list()
        kept = {name: by_name[name].to_list() for name in context.keep}
        yield Batch(source, range(done + 1, done + count + 1), columns, kept, prefix)
        done += count


def read_columns(
    table: Mapping[str, Sequence[Any]], context: Context, source: str, prefix: str
) -> Iterator[Batch]:
    """Read a mapping of column names to lists."""
    lengths = {name: len(values) for name, values in table.items()}
    if len(set(lengths.values())) > 1:
        message = f"{source}: the columns differ in length: {lengths}"
        raise InputError(message)
    mapping = context.mapping(list(table), source)
    count = next(iter(lengths.values()), 0)
    columns: dict[str, Values] = {role: list(table[name]) for role, name in mapping.items()}
    kept = {name: list(table[name]) for name in context.keep}
    yield Batch(source, range(1, count + 1), columns, kept, prefix)


def _open_parquet(path: Path, wanted: Callable[[Sequence[str]], list[str]]) -> Any:
    """Open a Parquet file with whatever library is there; only the columns wanted are read."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        pass
    else:
        file = parquet.ParquetFile(path)
        columns = wanted(file.schema_arrow.names)
        schema = pa.schema([file.schema_arrow.field(name) for name in columns])
        batches = file.iter_batches(batch_size=_BATCH_ROWS, columns=columns)
        return pa.RecordBatchReader.from_batches(schema, (b.select(columns) for b in batches))
    try:
        import polars as pl
    except ImportError:
        pass
    else:
        scan = pl.scan_parquet(path)
        return scan.select(wanted(scan.collect_schema().names())).collect()
    try:
        import duckdb
    except ImportError:
        message = (
            f"{path}: reading Parquet needs pyarrow, polars or duckdb: "
            "pip install 'polyvocal[arrow]', or save the table as .jsonl or .csv"
        )
        raise InputError(message) from None
    relation = duckdb.read_parquet(str(path))
    return relation.select(*(duckdb.ColumnExpression(name) for name in wanted(relation.columns)))


def read_parquet(path: Path, context: Context, source: str, prefix: str) -> Iterator[Batch]:
    """Read a Parquet file."""

    def wanted(names: Sequence[str]) -> list[str]:
        mapping = context.mapping(names, source)
        chosen = {*mapping.values(), *context.keep}
        return [name for name in names if name in chosen]

    try:
        table = _open_parquet(path, wanted)
    except (InputError, ImportError):
        raise
    except Exception as error:
        # Each library has error classes of its own, which cannot be named without importing it.
        first_line = str(error).partition("\n")[0]
        message = f"{source}: not a Parquet file that can be read: {first_line}"
        raise InputError(message) from error
    context.describe(source, format="parquet", encoding="UTF-8")
    yield from read_arrow(table, context, source, prefix)


# ---- Files ----------------------------------------------------------------------------------------


def _sniff_format(path: Path) -> str | None:
    with path.open("rb") as file:
        if file.read(4) == b"PAR1":
            return "parquet"
    blocks = read_blocks(path)
    try:
        head = next(iter(blocks), b"")[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    except CutOff:
        return None
    if head.startswith(b"{"):
        return "jsonl"
    return "json" if head.startswith(b"[") else None


def read_file(
    path: Path,
    context: Context,
    *,
    format: str | None,
    source: str,
    prefix: str,
) -> Iterator[Batch]:
    """Read one file; its format is told by `format`, its suffix, or its first bytes."""
    kind = format or suffix_format(path) or _sniff_format(path)
    size = path.stat().st_size

    def on_position(position: int) -> None:
        if context.progress:
            context.progress(position, size)

    def blocks() -> Iterator[bytes]:
        return _until_cut(read_blocks(path, on_position), context, source)

    if kind == "text":
        yield from read_text_files([(path, source, stem(path))], context)
    elif kind == "jsonl":
        yield from read_jsonl(blocks(), context, source, prefix)
    elif kind == "json":
        yield from read_json(blocks(), context, source, prefix)
    elif kind == "csv":
        tabs = ".tsv" in path.suffixes or ".tab" in path.suffixes
        yield from read_csv(blocks(), context, source, prefix, tabs=tabs)
    elif kind == "parquet":
        yield from read_parquet(path, context, source, prefix)
    else:
        message = (
            f"{source}: cannot tell what this is; polyvocal reads a folder of .txt files, .txt, "
            ".jsonl, .json, .csv, .tsv and .parquet (also .gz and .zst). "
            'If it is one of them, say which: format="csv"'
        )
        raise InputError(message)


def _until_cut(blocks: Iterator[bytes], context: Context, source: str) -> Iterator[bytes]:
    """End where a compressed file is damaged, so that what came before is kept."""
    try:
        yield from blocks
    except CutOff as error:
        context.reject(source, None, None, str(error))


def read_text_files(files: Iterable[tuple[Path, str, str]], context: Context) -> Iterator[Batch]:
    """Text files, one article each: (path, name to report, id)."""
    listed = list(files)
    names: list[str] = []
    texts: list[str] = []
    ids: list[str] = []
    size = 0
    encodings: dict[str, int] = {}
    for place, (path, source, identifier) in enumerate(listed, start=1):
        try:
            text, encoding, confidence, replaced = _core.decode(
                read_all(path), context.encoding or ""
            )
        except (EncodingError, CutOff, OSError) as error:
            reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
            context.reject(source, None, identifier, reason)
            continue
        encodings[encoding] = encodings.get(encoding, 0) + 1
        if replaced:
            reason = f"some bytes have no meaning in {encoding} and became U+FFFD"
            context.warn(source, None, identifier, reason)
        _warn_of_detection(encoding, confidence, context, source, identifier)
        names.append(source)
        texts.append(text)
        ids.append(identifier)
        size += len(text)
        if context.progress:
            context.progress(place, len(listed))
        if size >= _BATCH_BYTES:
            yield from _text_batches(names, ids, texts)
            names, texts, ids, size = [], [], [], 0
    yield from _text_batches(names, ids, texts)
    for encoding, count in encodings.items():
        context.describe("", format="text", encoding=encoding, count=count)


def _text_batches(names: list[str], ids: list[str], texts: list[str]) -> Iterator[Batch]:
    # One batch a file, because each row has a source of its own.
    for name, identifier, text in zip(names, ids, texts, strict=True):
        yield Batch(name, [1], {"id": [identifier], "text": [text]})


# ---- Folders --------------------------------------------------------------------------------------


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
    with _LongFields():
        rows, _ = _csv_records(read_blocks(path), context, path.name, None)
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
