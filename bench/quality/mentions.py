"""Known actors in news: ``python -m bench.quality mentions PATH/entity_linking``.

Data: Reuters-128, RSS-500, News-Fair, KORE50 as ELEVANT files. The actors are a closed list: every
entity that a set labels, with its Wikidata name and type and no alias; countries bring the forms of
our own table. Nothing is told about a single document. Both ways of short names are measured: "cautious",
and "generous", which is meant for closed lists. Measures: exact spans of known actors, and
the same with the right actor ("linked"), and whether confidence is to be believed ("reliability"; at the end for all sets together,
beside shares learned from the other sets alone: in sets annotated in part from labelled places only). Finding a known actor where the set labels somebody unknown
is an error. Reuters-128 and RSS-500 are annotated in part: only their recall is a result.

Others, on these files without a list: ReFinED .660/.593 Reuters-128, .471/.429 RSS-500, .734/.819
News-Fair, .883/.695 KORE50 (mention F1/linking F1 of ELEVANT's stored results).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polyvocal as pv
from bench.quality._elevant import Document, closed_list, read_documents, tally
from bench.quality._engine import Found, find, make_corpus, outermost
from bench.quality._spans import overlap, summary

SUFFIX = ".benchmark.jsonl"
IN_PART = ("reuters-128", "rss-500")
CONFIDENCES = (0.0, 0.6, 0.75, 0.9, 0.97)
PRIOR_WEIGHT = 10  # mentions that our own confidence counts for


def set_files(path: Path) -> list[Path]:
    """Return the files of a folder, or the one file given."""
    return sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]


def by_method(documents: list[Document], found: list[list[Found]]) -> dict[str, str]:
    """Say for each way of finding how many of its mentions are labelled spans with that actor."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for document, mentions in zip(documents, found, strict=True):
        gold = {label.span: label.entity for label in document.labels}
        for span, mention in outermost(mentions).items():
            if document.inside(span):
                way = f"{mention.method} {mention.kind}"
                total[way] += 1
                right[way] += gold.get(span) == mention.actor
    return {way: f"{right[way]} of {n}" for way, n in total.most_common()}


def reliability(pairs: list[tuple[Document, list[Found]]]) -> dict[str, str]:
    """Compare confidence with truth: how many mentions of a confidence mean the actor labelled there.

    A boundary drawn otherwise is no error of identity: a label that overlaps is enough.
    """
    sure: dict[str, list[tuple[float, bool]]] = {}
    for document, mentions in pairs:
        for span, mention in outermost(mentions).items():
            if not document.inside(span):
                continue
            right = any(
                overlap(span, label.span) and label.entity == mention.actor
                for label in document.labels
            )
            low = max(edge for edge in CONFIDENCES if mention.confidence >= edge)
            sure.setdefault(f"from {low:.2f}", []).append((mention.confidence, right))
    return {
        name: (
            f"{sum(right for _, right in rows)} of {len(rows)} right"
            f" ({sum(right for _, right in rows) / len(rows):.3f}),"
            f" mean confidence {sum(score for score, _ in rows) / len(rows):.3f}"
        )
        for name, rows in sorted(sure.items())
    }


@dataclass(frozen=True)
class Judged:
    """A mention whose identity a label decides: its evidence, confidence and whether it is right."""

    evidence: tuple[str, str, float]
    confidence: float
    right: bool


def judge(file: Path) -> list[Judged]:
    """Judge the mentions of a set, both ways of short names; in sets annotated in part, labelled ones."""
    documents = read_documents(file)
    in_part = file.name.removesuffix(SUFFIX) in IN_PART
    actors = pv.read_actors({"actor": closed_list(documents)})
    corpus = make_corpus([d.text for d in documents])
    rows: dict[tuple[object, ...], Judged] = {}
    for way in ("cautious", "generous"):
        for i, mentions in enumerate(find(corpus, actors, short_names=way)):
            for span, mention in outermost(mentions).items():
                labels = [x for x in documents[i].labels if overlap(span, x.span)]
                if not documents[i].inside(span) or (in_part and not any(x.counts for x in labels)):
                    continue
                evidence = (mention.method, mention.kind, round(mention.confidence, 2))
                right = any(label.entity == mention.actor for label in labels)
                rows[i, span, mention.actor, evidence] = Judged(evidence, mention.confidence, right)
    return list(rows.values())


def binned(rows: Sequence[tuple[float, bool]]) -> dict[str, str]:
    """Compare what was expected with what is right, by expectation; and the mean squared error."""
    table: dict[str, str] = {}
    edges = (*CONFIDENCES, 1.01)
    for low, high in itertools.pairwise(edges):
        inside = [row for row in rows if low <= row[0] < high]
        if inside:
            expected = sum(p for p, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            table[f"from {low:.2f}"] = f"{share:.3f} of {len(inside)}, expected {expected:.3f}"
    error = sum((p - right) ** 2 for p, right in rows) / max(1, len(rows))
    table["mean squared error"] = f"{error:.4f}"
    return table


def leave_one_out(files: Sequence[Path]) -> dict[str, object]:
    """Reliability of our confidence, and of shares learned from the other sets alone.

    The learned share of evidence of one sort (method, kind, confidence) is what is right of it in the
    other sets, drawn to our confidence as by `PRIOR_WEIGHT` mentions.
    """
    sets = {file.name.removesuffix(SUFFIX): judge(file) for file in files}
    ours: list[tuple[float, bool]] = []
    learned: list[tuple[float, bool]] = []
    for name, rows in sets.items():
        others = [row for other, kept in sets.items() if other != name for row in kept]
        total = Counter(row.evidence for row in others)
        right = Counter(row.evidence for row in others if row.right)
        for row in rows:
            n, hits = total[row.evidence], right[row.evidence]
            share = (hits + PRIOR_WEIGHT * row.confidence) / (n + PRIOR_WEIGHT)
            ours.append((row.confidence, row.right))
            learned.append((share, row.right))
    return {"our confidence": binned(ours), "learned from the other sets": binned(learned)}


def measure(file: Path, short_names: str) -> dict[str, object]:
    """Measure one set."""
    documents = read_documents(file)
    rows = closed_list(documents)
    actors = pv.read_actors({"actor": rows})
    found = find(make_corpus([d.text for d in documents]), actors, short_names=short_names)
    known = {row["id"] for row in rows}
    spans, linked = zip(
        *(
            tally(d, {span: m.actor for span, m in outermost(f).items()}, known)
            for d, f in zip(documents, found, strict=True)
        ),
        strict=True,
    )
    name = file.name.removesuffix(SUFFIX)
    note = "annotated in part: recall only" if name in IN_PART else "annotated in full"
    return {
        "split": note,
        "documents": len(documents),
        "actors": len(rows),
        "spans": summary(spans),
        "linked": summary(linked),
        **{
            f"spans, {half} documents": summary(kept)
            for half, kept in (("even", spans[::2]), ("odd", spans[1::2]))
            if kept
        },
        "right of found, by method and kind": by_method(documents, found),
        "reliability": reliability(list(zip(documents, found, strict=True))),
    }


def run(path: Path) -> dict[str, object]:
    """Measure every set; see the module's text."""
    files = set_files(path)
    result: dict[str, object] = {
        f"{file.name.removesuffix(SUFFIX)}, {way}": measure(file, way)
        for way in ("cautious", "generous")
        for file in files
    }
    if len(files) > 1:
        result["reliability of all sets, each left out once"] = leave_one_out(files)
    return result
