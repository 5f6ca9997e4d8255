"""Turning points and bursts in words: numbered once, and told alike on the terminal, the page and the picture.

A change is dated and measured, and the events of its days are named. Nothing here says why it came.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.relations.days import whole_weeks
from detente.relations.periods import label
from detente.relations.values import Act, Burst, Ratio, Relation, Series, Side, TurningPoint

FEW = 20
"""Below as many events of a side the 95 % interval of its level spans a factor of 2.5 or more (20: 12.2 to 30.9), so
that a doubling could hide in it."""
SHORT = 16
"""Below as many weeks no level can be told from chance: what turning points are looked for in is at least as long."""

NAMED = "Named is the heaviest event of each two actors in those days, by day; none is said to be the cause."
"""What the events named with a change are."""

_SIDES: tuple[Side, ...] = ("cooperation", "conflict")


@dataclass(frozen=True, slots=True)
class Change:
    """A turning point or a burst with its number and its words."""

    number: int
    kind: Literal["turning point", "burst"]
    first_day: date
    last_day: date | None
    """Last day of a burst; None of a turning point, whose level lasts until the next."""
    side: Side
    direction: Literal["up", "down"]
    when: str
    """ "week of 12 Mar 2018", "6 to 12 Aug 2018"."""
    head: str
    """What changed: "cooperation rose from 2.1 to 9.4 events a week", "burst of conflict, 28 events on one day"."""
    sentence: str
    """When and what in one sentence."""
    detail: str
    """How sure that is."""
    short: str
    """For where there is little room: "cooperation 2.1 to 9.4 events a week"."""
    p: float
    size: float
    """How many times the old or usual level, as a natural logarithm without its sign."""
    acts: tuple[Act, ...]


def changes(relation: Relation) -> tuple[Change, ...]:
    """All turning points and bursts of a relation by day, numbered from 1."""
    noun = _noun(relation)
    found: list[TurningPoint | Burst] = [*relation.turning_points, *relation.bursts]
    found.sort(key=lambda f: (f.first_day, isinstance(f, Burst), f.side))
    return tuple(
        _burst(at, f, noun) if isinstance(f, Burst) else _turning_point(at, f, noun) for at, f in enumerate(found, 1)
    )


def marked(relation: Relation) -> Series | None:
    """The series whose changes these are: of the origin that filed their events, else the one with most events."""
    everything: list[TurningPoint | Burst] = [*relation.turning_points, *relation.bursts]
    origins = {act.origin for found in everything for act in found.acts}
    series = [s for s in relation.series if s.points]
    named = [s for s in series if s.origin in origins]
    return max(named or series, key=total, default=None)


def strongest(found: Sequence[Change]) -> Change | None:
    """The change to tell first: a turning point before a burst, the least likely, then the largest."""
    return min(found, key=lambda c: (c.kind == "burst", c.p, -c.size, c.number), default=None)


def verdict(relation: Relation) -> str | None:
    """What to say where no turning point was found; None where one was, or where none was looked for."""
    series = marked(relation)
    if relation.turning_points or series is None or not is_examined(relation):
        return None
    known = {side: _outside_bursts(relation, series, side) for side in _SIDES}
    enough = [side for side in _SIDES if known[side] >= FEW]
    few = [side for side in _SIDES if known[side] < FEW]
    outside = " outside the bursts" if relation.bursts else ""
    first, last = series.known or (series.points[0].first_day, series.points[-1].last_day)
    weeks = len(whole_weeks(first, last))
    long = _plural(weeks, "weeks") if weeks > 1 else _plural((last - first).days + 1, "days")
    if not enough:
        n = sum(known.values())
        told = f"{'only ' if n else ''}{_plural(n, series.unit)}"
        return f"Cannot tell whether the level of this relation changed: {told}{outside} in {long}."
    if weeks < SHORT:
        return f"Cannot tell whether the level of this relation changed: {long} is too short a time."
    stays = "its weekly level stays" if few else "their weekly levels stay"
    chance = f"over {long} {stays} within what chance explains"
    said = f"No lasting change of {' or of '.join(enough)} was found: {chance}."
    if few:
        said += f" Of {few[0]} it cannot be told: {_plural(known[few[0]], series.unit)}{outside}."
    return said


def title(change: Change) -> str:
    """ "Week of 12 Mar 2018"."""
    return change.when[0].upper() + change.when[1:]


def is_examined(relation: Relation) -> bool:
    """Whether anything beyond the counts was worked out for the relation."""
    return bool(relation.turning_points or relation.bursts or relation.sentences or relation.half_life is not None)


def total(series: Series) -> int:
    """Events of both sides."""
    return sum(p.cooperation.n + p.conflict.n for p in series.points)


def level(value: float) -> str:
    """Events a week: "none", "0.02", "9.4", "120"."""
    if value <= 0:
        return "none"
    if value < 0.1:
        return f"{value:.1g}"
    return f"{value:.1f}" if value < 99.95 else f"{value:,.0f}"


def times(ratio: Ratio) -> str:
    """A ratio with its interval: "3.9 times as many (95 % 2.5 to 6.2)"."""
    told = f"{_factor(ratio.ratio)} times as many" if math.isfinite(ratio.ratio) else "from none to some"
    return f"{told} (95 % {_factor(ratio.low)} to {_factor(ratio.high)})"


def chance(p: float) -> str:
    """ "p 0.004", "p below 0.001"."""
    return "p below 0.001" if p < 0.001 else f"p {p:.3f}" if p < 0.1 else f"p {p:.2f}"


def not_whole(series: Series) -> str | None:
    """The note on periods of which only a part is known; None where all are whole."""
    cut = [point for point in series.points if not point.is_whole]
    if not cut or series.known is None:
        return None
    first, last = (label(day, "day") for day in series.known)
    parts = f"a part of a {series.by}" if len(cut) == 1 else f"parts of {series.by}s"
    days = f"{first} to {last}" if first != last else f"{last} only"
    return f"{parts}, not to be held against whole ones: the days counted are {days}."


def named_acts(change: Change) -> tuple[tuple[str | None, tuple[Act, ...]], ...]:
    """The events named of a change in groups, each with its heading or None, by day.

    Of a fall, what still happened of the side that fell stands last and under a heading: it is not the fall.
    """
    if change.direction == "up":
        return ((None, change.acts),) if change.acts else ()
    rest = tuple(act for act in change.acts if act.is_cooperation == (change.side == "cooperation"))
    other = tuple(act for act in change.acts if act not in rest)
    groups: list[tuple[str | None, tuple[Act, ...]]] = [(None, other), (f"what {change.side} there still was:", rest)]
    return tuple((heading, acts) for heading, acts in groups if acts)


def act_words(act: Act) -> str:
    """ "Make a visit: Foreign Affairs (Iran) → North Korea, 3 times"."""
    return f"{act.act}: {act.source} → {act.target}" + (f", {act.n} times" if act.n > 1 else "")


def short_day(day: date, beside: date) -> str:
    """The day without its year where it is the year of the day beside."""
    told = label(day, "day")
    return told.removesuffix(f" {day.year}") if day.year == beside.year else told


def _turning_point(number: int, found: TurningPoint, noun: str) -> Change:
    verb = "rose" if found.direction == "up" else "fell"
    before, after = level(found.before), level(found.after)
    when = label(found.first_day, "week")
    head = f"{found.side} {verb} from {before} to {after} {noun} a week"
    hides = found.ratio.low <= 1 <= found.ratio.high
    return Change(
        number=number,
        kind="turning point",
        first_day=found.first_day,
        last_day=None,
        side=found.side,
        direction=found.direction,
        when=when,
        head=head,
        sentence=f"From the {when} {head}.",
        detail=f"{times(found.ratio)} after correction for the volume of news"
        + (", so perhaps no change" if hides else "")
        + f"; {chance(found.p)}",
        short=f"{found.side} {before} to {after} {noun} a week",
        p=found.p,
        size=_size(found.ratio.ratio),
        acts=found.acts,
    )


def _burst(number: int, found: Burst, noun: str) -> Change:
    days = (found.last_day - found.first_day).days + 1
    when = _span(found.first_day, found.last_day)
    many = f"{_plural(found.n, noun)} {'on one day' if days == 1 else f'in {days} days'}"
    return Change(
        number=number,
        kind="burst",
        first_day=found.first_day,
        last_day=found.last_day,
        side=found.side,
        direction="up",
        when=when,
        head=f"burst of {found.side}, {many}",
        sentence=f"{'On' if days == 1 else 'From'} {when} there was a burst of {found.side}: {many}, "
        f"{level(found.expected)} expected.",
        detail=f"{level(found.expected)} expected at the usual rate; {chance(found.p)}",
        short=f"burst of {found.side}, {found.n:,} {noun}, {level(found.expected)} expected",
        p=found.p,
        size=_size(found.n / found.expected if found.expected > 0 else math.inf),
        acts=found.acts,
    )


def _span(first: date, last: date) -> str:
    told = label(last, "day")
    if first == last:
        return told
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {told}"
    return f"{short_day(first, last)} to {told}"


def _noun(relation: Relation) -> str:
    series = marked(relation)
    return series.unit if series is not None else "events"


def _outside_bursts(relation: Relation, series: Series, side: Side) -> int:
    n = sum(getattr(p, side).n for p in series.points)
    return int(max(0, n - sum(burst.n for burst in relation.bursts if burst.side == side)))


def _plural(n: int, noun: str) -> str:
    """ "no events", "1 event", "1,200 events"."""
    return f"no {noun}" if n == 0 else f"1 {noun[:-1]}" if n == 1 else f"{n:,} {noun}"


def _size(ratio: float) -> float:
    return abs(math.log(ratio)) if math.isfinite(ratio) and ratio > 0 else math.inf


def _factor(value: float) -> str:
    if not math.isfinite(value):
        return "no limit"
    if value == 0:
        return "0"
    return f"{value:.2g}" if value < 0.95 else f"{value:.1f}" if value < 99.95 else f"{value:,.0f}"
