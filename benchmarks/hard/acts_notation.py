"""The gold of acts.tsv and traps.tsv: what a cell says, and whether a coding is what it says.

A cell of acts lists them with "; " between, `-` for none. An act is `words: PARTIES TYPES [STANDING]`:

    ~            before it: right if found, no loss if not
    words        words of the text in which the trigger lies (their first occurrence)
    PARTIES      A>B source and target, A=B symmetric (either order), A> no target, >B no source, A any target, * any
                 two; several with +; readings with |. A party is a code or a country; A,B either; * anybody; ? nobody,
                 or somebody without code and country; (B) may be missing
    TYPES        TYPE/MODES, readings with |; modes with +, a mode that may be missing in (), / alone or /- for no mode;
                 without a slash modes are not looked at; * for any type
    STANDING     nothing: actual. !denied, ?possible …: that modality. ? alone: any but actual. ^: told as history

A cell of contexts names those that must be found, readings with |, and in () those that may be; `-`: not looked at.
tests/coding/notation.py is its older sister: it has no triggers, modes and contexts, and wants whole sentences right.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from detente.coding import code_document
from detente.reading import read_text
from detente.values import Actor, Coding, Document

BODY = "It was raining there."
_ITEM = re.compile(r"(~?)(.+): (\S+) ([A-Z*][^ ]*)(?: ([?!])([a-z]*))?( \^)?")
_SIGN = re.compile(r"[>=]")


class Dyad(NamedTuple):
    """Two parties as written; `both_ways` where their order says nothing."""

    source: str
    target: str
    both_ways: bool

    def fits(self, source: Actor | None, target: Actor | None) -> bool:
        """Whether two actors are those meant."""
        straight = _is(self.source, source) and _is(self.target, target)
        return straight or (self.both_ways and _is(self.source, target) and _is(self.target, source))


class Reading(NamedTuple):
    """One type that is right, with its modes: None where they are not looked at."""

    type: str
    modes: frozenset[str] | None
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Act:
    """One act that a text tells, as gold."""

    said: str
    """The act as written."""
    optional: bool
    words: str
    parties: tuple[tuple[Dyad, ...], ...]
    readings: tuple[Reading, ...]
    modality: str
    """"actual", another modality, or "" for any that is not actual."""
    historical: bool

    @property
    def counts(self) -> bool:
        """Whether it is told as a fact of the day."""
        return self.modality == "actual" and not self.historical

    def has_type(self, type_: str) -> bool:
        """Whether that type is right."""
        return any(r.type in ("*", type_) for r in self.readings)

    def stands(self, c: Coding) -> bool:
        """Whether a coding's modality, and its being history or not, are right."""
        right = c.modality == self.modality if self.modality else c.modality != "actual"
        return right and (c.historical == self.historical or self.modality != "actual")

    def modes_right(self, c: Coding) -> bool | None:
        """Whether a coding of a right type has the right modes; None where they are not looked at."""
        spec = [r for r in self.readings if r.type == c.type and r.modes is not None]
        if not spec:
            return None
        return any(r.modes <= set(c.modes) <= r.modes | r.may for r in spec if r.modes is not None)

    def is_at(self, c: Coding, text: str) -> bool:
        """Whether a coding's trigger lies in the act's words, or they in it."""
        start, end = self.span(text)
        return c.trigger.start < end and start < c.trigger.end

    def span(self, text: str) -> tuple[int, int]:
        """Where its words stand; raises ValueError where they do not."""
        found = re.search(rf"(?<!\w){re.escape(self.words)}(?!\w)", text)
        if found is None:
            raise ValueError(self.words)
        return found.span()


@dataclass(frozen=True, slots=True)
class Case:
    """One text of the set with its gold; contexts None where they are not looked at."""

    id: str
    kind: str
    half: str
    document: Document
    acts: tuple[Act, ...]
    contexts: tuple[frozenset[str], ...] | None
    contexts_may: frozenset[str]

    def codings(self) -> list[Coding]:
        """What the coder makes of it."""
        return code_document(self.document)


def read_cases(path: Path, half: str | None = None) -> list[Case]:
    """The cases of a table, or of one half of it; raises ValueError where a cell is not well formed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_case(row) for row in rows if half in (None, row["half"])]


def pairs_of(c: Coding) -> Iterator[tuple[Actor | None, Actor | None]]:
    """The actors of a coding's dyads."""
    for a, b in c.dyads():
        yield (a.actor if a else None), (b.actor if b else None)


def parse_acts(cell: str) -> tuple[Act, ...]:
    """The acts of a cell; raises ValueError where it is not well formed."""
    return () if cell == "-" else tuple(map(_act, cell.split("; ")))


def parse_contexts(cell: str) -> tuple[tuple[frozenset[str], ...] | None, frozenset[str]]:
    """The contexts that must be and those that may be."""
    if cell == "-":
        return None, frozenset()
    may = re.search(r"\(([^)]*)\)", cell)
    must = cell[: may.start()] if may else cell
    groups = tuple(frozenset(word.split("|")) for word in must.split())
    return groups, frozenset(may[1].split(", ")) if may else frozenset()


def _case(row: dict[str, str]) -> Case:
    text, title = row["text"].replace("\\n", "\n\n"), None
    if text.startswith("# "):
        title, text = text[2:], BODY
    day = date.fromisoformat(row["published"])
    document = read_text(text, id=row["id"], published=day, title=title)
    must, may = parse_contexts(row.get("contexts", "-"))
    acts = parse_acts(row["acts"])
    for act in acts:
        act.span(document.text)
    return Case(row["id"], row["class"], row["half"], document, acts, must, may)


def _act(item: str) -> Act:
    shape = _ITEM.fullmatch(item)
    if shape is None:
        raise ValueError(item)
    tilde, words, parties, types, sign, modality, history = shape.groups()
    return Act(
        item,
        bool(tilde),
        words,
        tuple(map(_dyads, parties.split("|"))),
        tuple(map(_reading, types.split("|"))),
        modality if sign else "actual",
        bool(history),
    )


def _dyads(text: str) -> tuple[Dyad, ...]:
    sign = _SIGN.search(text)
    if sign is None:
        return (Dyad("(*)" if text == "*" else text, "(*)", False),)
    if sign[0] == "=":
        return tuple(Dyad(a, b, True) for a, b in combinations(text.split("="), 2))
    source, _, target = text.partition(">")
    return tuple(Dyad(s, t, False) for s, t in product(source.split("+"), target.split("+")))


def _reading(text: str) -> Reading:
    type_, slash, modes = text.partition("/")
    if not slash:
        return Reading(type_, None, frozenset())
    words = [] if modes in ("", "-") else modes.split("+")
    may = frozenset(w[1:-1] for w in words if w.startswith("("))
    return Reading(type_, frozenset(w for w in words if not w.startswith("(")), may)


def _is(word: str, actor: Actor | None) -> bool:
    if word.startswith("("):
        return actor is None or _is(word[1:-1], actor)
    if word in ("", "?"):
        return actor is None or (word == "?" and not actor.code and not actor.country)
    return actor is not None and any(w in ("*", actor.code, actor.country) for w in word.split(","))
