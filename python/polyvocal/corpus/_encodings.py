"""Encodings of text files, and the warning when one was guessed."""

from __future__ import annotations

from polyvocal.corpus._blocks import TextEncoding
from polyvocal.corpus._records import Context
from polyvocal.errors import EncodingError

__all__ = ["encoding_of", "warn_of_detection"]


def encoding_of(first: bytes, context: Context, source: str) -> TextEncoding:
    try:
        encoding = TextEncoding(first, context.encoding)
    except EncodingError as error:
        message = f"{source}: {error}"
        raise EncodingError(message) from None
    warn_of_detection(encoding.name, encoding.confidence, context, source, None)
    return encoding


def warn_of_detection(
    name: str, confidence: int, context: Context, source: str, identifier: str | None
) -> None:
    if not context.encoding and (confidence < 100 or not name.upper().startswith("UTF-")):
        reason = f"read as {name} (certainty {confidence} of 100)"
        context.warn(source, None, identifier, reason)
