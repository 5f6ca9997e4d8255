"""What times told by a number of units, or by the time named before, mean: "two days ago", "the day before", "then"."""

from __future__ import annotations

from datetime import timedelta

from detente.when import days, relative
from detente.when.match import Match, count_of, same
from detente.when.mention import Interval
from detente.when.relative import UNKNOWN, Both


def read_ago(m: Match) -> Both | None:
    """ "three days ago", "two weeks later", "a year earlier"; "several years ago" is known to be vague."""
    count = count_of(m)
    unit, published = m.unit(), m.line.context.published
    if count is None and unit in {"hour", "minute", "moment"}:
        count = 1
    if m.kind("g") == "b" and m.line.kind(m.match.end())[:1] not in {"", ",", ".", ";", ")"}:
        return None  # "two days before the vote"
    if count is None or m.line.kind(m.match.start() - 1) == "H" or _is_bound(m):
        return UNKNOWN
    if m.kind("g") == "7" and m.line.kind(m.match.end())[:1] not in {"", ",", ".", ";"}:
        return None  # "a week back home"
    if m.kind("g") in {"g", "7"}:
        if published is None:
            return UNKNOWN
        if unit in {"hour", "minute"}:
            return same(relative.move(days.day(published), -(count // 24) if unit == "hour" else 0, "day"))
        return same(relative.move(days.day(published), -count, unit))
    previous = m.line.context.previous
    if unit in {"hour", "minute", "moment"} and previous is None:
        return None
    if previous is None:
        return UNKNOWN
    sign = -1 if m.kind("g") == "r" else 1
    if unit in {"hour", "minute", "moment"}:
        return same(previous if previous.precision == "day" and (unit != "hour" or count < 12) else None)
    return same(_moved(previous, sign * count, unit))


def _moved(of: Interval, count: int, unit: str) -> Interval | None:
    """So many units from a day on: from a known day, weeks later is a day too."""
    if unit == "week" and of.precision == "day":
        return relative.move(of, 7 * count, "day")
    return relative.move(of, count, unit)


_BOUNDS = frozenset({"than", "over", "least"})
"""Before a number: "more than ten years ago", "over a year ago"."""


def _is_bound(m: Match) -> bool:
    return m.line.word(m.match.start() - 1) in _BOUNDS and m.unit() in {"year", "decade", "century", "month"}


def read_ago_and_half(m: Match) -> Both | None:
    """ "a year and a half ago", "two and a half years ago", "half a year ago"."""
    size = {"year": 12, "decade": 120, "century": 1200}.get(m.unit())
    published = m.line.context.published
    if size is None:
        return None
    if published is None:
        return UNKNOWN
    months = size // 2 + (count_of(m) or 0) * size
    try:
        there = days.shift_month(published, -months)
        return same(there if months < 60 else days.year(there.first_day.year))
    except ValueError:
        return UNKNOWN


def read_month_of_year_ago(m: Match) -> Both | None:
    """ "In March five years ago"."""
    count, published = count_of(m), m.line.context.published
    if count is None or m.unit() != "year":
        return None
    if published is None or published.year - count <= days.FIRST_YEAR:
        return UNKNOWN
    return same(days.month(published.year - count, m.value("m") or 1))


def read_ago_sharp(m: Match) -> Both | None:
    """ "a year ago today", "two weeks ago on Thursday", "ten years ago this week"."""
    count, unit, published = count_of(m), m.unit(), m.line.context.published
    if count is None or published is None:
        return UNKNOWN
    near = published
    if m.kind("w"):
        back = relative.weekday(published, m.value("w") or 0, "")
        if unit == "week" or back[0] is None:
            there = relative.move(days.day(published), -count, "week")
            return same(relative.weekday(there.first_day, m.value("w") or 0, "t")[0] if there else None)
        near = back[0].first_day
    sharp = m.unit("v") if m.kind("v") else "day"
    if m.kind("v") and sharp not in {"week", "month"}:
        return None
    if unit in {"week", "day"}:
        moved = relative.move(days.day(near), -count * (7 if unit == "week" else 1), "day")
    else:
        size = {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit)
        if size is None:
            return None
        try:
            month = days.shift_month(near, -count * size).first_day
        except ValueError:
            return UNKNOWN
        moved = days.on(month.year, month.month, near.day)
    return same(relative.around(moved.first_day, sharp) if moved else None)


def read_before_last(m: Match) -> Both | None:
    """ "the week before last", "the year before last", "the Friday before last"."""
    published = m.line.context.published
    if published is None:
        return UNKNOWN
    sign = -1 if m.kind("ba") == "b" else 1
    if m.kind("w"):
        near = relative.weekday(published, m.value("w") or 0, "l" if sign < 0 else "x")[0]
        return same(relative.move(near, sign * 7, "day") if near else None)
    if m.unit() == "weekend":
        return same(relative.around(published + timedelta(weeks=2 * sign), "weekend"))
    return same(relative.move(days.day(published), 2 * sign, m.unit()))


def read_long_before(m: Match) -> Both | None:
    """ "long before the war"."""
    return UNKNOWN


def read_beside(m: Match) -> Both | None:
    """ "The day before, ...", "the night after.", "the week before": counted from the time named before."""
    previous = m.line.context.previous
    if m.line.kind(m.match.end())[:1] not in {"", ",", ".", ";", ")"}:
        return None
    if previous is None:
        return UNKNOWN
    unit = "day" if m.kind("u") == "P" else m.unit()
    return same(relative.move(previous, -1 if m.kind("ba") == "b" else 1, unit))


def read_then(m: Match) -> Both | None:
    """ "since then", "by then", "at the time", "at that time", "back then": the time named before."""
    previous = m.line.context.previous
    if m.kind("d") and m.line.word(m.match.end() - 1) == "while":
        return None
    if m.kind("d"):
        is_open = m.kind("span")[0] == "q" and m.match.start() > 0
        if m.line.kind(m.match.end()) == "w" or (is_open and m.line.upos(m.match.end()) in {"NOUN", "PROPN", "VERB"}):
            return None  # "at the time of the coup"
        return same(previous) if previous is not None else UNKNOWN
    return same(previous) if previous is not None else None


def read_since_alone(m: Match) -> Both | None:
    """ "has since hired Russians": since the time named before."""
    token = m.line.token(m.match.start())
    if token is None or token.upos != "ADV" or m.line.context.previous is None:
        return None
    return same(m.line.context.previous)


def read_habit(m: Match) -> Both | None:
    """ "every Friday", "each spring", "twice a week": no day."""
    if m.match.group()[0] == "1" and m.line.word(m.match.start() - 1) not in {"once", "twice", "thrice", "times"}:
        return None
    return UNKNOWN


def read_week_later(m: Match) -> Both | None:
    """ "Monday week", "a week on Monday", "a week last Tuesday"."""
    published = m.line.context.published
    if m.unit() != "week":
        return None
    if published is None:
        return UNKNOWN
    near = relative.weekday(published, m.value("w") or 0, "l" if m.kind("r") == "l" else "x")[0]
    return same(relative.move(near, -7 if m.kind("r") == "l" else 7, "day") if near else None)


def read_vague_adverb(m: Match) -> Both | None:
    """ "recently", "the other day", "of late", "long ago", "some time ago"."""
    if m.line.word(m.match.start() - 1) == "as":
        return None  # "as recently as May"
    if m.kind("late") and m.match.start() == 0:
        return UNKNOWN  # "Of late Riyadh has courted Baghdad"
    if m.kind("late"):
        after = m.line.items[m.match.end()].text if m.match.end() < len(m.line.items) else "."
        if after[0].isupper() and m.line.upos(m.match.end()) == "PROPN" and m.line.word(m.match.start() - 1) != "":
            return UNKNOWN if m.line.word(m.match.start() - 1) in {"once", "than", ","} else None
        if m.line.upos(m.match.end()) in {"NOUN", "ADJ", "PROPN"}:
            return None  # "the death of late president Kaczynski"
    return UNKNOWN


def read_weeks_that_followed(m: Match) -> Both | None:
    """ "in the weeks that followed": after the time named before, without a known end."""
    return UNKNOWN if m.line.word(m.match.end() - 1) == "followed" else None


def read_duration(m: Match) -> Both | None:
    """ "for three days": up to publication, where the act is told as going on; its relation says so."""
    published, count = m.line.context.published, count_of(m)
    if m.unit() in {"hour", "minute", "moment"} or published is None:
        return None
    if not m.kind("n"):
        return UNKNOWN if m.line.word(m.match.end() - 1).endswith("s") else None  # "for months"
    return same(relative.rolling(published, count, m.unit()) if count else None)


def read_ahead(m: Match) -> Both | None:
    """ "in two weeks": a day to come, or a length of time; so it has no reading in the past."""
    count, published = count_of(m), m.line.context.published
    if (m.line.word(m.match.start()) not in {"in", "within"} and not m.kind("now")) or m.unit() in {
        "hour",
        "minute",
        "century",
    }:
        return None
    if published is None or count is None:
        return UNKNOWN
    there = relative.move(days.day(published), count, m.unit())
    if there is not None and m.line.word(m.match.start()) == "within":
        return None, Interval(published, there.last_day, "range")
    return None, there


def read_that_event(m: Match) -> Both | None:
    """ "In that attack", "during that war": when the time named last was."""
    previous = m.line.context.previous
    if previous is None or m.line.word(m.match.end() - 1) not in _EVENTS:
        return None
    return same(previous)


_EVENTS = frozenset(
    "event attack incident raid clash war operation protest bombing shooting massacre coup uprising battle conflict "
    "summit meeting visit riot crackdown ambush strike assault".split()
)


def read_vague(m: Match) -> Both | None:
    """ "in recent weeks", "the coming days", "the past few months", "years ago"."""
    unit, published, previous = m.unit(), m.line.context.published, m.line.context.previous
    if not m.line.word(m.match.end("u") - 1).endswith("s"):
        return None
    if unit not in {"hour", "minute", "moment"}:
        return UNKNOWN
    if m.match.group()[-1:] in {"r", "R"}:  # "hours later"
        return same(previous) if previous is not None and previous.precision == "day" else None
    return same(days.day(published)) if published is not None else UNKNOWN
