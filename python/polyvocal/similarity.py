"""Who tells the same story: similarity of articles and outlets, and the text they share."""

from __future__ import annotations

import html
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from polyvocal import _core
from polyvocal.cooccurrence import month_of
from polyvocal.errors import CapacityError, InputError, PolyvocalError
from polyvocal.matrix import LabelledMatrix, check_name
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    import pandas as pd

    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = ["Kind", "Map", "Of", "Similarity", "Tree", "make_similarity"]

Of = Literal["document", "outlet"]
Kind = Literal["words", "story", "actors", "side", "reuse"]
Progress = Callable[[int, int], None] | None

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

_KINDS: tuple[Kind, ...] = ("words", "story", "actors", "side", "reuse")
#: Up to so many documents every pair is compared; above, the best partners of each.
FULL_MATRIX = 2000
#: Articles of the same story appear within so many days (used above FULL_MATRIX).
STORY_DAYS = 3

_MANY_ARTICLES = 10_000
_ONE_EACH = "no interval: one article on each side"
_TOO_FEW = "too few articles"
_NO_TEST = "no test for this kind"
_UNDEFINED = {
    "words": "undefined: an article has no words that count",
    "story": "undefined: an article has no words that count",
    "actors": "undefined: an article names no actor",
    "side": "undefined: no faction scored in both",
    "reuse": "undefined: an article is all boilerplate",
}

# P(same story) = 1 / (1 + exp(-(a + b sqrt(cosine)))), fitted by `python -m bench.quality story` on
# the 152 English pairs of SemEval-2022 task 8 (same story: overall score below 2.5).
_STORY = (-4.893, 11.759)
#: With fewer articles the word weights are not those the probability was fitted with.
STORY_ARTICLES = 100


@dataclass(frozen=True)
class Tree:
    """A dendrogram by average linkage of 1 - similarity.

    ``numpy.asarray(tree)`` is scipy's linkage matrix: left, right, height, number of leaves.

    Parameters
    ----------
    labels : tuple of str
        Names of the leaves.
    merges : array
        One row a merge, as above; numbers from ``len(labels)`` on are earlier merges.
    order : tuple of str
        Leaves from left to right.
    """

    labels: tuple[str, ...]
    merges: Floats
    order: tuple[str, ...]

    def __array__(
        self, dtype: npt.DTypeLike | None = None, copy: bool | None = None
    ) -> npt.NDArray[Any]:
        if copy:
            return np.array(self.merges, dtype=dtype)
        return np.asarray(self.merges, dtype=dtype)


@dataclass(frozen=True)
class Map:
    """Places in the plane by classical scaling of 1 - similarity.

    Parameters
    ----------
    labels : tuple of str
    points : array
        One row a label, two columns.
    stress : float
        Kruskal's stress-1: 0 is perfect, above .2 poor.
    explained : tuple of float
        Part of the (positive) variation that each axis shows.
    """

    labels: tuple[str, ...]
    points: Floats
    stress: float
    explained: tuple[float, ...]

    def table(self) -> Table:
        """One row a label: ``label, x, y``."""
        columns = {"label": list(self.labels), "x": self.points[:, 0], "y": self.points[:, 1]}
        return Table(columns, name="map")


@dataclass(frozen=True)
class _Pairs:
    """Scores of unordered pairs; `extra` are further columns of the table."""

    a: Ints
    b: Ints
    score: Floats
    low: Floats
    high: Floats
    p: Floats
    q: Floats
    verdict: Strings
    extra: dict[str, npt.NDArray[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Similarity:
    """How alike articles or outlets are in one respect. Immutable.

    Made by ``study.similarity(of=..., kind=...)``. Up to 2,000 articles every pair has a score;
    above, the ten best partners of each article have one (within three days when dates are known).

    Notes
    -----
    Scores lie in [0, 1]; NaN means that there is nothing to compare, and the verdict says what.
    For outlets, ``p`` is of the permutation test that deals the outlets' names out to the articles
    at random (two-sided), ``q`` is Benjamini and Hochberg's over the pairs of outlets, and the
    interval is the delete-one-article jackknife's. One article on each side has no repetition, so
    pairs of articles have no test.

    Examples
    --------
    >>> import polyvocal as pv
    >>> corpus = pv.read_corpus(
    ...     [{"id": "a", "text": "Lee met Diaz."}, {"id": "b", "text": "Lee left."}]
    ... )
    >>> actors = pv.read_actors(
    ...     [
    ...         {"id": "lee", "name": "Lee", "type": "person"},
    ...         {"id": "diaz", "name": "Diaz", "type": "person"},
    ...     ]
    ... )
    >>> alike = pv.Study(corpus, actors, progress=False).similarity(kind="actors")
    >>> alike.matrix["a", "b"]
    0.5
    """

    of: Of
    kind: Kind
    labels: tuple[str, ...]
    _pairs: _Pairs = field(repr=False)
    _full: bool = field(repr=False)
    _reuse: Callable[[], dict[str, Any]] | None = field(default=None, repr=False, compare=False)
    _corpus: Corpus | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        # The articles stay where they are: only the passages need them.
        return {**self.__dict__, "_reuse": None, "_corpus": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    @property
    def matrix(self) -> LabelledMatrix:
        """All scores: dense when every pair has one, else sparse."""
        n, pairs = len(self.labels), self._pairs
        if self._full:
            values = np.full((n, n), np.nan)
            values[pairs.a, pairs.b] = pairs.score
            values[pairs.b, pairs.a] = pairs.score
            np.fill_diagonal(values, 1.0)
            return LabelledMatrix(values, self.labels, name=self.kind)
        diagonal = np.arange(n, dtype=np.int32)
        rows = np.concatenate([pairs.a, pairs.b, diagonal])
        columns = np.concatenate([pairs.b, pairs.a, diagonal])
        cells = np.concatenate([pairs.score, pairs.score, np.ones(n)])
        return LabelledMatrix(
            csr_array((cells, (rows, columns)), shape=(n, n)), self.labels, name=self.kind
        )

    def table(self) -> Table:
        """One row a pair: ``of, kind, a, b, score, low, high, p, q, verdict`` and details."""
        pairs = self._pairs
        rows = len(pairs.a)
        zeros = np.zeros(rows, dtype=np.int32)
        return Table(
            {
                "of": Strings(zeros, [self.of]),
                "kind": Strings(zeros, [self.kind]),
                "a": Strings(pairs.a, self.labels),
                "b": Strings(pairs.b, self.labels),
                "score": pairs.score,
                "low": pairs.low,
                "high": pairs.high,
                "p": pairs.p,
                "q": pairs.q,
                "verdict": pairs.verdict,
                **pairs.extra,
            },
            name="similarity",
        )

    def top(self, n: int = 20) -> Table:
        """Give the most similar pairs, the best first."""
        score = np.nan_to_num(self._pairs.score, nan=-1.0)
        return self.table().take(np.argsort(-score, kind="stable")[:n])

    def alignments(self, a: str | None = None, b: str | None = None, *, text: bool = True) -> Table:
        """Give the passages that stand in two articles.

        Parameters
        ----------
        a, b : str, optional
            Two articles by id (or two outlets, when outlets are compared), in either order; with
            one name, all passages that it shares; with none, all.
        text : bool, default True
            With the words of each passage, as ``text_a`` and ``text_b``.

        Returns
        -------
        Table
            ``a, b`` (article ids, a first in code-point order), ``start_a, end_a, start_b, end_b``,
            ``matched`` (words equal in both), ``tokens_a, tokens_b``, ``edited`` (some words
            differ), ``in_quotation`` (a quotation in both: a shared source), ``boilerplate``
            (furniture of the outlet).
        """
        if self._reuse is None or self._corpus is None:
            message = "this result was stored without the articles; compare again to see passages"
            raise PolyvocalError(message)
        passages = self._reuse()["passages"]
        ids = self._corpus._core.ids()
        keep = self._between(passages, ids, a, b)
        columns: dict[str, Any] = {
            "a": Strings(passages["a"][keep].astype(np.int32), ids),
            "b": Strings(passages["b"][keep].astype(np.int32), ids),
        }
        columns |= {key: values[keep] for key, values in passages.items() if key not in ("a", "b")}
        if text:
            for side in ("a", "b"):
                columns[f"text_{side}"] = list(self._texts(passages, keep, side))
        return Table(columns, name="reuse")

    def _between(
        self, passages: dict[str, Any], ids: Sequence[str], a: str | None, b: str | None
    ) -> npt.NDArray[np.int64]:
        assert self._corpus is not None
        by_outlet = self.of == "outlet"
        names = self.labels if by_outlet else tuple(ids)
        outlets = np.asarray(self._corpus._core.outlets)
        ends = [outlets[passages[side]] if by_outlet else passages[side] for side in ("a", "b")]
        keep = np.ones(len(passages["a"]), dtype=bool)
        # Outlet labels are the corpus's outlet names, in its order: a place is a code.
        wanted = [check_name(self.of, name, names) for name in (a, b) if name is not None]
        if len(wanted) == 1:
            keep = (ends[0] == wanted[0]) | (ends[1] == wanted[0])
        elif wanted:
            keep = ((ends[0] == wanted[0]) & (ends[1] == wanted[1])) | (
                (ends[0] == wanted[1]) & (ends[1] == wanted[0])
            )
        return np.flatnonzero(keep)

    def _texts(
        self, passages: dict[str, Any], rows: npt.NDArray[np.int64], side: str
    ) -> Iterator[str]:
        assert self._corpus is not None
        core = self._corpus._core
        texts: dict[int, str] = {}
        for row in rows.tolist():
            document = int(passages[side][row])
            if document not in texts:
                if len(texts) >= 64:
                    texts.clear()
                texts[document] = core.text(document)
            yield texts[document][
                int(passages[f"start_{side}"][row]) : int(passages[f"end_{side}"][row])
            ]

    def tree(self) -> Tree:
        """Join the most alike first: average linkage. Undefined scores count as 0."""
        found = _core.average_linkage(self._square("a tree", 5000))
        merges = np.column_stack([found[key] for key in ("left", "right", "height", "size")])
        return Tree(
            self.labels,
            merges.astype(np.float64),
            tuple(self.labels[i] for i in found["order"].tolist()),
        )

    def map(self) -> Map:
        """Lay out in the plane: alike is near. Undefined scores count as 0."""
        found = _core.classical_scaling(self._square("a map", 1000), 2)
        return Map(
            self.labels,
            found["coordinates"],
            float(found["stress"]),
            tuple(found["explained"].tolist()),
        )

    def _square(self, what: str, limit: int) -> Floats:
        n = len(self.labels)
        if n > limit:
            message = (
                f"{what} of {n:,} items is beyond reading and takes too long (limit {limit:,}); "
                "compare outlets, or choose fewer articles"
            )
            raise CapacityError(message)
        square: Floats = np.asarray(self.matrix.toarray(), dtype=np.float64)
        return square

    def to_pandas(self) -> pd.DataFrame:
        """Give the rows of `table` as a pandas frame."""
        return self.table().to_pandas()

    def to_frame(self) -> pd.DataFrame:
        """Give the matrix as a square pandas frame."""
        return self.matrix.to_pandas()

    def save(self, path: str | Path) -> Path:
        """Save the table by suffix (``.csv .jsonl .json .parquet``)."""
        target = Path(path)
        self.table().save(target)
        return target

    def __repr__(self) -> str:
        things = "articles" if self.of == "document" else "outlets"
        return f"Similarity of {len(self.labels):,} {things} by {self.kind}: {len(self._pairs.a):,} pairs"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(repr(self))}. The most alike:</p>{self.top(10)._repr_html_()}"


# -- making it -------------------------------------------------------------------------------------


@dataclass
class _Shared:
    """What several kinds of comparison of one corpus need, kept as long as its segments live."""

    partners: dict[tuple[int, int], tuple[Ints, Ints, npt.NDArray[np.float32]]] = field(
        default_factory=dict
    )
    reuse: dict[int, dict[str, Any]] = field(default_factory=dict)
    words: Any = None


_SHARED: weakref.WeakKeyDictionary[Any, _Shared] = weakref.WeakKeyDictionary()


@dataclass
class _Inputs:
    """Results of earlier stages, and what is worked out of them once."""

    corpus: Corpus
    actors: Actors
    segments: Any
    mentions: Any
    stance: Any
    of: Of
    top: int
    days: int | None
    min_tokens: int
    max_bytes: int
    permutations: int
    seed: int
    threads: int
    progress: Progress

    @property
    def shared(self) -> _Shared:
        return _SHARED.setdefault(self.segments, _Shared())

    @property
    def core(self) -> Any:
        return self.corpus._core

    @property
    def size(self) -> int:
        return len(self.core)

    def words(self) -> Any:
        shared = self.shared
        if shared.words is None:
            shared.words = _core.word_vectors(
                self.segments, threads=self.threads, progress=self.progress
            )
        return shared.words

    def actor_vectors(self) -> Any:
        return _core.actor_vectors(self.mentions, self.segments, self.actors.to_core())

    def reuse(self) -> dict[str, Any]:
        found = self.shared.reuse
        if self.min_tokens not in found:
            found[self.min_tokens] = _core.find_reuse(
                self.core,
                self.segments,
                min_tokens=self.min_tokens,
                threads=self.threads,
                progress=self.progress,
            )
        return found[self.min_tokens]

    @property
    def window(self) -> int:
        """Days between partners; -1 for any."""
        if self.days is not None:
            return self.days
        dated = int(np.count_nonzero(np.asarray(self.core.dates) != _core.NO_DATE))
        return STORY_DAYS if 2 * dated >= self.size else -1

    def candidates(self) -> tuple[Ints, Ints]:
        """Give the pairs that get a score: all of a small corpus, else the best partners."""
        if self.size <= FULL_MATRIX:
            return _all_pairs(self.size)
        a, b, _ = self.best_partners()
        return a, b

    def best_partners(self) -> tuple[Ints, Ints, npt.NDArray[np.float32]]:
        window = self.window
        found = self.shared.partners
        if (self.top, window) not in found:
            vectors = self.words()
            # The column-wise copy and the pairs kept; what is there already is not counted.
            needed = vectors.values.nbytes * 2 + self.size * self.top * 24
            if needed > self.max_bytes:
                message = (
                    f"comparing {self.size:,} articles takes about {needed >> 20:,} MB, more than "
                    f"the limit of {self.max_bytes >> 20:,} MB; compare fewer articles or raise "
                    "max_bytes"
                )
                raise CapacityError(message)
            found[self.top, window] = _core.top_cosine(
                vectors,
                top=self.top,
                days=window,
                dates=np.asarray(self.core.dates) if window >= 0 else None,
                threads=self.threads,
                progress=self.progress,
            )
        return found[self.top, window]


def _all_pairs(n: int) -> tuple[Ints, Ints]:
    a, b = np.triu_indices(n, k=1)
    return a.astype(np.int32), b.astype(np.int32)


def _nan(n: int) -> Floats:
    return np.full(n, np.nan)


def _plain(
    kind: Kind,
    a: Ints,
    b: Ints,
    score: Floats,
    verdict: str = _ONE_EACH,
    **extra: npt.NDArray[Any],
) -> _Pairs:
    n = len(a)
    verdicts = Strings(np.isnan(score).astype(np.int32), [verdict, _UNDEFINED[kind]])
    return _Pairs(a, b, score, _nan(n), _nan(n), _nan(n), _nan(n), verdicts, extra)


def _dense_or_given(inputs: _Inputs, rows: Any, measure: str) -> tuple[Ints, Ints, Floats]:
    a, b = inputs.candidates()
    if inputs.size <= FULL_MATRIX:
        square = _core.all_pairs(
            rows,
            measure,
            max_bytes=inputs.max_bytes,
            threads=inputs.threads,
            progress=inputs.progress,
        )
        return a, b, square[a, b]
    return a, b, _core.given_pairs(rows, measure, a, b, threads=inputs.threads)


def _word_scores(inputs: _Inputs) -> tuple[Ints, Ints, Floats]:
    if inputs.size > FULL_MATRIX:
        a, b, score = inputs.best_partners()
        return a, b, score.astype(np.float64)
    return _dense_or_given(inputs, inputs.words(), "cosine")


def _word_documents(inputs: _Inputs) -> _Pairs:
    return _plain("words", *_word_scores(inputs))


def _story_scores(inputs: _Inputs) -> tuple[Ints, Ints, Floats, Floats]:
    a, b, cosine = _word_scores(inputs)
    constant, slope = _STORY
    return a, b, 1 / (1 + np.exp(-(constant + slope * np.sqrt(cosine)))), cosine


def _story_documents(inputs: _Inputs) -> _Pairs:
    a, b, score, cosine = _story_scores(inputs)
    dates = np.asarray(inputs.core.dates).astype(np.int64)
    known = (dates[a] != _core.NO_DATE) & (dates[b] != _core.NO_DATE)
    days = np.where(known, np.abs(dates[a] - dates[b]), np.nan)
    few = inputs.size < STORY_ARTICLES
    verdict = f"not calibrated: fewer than {STORY_ARTICLES} articles" if few else _ONE_EACH
    return _plain("story", a, b, score, verdict, cosine=cosine, days_apart=days)


def _actor_documents(inputs: _Inputs) -> _Pairs:
    return _plain("actors", *_dense_or_given(inputs, inputs.actor_vectors(), "ruzicka"))


def _stance_profiles(inputs: _Inputs, labels: Sequence[str]) -> tuple[Floats, Floats, int]:
    """Scores and variances, items x factions, in the article's own voice."""
    if inputs.stance is None:
        message = "kind='side' needs the stance scores"
        raise InputError(message)
    table = inputs.stance.table
    table = table() if callable(table) else table
    factions = [faction.id for faction in inputs.actors.factions]
    if not factions:
        message = "kind='side' needs factions; add [[faction]] entries to the actors file"
        raise InputError(message)
    scores = np.full((len(labels), len(factions)), np.nan)
    variances = np.full_like(scores, np.nan)
    place = {label: i for i, label in enumerate(labels)}
    column = {faction: i for i, faction in enumerate(factions)}
    parts = ("var_sampling", "var_measurement", "var_transfer")
    variance = np.sum([np.nan_to_num(table[part]) for part in parts], axis=0)
    groups, sides, voices = table["group"], table["faction"], table["voice"]
    for row in range(len(table)):
        known = groups[row] in place and sides[row] in column and voices[row] == "outlet"
        if known and not str(table["verdict"][row]).startswith(("insufficient", "unsupported")):
            at = place[groups[row]], column[sides[row]]
            scores[at] = table["score"][row]
            variances[at] = variance[row]
    return scores, variances, len(factions)


def _side_pairs(inputs: _Inputs, labels: Sequence[str], a: Ints, b: Ints) -> _Pairs:
    scores, variances, factions = _stance_profiles(inputs, labels)
    score, variance, shared = _core.side_agreement(scores, variances, factions, a, b)
    half = 1.959963984540054 * np.sqrt(variance)
    n = len(a)
    codes = np.where(
        np.isnan(score), 0, np.where(score - half > 0.5, 1, np.where(score + half < 0.5, 2, 3))
    )
    verdicts = [_UNDEFINED["side"], "similar stance", "opposite stance", "not distinguishable"]
    return _Pairs(
        a,
        b,
        score,
        np.maximum(0, score - half),
        np.minimum(1, score + half),
        _nan(n),
        _nan(n),
        Strings(codes, verdicts),
        {"shared_factions": shared},
    )


def _reuse_documents(inputs: _Inputs) -> _Pairs:
    found = inputs.reuse()
    pairs = found["pairs"]
    first = np.minimum(pairs["a"], pairs["b"]).astype(np.int32)
    second = np.maximum(pairs["a"], pairs["b"]).astype(np.int32)
    in_order = pairs["a"] < pairs["b"]
    share_first = np.where(in_order, pairs["share_a"], pairs["share_b"])
    share_second = np.where(in_order, pairs["share_b"], pairs["share_a"])
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    columns = [share_first[order], share_second[order], pairs["matched"][order].astype(np.float64)]
    if inputs.size <= FULL_MATRIX:
        a, b = inputs.candidates()
        empty = np.asarray(found["tokens"]) == 0
        place = np.searchsorted(
            a.astype(np.int64) * inputs.size + b, first.astype(np.int64) * inputs.size + second
        )
        spread = []
        for values in columns:
            full = np.where(empty[a] | empty[b], np.nan, 0.0)
            full[place] = values
            spread.append(full)
        first, second, columns = a, b, spread
    score = np.maximum(columns[0], columns[1])
    codes = np.select([np.isnan(score), score >= 0.5, score > 0], [0, 1, 2], default=3)
    n = len(first)
    verdicts = [
        _UNDEFINED["reuse"],
        "mostly the same text",
        "some text in common",
        "no text in common",
    ]
    extra = {
        "share_a": columns[0],
        "share_b": columns[1],
        "matched": np.nan_to_num(columns[2]).astype(np.int64),
    }
    return _Pairs(
        first, second, score, _nan(n), _nan(n), _nan(n), _nan(n), Strings(codes, verdicts), extra
    )


@dataclass(frozen=True)
class _Outlets:
    labels: tuple[str, ...]
    of_document: Ints  # -1: no outlet
    documents: Ints  # per outlet

    @property
    def pairs(self) -> tuple[Ints, Ints]:
        return _all_pairs(len(self.labels))

    def too_few(self) -> npt.NDArray[np.bool_]:
        a, b = self.pairs
        return np.minimum(self.documents[a], self.documents[b]) < _core.FEWEST_DOCUMENTS


def _outlets(inputs: _Inputs) -> _Outlets:
    names = tuple(inputs.core.outlet_names)
    of_document = np.asarray(inputs.core.outlets)
    counts = np.bincount(of_document[of_document >= 0], minlength=len(names)).astype(np.int32)
    return _Outlets(names, of_document, counts)


def _pooled(inputs: _Inputs, outlets: _Outlets, kind: Kind, rows: Any, measure: str) -> _Pairs:
    a, b = outlets.pairs
    months, names = month_of(np.asarray(inputs.core.dates))
    # Only where a month has articles to exchange does holding it fixed leave a test.
    strata = months if len(names) and np.count_nonzero(months >= 0) >= 10 * len(names) else None
    found = _core.compare_groups(
        rows,
        measure,
        outlets.of_document,
        len(outlets.labels),
        strata=strata,
        permutations=inputs.permutations,
        seed=inputs.seed,
        threads=inputs.threads,
        progress=inputs.progress,
    )
    score, low, high, null, less, more = (
        found[key][a, b] for key in ("score", "low", "high", "null_mean", "p_less", "p_more")
    )
    p = np.minimum(1, 2 * np.minimum(less, more))
    q = _core.benjamini_hochberg(p, int(np.count_nonzero(~np.isnan(p))))
    codes = np.select(
        [np.isnan(score), np.isnan(p), q > 0.05, less < more], [0, 1, 2, 3], default=4
    )
    verdicts = [
        _UNDEFINED[kind].replace("an article", "an outlet"),
        _TOO_FEW,
        "not distinguishable from chance",
        "less alike than chance",
        "more alike than chance",
    ]
    return _Pairs(a, b, score, low, high, p, q, Strings(codes, verdicts), {"chance": null})


def _best_in_outlet(
    size: int, outlets: _Outlets, own: Ints, other: Ints, value: Floats
) -> csr_array:
    """Best value of each article's partners in each outlet: articles x outlets."""
    partner = outlets.of_document[other]
    mine = outlets.of_document[own]
    keep = (partner >= 0) & (mine >= 0) & (partner != mine) & ~np.isnan(value)
    key = own[keep].astype(np.int64) * len(outlets.labels) + partner[keep]
    order = np.lexsort((-value[keep], key))
    key, best = key[order], value[keep][order]
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    n = max(1, len(outlets.labels))
    return csr_array(
        (best[first], (key[first] // n, key[first] % n)), shape=(size, len(outlets.labels))
    )


def _per_outlet(outlets: _Outlets, values: csr_array) -> Floats:
    """Sum of the articles' rows of each outlet: outlets x outlets."""
    known = np.flatnonzero(outlets.of_document >= 0)
    member = csr_array(
        (np.ones(len(known)), (outlets.of_document[known], known)),
        shape=(len(outlets.labels), len(outlets.of_document)),
    )
    total: Floats = (member @ values).toarray()
    return total


def _outlet_pairs(
    outlets: _Outlets, score: Floats, found: str, none: str, extra: dict[str, npt.NDArray[Any]]
) -> _Pairs:
    a, b = outlets.pairs
    n = len(a)
    codes = np.where(outlets.too_few(), 0, np.where(score > 0, 1, 2))
    verdicts = [_TOO_FEW, f"{found}; {_NO_TEST}", none]
    return _Pairs(a, b, score, _nan(n), _nan(n), _nan(n), _nan(n), Strings(codes, verdicts), extra)


def _reuse_outlets(inputs: _Inputs, outlets: _Outlets) -> _Pairs:
    """Part of one outlet's words that also stand in an article of the other; larger direction."""
    found = inputs.reuse()
    pairs, tokens = found["pairs"], np.asarray(found["tokens"]).astype(np.float64)
    own = np.concatenate([pairs["a"], pairs["b"]]).astype(np.int32)
    other = np.concatenate([pairs["b"], pairs["a"]]).astype(np.int32)
    share = np.concatenate([pairs["share_a"], pairs["share_b"]])
    best = _best_in_outlet(inputs.size, outlets, own, other, share)
    words = _per_outlet(outlets, csr_array(best.multiply(tokens[:, None])))
    known = outlets.of_document >= 0
    totals = np.bincount(outlets.of_document[known], tokens[known], minlength=len(outlets.labels))
    shares = np.divide(words, totals[:, None], out=np.zeros_like(words), where=totals[:, None] > 0)
    a, b = outlets.pairs
    extra = {"share_a": shares[a, b], "share_b": shares[b, a]}
    score = np.maximum(shares[a, b], shares[b, a])
    return _outlet_pairs(outlets, score, "text in common", "no text in common", extra)


def _story_outlets(inputs: _Inputs, outlets: _Outlets) -> _Pairs:
    """Part of the two outlets' articles that have an article on the same story in the other."""
    a, b, score, _ = _story_scores(inputs)
    same = score >= 0.5
    own, other = np.concatenate([a[same], b[same]]), np.concatenate([b[same], a[same]])
    ones = np.ones(len(own))
    covered = _per_outlet(outlets, _best_in_outlet(inputs.size, outlets, own, other, ones))
    left, right = outlets.pairs
    both = outlets.documents[left] + outlets.documents[right]
    shared = (covered[left, right] + covered[right, left]) / np.maximum(both, 1)
    extra = {
        "covered_a": covered[left, right].astype(np.int64),
        "covered_b": covered[right, left].astype(np.int64),
    }
    return _outlet_pairs(outlets, shared, "stories in common", "no story in common", extra)


def _outlet_scores(inputs: _Inputs, kind: Kind, outlets: _Outlets) -> _Pairs:
    if kind == "words":
        return _pooled(inputs, outlets, kind, inputs.words(), "cosine")
    if kind == "actors":
        return _pooled(inputs, outlets, kind, inputs.actor_vectors(), "ruzicka")
    if kind == "side":
        return _side_pairs(inputs, outlets.labels, *outlets.pairs)
    return _reuse_outlets(inputs, outlets) if kind == "reuse" else _story_outlets(inputs, outlets)


def _document_scores(inputs: _Inputs, kind: Kind, labels: Sequence[str]) -> _Pairs:
    if kind == "side":
        return _side_pairs(inputs, labels, *inputs.candidates())
    makers = {
        "words": _word_documents,
        "story": _story_documents,
        "actors": _actor_documents,
        "reuse": _reuse_documents,
    }
    return makers[kind](inputs)


def _permutations(articles: int) -> int:
    """Replicates of a permutation test: fewer where each costs seconds and q needs no more."""
    return 999 if articles <= _MANY_ARTICLES else 199


def connected_sets(similarity: Similarity, threshold: float) -> list[int]:
    """Give the number of the set that pairs of at least `threshold` put each article in; -1: none."""
    pairs, n = similarity._pairs, len(similarity.labels)
    joined = np.flatnonzero(pairs.score >= threshold)
    edges = (np.ones(len(joined), dtype=np.int8), (pairs.a[joined], pairs.b[joined]))
    _, labels = connected_components(csr_array(edges, shape=(n, n)), directed=False)
    sizes = np.bincount(labels, minlength=1)
    numbers = np.where(sizes > 1, np.cumsum(sizes > 1) - 1, -1)
    return [int(number) for number in numbers[labels]]


def make_similarity(
    corpus: Corpus,
    actors: Actors,
    segments: Any,
    mentions: Any,
    *,
    of: Of = "document",
    kind: Kind = "words",
    stance: Any = None,
    top: int = 10,
    days: int | None = None,
    min_tokens: int = 12,
    max_bytes: int = 2 << 30,
    permutations: int | None = None,
    seed: int = 0,
    threads: int = 0,
    progress: Progress = None,
) -> Similarity:
    """Compare articles or outlets in one respect.

    Parameters
    ----------
    corpus, actors : Corpus, Actors
    segments, mentions
        Results of the core's stages.
    of : {"document", "outlet"}
        What is compared.
    kind : {"words", "story", "actors", "side", "reuse"}
        ``words``: cosine of TF-IDF. ``story``: probability that both report the same events.
        ``actors``: weighted Jaccard of how often each actor is named. ``side``: agreement of the
        stance toward each faction. ``reuse``: the larger part of one that also stands in the other.
    stance : Stance
        Scores of the same things; needed for ``kind="side"``.
    top : int, default 10
        Partners kept per article above 2,000 articles.
    days : int, optional
        Most days between partners above 2,000 articles; -1 for any. By default 3 when half of the
        articles have a date, else any.
    min_tokens : int, default 12
        Shortest reused passage, in words.
    max_bytes : int, default 2 GiB
        Refuse, before starting, what would take more memory.
    permutations : int, optional
        Replicates of the outlets' permutation test: 999 by default, 199 above 10,000 articles.
    seed : int
        Of the permutations.
    threads : int
        0: all CPUs.
    progress : callable, optional
        Called as ``progress(done, total)``.

    Returns
    -------
    Similarity
    """
    check_name("kind", kind, _KINDS)
    check_name("of", of, ("document", "outlet"))
    inputs = _Inputs(
        corpus=corpus,
        actors=actors,
        segments=segments,
        mentions=mentions,
        stance=stance,
        of=of,
        top=top,
        days=days,
        min_tokens=min_tokens,
        max_bytes=max_bytes,
        permutations=_permutations(len(corpus)) if permutations is None else permutations,
        seed=seed,
        threads=threads,
        progress=progress,
    )
    if of == "outlet":
        outlets = _outlets(inputs)
        labels = outlets.labels
        pairs, full = _outlet_scores(inputs, kind, outlets), True
    else:
        labels = tuple(inputs.core.ids())
        pairs, full = _document_scores(inputs, kind, labels), inputs.size <= FULL_MATRIX
    return Similarity(of, kind, labels, pairs, full, inputs.reuse, corpus)
