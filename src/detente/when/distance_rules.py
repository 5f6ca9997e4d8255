"""What times told by their distance from publication or from the time named last mean: "last week", "two days ago"."""

from __future__ import annotations

from datetime import timedelta

from detente.when import days, relative
from detente.when.match import Match, count_of, part_of, same
from detente.when.mention import Interval
from detente.when.relative import UNKNOWN, Both


def read_weekday(m: Match) -> Both | None:
    """ "Tuesday", "late on Monday", "last Friday", "Tuesday last week"."""
    published, number = m.line.context.published, m.value("w") or 0
    if m.line.word(m.match.start() - 1) in {"every", "each"}:
        return UNKNOWN
    if m.line.kind(m.match.start() - 1) == "1" and m.line.upos(m.match.end()) != "NOUN":
        return UNKNOWN  # "on a Monday"; "during a Friday prayer" is on a certain one
    if published is None:
        return UNKNOWN
    if m.kind("r2"):
        if m.unit() != "week":
            return None
        moved = published + timedelta(weeks={"l": -1, "p": -1, "t": 0, "x": 1, "c": 1}[m.kind("r2")])
        return relative.weekday(moved, number, "t")
    said = m.kind("r")[-1:]
    if said == "j":
        previous = m.line.context.previous
        if previous is None or (previous.last_day - previous.first_day).days > 7:
            return UNKNOWN
        return same(relative.weekday(previous.first_day, number, "")[1])
    if said == "F":
        previous = m.line.context.previous
        return same(relative.weekday(previous.last_day, number, "x")[0]) if previous else UNKNOWN
    return relative.weekday(published, number, said)


def read_weekdays(m: Match) -> Both | None:
    """ "on Fridays": a habit, not a day."""
    return UNKNOWN


def read_today(m: Match) -> Both | None:
    """ "today", "late yesterday", "tomorrow night", "overnight", "the day before yesterday"."""
    published, word = m.line.context.published, m.line.word(m.match.start("t"))
    if published is None:
        return UNKNOWN
    offset = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if m.kind("ba"):
        if m.unit() != "day":
            return None
        offset += -1 if m.kind("ba") == "b" else 1
    moved = relative.move(days.day(published), offset, "day")
    if m.kind("w") == "U":
        if m.line.word(m.match.end() - 1) != "week":
            return None
        return same(relative.move(moved, 7, "day") if moved is not None else None)  # "tomorrow week"
    if word == "overnight" and moved is not None:
        return same(Interval(moved.first_day - timedelta(days=1), moved.last_day, "range"))
    return same(moved)


def read_overnight(m: Match) -> Both | None:
    """ "overnight on Friday"; "overnight into Saturday", which began on Friday."""
    if m.line.word(m.match.start("t")) != "overnight":
        return None
    published = m.line.context.published
    if published is None:
        return UNKNOWN
    both = relative.weekday(published, m.value("w") or 0, "")
    if m.kind("k") != "k":
        return both
    return tuple(Interval(b.first_day - timedelta(days=1), b.last_day, "range") if b else None for b in both)  # type: ignore[return-value]


def read_near(m: Match) -> Both | None:
    """ "last week", "this year", "the past three days", "the following day", "earlier this month", "last night"."""
    said, unit, published, previous = m.kind("r"), m.unit(), m.line.context.published, m.line.context.previous
    if m.kind("p"):
        return _part_of_day(m)
    if unit == "fortnight" and said in {"l", "p"} and not m.kind("n"):
        return same(relative.rolling(published, 1, unit)) if published is not None else UNKNOWN
    if unit in {"minute", "hour", "moment"} and not m.kind("n"):
        if said not in {"p", "l"} or published is None:
            return None
        return same(days.day(published))  # "in the past hour"
    if unit == "century":
        if published is None or said not in {"t", "l", "p"}:
            return None
        number = (published.year - 1) // 100 + 1
        whole = days.century(number if said == "t" else number - 1)
        if whole is not None and part_of(m) is not None:
            return same(days.part_of_century(whole, part_of(m) or ""))
        return same(days.until(whole, published))
    if said in {"A", "j", "v", "F"} or (said == "x" and unit == "day" and not m.kind("n")):
        if unit == "day" and said == "A" and previous is None and published is not None:
            return same(days.day(published))
        if previous is None:
            return UNKNOWN
        if said in {"A", "j"}:
            is_fine = unit != "day" or previous.precision == "day"
            return same(relative.around(previous.first_day, unit) if is_fine else None)
        return same(relative.move(previous, -1 if said == "v" else 1, unit))
    if published is None:
        return UNKNOWN
    if m.kind("n"):
        count = count_of(m)
        if count is None:
            return UNKNOWN
        return same(relative.rolling(published, -count if said in {"x", "c"} else count, unit))
    is_rolling = said == "p" or (said in {"l", "x"} and bool(m.kind("q")) and unit not in {"weekend"})
    if unit == "day" and said not in {"p"}:
        return None
    if unit != "weekend" and is_rolling and not m.kind("e"):
        return same(relative.rolling(published, -1 if said == "x" else 1, unit))
    if said == "t":
        return _this(m, unit)
    if unit == "decade":
        return UNKNOWN
    step = -1 if said in {"l", "p"} else 1
    if unit == "weekend":
        moved = published + timedelta(weeks=0 if said == "c" else step)
        return same(relative.around(moved, "weekend"))
    whole = relative.move(days.day(published), step, unit)
    which = part_of(m)
    return same(days.part(whole, which) if which else whole)


def _this(m: Match, unit: str) -> Both | None:
    published = m.line.context.published
    if published is None:
        return UNKNOWN
    past, future = relative.within(published, unit)
    if m.kind("e") == "r":
        return past, past
    if m.kind("e") == "R":
        return future, future
    which = part_of(m)
    if which is not None:
        return same(days.part(relative.around(published, unit), which))
    return past, future


def _part_of_day(m: Match) -> Both | None:
    published, word = m.line.context.published, m.line.word(m.match.start("p"))
    if published is None:
        return UNKNOWN
    if m.kind("r") == "t":
        return same(days.day(published))
    if m.kind("r") in {"j", "A", "v"}:
        previous = m.line.context.previous
        if previous is None or previous.precision != "day":
            return UNKNOWN
        return same(relative.move(previous, -1 if m.kind("r") == "v" else 0, "day"))
    if m.kind("r") == "l" and word in {"night", "evening"}:
        return same(relative.move(days.day(published), -1, "day"))
    if m.kind("r") in {"x", "F"}:
        previous = m.line.context.previous
        return same(relative.move(previous, 1, "day")) if previous else UNKNOWN
    return None


def read_in_the(m: Match) -> Both | None:
    """ "earlier in the day", "later in the week", "the end of the year", "over the weekend"."""
    unit, published, previous = m.unit(), m.line.context.published, m.line.context.previous
    if unit not in {"day", "week", "month", "year", "quarter", "weekend", "decade"}:
        return None
    if not m.kind("e") and unit != "weekend":
        return None
    if published is None:
        return UNKNOWN
    if unit == "day":
        if m.kind("e") not in {"r", "R"}:
            return None
        day = previous if previous is not None and previous.precision == "day" else days.day(published)
        return same(day)
    if unit == "weekend":
        ended = relative.around(published, "weekend")
        if ended is not None and ended.first_day > published:
            return relative.around(published - timedelta(weeks=1), "weekend"), ended
        return ended, ended
    return _this(m, unit)
