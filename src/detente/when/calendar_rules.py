"""What the dates of the calendar mean: "7 August 2018", "mid-June", "the second quarter", "the 1990s"."""

from __future__ import annotations

import re
from datetime import timedelta

from detente.when import days, relative
from detente.when.guards import is_month, is_number_of_things, is_year
from detente.when.match import Match, count_of, part_of, same, year_of
from detente.when.mention import Interval
from detente.when.relative import UNKNOWN, Both


def read_day_of_month(m: Match) -> Both | None:
    """ "Tuesday, August 7, 2018", "7 August", "Aug. 7", "3-5 March", "June 12 last year"."""
    month, first, last, weekday = m.value("m") or 0, m.value("d") or 0, m.value("d2"), m.value("w")
    number = m.match.start("d")
    if m.item("y") is None and number > m.match.start("m") and is_number_of_things(m.line, number, after_month=True):
        return None  # "in August 20 people died"
    year = m.value("y") if m.item("y") is not None and m.value("y") else None
    published = m.line.context.published
    if m.item("y") is not None:
        year = int(m.match.start("y") >= 0 and m.line.items[m.match.start("y")].text)
    elif m.kind("r"):
        if m.unit() != "year" or published is None:
            return UNKNOWN
        year = published.year + {"l": -1, "t": 0, "x": 1}[m.kind("r")]
    if year is None:
        if published is None:
            return UNKNOWN
        if _is_september_attack(m, month, first):
            return same(days.on(2001, 9, 11))
        past, future = relative.nearest_day(published, month, first, weekday)
        if m.kind("c"):
            past, future = (past, past) if m.kind("c") in {"l", "p"} else (future, future)
        if past is None and future is None and weekday is not None:
            past, future = relative.nearest_day(published, month, first, None)
        if last is None:
            return past, future
        return _through(past, month, last), _through(future, month, last)
    whole = days.on(year, month, first)
    return same(whole if last is None else _through(whole, month, last))


def _through(start: Interval | None, month: int, last: int) -> Interval | None:
    if start is None:
        return None
    stop = days.on(start.first_day.year, month, last)
    return Interval(start.first_day, stop.last_day, "range") if stop and stop.last_day >= start.first_day else None


def _is_september_attack(m: Match, month: int, number: int) -> bool:
    return (month, number) == (9, 11) and m.line.word(m.match.end()).startswith(("attack", "terror", "hijack"))


def read_month(m: Match) -> Both | None:
    """ "March 2015", "in March", "mid-June", "last March", "March of this year"."""
    at = m.match.start("m")
    is_dated = m.item("y") is not None or bool(m.kind("r2"))
    if not is_month(m.line, at, is_dated or bool(m.kind("r") or m.kind("e"))):
        return None
    number, published = m.value("m") or 0, m.line.context.published
    if m.item("y") is not None:
        if is_number_of_things(m.line, m.match.start("y")):
            return None
        given = year_of(m, "y")
        both = same(days.month(given, number) if days.year(given) else None)
    elif published is None:
        return UNKNOWN
    elif m.kind("r2"):
        if m.unit() != "year":
            return None
        year = published.year + {"l": -1, "t": 0, "x": 1}[m.kind("r2")]
        both = same(days.month(year, number))
    elif m.kind("r") in {"l", "p"}:
        year = published.year - (number >= published.month)
        both = same(days.month(year, number))
    elif m.kind("r") in {"x", "c"}:
        year = published.year + (number <= published.month)
        both = same(days.month(year, number))
    elif m.kind("r") == "t":
        both = same(days.month(published.year, number))
    else:
        both = relative.nearest_month(published, number)
    if m.kind("r") and m.line.kind(m.match.end()) == "D" and not is_number_of_things(m.line, m.match.end()):
        return None  # "the upcoming Jan. 9 vote": the day is read from the month on
    which = part_of(m)
    if which is None:
        return both
    whole = [days.month(b.first_day.year, number) if b is not None else None for b in both]
    return days.part(whole[0], which), days.part(whole[1], which)


def read_year(m: Match) -> Both | None:
    """ "in 2015", "early 2019", "the end of 2018"."""
    at = m.match.start("y")
    which = part_of(m)
    if not is_year(m.line, at, which is not None):
        return None
    whole = days.year(year_of(m, "y"))
    return same(days.part(whole, which) if which else whole)


def read_years(m: Match) -> Both | None:
    """ "2011-2014", "2011-14"."""
    first = year_of(m, "y")
    word = m.line.items[m.match.start("y2")].text
    second = int(word) if len(word) == 4 else first // 100 * 100 + int(word)
    a, b = days.year(first), days.year(second)
    if m.line.word(m.match.start() - 1) == "/" or ("/" in m.match.group() and second != first + 1):
        return None
    if len(word) not in {2, 4} or a is None or b is None or not 0 < second - first <= 150:
        return None
    if is_number_of_things(m.line, m.match.start("y2")):
        return None
    return same(Interval(a.first_day, b.last_day, "range"))


def read_decade(m: Match) -> Both | None:
    """ "the 1990s", "the early '80s"."""
    digits = re.sub(r"\D", "", m.line.items[m.match.start("x")].text)
    first = int(digits)
    if len(digits) == 2:
        first += 2000 if first in {0, 10} else 1900
    whole, which = days.decade(first), part_of(m)
    return same(days.part(whole, which) if which else whole)


def read_figures(m: Match) -> Both | None:
    """2018-08-07, 13/03/2018; 12/03/2018 stays unknown, for it may be December or March."""
    a, b, c = (int(n) for n in re.split(r"[-/.]", m.line.items[m.match.start()].text))
    if a > 31:
        return same(days.on(a, b, c))
    readings = {r for r in (days.on(c, b, a), days.on(c, a, b)) if r is not None}
    return same(readings.pop() if len(readings) == 1 else None)


def read_season(m: Match) -> Both | None:
    """ "last spring", "the summer of 2016", "spring 2015", "in the autumn"."""
    name, published = m.line.word(m.match.start("s")), m.line.context.published
    if m.item("y") is not None:
        given = year_of(m, "y")
        return same(days.season(given, name) if days.year(given) and given < days.LAST_YEAR else None)
    if published is None:
        return UNKNOWN
    past, future = relative.nearest_season(published, name)
    if m.kind("r2"):
        year = published.year + {"l": -1, "t": 0, "x": 1}[m.kind("r2")]
        return same(days.season(year, name)) if m.unit() == "year" else None
    if m.kind("r") in {"l", "p"}:
        start = published.year - (days.SEASON_START[name] > published.month)
        if days.season(start, name).last_day >= published:
            start -= 1
        return same(days.season(start, name))
    if m.kind("r") in {"x", "c"}:
        return same(days.season(published.year + (days.SEASON_START[name] <= published.month), name))
    if m.kind("r") == "t":
        this = days.season(published.year, name)
        if this.first_day > published:
            return same(this)
        return (days.until(this, published), days.since(this, published)) if this.last_day >= published else same(this)
    if name == "fall" or m.line.kind(m.match.end()) == "w":
        return None  # "in the fall of Kabul", "in the spring of nations"
    return past, future


def read_quarter(m: Match) -> Both | None:
    """ "the second quarter", "Q3 2019", "the first half of 2020", "the first half of this year"."""
    number, published = m.value("o") or 0, m.line.context.published
    is_half = m.kind("h") == "H"
    if not is_half and m.kind("h") and m.line.word(m.match.start("h")) != "quarter":
        return None
    if number > (2 if is_half else 4):
        return None
    build = days.half if is_half else days.quarter
    if m.item("y") is not None:
        given = year_of(m, "y")
        return same(build(given, number) if days.year(given) else None)
    if m.kind("r") and m.unit() != "year":
        return None
    if is_half and not m.kind("r"):
        return None  # the first half of a match
    if published is None:
        return UNKNOWN
    if m.kind("r"):
        return same(build(published.year + {"l": -1, "p": -1, "x": 1}.get(m.kind("r"), 0), number))
    this = build(published.year, number)
    past = this if this.first_day <= published else build(published.year - 1, number)
    future = this if this.last_day >= published else build(published.year + 1, number)
    return days.until(past, published), days.since(future, published)


def read_stretch(m: Match) -> Both | None:
    """ "the first week of June", "the last day of 2017", "the first three months of 2018"."""
    unit = m.unit()
    if unit not in {"day", "week", "month"}:
        return None
    which = m.value("o") if m.kind("o") == "O" else -1
    count = count_of(m) or 1 if m.kind("n") else 1
    published = m.line.context.published
    if m.item("m") is not None:
        if m.item("y") is not None:
            given = year_of(m, "y")
            wholes = [days.month(given, m.value("m") or 1) if days.year(given) else None]
        else:
            wholes = list(relative.nearest_month(published, m.value("m") or 1)) if published else [None]
            wholes = [days.month(w.first_day.year, w.first_day.month) if w else None for w in wholes]
    elif m.item("y") is not None:
        wholes = [days.year(year_of(m, "y"))]
    else:
        if m.unit("v") not in {"year", "month"}:
            return None
        if published is None:
            return UNKNOWN
        shift = {"l": -1, "x": 1}.get(m.kind("r"), 0)
        wholes = [relative.move(days.day(published), shift, m.unit("v"))]
    cut = [_cut(w, which or 1, count, unit) if w is not None else None for w in wholes]
    return cut[0], cut[-1]


def _cut(whole: Interval, which: int, count: int, unit: str) -> Interval | None:
    if unit == "month":
        if whole.precision != "year" or which not in {1, -1} or count > 12:
            return None
        return days.months(whole.first_day.year, 1 if which == 1 else 13 - count, count)
    size = {"day": 1, "week": 7}.get(unit, 0) * count
    if not size:
        return None
    if which == -1:
        first, last = whole.last_day - timedelta(days=size - 1), whole.last_day
    else:
        first = whole.first_day + timedelta(days=size * (which - 1))
        last = first + timedelta(days=size - 1)
    if last > whole.last_day or first < whole.first_day:
        return None
    return Interval(first, last, "day" if size == 1 else "week" if size == 7 else "range")


def read_attack_of_2001(m: Match) -> Both | None:
    return same(days.on(2001, 9, 11))
