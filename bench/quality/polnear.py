"""PolNeAR: who says what in US campaign news.

`python -m bench.quality polnear PATH/dev` (a folder with text/ and attributions/). Content: token F1 of
what is attributed to anybody. Sources and cues: spans that overlap, and sources whose words are exactly
those of the annotator. PolNeAR marks no attribution inside another, so only outermost rows are compared.
The rules were written on the articles of half A (by a hash of the name); half B was held out. Titles come
from metadata.tsv beside the split, when it is there.

"not followed" counts the sources that our definition leaves out: relative pronouns ("who" for the person
before it), the writer and the reader, and silence ("has not said", "declined to say").
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from polyvocal import _core, read_actors, read_corpus


def read_annotations(
    file: Path,
) -> tuple[list[tuple[int, int]], list[dict[str, list[tuple[int, int]]]]]:
    """Spans of all contents, and source, cue and content spans of every attribution."""
    spans: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    events: list[list[str]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) >= 2:
            kind, _, places = parts[1].partition(" ")
            found = [tuple(map(int, p.split())) for p in places.split(";")]
            spans[parts[0]] = (kind, found)  # type: ignore[assignment]
        elif line.startswith("E") and len(parts) >= 2:
            events.append(parts[1].split())
    rows = []
    for event in events:
        row: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for argument in event:
            role, _, name = argument.partition(":")
            role = role.rstrip("0123456789")
            if role in row and name in spans:
                row[role].extend(spans[name][1])
        rows.append(row)
    contents = [s for kind, found in spans.values() if kind == "Content" for s in found]
    return contents, rows


RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
NEARBY = frozenset(["i", "we", "me", "us", "my", "our", "mine", "ours", "you", "your"])
SILENCE = re.compile(r"\b(?:not|never|declin\w*|refus\w*)\b|n['’]t\b", re.IGNORECASE)


def read_titles(file: Path) -> dict[str, str]:
    """Title of each article, by file name."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["filename"]: row["title"] for row in rows}


def not_followed(text: str, row: dict[str, list[tuple[int, int]]]) -> str | None:
    """Which of the conventions that we do not share makes this an attribution, if any."""
    source, cue = (" ".join(text[a:b] for a, b in row[role]) for role in ("Source", "Cue"))
    if source.lower() in RELATIVE:
        return "relative pronoun"
    if source.lower() in NEARBY:
        return "writer or reader"
    return "silence" if SILENCE.search(cue) else None


def mask(text: str, spans: list[tuple[int, int]]) -> np.ndarray:
    covered = np.zeros(len(text) + 1, dtype=bool)
    for begin, end in spans:
        covered[begin:end] = True
    starts = [m.start() for m in re.finditer(r"\w+", text)]
    return covered[starts]


def half_of(name: str) -> str:
    """Half A: the rules were written on it; half B: held out."""
    return "AB"[hashlib.sha1(name.encode()).digest()[0] & 1]


def words_of(text: str, spans: list[tuple[int, int]]) -> tuple[int, ...]:
    """Places of the words of some spans: the same for spans that differ in marks or "'s" only."""
    found = (
        a + m.start() for a, b in spans for m in re.finditer(r"(?!(?<=['’])s\b)\w+", text[a:b])
    )
    return tuple(sorted(found))


def f1(hit: float, found: float, gold: float) -> dict[str, float]:
    precision, recall = hit / max(1, found), hit / max(1, gold)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
    }


@dataclass
class Overlap:
    """Counts of spans that overlap one of the other side."""

    hit: int = 0
    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, wanted: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
        def touched(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> int:
            return sum(any(a < d and c < b for c, d in other) for a, b in one)

        self.hit += touched(wanted, found)
        self.right += touched(found, wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    def result(self) -> dict[str, float]:
        precision, recall = self.right / max(1, self.found), self.hit / max(1, self.wanted)
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / max(1e-9, precision + recall),
        }


@dataclass
class Tally:
    """Counts of one set of articles."""

    texts: int
    content: np.ndarray
    exact: np.ndarray
    followed: np.ndarray
    conventions: Counter[str]
    sources: Overlap
    cues: Overlap

    @classmethod
    def empty(cls) -> Tally:
        zeros = np.zeros(3)
        return cls(0, zeros.copy(), zeros.copy(), zeros.copy(), Counter(), Overlap(), Overlap())

    def result(self) -> dict[str, object]:
        return {
            "texts": self.texts,
            "content tokens": f1(*self.content),
            "sources, exact": f1(*self.exact),
            "sources, exact, of those followed": f1(*self.followed),
            "sources not followed": dict(sorted(self.conventions.items())),
            "sources, overlapping": self.sources.result(),
            "cues, overlapping": self.cues.result(),
        }


def run(path: Path) -> dict[str, object]:
    """Score content tokens, cues and sources of one annotator per text."""
    files: dict[str, tuple[Path, Path]] = {}
    for annotation in sorted((path / "attributions").glob("*.ann")):
        name = annotation.stem.rsplit("_", 1)[0]
        file = path / "text" / f"{name}.txt"
        if file.exists():
            files.setdefault(name, (file, annotation))
    if not files:
        message = (
            f"{path}: no attributions/*.ann with text/*.txt beside; give the folder of one split"
        )
        raise SystemExit(message)
    texts = {name: t.read_bytes().decode("utf-8") for name, (t, _) in files.items()}
    titles = read_titles(path.parent / "metadata.tsv")
    corpus = read_corpus(
        [
            {"id": n, "text": t, "title": titles.get(n, ""), "language": "en"}
            for n, t in texts.items()
        ]
    )
    actors = read_actors({"actor": [{"id": "nobody", "name": "Nobody Anywhere", "type": "person"}]})
    knowledge = actors.to_core()
    segments = _core.segment(corpus._core)
    mentions = _core.find_mentions(corpus._core, segments, knowledge, candidates=False)
    voices = _core.attribute(corpus._core, segments, mentions, knowledge)
    rows = voices.columns(corpus._core)
    documents = np.asarray(rows["document"])
    tallies = {name: Tally.empty() for name in ("all", "half A", "half B")}
    for place, name in enumerate(corpus.ids):
        text = texts[name]
        gold_contents, gold_rows = read_annotations(files[name][1])
        mine = np.flatnonzero((documents == place) & (rows["parent"] < 0))
        spans = {
            role: [
                (int(rows[f"{key}_start"][i]), int(rows[f"{key}_end"][i]))
                for i in mine
                if rows[f"{key}_end"][i] > rows[f"{key}_start"][i]
            ]
            for role, key in (("Content", "content"), ("Source", "source"), ("Cue", "cue"))
        }
        gold, found = mask(text, gold_contents), mask(text, spans["Content"])
        reasons = {words_of(text, row["Source"]): not_followed(text, row) for row in gold_rows}
        reasons.pop((), None)
        wanted_sources = set(reasons)
        followed = {words for words, reason in reasons.items() if reason is None}
        found_sources = {words_of(text, [span]) for span in spans["Source"]} - {()}
        for tally in (tallies["all"], tallies[f"half {half_of(name)}"]):
            tally.texts += 1
            tally.content += [np.sum(gold & found), np.sum(found), np.sum(gold)]
            tally.exact += [
                len(wanted_sources & found_sources),
                len(found_sources),
                len(wanted_sources),
            ]
            tally.followed += [
                len(followed & found_sources),
                len(found_sources - (wanted_sources - followed)),
                len(followed),
            ]
            tally.conventions.update(reason for reason in reasons.values() if reason)
            for role, total in (("Source", tally.sources), ("Cue", tally.cues)):
                total.add([span for row in gold_rows for span in row[role]], spans[role])
    halves = {name: tallies[name].result() for name in ("half A", "half B")}
    return tallies["all"].result() | halves
