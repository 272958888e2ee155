"""Classifiers in ONNX form, run by onnxruntime (`pip install onnxruntime`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from polyvocal.errors import InputError
from polyvocal.scorers import Batch

__all__ = ["OnnxScorer"]

Encode = Callable[[Sequence[str], Sequence[tuple[int, int]]], Mapping[str, npt.NDArray[Any]]]


class OnnxScorer:
    """Score with an ONNX model that takes encoded sentences and gives three logits.

    Parameters
    ----------
    model : path or bytes
        The ONNX file. Its first output, of shape (mentions, 3), is read as logits.
    encode : callable
        ``encode(sentences, spans)`` gives the model's inputs by name, each with one row a mention;
        spans are (start, end) of the targets in code points. Your tokenizer goes here.
    labels : sequence of str, default ("negative", "neutral", "positive")
        Order of the model's outputs.
    name : str, default "onnx"

    Raises
    ------
    InputError
        When onnxruntime is not installed, it cannot load the model, or `labels` are not these
        three.

    Examples
    --------
    >>> def encode(sentences, spans):  # with the tokenizer of a Hugging Face model
    ...     pairs = [(s, s[a:b]) for s, (a, b) in zip(sentences, spans)]
    ...     return dict(tokenizer(pairs, padding=True, truncation=True, return_tensors="np"))
    >>> scorer = OnnxScorer("model.onnx", encode)  # doctest: +SKIP
    >>> study.stance(scorer=scorer)  # doctest: +SKIP
    """

    def __init__(
        self,
        model: str | Path | bytes,
        encode: Encode,
        *,
        labels: Sequence[str] = ("negative", "neutral", "positive"),
        name: str = "onnx",
    ) -> None:
        if sorted(labels) != ["negative", "neutral", "positive"]:
            message = f"labels are {list(labels)}; give negative, neutral and positive in the model's order"
            raise InputError(message)
        try:
            import onnxruntime
        except ImportError:
            message = "OnnxScorer needs onnxruntime: pip install onnxruntime"
            raise InputError(message) from None
        source = model if isinstance(model, bytes) else str(model)
        self.name = name
        try:
            self._session: Any = onnxruntime.InferenceSession(
                source, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's own classes, one for each way to fail
            place = "the given bytes" if isinstance(model, bytes) else str(model)
            message = f"{place}: onnxruntime cannot load it: {error}"
            raise InputError(message) from error
        self._inputs = [entry.name for entry in self._session.get_inputs()]
        self._encode = encode
        self._order = [list(labels).index(label) for label in ("negative", "neutral", "positive")]

    def score(self, batch: Batch, /) -> npt.NDArray[np.float64]:
        """Return the softmax of the model's logits for each mention."""
        if len(batch) == 0:
            return np.zeros((0, 3))
        spans = list(zip(batch.starts, batch.ends, strict=True))
        encoded = dict(self._encode(batch.sentences, spans))
        missing = [name for name in self._inputs if name not in encoded]
        if missing:
            message = f"encode gives {sorted(encoded)}; the model also needs {missing}"
            raise InputError(message)
        # A tokenizer gives more than some models take.
        inputs = {name: np.asarray(encoded[name]) for name in self._inputs}
        logits = np.asarray(self._session.run(None, inputs)[0], dtype=np.float64)
        if logits.shape != (len(batch), 3):
            message = (
                f"the model's first output has shape {logits.shape} for {len(batch)} mentions; "
                f"a classifier of three gives ({len(batch)}, 3)"
            )
            raise InputError(message)
        logits = logits[:, self._order]
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: npt.NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return shares
