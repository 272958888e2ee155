"""Who is named together: counts, association measures, significance and networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.cooccurrence._choices import UNITS, By, Choices, Measure, Unit
from polyvocal.cooccurrence._comparisons import Comparisons
from polyvocal.cooccurrence._counts import Slice
from polyvocal.cooccurrence._evidence import Source, evidence_table
from polyvocal.cooccurrence._merge import add_slices, from_bytes, to_bytes
from polyvocal.cooccurrence._networks import Networks
from polyvocal.cooccurrence._null import Null
from polyvocal.cooccurrence._table import pair_table
from polyvocal.cooccurrence.graph_files import write_graph
from polyvocal.errors import InputError, PolyvocalError
from polyvocal.matrix import LabelledMatrix, check_name
from polyvocal.table import Table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Cooccurrence"]


@dataclass(frozen=True)
class Cooccurrence(Comparisons, Networks):
    """Counts of who is named together, with what follows from them. Immutable.

    Made by ``study.cooccurrence(...)``. A pair counts once per unit, however often the unit names
    the two. With ``by``, there is one matrix per slice: `slices` lists them and `at` picks one.

    `significant` and `backbone` keep some of the pairs and can be chained; margins and tests stay
    those of all.

    Notes
    -----
    ``p`` and ``q`` are about articles, not about sentences: names in one article are not independent
    of each other, so the number of *articles* naming both is tested. Chance means that the names are
    dealt out anew, each in as many articles as before and each article with as many names as before:
    long articles name many, and frequent names share them for that reason alone. `with_null` chooses
    the plain exact test instead. ``q`` is Benjamini and Hochberg's, over all pairs of names that
    occur.

    Examples
    --------
    >>> import polyvocal as pv
    >>> corpus = pv.read_corpus([{"id": "a", "text": "Ann Lee met Bo Diaz. Lee praised Diaz."}])
    >>> actors = pv.read_actors(
    ...     [
    ...         {"id": "lee", "name": "Ann Lee", "type": "person"},
    ...         {"id": "diaz", "name": "Bo Diaz", "type": "person"},
    ...     ]
    ... )
    >>> together = pv.Study(corpus, actors, progress=False).cooccurrence(unit="sentence")
    >>> together.counts.toarray().tolist(), together.measure("jaccard")["lee", "diaz"]
    ([[0, 2], [2, 0]], 1.0)
    >>> [corpus["a"].text[row["start"] : row["end"]] for row in together.evidence("lee", "diaz")]
    ['Ann Lee met Bo Diaz.', 'Lee praised Diaz.']
    """

    unit: Unit
    by: By | None
    labels: tuple[str, ...]
    slices: tuple[str, ...]
    _slices: tuple[Slice, ...] = field(repr=False)
    _names: Mapping[str, Mapping[str, str]] = field(repr=False)
    _choices: Choices = field(repr=False)
    _null: Null = field(default_factory=Null, repr=False)
    _source: Source | None = field(default=None, repr=False, compare=False)
    _offset: int = field(default=0, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        # The articles stay where they are: only the evidence needs them.
        return {**self.__dict__, "_source": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    # -- one matrix --------------------------------------------------------------------------------

    def at(self, name: str) -> Cooccurrence:
        """Give the counts of one slice.

        Parameters
        ----------
        name : str
            One of `slices`.

        Raises
        ------
        UnknownNameError
            When there is no such slice.
        """
        place = check_name("slice", name, self.slices)
        return replace(
            self,
            slices=(name,),
            _slices=(self._slices[place],),
            _offset=self._offset + place,
        )

    def _only(self) -> Slice:
        if len(self._slices) != 1:
            message = (
                f"counted by {self.by}: there are {len(self._slices)} matrices; "
                f"choose one with .at(...), for example .at({self.slices[0]!r})"
                if self._slices
                else f"counted by {self.by}, but no article has one"
            )
            raise InputError(message)
        return self._slices[0]

    @property
    def counts(self) -> csr_array:
        """Units that name both, as a scipy array of int32; shares memory, read-only.

        Symmetric; with ``directed=True`` the row is the one named first. With a `weight`, sums of
        weights in float64.
        """
        counts = self._only().counts
        n = len(self.labels)
        matrix = csr_array((counts.values, counts.indices, counts.indptr), shape=(n, n), copy=False)
        matrix.has_canonical_format = True
        return matrix

    @property
    def n(self) -> npt.NDArray[Any]:
        """Units that name each label; with direction or weights, the sums of the rows."""
        return self._only().counts.n

    @property
    def total(self) -> float:
        """Units considered, with or without a name; with direction or weights, the sum of cells."""
        return self._only().counts.total

    def measure(self, name: Measure, *, shift: float = 1, smoothing: float = 1) -> LabelledMatrix:
        """Give an association measure for every pair that was counted.

        Parameters
        ----------
        name : str
            ``"npmi"``, ``"ppmi"``, ``"pmi"``, ``"g2"``, ``"jaccard"``, ``"dice"``, ``"ochiai"``,
            ``"logdice"``, ``"association_strength"``, ``"inclusion"``, ``"t_score"``,
            ``"log_odds"``, ``"log_odds_se"``, ``"chi2"``, ``"fisher"`` or ``"poisson"``. Formulas,
            ranges and sources: the guide's page on co-occurrence.
        shift : float, default 1
            Of ``"pmi"`` and ``"ppmi"``: log2(`shift`) is taken off; at least 1.
        smoothing : float, default 1
            Of ``"pmi"`` and ``"ppmi"``: n_j is raised to this power, above 0 and at most 1, and
            scaled to the same sum; .75 is usual. The matrix is then not symmetric.

        Returns
        -------
        LabelledMatrix
            Sparse; pairs never together are not stored.
        """
        check_name("measure", name, _core.association_names())
        counts = self._only().counts
        n = len(self.labels)
        cells = csr_array(
            (
                counts.associate(name, shift=shift, smoothing=smoothing),
                counts.indices,
                counts.indptr,
            ),
            shape=(n, n),
            copy=False,
        )
        cells.has_canonical_format = True
        return LabelledMatrix(cells, self.labels, name=name)

    def apply(self, function: Callable[..., npt.ArrayLike], *, name: str) -> LabelledMatrix:
        """Give a measure of your own for every pair that was counted.

        Parameters
        ----------
        function : callable
            Called once as ``function(n_ij, n_i, n_j, n)``: three arrays and a number; returns an
            array of the same length.
        name : str
            What to call the result.
        """
        counts = self._only().counts
        n_i, n_j = counts.n[counts.rows()], counts.n_columns[counts.indices]
        values = np.asarray(function(counts.values, n_i, n_j, counts.total), dtype=np.float64)
        if values.shape != counts.values.shape:
            message = f"{name}: {values.shape} values returned for {counts.values.shape} pairs"
            raise InputError(message)
        size = len(self.labels)
        cells = csr_array((values, counts.indices, counts.indptr), shape=(size, size))
        return LabelledMatrix(cells, self.labels, name=name)

    # -- partial counts ----------------------------------------------------------------------------

    def without_articles(self) -> Cooccurrence:
        """Give the same counts without the articles: smaller to keep, and without evidence."""
        return replace(self, _source=None)

    def merge(self, *others: Cooccurrence) -> Cooccurrence:
        """Add counts of other articles, bit for bit as if all had been counted together.

        Parameters
        ----------
        *others : Cooccurrence
            Made with the same actors and options, of other articles: from shards, machines or
            batches. Slices of the same name are added; the order does not matter.

        Returns
        -------
        Cooccurrence
            Without the articles, and so without evidence.

        Raises
        ------
        InputError
            When they were not counted alike.

        Examples
        --------
        >>> import polyvocal as pv
        >>> rows = [{"id": i, "text": "Ann Lee met Bo Diaz."} for i in ("x", "y")]
        >>> names = {"lee": "Ann Lee", "diaz": "Bo Diaz"}
        >>> people = [{"id": i, "name": name, "type": "person"} for i, name in names.items()]
        >>> study = pv.Study(pv.read_corpus(rows), pv.read_actors(people), progress=False)
        >>> x, y = (study.cooccurrence(documents=[name]) for name in ("x", "y"))
        >>> x.merge(y).to_matrix()["lee", "diaz"]
        2.0
        """
        slices, parts = add_slices((self, *others))
        return replace(self, slices=slices, _slices=parts, _source=None, _offset=0)

    def to_bytes(self) -> bytes:
        """Give the counts, without the articles, as one block of bytes with a checksum.

        The block is the same for the same counts, on every machine.
        """
        return to_bytes(self, self._names)

    @classmethod
    def from_bytes(cls, block: bytes) -> Cooccurrence:
        """Read what `to_bytes` gave.

        Raises
        ------
        InputError
            When the block is not one of counts, of another version, or damaged.
        """
        return cls(**from_bytes(block))

    # -- significance ------------------------------------------------------------------------------

    def with_null(
        self, kind: Literal["documents", "names"], *, replicates: int = 999, seed: int = 0
    ) -> Cooccurrence:
        """Choose what chance means in `significant`, `table` and everything with p and q.

        Parameters
        ----------
        kind : {"documents", "names"}
            ``"documents"``, which is in use unless chosen otherwise: each name keeps its number of
            articles and each article its number of names (permutation by curveball trades; Strona
            and others 2014). ``"names"``: each name keeps its number of articles and all articles
            are alike (hypergeometric law, Fisher's exact test): quick and exact, but it finds far
            too much where articles differ in length. Both are one-sided mid-p.
        replicates : int, default 999
            Shuffled corpora, for ``"documents"``. Where fewer than ten of them reach a pair's count,
            a binomial with their mean and variance gives p.
        seed : int, default 0
            Same seed, same p.
        """
        check_name("null", kind, ("documents", "names"))
        if replicates < 1:
            message = f"replicates is {replicates}; give at least 1"
            raise InputError(message)
        return replace(self, _null=Null(kind, replicates, seed, self._null.threads))

    # -- choosing pairs ----------------------------------------------------------------------------

    def _keep(self, choose: Callable[[Slice], npt.NDArray[np.bool_]]) -> Cooccurrence:
        kept = tuple(replace(s, counts=s.counts.keep(choose(s))) for s in self._slices)
        return replace(self, _slices=kept)

    def significant(self, *, q: float = 0.05) -> Cooccurrence:
        """Keep the pairs named together in more articles than chance gives.

        Parameters
        ----------
        q : float, default 0.05
            Expected share of false finds among those kept (Benjamini and Hochberg 1995).
        """
        return self._keep(lambda s: s.tests(self._null)[1] <= q)

    def backbone(self, *, alpha: float = 0.05) -> Cooccurrence:
        """Keep the edges that carry the network: the disparity filter.

        An edge stays when, for one of its ends, so large a part of the end's total weight would
        come up with probability below `alpha` if the total were spread over its edges at random
        (Serrano, Boguñá and Vespignani 2009).

        Parameters
        ----------
        alpha : float, default 0.05
        """
        return self._keep(
            lambda s: _core.disparity(s.counts.indptr, s.counts.indices, s.counts.values) < alpha
        )

    # -- as a table --------------------------------------------------------------------------------

    def table(self) -> Table:
        """Give one row a pair that was counted, in the order of the labels.

        Returns
        -------
        Table
            ``unit, slice, a, b, count, n_a, n_b, n``, then measures (``npmi, ppmi, g2, jaccard``),
            the same counts by article (``documents, documents_a, documents_b, documents_n``) and
            their test, ``p`` and ``q``.
        """
        return pair_table(
            self.unit,
            self.labels,
            self.slices,
            self._slices,
            directed=self._choices.directed,
            null=self._null,
        )

    def top(self, n: int = 20) -> Table:
        """Give the pairs counted most often, the most frequent first."""
        table = self.table()
        order = np.argsort(-table["count"].astype(np.int64), kind="stable")[:n]
        return table.take(order)

    def __len__(self) -> int:
        return sum(len(s.counts.values) for s in self._slices) // (2 - self._choices.directed)

    # -- evidence ----------------------------------------------------------------------------------

    def evidence(self, a: str, b: str) -> Table:
        """Give the passages behind one count: one row a unit that names both.

        Parameters
        ----------
        a, b : str
            Two of `labels`.

        Returns
        -------
        Table
            ``slice, document, start, end`` (the unit), ``start_a, end_a, start_b, end_b`` (the two
            names that stand nearest to each other in it) and ``count``: 1, or for windows the
            number of consecutive windows that the row stands for. Counts add up to the cell's.

        Raises
        ------
        UnknownNameError
            When `a` or `b` is not a label; the message has the nearest one.
        PolyvocalError
            When the result was unpickled: it no longer knows the articles.
        """
        places = check_name("name", a, self.labels), check_name("name", b, self.labels)
        if a == b:
            message = f"evidence is of a pair of two different names, not of {a!r} twice"
            raise InputError(message)
        source = self._source
        if source is None:
            message = "these counts were stored without the articles; count again to see evidence"
            raise PolyvocalError(message)
        return evidence_table(source, self.slices, self._offset, places)

    # -- conversions -------------------------------------------------------------------------------

    def to_scipy(self) -> csr_array:
        """As `counts`."""
        return self.counts

    def to_matrix(self) -> LabelledMatrix:
        """Give `counts` with the labels."""
        return LabelledMatrix(self.counts, self.labels, name=f"{UNITS[self.unit]} naming both")

    def to_frame(self) -> pd.DataFrame:
        """Give the counts as a square pandas frame with the labels as index and columns."""
        return self.to_matrix().to_pandas()

    def to_pandas(self) -> pd.DataFrame:
        """Give the rows of `table` as a pandas frame."""
        return self.table().to_pandas()

    def save(self, path: str | Path) -> Path:
        """Save by suffix: a table (``.csv .jsonl .json .parquet``) or a graph (``.gexf .graphml``).

        Counted by month, ``.gexf`` has the months as time, for Gephi's timeline.
        """
        target = Path(path)
        if target.suffix.lower() in (".gexf", ".graphml"):
            return write_graph(self.graph(), target)
        self.table().save(target)
        return target

    def __repr__(self) -> str:
        slices = f", by {self.by}: {len(self.slices)}" if self.by else ""
        units = ", ".join(f"{s.counts.total:,}" for s in self._slices[:3])
        more = ", ..." if len(self._slices) > 3 else ""
        return (
            f"Cooccurrence of {len(self.labels)} names: {len(self):,} pairs "
            f"in {units}{more} {UNITS[self.unit]}{slices}"
        )

    def _repr_html_(self) -> str:
        import html

        return f"<p>{html.escape(repr(self))}. The most frequent:</p>{self.top(10)._repr_html_()}"
