"""Partial counts: added up, as bytes, and gathered batch by batch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import reduce
from typing import TYPE_CHECKING, Any

from polyvocal import _core
from polyvocal.cooccurrence._choices import Choices
from polyvocal.cooccurrence._counts import Counts, Slice
from polyvocal.cooccurrence._null import Named
from polyvocal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polyvocal.cooccurrence._result import Cooccurrence

__all__ = ["add_slices", "check_same", "from_bytes", "to_bytes"]


def check_same(a: Cooccurrence, b: Cooccurrence) -> None:
    """Refuse to add counts that were not made alike."""
    for field in fields(Choices):
        mine, theirs = getattr(a._choices, field.name), getattr(b._choices, field.name)
        if mine != theirs:
            message = (
                f"counts with {field.name}={mine!r} do not add to counts with "
                f"{field.name}={theirs!r}; count both alike"
            )
            raise InputError(message)
    if a.labels != b.labels:
        message = "the counts are of different names; count both with the same actors file"
        raise InputError(message)


def add_slices(parts: Sequence[Cooccurrence]) -> tuple[tuple[str, ...], tuple[Slice, ...]]:
    """Add slices of the same name; the others stand for themselves."""
    first = parts[0]
    for part in parts[1:]:
        check_same(first, part)
    named: dict[str, list[Slice]] = {}
    for part in parts:
        for name, one in zip(part.slices, part._slices, strict=True):
            named.setdefault(name, []).append(one)
    growing = first._choices.by in ("outlet", "month")
    names = tuple(sorted(named)) if growing else tuple(named)
    return names, tuple(reduce(Slice.plus, named[name]) for name in names)


def to_bytes(part: Cooccurrence, names: Mapping[str, Mapping[str, str]]) -> bytes:
    """Give counts as one checked block of bytes."""
    header = {
        "labels": part.labels,
        "slices": part.slices,
        "names": names,
        "choices": asdict(part._choices),
    }
    matrices = [m for one in part._slices for m in (_columns(one.counts), _columns(one.documents))]
    named = [
        {"nodes": one.named.nodes, "begin": one.named.begin, "items": one.named.items}
        for one in part._slices
    ]
    return _core.save_counts(json.dumps(header, ensure_ascii=False), matrices, named)


def _columns(counts: Counts) -> dict[str, Any]:
    fixed = counts.fixed is not None
    return {
        "indptr": counts.indptr,
        "indices": counts.indices,
        "values": counts.fixed if fixed else counts.values,
        "n": [] if fixed else counts.n,
        "total": 0 if fixed else int(counts.total),
    }


def from_bytes(block: bytes) -> dict[str, Any]:
    """Read what `to_bytes` wrote, as the fields of a result.

    Raises
    ------
    InputError
        When the block is not one of counts, of another version, or damaged.
    """
    header, matrices, named = _core.load_counts(block)
    try:
        said = json.loads(header)
        said["choices"]["regions"] = tuple(said["choices"]["regions"])
        choices = Choices(**said["choices"])
        labels, slices = tuple(said["labels"]), tuple(said["slices"])
        names = said["names"]
    except (KeyError, TypeError, ValueError) as error:
        message = f"counts: the description of what was counted cannot be read ({error})"
        raise InputError(message) from None
    sizes = {len(columns["indptr"]) - 1 for columns in matrices}
    sizes |= {columns["nodes"] for columns in named}
    fits = len(matrices) == 2 * len(slices) and len(named) == len(slices)
    if not fits or sizes - {len(labels)}:
        message = f"counts: {len(matrices)} matrices do not fit {len(slices)} slices"
        raise InputError(message)
    weighted = choices.weight is not None
    return {
        "unit": choices.unit,
        "by": choices.by,
        "labels": labels,
        "slices": slices,
        "_slices": tuple(
            Slice(
                _counts(matrices[2 * i], weighted=weighted, directed=choices.directed),
                _counts(matrices[2 * i + 1], weighted=False, directed=False),
                Named(**named[i]),
            )
            for i in range(len(slices))
        ),
        "_names": names,
        "_choices": choices,
    }


def _counts(columns: dict[str, Any], *, weighted: bool, directed: bool) -> Counts:
    if weighted:
        return Counts.from_core({**columns, "fixed": columns["values"]})
    values = columns["values"].astype("int32")
    values.flags.writeable = False
    return Counts.from_core({**columns, "values": values}, directed=directed)
