"""The outlets' permutation test, beside loops over scipy, in one run and on one thread.

    python -m bench.outlets ARTICLES.jsonl.gz [MORE ...] [--outlets 46] [--permutations 999]

The outlets with most articles are compared, each two by excess Jensen-Shannon divergence. The loops
do the same by the same definition, for some pairs and permutations only, and their time is scaled up
to all; `checked` is the largest difference of their observed divergences from ours. Seconds are CPU
seconds.

* scipy: articles as a sparse matrix, the sums of one outlet by a matrix product, and
  ``scipy.spatial.distance.jensenshannon``;
* numpy: the same sums, and the formula written out, on the words that both outlets have.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack
from scipy.spatial.distance import jensenshannon

from bench.quality._outlet_pairs import count_words
from polyvocal import _core

Floats = npt.NDArray[np.float64]
Distance = Callable[[Floats, Floats], float]

_SHARE_OF_PERMUTATIONS = 20
_PAIRS = 12


def scipy_divergence(p: Floats, q: Floats) -> float:
    """Scipy's distance is the root of the divergence."""
    return float(jensenshannon(p, q, base=2)) ** 2


def numpy_divergence(p: Floats, q: Floats) -> float:
    """Only terms of both outlets change the sum: the others add their share."""
    both = (p > 0) & (q > 0)
    x, y = p[both], q[both]
    whole = x + y
    common = whole @ np.log2(whole) - x @ np.log2(x) - y @ np.log2(y)
    return float(1 - common / 2)


def loop(
    first: csr_array, second: csr_array, permutations: int, distance: Distance
) -> tuple[float, float, float]:
    """Observed divergence of a pair, mean of its permutations, and seconds."""
    random = np.random.default_rng(0)
    begin = time.process_time()
    rows = csr_array(vstack([first, second]))
    a, n = first.shape[0], rows.shape[0]
    rows = csr_array(rows[:, np.unique(rows.indices)])
    total = np.asarray(rows.sum(axis=0)).ravel()
    values = []
    for replicate in range(permutations + 1):
        member = np.zeros(n)
        member[np.arange(a) if replicate == 0 else random.permutation(n)[:a]] = 1
        part = member @ rows
        rest = np.maximum(total - part, 0)
        rest[rest < 1e-12] = 0
        values.append(distance(part / part.sum(), rest / rest.sum()))
    return values[0], float(np.mean(values[1:])), time.process_time() - begin


def weigh(counts: csr_array) -> csr_array:
    """1 + ln count, each article's weights adding up to 1."""
    rows = counts.astype(np.float64)
    rows.data = 1 + np.log(rows.data)
    sums = np.asarray(rows.sum(axis=1)).ravel()
    rows.data /= np.repeat(sums, np.diff(rows.indptr))
    return rows


def main() -> None:
    """Time and check."""
    parser = argparse.ArgumentParser(prog="python -m bench.outlets", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--outlets", type=int, default=46)
    parser.add_argument("--permutations", type=int, default=999)
    options = parser.parse_args()
    loaded = [count_words(path) for path in options.paths]
    if len(loaded) != 1:
        parser.error("give one file: files have word numbers of their own")
    corpus = loaded[0]
    largest = sorted(corpus.of_outlet, key=lambda name: (-len(corpus.of_outlet[name]), name))
    names = largest[: options.outlets]
    groups = np.full(corpus.counts.shape[0], -1, dtype=np.int32)
    for code, name in enumerate(names):
        groups[corpus.of_outlet[name]] = code
    counts = corpus.counts
    sparse = _core.SparseRows(counts.indptr, counts.indices, counts.data, counts.shape[1])
    begin = time.process_time()
    found = _core.compare_divergence(
        sparse, groups, len(names), permutations=options.permutations, threads=1
    )
    ours = time.process_time() - begin

    weights = weigh(counts)
    pairs = len(names) * (len(names) - 1) // 2
    random = np.random.default_rng(1)
    chosen = [random.choice(len(names), 2, replace=False) for _ in range(_PAIRS)]
    permutations = max(1, options.permutations // _SHARE_OF_PERMUTATIONS)
    result: dict[str, object] = {
        "articles": int((groups >= 0).sum()),
        "outlets": len(names),
        "pairs": pairs,
        "permutations": options.permutations,
        "polyvocal": ours,
    }
    for title, distance in (("scipy", scipy_divergence), ("numpy", numpy_divergence)):
        seconds, difference = 0.0, 0.0
        for a, b in chosen:
            rows = [weights[groups == code] for code in (a, b)]
            observed, _, spent = loop(rows[0], rows[1], permutations, distance)
            seconds += spent
            difference = max(difference, abs(observed - found["divergence"][a, b]))
        scaled = seconds * pairs / _PAIRS * (options.permutations + 1) / (permutations + 1)
        result |= {
            title: scaled,
            f"{title} / polyvocal": scaled / ours,
            f"{title} checked": difference,
        }
    for key, value in result.items():
        print(f"{key:<24} {value:.6g}" if isinstance(value, float) else f"{key:<24} {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
