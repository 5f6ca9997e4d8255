"""A pattern that fits a line, and what its named groups say."""

from __future__ import annotations

import re
from typing import NamedTuple

from detente.when.line import Line
from detente.when.mention import Interval
from detente.when.relative import Both
from detente.when.words import Item


class Match(NamedTuple):
    """A pattern that fits, with its line."""

    line: Line
    match: re.Match[str]

    def item(self, group: str) -> Item | None:
        at = self.match.start(group)
        return self.line.items[at] if at >= 0 and self.match.end(group) > at else None

    def value(self, group: str) -> int | None:
        item = self.item(group)
        return item.value if item is not None else None

    def kind(self, group: str) -> str:
        return self.match.group(group) or ""

    def unit(self, group: str = "u") -> str:
        item = self.item(group)
        word = item.text.lower() if item is not None else ""
        return {"centuries": "century"}.get(word, word[:-1] if word.endswith("s") else word)


def same(interval: Interval | None) -> Both:
    return interval, interval


def count_of(m: Match) -> int | None:
    """The number said; None where it is vague ("several")."""
    if m.kind("n")[-1:] == "1":
        return 1
    return m.value("n") if m.kind("n")[-1:] in {"D", "N"} else None


def part_of(m: Match) -> str | None:
    kinds = m.kind("e")[:1]
    if kinds == "B":
        return "end" if m.line.word(m.match.start("e")) in {"end", "close"} else "beginning"
    return {"e": "early", "L": "late", "m": "mid"}.get(kinds)


def year_of(m: Match, group: str) -> int:
    return m.line.items[m.match.start(group)].value
