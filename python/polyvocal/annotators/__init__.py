"""Plug-in annotators: names found by other programs, put among the mentions of a study.

An annotator is an object with ``annotate``, or a function; it takes a `Batch` of articles and returns
spans. It is given to a study, or named there when a package registers it under the entry point
group ``polyvocal.annotators``; nothing is loaded that is not named.

>>> import re
>>> def ministers(batch):
...     for number, text in enumerate(batch.texts):
...         for found in re.finditer("Minister [A-Z][a-z]+", text):
...             yield Span(number, found.start(), found.end(), type="person", confidence=0.8)
>>> ministers(Batch(("a",), ("Minister Diaz left.",), ("en",))).__next__()
Span(document=0, start=0, end=13, actor=None, type='person', confidence=0.8)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias, runtime_checkable

__all__ = ["AnnotateFunction", "Annotator", "Batch", "Span"]


@dataclass(frozen=True)
class Batch:
    """Some articles of a corpus.

    Attributes
    ----------
    ids, texts, languages : tuple of str
        Of each article; ``""`` where the language is not stated.
    """

    ids: tuple[str, ...]
    texts: tuple[str, ...]
    languages: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)


class Span(NamedTuple):
    """A name in a text.

    Attributes
    ----------
    document : int
        Place of the article in its batch, from 0.
    start, end : int
        Code points of the text, `end` not included, as Python slices.
    actor : str, optional
        Id of a listed actor. Without it the name goes to the candidates.
    type : str, optional
        What it is, in the words of the actors file.
    confidence : float
        Above 0, at most 1.
    """

    document: int
    start: int
    end: int
    actor: str | None = None
    type: str | None = None
    confidence: float = 1.0


@runtime_checkable
class Annotator(Protocol):
    """What an annotator is; a ``name`` of its own is optional, and stands in the column ``method``.

    It is called in batches on the thread that runs the study. What it finds in an article must not
    depend on the other articles of the batch; `polyvocal.testing.check_annotator` tries that.
    """

    def annotate(self, batch: Batch, /) -> Iterable[Span]:
        """Return the names in the articles of a batch, in any order."""
        ...


AnnotateFunction: TypeAlias = Callable[[Batch], Iterable[Span]]
