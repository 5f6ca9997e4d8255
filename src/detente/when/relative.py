"""Days told by their distance: "last week", "two days ago", "the following day", "earlier this month"."""

from __future__ import annotations

from datetime import date, timedelta

from detente.when import days
from detente.when.mention import Interval

Both = tuple[Interval | None, Interval | None]
"""The reading in a clause about the past and the one in a clause about the future."""

UNKNOWN: Both = (None, None)


def move(of: Interval, count: int, unit: str) -> Interval | None:
    """The day, week, month … that lies so many units after the interval (before, if negative)."""
    try:
        if unit in {"day", "night"}:
            return days.day((of.first_day if count < 0 else of.last_day) + timedelta(days=count))
        if unit == "week":
            return days.week(of.first_day + timedelta(weeks=count))
        if unit == "fortnight":
            return days.day((of.first_day if count < 0 else of.last_day) + timedelta(weeks=2 * count))
        if unit == "month":
            return days.shift_month(of.first_day, count)
        if unit == "quarter":
            moved = days.shift_month(of.first_day, 3 * count).first_day
            return days.quarter(moved.year, (moved.month + 2) // 3)
    except (OverflowError, ValueError):
        return None
    if unit == "year":
        return days.year(of.first_day.year + count)
    if unit == "decade":
        return days.year(of.first_day.year + 10 * count)
    if unit == "century":
        return days.year(of.first_day.year + 100 * count)
    return None


def around(of: date, unit: str) -> Interval | None:
    """The whole week, month … that holds the day."""
    if unit == "decade":
        return days.decade(of.year - of.year % 10)
    if unit == "weekend":
        monday = days.week(of).first_day
        return Interval(monday + timedelta(days=5), monday + timedelta(days=6), "range")
    return move(days.day(of), 0, unit)


def within(published: date, unit: str) -> Both:
    """ "this week": up to the day of publication, or from it on in a clause about the future."""
    whole = around(published, unit)
    if unit in {"day", "weekend"}:
        return whole, whole
    return days.until(whole, published), days.since(whole, published)


def rolling(published: date, count: int, unit: str) -> Interval | None:
    """ "the past three days": so many units back (ahead, if negative), up to the day of publication."""
    if unit in {"hour", "minute"}:
        count, unit = (-(-count // 24) if unit == "hour" else 0), "day"
    if unit in {"fortnight", "night"}:
        count, unit = (2 * count, "week") if unit == "fortnight" else (count, "day")
    try:
        if unit in {"day", "week"}:
            edge = published - timedelta(days=count * (7 if unit == "week" else 1))
        else:
            step = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
            if step is None:
                return None
            there = days.shift_month(published, -step * count)
            edge = there.first_day.replace(day=min(published.day, there.last_day.day))
    except (OverflowError, ValueError):
        return None
    return Interval(min(edge, published), max(edge, published), "range")


def weekday(published: date, number: int, said: str) -> Both:
    """The weekday meant; `said` is the class of the word before it ("l" for "last"), or "".

    Bare: the most recent such day on or before publication, in a clause about the future the next on or after it.
    "last" and "next" never mean the day of publication (AP style: the nearest one, not that of the next week).
    """
    back, ahead = (published.weekday() - number) % 7, (number - published.weekday()) % 7
    try:
        if said in {"l", "p"}:
            same = days.day(published - timedelta(days=back or 7))
            return same, same
        if said in {"x", "c"}:
            same = days.day(published + timedelta(days=ahead or 7))
            return same, same
        if said == "t":
            same = days.day(days.week(published).first_day + timedelta(days=number))
            return same, same
        return days.day(published - timedelta(days=back)), days.day(published + timedelta(days=ahead))
    except OverflowError:
        return UNKNOWN


def nearest_month(published: date, number: int) -> Both:
    """A month without a year: the latest that had begun, up to publication; the next that has not ended."""
    past_year = published.year - (number > published.month)
    future_year = published.year + (number < published.month)
    if not days.FIRST_YEAR < past_year <= future_year < days.LAST_YEAR:
        return UNKNOWN
    return (
        days.until(days.month(past_year, number), published),
        days.since(days.month(future_year, number), published),
    )


def nearest_day(published: date, month: int, number: int, weekday_said: int | None) -> Both:
    """A day without a year: the latest on or before publication, the next on or after it; a weekday said must fit."""
    past = future = None
    years = range(0, 9) if weekday_said is None else range(0, 7)
    for back in years:
        found = days.on(published.year - back, month, number)
        if found and found.first_day <= published and weekday_said in {None, found.first_day.weekday()}:
            past = found
            break
    for ahead in years:
        found = days.on(published.year + ahead, month, number)
        if found and found.first_day >= published and weekday_said in {None, found.first_day.weekday()}:
            future = found
            break
    return past, future


def nearest_season(published: date, name: str, *, is_southern: bool = False) -> Both:
    """A season without a year: the latest that had begun, cut at publication; the next that has not ended."""
    if not days.FIRST_YEAR + 2 < published.year < days.LAST_YEAR - 2:
        return UNKNOWN
    near = seasons_near(published, name, is_southern)
    past = [s for s in near if s.first_day <= published][-1]
    future = next(s for s in near if s.last_day >= published)
    return days.until(past, published), days.since(future, published)


def seasons_near(of: date, name: str, is_southern: bool) -> list[Interval]:
    """That season of the years around the day, in order."""
    return [days.season(y, name, is_southern=is_southern) for y in range(of.year - 2, of.year + 3)]
