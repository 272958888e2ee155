"""The actors file: what is read, what is refused, and where an error points."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import pickle
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal import _toml
from polyvocal.actors import Actors, read_actors
from polyvocal.errors import InputError, SchemaError, UnknownNameError
from polyvocal.table import Table

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

GOOD = """\
[study]
title = "A study"

[[faction]]
id = "north"
name = "The North"

[[faction]]
id = "south"
name = "The South"

[[actor]]
id = "lee"
name = "Ann Lee"
type = "person"
faction = [
  { id = "north", to = 2015-06-30 },
  { id = "south", from = 2015-07-01 },
]
aliases = ["Anne Lee", { name = "ANNLEE", case = "exact" }]
titles = ["General"]

[[actor]]
id = "egypt"
name = "Egypt"
type = "state"

[[tie]]
source = "egypt"
target = "south"
sign = -0.5
statement = "They oppose it."

[[correction]]
surface = "Lea"
document = "a*"
actor = "lee"

[[correction]]
surface = "May"
block = true
"""


def write(folder: Path, text: str, name: str = "actors.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def error_of(folder: Path, text: str) -> str:
    with pytest.raises(SchemaError) as caught:
        read_actors(write(folder, text))
    return str(caught.value)


# -- reading -----------------------------------------------------------------------------------------


def test_everything_in_the_file_is_read(tmp_path: Path) -> None:
    actors = read_actors(write(tmp_path, GOOD))
    assert actors.title == "A study"
    assert [f.id for f in actors.factions] == ["north", "south"]
    lee = actors["lee"]
    assert [(a.name, a.case) for a in lee.aliases] == [("Anne Lee", "smart"), ("ANNLEE", "exact")]
    assert actors.faction_of("lee", dt.date(2015, 6, 30)) == "north"
    assert actors.faction_of("lee", dt.date(2015, 7, 1)) == "south"
    assert actors.faction_of("lee") == "south"
    assert actors.faction_of("egypt") is None
    assert actors.ties[0].sign == -0.5
    assert actors.corrections[1].block
    assert actors.warnings == ()


def test_the_file_is_kept_byte_for_byte(tmp_path: Path) -> None:
    source = ("\ufeff" + GOOD.replace("\n", "\r\n")).encode()
    path = tmp_path / "actors.toml"
    path.write_bytes(source)
    actors = read_actors(path)
    assert actors.hash == hashlib.sha256(source).hexdigest()
    copy = actors.save(tmp_path / "copy.toml")
    assert copy.read_bytes() == source
    assert read_actors(copy) == actors


def test_a_mapping_gives_the_same_as_the_file_and_can_be_saved(tmp_path: Path) -> None:
    from_mapping = read_actors(tomllib.loads(GOOD))
    saved = read_actors(from_mapping.save(tmp_path / "saved.toml"))
    from_file = read_actors(write(tmp_path, GOOD))
    assert saved == from_mapping
    assert saved.actors == from_file.actors
    assert saved.ties == from_file.ties
    assert saved.corrections == from_file.corrections


def test_a_table_with_one_actor_a_row(tmp_path: Path) -> None:
    rows = [
        {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "north"},
        {"id": "pf", "name": "Popular Front", "type": "armed", "acronyms": "PF; PFL"},
    ]
    actors = read_actors(rows)
    assert actors["pf"].acronyms == ("PF", "PFL")
    assert [f.id for f in actors.factions] == ["north"]
    table = (
        "id,name,type,faction,acronyms\nlee,Ann Lee,person,north,\npf,Popular Front,armed,,PF;PFL\n"
    )
    assert read_actors(write(tmp_path, table, "actors.csv")).actors == actors.actors


def test_actors_cannot_be_changed_and_can_be_pickled(tmp_path: Path) -> None:
    actors = read_actors(write(tmp_path, GOOD))
    with pytest.raises(AttributeError):
        actors.title = "x"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        actors["lee"].name = "x"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(actors)) == actors


def test_display(tmp_path: Path) -> None:
    actors = read_actors({"actor": [{"id": "x", "name": "<b>X</b>", "type": "other"}]})
    assert "<b>X" not in actors._repr_html_()
    assert "&lt;b&gt;X" in actors._repr_html_()
    assert "1 actors" in repr(actors)
    table = read_actors(write(tmp_path, GOOD)).table()
    assert isinstance(table, Table)
    assert list(table["id"]) == ["lee", "egypt"]
    assert list(table["faction"]) == ["south", ""]


def test_unknown_actor_names_the_nearest() -> None:
    actors = read_actors({"actor": [{"id": "lee", "name": "Ann Lee", "type": "person"}]})
    with pytest.raises(UnknownNameError, match="did you mean 'lee'"):
        actors["leee"]
    assert "lee" in actors
    assert "leee" not in actors


# -- states -----------------------------------------------------------------------------------------


def names_of(actors: Actors, actor_id: str) -> dict[str, str]:
    from polyvocal.actors._surfaces import names_of

    return {surface: kind for surface, kind, _ in names_of(actors[actor_id])}


def test_states_get_their_people_and_capital() -> None:
    actors = read_actors({"actor": [{"id": "e", "name": "Egypt", "type": "state"}]})
    names = names_of(actors, "e")
    assert names["Egyptian"] == names["Egyptians"] == "demonym"
    assert names["Cairo"] == "capital"


def test_metonyms_can_be_left_out_or_given() -> None:
    state = {"id": "e", "name": "Egypt", "type": "state"}
    assert "Cairo" not in names_of(read_actors({"actor": [{**state, "metonyms": False}]}), "e")
    own = names_of(read_actors({"actor": [{**state, "capitals": []}]}), "e")
    assert "Cairo" not in own
    assert "Egyptian" in own


def test_a_state_that_is_none_is_reported() -> None:
    actors = read_actors({"actor": [{"id": "e", "name": "Egpyt", "type": "state"}]})
    assert "did you mean 'egypt'" in actors.warnings[0].casefold()


def test_a_shared_name_is_reported_and_allowed() -> None:
    actors = read_actors(
        [
            {"id": "a", "name": "George Karam", "type": "person", "aliases": "Karam"},
            {"id": "b", "name": "Maria Karam", "type": "person", "aliases": "Karam"},
        ]
    )
    assert len(actors.warnings) == 1
    assert "'karam' is shared by a, b" in actors.warnings[0]


def test_the_country_table_is_sound() -> None:
    import csv

    path = Path(__file__).resolve().parents[2] / "python/polyvocal/data/countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["name"] for row in rows}) == len(rows) >= 195
    seen: dict[str, str] = {}
    for row in rows:
        assert None not in row
        assert None not in row.values(), row
        for column in ("name", "other_names", "acronyms", "capitals"):
            for value in filter(None, row[column].split(";")):
                assert value == value.strip()
                assert seen.setdefault(value.casefold(), row["name"]) == row["name"], value


# -- errors ------------------------------------------------------------------------------------------

ACTOR = '[[actor]]\nid = "x"\nname = "X"\ntype = "person"\n'


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (ACTOR + 'alias = ["y"]\n', ":5:1:", "unknown key 'alias'; did you mean 'aliases'?"),
        ('[[actr]]\nid = "x"\n', ":1:1:", "unknown key 'actr'; did you mean 'actor'?"),
        (ACTOR.replace("person", "persn"), ":4:8:", "did you mean 'person'?"),
        ('[[actor]]\nid = "x"\nname = "X"\n', ":1:1:", "lacks the key 'type'"),
        (ACTOR.replace('"X"', '" -"'), ":3:8:", "is empty"),
        (ACTOR.replace('"x"', '"a b"'), ":2:6:", "is no id"),
        (
            ACTOR + 'faction = "nroth"\n[[faction]]\nid = "north"\nname = "N"\n',
            ":5:11:",
            "unknown faction 'nroth'; did you mean 'north'?",
        ),
        (ACTOR + 'faction = [\n  { id = "east" },\n]\n', ":6:10:", "unknown faction 'east'"),
        (ACTOR + "aliases = [\n  'a', # one\n  5,\n]\n", ":7:3:", "aliases"),
        (ACTOR + 'aliases = ["a", { nme = "b" }]\n', ":5:19:", "did you mean 'name'?"),
        (ACTOR + ACTOR, ":6:6:", "is used twice"),
        (ACTOR + '[[faction]]\nid = "x"\nname = "F"\n', ":2:6:", "is used twice"),
        (ACTOR + "titles = 'General'\n", ":5:10:", "titles"),
        (ACTOR + "metonyms = 1\n", ":5:12:", "metonyms"),
        (
            ACTOR + '[[tie]]\nsource = "x"\ntarget = "y"\nsign = 1\n',
            ":7:10:",
            "unknown actor or faction",
        ),
        (ACTOR + '[[tie]]\nsource = "x"\ntarget = "x"\nsign = 1\n', ":7:10:", "with itself"),
        (ACTOR + '[[tie]]\nsource = "x"\ntarget = "y"\nsign = "1"\n', ":8:8:", "sign"),
        (ACTOR + '[[correction]]\nsurface = "y"\n', ":5:1:", "either actor"),
        (ACTOR + '[[correction]]\nactor = "x"\n', ":5:1:", "lacks the key 'surface'"),
        (
            ACTOR + '[[correction]]\nsurface = "y"\nactor = "x"\nfrom = "x"\n',
            ":8:1:",
            "from and actor are both 'x'",
        ),
        (
            ACTOR + '[[correction]]\nsurface = "y"\nblock = true\nfrom = "x"\n',
            ":8:1:",
            "from does not go with block",
        ),
        (
            ACTOR + '[[correction]]\nmerge = "y"\nactor = "x"\ndocument = "a"\n',
            ":8:1:",
            "document does not go with merge",
        ),
        (ACTOR + '[[correction]]\nrename = "y"\n', ":5:1:", "rename needs actor"),
        (ACTOR + '[[correction]]\nmerge = "x"\nactor = "x"\n', ":6:9:", "one actor already"),
        ("actor = 3\n", ":1:9:", "actor"),
        ("[study]\ntitle = \n", ":2:9:", "invalid TOML"),
        ('[study]\ntitle = "a', ":2:11:", "invalid TOML"),
        ("[study]\ntitle = 'a'\ntitle = 'b'\n", ":3:", "invalid TOML"),
    ],
)
def test_errors_say_where_and_what(tmp_path: Path, text: str, where: str, what: str) -> None:
    message = error_of(tmp_path, text)
    assert f"actors.toml{where}" in message
    assert what in message


def test_a_zero_tie_and_a_reversed_membership_are_refused(tmp_path: Path) -> None:
    two = ACTOR + ACTOR.replace('"x"', '"y"')
    assert "says nothing" in error_of(
        tmp_path, two + '[[tie]]\nsource = "x"\ntarget = "y"\nsign = 0\n'
    )
    faction = '[[faction]]\nid = "f"\nname = "F"\n'
    reversed_dates = 'faction = [{ id = "f", from = 2020-01-02, to = 2020-01-01 }]\n'
    assert "ends before it begins" in error_of(tmp_path, ACTOR + reversed_dates + faction)


def test_several_errors_are_shown_together(tmp_path: Path) -> None:
    message = error_of(tmp_path, '[[actor]]\nid = "x"\nnme = "X"\ntyp = "person"\n')
    assert message.count("actors.toml:") >= 4


def test_bytes_that_are_not_utf8_are_located(tmp_path: Path) -> None:
    path = tmp_path / "actors.toml"
    path.write_bytes(b'[study]\ntitle = "\xe9t\xe9"\n')
    with pytest.raises(SchemaError, match=r"actors.toml:2:10: not valid UTF-8"):
        read_actors(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_actors(tmp_path / "none.toml")
    with pytest.raises(InputError, match="is a folder"):
        read_actors(tmp_path)


@pytest.mark.parametrize("given", [{"actor": "Lee"}, {"actor": ["Lee"]}, {"actor": {"id": "lee"}}])
def test_what_is_no_table_is_told_its_form(given: dict[str, object]) -> None:
    with pytest.raises(
        SchemaError, match=r"is none; write one table for each actor: \[\[actor\]\]"
    ):
        read_actors(given)


def test_errors_in_a_mapping_and_a_table_name_the_place(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"actor\[1\]\.type"):
        read_actors(
            {
                "actor": [
                    {"id": "a", "name": "A", "type": "person"},
                    {"id": "b", "name": "B", "type": "prson"},
                ]
            }
        )
    with pytest.raises(
        SchemaError, match=r"actors.csv:2: unknown column 'nam'; did you mean 'name'"
    ):
        read_actors(write(tmp_path, "id,nam\na,b\n", "actors.csv"))
    # A cell of two lines: the place is a line of the file, not the number of the actor.
    twice = 'id,name,type,note\na,Ann Lee,person,"one\ntwo"\nb,Bo Diaz,person,\nb,Cy Park,person,\n'
    with pytest.raises(
        SchemaError, match=r"actors.csv:5: the id 'b' is used twice.*at .*actors.csv:4 and"
    ):
        read_actors(write(tmp_path, twice, "actors.csv"))
    with pytest.raises(SchemaError, match=r"actors.csv:2: type = 'persn'.*did you mean 'person'"):
        read_actors(write(tmp_path, "id,name,type\na,Ann Lee,persn\n", "actors.csv"))


# -- positions ---------------------------------------------------------------------------------------

keys = st.text("ab-_0", min_size=1, max_size=3)
texts = st.text("ab \t\n\r\x00\x7f\"\\'#]}=.,é漢😀", max_size=6)
scalars = st.one_of(st.integers(-9, 9), st.booleans(), texts, st.dates())
values = st.recursive(
    scalars,
    lambda v: st.one_of(st.lists(v, max_size=3), st.dictionaries(keys, v, max_size=3)),
    max_leaves=6,
)
tables = st.dictionaries(
    keys,
    st.one_of(
        st.dictionaries(keys, values, max_size=3),
        st.lists(st.dictionaries(keys, values, max_size=3), min_size=1, max_size=3),
    ),
    max_size=3,
)


def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        found += paths(inner, (*path, key))
    return found


@given(tables)
def test_dump_is_read_back_and_every_value_has_its_place(data: dict[str, object]) -> None:
    text = _toml.dump(data)
    assert tomllib.loads(text) == data
    positions = _toml.scan_positions(text)
    lines = text.split("\n")
    for path in paths(data):
        found = positions.of_value(path)
        assert found is not None
        value = data
        for part in path:
            value = value[part]  # type: ignore[index]
        if isinstance(value, (str, int, dt.date)):
            line, column = found
            assert path in positions.values
            assert lines[line - 1][column - 1 :].startswith(_toml.literal(value))


def test_positions_in_hand_written_toml() -> None:
    text = (
        "# c [x]\n[a.'b c']\nk = \"\"\"x\n] = \\\" y\"\"\"\n  'q r'.\"s\\u0041\" = '''a''b''' # z\n"
        "[[t]]\n[[t.u]]\nv=[ # one\n 1, {w = [2,\n3]},\n]\n[[t.u]]\nv = 1979-05-27 07:32:00\n"
    )
    data = tomllib.loads(text)
    found = _toml.scan_positions(text)
    assert found.values["a", "b c", "k"] == (3, 5)
    assert found.values["a", "b c", "q r", "sA"] == (5, 21)
    assert found.values["t", 0, "u", 0, "v", 1, "w", 1] == (10, 1)
    assert found.values["t", 0, "u", 1, "v"] == (13, 5)
    assert found.keys["t", 0, "u", 1] == (12, 1)
    for path in paths(data):
        assert found.of_value(path) is not None


# -- the sample study, a first file ------------------------------------------------------------------


def test_the_statements_of_the_sample_study_stand_in_its_articles() -> None:
    actors = read_actors(SEEDS / "actors.toml")
    assert len(actors.ties) >= 10
    for tie in actors.ties:
        assert tie.statement in (SEEDS / tie.document).read_text(encoding="utf-8")
    assert actors.warnings == ()


def test_garbled_spellings_are_not_listed_in_the_sample_study() -> None:
    from polyvocal.actors._surfaces import names_of

    actors = read_actors(SEEDS / "actors.toml")
    listed = {surface for actor in actors for surface, _, _ in names_of(actor)}
    for garbled in (
        "Hafta",
        "Hafar",
        "Haider",
        "Hafters",
        "Hafter",
        "Fayaz",
        "Sarraz",
        "Gono",
        "Meghesi",
        "Megarisi",
        "Tobrok",
        "NLA",
    ):
        assert not any(garbled in surface.split() for surface in listed), garbled
