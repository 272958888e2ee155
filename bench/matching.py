"""Names in raw text: the matcher beside other libraries, in one run and on one thread.

    python -m bench.matching ARTICLES.jsonl.gz [MORE ...] [--sizes 1000,100000] [--peer-mb 20] [--json FILE]

Names are the capitalised rows of two to four words of the articles, the frequent first; a list that
is longer than these is filled up with pairs of their words. Before anything is timed, the matcher
must find what pyahocorasick finds at the same words. Libraries that are not installed are left out
(`uv sync --group bench` or `pip install --group bench`).
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polyvocal as pv

_NAME = re.compile(r"[A-Z][A-Za-z0-9]+(?: [A-Z][A-Za-z0-9]+)+")
_CHECKED_MB = 2
_CHECKED_NAMES = 10_000
_LONGEST = 4  # words

Search = Callable[[list[str]], int]


def list_names(texts: list[str], count: int) -> list[str]:
    """List the most frequent names of the texts, and pairs of their words when these are too few."""
    counts: Counter[str] = Counter()
    for text in texts:
        for run in _NAME.findall(text):
            words = run.split(" ")
            for size in range(2, _LONGEST + 1):
                counts.update(" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    names = sorted(counts, key=lambda name: (-counts[name], name))[:count]
    known = set(names)
    words = sorted({word for name in names for word in name.split(" ")})
    draw = random.Random(1)
    while len(names) < count:
        name = f"{draw.choice(words)} {draw.choice(words)}"
        if name not in known:
            known.add(name)
            names.append(name)
    return names


# -- the libraries: each builds a search from names; a search returns how much it found -------------


def with_polyvocal(names: list[str]) -> Search:
    matcher = pv.Matcher(names)
    return lambda texts: len(matcher.find(texts, threads=1))


def _in_corpus(names: list[str], corpus: pv.Corpus) -> Search:
    matcher = pv.Matcher(names)
    return lambda _: len(matcher.find(corpus, threads=1))


def with_pyahocorasick(names: list[str]) -> Search:
    automaton = importlib.import_module("ahocorasick").Automaton()
    for i, name in enumerate(names):
        automaton.add_word(name, i)
    automaton.make_automaton()
    return lambda texts: sum(len(list(automaton.iter_long(text))) for text in texts)


def with_ahocorasick_rs(names: list[str]) -> Search:
    module = importlib.import_module("ahocorasick_rs")
    automaton = module.AhoCorasick(names, matchkind=module.MatchKind.LeftmostLongest)
    return lambda texts: sum(len(automaton.find_matches_as_indexes(text)) for text in texts)


def with_daachorse(names: list[str]) -> Search:
    module = importlib.import_module("daachorse")
    automaton = module.CharwiseDoubleArrayAhoCorasick(
        names, match_kind=module.MATCH_KIND_LEFTMOST_LONGEST
    )
    return lambda texts: sum(len(automaton.find(text)) for text in texts)


def with_hyperscan(names: list[str]) -> Search:
    module = importlib.import_module("hyperscan")
    database = module.Database(mode=module.HS_MODE_BLOCK)
    escaped = [re.escape(name).encode() for name in names]
    database.compile(expressions=escaped, ids=list(range(len(names))), flags=[0] * len(names))
    scratch = module.Scratch(database)
    database.scratch = scratch

    def search(texts: list[str]) -> int:
        ends: deque[int] = deque()
        for text in texts:
            database.scan(
                text.encode(), match_event_handler=lambda _i, _s, end, *_: ends.append(end)
            )
        return len(ends)

    return search


def with_flashtext(names: list[str]) -> Search:
    processor = importlib.import_module("flashtext").KeywordProcessor(case_sensitive=True)
    processor.add_keywords_from_list(names)
    return lambda texts: sum(
        len(processor.extract_keywords(text, span_info=True)) for text in texts
    )


def with_spacy(names: list[str]) -> Search:
    spacy = importlib.import_module("spacy")
    nlp = spacy.blank("en")
    nlp.max_length = 1 << 30
    matcher = importlib.import_module("spacy.matcher").PhraseMatcher(nlp.vocab)
    matcher.add("name", [nlp.make_doc(name) for name in names])
    return lambda texts: sum(len(matcher(nlp.make_doc(text))) for text in texts)


# With how many names each is worth waiting for.
PEERS: dict[str, tuple[Callable[[list[str]], Search], int]] = {
    "pyahocorasick": (with_pyahocorasick, 1_000_000),
    "ahocorasick_rs": (with_ahocorasick_rs, 1_000_000),
    "daachorse": (with_daachorse, 1_000_000),
    "hyperscan": (with_hyperscan, 10_000),
    "flashtext": (with_flashtext, 100_000),
    "spaCy PhraseMatcher": (with_spacy, 100_000),
}


def check_equal(texts: list[str], names: list[str]) -> int:
    """Compare with pyahocorasick where the two mean the same: names as listed, at whole words."""
    automaton = importlib.import_module("ahocorasick").Automaton()
    for i, name in enumerate(names):
        automaton.add_word(name, i)
    automaton.make_automaton()
    expected = []
    for document, text in enumerate(texts):
        words = pv._core.tokenize(text)
        starts = {start for start, _ in words}
        ends = {end for _, end in words}
        ends |= {end - 2 for _, end in words if text[end - 2 : end] in {"'s", "’s", "'S", "’S"}}
        for last, i in automaton.iter(text):
            start = last + 1 - len(names[i])
            if start in starts and last + 1 in ends:
                expected.append((document, start, last + 1))
    found = pv.Matcher(names, case="exact", overlap="all").find(texts, threads=1)
    columns = (found[name].tolist() for name in ("document", "start", "end", "surface", "id"))
    rows = [row[:3] for row in zip(*columns, strict=True) if row[3] == names[row[4]]]
    if sorted(rows) != sorted(expected):
        message = f"{len(rows)} names found, {len(expected)} expected; first differences: " + str(
            sorted(set(rows) ^ set(expected))[:5]
        )
        raise AssertionError(message)
    return len(rows)


def cpu_seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def part_of(texts: list[str], megabytes: float) -> list[str]:
    """So many texts from the start."""
    size = 0
    for i, text in enumerate(texts):
        size += len(text.encode())
        if size >= megabytes * 1e6:
            return texts[: i + 1]
    return texts


def measure(
    texts: list[str], names: list[str], build: Callable[[list[str]], Search], times: int
) -> dict[str, float]:
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    build_seconds, search = cpu_seconds(lambda: build(names))
    rounds = [cpu_seconds(lambda: search(texts)) for _ in range(times)]
    seconds = min(taken for taken, _ in rounds)
    return {"build_s": build_seconds, "mb_per_s": megabytes / seconds, "found": rounds[0][1]}


def run(
    corpus: pv.Corpus, texts: list[str], sizes: list[int], peer_mb: float
) -> Iterator[dict[str, Any]]:
    """Rows of the table, one as soon as it is known."""
    names = list_names(texts, max(sizes))
    some = part_of(texts, peer_mb)
    for size in sizes:
        listed = names[:size]
        row = measure(texts, listed, with_polyvocal, 3)
        held = pv.Matcher(listed).nbytes / size
        yield {"names": size, "library": "polyvocal", **row, "bytes_per_name": held}
        row = measure(texts, listed, lambda names: _in_corpus(names, corpus), 3)
        yield {"names": size, "library": "polyvocal, Corpus", **row, "bytes_per_name": held}
        for name, (build, most) in PEERS.items():
            if size > most:
                continue
            try:
                row = measure(some, listed, build, 1)
            except ImportError as error:
                print(f"{name} is left out: {error}")
                continue
            yield {"names": size, "library": name, **row}


def main() -> None:
    """Print the table; write JSON when asked."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.matching",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--peer-mb", type=float, default=20, help="text for the other libraries")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    corpus = pv.read_corpus(arguments.paths, progress=False)
    texts = [document.text for document in corpus]
    print(f"{len(texts):,} texts, {corpus.text_bytes / 1e6:.1f} MB")
    try:
        checked = part_of(texts, _CHECKED_MB)
        equal = check_equal(checked, list_names(checked, _CHECKED_NAMES))
        print(f"equal to pyahocorasick at whole words: {equal:,} names")
    except ImportError as error:
        print(f"not compared with pyahocorasick: {error}")
    print(f"{'names':>9}  {'library':<20}{'build s':>9}{'MB/s':>8}{'found':>10}{'bytes/name':>12}")
    rows = []
    for row in run(
        corpus, texts, [int(size) for size in arguments.sizes.split(",")], arguments.peer_mb
    ):
        rows.append(row)
        held = f"{row['bytes_per_name']:.0f}" if "bytes_per_name" in row else ""
        print(
            f"{row['names']:>9,}  {row['library']:<20}{row['build_s']:>9.2f}"
            f"{row['mb_per_s']:>8.1f}{row['found']:>10,}{held:>12}",
            flush=True,
        )
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
