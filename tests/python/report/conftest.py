"""A stand-in for a study: made in Python from any texts, so that the report can be tested with hostile
names, many articles and other scripts without the core."""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import polyvocal as pv
from polyvocal.report.figures.cluster import average_linkage
from polyvocal.table import Table

SEEDS = Path(__file__).parents[3] / "seeds"

FACTIONS = [("east", "House of Representatives / LNA"), ("west", "Government of National Accord")]
ACTORS: list[tuple[str, str, str, str, str]] = [
    ("khalifa_haftar", "Khalifa Haftar", "person", "east", r"(?:Khalifa )?Ha(?:ftar|fta|far|iders|fter)\b"),
    ("fayez_sarraj", "Fayez al-Sarraj", "person", "west", r"(?:Fay[ae]z )?[Aa][lL]-? ?Sarra[jz]"),
    ("lna", "Libyan National Army", "armed", "east", r"(?:Libyan? National|National Libyan) Army|LNA|NLA"),
    ("gna", "Government of National Accord", "government", "west", r"Government of National Accord|GNA|Tripoli government"),
    ("aguila_saleh", "Aguila Saleh", "person", "east", r"(?:Aguila )?Saleh"),
    ("militias", "Tripoli-allied militias", "armed", "west", r"Tripoli Militia|Tripoli-allied militias"),
    ("hor", "House of Representatives", "parliament", "east", r"house of representatives|Eastern parliament|elected parliament"),
    ("egypt", "Egypt", "state", "", r"Egypt(?:ian)?\b|Cairo"),
    ("russia", "Russia", "state", "", r"Russian?\b|Moscow"),
    ("turkey", "Turkey", "state", "", r"Turk(?:ey|ish)"),
    ("uae", "United Arab Emirates", "state", "", r"UAE|United Arab Emirates"),
    ("un", "United Nations", "organisation", "", r"UN\b|United Nations"),
    ("sergey_lavrov", "Sergey Lavrov", "person", "", r"(?:Sergey )?Lavrov"),
    ("guterres", "Antonio Guterres", "person", "", r"(?:Antonio )?Guterres"),
    ("sisi", "Abdel-Fattah al-Sisi", "person", "", r"(?:Abdel-Fattah )?[aA]l-Sisi"),
    ("gaddafi", "Muammar Gaddafi", "person", "", r"(?:M[uo]ammar )?Ga(?:ddafi|dhafi)"),
    ("is", "Islamic State", "armed", "", r"Islamic State|ISIS|Daesh"),
    ("qatar", "Qatar", "state", "", r"Qatar"),
    ("france", "France", "state", "", r"France"),
    ("nato", "NATO", "organisation", "", r"NATO"),
]  # fmt: skip
CUES = {
    "legitimate": 0.6, "support": 0.4, "supported": 0.4, "successful": 0.5, "liberate": 0.5, "elected": 0.3,
    "ambition": -0.1, "marginalizing": -0.4, "terrorists": -0.7, "collapsed": -0.2, "defeated": -0.3,
    "reckless": -0.6, "failed": -0.5, "recognized": 0.4, "mercenaries": -0.5, "killed": -0.6,
    "positive": 0.4, "rejected": -0.2, "oppose": -0.3,
}  # fmt: skip


def table_of(names: str, rows: Sequence[Sequence[Any]]) -> Table:
    return Table({name: [row[i] for row in rows] for i, name in enumerate(names.split())})


@dataclass
class Article:
    id: str
    text: str
    outlet: str = ""
    agency: str = ""
    date: str | None = None
    title: str = ""
    language: str = "en"


class FakeCorpus:
    def __init__(self, articles: Sequence[Article], quarantine: Table | None = None) -> None:
        self.articles = list(articles)
        self.quarantine = quarantine or Table({})
        self.warnings = Table({})
        self.hash = "0" * 64
        self.ids = [a.id for a in articles]
        self.outlets = [a.outlet for a in articles]
        self.agencies = [a.agency for a in articles]
        self.titles = [a.title for a in articles]
        self.languages = [a.language for a in articles]
        self.dates = np.array([a.date or "NaT" for a in articles], dtype="M8[D]")
        self.text_bytes = sum(len(a.text.encode()) for a in articles)
        self.report = SimpleNamespace(encodings={"UTF-8": len(articles)})

    def __len__(self) -> int:
        return len(self.articles)

    def text(self, place: int) -> str:
        return self.articles[place].text


class FakeStudy:
    """Looks like `polyvocal.Study`; finds actors by regular expressions and scores by a few words."""

    def __init__(
        self,
        articles: Sequence[Article],
        actors: Sequence[tuple[str, str, str, str, str]] = ACTORS,
        factions: Sequence[tuple[str, str]] = FACTIONS,
        *,
        title: str = "Libya, 2016-2020",
        quarantine: Table | None = None,
    ) -> None:
        self.corpus = FakeCorpus(articles, quarantine)
        self.articles = self.corpus.articles
        self.seed = 0
        self.actors = SimpleNamespace(
            title=title,
            factions=[SimpleNamespace(id=i, name=n) for i, n in factions],
            actors=[SimpleNamespace(id=a[0], name=a[1], type=a[2]) for a in actors],
            corrections=(),
            hash="1" * 64,
        )
        self._actors = actors
        self._faction_ids = [i for i, _ in factions]
        self._sentences = {
            doc.id: [
                m.span() for m in re.finditer(r"[^\s].*?(?:[.!?؟]\"?(?=\s)|$)", doc.text, re.M)
            ]
            for doc in self.articles
        }
        self._rows = list(self._find())

    def _find(self) -> Iterator[tuple[Any, ...]]:
        for doc in self.articles:
            quotes = [m.span() for m in re.finditer(r'"[^"]*"', doc.text)]
            found = []
            for actor, name, _, faction, pattern in self._actors:
                for m in re.finditer(pattern, doc.text):
                    surface = m.group()
                    variant = bool(re.search(r"Hafta$|Hafar|Haider|Hafter|Sarraz|Gadhafi", surface))
                    method = (
                        "variant_document"
                        if variant
                        else "exact"
                        if surface == name
                        else "back_reference"
                    )
                    kind = "variant" if variant else "name" if surface == name else "short"
                    quoted = any(a <= m.start() < b for a, b in quotes)
                    voice = "quoted" if quoted else "outlet"
                    sentence = next(
                        i for i, (_, b) in enumerate(self._sentences[doc.id]) if m.end() <= b
                    )
                    found.append((doc.id, m.start(), m.end(), surface, actor, faction, kind, method,
                                  0.82 if variant else 1.0, sentence, "body", voice))  # fmt: skip
            yield from sorted(found, key=lambda row: (row[1], -row[2], row[4]))

    @property
    def mentions(self) -> Table:
        names = (
            "document start end surface actor faction kind method confidence sentence region voice"
        )
        return table_of(names, self._rows)

    @property
    def candidates(self) -> Table:
        rows = [
            ("Adel El Mahrouky", "person", '["Adel EL Mahrouky"]', 3, 1, 1, "", 0.0, "unknown name",
             "CGTN's Adel El Mahrouky has more from the Egyptian capital."),
            ("Haider", "person", "[]", 1, 1, 1, "khalifa_haftar", 0.55, "spelling too far to merge",
             "then had to withdraw Haider's fighters"),
        ]  # fmt: skip
        names = "name type variants count documents outlets nearest_actor similarity reason example"
        return table_of(names, rows)

    @property
    def attributions(self) -> Table:
        names = "document source_start source_end content_start content_end"
        rows = []
        for doc in self.articles:
            for m in re.finditer(r'"[^"]*"', doc.text):
                source = re.search(r"(?:he|Lavrov|diplomat)\b", doc.text[m.end() : m.end() + 60])
                start = m.end() + source.start() if source else 0
                end = m.end() + source.end() if source else 0
                rows.append((doc.id, start, end, m.start(), m.end()))
        return table_of(names, rows)

    @property
    def furniture(self) -> Table:
        rows = [
            ("Post", "Sign up <b>now</b>.", 7, "a", 0, 12),
            ("Post", "Share this", 1, "a", 0, 9),
        ]
        return table_of("outlet text articles document start end", rows)

    def _circles(self, names: list[str]) -> Any:
        """Two communities: every other name."""
        rows = [(name, i % 2, len(names) - i) for i, name in enumerate(names)]
        return SimpleNamespace(table=table_of("name community strength", rows), modularity=0.25)

    def _changes(self, pairs: list[tuple[str, str]]) -> Table:
        """Every outlet names every pair more than the others, surely."""
        outlets = sorted({doc.outlet for doc in self.articles} - {""})
        names = "slice a b documents_1 documents_2 documents_n_1 documents_n_2 change p q"
        rows = [(o, a, b, 1, 3, 9, 4, 2.0, 0.001, 0.01) for o in outlets for a, b in pairs]
        return table_of(names, rows)

    def cooccurrence(self, *, unit: str = "sentence", by: str | None = None) -> Any:
        units: dict[tuple[str, int], set[str]] = defaultdict(set)
        for row in self._rows:
            units[row[0], row[9]].add(row[4])
        counts: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
        single: dict[str, int] = defaultdict(int)
        for key, members in units.items():
            for actor in members:
                single[actor] += 1
            for a, b in itertools.combinations(sorted(members), 2):
                counts[a, b].append(key)
        n = sum(map(len, self._sentences.values()))
        rows = []
        for (a, b), where in sorted(counts.items()):
            k = len(where)
            pmi = np.log(k * n / (single[a] * single[b]))
            npmi = 1.0 if k == n else pmi / -np.log(k / n)
            rows.append((unit, "", a, b, k, single[a], single[b], n, npmi, max(pmi, 0), 2 * k * pmi,
                         k / (single[a] + single[b] - k), 0.01, 0.05))  # fmt: skip

        def evidence(a: str, b: str) -> Table:
            keys = counts[min(a, b), max(a, b)]
            return table_of(
                "document start end", [(doc, *self._sentences[doc][i]) for doc, i in keys]
            )

        names = "unit slice a b count n_a n_b n npmi ppmi g2 jaccard p q"
        found = SimpleNamespace(table=lambda: table_of(names, rows), evidence=evidence)
        found.significant = lambda q: found
        found.communities = lambda: self._circles(sorted({*itertools.chain(*counts)}))
        found.compare_all = lambda among: self._changes(sorted(counts))
        return found

    def stance(self, *, by: str = "document", voice: str | None = None) -> Any:
        outlet = {doc.id: doc.outlet for doc in self.articles}
        texts = {doc.id: doc.text for doc in self.articles}
        groups: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
        for row in self._rows:
            group = row[0] if by == "document" else outlet[row[0]]
            if row[5] and group:
                groups[group, row[5], row[11]].append(row)
        stance_rows, evidence_rows = [], []
        names = (
            [d.id for d in self.articles] if by == "document" else sorted({*outlet.values()} - {""})
        )
        for group, faction, v in itertools.product(
            names, self._faction_ids, ("outlet", "quoted", "reported")
        ):
            rows = groups.get((group, faction, v), [])
            if not rows:
                stance_rows.append((by, group, faction, v, np.nan, np.nan, np.nan, "insufficient", 0, 0, np.nan, np.nan, np.nan))  # fmt: skip
                continue
            parts = []
            for row in rows:
                first, last = self._sentences[row[0]][row[9]]
                cues = []
                for m in re.finditer(r"[A-Za-z]+", texts[row[0]][first:last]):
                    weight = CUES.get(m.group().lower(), 0.0)
                    if weight:
                        before = texts[row[0]][
                            max(first, first + m.start() - 4) : first + m.start()
                        ]
                        negated = before == "not "
                        cues.append({"start": first + m.start(), "end": first + m.end(), "kind": "word",
                                     "weight": -weight if negated else weight, "entry": m.group().lower(), "negated": negated,
                                     "negation_start": first + m.start() - 4 if negated else 0,
                                     "negation_end": first + m.start() - 1 if negated else 0})  # fmt: skip
                parts.append(
                    (row, first, last, cues, float(np.tanh(sum(c["weight"] for c in cues))))
                )
            score = float(np.mean([p[4] for p in parts]))
            spread = 0.9 / np.sqrt(len(parts))
            verdict = "insufficient" if len(parts) < 3 else "favours" if score > spread else "against" if score < -spread else "not distinguishable"  # fmt: skip
            stance_rows.append((by, group, faction, v, score, max(score - spread, -1), min(score + spread, 1), verdict, len(parts), len({p[0][0] for p in parts}), 0.02, 0.03, 0.04))  # fmt: skip
            for row, first, last, cues, value in parts:
                evidence_rows.append((by, group, faction, v, row[0], first, last, row[1], row[2], row[3], row[4], "", value, 1.0,
                                      value / len(parts), json.dumps(cues), "", ""))  # fmt: skip
        evidence_names = (
            "by group faction voice document sentence_start sentence_end start end surface actor holder "
            "score weight contribution cues label frame"
        )
        table = table_of(
            "by group faction voice score low high verdict mentions documents var_sampling "
            "var_measurement var_transfer",
            stance_rows,
        )
        check = ("check", "of a faction", "a statistic", 0.5, np.nan, "as expected")
        standings = [
            (
                name,
                0.3 - 0.1 * i,
                0.15 - 0.1 * i,
                0.45 - 0.1 * i,
                "not distinguishable" if i else "above",
            )
            for i, name in enumerate(names)
        ]

        def explain(group: str, faction: str, voice: str, *, n: int) -> Table:
            mine = [row for row in evidence_rows if row[1:4] == (group, faction, voice)]
            mine.sort(key=lambda row: -abs(row[14]))
            return table_of(evidence_names, mine[:n])

        return SimpleNamespace(
            table=table,
            relative=lambda *_: table_of("group difference low high verdict", standings),
            evidence=lambda *, cues=True: table_of(evidence_names, evidence_rows),
            explain=explain,
            placebo=lambda name: table_of(
                "check detail statistic observed expected verdict", [(name, *check[1:])]
            ),
        )

    def voices(self, *, by: str) -> Table:
        """Give half of each group's words to the outlet, half to a source of doubtful name."""
        names = [a.outlet if by == "outlet" else a.id for a in self.articles]
        groups = sorted({name for name in names if name})
        rows = [
            (group, kind, speaker, 50, 1)
            for group in groups
            for kind, speaker in (("outlet", None), ("anonymous", "<b>two & clerks</b>"))
        ]
        return table_of("group kind speaker tokens attributions", rows)

    def alignment(self) -> Any:
        rows = []
        for actor, name, _, faction, _ in self._actors:
            statements = [{"text": f"{name} backs it.", "document": actor}]
            if faction:
                rows.append((actor, faction, np.nan, "declared", json.dumps(statements)))
            else:
                rows.append((actor, "", np.nan, "unaligned", "[]"))
        return SimpleNamespace(table=table_of("actor faction probability verdict statements", rows))

    def compare_outlets(self) -> Any:
        labels = sorted({d.outlet for d in self.articles} - {""})
        first = next(d for d in self.articles if d.outlet == labels[0])
        row = {
            "more_in": labels[0],
            "term": "ceasefire",
            "log_odds": 1.2,
            "z": 3.4,
            "q": 0.01,
            "documents_a": 5,
            "example": "A ceasefire <b>held</b>.",
            "example_document": first.id,
        }
        table = table_of(" ".join(row), [tuple(row.values())])
        return SimpleNamespace(
            tree=lambda kind, replicates: SimpleNamespace(bp=np.full(len(labels) - 1, 0.8)),
            map=lambda kind, replicates: SimpleNamespace(ellipses=np.full((len(labels), 3), 0.05)),
            all_drivers=lambda n, outlets: table,
        )

    def similarity(self, *, of: str = "document", kind: str = "words") -> Any:
        key: Callable[[Article], str] = (
            (lambda d: d.id) if of == "document" else (lambda d: d.outlet)
        )
        labels = sorted({key(d) for d in self.articles} - {""})
        bags = {label: set() for label in labels}
        for doc in self.articles:
            if key(doc) in bags:
                bags[key(doc)] |= set(re.findall(r"\w{4,}", doc.text.lower()))
        n = len(labels)
        matrix = np.eye(n)
        rows = []
        for i, j in itertools.combinations(range(n), 2):
            a, b = bags[labels[i]], bags[labels[j]]
            score = len(a & b) / max(len(a | b), 1)
            score = {"words": score, "story": score / 2, "actors": min(1, 2 * score), "reuse": 0.0}.get(kind, 1 - 6 * score)  # fmt: skip
            matrix[i, j] = matrix[j, i] = score
            rows.append(
                (
                    of,
                    kind,
                    labels[i],
                    labels[j],
                    score,
                    np.nan,
                    np.nan,
                    np.nan,
                    np.nan,
                    "not tested",
                )
            )

        def tree() -> Any:
            found = average_linkage(1 - matrix)
            merges = np.array([[m.left, m.right, m.height, 0] for m in found.merges]).reshape(-1, 4)
            order = tuple(labels[i] for i in found.order)
            return SimpleNamespace(order=order, merges=merges)

        def chart() -> Any:
            centre = np.eye(n) - 1 / n
            values, vectors = np.linalg.eigh(-centre @ (1 - matrix) ** 2 @ centre / 2)
            return SimpleNamespace(
                points=vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0)), stress=0.12
            )

        shared = []
        if (
            len(self.articles) > 1
            and kind == "reuse"
            and "repeated passage" in self.articles[0].text
        ):
            first = self.articles[0]
            start = first.text.index("A repeated passage")
            other = self.articles[1]
            start_b = other.text.index("A repeated passage")
            shared.append(
                (first.id, other.id, start, start + 60, start_b, start_b + 64, True, False, False)
            )
        return SimpleNamespace(
            labels=tuple(labels),
            matrix=matrix,
            table=lambda: table_of("of kind a b score low high p q verdict", rows),
            alignments=lambda text: table_of(
                "a b start_a end_a start_b end_b edited in_quotation boilerplate", shared
            ),
            tree=tree,
            map=chart,
        )


def sample_articles() -> list[Article]:
    """The five articles of the sample study."""
    facts = {
        "000": {"outlet": "CGTN"},
        "001": {"outlet": "TASS", "agency": "TASS", "date": "2019-04-06"},
        "004": {"outlet": "Ahram Online", "agency": "AP", "date": "2020-09-29"},
    }
    return [
        Article(file.stem, file.read_bytes().decode(), **facts.get(file.stem[:3], {}))
        for file in sorted(SEEDS.glob("0*.txt"))
    ]


@pytest.fixture(scope="session")
def make_study() -> Callable[..., FakeStudy]:
    return FakeStudy


@pytest.fixture(scope="session")
def make_article() -> type[Article]:
    return Article


@pytest.fixture(scope="session")
def sample_study() -> FakeStudy:
    return FakeStudy(sample_articles())


@pytest.fixture(scope="session")
def real_study() -> pv.Study:
    actors = pv.read_actors(SEEDS / "actors.toml")
    return pv.Study(pv.read_corpus(SEEDS), actors, progress=False)
