"""Times of a sentence that belong together: the two ends of a range, a year said once, an event and its day."""

from __future__ import annotations

from datetime import date, timedelta

from detente.when import days
from detente.when.grammar import Found
from detente.when.line import Line
from detente.when.mention import Interval
from detente.when.offset_rules import days_after

_JOINS = {"k": True, "u": True, "h": False, "-": False, "&": True}
"""Words between the ends of a range; True where "from" or "between" must open it."""


def with_shared_year(line: Line, found: list[Found]) -> list[Found]:
    """ "in June and July of 1973": the year said last is that of the month before too."""
    for i in range(len(found) - 1):
        found[i + 1] = _in_year_before(line, found[i], found[i + 1])
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        between = [line.word(j) for j in range(a.last, b.first)]
        if a.shape not in {"M", "MD"} or b.shape not in {"MY", "MDY"} or not between:
            continue
        if set(between) <= {"and", "or", ",", "on", "in", "early", "late"} and b.both[0] is not None:
            year = b.both[0].first_day.year
            moved = [_moved(x, year) for x in a.both]
            found[i] = a._replace(both=(moved[0] or moved[1], moved[0] or moved[1]), shape=b.shape)
    return found


_SAME_STORY_DAYS = 200


def _in_year_before(line: Line, a: Found, b: Found) -> Found:
    """ "invaded on 1 September 1939, and declared war on 3 September": the year said before goes on."""
    if a.shape not in {"MDY", "MY"} or b.shape not in {"MD", "M"} or line.kind(a.first - 1) == "q":
        return b
    start, given = a.both[0], b.both[0] or b.both[1]
    if start is None or given is None or line.kind(b.first) in "lptxc":
        return b
    moved = _moved(given, start.first_day.year)
    if moved is None or not 0 <= (moved.first_day - start.first_day).days <= _SAME_STORY_DAYS:
        return b
    return b._replace(both=(moved, moved))


def _moved(interval: Interval | None, year: int) -> Interval | None:
    if interval is None:
        return None
    if interval.precision == "month":
        return days.month(year, interval.first_day.month)
    first = _in_year(interval.first_day, year)
    return interval._replace(first_day=first, last_day=_in_year(interval.last_day, year))


def joined_range(line: Line, a: Found, b: Found) -> Found | None:
    """ "from 2011 to 2014", "between May and July 2018", "Monday through Friday" as one time; None where it is none."""
    if (a.shape, line.kinds[a.last : b.first]) in {("Y", "&"), ("M", "&"), ("W", "&"), ("MY", "&")}:
        pair = _neighbours(line, a, b)
        if pair is not None:
            return pair
    joint = line.kinds[a.last : b.first].replace("o", "").replace("q", "").replace("f", "")
    if joint not in _JOINS:
        return None
    opener = line.kind(a.first - 1) if line.kind(a.first - 1) != "q" else line.kind(a.first - 2)
    if joint == "&" and opener != "z":
        return None
    if _JOINS[joint] and opener not in {"f", "z"} and (joint != "k" or a.shape != b.shape or not a.shape):
        return None
    both = tuple(_join(a, b, i) for i in (0, 1))
    return Found(a.first, b.last, (both[0], both[1]), "range")


def _neighbours(line: Line, a: Found, b: Found) -> Found | None:
    """ "in 1999 and 2000", "on Monday and Tuesday": what follows without a gap is one time."""
    if a.shape != b.shape or line.kind(a.first - 1) not in {"i", "o"}:
        return None
    joined: list[Interval | None] = []
    for start, stop in zip(a.both, b.both, strict=True):
        is_next = start is not None and stop is not None and (stop.first_day - start.last_day).days == 1
        joined.append(Interval(start.first_day, stop.last_day, "range") if is_next and start and stop else None)
    return Found(a.first, b.last, (joined[0], joined[1]), "range") if joined[0] or joined[1] else None


def with_events(line: Line, found: list[Found]) -> list[Found]:
    """ "A week after the summit of 12 June": the day of the event stands behind, in the same phrase or clause."""
    result: list[Found] = []
    for i, a in enumerate(found):
        if i and result and result[-1].last >= a.last:
            continue  # part of "the week of 9 July"
        if a.step is None:
            result.append(a)
            continue
        b = found[i + 1] if i + 1 < len(found) else None
        if b is not None and b.step is None and _dates_event(line, a, b):
            published = line.context.published
            year = published.year if published else None
            past = days_after(b.both[0], a.step, 0, year) if b.both[0] else None
            future = days_after(b.both[1], a.step, 1, year) if b.both[1] else None
            if a.step.unit == "anniversary" and not a.step.units and past and published and past.first_day > published:
                past = days.on(past.first_day.year - 1, past.first_day.month, past.first_day.day)
            is_week_of = a.step.units == 0 and a.step.unit == "week"
            result.append(a._replace(both=(past, future), last=b.last if is_week_of else a.last))
        elif a.step.unit in {"hour", "minute", "moment"} or (a.step.units == 0 and a.step.unit == "week"):
            continue  # "hours after the attack", "the week of talks"
        else:
            result.append(a)
    return result


_LONGEST_EVENT = 10


def _dates_event(line: Line, a: Found, b: Found) -> bool:
    between = line.kinds[a.last : b.first]
    if a.step is not None and a.step.units == 0 and a.step.unit == "week":
        return between.replace("q", "") == ""
    if a.step is not None and a.step.may_follow_comma:
        between = between.removesuffix(",") if not between.startswith(",") else between  # "the crash, 17 July"
    return len(between) <= _LONGEST_EVENT and not set(between) & set(",;:.?!")


def _join(a: Found, b: Found, reading: int) -> Interval | None:
    start, stop = a.both[reading], b.both[reading]
    if stop is None or start is None:
        return None
    first = start.first_day
    # the end says the year, or the beginning has to lie before it: "May to July 2015", "from Saturday to Monday"
    if a.shape in {"M", "MD"} and b.shape in {"MY", "MDY"}:
        first = _in_year(first, stop.last_day.year)
    if first > stop.last_day and a.shape == "W":
        first -= timedelta(days=7)
    if first > stop.last_day and a.shape in {"M", "MD"}:
        first = _in_year(first, first.year - 1)
    if first > stop.last_day:
        return None
    return Interval(first, stop.last_day, "range")


def _in_year(of: date, year: int) -> date:
    moved = days.on(year, of.month, of.day)
    return moved.first_day if moved is not None else of
