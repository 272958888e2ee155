"""Whole names: how likely two of them mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, overload

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import InputError, unknown_name

__all__ = ["name_similarity"]

Kind = Literal["person", "organisation"]
_KINDS = {"person": 1, "organisation": 2}


# A string is itself a sequence of strings: hence the overlap.
@overload
def name_similarity(a: str, b: str, *, kind: Kind | None = None) -> float: ...  # type: ignore[overload-overlap]
@overload
def name_similarity(
    a: Sequence[str], b: Sequence[str], *, kind: Kind | None = None
) -> npt.NDArray[np.float64]: ...
def name_similarity(
    a: str | Sequence[str], b: str | Sequence[str], *, kind: Kind | None = None
) -> float | npt.NDArray[np.float64]:
    """Say how likely two whole names mean the same.

    Words are paired in any order by how alike they are spelt and sound, with the costs that the actor
    stage uses for other spellings. Titles and legal forms count little ("OOO" is "LLC"), particles
    little ("bin", "ibn"), initials stand for names that begin with them, "Al Qaeda" is "Alqaeda",
    "First" is "1st". Other scripts are romanised; Arabic and Hebrew are compared by consonants.

    Parameters
    ----------
    a, b
        Names: two, or as many on either side, or one and many.
    kind
        What the names are of: "person" or "organisation" (a company, a body, a ship). Persons have
        initials, middle names and surnames before a comma. If not given it is told from the words.

    Returns
    -------
    float or numpy.ndarray
        In [0, 1], one for each pair, the same in both directions. 1 means that the names differ in
        nothing that counts, not that they must be one person's. On a published set of hard pairs .6
        parts the same from others best.

    Raises
    ------
    InputError
        If the lists differ in length and neither has one name, or if something in them is no name.
    UnknownNameError
        If `kind` is none of those.

    Notes
    -----
    Pairing words and weighing what is left over is an old idea of record linkage, found in Monge and
    Elkan, "The field matching problem" (KDD 1996), and in the matchers of sanctions lists.

    Examples
    --------
    >>> import polyvocal as pv
    >>> pv.name_similarity("Sarraj, Fayez", "Fayiz al-Serraj", kind="person") > 0.6
    True
    >>> pv.name_similarity("Ahmed Hassan", ["Ahmad Hasan", "Mahmoud Hussein"]) > 0.6
    array([ True, False])
    """
    if kind is not None and kind not in _KINDS:
        raise unknown_name("kind", kind, _KINDS)  # noqa: EM101  (a kind, not a message)
    left, right = [a] if isinstance(a, str) else list(a), [b] if isinstance(b, str) else list(b)
    for name in (*left, *right):
        if not isinstance(name, str):
            message = f"a name must be a string, not {type(name).__name__}"
            raise InputError(message)
    scores = _core.name_similarities(left, right, _KINDS[kind] if kind else 0)
    return float(scores[0]) if isinstance(a, str) and isinstance(b, str) else scores
