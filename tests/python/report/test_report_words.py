"""What is marked in two versions of a passage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from polyvocal.report.model import Piece
from polyvocal.report.words import compare

TEXTS = st.lists(st.text("aAbcdeİßé'", min_size=1, max_size=6), min_size=1, max_size=8)


def edits(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.role in ("edit", "letters")]


def test_other_words_are_marked_whole() -> None:
    left, right = compare("He read the papers today", "He read two journals today")
    assert (edits(left), edits(right)) == (["the papers"], ["two journals"])


def test_letters_of_garbled_words_are_marked() -> None:
    left, right = compare("The government of Libya said", "Tbe govemment of Llbya said")
    assert (edits(left), edits(right)) == (["h", "rn", "i"], ["b", "m", "l"])
    assert {piece.role for piece in [*left, *right]} == {"", "letters"}


def test_words_cut_or_joined_by_a_scanner() -> None:
    left, right = compare("in the newspaper of record", "in the news paper of record")
    assert (edits(left), edits(right)) == ([], [" "])


def test_capitals_are_no_difference() -> None:
    assert [edits(side) for side in compare("THE Port", "the port")] == [[], []]


@given(TEXTS, TEXTS)
def test_pieces_are_the_passage(a: list[str], b: list[str]) -> None:
    for words, pieces in zip((a, b), compare(" ".join(a), " ".join(b)), strict=True):
        text = "".join(piece.text for piece in pieces)
        assert text.split() == " ".join(words).split()
        assert all(piece.text for piece in pieces)
