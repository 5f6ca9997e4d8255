"""The values that flow through détente. All are frozen; this module depends on nothing else of the package.

Invariants: spans are half-open ranges of code points of `Document.text`; every quoted text equals the document's
text at its span; days are inclusive at both ends; what is not known is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PartKind = Literal["headline", "subheading", "dateline", "body", "caption", "credit", "notice", "related"]
Modality = Literal["actual", "planned", "possible", "hypothetical", "denied"]
Precision = Literal["day", "week", "month", "quarter", "season", "half", "year", "decade", "range"]
PlacePrecision = Literal["country", "region", "city", "site"]


class Span(NamedTuple):
    """A half-open range of code points in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this span."""
        return text[self.start : self.end]


class Part(NamedTuple):
    """One part of a document: a headline, a paragraph of the body, a caption …"""

    kind: PartKind
    start: int
    end: int


STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""PLOVER's sectors whose members act for their state and have its code, also in acts inside the country."""


@dataclass(frozen=True, slots=True)
class Document:
    """One report as read. `parts` cover the text in order, without overlap; text between them is white space."""

    id: str
    text: str
    parts: tuple[Part, ...]
    title: str | None = None
    published: date | None = None
    published_how: str | None = None
    """How the date is known: "given", "metadata", "dateline", "caption", "weekday", "url" … or None."""
    outlet: str | None = None
    outlet_how: str | None = None
    url: str | None = None


class Token(NamedTuple):
    """One word. `start` and `end` are code points of the document; `head` is a token index, -1 at the root."""

    index: int  # type: ignore[assignment]
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


class Argument(NamedTuple):
    """One role of a predicate (ARG0 … ARG5, ARGM-TMP …) over tokens `start` to `end`, end exclusive."""

    role: str
    start: int
    end: int
    score: float


class Predicate(NamedTuple):
    """A word that names an act or a state, with its PropBank sense ("criticize.01") and arguments."""

    token: int
    lemma: str
    roleset: str
    score: float
    arguments: tuple[Argument, ...]


class Name(NamedTuple):
    """A name in the text, over tokens `start` to `end`, end exclusive; kind is PER, LOC or ORG."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its words, their tree, the predicates with their roles, and the names."""

    index: int
    start: int
    end: int
    part: PartKind
    tokens: tuple[Token, ...]
    predicates: tuple[Predicate, ...] = ()
    names: tuple[Name, ...] = ()
    vectors: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    """The direct heads' vector of each word (words, width), without rows where all around is quiet; None where the
    sentence was not made by the model."""
    is_quiet: bool = field(default=False, compare=False)
    """Whether the model says that the sentence holds no coding."""

    def children(self, token: int) -> list[int]:
        """Indices of the words that hang directly on `token`."""
        return [t.index for t in self.tokens if t.head == token]

    def words_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that a span of the text touches: first, last exclusive; None where it touches none."""
        found = [t.index for t in self.tokens if t.start < end and start < t.end]
        return (found[0], found[-1] + 1) if found else None

    def relations(self, low: int, high: int) -> set[str] | None:
        """The relations from a word up to one above it, without what follows a colon; None where that is not above."""
        node, found = low, set[str]()
        for _ in self.tokens:
            if node == high:
                return found
            if node < 0:
                return None
            found.add(self.tokens[node].deprel.partition(":")[0])
            node = self.tokens[node].head
        return None

    def head_of(self, start: int, end: int) -> int:
        """The token of the range whose head lies outside of it (the first such)."""
        for i in range(start, end):
            if not start <= self.tokens[i].head < end:
                return i
        return end - 1


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, or a person, body, group or organisation (PLOVER.md section 5 for code, country and sector)."""

    name: str
    code: str | None
    country: str | None
    sector: str | None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor, or several ("the pair"). `via` says how they were resolved."""

    sentence: int
    first: int
    last: int
    """Tokens of the sentence, last exclusive."""
    head: int
    start: int
    end: int
    text: str
    actors: tuple[Actor, ...]
    via: str
    """"name", "demonym", "seat", "person", "title", "role", "coreference", "apposition", "text" …"""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a role of a coding, with the words that name it."""

    text: str
    start: int
    end: int
    actor: Actor
    via: str


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends inclusive. `implicit` where the text does not say it."""

    first_day: date
    last_day: date
    precision: Precision
    implicit: bool
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A place that the text names."""

    text: str
    start: int
    end: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts that the clause gives; None where it gives none."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    size: int | None = None


class Step(NamedTuple):
    """One line of an explanation: which field, decided how, from which words."""

    field: str
    how: str
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """One reading of one clause: who did what to whom, when, where, according to whom."""

    id: str
    document_id: str
    sentence_index: int
    sentence: Span
    trigger: Span
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    intensity: float
    cameo: str | None
    goldstein: float | None
    symmetric: bool
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    when: When | None
    historical: bool
    where: Where | None
    modality: Modality
    attribution: tuple[Party, ...]
    numbers: Numbers
    confidence: float
    steps: tuple[Step, ...] = field(default=(), compare=False)

    def dyads(self) -> list[tuple[Party | None, Party | None]]:
        """(source, target) actors: ordered pairs, or all unordered pairs of a symmetric act."""
        if self.symmetric:
            parties: Sequence[Party] = self.source + self.target
            pairs: list[tuple[Party | None, Party | None]] = [
                (a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]
            ]
            return pairs or [(a, None) for a in parties]
        return [(s, t) for s in self.source or (None,) for t in self.target or (None,)]
