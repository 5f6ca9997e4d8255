"""The grammar of news dates: patterns over the classes of words (`words.py`), each with what it means.

At each place of the sentence the rules are tried in order; the first that matches and accepts wins. A rule refuses with
None where the words are no date ("May" the modal verb, 2015 people).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from detente.when import days, relative
from detente.when.guards import is_month, is_number_of_things, is_year
from detente.when.line import Line
from detente.when.mention import Interval
from detente.when.relative import UNKNOWN, Both
from detente.when.words import Item


class Found(NamedTuple):
    """Items `first` to `last`, last exclusive, that name a time; `shape` says what was given, for ranges ("M", "MD", "W", "Y")."""

    first: int
    last: int
    both: Both
    shape: str


class Match(NamedTuple):
    """A pattern that fits, with its line."""

    line: Line
    match: re.Match[str]

    def item(self, group: str) -> Item | None:
        at = self.match.start(group)
        return self.line.items[at] if at >= 0 and self.match.end(group) > at else None

    def value(self, group: str) -> int | None:
        item = self.item(group)
        return item.value if item is not None else None

    def kind(self, group: str) -> str:
        return self.match.group(group) or ""

    def unit(self, group: str = "u") -> str:
        item = self.item(group)
        word = item.text.lower() if item is not None else ""
        return {"centuries": "century"}.get(word, word[:-1] if word.endswith("s") else word)


Rule = Callable[[Match], Both | None]


def may_hold_time(line: Line) -> bool:
    """Whether the sentence has a word without which no rule can match; the quick way out for most sentences."""
    return any(kind in _CORE for kind in line.kinds) or "P" in line.kinds


def read(line: Line, at: int) -> Found | None:
    """The time that begins at that item, if one does."""
    if line.kinds[at] not in _BEGINNINGS:
        return None
    for pattern, rule, shape in _rules():
        match = pattern.match(line.kinds, at)
        if match is None:
            continue
        both = rule(Match(line, match))
        if both is not None:
            first = match.start("span") if "span" in pattern.groupindex else at
            return Found(first, match.end(), both, shape)
    return None


def _day_of_month(m: Match) -> Both | None:
    """ "Tuesday, August 7, 2018", "7 August", "Aug. 7", "3-5 March", "June 12 last year"."""
    month, first, last, weekday = m.value("m") or 0, m.value("d") or 0, m.value("d2"), m.value("w")
    number = m.match.start("d")
    if m.item("y") is None and number > m.match.start("m") and is_number_of_things(m.line, number):
        return None
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
            return _same(days.on(2001, 9, 11))
        past, future = relative.nearest_day(published, month, first, weekday)
        if past is None and future is None and weekday is not None:
            past, future = relative.nearest_day(published, month, first, None)
        if last is None:
            return past, future
        return _through(past, month, last), _through(future, month, last)
    whole = days.on(year, month, first)
    return _same(whole if last is None else _through(whole, month, last))


def _through(start: Interval | None, month: int, last: int) -> Interval | None:
    if start is None:
        return None
    stop = days.on(start.first_day.year, month, last)
    return Interval(start.first_day, stop.last_day, "range") if stop and stop.last_day >= start.first_day else None


def _is_september_attack(m: Match, month: int, number: int) -> bool:
    return (month, number) == (9, 11) and m.line.word(m.match.end()).startswith(("attack", "terror", "hijack"))


def _month(m: Match) -> Both | None:
    """ "March 2015", "in March", "mid-June", "last March", "March of this year"."""
    at = m.match.start("m")
    is_dated = m.item("y") is not None or bool(m.kind("r2"))
    if not is_month(m.line, at, is_dated or bool(m.kind("r") or m.kind("e"))):
        return None
    number, published = m.value("m") or 0, m.line.context.published
    if m.item("y") is not None:
        if is_number_of_things(m.line, m.match.start("y")):
            return None
        given = _year_item(m, "y")
        both = _same(days.month(given, number) if days.year(given) else None)
    elif published is None:
        return UNKNOWN
    elif m.kind("r2"):
        if m.unit() != "year":
            return None
        year = published.year + {"l": -1, "t": 0, "x": 1}[m.kind("r2")]
        both = _same(days.month(year, number))
    elif m.kind("r") in {"l", "p"}:
        year = published.year - (number >= published.month)
        both = _same(days.month(year, number))
    elif m.kind("r") in {"x", "c"}:
        year = published.year + (number <= published.month)
        both = _same(days.month(year, number))
    elif m.kind("r") == "t":
        both = _same(days.month(published.year, number))
    else:
        both = relative.nearest_month(published, number)
    which = _part(m)
    if which is None:
        return both
    whole = [days.month(b.first_day.year, number) if b is not None else None for b in both]
    return days.part(whole[0], which), days.part(whole[1], which)


def _year(m: Match) -> Both | None:
    """ "in 2015", "early 2019", "the end of 2018"."""
    at = m.match.start("y")
    which = _part(m)
    if not is_year(m.line, at, which is not None):
        return None
    whole = days.year(_year_item(m, "y"))
    return _same(days.part(whole, which) if which else whole)


def _years(m: Match) -> Both | None:
    """ "2011-2014", "2011-14"."""
    first = _year_item(m, "y")
    word = m.line.items[m.match.start("y2")].text
    second = int(word) if len(word) == 4 else first // 100 * 100 + int(word)
    a, b = days.year(first), days.year(second)
    if len(word) not in {2, 4} or a is None or b is None or not 0 < second - first <= 150:
        return None
    if is_number_of_things(m.line, m.match.start("y2")):
        return None
    return _same(Interval(a.first_day, b.last_day, "range"))


def _decade(m: Match) -> Both | None:
    """ "the 1990s", "the early '80s"."""
    digits = re.sub(r"\D", "", m.line.items[m.match.start("x")].text)
    first = int(digits)
    if len(digits) == 2:
        first += 2000 if first in {0, 10} else 1900
    whole, which = days.decade(first), _part(m)
    return _same(days.part(whole, which) if which else whole)


def _figures(m: Match) -> Both | None:
    """2018-08-07, 13/03/2018; 12/03/2018 stays unknown, for it may be December or March."""
    a, b, c = (int(n) for n in re.split(r"[-/.]", m.line.items[m.match.start()].text))
    if a > 31:
        return _same(days.on(a, b, c))
    readings = {r for r in (days.on(c, b, a), days.on(c, a, b)) if r is not None}
    return _same(readings.pop() if len(readings) == 1 else None)


def _weekday(m: Match) -> Both | None:
    """ "Tuesday", "late on Monday", "last Friday", "Tuesday last week"."""
    published, number = m.line.context.published, m.value("w") or 0
    if m.line.word(m.match.start() - 1) in {"every", "each"} or m.line.kind(m.match.start() - 1) == "1":
        return UNKNOWN
    if published is None:
        return UNKNOWN
    if m.kind("r2"):
        if m.unit() != "week":
            return None
        moved = published + timedelta(weeks={"l": -1, "p": -1, "t": 0, "x": 1, "c": 1}[m.kind("r2")])
        return relative.weekday(moved, number, "t")
    said = m.kind("r")[-1:]
    if said == "F":
        previous = m.line.context.previous
        return _same(relative.weekday(previous.last_day, number, "x")[0]) if previous else UNKNOWN
    return relative.weekday(published, number, said)


def _today(m: Match) -> Both | None:
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
    if word == "overnight" and moved is not None:
        return _same(Interval(moved.first_day - timedelta(days=1), moved.last_day, "range"))
    return _same(moved)


def _ago(m: Match) -> Both | None:
    """ "three days ago", "two weeks later", "a year earlier"; "several years ago" is known to be vague."""
    count = 1 if m.kind("n") == "1" else _count(m)
    unit, published = m.unit(), m.line.context.published
    if count is None or m.line.kind(m.match.start() - 1) == "H":
        return UNKNOWN
    if m.kind("g") == "g":
        if published is None:
            return UNKNOWN
        if unit in {"hour", "minute"}:
            return _same(relative.move(days.day(published), -(count // 24) if unit == "hour" else 0, "day"))
        return _same(relative.move(days.day(published), -count, unit))
    previous = m.line.context.previous
    if previous is None or unit in {"minute", "century"}:
        return UNKNOWN
    sign = -1 if m.kind("g") == "r" else 1
    if unit == "hour":
        return _same(previous if previous.precision == "day" and count < 12 else None)
    return _same(relative.move(previous, sign * count, unit))


def _ahead(m: Match) -> Both | None:
    """ "in two weeks": a day to come, or a length of time; so it has no reading in the past."""
    count, published = (1 if m.kind("n") == "1" else _count(m)), m.line.context.published
    if m.line.word(m.match.start()) not in {"in", "within"} or m.unit() in {"hour", "minute", "century"}:
        return None
    if published is None or count is None:
        return UNKNOWN
    return None, relative.move(days.day(published), count, m.unit())


def _vague(m: Match) -> Both | None:
    """ "in recent weeks", "the coming days", "the past few months", "years ago"."""
    return UNKNOWN if m.line.word(m.match.end("u") - 1).endswith("s") else None


def _near(m: Match) -> Both | None:
    """ "last week", "this year", "the past three days", "the following day", "earlier this month", "last night"."""
    said, unit, published, previous = m.kind("r"), m.unit(), m.line.context.published, m.line.context.previous
    if m.kind("p"):
        return _part_of_day(m)
    if unit in {"minute", "century"} or (unit == "hour" and not m.kind("n")):
        return None
    if said in {"A", "j", "v", "F"} or (said == "x" and unit == "day" and not m.kind("n")):
        if unit == "day" and said == "A" and previous is None and published is not None:
            return _same(days.day(published))
        if previous is None:
            return UNKNOWN
        if said in {"A", "j"}:
            is_fine = unit != "day" or previous.precision == "day"
            return _same(relative.around(previous.first_day, unit) if is_fine else None)
        return _same(relative.move(previous, -1 if said == "v" else 1, unit))
    if published is None:
        return UNKNOWN
    if m.kind("n"):
        count = _count(m)
        if count is None:
            return UNKNOWN
        return _same(relative.rolling(published, -count if said in {"x", "c"} else count, unit))
    is_rolling = said == "p" or (said in {"l", "x"} and bool(m.kind("q")) and unit not in {"weekend"})
    if unit == "day" and said not in {"p"}:
        return None
    if unit != "weekend" and is_rolling and not m.kind("e"):
        return _same(relative.rolling(published, -1 if said == "x" else 1, unit))
    if said == "t":
        return _this(m, unit)
    if unit == "decade":
        return UNKNOWN
    step = -1 if said in {"l", "p"} else 1
    if unit == "weekend":
        moved = published + timedelta(weeks=0 if said == "c" else step)
        return _same(relative.around(moved, "weekend"))
    whole = relative.move(days.day(published), step, unit)
    which = _part(m)
    return _same(days.part(whole, which) if which else whole)


def _this(m: Match, unit: str) -> Both | None:
    published = m.line.context.published
    if published is None:
        return UNKNOWN
    past, future = relative.within(published, unit)
    if m.kind("e") == "r":
        return past, past
    if m.kind("e") == "R":
        return future, future
    which = _part(m)
    if which is not None:
        return _same(days.part(relative.around(published, unit), which))
    return past, future


def _part_of_day(m: Match) -> Both | None:
    published, word = m.line.context.published, m.line.word(m.match.start("p"))
    if published is None:
        return UNKNOWN
    if m.kind("r") == "t":
        return _same(days.day(published))
    if m.kind("r") == "l" and word == "night":
        return _same(relative.move(days.day(published), -1, "day"))
    if m.kind("r") in {"x", "F"}:
        previous = m.line.context.previous
        return _same(relative.move(previous, 1, "day")) if previous else UNKNOWN
    return None


def _in_the(m: Match) -> Both | None:
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
        return _same(day)
    if unit == "weekend":
        ended = relative.around(published, "weekend")
        if ended is not None and ended.first_day > published:
            return relative.around(published - timedelta(weeks=1), "weekend"), ended
        return ended, ended
    return _this(m, unit)


def _season(m: Match) -> Both | None:
    """ "last spring", "the summer of 2016", "spring 2015", "in the autumn"."""
    name, published = m.line.word(m.match.start("s")), m.line.context.published
    if m.item("y") is not None:
        given = _year_item(m, "y")
        return _same(days.season(given, name) if days.year(given) and given < days.LAST_YEAR else None)
    if published is None:
        return UNKNOWN
    past, future = relative.nearest_season(published, name)
    if m.kind("r2"):
        year = published.year + {"l": -1, "t": 0, "x": 1}[m.kind("r2")]
        return _same(days.season(year, name)) if m.unit() == "year" else None
    if m.kind("r") in {"l", "p"}:
        start = published.year - (days.SEASON_START[name] > published.month)
        if days.season(start, name).last_day >= published:
            start -= 1
        return _same(days.season(start, name))
    if m.kind("r") in {"x", "c"}:
        return _same(days.season(published.year + (days.SEASON_START[name] <= published.month), name))
    if m.kind("r") == "t":
        this = days.season(published.year, name)
        if this.first_day > published:
            return _same(this)
        return (days.until(this, published), days.since(this, published)) if this.last_day >= published else _same(this)
    if name == "fall" or m.line.kind(m.match.end()) == "w":
        return None  # "in the fall of Kabul", "in the spring of nations"
    return past, future


def _quarter(m: Match) -> Both | None:
    """ "the second quarter", "Q3 2019", "the first half of 2020", "the first half of this year"."""
    number, published = m.value("o") or 0, m.line.context.published
    is_half = m.line.word(m.match.start("h")) == "half" if m.match.start("h") >= 0 else False
    if not is_half and m.match.start("h") >= 0 and m.line.word(m.match.start("h")) != "quarter":
        return None
    if number > (2 if is_half else 4):
        return None
    build = days.half if is_half else days.quarter
    if m.item("y") is not None:
        given = _year_item(m, "y")
        return _same(build(given, number) if days.year(given) else None)
    if m.kind("r") and m.unit() != "year":
        return None
    if is_half and not m.kind("r"):
        return None  # the first half of a match
    if published is None:
        return UNKNOWN
    if m.kind("r"):
        return _same(build(published.year + {"l": -1, "p": -1, "x": 1}.get(m.kind("r"), 0), number))
    this = build(published.year, number)
    past = this if this.first_day <= published else build(published.year - 1, number)
    future = this if this.last_day >= published else build(published.year + 1, number)
    return days.until(past, published), days.since(future, published)


def _stretch(m: Match) -> Both | None:
    """ "the first week of June", "the last day of 2017", "the first three months of 2018"."""
    unit = m.unit()
    which = m.value("o") if m.kind("o") == "O" else -1
    count = _count(m) or 1 if m.kind("n") else 1
    published = m.line.context.published
    if m.item("m") is not None:
        if m.item("y") is not None:
            given = _year_item(m, "y")
            wholes = [days.month(given, m.value("m") or 1) if days.year(given) else None]
        else:
            wholes = list(relative.nearest_month(published, m.value("m") or 1)) if published else [None]
            wholes = [days.month(w.first_day.year, w.first_day.month) if w else None for w in wholes]
    elif m.item("y") is not None:
        wholes = [days.year(_year_item(m, "y"))]
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


def _attack_of_2001(m: Match) -> Both | None:
    return _same(days.on(2001, 9, 11))


def _weekdays(m: Match) -> Both | None:
    """ "on Fridays": a habit, not a day."""
    return UNKNOWN


def _same(interval: Interval | None) -> Both:
    return interval, interval


def _count(m: Match) -> int | None:
    """The number said; None where it is vague ("several")."""
    return m.value("n") if m.kind("n")[-1:] in {"D", "N"} else None


def _part(m: Match) -> str | None:
    kinds = m.kind("e")[:1]
    if kinds == "B":
        return "end" if m.line.word(m.match.start("e")) == "end" else "beginning"
    return {"e": "early", "L": "late", "m": "mid"}.get(kinds)


def _year_item(m: Match, group: str) -> int:
    return int(m.line.items[m.match.start(group)].text)


_CORE = frozenset("WVMYIEKSTUG")
"""Without one of these classes (or a part of the day after a relative word) a sentence names no time."""
_BEGINNINGS = frozenset("WVMDNYIEKUSTGlpvtjxcAFeLmrRq1XZOBio")
_EDGE = r"(?:q?(?P<e>[eLm]-?|Bw|mw))?"
_LIST: tuple[tuple[str, Rule, str], ...] = (
    (r"(?:(?P<w>W)\.?,?\(?q?)?(?P<m>M)\.?q?(?P<d>D)(?:[-k&](?P<d2>D))?(?:,?(?P<y>Y))(?P<r>)(?P<u>)", _day_of_month, "MDY"),
    (r"(?:(?P<w>W)\.?,?\(?q?)?(?P<m>M)\.?q?(?P<d>D)(?:[-k&](?P<d2>D)(?!M))?(?P<y>)(?:,?w?(?P<r>[ltx])(?P<u>U))?", _day_of_month, "MD"),
    (r"(?:(?P<w>W)\.?,?\(?)?q?(?P<d>D)(?:[-k&](?P<d2>D))?w?(?P<m>M)\.?,?(?P<y>Y)(?P<r>)(?P<u>)", _day_of_month, "MDY"),
    (r"(?:(?P<w>W)\.?,?\(?)?q?(?P<d>D)(?:[-k&](?P<d2>D))?w?(?P<m>M)\.?(?P<y>)(?:w?(?P<r>[ltx])(?P<u>U))?", _day_of_month, "MD"),
    (r"q?(?P<o>[Ol])(?P<n>[ND])?(?P<u>U)w(?:(?P<m>M)\.?)?(?P<y>Y)(?P<r>)(?P<v>)", _stretch, ""),
    (r"q?(?P<o>[Ol])(?P<n>[ND])?(?P<u>U)w(?P<m>M)\.?(?P<y>)(?P<r>)(?P<v>)", _stretch, ""),
    (r"q?(?P<o>[Ol])(?P<n>[ND])?(?P<u>U)w(?P<m>)(?P<y>)(?P<r>[ltqx])(?P<v>U)", _stretch, ""),
    (r"q?(?P<o>O)(?P<h>[UH])(?:w?(?P<y>Y)|w(?P<r>[ltqxp])(?P<u>U))?", _quarter, ""),
    (r"(?P<o>K)(?P<h>)(?:w?,?(?P<y>Y))?(?P<r>)(?P<u>)", _quarter, ""),
    (_EDGE + r"(?P<r>[lptxc])?(?P<m>M)\.?(?:,?w?(?P<y>Y))(?P<r2>)(?P<u>)", _month, "MY"),
    (_EDGE + r"(?P<r>[lptxc])?(?P<m>M)\.?(?P<y>)(?:w?(?P<r2>[ltx])(?P<u>U))", _month, "MY"),
    (_EDGE + r"(?P<r>[lptxc])?(?P<m>M)\.?(?P<y>)(?P<r2>)(?P<u>)", _month, "M"),
    (r"(?P<y>Y)[-/](?P<y2>Y|D|N)", _years, "range"),
    (r"q?" + _EDGE + r"(?P<r>[lptxc])?q?(?P<s>S),?w?(?P<y>Y)(?P<r2>)(?P<u>)", _season, ""),
    (r"q?(?P<r>[lptxc])?(?P<s>S)(?P<y>)w?(?P<r2>[ltx])(?P<u>U)", _season, ""),
    (r"(?P<r>[lptxc])(?P<s>S)(?P<y>)(?P<r2>)(?P<u>)", _season, ""),
    (r"i(?P<span>q(?P<s>S))(?P<r>)(?P<y>)(?P<r2>)(?P<u>)", _season, ""),
    (r"q?" + _EDGE + r"(?P<x>E)", _decade, ""),
    (_EDGE + r"(?P<y>Y)", _year, "Y"),
    (r"I", _figures, ""),
    (r"q?G", _attack_of_2001, ""),
    (r"V", _weekdays, ""),
    (r"(?P<e>[eLrR]o?)?(?:q?(?P<r>[lptxcF]|t[pc]))?(?P<w>W)\.?P?w?(?P<r2>[lptxc])(?P<u>U)", _weekday, "WR"),
    (r"(?P<e>[eLrR]o?)?(?:q?(?P<r>[lptxcF]|t[pc]))?(?P<w>W)\.?P?(?P<r2>)(?P<u>)", _weekday, "W"),
    (r"q?(?P<u>U)(?P<ba>[ba])(?P<t>T)", _today, ""),
    (r"[eLrR]?(?P<u>)(?P<ba>)(?P<t>T)P?", _today, ""),
    (r"(?P<n>1X|[DN1X])w?(?P<u>U)(?P<g>[grR])", _ago, ""),
    (r"(?P<u>U)[grR]", _vague, ""),
    (r"i(?P<span>(?P<n>[DN1])(?P<u>U))(?![grR])", _ahead, ""),
    (r"q?[lpxc]?[Zc](?P<u>U)", _vague, ""),
    (r"q?[lpxc]X(?P<u>U)", _vague, ""),
    (r"(?P<e>[eLmrR]|Bw)?(?P<q>q)?(?P<r>[lptxc])(?P<n>[DN])(?P<u>U)(?P<p>)", _near, ""),
    (r"(?P<e>[rR])?(?P<q>q)?(?P<r>[lptxcjAFv])(?P<n>)(?P<u>)(?P<p>P)", _near, ""),
    (r"(?P<e>[eLmrR]|Bw)?(?P<q>q)?(?P<r>[lptxcjAFv])(?P<n>)(?P<u>U)(?P<p>)", _near, ""),
    (r"q?(?P<e>[rReL]|Bw|mw)i?q(?P<u>U)", _in_the, ""),
    (r"[io](?P<span>(?P<e>)q(?P<u>U))", _in_the, "weekend"),
)  # fmt: skip


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Rule, str], ...]:
    return tuple((re.compile(source), rule, shape) for source, rule, shape in _LIST)
