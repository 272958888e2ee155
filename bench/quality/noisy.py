"""Names in garbled print: ``python -m bench.quality noisy PATH/hipe2020_en``.

Data: HIPE-2022, hipe2020, English development file: American newspapers of 1790 to 1960 as read by
OCR. Lines of print are joined. Discovery finds the names (see `_discover`), with the countries of our
own table. Measures: coarse classes (pers, loc, org, prod, time, of which we have three), strict (same
tokens) and fuzzy (tokens in common).

Others: best system of HIPE-2022 on this newspaper set .620 strict, .788 fuzzy; neural baseline .477
and .623.
"""

from __future__ import annotations

from pathlib import Path

from bench.quality._discover import discover
from bench.quality._spans import summary
from bench.quality._tagged import ranges_found, read_hipe, tally

CLASSES = {"pers": "person", "loc": "location", "org": "organisation"}


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    file = next(path.glob("HIPE-2022-*-dev-en.tsv")) if path.is_dir() else path
    documents = read_hipe(file)
    mentions, listed = discover(
        [d.text for d in documents], at_once=len(documents), with_countries=True
    )
    parts, listed_parts = discover([d.text for d in documents], with_countries=True)
    result: dict[str, object] = {
        "set": "hipe2020, English",
        "split": "dev",
        "documents": len(documents),
    }
    for label, by_document, names in (
        ("one corpus", mentions, listed),
        ("parts of 49 documents", parts, listed_parts),
    ):
        pairs = []
        for document, found in zip(documents, by_document, strict=True):
            wanted = {s: CLASSES.get(kind, kind) for s, kind in document.marked.items()}
            pairs.append((wanted, ranges_found(document, found)))
        table: dict[str, object] = {"names listed": names}
        for name, options in {
            "strict": {},
            "fuzzy": {"fuzzy": True},
            "strict, any class": {"typed": False},
            "fuzzy, any class": {"fuzzy": True, "typed": False},
        }.items():
            table[name] = summary([tally(w, f, **options) for w, f in pairs])
        for kind in CLASSES.values():
            table[f"fuzzy, {kind}"] = summary(
                [
                    tally(
                        {s: k for s, k in w.items() if k == kind},
                        {s: k for s, k in f.items() if k == kind},
                        fuzzy=True,
                    )
                    for w, f in pairs
                ]
            )
        result[label] = table
    return result
