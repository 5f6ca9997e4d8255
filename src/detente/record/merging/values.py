"""What merging works on: tellings of acts, what two of them have in common, and events. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from detente.record.merging.words import Words
from detente.values import Numbers

FOUNDING = frozenset({"actual", "planned", "possible"})
"""Modalities that found an event; what is denied or only imagined may be attached to one, and never founds it."""


class Side(NamedTuple):
    """One actor as merging compares actors: the code, the country, the sector, the name folded."""

    code: str | None
    country: str | None
    sector: str | None
    name: str


class Spot(NamedTuple):
    """A place as merging compares places."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One coding with what it takes to compare it with others."""

    id: str
    """The same in whatever order documents come in; it breaks ties."""
    document: str
    outlet: str | None
    published: date | None
    text: str
    """Equal for documents of one text."""
    sentence: int
    is_headline: bool
    start: int
    end: int
    """Where its trigger stands."""
    type: str
    symmetric: bool
    source: tuple[Side, ...]
    target: tuple[Side, ...]
    first_day: date | None
    last_day: date | None
    precision: str | None
    implicit: bool
    slack: int
    """Days by which the words that tell the day may be off."""
    historical: bool
    modality: str
    place: Spot | None
    place_words: frozenset[str]
    numbers: Numbers
    own_words: Words
    """Of its sentence, by how near they stand to the act."""
    near_words: Words
    """Of its headline and the sentences around, all as near as those."""
    own_days: tuple[int, int] | None
    """Where its day is told, None where the text tells none."""
    source_at: tuple[int, ...]
    """Where the words stand that name who acts."""
    is_echo: bool
    """Whether it only points to an act told before: "the raid"."""
    confidence: float
    beside: tuple[Telling, ...] = ()
    """The other acts of the kind in the report; theirs are left out."""

    @property
    def world(self) -> str:
        """What is made and what is planned are two events: "made", "planned" or, of neither, "attached"."""
        if self.modality not in FOUNDING:
            return "attached"
        return "made" if self.modality == "actual" else "planned"


class Fact(NamedTuple):
    """One thing that speaks for or against two tellings being of one event: its name, how much of it, its weight."""

    name: str
    value: float
    weight: float

    @property
    def points(self) -> float:
        """What it adds to the score."""
        return self.value * self.weight


class Match(NamedTuple):
    """How far two tellings are of one event: above 0 more likely than not. `facts` add up to the score."""

    score: float
    facts: tuple[Fact, ...]
