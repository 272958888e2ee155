"""Values as XML attributes and text."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from polyvocal.cooccurrence.graph import Value

__all__ = ["clean", "missing", "number", "quoted", "xml_text", "xml_type"]

# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def quoted(value: object) -> str:
    return quoteattr(clean(str(value)))


def number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def missing(value: Value) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def xml_text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, (int, float)) else str(value)


def xml_type(values: Sequence[Value]) -> str:
    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {bool}:
        return "boolean"
    if kinds and kinds <= {int}:
        return "long"
    if kinds and kinds <= {int, float}:
        return "double"
    return "string"
