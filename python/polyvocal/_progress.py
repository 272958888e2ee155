"""Progress of long work: one line on standard error, only where a person can see it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

ProgressCallback = Callable[[str, int, int], None]
"""Called as ``callback(stage, done, total)``; ``total`` is 0 while it is unknown."""

_MIN_SECONDS_BEFORE_SHOWING = 0.5


def _someone_is_watching() -> bool:
    if sys.stderr is None:
        return False
    in_notebook = "ipykernel" in sys.modules
    return in_notebook or sys.stderr.isatty()


class ProgressLine:
    """Rewrites one line of standard error; silent for work that ends within half a second."""

    def __init__(self) -> None:
        self._stage = ""
        self._began = 0.0
        self._shown = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began, self._shown = stage, now, False
        finished = total > 0 and done >= total
        if now - self._began < _MIN_SECONDS_BEFORE_SHOWING and not self._shown:
            return
        self._shown = True
        share = f"{done / total:4.0%}" if total else f"{done:,}"
        end = "\n" if finished else ""
        sys.stderr.write(f"\r{stage:<32} {share} {end}")
        sys.stderr.flush()


def resolve_progress(progress: bool | ProgressCallback) -> ProgressCallback | None:
    """Turn the public ``progress`` argument into a callback or ``None``.

    ``True`` shows a line in terminals and notebooks and nothing in pipes, ``False`` shows nothing,
    a callable is used as it is.
    """
    if callable(progress):
        return progress
    return ProgressLine() if progress and _someone_is_watching() else None


def stage_callback(
    callback: ProgressCallback | None, stage: str
) -> Callable[[int, int], None] | None:
    """Bind the name of a stage, in the two-argument form that the core calls."""
    if callback is None:
        return None

    def report(done: int, total: int) -> None:
        callback(stage, done, total)

    return report
