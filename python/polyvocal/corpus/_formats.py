"""Which format a file has, by its name or its first bytes."""

from __future__ import annotations

from pathlib import Path

from polyvocal.corpus._blocks import COMPRESSED, CutOff, read_blocks

__all__ = ["FORMATS", "SUFFIXES", "advice_on", "sniff_format", "stem", "suffix_format"]

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
_ADVICE = {
    (".xlsx", ".xls", ".xlsm", ".ods"): (
        "a workbook is not read as it is: save the sheet as CSV (UTF-8), or give a data frame: "
        "read_corpus(pandas.read_excel(...))"
    ),
    (".dta", ".sav", ".rds", ".rdata"): (
        "a file of a statistics program is not read as it is: save it as CSV (UTF-8), or give a "
        "data frame"
    ),
    (".html", ".htm", ".xml", ".pdf", ".doc", ".docx", ".rtf", ".odt", ".epub"): (
        "polyvocal reads plain text: take the text out of the file (trafilatura does it for web "
        "pages) and put one article in each .txt, or one in each row of a table"
    ),
    (".zip", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz"): (
        "an archive is not read as it is: unpack it, or compress single files as .gz or .zst"
    ),
}
FORMATS = ("text", "jsonl", "json", "csv", "parquet", "folder")


def suffix_format(path: Path) -> str | None:
    """Tell the format from the name: ``articles.jsonl.gz`` is jsonl."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def advice_on(path: Path) -> str | None:
    """Say what to do with a file of a kind that is not read, if its suffix tells the kind."""
    suffix = path.suffix.lower()
    return next((advice for suffixes, advice in _ADVICE.items() if suffix in suffixes), None)


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
