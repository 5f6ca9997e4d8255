"""What the corpus says of a report: frozen values; all spans are code points of the report's text, half-open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Modality = Literal["actual", "planned", "possible", "hypothetical", "denied"]
Part = Literal["train", "dev", "test"]
MODALITIES: tuple[Modality, ...] = get_args(Modality)
Spot = tuple[int, int]
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of a report: code, country, sectors (the first is the main one), name, all as in the coding contract."""

    key: str
    code: str | None
    country: str | None
    sectors: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """A party in one role of a coding: who, and its mention in the sentence (None: only the report says who)."""

    key: str
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class When:
    """Days of an act (None: cannot be resolved), and the words that say them (None: not said in the clause)."""

    days: Days | None
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Where:
    """Place of an act: its name, ISO 3166-1 alpha-3 country (None: none, as the high seas), and its words."""

    name: str
    country: str | None
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Label:
    """One coding. `also` lists other types that are right too; not `required`: right when found, no loss when not."""

    trigger: Spot
    type: str
    modes: tuple[str, ...]
    also: tuple[str, ...]
    source: tuple[Named, ...]
    target: tuple[Named, ...]
    symmetric: bool
    when: When | None
    where: Where | None
    modality: Modality
    historical: bool
    attribution: tuple[Named, ...]
    numbers: dict[str, tuple[int, int]]
    contexts: tuple[str, ...]
    required: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trap:
    """Words that look like an act and are none, with the kind (sport, figurative, business …) and the reason."""

    trigger: Spot
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence: where it stands, the mentions of actors in it, its codings and its traps; both may be empty."""

    start: int
    end: int
    mentions: tuple[Named, ...] = ()
    codings: tuple[Label, ...] = ()
    traps: tuple[Trap, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report coded whole. `text` as the program reads it: title, a blank line, text; None without data."""

    id: str
    set: str
    published: date
    title: str
    text: str | None
    characters: int
    outlet: str = ""
    register: str = ""
    region: str = ""
    parties: tuple[Party, ...] = ()
    sentences: tuple[Coded, ...] = field(default=())

    @property
    def real(self) -> bool:
        """Whether the text is a real one (of a data set), not written for this corpus."""
        return self.set != "written"
