"""Weighted words of whole articles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.similarity import vectorize
from tests.python.test_similarity import prose, study_of, write
from tests.reference.similarity import tfidf

TEXTS = st.lists(
    st.lists(
        st.sampled_from(
            [
                "oil",
                "Oil’s",
                "PORT",
                "port",
                "Erdoğan",
                "erdogan",
                "3.5",
                "U.N.",
                "حفتر",
                "of",
                "。",
            ]
        ),
        max_size=30,
    ).map(lambda words: " ".join(words) or "."),
    min_size=1,
    max_size=40,
)


def corpus_of(texts: list[str]) -> pv.Corpus:
    rows = [{"id": f"a{i:03}", "text": text} for i, text in enumerate(texts)]
    return pv.read_corpus(rows, progress=False)


def test_weights_by_definition() -> None:
    words = [prose(seed, 20 + seed) for seed in range(12)]
    found = vectorize(corpus_of([write(part) for part in words]))
    wanted = tfidf(words)
    cells = found.values.todense()
    for i, row in enumerate(wanted):
        assert np.count_nonzero(cells[i]) == len(row)
        for word, weight in row.items():
            assert found[f"a{i:03}", word] == pytest.approx(weight, abs=1e-6)


def test_same_weights_as_through_a_study_where_all_text_is_body() -> None:
    texts = [write(prose(seed, 60)) for seed in range(20)]
    study = study_of(texts)
    through = _core.word_vectors(study._segments)
    alone, words = _core.vectorize(study.corpus._core)
    assert words == list(study._segments.keys()["key"])
    for name in ("indptr", "indices", "values"):
        assert np.array_equal(getattr(alone, name), getattr(through, name))


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_threads_do_not_matter_and_rows_have_length_1(texts: list[str]) -> None:
    corpus = corpus_of(texts)
    one, two = vectorize(corpus, threads=1), vectorize(corpus, threads=2)
    assert one.columns == two.columns
    for name in ("indptr", "indices", "data"):
        assert np.array_equal(getattr(one.values, name), getattr(two.values, name))
    lengths = np.sqrt((one.values.todense() ** 2).sum(axis=1))
    assert np.all((lengths == 0) | (np.abs(lengths - 1) < 1e-6))


def test_function_words_are_kept_when_asked_for() -> None:
    corpus = corpus_of(["The price of oil", "of the"])
    assert vectorize(corpus).values.nnz == 2
    kept = vectorize(corpus, function_words=True)
    assert kept.values.nnz == 6
    assert kept["a001", "of"] == pytest.approx(0.5**0.5)


def test_what_it_does_not_take() -> None:
    with pytest.raises(InputError, match="takes a Corpus"):
        vectorize(["a text"])  # type: ignore[arg-type]
    with pytest.raises(InputError, match="threads is 0"):
        vectorize(corpus_of(["a"]), threads=0)
