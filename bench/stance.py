"""Speed of the stance stage beside others, on the same mentions in the same run.

    python -m bench.stance ARTICLES... [--actors FILE] [--rounds 2]

Mentions: the evidence of every mention of a faction's actor, by both scorers, from segmented and attributed
articles; beside VADER (the sentence of each mention, once) and a linear model of scikit-learn (tf-idf of words
and pairs, logistic regression, fitted on VADER's sign: only its speed is looked at). A transformer is not
among them: none comes with its weights in a package that NewsSentiment or the like would load.

Bootstrap: scores of 50 outlets and four factions from 2,000 resamples of their articles.

Wordfish: 600 documents of 10,000 words, drawn from the model; no peer of its kind is to be had for Python.

One thread. CPU seconds, best of the rounds; peak memory above the start.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array

import polyvocal as pv
from bench._timing import timed
from bench.quality.methods import ACTORS
from polyvocal import _core
from polyvocal.stance import _polarity_model

_FACTIONS = 4
_OUTLETS = 50
_PEER_SENTENCES = 20_000
_DOCUMENTS, _WORDS = 600, 10_000  # of Wordfish


def four_factions(path: Path) -> pv.Actors:
    """Deal the actors of a file out to four factions in turn, so that all are scored."""
    actors = pv.read_actors(path)
    sides = [{"id": f"side{i}", "name": f"Side {i}"} for i in range(_FACTIONS)]
    rows = [
        {
            "id": actor.id,
            "name": actor.name,
            "type": str(actor.type),
            "faction": f"side{i % _FACTIONS}",
        }
        for i, actor in enumerate(actors.actors)
    ]
    return pv.read_actors({"faction": sides, "actor": rows})


def largest_outlets(corpus: pv.Corpus) -> pv.Corpus:
    """Keep the articles of the outlets that have most."""
    sizes = Counter(filter(None, corpus.outlets))
    kept = {name for name, _ in sizes.most_common(_OUTLETS)}
    return corpus.filter(outlet=sorted(kept))


def vader() -> Callable[[str], float] | None:
    """Compound score of a sentence, where VADER is installed."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        return None
    analyser = SentimentIntensityAnalyzer()
    return lambda sentence: float(analyser.polarity_scores(sentence)["compound"])


def linear_model(sentences: list[str], signs: Any) -> Callable[[list[str]], Any] | None:
    """Probabilities by scikit-learn, where it is installed."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        return None
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2)
    model = LogisticRegression(max_iter=200).fit(words.fit_transform(sentences), signs)
    return lambda given: model.predict_proba(words.transform(given))


def show(name: str, seconds: float, count: int, unit: str, note: str = "") -> None:
    """Print one row."""
    print(f"{name:<44}{seconds:>9.2f}{count / seconds:>12,.0f} {unit}{note}")


def compare_scorers(study: pv.Study, rounds: int) -> None:
    """Evidence of all mentions, beside sentence scorers on sentences of the same corpus."""
    parts = (study.corpus._core, study._segments, study._mentions, study._knowledge, study._voices)
    print(f"{'mentions':<44}{'CPU s':>9}{'a second':>12}")
    for name, model in (("rules", None), ("trained", _polarity_model())):
        figures = timed(lambda m=model: _core.find_evidence(*parts, polarity=m, threads=1), rounds)
        show(f"polyvocal, {name}", figures.cpu, len(figures.result), "mentions")
    evidence = study.stance(by="document").evidence()
    texts = dict(zip(study.corpus.ids, (d.text for d in study.corpus), strict=True))
    sentences = [
        texts[document][start:end]
        for document, start, end in zip(
            *(
                evidence[name][:_PEER_SENTENCES]
                for name in ("document", "sentence_start", "sentence_end")
            ),
            strict=True,
        )
    ]
    compound = vader()
    if compound is None:
        print("VADER is not installed (pip install --group bench)")
        return
    figures = timed(lambda: [compound(sentence) for sentence in sentences])
    show("VADER, sentences", figures.cpu, len(sentences), "mentions")
    predict = linear_model(sentences, np.sign(figures.result))
    if predict is not None:
        show(
            "scikit-learn, sentences",
            timed(lambda: predict(sentences)).cpu,
            len(sentences),
            "mentions",
        )


def time_bootstrap(study: pv.Study, rounds: int) -> None:
    """Scores by outlet."""
    stance = study.stance(by="outlet")
    source = stance._source
    figures = timed(
        lambda: _core.score_stance(stance._groups.core, _FACTIONS, source.evidence, threads=1),
        rounds,
    )
    outlets = len(stance._groups.names)
    print(f"\nbootstrap: {outlets} outlets x {_FACTIONS} factions x 4 voices, 2,000 resamples, "
          f"{len(study.corpus):,} articles, {len(source.evidence):,} mentions: {figures.cpu:.2f} CPU s, "
          f"{figures.peak:.0f} MB")  # fmt: skip


def time_wordfish(rounds: int) -> None:
    """Fit 600 documents of 10,000 words drawn from the model."""
    random = np.random.default_rng(1)
    place, weight = random.normal(size=_DOCUMENTS), random.normal(scale=0.5, size=_WORDS)
    common = np.log(0.02) + random.normal(size=_WORDS)
    rate = np.exp(common[None] + place[:, None] * weight[None])
    counts = csr_array(random.poisson(rate).astype(np.float64))
    figures = timed(lambda: pv.scaling.Wordfish(direction=(0, 1), threads=1).fit(counts), rounds)
    fit = figures.result
    print(f"Wordfish: {_DOCUMENTS} x {_WORDS:,}, {counts.nnz:,} counts: {figures.cpu:.2f} CPU s, "
          f"{figures.peak:.0f} MB, {fit.rounds_} rounds, r with the truth "
          f"{abs(np.corrcoef(fit.theta_, place)[0, 1]):.3f}")  # fmt: skip


def main() -> None:
    """Read the articles, then time every part."""
    parser = argparse.ArgumentParser(prog="python -m bench.stance", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--actors", type=Path, default=ACTORS)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    corpus = pv.read_corpus(arguments.articles, progress=False)
    study = pv.Study(largest_outlets(corpus), four_factions(arguments.actors), progress=False)
    compare_scorers(study, arguments.rounds)
    time_bootstrap(study, arguments.rounds)
    time_wordfish(arguments.rounds)


if __name__ == "__main__":
    main()
