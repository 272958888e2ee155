"""The whole path over a real corpus: seconds, MB/s and peak memory per stage.

    python -m bench.pipeline ARTICLES.jsonl.gz [MORE ...] [--actors FILE | --drafted N] [--threads N] [--json FILE]

Without an actors file, actors are drafted from the corpus itself: the most frequent names found are
cut into two arbitrary factions, which says nothing of anyone but makes every stage do its work.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import polyvocal as pv
from bench._memory import peak_megabytes, reset_peak

_DRAFTED_ACTORS = 40  # the size of a usual study


class Stopwatch:
    """Times named stages and their peak memory."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def __call__(self, stage: str, work: Callable[[], Any]) -> Any:
        """Run ``work`` and keep what it took."""
        reset_peak()
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        self.rows.append(
            {
                "stage": stage,
                "seconds": time.perf_counter() - wall,
                "cpu_seconds": time.process_time() - cpu,
                "peak_mb": peak_megabytes(),
            }
        )
        return result

    def add_rates(self, megabytes: float) -> None:
        """Add MB/s to every row, and a row for all stages together."""
        self.rows.append(
            {
                "stage": "all",
                "seconds": sum(row["seconds"] for row in self.rows),
                "cpu_seconds": sum(row["cpu_seconds"] for row in self.rows),
                "peak_mb": max(row["peak_mb"] for row in self.rows),
            }
        )
        for row in self.rows:
            row["mb_per_s"] = megabytes / row["seconds"]


def draft_actors(corpus: pv.Corpus, count: int) -> pv.Actors:
    """Make actors of the most frequent names of the corpus, in two arbitrary factions."""
    sample = corpus.filter(np.arange(len(corpus)) % 20 == 0)
    study = pv.Study(sample, pv.read_actors({}), progress=False)
    found = study.candidates.sort("count", descending=True)
    names = [str(name) for name in found["name"]][:count]
    return pv.read_actors(
        {
            "faction": [{"id": "a", "name": "First"}, {"id": "b", "name": "Second"}],
            "actor": [
                {"id": f"n{i}", "name": name, "type": "other", "faction": "ab"[i % 2]}
                for i, name in enumerate(names)
            ],
        }
    )


def run_stages(
    paths: list[Path], actors_path: Path | None, count: int, threads: int | None
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Run every stage once; return the timings and what was found."""
    watch = Stopwatch()
    corpus = watch("read", lambda: pv.read_corpus(paths, progress=False))
    actors = pv.read_actors(actors_path) if actors_path else draft_actors(corpus, count)
    study = pv.Study(corpus, actors, threads=threads, progress=False)
    watch("segment", lambda: study._segments)
    watch("actors", lambda: study._mentions)
    watch("voice", lambda: study._voices)
    mentions = watch("mentions table", lambda: study.mentions)
    watch("cooccurrence sentence", lambda: study.cooccurrence(unit="sentence").counts)
    watch("cooccurrence document", lambda: study.cooccurrence(unit="document").counts)
    watch("stance document", lambda: study.stance(by="document").table)
    watch("stance outlet", lambda: study.stance(by="outlet").table)
    watch("alignment", lambda: study.alignment().table)
    for kind in ("words", "actors", "reuse"):
        watch(f"similarity {kind}", lambda kind=kind: study.similarity(kind=kind).table())
    watch("similarity outlets", lambda: study.similarity(of="outlet", kind="words").table())
    watch.add_rates(corpus.text_bytes / 1e6)
    found = {"articles": len(corpus), "text_bytes": corpus.text_bytes, "mentions": len(mentions)}
    return watch.rows, found


def main() -> None:
    """Print the table; write JSON when asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.pipeline", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--actors", type=Path)
    parser.add_argument("--drafted", type=int, default=_DRAFTED_ACTORS, metavar="N")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    rows, found = run_stages(
        arguments.paths, arguments.actors, arguments.drafted, arguments.threads
    )
    print(
        f"{found['articles']:,} articles, {found['text_bytes'] / 1e6:.1f} MB of text, "
        f"{found['mentions']:,} mentions"
    )
    print(f"{'stage':<24}{'seconds':>9}{'CPU s':>9}{'MB/s':>9}{'peak MB':>10}")
    for row in rows:
        print(
            f"{row['stage']:<24}{row['seconds']:>9.2f}{row['cpu_seconds']:>9.2f}"
            f"{row['mb_per_s']:>9.0f}{row['peak_mb']:>10.0f}"
        )
    if arguments.json:
        arguments.json.write_text(json.dumps({**found, "stages": rows}, indent=2) + "\n")


if __name__ == "__main__":
    main()
