"""Filed events into the record: once each, in large batches, damaged rows set aside with their reason.

Invariant: rows stay as filed. The other side of a symmetric act is kept too, marked `twin_of`, and never counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import Any

from detente.exchange.filed import Damaged, Filed, FiledActor, Imported
from detente.record.adding import begin_run, end_run
from detente.record.store import transaction
from detente.record.tallying import tally
from detente.relations.packed import pack

_BATCH = 50_000
_INSERT = (
    "INSERT OR IGNORE INTO imported (row_key, event_key, run, origin, day, source, target, cameo, type, quad,"
    " goldstein, intensity, side, n_reports, place_name, place_country, publisher)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_ACTOR = "INSERT INTO filed_actors (origin, name, code, sectors) VALUES (?, ?, ?, ?)"
_QUARANTINE = "INSERT INTO quarantine (run, input, line, reason, row) VALUES (?, ?, ?, ?, ?)"

# Rows of one act are paired off, the first filed from each side, then the second …: two stories of one meeting give
# four rows, two of them merged. The earlier row of each pair is the one that counts.
_PAIR_OFF = """
    CREATE TEMP TABLE paired AS
    WITH touched AS (SELECT DISTINCT event_key FROM imported WHERE imported > ? AND side IS NOT NULL),
    ranked AS (
        SELECT imported, event_key, row_number() OVER (PARTITION BY event_key, side ORDER BY imported) AS k
        FROM imported WHERE side IS NOT NULL AND event_key IN (SELECT event_key FROM touched)
    )
    SELECT min(imported) AS kept, max(imported) AS twin FROM ranked GROUP BY event_key, k HAVING count(*) = 2
"""
_MARK = (
    "UPDATE imported SET twin_of = p.kept FROM paired p WHERE imported.imported = p.twin AND imported.twin_of IS NULL"
)


def import_rows(
    connection: sqlite3.Connection,
    rows: Iterable[Filed | Damaged],
    *,
    origin: str,
    command: str,
    progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Imported:
    """Store the rows under the name of their origin; `progress` is told the rows read so far after each batch.

    Rows that the record holds already are counted as known. A stopped or killed import goes on when run again.
    """
    run = begin_run(connection, command)
    actors = _Actors(connection, origin)
    read = stored = merged = quarantined = 0
    source = iter(rows)
    while not stop() and (batch := list(islice(source, _BATCH))):
        filed = [row for row in batch if isinstance(row, Filed)]
        damaged = [row for row in batch if isinstance(row, Damaged)]
        with actors, transaction(connection):
            last = connection.execute("SELECT coalesce(max(imported), 0) FROM imported").fetchone()[0]
            before = connection.total_changes
            values = [_values(row, run, origin, actors) for row in filed]
            actors.changes = connection.total_changes - before
            connection.executemany(_INSERT, values)
            new = connection.total_changes - before - actors.changes
            connection.executemany(_QUARANTINE, [(run, *row) for row in damaged])
            twins = _merge(connection, last) if new else 0
        read += len(batch)
        stored += new
        merged += twins
        quarantined += len(damaged)
        if progress:
            progress(read)
    counts = Imported(read, stored - merged, merged, quarantined, read - stored - quarantined)
    tally(connection)
    pack(connection)
    end_run(connection, run, {name: getattr(counts, name) for name in Imported.__dataclass_fields__})
    return counts


def _merge(connection: sqlite3.Connection, last: int) -> int:
    """Pair off the rows stored after row `last` with those of the other side, and return how many became twins."""
    connection.execute(_PAIR_OFF, (last,))
    merged = connection.execute(_MARK).rowcount
    connection.execute("DROP TABLE paired")
    return merged


def _values(row: Filed, run: int, origin: str, actors: _Actors) -> tuple[Any, ...]:
    day, cameo = row.day.isoformat(), row.cameo
    source, target = row.source.name, row.target.name
    side: int | None = None
    if cameo.act is None:
        event = f"{cameo.code}|{source}|{target}"
    elif cameo.act == "042":
        # a visit is filed as the guest's (042) and as the host's (043): the guest stands first in the event
        side = int(cameo.code == "043")
        event = f"042|{target}|{source}" if side else f"042|{source}|{target}"
    else:
        side = int(source > target)
        event = f"{cameo.act}|{min(source, target)}|{max(source, target)}"
    return (
        *(_key(row.day, f"{origin}|row|{row.key}"), _key(row.day, f"{origin}|event|{event}"), run, origin, day),
        *(actors.number(row.source), actors.number(row.target)),
        *(cameo.code, cameo.type, cameo.quad, cameo.goldstein, cameo.intensity, side),
        *(row.n_reports, row.place_name, row.place_country, row.publisher),
    )


def _key(day: date, text: str) -> int:
    """16 bits of the day, then 48 of a hash: rows of one day lie together in the index, which is then written once.

    Among ten million rows of thirty years the chance that any two of a day are alike is below 1 in 50,000.
    """
    hashed = int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=6).digest(), "big")
    key = ((day.toordinal() & 0xFFFF) << 48) | hashed
    return key - (1 << 64) if key >> 63 else key


class _Actors:
    """Numbers of the actors of one origin; those of a batch that fails are forgotten."""

    def __init__(self, connection: sqlite3.Connection, origin: str) -> None:
        self._connection, self._origin = connection, origin
        rows = connection.execute("SELECT name, actor FROM filed_actors WHERE origin = ?", (origin,))
        self._numbers: dict[str, int] = {row[0]: row[1] for row in rows}
        self._new: list[str] = []
        self.changes = 0

    def number(self, actor: FiledActor) -> int:
        found = self._numbers.get(actor.name)
        if found is None:
            row = (self._origin, actor.name, actor.code, actor.sectors)
            found = self._numbers[actor.name] = self._connection.execute(_INSERT_ACTOR, row).lastrowid or 0
            self._new.append(actor.name)
        return found

    def __enter__(self) -> None:
        self._new.clear()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            for name in self._new:
                del self._numbers[name]
