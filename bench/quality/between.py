"""SEESAW: how far scores of outlets are off beside each other, when those of a side are averaged.

`python -m bench.quality between PATH`, a folder with articles/, annotations/ and meta/. A cell is an outlet and
a side (people and organisations that the annotators call liberal, or conservative); its gold is the mean over
articles of the annotators' view, on -1 to 1, its score that of our mentions. What a side's cells are all off by
cancels between outlets; `between sd` is the standard deviation of the rest beyond sampling (DerSimonian and
Laird), the constant behind `Stance.relative`. Few cells: take it for its size, not for its digits.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

import polyvocal as pv
from bench.quality._engine import make_corpus
from bench.quality.alignment import read_network
from bench.quality.seesaw import Pairs, load, scores_of
from polyvocal.stance import _polarity_model

_ARTICLES = 8  # of a cell, at least
_STEPS = 3.0  # the annotators' scale, to -1 .. 1

Floats = npt.NDArray[np.float64]
Cells = dict[tuple[str, str], list[tuple[float, float]]]


def outlets_of(folder: Path) -> list[str]:
    """Outlet of each article, in the order of `load`."""
    found = []
    for file in sorted((folder / "annotations").glob("*.json")):
        triplet, _, number = file.stem.partition("_DOCUMENT_")
        meta = json.loads((folder / "meta" / f"{triplet}.json").read_text(encoding="utf-8"))
        found.append(meta[f"Meta info for article {number}"]["source"])
    return found


def cells_of(gold: Pairs, score: Pairs, outlets: list[str], sides: dict[str, str]) -> Cells:
    """Gold and score of each article in each cell."""
    articles: dict[tuple[str, str], dict[int, list[tuple[float, float]]]] = {}
    for (document, name), value in gold.items():
        if name in sides and (document, name) in score:
            cell = articles.setdefault((outlets[document], sides[name]), defaultdict(list))
            cell[document].append((value / _STEPS, score[document, name]))
    return {
        key: [
            (float(np.mean([g for g, _ in v])), float(np.mean([s for _, s in v])))
            for v in cell.values()
        ]
        for key, cell in sorted(articles.items())
        if len(cell) >= _ARTICLES
    }


def between(cells: Cells) -> dict[str, object]:
    """Errors of the cells beyond sampling, each side about its own mean error."""
    side = np.array([key[1] for key in cells])
    pairs = [np.array(values) for values in cells.values()]
    error = np.array([np.mean(p[:, 0] - p[:, 1]) for p in pairs])
    weight = np.array([len(p) / np.var(p[:, 0] - p[:, 1], ddof=1) for p in pairs])
    for name in np.unique(side):
        own = side == name
        error[own] -= np.average(error[own], weights=weight[own])
    q = float(np.sum(weight * error**2))
    spare = q - (len(error) - len(np.unique(side)))
    gold, score = (np.array([np.mean(p[:, i]) for p in pairs]) for i in (0, 1))
    return {
        "cells": len(cells),
        "between sd": float(
            np.sqrt(max(0.0, spare / (weight.sum() - (weight**2).sum() / weight.sum())))
        ),
        "Q": q,
        "sampling sd": float(np.mean(1 / np.sqrt(weight))),
        "correlation with gold": {
            str(name): float(np.corrcoef(gold[side == name], score[side == name])[0, 1])
            for name in np.unique(side)
        },
    }


def run(path: Path) -> dict[str, object]:
    """Measure both scorers."""
    texts, gold, types, _ = load(path)
    names = sorted(types)
    actors = pv.read_actors(
        [{"id": f"a{i}", "name": name, "type": types[name]} for i, name in enumerate(names)]
    )
    study = pv.Study(make_corpus(texts), actors, progress=False)
    outlets, sides = outlets_of(path), read_network(path)[1]
    result: dict[str, object] = {"articles": len(texts)}
    for scorer, model in (("rules", None), ("trained", _polarity_model())):
        score = {
            (document, names[actor]): float(np.mean(values))
            for (document, actor), values in scores_of(study, model).items()
        }
        result[scorer] = between(cells_of(gold, score, outlets, sides))
    return result
