"""Whether two tellings can be of one day, and how well their days agree."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from detente.record.merging.values import Telling

LATE = 7
"""Days after an act on which reports still tell of it without a date."""
RECALL = 400
"""Days after an act on which a report that tells no day of it may still be compared: anniversaries."""
FAR = frozenset({"undated, told late", "both undated"})
"""Facts that let two tellings be years apart: only their words can bring them together."""
LOOSE = frozenset({"reports of one week", "report of days after"})
"""Facts that leave open which day of a week it was."""
_SLIP = 2
"""Days by which two dates said for one act may differ: time zones, "overnight", a reporter's reckoning."""
_VAGUE = 7
"""An interval of so many days or more says little."""


class Days(NamedTuple):
    """When a telling's act can have been: from `first` to `last`; and how that is known."""

    first: date
    last: date
    how: Literal["said", "vague", "report"]


def days_of(telling: Telling) -> Days | None:
    """The days that the text says; without any, those before the report; None where the text tells of no known day.

    Days after the report are those of a plan, which was made by the day of the report.
    """
    t = telling
    return _days(t.first_day, t.last_day, t.published, t.implicit, t.slack)


@lru_cache(maxsize=1 << 15)
def _days(first: date | None, last: date | None, published: date | None, implicit: bool, slack: int) -> Days | None:
    if first is None or last is None:
        return None
    if implicit or (published is not None and first > published):
        told = published or first
        return Days(moved(told, -LATE), told, "report")
    how: Literal["said", "vague"] = "vague" if (last - first).days >= _VAGUE else "said"
    return Days(moved(first, -slack), moved(last, slack), how)


def is_ahead(telling: Telling) -> bool:
    """Whether the day that is said is yet to come."""
    return telling.published is not None and telling.first_day is not None and telling.first_day > telling.published


def compare(one: Telling, other: Telling) -> str | None:
    """How the days agree, as the name of a fact; None where the two cannot be of one time."""
    a, b = days_of(one), days_of(other)
    if a is None or b is None:
        return _undated(one, other)
    if is_ahead(one) and is_ahead(other):
        return _ahead(one, other)
    gap = gap_of(a, b)
    if "vague" in (a.how, b.how):
        return "vague days" if gap == 0 else None
    if a.how == b.how == "said":
        if gap == 0:
            return "same days" if (a.first, a.last) == (b.first, b.last) else "days overlap"
        return "days differ" if gap <= _SLIP else None
    if a.how == b.how:
        apart = abs((a.last - b.last).days)
        if apart > LATE:
            return None
        return "reports of one day" if apart == 0 else "reports of next days" if apart == 1 else "reports of one week"
    said, report = (a, b) if a.how == "said" else (b, a)
    if gap == 0:
        since = (report.last - said.last).days
        if since <= 0:
            return "report of that day"
        return "report of the day after" if since == 1 else "report of days after"
    # the report came out before the day that the other says: by time zones at most
    return "report of the day before" if said.first > report.last and gap == 1 else None


def _ahead(one: Telling, other: Telling) -> str | None:
    """Two plans: their days, as far as they are known, meet."""
    if one.first_day is None or one.last_day is None or other.first_day is None or other.last_day is None:
        return None
    gap = gap_of(Days(one.first_day, one.last_day, "said"), Days(other.first_day, other.last_day, "said"))
    return "same days ahead" if gap == 0 else "other days ahead" if gap <= _SLIP else None


def _undated(one: Telling, other: Telling) -> str | None:
    """One tells of an act without its day: it can be any before its report, as far back as reports recall."""
    for undated, dated in ((one, other), (other, one)):
        days = days_of(dated)
        if days_of(undated) is None and days is not None:
            if undated.published is None or days.first > undated.published:
                return None
            since = (undated.published - days.last).days
            return None if since > RECALL else "undated, told soon" if since <= LATE else "undated, told late"
    if one.published is None or other.published is None:
        return None
    return "both undated" if abs((one.published - other.published).days) <= RECALL else None


def moved(day: date, days: int) -> date:
    """The day so many days later; the first or last of the calendar where it has no such."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def gap_of(one: Days, other: Days) -> int:
    """Days between two intervals, 0 where they overlap."""
    return max(0, (one.first - other.last).days, (other.first - one.last).days)
