"""Do the scores tell outlets apart that are known to differ: ``python -m bench.quality known_groups PATH``.

Data: ``abp-*.jsonl.gz`` (a folder or one file): articles of US outlets whose outlet others have rated left,
center or right (column `bias`). Nothing is trained or tuned on the ratings. For each outlet with 50 articles or
more, all rated alike: what it says of Democrats compared with Republicans (`us_news.toml`), less what the other
outlets say (`Stance.relative`). `left above right` is the share of pairs of a left and a right outlet in that
order, with a 95 % interval over outlets; .5 is chance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.stats import spearmanr

import polyvocal as pv
from bench.quality.methods import ACTORS

_ARTICLES = 50
_RATINGS = {"left": -1, "center": 0, "right": 1}

Floats = npt.NDArray[np.float64]


def ratings_of(corpus: pv.Corpus) -> dict[str, int]:
    """Rating of each outlet with enough articles, all rated alike."""
    rated: dict[str, Counter[str]] = defaultdict(Counter)
    metadata = corpus.metadata
    if metadata is None or "bias" not in metadata:
        message = "the articles have no column `bias`"
        raise SystemExit(message)
    for outlet, bias in zip(corpus.outlets, metadata["bias"], strict=True):
        rated[str(outlet)][str(bias)] += 1
    return {
        outlet: _RATINGS[next(iter(found))]
        for outlet, found in rated.items()
        if len(found) == 1 and found.total() >= _ARTICLES
    }


def left_above_right(rating: Floats, value: Floats) -> float:
    """Share of pairs of a left and a right outlet in which the left one is higher."""
    left, right = value[rating < 0][:, None], value[rating > 0][None]
    return float(np.mean((left > right) + 0.5 * (left == right)))


def measures(rating: Floats, value: Floats) -> dict[str, object]:
    """Order of the outlets against their ratings."""
    random = np.random.default_rng(0)
    samples = []
    for _ in range(1000):
        drawn = random.integers(len(rating), size=len(rating))
        if {-1, 1} <= set(rating[drawn].tolist()):
            samples.append(left_above_right(rating[drawn], value[drawn]))
    return {
        "outlets": {name: int((rating == code).sum()) for name, code in _RATINGS.items()},
        "left above right": left_above_right(rating, value),
        "interval": [round(float(q), 3) for q in np.quantile(samples, (0.025, 0.975))],
        "rank correlation with the rating": float(spearmanr(rating, value).statistic),
        "mean": {name: float(value[rating == code].mean()) for name, code in _RATINGS.items()},
    }


def run(path: Path) -> dict[str, object]:
    """Set the outlets in order by both scorers and in each voice."""
    files = sorted(path.glob("abp-*.jsonl.gz")) if path.is_dir() else [path]
    corpus = pv.read_corpus(files, keep=["bias"], progress=False)
    ratings = ratings_of(corpus)
    study = pv.Study(corpus, pv.read_actors(ACTORS), progress=False)
    result: dict[str, object] = {"articles": len(corpus)}
    for scorer in ("rules", "trained"):
        for voice in ("outlet", "quoted", "reported"):
            stance = study.stance(by="outlet", voice=voice, scorer=scorer)
            table = stance.relative("democrats", "republicans")
            known = [
                (ratings[row["group"]], row["difference"])
                for row in table
                if row["group"] in ratings and row["difference"] is not None
            ]
            rating, value = np.array(known, dtype=np.float64).T
            result[f"{scorer}, {voice}"] = measures(rating, value)
    return result
