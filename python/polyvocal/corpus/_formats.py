"""Which format a file has, by its name or its first bytes."""

from __future__ import annotations

from pathlib import Path

from polyvocal.corpus._blocks import COMPRESSED, CutOff, read_blocks

__all__ = ["FORMATS", "SUFFIXES", "sniff_format", "stem", "suffix_format"]

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


def sniff_format(path: Path) -> str | None:
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
