"""What a forecast says: distributions in few numbers, how they were chosen, and how such forecasts did before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from detente.relations.forecast.history import Stratum
from detente.relations.forecast.learn import Group, Validated
from detente.relations.values import Side, Unit


class Summary(NamedTuple):
    """One model's distribution of a count."""

    model: str
    mean: float
    median: int
    low50: int
    """The interval from low50 to high50 holds at least half of the probability, likewise 90."""
    high50: int
    low90: int
    high90: int
    p_none: float
    """P(no event)."""
    p_above: float
    """P(more than the pair's usual high, `Outlook.usual`)."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """One side over the coming weeks: the forecast, and beside it what simple models say."""

    side: Side
    horizon: int
    """Weeks."""
    first_day: date
    last_day: date
    usual: int
    """The 80th percentile of all the pair's past windows of so many weeks."""
    forecast: Summary
    benchmarks: tuple[Summary, ...]
    group: Group
    """The pairs on which the forecast was fitted and chosen."""
    validated: tuple[Validated, ...]
    """Scores on that group's past: of the chosen model first, then of the benchmarks."""
    validated_forecasts: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The coming weeks of a pair, both directions added."""

    pair: tuple[str, str]
    origin: str
    unit: Unit
    first_day: date
    last_day: date
    """The whole weeks that the forecast knows of."""
    weeks: int
    known_weeks: int
    """Whole weeks that the table has; of more than 156 the last are used."""
    events: int
    """Of the pair in the weeks used."""
    stratum: Stratum
    outlooks: tuple[Outlook, ...]
    notes: tuple[str, ...]
