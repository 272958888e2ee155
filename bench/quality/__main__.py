"""Command line of the quality benchmarks: prints a table and, as the last line, JSON."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
from pathlib import Path

import bench.quality


def available() -> list[str]:
    """Names of the benchmarks: the modules of this package."""
    names = [m.name for m in pkgutil.iter_modules(bench.quality.__path__)]
    return sorted(name for name in names if not name.startswith("_"))


def print_table(result: dict[str, object], indent: int = 0) -> None:
    """Print nested results as an indented two-column table."""
    for key, value in result.items():
        pad = "  " * indent
        if isinstance(value, dict):
            print(f"{pad}{key}")
            print_table(value, indent + 1)
        else:
            shown = f"{value:.4f}" if isinstance(value, float) else str(value)
            print(f"{pad}{key:<{36 - len(pad)}} {shown}")


def main() -> None:
    """Run one benchmark."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("name", choices=available())
    parser.add_argument("path", type=Path, help="file or folder of the data set")
    arguments = parser.parse_args()
    if not arguments.path.exists():
        parser.error(f"{arguments.path}: no such file or folder")
    result = importlib.import_module(f"bench.quality.{arguments.name}").run(arguments.path)
    print_table(result)
    print(json.dumps(result, sort_keys=True))


if __name__ == "__main__":
    main()
