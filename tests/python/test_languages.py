"""Tables of words of other languages: what they change, and what is refused where."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import polyvocal as pv
from polyvocal.languages import read_language_table

GERMAN = """\
language = "de"
titles = ["Präsident", "Hr."]
particles = ["von", "zu", "vom"]
legal_forms = ["Tmi"]
months = ["Mai"]
abbreviations = ["bzw.", "z.B."]
starters = ["Der"]

[demonyms]
Libya = ["libysche", "Libyer"]
"""
ACTORS = {
    "actor": [
        {"id": "libya", "name": "Libya", "type": "state"},
        {"id": "ruh", "name": "Anna vom Ruhtal", "type": "person"},
        {"id": "weber", "name": "Weberei Tmi", "type": "organisation"},
    ]
}


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "de.toml"
    path.write_text(GERMAN, encoding="utf-8")
    return path


def study(text: str, *tables: Path) -> pv.Study:
    corpus = pv.read_corpus([{"id": "a", "text": text, "language": "de"}], progress=False)
    return pv.Study(corpus, pv.read_actors(ACTORS), language_tables=tables, progress=False)


def surfaces(s: pv.Study) -> list[tuple[str, str, str]]:
    m = s.mentions
    return list(zip(m["surface"], m["actor"], m["kind"], strict=True))


def sentences(s: pv.Study) -> list[str]:
    columns = s._segments.sentences(s.corpus._core)
    text = s.corpus["a"].text
    return [text[a:b] for a, b in zip(columns["start"], columns["end"], strict=True)]


def test_demonyms_stand_for_their_state(german: Path) -> None:
    text = "Die libysche Regierung und die Libyer kamen."
    assert surfaces(study(text)) == []
    found = surfaces(study(text, german))
    assert found == [("libysche", "libya", "demonym"), ("Libyer", "libya", "demonym")]


def test_sentences_do_not_end_after_an_abbreviation(german: Path) -> None:
    text = "Sie traf Hr. Weber bzw. Anna. Der Mann ging z.B. Heim."
    assert len(sentences(study(text))) > 2
    assert sentences(study(text, german)) == [
        "Sie traf Hr. Weber bzw. Anna.",
        "Der Mann ging z.B. Heim.",
    ]


def test_starters_end_a_sentence_after_an_abbreviation(german: Path) -> None:
    text = "Sie traf Anna bzw. Der Mann ging."
    assert len(sentences(study(text, german))) == 2


def test_particles_belong_to_a_surname(german: Path) -> None:
    text = "Anna vom Ruhtal sprach. Später ging vom Ruhtal heim."
    plain, table = surfaces(study(text)), surfaces(study(text, german))
    assert plain[-1] == ("Ruhtal", "ruh", "short")
    assert table[-1] == ("vom Ruhtal", "ruh", "short")


def test_legal_forms_come_and_go(german: Path) -> None:
    text = "Gestern schloss Weberei ihr Tor."
    assert surfaces(study(text)) == []
    assert [row[:2] for row in surfaces(study(text, german))] == [("Weberei", "weber")]


def test_titles_go_before_an_unknown_name(german: Path) -> None:
    text = "Gestern kam Präsident Rosa Martell. Dort sprach Präsident Rosa Martell."
    assert "Rosa Martell" in set(study(text, german).candidates["name"])
    assert "Rosa Martell" not in set(study(text).candidates["name"])


def test_tables_are_kept_with_the_study(german: Path, tmp_path: Path) -> None:
    s = study("Die libysche Regierung kam.", german)
    s.save(tmp_path / "kept")
    again = pv.load_study(tmp_path / "kept", progress=False)
    assert again.mentions == s.mentions
    assert len(again.mentions) == 1
    assert pickle.loads(pickle.dumps(s)).mentions == s.mentions
    kept = tmp_path / "kept" / "language-1.toml"
    kept.write_text(kept.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(pv.InputError, match=r"language-1.toml was changed"):
        pv.load_study(tmp_path / "kept")


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('language = "de"\ntitel = []\n', ":2:1:", "unknown key 'titel'; did you mean 'titles'"),
        ("titles = []\n", ":1:1:", "lacks the key 'language'"),
        ("language = 3\n", ":1:12:", "give a tag"),
        ('language = "de"\ntitles = "Hr"\n', ":2:10:", "give a list of words"),
        ('language = "de"\ntitles = ["Hr", 3]\n', ":2:17:", "3 is no word"),
        ('language = "de"\ntitles = ["a b"]\n', ":2:11:", "more than one word"),
        ('language = "de"\nmonths = ["-"]\n', ":2:11:", "'-' is no word"),
        (
            'language = "de"\n[demonyms]\nLibyaa = ["x"]\n',
            ":3:1:",
            "no country is called 'Libyaa'; did you mean 'Libya'",
        ),
        ('language = "de"\ndemonyms = 3\n', ":2:12:", "by country"),
        ('language = "de"\ntitles = [\n', ":3:1:", "invalid TOML"),
    ],
)
def test_faults_are_named_with_their_place(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(pv.SchemaError) as caught:
        read_language_table(path)
    assert f"{path}{where}" in str(caught.value)
    assert what in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(pv.InputError, match="is no file"):
        read_language_table(tmp_path / "none.toml")
    with pytest.raises(pv.InputError, match="give a list"):
        pv.Study(pv.read_corpus(["a b"]), pv.read_actors({}), language_tables="de.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff")
    with pytest.raises(pv.SchemaError, match="not valid UTF-8"):
        read_language_table(tmp_path / "bad.toml")
