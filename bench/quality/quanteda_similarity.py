"""Similarity of documents beside quanteda's ``textstat_simil``: do the formulas agree?.

Data: a folder with the term matrix ``irish2010_dfm.mtx`` and the tables ``irish2010_simil_*.csv``
(quanteda.textstats 0.97.3). Measure: largest difference of each table; 1e-6 is wanted.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.io import mmread

from polyvocal.outlets import measures

Floats = npt.NDArray[np.float64]


def read_square(path: Path) -> Floats:
    """Read a table with names in its first row and column."""
    with path.open(encoding="utf-8", newline="") as lines:
        return np.array([row[1:] for row in list(csv.reader(lines))[1:]], dtype=np.float64)


def run(path: Path) -> dict[str, object]:
    """Compare every measure that has a table."""
    counts = np.asarray(mmread(path / "irish2010_dfm.mtx").todense(), dtype=np.float64)
    result: dict[str, object] = {"documents": counts.shape[0], "features": counts.shape[1]}
    for name in measures.__all__:
        file = path / f"irish2010_simil_{name}.csv"
        found = getattr(measures, name)(counts)
        result[name] = float(np.abs(found - read_square(file)).max())
    return result
