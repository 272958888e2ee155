"""How often an interval holds the mean label of a person: 25 mentions at a time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

SAMPLE = 25  # mentions
PERSON_FROM = 30  # mentions
REPEATS = 40
Z = 1.96


def cluster_variance(values: Array, cluster: npt.NDArray[np.int64]) -> float:
    """Variance of the mean when whole clusters are drawn: what the cluster bootstrap tends to."""
    sums = np.bincount(cluster, weights=values - values.mean())
    sums = sums[np.unique(cluster)]
    return float((sums**2).sum() / len(values) ** 2 * len(sums) / max(1, len(sums) - 1))


def transfer_sd(gold: Array, scores: Array, person: npt.NDArray[np.int64], sd: float) -> float:
    """Spread of persons' mean errors beyond what errors of single mentions explain (moments)."""
    people, count = np.unique(person, return_counts=True)
    people = people[count >= SAMPLE]
    if len(people) < 2:
        return 0.0
    error = np.array([np.mean((gold - scores)[person == p]) for p in people])
    noise = np.array([sd**2 / np.sum(person == p) for p in people])
    return float(np.sqrt(max(0.0, np.mean(error**2 - noise))))


def coverage(
    gold: Array,
    scores: Array,
    person: npt.NDArray[np.int64],
    article: npt.NDArray[np.int64],
    measurement_sd: float,
    transfer: float,
) -> dict[str, float]:
    """Share of samples whose interval holds the mean label of all mentions, and mean width.

    `scores` are out of fold. `transfer estimated` estimates the term for each person from the
    others; the other rows use the term given, and leave terms out.
    """
    rng = np.random.default_rng(0)
    held: list[tuple[bool, bool, bool, bool]] = []
    widths: list[tuple[float, float]] = []
    people, count = np.unique(person, return_counts=True)
    for p in people[count >= PERSON_FROM]:
        rows = np.flatnonzero(person == p)
        others = person != p
        tau = transfer_sd(gold[others], scores[others], person[others], measurement_sd)
        truth = gold[rows].mean()
        for _ in range(REPEATS):
            drawn = rng.choice(rows, SAMPLE, replace=False)
            sampling = cluster_variance(scores[drawn], article[drawn])
            measured = sampling + measurement_sd**2 / SAMPLE
            parts = (sampling, measured, measured + transfer**2, measured + tau**2)
            error = abs(scores[drawn].mean() - truth)
            inside = [bool(error <= Z * np.sqrt(v)) for v in parts]
            held.append((inside[0], inside[1], inside[2], inside[3]))
            widths.append((2 * Z * np.sqrt(parts[2]), 2 * Z * np.sqrt(parts[3])))
    share, width = np.mean(held, axis=0), np.mean(widths, axis=0)
    return {
        "people": float(np.sum(count >= PERSON_FROM)),
        "sampling only": float(share[0]),
        "with measurement": float(share[1]),
        "with transfer": float(share[2]),
        "width": float(width[0]),
        "transfer estimated": float(share[3]),
        "width, estimated": float(width[1]),
        "transfer sd": transfer_sd(gold, scores, person, measurement_sd),
    }
