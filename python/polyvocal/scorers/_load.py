"""Scorers by argument or by name, with the scores they have given."""

from __future__ import annotations

import pickle
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from polyvocal._plugins import load_plugin
from polyvocal.errors import InputError
from polyvocal.scorers import Batch

__all__ = ["PluginScorer", "load_scorer"]

Floats = npt.NDArray[np.float64]
#: What a score may depend on: the mention and its surroundings, not the article it stands in.
Key = tuple[str, int, int, str, str, str, str, str]


class PluginScorer:
    """A scorer with its name, and a memory of what it said of each sentence and target.

    It is pickled with its memory, and with the function where that can be pickled.
    """

    def __init__(
        self,
        name: str,
        score: Callable[[Batch], npt.ArrayLike] | None,
        *,
        measurement_sd: float | None = None,
        transfer_sd: float | None = None,
    ) -> None:
        self.name = name
        self.score = score
        self.measurement_sd = measurement_sd
        self.transfer_sd = transfer_sd
        self.given: object = None
        self.memory: dict[Key, tuple[float, float, float]] = {}

    def __repr__(self) -> str:
        return f"<scorer {self.name!r}>"

    def __getstate__(self) -> dict[str, Any]:
        state = {**vars(self), "given": None}
        try:
            pickle.dumps(self.score)
        except Exception:
            state["score"] = None
        return state


# One wrapper, hence one memory, for a scorer as long as a study has it. The wrapper holds the scorer, so
# that no other object can have its id meanwhile.
_known: weakref.WeakValueDictionary[int, PluginScorer] = weakref.WeakValueDictionary()


def load_scorer(given: object) -> PluginScorer:
    """Take a scorer, a function, or the name of an entry point ("name" or "name:argument").

    Raises
    ------
    InputError
        For what is no scorer.
    UnknownNameError
        When no installed package registers the name.
    """
    if isinstance(given, PluginScorer):
        return given
    if isinstance(given, str):
        return _wrapped(load_plugin("scorer", given, known=("trained", "rules")), given)
    known = _known.get(id(given))
    if known is None:
        known = _wrapped(given, None)
        known.given = given
        _known[id(given)] = known
    return known


def _wrapped(given: Any, name: str | None) -> PluginScorer:
    function = getattr(given, "score", given)
    if isinstance(given, type) or not callable(function):
        shown = given.__name__ if isinstance(given, type) else type(given).__name__
        message = (
            f"{shown} is no scorer; give an object with a method score(batch), a function, "
            '"trained", "rules", or the name of an entry point'
        )
        raise InputError(message)
    own = getattr(given, "name", None) or getattr(given, "__name__", None) or type(given).__name__
    errors = {}
    for key in ("measurement_sd", "transfer_sd"):
        value = getattr(given, key, None)
        if value is not None and not (isinstance(value, (int, float)) and 0 <= value <= 2):
            message = f"scorer {own}: {key} is {value!r}; give a number from 0 to 2"
            raise InputError(message)
        errors[key] = None if value is None else float(value)
    return PluginScorer(name or str(own), function, **errors)
