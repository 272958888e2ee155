"""Time and memory of a piece of work."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from bench._memory import peak_megabytes, reset_peak

__all__ = ["Figures", "timed"]


class Figures(NamedTuple):
    """CPU and wall seconds (best of the rounds), peak MB above the start, and the result."""

    cpu: float
    wall: float
    peak_mb: float
    result: Any


def timed(work: Callable[[], Any], rounds: int = 1) -> Figures:
    """Run some work several times."""
    cpu, wall, peak, result = np.inf, np.inf, 0.0, None
    for _ in range(rounds):
        result = None  # what the round before made is not part of this one's memory
        reset_peak()
        before = peak_megabytes()
        start, cpu_start = time.perf_counter(), time.process_time()
        result = work()
        wall = min(wall, time.perf_counter() - start)
        cpu = min(cpu, time.process_time() - cpu_start)
        peak = peak_megabytes() - before
    return Figures(cpu, wall, peak, result)
