"""The words by which two tellings of one happening are known: how rare they are, and how many of them both have.

Rarity is a table of the package and never counted in the record: what two tellings share must not change when other
reports come in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

from detente.actors.folding import plain
from detente.ontology.tsv import fault, read_rows

_OWN = Path(__file__).parent / "data" / "common.tsv"
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+|[,;:()–—]")
_OPENERS = frozenset("while after before when where whereas as and but who which that hours day days".split())
_REACH, _CLAUSE = 6.0, 4
_FEWEST = 0.002
"""The share of reports that a word has which is not in the table."""
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Days are compared as days, not as words."""
_ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "e", "y", "i")
_SHORTEST = 4


class Words(NamedTuple):
    """Words as a vector: of each its rarity times how near it stands to the act, and the length of all."""

    weights: Mapping[str, float]
    length: float


def stems_of(text: str) -> frozenset[str]:
    """The words of a text without their endings, in lower case and plain letters; no weekdays and months.

    >>> sorted(stems_of("Rockets rocketed Mitiga on Monday."))
    ['mitiga', 'on', 'rocket']
    """
    return frozenset(stem(word) for word in _WORD.findall(plain(text).lower()) if word not in _DAYS)


@cache
def stem(word: str) -> str:
    """The word without its ending: "bombed", "bombing" and "bombs" are one word here."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return stem(word[: -len(ending)])
    if len(word) > _SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word


def weight(stem: str) -> float:
    """How rare a word is: minus the logarithm of the share of reports that have it."""
    return rarity().get(stem, -log(_FEWEST))


def near(sentence: str, start: int, end: int) -> dict[str, float]:
    """The words of a sentence by how near they stand to an act at `start` to `end`: 1 for the act's own.

    A comma, a semicolon or a word that opens a clause between them counts as several words.
    """
    before = _steps(list(_TOKEN.finditer(sentence[:start]))[::-1])
    after = _steps(list(_TOKEN.finditer(sentence[end:])))
    found = dict.fromkeys(sorted(stems_of(sentence[start:end])), 1.0)
    for word, steps in (*before, *after):
        for one in stems_of(word):
            found[one] = max(found.get(one, 0.0), 1 / (1 + steps / _REACH))
    return found


def _steps(tokens: list[re.Match[str]]) -> list[tuple[str, int]]:
    found, steps = [], 0
    for token in tokens:
        word = token.group().lower()
        steps += _CLAUSE if word in _OPENERS or not word[0].isalnum() else 1
        if word[0].isalnum():
            found.append((word, steps))
    return found


def weighed(near: Mapping[str, float]) -> Words:
    """Words by rarity times nearness, with their length as a vector."""
    found = {stem: near[stem] * weight(stem) for stem in sorted(near)}
    return Words(found, sqrt(sum(value * value for value in found.values())))


def likeness(one: Words, other: Words) -> float:
    """How alike two sets of words are, 0 to 1: the cosine of rarity times nearness."""
    a, b = one.weights, other.weights
    if not a or not b:
        return 0.0
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b[stem] for stem, value in a.items() if stem in b) / (one.length * other.length)


@cache
def rarity(path: Path = _OWN) -> dict[str, float]:
    """The weights of common words. Raises TableError, with its line, for a share that is none."""
    found: dict[str, float] = {}
    for line, cells in read_rows(path, ("stem", "per_1000")):
        try:
            share = float(cells["per_1000"]) / 1000
            found[cells["stem"]] = -log(share)
        except ValueError:
            raise fault(path, line, f"{cells['per_1000']} is no share.", "Write reports with it in 1,000.") from None
    return found
