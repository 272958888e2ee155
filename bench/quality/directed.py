"""DSE: who speaks well or ill of whom, for two marked names of a sentence.

`python -m bench.quality directed PATH`, a folder with train.txt and valid.txt. Rows of valid.txt whose
sentence occurs in train.txt are left out, as are rows without two places for the names. The answer is the
statement that `Study.alignment` reads from the sentence; nothing is trained or tuned on it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

import polyvocal as pv

LABELS = ("neutral", "p for q", "q for p", "p against q", "q against p")
MARKS = re.compile(r"[\[\]]")

Row = tuple[str, str, str, int]  # sentence, p, q, label


def read_rows(path: Path) -> list[Row]:
    """Rows whose two names are names: they differ and begin with a letter."""
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) != 4:
            continue
        p, q = (name.strip(" .,'’") for name in fields[1:3])
        if p != q and p[:1].isalpha() and q[:1].isalpha():
            rows.append((MARKS.sub("", fields[0]), p, q, int(fields[3])))
    return rows


def label_of(text: str, p: str, q: str) -> int:
    """Label of the strongest statement between the two; 0 when the sentence states none."""
    actors = pv.read_actors(
        [{"id": i, "name": name, "type": "organisation"} for i, name in (("p", p), ("q", q))]
    )
    corpus = pv.read_corpus([{"id": "s", "text": text, "language": "en"}])
    stated = pv.Study(corpus, actors, progress=False).alignment().statements()
    sums: Counter[tuple[str, str]] = Counter()
    columns = (stated[name].tolist() for name in ("source", "target", "sign"))
    for source, target, sign in zip(*columns, strict=True):
        sums[source, target] += sign
    pair = max((("p", "q"), ("q", "p")), key=lambda key: abs(sums[key]))
    if sums[pair] == 0:
        return 0
    return (1 if sums[pair] > 0 else 3) + (pair == ("q", "p"))


def f1_of(gold: npt.NDArray[np.int64], found: npt.NDArray[np.int64], label: int) -> float:
    hits = np.sum((gold == label) & (found == label))
    return float(2 * hits / max(1, np.sum(gold == label) + np.sum(found == label)))


def run(path: Path) -> dict[str, object]:
    """Read the statements of every sentence by itself."""
    known = {text for text, *_ in read_rows(path / "train.txt")}
    rows = [row for row in read_rows(path / "valid.txt") if row[0] not in known]
    gold = np.array([row[3] for row in rows])
    found = np.array([label_of(*row[:3]) for row in rows])
    parts = {name: f1_of(gold, found, i) for i, name in enumerate(LABELS)}
    return {
        "rows": len(rows),
        "macro_f1": float(np.mean(list(parts.values()))),
        "accuracy": float(np.mean(gold == found)),
        "accuracy of always neutral": float(np.mean(gold == 0)),
        "share stated": float(np.mean(found > 0)),
        "f1": parts,
    }
