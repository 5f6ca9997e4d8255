"""A dyad-day table from a file, CSV or Parquet: one row for each ordered dyad and day.

Columns, in any order and case: source, target and date (or day); the counts as cooperation and conflict, or as four
quads (vcoop, mcoop, vconf, mconf; quad1 to quad4; verbal_cooperation …); and, where known, goldstein_sum (or
goldstein), intensity, reports, filed (or n). Actors are taken as they are written. An empty cell is refused, but of
weights, where it adds nothing, and of reports, where it tells nothing.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import InputError
from detente.relations.days import DyadDays, table_of_columns

_QUADS = (
    ("vcoop", "mcoop", "vconf", "mconf"),
    ("quad1", "quad2", "quad3", "quad4"),
    ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"),
    ("cooperation", None, "conflict", None),
)
_SOURCE = ("source", "source_code", "source_country", "side_a", "actor1")
_TARGET = ("target", "target_code", "target_country", "side_b", "actor2")
_DAY = ("date", "day", "first_day", "event_date")
_MOST = 1_000_000
"""Events a dyad can have on a day: more is another unit, or a slip of the pen."""
_SHORT_ROW = re.compile(r"CSV Error on Line: (\d+)(?:.*?Expected Number of Columns: (\d+) Found: (\d+))?", re.DOTALL)


def read_days(path: Path) -> DyadDays:
    """The table of a file; its origin is the file's name without its ending.

    Days known run from the first to the last day in the file. What it has no columns for, weights, intensities or
    quads, the table says it lacks. Raises InputError where the file cannot be read, lacks a column, or holds an empty
    cell, a value that is no day or no finite number, or a count that is negative, no whole number or over 1,000,000.
    """
    names, columns = _read(path)
    of = dict(zip((name.strip().lower() for name in names), columns, strict=True))
    read = _Reading(path, of)
    source, target, day = (read.named(wanted) for wanted in (_SOURCE, _TARGET, _DAY))
    quads = next((q for q in _QUADS if all(name is None or name in of for name in q)), None)
    if quads is None:
        raise _trouble(
            "The table has no counts.", path, "It needs cooperation and conflict, or vcoop, mcoop, vconf, mconf."
        )
    n = len(of[source])
    if not n:
        raise _trouble("The table has no rows.", path, "Give a file with a row for each dyad and day.")
    days = read.days(day)
    counts = [np.zeros(n) if name is None else read.counts(name) for name in quads]
    weights = next((x for x in ("goldstein_sum", "goldstein") if x in of), None)
    filed = next((read.counts(x) for x in ("filed", "n") if x in of), np.sum(counts, axis=0))
    made: list[Any] = [
        *(read.actors(source), read.actors(target), days, *counts),
        read.numbers(weights, empty=0.0) if weights else np.zeros(n),
        read.numbers("intensity", empty=0.0) if "intensity" in of else np.zeros(n),
        filed,
        read.numbers("reports", empty=np.nan) if "reports" in of else np.full(n, np.nan),
    ]
    known = date.fromordinal(min(days)), date.fromordinal(max(days))
    return replace(
        table_of_columns(path.name.split(".")[0], "events", known, made),
        has_weights=weights is not None,
        has_intensity="intensity" in of,
        has_quads=None not in quads,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """The columns of a file by name, and what to say of a cell that is none."""

    path: Path
    columns: Mapping[str, Sequence[Any]]

    def named(self, wanted: Sequence[str]) -> str:
        """The first of these names that the file has."""
        for name in wanted:
            if name in self.columns:
                return name
        raise _trouble(
            f"The table has no column “{wanted[0]}”.", self.path, f"Its columns are: {', '.join(self.columns)}."
        )

    def cells(self, name: str) -> list[Any]:
        """The cells of a column, None where there is nothing."""
        column = np.ma.asarray(self.columns[name])
        found = [None if value is np.ma.masked else value for value in column.astype(object).tolist()]
        return [None if isinstance(value, str) and not value.strip() else value for value in found]

    def actors(self, name: str) -> list[str]:
        found = self.cells(name)
        self._check_full(name, found)
        return [str(value).strip() for value in found]

    def days(self, name: str) -> list[int]:
        cells = [None if value is None else str(value) for value in self.cells(name)]
        self._check_full(name, cells)
        known: dict[str, int] = {}
        for at, text in enumerate(cells):
            if text is None or text in known:
                continue
            try:
                known[text] = date.fromisoformat(text.strip()[:10]).toordinal()
            except ValueError:
                raise self._no_good(f"“{text}” is no day.", at, "Write days as 2018-08-07.") from None
        return [known[text] for text in cells if text is not None]

    def numbers(self, name: str, *, empty: float | None = None) -> NDArray[np.float64]:
        """The numbers of a column, with `empty` for nothing, or nothing refused."""
        cells = self.cells(name)
        if empty is None:
            self._check_full(name, cells)
        found = np.zeros(len(cells))
        for at, value in enumerate(cells):
            try:
                found[at] = empty if value is None else float(value)
            except (TypeError, ValueError):
                raise self._no_good(f"“{value}” in column “{name}” is no number.", at, "Mend the cell.") from None
        is_told = np.array([value is not None for value in cells])
        if name == "reports":
            is_told &= ~np.isnan(found)
        bad = np.flatnonzero(is_told & ~np.isfinite(found))
        if len(bad):
            at = int(bad[0])
            raise self._no_good(f"“{cells[at]}” in column “{name}” is no finite number.", at, "Mend the cell.")
        return found

    def counts(self, name: str) -> NDArray[np.float64]:
        found = self.numbers(name)
        bad = np.flatnonzero((found < 0) | (found % 1 != 0) | (found > _MOST))
        if len(bad):
            at = int(bad[0])
            raise self._no_good(
                f"{found[at]:,.10g} in column “{name}” is no count of events.",
                at,
                f"Counts are whole numbers from 0 to {_MOST:,}; a negative or larger one is refused.",
            )
        return found

    def _check_full(self, name: str, cells: Sequence[Any]) -> None:
        if None in cells:
            raise self._no_good(f"A cell of column “{name}” is empty.", cells.index(None), "Fill it, or drop the row.")

    def _no_good(self, what: str, row: int, todo: str) -> InputError:
        return InputError(what, f"file: {self.path}, {_place(self.path, row)}", todo)


def _read(path: Path) -> tuple[Sequence[str], Sequence[Any]]:
    import duckdb

    if not path.is_file():
        raise _trouble("There is no such file.", path, "Name a CSV or Parquet file of dyad-days.")
    connection = duckdb.connect()
    try:
        connection.execute("SET enable_progress_bar = false")
        if path.suffix == ".parquet":
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        else:
            names, delimiter = _heads(path)
            # Said, not guessed: the reader's guess takes a file with one short row for a file of one column.
            found = connection.execute(
                "SELECT * FROM read_csv(?, columns = ?, delim = ?, header = true, quote = '\"', escape = '\"', "
                "auto_detect = false)",
                [str(path), dict.fromkeys(names, "VARCHAR"), delimiter],
            )
        names = [column[0] for column in found.description or ()]
        arrays = found.fetchnumpy()
    except duckdb.Error as error:
        raise _unreadable(path, str(error)) from error
    finally:
        connection.close()
    return names, [arrays[name] for name in names]


def _heads(path: Path) -> tuple[list[str], str]:
    """The names of a CSV's columns, and what stands between its cells."""
    try:
        with _open(path) as stream:
            first = stream.readline()
    except UnicodeDecodeError as error:
        raise _unreadable(path, "it is not in UTF-8.") from error
    except OSError as error:
        raise _unreadable(path, str(error)) from error
    delimiter = max(",;\t|", key=first.count)
    names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    if not any(names) or "\0" in first:
        raise _unreadable(path, "it has no line of names.")
    if len(set(names)) < len(names) or "" in names:
        raise _trouble("A column has no name, or two have the same.", path, "Give each column a name of its own.")
    return names, delimiter


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _place(path: Path, row: int) -> str:
    """Where a row stands: its line in a CSV, counted with the header and with empty lines."""
    if path.suffix == ".parquet":
        return f"row {row + 1}"
    _, delimiter = _heads(path)
    with _open(path) as stream:
        lines = csv.reader(stream, delimiter=delimiter)
        at = -1
        for cells in lines:
            at += bool(cells)
            if at == row + 1:
                return f"line {lines.line_num}"
    return f"row {row + 1}"


def _unreadable(path: Path, said: str) -> InputError:
    """Of what the reader said, the first line: the rest are settings of its own."""
    found = _SHORT_ROW.search(said)
    if found is not None and found[2]:
        return InputError(
            f"A row has {found[3]} cells where the header has {found[2]}.",
            f"file: {path}, line {found[1]}",
            "Mend the row: one cell a column, quotation marks closed.",
        )
    if found is not None:
        return InputError(
            "A row cannot be read.", f"file: {path}, line {found[1]}", "Mend the row: close its quotation marks."
        )
    first = said.strip().split("\n")[0]
    return _trouble(f"The file cannot be read: {first}", path, "Give a CSV with a header, in UTF-8, or Parquet.")


def _trouble(what: str, path: Path, todo: str) -> InputError:
    return InputError(what, f"file: {path}", todo)
