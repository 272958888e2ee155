"""Names in news without a list: ``python -m bench.quality discovery PATH/entity_linking``.

Data and labels as in `mentions`. Actors are unknown: what counts is where discovery places names (see
`_discover`). Measure: exact spans of everything named, known to Wikidata or not. Three ways: the set
as one corpus; in parts of 49 documents, so that a type is decided by fewer occurrences; the same with
the countries of the package's own table given. RSS-500 marks two names a sentence and Reuters-128 few
of its countries: only their recall is a result.

Others, without a list: rules only .629 Reuters-128, .662 News-Fair (40 documents), .925 KORE50.
"""

from __future__ import annotations

from pathlib import Path

from bench.quality._discover import ONE_BY_ONE, discover
from bench.quality._elevant import read_documents, tally
from bench.quality._engine import outermost
from bench.quality._spans import summary
from bench.quality.mentions import IN_PART, SUFFIX, set_files


def measure(file: Path) -> dict[str, object]:
    """Measure one set in three ways."""
    documents = read_documents(file)
    texts = [d.text for d in documents]
    note = file.name.removesuffix(SUFFIX) in IN_PART
    result: dict[str, object] = {
        "split": "annotated in part: recall only" if note else "annotated in full",
        "documents": len(documents),
    }
    for way, at_once, with_countries in (
        ("one corpus", len(texts), False),
        ("parts of 49 documents", ONE_BY_ONE, False),
        ("parts, countries given", ONE_BY_ONE, True),
    ):
        found, listed = discover(texts, at_once=at_once, with_countries=with_countries)
        tallies = [
            tally(d, {span: m.actor for span, m in outermost(f).items()}, None)[0]
            for d, f in zip(documents, found, strict=True)
        ]
        result[way] = {"names listed": listed, **summary(tallies)}
    return result


def run(path: Path) -> dict[str, object]:
    """Measure every set; see the module's text."""
    return {file.name.removesuffix(SUFFIX): measure(file) for file in set_files(path)}
