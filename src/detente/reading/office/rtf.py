"""RTF: its paragraphs, through the RTF library; hidden text, headers and notes are left out."""

from __future__ import annotations

import re
from typing import Any

from detente.reading.pieces import Piece
from detente.reading.source import DamagedError

MAX_RTF = 10_000_000
"""Bytes, without pictures."""
_MAX_FONTS = 3_000
_PICTURE = re.compile(r"(?<=[\s}])[0-9a-fA-F\s]{2000,}(?=\})")
_FIELD = re.compile(r"\\field\{", re.IGNORECASE)
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
_HIDDEN = re.compile(r"\\v(?![a-z0-9-])")
_BARE = re.compile(r"\\uc(?![\d-])")


def pieces_of_rtf(raw: bytes) -> list[Piece]:
    """The paragraphs of an RTF file. Raises DamagedError for one that is damaged, too large or hostile."""
    from striprtf import striprtf

    library: Any = striprtf

    text = _PICTURE.sub("", raw.decode("latin-1"))
    if len(text) > MAX_RTF:
        raise DamagedError(f"it has more than {MAX_RTF / 1e6:.0f} MB without its pictures", kind="too_large")
    if len(re.findall(r"\\f\d", library.font_table_group(text))) > _MAX_FONTS:
        raise DamagedError("it names thousands of fonts", kind="too_complex")
    # The space ends the control word as before, and the library's pattern for links, which is slow on crafted text and
    # writes addresses into the words, no longer fits.
    text = _FIELD.sub(r"\\field {", text)
    text = _CELL.sub(r"\\par", text)
    text = _BARE.sub(r"\\uc1", text)
    if "\\v0" not in text:
        text = _HIDDEN.sub(r"\\comment", text)  # to the end of its group, as with a comment
    try:
        words: str = library.rtf_to_text(text, encoding="cp1252", errors="replace")
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise DamagedError(str(error) or type(error).__name__) from error
    # Letters beyond the first plane are written as two halves.
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [Piece(" ".join(line.split())) for line in words.split("\n")]
