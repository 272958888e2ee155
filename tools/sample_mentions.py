"""Draw sentences with a named person, group or place from unlabelled news, for a teacher to label.

PYTHONPATH=build/rel/python:. python tools/sample_mentions.py --news abp-00.jsonl.gz abp-01.jsonl.gz abp-02.jsonl.gz \
    --count 200000 --out mentions.jsonl.gz

A line of the result has text (a sentence), and start and end (code points) of one name that the
core's own discovery found; of the names of a sentence one is drawn. The seed fixes the draw and
the order of the lines. With --conflict only sentences with a word of armed conflict are drawn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import polyvocal as pv

WORDS = (6, 60)  # of a sentence
PLACES_KEPT = 0.4  # of the sentences with a place: most say nothing about it
ARTICLES = 1500  # read at a time
CONFLICT = re.compile(
    r"\b(wars?|troops?|rebels?|insurgents?|militants?|militias?|fighters?|soldiers?|air ?strikes?"
    r"|bomb\w*|shell(?:ed|ing)|offensives?|cease-?fires?|truce|front ?lines?|jihadis\w*"
    r"|terrorists?|armed|army|forces|invasion|invad\w+|occup\w+|hostages?|massacres?|missiles?"
    r"|rockets?|drones?|peace (?:talks|deal|process)|sieges?|besieged|captured|seized|stronghold"
    r"|military|annex\w+|coup|regime|separatists?|peacekeep\w+|refugees?|sanctions)\b",
    re.IGNORECASE,
)


def articles(news: Sequence[Path]) -> Iterator[list[dict[str, Any]]]:
    """Batches of articles."""
    held: list[dict[str, Any]] = []
    for file in news:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                held.append({"id": str(len(held)), "text": record["text"], "language": "en"})
                if len(held) == ARTICLES:
                    yield held
                    held = []
    if held:
        yield held


def sentences(
    batch: list[dict[str, Any]], rng: np.random.Generator, *, conflict: bool
) -> list[dict[str, Any]]:
    """Every fit sentence with one of its names."""
    study = pv.Study(pv.read_corpus(batch), pv.read_actors([]), progress=False)
    names = study.candidate_mentions
    spans = study._segments.sentence_spans(study.corpus._core)
    document = {identifier: i for i, identifier in enumerate(study.corpus.ids)}
    first = np.searchsorted(spans["document"], np.arange(len(document) + 1))
    found: dict[int, list[tuple[int, int, str]]] = {}
    for row in names:
        d = document[row["document"]]
        within = spans["start"][first[d] : first[d + 1]]
        s = int(first[d] + np.searchsorted(within, row["start"], side="right") - 1)
        if row["end"] <= spans["end"][s]:
            found.setdefault(s, []).append((row["start"], row["end"], row["type"]))
    rows = []
    for s, places in sorted(found.items()):
        begin, end = int(spans["start"][s]), int(spans["end"][s])
        text = study.corpus.text(int(spans["document"][s]))[begin:end]
        if not WORDS[0] <= len(text.split()) <= WORDS[1]:
            continue
        if conflict and not CONFLICT.search(text):
            continue
        start, stop, kind = places[rng.integers(len(places))]
        if kind == "place" and not conflict and rng.random() > PLACES_KEPT:
            continue
        rows.append({"text": text, "start": start - begin, "end": stop - begin, "type": kind})
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--news", type=Path, nargs="+", required=True, help="JSONL.gz with text")
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--conflict", action="store_true", help="only of armed conflict")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="JSONL.gz")
    arguments = parser.parse_args()
    rng = np.random.default_rng(arguments.seed)
    rows = [
        row
        for batch in articles(arguments.news)
        for row in sentences(batch, rng, conflict=arguments.conflict)
    ]
    drawn = rng.permutation(len(rows))[: arguments.count]
    with gzip.open(arguments.out, "wt", encoding="utf-8") as lines:
        for i in drawn:
            lines.write(json.dumps(rows[i], ensure_ascii=False) + "\n")
    print(f"{arguments.out}: {len(drawn):,} of {len(rows):,} sentences")


if __name__ == "__main__":
    main()
