r"""Where things stand in a TOML file, and how to write one.

`tomllib` gives values without positions; `scan_positions` finds the line and column of every key
and value in a text that `tomllib` has accepted, so that errors can point at them.

>>> scan_positions('[[a]]\nname = "x"\n').values[("a", 0, "name")]
(2, 8)
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["Path", "Position", "Positions", "dump", "scan_positions"]

Path = tuple[str | int, ...]
"""Keys and array indices from the root to a value: ``("actor", 3, "faction")``."""

Position = tuple[int, int]
"""Line and column, both from 1; columns count code points."""


@dataclass(frozen=True)
class Positions:
    """Positions of keys and of values, by path."""

    keys: dict[Path, Position] = field(default_factory=dict)
    values: dict[Path, Position] = field(default_factory=dict)

    def of_value(self, path: Path) -> Position | None:
        """Position of the value at `path`, or of the nearest thing around it that has one."""
        while path:
            if path in self.values:
                return self.values[path]
            if path in self.keys:
                return self.keys[path]
            path = path[:-1]
        return None

    def of_key(self, path: Path) -> Position | None:
        """Position of the key at `path`, or of the nearest thing around it that has one."""
        return self.keys.get(path) or self.of_value(path)


def scan_positions(text: str) -> Positions:
    """Find every key and value of a valid TOML text.

    Parameters
    ----------
    text : str
        A text that `tomllib.loads` accepts; for any other the result means nothing.

    Returns
    -------
    Positions
    """
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n") + "\n"
        self._at = 0
        self._line = 1
        self._line_start = 0
        self._found = Positions()
        self._table: Path = ()
        self._array_sizes: dict[Path, int] = {}

    def scan(self) -> Positions:
        while True:
            self._skip(newlines=True)
            if self._at >= len(self._text):
                return self._found
            if self._peek() == "[":
                self._header()
            else:
                self._pair(self._table)

    # -- characters --------------------------------------------------------------------------------

    def _peek(self, length: int = 1) -> str:
        return self._text[self._at : self._at + length]

    def _step(self, count: int = 1) -> None:
        for _ in range(count):
            if self._at < len(self._text) and self._text[self._at] == "\n":
                self._line += 1
                self._line_start = self._at + 1
            self._at += 1

    def _here(self) -> Position:
        return self._line, self._at - self._line_start + 1

    def _skip(self, *, newlines: bool) -> None:
        blank = " \t\n" if newlines else " \t"
        while self._at < len(self._text):
            if self._peek() == "#":
                while self._peek() != "\n":
                    self._step()
            elif self._peek() in blank:
                self._step()
            else:
                return

    # -- tables and keys ---------------------------------------------------------------------------

    def _header(self) -> None:
        is_array = self._peek(2) == "[["
        position = self._here()
        self._step(2 if is_array else 1)
        parts = [part for part, _ in self._dotted_key()]
        self._step(2 if is_array else 1)
        path: Path = ()
        for part in parts[:-1]:
            self._found.keys.setdefault((*path, part), position)
            path = self._latest((*path, part))
        path = (*path, parts[-1])
        self._found.keys.setdefault(path, position)
        if is_array:
            index = self._array_sizes.get(path, 0)
            self._array_sizes[path] = index + 1
            path = (*path, index)
        self._found.keys[path] = position
        self._table = path

    def _latest(self, path: Path) -> Path:
        size = self._array_sizes.get(path)
        return path if size is None else (*path, size - 1)

    def _dotted_key(self) -> list[tuple[str, Position]]:
        parts: list[tuple[str, Position]] = []
        while True:
            self._skip(newlines=False)
            position = self._here()
            parts.append((self._simple_key(), position))
            self._skip(newlines=False)
            if self._peek() != ".":
                return parts
            self._step()

    def _simple_key(self) -> str:
        start = self._at
        if self._peek() == '"':
            self._string()
            return str(json.loads(self._text[start : self._at].replace("\\U", "\\u")))
        if self._peek() == "'":
            self._string()
            return self._text[start + 1 : self._at - 1]
        while self._peek() not in " \t.=]\n":
            self._step()
        return self._text[start : self._at]

    def _pair(self, table: Path) -> None:
        path = table
        for part, position in self._dotted_key():
            path = (*path, part)
            self._found.keys.setdefault(path, position)
        self._step()  # the equals sign
        self._skip(newlines=False)
        self._value(path)

    # -- values ------------------------------------------------------------------------------------

    def _value(self, path: Path) -> None:
        self._found.values[path] = self._here()
        first = self._peek()
        if first in {'"', "'"}:
            self._string()
        elif first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        else:
            while self._peek() not in ",]}#\n":
                self._step()

    def _string(self) -> None:
        quote = self._peek()
        if self._peek(3) == quote * 3:
            self._step(3)
            while self._peek(3) != quote * 3:
                self._step(2 if quote == '"' and self._peek() == "\\" else 1)
            self._step(3)
            while self._peek() == quote:  # up to two quotes may stand before the closing three
                self._step()
            return
        self._step()
        while self._peek() != quote:
            self._step(2 if quote == '"' and self._peek() == "\\" else 1)
        self._step()

    def _array(self, path: Path) -> None:
        self._step()
        index = 0
        while True:
            self._skip(newlines=True)
            if self._peek() == "]":
                self._step()
                return
            self._value((*path, index))
            index += 1
            self._skip(newlines=True)
            if self._peek() == ",":
                self._step()

    def _inline_table(self, path: Path) -> None:
        self._step()
        while True:
            self._skip(newlines=True)
            if self._peek() == "}":
                self._step()
                return
            self._pair(path)
            self._skip(newlines=True)
            if self._peek() == ",":
                self._step()


def dump(tables: Mapping[str, object]) -> str:
    """Write plain data as TOML: mappings as tables, lists of mappings as arrays of tables.

    >>> print(dump({"study": {"title": "A"}, "actor": [{"id": "x", "aliases": ["y"]}]}), end="")
    [study]
    title = "A"
    <BLANKLINE>
    [[actor]]
    id = "x"
    aliases = ["y"]
    """
    blocks: list[str] = []
    for name, value in tables.items():
        is_list = isinstance(value, Sequence) and not isinstance(value, str)
        for table in value if is_list else [value]:  # type: ignore[attr-defined]
            header = f"[[{_key(name)}]]" if is_list else f"[{_key(name)}]"
            lines = [f"{_key(str(k))} = {literal(v)}" for k, v in table.items()]
            blocks.append("\n".join([header, *lines]) + "\n")
    return "\n".join(blocks)


def _key(name: str) -> str:
    bare = name and all(c.isascii() and (c.isalnum() or c in "_-") for c in name)
    return name if bare else literal(name)


def literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        # JSON escapes are TOML escapes once DEL is written out; other scripts stay readable.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(str(k))} = {literal(v)}" for k, v in value.items())
        return "{ " + inner + " }" if inner else "{}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(literal(v) for v in value) + "]"
    message = f"TOML has no form for {type(value).__name__}"
    raise TypeError(message)
