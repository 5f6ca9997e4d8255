"""Days, weeks (Monday to Sunday) and months: the period a day falls in, and all periods between two days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from detente.relations.values import By

_LAST = date.max.toordinal()
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def first_of(day: date, by: By) -> date:
    """The first day of the period that holds the day."""
    if by == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if by == "week" else day


def last_of(day: date, by: By) -> date:
    """The last day of the period that holds the day."""
    if by == "day":
        return day
    if by == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    return date.fromordinal(min(first_of(day, by).toordinal() + 6, _LAST))


def iter_periods(first: date, last: date, by: By) -> Iterator[date]:
    """The first days of all periods from the one that holds `first` to the one that holds `last`."""
    following = first_of(first, by).toordinal()
    while following <= last.toordinal():
        day = date.fromordinal(following)
        yield day
        following = last_of(day, by).toordinal() + 1


def known_part(first_day: date, by: By, known: tuple[date, date]) -> tuple[date, bool]:
    """The last known day of the period that begins so, and whether all its days are known.

    >>> known_part(date(2018, 10, 29), "week", (date(2018, 1, 1), date(2018, 10, 31)))
    (datetime.date(2018, 10, 31), False)
    """
    last_day = last_of(first_day, by)
    return min(last_day, known[1]), known[0] <= first_day and last_day <= known[1]


def label(first_day: date, by: By) -> str:
    """The period in words: "Aug 2018", "week of 6 Aug 2018", "7 Aug 2018"."""
    month = _MONTHS[first_day.month - 1]
    if by == "month":
        return f"{month} {first_day.year}"
    day = f"{first_day.day} {month} {first_day.year}"
    return f"week of {day}" if by == "week" else day


def within(first_day: date, by: By) -> str:
    """When, in words: "in Aug 2018", "in the week of 6 Aug 2018", "on 7 Aug 2018"."""
    return {"month": "in ", "week": "in the ", "day": "on "}[by] + label(first_day, by)


def month_name(day: date) -> str:
    """The month of the day in three letters."""
    return _MONTHS[day.month - 1]
