"""Readers of texts tagged token by token (BIO): plain CoNLL and HIPE; makes running text of tokens.

What is found in the running text is brought back to token ranges, so that spaces decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.quality._engine import Found
from bench.quality._spans import Span, Tally, compare, overlap

# Classes of these sets for the package's types of actors; "other" has none.
CLASS_OF = {
    "person": "person",
    "place": "location",
    "state": "location",
    "other": "",
}
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%’'”")
_NO_SPACE_AFTER = frozenset("([{“$£€‘")
_JOINING = frozenset("-–/")
_SOFT_HYPHEN = "¬"


@dataclass
class Tagged:
    """Tokens with their places in the running text, and the marked token ranges with a class."""

    tokens: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    marked: dict[Span, str] = field(default_factory=dict)
    text: str = ""

    def add(self, token: str, *, space: bool) -> None:
        if space and self.text:
            self.text += " "
        self.places.append((len(self.text), len(self.text) + len(token)))
        self.tokens.append(token)
        self.text += token

    def words(self, span: Span) -> list[str]:
        return self.tokens[span[0] : span[1]]

    def token_range(self, span: Span) -> Span:
        """Tokens that a span of the running text touches; an empty range when none."""
        touched = [
            i for i, place in enumerate(self.places) if place[0] < place[1] and overlap(place, span)
        ]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)


def class_of(actor_type: str) -> str:
    return CLASS_OF.get(actor_type, "organisation")


def _marked(tags: Sequence[str]) -> dict[Span, str]:
    """Ranges of BIO tags."""
    marked: dict[Span, str] = {}
    begin = 0
    for i, tag in enumerate([*tags, "O"]):
        before = tags[i - 1] if i else "O"
        ends = before != "O" and (tag[:1] != "I" or tag[2:] != before[2:])
        if ends:
            marked[(begin, i)] = before[2:].casefold()
        if tag != "O" and (tag[:1] == "B" or before == "O" or ends):
            begin = i
    return marked


def _space_between(before: str, token: str, quotes: int) -> bool:
    if token in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER:
        return False
    if token in _JOINING or before in _JOINING:
        return False
    if before in ("’", "'") and token in ("s", "S", "t", "re", "ve", "ll"):
        return False
    if token == '"':
        return quotes % 2 == 0
    return not (before == '"' and quotes % 2 == 1)


def read_conll(path: Path) -> list[Tagged]:
    """Read token, tab, tag; a blank line ends a sentence. Spaces are set as in print."""
    sentences: list[Tagged] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
        if not rows:
            continue
        sentence = Tagged()
        quotes = 0
        for token, *_ in rows:
            before = sentence.tokens[-1] if sentence.tokens else ""
            sentence.add(token, space=_space_between(before, token, quotes))
            quotes += token == '"'
        sentence.marked = _marked([row[-1] for row in rows])
        sentences.append(sentence)
    return sentences


def read_hipe(path: Path) -> list[Tagged]:
    """Read a HIPE-2022 table (coarse literal tags). Lines of print are joined, hyphens at their ends go."""
    documents: list[Tagged] = []
    tags: list[list[str]] = []
    columns: list[str] = []
    space = hyphen = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("TOKEN\t"):
            columns = line.split("\t")
            continue
        if line.startswith("# hipe2022:document_id"):
            documents.append(Tagged())
            tags.append([])
            space = hyphen = False
        if line.startswith("#") or "\t" not in line:
            continue
        row = dict(zip(columns, line.split("\t"), strict=True))
        marks = row["MISC"].split("|")
        token = row["TOKEN"]
        ends_line = "EndOfLine" in marks
        hyphen_at_end = token == _SOFT_HYPHEN and ends_line
        documents[-1].add("" if hyphen_at_end else token, space=space and not hyphen)
        tags[-1].append(row["NE-COARSE-LIT"])
        hyphen = hyphen_at_end
        space = ends_line or "NoSpaceAfter" not in marks
    for document, found in zip(documents, tags, strict=True):
        document.marked = _marked(found)
    return documents


def tally(
    wanted: dict[Span, str], found: dict[Span, str], *, fuzzy: bool = False, typed: bool = True
) -> Tally:
    """Compare ranges; typed: only those of one class with each other."""
    if not typed:
        return compare(wanted, found, fuzzy=fuzzy)
    total = Tally()
    for kind in sorted({*wanted.values(), *found.values()}):
        total += compare(_of(wanted, {kind}), _of(found, {kind}), fuzzy=fuzzy)
    return total


def _of(ranges: dict[Span, str], kinds: Iterable[str]) -> list[Span]:
    return [span for span, kind in ranges.items() if kind in kinds]


def ranges_found(document: Tagged, mentions: Iterable[Found]) -> dict[Span, str]:
    """Token ranges of mentions, with classes; without those inside longer ones and demonyms."""
    ranges: dict[Span, str] = {}
    for mention in mentions:
        place = document.token_range(mention.span)
        if not mention.nested and mention.kind != "demonym" and place[0] < place[1]:
            ranges[place] = class_of(mention.type)
    return ranges
