"""What `polyvocal doctor` says of an installation."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Iterator

from polyvocal import _core
from polyvocal._version import __version__

_REQUIRED = ("numpy", "scipy", "pydantic", "click", "jinja2")
_OPTIONAL = {
    "pandas": "to_pandas()",
    "polars": "to_polars()",
    "pyarrow": "Parquet",
    "zstandard": ".zst files",
    "networkx": "to_networkx()",
}


def _version_of(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _core_finds_a_name() -> bool:
    """Run the core end to end on one sentence."""
    from polyvocal import Study, read_actors, read_corpus

    study = Study(
        read_corpus(["Ann Lee met reporters."]),
        read_actors({"actor": [{"id": "lee", "name": "Ann Lee", "type": "person"}]}),
        progress=False,
    )
    return [str(surface) for surface in study.mentions["surface"]] == ["Ann Lee"]


def diagnose() -> Iterator[tuple[str, str, bool]]:
    """Yield ``(what, value, is it good)`` for each check."""
    yield "polyvocal", __version__, True
    yield "python", platform.python_version(), True
    yield "platform", platform.platform(), True
    yield "icu", _core.icu_version(), True
    yield (
        "cpus",
        str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        True,
    )
    for package in _REQUIRED:
        version = _version_of(package)
        yield package, version or "missing: pip install polyvocal", version is not None
    for package, purpose in _OPTIONAL.items():
        version = _version_of(package)
        yield package, version or f"not installed (only for {purpose})", True
    works = _core_finds_a_name()
    yield "self-test", "a name is found in a sentence" if works else "failed", works
