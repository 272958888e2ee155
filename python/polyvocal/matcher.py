"""A list of names, found in any text at the speed of memory.

>>> import polyvocal as pv
>>> matcher = pv.Matcher({"Khalifa Haftar": "haftar", "LNA": "lna"})
>>> found = matcher.find("Gen. Khalifa Haftar's LNA")
>>> found["surface"].tolist(), found["start"].tolist(), found["id"].tolist()
(['Khalifa Haftar', 'LNA'], [5, 22], ['haftar', 'lna'])
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal._files import load_block, save_block
from polyvocal.actors import Actors
from polyvocal.actors._schema import CasePolicy
from polyvocal.actors._surfaces import names_of
from polyvocal.corpus import Corpus
from polyvocal.errors import InputError
from polyvocal.table import Strings, Table

__all__ = ["Matcher", "Overlap", "load_matcher"]

Overlap: TypeAlias = Literal["longest", "nested", "all"]

_CASES: tuple[CasePolicy, ...] = get_args(CasePolicy)
_NO_NUMBERS: npt.NDArray[np.int64] = np.empty(0, np.int64)


class Matcher:
    """Names compiled once, to be found in raw text. Immutable; threads may share it.

    A name is found as whole words: word by word the same letters, whatever their accents, full
    stops and marks of direction. Between two words the text may have white space with at most one
    line break, a hyphen, or the full stop of an abbreviation of up to four letters where the name
    has any of these; other signs ("&") must be the same. A possessive ending is left out of the
    match.

    Parameters
    ----------
    names : sequence of str, or mapping of str to str or int
        The names; a mapping gives their ids too. A name may occur several times: each is returned.
        Single letters and words of the language are allowed; give them ``case="exact"``.
    ids : sequence of str or of int, optional
        One for each name, not necessarily different. By default the position of the name.
    case : {"smart", "exact", "insensitive"} or sequence of these
        For all names or one for each. ``smart``: the capitals of the name must be capitals in the
        text, its small letters may be either ("Haftar" is found in "HAFTAR", not in "haftar").
        ``exact``: every word as listed, letter by letter. ``insensitive``: any case.
    overlap : {"longest", "nested", "all"}
        What is given of matches that overlap. ``longest``: from left to right the longest.
        ``nested``: these, and all that lie inside one of them. ``all``: every match.
    plurals : bool or sequence of bool
        Whether names are found with an s at the end, too ("Hafters" no, "Haftars" yes).

    Raises
    ------
    InputError
        When a name has no letter or digit, or options do not fit; the message says which.
    EncodingError
        When a name has half of a surrogate pair.

    See Also
    --------
    load_matcher : Read a matcher back from a file.

    Examples
    --------
    >>> import polyvocal as pv
    >>> len(pv.Matcher(["Ann Lee", "U.N."]).find(["ANN-LEE, of the UN", "ann lee"]))
    2
    """

    __slots__ = ("_core",)

    _core: _core.Matcher

    def __init__(
        self,
        names: Sequence[str] | Mapping[str, str] | Mapping[str, int],
        ids: Sequence[str] | Sequence[int] | npt.NDArray[Any] | None = None,
        *,
        case: CasePolicy | Sequence[CasePolicy] = "smart",
        overlap: Overlap = "longest",
        plurals: bool | Sequence[bool] = False,
    ) -> None:
        if isinstance(names, Mapping):
            if ids is not None:
                message = "ids: a mapping of names has them already; leave ids out"
                raise InputError(message)
            ids = list(names.values())  # type: ignore[assignment]
        elif isinstance(names, (str, bytes)):
            message = "names: give a list of names, not one string"
            raise InputError(message)
        listed = _only_str(names, "names")
        values, labels = _packed_ids(ids, len(listed))
        self._core = _core.Matcher(
            listed,
            _case_codes(case, len(listed)),
            np.asarray(_for_each(plurals, len(listed), "plurals"), dtype=np.uint8),
            overlap,
            values,
            labels,
        )

    @classmethod
    def from_actors(
        cls, actors: Actors, *, overlap: Overlap = "longest", plurals: bool = False
    ) -> Matcher:
        """Compile the names of actors, each with its own case policy; ids are those of the actors.

        These are the names as listed (with aliases, acronyms, demonyms, capitals, descriptions):
        what `Study` derives from them and resolves by context is not in it.
        """
        rows = [
            (surface, actor.id, case) for actor in actors for surface, _, case in names_of(actor)
        ]
        return cls(
            [row[0] for row in rows],
            [row[1] for row in rows],
            case=[row[2] for row in rows],
            overlap=overlap,
            plurals=plurals,
        )

    def find(self, texts: str | Sequence[str] | Corpus, *, threads: int | None = None) -> Table:
        """Find the names in a text, several texts or the articles of a corpus.

        Parameters
        ----------
        texts : str, sequence of str, or Corpus
            Where to look.
        threads : int, optional
            How many work at a time, text by text; by default as many as there are processors.
            The result is the same for any number.

        Returns
        -------
        Table
            A row for each name found: ``document`` (id of the article of a corpus, else position
            of the text), ``start`` and ``end`` in characters of the text as given, ``surface``
            (the text between them) and ``id``. In order of texts, starts, the longer first; names
            at one place in the order of the list.

        Raises
        ------
        EncodingError
            When a text has half of a surrogate pair.

        Examples
        --------
        >>> import polyvocal as pv
        >>> found = pv.Matcher(["Lee", "Ann Lee"], overlap="nested").find("Ann Lee")
        >>> found["surface"].tolist()
        ['Ann Lee', 'Lee']
        """
        workers = 0 if threads is None else threads
        if isinstance(texts, Corpus):
            columns = self._core.find_in_corpus(texts._core, threads=workers)
            document: Any = Strings(columns["document"], texts._core.ids())
        else:
            listed = [texts] if isinstance(texts, str) else _only_str(texts, "texts")
            columns = self._core.find_in_texts(listed, threads=workers)
            document = columns["document"]
        return Table(
            {
                "document": document,
                "start": columns["start"],
                "end": columns["end"],
                "surface": Strings(columns["surface"], columns["surfaces"]),
                "id": self._ids_of(columns["name"]),
            },
            name="names",
        )

    def _ids_of(self, names: npt.NDArray[np.int32]) -> npt.NDArray[np.int64] | Strings:
        values = self._core.ids
        found = names.astype(np.int64) if len(values) == 0 else values[names]
        labels = self._core.labels
        return Strings(found, labels) if labels else found

    def __len__(self) -> int:
        return self._core.size

    def __repr__(self) -> str:
        return f"<Matcher: {len(self):,} names, {self.nbytes / 1e6:.1f} MB>"

    @property
    def names(self) -> list[str]:
        """The names as they are looked for.

        Without what stands before the first and after the last word, white space as one space.
        """
        return self._core.surfaces()

    @property
    def overlap(self) -> Overlap:
        """Which of overlapping matches are given."""
        return self._core.overlap

    @property
    def nbytes(self) -> int:
        """Memory that the compiled names take, in bytes."""
        return self._core.nbytes

    def save(self, path: str | Path) -> Path:
        """Write the compiled names to a file, for `load_matcher`; return its path."""
        return save_block(path, self._core.to_bytes())

    def __reduce__(self) -> tuple[Any, ...]:
        return _from_bytes, (self._core.to_bytes(),)


def load_matcher(path: str | Path) -> Matcher:
    """Read a matcher that `Matcher.save` wrote.

    Raises
    ------
    InputError
        When the file cannot be read, is something else, or is cut off or damaged.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> import polyvocal as pv
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pv.Matcher(["Ann Lee"]).save(pathlib.Path(folder) / "names.pvm")
    ...     len(pv.load_matcher(path))
    1
    """
    return load_block(path, _from_bytes)


def _from_bytes(block: bytes) -> Matcher:
    made = Matcher.__new__(Matcher)
    made._core = _core.Matcher.from_bytes(block)
    return made


def _only_str(values: object, what: str) -> list[str]:
    listed: list[str]
    try:
        listed = list(values)  # type: ignore[call-overload]
    except TypeError:
        message = f"{what}: expected a sequence of str, got {type(values).__name__}"
        raise InputError(message) from None
    for i, value in enumerate(listed):
        if not isinstance(value, str):
            message = f"{what}[{i}]: expected str, got {type(value).__name__}"
            raise InputError(message)
    return listed


def _for_each(value: Any, count: int, what: str) -> list[Any]:
    if isinstance(value, (str, bool)):
        return [value] * count
    values = list(value)
    if len(values) != count:
        message = f"{what}: {len(values)} for {count} names; give one for all or one for each"
        raise InputError(message)
    return values


def _case_codes(case: Any, count: int) -> npt.NDArray[np.uint8]:
    codes = {name: code for code, name in enumerate(_CASES)}
    try:
        return np.array([codes[name] for name in _for_each(case, count, "case")], dtype=np.uint8)
    except (KeyError, TypeError):
        message = f"case: use {', '.join(_CASES)} for all names, or a list with one of these each"
        raise InputError(message) from None


def _packed_ids(ids: Any, count: int) -> tuple[npt.NDArray[np.int64], Sequence[str]]:
    """Give the ids as numbers, or as places in a list of labels."""
    if ids is None:
        return _NO_NUMBERS, ()
    values = ids.tolist() if isinstance(ids, np.ndarray) else list(ids)
    if len(values) != count:
        message = f"ids: {len(values)} for {count} names; give one for each"
        raise InputError(message)
    if all(isinstance(value, str) for value in values):
        packed = Strings.encode(values)
        return packed.codes.astype(np.int64), packed.values
    if all(isinstance(value, (int, np.integer)) for value in values):
        try:
            return np.array([int(value) for value in values], dtype=np.int64), ()
        except OverflowError:
            message = "ids: a number does not fit 64 bits"
            raise InputError(message) from None
    message = "ids: give str for all names or int for all names"
    raise InputError(message)
