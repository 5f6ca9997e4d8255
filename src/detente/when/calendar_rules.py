"""What the dates of the calendar mean: "7 August 2018", "mid-June", "the second quarter", "the 1990s"."""

from __future__ import annotations

import re
from functools import cache

from detente.when import days, relative
from detente.when.feasts import feast_in, nearest_feast, read_rows
from detente.when.guards import is_month, is_number_of_things, is_year
from detente.when.match import Match, part_of, same, year_of
from detente.when.mention import Interval
from detente.when.relative import UNKNOWN, Both


def read_day_of_month(m: Match) -> Both | None:
    """ "Tuesday, August 7, 2018", "7 August", "Aug. 7", "3-5 March", "June 12 last year"."""
    month, first, last, weekday = m.value("m") or 0, m.value("d") or 0, m.value("d2"), m.value("w")
    number = m.match.start("d")
    if m.item("y") is None and number > m.match.start("m") and is_number_of_things(m.line, number, after_month=True):
        return None  # "in August 20 people died"
    is_word = not m.line.items[number].text[:1].isdigit()
    if is_word and number > m.match.start("m") and m.line.kind(number + 1) == "U":
        return None  # "in March five years ago"
    year = m.value("y") if m.item("y") is not None and m.value("y") else None
    published = m.line.context.published
    if m.item("y") is not None:
        year = year_of(m, "y")
    elif m.kind("r"):
        if m.unit() != "year" or published is None:
            return UNKNOWN
        year = published.year + {"l": -1, "t": 0, "x": 1}[m.kind("r")]
    if year is None:
        if published is None:
            return UNKNOWN
        known = _year_of_named_day(m, month, first)
        if known is not None and known <= published.year:
            return same(days.on(known, month, first))
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


def _year_of_named_day(m: Match, month: int, number: int) -> int | None:
    """The year of a date that is the name of an event: "the September 11 attacks"."""
    word = m.line.word(m.match.end())
    return next(
        (y for mm, d, y, starts in _named_days() if (mm, d) == (month, number) and word.startswith(starts)), None
    )


@cache
def _named_days() -> tuple[tuple[int, int, int, tuple[str, ...]], ...]:
    rows = read_rows("named_days.tsv")[1:]
    return tuple((int(m), int(d), int(y), tuple(words.split())) for m, d, y, words in rows)


def read_bad_day(m: Match) -> Both | None:
    """ "the 45th of May", "on June 32": no such day."""
    number = m.match.start("n")
    if m.line.kind(number + 1) == "U":
        return None  # "in March five years ago"
    if m.line.items[number].text.isdigit() and (
        m.line.kind(m.match.start() - 1) != "o" or m.line.upos(number + 2) == "NOUN"
    ):
        return None  # "In May 45 people"
    return UNKNOWN


def read_day_alone(m: Match) -> Both | None:
    """ "on the 29th", "Monday, the 5th", "on the 5th of last month"."""
    number, weekday, published = m.value("d") or 0, m.value("w"), m.line.context.published
    if m.line.items[m.match.start("d")].text.isdigit() or m.line.upos(m.match.end()) in {"NOUN", "PROPN", "ADJ"}:
        return None
    if published is None:
        return UNKNOWN
    if m.kind("r"):
        there = days.shift_month(published, {"l": -1, "x": 1}.get(m.kind("r"), 0)).first_day
        return same(days.on(there.year, there.month, number)) if m.unit() == "month" else None
    near = [days.shift_month(published, step).first_day for step in range(-12, 13)]
    found = [f for f in (days.on(d.year, d.month, number) for d in near) if f is not None]
    found = [f for f in found if weekday in {None, f.first_day.weekday()}]
    past = [f for f in found if f.first_day <= published]
    ahead = [f for f in found if f.first_day >= published]
    return (past[-1] if past else None), (ahead[0] if ahead else None)


def read_feast(m: Match) -> Both | None:
    """ "Christmas Day 1989", "on Good Friday", "last Easter", "New Year's Eve last year"."""
    name, published = m.line.items[m.match.start("f")].text, m.line.context.published
    if m.item("y") is not None:
        year = year_of(m, "y")
        return same(
            feast_in(year, name) or (days.year(year) if m.line.word(m.match.end() - 2) in {"of", "in"} else None)
        )
    if published is None:
        return UNKNOWN
    if m.kind("r2"):
        year = published.year + {"l": -1, "t": 0, "x": 1}[m.kind("r2")]
        return same(feast_in(year, name)) if m.unit() == "year" else None
    past, future = nearest_feast(published, name)
    if m.kind("r") in {"l", "p"}:
        return past, past
    if m.kind("r") in {"x", "c"}:
        return future, future
    return past, future


def read_other_calendar(m: Match) -> Both | None:
    """ "22 Bahman 1357", "Muharram 1440", "44 BC", "fiscal 2016-17": days that we do not tell."""
    return UNKNOWN


def read_year_zero(m: Match) -> Both | None:
    """ "in the year 0": there was none."""
    return (
        UNKNOWN if m.unit() == "year" and m.value("n") == 0 and m.line.items[m.match.start("n")].text == "0" else None
    )


def read_day_of_fast(m: Match) -> Both | None:
    """ "12 Ramadan": a day of another calendar."""
    return UNKNOWN if m.line.word(m.match.end() - 1) in {"ramadan", "ramzan", "muharram"} else None


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
    elif m.kind("r") in {"j", "A", "F", "v"}:
        previous = m.line.context.previous
        if previous is None:
            return UNKNOWN
        if m.kind("r") in {"F", "v"}:
            past = m.kind("r") == "v"
            step = -(number >= previous.first_day.month) if past else number <= previous.last_day.month
            both = same(days.month((previous.first_day if past else previous.last_day).year + step, number))
        else:
            both = same(days.month(previous.first_day.year, number))
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


def read_figures(m: Match) -> Both | None:
    """2018-08-07, 13/03/2018; 12/03/2018 stays unknown, for it may be December or March."""
    a, b, c = (int(n) for n in re.split(r"[-/.]", m.line.items[m.match.start()].text))
    if a > 31:
        return same(days.on(a, b, c))
    c += 0 if c > 99 else 2000 if c < 50 else 1900
    readings = {r for r in (days.on(c, b, a), days.on(c, a, b)) if r is not None}

    return same(readings.pop() if len(readings) == 1 else None)


def read_attack_of_2001(m: Match) -> Both | None:
    return same(days.on(2001, 9, 11))
