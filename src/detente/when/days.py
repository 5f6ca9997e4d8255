"""Intervals of the calendar: a day, week, month, quarter, season, half, year, decade."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from detente.when.mention import Interval

FIRST_YEAR, LAST_YEAR = 1000, 2100
"""Years outside of these are numbers, not dates of the news."""

SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each season of three months, northern hemisphere; winter runs into the next year."""


def day(of: date) -> Interval:
    return Interval(of, of, "day")


def on(year: int, month: int, number: int) -> Interval | None:
    """That day; None where the calendar has no such day (30 February)."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        return None
    return day(date(year, month, number))


def week(of: date) -> Interval:
    """Monday to Sunday around the day."""
    monday = of - timedelta(days=of.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def month(year: int, number: int) -> Interval:
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def shift_month(of: date, months: int) -> Interval:
    """The month that lies so many months after (before, if negative) the day's own."""
    count = of.year * 12 + of.month - 1 + months
    return month(count // 12, count % 12 + 1)


def months(year: int, first: int, count: int) -> Interval:
    """So many months from the first on, which may run into the next year."""
    start = date(year, first, 1)
    return Interval(start, shift_month(start, count - 1).last_day, "range")


def quarter(year: int, number: int) -> Interval:
    return months(year, 3 * number - 2, 3)._replace(precision="quarter")


def half(year: int, number: int) -> Interval:
    return months(year, 6 * number - 5, 6)._replace(precision="half")


def season(year: int, name: str, *, is_southern: bool = False) -> Interval:
    """The season that begins in the year; half a year later (in the summer's case earlier) south of the equator."""
    start = SEASON_START[name]
    if is_southern:
        start = start - 6 if start > 6 else start + 6
    return months(year, start, 3)._replace(precision="season")


def century(number: int) -> Interval | None:
    """The 19th century: 1801 to 1900."""
    if not FIRST_YEAR // 100 < number <= LAST_YEAR // 100:
        return None
    return Interval(date(100 * number - 99, 1, 1), date(100 * number, 12, 31), "range")


def part_of_century(whole: Interval, which: str) -> Interval:
    """Its early, mid or late third; ten years for its beginning or end."""
    size = 33 if which in {"early", "mid", "late"} else 10
    start = whole.first_day.year + {"early": 0, "beginning": 0, "mid": 33}.get(which, 100 - size)
    return Interval(date(start, 1, 1), date(start + size - 1, 12, 31), "range")


def year(number: int) -> Interval | None:
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    return Interval(date(number, 1, 1), date(number, 12, 31), "year")


def decade(first: int) -> Interval | None:
    if not FIRST_YEAR <= first <= LAST_YEAR - 10:
        return None
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def part(of: Interval | None, which: str) -> Interval | None:
    """The early, mid or late part of an interval, its beginning or end: of a month ten days, of a year four months (one
    month for beginning and end), of a decade three or four years; None of what has no usual parts."""
    if of is None:
        return None
    first = of.first_day
    if of.precision == "month":
        days = {"early": (1, 10), "beginning": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31)}[which]
        last = min(days[1], of.last_day.day)
        return Interval(first.replace(day=days[0]), first.replace(day=last), "range")
    if of.precision == "year":
        start, count = {"early": (1, 4), "mid": (5, 4), "late": (9, 4), "beginning": (1, 1), "end": (12, 1)}[which]
        return months(first.year, start, count)
    if of.precision == "decade":
        begin, years = {"early": (0, 4), "beginning": (0, 4), "mid": (4, 3), "late": (7, 3), "end": (7, 3)}[which]
        return Interval(date(first.year + begin, 1, 1), date(first.year + begin + years - 1, 12, 31), "range")
    if of.precision == "week":
        begin, end = {"early": (0, 2), "beginning": (0, 1), "mid": (1, 3), "late": (3, 6), "end": (4, 6)}[which]
        return Interval(first + timedelta(days=begin), first + timedelta(days=end), "range")
    if of.precision in {"season", "quarter", "half"}:
        third = (of.last_day - first) // 3
        edge = {"early": 0, "beginning": 0, "mid": 1, "late": 2, "end": 2}[which]
        last_day = of.last_day if edge == 2 else first + third * (edge + 1)
        return Interval(first + third * edge + timedelta(days=bool(edge)), last_day, "range")
    return of


def until(of: Interval | None, last: date) -> Interval | None:
    """The interval cut at its right end; None where nothing is left."""
    if of is None or of.first_day > last:
        return None
    return of._replace(last_day=min(of.last_day, last))


def since(of: Interval | None, first: date) -> Interval | None:
    """The interval cut at its left end; None where nothing is left."""
    if of is None or of.last_day < first:
        return None
    return of._replace(first_day=max(of.first_day, first))
