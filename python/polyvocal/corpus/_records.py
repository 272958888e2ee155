"""What readers give: batches of columns; and how records become them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from polyvocal import _core
from polyvocal.corpus._columns import resolve
from polyvocal.errors import SchemaError, nearest

__all__ = [
    "BATCH_BYTES",
    "BATCH_ROWS",
    "Batch",
    "Context",
    "Numbered",
    "Values",
    "batches_of_records",
]

Values: TypeAlias = "list[Any] | _core.ArrowColumn"
Numbered: TypeAlias = tuple[int, Any, int]
BATCH_ROWS = 2000
BATCH_BYTES = 512 << 10  # small enough that a batch stays in the caches from line to column


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
        if len(records) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield flush()
    if records:
        yield flush()
