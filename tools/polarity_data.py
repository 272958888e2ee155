"""What the polarity model learns from: labelled mentions with their terms, and words with descriptions."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.quality.newsmtsc import load
from polyvocal import _core, read_corpus
from tools.conflict_codes import Code
from tools.word_vectors import word_vectors

EMBEDDING_SCALE = 0.56
NEWS_SCALE = 0.7
LEXICON_SCALE = 12.0
COMMON = 3e-4  # smooth inverse frequency
VOCABULARY = 24_000
DIMENSIONS = 100
# Who people are is no judgement: these words get no weight, whatever they stand beside in training.
GROUP_WORDS = """
    arab arabs black blacks white whites brown asian asians hispanic hispanics latino latinos latina
    indigenous native natives aboriginal aborigines immigrant immigrants migrant migrants refugee
    refugees alien aliens foreigner foreigners minority minorities ethnic racial gay gays lesbian
    lesbians homosexual homosexuals bisexual transgender transsexual queer heterosexual straight
    woman women man men girl girls boy boys male males female females mother mothers father fathers
    wife wives husband husbands widow widows feminist feminists jew jews jewish muslim muslims
    islamic islamist islamists moslem moslems christian christians catholic catholics protestant
    protestants evangelical evangelicals mormon mormons hindu hindus sikh sikhs buddhist buddhists
    sunni sunnis shia shiite shiites alawite kurd kurds kurdish druze zionist zionists atheist
    atheists secular religious afghan afghans african africans albanian albanians algerian algerians
    tribal tribe tribes nomad nomads gypsy gypsies disabled deaf blind elderly poor rich
"""
GROUPS = frozenset(GROUP_WORDS.split())
# Words of grammar judge nobody, yet in long sentences their weights add up: they are fitted, since
# they tell of the sentence's form, and go into the bias with what they add on average. Negators and
# words of contrast and opposition ("but", "despite", "against", "without") are not among them.
GRAMMAR_WORDS = """
    the a an this that these those each every any some such another other others all both either
    half several few many most various certain own one
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his
    himself she her hers herself it its itself they them their theirs themselves
    everyone everybody everything someone somebody something anyone anybody anything
    am is are was were be been being has have had having do does did will would shall should can
    could may might must ought
    of in on at by for with from about into onto over under to toward towards among amid amongst
    between across through throughout during within near beside besides behind beyond above below
    beneath inside outside off upon via per around along alongside past except as than up down out
    and or if so because since before after until till unless while whereas when whenever where
    wherever whether once lest provided
    who whom whose which what why how
"""
GRAMMAR = frozenset(GRAMMAR_WORDS.split())
WORD = re.compile(r"[a-z][a-z']*[a-z]|[ai]")


@dataclass
class Data:
    """Mentions with gold labels (0 negative, 1 neutral, 2 positive) and their terms."""

    corpus: _core.Corpus
    segments: _core.Segments
    documents: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    gold: npt.NDArray[np.int64]
    target: npt.NDArray[np.float32]  # three probabilities; of gold 0 and 1
    article: npt.NDArray[np.str_]  # "" for news that a teacher labelled
    names: list[str]
    row: npt.NDArray[np.int64]  # of bench.quality.newsmtsc.load
    terms: dict[str, npt.NDArray[np.generic]]
    keys: list[str]
    lower: npt.NDArray[np.int64]
    capital: npt.NDArray[np.int64]
    code: npt.NDArray[np.int64]  # number of the hand-coded mention, -1 for the others


@dataclass
class Words:
    """The vocabulary of the model and what describes each word."""

    words: list[str]
    dense: npt.NDArray[np.float32]
    of_key: npt.NDArray[np.int64]  # -1: not in the vocabulary

    def seen_in(self, data: Data) -> Words:
        """Find the same words among the keys of other data."""
        index = {word: i for i, word in enumerate(self.words)}
        return replace(self, of_key=np.array([index.get(key, -1) for key in data.keys]))


@dataclass
class Taught:
    """News sentences with the name in them and a teacher's probabilities, or a label by hand."""

    texts: list[str]
    spans: npt.NDArray[np.int64]
    target: npt.NDArray[np.float32]
    code: npt.NDArray[np.int64]


def read_taught(
    mentions: Sequence[Path], probabilities: Sequence[Path], codes: Sequence[Code] = ()
) -> Taught:
    """Read what tools/sample_mentions.py and tools/polarity_teacher.py have written.

    A sentence of several files counts once, as in the last of them, and not at all when it is
    coded by hand.
    """
    rows: dict[str, tuple[tuple[int, int], npt.NDArray[np.float32], int]] = {}
    for file, soft in zip(mentions, probabilities, strict=True):
        target = np.load(soft)["news"]
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for row, p in zip(map(json.loads, lines), target, strict=False):
                rows[row["text"]] = ((row["start"], row["end"]), p, -1)
    for code in codes:
        rows.pop(code.text, None)
    by_hand = [
        (code.text, ((code.start, code.end), np.eye(3, dtype=np.float32)[code.label], number))
        for number, code in enumerate(codes)
    ]
    found = [*rows.items(), *by_hand]
    return Taught(
        [text for text, _ in found],
        np.array([span for _, (span, _, _) in found]),
        np.array([target for _, (_, target, _) in found], dtype=np.float32),
        np.array([number for _, (_, _, number) in found]),
    )


def read_data(path: Path, taught: Taught | None = None) -> Data:
    """Parse the sentences with the core; mentions in which no word lies are left out."""
    texts, articles, numbers, labels, documents, names = load(path)
    target = np.eye(3, dtype=np.float32)[(labels + 1).astype(int)]
    article = np.array([articles[d] for d in documents])
    code = np.full(len(documents), -1)
    if taught is not None:
        count = len(taught.target)
        here = len(texts) + np.arange(count)
        texts = texts + taught.texts
        documents = np.concatenate([documents, here])
        numbers = np.concatenate([numbers, np.column_stack([here, taught.spans])])
        target = np.concatenate([target, taught.target])
        article = np.concatenate([article, np.full(count, "")])
        code = np.concatenate([code, taught.code])
        names = names + [""] * count
    corpus = read_corpus(
        [{"id": str(i), "text": text, "language": "en"} for i, text in enumerate(texts)]
    )
    segments = _core.segment(corpus._core)
    place = {identifier: i for i, identifier in enumerate(corpus.ids)}
    kept = np.array([str(d) in place for d in documents])
    spans = (
        np.array([place[str(d)] for d in documents[kept]], dtype=np.uint32),
        np.ascontiguousarray(numbers[kept, 1]).astype(np.int32),
        np.ascontiguousarray(numbers[kept, 2]).astype(np.int32),
    )
    terms = _core.polarity_terms(corpus._core, segments, *spans)
    found = np.asarray(terms["found"])
    if not found.all():
        kept[np.flatnonzero(kept)[~found]] = False
        spans = tuple(s[found] for s in spans)
        terms = _core.polarity_terms(corpus._core, segments, *spans)
    keys = segments.keys()
    return Data(
        corpus._core,
        segments,
        *spans,
        gold=target[kept].argmax(axis=1),
        target=target[kept],
        article=article[kept],
        names=[name for name, k in zip(names, kept, strict=True) if k],
        row=np.flatnonzero(kept),
        terms={name: np.asarray(values) for name, values in terms.items()},
        keys=list(keys["key"]),
        lower=np.asarray(keys["lower"]),
        capital=np.asarray(keys["capital"]),
        code=code[kept],
    )


def read_embeddings(path: Path) -> tuple[list[str], npt.NDArray[np.float32]]:
    """Words that can be in the vocabulary, most frequent first, and their centred vectors."""
    data = json.loads(path.read_text(encoding="utf-8"))
    words = [w for w in data["words"][:120_000] if WORD.fullmatch(w)]
    vectors = np.array([data["vectors"][w][:DIMENSIONS] for w in words], dtype=np.float32)
    return words, vectors - vectors[:20_000].mean(axis=0)


def read_vader(path: Path) -> dict[str, float]:
    """Valence from -4 to 4."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) > 1}


def read_opinion(folder: Path) -> dict[str, float]:
    """1 for positive words, -1 for negative ones."""
    found: dict[str, float] = {}
    for name, sign in (("positive", 1.0), ("negative", -1.0)):
        text = (folder / f"{name}-words.txt").read_text(encoding="utf-8", errors="replace")
        words = (line.strip() for line in text.splitlines())
        found |= {word: sign for word in words if word and not word.startswith(";")}
    return found


def likely_names(data: Data, words: list[str], vectors: npt.NDArray[np.float32]) -> set[str]:
    """Words of the embeddings that news writes with a capital: their weights would be prejudice.

    Where the training data does not show it, a ridge regression on the vectors decides.
    """
    place = {word: i for i, word in enumerate(words)}
    shown = [k for k, key in enumerate(data.keys) if key in place]
    shown = [k for k in shown if data.lower[k] + data.capital[k] > 1]
    rows = np.array([place[data.keys[k]] for k in shown])
    name = np.array([data.capital[k] > data.lower[k] for k in shown])
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    design = np.hstack([unit, np.ones((len(unit), 1), np.float32)]).astype(np.float64)
    x = design[rows]
    weights = np.linalg.solve(x.T @ x + np.eye(x.shape[1]), x.T @ (2.0 * name - 1))
    guessed = design @ weights > -0.45
    guessed[rows] = name
    return {word for word, is_name in zip(words, guessed, strict=True) if is_name}


def read_words(
    data: Data,
    embeddings: Path,
    vader: dict[str, float],
    opinion: dict[str, float],
    news: Sequence[Path],
    cache: Path | None,
) -> Words:
    """Choose the vocabulary and describe its words."""
    listed, vectors = read_embeddings(embeddings)
    names = likely_names(data, listed, vectors)
    place = {word: i for i, word in enumerate(listed)}
    ordinary = [w for w in listed if w not in names and w not in GROUPS]
    marked = {w for w in ordinary if w in vader or w in opinion}
    common = [w for w in ordinary if w not in marked][: VOCABULARY - len(marked)]
    words = sorted(marked | set(common))
    rows = np.array([place[word] for word in words])
    rarity = COMMON / (COMMON + 0.1 / (rows + 1))
    valence = np.array([vader.get(w, 0.0) / 2 for w in words])
    sign = np.array([opinion.get(w, 0.0) for w in words])
    lexicons = np.stack([np.maximum(s * v, 0) for v in (valence, sign) for s in (1, -1)], axis=1)
    embedded = rarity[:, None] * vectors[rows]
    company = news_vectors(words, news, cache)
    length = np.linalg.norm(company, axis=1, keepdims=True)
    company *= np.linalg.norm(embedded, axis=1, keepdims=True) / np.maximum(length, 1e-6)
    dense = np.hstack(
        [
            EMBEDDING_SCALE * embedded,
            NEWS_SCALE * (company - company.mean(axis=0)),
            LEXICON_SCALE * lexicons,
        ]
    )
    return Words(words, dense.astype(np.float32), np.array([])).seen_in(data)


def news_vectors(
    words: list[str], news: Sequence[Path], cache: Path | None
) -> npt.NDArray[np.float32]:
    """Vectors of the words from unlabelled news, kept in `cache` between runs."""
    if cache is not None and cache.exists():
        held = np.load(cache)
        if list(held["words"]) == words:
            return np.asarray(held["vectors"])
    vectors = word_vectors(words, news)
    if cache is not None:
        np.savez(cache, words=np.array(words), vectors=vectors)
    return vectors
