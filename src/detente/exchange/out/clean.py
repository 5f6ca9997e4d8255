"""Text fit for a file: no half characters, nothing that XML forbids.

Characters that a form cannot hold are replaced one by one, so that places in a text stay where they were.
"""

from __future__ import annotations

import math
import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 forbids or advises against, and lone surrogates; tab, line end and return stay."""


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML or a table cannot hold."""
    return text if text.isascii() and text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def whole(text: str) -> str:
    """The text with U+FFFD for half characters: all that JSON cannot hold."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def json_value(value: Any) -> Any:
    """The value as JSON can hold it: half characters replaced, numbers that are none become None."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {whole(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(inner) for inner in value]
    return value
