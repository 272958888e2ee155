"""Similarity at scale beside others: the same articles, one run, equal results first.

    python -m bench.similarity ARTICLES... [--parts tfidf partners sketches reuse cost] [--threads 1 2]

* tfidf: raw text to TF-IDF vectors, beside scikit-learn's ``TfidfVectorizer``. Words are cut by
  different rules, so vectors are not the same; the share of equal words is printed.
* partners: the exact ten best partners of every article by cosine, beside ``sparse_dot_topn`` on the
  same vectors. The scores must be the same.
* sketches: raw text to MinHash sketches of runs of five words, beside ``datasketch`` and ``rensa``
  (which get lower-case words by white space), and hashes to sketches beside rensa's kernel.
* reuse: passages in common to articles of different outlets, aligned. No peer does it.
* cost: wall seconds for growing parts of the articles, the exponent of a power law through all parts
  but the smallest, and the peak of memory with all.

CPU seconds; ratios are to polyvocal on one thread. Peers come from
``pip install --group bench``; those that are missing are left out.
"""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("RAYON_NUM_THREADS", "1")

import numpy as np
from scipy.sparse import csr_matrix

import polyvocal as pv
from bench._timing import HEAD, Timed, show, timed
from polyvocal import _core
from polyvocal.similarity import Sketches

PARTS = ("tfidf", "partners", "sketches", "reuse", "cost")
SHARES = (0.01, 0.04, 0.16, 0.64, 1.0)
SLOTS, RUN = 128, 5


def peer(name: str) -> Any:
    """Import a library, or None."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed: left out")
        return None


def vectors_of(corpus: Any, threads: int) -> Any:
    """Raw text to TF-IDF, by words alone."""
    return _core.vectorize(corpus, threads=threads)[0]


def ours(work: Callable[[int], Any], name: str, options: argparse.Namespace) -> tuple[Timed, float]:
    """Time and print ours for each number of threads; give the first, and its CPU time."""
    found = {t: timed(partial(work, t), options.rounds) for t in options.threads}
    base = found[options.threads[0]].cpu
    for t in options.threads:
        show(f"polyvocal, {name}", t, found[t], base)
    return found[options.threads[0]], base


def compare_tfidf(corpus: pv.Corpus, texts: list[str], options: argparse.Namespace) -> None:
    """Raw text to weighted words."""
    _, base = ours(lambda t: vectors_of(corpus._core, t), "text to TF-IDF", options)
    text = peer("sklearn.feature_extraction.text")
    if text is None:
        return
    model = text.TfidfVectorizer(sublinear_tf=True, dtype=np.float32)
    theirs = timed(lambda: model.fit_transform(texts), 1)
    show("scikit-learn TfidfVectorizer", 1, theirs, base)
    mine = set(_core.segment(corpus._core).keys()["key"])
    known = set(model.vocabulary_)
    print(f"words of theirs that are ours too: {len(known & mine) / len(known):.2f}")


def to_scipy(rows: Any) -> csr_matrix:
    """Copy rows: the peer takes no read-only arrays."""
    parts = (rows.values.copy(), rows.indices.copy(), rows.indptr.copy())
    return csr_matrix(parts, shape=rows.shape)


def compare_partners(corpus: pv.Corpus, options: argparse.Namespace) -> None:
    """Ten best partners of every article."""
    rows = vectors_of(corpus._core, 0)
    found, base = ours(lambda t: _core.top_cosine(rows, top=10, threads=t), "10 partners", options)
    library = peer("sparse_dot_topn")
    if library is None:
        return
    matrix = to_scipy(rows)
    turned = csr_matrix(matrix.T)
    theirs = timed(lambda: library.sp_matmul_topn(matrix, turned, top_n=11, sort=True), 1)
    show("sparse_dot_topn", 1, theirs, base)
    print(f"largest difference of scores: {difference(found.result, theirs.result):.1e}")


def difference(mine: Any, theirs: csr_matrix) -> float:
    """Largest difference of the best scores of a row, between ours and the peer's (itself dropped)."""
    a, b, score = mine
    n = theirs.shape[0]
    best: list[list[float]] = [[] for _ in range(n)]
    for x, y, value in zip(a.tolist(), b.tolist(), score.tolist(), strict=True):
        best[x].append(value)
        best[y].append(value)
    worst = 0.0
    for row in range(n):
        cells = slice(theirs.indptr[row], theirs.indptr[row + 1])
        other = theirs.indices[cells] != row
        wanted = np.sort(theirs.data[cells][other])[::-1][:10]
        found = np.sort(best[row])[::-1][: len(wanted)]
        worst = max(worst, float(np.abs(found - wanted).max(initial=0)))
    return worst


def runs_of(text: str) -> list[str]:
    """Cut a text into runs of words, for the peers."""
    words = text.lower().split()
    return [" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))]


def compare_sketches(corpus: pv.Corpus, texts: list[str], options: argparse.Namespace) -> None:
    """Raw text to sketches; then hashes to sketches."""
    names = {f"{i}": text for i, text in enumerate(texts)}
    _, base = ours(
        lambda t: Sketches(slots=SLOTS, words=RUN).update(corpus, threads=t),
        "text of a Corpus to sketches",
        options,
    )
    ours(
        lambda t: Sketches(slots=SLOTS, words=RUN).update(names, threads=t),
        "list of str to sketches",
        options,
    )
    some = texts[: options.peer_articles]
    share = sum(map(len, some)) / max(1, sum(map(len, texts)))

    def scaled(name: str, work: Callable[[], Any]) -> None:
        found = timed(work, 1)
        whole = Timed(found.cpu / share, found.wall / share, found.peak, None)
        show(f"{name} ({len(some):,} articles, scaled up)", 1, whole, base)

    datasketch, rensa = peer("datasketch"), peer("rensa")
    if datasketch is not None:

        def by_datasketch() -> None:
            for text in some:
                sketch = datasketch.MinHash(num_perm=SLOTS)
                sketch.update_batch([run.encode() for run in runs_of(text)])

        scaled("datasketch", by_datasketch)
    if rensa is None:
        return
    scaled(
        "rensa",
        lambda: rensa.RMinHash.digest_matrix_from_token_sets([runs_of(x) for x in some], SLOTS, 0),
    )
    lengths = [max(1, len(text.split()) - RUN + 1) for text in texts]
    begin = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    hashes = np.random.default_rng(0).integers(0, 1 << 63, int(begin[-1])).astype(np.uint64)
    _, kernel = ours(
        lambda t: _core.sketch_sets(hashes, begin, slots=SLOTS, threads=t),
        f"{len(hashes):,} hashes to sketches",
        options,
    )
    theirs = timed(
        lambda: rensa.RMinHash.digest_matrix_from_flat_token_hashes(hashes, begin, SLOTS, 0),
        options.rounds,
    )
    show("rensa's kernel", 1, theirs, kernel)


def find_reuse(corpus: Any, threads: int, segments: Any = None) -> Any:
    """Passages in common to outlets, by words; from raw text unless segments are given."""
    segments = _core.segment(corpus, threads=threads) if segments is None else segments
    return _core.find_reuse(
        corpus, segments, other_outlets_only=True, garbled=False, threads=threads
    )


def measure_reuse(corpus: pv.Corpus, options: argparse.Namespace) -> None:
    """Reused text between outlets."""
    found, _ = ours(lambda t: find_reuse(corpus._core, t), "text to aligned passages", options)
    print(f"passages: {len(found.result['passages']['a']):,}")


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Slope of log seconds over log size."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def work_on(core: Any, segments: Any, vectors: Any) -> dict[str, Callable[[int], Any]]:
    """Give what is timed on one part of the articles, each on a number of threads."""
    dates = np.asarray(core.dates)
    return {
        "TF-IDF of segments": lambda t: _core.word_vectors(segments, threads=t),
        "10 partners": lambda t: _core.top_cosine(vectors, threads=t),
        "10 partners, 3 days": lambda t: _core.top_cosine(vectors, days=3, dates=dates, threads=t),
        "sketches": lambda t: _core.Sketches(SLOTS, RUN, 0).add_corpus(core, threads=t),
        "reuse": lambda t: find_reuse(core, t, segments),
    }


def measure_cost(corpus: pv.Corpus, options: argparse.Namespace) -> None:
    """Seconds for every hundredth, every 25th, ... article: a sample of all outlets and days."""
    rows = [{"id": d.id, "outlet": d.outlet, "date": d.date, "text": d.text} for d in corpus]
    sizes: list[int] = []
    found: dict[tuple[int, str], list[Timed]] = {}
    order = np.random.default_rng(0).permutation(len(rows))
    for share in SHARES:
        kept = [rows[i] for i in np.sort(order[: max(1, round(share * len(rows)))]).tolist()]
        part = pv.read_corpus(kept, progress=False)._core
        segments = _core.segment(part)
        vectors = _core.word_vectors(segments)
        sizes.append(len(kept))
        rounds = options.rounds if share < 0.5 else 1
        for name, work in work_on(part, segments, vectors).items():
            for threads in options.threads:
                timing = timed(partial(work, threads), rounds)
                found.setdefault((threads, name), []).append(replace(timing, result=None))
    print(
        f"{'wall seconds for articles':<28}{'thr':>4}"
        + "".join(f"{n:>9,}" for n in sizes)
        + "  exponent  peak MB"
    )
    for (threads, name), timings in found.items():
        walls = [timing.wall for timing in timings]
        cells = "".join(f"{wall:>9.3f}" for wall in walls)
        slope = exponent(sizes[1:], walls[1:])
        print(f"{name:<28}{threads:>4}{cells}{slope:>10.2f}{timings[-1].peak:>9.0f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.similarity", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--peer-articles", type=int, default=1000)
    options = parser.parse_args()
    corpus = pv.read_corpus(options.paths, progress=False)
    texts = [corpus._core.text(i) for i in range(len(corpus))]
    size = sum(corpus._core.text_size(i) for i in range(len(corpus)))
    print(f"{len(corpus):,} articles, {size / 1e6:.1f} MB")
    print(HEAD)
    if "tfidf" in options.parts:
        compare_tfidf(corpus, texts, options)
    if "partners" in options.parts:
        compare_partners(corpus, options)
    if "sketches" in options.parts:
        compare_sketches(corpus, texts, options)
    if "reuse" in options.parts:
        measure_reuse(corpus, options)
    if "cost" in options.parts:
        measure_cost(corpus, options)


if __name__ == "__main__":
    main()
