"""Lists of words in code."""

from __future__ import annotations


def word_set(cell: str) -> frozenset[str]:
    """The words of a line of a list."""
    return frozenset(cell.split())
