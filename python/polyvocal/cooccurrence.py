"""Who is named together: counts, association measures, significance and networks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from polyvocal import _core
from polyvocal.errors import InputError, PolyvocalError, unknown_name
from polyvocal.graph_files import Graph, write_graph
from polyvocal.matrix import LabelledMatrix, check_name
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = ["By", "Cooccurrence", "Level", "Measure", "Unit", "make_cooccurrence"]

Unit = Literal["sentence", "paragraph", "document", "window"]
Level = Literal["actor", "faction", "type"]
By = Literal["outlet", "month", "voice"]
Measure = Literal[
    "pmi",
    "npmi",
    "ppmi",
    "g2",
    "jaccard",
    "dice",
    "ochiai",
    "logdice",
    "association_strength",
    "inclusion",
    "t_score",
    "log_odds",
]

_TABLE_MEASURES: tuple[Measure, ...] = ("npmi", "ppmi", "g2", "jaccard")
_VOICES = ("outlet", "quoted", "reported")
_UNITS = {
    "sentence": "sentences",
    "paragraph": "paragraphs",
    "document": "articles",
    "window": "windows",
}

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Counts:
    """One symmetric matrix of the core: three arrays, margins and the number of units."""

    indptr: Ints
    indices: Ints
    values: Ints
    n: npt.NDArray[np.int64]
    total: int

    @classmethod
    def from_core(cls, columns: Mapping[str, Any]) -> _Counts:
        return cls(**{key: columns[key] for key in ("indptr", "indices", "values", "n", "total")})

    def rows(self) -> Ints:
        return np.repeat(np.arange(len(self.n), dtype=np.int32), np.diff(self.indptr))

    def keys(self) -> npt.NDArray[np.int64]:
        """One number per stored cell, rising."""
        return self.rows().astype(np.int64) * len(self.n) + self.indices

    def keep(self, mask: npt.NDArray[np.bool_]) -> _Counts:
        kept = np.concatenate([[0], np.cumsum(mask)])[self.indptr].astype(np.int32)
        return replace(self, indptr=kept, indices=self.indices[mask], values=self.values[mask])

    def associate(self, measure: str) -> Floats:
        return _core.associate(measure, self.indptr, self.indices, self.values, self.n, self.total)


@dataclass(frozen=True)
class _Slice:
    """Counts by the unit asked for, and by document for the tests."""

    counts: _Counts
    documents: _Counts

    def tests(self) -> tuple[Floats, Floats]:
        """Give p and q of every stored cell of `counts`."""
        docs = self.documents
        p = _core.pair_p_values(docs.indptr, docs.indices, docs.values, docs.n, docs.total)
        keys = docs.keys()
        upper = docs.rows() < docs.indices
        named = int(np.count_nonzero(docs.n))
        q = np.full(len(p), np.nan)
        q[upper] = _core.benjamini_hochberg(p[upper], named * (named - 1) // 2)
        # The lower triangle mirrors the upper one.
        mirrored = docs.indices.astype(np.int64) * len(docs.n) + docs.rows()
        q[~upper] = q[np.searchsorted(keys, mirrored[~upper])]
        place = np.searchsorted(keys, self.counts.keys())
        return p[place], q[place]


@dataclass(frozen=True)
class _Source:
    """What one cell's evidence is read from."""

    corpus: Corpus
    segments: Any
    mentions: Any
    knowledge: Any
    plan: Any


@dataclass(frozen=True)
class Cooccurrence:
    """Counts of who is named together, with what follows from them. Immutable.

    Made by ``study.cooccurrence(...)``. A pair counts once per unit, however often the unit names
    the two. With ``by``, there is one matrix per slice: `slices` lists them and `at` picks one.

    `significant` and `backbone` keep some of the pairs and can be chained; margins and tests stay
    those of all.

    Notes
    -----
    ``p`` and ``q`` are about articles, not about sentences: names in one article are not independent
    of each other, so the number of *articles* naming both is tested, against the hypergeometric law
    with the same number of articles for each name (Fisher's exact test, one-sided, mid-p). ``q`` is
    Benjamini and Hochberg's, over all pairs of names that occur. With few articles no pair can be
    significant: five articles give no p below .01.

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
    _slices: tuple[_Slice, ...] = field(repr=False)
    _names: Mapping[str, Mapping[str, str]] = field(repr=False)
    _source: _Source | None = field(default=None, repr=False, compare=False)
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

    def _only(self) -> _Slice:
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
        """Units that name both, as a symmetric scipy array of int32; shares memory, read-only."""
        counts = self._only().counts
        n = len(self.labels)
        matrix = csr_array((counts.values, counts.indices, counts.indptr), shape=(n, n), copy=False)
        matrix.has_canonical_format = True
        return matrix

    @property
    def n(self) -> npt.NDArray[np.int64]:
        """Units that name each label."""
        return self._only().counts.n

    @property
    def total(self) -> int:
        """Units considered, with or without a name."""
        return self._only().counts.total

    def measure(self, name: Measure) -> LabelledMatrix:
        """Give an association measure for every pair that was counted.

        Parameters
        ----------
        name : str
            ``"npmi"``, ``"ppmi"``, ``"pmi"``, ``"g2"``, ``"jaccard"``, ``"dice"``, ``"ochiai"``,
            ``"logdice"``, ``"association_strength"``, ``"inclusion"``, ``"t_score"`` or
            ``"log_odds"``. Formulas, ranges and sources: the guide's page on co-occurrence.

        Returns
        -------
        LabelledMatrix
            Sparse; pairs never together are not stored.
        """
        check_name("measure", name, _core.association_names())
        counts = self._only().counts
        n = len(self.labels)
        cells = csr_array(
            (counts.associate(name), counts.indices, counts.indptr), shape=(n, n), copy=False
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
        n_i, n_j = counts.n[counts.rows()], counts.n[counts.indices]
        values = np.asarray(function(counts.values, n_i, n_j, counts.total), dtype=np.float64)
        if values.shape != counts.values.shape:
            message = f"{name}: {values.shape} values returned for {counts.values.shape} pairs"
            raise InputError(message)
        size = len(self.labels)
        cells = csr_array((values, counts.indices, counts.indptr), shape=(size, size))
        return LabelledMatrix(cells, self.labels, name=name)

    # -- choosing pairs ----------------------------------------------------------------------------

    def _keep(self, choose: Callable[[_Slice], npt.NDArray[np.bool_]]) -> Cooccurrence:
        kept = tuple(replace(s, counts=s.counts.keep(choose(s))) for s in self._slices)
        return replace(self, _slices=kept)

    def significant(self, *, q: float = 0.05) -> Cooccurrence:
        """Keep the pairs named together in more articles than chance gives.

        Parameters
        ----------
        q : float, default 0.05
            Expected share of false finds among those kept (Benjamini and Hochberg 1995).
        """
        return self._keep(lambda s: s.tests()[1] <= q)

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
        parts = [self._columns(i) for i in range(len(self._slices))]
        names = list(parts[0]) if parts else list(self._columns_of(_EMPTY, 0))
        joined = (
            {key: np.concatenate([part[key] for part in parts]) for key in names}
            if parts
            else (self._columns_of(_EMPTY, 0))
        )
        rows = len(joined["count"])
        columns: dict[str, Any] = {
            "unit": Strings(np.zeros(rows, dtype=np.int32), [self.unit]),
            "slice": Strings(joined.pop("slice"), self.slices or [""]),
            "a": Strings(joined.pop("a"), self.labels),
            "b": Strings(joined.pop("b"), self.labels),
            **joined,
        }
        return Table(columns, name="cooccurrence")

    def _columns(self, place: int) -> dict[str, npt.NDArray[Any]]:
        return self._columns_of(self._slices[place], place)

    @staticmethod
    def _columns_of(part: _Slice, place: int) -> dict[str, npt.NDArray[Any]]:
        counts, docs = part.counts, part.documents
        rows = counts.rows()
        upper = rows < counts.indices
        a, b = rows[upper], counts.indices[upper]
        p, q = part.tests()
        key = a.astype(np.int64) * len(docs.n) + b
        found = np.searchsorted(docs.keys(), key)
        return {
            "slice": np.full(len(a), place, dtype=np.int32),
            "a": a,
            "b": b,
            "count": counts.values[upper],
            "n_a": counts.n[a],
            "n_b": counts.n[b],
            "n": np.full(len(a), counts.total, dtype=np.int64),
            **{name: counts.associate(name)[upper] for name in _TABLE_MEASURES},
            "documents": docs.values[found],
            "documents_a": docs.n[a],
            "documents_b": docs.n[b],
            "documents_n": np.full(len(a), docs.total, dtype=np.int64),
            "p": p[upper],
            "q": q[upper],
        }

    def top(self, n: int = 20) -> Table:
        """Give the pairs counted most often, the most frequent first."""
        table = self.table()
        order = np.argsort(-table["count"].astype(np.int64), kind="stable")[:n]
        return table.take(order)

    def __len__(self) -> int:
        return sum(len(s.counts.values) for s in self._slices) // 2

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
        found = [
            _core.pair_evidence(
                source.corpus._core,
                source.mentions,
                source.segments,
                source.knowledge,
                source.plan,
                self._offset + place,
                *places,
            )
            for place in range(len(self._slices))
        ]
        names = {"unit_start": "start", "unit_end": "end"}
        keys = ("unit_start", "unit_end", "start_a", "end_a", "start_b", "end_b", "count")
        joined = {
            key: np.concatenate([part[key] for part in found]) if found else np.zeros(0, np.int32)
            for key in ("document", *keys)
        }
        sizes = [len(part["count"]) for part in found]
        return Table(
            {
                "slice": Strings(
                    np.repeat(np.arange(len(sizes), dtype=np.int32), sizes), self.slices or [""]
                ),
                "document": Strings(joined["document"].astype(np.int32), source.corpus._core.ids()),
                **{names.get(key, key): joined[key] for key in keys},
            },
            name="evidence of a pair",
        )

    # -- conversions -------------------------------------------------------------------------------

    def to_scipy(self) -> csr_array:
        """As `counts`."""
        return self.counts

    def to_matrix(self) -> LabelledMatrix:
        """Give `counts` with the labels."""
        return LabelledMatrix(self.counts, self.labels, name=f"{_UNITS[self.unit]} naming both")

    def to_frame(self) -> pd.DataFrame:
        """Give the counts as a square pandas frame with the labels as index and columns."""
        return self.to_matrix().to_pandas()

    def to_pandas(self) -> pd.DataFrame:
        """Give the rows of `table` as a pandas frame."""
        return self.table().to_pandas()

    def graph(self) -> Graph:
        """Give the network: names that are in a pair, and an edge a pair. Of one slice."""
        part = self._only()
        table = self._columns_of(part, 0)
        used = np.unique(np.concatenate([table["a"], table["b"]]))
        place = np.zeros(len(self.labels), dtype=np.int64)
        place[used] = np.arange(len(used))
        ids = [self.labels[i] for i in used.tolist()]
        n = part.counts.n[used]
        shown = {
            key: [names.get(name) for name in ids]
            for key, names in self._names.items()
            if key != "name"
        }
        size = 10 + 40 * np.sqrt(n / max(1, n.max(initial=1)))
        columns = ("count", *_TABLE_MEASURES, "documents", "p", "q")
        return Graph(
            ids=ids,
            labels=[self._names.get("name", {}).get(name, name) for name in ids],
            edges=list(zip(place[table["a"]].tolist(), place[table["b"]].tolist(), strict=True)),
            weights=table["count"].astype(np.float64).tolist(),
            node_attributes={_UNITS[self.unit]: n.tolist(), **shown},
            edge_attributes={key: table[key].tolist() for key in columns},
            sizes=np.round(size, 3).tolist(),
            title=f"Named in the same {self.unit}",
        )

    def to_networkx(self) -> nx.Graph[str]:
        """As a networkx graph; needs the package networkx."""
        import networkx as nx

        graph = self.graph()
        result: nx.Graph[str] = nx.Graph()
        for row, name in enumerate(graph.ids):
            attributes = {key: values[row] for key, values in graph.node_attributes.items()}
            result.add_node(name, label=graph.labels[row], **attributes)
        for row, (a, b) in enumerate(graph.edges):
            attributes = {key: values[row] for key, values in graph.edge_attributes.items()}
            result.add_edge(graph.ids[a], graph.ids[b], weight=graph.weights[row], **attributes)
        return result

    def save(self, path: str | Path) -> Path:
        """Save by suffix: a table (``.csv .jsonl .json .parquet``) or a graph (``.gexf .graphml``)."""
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
            f"in {units}{more} {_UNITS[self.unit]}{slices}"
        )

    def _repr_html_(self) -> str:
        import html

        return f"<p>{html.escape(repr(self))}. The most frequent:</p>{self.top(10)._repr_html_()}"


def _empty_counts() -> _Counts:
    none = np.zeros(0, dtype=np.int32)
    return _Counts(np.zeros(1, dtype=np.int32), none, none, np.zeros(0, dtype=np.int64), 0)


_EMPTY = _Slice(_empty_counts(), _empty_counts())


@dataclass(frozen=True)
class _Cut:
    """How the counts are cut into slices."""

    names: tuple[str, ...]
    documents: Ints | None = None
    mentions: Ints | None = None


def month_of(dates: npt.NDArray[np.int32]) -> tuple[Ints, tuple[str, ...]]:
    """Give each date the number of its month, -1 where unknown, and the months' names.

    >>> months, names = month_of(np.array([0, 40], dtype=np.int32))
    >>> months.tolist(), names
    ([0, 1], ('1970-01', '1970-02'))
    """
    known = dates != _core.NO_DATE
    epoch = dt.date(1970, 1, 1).toordinal()
    days, inverse = np.unique(dates[known], return_inverse=True)
    of_day = [dt.date.fromordinal(epoch + int(day)).strftime("%Y-%m") for day in days]
    names = sorted(set(of_day))
    number = {name: i for i, name in enumerate(names)}
    months = np.full(len(dates), -1, dtype=np.int32)
    if len(days):
        months[known] = np.array([number[name] for name in of_day], dtype=np.int32)[inverse]
    return months, tuple(names)


def _cut(corpus: Corpus, voices: Any, by: By | None, documents: Sequence[str] | None) -> _Cut:
    core = corpus._core
    ids = core.ids()
    chosen = np.ones(len(ids), dtype=bool)
    if documents is not None:
        place = {name: i for i, name in enumerate(ids)}
        chosen[:] = False
        kind = "document"
        for name in documents:
            if name not in place:
                raise unknown_name(kind, name, ids)
            chosen[place[name]] = True
    everything = np.where(chosen, 0, -1).astype(np.int32)
    if by is None:
        return _Cut(("",), None if documents is None else everything)
    if by == "voice":
        if voices is None:
            message = "by='voice' needs attributed voices"
            raise InputError(message)
        return _Cut(_VOICES, everything, _core.voice_of_mentions(voices))
    if by == "outlet":
        slices, names = np.asarray(core.outlets), tuple(core.outlet_names)
    else:
        slices, names = month_of(np.asarray(core.dates))
    return _Cut(names, np.where(chosen, slices, -1).astype(np.int32))


def _labels(actors: Actors, level: Level) -> tuple[tuple[str, ...], dict[str, dict[str, str]]]:
    if level == "faction":
        names = {faction.id: faction.name for faction in actors.factions}
        return tuple(names), {"name": names}
    if level == "type":
        return tuple(_core.actor_type_names()), {}
    ids = tuple(actor.id for actor in actors.actors)
    factions = {name: actors.faction_of(name) for name in ids}
    return ids, {
        "name": {actor.id: actor.name for actor in actors.actors},
        "type": {actor.id: actor.type for actor in actors.actors},
        "faction": {name: faction for name, faction in factions.items() if faction is not None},
    }


def make_cooccurrence(
    corpus: Corpus,
    actors: Actors,
    segments: Any,
    mentions: Any,
    voices: Any = None,
    *,
    unit: Unit = "sentence",
    by: By | None = None,
    window: int = 25,
    level: Level = "actor",
    regions: Sequence[str] | None = None,
    metonyms: bool = True,
    nested: bool = False,
    min_confidence: float = 0.0,
    documents: Sequence[str] | None = None,
    threads: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Cooccurrence:
    """Count who is named together.

    Parameters
    ----------
    corpus, actors : Corpus, Actors
    segments, mentions, voices
        Results of the core's stages (`voices` only for ``by="voice"``).
    unit : {"sentence", "paragraph", "document", "window"}
        Where two names must meet. For ``"window"``, every stretch of `window` consecutive words of
        an article is a unit, so nearer pairs count more.
    by : {"outlet", "month", "voice"}, optional
        One matrix for each. Articles without an outlet (a date) are left out.
    window : int, default 25
    level : {"actor", "faction", "type"}
        What rows and columns are.
    regions : sequence of str, optional
        Parts of an article that count; by default headline, caption, subhead, slate and body, not
        a summary (it repeats the body), dateline, byline, boilerplate or note.
    metonyms : bool, default True
        Count "Moscow" and "Russian" for Russia.
    nested : bool, default False
        Count "Libyan" inside "Libyan National Army" as well.
    min_confidence : float, default 0
        Leave out mentions found with less confidence.
    documents : sequence of str, optional
        Only these articles, by id.
    threads : int
        0: all CPUs.
    progress : callable, optional
        Called as ``progress(done, total)``.

    Returns
    -------
    Cooccurrence
    """
    if regions is None:
        regions = _core.counted_regions()
    for region in regions:
        check_name("region", region, _core.region_names())
    check_name("unit", unit, tuple(_UNITS))
    check_name("level", level, ("actor", "faction", "type"))
    if by is not None:
        check_name("by", by, ("outlet", "month", "voice"))
    if window < 2:
        message = f"window is {window}; a pair needs at least 2 words"
        raise InputError(message)
    knowledge = actors.to_core()
    cut = _cut(corpus, voices, by, documents)
    labels, names = _labels(actors, level)

    def plan_for(asked: Unit) -> Any:
        return _core.CountPlan(
            knowledge,
            unit=asked,
            window=window,
            level=level,
            regions=list(regions),
            metonyms=metonyms,
            nested=nested,
            min_confidence=min_confidence,
            slices=len(cut.names),
            document_slices=cut.documents,
            mention_slices=cut.mentions,
        )

    def count(plan: Any) -> list[_Counts]:
        found = _core.count_cooccurrence(
            mentions, segments, knowledge, plan, threads=threads, progress=progress
        )
        return [_Counts.from_core(columns) for columns in found]

    plan = plan_for(unit)
    by_unit = count(plan)
    by_document = by_unit if unit == "document" else count(plan_for("document"))
    return Cooccurrence(
        unit=unit,
        by=by,
        labels=labels,
        slices=cut.names,
        _slices=tuple(_Slice(a, b) for a, b in zip(by_unit, by_document, strict=True)),
        _names=names,
        _source=_Source(corpus, segments, mentions, knowledge, plan),
    )
