"""The result of a comparison: matrix, table, passages, tree and map."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.errors import CapacityError, PolyvocalError
from polyvocal.matrix import LabelledMatrix, check_name
from polyvocal.similarity.kinds import Floats, Kind, Of
from polyvocal.similarity.layouts import Map, Tree
from polyvocal.similarity.pairs import Pairs
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    import pandas as pd

    from polyvocal.corpus import Corpus

__all__ = ["Similarity"]


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
    _pairs: Pairs = field(repr=False)
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
