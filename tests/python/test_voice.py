"""Attributions and voices through the public names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyvocal as pv

ACTORS = pv.read_actors(
    {
        "faction": [{"id": "red", "name": "Red"}, {"id": "blue", "name": "Blue"}],
        "actor": [
            {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "red"},
            {"id": "diaz", "name": "Bo Diaz", "type": "person", "faction": "blue"},
        ],
    }
)
CONTRACT = (
    "document",
    "source_start",
    "source_end",
    "source_actor",
    "cue_start",
    "cue_end",
    "content_start",
    "content_end",
    "directness",
    "cue_class",
)


def study(*texts: str) -> pv.Study:
    """Study texts in English."""
    records = [{"id": f"d{i}", "text": t, "language": "en"} for i, t in enumerate(texts)]
    return pv.Study(pv.read_corpus(records), ACTORS, progress=False)


def cut(text: str, row: dict[str, object], part: str) -> str:
    """Words of a part of an attribution."""
    return text[row[f"{part}_start"] : row[f"{part}_end"]]  # type: ignore[misc]


def test_attributions_have_the_columns_of_the_contract(sample_study: pv.Study) -> None:
    table = sample_study.attributions
    assert table.columns[: len(CONTRACT)] == CONTRACT
    assert set(table["directness"]) <= {"direct", "indirect", "mixed"}
    assert set(table["cue_class"]) <= {"neutral", "endorsing", "distancing"}


def test_offsets_are_code_points() -> None:
    text = (
        "Ünïcödé 😀 naïve — “Bo Diaz löst das Problem,” said Ann Lee — and Ann Lee claimed he won."
    )
    rows = study(text).attributions.to_dicts()
    assert [cut(text, r, "source") for r in rows] == ["Ann Lee", "Ann Lee"]
    assert cut(text, rows[0], "content") == "“Bo Diaz löst das Problem,”"
    assert [cut(text, r, "cue") for r in rows] == ["said", "claimed"]
    assert rows[1]["cue_class"] == "distancing"


def test_every_mention_has_a_voice_and_speakers_are_named() -> None:
    table = study(
        "Ann Lee said Bo Diaz lied. A tired clerk said Bo Diaz slept. Bo Diaz came."
    ).mentions
    voices = dict(
        zip(zip(table["surface"], table["start"], strict=True), table["voice"], strict=True)
    )
    assert list(voices.values()) == ["outlet", "reported", "reported", "outlet"]
    assert table["speaker"].tolist() == [None, "lee", "A tired clerk", None]


def test_sample_articles(sample_study: pv.Study) -> None:
    """A careful reader's list of who speaks in the sample articles."""
    rows = sample_study.attributions.to_dicts()

    def speaker(document: str, words: str) -> set[str | None]:
        text = sample_study.corpus.text(
            next(d for d in sample_study.corpus.ids if d.startswith(document))
        )
        at = text.index(words)
        covering = [
            r
            for r in rows
            if r["document"].startswith(document) and r["content_start"] <= at < r["content_end"]
        ]
        size = min((r["content_end"] - r["content_start"] for r in covering), default=0)
        return {
            r["source_actor"] or r["source"]
            for r in covering
            if r["content_end"] - r["content_start"] == size
        }

    assert speaker("001", "We share a common approach") == {"sergey_lavrov"}
    assert speaker("001", "We will also discuss ways") == {"sergey_lavrov"}
    assert speaker("001", "would not negotiate with terrorists") == {"khalifa_haftar"}
    assert speaker("001", "has already approached") == {"some media"}
    assert speaker("002", "This would also encourage") in (
        {"The security source"},
        {"the security source"},
    )
    assert speaker("003", "it wants to restart talks") == {"russia"}
    assert speaker("003", "They entered the western gate") == speaker("003", "I spoke to [GNA]")
    assert speaker("003", "seven of the dead") == {"red_crescent"}
    assert speaker("004", "military and police teams") == {"unsmil"}
    # A reporter's stand-up is the article's own voice.
    own = [r for r in rows if r["own_voice"]]
    assert len(own) == 1
    assert own[0]["document"].startswith("000")
    # "No immediate comment" is no statement.
    text = sample_study.corpus.text(next(d for d in sample_study.corpus.ids if d.startswith("003")))
    at = text.index("No immediate comment")
    assert not any(
        r["document"].startswith("003") and r["content_start"] <= at < r["content_end"]
        for r in rows
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "Ann Lee said that Bo Diaz left.",
                '"Bo Diaz left us," Ann Lee said.',
                "“Öl ist teuer,” said Bo Diaz.",
                "He added nothing.",
                'Then: "no',
                "According to Ann Lee, it rains 😀.",
                'ANN LEE "We met. We left."',
                "\n\n",
                "'tis",
                'Bo Diaz — who knows — told Ann Lee "never".',
            ]
        ),
        max_size=12,
    )
)
def test_spans_lie_in_the_text_and_in_order(parts: list[str]) -> None:
    text = " ".join(parts) or "."
    table = study(text + " End.").attributions
    for part in ("source", "cue", "content"):
        begin, end = table[f"{part}_start"], table[f"{part}_end"]
        assert np.all(begin <= end)
        assert np.all(end <= len(text) + 5)
    assert np.all(table["content_start"] < table["content_end"])
    assert np.all(np.diff(table["content_start"]) >= 0)
    parents = table["parent"]
    assert np.all(parents < np.arange(len(table)))


def test_order_of_articles_does_not_matter() -> None:
    texts = [
        "Ann Lee said Bo Diaz left.",
        '"Bo Diaz left," said Ann Lee. "He is gone for good now."',
        "Nothing.",
    ]
    one = study(*texts).attributions.to_dicts()
    records = [{"id": f"d{i}", "text": texts[i], "language": "en"} for i in (2, 0, 1)]
    other = pv.Study(pv.read_corpus(records), ACTORS, progress=False).attributions.to_dicts()

    def key(row: dict[str, object]) -> tuple[object, ...]:
        return (row["document"], row["content_start"], row["source"], row["source_actor"])

    assert sorted(map(key, one), key=str) == sorted(map(key, other), key=str)


@pytest.mark.parametrize("text", ["word", "“", '"', "said", "A said", "… said …"])
def test_odd_texts_do_not_break_it(text: str) -> None:
    assert len(study(text).attributions) >= 0
