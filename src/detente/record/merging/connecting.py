"""Which things hang together by ties between two of them."""

from __future__ import annotations

from collections.abc import Iterable


def connected(keys: Iterable[str], ties: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The keys that hang together, each set in order, the sets in order of their first."""
    above = {key: key for key in keys}

    def top(key: str) -> str:
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for a, b in ties:
        i, j = sorted((top(a), top(b)))
        above[j] = i
    found: dict[str, list[str]] = {}
    for key in sorted(above):
        found.setdefault(top(key), []).append(key)
    return [tuple(found[key]) for key in sorted(found)]
