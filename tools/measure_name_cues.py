"""Measure what stands beside names of each kind, and write it as a table for C++.

No annotation is needed: what a name is follows from what stands inside it (a given name and another
word; a head noun or legal form; a country, capital or county; a people or creed), and only what
stands beside it is counted. A name of one word is a person where it is the surname of three names with
a given name, and a body where it is written in capitals. Bodies with an article ("the Supreme Court")
and without ("CNN") are kinds apart, and so are places ("the Gaza Strip", "Texas"). Every name counts
once, by its shares, so that a few frequent ones do not decide. The table holds logarithms of mean shares
less their mean over the kinds.

    python tools/measure_name_cues.py PATH/abp-01.jsonl.gz PATH/abp-02.jsonl.gz \
        > cpp/src/actors/discovery/name_cues.h

Data: https://github.com/ramybaly/Article-Bias-Prediction, Apache-2.0. Same input, same output.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

import polyvocal as pv
from polyvocal import _core

Result = _core.MentionResult
KINDS = ("person", "body", "firm", "place", "region", "group", "adjective")  # as enum Kind
WITH_ARTICLE = {"firm": "body", "place": "region"}
ARTICLE_SHARE = 0.3  # of the occurrences: then a name has an article
LEAST = 5  # occurrences of a name that counts
BEARERS = 3  # names with a given name that end in a surname
MIXED = 0.5  # occurrences added to each name, shared out as over all names

# Parts of countries, which stand otherwise than whole ones: "Texas Governor Ann Lee".
PROVINCES = frozenset(
    [
        "Alabama",
        "Alaska",
        "Arizona",
        "Arkansas",
        "California",
        "Colorado",
        "Connecticut",
        "Florida",
        "Hawaii",
        "Idaho",
        "Illinois",
        "Indiana",
        "Iowa",
        "Kansas",
        "Kentucky",
        "Louisiana",
        "Maine",
        "Maryland",
        "Massachusetts",
        "Michigan",
        "Minnesota",
        "Mississippi",
        "Missouri",
        "Montana",
        "Nebraska",
        "Nevada",
        "New Hampshire",
        "New Jersey",
        "New Mexico",
        "New York",
        "North Carolina",
        "North Dakota",
        "Ohio",
        "Oklahoma",
        "Oregon",
        "Pennsylvania",
        "Rhode Island",
        "South Carolina",
        "South Dakota",
        "Tennessee",
        "Texas",
        "Utah",
        "Vermont",
        "Wisconsin",
        "Wyoming",
        "Ontario",
        "Quebec",
        "Alberta",
        "Scotland",
        "Wales",
        "England",
        "Bavaria",
        "Catalonia",
        "Crimea",
        "Kashmir",
        "Punjab",
    ]
)

Rows = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]


def bits(*names: str) -> int:
    """Return the bits of what may stand inside a name."""
    return sum(1 << Result.cues_inside.index(name) for name in names)


def kind_inside(name: str, inside: int, surnames: set[str]) -> str | None:
    """Say what a name is by its own words alone; None when they do not tell."""
    if inside & bits("people"):
        return "group" if name.endswith("s") else "adjective"
    if inside & bits("country", "capital") or name in PROVINCES:
        return "place"
    if inside & bits("one word"):
        if inside & bits("given name"):
            return None
        if name in surnames:
            return "person"
        return "firm" if inside & bits("acronym") else None
    told = {
        "person": inside & bits("given name", "initial"),
        "firm": inside & bits("head noun"),
        "place": inside & bits("ground"),
    }
    kinds = [kind for kind, flag in told.items() if flag]
    return kinds[0] if len(kinds) == 1 else None


def occurrences(paths: list[Path]) -> dict[str, Rows]:
    """Give before, after and inside of each sure occurrence, by name."""
    corpus = pv.read_corpus(paths, progress=False)
    segments = _core.segment(corpus._core)
    knowledge = pv.read_actors({}).to_core()
    columns = _core.find_mentions(
        corpus._core, segments, knowledge, places=True
    ).candidate_mentions(corpus._core)
    rows = np.stack([columns[c].astype(np.int64) for c in ("before", "after", "inside")], axis=1)
    found: dict[str, list[int]] = defaultdict(list)
    sure = (rows[:, 2] & bits("unsure")) == 0
    for i, name in enumerate(columns["name"]):
        if sure[i]:
            found[name].append(i)
    return {name: rows[at] for name, at in found.items() if len(at) >= LEAST}


def kinds_of(names: dict[str, Rows]) -> dict[str, list[str]]:
    """Group names by what they are."""
    bearers = Counter(
        name.rpartition(" ")[2]
        for name, rows in names.items()
        if " " in name and rows[0, 2] & bits("given name")
    )
    surnames = {name for name, n in bearers.items() if n >= BEARERS}
    articles = [Result.cues_before.index(cue) for cue in ("article", "place article")]
    kinds = defaultdict(list)
    for name, rows in names.items():
        kind = kind_inside(name, int(rows[0, 2]), surnames)
        if kind in WITH_ARTICLE and np.isin(rows[:, 0], articles).mean() >= ARTICLE_SHARE:
            kind = WITH_ARTICLE[kind]
        if kind:
            kinds[kind].append(name)
    return kinds


def shares(cues: Rows, count: int, base: Shares) -> Shares:
    """Share of each cue at a name, drawn a little to the mean."""
    counts = np.bincount(cues, minlength=count) + MIXED * base
    return np.asarray(counts / counts.sum())


def table(names: dict[str, Rows], kinds: dict[str, list[str]], slot: int, count: int) -> Shares:
    """Mean shares, cues by kinds."""
    base = shares(
        np.concatenate([rows[:, slot] for rows in names.values()]), count, np.zeros(count)
    )
    means = [
        np.mean([shares(names[name][:, slot], count, base) for name in kinds[kind]], axis=0)
        for kind in KINDS
    ]
    return np.stack(means, axis=1)


def print_table(name: str, labels: tuple[str, ...], rates: Shares) -> None:
    """Write one table of C++."""
    log = np.log(rates) - np.log(rates).mean(axis=1, keepdims=True)
    print(
        f"inline constexpr std::array<std::array<float, {len(KINDS)}>, {len(labels)}> {name} = {{{{"
    )
    for label, row in zip(labels, log, strict=True):
        cells = ", ".join(f"{value:.2f}F" for value in row)
        print(f"    {{{cells}}},  // {label}")
    print("}};")


def main() -> None:
    """Write the header."""
    names = occurrences([Path(p) for p in sys.argv[1:]])
    kinds = kinds_of(names)
    counts = ", ".join(f"{len(kinds[kind]):,} {kind}" for kind in KINDS)
    print("// Written by tools/measure_name_cues.py; do not edit.")
    print("// How much more often (ln) a cue stands at names of a kind than at names of all kinds.")
    print(f"// Names: {counts}.")
    print("#pragma once\n\n#include <array>\n\nnamespace polyvocal::naming {\n")
    for name, slot, labels in (
        ("kRatesBefore", 0, Result.cues_before),
        ("kRatesAfter", 1, Result.cues_after),
    ):
        print_table(name, labels, table(names, kinds, slot, len(labels)))
        print()
    print("}  // namespace polyvocal::naming")


if __name__ == "__main__":
    main()
