"""JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from polyvocal.corpus._blocks import as_utf8, first_block
from polyvocal.corpus._columns import normalize
from polyvocal.corpus._encodings import encoding_of
from polyvocal.corpus._records import Batch, Context, Numbered, batches_of_records
from polyvocal.errors import InputError

__all__ = ["read_json", "read_jsonl"]


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
    encoding = encoding_of(first, context, source)
    context.describe(source, format="jsonl", encoding=encoding.name)
    rows = _json_lines(as_utf8(blocks, encoding), context, source)
    yield from batches_of_records(rows, context, source, id_prefix=prefix)


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
    encoding = encoding_of(content[: 1 << 20], context, source)
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
