"""Names in conflict reporting: ``python -m bench.quality conflict PATH/re3d``.

Data: re3d, training file: sentences of military releases, ministries, BBC and Wikipedia on Syria and
Iraq, in random order without document boundaries, so each sentence is a document and the interval is
over sentences. Discovery finds the names (see `_discover`), with the countries of our own table.
Measures: exact token ranges with the right class (organisation, person, location), together and by
class; the same with leading articles set aside; recall on marked ranges that hold a name (a capital
after the article, no pronoun). What is found exactly where another class is marked (weapon,
nationality, date) counts for nothing. Of 2,148 marked ranges 784 are pronouns and common nouns and
some 330 are phrases around a name ("the Kurdish-controlled town"), so a perfect finder of names stops
at F .64. Hence also "plain names": only ranges of capitalised words and small words between them
count, what lies in the others is set aside, and a person is found without the title before the name.
"""

from __future__ import annotations

from pathlib import Path

from bench.quality._discover import discover
from bench.quality._spans import Span, Tally, overlap, summary
from bench.quality._tagged import Tagged, ranges_found, read_conll, tally
from bench.quality._words import DETERMINERS, PRONOUNS

Ranges = dict[Span, str]
BETWEEN = ("of", "the", "and", "for", "al", "el", "bin", "de", "ibn", "in", "on", "s")
CLASSES = ("organisation", "person", "location")


def without_article(document: Tagged, span: Span) -> Span:
    begin, end = span
    while begin + 1 < end and document.tokens[begin].casefold() in DETERMINERS:
        begin += 1
    return begin, end


def holds_name(document: Tagged, span: Span) -> bool:
    """Tell whether a capital is in it, other than of an article or a pronoun."""
    words = document.words(without_article(document, span))
    if len(words) == 1 and words[0].casefold() in (PRONOUNS | DETERMINERS):
        return False
    capital = [word for word in words if any(c.isupper() for c in word)]
    first_in_sentence = span[0] == 0 and capital == words[:1] and len(words) > 1
    return bool(capital) and not first_in_sentence


def plain_name(document: Tagged, span: Span) -> bool:
    """Tell whether a range is a name and nothing else."""
    if not holds_name(document, span):
        return False
    words = document.words(without_article(document, span))
    lower = [word for word in words if word[0].islower() and word not in BETWEEN]
    return not lower and "," not in words


def plain_tally(document: Tagged, found: Ranges, *, typed: bool) -> Tally:
    """Count plain names; what touches any other marked range is set aside."""
    marked = {without_article(document, s): k for s, k in document.marked.items()}
    wanted = {s: k for s, k in marked.items() if k in CLASSES and plain_name(document, s)}
    aside = marked.keys() - wanted.keys()
    left = {without_article(document, s): k for s, k in found.items()}
    ends = {s[1]: s for s, k in wanted.items() if k == "person"}
    met: Ranges = {}
    for span, kind in left.items():
        person = ends.get(span[1])
        titled = person is not None and person[0] <= span[0]
        met[person if titled and person else span] = kind
    met = {s: k for s, k in met.items() if s in wanted or not any(overlap(s, a) for a in aside)}
    return tally(wanted, met, typed=typed)


def sides(document: Tagged, found: dict[Span, str], *, bare: bool) -> tuple[Ranges, Ranges]:
    """Give what is wanted and what was found, in the three classes."""
    cut = (lambda span: without_article(document, span)) if bare else (lambda span: span)
    marked = {cut(span): kind for span, kind in document.marked.items()}
    aside = {span for span, kind in marked.items() if kind not in CLASSES}
    wanted = {span: kind for span, kind in marked.items() if kind in CLASSES}
    return wanted, {cut(span): kind for span, kind in found.items() if cut(span) not in aside}


def measure(
    documents: list[Tagged], found: list[dict[Span, str]], *, bare: bool
) -> dict[str, object]:
    pairs = [sides(d, f, bare=bare) for d, f in zip(documents, found, strict=True)]
    result: dict[str, object] = {
        "three classes": summary([tally(w, f) for w, f in pairs]),
        "any class": summary([tally(w, f, typed=False) for w, f in pairs]),
    }
    for kind in CLASSES:
        one = [
            ({s: k for s, k in w.items() if k == kind}, {s: k for s, k in f.items() if k == kind})
            for w, f in pairs
        ]
        result[kind] = summary([tally(w, f) for w, f in one])
    named: list[Tally] = []
    for document, (wanted, ranges) in zip(documents, pairs, strict=True):
        names = {s: k for s, k in wanted.items() if holds_name(document, s)}
        nouns = wanted.keys() - names.keys()
        named.append(tally(names, {s: k for s, k in ranges.items() if s not in nouns}))
    result["names only, three classes"] = summary(named)
    return result


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    file = path / "re3d-train.conll" if path.is_dir() else path
    documents = read_conll(file)
    mentions, listed = discover([d.text for d in documents], with_countries=True)
    found = [ranges_found(d, m) for d, m in zip(documents, mentions, strict=True)]
    return {
        "set": "re3d",
        "split": "train",
        "sentences": len(documents),
        "names listed": listed,
        "as marked": measure(documents, found, bare=False),
        "leading articles set aside": measure(documents, found, bare=True),
        "plain names": summary(
            [plain_tally(d, f, typed=True) for d, f in zip(documents, found, strict=True)]
        ),
        "plain names, any class": summary(
            [plain_tally(d, f, typed=False) for d, f in zip(documents, found, strict=True)]
        ),
    }
