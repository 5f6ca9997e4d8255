"""Imported events counted by dyad and day: the table `dyad_days`, made again for an origin when rows have come in.

Invariant: `tallied` names the last row counted; where it is not the last row stored (an import that was killed), the
origin is counted again before anybody asks.
"""

from __future__ import annotations

import sqlite3

from detente.record.store import transaction
from detente.values import STATE_SECTORS

_FOR_THE_STATE = tuple(sorted(STATE_SECTORS))
_IS_COUNTED = """
    SELECT coalesce((SELECT max(imported) FROM imported), 0) = coalesce((SELECT max(last_imported) FROM tallied), 0)
"""
_LAST = "SELECT origin, max(imported) FROM imported GROUP BY origin"

# One event is one event_key: the rows of one act and day, whoever filed it and how often; of a symmetric act filed from
# both sides the first row gives the direction. A bare column beside min() is that of the row with the least (SQLite).
_PARTIES = f"""
    CREATE TEMP TABLE tally_parties AS
    SELECT actor, code, CASE WHEN sector IN {_FOR_THE_STATE} THEN code ELSE code || ':' || coalesce(sector, 'UNK') END
        AS inside
    FROM filed_actors WHERE origin = ? AND code IS NOT NULL
"""
# CROSS JOIN keeps the order of the tables: left alone, SQLite scans all events for each actor.
_COUNT = """
    INSERT INTO dyad_days
    WITH events AS (
        SELECT min(imported), source, target, day, quad, goldstein, intensity, count(*) AS filed,
            CASE WHEN count(*) = count(n_reports) THEN sum(CASE WHEN twin_of IS NULL THEN n_reports ELSE 0 END) END AS n
        FROM imported
        WHERE origin = :origin AND source IS NOT NULL AND target IS NOT NULL AND is_counted GROUP BY event_key
    )
    SELECT :origin, CASE WHEN s.code = t.code THEN s.inside ELSE s.code END AS a,
        CASE WHEN s.code = t.code THEN t.inside ELSE t.code END AS b, e.day,
        sum(e.quad = 1), sum(e.quad = 2), sum(e.quad = 3), sum(e.quad = 4),
        coalesce(sum(e.goldstein), 0), coalesce(sum(e.intensity), 0), sum(e.filed),
        CASE WHEN count(*) = count(e.n) THEN sum(e.n) END
    FROM events e CROSS JOIN tally_parties s ON s.actor = e.source CROSS JOIN tally_parties t ON t.actor = e.target
    GROUP BY a, b, e.day
"""
_NOTE = """
    INSERT INTO tallied (origin, last_imported, first_day, last_day, n)
    SELECT :origin, max(imported), min(day), max(day), count(DISTINCT CASE WHEN is_counted THEN event_key END)
    FROM imported WHERE origin = :origin
"""


def tally(connection: sqlite3.Connection) -> None:
    """Count what is not counted yet; nothing is done where all is."""
    if connection.execute(_IS_COUNTED).fetchone()[0]:
        return
    counted = dict(connection.execute("SELECT origin, last_imported FROM tallied").fetchall())
    stored = connection.execute(_LAST).fetchall()
    stale = [origin for origin, last in stored if counted.get(origin) != last]
    for origin in stale:
        with transaction(connection):
            _fill_sectors(connection, origin)
            for table in ("dyad_days", "tallied"):
                connection.execute(f"DELETE FROM {table} WHERE origin = ?", (origin,))
            connection.execute(_PARTIES, (origin,))
            connection.execute("CREATE UNIQUE INDEX temp.tally_parties_by_actor ON tally_parties (actor)")
            connection.execute(_COUNT, {"origin": origin})
            connection.execute("DROP TABLE tally_parties")
            connection.execute(_NOTE, {"origin": origin})


def _fill_sectors(connection: sqlite3.Connection, origin: str) -> None:
    from detente.exchange.sectors import sector_of

    rows = connection.execute(
        "SELECT actor, name, sectors FROM filed_actors WHERE origin = ? AND sector IS NULL AND code IS NOT NULL",
        (origin,),
    ).fetchall()
    found = ((sector_of(name, sectors), actor) for actor, name, sectors in rows)
    connection.executemany(
        "UPDATE filed_actors SET sector = ? WHERE actor = ?", [(s, actor) for s, actor in found if s is not None]
    )
