"""The words by which an actor of a phrase is called."""

from __future__ import annotations

from collections.abc import Sequence

from detente.actors.phrases import Phrase
from detente.actors.scan import Scanned

_NO_NAMES = frozenset({"DET", "PRON", "NUM", "ADP", "ADV"})  # "over 1,000 protesters" are "protesters"
_ARTICLES = frozenset({"the", "these", "those", "this", "that", "both"})


def is_distinguished(words: Sequence[str]) -> bool:
    """Whether words before a role tell its holders from others of that role: "Kurdish-led", "Western"."""
    return any(w[:1].isupper() and w.lower() not in _ARTICLES for w in words) or "led" in words or "backed" in words


def text_of(found: Scanned, phrase: Phrase) -> str:
    """The phrase without articles, numbers and pronouns at its beginning."""
    first = phrase.first
    while first < phrase.last - 1 and found.tree.tokens[first].upos in _NO_NAMES:
        first += 1
    return found.text(first, phrase.last)


def text_of_head(found: Scanned, phrase: Phrase) -> str:
    """The role noun of the phrase alone."""
    hit = phrase.hit
    return found.text(hit.first, hit.last) if hit is not None else found.tree.words[phrase.head]
