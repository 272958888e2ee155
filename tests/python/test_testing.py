"""The contract test for annotators: a good one passes, each fault is named."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

import pytest

from polyvocal.annotators import Batch, Span
from polyvocal.testing import SAMPLES, check_annotator

NAMES = re.compile("Angela Merkel|Haftar|Путин|حفتر")


def spans(batch: Batch) -> Iterator[Span]:
    for number, text in enumerate(batch.texts):
        for found in NAMES.finditer(text):
            yield Span(number, found.start(), found.end())


def test_a_good_annotator_passes() -> None:
    check_annotator(spans)


def test_the_samples_hold_other_scripts() -> None:
    assert sum(1 for text in SAMPLES if not text.isascii()) >= 3


def utf16(batch: Batch) -> Iterator[Span]:
    for span in spans(batch):
        text = batch.texts[span.document]
        start, end = (len(text[:i].encode("utf-16-le")) // 2 for i in (span.start, span.end))
        yield Span(span.document, start, end)


def utf8(batch: Batch) -> Iterator[Span]:
    for span in spans(batch):
        text = batch.texts[span.document]
        yield Span(span.document, *(len(text[:i].encode()) for i in (span.start, span.end)))


def across(batch: Batch) -> Iterator[Span]:
    """Knows a name only after another text of the batch had one."""
    for number, span in enumerate(spans(batch)):
        if number:
            yield span


_calls = itertools.count()


def moody(batch: Batch) -> Iterator[Span]:
    return iter(list(spans(batch))[next(_calls) % 2 :])


def twice(batch: Batch) -> Iterator[Span]:
    for span in spans(batch):
        yield span
        yield span


def changing(batch: Batch) -> list[Span]:
    found = list(spans(batch))
    object.__setattr__(batch, "texts", tuple(text.upper() for text in batch.texts))
    return found


def fails_on_nothing(batch: Batch) -> list[Span]:
    if not batch.texts[0]:
        message = "empty"
        raise ValueError(message)
    return list(spans(batch))


def blind(batch: Batch) -> Iterable[Span]:
    return ()


def strange(batch: Batch) -> Iterator[Span]:
    for span in spans(batch):
        yield span._replace(actor="somebody")


@pytest.mark.parametrize(
    ("annotator", "what"),
    [
        (utf16, "count UTF-16 units|code points"),
        (utf8, "count UTF-8 bytes|code points"),
        (across, "depends on the batch"),
        (moody, "when asked again"),
        (twice, "overlaps"),
        (changing, "changed the batch"),
        (blind, "nothing was tested"),
        (strange, "'somebody' is not in the actors file"),
    ],
)
def test_each_fault_is_named(annotator: object, what: str) -> None:
    with pytest.raises(AssertionError, match=what):
        check_annotator(annotator, actors=["lee"])  # type: ignore[arg-type]


def test_an_error_inside_comes_out() -> None:
    with pytest.raises((ValueError, IndexError)):
        check_annotator(fails_on_nothing)


def test_utf16_is_called_by_its_name() -> None:
    """Offsets that stay inside the text, so that only the comparison can find them."""
    with pytest.raises(AssertionError, match="its offsets count UTF-16 units"):
        check_annotator(utf16, texts=["Haftar left for a long and quiet stay in the country."])
