"""Labels put on actors, and frames: who does what to whom."""

from __future__ import annotations

import pytest

import polyvocal as pv

ACTORS = pv.read_actors(
    {
        "faction": [{"id": "red", "name": "Red"}],
        "actor": [
            {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "red"},
            {"id": "diaz", "name": "Bo Diaz", "type": "person"},
        ],
    }
)


def study(*texts: str, outlet: str = "Post", **options: object) -> pv.Study:
    rows = [{"id": f"{i}", "outlet": outlet, "text": text} for i, text in enumerate(texts)]
    corpus = pv.read_corpus(rows, progress=False)
    return pv.Study(corpus, ACTORS, progress=False, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "agent", "act", "patient", "class_", "passive", "deleted"),
    [
        ("Ann Lee attacked Bo Diaz.", "lee", "attacked", "diaz", "hostile", False, False),
        ("Bo Diaz was attacked by Ann Lee.", "lee", "attacked", "diaz", "hostile", True, False),
        ("Bo Diaz was attacked.", None, "attacked", "diaz", "hostile", True, True),
        ("Gunmen attacked Bo Diaz.", None, "attacked", "diaz", "hostile", False, False),
        ("Ann Lee praised Bo Diaz.", "lee", "praised", "diaz", "cooperative", False, False),
    ],
)
def test_frames(
    text: str,
    agent: str | None,
    act: str,
    patient: str,
    class_: str,
    passive: bool,
    deleted: bool,
) -> None:
    (row,) = study(text).frames().to_dicts()
    wanted = (agent, act, patient, class_, passive, deleted)
    keys = ("agent", "act", "patient", "class", "passive", "agent_deleted")
    assert tuple(row[key] for key in keys) == wanted
    assert text[row["cue_start"] : row["cue_end"]] == act
    assert text[row["patient_start"] : row["patient_end"]] == "Bo Diaz"
    if agent is None:
        assert row["agent_start"] == row["agent_end"] == -1
    else:
        assert text[row["agent_start"] : row["agent_end"]] == "Ann Lee"


def test_frames_know_who_says_so_and_what_did_not_happen() -> None:
    rows = study(
        'Ann Lee said: "Bo Diaz attacked “Curly” Ann Lee." Bo Diaz did not attack Ann Lee.'
    ).frames()
    assert [(r["voice"], r["holder"], r["negated"]) for r in rows] == [
        ("quoted", "lee", False),
        ("outlet", None, True),
    ]


def test_labels_are_counted_by_outlet_actor_and_voice() -> None:
    table = study(
        "The warlord Ann Lee left. Ann Lee slept. Bo Diaz is legitimate.",
        "The warlord Ann Lee ate. Bo Diaz rose.",
    ).labels()
    found = {(r["actor"], r["label"]): r for r in table}
    warlord = found["lee", "warlord"]
    assert (warlord["count"], warlord["documents"], warlord["outlet"]) == (2, 2, "Post")
    assert warlord["share"] == pytest.approx(2 / 3)
    assert warlord["weight"] < 0 < found["diaz", "legitimate"]["weight"]
    assert "The warlord"[4:] == "The warlord Ann Lee"[warlord["start"] : warlord["end"]]
    assert (warlord["faction"], found["diaz", "legitimate"]["faction"]) == ("red", None)


def test_signals_of_a_corpus_without_any_are_empty() -> None:
    made = study("It rained.")
    assert (len(made.labels()), len(made.frames())) == (0, 0)


def test_signals_do_not_depend_on_threads(sample_study: pv.Study) -> None:
    again = pv.Study(sample_study.corpus, sample_study.actors, threads=1, progress=False)
    assert again.frames() == sample_study.frames()
    assert again.labels() == sample_study.labels()
    for row in sample_study.frames():
        text = sample_study.corpus[row["document"]].text
        assert " ".join(text[row["cue_start"] : row["cue_end"]].split()) == row["act"]
        assert row["agent"] or row["patient"]
