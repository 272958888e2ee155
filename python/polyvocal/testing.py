"""Tests for plug-ins, to be called from their own test suites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from polyvocal.annotators import AnnotateFunction, Annotator, Batch, Span
from polyvocal.annotators._load import Loaded, load_annotators
from polyvocal.annotators._run import check_spans
from polyvocal.errors import InputError
from polyvocal.scorers import Batch as MentionBatch
from polyvocal.scorers import ScoreFunction, Scorer
from polyvocal.scorers._load import PluginScorer, load_scorer
from polyvocal.scorers._run import check_scores

__all__ = ["check_annotator", "check_scorer"]

SAMPLES = (
    "President Angela Merkel met António Guterres of the United Nations in Berlin on Monday.",
    "Khalifa Haftar's forces left Tripoli. The Libyan National Army (LNA) said so.",
    "El presidente Pedro Sánchez llegó a Madrid.",
    "التقى الرئيس عبد الفتاح السيسي خليفة حفتر في القاهرة.",
    "Президент Владимир Путин прибыл в Москву.",
)
# Where UTF-8 bytes, UTF-16 units and code points part ways: emoji, right-to-left marks, accents
# that are characters of their own, an old script beyond the first plane.
_PREFIXES = ("😀🇱🇾 ", "\u200f\u202bشرق\u202c ", "e\u0301\u00a0", "𐤀𐤁 ", "«„’—» ")


def check_annotator(
    annotator: Annotator | AnnotateFunction | str,
    *,
    texts: Sequence[str] = (),
    actors: Iterable[str] | None = None,
    language: str = "",
) -> None:
    """Check that an annotator keeps its contract; for a test of your own.

    Parameters
    ----------
    annotator : Annotator, function or str
        As given to a study.
    texts : sequence of str, optional
        Texts in which it finds something; ours are news in a few languages.
    actors : iterable of str, optional
        The ids it may give; any when not given.
    language : str, optional
        Stated language of the texts.

    Raises
    ------
    AssertionError
        Saying what is wrong: with an empty batch or text, with offsets that are no code points,
        with spans that overlap or lie outside, with what it finds when asked twice or together with
        other texts, or with a batch that it changed.

    Examples
    --------
    >>> def capitals(batch):
    ...     for number, text in enumerate(batch.texts):
    ...         for word in text.split():
    ...             if word.isascii() and word.isupper() and text.count(word) == 1:
    ...                 yield (number, text.index(word), text.index(word) + len(word))
    >>> check_annotator(capitals, texts=["The UN met the EU."])
    """
    (one,) = load_annotators([annotator])
    known = None if actors is None else frozenset(actors)
    check = _Check(one, known, language)
    texts = [*texts, *SAMPLES]
    check.run([])
    found = check.run(texts)
    _require(
        any(found),
        f"{one.name}: found nothing in the sample texts, so nothing was tested; "
        "give texts=[...] in which it finds something",
    )
    for text in ("", " ", "\n\n", "\u200f", "😀", "x" * 10_000):
        check.run([text])
    _require(check.run(texts) == found, f"{one.name}: finds something else when asked again")
    _check_batches(check, texts, found)
    _check_offsets(check, texts, found)


def check_scorer(
    scorer: Scorer | ScoreFunction | str, *, batch: MentionBatch | None = None
) -> None:
    """Check that a scorer keeps its contract; for a test of your own.

    Parameters
    ----------
    scorer : Scorer, function or str
        As given to `Study.stance`.
    batch : polyvocal.scorers.Batch, optional
        Mentions to try it on; ours are news in a few languages.

    Raises
    ------
    AssertionError
        Saying what is wrong: with an empty batch, with the shape or the probabilities, with what it
        says when asked twice, in another order or of one mention alone.

    Examples
    --------
    >>> import numpy as np
    >>> check_scorer(lambda batch: np.tile([0.2, 0.6, 0.2], (len(batch), 1)))
    """
    one = load_scorer(scorer)
    tried = MentionBatch.of(SAMPLES, targets=_TARGETS) if batch is None else batch
    _scores(one, tried[:0])
    found = _scores(one, tried)
    _require(_same(_scores(one, tried), found), f"{one.name}: says something else when asked again")
    _require(
        _same(_scores(one, tried[::-1])[::-1], found),
        f"{one.name}: what it says depends on the order of the batch",
    )
    for place in range(len(tried)):
        alone = _scores(one, tried[place : place + 1])
        _require(
            _same(alone, found[place : place + 1]),
            f"{one.name}: what it says depends on the batch: {alone[0]} alone and {found[place]} with "
            f"others, of {tried.sentences[place][:60]!r}",
        )


# Batched arithmetic may differ in the last digits.
_CLOSE = 1e-4
_TARGETS = ("Angela Merkel", "Khalifa Haftar", "Pedro Sánchez", "خليفة حفتر", "Владимир Путин")


def _scores(one: PluginScorer, batch: MentionBatch) -> npt.NDArray[np.float64]:
    _require(one.score is not None, f"{one.name}: no function to call")
    try:
        return check_scores(one.name, batch, one.score(batch))  # type: ignore[misc]
    except InputError as error:
        raise AssertionError(str(error)) from error


def _same(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> bool:
    return np.allclose(a, b, atol=_CLOSE, equal_nan=True)


class _Check:
    def __init__(self, one: Loaded, actors: frozenset[str] | None, language: str) -> None:
        self.one = one
        self._actors = actors
        self._language = language

    def run(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of each text, in order, with document 0."""
        ids = tuple(f"text {number}" for number in range(len(texts)))
        batch = Batch(ids, tuple(texts), (self._language,) * len(texts))
        try:
            spans = check_spans(self.one, batch, self._actors)
        except InputError as error:
            raise AssertionError(str(error)) from error
        untouched = Batch(ids, tuple(texts), (self._language,) * len(texts))
        _require(batch == untouched, f"{self.one.name}: changed the batch it was given")
        found: list[list[Span]] = [[] for _ in texts]
        for span in spans:
            found[span.document].append(span._replace(document=0))
        return found


def _check_batches(check: _Check, texts: Sequence[str], found: list[list[Span]]) -> None:
    name = check.one.name
    alone = [check.run([text])[0] for text in texts]
    for text, together, single in zip(texts, found, alone, strict=True):
        _require(
            together == single,
            f"{name}: what it finds depends on the batch: {_words(text, single)} alone, "
            f"{_words(text, together)} with others, in {text[:60]!r}",
        )
    backwards = check.run(texts[::-1])[::-1]
    _require(backwards == found, f"{name}: what it finds depends on the order of the batch")
    with_empty = check.run([part for text in texts for part in ("", text)])
    _require(
        with_empty[1::2] == found, f"{name}: an empty text beside others changes what it finds"
    )


def _check_offsets(check: _Check, texts: Sequence[str], found: list[list[Span]]) -> None:
    """Put other characters before a text: the same names must come out, moved."""
    for text, spans in zip(texts, found, strict=True):
        wanted = _words(text, spans)
        for prefix in _PREFIXES:
            moved = f"{prefix}\n\n{text}"
            for unit, size in (("UTF-16 units", _utf16), ("UTF-8 bytes", _utf8)):
                shift = size(prefix) - len(prefix)
                if not wanted or not shift:
                    continue
                shifted = check.run([moved])[0]
                right = set(_words(moved, shifted)) & set(wanted)
                back = [s._replace(start=s.start - shift, end=s.end - shift) for s in shifted]
                as_units = set(_words(moved, back)) & set(wanted)
                _require(
                    bool(right) or not as_units,
                    f"{check.one.name}: its offsets count {unit}, not code points: in {moved!r} it "
                    f"gives {_words(moved, shifted)} for {sorted(as_units)}",
                )


def _require(holds: bool, message: str) -> None:
    # Not an assert statement: those go under python -O.
    if not holds:
        raise AssertionError(message)


def _words(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[max(span.start, 0) : max(span.end, 0)] for span in spans]


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _utf8(text: str) -> int:
    return len(text.encode())
