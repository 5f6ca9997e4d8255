"""What parts of the calendar longer than a month mean: "the second quarter", "the first week of June", "the 1990s"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from detente.when import days, relative
from detente.when.guards import is_number_of_things
from detente.when.match import Match, count_of, part_of, same, year_of
from detente.when.mention import Interval
from detente.when.relative import UNKNOWN, Both


def read_decade_of_century(m: Match) -> Both | None:
    """ "the first decade of this century", "the last decade of the 19th century"."""
    published = m.line.context.published
    if m.unit() != "decade" or m.unit("v") != "century":
        return None
    if not m.value("c") and published is None:
        return UNKNOWN
    number = m.value("c") or ((published.year - 1) // 100 + 1 if published else 0)
    whole, which = days.century(number), m.value("o") or 10
    if whole is None or which > 10:
        return None
    first = whole.first_day.year + 10 * (which - 1)
    return same(Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade"))


def read_half_decade(m: Match) -> Both | None:
    """ "the second half of the 1990s"."""
    whole = days.decade(m.value("x") or int(re.sub(r"\D", "", m.line.items[m.match.start("x")].text)[-4:] or 0))
    if whole is None or (m.value("o") or 2) > 2:
        return None
    first = whole.first_day.year + (0 if m.value("o") == 1 else 5)
    return same(Interval(date(first, 1, 1), date(first + 4, 12, 31), "range"))


def read_century(m: Match) -> Both | None:
    """ "the 19th century", "the late twentieth century"."""
    if m.unit() != "century":
        return None
    whole, which = days.century(m.value("o") or 0), part_of(m)
    if whole is None or which is None:
        return same(whole)
    return same(days.part_of_century(whole, which))


def read_turn(m: Match) -> Both | None:
    """ "the turn of the year", "the turn of 2006"; of a century unknown."""
    published = m.line.context.published
    if m.item("y") is not None:
        return same(_turn(year_of(m, "y")))
    if m.unit() != "year" or published is None:
        return UNKNOWN
    return _turn(published.year), _turn(published.year + 1)


def _turn(year: int) -> Interval | None:
    first, last = days.on(year - 1, 12, 31), days.on(year, 1, 1)
    return Interval(first.first_day, last.last_day, "range") if first and last else None


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
    item = m.line.items[m.match.start("x")]
    digits = re.sub(r"\D", "", item.text)
    if not digits and "q" not in m.match.group() and "-" not in m.match.group():
        return None  # "in his sixties"
    first = int(digits or item.value)
    if len(digits) == 2:
        first += 2000 if first in {0, 10} else 1900
    whole, which = days.decade(first), part_of(m)
    return same(days.part(whole, which) if which else whole)


def read_quarter(m: Match) -> Both | None:
    """ "the second quarter", "Q3 2019", "the first half of 2020", "the first half of this year"."""
    number, published = m.value("o") or 0, m.line.context.published
    is_half = m.kind("h") == "H"
    if not is_half and m.kind("h") and m.line.word(m.match.start("h")) != "quarter":
        return None
    if number == 0:
        if m.item("y") is None and not m.kind("r"):
            return None  # "the last quarter": counted from publication
        number = 1 if m.line.word(m.match.start("o")) == "opening" else 2 if is_half else 4
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
    unit = m.unit() if m.kind("u") != "H" else "half"
    if unit not in {"half", "hour", "day", "week", "month"}:
        return None
    which = m.value("o") if m.kind("o") == "O" else -1
    if m.line.word(m.match.start("o")) == "opening":
        which = 1
    is_vague = not m.kind("n") and m.line.word(m.match.end("u") - 1).endswith("s")
    count = (count_of(m) or 1) if m.kind("n") else {"day": 7, "week": 4, "month": 3}.get(unit, 1) if is_vague else 1
    if unit == "hour":
        unit, count = "day", 1  # "in the first hours of 1994"
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
    if unit == "half":
        if whole.precision != "month" or which not in {1, 2, -1}:
            return None
        middle = whole.first_day + timedelta(days=15)
        if which == 1:
            return Interval(whole.first_day, middle - timedelta(days=1), "range")
        return Interval(middle, whole.last_day, "range")
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
