"""Scaling models: against slow references, published answers, and data whose truth is known."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy.sparse import csr_array

import polyvocal as pv
from polyvocal.errors import InputError, UnknownNameError
from polyvocal.scaling import (
    Affinity,
    CorrespondenceAnalysis,
    LatentSemanticScaling,
    TermCounts,
    Wordfish,
    Wordscores,
    bootstrap_positions,
)
from tests.reference import scaling as reference

Floats = npt.NDArray[np.float64]

# The artificial table of Laver, Benoit and Garry (2003), table 1: each reference is the same row of
# counts, five words further on.
_BELL = (2, 3, 10, 22, 45, 78, 115, 146, 158, 146, 115, 78, 45, 22, 10, 3, 2)
_SHIFTS = (0, 5, 10, 15, 20, 7)
LBG = np.array([[0] * s + list(_BELL) + [0] * (20 - s) for s in _SHIFTS], dtype=np.float64)
LBG_POSITIONS = np.array([-1.5, -0.75, 0, 0.75, 1.5, np.nan])


def simulated(seed: int, documents: int = 8, words: int = 40) -> tuple[Floats, Floats]:
    """Counts of a Wordfish model, and its positions."""
    draw = np.random.default_rng(seed)
    theta = np.linspace(-1.5, 1.5, documents)
    rate = np.exp(draw.normal(1.5, 0.5, words) + draw.normal(0, 0.5, words) * theta[:, None])
    return draw.poisson(rate).astype(np.float64), theta


class TestWordscores:
    def test_published_scores_of_the_artificial_table(self) -> None:
        model = Wordscores().fit(LBG, LBG_POSITIONS)
        # The paper prints -.45 for the virgin text, and -1.5 for words that only R1 uses.
        assert round(float(model.predict(LBG)[5]), 2) == -0.45
        assert model.word_scores_[:5].tolist() == [-1.5] * 5
        assert model.word_scores_[18] == pytest.approx(0)

    @pytest.mark.parametrize("seed", range(3))
    def test_agrees_with_the_slow_reference(self, seed: int) -> None:
        counts, theta = simulated(seed)
        y = np.where(np.arange(8) % 3 == 0, theta, np.nan)
        expected = reference.wordscores(counts, y)
        np.testing.assert_allclose(
            Wordscores().fit(counts, y).predict(counts), expected, rtol=1e-12
        )

    def test_mv_gives_the_outer_references_their_positions(self) -> None:
        placed = Wordscores(rescaling="mv").fit(LBG, LBG_POSITIONS).predict(LBG)
        assert placed[[0, 4]] == pytest.approx([-1.5, 1.5])

    def test_lbg_gives_the_spread_of_the_references(self) -> None:
        placed = Wordscores(rescaling="lbg").fit(LBG, LBG_POSITIONS).predict(LBG)
        assert placed.std(ddof=1) == pytest.approx(np.std(LBG_POSITIONS[:5], ddof=1))

    def test_lbg_of_one_document_says_what_to_do(self) -> None:
        model = Wordscores(rescaling="lbg").fit(LBG, LBG_POSITIONS)
        with pytest.raises(InputError, match='use "mv"'):
            model.predict(LBG[5:])

    def test_interval_is_that_of_the_rescaled_score(self) -> None:
        raw = Wordscores().fit(LBG, LBG_POSITIONS).positions(LBG)
        moved = Wordscores(rescaling="mv").fit(LBG, LBG_POSITIONS).positions(LBG)
        factor = (moved["position"][4] - moved["position"][0]) / (
            raw["position"][4] - raw["position"][0]
        )
        np.testing.assert_allclose(moved["se"], raw["se"] * factor)

    def test_a_document_of_unknown_words_is_nan(self) -> None:
        counts = np.array([[1, 2, 0], [2, 1, 0], [0, 0, 5]])
        assert np.isnan(Wordscores().fit(counts, [-1, 1, np.nan]).predict(counts)[2])

    def test_logit_needs_two_groups_and_smoothing(self) -> None:
        with pytest.raises(InputError, match="smooth above 0"):
            Wordscores(scale="logit").fit(LBG, LBG_POSITIONS)
        two = [-1, np.nan, np.nan, np.nan, 1, np.nan]
        scores = Wordscores(scale="logit", smooth=1).fit(LBG, two).word_scores_
        assert scores[8] < 0 < scores[28]


class TestWordfish:
    @pytest.mark.parametrize("seed", range(3))
    def test_agrees_with_the_slow_reference(self, seed: int) -> None:
        counts, theta = simulated(seed, words=25)
        counts[:, counts.sum(axis=0) == 0] = 1
        expected = reference.wordfish(counts, theta)
        np.testing.assert_allclose(Wordfish().fit(counts, start=theta).theta_, expected, atol=1e-4)

    def test_finds_known_positions(self) -> None:
        counts, theta = simulated(7, documents=20, words=400)
        found = Wordfish(direction=(0, 19)).fit(csr_array(counts)).theta_
        assert np.corrcoef(found, theta)[0, 1] > 0.99
        assert found.mean() == pytest.approx(0)
        assert found.std(ddof=1) == pytest.approx(1)

    def test_direction_turns_the_scale(self) -> None:
        counts, _ = simulated(1)
        up, down = (Wordfish(direction=d).fit(counts) for d in ((0, 7), (7, 0)))
        np.testing.assert_array_equal(up.theta_, -down.theta_)
        np.testing.assert_array_equal(up.beta_, -down.beta_)

    def test_same_bytes_for_any_number_of_threads(self) -> None:
        counts, _ = simulated(2, documents=100, words=300)
        one, two = (Wordfish(threads=threads).fit(counts).theta_ for threads in (1, 2))
        assert one.tobytes() == two.tobytes()

    def test_unused_words_are_nan_and_change_nothing(self) -> None:
        counts, _ = simulated(3)
        wider = np.insert(counts, 5, 0, axis=1)
        model = Wordfish().fit(wider)
        assert np.isnan(model.beta_[5])
        np.testing.assert_allclose(model.theta_, Wordfish().fit(counts).theta_, atol=1e-9)

    def test_warns_when_it_still_moves(self) -> None:
        with pytest.warns(RuntimeWarning, match="raise max_rounds"):
            Wordfish(max_rounds=1).fit(simulated(4)[0])

    @pytest.mark.parametrize(
        ("counts", "message"),
        [
            ([[1, 2], [0, 0]], "document '1' has no words"),
            ([[1, -2], [1, 1]], "0 or more"),
            ([[1, 2]], "direction names document 1"),
        ],
    )
    def test_bad_input_says_what_is_wrong(self, counts: Any, message: str) -> None:
        with pytest.raises(InputError, match=message):
            Wordfish().fit(counts)

    def test_unknown_direction(self) -> None:
        with pytest.raises(InputError, match="direction names document 'nobody'"):
            Wordfish(direction=("nobody", 1)).fit(simulated(0)[0])


class TestCorrespondenceAnalysis:
    @pytest.mark.parametrize("shape", [(6, 40), (40, 6), (30, 200)])
    def test_agrees_with_the_dense_reference(self, shape: tuple[int, int]) -> None:
        counts = np.random.default_rng(5).poisson(1.0, shape).astype(np.float64)
        counts[:, 0] += 1
        model = CorrespondenceAnalysis(n_components=3).fit(counts)
        values, rows = reference.correspondence(counts[:, counts.sum(axis=0) > 0])
        np.testing.assert_allclose(model.singular_values_, values[:3], rtol=1e-9)
        np.testing.assert_allclose(np.abs(model.row_standard_), np.abs(rows[:, :3]), atol=1e-7)
        np.testing.assert_allclose(model.inertia_share_, values[:3] ** 2 / (values**2).sum())

    def test_places_its_own_rows_where_they_are(self) -> None:
        counts, _ = simulated(6)
        model = CorrespondenceAnalysis().fit(counts)
        np.testing.assert_allclose(model.transform(counts), model.row_principal_, atol=1e-9)

    def test_too_many_axes(self) -> None:
        with pytest.raises(InputError, match="1 to 2 axes"):
            CorrespondenceAnalysis(n_components=3).fit([[1, 2, 3], [2, 1, 0], [0, 1, 1]])


class TestAffinity:
    def test_references_are_like_their_class(self) -> None:
        model = Affinity().fit(LBG, ["L", None, None, None, "R", None])
        shares = model.predict(LBG)
        assert model.classes_ == ("L", "R")
        np.testing.assert_allclose(shares.sum(axis=1), 1)
        assert shares[0, 0] > 0.99
        assert shares[4, 1] > 0.99
        assert shares[2] == pytest.approx([0.5, 0.5])  # the middle one, by symmetry

    def test_table_has_a_row_for_each_document_and_class(self) -> None:
        table = Affinity().fit(LBG, ["L", None, None, None, "R", None]).positions(LBG)
        assert len(table) == 12
        assert ((table["low"] <= table["affinity"]) & (table["affinity"] <= table["high"])).all()

    def test_needs_two_classes(self) -> None:
        with pytest.raises(InputError, match="at least two classes"):
            Affinity().fit(LBG, ["L", None, None, None, "L", None])


class TestLatentSemanticScaling:
    WORDS = ("good", "peace", "calm", "bad", "war", "fear")

    def sentences(self) -> Floats:
        draw = np.random.default_rng(8)
        good, bad = draw.poisson(0.8, (60, 3)), draw.poisson(0.8, (60, 3))
        return np.block([[good, np.zeros_like(bad)], [np.zeros_like(good), bad]]).astype(np.float64)

    def test_words_near_a_seed_take_its_side(self) -> None:
        model = LatentSemanticScaling({"good": 1, "bad": -1}, n_components=2)
        model.fit(self.sentences(), feature_names=self.WORDS)
        assert min(model.polarity_[w] for w in self.WORDS[:3]) > 0
        assert max(model.polarity_[w] for w in self.WORDS[3:]) < 0

    def test_hand_worked_mean(self) -> None:
        # "a a b c c d e" with polarity a .1, b .1, c .3: (2 * .1 + .1 + 2 * .3) / 5 = .18
        model = LatentSemanticScaling(["a"], terms=["a", "b", "c"], n_components=1, rescale=False)
        model.fit(np.eye(5) + 1, feature_names=list("abcde"))
        model._polarity = np.array([0.1, 0.1, 0.3])
        assert model.predict([[2, 1, 2, 1, 1]])[0] == pytest.approx(0.18)

    def test_globs_share_the_weight_of_their_seed(self) -> None:
        model = LatentSemanticScaling({"goo*": 1, "pea*": 1, "bad": -1}, n_components=2)
        weights = model._seed_weights(("good", "goods", "peace", "bad"))
        assert weights == {0: 0.25, 1: 0.25, 2: 0.5, 3: -1.0}

    def test_unknown_seeds(self) -> None:
        with pytest.raises(InputError, match="no seed word occurs"):
            LatentSemanticScaling(["nowhere"], n_components=2).fit(
                self.sentences(), feature_names=self.WORDS
            )

    def test_rescaled_scores_have_mean_0_and_sd_1(self) -> None:
        counts = self.sentences()
        model = LatentSemanticScaling({"good": 1, "bad": -1}, n_components=2)
        placed = model.fit(counts, feature_names=self.WORDS).predict(counts)
        assert np.nanmean(placed) == pytest.approx(0)
        assert np.nanstd(placed, ddof=1) == pytest.approx(1)


class TestBootstrap:
    @staticmethod
    def outlets(seed: int, spread: float) -> tuple[TermCounts, Floats]:
        """Articles of five outlets whose words come in bursts (spread: sd of an article's place)."""
        draw = np.random.default_rng(seed)
        truth = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
        beta, psi = np.linspace(-0.6, 0.6, 30), np.full(30, 0.7)
        groups = np.repeat(np.arange(5), 20)
        places = truth[groups] + draw.normal(0, spread, 100)
        units = draw.poisson(np.exp(psi + beta * places[:, None]))
        terms = [f"w{j}" for j in range(30)]
        return TermCounts(csr_array(units), groups, list("abcde"), terms), truth

    def test_sees_the_spread_of_articles_that_the_model_does_not(self) -> None:
        counts, truth = self.outlets(0, spread=1.0)
        model = Wordfish(direction=("a", "e")).fit(counts)
        table = bootstrap_positions(model, counts, n_resamples=60)
        assert np.median(table["se"]) > 2 * np.median(model.theta_se_)
        assert np.corrcoef(table["position"], truth)[0, 1] > 0.95

    def test_is_repeatable_and_depends_on_the_seed(self) -> None:
        counts, _ = self.outlets(1, spread=0.5)
        y = [-1, np.nan, np.nan, np.nan, 1]
        again = [bootstrap_positions(Wordscores(), counts, y, n_resamples=20) for _ in range(2)]
        other = bootstrap_positions(Wordscores(), counts, y, n_resamples=20, seed=1)
        np.testing.assert_array_equal(again[0]["se"], again[1]["se"])
        assert (again[0]["se"] != other["se"]).any()

    def test_order_of_units_does_not_matter_to_the_counts(self) -> None:
        counts, _ = self.outlets(2, spread=0.5)
        turned = TermCounts(counts.units[::-1], counts.groups[::-1], counts.documents, counts.terms)
        np.testing.assert_array_equal(counts.counts.toarray(), turned.counts.toarray())

    def test_one_unit_gives_nan(self) -> None:
        counts = TermCounts(
            csr_array([[3, 1], [1, 3], [2, 2], [1, 2]]), [0, 0, 1, 2], ["a", "b", "c"], ["x", "y"]
        )
        table = bootstrap_positions(Wordscores(), counts, [-1, 1, np.nan], n_resamples=20)
        assert np.isnan(table["se"]).tolist() == [False, True, True]

    def test_plain_matrices_are_refused(self) -> None:
        with pytest.raises(InputError, match="TermCounts"):
            bootstrap_positions(Wordfish(), LBG)  # type: ignore[arg-type]


class TestTermCounts:
    @pytest.fixture
    def study(self) -> pv.Study:
        rows = [
            {"id": "a", "outlet": "Post", "text": "Ann Lee spoke of peace. Peace, she said, pays."},
            {"id": "b", "outlet": "Post", "text": "The war goes on in 2020."},
            {"id": "c", "outlet": "Times", "text": "War pays nobody, said Ann Lee."},
            {"id": "d", "text": "Peace and war."},
        ]
        actors = pv.read_actors([{"id": "lee", "name": "Ann Lee", "type": "person"}])
        return pv.Study(pv.read_corpus(rows), actors, progress=False)

    def test_counts_words_without_names_and_numbers(self, study: pv.Study) -> None:
        counts = study.term_counts(min_documents=1)
        assert counts.documents == ("a", "b", "c", "d")
        words = dict(zip(counts.terms, counts.counts.toarray()[0].tolist(), strict=True))
        assert words["peace"] == 2
        assert not {"ann", "lee", "2020"} & set(words)
        assert {"ann", "lee"} <= set(study.term_counts(names=True, min_documents=1).terms)
        assert "2020" in study.term_counts(numbers=True, min_documents=1).terms

    def test_by_outlet_sums_articles_and_leaves_out_those_without(self, study: pv.Study) -> None:
        counts = study.term_counts(by="outlet", min_documents=1)
        assert counts.documents == ("Post", "Times")
        assert counts.units.shape[0] == 3
        war = counts.terms.index("war")
        assert counts.counts.toarray()[:, war].tolist() == [1, 1]

    def test_rare_and_common_words_can_be_left_out(self, study: pv.Study) -> None:
        common = study.term_counts(max_share=0.5, min_documents=2)
        assert "war" not in common.terms  # in three of four
        assert "peace" in common.terms

    def test_goes_through_the_models(self, study: pv.Study) -> None:
        counts = study.term_counts(by="outlet", min_documents=1)
        table = Wordfish(direction=("Post", "Times")).fit(counts).positions()
        assert list(table["document"]) == ["Post", "Times"]
        assert pickle.loads(pickle.dumps(counts)).terms == counts.terms

    def test_unknown_by(self, study: pv.Study) -> None:
        with pytest.raises(UnknownNameError, match="unknown by 'outlets'; did you mean 'outlet'"):
            study.term_counts(by="outlets")  # type: ignore[arg-type]

    def test_parts_must_fit(self) -> None:
        with pytest.raises(InputError, match="one group a row"):
            TermCounts(csr_array([[1, 2]]), [0, 0], ["a"], ["x", "y"])


def test_parameters_are_those_of_scikit_learn() -> None:
    model = Wordfish(beta_sd=2.0)
    assert model.get_params()["beta_sd"] == 2.0
    assert model.set_params(beta_sd=4.0).beta_sd == 4.0
    assert repr(model) == "Wordfish(beta_sd=4.0)"
    with pytest.raises(UnknownNameError, match="unknown parameter 'sd'"):
        model.set_params(sd=1)


def test_unfitted_models_say_so() -> None:
    for model in (Wordscores(), Affinity(), LatentSemanticScaling(["a"])):
        with pytest.raises(InputError, match="call fit"):
            model.predict([[1, 2]])


def test_another_vocabulary_is_refused() -> None:
    model = Wordscores().fit(LBG, LBG_POSITIONS)
    with pytest.raises(InputError, match="same words"):
        model.predict(LBG[:, :5])
