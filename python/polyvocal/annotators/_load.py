"""Annotators by argument or by name, each with the name it is known by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from polyvocal._plugins import load_plugin
from polyvocal.annotators import AnnotateFunction, Annotator, Batch, Span
from polyvocal.errors import InputError

__all__ = ["Loaded", "load_annotators"]

_MOST = 255  # one byte per mention says which annotator
_BUILT_IN = {"spacy": "polyvocal.annotators.spacy:SpacyAnnotator"}


@dataclass(frozen=True)
class Loaded:
    """An annotator and its name."""

    name: str
    annotate: Callable[[Batch], Iterable[Span]]


def load_annotators(given: Iterable[Annotator | AnnotateFunction | str]) -> tuple[Loaded, ...]:
    """Check annotators and load those that are named.

    A name is that of an entry point; what stands behind a colon is handed to it: "spacy:xx_model".

    Raises
    ------
    InputError
        For what is no annotator, names twice, or more than 255 annotators.
    UnknownNameError
        When no installed package registers the name.
    """
    if isinstance(given, str) or not isinstance(given, Iterable):
        message = "annotators: give a list, e.g. annotators=[my_annotator]"
        raise InputError(message)
    loaded = tuple(_loaded(one) for one in given)
    names = [one.name for one in loaded]
    for name in names:
        if names.count(name) > 1:
            message = f"two annotators are called {name!r}; give each a name of its own"
            raise InputError(message)
    if len(loaded) > _MOST:
        message = f"{len(loaded)} annotators; {_MOST} is the most"
        raise InputError(message)
    return loaded


def _loaded(one: object) -> Loaded:
    if isinstance(one, str):
        return _by_name(one)
    function = getattr(one, "annotate", one)
    if isinstance(one, type) or not callable(function):
        shown = one.__name__ if isinstance(one, type) else type(one).__name__
        message = (
            f"{shown} is no annotator; give an object with a method annotate(batch), a function, or "
            "the name of an entry point"
        )
        raise InputError(message)
    name = getattr(one, "name", None) or getattr(one, "__name__", None) or type(one).__name__
    return Loaded(_checked(str(name)), cast("AnnotateFunction", function))


def _checked(name: str) -> str:
    if not re.fullmatch(r"[\w.:-]+", name):
        message = f"annotator name {name!r}: use letters, digits, '_', '-', '.' and ':'"
        raise InputError(message)
    return name


def _by_name(given: str) -> Loaded:
    found = load_plugin("annotator", given, built_in=_BUILT_IN)
    return Loaded(_checked(given), _loaded(found).annotate)


def names_of(loaded: Sequence[Loaded]) -> list[str]:
    """Return how the annotators stand in the column ``method``."""
    return [f"annotator:{one.name}" for one in loaded]
