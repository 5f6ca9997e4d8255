"""Times told by their distance from an event: "a week after the summit of 12 June", "on the eve of Friday's vote"."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from detente.when import days, relative
from detente.when.match import Match, count_of
from detente.when.mention import Interval
from detente.when.relative import UNKNOWN, Both


class Step(NamedTuple):
    """How far from the day of the event: so many units; `unit` "anniversary" counts years, 0 the nearest one."""

    units: int
    unit: str
    may_follow_comma: bool = False
    weekday: int | None = None
    is_stretch: bool = False


def _stretch(event: Interval, step: Step) -> Interval | None:
    """ "in the month before the vote of 30 July": up to its eve."""
    edge = event.first_day if step.units < 0 else event.last_day
    there = relative.rolling(edge, -step.units, step.unit)
    if there is None:
        return None
    one = timedelta(days=1)
    if step.units < 0:
        return Interval(there.first_day, edge - one, "range")
    return Interval(edge + one, there.last_day, "range")


def read_offset(m: Match) -> Both | None:
    """The words before the event; its day is looked for when all times of the sentence are known."""
    step = step_of(m)
    if step is None or (step.unit != "anniversary" and m.line.kind(m.match.end())[:1] in {"", ",", ".", ";"}):
        return None
    return UNKNOWN


def step_of(m: Match) -> Step | None:
    if m.kind("k") == "3":
        return Step(m.value("n") or 0 if m.kind("n") else 0, "anniversary", may_follow_comma=True)
    if m.kind("k") == "Q":
        return Step(-1, "day")
    if "w" in m.match.groupdict() and m.kind("w"):
        return Step(-1 if m.kind("ba") == "b" else 1, "weekday", weekday=m.value("w"))
    unit = "day" if m.kind("u") == "P" else m.unit()
    if m.kind("ba"):
        count = 1 if m.kind("n") in {"", "1", "q"} else count_of(m)
        if not m.kind("n") and not m.line.word(m.match.end("u") - 1).endswith("s"):
            return None
        if m.kind("to"):
            return Step(-(count or 0) if m.kind("ba") == "b" else count or 0, "anniversary")
        if m.kind("n") == "q" and m.line.word(m.match.end("u") - 1).endswith("s"):
            count = None  # "in the days before the vote"
        if count is None or (not m.kind("n") and unit not in {"hour", "minute", "moment"}):
            return Step(0, "?")
        is_stretch = m.kind("n") == "q" and unit in {"week", "fortnight", "month", "year"}
        return Step(-count if m.kind("ba") == "b" else count, unit, is_stretch=is_stretch)
    if m.kind("k") == "w":
        return Step(0, "week") if unit == "week" else None
    return Step(0, "day", may_follow_comma=True) if unit == "day" else None


def days_after(event: Interval, step: Step, reading: int, published_year: int | None) -> Interval | None:
    """The days so far from the event; from a known day weeks later is a day, months later a month."""
    if step.unit in {"hour", "minute", "moment"}:
        return event
    if step.unit == "anniversary":
        if event.precision != "day":
            return None
        first = event.first_day
        year = first.year + step.units if step.units else published_year
        return days.on(year, first.month, first.day) if year is not None else None
    if step.unit == "?":
        return None
    if step.unit == "weekday" and step.weekday is not None:
        near = event.first_day if step.units < 0 else event.last_day
        return relative.weekday(near, step.weekday, "l" if step.units < 0 else "x")[0]
    if step.is_stretch:
        return _stretch(event, step)
    if step.units == 0:
        return days.week(event.first_day) if step.unit == "week" else event
    if step.unit == "week" and event.precision == "day":
        return relative.move(event, 7 * step.units, "day")
    return relative.move(event, step.units, step.unit)
