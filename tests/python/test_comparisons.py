"""Slices of time, stories, copies, order of outlets, influence, placebos and sensitivity."""

from __future__ import annotations

import math
import pickle
from collections import defaultdict

import numpy as np
import pytest

import polyvocal as pv
from polyvocal.errors import InputError, UnknownNameError
from polyvocal.stance import Stance

ACTORS = pv.read_actors(
    {
        "faction": [{"id": "red", "name": "Red"}, {"id": "blue", "name": "Blue"}],
        "actor": [
            {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "red"},
            {"id": "diaz", "name": "Bo Diaz", "type": "person", "faction": "blue"},
        ],
    }
)
GOOD, BAD, PLAIN = "The brave {} is honest.", "The brutal {} lied.", "{} left."


def text(red: str, blue: str) -> str:
    return f"{red.format('Ann Lee')} It rained. {blue.format('Bo Diaz')}"


def study(rows: list[dict[str, str]], **options: object) -> pv.Study:
    corpus = pv.read_corpus(rows, progress=False)
    return pv.Study(corpus, ACTORS, progress=False, **options)  # type: ignore[arg-type]


def press(stories: int = 12) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Three outlets on the same stories: "For" favours red, "Against" does not, "Plain" is neutral."""
    rows, story = [], {}
    for s in range(stories):
        news = (GOOD, BAD, PLAIN)[s % 3]
        for outlet, red in (("For", GOOD), ("Against", BAD), ("Plain", news)):
            identifier = f"{outlet}-{s:02}"
            date = f"2020-{1 + s % 4:02}-{3 + s:02}"
            rows.append(
                {"id": identifier, "outlet": outlet, "date": date, "text": text(red, PLAIN)}
            )
            story[identifier] = f"story {s}"
    return rows, story


def scores(made: Stance, faction: str = "red") -> dict[str, float]:
    keep = {"faction": faction, "voice": "outlet"}
    return {row["group"]: row["score"] for row in made.table.filter(**keep)}


# ---- Slices -------------------------------------------------------------------------------------


def test_months_and_weeks_are_the_articles_of_that_time() -> None:
    rows, _ = press()
    rows.append({"id": "undated", "outlet": "For", "text": text(BAD, BAD)})
    made = study(rows)
    article = scores(made.stance(by="document"))
    by_month: dict[str, list[float]] = defaultdict(list)
    by_both: dict[str, list[float]] = defaultdict(list)
    by_week: dict[str, list[float]] = defaultdict(list)
    for row in rows[:-1]:
        day = np.datetime64(row["date"])
        monday = day - (day.astype(int) + 3) % 7
        assert monday.item().weekday() == 0
        by_month[row["date"][:7]].append(article[row["id"]])
        by_both[f"{row['outlet']} {row['date'][:7]}"].append(article[row["id"]])
        by_week[str(monday)].append(article[row["id"]])
    for by, wanted in (("month", by_month), ("week", by_week), (("outlet", "month"), by_both)):
        table = made.stance(by=by).table.filter(faction="red", voice="outlet")  # type: ignore[arg-type]
        plain = {r["group"]: r["score"] - r["shrinkage"] for r in table}
        assert plain == pytest.approx({key: np.mean(v) for key, v in wanted.items()}, abs=1e-6)
        assert list(plain) == sorted(wanted)
        assert table.columns[-2:] == ("outlet", "period")
    assert "36 scores" not in repr(made.stance(by="month"))
    assert "1 article has no date, left out" in repr(made.stance(by="month"))
    assert "1 article has no outlet or date" in repr(made.stance(by="outlet_month"))
    with pytest.raises(UnknownNameError, match="did you mean 'month'"):
        made.stance(by="months")  # type: ignore[arg-type]


def test_slices_survive_a_pickle_and_add_up() -> None:
    rows, story = press()
    made = study(rows).stance(by="outlet_month", stories=story, voice="all")
    assert pickle.loads(pickle.dumps(made)).table == made.table
    evidence = made.evidence()
    for row in made.table:
        keep = (evidence["group"] == row["group"]) & (evidence["faction"] == row["faction"])
        total = math.fsum(evidence["contribution"][keep])
        assert total + row["shrinkage"] + row["centring"] == pytest.approx(row["score"])


# ---- Copies and stories -------------------------------------------------------------------------


def test_copies_count_once() -> None:
    rows = [{"id": f"c{i}", "outlet": "A", "text": text(GOOD, PLAIN)} for i in range(9)]
    rows += [{"id": f"x{i}", "outlet": "A", "text": text(BAD, PLAIN)} for i in range(1)]
    made = study(rows)
    copies = {f"c{i}": "agency" for i in range(9)}
    apart, once = made.stance(by="outlet"), made.stance(by="outlet", copies=copies)
    article = scores(made.stance(by="document"))
    assert scores(once)["A"] == pytest.approx((article["c0"] + article["x0"]) / 2)
    assert scores(apart)["A"] == pytest.approx((9 * article["c0"] + article["x0"]) / 10)
    row = next(iter(once.table.filter(faction="red", voice="outlet")))
    assert (row["documents"], row["verdict"]) == (10, "insufficient")
    evidence = once.explain("A", "red", "outlet")
    assert math.fsum(evidence["contribution"]) == pytest.approx(row["score"])


def test_copies_are_detected() -> None:
    agency = " ".join(
        f"Ann Lee said on day {i} that harvest number {i * 7} failed." for i in range(20)
    )
    rows = [
        {"id": f"{o}", "outlet": o, "date": "2020-01-05", "text": agency} for o in ("A", "B", "C")
    ]
    rows.append({"id": "other", "outlet": "A", "date": "2020-01-06", "text": text(BAD, PLAIN)})
    made = study(rows)
    assert made.copy_sets() == [0, 0, 0, -1]
    once = made.stance(by="month", copies="detect")
    article = scores(made.stance(by="document"))
    assert scores(once)["2020-01"] == pytest.approx((article["A"] + article["other"]) / 2)
    assert made.stance(by="month", copies="detect") is once


def test_what_a_story_does_to_all_is_taken_out() -> None:
    """The outlet with the bad news is no worse than the one that covers good news as well."""
    rows, story = [], {}
    for s in range(24):
        news = BAD if s % 2 else GOOD
        for outlet in ("Both", "Third", *(("Bad",) if s % 2 else ())):
            rows.append({"id": f"{outlet}{s}", "outlet": outlet, "text": text(news, PLAIN)})
            story[f"{outlet}{s}"] = str(s)
    made = study(rows)
    plain = scores(made.stance(by="outlet", stories=story, centred=False))
    centred = scores(made.stance(by="outlet", stories=story))
    assert abs(plain["Bad"] - plain["Both"]) > 0.4
    assert abs(centred["Bad"] - centred["Both"]) < 0.1 * abs(plain["Bad"] - plain["Both"])
    listed = [story[identifier] for identifier in made.corpus.ids]
    assert scores(made.stance(by="outlet", stories=listed)) == centred


def test_sets_that_do_not_fit_are_refused() -> None:
    made = study(press()[0])
    with pytest.raises(UnknownNameError, match="unknown document 'For-99'"):
        made.stance(by="outlet", stories={"For-99": "x"})
    with pytest.raises(InputError, match="copies: 2 values for 36 articles"):
        made.stance(by="outlet", copies=["x", "y"])
    with pytest.raises(InputError, match="stories: 'auto'"):
        made.stance(by="outlet", stories="auto")  # type: ignore[arg-type]


# ---- Order and contrasts ------------------------------------------------------------------------


def test_order_of_outlets_on_the_same_stories() -> None:
    rows, story = press(30)
    made = study(rows).stance(by="outlet", stories=story)
    order = made.order("red")
    assert order["group"].tolist() == ["For", "Plain", "Against"]
    assert order["verdict"].tolist() == ["above", "not distinguishable", "below"]
    assert order["comparisons"].tolist() == [60, 60, 60]
    assert sum(order["wins"]) == 90
    assert made.order("red", "blue")["group"].tolist() == ["For", "Plain", "Against"]
    with pytest.raises(InputError, match="stories='detect'"):
        study(rows).stance(by="outlet").order("red")
    with pytest.raises(UnknownNameError, match="faction"):
        made.order("rot")


def test_contrasts_with_stories_have_a_permutation_test() -> None:
    rows, story = press(30)
    table = study(rows).stance(by="outlet", stories=story).contrast("red", "blue")
    found = {row["group"]: row for row in table.filter(voice="outlet")}
    assert found["For"]["from_others"] > 0.4
    assert found["For"]["p_stories"] <= 0.002
    assert found["For"]["p_stories"] <= found["For"]["q_stories"] <= 0.006
    assert found["Plain"]["stories"] == 30
    assert "p_stories" not in study(rows).stance(by="outlet").contrast("red", "blue").columns


def test_nothing_depends_on_threads() -> None:
    rows, story = press()
    tables = []
    for threads in (1, 3):
        made = study(rows, threads=threads).stance(by="outlet", stories=story)
        checks = [made.placebo(name) for name in ("outlet_permutation", "random_targets")]
        tables.append([made.table, made.contrast("red", "blue"), made.order("red"), *checks])
    assert tables[0] == tables[1]


# ---- Beside the others --------------------------------------------------------------------------


def test_outlets_beside_each_other() -> None:
    rows, _ = press(30)
    made = study(rows).stance(by="outlet", voice="outlet")
    table = made.relative("red")
    score = {row["group"]: row["score"] for row in made.table.filter(faction="red")}
    found = {row["group"]: row for row in table}
    others = (score["Plain"] + score["Against"]) / 2
    assert found["For"]["difference"] == pytest.approx(score["For"] - others, abs=1e-12)
    assert [found[name]["verdict"] for name in ("For", "Plain", "Against")] == [
        "above",
        "not distinguishable",
        "below",
    ]
    assert set(table["others"].tolist()) == {2}
    assert found["For"]["low"] < found["For"]["difference"] < found["For"]["high"]
    assert found["For"]["p"] <= found["For"]["q"] < 0.01


def test_two_factions_beside_the_others_flip() -> None:
    made = study(press(30)[0]).stance(by="outlet", voice="outlet")
    one, other = made.relative("red", "blue"), made.relative("blue", "red")
    np.testing.assert_allclose(one["difference"], -other["difference"], atol=1e-12)
    np.testing.assert_allclose(one["low"], -other["high"], atol=1e-12)
    swapped = {"above": "below", "below": "above"}
    assert [swapped.get(v, v) for v in one["verdict"]] == other["verdict"].tolist()


def test_what_all_outlets_share_cancels_beside_the_others() -> None:
    rows, _ = press(30)
    for row in rows:  # the same blame in every article
        row["text"] += " The brutal Ann Lee lied."
    plain, blamed = (study(r).stance(by="outlet", voice="outlet") for r in (press(30)[0], rows))
    of_red = [made.table.filter(faction="red")["score"].mean() for made in (plain, blamed)]
    assert of_red[1] < of_red[0] - 0.1
    order = plain.relative("red").sort("difference")["group"].tolist()
    assert blamed.relative("red").sort("difference")["group"].tolist() == order
    assert abs(np.mean(blamed.relative("red")["difference"])) < 1e-12


def test_too_few_outlets_or_articles_stand_beside_nobody() -> None:
    rows, _ = press(30)
    two = [row for row in rows if row["outlet"] != "Plain"]
    table = study(two).stance(by="outlet", voice="outlet").relative("red")
    assert set(table["verdict"]) == {"insufficient"}
    assert np.isnan(table["difference"]).all()
    assert table["others"].tolist() == [0, 0]
    with pytest.raises(InputError, match="by='outlet'"):
        study(rows).stance(by="document").relative("red")
    with pytest.raises(UnknownNameError, match="faction"):
        study(rows).stance(by="outlet").relative("rot")
    with pytest.raises(InputError, match="given twice"):
        study(rows).stance(by="outlet").relative("red", "red")


def test_hand_labels_bring_their_own_error_beside_the_others() -> None:
    made = study(press(30)[0]).stance(by="outlet", voice="outlet")
    sheet = made.coding_sheet(40, strategy="balanced").to_dicts()
    for row in sheet:
        row["label"] = 0
    labelled = made.calibrate(sheet)
    table = labelled.relative("red")
    scores = labelled.table.filter(faction="red")
    variance = scores["var_sampling"] + scores["var_measurement"] + scores["var_transfer"]
    first = variance[0] + variance[1:].sum() / 4
    assert (table["high"][0] - table["low"][0]) / 2 == pytest.approx(1.959963984540054 * first**0.5)


# ---- Influence ----------------------------------------------------------------------------------


def test_influence_is_the_score_without_the_article_or_sentence() -> None:
    rows, _ = press()
    rows[0]["text"] = f"{BAD.format('Ann Lee')} {GOOD.format('Ann Lee')} Ann Lee lied."
    made = study(rows)
    table = made.stance(by="outlet").influence("For", "red", n=100)
    assert set(table["kind"]) == {"article", "sentence"}
    changes = np.abs(table["change"])
    assert (np.diff(changes) <= 1e-12).all()
    for row in table.filter(kind="article"):
        rest = [r for r in rows if r["id"] != row["document"]]
        without = (
            study(rest).stance(by="outlet").table.filter(group="For", faction="red", voice="outlet")
        )
        left = next(iter(without))
        assert row["score"] == pytest.approx(left["score"] - left["shrinkage"], abs=1e-6)
    sentences = table.filter(kind="sentence", document="For-00")
    assert len(sentences) == 3
    single = study([rows[0]]).stance().influence(rows[0]["id"], "red")
    assert set(single["kind"]) == {"sentence"}
    last = study([rows[1]]).stance().influence(rows[1]["id"], "red")
    assert [row["score"] for row in last] == [None]
    with pytest.raises(UnknownNameError):
        made.stance(by="outlet").influence("Fox", "red")
    with pytest.raises(InputError):
        made.stance(by="outlet").influence("For", "red", n=0)


# ---- Placebos -----------------------------------------------------------------------------------


def test_roster_swap_flips_exactly(sample_study: pv.Study) -> None:
    table = sample_study.stance().placebo("roster_swap")
    assert [(r["observed"], r["verdict"]) for r in table] == [(0.0, "as expected")]


def test_outlet_permutation_tells_outlets_that_differ_from_those_that_do_not() -> None:
    rows, story = press(30)
    verdicts = study(rows).stance(by="outlet", stories=story).placebo("outlet_permutation")
    assert dict(zip(verdicts["detail"], verdicts["verdict"], strict=True)) == {
        "red": "groups differ",
        "blue": "no more than chance",
    }
    alike = 0
    for seed in range(40):
        draws = np.random.default_rng(seed)
        same = [{**row, "text": text((GOOD, BAD, PLAIN)[draws.integers(3)], PLAIN)} for row in rows]
        table = study(same).stance(by="outlet").placebo("outlet_permutation")
        alike += table["p"][0] <= 0.05
    assert alike <= 6  # of 40 at .05


def test_random_targets_have_no_contrast() -> None:
    draws = np.random.default_rng(1)
    pick = (GOOD, BAD, PLAIN)
    rows = [
        {"id": f"{i}", "outlet": f"O{i % 4}", "text": text(GOOD, pick[draws.integers(3)])}
        for i in range(160)
    ]
    made = study(rows).stance(by="outlet")
    table = made.placebo("random_targets")
    assert table["verdict"].tolist() == ["as expected"]
    assert 0.9 <= table["observed"][0] < 1
    assert made.placebo("length")["verdict"].tolist()[1] in ("as expected", "not as expected")


def test_length_and_ablation_find_what_was_put_there() -> None:
    rows = [
        {"id": f"{i}", "outlet": "A", "text": text(GOOD if i > 15 else BAD, PLAIN) + " So." * i}
        for i in range(30)
    ]
    made = study(rows).stance(by="document")
    length = {row["detail"]: row for row in made.placebo("length")}
    assert length["red"]["verdict"] == "not as expected"
    assert length["red"]["observed"] > 0.5
    assert length["blue"]["verdict"] == "insufficient"  # every score is 0
    ablation = made.placebo("ablation")
    assert [d.split()[1] for d in ablation["detail"]] == ["evaluation", "label", "agent", "patient"]
    assert ablation["verdict"].tolist()[0] in ("major", "insufficient")
    with pytest.raises(UnknownNameError, match="did you mean 'length'"):
        made.placebo("lengths")  # type: ignore[arg-type]


def test_sensitivity_compares_with_the_scores_as_made() -> None:
    rows, story = press()
    table = study(rows).stance(by="outlet", stories=story).sensitivity()
    settings = list(zip(table["setting"], table["value"], strict=True))
    assert settings == [
        ("scorer", "rules"),
        ("transfer_sd", "0.09"),
        ("transfer_sd", "0.36"),
        ("shrink", "no"),
        ("voice", "all"),
    ]
    transfer = table.filter(setting="transfer_sd")
    assert transfer["largest_change"].max() == 0
    assert set(transfer["verdict"]) == {"stable"}
    assert table["rows"].tolist() == [6] * 5


@pytest.mark.parametrize("check", ["outlet_permutation", "random_targets", "length", "ablation"])
def test_checks_of_next_to_nothing_are_insufficient(check: str) -> None:
    made = study([{"id": "a", "text": "Ann Lee left."}]).stance()
    assert set(made.placebo(check)["verdict"]) <= {"insufficient"}  # type: ignore[arg-type]
