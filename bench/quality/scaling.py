"""Scaling models against the R packages' results, and the coverage of their intervals.

python -m bench.quality scaling quanteda/

Reads the folder of reference results of quanteda.textmodels and LSX (lbg_*, irish2010_*, lss_*) and
prints the largest absolute difference of each. Coverage is measured on simulated outlets whose
positions are known and whose articles differ among themselves.
"""

from __future__ import annotations

import csv
import json
import warnings
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.io import mmread
from scipy.sparse import csr_array

from polyvocal.scaling import (
    LatentSemanticScaling,
    TermCounts,
    Wordfish,
    Wordscores,
    bootstrap_positions,
)

Floats = npt.NDArray[np.float64]

POSITIONS = (-1.5, -0.75, 0.0, 0.75, 1.5, np.nan)
# The seed words of Turney and Littman (2003).
SEEDS = dict.fromkeys(
    ["good", "nice", "excellent", "positive", "fortunate", "correct", "superior"], 1.0
) | (dict.fromkeys(["bad", "nasty", "poor", "negative", "unfortunate", "wrong", "inferior"], -1.0))
SIMULATIONS = 40


def column(path: Path, name: str) -> Floats:
    """One column of a CSV file; NaN for NA."""
    with path.open(encoding="utf-8") as file:
        return np.array([float(row[name].replace("NA", "nan")) for row in csv.DictReader(file)])


def difference(found: Floats, expected: Floats) -> float:
    """Largest absolute difference; infinite when undefined values differ."""
    if (np.isnan(found) != np.isnan(expected)).any():
        return float("inf")
    return float(np.nanmax(np.abs(found - expected)))


def artificial(folder: Path) -> dict[str, float]:
    """Wordscores and Wordfish of the table of Laver, Benoit and Garry."""
    with (folder / "lbg_dfm.csv").open(encoding="utf-8") as file:
        counts = np.array([[float(v) for v in row[1:]] for row in list(csv.reader(file))[1:]])
    result = {}
    for rescaling in ("none", "lbg", "mv"):
        table = Wordscores(rescaling=rescaling).fit(counts, POSITIONS).positions(counts)
        expected = folder / f"lbg_predict_{rescaling}.csv"
        for ours, theirs in (("position", "fit"), ("low", "lwr"), ("high", "upr")):
            key = f"wordscores {rescaling}, {ours}"
            result[key] = difference(np.asarray(table[ours]), column(expected, theirs))
    model = Wordfish(direction=(0, 4)).fit(counts)
    result["wordfish LBG, theta"] = difference(
        model.theta_, column(folder / "lbg_wordfish_docs.csv", "theta")
    )
    return result


def budget(folder: Path) -> dict[str, float]:
    """Wordfish of 14 speeches."""
    counts = csr_array(mmread(folder / "irish2010_dfm.mtx"))
    model = Wordfish(direction=(5, 4)).fit(counts)
    expected = folder / "irish2010_wordfish_poisson_docs.csv"
    return {
        "wordfish speeches, theta": difference(model.theta_, column(expected, "theta")),
        "wordfish speeches, se": difference(model.theta_se_, column(expected, "se")),
        "rounds": float(model.rounds_),
    }


def inaugurals(folder: Path) -> dict[str, float]:
    """Latent semantic scaling of sentences of inaugural addresses."""
    sentences = [json.loads(line) for line in (folder / "lss_tokens.jsonl").open(encoding="utf-8")]
    words = [[word.lower() for word in row["tokens"] if word] for row in sentences]
    terms = sorted({word for row in words for word in row})
    place = {term: j for j, term in enumerate(terms)}
    indices = np.array([place[word] for row in words for word in row])
    indptr = np.cumsum([0] + [len(row) for row in words])
    units = csr_array((np.ones(len(indices)), indices, indptr), shape=(len(words), len(terms)))
    units.sum_duplicates()
    names = list(dict.fromkeys(row["doc"][0] for row in sentences))
    groups = [names.index(row["doc"][0]) for row in sentences]
    counted = (folder / "lss_terms.txt").read_text(encoding="utf-8").split()
    counts = TermCounts(units, np.array(groups), names, terms)
    model = LatentSemanticScaling(SEEDS, terms=counted).fit(counts)
    with (folder / "lss_beta_k300.csv").open(encoding="utf-8") as file:
        beta = {row["term"]: float(row["beta"]) for row in csv.DictReader(file)}
    emptied = np.isin(np.arange(len(names)), (2, 9))  # as in the package's own test
    table = model.positions(counts.counts.multiply(~emptied[:, None]).tocsr())
    expected = folder / "lss_inaugural_prediction_v099.csv"
    return {
        "lss, polarity": max(abs(model.polarity_[term] - value) for term, value in beta.items()),
        "lss, positions": difference(np.asarray(table["position"]), column(expected, "fit")),
    }


def simulate(seed: int) -> tuple[TermCounts, Floats]:
    """Six outlets of 40 articles, whose places vary around the outlet's."""
    draw = np.random.default_rng(seed)
    truth = np.linspace(-1, 1, 6)
    psi, beta = draw.normal(-1, 1, 300), draw.normal(0, 0.4, 300)
    groups = np.repeat(np.arange(6), 40)
    places = truth[groups] + draw.normal(0, 0.7, len(groups))
    lengths = draw.normal(0, 0.5, len(groups))
    units = draw.poisson(np.exp(lengths[:, None] + psi + beta * places[:, None]))
    terms = [f"w{j}" for j in range(units.shape[1])]
    return TermCounts(csr_array(units), groups, list("abcdef"), terms), truth


def coverage() -> dict[str, float]:
    """How often 95 % intervals of Wordfish hold the truth, standardised as the positions are."""
    own, drawn, width = [], [], []
    for seed in range(SIMULATIONS):
        counts, truth = simulate(seed)
        target = (truth - truth.mean()) / truth.std(ddof=1)
        model = Wordfish(direction=(0, 5))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            table = model.fit(counts).positions()
            resampled = bootstrap_positions(model, counts, n_resamples=100, seed=seed)
        for kept, result in ((own, table), (drawn, resampled)):
            low, high = np.asarray(result["low"]), np.asarray(result["high"])
            kept.append(((low <= target) & (target <= high)).mean())
        width.append((np.asarray(resampled["high"]) - np.asarray(resampled["low"])).mean())
    return {
        "wordfish, its own standard error": float(np.mean(own)),
        "wordfish, articles resampled": float(np.mean(drawn)),
        "width of the latter": float(np.mean(width)),
    }


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    return {
        "largest difference from the reference": artificial(path) | budget(path) | inaugurals(path),
        "coverage of 95 % intervals, simulated": coverage(),
    }
