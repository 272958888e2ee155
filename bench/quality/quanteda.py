"""Counts and measures beside quanteda's: co-occurrence in windows, keyness, collocations.

python -m bench.quality quanteda quanteda/

Data: results of quanteda 4.3.1 and quanteda.textstats 0.97.3 for 14 speeches (``irish2010*``).
Measure: the largest relative difference, from one on downwards absolute. Words are cut here as
quanteda does; their counts are checked against its term matrix first. quanteda adds 1e-9 inside each
logarithm and corrects cells of small expectation by one half before G2: both are done here to its
definition, around our measures.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.cooccurrence import count_words

Floats = npt.NDArray[np.float64]

_WORD = re.compile(r"[^\W_]+(?:['’.,:\-][^\W_]+)*|\S")
_FLOOR = 1e-9  # quanteda's, inside logarithms


def read_words(path: Path) -> list[list[str]]:
    """Lower-case words and marks of each speech."""
    lines = (path / "irish2010.jsonl").read_text(encoding="utf-8").splitlines()
    return [[w.lower() for w in _WORD.findall(json.loads(line)["text"])] for line in lines]


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of one reference table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def worst(mine: Floats, theirs: Floats) -> float:
    """Largest difference, relative above one."""
    return float(np.max(np.abs(mine - theirs) / np.maximum(1, np.abs(theirs))))


def measure(name: str, n_ij: Floats, n_i: Floats, n_j: Floats, total: float) -> Floats:
    """One measure of many tables: each is a row with one cell."""
    count = len(n_ij)
    rows = [
        _core.associate(
            name,
            np.array([0, 1], dtype=np.int32),
            np.zeros(1, dtype=np.int32),
            n_ij[k : k + 1],
            n_i[k : k + 1],
            n_j[k : k + 1],
            total,
        )[0]
        for k in range(count)
    ]
    return np.array(rows)


def check_words(path: Path, words: list[list[str]]) -> int:
    """Words whose counts differ from the reference's term matrix."""
    names = (path / "irish2010_features.txt").read_text(encoding="utf-8").splitlines()
    lines = (path / "irish2010_dfm.mtx").read_text(encoding="utf-8").splitlines()[2:]
    found: Counter[str] = Counter()
    for line in lines:
        _, column, count = map(int, line.split())
        found[names[column - 1]] += count
    mine = Counter(word for text in words for word in text)
    return sum(found[name] != mine[name] for name in {*found, *mine})


def window_counts(path: Path, words: list[list[str]]) -> dict[str, float]:
    """Compare the 500 largest counts in windows of five."""
    rows = read_rows(path / "irish2010_fcm_w5_top500.csv")
    matrix = count_words(words, window=5).to_matrix()
    mine = np.array([matrix[row["a"], row["b"]] for row in rows])
    return {"pairs": len(rows), "worst": worst(mine, np.array([float(r["n"]) for r in rows]))}


def keyness(path: Path, name: str, column: str) -> dict[str, float]:
    """Words of the first speech against the others."""
    rows = read_rows(path / f"irish2010_keyness_doc1_{name}.csv")
    target = np.array([float(row["n_target"]) for row in rows])
    both = target + np.array([float(row["n_reference"]) for row in rows])
    theirs = np.array([float(row[column]) for row in rows])
    in_target, total = target.sum(), both.sum()
    every = np.full(len(rows), in_target)
    if name == "chi2":
        mine = measure("chi2", target, both, every, total)
    elif name == "lr":
        mine = _likelihood_ratio(target, both, every, total)
    else:
        ratio = measure("association_strength", target, both, every, total)
        mine = np.log(ratio + _FLOOR)
    return {"words": len(rows), "worst": worst(mine, theirs)}


def _likelihood_ratio(n_ij: Floats, n_i: Floats, n_j: Floats, total: float) -> Floats:
    expected = n_i * n_j / total
    smallest = np.minimum(n_i, total - n_i) * np.minimum(n_j, total - n_j) / total
    gap = n_ij - expected
    corrected = n_ij - np.where((smallest < 5) & (np.abs(gap) > 0.5), np.copysign(0.5, gap), 0)
    plain = measure("g2", corrected, n_i, n_j, total)
    # 2 sum O ln(O/E + f) is larger than 2 sum O ln(O/E) by about 2 f sum E.
    return np.copysign(np.abs(plain) + 2 * _FLOOR * total, gap)


def read_clauses(path: Path) -> list[list[str]]:
    """Words between marks, as collocations are counted: acronyms keep their capitals."""
    clauses: list[list[str]] = []
    for line in (path / "irish2010.jsonl").read_text(encoding="utf-8").splitlines():
        clauses.append([])
        for word in _WORD.findall(json.loads(line)["text"]):
            if all(unicodedata.category(c).startswith("P") for c in word):
                clauses.append([])
            else:
                clauses[-1].append(word if len(word) > 1 and word.isupper() else word.lower())
    return clauses


def collocations(path: Path) -> dict[str, float]:
    """Pairs of neighbours: lambda is ln of the odds ratio with .5 in each cell, z is it by its error."""
    rows = read_rows(path / "irish2010_collocations_2_min5.csv")
    found = count_words(read_clauses(path), window=1, directed=True)
    cells = found.to_matrix()
    place = {word: i for i, word in enumerate(found.labels)}
    names = [row["collocation"].split(" ") for row in rows]
    tables = (
        np.array([cells[a, b] for a, b in names]),
        found.n[[place[a] for a, _ in names]],
        found.n_columns[[place[b] for _, b in names]],
        found.total,
    )
    score = measure("log_odds", *tables)
    z = score / measure("log_odds_se", *tables)
    return {
        "pairs": len(rows),
        "count, worst": worst(tables[0], np.array([float(row["count"]) for row in rows])),
        "lambda, worst": worst(score, np.array([float(row["lambda"]) for row in rows])),
        "z, worst": worst(z, np.array([float(row["z"]) for row in rows])),
    }


def run(path: Path) -> dict[str, object]:
    """Compare; see the module's text."""
    words = read_words(path)
    return {
        "words that differ": check_words(path, words),
        "co-occurrence (fcm, window 5)": window_counts(path, words),
        "keyness chi2": keyness(path, "chi2", "chi2"),
        "keyness G2": keyness(path, "lr", "G2"),
        "keyness pmi": keyness(path, "pmi", "pmi"),
        "collocations": collocations(path),
    }
