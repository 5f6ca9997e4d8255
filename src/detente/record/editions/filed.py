"""The imported events of an edition into its database: by the million, so row after row as plain tuples."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from detente.record.editions.manifest import Edition
from detente.record.editions.parquet import iter_tuples

_NO_MOMENT = "0001-01-01T00:00:00+00:00"
_RUN = "INSERT INTO runs (command, started_at, ended_at) VALUES ('import', ?, ?)"
_STORED = (
    *("row_key", "event_key", "origin", "filed_id", "day", "last_day", "filed_day", "cameo", "type", "modes"),
    *("contexts", "quad", "goldstein", "intensity", "side", "modality", "historical", "dead", "n_reports"),
    *("n_outlets", "n_mentions", "place_name", "place_country", "lat", "lon", "publisher", "url"),
)
_ACTOR = ("name", "code", "sector", "filed_code")
_SIDES = tuple(f"{side}_{name}" for side in ("source", "target") for name in _ACTOR)
_INSERT = (
    f"INSERT INTO imported (imported, run, source, target, twin_of, {', '.join(_STORED)})"
    f" VALUES (?, ?, ?, ?, ?, {', '.join('?' * len(_STORED))})"
)
_INSERT_ACTOR = "INSERT INTO filed_actors (actor, origin, name, code, sector, filed_code) VALUES (?, ?, ?, ?, ?, ?)"
_REPORTS = ("origin", "filed_id", "url", "sentence", "outlet", "reported_at", "confidence")
_DAYS = (
    *("origin", "source", "target", "day", "verbal_cooperation", "material_cooperation", "verbal_conflict"),
    *("material_conflict", "goldstein", "intensity", "filed", "reports"),
)
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'imported' AND sql IS NOT NULL"
_ORIGIN = _STORED.index("origin")
_EVENT = _STORED.index("event_key")


def load_filed(connection: sqlite3.Connection, edition: Edition) -> None:
    """Load imported events, the reports they are from, their origins, and their counts by dyad and day."""
    imported, origins = edition.path("imported"), edition.path("origins")
    if imported is None or origins is None:
        return
    run = connection.execute(_RUN, (_NO_MOMENT, _NO_MOMENT)).lastrowid
    actors: dict[tuple[str, str], tuple[Any, ...]] = {}
    with _without_indexes(connection):
        rows = iter_tuples(imported, (*_STORED, "is_twin", *_SIDES))
        connection.executemany(_INSERT, _numbered(rows, run, actors))
        connection.executemany(_INSERT_ACTOR, actors.values())
    reports = edition.path("imported_reports")
    if reports is not None:
        found = iter_tuples(reports, _REPORTS)
        connection.executemany(_into("filed_reports", (*_REPORTS, "run")), ((*row, run) for row in found))
    last = dict(connection.execute("SELECT origin, max(imported) FROM imported GROUP BY origin").fetchall())
    found = iter_tuples(origins, ("origin", "events", "first_day", "last_day"))
    connection.executemany(
        _into("tallied", ("origin", "n", "first_day", "last_day", "last_imported")),
        ((*row, last[row[0]]) for row in found),
    )
    days = edition.path("dyad_days")
    if days is not None:  # the record's own are counted from its codings
        connection.executemany(_into("dyad_days", _DAYS), (row for row in iter_tuples(days, _DAYS) if row[0] in last))


def _numbered(
    rows: Iterator[tuple[Any, ...]], run: int | None, actors: dict[tuple[str, str], tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    """The rows as they are stored; the rows of one event stand together, its twins after what they are twins of."""
    width = len(_STORED)
    event = first = None
    for number, row in enumerate(rows, 1):
        stored, is_twin = row[:width], row[width]
        sides = (_actor(actors, stored[_ORIGIN], row[width + 1 : width + 5]), _actor(actors, stored[_ORIGIN], row[-4:]))
        if stored[_EVENT] != event or not is_twin:
            event, first = stored[_EVENT], number
        yield (number, run, *sides, first if is_twin else None, *stored)


def _actor(actors: dict[tuple[str, str], tuple[Any, ...]], origin: str, told: tuple[Any, ...]) -> int | None:
    if told[0] is None:
        return None
    found = actors.get((origin, told[0]))
    if found is None:
        found = actors[origin, told[0]] = (len(actors) + 1, origin, *told)
    number: int = found[0]
    return number


def _into(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


@contextmanager
def _without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """Indexes are made when all rows are there: in a fifth of the time."""
    indexes = connection.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)
