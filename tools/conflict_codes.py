"""Mentions in sentences of armed conflict, coded by hand: where they are, not what they say.

conflict_codes.csv has the article of Article Bias Prediction, the place of the sentence in its text and
of the name in the sentence (code points), and the label: the view of the outlet or of the quoted
speaker. Who sides with whom, who gains ground, and wishes about others are neutral. Drawn at random
from the sentences with a word of sample_mentions.CONFLICT and a name of a country or party of the
conflicts of 2001 to 2020; coded by one reader, a language model, who saw the sentence around the
name and no score of any kind.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

__all__ = ["LABELS", "Code", "read_codes"]

LABELS = ("negative", "neutral", "positive")


class Code(NamedTuple):
    """A sentence, the name in it, and 0, 1 or 2 for one of LABELS."""

    text: str
    start: int
    end: int
    label: int


def read_codes(codes: Path, news: Sequence[Path]) -> list[Code]:
    """Read the coded mentions, in the order of the file, from the articles (JSONL.gz)."""
    with codes.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    wanted = {row["article"] for row in rows}
    texts = {}
    for file in news:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if record["id"] in wanted:
                    texts[record["id"]] = record["text"]
    if missing := wanted - texts.keys():
        message = f"{codes}: {len(missing)} of its {len(wanted)} articles are in none of {list(map(str, news))}"
        raise SystemExit(message)
    found = []
    for row in rows:
        sentence = texts[row["article"]][int(row["start"]) : int(row["end"])]
        span = int(row["target_start"]), int(row["target_end"])
        found.append(Code(sentence, *span, LABELS.index(row["label"])))
    return found
