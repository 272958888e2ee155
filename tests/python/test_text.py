"""Segmentation as Python sees it: code points, order, nesting, the same rows for any threads."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal import _core
from tests.reference import words as reference

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))

#: Several scripts, combining marks, emoji, every mark that segmentation looks at.
PIECES = [
    "The", "army", "Haftar’s", "Haftar's", "U.N.", "said", "al-Sarraj", "3,000.5", "Gen.", "CAIRO",
    "Erdoğan", "e\u0301t\u0301", "حفتر", "مُحَمَّد", "ليبيا؟", "Хафтар", "利比亚", "。", "कमला", "😀", "👨‍👩‍👧", "🇱🇾",
    '"', "'", "“", "”", "‘", "’", "«", "»", "``", "''", "„", ".", "!", "?", "…", ",", ":", "—", "-", "(", ")",
    "[", "]", "\u00a0", "\u200b", "\u00ad", "\u202e", "\u200f", "\ufeff", "\n", "\n\n", "\r\n", "\u2028", "\u2029", "\f", "\t", " ", " ",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=80).map("".join)
any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)


def corpus_of(articles: list[str]) -> _core.Corpus:
    builder = _core.CorpusBuilder()
    ids = [f"d{i}" for i in range(len(articles))]
    assert not builder.add_batch(ids, [*articles])
    return builder.finish()


def with_word(text: str) -> str:
    """The corpus refuses articles of nothing but white space."""
    return text + "\nlast"


@given(st.one_of(texts, any_text))
def test_both_tokenizer_paths_agree(text: str) -> None:
    assert _core.tokenize(text) == _core.tokenize(text, force_icu=True)


LATIN = st.text(
    st.sampled_from("aZéžñ09_'’.,;:·@ -—\u00a0\u00ad\u0301\u200b\n\u2028жЯαبل٣٬\u064b"), max_size=40
)


@given(LATIN)
@settings(max_examples=500)
def test_words_are_those_of_the_rules(text: str) -> None:
    assert _core.tokenize(text) == reference.words(text)


@given(st.one_of(texts, any_text))
def test_spans_are_ordered_and_nested(text: str) -> None:
    text = with_word(text)
    corpus = corpus_of([text])
    segments = _core.segment(corpus, threads=1)
    paragraphs = segments.paragraphs(corpus)
    sentences = segments.sentences(corpus)
    quotes = segments.quotes(corpus)
    tokens = segments.tokens(corpus, 0)
    for columns in (paragraphs, sentences, quotes, tokens):
        start, end = columns["start"], columns["end"]
        assert (start >= 0).all()
        assert (end <= len(text)).all()
        assert (start <= end).all()
        assert (end[:-1] <= start[1:]).all()
    inside = sentences["paragraph"]
    assert (paragraphs["start"][inside] <= sentences["start"]).all()
    assert (sentences["end"] <= paragraphs["end"][inside]).all()
    firsts = [*sentences["first_token"], len(tokens["start"])]
    assert firsts[0] == 0
    for i, (a, b) in enumerate(itertools.pairwise(firsts)):
        assert (tokens["start"][a:b] >= sentences["start"][i]).all()
        assert (tokens["end"][a:b] <= sentences["end"][i]).all()
    for start, end in zip(sentences["start"], sentences["end"], strict=True):
        assert text[start:end] == text[start:end].strip()


@given(st.one_of(texts, any_text))
def test_text_at_a_span_is_the_token(text: str) -> None:
    text = with_word(text)
    corpus = corpus_of([text])
    segments = _core.segment(corpus, threads=1)
    tokens = segments.tokens(corpus, 0)
    spans = list(zip(tokens["start"].tolist(), tokens["end"].tolist(), strict=True))
    assert spans == _core.tokenize(text)
    spellings = segments.vocabulary()["spelling"]
    for (start, end), type_id in zip(spans, tokens["type"], strict=True):
        assert text[start:end] == spellings[int(type_id)]


@given(st.lists(texts, min_size=1, max_size=30))
@settings(max_examples=30, deadline=None)
def test_same_columns_for_any_number_of_threads(articles: list[str]) -> None:
    corpus = corpus_of([with_word(a) for a in articles] * 3)
    one = _core.segment(corpus, threads=1)
    for threads in (2, 7):
        many = _core.segment(corpus, threads=threads)
        for table in ("sentences", "paragraphs", "quotes"):
            left, right = getattr(one, table)(corpus), getattr(many, table)(corpus)
            assert left.keys() == right.keys()
            for name, column in left.items():
                np.testing.assert_array_equal(column, right[name])
        assert one.vocabulary()["spelling"].to_list() == many.vocabulary()["spelling"].to_list()
        for name, column in one.keys().items():
            if name != "key":
                np.testing.assert_array_equal(column, many.keys()[name])


@given(st.permutations(["One is here.", "Two “are” here!", "ثلاثة هنا؟", "四在这里。"]))
def test_rows_do_not_depend_on_the_order_of_articles(articles: list[str]) -> None:
    corpus = corpus_of(articles)
    sentences = _core.segment(corpus, threads=2).sentences(corpus)
    for d, article in enumerate(articles):
        rows = sentences["document"] == d
        alone = corpus_of([article])
        expected = _core.segment(alone, threads=1).sentences(alone)
        np.testing.assert_array_equal(sentences["start"][rows], expected["start"])
        np.testing.assert_array_equal(sentences["region"][rows], expected["region"])


def test_counts_and_names() -> None:
    corpus = corpus_of(["He came. He saw. “Yes,” he said.", "ليبيا"])
    segments = _core.segment(corpus)
    assert segments.document_count == 2
    assert segments.sentence_count == 4
    assert segments.paragraph_count == 2
    assert segments.quote_count == 1
    assert segments.token_count == 8
    assert segments.type_count == 7
    assert segments.key_count == 6
    assert segments.nbytes > 0
    assert segments.region_names[7] == "body"
    assert segments.region_counts["body"] == 4
    assert sum(segments.region_counts.values()) == 4


def test_big_article_and_one_word() -> None:
    big = "The army’s 3,000 men left Sirte. " * 160_000
    corpus = corpus_of([big, "Word"])
    segments = _core.segment(corpus, threads=2)
    sentences = segments.sentences(corpus)
    assert (sentences["document"] == 0).sum() == 160_000
    start, end = sentences["start"][-2], sentences["end"][-2]
    assert big[start:end] == "The army’s 3,000 men left Sirte."
    assert segments.tokens(corpus, 1)["end"].tolist() == [4]


def test_wrong_corpus_and_wrong_document_are_told() -> None:
    corpus = corpus_of(["One.", "Two."])
    segments = _core.segment(corpus)
    with pytest.raises(ValueError, match="2 documents"):
        segments.sentences(corpus_of(["One."]))
    with pytest.raises(IndexError):
        segments.tokens(corpus, 2)


def test_columns_are_read_only() -> None:
    corpus = corpus_of(["One."])
    starts = _core.segment(corpus).sentences(corpus)["start"]
    with pytest.raises(ValueError, match="read-only"):
        starts[0] = 5


def test_progress_is_reported() -> None:
    corpus = corpus_of([f"Sentence {i}. " * 2000 for i in range(300)])
    calls: list[tuple[int, int]] = []
    _core.segment(corpus, threads=1, progress=lambda done, total: calls.append((done, total)))
    assert calls
    assert all(0 <= done <= total == 300 for done, total in calls)


def test_an_exception_in_progress_stops_the_run() -> None:
    corpus = corpus_of([f"Sentence {i}. " * 2000 for i in range(600)])

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _core.segment(corpus, threads=1, progress=stop)


def test_fold_key() -> None:
    assert _core.fold_key("Erdoğan’s") == "erdogan"
    assert _core.fold_key("مُحَمَّد") == "محمد"


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem[:3])
def test_sample_articles_are_covered(path: Path) -> None:
    """Nothing but white space lies outside the sentences, and no sentence is of one mark."""
    text = path.read_text(encoding="utf-8")
    corpus = corpus_of([text])
    sentences = _core.segment(corpus).sentences(corpus)
    covered = np.zeros(len(text), dtype=bool)
    for start, end in zip(sentences["start"], sentences["end"], strict=True):
        covered[start:end] = True
    assert "".join(c for c, inside in zip(text, covered, strict=True) if not inside).strip() == ""
    assert sentences["end"].max() == len(text.rstrip())
