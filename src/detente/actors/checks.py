"""Checks of a table's lines, so that a user's own file fails with the line that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

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

_KINDS = {"country": COUNTRY_KINDS, "body": BODY_KINDS, "role": ROLE_KINDS, "agency": AGENCY_KINDS}
_NEEDED: dict[Kind, tuple[str, ...]] = {
    "country": ("form", "kind", "code"),
    "body": ("name", "kind"),
    "group": ("code", "name", "sector"),
    "person": ("name",),
    "role": ("phrase", "kind", "sector"),
    "agency": ("name", "kind"),
}


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"The table cannot be read: {error}.", str(path), "Give a UTF-8 text file.") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def kind_of(path: Path) -> Kind:
    """Which table a file is, told by its header. Raises TableError for a header of no table."""
    for number, cells in _lines(path):
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
    rows: list[Row] = []
    seen: dict[tuple[str, ...], list[tuple[int, date, date]]] = {}
    lines = _lines(path)
    next(lines, None)
    for number, cells in lines:
        where = f"{path}, line {number}"
        named = dict(zip(COLUMNS[kind], cells, strict=False))
        if len(cells) > len(COLUMNS[kind]):
            raise TableError(
                f"{len(cells)} cells, but {len(COLUMNS[kind])} columns.", where, "Take out the surplus tabs."
            )
        _check_cells(kind, named, countries, where)
        try:
            row = parse_row(kind, cells)
        except ValueError as error:
            raise TableError(f"A day is not a date: {error}.", where, "Write days as 2018-08-07.") from error
        days = (getattr(row, "first_day", None) or date.min, getattr(row, "last_day", None) or date.max)
        if days[0] > days[1]:
            raise TableError("The last day is before the first.", where, "Put the days in order.")
        _check_overlap(seen.setdefault(_identity(kind, named), []), number, days, where)
        rows.append(row)
    return rows


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
        raise TableError(f"Unknown country code {country}.", where, "Use ISO 3166-1 alpha-3, or XKX for Kosovo.")
    sector = named.get("sector", "")
    if sector and sector not in SECTORS:
        raise TableError(f"Unknown sector {sector}.", where, f"Use one of {' '.join(sorted(SECTORS))}.")
    if kind in _KINDS and named["kind"] not in _KINDS[kind]:
        raise TableError(f"Unknown kind {named['kind']}.", where, f"Use one of {', '.join(_KINDS[kind])}.")
