"""Checks whose outcome is known beforehand, and what other reasonable settings would give."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.stats import spearmanr

from polyvocal import _core
from polyvocal.errors import unknown_name
from polyvocal.stance._choices import PLACEBOS, SCORERS, VERDICTS, VOICES
from polyvocal.stance._source import Instrument, find_source, instrument_of
from polyvocal.stance.stories import voice_of
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.stance.scores import Stance

__all__ = ["placebo", "sensitivity"]

_PERMUTATIONS = 199
_SHUFFLES = 40
_LEAST_INTERVALS = 20  # to say how many of 100 hold 0
_LEAST_ARTICLES = 10
_MAJOR = 0.9  # correlation below which a kind of cue carries much
_SIGNALS = ("evaluation", "label", "agent", "patient")
_REPLICATES = 500
_EXACT = 1e-9
_LOW_SHARE = (
    0.9  # of intervals: few articles to a group make a bootstrap hold a little less than .95
)
_STREAM = 1_000_003  # from one random order to the next

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Result:
    """One row: what was found, what was expected, and what that means."""

    detail: str
    statistic: str
    observed: float
    expected: float
    low: float
    high: float
    p: float
    verdict: str


def placebo(stance: Stance, check: str) -> Table:
    """Run one check; see `Stance.placebo`."""
    if check not in PLACEBOS:
        raise unknown_name("check", check, PLACEBOS)  # noqa: EM101  (a kind, not a message)
    run: dict[str, Callable[[Stance], Iterator[_Result]]] = {
        "roster_swap": _roster_swap,
        "outlet_permutation": _outlet_permutation,
        "random_targets": _random_targets,
        "length": _length,
        "ablation": _ablation,
    }
    found = list(run[check](stance))
    columns: dict[str, Any] = {"check": Strings.encode([check] * len(found))}
    for name in ("detail", "statistic"):
        columns[name] = Strings.encode([getattr(row, name) for row in found])
    for name in ("observed", "expected", "low", "high", "p"):
        columns[name] = np.array([getattr(row, name) for row in found], dtype=np.float64)
    columns["verdict"] = Strings.encode([row.verdict for row in found])
    return Table(columns, name="placebo")


def _score(stance: Stance, evidence: _core.Evidence, **options: Any) -> dict[str, Any]:
    """Score other evidence as the stance was scored."""
    source = stance._source
    given = {**stance._instrument.options(), "seed": stance._seed, **options}
    core = given.pop("grouping", stance._groups.core)
    return _core.score_stance(
        core, len(source.faction_ids), evidence, threads=source.threads, **given
    )


def _of_voice(stance: Stance, scores: dict[str, Any], column: str) -> Floats:
    """One column of the stance's voice, groups x factions."""
    keep = scores["voice"] == VOICES.index(voice_of(stance, None))
    square = scores[column][keep].reshape(len(stance._groups.names), -1)
    return np.asarray(square, dtype=np.float64)


# ---- Swapped rosters ----------------------------------------------------------------------------


def _roster_swap(stance: Stance) -> Iterator[_Result]:
    for a, b in combinations(stance._source.faction_ids, 2):
        off = stance.check_roster_swap(a, b)
        verdict = "as expected" if off <= _EXACT else "not as expected"
        what = "largest deviation from an exact flip"
        yield _Result(f"{a}, {b}", what, off, 0.0, 0.0, _EXACT, math.nan, verdict)


# ---- Groups dealt out at random -----------------------------------------------------------------


def _outlet_permutation(stance: Stance) -> Iterator[_Result]:
    """Compare the spread of the groups' means with that of groups made at random."""
    names = stance._source.faction_ids
    what = "standard deviation of the group means"
    if stance.by == "document" or len(stance._groups.names) < 2:
        for name in names:
            yield _Result(name, what, *(math.nan,) * 5, "insufficient")
        return
    means = _article_means(stance)
    observed = _spread(means, stance._groups.of_documents)
    null = np.array([_spread(means, _dealt(stance, k)) for k in range(_PERMUTATIONS)])
    for f, name in enumerate(names):
        mine = null[:, f][~np.isnan(null[:, f])]
        if np.isnan(observed[f]) or not len(mine):
            yield _Result(name, what, *(math.nan,) * 5, "insufficient")
            continue
        p = (1 + int(np.sum(mine >= observed[f] - _EXACT))) / (1 + len(mine))
        low, high = np.quantile(mine, [0.025, 0.975])
        verdict = "groups differ" if p <= 0.05 else "no more than chance"
        row = (float(observed[f]), float(mine.mean()), float(low), float(high), p)
        yield _Result(name, what, *row, verdict)


def _article_means(stance: Stance) -> Floats:
    """Score of each article, articles x factions; NaN without a mention."""
    source = stance._source
    rows = stance._evidence.rows()
    score, weight = np.asarray(source.evidence.scores(), dtype=np.float64), rows["weight"]
    keep = np.asarray(rows["faction"]) >= 0
    voice = voice_of(stance, None)
    if voice != "all":
        keep &= np.asarray(rows["voice"]) == VOICES.index(voice)
    shape = (len(source.corpus), len(source.faction_ids))
    cell = rows["document"][keep].astype(np.int64) * shape[1] + rows["faction"][keep]
    size = shape[0] * shape[1]
    bottom = np.bincount(cell, weights=weight[keep], minlength=size)
    top = np.bincount(cell, weights=(weight * score)[keep], minlength=size)
    with np.errstate(invalid="ignore"):
        return np.asarray((top / np.where(bottom > 0, bottom, np.nan)).reshape(shape))


def _spread(means: Floats, group: npt.NDArray[np.int32]) -> Floats:
    """Spread of the group means of each faction, among groups of five articles or more."""
    result = np.full(means.shape[1], np.nan)
    for f in range(means.shape[1]):
        keep = (group >= 0) & ~np.isnan(means[:, f])
        count = np.bincount(group[keep], minlength=1)
        total = np.bincount(group[keep], weights=means[keep, f], minlength=1)
        enough = count >= 5
        if enough.sum() >= 2:
            result[f] = np.std(total[enough] / count[enough])
    return result


def _dealt(stance: Stance, number: int) -> npt.NDArray[np.int32]:
    """Deal the groups out anew: within stories where there are any, else among all articles."""
    group = stance._groups.of_documents
    dealt = group.copy()
    stories = stance._sets.stories
    block = np.zeros(len(group), dtype=np.int32) if stories is None else stories
    held = np.flatnonzero(group >= 0)
    if stories is not None:
        held = held[stories[held] >= 0]
    # Two orders of the same articles, both by block: as they are, and at random within.
    order = held[np.argsort(block[held], kind="stable")]
    mixed = held[np.lexsort((_permutation(len(held), stance._seed, number), block[held]))]
    dealt[order] = group[mixed]
    return dealt


# ---- Factions dealt out at random ---------------------------------------------------------------


def _random_targets(stance: Stance) -> Iterator[_Result]:
    """Count the intervals for sampling error alone that hold the true contrast, which is 0."""
    source = stance._source
    rows = stance._evidence.rows()
    faction, document = np.asarray(rows["faction"]), np.asarray(rows["document"])
    held = np.flatnonzero(faction >= 0)
    exact = Instrument(measurement_sd=0.0, transfer_sd=0.0)
    articles = np.unique(document[held])
    hits: dict[tuple[str, str], list[bool]] = {}
    for k in range(_SHUFFLES):
        # Whole factions change places in half of the articles, so that mentions keep together.
        swapped = articles[_permutation(len(articles), stance._seed, k)[: len(articles) // 2]]
        moved = held[np.isin(document[held], swapped)]
        for (a, name_a), (b, name_b) in combinations(enumerate(source.faction_ids), 2):
            mixed = faction.astype(np.int32)
            mixed[moved[faction[moved] == a]] = b
            mixed[moved[faction[moved] == b]] = a
            shuffled = _core.replace_evidence(source.evidence, factions=mixed)
            found = _contrast(stance, shuffled, a, b, exact)
            hits.setdefault((name_a, name_b), []).extend(found)
    for names, held_zero in hits.items():
        detail, what = ", ".join(names), "share of intervals that hold 0"
        if len(held_zero) < _LEAST_INTERVALS:
            yield _Result(detail, what, *(math.nan,) * 5, "insufficient")
            continue
        share = float(np.mean(held_zero))
        verdict = "as expected" if _LOW_SHARE <= share <= 1 else "not as expected"
        yield _Result(detail, what, share, 0.95, _LOW_SHARE, 1.0, math.nan, verdict)


def _permutation(n: int, seed: int, number: int) -> npt.NDArray[np.intp]:
    """Give a random order of n things."""
    order, _ = _core.draw_sample(np.ones(n), None, n, seed=seed + (number + 1) * _STREAM)
    return np.asarray(order, dtype=np.intp)


def _contrast(
    stance: Stance, evidence: _core.Evidence, a: int, b: int, instrument: Instrument
) -> list[bool]:
    """Whether the interval of each group with enough evidence holds 0."""
    source = stance._source
    found = _core.contrast_factions(
        stance._groups.core,
        len(source.faction_ids),
        evidence,
        a,
        b,
        seed=stance._seed,
        replicates=_REPLICATES,
        threads=source.threads,
        **instrument.options(),
    )
    keep = (found["voice"] == VOICES.index(voice_of(stance, None))) & (
        found["verdict"] < VERDICTS.index("insufficient")
    )
    inside = (found["low"] <= 0) & (found["high"] >= 0)
    return [bool(value) for value in inside[keep]]


# ---- Length -------------------------------------------------------------------------------------


def _length(stance: Stance) -> Iterator[_Result]:
    """Correlate the scores of articles with their length."""
    corpus = stance._source.corpus
    length = np.array([len(corpus.text(i)) for i in range(len(corpus))])
    means = _article_means(stance)
    for f, name in enumerate(stance._source.faction_ids):
        known = ~np.isnan(means[:, f])
        n, what = int(known.sum()), "rank correlation of score and length"
        flat = n < _LEAST_ARTICLES or np.ptp(means[known, f]) == 0 or np.ptp(length[known]) == 0
        if flat:
            yield _Result(name, what, *(math.nan,) * 5, "insufficient")
            continue
        rho = spearmanr(means[known, f], length[known])
        margin = 1.96 / math.sqrt(n - 1)
        verdict = "as expected" if rho.pvalue > 0.05 else "not as expected"
        yield _Result(
            name, what, float(rho.statistic), 0.0, -margin, margin, float(rho.pvalue), verdict
        )


# ---- Ablation -----------------------------------------------------------------------------------


def _ablation(stance: Stance) -> Iterator[_Result]:
    """Count the mentions with one kind of cue as neutral."""
    evidence = stance._source.evidence
    kinds = np.asarray(evidence.cue_kinds())
    scores = np.asarray(evidence.scores(), dtype=np.float64)
    fit = stance._instrument.calibration
    neutral = 0.0 if fit is None else fit.offset
    whole = _of_voice(stance, _score(stance, evidence, replicates=2), "score").ravel()
    for signal in _SIGNALS:
        bit = 1 << _core.Evidence.kind_names.index(signal)
        left = np.where(kinds & bit != 0, neutral, scores)
        without = _core.replace_evidence(evidence, scores=left)
        found = _of_voice(stance, _score(stance, without, replicates=2), "score").ravel()
        known = ~np.isnan(whole) & ~np.isnan(found)
        rho = _rank_correlation(whole[known], found[known])
        share = float(np.mean(kinds & bit != 0)) if len(kinds) else math.nan
        verdict = "major" if rho < _MAJOR else "minor"
        verdict = "insufficient" if math.isnan(rho) else verdict
        detail = f"without {signal} ({share:.1%} of mentions)"
        what = "rank correlation with the scores as they are"
        yield _Result(detail, what, rho, 1.0, math.nan, math.nan, math.nan, verdict)


def _rank_correlation(a: Floats, b: Floats) -> float:
    if len(a) < 3 or np.ptp(a) == 0 or np.ptp(b) == 0:
        return math.nan
    return float(spearmanr(a, b).statistic)


# ---- Other settings -----------------------------------------------------------------------------


def sensitivity(stance: Stance) -> Table:
    """Score under other settings; see `Stance.sensitivity`."""
    base = _score(stance, stance._source.evidence)
    compared = [
        (setting, value, *_compare(stance, base, other))
        for setting, value, other in _variants(stance)
    ]
    columns: dict[str, Any] = {
        "setting": Strings.encode([row[0] for row in compared]),
        "value": Strings.encode([row[1] for row in compared]),
        "rows": np.array([row[2] for row in compared], dtype=np.int64),
    }
    for i, name in enumerate(("correlation", "mean_change", "largest_change"), start=3):
        columns[name] = np.array([row[i] for row in compared], dtype=np.float64)
    for i, name in enumerate(("verdicts_changed", "signs_flipped"), start=6):
        columns[name] = np.array([row[i] for row in compared], dtype=np.int64)
    stable = [row[7] == 0 and (math.isnan(row[3]) or row[3] >= _MAJOR) for row in compared]
    columns["verdict"] = Strings.encode(["stable" if good else "sensitive" for good in stable])
    return Table(columns, name="sensitivity")


def _variants(stance: Stance) -> Iterator[tuple[str, str, dict[str, Any]]]:
    source, instrument = stance._source, stance._instrument
    if instrument.calibration is None:
        for other in SCORERS:
            if other != source.scorer:
                read = find_source(source, other)
                options = instrument_of(other).options()
                yield "scorer", other, _score(stance, read.evidence, **options)
        for factor in (0.5, 2.0):
            sd = instrument.transfer_sd * factor
            options = replace(instrument, transfer_sd=sd).options()
            yield "transfer_sd", f"{sd:.2f}", _score(stance, source.evidence, **options)
        if stance.by != "document":
            yield "shrink", "no", _score(stance, source.evidence, shrink=False)
    voice = voice_of(stance, None)
    if voice != "all":
        everything = _score(stance, source.evidence)
        of_all = everything["voice"] == VOICES.index("all")
        mine = everything["voice"] == VOICES.index(voice)
        swapped = {key: values.copy() for key, values in everything.items()}
        for key in ("score", "verdict"):
            swapped[key][mine] = everything[key][of_all]
        yield "voice", "all", swapped


def _compare(
    stance: Stance, base: dict[str, Any], other: dict[str, Any]
) -> tuple[int, float, float, float, int, int]:
    before, after = (_of_voice(stance, scores, "score").ravel() for scores in (base, other))
    judged = [_of_voice(stance, scores, "verdict").ravel() for scores in (base, other)]
    known = ~np.isnan(before) & ~np.isnan(after)
    change = np.abs(before - after)[known]
    signs = [np.where(v == 0, 1, np.where(v == 1, -1, 0))[known] for v in judged]
    return (
        int(known.sum()),
        _rank_correlation(before[known], after[known]),
        float(change.mean()) if len(change) else math.nan,
        float(change.max()) if len(change) else math.nan,
        int(np.sum(judged[0][known] != judged[1][known])),
        int(np.sum(signs[0] * signs[1] < 0)),
    )
