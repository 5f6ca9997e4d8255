"""Weekly counts of country pairs that come with the program, to hold a report's claim against."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.errors import TableError
from detente.relations.relate import series_of
from detente.relations.values import DyadDay, Series


class WeekCount(NamedTuple):
    """Events of one dyad in one week, as a table of counts gives them."""

    first_day: date
    """A Monday."""
    source: str
    target: str
    cooperation: int
    conflict: int


def week_counts(a: str, b: str) -> tuple[WeekCount, ...]:
    """The bundled counts of 2018 of a pair, both directions, by week; () where the table has none.

    Raises TableError on a damaged line.
    """
    return tuple(row for row in _table() if {row.source, row.target} == {a, b})


def weekly_series(rows: tuple[WeekCount, ...], covered: tuple[date, date] | None = None) -> Series:
    """The counts as a series by week; `covered` are the first and last day that the table knows of."""
    days = [DyadDay("ICEWS", row.first_day, row.cooperation, row.conflict, None) for row in rows]
    return series_of(days, "ICEWS", by="week", covered=covered)


def covered_days() -> tuple[date, date] | None:
    """The first and last day of the bundled counts, None where there is no table."""
    days = [row.first_day for row in _table()]
    return (min(days), max(days) + timedelta(days=6)) if days else None


@cache
def _table() -> tuple[WeekCount, ...]:
    path = files("detente.relations") / "data" / "counts_2018.tsv"
    if not path.is_file():
        return ()
    lines = [(n, x) for n, x in enumerate(path.read_text("utf-8").splitlines(), 1) if x and not x.startswith("#")]
    columns = lines[0][1].split("\t")
    rows = []
    for number, line in lines[1:]:
        cells = dict(zip(columns, line.split("\t"), strict=False))
        try:
            first = date.fromisoformat(cells["first_day"])
            counts = int(cells["cooperation"]), int(cells["conflict"])
            rows.append(WeekCount(first, cells["source"], cells["target"], *counts))
        except (KeyError, ValueError) as error:
            raise TableError(f"{error}", f"counts_2018.tsv, line {number}", "Reinstall détente.") from error
    return tuple(rows)
