"""Mentions from Python: offsets in every script, order, threads, corrections, the slow oracle."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal import _core
from polyvocal.actors import Actors, read_actors
from polyvocal.errors import InputError
from tests.reference.slow_names import find_names

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def make_corpus(texts: list[str], ids: list[str] | None = None) -> _core.Corpus:
    builder = _core.CorpusBuilder()
    problems = builder.add_batch(ids or [f"d{i}" for i in range(len(texts))], list(texts))
    assert problems == []
    return builder.finish()


def find(
    actors: Actors, texts: list[str], *, ids: list[str] | None = None, **options: Any
) -> tuple[list[tuple[Any, ...]], _core.MentionResult]:
    """Rows of (document, start, end, surface, actor, kind, method, confidence, nested, runner-up)."""
    corpus = make_corpus(texts, ids)
    segments = _core.segment(corpus, threads=1)
    found = _core.find_mentions(corpus, segments, actors.to_core(), **options)
    columns = found.columns(corpus, segments)
    surfaces = columns["surface"].to_list()
    rows = [
        (
            int(columns["document"][i]),
            int(columns["start"][i]),
            int(columns["end"][i]),
            surfaces[i],
            actors.actors[columns["actor"][i]].id,
            _core.MentionResult.kind_names[columns["kind"][i]],
            _core.MentionResult.method_names[columns["method"][i]],
            float(columns["confidence"][i]),
            bool(columns["nested"][i]),
            int(columns["runner_up"][i]),
        )
        for i in range(len(found))
    ]
    return rows, found


ACTORS = read_actors(
    {
        "faction": [{"id": "east", "name": "East"}, {"id": "west", "name": "West"}],
        "actor": [
            {
                "id": "haftar",
                "name": "Khalifa Haftar",
                "type": "person",
                "faction": "east",
                "aliases": ["خليفة حفتر", "Халифа Хафтар"],
            },
            {"id": "sarraj", "name": "Fayez al-Sarraj", "type": "person", "faction": "west"},
            {"id": "erdogan", "name": "Recep Tayyip Erdoğan", "type": "person"},
            {"id": "lna", "name": "Libyan National Army", "type": "armed", "acronyms": ["LNA"]},
            {"id": "libya", "name": "Libya", "type": "state"},
            {"id": "egypt", "name": "Egypt", "type": "state"},
        ],
    }
)

PIECES = [
    "Khalifa Haftar",
    "Haftar",
    "Hafta",
    "Khalifa\u00a0Hafar",
    "Fayez AL Sarraj",
    "al-Sarraz",
    "Erdoğan",
    "Erdog\u0306an",
    "Recep Tayyip Erdoğan",
    "خليفة حفتر",
    "الجيش",
    "Халифа Хафтар",
    "利比亚",
    "LNA",
    "(LNA)",
    "National Libyan Army",
    "Libyan",
    "Cairo said",
    "in Cairo",
    "Egypt’s",
    "“",
    "”",
    "😀",
    "e\u0301",
    ".",
    ",",
    "\n\n",
    "\u200f",
    "the",
    "met",
    "General",
    "After",
    "and",
    "'s",
    "–",
    "\u2060",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([" ", " ", "\u00a0", ""]))
def test_offsets_are_code_points_of_the_surface(pieces: list[str], between: str) -> None:
    texts = ["x " + between.join(pieces), "😀 Khalifa Haftar, " + " ".join(pieces)]
    rows, _ = find(ACTORS, texts)
    for document, start, end, surface, *_ in rows:
        assert texts[document][start:end] == surface
        assert surface.strip() == surface != ""
    ordered = [(row[0], row[1], -row[2]) for row in rows]
    assert ordered == sorted(ordered)
    assert any(row[0] == 1 and row[1] == 2 for row in rows)


def test_names_in_other_scripts_are_found_as_listed() -> None:
    rows, _ = find(
        ACTORS, ["قال خليفة حفتر إن", "Вчера Халифа Хафтар сказал", "Mr Erdogan met Erdoğan."]
    )
    assert [(r[0], r[3], r[4]) for r in rows] == [
        (0, "خليفة حفتر", "haftar"),
        (1, "Халифа Хафтар", "haftar"),
        (2, "Erdogan", "erdogan"),
        (2, "Erdoğan", "erdogan"),
    ]


@settings(max_examples=30)
@given(st.permutations(range(6)), st.sampled_from([1, 2, 7]))
def test_order_of_articles_and_threads_change_nothing(order: list[int], threads: int) -> None:
    texts = [
        "The commander Khalifa Heffter met Egyptian envoys.",
        "Yesterday Heffter spoke. The LNA moved.",
        "Cairo said Fayaz al-Sarraz agreed. Later al-Sarraz left.",
        "Ahmed Haftar sells shoes. Haftar is rich.",
        "...",
        "The National Libyan Army (LNA) and the NLA are one.",
    ]
    ids = [f"d{i}" for i in range(6)]
    rows, found = find(ACTORS, texts, ids=ids, threads=1)
    mixed, found_mixed = find(
        ACTORS, [texts[i] for i in order], ids=[ids[i] for i in order], threads=threads
    )
    assert sorted((order[row[0]], *row[1:]) for row in mixed) == sorted(rows)
    corpus, corpus_mixed = make_corpus(texts), make_corpus([texts[i] for i in order])
    names = found.candidates(corpus)
    names_mixed = found_mixed.candidates(corpus_mixed)
    assert names["name"] == names_mixed["name"]
    assert np.array_equal(names["count"], names_mixed["count"])


WORDS = ["ba", "Ba", "ko", "Ko", "du", "Du", "ba-ko"]


@settings(max_examples=200)
@given(
    st.lists(
        st.lists(st.sampled_from(["ba", "Ko", "du", "Ba"]), min_size=1, max_size=3).map(" ".join),
        min_size=1,
        max_size=5,
        unique_by=str.lower,
    ),
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", ", ", "-", "\u00a0"])),
        max_size=30,
    ),
    st.sampled_from(["exact", "insensitive"]),
)
def test_the_index_finds_what_the_slow_search_finds(
    names: list[str], parts: list[tuple[str, str]], policy: str
) -> None:
    text = "x " + "".join(word + gap for word, gap in parts) + "x"
    actors = read_actors(
        {
            "actor": [
                {"id": f"a{i}", "name": name, "type": "other", "case": policy}
                for i, name in enumerate(names)
            ]
        }
    )
    rows, _ = find(actors, [text], variants=False)
    expected = find_names(text, [(name, policy) for name in names])
    assert [(r[1], r[2], r[4]) for r in rows] == [(s, e, f"a{i}") for s, e, i in expected]


def test_many_random_names_against_the_slow_search() -> None:
    chooser = random.Random(7)
    letters = "abcdefgh"
    vocabulary = ["".join(chooser.choices(letters, k=3)) for _ in range(40)]
    names = sorted(
        {" ".join(chooser.choices(vocabulary, k=chooser.randint(1, 4))) for _ in range(150)}
    )
    actors = read_actors(
        [{"id": f"a{i}", "name": name, "type": "other"} for i, name in enumerate(names)]
    )
    actors = read_actors(
        {
            "actor": [
                {"id": a.id, "name": a.name, "type": "other", "case": "insensitive"} for a in actors
            ]
        }
    )
    texts = [" ".join(chooser.choices(vocabulary, k=400)) for _ in range(5)]
    rows, _ = find(actors, texts, variants=False, candidates=False)
    for d, text in enumerate(texts):
        expected = find_names(text, [(name, "insensitive") for name in names])
        found = [(r[1], r[2], r[4]) for r in rows if r[0] == d]
        assert found == [(s, e, f"a{i}") for s, e, i in expected]


def test_unused_corrections_are_reported() -> None:
    actors = read_actors(
        {
            "actor": [{"id": "lee", "name": "Ann Lee", "type": "person"}],
            "correction": [
                {"surface": "Lea", "document": "a*", "actor": "lee"},
                {"surface": "Loo", "actor": "lee"},
            ],
        }
    )
    rows, found = find(actors, ["Lea left.", "Lea came."], ids=["a1", "b1"])
    assert [(r[0], r[3], r[6], r[7]) for r in rows] == [(0, "Lea", "correction", 1.0)]
    assert found.correction_effects == [(1, 1), (0, 0)]


def test_segments_of_another_corpus_are_refused() -> None:
    corpus = make_corpus(["Haftar left."])
    other = make_corpus(["a", "b"])
    segments = _core.segment(other)
    with pytest.raises(InputError, match="another corpus"):
        _core.find_mentions(corpus, segments, ACTORS.to_core())
    found = _core.find_mentions(other, segments, ACTORS.to_core())
    with pytest.raises(InputError, match="give the corpus"):
        found.columns(corpus, segments)


def test_a_long_document_stays_linear() -> None:
    sentence = "Khalifa Haftar met Hafta and the Libyan National Army (LNA) in Cairo. Haftar left. "
    text = sentence * 20_000  # 1.7 MB
    rows, _ = find(ACTORS, [text])
    assert len(rows) == 6 * 20_000  # one of them nested
    assert {r[4] for r in rows} == {"haftar", "lna", "libya"}


# -- the sample study --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> dict[str, list[tuple[Any, ...]]]:
    actors = read_actors(SEEDS / "actors.toml")
    files = sorted(SEEDS.glob("0*.txt"))
    rows, _ = find(actors, [f.read_bytes().decode() for f in files], ids=[f.name for f in files])
    return {f.name[:3]: [r for r in rows if r[0] == i] for i, f in enumerate(files)}


@pytest.mark.parametrize(
    ("article", "start", "surface", "actor"),
    [
        ("000", 255, "Tobrok based parliament", "house_of_representatives"),
        ("000", 774, "ALMAHDY AL AWAR", "almahdi_al_awar"),
        ("000", 1096, "house of representatives", "house_of_representatives"),
        ("000", 1254, "Fayez AL Sarraj", "fayez_al_sarraj"),
        ("000", 1969, "Adel EL Mahrouky", "adel_el_mahrouky"),
        ("001", 10, "Moscow", "russia"),
        ("001", 18, "Cairo", "egypt"),
        ("001", 2164, "Abdullah Al-Thani", "abdullah_al_thani"),
        ("001", 2460, "army", "lna"),
        ("002", 206, "Al-Sisi", "abdel_fattah_al_sisi"),
        ("002", 1045, "Libya National Army", "lna"),
        ("002", 1217, "Haftar", "khalifa_haftar"),
        ("002", 2212, "GNA", "gna"),
        ("003", 8, "GNA army", "gna_forces"),
        ("003", 314, "Khalifa Hafar", "khalifa_haftar"),
        ("003", 468, "Hafta", "khalifa_haftar"),
        ("003", 576, "Fayaz al-Sarraz", "fayez_al_sarraj"),
        ("003", 3734, "Tripoli", "gna"),
        ("003", 4031, "Hafters", "khalifa_haftar"),
        ("003", 4100, "Al-Sarraz", "fayez_al_sarraj"),
        ("003", 4564, "Tarek Meghesi", "tarek_megerisi"),
        ("003", 5015, "Megarisi", "tarek_megerisi"),
        ("004", 307, "NLA", "lna"),
        ("004", 989, "National Libyan Army", "lna"),
        ("004", 1442, "Moammar Gadhafi", "muammar_gaddafi"),
        ("004", 1889, "Hafter", "khalifa_haftar"),
    ],
)
def test_the_traps_of_the_samples(
    sample: dict[str, list[tuple[Any, ...]]], article: str, start: int, surface: str, actor: str
) -> None:
    assert (start, surface, actor) in [(r[1], r[3], r[4]) for r in sample[article]]


@pytest.mark.parametrize(
    ("article", "start", "end"),
    [
        ("000", 11, 16),  # Turning to Cairo
        ("000", 153, 160),  # the Tripoli offensive
        ("000", 1620, 1625),  # a slate: MAHROUKY CAIRO
        ("000", 1854, 1859),  # the Cairo talks
        ("001", 259, 265),  # the dateline
        ("002", 186, 191),  # arrived Cairo
        ("002", 534, 540),  # visit to Moscow
        ("003", 1959, 1965),  # Haider: left to a human
        ("003", 3714, 3721),  # from Tripoli
        ("003", 2413, 2421),  # al-Zarif, a valley
        ("004", 973, 980),  # the capital, Tripoli
    ],
)
def test_what_is_no_mention_in_the_samples(
    sample: dict[str, list[tuple[Any, ...]]], article: str, start: int, end: int
) -> None:
    assert not [r for r in sample[article] if r[1] < end and start < r[2]]
