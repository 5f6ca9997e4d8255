"""Named days of the year: "Christmas Day", "Good Friday", "Yom Kippur"; their rules are in `data/feasts.tsv`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from detente.when import days
from detente.when.mention import Interval

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_rows(name: str) -> list[list[str]]:
    """The rows of a table of this room, cut at tabs, without the lines that start with "#"."""
    text = (files("detente.when") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def feasts() -> dict[str, tuple[str, ...]]:
    """Names of feasts by their first word, longest first."""
    by_word: dict[str, list[str]] = {}
    for name, _ in read_rows("feasts.tsv")[1:]:
        by_word.setdefault(_first_word(name), []).append(name)
    return {word: tuple(sorted(names, key=len, reverse=True)) for word, names in by_word.items()}


def _first_word(name: str) -> str:
    """The word as the text is cut ("Mid-Autumn" begins with "mid")."""
    end = next((i for i, letter in enumerate(name) if not letter.isalnum()), len(name))
    return name[:end].lower()


@cache
def _rules() -> dict[str, str]:
    return {name.lower(): rule for name, rule in read_rows("feasts.tsv")[1:]}


def feast_in(year: int, name: str) -> Interval | None:
    """The day of that feast in that year; None where its name does not tell it ("Independence Day", "Eid")."""
    if days.year(year) is None:
        return None
    rule = _rules().get(" ".join(name.lower().split()), "?")
    kind, _, rest = rule.partition(" ")
    if rule[0].isdigit():
        return days.on(year, int(rule[:2]), int(rule[3:]))
    if rule.startswith(("easter", "pascha")):
        sunday = easter(year) if rule.startswith("easter") else pascha(year)
        return days.day(sunday + timedelta(days=int(rule[6:])))
    if kind == "nth":
        month, count, weekday = rest.split()
        return days.day(_nth(year, int(month), int(count), _WEEKDAYS.index(weekday)))
    if kind == "hebrew":
        month, number = rest.split("-")
        return days.day(hebrew(year, int(month), int(number)))
    if kind == "ramadan":
        return ramadan(year)
    return None


def nearest_feast(published: date, name: str) -> tuple[Interval | None, Interval | None]:
    """The latest such day that had begun by publication, and the next that has not ended."""
    years = range(published.year - 1, published.year + 2)
    near: list[Interval] = [f for f in (feast_in(y, name) for y in years) if f is not None]
    past = [f for f in near if f.first_day <= published]
    ahead = [f for f in near if f.last_day >= published]
    return (past[-1] if past else None), (ahead[0] if ahead else None)


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, number = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, number + 1)


def pascha(year: int) -> date:
    """Orthodox Easter Sunday: the Julian one (Meeus, chapter 8), told in our calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return date(year, month, number + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _nth(year: int, month: int, count: int, weekday: int) -> date:
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (count - 1)
    return date(year, month, day if day <= monthrange(year, month)[1] else day - 7)


def hebrew(year: int, month: int, number: int) -> date:
    """The day of the Hebrew calendar (months from Nisan) that falls into the year, by the molad and its delays."""
    new_year = _hebrew_new_year(year + 3761)
    if month >= 7:
        return date.fromordinal(new_year + (0, 30, 59, 88)[month - 7] + number - 1)
    # from Nisan to Tishri the months never change their lengths: 30 and 29 in turn
    lengths = (30, 29, 30, 29, 30, 29)
    return date.fromordinal(new_year - sum(lengths[month - 1 :]) + number - 1)


def _hebrew_new_year(year: int) -> int:
    """Ordinal of 1 Tishri (Reingold and Dershowitz, Calendrical Calculations, 2018, chapter 8)."""

    def elapsed(of: int) -> int:
        months = (235 * of - 234) // 19
        count = 29 * months + (12084 + 13753 * months) // 25920
        return count + 1 if 3 * (count + 1) % 7 < 3 else count

    before, this, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return this + delay - 1373427


def ramadan(year: int) -> Interval:
    """The (last) month of Ramadan that begins in the year, by the tabular calendar; sightings differ by a day."""
    islamic = (year - 622) * 33 // 32 + 2
    while date.fromordinal(_first_of_ramadan(islamic)).year > year:
        islamic -= 1
    first = date.fromordinal(_first_of_ramadan(islamic))
    return Interval(first, first + timedelta(days=29), "range")


def _first_of_ramadan(islamic: int) -> int:
    """Ordinal of 1 Ramadan of an Islamic year (Reingold and Dershowitz, chapter 7)."""
    return 227015 + 236 + 354 * (islamic - 1) + (3 + 11 * islamic) // 30
