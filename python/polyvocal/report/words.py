"""Plain words from numbers: labels, counts, and the sentences that say what a figure shows.

>>> count(1, "article"), count(5, "article"), count(1200, "mention")
('one article', 'five articles', '1,200 mentions')
>>> listing(["a", "b", "c"])
'a, b and c'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from polyvocal.report.figures.svg import signed
from polyvocal.report.model import (
    Beside,
    Piece,
    ReportData,
    Similarity,
    StanceGroup,
    StanceRow,
    StanceSection,
    Together,
)

__all__ = [
    "compare",
    "count",
    "document_labels",
    "first_line",
    "in_words",
    "listing",
    "signed",
]

# Letters in common, as a part of both, from which words are taken for spellings of the same.
_RESPELT = 0.6
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

VOICE_NAMES = {
    "outlet": "own voice",
    "quoted": "quoted",
    "reported": "reported",
    "all": "all voices",
}
KIND_TITLES = {
    "words": "Words",
    "story": "Story",
    "actors": "Actors",
    "side": "Side",
    "reuse": "Reused text",
}
KIND_MEANINGS = {
    "words": "how much of their vocabulary they share, rare words counting most",
    "story": "how likely they report the same events",
    "actors": "whether they name the same actors, as often",
    "side": "how near the scores of their own voices are: 1 the same, 0 at opposite ends",
    "reuse": "how much of the shorter text also stands in the other",
}
METHOD_MEANINGS = {
    "correction": "a correction in the actors file",
    "exact": "a listed name, as written",
    "definition": "an acronym or short form that the article defines",
    "back_reference": "part of a name that the article gives in full",
    "unique_short": "part of a name that fits one listed actor only",
    "variant_alone": "another spelling, nearly identical",
    "variant_corpus": "another spelling, supported by the other articles",
    "variant_document": "another spelling, supported by the article itself",
    "transliteration": "the name in another script, by its sounds",
}


def method_meaning(method: str) -> str:
    """Say how a mention was found, by the word of the column ``method``."""
    kind, _, name = method.partition(":")
    return f"the plug-in {name}" if kind == "annotator" else METHOD_MEANINGS.get(method, "")


def in_words(number: int) -> str:
    """Write small numbers in words."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Write a number and its noun."""
    return f"{in_words(number)} {noun if number == 1 else plural or noun + 's'}"


def listing(items: Sequence[str], *, limit: int = 6, total: int = 0) -> str:
    """Join names with commas and a final "and"; those beyond the limit, of `total`, are counted."""
    shown = list(items[:limit])
    more = max(total, len(items)) - len(shown)
    if more:
        shown.append(f"{more:,} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def size(octets: int) -> str:
    """Write a number of bytes.

    >>> size(15_400), size(225_000_000)
    ('15.4 kB', '225.0 MB')
    """
    for factor, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if octets >= factor:
            return f"{octets / factor:.1f} {unit}"
    return f"{octets} bytes"


def encodings_sentence(encodings: Sequence[tuple[str, int]]) -> str:
    """Say how the files were encoded."""
    if len(encodings) == 1:
        return f"Encoding: {encodings[0][0]}."
    return f"Encodings: {listing([f'{name} ({number:,})' for name, number in encodings])}."


def capital(text: str) -> str:
    """Start a sentence."""
    return text[:1].upper() + text[1:]


def shorten(text: str, longest: int) -> str:
    """Cut at a space, with an ellipsis, when a text is longer than so many characters.

    >>> shorten("Government of National Accord", 20)
    'Government of…'
    """
    if len(text) <= longest:
        return text
    return (text[:longest].rsplit(" ", 1)[0] or text[:longest]) + "…"


def first_words(text: str, limit: int) -> str:
    """Keep so many words of a passage.

    >>> first_words("one two three", 2)
    'one two …'
    """
    found = text.split()
    return text if len(found) <= limit else " ".join(found[:limit]) + " …"


def first_line(text: str) -> str:
    """First line of an article that has words, for one without a title."""
    for line in text.splitlines():
        if line.strip():
            return shorten(" ".join(line.split()), 110)
    return ""


def document_labels(outlets: Sequence[str], dates: Sequence[str]) -> list[str]:
    """Give every article a short label that no other has, from its outlet and date.

    >>> document_labels(["TASS", "", "AP"], ["2019-04-06", "", ""])
    ['TASS', 'Article 2', 'AP']
    >>> document_labels(["AP", "AP", "AP"], ["2020-01-01", "2020-01-02", ""])
    ['AP, 2020-01-01', 'AP, 2020-01-02', 'AP, article 3']
    """
    of_outlet = Counter(outlets)
    dated = Counter(zip(outlets, dates, strict=True))
    labels = []
    for number, (outlet, date) in enumerate(zip(outlets, dates, strict=True), start=1):
        if not outlet:
            labels.append(f"Article {number}")
        elif of_outlet[outlet] == 1:
            labels.append(outlet)
        elif date and dated[outlet, date] == 1:
            labels.append(f"{outlet}, {date}")
        else:
            labels.append(f"{outlet}, article {number}")
    return labels


def compare(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Mark where two versions of a passage differ: words, or letters where words are respelt.

    >>> compare("The port was shut", "The p0rt is shut")[1][1:4]
    [Piece(text=' ', role='', label=''), Piece(text='p', role='', label=''), Piece(text='0', role='letters', label='')]
    """
    a, b = left.split(), right.split()
    matcher = SequenceMatcher(
        a=[w.casefold() for w in a], b=[w.casefold() for w in b], autojunk=False
    )
    first: list[Piece] = []
    second: list[Piece] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        old, new = " ".join(a[a1:a2]), " ".join(b[b1:b2])
        if tag == "equal":
            marked = [Piece(old)], [Piece(new)]
        else:
            respelt = _letters(old, new) if tag == "replace" else None
            marked = respelt or ([Piece(old, "edit")], [Piece(new, "edit")])
        for pieces, found in zip((first, second), marked, strict=True):
            if any(piece.text for piece in found):
                pieces += [*(piece for piece in found if piece.text), Piece(" ")]
    return first, second


def _letters(old: str, new: str) -> tuple[list[Piece], list[Piece]] | None:
    """Mark the letters that differ; None when so many do that these are other words."""
    # Characters, one for one: casefold() may make two of one.
    matcher = SequenceMatcher(a=old.lower(), b=new.lower(), autojunk=False)
    one_for_one = len(old.lower()) == len(old) and len(new.lower()) == len(new)
    if not one_for_one or matcher.ratio() < _RESPELT:
        return None
    first: list[Piece] = []
    second: list[Piece] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        role = "" if tag == "equal" else "letters"
        first.append(Piece(old[a1:a2], role))
        second.append(Piece(new[b1:b2], role))
    return first, second


# -- what the report says --------------------------------------------------------------------------


def read_sentence(data: ReportData) -> str:
    """Say what was read and what was left out."""
    sentence = f"{capital(count(data.documents_total, 'article'))} "
    if data.outlets_total:
        names = [name for name, _ in data.outlets]
        sentence += f"from {count(data.outlets_total, 'outlet')} ({listing(names, limit=5, total=data.outlets_total)}) "
    sentence += "was read" if data.documents_total == 1 else "were read"
    left_out = data.quarantine.total
    if left_out:
        return f"{sentence}; {count(left_out, 'article')} could not be used."
    return f"{sentence}; no article was left out."


def actors_sentence(data: ReportData) -> str:
    """Say who is named most."""
    if not data.actors:
        return "None of the listed actors is named in these articles."
    first = data.actors[0]
    if data.actors_total == data.actors_listed > 1:
        named = f"All {in_words(data.actors_listed)} listed actors are named"
    else:
        named = (
            f"{capital(count(data.actors_total, 'actor'))} of {data.actors_listed:,} listed "
            f"{'is' if data.actors_total == 1 else 'are'} named"
        )
    sentence = (
        f"{named}, {data.mentions_total:,} times in all. "
        f"The most named {'is' if len(data.actors) == 1 else 'are'} "
        f"{listing([f'{a.name} ({a.mentions:,})' for a in data.actors[:3]])}"
    )
    everywhere = first.documents == data.documents_total and data.documents_total > 1
    return sentence + (f"; {first.name} appears in every article." if everywhere else ".")


def spellings_sentence(data: ReportData) -> str:
    """Say which spellings were found that nobody had listed."""
    variants: Counter[str] = Counter()
    for actor in data.actors:
        for spelling in actor.spellings:
            if spelling.variant:
                variants[spelling.surface] += spelling.count
    if not variants:
        return "No name stood in a spelling other than the listed ones."
    shown = [f"“{name}”" for name, _ in sorted(variants.items(), key=lambda v: (-v[1], v[0]))]
    total = sum(variants.values())
    return (
        f"{capital(count(total, 'mention'))} {'uses' if total == 1 else 'use'} a spelling that is not "
        f"listed: {listing(shown, limit=6)}."
    )


def together_sentence(together: Together | None) -> str:
    """Say who is named together most often."""
    if together is None or not together.pairs:
        return "No two actors are named in the same sentence."
    parts = [
        f"{together.names[p.a]} and {together.names[p.b]} ({p.count:,})" for p in together.pairs[:3]
    ]
    return (
        f"{capital(count(together.pairs_total, 'pair'))} of actors "
        f"{'shares' if together.pairs_total == 1 else 'share'} a sentence; most often "
        f"{'; then '.join(parts[:2]) if len(parts) < 3 else '; '.join(parts)}."
    )


def _clear(section: StanceSection) -> list[tuple[StanceGroup, StanceRow]]:
    return [
        (group, row)
        for group in section.groups
        for row in group.rows
        if row.verdict in {"favours", "against"} and row.voice != "all"
    ]


def stance_sentence(section: StanceSection) -> str:
    """Say what the verdicts are, in the article's own voice first."""
    unit = "article" if section.by == "document" else "outlet"
    clear = _clear(section)
    own = [(g, r) for g, r in clear if r.voice == "outlet"]
    others = [(g, r) for g, r in clear if r.voice != "outlet"]
    said = []
    for faction in dict.fromkeys(r.faction.name for _, r in own):
        for verdict, verb in (("favours", "leans toward"), ("against", "leans against")):
            names = [g.name for g, r in own if r.faction.name == faction and r.verdict == verdict]
            if names:
                verb_here = verb if len(names) == 1 else verb.replace("leans", "lean")
                said.append(f"{listing(names)} {verb_here} {faction}")
    if said:
        whose = "its" if len({group.key for group, _ in own}) == 1 else "their"
        start = f"In {whose} own words, {'; '.join(said)}"
    else:
        shown = " shown" if len(section.groups) < section.groups_total else ""
        start = f"In its own words, no {unit}{shown} leans clearly to a side"
    if others:
        start += f"; among quoted and reported voices, {count(len(others), 'score')} "
        start += "does" if len(others) == 1 else "do"
    rest = section.verdicts.get("insufficient", 0)
    total = section.rows_total
    if rest:
        share = "Every score" if rest == total else f"{rest:,} of {total:,} scores"
        start += f". {share} {'rests' if rest == total else 'rest'} on too little evidence to say"
    return start + "."


def beside_sentence(beside: Beside) -> str:
    """Say which outlets stand apart from the others."""
    whom = beside.a.name + (f", compared with {beside.b.name}" if beside.b else "")
    said = []
    for verdict, adverb in (("above", "better"), ("below", "worse")):
        names = [row.name for row in beside.rows if row.verdict == verdict]
        if names:
            said.append(f"{listing(names)} {'speaks' if len(names) == 1 else 'speak'} {adverb}")
    if not said:
        return f"No outlet can be told from the others in how it speaks of {whom}."
    return f"Of {whom}, {' and '.join(said)} than the others."


def similarity_sentence(section: Similarity) -> str:
    """Say which two are most alike in one respect."""
    noun = "articles" if section.of == "document" else "outlets"
    best = next((row for row in section.rows if row.score is not None), None)
    if best is None:
        return f"No two {noun} can be compared in this respect."
    if section.kind == "reuse" and not best.score:
        return f"No two {noun} share a passage of text."
    if section.kind == "side":
        return _side_sentence(section, noun)
    name = {"words": "words", "story": "story", "actors": "actors", "reuse": "text"}
    return (
        f"Most alike in {name.get(section.kind, section.kind)}: "
        f"{section.names[best.a]} and {section.names[best.b]} ({best.score:.2f})."
    )


def _side_sentence(section: Similarity, noun: str) -> str:
    """Say whose scores agree beyond doubt: a nearness without its verdict would mislead."""
    verdicts = Counter(row.verdict for row in section.rows if row.score is not None)
    pairs = sum(verdicts.values())
    same, opposite = verdicts["similar stance"], verdicts["opposite stance"]
    if not same and not opposite:
        return f"Of {count(pairs, 'pair')} of {noun}, none can be told to agree or to differ."
    return (
        f"Of {count(pairs, 'pair')} of {noun}, {in_words(same)} "
        f"{'scores' if same == 1 else 'score'} the factions alike and {in_words(opposite)} "
        f"{'takes' if opposite == 1 else 'take'} opposite sides beyond doubt."
    )


def passages_sentence(data: ReportData) -> str:
    """Say whether text is reused."""
    if not data.passages_total:
        return "No passage of one article is repeated in another."
    longest = data.passages[0]
    return (
        f"{capital(count(data.passages_total, 'passage'))} "
        f"{'stands' if data.passages_total == 1 else 'stand'} in more than one article; the longest "
        f"({longest.words:,} words) in {longest.a.label} and {longest.b.label}."
    )
