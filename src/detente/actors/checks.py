"""Checks of a table's lines, so that a user's own file fails with the line that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from detente.actors.folding import fold
from detente.actors.rows import (
    AGENCY_KINDS,
    BODY_KINDS,
    COLUMNS,
    COUNTRY_KINDS,
    FORMS,
    ROLE_KINDS,
    SECTORS,
    Kind,
    Row,
    parse_row,
)
from detente.errors import TableError
from detente.ontology.tsv import read_text

_KINDS = {"country": COUNTRY_KINDS, "body": BODY_KINDS, "role": ROLE_KINDS, "agency": AGENCY_KINDS}
_NEEDED: dict[Kind, tuple[str, ...]] = {
    "country": ("form", "kind", "code"),
    "body": ("name", "kind"),
    "group": ("code", "name", "sector"),
    "person": ("name",),
    "role": ("phrase", "kind", "sector"),
    "agency": ("name", "kind"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Years outside of these are slips of the pen: nobody in the news holds an office then."""


class Line(NamedTuple):
    """One checked line of a table: its place, its cells by column, its row, and the days that it holds for."""

    where: str
    cells: dict[str, str]
    row: Row
    first_day: date
    last_day: date


def iter_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each line that is no comment, the header first."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def kind_of(path: Path) -> Kind:
    """Which table a file is, told by its header. Raises TableError for a header of no table."""
    for number, cells in iter_lines(path):
        for kind, columns in COLUMNS.items():
            if tuple(cells) == columns:
                return kind
        raise TableError(
            f"The header names the columns of no table: {', '.join(cells)}.",
            f"{path}, line {number}",
            "Begin with the columns of one table, parted by tabs: "
            + "; ".join(" ".join(columns) for columns in COLUMNS.values())
            + ".",
        )
    raise TableError("The table is empty.", str(path), "Begin with a header and add a line for each entry.")


def read_rows(path: Path, kind: Kind, countries: frozenset[str]) -> list[Row]:
    """All rows of a file, checked. `countries` are the codes that a country column may hold.

    Raises TableError, naming the line: missing or surplus cells, unknown code, sector or kind, a bad date, days in the
    wrong order, a form that is listed twice for overlapping days.
    """
    return [line.row for line in read_lines(path, kind, countries)]


def read_lines(path: Path, kind: Kind, countries: frozenset[str]) -> list[Line]:
    """The same with the place, the cells and the days of each row."""
    rows: list[Line] = []
    seen: dict[tuple[str, ...], list[tuple[int, date, date]]] = {}
    lines = iter_lines(path)
    next(lines, None)
    for number, cells in lines:
        where = f"{path}, line {number}"
        named = dict.fromkeys(COLUMNS[kind], "") | dict(zip(COLUMNS[kind], cells, strict=False))
        if len(cells) > len(COLUMNS[kind]):
            raise TableError(
                f"{len(cells)} cells, but {len(COLUMNS[kind])} columns.", where, "Take out the surplus tabs."
            )
        _check_cells(kind, named, countries, where)
        first = _day(named.get("first_day", ""), where) or date.min
        last = _day(named.get("last_day", ""), where) or date.max
        if first > last:
            raise TableError("The last day is before the first.", where, "Put the days in order.")
        _check_overlap(seen.setdefault(_identity(kind, named), []), number, (first, last), where)
        rows.append(Line(where, named, parse_row(kind, cells), first, last))
    return rows


def _day(cell: str, where: str) -> date | None:
    """The day of a cell, None for an empty one. Raises TableError for what no calendar or no newspaper knows."""
    if not cell:
        return None
    todo = "Write days as 2018-08-07; leave the cell empty for no bound."
    if not _DAY.fullmatch(cell):
        raise TableError(f"{cell} is not a date.", where, todo)
    try:
        day = date.fromisoformat(cell)
    except ValueError as error:
        raise TableError(f"{cell} is not a date: {error}.", where, todo) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        what = f"The year of {cell} is not between {FIRST_YEAR} and {LAST_YEAR}."
        raise TableError(what, where, "Mend the year; leave the cell empty for no bound.")
    return day


def _identity(kind: Kind, named: dict[str, str]) -> tuple[str, ...]:
    """What may not be there twice for one day."""
    if kind == "country":
        return (named["form"], named["kind"], named["code"])
    if kind == "person":
        return (fold(named["name"]), named.get("country", ""), named.get("code", ""), named.get("role", ""))
    if kind == "role":
        return (fold(named["phrase"]),)
    return (fold(named["name"]), named.get("country", ""))


def _check_overlap(seen: list[tuple[int, date, date]], number: int, days: tuple[date, date], where: str) -> None:
    for other, first, last in seen:
        if days[0] <= last and first <= days[1]:
            raise TableError(
                f"The same entry for overlapping days as line {other}.", where, "Join the two lines or part their days."
            )
    seen.append((number, *days))


def _check_cells(kind: Kind, named: dict[str, str], countries: frozenset[str], where: str) -> None:
    for column in _NEEDED[kind]:
        if not named.get(column, "").strip():
            raise TableError(f"Column {column} is empty.", where, f"Give a {column}.")
    for cell in named.values():
        if cell != cell.strip():
            raise TableError(f"Blanks around {cell!r}.", where, "Take them out.")
    for index in FORMS[kind]:
        cell = named.get(COLUMNS[kind][index], "")
        if cell and not all(fold(form) for form in cell.split("|")):
            raise TableError("A form has no letters.", where, "Part the forms by single | signs.")
    country = named.get("code" if kind == "country" else "country", "")
    if country and country not in countries:
        raise TableError(
            f"Unknown country code {country}.",
            where,
            "Use ISO 3166-1 alpha-3, or XKX for Kosovo; a state of your own needs a row of kind name in a table.",
        )
    sector = named.get("sector", "")
    if sector and sector not in SECTORS:
        raise TableError(f"Unknown sector {sector}.", where, f"Use one of {' '.join(sorted(SECTORS))}.")
    if kind in _KINDS and named["kind"] not in _KINDS[kind]:
        raise TableError(f"Unknown kind {named['kind']}.", where, f"Use one of {', '.join(_KINDS[kind])}.")
