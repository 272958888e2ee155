"""Every table of a study as files, and its graph."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from polyvocal.table import Lists, Strings, Table

if TYPE_CHECKING:
    from polyvocal.study import Study

__all__ = ["join", "save_tables", "tables_of"]

KINDS = ("words", "story", "actors", "side", "reuse")


def join(tables: list[Table], name: str) -> Table:
    """Put tables one below the other.

    >>> join([Table({"by": ["document"]}), Table({"by": ["outlet"]})], "stance")["by"].tolist()
    ['document', 'outlet']

    A column that only some of them have is empty for the others.
    """
    filled = [table for table in tables if len(table)] or tables[:1]
    if len(filled) == 1:
        return Table({key: filled[0].column(key) for key in filled[0].columns}, name=name)
    return Table({key: _joined(filled, key) for key in _columns_of(filled)}, name=name)


def _columns_of(tables: list[Table]) -> list[str]:
    """Columns of any of the tables, in order of appearance."""
    return list(dict.fromkeys(key for table in tables for key in table.columns))


def _joined(tables: list[Table], key: str) -> Strings | Lists | NDArray[Any]:
    """One column of all tables; numbers are missing where a table does not have it."""
    parts = [table.column(key) if key in table else None for table in tables]
    if all(part is None or isinstance(part, Strings) for part in parts):
        return Strings.concatenate(
            part if isinstance(part, Strings) else Strings(np.full(len(table), -1), [])
            for part, table in zip(parts, tables, strict=True)
        )
    if all(isinstance(part, Lists) for part in parts):
        return Lists.encode(
            row for part in parts if isinstance(part, Lists) for row in part.to_list()
        )
    return np.concatenate(
        [
            np.full(len(table), np.nan) if part is None else table[key]
            for part, table in zip(parts, tables, strict=True)
        ]
    )


def _repeated_outlets(study: Study) -> bool:
    outlets = [outlet for outlet in study.corpus.outlets if outlet]
    return len(set(outlets)) > 1


def tables_of(study: Study) -> Iterator[tuple[str, Table]]:
    """Yield the name and rows of every table; article and outlet level stand in one table."""
    yield "mentions", study.mentions
    yield "spellings", study.spellings()
    yield "attributions", study.attributions
    levels = ["document", "outlet"] if any(study.corpus.outlets) else ["document"]
    yield "voices", join([study.voices(by=level) for level in levels], "voices")  # type: ignore[arg-type]
    yield "candidates", study.candidates
    yield "corrections", study.corrections
    yield "furniture", study.furniture
    yield "cooccurrence", study.cooccurrence(unit="sentence").table()
    if any(study.corpus.outlets):
        yield "changes", _that_differ(study.cooccurrence(by="outlet").compare_all(among="either"))
    stances = [study.stance(by=level) for level in levels]  # type: ignore[arg-type]
    yield "stance", join([stance.table for stance in stances], "stance")
    yield "evidence", join([stance.evidence() for stance in stances], "evidence")
    if len(stances) > 1 and study.actors.factions:
        beside = [stances[1].relative(faction.id) for faction in study.actors.factions]
        yield "relative", join(beside, "relative")
    yield "labels", study.labels()
    yield "frames", study.frames()
    levels = ["document", "outlet"] if _repeated_outlets(study) else ["document"]
    kinds = [kind for kind in KINDS if kind != "side" or study.actors.factions]
    found = [
        study.similarity(of=level, kind=kind).table()  # type: ignore[arg-type]
        for level in levels
        for kind in kinds
    ]
    yield "similarity", join(found, "similarity")
    yield "reuse", study.similarity(of="document", kind="reuse").alignments()
    yield "alignment", study.alignment().table


def _that_differ(changes: Table) -> Table:
    """Keep what differs: outlets times pairs are too many to read."""
    return changes.filter(np.asarray(changes["q"]) <= 0.05)


def save_tables(study: Study, folder: Path) -> list[Path]:
    """Write every table as CSV and, where pyarrow or polars is there, Parquet; then the graph."""
    parquet = any(find_spec(package) for package in ("pyarrow", "polars"))
    written = []
    for name, table in tables_of(study):
        for suffix in (".csv", ".parquet") if parquet else (".csv",):
            written.append(table.save(folder / f"{name}{suffix}"))
    together = study.cooccurrence(unit="sentence")
    for suffix in (".gexf", ".graphml"):
        target = folder / f"cooccurrence{suffix}"
        together.save(target)
        written.append(target)
    return written
