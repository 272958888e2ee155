"""Copies under noise: are families of copies and the passages they share found again?.

``python -m bench.quality reuse_noise abp-01.jsonl.gz``

Data: the articles of ``abp`` (one file or a folder of them). Among 1,500 articles, 150 are copied
whole, twice, under other outlets and up to two days later, and 150 others lend four to eight
sentences to an article of another outlet (generator: ``_plant``, seeded). The damage: 0, 5, 10 or 20
percent of the characters; every name spelt anew; sentences dropped and blocks moved; one in six
longer words replaced.

Measures: adjusted Rand index of ``similarity(kind="reuse").families()`` over originals and whole
copies; F of the characters in passages between the 150 lenders and hosts, in any combination (both
ends must be right). Nothing is fitted here, but the alignment's costs were chosen on ``abp-00``:
report another file.

Others: MinHash .73-.78 and the best neural encoder .915 adjusted Rand index at scanned newspapers'
noise (published, other data).
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np

import polyvocal as pv
from bench.quality._partitions import adjusted_rand
from bench.quality._plant import (
    Damage,
    Passage,
    Rng,
    garble_letters,
    garble_names,
    insert_passage,
    move_sentences,
    spin,
)
from polyvocal.similarity import Similarity

ARTICLES, COPIED, SPREAD = 1500, 150, 150


def read_articles(path: Path, count: int, seed: int) -> list[dict[str, str]]:
    """Draw dated articles of 1,500 to 12,000 characters."""
    files = sorted(path.glob("abp-*.jsonl.gz")) if path.is_dir() else [path]
    rows = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    fit = [row for row in rows if row.get("date") and 1500 <= len(row["text"]) <= 12000]
    chosen = np.random.default_rng(seed).permutation(len(fit))[:count]
    keys = ("id", "outlet", "date", "title", "text")
    return [{key: fit[i].get(key) or "" for key in keys} for i in sorted(chosen)]


def later(day: str, rng: Rng) -> str:
    """Up to two days later."""
    return (date.fromisoformat(day[:10]) + timedelta(int(rng.integers(0, 3)))).isoformat()


def plant(
    articles: list[dict[str, str]], damage: Damage, seed: int
) -> tuple[list[dict[str, str]], list[list[str]], list[Passage]]:
    """Give the articles with the copies among them, the families, and the passages."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(articles)).tolist()
    rows = {row["id"]: row for row in articles}
    families = []
    for i in order[:COPIED]:
        family = [articles[i]["id"]]
        for copy in range(2):
            row = articles[i]
            family.append(f"{row['id']}-copy{copy}")
            rows[family[-1]] = {
                "id": family[-1],
                "outlet": f"copier {int(rng.integers(20))}",
                "date": later(row["date"], rng),
                "title": damage(row["title"], rng),
                "text": damage(row["text"], rng),
            }
        families.append(family)
    passages = []
    lenders, hosts = order[COPIED : COPIED + SPREAD], order[COPIED + SPREAD : COPIED + 2 * SPREAD]
    for lender, host in zip(lenders, hosts, strict=True):
        receiver = {**articles[host], "date": later(articles[lender]["date"], rng)}
        made = insert_passage(articles[lender], receiver, damage, rng)
        if made is not None:
            rows[receiver["id"]], passage = made
            passages.append(passage)
    return list(rows.values()), families, passages


def family_score(found: Similarity, families: list[list[str]]) -> float:
    """Give the adjusted Rand index over the members; who is in no family is alone."""
    table = found.families()
    place = dict(zip(table["document"], table["family"], strict=True))
    members = [(i, name) for i, family in enumerate(families) for name in family]
    said = [int(place.get(name, -1 - k)) for k, (_, name) in enumerate(members)]
    return adjusted_rand([i for i, _ in members], said)


def span_score(found: Similarity, passages: list[Passage]) -> dict[str, float]:
    """Precision, recall and F of characters, on both ends of a passage."""
    gold = {(p.source, p.host): p for p in passages}
    sources, hosts = {p.source for p in passages}, {p.host for p in passages}
    marked = {pair: (set[int](), set[int]()) for pair in gold}
    wrong = 0
    table = found.alignments(text=False)
    for row in table.to_dicts():
        sides = (row["a"], row["b"])
        spans = [set(range(row[f"start_{s}"], row[f"end_{s}"])) for s in ("a", "b")]
        if sides[0] in hosts and sides[1] in sources:
            sides, spans = (sides[1], sides[0]), spans[::-1]
        if sides in marked:
            marked[sides][0].update(spans[0])
            marked[sides][1].update(spans[1])
        elif sides[0] in sources and sides[1] in hosts:
            wrong += len(spans[0]) + len(spans[1])
    hit = said = true = 0
    for pair, p in gold.items():
        ends = (set(range(p.start, p.end)), set(range(p.host_start, p.host_end)))
        true += sum(len(end) for end in ends)
        said += sum(len(end) for end in marked[pair])
        hit += sum(len(end & mark) for end, mark in zip(ends, marked[pair], strict=True))
    precision, recall = hit / max(1, said + wrong), hit / max(1, true)
    f = 2 * precision * recall / max(1e-12, precision + recall)
    return {"span precision": precision, "span recall": recall, "span F": f}


def run(path: Path) -> dict[str, object]:
    """Measure; see the module's text."""
    articles = read_articles(path, ARTICLES, seed=1)
    words = Counter(word for row in articles for word in row["text"].split() if word.islower())
    common = sorted(word for word, count in words.items() if count >= 20 and len(word) >= 5)
    kinds: dict[str, Damage] = {
        f"{percent} % of characters": garble_letters(percent / 100) for percent in (0, 5, 10, 20)
    }
    kinds |= {"names": garble_names, "sentences moved": move_sentences, "spin": spin(common)}
    actors = pv.read_actors([{"id": "none", "name": "Nobody At All", "type": "person"}])
    result: dict[str, object] = {"articles": len(articles)}
    for number, (name, damage) in enumerate(kinds.items()):
        rows, families, passages = plant(articles, damage, seed=number)
        corpus = pv.read_corpus(rows, progress=False)
        found = pv.Study(corpus, actors, progress=False).similarity(kind="reuse")
        figures = {"family ARI": family_score(found, families)}
        # Blocks that were moved have no single place any more.
        if damage is not move_sentences:
            figures |= span_score(found, passages)
        result[name] = figures
    return result
