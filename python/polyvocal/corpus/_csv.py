"""Tables of separated values."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence

from polyvocal.corpus._blocks import BlockFile, TextEncoding, as_utf8, first_block
from polyvocal.corpus._columns import resolve
from polyvocal.corpus._encodings import encoding_of
from polyvocal.corpus._records import Batch, Context, Numbered, batches_of_records
from polyvocal.errors import SchemaError

__all__ = ["LongFields", "csv_records", "read_csv", "sniff_delimiter"]


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


def csv_records(
    blocks: Iterator[bytes], context: Context, source: str, delimiter: str | None
) -> tuple[Iterator[Numbered], TextEncoding]:
    first, blocks = first_block(blocks, source)
    encoding = encoding_of(first, context, source)
    raw = BlockFile(as_utf8(blocks, encoding))
    text = io.TextIOWrapper(
        io.BufferedReader(raw, 1 << 20), encoding="utf-8", errors="surrogateescape", newline=""
    )
    if delimiter is None:
        sample = b"".join(as_utf8(iter([first[: 1 << 18]]), encoding))
        delimiter = sniff_delimiter(sample.decode("utf-8", "replace"))
    return _csv_rows(text, delimiter, context, source), encoding


class LongFields:
    """Lifts the csv module's limit of 128 kB a field, and puts it back."""

    def __enter__(self) -> None:
        self._before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

    def __exit__(self, *_: object) -> None:
        csv.field_size_limit(self._before)


def read_csv(
    blocks: Iterator[bytes], context: Context, source: str, prefix: str, *, tabs: bool = False
) -> Iterator[Batch]:
    """CSV with a header; separator comma, semicolon, tab or bar."""
    with LongFields():
        rows, encoding = csv_records(blocks, context, source, "\t" if tabs else None)
        context.describe(source, format="csv", encoding=encoding.name)
        yield from batches_of_records(rows, context, source, id_prefix=prefix)
