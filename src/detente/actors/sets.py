"""Short ways to write the closed classes of words."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text, parted by blanks."""
    return frozenset(words.split())


def phrase_set(phrases: str) -> frozenset[str]:
    """The phrases of a text, parted by | signs."""
    return frozenset(phrases.split("|"))
