"""Who writes what, against counting by hand."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal.spellings import make_spellings
from polyvocal.table import Table

SURFACES = ["Lee", "LEE", "Ann Lee", "Ann\n Lee", "A. Lee"]
OUTLETS = ["", "Post", "Daily"]
mentions = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(["lee", "li", "ann"]),
        st.sampled_from(SURFACES),
        st.sampled_from(["name", "short"]),
    ),
    max_size=40,
)


def counted(
    rows: list[tuple[int, str, str, str]], outlets: list[str], *, apart: bool
) -> list[tuple[object, ...]]:
    """Count slowly."""
    groups: dict[tuple[str, str, str], list[tuple[int, str]]] = defaultdict(list)
    for document, actor, surface, kind in rows:
        if apart and not outlets[document]:
            continue
        group = outlets[document] if apart else ""
        groups[group, actor, " ".join(surface.split())].append((document, kind))
    totals: Counter[tuple[str, str]] = Counter()
    for (outlet, actor, _), places in groups.items():
        totals[outlet, actor] += len(places)
    result = [
        (
            *((outlet,) if apart else ()),
            actor,
            surface,
            len(places),
            len({document for document, _ in places}),
            len(places) / totals[outlet, actor],
        )
        for (outlet, actor, surface), places in groups.items()
    ]
    return sorted(result, key=lambda r: (*r[: 1 + apart], -r[2 + apart], r[1 + apart]))


@given(mentions, st.lists(st.sampled_from(OUTLETS), min_size=6, max_size=6), st.booleans())
def test_the_counts(rows: list[tuple[int, str, str, str]], outlets: list[str], apart: bool) -> None:
    corpus = pv.read_corpus(
        [{"id": str(i), "text": f"text {i}", "outlet": o} for i, o in enumerate(outlets)],
        progress=False,
    )
    table = Table(
        {
            "document": [str(row[0]) for row in rows],
            "actor": [row[1] for row in rows],
            "surface": [row[2] for row in rows],
            "kind": [row[3] for row in rows],
            "method": ["exact"] * len(rows),
        }
    )
    # The codes of documents are places in the corpus, as in Study.mentions.
    table = Table(
        {key: table.column(key) for key in table.columns}
        | {"document": pv.table.Strings([row[0] for row in rows], corpus.ids)}
    )
    found = make_spellings(corpus, table, by="outlet" if apart else None)
    names = [*(["outlet"] if apart else []), "actor", "surface", "count", "documents", "share"]
    assert list(zip(*(found[n].tolist() for n in names), strict=True)) == counted(
        rows, outlets, apart=apart
    )


def test_kind_and_method_are_those_of_most(sample_study: pv.Study) -> None:
    table = sample_study.spellings()
    assert set(table["outlet"]) == {"CGTN", "TASS", "Ahram Online"}
    m = sample_study.mentions
    outlet_of = dict(zip(sample_study.corpus.ids, sample_study.corpus.outlets, strict=True))
    for row in table:
        kinds = Counter(
            r["kind"]
            for r in m
            if r["actor"] == row["actor"]
            and " ".join(r["surface"].split()) == row["surface"]
            and outlet_of[r["document"]] == row["outlet"]
        )
        assert kinds[row["kind"]] == max(kinds.values())
        assert row["count"] == sum(kinds.values())


def test_another_grouping_is_refused(sample_study: pv.Study) -> None:
    with pytest.raises(pv.InputError, match="by = 'month'"):
        sample_study.spellings(by="month")  # type: ignore[arg-type]
