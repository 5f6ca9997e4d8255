"""Rows of tables: cells between tabs or commas, quotation marks over them, columns by name, and what cells say."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

EMPTY = frozenset({"", "NA", "N/A", "NULL", "null", "None", "NONE", "none", "NaN", "nan"})
"""What files write for what is not known."""
_MOST_LINES = 200
"""Lines that one row may go over: an open quotation mark would otherwise swallow the file."""
_FORMS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?"), "ymd"),
    (re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0+)?"), "ymd"),
    (re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"), "ymd"),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})"), "dmy"),
    (re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})"), "dby"),
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Line(NamedTuple):
    """A row of a table: where it begins, its cells, and its text; `reason` says why it has no cells."""

    number: int
    cells: list[str]
    text: str
    reason: str | None = None


def folded(name: str) -> str:
    """The name of a column without case, blanks and punctuation."""
    return re.sub(r"[^a-z0-9]+", "", name.lower())


def tabbed(line: str) -> list[str]:
    """The cells of a line with tabs; quotation marks around a whole cell are taken off."""
    cells = line.split("\t")
    if '"' not in line:
        return cells
    return [c[1:-1].replace('""', '"') if len(c) > 1 and c[0] == c[-1] == '"' else c for c in cells]


def quoted(line: str, delimiter: str) -> list[str]:
    """The cells of a line in which quotation marks may hold delimiters. Raises ValueError where it cannot be read."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:
        raise ValueError(str(error)) from error


def iter_separated(lines: Iterator[str], delimiter: str = ",", first: int = 1) -> Iterator[Line]:
    """The rows of a table with quotation marks, which may hold delimiters and ends of lines; `first` is its first line.

    A quotation mark that is not closed within 200 lines costs the line it stands in, and no other.
    """
    waiting: list[tuple[int, str]] = []
    source = iter(enumerate(lines, first))
    while True:
        at = waiting.pop(0) if waiting else next(source, None)
        if at is None:
            return
        number, text = at
        if '"' not in text:
            if text.strip():
                yield Line(number, text.split(delimiter), text)
            continue
        more: list[tuple[int, str]] = []
        marks = text.count('"')
        while marks % 2 and len(more) < _MOST_LINES:
            following = waiting.pop(0) if waiting else next(source, None)
            if following is None:
                break
            more.append(following)
            marks += following[1].count('"')
        if marks % 2:
            waiting[:0] = more
            yield Line(number, [], text, "a quotation mark is not closed")
            continue
        whole = "\n".join([text, *(line for _, line in more)])
        try:
            yield Line(number, next(csv.reader(whole.splitlines(keepends=True), delimiter=delimiter)), whole)
        except (csv.Error, StopIteration) as error:
            yield Line(number, [], whole, str(error))


def read_day(cell: str) -> date:
    """The day that a cell names: 2019-10-24, 20191024, 24/10/2019 (day first), 24 October 2019, 24-Oct-19.

    Raises ValueError where it names none. A fraction of a year (2019.8055) names none: it cannot tell the last day of
    a month from the first of the next.
    """
    text = cell.strip()
    for pattern, order in _FORMS:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        one, two, three = found.groups()
        year, month, day = (one, two, three) if order == "ymd" else (three, two, one)
        try:
            number = _MONTHS.index(month[:3].lower()) + 1 if order == "dby" else int(month)
            full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 68 else 2000)
            return date(full, number, int(day))
        except ValueError:
            break
    raise ValueError(f"no day in {text[:20]!r}")


def read_number(cell: str | None) -> float | None:
    """The number in a cell; None where there is none, or none that is finite."""
    if not cell:
        return None
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if -1e300 < number < 1e300 else None


def read_count(cell: str | None) -> int | None:
    """The whole number of things in a cell ("3", "3.0"); None where there is none."""
    number = read_number(cell)
    return int(number) if number is not None and number >= 0 and number == int(number) else None


def read_place(lat: str | None, lon: str | None) -> tuple[float | None, float | None]:
    """Latitude and longitude; both None where either is none, or is out of range."""
    y, x = read_number(lat), read_number(lon)
    return (y, x) if y is not None and x is not None and -90 <= y <= 90 and -180 <= x <= 180 else (None, None)
