"""A dyad-day table from a file, CSV or Parquet: one row for each ordered dyad and day.

Columns, in any order and case: source, target and date (or day); the counts as cooperation and conflict, or as four
quads (vcoop, mcoop, vconf, mconf; quad1 to quad4; verbal_cooperation …); and, where known, goldstein_sum (or
goldstein), intensity, reports, filed (or n). Actors are taken as they are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

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


def read_days(path: Path) -> DyadDays:
    """The table of a file; its origin is the file's name without its ending.

    Days known run from the first to the last day in the file. Raises InputError where it cannot be read, lacks a
    column, or holds a value that is no day or no count.
    """
    names, columns = _read(path)
    of = dict(zip((name.strip().lower() for name in names), columns, strict=True))
    source, target, day = (_named(of, wanted, path) for wanted in (_SOURCE, _TARGET, _DAY))
    quads = next((q for q in _QUADS if all(name is None or name in of for name in q)), None)
    if quads is None:
        raise _trouble(
            "The table has no counts.", path, "It needs cooperation and conflict, or vcoop, mcoop, vconf, mconf."
        )
    n = len(source)
    if not n:
        raise _trouble("The table has no rows.", path, "Give a file with a row for each dyad and day.")
    days = _days(day, path)
    counts = [np.zeros(n) if name is None else _numbers(of[name], path, name) for name in quads]
    if any((column < 0).any() or (column % 1 != 0).any() for column in counts):
        raise _trouble("A count is negative or no whole number.", path, "Counts are numbers of events.")
    goldstein = next((_numbers(of[x], path, x) for x in ("goldstein_sum", "goldstein") if x in of), np.zeros(n))
    intensity = _numbers(of["intensity"], path, "intensity") if "intensity" in of else np.zeros(n)
    filed = next((_numbers(of[x], path, x) for x in ("filed", "n") if x in of), np.sum(counts, axis=0))
    reports = _numbers(of["reports"], path, "reports") if "reports" in of else np.full(n, np.nan)
    known = date.fromordinal(int(min(days))), date.fromordinal(int(max(days)))
    made: list[Any] = [_texts(source), _texts(target), days, *counts, goldstein, intensity, filed, reports]
    return table_of_columns(path.name.split(".")[0], "events", known, made)


def _read(path: Path) -> tuple[Sequence[str], Sequence[Any]]:
    import duckdb

    if not path.is_file():
        raise _trouble("There is no such file.", path, "Name a CSV or Parquet file of dyad-days.")
    reader = "read_parquet(?)" if path.suffix == ".parquet" else "read_csv(?, all_varchar = true)"
    connection = duckdb.connect()
    try:
        connection.execute("SET enable_progress_bar = false")
        found = connection.execute(f"SELECT * FROM {reader}", [str(path)])
        names = [column[0] for column in found.description or ()]
        arrays = found.fetchnumpy()
    except duckdb.Error as error:
        raise _trouble(f"The file cannot be read: {error}", path, "Give a CSV with a header, or Parquet.") from error
    finally:
        connection.close()
    return names, [arrays[name] for name in names]


def _named(of: Mapping[str, Sequence[Any]], wanted: Sequence[str], path: Path) -> Sequence[Any]:
    for name in wanted:
        if name in of:
            return of[name]
    raise _trouble(f"The table has no column “{wanted[0]}”.", path, f"Its columns are: {', '.join(of)}.")


def _days(column: Sequence[Any], path: Path) -> list[int]:
    known: dict[Any, int] = {}
    found = []
    for value in column:
        ordinal = known.get(value)
        if ordinal is None:
            try:
                ordinal = date.fromisoformat(str(value)[:10]).toordinal()
            except ValueError:
                raise _trouble(f"“{value}” is no day.", path, "Write days as 2018-08-07.") from None
            known[value] = ordinal
        found.append(ordinal)
    return found


def _numbers(column: Sequence[Any], path: Path, name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    try:
        filled = np.ma.filled(np.ma.asarray(column), "0" if np.asarray(column).dtype == object else 0)
        return np.asarray([0.0 if v in (None, "") else float(v) for v in filled.tolist()], np.float64)
    except ValueError:
        raise _trouble(f"The column “{name}” holds something that is no number.", path, "Mend the file.") from None


def _texts(column: Sequence[Any]) -> list[str]:
    return [str(value).strip() for value in column]


def _trouble(what: str, path: Path, todo: str) -> InputError:
    return InputError(what, f"file: {path}", todo)
