"""Plug-in scorers: what other programs make of a sentence about an actor, as a stance of a study.

A scorer is an object with ``score``, or a function; it takes a `Batch` of mentions and returns one row
each of P(negative), P(neutral) and P(positive) toward the target. It is given to `Study.stance`, or
named there when a package registers it under the entry point group ``polyvocal.scorers``. Its scores
get the same intervals, placebos and evidence as the built-in ones.

>>> import numpy as np
>>> def praise(batch):
...     kind = np.array(["praise" in sentence for sentence in batch.sentences])
...     return np.column_stack([np.zeros(len(batch)), ~kind, kind])
>>> praise(Batch.of(["Ann Lee won praise."], targets=["Ann Lee"])).tolist()
[[0.0, 0.0, 1.0]]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

import numpy.typing as npt

from polyvocal.errors import InputError

__all__ = ["Batch", "ScoreFunction", "Scorer"]


@dataclass(frozen=True)
class Batch:
    """Some mentions of actors, each in its sentence.

    Attributes
    ----------
    documents : tuple of str
        Id of the article of each mention.
    sentences : tuple of str
    starts, ends : tuple of int
        The target in its sentence, in code points: ``sentence[start:end]``.
    before, after : tuple of str
        The sentences next to it in the article; ``""`` at its ends.
    holders : tuple of str
        Id of the actor whose words these are; ``""`` for the outlet, and for sources that are no
        listed actors.
    voices : tuple of str
        "outlet", "quoted" or "reported".
    languages : tuple of str
        As stated by the corpus; ``""`` where it is not.
    """

    documents: tuple[str, ...]
    sentences: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    holders: tuple[str, ...]
    voices: tuple[str, ...]
    languages: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.sentences)

    @classmethod
    def of(cls, sentences: Sequence[str], *, targets: Sequence[str]) -> Batch:
        """Make a batch of sentences and the words in them to score, to try a scorer on.

        Raises
        ------
        InputError
            When a target does not stand in its sentence.
        """
        starts = []
        for sentence, target in zip(sentences, targets, strict=True):
            if target not in sentence or not target:
                message = f"the target {target!r} does not stand in {sentence!r}"
                raise InputError(message)
            starts.append(sentence.index(target))
        n = len(starts)
        return cls(
            documents=tuple(str(i) for i in range(n)),
            sentences=tuple(sentences),
            starts=tuple(starts),
            ends=tuple(start + len(t) for start, t in zip(starts, targets, strict=True)),
            before=("",) * n,
            after=("",) * n,
            holders=("",) * n,
            voices=("outlet",) * n,
            languages=("",) * n,
        )

    def __getitem__(self, place: slice) -> Batch:
        """Give some of its mentions, as a batch."""
        return Batch(*(values[place] for values in vars(self).values()))


@runtime_checkable
class Scorer(Protocol):
    """What a scorer is.

    Optional attributes: ``name``; ``measurement_sd`` and ``transfer_sd``, the errors of its score of one
    mention and from actor to actor, on the scale from -1 to 1, where they have been measured. Those of
    the rules are taken otherwise, which are large.

    A row of NaN says that it cannot tell: the mention is left out. What it makes of a mention must not
    depend on the others of the batch; `polyvocal.testing.check_scorer` tries that.
    """

    def score(self, batch: Batch, /) -> npt.ArrayLike:
        """Return P(negative), P(neutral), P(positive): shape (mentions, 3), rows add up to 1."""
        ...


ScoreFunction: TypeAlias = Callable[[Batch], npt.ArrayLike]
