"""Peak resident memory of this process, resettable (Linux)."""

from __future__ import annotations

from pathlib import Path

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")


def reset_peak() -> None:
    """Let the next `peak_megabytes` speak only of what comes after this call."""
    _CLEAR.write_text("5")


def peak_megabytes() -> float:
    """Peak resident set since the last reset, in MB (10^6 bytes)."""
    line = next(row for row in _STATUS.read_text().splitlines() if row.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6
