"""One written form for the many ways a name is written.

Folded text is lower case, without diacritics, periods and apostrophes; hyphens part words; a possessive 's is gone.
`fold` of a phrase equals the folds of its words joined by blanks, however the words were cut: "Jong-un" may be one
word or three.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "İ": "I", "ə": "a", "Ə": "A",
        "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "ʿ": "'", "ʾ": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f]+")
_POSSESSIVE = re.compile(r"'s\b", re.IGNORECASE)
_GONE = str.maketrans({"-": " ", ".": None, "'": None})
_SIGNS = {".": ".", "...": "..."}  # words of periods alone stay, so that no name runs over the end of a sentence


def plain(text: str) -> str:
    """The text folded but for its case. Line ends and tabs stay."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))
    if "'" in text:
        text = _POSSESSIVE.sub("", text)
    return text.translate(_GONE)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The folded form of a word or phrase, blanks single; "" for a hyphen, an apostrophe or a possessive 's."""
    sign = _SIGNS.get(text)
    return sign if sign is not None else " ".join(plain(text).lower().split())
