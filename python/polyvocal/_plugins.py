"""Plug-ins by name: what installed packages register under an entry point group."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping, Sequence
from typing import Any

from polyvocal.errors import unknown_name

__all__ = ["load_plugin"]


def load_plugin(
    kind: str,
    given: str,
    *,
    built_in: Mapping[str, str] | None = None,
    known: Sequence[str] = (),
) -> Any:
    """Load what "name" or "name:argument" stands for in the group ``polyvocal.<kind>s``.

    A class is made into an object; what stands behind the colon is handed to it, or to the function.
    `built_in` are entry points of our own; `known` are further names for the message.

    Raises
    ------
    UnknownNameError
        When no installed package registers the name.
    """
    group = f"polyvocal.{kind}s"
    name, _, argument = given.partition(":")
    entries = {entry.name: entry for entry in importlib.metadata.entry_points(group=group)}
    for own, value in (built_in or {}).items():
        entries.setdefault(own, importlib.metadata.EntryPoint(own, value, group))
    if name not in entries:
        raise unknown_name(kind, name, [*known, *sorted(entries)])
    found: Any = entries[name].load()
    if argument or isinstance(found, type):
        found = found(*([argument] if argument else []))
    return found
