"""Calendar days written in a report's frame (dateline, caption, "Published" line, URL, file name).

Only whole, unambiguous days. The dates of the story itself ("last Tuesday", "in June") belong to another room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2100

_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = _MONTH_NAMES.split()
_SHORT = {"sept": 9, **{name[:3].lower(): i for i, name in enumerate(_MONTHS, 1)}}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# "August", "AUGUST", "Aug.", "AUG"; never "may" or "march" in small letters
_NAMES = [*_MONTHS, *(m.upper() for m in _MONTHS), "Sept", "SEPT", *(m[:3] for m in _MONTHS)]
_NAMES += [m[:3].upper() for m in _MONTHS]
MONTH = "(?:" + "|".join(sorted(set(_NAMES), key=lambda n: (-len(n), n))) + r")\b\.?"
WEEKDAY = "(?:" + "|".join([*WEEKDAYS, *(w.upper() for w in WEEKDAYS), *(w[:3] for w in WEEKDAYS), "Tues", "Thurs"])
WEEKDAY += r")\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|2[01])\d\d(?!\d)"
DAY = rf"(?:{MONTH}\s{{0,2}}{_DAY}(?:,?\s{{1,2}}{_YEAR})?|{_DAY}\s(?:of\s)?{MONTH}(?:,?\s{{1,2}}{_YEAR})?)"
"""A day by name: "Aug 7", "August 7, 2018", "7 August 2018", "7th of August"."""

_NAMED = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}),?\s{{1,2}}(?:the\s)?)?(?:"
    rf"\b(?P<m1>{MONTH})\s{{0,2}}(?P<d1>{_DAY})(?:,?\s{{1,2}}(?P<y1>{_YEAR}))?"
    rf"|(?<![\d.,/-])(?P<d2>{_DAY})[\s-](?:of\s)?(?P<m2>{MONTH})(?:,?[\s-]{{1,2}}(?P<y2>{_YEAR}))?)"
)
_FIGURES = re.compile(
    rf"(?<![\d./-])(?:(?P<y1>{_YEAR})(?P<s>[-/.])(?P<m1>\d\d?)(?P=s)(?P<d1>\d\d?)"
    rf"|(?P<a>\d\d?)(?P<s2>[./-])(?P<b>\d\d?)(?P=s2)(?P<y2>{_YEAR}))(?![\d/])"
)


class FoundDay(NamedTuple):
    """A day at `start:end` of a text; `year` is None where it is not written."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None

    def date(self) -> date | None:
        """The whole day; None without a year, outside 1900 to 2100, or where its weekday does not fit."""
        found = make_day(self.year, self.month, self.day) if self.year is not None else None
        if found is not None and self.weekday is not None and found.weekday() != self.weekday:
            return None
        return found


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day or it lies outside 1900 to 2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_day(value: str) -> date | None:
    """The first whole day that a field or a tag gives ("2018-08-07T10:00:00Z", "7 Aug 2018"), or None."""
    compact = re.match(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d|\s|$)", value)
    if compact:
        return make_day(int(compact[1]), int(compact[2]), int(compact[3]))
    return next((day for found in iter_days(value) if (day := found.date())), None)


def iter_days(text: str) -> Iterator[FoundDay]:
    """Every day written in the text, in order. "8/7/2018" is ambiguous and left out; "23/7/2018" is not."""
    found = [_named(m) for m in _NAMED.finditer(text)]
    found += [day for m in _FIGURES.finditer(text) if (day := _figures(m)) is not None]
    yield from sorted(found)


def _named(m: re.Match[str]) -> FoundDay:
    month, day, year = m["m1"] or m["m2"], m["d1"] or m["d2"], m["y1"] or m["y2"]
    weekday = weekday_number(m["weekday"]) if m["weekday"] else None
    number = _SHORT[month.lower().rstrip(".")[:3]]
    return FoundDay(m.start(), m.end(), int(year) if year else None, number, int(re.sub(r"\D", "", day)), weekday)


def _figures(m: re.Match[str]) -> FoundDay | None:
    if m["y1"]:
        return FoundDay(m.start(), m.end(), int(m["y1"]), int(m["m1"]), int(m["d1"]), None)
    a, b = int(m["a"]), int(m["b"])
    if m["s2"] == "." or a > 12 or a == b:  # dots are written day first wherever they are written
        return FoundDay(m.start(), m.end(), int(m["y2"]), b, a, None)
    if b > 12:
        return FoundDay(m.start(), m.end(), int(m["y2"]), a, b, None)
    return None


def weekday_number(name: str) -> int:
    """Monday is 0."""
    return next(i for i, full in enumerate(WEEKDAYS) if full.lower().startswith(name.lower().rstrip(".")[:3]))
