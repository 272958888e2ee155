"""Co-occurrence counted from the table of mentions, row by row. Slow and obvious."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from polyvocal.table import Table

COUNTED = ("headline", "caption", "subhead", "slate", "body")


def units_of(mentions: Table, unit: str) -> dict[tuple[str, int], set[str]]:
    """Actors named in each unit that names any."""
    units: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in mentions.rows():
        if row["region"] not in COUNTED or row["nested"]:
            continue
        place = 0 if unit == "document" else row[unit]
        units[row["document"], place].add(row["actor"])
    return units


def pair_counts(mentions: Table, unit: str) -> Counter[tuple[str, str]]:
    """Units naming both, by alphabetical pair."""
    counts: Counter[tuple[str, str]] = Counter()
    for names in units_of(mentions, unit).values():
        counts.update(combinations(sorted(names), 2))
    return counts


def margins(mentions: Table, unit: str) -> Counter[str]:
    """Units naming each actor."""
    return Counter(name for names in units_of(mentions, unit).values() for name in names)
