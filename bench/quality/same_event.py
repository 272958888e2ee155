"""Same event: is its probability right, and are articles on one event grouped together?.

``python -m bench.quality same_event FOLDER``, where ``ECB+.zip`` and ``training_set_en.csv`` are.

Data: ECB+, 772 texts on 33 topics, each with two events that are alike (two earthquakes, two
acquittals); and the English pairs of SemEval-2022 task 8, same when rated below 2.5, which are
longer and of other years. Both fit one logistic regression. Pairs across topics are sampled, a
twentieth, and weigh twenty times; each pair of SemEval weighs fifteen.

Each topic of ECB+ is left out in turn (and a part of the pairs of SemEval): the others fit the
coefficients, all texts are grouped, and the pairs that touch the topic are counted, those of two
topics half each. From the counts comes the adjusted Rand index, "left out"; nothing else is chosen,
groups join at a mean probability of one half. The seven features were chosen among sixty by their
loss in such folds. "shipped" is with the coefficients of the package, which are those of all pairs.

Others: TF-IDF cosine .975 nearest neighbour and .794 adjusted Rand index (measured).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import polyvocal as pv
from bench.quality._ecb import read_documents
from bench.quality._partitions import adjusted_rand
from bench.quality.story import Floats, fit_logistic, probability, read_pairs
from polyvocal import _core
from polyvocal.similarity.same_event import CONSTANT, WEIGHTS, event_features

Ints = npt.NDArray[np.int32]
LEAST = 0.5
ACROSS, RATED = 20, 15  # weights of pairs across topics and of rated ones


def profiles_of(texts: list[str]) -> Any:
    """Profiles of texts; word weights from all of them."""
    corpus = pv.read_corpus([{"id": str(i), "text": text} for i, text in enumerate(texts)])
    if len(corpus) != len(texts):
        message = f"{len(texts) - len(corpus)} texts were not taken: the pairs would be shifted"
        raise ValueError(message)
    return _core.story_profiles(_core.segment(corpus._core))


@dataclass(frozen=True)
class Pairs:
    """All pairs of the texts of ECB+."""

    a: Ints
    b: Ints
    x: Floats
    same: npt.NDArray[np.bool_]
    topic_a: Ints
    topic_b: Ints
    kept: npt.NDArray[np.bool_]

    @property
    def texts(self) -> int:
        """Number of texts."""
        return int(self.b.max()) + 1

    def groups(self, p: Floats) -> Ints:
        """Stories by these probabilities."""
        groups: Ints = np.asarray(_core.cluster_pairs(self.texts, self.a, self.b, p, LEAST))
        return groups


def read_ecb(path: Path) -> tuple[Pairs, Any]:
    """Pairs of ECB+ and the profiles of its texts."""
    texts = read_documents(path)
    profiles = profiles_of([text for _, _, _, text in texts])
    topic = np.array([int(topic) for _, topic, _, _ in texts], dtype=np.int32)
    event = np.unique([event for _, _, event, _ in texts], return_inverse=True)[1]
    a, b = (side.astype(np.int32) for side in np.triu_indices(len(texts), 1))
    one = topic[a] == topic[b]
    kept = one | (np.random.default_rng(0).random(len(a)) < 1 / ACROSS)
    x = event_features(profiles, a, b)
    return Pairs(a, b, x, event[a] == event[b], topic[a], topic[b], kept), profiles


def rated_pairs(path: Path) -> tuple[Floats, Floats]:
    """Features of the pairs of SemEval and their ratings."""
    rows = read_pairs(path)
    profiles = profiles_of([row["text1"] for row in rows] + [row["text2"] for row in rows])
    first = np.arange(len(rows), dtype=np.int32)
    rating = np.array([float(row["Overall"]) for row in rows])
    return event_features(profiles, first, first + np.int32(len(rows))), rating


def fit(
    pairs: Pairs,
    chosen: npt.NDArray[np.bool_],
    rated: Floats,
    same: npt.NDArray[np.bool_],
) -> Floats:
    """Coefficients, constant first."""
    across = (pairs.topic_a != pairs.topic_b)[chosen]
    x = np.concatenate([pairs.x[chosen], rated])
    y = np.concatenate([pairs.same[chosen], same]).astype(np.float64)
    weight = np.concatenate(
        [np.where(across, float(ACROSS), 1.0), np.full(len(same), float(RATED))]
    )
    return fit_logistic(x, y, weight=weight)


def rand_index(counts: Floats) -> float:
    """Give the adjusted Rand index from pairs: both together, only found, only marked, neither."""
    tp, fp, fn, tn = counts
    return float(2 * (tp * tn - fp * fn) / ((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn)))


def count_pairs(pairs: Pairs, groups: Ints, topic: int) -> Floats:
    """Pairs that touch a topic; those of two topics count half."""
    own = (pairs.topic_a == topic).astype(float) + (pairs.topic_b == topic)
    together = groups[pairs.a] == groups[pairs.b]
    cell = np.where(together, np.where(pairs.same, 0, 1), np.where(pairs.same, 2, 3))
    return np.bincount(cell, own / 2, minlength=4)


def left_out(pairs: Pairs, rated: Floats, rating: Floats) -> tuple[Floats, Floats, Floats]:
    """Give counts of pairs, P of the pairs inside topics, and P of the rated pairs, all left out."""
    counts = np.zeros(4)
    p_inside = np.full(len(pairs.a), np.nan)
    p_rated = np.empty(len(rating))
    topics = np.unique(pairs.topic_a)
    part = np.arange(len(rating)) % len(topics)
    for fold, topic in enumerate(topics.tolist()):
        touches = (pairs.topic_a == topic) | (pairs.topic_b == topic)
        kept = part != fold
        weights = fit(pairs, pairs.kept & ~touches, rated[kept], rating[kept] < 2.5)
        p = probability(pairs.x, weights)
        counts += count_pairs(pairs, pairs.groups(p), topic)
        inside = touches & (pairs.topic_a == pairs.topic_b)
        p_inside[inside] = p[inside]
        p_rated[~kept] = probability(rated[~kept], weights)
    return counts, p_inside, p_rated


def nearest_is_same(a: Ints, b: Ints, score: Floats, same: npt.NDArray[np.bool_]) -> float:
    """Share of texts whose nearest neighbour has the same event."""
    square = np.full((int(b.max()) + 1, int(b.max()) + 1), -1.0)
    truth = np.zeros(square.shape, bool)
    square[a, b] = square[b, a] = score
    truth[a, b] = truth[b, a] = same
    return float(np.mean(truth[np.arange(len(square)), square.argmax(axis=1)]))


def reliability(p: Floats, same: npt.NDArray[np.bool_]) -> dict[str, str]:
    """Of pairs said to be the same with about this probability, how many are."""
    bins = np.minimum((p * 5).astype(int), 4)
    return {
        f"P {b / 5:.1f}-{(b + 1) / 5:.1f}": f"said {p[bins == b].mean():.2f}, are "
        f"{same[bins == b].mean():.2f} of {np.count_nonzero(bins == b):,}"
        for b in range(5)
        if np.any(bins == b)
    }


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    ecb, semeval = (next(path.rglob(name)) for name in ("ECB+.zip", "training_set_en.csv"))
    pairs, profiles = read_ecb(ecb)
    rated, rating = rated_pairs(semeval)
    counts, p_inside, p_rated = left_out(pairs, rated, rating)
    inside = pairs.topic_a == pairs.topic_b
    shipped = probability(pairs.x, np.array([CONSTANT, *WEIGHTS]))
    truth = np.asarray(_core.cluster_pairs(pairs.texts, pairs.a, pairs.b, pairs.same * 1.0, LEAST))
    groups = pairs.groups(shipped)
    cosine = np.nan_to_num(_core.given_pairs(profiles.vectors, "cosine", pairs.a, pairs.b))
    coefficients = fit(pairs, pairs.kept, rated, rating < 2.5)
    return {
        "texts": pairs.texts,
        "events": len(set(truth.tolist())),
        "ARI, each topic left out": rand_index(counts),
        "ARI, shipped": adjusted_rand(truth.tolist(), groups.tolist()),
        "groups, shipped": len(set(groups.tolist())),
        "nearest neighbour of the same event, cosine": nearest_is_same(
            pairs.a, pairs.b, cosine, pairs.same
        ),
        "nearest neighbour, P shipped": nearest_is_same(pairs.a, pairs.b, shipped, pairs.same),
        "pairs inside topics, left out": reliability(p_inside[inside], pairs.same[inside]),
        "rated pairs, left out": reliability(p_rated, rating < 2.5),
        "pearson with ratings, left out": float(-np.corrcoef(p_rated, rating)[0, 1]),
        "coefficients": ", ".join(f"{w:.3f}" for w in coefficients),
    }
