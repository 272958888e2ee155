"""SEESAW: which side an actor is on, from one declared member a side.

`python -m bench.quality alignment PATH`, a folder with articles/ and annotations/. Gold is the annotators'
view of an actor (mean of liberal -1 to conservative 1, where it is not 0). The seed of a side is its actor
in most gold statements. The network is first the annotators' statements, given as declared ties, then the
statements that our own reading of the articles finds. The two constants of the balance were chosen on the
annotators' statements of the stories of half 0 (by a hash of the name); half 1 was held out.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

import polyvocal as pv
from bench.quality._engine import make_corpus
from bench.quality.seesaw import KINDS, NAME, load
from polyvocal.stance import Alignment

COVERAGE = 0.5
SIDES = {"Liberal": -1.0, "Conservative": 1.0}
DEGREES = {"Very": 1.5, "": 1.0, "Slightly": 0.5}
LINKED = 1e-9
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
STATEMENT = 0.7  # strength of a tie that stands for one statement of an annotator
SIGNS = {"POS": 1.0, "NEG": -1.0}

Triplet = tuple[str, str, float, int]  # source, target, sign, half of its story


def lean_of(label: str) -> float | None:
    """Place of a label from liberal (below 0) to conservative; None when it has none."""
    degree, _, side = label.rpartition(" ")
    return SIDES[side] * DEGREES[degree] if side in SIDES and degree in DEGREES else None


def half_of(file: str) -> int:
    """Half of a story: 0, on which the balance was tuned, or 1, held out."""
    story = file.partition("_DOCUMENT")[0]
    return hashlib.sha1(story.encode()).digest()[0] & 1


def plain(name: str) -> str:
    """Return a name as articles write it."""
    return name.replace("_", " ")


def read_network(folder: Path) -> tuple[dict[str, str], dict[str, str], list[Triplet]]:
    """Types of the actors, the sides of those that have one, and the annotators' statements."""
    labels: dict[str, Counter[str]] = {}
    leans: dict[str, list[float]] = {}
    triplets: list[Triplet] = []
    for file in sorted((folder / "annotations").glob("*.json")):
        notes = json.loads(file.read_text(encoding="utf-8"))
        for name, kinds, *_ in notes["entity lists"]:
            if NAME.fullmatch(name):
                labels.setdefault(plain(name), Counter()).update(kinds)
        for name, given in notes["entity ideologies"].items():
            found = [lean for lean in (lean_of(label) for label, _ in given) if lean is not None]
            leans.setdefault(plain(name), []).extend(found)
        for stated in notes["sentence-level stances"].values():
            triplets += [
                (plain(s["subject"]), plain(s["object"]), SIGNS[s["sentiment"]], half_of(file.name))
                for s in stated
                if s["sentiment"] in SIGNS and s["subject"] != s["object"]
            ]
    usual = {name: max(KINDS, key=lambda kind: counts[kind]) for name, counts in labels.items()}
    types = {name: KINDS[kind] for name, kind in usual.items() if labels[name][kind]}
    means = {name: float(np.mean(values)) for name, values in leans.items() if values}
    sides = {n: "right" if m > 0 else "left" for n, m in means.items() if m != 0 and n in types}
    return types, sides, [t for t in triplets if t[0] in types and t[1] in types]


def seeds_of(sides: dict[str, str], triplets: list[Triplet]) -> dict[str, str]:
    """Take the actor of each side that most statements name."""
    named = Counter(name for source, target, *_ in triplets for name in (source, target))
    return {
        side: max((n for n in sorted(sides) if sides[n] == side), key=lambda n: named[n])
        for side in ("left", "right")
    }


def align(
    corpus: pv.Corpus,
    types: dict[str, str],
    seeds: dict[str, str],
    triplets: list[Triplet],
    method: Literal["belief", "harmonic"] = "belief",
) -> Alignment:
    names = sorted(types)
    identifier = {name: f"a{i}" for i, name in enumerate(names)}
    seed_side = {name: side for side, name in seeds.items()}
    actors = pv.read_actors(
        {
            "faction": [{"id": side, "name": side} for side in sorted(seeds)],
            "actor": [
                {"id": identifier[n], "name": n, "type": types[n]}
                | ({"faction": seed_side[n]} if n in seed_side else {})
                for n in names
            ],
            "tie": [
                {"source": identifier[a], "target": identifier[b], "sign": STATEMENT * sign}
                for a, b, sign, _ in triplets
            ],
        }
    )
    return pv.Study(corpus, actors, progress=False).alignment(method=method)


def measures(
    found: Alignment, names: list[str], sides: dict[str, str], seeds: dict[str, str]
) -> dict[str, object]:
    """Accuracy over the actors with a gold side and a path to a seed."""
    values = np.asarray(found.values)
    right = values[:, found.factions.index("right")]
    asked = [i for i, n in enumerate(names) if n in sides and n not in seeds.values()]
    linked = np.array([i for i in asked if abs(right[i]) > LINKED], dtype=np.int64)
    if not len(linked):
        return {"actors with a side": len(asked), "linked to a seed": 0}
    hit = np.array([(right[i] > 0) == (sides[names[i]] == "right") for i in linked])
    strength = np.abs(right[linked])
    verdict = np.array([found.table["verdict"][int(i)] == "aligned" for i in linked])
    return {
        "actors with a side": len(asked),
        "linked to a seed": len(linked),
        "accuracy of all linked": float(hit.mean()),
        "accuracy of the stronger half": float(hit[strongest(strength, COVERAGE)].mean()),
        "coverage of the verdict": float(verdict.mean()),
        "accuracy of the verdict": float(hit[verdict].mean()) if verdict.any() else float("nan"),
        "larger side": max(
            float(np.mean([sides[names[i]] == s for i in linked])) for s in ("left", "right")
        ),
        "violated": found.violated,
    }


def strongest(strength: npt.NDArray[np.float64], share: float) -> npt.NDArray[np.bool_]:
    """At least `share` of the rows: those of the largest strength, ties included."""
    least = np.sort(strength)[::-1][max(1, int(np.ceil(share * len(strength)))) - 1]
    return np.asarray(strength >= least)


def shuffled(triplets: list[Triplet], what: Literal["signs", "targets"]) -> list[Triplet]:
    """Deal the signs, or the targets with the signs that they bear, to the statements anew."""
    order = np.random.default_rng(0).permutation(len(triplets))
    dealt = [triplets[i] for i in order]
    pairs = zip(triplets, dealt, strict=True)
    if what == "signs":
        return [(a, b, other[2], half) for (a, b, _, half), other in pairs]
    return [(a, other[1], other[2], half) for (a, _, _, half), other in pairs if a != other[1]]


def calibration(
    found: Alignment, names: list[str], sides: dict[str, str], seeds: dict[str, str]
) -> dict[str, dict[str, float]]:
    """How often the likeliest side is right, by its probability."""
    right = np.asarray(found.values)[:, found.factions.index("right")]
    known = [
        (float(found.table["probability"][i]), (right[i] > 0) == (sides[n] == "right"))
        for i, n in enumerate(names)
        if n in sides and n not in seeds.values() and abs(right[i]) > LINKED
    ]
    table: dict[str, dict[str, float]] = {}
    for low, high in itertools.pairwise(BINS):
        rows = [(p, hit) for p, hit in known if low <= p < high]
        if rows:
            p, hit = (float(np.mean(column)) for column in zip(*rows, strict=True))
            table[f"{low} to {min(high, 1)}"] = {
                "actors": len(rows),
                "probability": p,
                "right": hit,
            }
    return table


def run(path: Path) -> dict[str, object]:
    """Align the actors by the annotators' statements, then by ours."""
    types, sides, triplets = read_network(path)
    seeds = seeds_of(sides, triplets)
    names = sorted(types)
    result: dict[str, object] = {"actors": len(names), "triplets": len(triplets), "seeds": seeds}
    empty = make_corpus(["No statement is read here."])
    gold = align(empty, types, seeds, triplets)
    result["gold statements"] = measures(gold, names, sides, seeds)
    linear = align(empty, types, seeds, triplets, "harmonic")
    result["gold statements, harmonic"] = measures(linear, names, sides, seeds)
    for what in ("signs", "targets"):
        dealt = align(empty, types, seeds, shuffled(triplets, what))
        result[f"gold statements, {what} dealt anew"] = measures(dealt, names, sides, seeds)
    result["gold statements, calibration"] = calibration(gold, names, sides, seeds)
    for half in (0, 1):
        part = [triplet for triplet in triplets if triplet[3] == half]
        found = align(empty, types, seeds, part)
        result[f"gold statements of half {half}"] = measures(found, names, sides, seeds)
    texts = load(path)[0]
    own = align(make_corpus(texts), types, seeds, [])
    result["own statements"] = measures(own, names, sides, seeds)
    result["own statements, calibration"] = calibration(own, names, sides, seeds)
    files = sorted((path / "annotations").glob("*.json"))
    for half in (0, 1):
        part_texts = [t for t, f in zip(texts, files, strict=True) if half_of(f.name) == half]
        if not part_texts:
            continue
        found = align(make_corpus(part_texts), types, seeds, [])
        result[f"own statements of half {half}"] = measures(found, names, sides, seeds)
    return result
