"""Whole names: bounds, symmetry, identity, and the shapes that go in and out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal.errors import InputError, UnknownNameError

KINDS = st.sampled_from([None, "person", "organisation"])
PARTS = st.sampled_from(
    [
        "Ann",
        "Lee",
        "al-",
        "bin",
        "Ltd.",
        "GmbH",
        "J.",
        "Gaddafi",
        "Qadhafi",
        "Mohammed",
        "Muhammad",
        "II",
        "44",
        "Ministry",
        "of",
        "Владимир",
        "محمد",
        "高市",
        "O'Neil",
    ]
)
NAMES = st.one_of(st.text(max_size=30), st.lists(PARTS, max_size=6).map(" ".join))


@given(NAMES, NAMES, KINDS)
def test_in_range_and_the_same_in_both_directions(a: str, b: str, kind) -> None:
    score = pv.name_similarity(a, b, kind=kind)
    assert isinstance(score, float)
    assert 0 <= score <= 1
    assert score == pv.name_similarity(b, a, kind=kind)


@given(NAMES.filter(bool), KINDS)
def test_a_name_is_itself(name: str, kind) -> None:
    assert pv.name_similarity(name, name, kind=kind) == 1


@given(st.lists(st.sampled_from(["Lee", "Gaddafi", "Weber", "Diaz"]), min_size=2, max_size=2))
def test_letter_case_and_spaces_do_not_matter(words: list[str]) -> None:
    plain, loud = " ".join(words), "  ".join(words).upper()
    assert pv.name_similarity(plain, loud, kind="person") == 1


def test_lists_give_arrays() -> None:
    one = pv.name_similarity("Ann Lee", "Ann Li")
    several = pv.name_similarity(["Ann Lee", "Bo Diaz"], ["Ann Li", "Bo Diaz"])
    assert several.dtype == np.float64
    assert several.tolist() == [one, 1.0]
    assert pv.name_similarity("Ann Lee", ("Ann Li", "Ann Lee")).tolist() == [one, 1.0]
    assert pv.name_similarity(["Ann Li"], "Ann Lee").tolist() == [one]
    assert pv.name_similarity([], []).shape == (0,)


def test_kind_tells_how_a_name_is_read() -> None:
    assert pv.name_similarity("Smith, John", "John Smith", kind="person") == 1
    assert pv.name_similarity("OOO Lukoil", "Lukoil LLC", kind="organisation") == 1
    assert pv.name_similarity("OOO Lukoil", "Lukoil LLC") == 1
    assert pv.name_similarity("OOO Lukoil", "Lukoil LLC", kind="person") < 1


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(InputError, match="as many names"):
        pv.name_similarity(["a", "b"], ["a", "b", "c"])
    with pytest.raises(InputError, match="must be a string, not int"):
        pv.name_similarity(["a"], [1])
    with pytest.raises(UnknownNameError, match="did you mean 'person'"):
        pv.name_similarity("a", "b", kind="persons")
