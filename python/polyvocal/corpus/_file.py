"""One file: which reader it needs; and texts, one article a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from polyvocal import _core
from polyvocal.corpus._arrow import read_parquet
from polyvocal.corpus._blocks import CutOff, read_all, read_blocks
from polyvocal.corpus._csv import read_csv
from polyvocal.corpus._encodings import warn_of_detection
from polyvocal.corpus._formats import advice_on, sniff_format, stem, suffix_format
from polyvocal.corpus._json import read_json, read_jsonl
from polyvocal.corpus._records import BATCH_BYTES, Batch, Context
from polyvocal.errors import EncodingError, InputError

__all__ = ["read_file", "read_text_files"]


def read_file(
    path: Path,
    context: Context,
    *,
    format: str | None,
    source: str,
    prefix: str,
) -> Iterator[Batch]:
    """Read one file; its format is told by `format`, its suffix, or its first bytes."""
    kind = format or suffix_format(path) or sniff_format(path)
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
        if advice := advice_on(path):
            message = f"{source}: {advice}"
            raise InputError(message)
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
        warn_of_detection(encoding, confidence, context, source, identifier)
        names.append(source)
        texts.append(text)
        ids.append(identifier)
        size += len(text)
        if context.progress:
            context.progress(place, len(listed))
        if size >= BATCH_BYTES:
            yield from _text_batches(names, ids, texts)
            names, texts, ids, size = [], [], [], 0
    yield from _text_batches(names, ids, texts)
    for encoding, count in encodings.items():
        context.describe("", format="text", encoding=encoding, count=count)


def _text_batches(names: list[str], ids: list[str], texts: list[str]) -> Iterator[Batch]:
    # One batch a file, because each row has a source of its own.
    for name, identifier, text in zip(names, ids, texts, strict=True):
        yield Batch(name, [1], {"id": [identifier], "text": [text]})
