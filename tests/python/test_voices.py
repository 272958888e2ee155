"""Who is quoted how much."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal import _core
from polyvocal.voices import KINDS

ACTORS = pv.read_actors(
    {
        "faction": [{"id": "red", "name": "Red"}],
        "actor": [
            {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "red"},
            {"id": "diaz", "name": "Bo Diaz", "type": "person"},
        ],
    }
)
SENTENCES = [
    "Ann Lee said the port was open.",
    "Bo Diaz claimed that Ann Lee noted the rain.",
    '"We left the port early today," said Ann Lee.',
    "Two clerks said the port was shut.",
    "The two clerks said it was shut.",
    "Tom Hill said nothing of the kind.",
    "It rained all day.",
    "It is said that the port was shut.",
    "She added that she was glad.",
    "Ann Lee wants to leave.",
]


def study(records: list[tuple[str | None, str]]) -> pv.Study:
    """Study texts of outlets, in English."""
    rows = [
        {"id": f"d{i}", "outlet": outlet, "text": text, "language": "en"}
        for i, (outlet, text) in enumerate(records)
    ]
    return pv.Study(pv.read_corpus(rows), ACTORS, progress=False)


def slow_voices(s: pv.Study, by: str) -> dict[tuple[str, str, str], list[int]]:
    """Words and attributions of each speaker, word by word."""
    rows = s.attributions.to_dicts()
    sentences = s._segments.sentences(s.corpus._core)
    counted = {_core.Segments.region_names.index(r) for r in _core.counted_regions()}
    found: dict[tuple[str, str, str], list[int]] = {}

    def speaker(row: dict[str, object]) -> tuple[str, str]:
        if row["source_actor"]:
            return "actor", str(row["source_actor"])
        words = " ".join(str(row["source"] or "").split()).casefold()
        for article in ("the ", "a ", "an "):
            words = words.removeprefix(article)
        if not words:
            return "nobody", ""
        if words in {"he", "she", "it", "they", "we", "i", "you"}:
            return "pronoun", ""
        return ("named" if row["named"] else "anonymous"), words

    for place, document in enumerate(s.corpus.ids):
        group = s.corpus.outlets[place] if by == "outlet" else document
        if not group:
            continue
        mine = [r for r in rows if r["document"] == document]
        found.setdefault((group, "outlet", ""), [0, 0])
        for row in mine:
            if not row["own_voice"]:
                found.setdefault((group, *speaker(row)), [0, 0])[1] += 1
        tokens = s._segments.tokens(s.corpus._core, place)
        starts = np.asarray(sentences["start"])
        for begin, end in zip(tokens["start"], tokens["end"], strict=True):
            here = np.flatnonzero((np.asarray(sentences["document"]) == place) & (starts <= begin))
            if sentences["region"][here[-1]] not in counted:
                continue
            holding = [r for r in mine if r["content_start"] <= begin and end <= r["content_end"]]
            inner = min(holding, key=lambda r: r["content_end"] - r["content_start"], default=None)
            who = ("outlet", "") if inner is None or inner["own_voice"] else speaker(inner)
            found.setdefault((group, *who), [0, 0])[0] += 1
    return found


def as_dict(table: pv.Table) -> dict[tuple[str, str, str], list[int]]:
    result = {}
    for row in table:
        words = " ".join(str(row["speaker"] or "").split())
        if row["kind"] in ("named", "anonymous"):
            words = words.casefold()
            for article in ("the ", "a ", "an "):
                words = words.removeprefix(article)
        result[row["group"], row["kind"], words] = [row["tokens"], row["attributions"]]
    return result


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Post", "Herald", None]),
            st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["outlet", "document"]),
)
def test_agrees_with_a_slow_count(records: list[tuple[str | None, str]], by: str) -> None:
    s = study(records)
    assert as_dict(s.voices(by=by)) == slow_voices(s, by)  # type: ignore[arg-type]


def test_shares_sum_to_one_and_parts_to_the_whole(sample_study: pv.Study) -> None:
    for by in ("outlet", "document"):
        table = sample_study.voices(by=by)
        assert set(table["kind"]) <= set(KINDS)
        for group in set(table["group"]):
            assert table["share"][table["group"] == group].sum() == pytest.approx(1)
        parts = table["direct"] + table["indirect"] + table["mixed"]
        assert np.array_equal(parts, table["attributions"])
        classes = table["neutral"] + table["endorsing"] + table["distancing"]
        assert np.array_equal(classes, table["attributions"])
        assert np.all(table["quoted_tokens"] <= table["tokens"])


def test_a_reporters_own_words_are_the_outlets(sample_study: pv.Study) -> None:
    rows = [r for r in sample_study.voices(by="document") if r["group"].startswith("000")]
    assert not any(str(r["speaker"]).startswith("ADEL") for r in rows)
    assert next(r for r in rows if r["kind"] == "outlet")["tokens"] > 150


def test_factions_and_anonymous_sources() -> None:
    table = study(
        [("Post", "Ann Lee said it was shut. Two clerks said the port was open.")]
    ).voices()
    rows = {r["kind"]: r for r in table}
    assert rows["actor"]["faction"] == "red"
    assert rows["anonymous"]["speaker"] == "Two clerks"
    assert rows["anonymous"]["faction"] is None


def test_empty_texts_and_wrong_words() -> None:
    table = study([("Post", "...")]).voices()
    assert len(table) == 1
    assert np.isnan(table["share"][0])
    with pytest.raises(pv.InputError, match='give "outlet" or "document"'):
        study([("Post", "It rained.")]).voices(by="month")  # type: ignore[arg-type]
    s = study([("Post", "It rained.")])
    with pytest.raises(pv.InputError, match="region"):
        s._voices.token_columns(s._segments, ["nowhere"])


def test_without_outlets_there_is_no_group() -> None:
    assert len(study([(None, "Ann Lee said it rained.")]).voices()) == 0
