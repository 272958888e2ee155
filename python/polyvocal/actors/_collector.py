"""Memory that grows and holds no rings: nothing for Python's garbage collector to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["pause_collector"]


@contextmanager
def pause_collector() -> Iterator[None]:
    """Leave the garbage collector off for a while.

    It looks through all objects again and again while hundreds of thousands are made, two fifths
    of the time that a long list of actors takes to read.

    Examples
    --------
    >>> with pause_collector():
    ...     rows = [(i,) for i in range(1000)]
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
