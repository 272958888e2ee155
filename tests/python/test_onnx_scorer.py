"""OnnxScorer with a model that runs: a bag of hashed words, built here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import polyvocal as pv
from polyvocal.errors import InputError
from polyvocal.scorers.onnx import OnnxScorer
from polyvocal.testing import check_scorer

pytest.importorskip("onnxruntime")
onnx = pytest.importorskip("onnx")

WORDS = {"lied": 1, "praised": 2}  # 0: any other


def model(outputs: int = 3) -> bytes:
    """Logits are sums over the words: neutral by 1, "lied" and "praised" by 4 against it."""
    helper, kinds = onnx.helper, onnx.TensorProto
    table = np.zeros((3, outputs), dtype=np.float32)
    table[1, 0], table[2, outputs - 1] = 4, 4
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["words"]),
        helper.make_node("ReduceSum", ["words", "axes"], ["sums"], keepdims=0),
        helper.make_node("Add", ["sums", "bias"], ["logits"]),
    ]
    bias = np.eye(3, outputs, dtype=np.float32)[1]
    given = [helper.make_tensor_value_info("input_ids", kinds.INT64, ["mentions", "words"])]
    logits = [helper.make_tensor_value_info("logits", kinds.FLOAT, ["mentions", outputs])]
    constants = [
        onnx.numpy_helper.from_array(table, "table"),
        onnx.numpy_helper.from_array(np.array([1]), "axes"),
        onnx.numpy_helper.from_array(bias, "bias"),
    ]
    graph = helper.make_graph(nodes, "bag", given, logits, constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return bytes(made.SerializeToString())


def encode(sentences: Sequence[str], spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Words as numbers, and the mask that a tokenizer also gives."""
    assert len(sentences) == len(spans)
    rows = [[WORDS.get(word, 0) for word in re.findall(r"\w+", text)] for text in sentences]
    ids = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
    return {"input_ids": ids, "attention_mask": np.ones_like(ids)}


@pytest.fixture
def study() -> pv.Study:
    texts = ["Ann Lee lied again.", "Observers praised Ann Lee.", "Ann Lee arrived."]
    corpus = pv.read_corpus(
        [{"id": str(i), "text": text, "language": "en"} for i, text in enumerate(texts)]
    )
    side = {"id": "side", "name": "Side"}
    actor = {"id": "lee", "name": "Ann Lee", "type": "person", "faction": "side"}
    return pv.Study(corpus, pv.read_actors({"faction": [side], "actor": [actor]}), progress=False)


def test_scores_are_the_softmax_of_the_logits(study: pv.Study) -> None:
    logits = np.array([[4.0, 1, 0], [0, 1, 4], [0, 1, 0]])
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    stance = study.stance(scorer=OnnxScorer(model(), encode))
    assert stance.evidence()["score"].tolist() == pytest.approx((p[:, 2] - p[:, 0]).tolist())


def test_order_of_the_labels(study: pv.Study) -> None:
    turned = OnnxScorer(model(), encode, labels=["positive", "neutral", "negative"])
    ahead = study.stance(scorer=OnnxScorer(model(), encode)).evidence()["score"]
    back = study.stance(scorer=turned).evidence()["score"]
    assert back.tolist() == pytest.approx([-score for score in ahead.tolist()])


def test_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "bag.onnx"
    file.write_bytes(model())
    check_scorer(OnnxScorer(file, encode))


def test_damaged_model(tmp_path: Path) -> None:
    file = tmp_path / "bag.onnx"
    file.write_bytes(model()[:40])
    with pytest.raises(InputError, match=r"bag\.onnx: onnxruntime cannot load it"):
        OnnxScorer(file, encode)


def test_missing_input(study: pv.Study) -> None:
    scorer = OnnxScorer(model(), lambda sentences, spans: {"ids": np.zeros((len(sentences), 1))})
    with pytest.raises(InputError, match=r"the model also needs \['input_ids'\]"):
        study.stance(scorer=scorer)


def test_two_outputs(study: pv.Study) -> None:
    with pytest.raises(InputError, match=r"shape \(1, 2\) for 1 mentions"):
        study.stance(scorer=OnnxScorer(model(outputs=2), encode))
