"""The values of the test: what was found at each step, and the verdict with its reasons.

An effect is in standard deviations of the pair's weekly cooperation for one standard deviation of joint pressure,
both corrected for volume, trend and the pair's own week before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from detente.relations.values import Act, Side

Verdict = Literal["supported", "not supported", "cannot tell"]

WORTH_NAMING = 0.5
"""The least effect that the test means to find: half a standard deviation."""
LEVEL = 0.05
"""The chance of a finding where there is none that the test allows itself."""


class Window(NamedTuple):
    """Over which weeks pressure is averaged: (1, 2) the two weeks before cooperation, (-1,) the week after it."""

    lags: tuple[int, ...]

    def words(self) -> str:
        """ "1 week after pressure", "1 to 4 weeks after pressure", "1 week before pressure"."""
        first, last = (abs(lag) for lag in (self.lags[0], self.lags[-1]))
        span = f"{first}" if first == last else f"{first} to {last}"
        side = "before" if self.lags[0] < 0 else "after" if self.lags[0] > 0 else "in the week of"
        return f"{span} week{'' if last == 1 else 's'} {side} pressure" if self.lags[0] else "in the week of pressure"


class Effect(NamedTuple):
    """An association with its 95 % interval, which comes from the same series in other weeks (rotations)."""

    window: Window
    estimate: float
    low: float
    high: float
    p: float
    """Share of rotations with an association as strong, one-sided: as large or larger."""


class Evidence(NamedTuple):
    """How much there is to go on."""

    weeks: int
    events: int
    """Events of the pair of the kind asked about."""
    active_weeks: int
    """Weeks with any."""
    effective_weeks: float
    """Weeks that the events would fill if they were spread evenly: (sum n)^2 / sum n^2."""
    busiest_share: float
    """Share of the events that fall in the busiest two weeks in a row."""
    busiest_week: date | None
    hostile: tuple[int, int]
    """Hostile events of the presser toward each of the two."""
    pressed_weeks: int
    """Weeks in which it was hostile toward both."""
    hostile_share: tuple[tuple[float | None, float | None], tuple[float | None, float | None]]
    """Share of the presser's acts toward each that are hostile, in the first half of the weeks and in the second."""


class Presser(NamedTuple):
    """Another state in the presser's place."""

    code: str
    effect: Effect
    kept: float | None
    """The share of the presser's effect that is left with this one's pressure held constant; None if not tried."""


class LeftOut(NamedTuple):
    """The effect without something."""

    what: str
    estimate: float


class Study(NamedTuple):
    """Weeks in which pressure on both was high: cooperation in the three weeks after less the four before."""

    shocks: tuple[date, ...]
    """Mondays."""
    change: float | None
    """Mean change of log(1 + cooperation); None without shocks."""
    usual: float
    """Mean of the same over rotations."""
    spread: float
    p: float | None


class PanelRow(NamedTuple):
    """The coefficient of joint pressure over all pairs, at one lag; negative lags are leads, a placebo."""

    lag: int
    coefficient: float
    error: float
    """Standard error, clustered by pair."""
    effect: float
    """In standard deviations."""
    p: float | None
    """By shifting each state's series of pressure; two-sided."""


class Panel(NamedTuple):
    """What holds for the presser over all pairs of the states that cooperate most."""

    states: int
    pairs: int
    weeks: int
    rows: tuple[PanelRow, ...]
    without: tuple[LeftOut, ...]
    """The coefficient one week after, without each state in turn: the lowest and the highest."""


class Week(NamedTuple):
    """One week of the three series."""

    first_day: date
    cooperation: int
    conflict: int
    hostile: tuple[int, int]
    joint: float
    """Joint pressure: geometric mean of log(1 + n) of both."""
    volume: int
    """Events of all dyads in the table."""


@dataclass(frozen=True, slots=True)
class Pressure:
    """The answer, with all that it rests on."""

    presser: str
    pair: tuple[str, str]
    origin: str
    first_day: date
    last_day: date
    verdict: Verdict
    because: tuple[str, ...]
    evidence: Evidence
    outcome: Side = "cooperation"
    """What pressure is asked about: the pair's cooperation, or its conflict (for claims that it drives them apart)."""
    effect: Effect | None = None
    """The strongest of the windows after pressure; its p allows for the choice."""
    same_week: Effect | None = None
    lead: Effect | None = None
    """The placebo: cooperation before pressure."""
    after_alone: float | None = None
    """The effect with the pressure of the same week and of the week to come held constant."""
    percent: float | None = None
    """The effect as a change of (1 + events) in per cent."""
    pressers: tuple[Presser, ...] = ()
    stories: tuple[LeftOut, ...] = ()
    """Without three weeks around each week: the lowest and the highest."""
    states: tuple[LeftOut, ...] = ()
    """Without each other state in the volume: the lowest and the highest."""
    alone: tuple[LeftOut, ...] = ()
    """Pressure on one of the two only."""
    study: Study | None = None
    panel: Panel | None = None
    series: tuple[Week, ...] = ()
    acts: tuple[Act, ...] = ()
    names: tuple[str, str, str] | None = None
    """Of the presser and the two."""
