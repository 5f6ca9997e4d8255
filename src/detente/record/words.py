"""Words that a user looks for: as a phrase of the full-text search, and in one sentence by the same rule.

The words stand one after the other, whatever is between them but letters and digits; case and accents do not count;
the last may go on: "oil sanction" finds "Oil sanctions", "ran" does not find "Iran".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+")


def phrase_of(words: str) -> str | None:
    """The words as a query of the full-text search; None where they hold no letter or digit."""
    if not _TOKEN.search(_folded(words)):
        return None
    return '"' + words.replace('"', " ").replace("\0", " ") + '" *'


def says(text: str | None, words: str) -> bool:
    """Whether the text has the words; where they hold no letter or digit, whether it has their signs."""
    if text is None:
        return False
    pattern = _pattern(words)
    return words in text if pattern is None else pattern.search(_folded(text)) is not None


@lru_cache(maxsize=32)
def _pattern(words: str) -> re.Pattern[str] | None:
    tokens = _TOKEN.findall(_folded(words))
    if not tokens:
        return None
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, tokens)))


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
