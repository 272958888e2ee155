"""Errors that polyvocal raises on purpose.

A message says what was wrong, where, and what would be right.

>>> from polyvocal.errors import InputError
>>> issubclass(InputError, ValueError)
True
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = [
    "CapacityError",
    "EncodingError",
    "InputError",
    "PolyvocalError",
    "SchemaError",
    "UnknownNameError",
]


class PolyvocalError(Exception):
    """Base of every error raised by polyvocal on purpose."""


class InputError(PolyvocalError, ValueError):
    """The data or options given are not usable."""


class EncodingError(InputError):
    """Bytes are not valid in the encoding they claim, or look binary."""


class SchemaError(InputError):
    """A table or file lacks a column or key, or has one that is not known."""


class UnknownNameError(PolyvocalError, KeyError):
    """A name (column, actor, faction, document) that does not exist here."""

    def __str__(self) -> str:
        # KeyError shows the repr of its argument, which hides the message in quotes.
        return str(self.args[0]) if self.args else ""


class StaleCorrectionWarning(UserWarning):
    """Corrections of the actors file that no longer apply."""


class CapacityError(PolyvocalError, OverflowError):
    """A result does not fit its type."""


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.5) -> str | None:
    """Return the known name most like `name`, or None when none is.

    >>> nearest("outlett", ["outlet", "title"])
    'outlet'
    """
    # Sorted, so that ties do not depend on the order of a set.
    candidates = sorted(set(known))
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    found = get_close_matches(name.casefold(), list(folded), n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def unknown_name(kind: str, name: str, known: Iterable[str]) -> UnknownNameError:
    """Build the error for a name that does not exist, with the nearest one that does.

    >>> print(unknown_name("column", "outlett", ["outlet", "title"]))  # noqa: EM101  (a kind, not a message)
    unknown column 'outlett'; did you mean 'outlet'? Known: outlet, title
    """
    names = list(known)
    close = nearest(name, names)
    hint = f"; did you mean {close!r}?" if close else "."
    listed = ", ".join(names[:20]) + (f", and {len(names) - 20} more" if len(names) > 20 else "")
    return UnknownNameError(f"unknown {kind} {name!r}{hint} Known: {listed or 'none'}")
