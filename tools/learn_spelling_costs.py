"""Learn what edits of a name's spelling cost, and write them as a table for C++.

Two Latin spellings of one Arabic or Russian name word are a pair. Their sounds are aligned; what is
aligned more often than chance would have it scores high, and alignment and scores are made better in
turn (EM with the best alignment only). The score of an edit is a log-odds ratio, ln P(pair) / P(apart),
so the score of two words is how much more likely they are one name than two. The cost of an edit is
what it lacks to the score of keeping both sounds: so costs are of one scale with the weights by which
a sum of them is divided, and a rare sound kept tells more than a common one.

Pairs with a negative score are taken for mistakes of the data, where whole names were aligned by
machine, and left out of the next turn.

    python tools/learn_spelling_costs.py PATH/wd_arabic_64 PATH/wd_russian_64 \
        > cpp/src/actors/spelling_costs.h

Data: https://github.com/steveash/NETransliteration-COLING2018, names of Wikidata, CC0 1.0. Lines of
Latin word, tab, native letters with spaces between, tab, times seen. Same input, same output.
"""

import itertools
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from polyvocal import _core

LETTERS = "abcdefghijklmnopqrstuvwxyzKGSCDTZUIJPAEOY"  # as in kDigraphs of spelling.cpp
INDEX = {letter: i for i, letter in enumerate(LETTERS, start=1)}  # 0: nothing
SIZE = len(LETTERS) + 1
TURNS = 6
MOST_SPELLINGS = 12  # of one native word: more are a word that many names were aligned to
SMOOTHING = 25.0  # pairs of sounds that are added as chance would pair them
LEAST_SCORE, MOST_SCORE = -4.0, 6.0
LEAST_GAP = -6.0
# French and German names in the data have silent consonants; elsewhere a consonant less is a slip.
COMING_AND_GOING = "aeiouyhwjUIAEOY"
LEAST_CONSONANT_GAP = 5.0
UNIT = 16  # costs are written in sixteenths
CHUNK = 20_000
NOTICE = """\
// Learned costs of edits of a name's spelling, in 1/{unit} of a natural log-odds ratio: what a sound
// tells (weight), what leaving it out costs, what writing one for another costs. Written by
//   {command}
// from pairs of https://github.com/steveash/NETransliteration-COLING2018 (names of Wikidata; the
// data are CC0 1.0). Do not edit.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace polyvocal::naming {{

inline constexpr std::string_view kSoundLetters = "{letters}";
"""


def read_pairs(file):
    """Pairs of spellings with their weight, and every word."""
    spellings = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        latin, native, _ = line.split("\t")
        spellings[native].append(latin)
    pairs = []
    for words in spellings.values():
        if 2 <= len(words) <= MOST_SPELLINGS:
            both = itertools.combinations(words, 2)
            pairs.extend((a, b, 1 / (len(words) - 1)) for a, b in both)
    return pairs, [word for words in spellings.values() for word in words]


def encode(words):
    """Sounds as numbers, one row a word, and how many they are; 0 fills up."""
    coded = [[INDEX[s] for s in sounds if s != "?"] for sounds in _core.spelling_sounds(words)]
    sizes = np.array([len(row) for row in coded])
    table = np.zeros((len(coded), max(1, sizes.max(initial=0))), dtype=np.int64)
    for i, row in enumerate(coded):
        table[i, : len(row)] = row
    return table, sizes


def align(left, right, swap, gap, other_gap=None):
    """Best scores, and as counts by pair of sounds the edits of the best alignments."""
    (a, n), (b, m) = left, right
    other_gap = gap if other_gap is None else other_gap
    a, b = a[:, : n.max()], b[:, : m.max()]
    score = np.zeros((a.shape[1] + 1, b.shape[1] + 1, len(a)))
    step = np.zeros(score.shape, dtype=np.int8)
    score[1:, 0], step[1:, 0] = np.cumsum(gap[a], axis=1).T, 1
    score[0, 1:], step[0, 1:] = np.cumsum(other_gap[b], axis=1).T, 2
    for i, j in itertools.product(range(1, score.shape[0]), range(1, score.shape[1])):
        ways = np.stack(
            [
                score[i - 1, j - 1] + swap[a[:, i - 1], b[:, j - 1]],
                score[i - 1, j] + gap[a[:, i - 1]],
                score[i, j - 1] + other_gap[b[:, j - 1]],
            ]
        )
        step[i, j] = ways.argmax(axis=0)
        score[i, j] = ways.max(axis=0)
    rows = np.arange(len(a))
    best, i, j = score[n, m, rows], n.copy(), m.copy()
    edits = []
    while len(rows := np.flatnonzero((i > 0) | (j > 0))):
        way = step[i[rows], j[rows], rows]
        x = np.where(way != 2, a[rows, np.maximum(i[rows] - 1, 0)], 0)
        y = np.where(way != 1, b[rows, np.maximum(j[rows] - 1, 0)], 0)
        edits.append((rows, x, y))
        i[rows] -= way != 2
        j[rows] -= way != 1
    return best, edits


def count_edits(left, right, weights, swap, gap):
    """Sum the edits of all pairs that look like one name: symmetric, gaps in row and column 0."""
    counts, used = np.zeros((SIZE, SIZE)), 0
    order = np.argsort(left[1] + right[1], kind="stable")
    for begin in range(0, len(order), CHUNK):
        rows = order[begin : begin + CHUNK]
        best, edits = align(
            (left[0][rows], left[1][rows]), (right[0][rows], right[1][rows]), swap, gap
        )
        kept = np.where(best > 0, weights[rows], 0.0)
        used += int(np.sum(best > 0))
        for at, x, y in edits:
            np.add.at(counts, (x, y), kept[at])
    return counts + counts.T, used


def learn(files):
    """Scores of swaps and gaps."""
    pairs, words = [], []
    for file in files:
        more_pairs, more_words = read_pairs(file)
        pairs += more_pairs
        words += more_words
    seen = Counter("".join(_core.spelling_sounds(words)))
    alone = np.array([1e-3, *(seen[letter] + 1e-3 for letter in LETTERS)])
    alone /= alone.sum()
    apart = np.outer(alone, alone)
    left, right = encode([p[0] for p in pairs]), encode([p[1] for p in pairs])
    weights = np.array([p[2] for p in pairs])
    held = (left[1] > 0) & (right[1] > 0)
    left, right = (left[0][held], left[1][held]), (right[0][held], right[1][held])
    weights = weights[held]
    swap = np.full((SIZE, SIZE), -2.0)
    np.fill_diagonal(swap, 2.0)
    gap = np.full(SIZE, -2.0)
    for turn in range(1, TURNS + 1):
        counts, used = count_edits(left, right, weights, swap, gap)
        print(f"turn {turn}: {used} of {len(weights)} pairs", file=sys.stderr)
        swaps, gaps = counts[1:, 1:] / 2, counts[0, 1:]
        total = swaps.sum() + gaps.sum()
        joint = (swaps + SMOOTHING * apart[1:, 1:]) / (total + SMOOTHING)
        left_out = (gaps + SMOOTHING * alone[1:] / 2) / (total + SMOOTHING)
        swap[1:, 1:] = np.clip(np.log(joint / apart[1:, 1:]), LEAST_SCORE, MOST_SCORE)
        gap[1:] = np.clip(np.log(left_out / alone[1:]), LEAST_GAP, 0)
    return swap[1:, 1:], gap[1:]


def as_costs(swap, gap):
    """Weights, and costs of gaps and swaps; the last of each is any other letter."""
    own = np.diag(swap)
    swaps = np.maximum((own[:, None] + own[None, :]) / 2 - swap, 0)
    gaps = own / 2 - gap
    solid = np.array([letter not in COMING_AND_GOING for letter in LETTERS])
    gaps[solid] = np.maximum(gaps[solid], LEAST_CONSONANT_GAP)
    other, dear = np.median(own), np.quantile(swaps, 0.9)
    swaps = np.pad(swaps, (0, 1), constant_values=dear)
    np.fill_diagonal(swaps, 0)
    swaps[-1, -1] = dear  # two other letters that are not the same
    gaps = np.append(gaps, np.quantile(gaps, 0.9))
    return [np.rint(UNIT * x).astype(int) for x in (np.append(own, other), gaps, swaps)]


def print_table(files, weights, gaps, swaps):
    """Print the C++ header."""
    command = " ".join(["python tools/learn_spelling_costs.py", *(file.name for file in files)])
    print(NOTICE.format(unit=UNIT, command=command, letters=LETTERS))
    count = len(weights)
    kind = f"inline constexpr std::array<std::uint8_t, {count}>"
    print("// clang-format off")
    print(f"{kind} kSoundWeights = {{{', '.join(map(str, weights))}}};")
    print(f"{kind} kGapCosts = {{{', '.join(map(str, gaps))}}};")
    print(
        f"inline constexpr std::array<std::array<std::uint8_t, {count}>, {count}> kSwapCosts = {{{{"
    )
    for row in swaps:
        print(f"    {{{', '.join(map(str, row))}}},")
    print("}};\n// clang-format on\n\n}  // namespace polyvocal::naming")


def main(names):
    """Learn from files and print the table."""
    files = [Path(name) for name in names]
    print_table(files, *as_costs(*learn(files)))


if __name__ == "__main__":
    main(sys.argv[1:])
