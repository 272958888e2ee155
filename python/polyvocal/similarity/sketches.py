"""MinHash sketches: near copies in sets of texts too large to compare."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from polyvocal import _core
from polyvocal._files import load_block, save_block
from polyvocal.corpus import Corpus
from polyvocal.errors import InputError
from polyvocal.matrix import check_name
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from polyvocal.similarity.kinds import Floats, Ints, Progress

__all__ = ["Sketches", "load_sketches", "standard_error"]


def standard_error(equal: npt.ArrayLike, slots: int) -> Floats:
    """Give the standard error of an estimate: that of a share of `slots` draws, never 0."""
    share = (np.asarray(equal, dtype=np.float64) + 2) / (slots + 4)
    error: Floats = np.sqrt(share * (1 - share) / (slots + 4))
    return error


class Sketches:
    """How much texts share, from a few numbers each.

    A text is the set of its runs of words (capitals, punctuation and possessives do not count); two
    texts share the Jaccard index of their sets. A sketch keeps `slots` numbers of 4 bytes, whatever
    the length of the text, and the share of equal ones estimates the index without bias. Sketches
    made in parts, on several machines, merge to what one machine would have made.

    Parameters
    ----------
    slots : int, default 128
        Numbers a sketch, 8 to 65,536. The standard error is at most .5 / sqrt(slots): .044 for 128.
    words : int, default 5
        Words a run, 1 to 32; a text with fewer is one run. 1: the set of words.
    seed : int, default 0
        Sketches of different seeds cannot be compared.

    Notes
    -----
    Fast similarity sketching (Dahlgaard, Knudsen and Thorup 2017): one hash a run, not one for each
    number. `Study.similarity` with ``kind="reuse"`` is exact, aligns and needs the texts; this is
    for sets too large for it.

    Examples
    --------
    >>> from polyvocal.similarity import Sketches
    >>> sketches = Sketches(words=2)
    >>> texts = {
    ...     "a": "The port of Brega was closed on Monday after a strike.",
    ...     "b": "The port of Brega was closed on Monday after a strike, it said.",
    ...     "c": "Rain is expected in the north.",
    ... }
    >>> for row in sketches.update(texts).pairs(threshold=0.5):
    ...     print(row["a"], row["b"], round(row["jaccard"], 2), round(row["error"], 2))
    a b 0.79 0.04
    """

    __slots__ = ("_held",)

    _held: _core.Sketches

    def __init__(self, *, slots: int = 128, words: int = 5, seed: int = 0) -> None:
        if seed < 0:
            message = f"seed is {seed}; give 0 or more"
            raise InputError(message)
        for name, value in (("slots", slots), ("words", words)):
            if value < 1:
                message = f"{name} is {value}; give 1 or more"
                raise InputError(message)
        self._held = _core.Sketches(slots, words, seed)

    def update(
        self,
        texts: Corpus | Mapping[str, str],
        *,
        threads: int | None = None,
        progress: Progress = None,
    ) -> Sketches:
        """Add texts.

        Parameters
        ----------
        texts : Corpus, or dict from id to text
            A text of an id that is there already is united with it: its sketch becomes that of the
            runs of both.
        threads : int, optional
            All CPUs of the process when not given; the result is the same for any number.
        progress : callable, optional
            Called as ``progress(done, total)``.

        Returns
        -------
        Sketches
            This one.
        """
        workers = 0 if threads is None else threads
        if isinstance(texts, Corpus):
            self._held.add_corpus(texts._core, threads=workers, progress=progress)
        elif isinstance(texts, Mapping):
            self._held.add_texts(
                list(texts), list(texts.values()), threads=workers, progress=progress
            )
        else:
            message = f"texts: give a Corpus or a dict from id to text, not {type(texts).__name__}"
            raise InputError(message)
        return self

    def merge(self, other: Sketches) -> Sketches:
        """Add the sketches of another, made with the same options; return this one.

        Raises
        ------
        InputError
            When slots, words or seed differ.
        """
        self._held.merge(other._held)
        return self

    def pairs(
        self,
        threshold: float = 0.5,
        *,
        other: Sketches | None = None,
        recall: float = 0.95,
        max_bytes: int = 2 << 30,
        threads: int | None = None,
        progress: Progress = None,
    ) -> Table:
        """Find the pairs of texts that share most, without comparing all.

        Parameters
        ----------
        threshold : float, default 0.5
            Least estimate of the Jaccard index, in (0, 1]. The lower, the longer it takes.
        other : Sketches, optional
            Only pairs of one text of these and one of the others. No id may be in both.
        recall : float, default 0.95
            A pair at the threshold is found with at least this probability, and one above it more
            often: sketches are cut into bands so that this holds.
        max_bytes : int, default 2 GiB
            Refuse to keep more pairs than fit into so many bytes.
        threads : int, optional
            All CPUs of the process when not given; the result is the same for any number.
        progress : callable, optional
            Called as ``progress(done, total)``.

        Returns
        -------
        Table
            ``a, b`` (ids), ``jaccard`` (estimate in [0, 1]), ``error`` (its standard error, Agresti
            and Coull's: never 0). Texts without words have no partner.

        Raises
        ------
        CapacityError
            When the pairs would take more than `max_bytes`.
        InputError
            For options out of range, and when both hold the same id.
        """
        held, first = self._held, -1
        if other is not None:
            held, first = self._with(other), len(self)
        found = held.pairs(
            threshold=threshold,
            recall=recall,
            first=first,
            max_bytes=max_bytes,
            threads=0 if threads is None else threads,
            progress=progress,
        )
        return self._table(held.ids, found["a"], found["b"], found["equal"])

    def compare(self, a: str, b: str) -> tuple[float, float]:
        """Give the estimate of one pair and its standard error.

        Parameters
        ----------
        a, b : str
            Ids.

        Returns
        -------
        tuple of float
            The Jaccard index, in [0, 1], and its error; NaN when a text has no words.

        Raises
        ------
        UnknownNameError
            For an id that is not there.
        """
        ids = self._held.ids
        left, right = (
            np.array([check_name("document", name, ids)], dtype=np.int32) for name in (a, b)
        )
        row = next(iter(self._table(ids, left, right, self._held.equal_slots(left, right))))
        jaccard, error = (np.nan if row[key] is None else row[key] for key in ("jaccard", "error"))
        return float(jaccard), float(error)

    def _with(self, other: Sketches) -> _core.Sketches:
        both = _core.Sketches.from_bytes(self._held.to_bytes())
        both.merge(other._held)
        if both.size != len(self) + len(other):
            shared = sorted(set(self._held.ids) & set(other._held.ids))
            message = f"the id {shared[0]!r} is in both; give the texts of one side other ids"
            raise InputError(message)
        return both

    def _table(self, ids: list[str], a: Ints, b: Ints, equal: Ints) -> Table:
        empty = equal < 0
        columns: dict[str, Any] = {
            "a": Strings(a, ids),
            "b": Strings(b, ids),
            "jaccard": np.where(empty, np.nan, equal / self.slots),
            "error": np.where(empty, np.nan, standard_error(equal, self.slots)),
        }
        return Table(columns, name="sketches")

    @property
    def slots(self) -> int:
        """Numbers a sketch."""
        return self._held.slots

    @property
    def words(self) -> int:
        """Words a run."""
        return self._held.words

    @property
    def seed(self) -> int:
        """What the hash functions are drawn from."""
        return self._held.seed

    @property
    def ids(self) -> list[str]:
        """Ids in the order in which they came."""
        return self._held.ids

    def to_numpy(self) -> npt.NDArray[np.uint32]:
        """Give the numbers, texts x slots; 2^32 - 1 everywhere for a text without words."""
        return self._held.values

    def to_bytes(self) -> bytes:
        """Give the sketches as one block: magic, version, options, ids, numbers, checksum."""
        return self._held.to_bytes()

    @classmethod
    def from_bytes(cls, block: bytes) -> Sketches:
        """Read what `to_bytes` gave.

        Raises
        ------
        InputError
            When the block is something else, of another version, cut off or damaged.
        """
        made = cls.__new__(cls)
        made._held = _core.Sketches.from_bytes(block)
        return made

    def save(self, path: str | Path) -> Path:
        """Write the sketches to a file, for `load_sketches`; return its path."""
        return save_block(path, self.to_bytes())

    def __len__(self) -> int:
        return self._held.size

    def __repr__(self) -> str:
        return f"<Sketches: {len(self):,} texts, {self.slots} slots, runs of {self.words} words>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Sketches.from_bytes, (self.to_bytes(),)


def load_sketches(path: str | Path) -> Sketches:
    """Read sketches that `Sketches.save` wrote.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    Sketches

    Raises
    ------
    InputError
        When the file cannot be read, is something else, or is cut off or damaged.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> from polyvocal.similarity import Sketches, load_sketches
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Sketches().update({"a": "some words"}).save(pathlib.Path(folder) / "s.pvk")
    ...     len(load_sketches(path))
    1
    """
    return load_block(path, Sketches.from_bytes)
