"""SEESAW: stance of whole articles toward the people and organisations they speak of.

`python -m bench.quality seesaw PATH`, a folder with articles/ and annotations/. Nothing is trained or tuned
on it. The annotators' names of people and organisations are the roster; a score is the mean over the
mentions in all voices, and Spearman's rank correlation is over (article, actor) pairs. `same story` is
the share of pairs of articles of one story whose labels of an actor differ that the scores order alike.
"""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.stats import spearmanr

import polyvocal as pv
from bench.quality._engine import make_corpus
from polyvocal import _core
from polyvocal.stance import _polarity_model

Pairs = dict[tuple[int, str], float]

FROM = (1, 3, 6)  # mentions
KINDS = {"People": "person", "Organization": "organisation"}
STEPS = {"Very": 3.0, "": 2.0, "Slightly": 1.0}
NAME = re.compile(r"[A-Z].*[a-zA-Z.]")


def step_of(label: str) -> float | None:
    """Place of a label on seven points, -3 to 3; None for "Unknown"."""
    if label == "Neutral":
        return 0.0
    degree, _, side = label.rpartition(" ")
    sign = {"Positive": 1.0, "Negative": -1.0}.get(side)
    return None if sign is None else sign * STEPS[degree]


def load(folder: Path) -> tuple[list[str], Pairs, dict[str, str], list[str]]:
    """Texts, mean label of each (document, actor), type of each actor, story of each text."""
    texts: list[str] = []
    stories: list[str] = []
    gold: Pairs = {}
    types: dict[str, str] = {}
    for file in sorted((folder / "annotations").glob("*.json")):
        notes = json.loads(file.read_text(encoding="utf-8"))
        article = json.loads((folder / "articles" / file.name).read_text(encoding="utf-8"))
        kinds = {entry[0]: entry[1][0] for entry in notes["entity lists"]}
        for name, labels in notes["entity sentiments"].items():
            steps = [step for step in (step_of(label) for label, _ in labels) if step is not None]
            if kinds.get(name) in KINDS and steps and NAME.fullmatch(name):
                gold[len(texts), name] = float(np.mean(steps))
                types.setdefault(name, KINDS[kinds[name]])
        texts.append("\n\n".join(part["text"] for part in article["text"]))
        stories.append(file.name.partition("_DOCUMENT")[0])
    return texts, gold, types, stories


def scores_of(
    study: pv.Study, model: _core.PolarityModel | None
) -> dict[tuple[int, int], list[float]]:
    """Scores of the mentions of each (document, actor)."""
    evidence = _core.find_evidence(
        study.corpus._core,
        study._segments,
        study._mentions,
        study._knowledge,
        study._voices,
        polarity=model,
    )
    columns = evidence.columns(study.corpus._core, study._segments, study._mentions)
    found: dict[tuple[int, int], list[float]] = {}
    for document, actor, score, weight in zip(
        *(columns[name] for name in ("document", "actor", "score", "weight")), strict=True
    ):
        if weight > 0:
            found.setdefault((int(document), int(actor)), []).append(float(score))
    return found


def rank_correlation(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> float:
    """Spearman's rho; NaN when there is nothing to rank."""
    if len(a) < 2 or np.ptp(a) == 0 or np.ptp(b) == 0:
        return float("nan")
    return float(spearmanr(a, b).statistic)


def story_order(gold: Pairs, score: Pairs, stories: list[str]) -> tuple[int, float]:
    """Pairs of articles of a story that differ in their label, and the share ordered alike."""
    told: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for document, name in score:
        key = (stories[document], name)
        told.setdefault(key, []).append((gold[document, name], score[document, name]))
    alike = [
        float((a[0] > b[0]) == (a[1] > b[1])) if a[1] != b[1] else 0.5
        for rows in told.values()
        for a, b in itertools.combinations(rows, 2)
        if a[0] != b[0]
    ]
    return len(alike), float(np.mean(alike)) if alike else float("nan")


def measures(
    gold: Pairs, scores: dict[tuple[int, str], list[float]], stories: list[str]
) -> dict[str, object]:
    """Spearman's rho with an interval over articles, for pairs with enough mentions."""
    result: dict[str, object] = {}
    for least in FROM:
        pairs = [key for key in gold if len(scores.get(key, [])) >= least]
        document = np.array([key[0] for key in pairs])
        label = np.array([gold[key] for key in pairs])
        score = np.array([np.mean(scores[key]) for key in pairs])
        order = story_order(
            gold, {key: float(s) for key, s in zip(pairs, score, strict=True)}, stories
        )
        result[f"{least} or more mentions"] = {
            "same story, pairs": order[0],
            "same story, ordered alike": order[1],
            "pairs": len(pairs),
            "rho": rank_correlation(label, score),
            "interval": interval(document, label, score),
        }
    return result


def interval(
    document: npt.NDArray[np.int64], label: npt.NDArray[np.float64], score: npt.NDArray[np.float64]
) -> list[float]:
    """95 % percentile interval of rho from resampled articles."""
    rng = np.random.default_rng(0)
    rows = [np.flatnonzero(document == d) for d in np.unique(document)]
    samples = []
    for _ in range(200 if len(rows) > 1 else 0):
        drawn = np.concatenate([rows[i] for i in rng.integers(len(rows), size=len(rows))])
        samples.append(rank_correlation(label[drawn], score[drawn]))
    known = [sample for sample in samples if not np.isnan(sample)]
    return [round(float(q), 3) for q in np.quantile(known, (0.025, 0.975))] if known else []


def run(path: Path) -> dict[str, object]:
    """Score all articles by the rules and by the shipped model."""
    texts, gold, types, stories = load(path)
    names = sorted(types)
    actors = pv.read_actors(
        [{"id": f"a{i}", "name": name, "type": types[name]} for i, name in enumerate(names)]
    )
    study = pv.Study(make_corpus(texts), actors, progress=False)
    result: dict[str, object] = {"articles": len(texts), "labels": len(gold)}
    for scorer, model in (("rules", None), ("trained", _polarity_model())):
        found = scores_of(study, model)
        named = {(document, names[actor]): values for (document, actor), values in found.items()}
        result[scorer] = measures(gold, named, stories)
    return result
