"""The values of the register: who is meant, as what he was seen, and what people said is otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Verdict = Literal["merged", "corrected", "withdrawn"]
FIELDS = ("name", "code", "country", "sector", "role")
"""What a correction may set."""


class Identity(NamedTuple):
    """Which actor is meant: the same name in two countries is two actors."""

    name: str
    code: str | None
    country: str | None

    def __str__(self) -> str:
        told = self.code or self.country
        return f"{self.name} ({told})" if told else self.name


class Seen(NamedTuple):
    """An actor in one report: as what, and the words and the sentence that say so most plainly."""

    name: str
    code: str | None
    country: str | None
    sector: str | None
    role: str | None
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    via: str
    codings: int
    """Codings of the report in which it takes part or says so."""


class Correction(NamedTuple):
    """One dated word of a person: that an actor is another one, or something else, or that an earlier word is void."""

    number: int
    verdict: Verdict
    actor: Identity
    sets: Mapping[str, str | None]
    withdraws: int | None
    reason: str | None
    recorded_at: str


class Standing(NamedTuple):
    """As what an actor stands by all corrections; of sector and role None means as coded."""

    name: str
    code: str | None
    country: str | None
    sector: str | None = None
    role: str | None = None

    @property
    def identity(self) -> Identity:
        return Identity(self.name, self.code, self.country)


class Evidence(NamedTuple):
    """A report in which an actor was seen, with the sentence that says as what."""

    document: str
    published: date | None
    outlet: str | None
    sector: str | None
    role: str | None
    words: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    sentence_end: int
    via: str
    codings: int
    name_coded: str
    """As coded, before corrections."""


@dataclass(frozen=True, slots=True)
class Registered:
    """One row of the register: an actor seen as one thing, from when to when, and the report that said so first.

    Days are those of publication; None where no such report has one.
    """

    name: str
    code: str | None
    country: str | None
    sector: str | None
    role: str | None
    first_seen: date | None
    last_seen: date | None
    documents: int
    codings: int
    evidence: Evidence

    @property
    def identity(self) -> Identity:
        """Which actor it is."""
        return Identity(self.name, self.code, self.country)
