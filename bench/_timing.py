"""CPU seconds, wall seconds and peak memory of a piece of work."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench._memory import peak_megabytes, reset_peak

HEAD = f"{'':<52}{'thr':>3}{'CPU s':>9}{'wall s':>9}{'ratio':>8}{'peak MB':>9}"


@dataclass(frozen=True)
class Timed:
    """Best of the rounds; peak above the start."""

    cpu: float
    wall: float
    peak: float
    result: Any


def timed(work: Callable[[], Any], rounds: int = 1) -> Timed:
    """Do the work so many times."""
    cpu, wall, peak, result = np.inf, np.inf, 0.0, None
    for _ in range(rounds):
        result = None
        reset_peak()
        before = peak_megabytes()
        start, cpu_start = time.perf_counter(), time.process_time()
        result = work()
        wall = min(wall, time.perf_counter() - start)
        cpu = min(cpu, time.process_time() - cpu_start)
        peak = peak_megabytes() - before
    return Timed(float(cpu), float(wall), peak, result)


def show(name: str, threads: int, found: Timed, base: float) -> None:
    """Print one row; `base` is the CPU time of ours on one thread."""
    print(
        f"{name:<52}{threads:>3}{found.cpu:>9.2f}{found.wall:>9.2f}{found.cpu / base:>8.1f}"
        f"{found.peak:>9.0f}",
        flush=True,
    )
