"""Stance through the public names: scores, intervals, verdicts, evidence, contrasts."""

from __future__ import annotations

import json
import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal import _core
from polyvocal.errors import InputError, UnknownNameError
from polyvocal.stance import _polarity_model
from tests.reference import stance as slow

ACTORS = pv.read_actors(
    {
        "faction": [{"id": "red", "name": "Red"}, {"id": "blue", "name": "Blue"}],
        "actor": [
            {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "red"},
            {"id": "diaz", "name": "Bo Diaz", "type": "person", "faction": "blue"},
            {"id": "roe", "name": "Kim Roe", "type": "person"},
        ],
    }
)
SENTENCES = (
    "The brutal Ann Lee lied.",
    "Ann Lee is honest.",
    "Ann Lee came on Monday.",
    "The heroic Bo Diaz saved the town.",
    "Bo Diaz, a warlord, attacked Ann Lee.",
    "Bo Diaz met Ann Lee.",
    '"We support Ann Lee and trust her," Kim Roe said.',
    "Kim Roe said Bo Diaz was corrupt.",
    "Ann Lee failed to restore order.",
    "It rained.",
)
VOICES = ("outlet", "quoted", "reported")


def study(documents: list[str], outlets: list[str] | None = None, **options: object) -> pv.Study:
    """Study texts in English, in this order."""
    records = [
        {"id": f"d{i}", "text": t, "language": "en", "outlet": outlets[i] if outlets else ""}
        for i, t in enumerate(documents)
    ]
    return pv.Study(pv.read_corpus(records), ACTORS, progress=False, **options)  # type: ignore[arg-type]


texts = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map(" ".join),
    min_size=1,
    max_size=5,
)


def test_tables_have_the_columns_of_the_contract(sample_study: pv.Study) -> None:
    stance = sample_study.stance()
    assert stance.table.columns[:13] == (
        "by", "group", "faction", "voice", "score", "low", "high", "verdict", "mentions",
        "documents", "var_sampling", "var_measurement", "var_transfer",
    )  # fmt: skip
    assert stance.evidence().columns == (
        "by", "group", "faction", "voice", "document", "sentence_start", "sentence_end", "start",
        "end", "surface", "actor", "holder", "score", "weight", "contribution", "cues", "label",
        "frame",
    )  # fmt: skip
    assert len(stance.table) == 5 * 2 * 4


def test_evidence_points_into_the_text(sample_study: pv.Study) -> None:
    for row in sample_study.stance().evidence():
        text = sample_study.corpus.text(row["document"])
        assert text[row["start"] : row["end"]] == row["surface"]
        assert row["sentence_start"] <= row["start"] < row["end"] <= row["sentence_end"]
        for cue in json.loads(row["cues"]):
            assert row["sentence_start"] <= cue["start"] < cue["end"] <= row["sentence_end"]
            if "negation_start" in cue:
                assert cue["negated"]
                assert cue["negation_start"] < cue["negation_end"] <= len(text)


def test_sample_articles_lean_as_a_reader_would_say(sample_study: pv.Study) -> None:
    stance = sample_study.stance()
    scores = {
        (r["group"][:3], r["faction"], r["voice"]): (r["score"] or 0.0, r["verdict"])
        for r in stance.table
    }
    # 002 speaks well of the eastern side, in its own voice and in that of its sources.
    assert scores["002", "east", "outlet"][0] > 0
    assert scores["002", "east", "reported"][0] > 0
    assert scores["002", "west", "outlet"][0] < 0
    # 003: its sources are against both camps' violence, against Haftar most.
    assert scores["003", "east", "reported"][0] < -0.2
    # 001 and 004 report.
    assert abs(scores["001", "east", "outlet"][0]) < 0.2
    assert abs(scores["004", "east", "outlet"][0]) < 0.35
    # Five short articles decide nothing by themselves.
    assert {v for _, v in scores.values()} <= {"not distinguishable", "insufficient"}
    # The same label, attached to the mention that it modifies.
    labels = {(r["document"][:3], r["actor"]): r["label"] for r in stance.evidence() if r["label"]}
    assert "recognized" in labels["001", "gna"]
    assert "recognized" in labels["002", "eastern_government"]
    assert ("002", "gna") not in labels


@settings(max_examples=25)
@given(texts)
def test_scores_follow_from_the_evidence(documents: list[str]) -> None:
    """Every score, its sampling and measurement variance, against the slow reference."""
    result = study(documents, seed=3).stance(scorer="rules")
    rows = [
        slow.Row(
            r["document"], r["sentence_start"], r["faction"], r["voice"], r["score"], r["weight"]
        )
        for r in result.evidence()
    ]
    for row in result.table:
        mine = [r for r in rows if r.document == row["group"]]
        wanted = slow.document_score(mine, row["faction"], row["voice"])
        if math.isnan(wanted):
            assert row["score"] is None
            assert row["verdict"] == "insufficient"
            continue
        assert row["score"] == pytest.approx(wanted, abs=1e-6)
        assert -1 <= row["low"] <= row["score"] <= row["high"] <= 1
        chosen = [
            r for r in mine if r.faction == row["faction"] and row["voice"] in ("all", r.voice)
        ]
        n = slow.effective(chosen)
        assert row["effective_mentions"] == pytest.approx(n, abs=1e-5)
        assert row["var_measurement"] == pytest.approx(0.73**2 / n, rel=1e-5)
        assert row["var_transfer"] == pytest.approx(0.28**2)
        few = n < 5 - 1e-9 or len({r.sentence for r in chosen}) < 2
        assert (row["verdict"] == "insufficient") == few


def test_sampling_variance_agrees_with_the_reference() -> None:
    result = study([" ".join(SENTENCES * 2)], seed=12345678901).stance()
    rows = [
        slow.Row(
            r["document"], r["sentence_start"], r["faction"], r["voice"], r["score"], r["weight"]
        )
        for r in result.evidence()
    ]
    checked = 0
    for row in result.table:
        if row["var_sampling"] is None:
            continue
        wanted = slow.sampling_variance(
            rows, row["faction"], row["voice"], seed=12345678901, replicates=2000
        )
        assert row["var_sampling"] == pytest.approx(wanted, rel=1e-4, abs=1e-7)
        checked += 1
    assert checked >= 4


@settings(max_examples=20)
@given(texts, st.lists(st.sampled_from(["A", "B", "C"]), min_size=5, max_size=5))
def test_contributions_add_up(documents: list[str], outlets: list[str]) -> None:
    made = study(documents, outlets[: len(documents)])
    for by in ("document", "outlet"):
        for voice in (None, "outlet", "all"):
            result = made.stance(by=by, voice=voice)  # type: ignore[arg-type]
            evidence = result.evidence()
            for row in result.table:
                if voice is None and row["voice"] == "all":
                    continue
                keep = (evidence["group"] == row["group"]) & (evidence["faction"] == row["faction"])
                if row["voice"] != "all":
                    keep &= evidence["voice"] == row["voice"]
                total = math.fsum(evidence["contribution"][keep]) + row["shrinkage"]
                assert total == pytest.approx(row["score"] or 0.0, abs=1e-9)


def test_explain_adds_up_and_sorts() -> None:
    made = study([" ".join(SENTENCES)] * 2, ["A", "A"])
    result = made.stance(by="outlet")
    for voice in (*VOICES, "all"):
        rows = result.explain("A", "red", voice)  # type: ignore[arg-type]
        size = np.abs(rows["contribution"])
        assert np.all(np.diff(size) <= 0)
        score = result.table.filter(group="A", faction="red", voice=voice)["score"][0]
        total = math.fsum(rows["contribution"])
        assert total == pytest.approx(0.0 if math.isnan(score) else score, abs=1e-9)


def test_contrast_flips_with_its_factions() -> None:
    result = study([" ".join(SENTENCES * 3)]).stance(voice="outlet")
    one, other = result.contrast("red", "blue"), result.contrast("blue", "red")
    assert one["difference"][0] == -other["difference"][0]
    assert one["low"][0] == pytest.approx(-other["high"][0])
    assert one["p"][0] == pytest.approx(other["p"][0])
    assert result.check_roster_swap("red", "blue") == 0.0
    table = result.table
    scores = {r["faction"]: r["score"] for r in table}
    assert one["difference"][0] == pytest.approx(scores["red"] - scores["blue"])


def test_unknown_names_get_the_nearest() -> None:
    result = study(["The brutal Ann Lee lied."], ["Gazette"]).stance(by="outlet")
    with pytest.raises(UnknownNameError, match="did you mean 'Gazette'"):
        result.explain("Gazete")
    with pytest.raises(UnknownNameError, match="did you mean 'red'"):
        result.explain("Gazette", "reds")
    with pytest.raises(UnknownNameError, match="did you mean 'quoted'"):
        result.explain("Gazette", "red", "quotd")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="blue"):
        result.contrast("red", "bleu")
    with pytest.raises(InputError, match="twice"):
        result.contrast("red", "red")
    with pytest.raises(UnknownNameError, match="outlet"):
        study(["x"]).stance(by="outlets")  # type: ignore[arg-type]


def test_other_languages_are_named_not_scored() -> None:
    corpus = pv.read_corpus(
        [{"id": "a", "language": "de", "text": "Die brutale Ann Lee hat gelogen."}]
    )
    result = pv.Study(corpus, ACTORS, progress=False).stance()
    assert set(result.table["verdict"]) == {"unsupported language"}
    assert np.all(np.isnan(result.table["score"]))


def test_same_numbers_for_any_number_of_threads_and_on_every_run() -> None:
    documents = [" ".join(SENTENCES[i % 10 :] + SENTENCES[: i % 7]) for i in range(40)]
    outlets = [f"O{i % 4}" for i in range(40)]
    for by in ("document", "outlet"):
        tables = [
            study(documents, outlets, threads=n, seed=5).stance(by=by).table  # type: ignore[arg-type]
            for n in (1, 2, 7, 7)
        ]
        assert all(t == tables[0] for t in tables)


@settings(max_examples=15)
@given(texts, st.randoms(use_true_random=False))
def test_order_of_articles_does_not_matter(documents: list[str], random: object) -> None:
    one = study(documents, ["A"] * len(documents))
    order = list(range(len(documents)))
    random.shuffle(order)  # type: ignore[attr-defined]
    records = [
        {"id": f"d{i}", "text": documents[i], "language": "en", "outlet": "A"} for i in order
    ]
    other = pv.Study(pv.read_corpus(records), ACTORS, progress=False)

    def by_key(result: pv.Study, by: str) -> dict[tuple[str, str, str], tuple[object, ...]]:
        return {
            (r["group"], r["faction"], r["voice"]): (r["score"], r["verdict"], r["mentions"])
            for r in result.stance(by=by).table  # type: ignore[arg-type]
        }

    first, second = by_key(one, "document"), by_key(other, "document")
    assert first == second
    a, b = by_key(one, "outlet"), by_key(other, "outlet")
    for key, (score, _, mentions) in a.items():
        assert mentions == b[key][2]
        assert (score is None) == (b[key][0] is None)
        if score is not None:
            assert score == pytest.approx(b[key][0], abs=1e-9)


def test_results_are_immutable_and_picklable(sample_study: pv.Study) -> None:
    result = sample_study.stance()
    with pytest.raises(AttributeError, match="cannot be changed"):
        result.by = "outlet"  # type: ignore[misc]
    again = pickle.loads(pickle.dumps(result))
    assert again.table == result.table
    assert again.evidence() == result.evidence()
    assert result._repr_html_().startswith("<")
    assert "not distinguishable" in repr(result)


def test_articles_without_an_outlet_are_in_no_comparison_of_outlets() -> None:
    texts = ["The brutal Lee lied."] * 6
    rows = [
        {"id": f"d{i}", "text": t, "language": "en", "outlet": "Post" if i < 3 else ""}
        for i, t in enumerate(texts)
    ]
    actors = pv.read_actors(
        {
            "faction": [{"id": "red", "name": "Red"}, {"id": "blue", "name": "Blue"}],
            "actor": [{"id": "lee", "name": "Lee", "type": "person", "faction": "red"}],
        }
    )

    def stance(count: int) -> pv.stance.Stance:
        corpus = pv.read_corpus(rows[:count], progress=False)
        return pv.Study(corpus, actors, progress=False).stance(by="outlet")

    all_, named = stance(6), stance(3)
    assert all_.table == named.table
    assert set(all_.table["group"]) == {"Post"}
    assert all_.evidence() == named.evidence()
    assert all_.contrast("red", "blue") == named.contrast("red", "blue")
    assert "3 articles have no outlet" in repr(all_)
    assert "no outlet" not in repr(named)


def test_no_outlet_at_all() -> None:
    corpus = pv.read_corpus([{"id": "a", "text": "The brutal Lee lied."}], progress=False)
    actors = pv.read_actors(
        {
            "faction": [{"id": "red", "name": "Red"}, {"id": "blue", "name": "Blue"}],
            "actor": [{"id": "lee", "name": "Lee", "type": "person", "faction": "red"}],
        }
    )
    stance = pv.Study(corpus, actors, progress=False).stance(by="outlet")
    assert (len(stance.table), len(stance.evidence())) == (0, 0)
    assert len(stance.contrast("red", "blue")) == 0


# ---- the trained scorer ----------------------------------------------------------------------------


def test_trained_scorer_is_explained_by_its_words() -> None:
    trained = study(["The brutal Ann Lee lied. Bo Diaz is honest."]).stance(scorer="trained")
    negative, positive = _polarity_model().bias
    scores = {}
    for row in trained.evidence():
        cues = json.loads(row["cues"])
        assert {"word"} <= {cue["kind"] for cue in cues}
        odds = positive - negative + sum(cue["weight"] for cue in cues)
        assert math.copysign(1, odds) == math.copysign(1, row["score"])
        scores[row["surface"]] = row["score"]
    assert scores["Ann Lee"] < -0.5
    assert scores["Bo Diaz"] > 0.2


def test_cue_weights_and_bias_give_the_log_odds(sample_study: pv.Study) -> None:
    made = sample_study.stance(scorer="trained")
    evidence = made._source.evidence
    negative, positive = _polarity_model().bias
    texts = evidence.cues(sample_study.corpus._core, np.arange(len(evidence), dtype=np.int32))
    for score, neutral, cues in zip(
        made._evidence.rows()["score"], evidence.neutral(), texts.to_list(), strict=True
    ):
        odds = (1 - neutral + score) / (1 - neutral - score)
        weights = [cue["weight"] for cue in json.loads(cues)]
        # Cues are written with four decimals.
        assert positive - negative + sum(weights) == pytest.approx(
            math.log(odds), abs=1e-4 + 5e-5 * len(weights)
        )


def test_trained_scores_do_not_depend_on_who_is_named() -> None:
    texts = ["The brutal Ann Lee attacked the town.", "The brutal Bo Diaz attacked the town."]
    evidence = study(texts).stance(scorer="trained").evidence()
    assert evidence["score"][0] == evidence["score"][1] != 0


def test_the_rules_leave_the_trained_scores_and_the_alignment_alone(sample_study: pv.Study) -> None:
    trained = sample_study.stance().table
    alignment = sample_study.alignment().table
    rules = sample_study.stance(scorer="rules")
    assert sample_study.stance(scorer="trained").table == trained == sample_study.stance().table
    assert sample_study.alignment().table == alignment
    assert rules.table != trained
    assert len(rules.table) == len(trained)


def test_alignment_does_not_depend_on_what_was_scored_first() -> None:
    texts = ["Ann Lee called Bo Diaz honest. Bo Diaz attacked Cy Fox. Ann Lee praised Bo Diaz."]
    first = study(texts).alignment().table
    after = study(texts)
    after.stance(scorer="rules")
    after.stance()
    assert after.alignment().table == first


def test_trained_stance_survives_a_pickle() -> None:
    made = study(["The brutal Ann Lee lied. Bo Diaz is honest."]).stance(scorer="trained")
    again = pickle.loads(pickle.dumps(made))
    assert again.evidence() == made.evidence()


def test_unknown_scorer_is_named() -> None:
    with pytest.raises(UnknownNameError, match="scorer"):
        study(["Ann Lee lied."]).stance(scorer="neural")  # type: ignore[arg-type]


def test_polarity_model_rejects_wrong_shapes() -> None:
    columns = _core.POLARITY_COLUMNS
    good = {
        "words": ["bad", "good"],
        "weights": np.zeros(4 * columns, np.int8),
        "scales": np.ones(2 * columns),
        "rules": np.zeros(12),
        "bias": np.zeros(2),
        "distance": 12.0,
        "measurement_sd": 0.5,
    }
    assert len(_core.PolarityModel(**good)) == 2
    for change in (
        {"words": ["good", "bad"]},
        {"words": ["bad"]},
        {"weights": np.zeros(3, np.int8)},
        {"scales": np.ones(3)},
        {"rules": np.zeros(3)},
        {"bias": np.zeros(3)},
        {"distance": 0.0},
        {"measurement_sd": math.nan},
    ):
        with pytest.raises(InputError):
            _core.PolarityModel(**{**good, **change})
    with pytest.raises(InputError, match="polarity model"):
        _core.PolarityModel.from_bytes(b"something else")


def test_polarity_of_spans_marks_what_is_no_word() -> None:
    corpus = pv.read_corpus([{"id": "a", "text": "Ann Lee is honest ...", "language": "en"}])
    segments = _core.segment(corpus._core)
    found = _core.polarity_of_spans(
        corpus._core,
        segments,
        _polarity_model(),
        np.array([0, 0], np.uint32),
        np.array([0, 18], np.int32),
        np.array([7, 21], np.int32),
    )
    assert found[0].sum() == pytest.approx(1)
    assert found[0, 2] > found[0, 0]
    assert np.isnan(found[1]).all()
    terms = _core.polarity_terms(
        corpus._core, segments, np.array([0], np.uint32), np.array([0], np.int32),
        np.array([7], np.int32),
    )  # fmt: skip
    keys = segments.keys()["key"]
    assert [keys[int(k)] for k in terms["key"]] == ["is", "honest"]
    assert terms["distance"].tolist() == [1, 2]


def test_explain_gives_the_strongest_rows_of_the_whole_evidence() -> None:
    made = study([" ".join(SENTENCES), "Ann Lee is honest. Bo Diaz lied."]).stance()
    whole = made.evidence().to_dicts()
    bare = made.evidence(cues=False)
    assert "cues" not in bare.columns
    assert [{k: v for k, v in row.items() if k != "cues"} for row in whole] == bare.to_dicts()
    group, faction = whole[0]["group"], whole[0]["faction"]
    mine = [row for row in whole if row["group"] == group and row["faction"] == faction]
    shown = made.explain(group, faction).to_dicts()
    assert sorted(map(str, shown)) == sorted(map(str, mine))
    sizes = [abs(row["contribution"]) for row in shown]
    assert sizes == sorted(sizes, reverse=True)
    assert made.explain(group, faction, n=2).to_dicts() == shown[:2]
    with pytest.raises(InputError, match="n is -1"):
        made.explain(n=-1)


def test_cues_of_rows_that_do_not_exist_are_refused(sample_study: pv.Study) -> None:
    evidence = sample_study.stance()._source.evidence
    core = sample_study.corpus._core
    assert evidence.cues(core, np.array([], dtype=np.int32)).to_list() == []
    for row in (-1, len(evidence)):
        with pytest.raises(InputError, match="evidence row"):
            evidence.cues(core, np.array([row], dtype=np.int32))
