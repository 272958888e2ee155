"""A long actors file: how long reading it, compiling it and finding its actors take.

    python -m bench.actors_file [CORPUS ...] [--lines 400000] [--format csv] [--threads 1] [--json FILE]

Without a corpus the sample articles are searched. Names are invented: persons of given name and
surname made of syllables, and bodies named after places. The same lines give the same file.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polyvocal as pv
from bench._memory import peak_megabytes, reset_peak
from polyvocal import _core

_SEED = 3
# fmt: off
_STARTS = (
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "t", "v", "w", "z", "al", "ben",
    "bra", "ch", "dr", "el", "gr", "ib", "kh", "kr", "mak", "os", "sh", "st", "tr", "vl", "y"
)
_MIDDLES = ("a", "e", "i", "o", "u", "aa", "ai", "ei", "ou")
_INNER = (
    "b", "d", "f", "g", "l", "m", "n", "r", "s", "t", "v", "z", "dd", "kh", "ll", "mm", "nd",
    "nk", "nn", "rk", "rt", "sh", "ss", "st"
)
_ENDS = (
    "a", "i", "o", "an", "ar", "ed", "en", "er", "ev", "ez", "i", "im", "in", "is", "ov", "son",
    "ski", "ti", "ya"
)
# fmt: on
_BODIES = (
    ("{} Bank", "organisation"),
    ("{} Liberation Army", "armed"),
    ("Council of {}", "government"),
    ("{} Broadcasting Corporation", "outlet"),
    ("{} Workers' Party", "party"),
    ("University of {}", "organisation"),
)
_PERSONS = 0.7  # of the lines
_WITH_ALIAS = 0.2


def _word(draw: random.Random) -> str:
    inner = "".join(
        draw.choice(_MIDDLES) + draw.choice(_INNER) for _ in range(draw.choice((1, 1, 2, 2, 3)))
    )
    return (draw.choice(_STARTS) + inner + draw.choice(_ENDS)).capitalize()


def _words(draw: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[_word(draw)] = None
    return list(found)


def make_rows(count: int) -> Iterator[dict[str, str]]:
    """Invent actors: one row each, as `pv.read_actors` takes them.

    A tenth as many different surnames as persons, a hundredth as many given names.
    """
    draw = random.Random(_SEED)
    given = _words(draw, 20 + count // 100)
    surnames = _words(draw, 20 + count // 5)
    places = _words(draw, 20 + count // 20)
    for i in range(count):
        if draw.random() < _PERSONS:
            middle = f" {draw.choice(given)}" if draw.random() < 0.1 else ""
            surname = draw.choice(surnames)
            name, kind = f"{draw.choice(given)}{middle} {surname}", "person"
            alias = f"{draw.choice(given)} {surname}"
        else:
            pattern, kind = draw.choice(_BODIES)
            place = draw.choice(places)
            name, alias = pattern.format(place), f"{place} {draw.choice(places)}"
        aliases = alias if draw.random() < _WITH_ALIAS else ""
        faction = draw.choice(("north", "south", ""))
        yield {"id": f"a{i}", "name": name, "type": kind, "faction": faction, "aliases": aliases}


def write_csv(rows: Iterator[dict[str, str]], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["id", "name", "type", "faction", "aliases"])
        table.writeheader()
        table.writerows(rows)


def write_toml(rows: Iterator[dict[str, str]], target: Path) -> None:
    with target.open("w", encoding="utf-8") as file:
        for side in ("north", "south"):
            file.write(f'[[faction]]\nid = "{side}"\nname = "{side.capitalize()}"\n\n')
        for row in rows:
            pairs = "".join(f"{key} = {json.dumps(value)}\n" for key, value in row.items() if value)
            file.write(f"[[actor]]\n{pairs}\n")


_TOML_LINES = 6  # of an actor, about
WRITERS = {"csv": (write_csv, 1), "toml": (write_toml, _TOML_LINES)}


def measure(work: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    """CPU seconds of a step, and the peak of memory while it ran."""
    reset_peak()
    begin = time.process_time()
    result = work()
    seconds = time.process_time() - begin
    return {"cpu_s": seconds, "peak_mb": peak_megabytes()}, result


def find(path: Path, corpus: pv.Corpus, threads: int) -> Iterator[dict[str, Any]]:
    """Measure the steps one by one."""
    segments = _core.segment(corpus._core, threads=threads)
    taken, actors = measure(lambda: pv.read_actors(path))
    yield {"step": "read", **taken, "what": f"{len(actors):,} actors"}
    taken, knowledge = measure(actors.to_core)
    yield {"step": "hand over", **taken, "what": ""}
    taken, found = measure(
        lambda: _core.find_mentions(corpus._core, segments, knowledge, threads=threads)
    )
    columns = found.columns(corpus._core, segments)
    yield {"step": "compile and find", **taken, "what": f"{len(columns['actor']):,} mentions"}


def run(path: Path, corpus: pv.Corpus, threads: int) -> Iterator[dict[str, Any]]:
    """Rows of the table, one as soon as it is known."""
    yield from find(path, corpus, threads)

    def study() -> int:
        actors = pv.read_actors(path)
        return len(pv.Study(corpus, actors, threads=threads, progress=False).mentions)

    taken, count = measure(study)
    yield {"step": "all, by Study", **taken, "what": f"{count:,} mentions"}


def main() -> None:
    """Print the table; write JSON when asked."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.actors_file",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    samples = Path(__file__).parents[1] / "seeds"
    parser.add_argument("corpus", nargs="*", type=Path, default=[samples])
    parser.add_argument("--lines", type=int, default=400_000)
    parser.add_argument("--format", choices=sorted(WRITERS), default="csv")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write the actors file here")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    paths = arguments.corpus
    corpus = pv.read_corpus(paths[0] if len(paths) == 1 else paths, progress=False)
    write, lines = WRITERS[arguments.format]
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.keep or Path(folder) / f"actors.{arguments.format}"
        write(make_rows(arguments.lines // lines), path)
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB; {len(corpus):,} articles")
        print(f"{'step':<20}{'CPU s':>8}{'peak MB':>10}")
        rows = []
        for row in run(path, corpus, arguments.threads):
            rows.append(row)
            print(
                f"{row['step']:<20}{row['cpu_s']:>8.2f}{row['peak_mb']:>10.0f}  {row['what']}",
                flush=True,
            )
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
