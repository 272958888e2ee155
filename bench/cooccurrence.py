"""Speed of co-occurrence counts beside others, on the same input in the same run.

    python -m bench.cooccurrence ARTICLES... [--threads 1 2] [--names 2000] [--window 10] [--min-count 5]

Documents: the most frequent words of each article as names (sets of word numbers); pairs of names that
share an article, beside scipy's X'X without and with sorted indices. Equal results first.

Windows: words near words, both ways, weight 1/d: from a segmented corpus alone, and from lists of str
beside glove-python (the fork bicleaner-ai-glove, whose wheels fit this Python). CPU seconds, best of the rounds; peak memory above the input.
"""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array

import polyvocal as pv
from bench._timing import HEAD, show, timed
from polyvocal import _core
from polyvocal.cooccurrence import count_words


def numbered_words(corpus: pv.Corpus) -> list[Any]:
    """Give every word of every article a number, frequent words first."""
    segments = _core.segment(corpus._core)
    keys = np.asarray(segments.vocabulary()["key"])
    return [
        keys[segments.tokens(corpus._core, i)["type"]].astype(np.int32) for i in range(len(corpus))
    ]


def compare_documents(articles: list[Any], names: int, threads: list[int], rounds: int) -> None:
    """Pairs of names that share an article."""
    rows = [np.unique(words[(words >= 0) & (words < names)]) for words in articles]
    begin = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    items = np.concatenate(rows).astype(np.int32)
    x = csr_array((np.ones(len(items), np.int32), items, begin), shape=(len(rows), names))
    print(f"documents: {len(rows):,} articles, {names:,} names, {len(items):,} namings")
    ours = {
        t: timed(lambda t=t: _core.count_incidence(begin, items, names, threads=t), rounds)
        for t in threads
    }
    base = ours[threads[0]].cpu

    def product(*, in_order: bool) -> csr_array:
        result = csr_array(x.T @ x)
        if in_order:
            result.sort_indices()
        return result

    plain = timed(lambda: product(in_order=False), rounds)
    in_order = timed(lambda: product(in_order=True), rounds)
    check = csr_array(in_order.result)
    check.setdiag(0)
    check.eliminate_zeros()
    mine = ours[threads[0]].result
    same = np.array_equal(check.indices, mine["indices"]) and np.array_equal(
        check.data, mine["values"]
    )
    print(f"the same counts: {same}")
    for t in threads:
        show("polyvocal, rows in order", t, ours[t], base)
    show("scipy X'X", 1, plain, base)
    show("scipy X'X, rows in order", 1, in_order, base)


def compare_windows(corpus: pv.Corpus, articles: list[Any], options: Any) -> None:
    """Words near words."""
    segments = _core.segment(corpus._core)
    regions = _core.region_names()

    def count(t: int) -> Any:
        return _core.count_word_windows(
            segments,
            regions=regions,
            size=options.window,
            weight="harmonic",
            decay=5.0,
            directed=False,
            upper=True,
            min_count=options.min_count,
            max_bytes=0,
            threads=t,
        )

    words = sum(len(article) for article in articles)
    print(f"windows of {options.window}: {words:,} words, from {options.min_count} times")
    ours = {t: timed(lambda t=t: count(t), options.rounds) for t in options.threads}
    base = ours[options.threads[0]].cpu
    for t in options.threads:
        show(f"polyvocal, {len(ours[t].result['indices']):,} cells", t, ours[t], base)


def compare_glove(corpus: pv.Corpus, articles: list[Any], options: Any) -> None:
    """Words near words from lists of str, beside glove-python's counter, on some articles."""
    if importlib.util.find_spec("glove") is None:
        print("glove is not installed (bicleaner-ai-glove): left out")
        return
    from glove import Corpus

    names = _core.segment(corpus._core).keys()["key"]
    texts = [[names[i] for i in words if i >= 0] for words in articles[: options.peer_articles]]
    print(f"windows of {options.window}, lists of str: {sum(map(len, texts)):,} words")

    def theirs() -> Any:
        peer = Corpus()
        peer.fit(texts, window=options.window)
        return peer

    def mine(t: int) -> Any:
        return count_words(texts, window=options.window, weight="harmonic", upper=True, threads=t)

    ours = {t: timed(lambda t=t: mine(t), options.rounds) for t in options.threads}
    base = ours[options.threads[0]].cpu
    for t in options.threads:
        show("polyvocal, lists of str", t, ours[t], base)
    peer = timed(theirs, 1)
    show("glove-python (bicleaner-ai-glove)", 1, peer, base)
    a, b = csr_array(ours[options.threads[0]].result.counts), csr_array(peer.result.matrix)
    for matrix in (a, b):
        matrix.setdiag(0)
    worst = abs(a - b).max() / abs(a).max()
    print(f"largest difference of counts, relative to the largest: {worst:.1e}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.cooccurrence", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--names", type=int, default=2000)
    parser.add_argument("--window", type=int, default=10)
    parser.add_argument("--min-count", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer-articles", type=int, default=2000)
    options = parser.parse_args()
    corpus = pv.read_corpus(options.paths, progress=False)
    articles = numbered_words(corpus)
    print(HEAD)
    compare_documents(articles, options.names, options.threads, options.rounds)
    compare_windows(corpus, articles, options)
    compare_glove(corpus, articles, options)


if __name__ == "__main__":
    main()
