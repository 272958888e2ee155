"""Arrow tables, Parquet, and columns that Python holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from polyvocal import _core
from polyvocal.corpus._records import BATCH_ROWS, Batch, Context, Values
from polyvocal.errors import InputError

__all__ = ["read_arrow", "read_columns", "read_parquet"]


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
        batches = file.iter_batches(batch_size=BATCH_ROWS, columns=columns)
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
