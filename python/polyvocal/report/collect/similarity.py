"""How alike articles or outlets are, and the passages they share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from polyvocal.report import words
from polyvocal.report.collect.columns import Cells, Ints, codes, floats, ints, maybe
from polyvocal.report.collect.context import Context
from polyvocal.report.figures.cluster import Merge, Tree
from polyvocal.report.model import Driver, Passage, Similarity, SimilarityRow

if TYPE_CHECKING:
    from polyvocal import similarity
    from polyvocal.table import Table

__all__ = ["collect_passages", "collect_similarity"]

Kind = Literal["words", "story", "actors", "side", "reuse"]
_KINDS: tuple[Kind, ...] = ("words", "story", "actors", "side", "reuse")
_LARGEST_MATRIX = 30
_SHAPED: Literal["words"] = "words"  # the kind that has a tree and a map
_REPLICATES = 100  # bootstrap samples
_DRIVERS = 8  # words an outlet
_SURE = 0.05
_EXAMPLE_WORDS = 40

Floats = NDArray[np.float64]


def collect_similarity(context: Context) -> list[Similarity]:
    """Compare articles when they are few, else outlets, in every respect."""
    by_outlet = context.size > context.limits.documents and len(context.outlet_sizes) > 1
    of: Literal["document", "outlet"] = "outlet" if by_outlet else "document"
    if (len(context.outlet_sizes) if by_outlet else context.size) < 2:
        return []
    kinds = [kind for kind in _KINDS if kind != "side" or context.factions]
    return [_section(context, of, kind) for kind in kinds]


def _largest(context: Context, of: str, labels: tuple[str, ...]) -> Ints:
    """Choose the items to show, in the order of the labels."""
    limit = min(context.limits.documents, _LARGEST_MATRIX)
    if of == "document":
        weight = context.per_document
    else:
        weight = np.array([context.outlet_sizes[label] for label in labels])
    return np.sort(np.lexsort((np.arange(len(labels)), -weight))[:limit])


def _section(context: Context, of: Literal["document", "outlet"], kind: Kind) -> Similarity:
    result = context.study.similarity(of=of, kind=kind)
    kept = _largest(context, of, result.labels)
    shown = [result.labels[i] for i in kept.tolist()]
    by_document = of == "document"
    names = [context.labels[context.number_of[x]] for x in shown] if by_document else shown
    table = result.table()
    first, second = codes(table, "a", shown).numbers, codes(table, "b", shown).numbers
    numbers = {name: floats(table, name) for name in ("score", "low", "high", "p", "q")}
    verdicts = table["verdict"]
    matrix = np.full((len(shown), len(shown)), np.nan)
    rows: list[SimilarityRow] = []
    # Numbers below len(shown) are of the items shown.
    for row in np.flatnonzero((first < len(shown)) & (second < len(shown))).tolist():
        a, b = int(first[row]), int(second[row])
        matrix[a, b] = matrix[b, a] = numbers["score"][row]
        values = {name: maybe(float(column[row])) for name, column in numbers.items()}
        key = f"r-{kind}-{len(rows) + 1}"
        rows.append(SimilarityRow(a=a, b=b, verdict=str(verdicts[row]), key=key, **values))
    rows.sort(key=lambda r: (-(r.score if r.score is not None else -math.inf), r.a, r.b))
    shaped = kind == _SHAPED and len(shown) == len(result.labels) > 2
    firm = _firmness(context) if shaped and not by_document else None
    chart = result.map() if shaped else None
    return Similarity(
        kind=kind,
        of=of,
        names=names,
        total=len(result.labels),
        matrix=matrix,
        rows=rows[: context.limits.pairs],
        rows_total=len(table),
        tree=_tree(result, firm.support if firm else None) if shaped else None,
        points=chart.points if chart else None,
        stress=chart.stress if chart else None,
        ellipses=firm.ellipses if firm else None,
        drivers=_drivers(context, shown) if kind == _SHAPED and not by_document else (),
    )


@dataclass(frozen=True)
class _Firmness:
    """Bootstrap of the picture: support of the tree's joins, ellipses of the map."""

    support: Floats
    ellipses: Floats


def _firmness(context: Context) -> _Firmness:
    compared = context.study.compare_outlets()
    tree = compared.tree(_SHAPED, replicates=_REPLICATES)
    return _Firmness(tree.bp, compared.map(_SHAPED, replicates=_REPLICATES).ellipses)


def _drivers(context: Context, shown: list[str]) -> list[Driver]:
    """Take the words that set each outlet apart, beyond doubt."""
    table = context.study.compare_outlets().all_drivers(n=_DRIVERS, outlets=shown)
    found = []
    for row in table.rows():
        if row["q"] is None or row["q"] > _SURE or not row["example_document"]:
            continue
        document = context.document(context.number_of[row["example_document"]])
        found.append(
            Driver(
                outlet=shown.index(row["more_in"]),
                term=row["term"],
                log_odds=row["log_odds"],
                z=row["z"],
                q=row["q"],
                documents=row["documents_a"],
                example=words.first_words(row["example"], _EXAMPLE_WORDS),
                example_document=document,
            )
        )
    return sorted(found, key=lambda driver: (driver.outlet, -driver.z))


def _tree(result: similarity.Similarity, support: Floats | None) -> Tree:
    tree = result.tree()
    place = {label: i for i, label in enumerate(result.labels)}
    merges = [
        Merge(int(row[0]), int(row[1]), float(row[2]), None if support is None else float(share))
        for row, share in zip(
            tree.merges, tree.merges[:, 0] if support is None else support, strict=True
        )
    ]
    return Tree(merges, [place[label] for label in tree.order])


def _numbers(context: Context, table: Table, side: str) -> Ints:
    """Give the number of the article of each row."""
    column = codes(table, side)
    known = np.array([context.number_of[name] for name in column.names], dtype=np.int64)
    return known[column.numbers]


def _passages_to_show(context: Context, table: Table, documents: list[Ints]) -> Ints:
    """Choose long passages between outlets before those within one, and furniture last.

    Of articles with many copies one passage is enough, while there are others.
    """
    length = ints(table, "end_a") - ints(table, "start_a")
    furniture = np.asarray(table["boilerplate"], dtype=bool)
    outlets = np.array([outlet or "" for outlet in context.outlets], dtype=object)
    within = np.array(outlets[documents[0]] == outlets[documents[1]], dtype=bool)
    order = np.lexsort((np.arange(len(table)), -length, within, furniture))
    seen: set[int] = set()
    fresh: list[int] = []
    others: list[int] = []
    for row in order.tolist():
        pair = {int(numbers[row]) for numbers in documents}
        (others if pair & seen else fresh).append(row)
        seen |= pair
        if len(fresh) == context.limits.passages:
            break
    return np.array((fresh + others)[: context.limits.passages], dtype=np.int64)


def collect_passages(context: Context) -> tuple[list[Passage], int]:
    """Take the longest passages that stand in two articles, and their number."""
    if context.size < 2:
        return [], 0
    table = context.study.similarity(of="document", kind="reuse").alignments(text=False)
    cells = Cells(table)
    documents = [_numbers(context, table, side) for side in "ab"]
    passages = []
    for row in _passages_to_show(context, table, documents).tolist():
        a, b = (int(numbers[row]) for numbers in documents)
        left = context.text(a)[int(cells["start_a"][row]) : int(cells["end_a"][row])]
        right = context.text(b)[int(cells["start_b"][row]) : int(cells["end_b"][row])]
        limit = context.limits.words
        left_pieces, right_pieces = words.compare(
            words.first_words(left, limit), words.first_words(right, limit)
        )
        passages.append(
            Passage(
                a=context.document(a),
                b=context.document(b),
                left=left_pieces,
                right=right_pieces,
                words=len(left.split()),
                words_shown=min(limit, len(left.split())),
                edited=bool(cells["edited"][row]),
                in_quotation=bool(cells["in_quotation"][row]),
                boilerplate=bool(cells["boilerplate"][row]),
            )
        )
    return passages, len(table)
