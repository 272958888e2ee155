"""Scores that another program has written to a table."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt

from polyvocal.errors import SchemaError
from polyvocal.scorers import Batch

__all__ = ["PrecomputedScorer"]

_COLUMNS = ("sentence", "target", "negative", "neutral", "positive")


class PrecomputedScorer:
    """Read scores from a CSV file: ``sentence, target, negative, neutral, positive``.

    Mentions that the file lacks are left out, and counted in a warning.

    Parameters
    ----------
    path : path
    name : str, default "precomputed"

    Raises
    ------
    SchemaError
        For missing columns, or a probability that is no number; with file and line.
    """

    def __init__(self, path: str | Path, *, name: str = "precomputed") -> None:
        self.name = name
        self._rows = _read(Path(path))

    def score(self, batch: Batch, /) -> npt.NDArray[np.float64]:
        """Return P(negative), P(neutral), P(positive) of each mention; NaN for unknown ones."""
        unknown = (np.nan, np.nan, np.nan)
        rows = [
            self._rows.get((sentence, sentence[start:end]), unknown)
            for sentence, start, end in zip(batch.sentences, batch.starts, batch.ends, strict=True)
        ]
        return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _read(path: Path) -> dict[tuple[str, str], tuple[float, float, float]]:
    rows = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            message = f"{path}: no column {missing[0]!r}; it needs {', '.join(_COLUMNS)}"
            raise SchemaError(message)
        for row in reader:
            try:
                values = (float(row["negative"]), float(row["neutral"]), float(row["positive"]))
            except (TypeError, ValueError):
                message = f"{path}, line {reader.line_num}: a probability is no number"
                raise SchemaError(message) from None
            rows[row["sentence"], row["target"]] = values
    return rows
