"""Dyad-day tables kept as arrays beside their rows: a table of millions of rows is then read in a moment."""

from __future__ import annotations

import io
import sqlite3
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np

from detente.record.store import transaction
from detente.relations.days import DyadDays, table_of_columns

_DAYS = """
    SELECT source, target, day, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict,
        goldstein, intensity, filed, reports
    FROM dyad_days WHERE origin = ?
"""
_BLOCK = 50_000
_ARRAYS = ("source", "target", "day", "counts", "goldstein", "intensity", "filed", "reports")


def pack(connection: sqlite3.Connection) -> None:
    """Keep the table of every origin that has been counted since it was last kept."""
    for (origin,) in connection.execute("SELECT origin FROM tallied WHERE packed IS NULL").fetchall():
        body = _packed(read_rows(connection, origin))
        with transaction(connection):
            connection.execute("UPDATE tallied SET packed = ? WHERE origin = ?", (body, origin))


def read_packed(connection: sqlite3.Connection, origin: str) -> DyadDays | None:
    """The table of an origin as it was kept, None where it was not."""
    row = connection.execute("SELECT packed, first_day, last_day FROM tallied WHERE origin = ?", (origin,)).fetchone()
    if row is None or row[0] is None:
        return None
    with np.load(io.BytesIO(row[0]), allow_pickle=False) as arrays:
        codes = tuple(arrays["codes"].tobytes().decode("utf-8").split("\n")) if len(arrays["codes"]) else ()
        columns: dict[str, Any] = {name: arrays[name] for name in _ARRAYS}
    known = date.fromisoformat(row[1]), date.fromisoformat(row[2])
    return DyadDays(origin=origin, unit="events", first_day=known[0], last_day=known[1], codes=codes, **columns)


def read_rows(connection: sqlite3.Connection, origin: str) -> DyadDays:
    """The table of an origin from its rows."""
    known = connection.execute("SELECT first_day, last_day FROM tallied WHERE origin = ?", (origin,)).fetchone()
    cursor = connection.cursor()
    cursor.row_factory = None
    found = cursor.execute(_DAYS, (origin,))
    ordinals = _Ordinals()
    blocks: list[list[Any]] = []
    while rows := found.fetchmany(_BLOCK):  # as arrays, block by block: as rows they would take ten times the memory
        source, target, day, *numbers, reports = zip(*rows, strict=True)
        blocks.append(
            [
                *(np.asarray(source), np.asarray(target)),
                np.fromiter((ordinals[name] for name in day), np.int64, len(day)),
                *(np.asarray(column, np.float64) for column in numbers),
                np.asarray([np.nan if told is None else told for told in reports], np.float64),
            ]
        )
    columns: list[Any] = [np.concatenate(column) for column in zip(*blocks, strict=True)] if blocks else [()] * 11
    del blocks
    return table_of_columns(origin, "events", (date.fromisoformat(known[0]), date.fromisoformat(known[1])), columns)


class _Ordinals(dict[str, int]):
    """Days of text to their ordinals, each read once."""

    def __missing__(self, day: str) -> int:
        found = self[day] = date.fromisoformat(day).toordinal()
        return found


def _packed(days: DyadDays) -> bytes:
    names = {field.name for field in fields(days)}
    arrays = {name: getattr(days, name) for name in _ARRAYS if name in names}
    codes = np.frombuffer("\n".join(days.codes).encode("utf-8"), np.uint8)
    body = io.BytesIO()
    np.savez_compressed(body, codes=codes, **arrays)
    return body.getvalue()
