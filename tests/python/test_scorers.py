"""Plug-in scorers: what they get, what they may return, and what becomes of it."""

from __future__ import annotations

import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

import polyvocal as pv
from polyvocal.errors import InputError, SchemaError, UnknownNameError
from polyvocal.scorers import Batch
from polyvocal.scorers.lexicon import LexiconScorer
from polyvocal.scorers.onnx import OnnxScorer
from polyvocal.scorers.precomputed import PrecomputedScorer
from polyvocal.testing import check_scorer

TEXTS = {
    "a": "It rained. Ann Lee lied again. Nobody cared.",
    "b": "“Ann Lee won,” said Bo Diaz. Ann Lee smiled.",
    "c": "Ann Lee ha vinto. Ann Lee è qui.",
}


@pytest.fixture
def study() -> pv.Study:
    languages = {"a": "en", "b": "en", "c": "it"}
    rows = [
        {"id": key, "outlet": "Post", "text": text, "language": languages[key]}
        for key, text in TEXTS.items()
    ]
    actors = pv.read_actors(
        [
            {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "north"},
            {"id": "diaz", "name": "Bo Diaz", "type": "person", "faction": "south"},
        ]
    )
    return pv.Study(pv.read_corpus(rows), actors, progress=False)


def even(batch: Batch) -> npt.NDArray[np.float64]:
    return np.tile([0.25, 0.5, 0.25], (len(batch), 1))


def by_word(batch: Batch) -> npt.NDArray[np.float64]:
    """A scorer in a few lines: the notebook has one like it."""
    bad = np.array(["lied" in sentence for sentence in batch.sentences], dtype=float)
    good = np.array(["w" in sentence for sentence in batch.sentences], dtype=float) * (1 - bad)
    return np.column_stack([bad, 1 - bad - good, good])


def test_a_scorer_gets_the_mention_and_its_surroundings(study: pv.Study) -> None:
    seen: list[Batch] = []

    def spy(batch: Batch) -> npt.NDArray[np.float64]:
        seen.append(batch)
        return even(batch)

    study.stance(scorer=spy)
    (batch,) = seen
    targets = [s[a:e] for s, a, e in zip(batch.sentences, batch.starts, batch.ends, strict=True)]
    assert targets[0] == "Ann Lee"
    assert set(targets) == {"Ann Lee", "Bo Diaz"}
    assert (batch.before[0], batch.after[0]) == ("It rained.", "Nobody cared.")
    quoted = batch.voices.index("quoted")
    assert batch.holders[quoted] == "diaz"
    assert batch.languages[-1] == "it"


def test_its_scores_become_the_evidence_and_the_score(study: pv.Study) -> None:
    stance = study.stance(scorer=by_word, voice="all")
    evidence = stance.evidence()
    of_a = np.asarray(evidence["score"])[[d == "a" for d in evidence["document"]]]
    assert of_a.tolist() == [-1.0]
    of_north = zip(
        stance.table["group"], stance.table["faction"], stance.table["score"], strict=True
    )
    assert [s for g, f, s in of_north if (g, f) == ("a", "north")] == [-1.0]


def test_other_languages_are_read_by_plug_ins_only(study: pv.Study) -> None:
    def verdicts(scorer: Any) -> set[str]:
        table = study.stance(scorer=scorer).table
        pairs = zip(table["group"], table["verdict"], strict=True)
        return {verdict for group, verdict in pairs if group == "c"}

    assert verdicts("rules") <= {"unsupported language"}
    assert "unsupported language" not in verdicts(even)


def test_each_mention_is_asked_for_once(study: pv.Study) -> None:
    calls: list[int] = []

    def counting(batch: Batch) -> npt.NDArray[np.float64]:
        calls.append(len(batch))
        return even(batch)

    study.stance(scorer=counting)
    study.stance(scorer=counting, by="outlet")
    again = pv.Study(study.corpus, study.actors, progress=False)
    again.stance(scorer=counting)
    assert len(calls) == 1


def test_nan_leaves_a_mention_out_and_says_so(study: pv.Study) -> None:
    def unsure(batch: Batch) -> npt.NDArray[np.float64]:
        rows = even(batch)
        rows[["lied" in sentence for sentence in batch.sentences]] = np.nan
        return rows

    with pytest.warns(
        UserWarning, match=r"1 of \d+ mentions are left out.*'Ann Lee' in article 'a'"
    ):
        stance = study.stance(scorer=unsure)
    assert "a" not in set(stance.evidence()["document"])
    assert "b" in set(stance.evidence()["document"])


def test_an_error_loses_only_its_mentions(study: pv.Study) -> None:
    def fragile(batch: Batch) -> npt.NDArray[np.float64]:
        if any("lied" in sentence for sentence in batch.sentences):
            message = "out of memory"
            raise RuntimeError(message)
        return even(batch)

    with pytest.warns(UserWarning, match="RuntimeError: out of memory"):
        stance = study.stance(scorer=fragile)
    assert set(stance.evidence()["document"]) == {"b", "c"}


@pytest.mark.parametrize(
    ("scorer", "message"),
    [
        (lambda batch: np.zeros((len(batch), 2)), r"returned shape \(\d, 2\) for \d mentions"),
        (lambda batch: np.full((len(batch), 3), 0.5), "article 'a'.*add up to 1"),
        (lambda batch: np.tile([-0.5, 1, 0.5], (len(batch), 1)), "0 or more"),
        (lambda batch: ["good"] * len(batch), "returned no numbers"),
        (lambda batch: np.full((len(batch), 3), np.nan), "no mention could be scored"),
        (42, "int is no scorer"),
        (LexiconScorer, "LexiconScorer is no scorer"),
    ],
)
def test_what_is_wrong_is_said(study: pv.Study, scorer: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        study.stance(scorer=scorer)


def test_unknown_names_get_the_nearest(study: pv.Study) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'trained'"):
        study.stance(scorer="traind")


def test_errors_of_measurement_are_taken_from_the_scorer(study: pv.Study) -> None:
    sure = SimpleNamespace(name="sure", score=by_word, measurement_sd=0.0, transfer_sd=0.0)
    table = study.stance(scorer=sure, voice="all").table
    assert np.nanmax(np.asarray(table["var_measurement"])) == 0
    assert np.nanmax(np.asarray(table["var_transfer"])) == 0
    wrong = SimpleNamespace(name="wrong", score=by_word, transfer_sd=-1)
    with pytest.raises(InputError, match="transfer_sd is -1"):
        study.stance(scorer=wrong)


def test_a_stance_is_pickled_with_what_the_scorer_said(study: pv.Study) -> None:
    stance = study.stance(scorer=lambda batch: by_word(batch))  # noqa: PLW0108  (cannot be pickled)
    again = pickle.loads(pickle.dumps(stance))
    assert again.table.to_pandas().equals(stance.table.to_pandas())


class TestLexicon:
    def test_reads_a_file_and_globs(self, tmp_path: Path, study: pv.Study) -> None:
        file = tmp_path / "words.csv"
        file.write_text("word,value\nlied,-1\nwon,1\nsmil*,0.5\n", encoding="utf-8")
        evidence = study.stance(scorer=LexiconScorer(file)).evidence()
        of_a = [s for s, d in zip(evidence["score"], evidence["document"], strict=True) if d == "a"]
        assert of_a[0] < 0

    def test_nearer_words_count_more(self) -> None:
        scorer = LexiconScorer({"good": 1})
        near, far = scorer.score(
            Batch.of(["Ann is good", "Ann is, as far as we all know, good"], targets=["Ann"] * 2)
        )
        assert near[2] > far[2] > 0

    def test_the_target_itself_does_not_count(self) -> None:
        rows = LexiconScorer({"good": 1}).score(Batch.of(["Will Good left"], targets=["Will Good"]))
        assert rows.tolist() == [[0, 1, 0]]

    @pytest.mark.parametrize(
        ("text", "message"),
        [("word,points\na,1\n", "columns word and value"), ("word,value\na,b\n", "line 2.*'b'")],
    )
    def test_bad_files(self, tmp_path: Path, text: str, message: str) -> None:
        file = tmp_path / "words.csv"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(SchemaError, match=message):
            LexiconScorer(file)


class TestPrecomputed:
    def test_scores_what_the_file_has(self, tmp_path: Path, study: pv.Study) -> None:
        file = tmp_path / "scores.csv"
        file.write_text(
            "sentence,target,negative,neutral,positive\nAnn Lee lied again.,Ann Lee,0.9,0.1,0\n",
            encoding="utf-8",
        )
        with pytest.warns(UserWarning, match="left out"):
            stance = study.stance(scorer=PrecomputedScorer(file))
        assert stance.evidence()["score"].tolist() == pytest.approx([-0.9])

    def test_missing_columns(self, tmp_path: Path) -> None:
        file = tmp_path / "scores.csv"
        file.write_text("sentence,target\n", encoding="utf-8")
        with pytest.raises(SchemaError, match="no column 'negative'"):
            PrecomputedScorer(file)


def test_onnx_needs_its_three_labels() -> None:
    with pytest.raises(InputError, match="negative, neutral and positive"):
        OnnxScorer(b"", lambda sentences, spans: {}, labels=["bad", "good"])


class TestCheckScorer:
    def test_passes_a_good_one(self) -> None:
        check_scorer(by_word)
        check_scorer(LexiconScorer({"good": 1}))

    @pytest.mark.parametrize(
        ("scorer", "message"),
        [
            (lambda batch: np.zeros((1, 3)), "returned shape"),
            (
                lambda batch: (
                    np.tile([1 / len(batch), 1 - 1 / len(batch), 0], (len(batch), 1))
                    if len(batch)
                    else np.zeros((0, 3))
                ),
                "depends on the batch",
            ),
            (lambda batch: np.random.default_rng().dirichlet([1, 1, 1], len(batch)), "asked again"),
        ],
    )
    def test_names_what_is_wrong(self, scorer: Any, message: str) -> None:
        with pytest.raises(AssertionError, match=message):
            check_scorer(scorer)


def test_a_batch_of_hand_made_sentences_checks_its_targets() -> None:
    with pytest.raises(InputError, match="does not stand in"):
        Batch.of(["Ann left."], targets=["Bo"])
