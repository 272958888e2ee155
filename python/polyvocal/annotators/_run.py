"""Running annotators: batches, and a check of every span before it comes in."""

from __future__ import annotations

import json
import operator
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import numpy.typing as npt

from polyvocal import _core
from polyvocal._files import whole_file
from polyvocal.actors import Actors, ActorType
from polyvocal.annotators import Batch, Span
from polyvocal.annotators._load import Loaded
from polyvocal.errors import InputError, SchemaError, nearest
from polyvocal.table import Lists, Strings, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from polyvocal.corpus import Corpus

__all__ = ["Annotations", "annotate", "check_spans", "make_annotations"]

BATCH = 64  # articles an annotator gets at once
_TYPES = get_args(ActorType)


@dataclass(frozen=True)
class Annotations:
    """Spans of all annotators, ordered by article, annotator and place."""

    names: tuple[str, ...]
    annotator: npt.NDArray[np.uint8]
    spans: tuple[Span, ...]  # `document` counts the articles of the corpus
    outcome: npt.NDArray[np.uint8] = field(default_factory=lambda: np.empty(0, np.uint8))


def annotate(
    corpus: Corpus,
    actors: Actors,
    loaded: Sequence[Loaded],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Annotations:
    """Run annotators over a corpus, on the calling thread.

    Raises
    ------
    InputError
        For a span that is not in the text, overlaps another of the same annotator, or speaks of an
        actor who is not listed; the message names annotator, article and offset.
    """
    rows: list[tuple[int, int, Span]] = []
    known = frozenset(actors.plan.stays)
    languages = corpus.languages
    for begin in range(0, len(corpus), BATCH):
        if progress is not None:
            progress(begin, len(corpus))
        numbers = range(begin, min(begin + BATCH, len(corpus)))
        batch = Batch(
            tuple(corpus.ids[begin : numbers.stop]),
            tuple(corpus.text(number) for number in numbers),
            tuple(language or "" for language in languages[begin : numbers.stop]),
        )
        for order, one in enumerate(loaded):
            for span in check_spans(one, batch, known):
                rows.append((begin + span.document, order, span))
    if progress is not None:
        progress(len(corpus), len(corpus))
    rows.sort(key=lambda row: (row[0], row[1], row[2].start))
    return Annotations(
        tuple(one.name for one in loaded),
        np.array([order for _, order, _ in rows], dtype=np.uint8),
        tuple(span._replace(document=document) for document, _, span in rows),
    )


# -- checks --------------------------------------------------------------------------------------


def check_spans(one: Loaded, batch: Batch, actors: Iterable[str] | None = None) -> list[Span]:
    """Run an annotator on a batch and check what it returns; with `actors`, their ids too."""
    try:
        returned = list(one.annotate(batch))
    except Exception as error:
        error.add_note(f"annotator {one.name!r}, articles {batch.ids[:1]} to {batch.ids[-1:]}")
        raise
    spans = [
        _checked(one.name, number, span, batch, actors) for number, span in enumerate(returned)
    ]
    spans.sort(key=lambda span: span[:3])
    for left, right in pairwise(spans):
        if left.document == right.document and right.start < left.end:
            where = _where(one.name, batch.ids[left.document], right.start)
            message = (
                f"{where}: the span {right.start}-{right.end} overlaps {left.start}-{left.end}; "
                "return one of them"
            )
            raise InputError(message)
    return spans


def _where(name: str, document: str, offset: object) -> str:
    return f"annotator {name!r}, article {document!r}, offset {offset}"


def _checked(
    name: str, number: int, given: object, batch: Batch, actors: Iterable[str] | None
) -> Span:
    if not isinstance(given, tuple) or not 3 <= len(given) <= len(Span._fields):
        message = (
            f"annotator {name!r}, span {number}: {given!r} is no span; give "
            "Span(document, start, end, actor, type, confidence)"
        )
        raise InputError(message)
    raw = Span(*given)
    try:
        document, start, end = (operator.index(value) for value in raw[:3])
    except TypeError:
        message = f"annotator {name!r}, span {number}: {given!r}: the first three are whole numbers"
        raise InputError(message) from None
    if not 0 <= document < len(batch):
        message = (
            f"annotator {name!r}, span {number}: document {document}, but the batch has the "
            f"articles 0 to {len(batch) - 1}"
        )
        raise InputError(message)
    where = _where(name, batch.ids[document], start)
    size = len(batch.texts[document])
    if not 0 <= start < end <= size:
        message = (
            f"{where}: the span {start}-{end} is not in the text of {size} code points; offsets "
            "count code points, as Python's slices do, and end is not included"
        )
        raise InputError(message)
    return Span(document, start, end, *_checked_labels(where, raw, actors))


def _checked_labels(
    where: str, raw: Span, actors: Iterable[str] | None
) -> tuple[str | None, str | None, float]:
    actor, kind = raw.actor or None, raw.type or None
    if actor is not None and actors is not None and actor not in actors:
        close = nearest(str(actor), actors)
        hint = f"; did you mean {close!r}?" if close else ""
        message = f"{where}: the actor {actor!r} is not in the actors file{hint}"
        raise InputError(message)
    if kind is not None and kind not in _TYPES:
        message = f"{where}: type = {kind!r}. Known: {', '.join(_TYPES)}"
        raise InputError(message)
    try:
        confidence = float(raw.confidence)
    except (TypeError, ValueError):
        confidence = 0.0
    if not 0 < confidence <= 1:
        message = f"{where}: confidence = {raw.confidence!r}; give a number above 0, at most 1"
        raise InputError(message)
    return actor, kind, confidence


# -- among the mentions --------------------------------------------------------------------------


def add_to_mentions(
    corpus: Corpus,
    segments: _core.Segments,
    actors: Actors,
    knowledge: _core.Knowledge,
    found: _core.MentionResult,
    annotations: Annotations,
) -> tuple[_core.MentionResult, Annotations]:
    """Put annotations among the mentions by the stated precedence."""
    index = {actor.id: number for number, actor in enumerate(actors.actors)}
    spans = annotations.spans

    def column(values: Iterable[Any], kind: type[np.generic]) -> npt.NDArray[Any]:
        return np.fromiter(values, dtype=kind, count=len(spans))

    merged, outcome = _core.add_annotations(
        corpus._core,
        segments,
        knowledge,
        found,
        documents=column((span.document for span in spans), np.int32),
        starts=column((span.start for span in spans), np.int32),
        ends=column((span.end for span in spans), np.int32),
        actors=column(
            (-1 if s.actor is None else index[actors.plan.stays[s.actor]] for s in spans), np.int32
        ),
        annotators=annotations.annotator,
        confidences=column((span.confidence for span in spans), np.float32),
    )
    done = Annotations(annotations.names, annotations.annotator, spans, outcome)
    wordless = np.flatnonzero(outcome == _core.MentionResult.outcome_names.index("wordless"))
    if len(wordless):
        number = int(wordless[0])
        span = spans[number]
        where = _where(
            done.names[int(done.annotator[number])], corpus.ids[span.document], span.start
        )
        text = corpus.text(span.document)[span.start : span.end]
        message = f"{where}: the span {span.start}-{span.end} ({text[:40]!r}) holds no word"
        raise InputError(message)
    return merged, done


def make_annotations(corpus: Corpus, annotations: Annotations) -> Table:
    """Build the table of annotations: what each annotator said, and what became of it."""
    spans = annotations.spans
    texts: dict[int, str] = {}
    for span in spans:
        if span.document not in texts:
            texts[span.document] = corpus.text(span.document)
    return Table(
        {
            "document": Strings([span.document for span in spans], corpus.ids)
            if spans
            else Strings(np.empty(0, np.int32), []),
            "start": np.array([span.start for span in spans], dtype=np.int32),
            "end": np.array([span.end for span in spans], dtype=np.int32),
            "surface": Strings.encode(texts[s.document][s.start : s.end] for s in spans),
            "annotator": Strings(annotations.annotator, annotations.names),
            "actor": Strings.encode(span.actor for span in spans),
            "type": Strings.encode(span.type for span in spans),
            "confidence": np.array([span.confidence for span in spans], dtype=np.float32),
            "outcome": Strings(annotations.outcome, _core.MentionResult.outcome_names),
        },
        name="annotations",
    )


# -- among the candidates ------------------------------------------------------------------------


def add_to_candidates(corpus: Corpus, candidates: Table, annotations: Table) -> Table:
    """Add the names that annotators found and nobody listed; say so where a name was known."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in annotations.filter(outcome="unlisted"):
        groups[" ".join(row["surface"].split())].append(row)
    if not groups:
        return candidates
    rows = candidates.to_dicts()
    places = {name: row for row in reversed(rows) for name in (*row["variants"], row["name"])}
    outlet_of = dict(zip(corpus.ids, corpus.outlets, strict=True))
    for name, found in sorted(groups.items()):
        who = ", ".join(f"annotator {one}" for one in sorted({row["annotator"] for row in found}))
        if name in places:
            places[name]["reason"] += f"; {who}"
        else:
            rows.append(_candidate(corpus, name, found, who, outlet_of))
    rows.sort(key=lambda row: -row["affects"])
    columns: dict[str, Any] = {}
    for key in candidates.columns:
        values = [row[key] for row in rows]
        if key == "variants":
            columns[key] = Lists.encode(values)
        elif isinstance(candidates.column(key), Strings):
            columns[key] = Strings.encode(values)
        else:
            columns[key] = np.array(values, dtype=candidates[key].dtype)
    return Table(columns, name="candidates")


def _candidate(
    corpus: Corpus,
    name: str,
    found: Sequence[Mapping[str, Any]],
    reason: str,
    outlet_of: Mapping[str, str],
) -> dict[str, Any]:
    documents = {row["document"] for row in found}
    types = Counter(row["type"] or "other" for row in found)
    first = found[0]
    return {
        "name": name,
        "type": min(types, key=lambda kind: (-types[kind], kind)),
        "variants": [],
        "count": len(found),
        "documents": len(documents),
        "outlets": len({outlet_of[document] for document in documents} - {"", None}),
        "affects": len(found),
        "nearest_actor": None,
        "similarity": 0.0,
        "reason": reason,
        "example": _line_around(corpus.text(first["document"]), first["start"], first["end"]),
        "example_document": first["document"],
    }


def _line_around(text: str, start: int, end: int, reach: int = 120) -> str:
    """Return the words around a place, on its line."""
    left = max(text.rfind("\n", 0, start) + 1, start - reach)
    stop = text.find("\n", end)
    right = min(len(text) if stop < 0 else stop, end + reach)
    return text[left:right].strip()


# -- keeping -------------------------------------------------------------------------------------


def save_annotations(path: Path, corpus: Corpus, annotations: Annotations) -> None:
    """Write the spans, one JSON object a line, with article ids."""
    with whole_file(path) as file:
        for order, span in zip(annotations.annotator.tolist(), annotations.spans, strict=True):
            row = {"annotator": annotations.names[order], **span._asdict()}
            row["document"] = corpus.ids[span.document]
            file.write((json.dumps(row, ensure_ascii=False) + "\n").encode())


class Recorded:
    """An annotator that says again what one said before."""

    def __init__(self, name: str, spans: Iterable[tuple[str, Span]]) -> None:
        self.name = name
        self._spans: dict[str, list[Span]] = defaultdict(list)
        for document, span in spans:
            self._spans[document].append(span)

    def annotate(self, batch: Batch) -> Iterable[Span]:
        """Return the spans kept for these articles."""
        for number, document in enumerate(batch.ids):
            for span in self._spans.get(document, ()):
                yield span._replace(document=number)


def recorded(corpus: Corpus, annotations: Annotations) -> list[Recorded]:
    """Turn annotations into annotators that repeat them."""
    pairs: list[list[tuple[str, Span]]] = [[] for _ in annotations.names]
    for order, span in zip(annotations.annotator.tolist(), annotations.spans, strict=True):
        pairs[order].append((corpus.ids[span.document], span))
    return [Recorded(name, own) for name, own in zip(annotations.names, pairs, strict=True)]


def load_annotations(path: Path, names: Sequence[str]) -> list[Recorded]:
    """Read what `save_annotations` wrote."""
    pairs: dict[str, list[tuple[str, Span]]] = {name: [] for name in names}
    for line, text in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], 1):
        try:
            row = json.loads(text)
            pairs[row.pop("annotator")].append((row["document"], Span(**row)))
        except (ValueError, KeyError, TypeError, AttributeError):
            message = f"{path}:{line}: no annotation that Study.save wrote"
            raise SchemaError(message) from None
    return [Recorded(name, own) for name, own in pairs.items()]
