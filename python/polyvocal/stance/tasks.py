"""Coding sheets as tasks of annotation tools."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from polyvocal._files import whole_file
from polyvocal.errors import unknown_name

if TYPE_CHECKING:
    from polyvocal.table import Table

__all__ = ["Tool", "write_tasks"]

Tool = Literal["label_studio", "doccano", "inception"]
_TOOLS: tuple[Tool, ...] = ("label_studio", "doccano", "inception")
_LAYER = "#T_SP=webanno.custom.Stance|item|label|sheet"


def write_tasks(sheet: Table, path: str | Path, *, tool: Tool) -> Path:
    """Write a coding sheet as tasks that an annotation tool imports; `Stance.calibrate` reads its export.

    Parameters
    ----------
    sheet : Table
        From `Stance.coding_sheet`.
    path : path
        The file to write.
    tool : {"label_studio", "doccano", "inception"}
        Label Studio: JSON with one object in ``data`` a row; label with one ``Choices`` of ``against``,
        ``neutral``, ``for``. doccano: JSON lines for text classification. INCEpTION: WebAnno TSV 3.3
        with a layer ``webanno.custom.Stance`` on each target, features ``item``, ``label``, ``sheet``.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    UnknownNameError
        For another tool.
    """
    if tool not in _TOOLS:
        raise unknown_name("tool", tool, _TOOLS)  # noqa: EM101  (a kind, not a message)
    rows = sheet.to_dicts()
    if tool == "label_studio":
        text = json.dumps([{"data": _data(row)} for row in rows], ensure_ascii=False, indent=1)
    elif tool == "doccano":
        text = "\n".join(
            json.dumps({"label": [], **_data(row)}, ensure_ascii=False) for row in rows
        )
    else:
        text = _webanno(rows)
    target = Path(path)
    with whole_file(target) as file:
        file.write((text + "\n").encode())
    return target


def _data(row: dict[str, Any]) -> dict[str, str]:
    whole = " ".join(filter(None, (row["before"], row["sentence"], row["after"])))
    return {"text": whole, **{key: row[key] for key in ("sheet", "item", "document", "target")}}


def _webanno(rows: list[dict[str, Any]]) -> str:
    """Give one sentence a row; offsets count UTF-16 units, as Java's do."""
    lines = ["#FORMAT=WebAnno TSV 3.3", _LAYER, "", ""]
    passed = 0
    for number, row in enumerate(rows, start=1):
        before, target, after = re.split(r"\[\[|\]\]", row["sentence"], maxsplit=2)
        text = before + target + after
        lines.append("#Text=" + text.replace("\\", "\\\\"))
        inside = range(len(before), len(before) + len(target))
        marked = [m for m in re.finditer(r"\w+|[^\w\s]", text) if m.start() in inside]
        several = f"[{number}]" if len(marked) > 1 else ""
        for place, word in enumerate(re.finditer(r"\w+|[^\w\s]", text), start=1):
            begin = passed + _units(text[: word.start()])
            cells = [f"{number}-{place}", f"{begin}-{begin + _units(word[0])}", word[0]]
            if word.start() in inside:
                cells += [f"{row['item']}{several}", f"*{several}", f"{row['sheet']}{several}"]
            else:
                cells += ["_", "_", "_"]
            lines.append("\t".join(cells) + "\t")
        lines.append("")
        passed += _units(text) + 1
    return "\n".join(lines)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
