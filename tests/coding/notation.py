"""Codings in short, `USA>IRN:THREATEN` (the head of cases.tsv explains it), and whether they are as expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from detente.coding import code_document
from detente.reading import read_text
from detente.values import Actor, Coding, Document

CASES = Path(__file__).parent / "cases.tsv"
GAPS = Path(__file__).parent / "known_gaps.tsv"
DAY = date(2018, 8, 10)
_SHAPE = re.compile(r"(~?)([^<>=:]*)(<>|>|=)([^:]*):([A-Z,]+)(?:([!?])([a-z]+))?")


@dataclass(frozen=True, slots=True)
class Case:
    """One text with what must be coded of it."""

    kind: str
    expected: str
    text: str

    def document(self) -> Document:
        """The text as read: a body, or a headline over a line that says nothing."""
        if self.text.startswith("# "):
            return read_text("It was raining there.", id="case", published=DAY, title=self.text[2:])
        return read_text(self.text, id="case", published=DAY)

    def codings(self) -> list[Coding]:
        """What the coder makes of it."""
        return code_document(self.document())


class Expected(NamedTuple):
    """One coding that must be found, or may be (`optional`)."""

    optional: bool
    source: str
    sign: str
    target: str
    types: tuple[str, ...]
    modality: str

    def fits(self, c: Coding) -> bool:
        """Whether a coding is this one."""
        if c.type not in self.types or c.modality != self.modality:
            return False
        left, right = [p.actor for p in c.source], [p.actor for p in c.target]
        if self.sign == "=":
            return c.symmetric and _are(f"{self.source}={self.target}".split("="), left + right)
        ways = [(left, right)] if self.sign == ">" else [(left, right), (right, left)]
        if self.sign == ">" and c.symmetric:
            return False
        return any(_side(self.source, a) and _side(self.target, b) for a, b in ways)


def _side(text: str, actors: Sequence[Actor]) -> bool:
    if text.startswith("("):
        return not actors or _side(text[1:-1], actors)
    return _are(text.split("+") if text else [], actors)


def _are(words: Sequence[str], actors: Sequence[Actor]) -> bool:
    """Whether the actors are those named, each by one word, in any order."""
    return len(words) == len(actors) and any(
        all(_is(w, a) for w, a in zip(words, order, strict=True)) for order in permutations(actors)
    )


def _is(word: str, actor: Actor) -> bool:
    who, _, sector = word.partition("/")
    return who in ("*", "", actor.code, actor.country) and sector in ("", actor.sector)


def parse_expected(text: str) -> list[Expected]:
    """The codings of a cell; raises ValueError where it is not well formed."""
    if text == "-":
        return []
    found = []
    for item in text.split("; "):
        shape = _SHAPE.fullmatch(item)
        if shape is None:
            raise ValueError(item)
        tilde, source, sign, target, types, _, modality = shape.groups()
        found.append(Expected(bool(tilde), source, sign, target, tuple(types.split(",")), modality or "actual"))
    return found


def passes(expected: Sequence[Expected], codings: Sequence[Coding]) -> bool:
    """Whether each expected coding is there, and nothing else that counts (actual, not historical)."""
    rest = list(codings)
    for e in sorted(expected, key=lambda e: (e.optional, "*" in e.source + e.target)):
        match = next((c for c in rest if e.fits(c)), None)
        if match is not None:
            rest.remove(match)
        elif not e.optional:
            return False
    loose = [e for e in expected if e.optional]
    return not any(c.modality == "actual" and not c.historical and not any(e.fits(c) for e in loose) for c in rest)


def shown(codings: Sequence[Coding]) -> str:
    """The codings in the same notation."""
    return "; ".join(map(_shown, codings)) or "-"


def _shown(c: Coding) -> str:
    def label(actor: Actor) -> str:
        plain = actor.code or actor.country
        if actor.code or not actor.sector:
            return plain or actor.name
        return f"{plain or '*'}/{actor.sector}"

    sign = "=" if c.symmetric else ">"
    join = sign if c.symmetric else "+"
    sides = [join.join(label(p.actor) for p in side) for side in (c.source, c.target)]
    mark = {"actual": "", "denied": "!denied"}.get(c.modality, f"?{c.modality}")
    return f"{sides[0]}{sign}{sides[1]}:{c.type}{mark}{' (historical)' if c.historical else ''}"


def read_cases(path: Path = CASES) -> list[Case]:
    """The cases of a table, in its order; further columns are left out."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [Case(*line.split("\t")[:3]) for line in lines[1:]]
