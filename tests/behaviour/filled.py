"""Texts with slots for actors: filled with one actor or another, and the way back from their spans to the slots.

Invariant: a span of two fillings of one text that covers the same words and slots has the same place in the text with
its slots, so readings of both can be compared field by field.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from detente.reading import read_text
from detente.values import Document

DAY = date(2021, 3, 4)
"""All texts are read as published on this Thursday; the leaders of actors.tsv are those of this day."""
_SLOT = re.compile(r"\{([AB])(?:\.(\w+))?\}")
_OPENS = re.compile(r"(?:^|[.!?]\s|\n)$")


@dataclass(frozen=True, slots=True)
class Forms:
    """An actor with the words that may stand for it; None where it has no such word."""

    code: str
    country: str | None
    renamed: str | None
    name: str
    adjective: str | None
    people: str | None
    capital: str | None
    title: str | None
    leader: str | None
    last: str | None

    def word(self, form: str) -> str:
        """The word of a slot. Raises KeyError where the actor has none."""
        word = getattr(self, form)
        if not isinstance(word, str):
            raise KeyError(f"{self.code} has no {form}")
        return word


class Piece(NamedTuple):
    """A stretch of a filled text, and where it stands in the text with slots."""

    start: int
    end: int
    first: int
    last: int
    is_slot: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """A text without slots, and who stands in which slot."""

    text: str
    pieces: tuple[Piece, ...]
    actors: Mapping[str, Forms]

    def document(self, name: str = "case") -> Document:
        """The text as read."""
        return read_text(self.text, id=name, published=DAY)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A span's place in the text with slots; a span that begins or ends inside a slot takes the whole slot."""
        first = next(p for p in self.pieces if p.start <= start < p.end)
        last = next(p for p in self.pieces if p.start < end <= p.end)
        return (
            first.first if first.is_slot else first.first + start - first.start,
            last.last if last.is_slot else last.first + end - last.start,
        )

    def slot_of_code(self, code: str | None) -> str | None:
        """A, B … for the code of an actor in a slot; any other code itself."""
        return next((slot for slot, a in self.actors.items() if a.code == code), code)

    def slot_of_country(self, country: str | None) -> str | None:
        """A, B … for the country of one actor in a slot; any other country, and one that several share, itself."""
        slots = [slot for slot, a in self.actors.items() if a.country == country]
        return slots[0] if len(slots) == 1 and country is not None else country


def fill(text: str, actors: Mapping[str, Forms]) -> Filled:
    """The text with its slots filled. A name at the head of a sentence begins with a capital."""
    text = text.replace(" ¶ ", "\n\n")
    out, pieces, done, at = "", [], 0, 0
    for slot in _SLOT.finditer(text):
        literal = text[done : slot.start()]
        if literal:
            pieces.append(Piece(at, at + len(literal), done, slot.start(), is_slot=False))
        out, at = out + literal, at + len(literal)
        word = actors[slot[1]].word(slot[2] or "name")
        word = word[0].upper() + word[1:] if _OPENS.search(out) else word
        pieces.append(Piece(at, at + len(word), slot.start(), slot.end(), is_slot=True))
        out, at, done = out + word, at + len(word), slot.end()
    if text[done:]:
        pieces.append(Piece(at, at + len(text) - done, done, len(text), is_slot=False))
    return Filled(out + text[done:], tuple(pieces), dict(actors))


@cache
def read_actors(path: Path = Path(__file__).parent / "actors.tsv") -> dict[str, Forms]:
    """The actors by code, in the order of the table."""
    names = [f.name for f in fields(Forms)]
    found = {}
    for row in rows_of(path):
        forms = Forms(**{name: None if row[name] == "-" else row[name] for name in names})  # type: ignore[arg-type]
        found[forms.code] = forms
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table with tabs, without the lines of comment."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
