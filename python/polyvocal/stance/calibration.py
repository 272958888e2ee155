"""Scores corrected by labels given by hand."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.stance._label_files import GivenLabel, LabelFormat, LabelSource, read_labels
from polyvocal.stance._source import Instrument
from polyvocal.stance.coding import Design, draw, krippendorff_alpha
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.stance.scores import Stance

__all__ = ["Calibration", "calibrate"]

_SCALES = ("nominal", "ordinal", "interval")


@dataclass(frozen=True)
class Calibration:
    """What labels by hand say of the scores.

    Attributes
    ----------
    labels : Table
        The labels used, one row an item and coder: ``sheet``, ``item``, ``coder``, ``label``; missing
        where the coder could not judge.
    agreement : Table
        Krippendorff's alpha by scale (``nominal``, ``ordinal``, ``interval``): ``alpha``, ``low``,
        ``high`` (95 %, bootstrap over items), ``items`` with two labels or more. Without rows for one
        coder.
    offset, slope : float
        A score ``s`` is now ``offset + slope s``.
    measurement_sd : float
        Spread of a label around the score of its mention.
    transfer_sd : float
        Spread, between groups and factions, of what the scores are off by.
    items, unclear, coders, cells : int
        Mentions labelled; left out because nobody could judge them; coders; groups x factions with a
        label.

    Notes
    -----
    With ``a`` the weight of a mention in the mean of its group and faction and ``p`` its probability
    of being drawn, the labelled mentions of a cell give ``r = sum(a/p (label - score)) / sum(a/p)``
    (the rectifier of prediction-powered inference, Angelopoulos et al. 2023, as a difference
    estimator under the design, Saerndal et al. 1992). The score becomes ``mean + k r``, with
    ``k = t / (t + v)``, ``v`` the variance of ``r`` and ``t`` that of what cells are off by: few labels
    correct a little, many fully. ``var_measurement`` is then ``k^2 v`` and ``var_transfer``
    ``(1 - k)^2 t``. See the method page.
    """

    labels: Table = field(repr=False)
    agreement: Table = field(repr=False)
    offset: float
    slope: float
    measurement_sd: float
    transfer_sd: float
    items: int
    unclear: int
    coders: int
    cells: int


def calibrate(stance: Stance, source: LabelSource, *, format: LabelFormat | None = None) -> Stance:
    """Make the corrected stance; see `Stance.calibrate`."""
    from polyvocal.stance.scores import Stance, score_groups

    if stance.calibration is not None:
        message = "calibrate: this stance is calibrated already; give all labels to the one before"
        raise InputError(message)
    given = read_labels(source, format)
    rows, probability = _places(stance, given)
    ratings, coders = _ratings(given)
    judged = {item: _mean(values) for item, values in ratings.items()}
    table = _label_table(stance, rows, probability, judged)
    instrument = stance._instrument
    fit = _core.fit_calibration(
        stance._groups.core,
        len(stance._source.faction_ids),
        stance._source.evidence,
        table,
        measurement_sd=instrument.measurement_sd,
        transfer_sd=instrument.transfer_sd,
    )
    unclear = sum(math.isnan(value) for value in judged.values())
    result = Calibration(
        _table_of(given),
        _agreement(ratings, coders, stance._seed),
        fit.offset,
        fit.slope,
        fit.measurement_sd,
        fit.transfer_sd,
        fit.labels,
        unclear,
        len(coders),
        fit.cells,
    )
    corrected = replace(stance._source, evidence=_core.recalibrate(stance._source.evidence, fit))
    new = Instrument(fit.measurement_sd, fit.transfer_sd, table, fit)
    return Stance(
        corrected,
        stance._groups,
        score_groups(corrected, stance._groups, new, seed=stance._seed),
        voice=stance.voice,
        seed=stance._seed,
        sets=stance._sets,
        instrument=new,
        calibration=result,
    )


def _places(stance: Stance, given: list[GivenLabel]) -> tuple[dict[str, int], dict[str, float]]:
    """Evidence row of each item, and the probability that some sheet held it."""
    if not given:
        message = "calibrate: no label; fill in the column label of a coding sheet"
        raise InputError(message)
    rows: dict[str, int] = {}
    missed: dict[str, float] = {}
    sheets: dict[str, dict[str, tuple[int, float]]] = {}
    for label in given:
        if label.sheet not in sheets:
            sheets[label.sheet] = _sheet(stance, label)
        if label.item not in sheets[label.sheet]:
            message = (
                f"{label.where}: item {label.item!r} is not in the sheet {label.sheet!r} of this "
                "stance; calibrate the stance (same corpus, actors, by, voice and scorer) that the "
                "sheet was drawn from"
            )
            raise InputError(message)
    for items in sheets.values():
        for item, (row, probability) in items.items():
            rows[item] = row
            missed[item] = missed.get(item, 1.0) * (1.0 - probability)
    return rows, {item: 1.0 - chance for item, chance in missed.items()}


def _sheet(stance: Stance, label: GivenLabel) -> dict[str, tuple[int, float]]:
    design = Design.parse(label.sheet)
    if design is None:
        message = (
            f"{label.where}: {label.sheet!r} names no sheet; keep the column sheet as coding_sheet "
            "wrote it, as in 'random-100-0'"
        )
        raise InputError(message)
    drawn = draw(stance, design)
    values = zip(drawn.rows.tolist(), drawn.probability.tolist(), strict=True)
    return dict(zip(drawn.items, values, strict=True))


def _ratings(given: list[GivenLabel]) -> tuple[dict[str, dict[str, float]], list[str]]:
    """Labels by item and coder."""
    ratings: dict[str, dict[str, float]] = {}
    where: dict[tuple[str, str], str] = {}
    for label in given:
        said = ratings.setdefault(label.item, {})
        before = said.get(label.coder)
        if before is not None and not _same(before, label.value):
            message = (
                f"{label.where}: {label.coder} labels item {label.item!r} anew (first at "
                f"{where[label.item, label.coder]}); keep one label of each coder"
            )
            raise InputError(message)
        said[label.coder] = label.value
        where[label.item, label.coder] = label.where
    return ratings, sorted({coder for said in ratings.values() for coder in said})


def _same(a: float, b: float) -> bool:
    return a == b or (math.isnan(a) and math.isnan(b))


def _mean(said: dict[str, float]) -> float:
    known = [value for value in said.values() if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def _label_table(
    stance: Stance,
    rows: dict[str, int],
    probability: dict[str, float],
    judged: dict[str, float],
) -> _core.LabelTable:
    size = len(stance._source.evidence)
    value = np.full(size, np.nan, dtype=np.float32)
    chance = np.ones(size, dtype=np.float32)
    for item, label in judged.items():
        value[rows[item]] = label
        chance[rows[item]] = probability[item]
    return _core.LabelTable(value, chance)


def _agreement(ratings: dict[str, dict[str, float]], coders: list[str], seed: int) -> Table:
    square: npt.NDArray[np.float64] = np.full((len(ratings), len(coders)), np.nan)
    for row, said in enumerate(ratings.values()):
        for coder, value in said.items():
            square[row, coders.index(coder)] = value
    scales = _SCALES if len(coders) > 1 else ()
    found = [krippendorff_alpha(square, scale=scale, seed=seed) for scale in scales]
    columns: dict[str, Any] = {"scale": Strings.encode(scales)}
    for key in ("alpha", "low", "high"):
        columns[key] = np.array([one[key] for one in found], dtype=np.float64)
    columns["items"] = np.array([one["items"] for one in found], dtype=np.int64)
    return Table(columns, name="agreement")


def _table_of(given: list[GivenLabel]) -> Table:
    return Table(
        {
            "sheet": Strings.encode([label.sheet for label in given]),
            "item": Strings.encode([label.item for label in given]),
            "coder": Strings.encode([label.coder for label in given]),
            "label": ["?" if math.isnan(label.value) else str(label.value) for label in given],
        },
        name="labels",
    )
