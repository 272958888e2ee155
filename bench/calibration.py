"""False positives of the tests of co-occurrence, where chance is all there is.

    python -m bench.calibration [--articles 30 100 1000] [--pairs 1000]

Corpora of 20 names whose articles differ in length are shuffled, keeping the articles of each name
("names") or also the names of each article ("names and lengths"); then every pair expected together
at least once is tested by either null at .05. Right is 5 per cent.
"""

from __future__ import annotations

import argparse
import json

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal.cooccurrence._null import Named, Null

_NAMES = 20
_PAIRS_OF_A_CORPUS = _NAMES * (_NAMES - 1) // 2

Matrix = npt.NDArray[np.bool_]


def draw_articles(random: np.random.Generator, articles: int) -> Matrix:
    """Names drawn independently, in articles whose lengths are log-normal."""
    share = 0.5 / np.arange(1, _NAMES + 1) ** 0.6
    length = random.lognormal(0, 0.7, articles)
    named: Matrix = random.random((articles, _NAMES)) < np.minimum(0.95, np.outer(length, share))
    return named


def pack(named: Matrix) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Rows as the core takes them."""
    begin = np.concatenate([[0], np.cumsum(named.sum(axis=1))]).astype(np.int64)
    return begin, np.nonzero(named)[1].astype(np.int32)


def shuffled(named: Matrix, keep: str, random: np.random.Generator, seed: int) -> Matrix:
    """Give the same corpus with nothing but chance in it."""
    if keep == "names":
        return np.column_stack([random.permutation(column) for column in named.T])
    begin, items = pack(named)
    moved = _core.shuffle_documents(begin, items, _NAMES, seed=seed, replicate=0)
    result = np.zeros_like(named)
    result[np.repeat(np.arange(len(named)), np.diff(moved["begin"])), moved["items"]] = True
    return result


def false_positives(keep: str, articles: int, pairs: int) -> dict[str, float]:
    """Per cent of pairs found at .05 by either null."""
    random = np.random.default_rng(0)
    found = {"documents": 0, "names": 0}
    tested, seed = 0, 0
    while tested < pairs:
        seed += 1
        named = shuffled(draw_articles(random, articles), keep, random, seed)
        together = (named.T.astype(np.int64) @ named).astype(np.int64)
        n = np.diag(together)
        i, j = np.nonzero(np.triu(np.outer(n, n) >= articles, 1))
        exact = [
            _core.hypergeometric_upper(int(together[a, b]), int(n[a]), int(n[b]), articles)
            for a, b in zip(i, j, strict=True)
        ]
        cells = np.triu(together, 1) + np.triu(together, 1).T
        p = np.ones(cells.shape)
        columns = dict(zip(("begin", "items"), pack(named), strict=True))
        p[np.nonzero(cells)] = Named.from_core(columns, _NAMES).p_values(
            Null(seed=seed), int(np.count_nonzero(cells))
        )
        found["names"] += int(np.count_nonzero(np.array(exact) <= 0.05))
        found["documents"] += int(np.count_nonzero(p[i, j] <= 0.05))
        tested += len(i)
    return {null: 100 * count / tested for null, count in found.items()}


def main() -> None:
    """Print the table and, as the last line, JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration", description=__doc__)
    parser.add_argument("--articles", nargs="+", type=int, default=[30, 100, 1000])
    parser.add_argument("--pairs", type=int, default=20 * _PAIRS_OF_A_CORPUS, help="at least")
    arguments = parser.parse_args()
    result: dict[str, dict[str, float]] = {}
    print(f"{'shuffled, keeping':<20}{'articles':>9}{'documents':>11}{'names':>8}")
    for keep in ("names and lengths", "names"):
        for articles in arguments.articles:
            rates = false_positives(keep, articles, arguments.pairs)
            result[f"{keep}, {articles}"] = rates
            print(f"{keep:<20}{articles:>9}{rates['documents']:>10.1f}%{rates['names']:>7.1f}%")
    print(json.dumps(result, sort_keys=True))


if __name__ == "__main__":
    main()
