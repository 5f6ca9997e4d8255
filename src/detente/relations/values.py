"""The values of this room: days of a pair, the series made of them, and the evidence behind each period.

Cooperation and conflict are counted apart and never netted; codings of reports and events that others filed are
different units and are never added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from detente.values import Coding, Document

By = Literal["day", "week", "month"]
Unit = Literal["codings", "events"]
OWN = "détente"
"""The origin of what this program coded."""


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


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series."""

    first_day: date
    last_day: date
    cooperation: Count
    conflict: Count
    reports: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """The periods of one origin, without gaps."""

    origin: str
    unit: Unit
    by: By
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A coding of the pair with its document; `not_counted` says why it is in no series, None where it is in one."""

    document: Document
    coding: Coding
    first_day: date | None
    """First day of the period it is listed under, None without one."""
    not_counted: str | None


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
