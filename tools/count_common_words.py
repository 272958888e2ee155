"""Count which words news writes in lower case, and write them as a table for C++.

Only places inside a sentence count: after a word in lower case or a comma. A word is common when it
stands there often enough, and in lower case nearly always.

    python tools/count_common_words.py PATH/abp-01.jsonl.gz PATH/abp-02.jsonl.gz \
        > cpp/src/english/common_words.cpp

Data: https://github.com/ramybaly/Article-Bias-Prediction, Apache-2.0. Same input, same output.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections import Counter
from itertools import groupby
from pathlib import Path

import polyvocal as pv

LEAST = 20  # occurrences in lower case
CAPITAL_SHARE = 0.1  # at most
SHORTEST = 3  # letters
INSIDE = re.compile(r"(?<=[a-z,] )([A-Z][a-z]+|[a-z]+)(?=[ ,.;:?!)’'\"])")

HEAD = """\
// Written by tools/count_common_words.py; do not edit.
// {words:,} words that news writes in lower case, counted in {articles:,} articles.
#include "english/common_words.h"

namespace polyvocal::english {{

std::span<const std::string_view> common_words() {{
  static constexpr std::string_view kWords[] = {{
"""
TAIL = """\
  };
  return kWords;
}

}  // namespace polyvocal::english
"""


def count(paths: list[Path]) -> tuple[Counter[str], Counter[str], int]:
    """Occurrences inside sentences in lower case and with a capital, and the number of articles."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    articles = 0
    for path in paths:
        corpus = pv.read_corpus(path)
        articles += len(corpus)
        for text in map(corpus.text, corpus.ids):
            for word in INSIDE.findall(text):
                if word[0].islower():
                    lower[word] += 1
                else:
                    capital[word.lower()] += 1
    return lower, capital, articles


def main() -> None:
    lower, capital, articles = count([Path(name) for name in sys.argv[1:]])
    words = sorted(
        word
        for word, times in lower.items()
        if times >= LEAST
        and len(word) >= SHORTEST
        and capital[word] <= CAPITAL_SHARE * (times + capital[word])
    )
    sys.stdout.write(HEAD.format(words=len(words), articles=articles))
    for _, same in groupby(words, key=lambda word: word[0]):
        lines = textwrap.wrap(" ".join(same), 90)
        ends = [" "] * (len(lines) - 1) + [""]
        for line, end in zip(lines, ends, strict=True):
            sys.stdout.write(f'      "{line}{end}"' + ("\n" if end else ",\n"))
    sys.stdout.write(TAIL)


if __name__ == "__main__":
    main()
