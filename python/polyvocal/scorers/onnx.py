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
        The ONNX file.
    encode : callable
        ``encode(sentences, spans)`` gives the model's inputs by name; spans are the targets. Your
        tokenizer goes here.
    labels : sequence of str, default ("negative", "neutral", "positive")
        Order of the model's outputs.
    name : str, default "onnx"

    Raises
    ------
    InputError
        When onnxruntime is not installed, or `labels` are not these three.
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
        self._session: Any = onnxruntime.InferenceSession(
            source, providers=["CPUExecutionProvider"]
        )
        self._encode = encode
        self._order = [list(labels).index(label) for label in ("negative", "neutral", "positive")]

    def score(self, batch: Batch, /) -> npt.NDArray[np.float64]:
        """Return the softmax of the model's logits for each mention."""
        spans = list(zip(batch.starts, batch.ends, strict=True))
        outputs = self._session.run(None, dict(self._encode(batch.sentences, spans)))
        logits = np.asarray(outputs[0], dtype=np.float64)[:, self._order]
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: npt.NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return shares
