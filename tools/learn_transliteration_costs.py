"""Learn what writing a name in another script does to its sounds, and write the tables for C++.

A Latin word and the native spelling that Wikidata gives of it are a pair; the native one is put into
Latin letters (``_core.romanised``), and the two rows of sounds are aligned as for spellings
(tools/learn_spelling_costs.py), with one difference: the two sides are not alike. Arabic leaves out the
vowels that the Latin side has, never the other way round.

    python tools/learn_transliteration_costs.py PATH/wd_russian_64 PATH/wd_arabic_64 \
        > cpp/src/actors/transliteration_costs.h

Same data, same output.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from learn_spelling_costs import (
    CHUNK,
    LEAST_GAP,
    LEAST_SCORE,
    LETTERS,
    MOST_SCORE,
    MOST_SPELLINGS,
    SIZE,
    SMOOTHING,
    TURNS,
    UNIT,
    align,
    encode,
)

from polyvocal import _core

NAMES = ("kAlphabetCosts", "kConsonantCosts")
NOTICE = """\
// Learned costs of writing a Latin sound (row) as one of another script in Latin letters (column),
// in 1/{unit} of a natural log-odds ratio. Alphabets were learned from Russian, scripts of consonants
// from Arabic. Written by
//   {command}
// from pairs of https://github.com/steveash/NETransliteration-COLING2018 (names of Wikidata; the
// data are CC0 1.0). Do not edit.
#pragma once

#include <array>
#include <cstdint>

namespace polyvocal::naming {{

/// The last entry of each row is any other letter.
struct LearnedTransliteration {{
  std::array<std::uint8_t, {size}> latin_weights, native_weights;
  std::array<std::uint8_t, {size}> latin_gaps, native_gaps;
  std::array<std::array<std::uint8_t, {size}>, {size}> swaps;
}};

// clang-format off"""


def read_pairs(file):
    """Pairs of a Latin and a native word; not of native words that many names were aligned to."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    spellings = Counter(native for _, native, _ in rows)
    kept = [(a, b.replace(" ", "")) for a, b, _ in rows if spellings[b] <= MOST_SPELLINGS]
    return [a for a, _ in kept], [b for _, b in kept]


def learn(file):
    """Scores of swaps, and of sounds left out on either side."""
    latin, native = read_pairs(file)
    left, right = encode(latin), encode(_core.romanised(native))
    held = (left[1] > 0) & (right[1] > 0)
    left, right = (left[0][held], left[1][held]), (right[0][held], right[1][held])
    alone = [count_alone(side[0]) for side in (left, right)]
    apart = np.outer(*alone)
    swap, gaps = np.full((SIZE, SIZE), -2.0), [np.full(SIZE, -2.0), np.full(SIZE, -2.0)]
    np.fill_diagonal(swap, 2.0)
    for turn in range(1, TURNS + 1):
        counts, used = count_edits(left, right, swap, gaps)
        print(f"{file.name}, turn {turn}: {used} of {len(left[1])} pairs", file=sys.stderr)
        total = counts.sum()
        joint = (counts + SMOOTHING * apart) / (total + SMOOTHING)
        swap = np.clip(np.log(joint / apart), LEAST_SCORE, MOST_SCORE)
        for side, left_out in enumerate((counts[:, 0], counts[0])):
            share = (left_out + SMOOTHING * alone[side] / 2) / (total + SMOOTHING)
            gaps[side] = np.clip(np.log(share / alone[side]), LEAST_GAP, 0)
    return swap[1:, 1:], gaps[0][1:], gaps[1][1:]


def count_alone(table):
    """Share of each sound; 0 stands for nothing."""
    seen = np.bincount(table.ravel(), minlength=SIZE).astype(float) + 1e-3
    seen[0] = 1e-3
    return seen / seen.sum()


def count_edits(left, right, swap, gaps):
    """Count the edits of the pairs that look like one name: gaps in row and column 0."""
    counts, used = np.zeros((SIZE, SIZE)), 0
    order = np.argsort(left[1] + right[1], kind="stable")
    for begin in range(0, len(order), CHUNK):
        rows = order[begin : begin + CHUNK]
        sides = [(side[0][rows], side[1][rows]) for side in (left, right)]
        best, edits = align(*sides, swap, *gaps)
        used += int(np.sum(best > 0))
        for at, x, y in edits:
            np.add.at(counts, (x, y), (best[at] > 0).astype(float))
    return counts, used


def as_costs(swap, left_gap, right_gap):
    """Weights, gaps and swaps as whole numbers, each with a last entry for any other letter."""
    own = [np.maximum(swap.max(axis=1), 0.1), np.maximum(swap.max(axis=0), 0.1)]
    swaps = np.maximum((own[0][:, None] + own[1][None, :]) / 2 - swap, 0)
    gaps = [own[0] / 2 - left_gap, own[1] / 2 - right_gap]
    swaps = np.pad(swaps, (0, 1), constant_values=np.quantile(swaps, 0.9))
    gaps = [np.append(gap, np.quantile(gap, 0.9)) for gap in gaps]
    own = [np.append(weights, np.median(weights)) for weights in own]
    return [np.rint(UNIT * x).astype(int) for x in (*own, *gaps, swaps)]


def print_table(name, costs):
    """Print one table as a C++ constant."""
    print(f"inline constexpr LearnedTransliteration {name} = {{")
    *rows, swaps = costs
    for row in rows:
        print(f"    {{{', '.join(map(str, row))}}},")
    print("    {{")
    for row in swaps:
        print(f"        {{{', '.join(map(str, row))}}},")
    print("    }}\n};")


def main(names):
    """Learn each table from its file and print them."""
    files = [Path(name) for name in names]
    command = " ".join(["python tools/learn_transliteration_costs.py", *(f.name for f in files)])
    print(NOTICE.format(unit=UNIT, command=command, size=len(LETTERS) + 1))
    for name, file in zip(NAMES, files, strict=True):
        print_table(name, as_costs(*learn(file)))
    print("// clang-format on\n\n}  // namespace polyvocal::naming")


if __name__ == "__main__":
    main(sys.argv[1:])
