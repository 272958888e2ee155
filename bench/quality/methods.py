"""How mentions are found in a big corpus: ``python -m bench.quality methods PATH``.

Data: ``abp-*.jsonl.gz`` (a folder or one file): 37 thousand articles of US outlets, no annotation. The
actors are those of `us_news.toml` beside this file. Gives the number of mentions by method and kind,
and writes a seeded sample of 200 variant matches with context to ``build/quality/variants.csv``: names
spelt otherwise, not those whose words are only left out or put in another order. They are to be
checked by hand: fill the column `right` with y or n (anything else: cannot be told). Run with that
CSV as PATH it gives the share that is right, with a 95 % interval (Wilson).
"""

from __future__ import annotations

import csv
import math
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import polyvocal as pv
from polyvocal import _core

ACTORS = Path(__file__).with_name("us_news.toml")
SAMPLE = Path("build/quality/variants.csv")
SAMPLE_SIZE = 200
SAMPLE_SEED = 3
AROUND = 150  # characters of context on each side
VARIANT_METHODS = ("variant_alone", "variant_corpus", "variant_document")
COLUMNS = (
    "number",
    "right",
    "article",
    "outlet",
    "surface",
    "name",
    "method",
    "confidence",
    "context",
)


def wilson(right: int, total: int) -> tuple[float, float]:
    """95 % interval of a share."""
    z = 1.96
    share, n = right / max(1, total), max(1, total)
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


def checked(file: Path) -> dict[str, object]:
    """Sum up a sample that was checked by hand."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    result: dict[str, object] = {"rows": len(rows)}
    methods = {row["method"] for row in rows}
    for label, kept in (("all", methods), *((m, {m}) for m in sorted(methods))):
        said = [row["right"].strip() for row in rows if row["method"] in kept]
        right, wrong = said.count("y"), said.count("n")
        low, high = wilson(right, right + wrong)
        result[label] = {
            "right": right,
            "wrong": wrong,
            "cannot be told": len(said) - right - wrong,
            "precision": right / max(1, right + wrong),
            "precision, 95 % interval": f"{low:.3f} to {high:.3f}",
        }
    return result


def words_of(name: str) -> set[str]:
    """Words of a name in lower case."""
    return set(name.casefold().replace("-", " ").replace(".", "").split())


def listed_words(actors: pv.Actors) -> set[str]:
    """Every word of every listed name."""
    names = [name for actor in actors.actors for name in (actor.name, *actor.aliases)]
    return {word for name in names for word in words_of(str(name))}


def surface_at(corpus: pv.Corpus, columns: dict[str, Any], row: int) -> str:
    """Return the words of a mention."""
    text = corpus[int(columns["document"][row])].text
    return text[int(columns["start"][row]) : int(columns["end"][row])]


def sample_rows(
    corpus: pv.Corpus, actors: pv.Actors, columns: dict[str, Any], picks: list[int]
) -> list[dict[str, object]]:
    """Return rows of the sample, with the mention in [[brackets]] in its context."""
    methods = _core.MentionResult.method_names
    rows = []
    for number, i in enumerate(picks, start=1):
        document = int(columns["document"][i])
        text = corpus[document].text
        begin, end = int(columns["start"][i]), int(columns["end"][i])
        context = f"{text[max(0, begin - AROUND) : begin]}[[{text[begin:end]}]]"
        context += text[end : end + AROUND]
        cells = (
            number,
            "",
            corpus.ids[document],
            corpus[document].outlet,
            text[begin:end],
            actors.actors[columns["actor"][i]].name,
            methods[columns["method"][i]],
            f"{columns['confidence'][i]:.2f}",
            " ".join(context.split()),
        )
        rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def run(path: Path) -> dict[str, object]:
    """Count and sample; see the module's text."""
    if path.suffix == ".csv":
        return checked(path)
    files = sorted(path.glob("abp-*.jsonl.gz")) if path.is_dir() else [path]
    corpus = pv.read_corpus(files, progress=False)
    actors = pv.read_actors(ACTORS)
    segments = _core.segment(corpus._core)
    start = time.perf_counter()
    result = _core.find_mentions(corpus._core, segments, actors.to_core(), candidates=False)
    spent = time.perf_counter() - start
    columns = result.columns(corpus._core, segments)
    methods, kinds = _core.MentionResult.method_names, _core.MentionResult.kind_names
    ways = Counter(zip(columns["method"].tolist(), columns["kind"].tolist(), strict=True))
    wanted = {i for i, name in enumerate(methods) if name in VARIANT_METHODS}
    names = listed_words(actors)
    variants = [
        i
        for i, method in enumerate(columns["method"].tolist())
        if method in wanted and not names.issuperset(words_of(surface_at(corpus, columns, i)))
    ]
    picks = sorted(random.Random(SAMPLE_SEED).sample(variants, min(SAMPLE_SIZE, len(variants))))
    SAMPLE.parent.mkdir(parents=True, exist_ok=True)
    with SAMPLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(sample_rows(corpus, actors, columns, picks))
    return {
        "articles": len(corpus),
        "text_bytes": corpus.text_bytes,
        "actors": len(actors),
        "mentions": len(result),
        "ambiguous": int(columns["ambiguous"].sum()),
        "nested": int(columns["nested"].sum()),
        "seconds to find": spent,
        "by method and kind": {f"{methods[m]} {kinds[k]}": n for (m, k), n in ways.most_common()},
        "variants": len(variants),
        "sample": str(SAMPLE),
    }
