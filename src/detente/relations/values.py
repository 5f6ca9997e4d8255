"""The values of this room: days of a pair, the series made of them, and the evidence behind each period.

Cooperation and conflict are counted apart and never netted; codings of reports and events that others filed are
different units and are never added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente.values import Coding, Document

if TYPE_CHECKING:
    from detente.record.merging import Event

By = Literal["day", "week", "month"]
Unit = Literal["codings", "events"]
Side = Literal["cooperation", "conflict"]
OWN = "détente"
"""The origin of what this program coded."""


def is_read_here(origin: str, unit: Unit) -> bool:
    """Whether the counts are of reports that this program read: of its codings, or of the events that these tell."""
    return unit == "codings" or origin == OWN


def unit_words(origin: str, unit: Unit) -> str:
    """What is counted, in words."""
    if unit == "codings":
        return "codings of reports"
    return "events told in reports" if origin == OWN else "events as filed"


class DyadDay(NamedTuple):
    """Cooperative and conflictual events of a pair on one day, as an origin filed them."""

    origin: str
    day: date
    cooperation: int
    conflict: int
    reports: int | None
    """Reports that tell of them; None where the origin does not say."""


class FiledAct(NamedTuple):
    """What another project filed of a pair in a period: one kind of act, how often, and by whom most often."""

    origin: str
    first_day: date
    act: str
    is_cooperation: bool
    n: int
    parties: tuple[tuple[str, str, int], ...]
    """(source, target, how often), the most frequent first."""


class Count(NamedTuple):
    """A count with the 95 % interval of its rate (exact Poisson)."""

    n: int
    low: float
    high: float


class Ratio(NamedTuple):
    """How many times what was to be expected, with its 95 % interval; 1 is as expected."""

    ratio: float
    low: float
    high: float


class Weights(NamedTuple):
    """The weights of a period's events: their sum, which follows the volume of news, and their mean, which hides it."""

    sum: float
    mean: float | None
    """None of no events."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series."""

    first_day: date
    last_day: date
    cooperation: Count
    conflict: Count
    reports: int | None
    goldstein: Weights | None = None
    intensity: Weights | None = None
    decayed_cooperation: float | None = None
    """Events so far, each halved in weight with every half-life, at the period's last day."""
    decayed_conflict: float | None = None
    volume: int | None = None
    """Events of all dyads that the origin knows of in the period."""
    corrected_cooperation: Ratio | None = None
    """Against what the pair's share of all news over the whole span leads to expect of the period's volume."""
    corrected_conflict: Ratio | None = None
    is_whole: bool = True
    """Whether all of the period's days are known; else `last_day`, and what is counted, end or begin within it."""


class Act(NamedTuple):
    """One event behind a number: as filed elsewhere, or as a report's sentence tells it."""

    day: date
    origin: str
    source: str
    """The actor as the origin names it: "Foreign Affairs (Iran)", "Mohammad Javad Zarif"."""
    target: str
    source_code: str
    target_code: str
    act: str
    """CAMEO's or PLOVER's name of it: "Make a visit", "CONSULT"."""
    cameo: str | None
    is_cooperation: bool
    weight: float | None
    """Goldstein weight."""
    n: int
    """How often it was filed that day."""
    sentence: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A day from which a pair's weekly level is another, until the next."""

    first_day: date
    """Monday of the first week of the new level."""
    side: Side
    direction: Literal["up", "down"]
    before: float
    """Events a week, from the turning point before, or the beginning, to this one."""
    after: float
    ratio: Ratio
    """The new level to the old, each corrected for the volume of news."""
    p: float
    """Share of series with their weeks in other orders that show a break as large."""
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Burst:
    """Days on which a pair has far more events than at its usual rate, after which it goes back."""

    first_day: date
    last_day: date
    side: Side
    n: int
    expected: float
    p: float
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """The periods of one origin, without gaps."""

    origin: str
    unit: Unit
    by: By
    points: tuple[Point, ...]
    known: tuple[date, date] | None = None
    """From when to when the origin is known; None where nobody says, as of reports read here."""


class Counted(NamedTuple):
    """What this program's own series count of the pair, and how much stands behind it."""

    unit: Unit
    n: int
    """Events, or codings, that are in the series."""
    codings: int
    """Codings that tell them."""
    reports: int
    """Reports with such codings, copies too."""
    texts: int
    """Distinct texts among these: copies and near-duplicates count once."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A coding of the pair with its document; `not_counted` says why it is in no series, None where it is in one."""

    document: Document
    coding: Coding
    first_day: date | None
    """First day of the period it is listed under, None without one."""
    not_counted: str | None
    event: Event | None = None
    """The event that it tells, whose type and days count; None where codings are counted, or it tells none."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A pair over time."""

    pair: tuple[str, str]
    names: tuple[str, str]
    by: By
    series: tuple[Series, ...]
    evidence: tuple[Evidence, ...] = ()
    filed: tuple[FiledAct, ...] = ()
    notes: tuple[str, ...] = ()
    turning_points: tuple[TurningPoint, ...] = ()
    bursts: tuple[Burst, ...] = ()
    directed: bool = False
    """Whether the series hold only what the first does to the second."""
    sentences: tuple[str, ...] = ()
    """How the pair compares with the rest of the world and with what was to be expected, in plain sentences."""
    counted: Counted | None = None
    """What the series of this program's own counts; None where there is none."""
    half_life: float | None = None
    """Days after which an event weighs half in the decayed counts; None where nothing of this was worked out."""

    @property
    def title(self) -> str:
        """Both names; of a direction, with its arrow."""
        return f"{self.names[0]} → {self.names[1]}" if self.directed else f"{self.names[0]} and {self.names[1]}"
