"""Labels given by hand, read from the files of coders and of annotation tools."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from polyvocal.errors import InputError, SchemaError, unknown_name
from polyvocal.table import Table

__all__ = ["FORMATS", "GivenLabel", "LabelFormat", "LabelSource", "read_labels"]

LabelFormat = Literal["csv", "label_studio", "doccano", "inception"]
LabelSource = Any  # path, several paths, Table, data frame, or rows

FORMATS: tuple[LabelFormat, ...] = ("csv", "label_studio", "doccano", "inception")
_WORDS = {
    "against": -1.0, "negative": -1.0, "neg": -1.0, "con": -1.0,
    "neutral": 0.0, "none": 0.0, "neither": 0.0,
    "for": 1.0, "favours": 1.0, "favors": 1.0, "positive": 1.0, "pos": 1.0, "pro": 1.0,
}  # fmt: skip
_UNCLEAR = {"?", "unclear", "cannot tell", "n/a", "na"}
_KEYS = ("label", "labels", "stance", "choice", "sentiment")
_WANTED = "-1, 0 or 1 (or a number between), against, neutral or for; ? when it cannot be judged"


@dataclass(frozen=True)
class GivenLabel:
    """One label: of which item, by whom, and where it stands."""

    sheet: str
    item: str
    coder: str
    value: float  # NaN: cannot be judged
    where: str


def read_labels(source: LabelSource, format: LabelFormat | None = None) -> list[GivenLabel]:
    """Read the labels of one source or several; items without a label are left out."""
    if format is not None and format not in FORMATS:
        raise unknown_name("format", format, FORMATS)  # noqa: EM101  (a kind, not a message)
    if isinstance(source, str | Path):
        return list(_read_file(Path(source), format))
    if isinstance(source, Table):
        return list(_from_rows(source.rows(), "labels", "coder"))
    if hasattr(source, "to_dict") and hasattr(source, "columns"):  # a pandas frame
        return list(_from_rows(source.to_dict("records"), "labels", "coder"))
    if hasattr(source, "iter_rows"):  # a polars frame
        return list(_from_rows(source.iter_rows(named=True), "labels", "coder"))
    if isinstance(source, Iterable):
        given = list(source)
        if given and all(isinstance(one, str | Path) for one in given):
            return [label for file in given for label in _read_file(Path(file), format)]
        if all(isinstance(one, Mapping) for one in given):
            return list(_from_rows(given, "labels", "coder"))
    message = (
        f"labels: a {type(source).__name__} cannot be read; give a path, several paths, a Table, a "
        "DataFrame or a list of dicts"
    )
    raise InputError(message)


def _read_file(path: Path, format: LabelFormat | None) -> Iterator[GivenLabel]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8"
        raise InputError(message) from error
    chosen = format or _format_of(path, text)
    read = {
        "csv": _read_csv,
        "label_studio": _read_label_studio,
        "doccano": _read_doccano,
        "inception": _read_inception,
    }[chosen]
    return read(path, text)


def _format_of(path: Path, text: str) -> LabelFormat:
    start = text.lstrip()[:40]
    if start.startswith("#FORMAT=WebAnno"):
        return "inception"
    if start.startswith("["):
        return "label_studio"
    if start.startswith("{") or path.suffix == ".jsonl":
        return "doccano"
    return "csv"


# ---- Values -------------------------------------------------------------------------------------


def _value(raw: Any, where: str) -> float | None:
    """Give the number of a label; NaN when it cannot be judged, ``None`` when nothing was given."""
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return None
    text = str(raw).strip().lower().replace("\N{MINUS SIGN}", "-")
    if not text:
        return None
    if text in _UNCLEAR:
        return math.nan
    if text in _WORDS:
        return _WORDS[text]
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not -1 <= number <= 1:
        message = f"{where}: label {str(raw)!r}; give {_WANTED}"
        raise InputError(message)
    return number


def _one_choice(raw: Any, where: str) -> Any:
    if isinstance(raw, str) or not isinstance(raw, Sequence):
        return raw
    if len(raw) > 1:
        message = f"{where}: {len(raw)} labels for one item; give one"
        raise InputError(message)
    return raw[0] if raw else None


def _label(row: Mapping[str, Any], raw: Any, coder: str, where: str) -> GivenLabel | None:
    value = _value(_one_choice(raw, where), where)
    if value is None:
        return None
    for key in ("item", "sheet"):
        if not str(row.get(key) or "").strip():
            message = f"{where}: no {key}; keep the columns sheet and item of the coding sheet"
            raise SchemaError(message)
    return GivenLabel(str(row["sheet"]).strip(), str(row["item"]).strip(), coder, value, where)


# ---- Tables -------------------------------------------------------------------------------------


def _read_csv(path: Path, text: str) -> Iterator[GivenLabel]:
    first = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    # The line that a row ends on; cells may hold line ends.
    lines = ({**row, "_line": rows.line_num} for row in rows)
    return _from_rows(lines, str(path), path.stem)


def _from_rows(
    rows: Iterable[Mapping[str, Any]], name: str, default_coder: str
) -> Iterator[GivenLabel]:
    columns: dict[str, str] | None = None
    for number, row in enumerate(rows, start=1):
        where = f"{name}, line {row['_line']}" if "_line" in row else f"{name}, row {number}"
        if columns is None:
            columns = _label_columns(row, name)
        for column, coder in columns.items():
            said = coder or str(row.get("coder") or "").strip() or default_coder
            label = _label(row, row[column], said, where)
            if label is not None:
                yield label


def _label_columns(row: Mapping[str, Any], name: str) -> dict[str, str]:
    """Columns with labels, and the coder of each where its name says so."""
    found = {
        key: key[len("label") :].lstrip("_ ")
        for key in row
        if key == "label" or re.match(r"label[_ ]\w", key or "")
    }
    missing = [key for key in ("sheet", "item") if key not in row]
    if missing or not found:
        message = (
            f"{name}: no column {(missing or ['label'])[0]!r}; a labelled sheet has sheet, item "
            f"and label (or label_NAME for each coder). It has: {', '.join(map(str, row))}"
        )
        raise SchemaError(message)
    return found


# ---- Annotation tools ---------------------------------------------------------------------------


def _read_label_studio(path: Path, text: str) -> Iterator[GivenLabel]:
    for number, task in enumerate(_json(path, text, 0), start=1):
        where = f"{path}, task {number}"
        if not isinstance(task, dict):
            message = f"{where}: not an object; give an export in JSON or JSON-MIN"
            raise SchemaError(message)
        if "annotations" not in task:  # JSON-MIN: one object an annotation
            raw = next((task[key] for key in _KEYS if key in task), None)
            coder = task.get("annotator")
            said = [(raw, path.stem if coder is None else coder)]
            data: Mapping[str, Any] = task
        else:
            data = task.get("data") or {}
            said = [
                (_choice(annotation), _coder(annotation, path.stem))
                for annotation in task["annotations"]
                if not annotation.get("was_cancelled")
            ]
        for raw, coder in said:
            label = _label(data, raw, str(coder), where)
            if label is not None:
                yield label


def _choice(annotation: Mapping[str, Any]) -> Any:
    for result in annotation.get("result") or ():
        value = result.get("value") or {}
        for key in ("choices", "number", "text"):
            if key in value:
                return value[key]
        if "rating" in value:
            return value["rating"]
    return None


def _coder(annotation: Mapping[str, Any], default: str) -> str:
    by = annotation.get("completed_by", default)
    return str(by.get("email") or by.get("id")) if isinstance(by, Mapping) else str(by)


def _read_doccano(path: Path, text: str) -> Iterator[GivenLabel]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        row = _json(path, line, number)
        if not isinstance(row, dict):
            message = f"{path}, line {number}: not an object; give doccano's JSONL export"
            raise SchemaError(message)
        meta = row.get("meta") or row.get("metadata") or {}
        meta = json.loads(meta) if isinstance(meta, str) and meta.startswith("{") else meta
        data = {**(meta if isinstance(meta, dict) else {}), **row}
        raw = next((row[key] for key in _KEYS if key in row), None)
        coder = str(data.get("annotator") or data.get("username") or path.stem)
        label = _label(data, raw, coder, f"{path}, line {number}")
        if label is not None:
            yield label


def _json(path: Path, text: str, line: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = line or error.lineno
        message = f"{path}, line {place}: not valid JSON: {error.msg}"
        raise InputError(message) from error


def _read_inception(path: Path, text: str) -> Iterator[GivenLabel]:
    column: dict[str, int] = {}
    places = 3  # number, offsets, word
    said: set[tuple[str, str]] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(("#T_SP=", "#T_RL=", "#T_CH=")):
            features = line.split("=", 1)[1].split("|")[1:]
            if {"sheet", "item", "label"} <= set(features):
                column = {name: places + i for i, name in enumerate(features)}
            # A relation has a further column, for what it starts from.
            places += max(1, len(features)) + line.startswith("#T_RL=")
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path}, line {number}"
        if not column:
            message = (
                f"{where}: no span layer with the features sheet, item and label; give the export "
                "of the file that write_tasks wrote"
            )
            raise SchemaError(message)
        cells = line.split("\t")
        if len(cells) <= max(column.values()):
            message = f"{where}: {len(cells)} cells; the header asks for {places}"
            raise SchemaError(message)
        row = {name: _webanno(cells[place]) for name, place in column.items()}
        label = _label(row, row["label"], path.stem, where) if row["item"] else None
        # A span of several words repeats its features at each.
        if label is not None and (label.sheet, label.item) not in said:
            said.add((label.sheet, label.item))
            yield label


def _webanno(cell: str) -> str:
    """Give the value of a feature without number of its span and escapes."""
    if cell in ("_", "*"):
        return ""
    plain = re.sub(r"(?<!\\)\[\d+\]$", "", cell)
    return "" if plain in ("*", "_") else re.sub(r"\\(.)", r"\1", plain)
