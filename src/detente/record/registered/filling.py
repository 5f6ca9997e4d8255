"""The register filled from what is coded: once for each coding, in order, however often it is asked for.

Invariant: `registered` names the last coding whose parties are in `actors_seen`; both are written in one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

from detente.record.registered.seeing import Sighting, seen_in
from detente.record.registered.values import Seen
from detente.record.store import transaction
from detente.values import Actor

_BLOCK = 20_000
_PENDING = "SELECT last_coding, (SELECT coalesce(max(coding), 0) FROM codings) FROM registered"
# a block ends with a document: all codings of one are stored in one transaction
_UP_TO = """
    SELECT max(coding) FROM codings WHERE document =
        (SELECT document FROM codings WHERE coding > ? ORDER BY coding LIMIT 1 OFFSET ?)
"""
_PARTIES = """
    SELECT c.document, c.coding, p.name, p.code, p.country, p.sector, p.role, p.start, p.end,
        c.sentence_start, c.sentence_end, p.via
    FROM codings c JOIN parties p ON p.coding = c.coding WHERE c.coding > ? AND c.coding <= ?
    ORDER BY c.document, c.coding, p.side, p.position
"""
_INSERT = """
    INSERT INTO actors_seen (document, name, code, country, sector, role, start, end, sentence_start, sentence_end,
        via, codings)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET codings = codings + excluded.codings
"""
_MARK = "UPDATE registered SET last_coding = ?"


def fill(connection: sqlite3.Connection) -> int:
    """Take the actors of all codings into the register that are not in it; return how many rows came."""
    rows = 0
    while _pending(connection) is not None:
        with transaction(connection):
            rows += fill_block(connection)
    return rows


def fill_if_free(connection: sqlite3.Connection) -> None:
    """The same, unless another process is writing: then what it adds comes in when it ends, and nobody waits."""
    if _pending(connection) is None:
        return
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        fill(connection)
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) and "busy" not in str(error):
            raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(patience):d}")


def fill_block(connection: sqlite3.Connection) -> int:
    """The same of some codings, inside the transaction of the caller."""
    first = _pending(connection)
    if first is None:
        return 0
    last = connection.execute(_UP_TO, (first, _BLOCK)).fetchone()[0]
    if last is None:
        last = connection.execute("SELECT max(coding) FROM codings").fetchone()[0]
    rows = 0
    found = connection.execute(_PARTIES, (first, last))
    for document, of in groupby(found, key=lambda row: row[0]):
        rows += insert_seen(connection, document, seen_in(_sightings(of)))
    connection.execute(_MARK, (last,))
    return rows


def insert_seen(connection: sqlite3.Connection, document: int, seen: Iterable[Seen]) -> int:
    """Store the rows of the document with that row number; one that is there counts its codings together."""
    rows = [(document, *one) for one in seen]
    connection.executemany(_INSERT, rows)
    return len(rows)


def _pending(connection: sqlite3.Connection) -> int | None:
    done, last = connection.execute(_PENDING).fetchone()
    return int(done) if done < last else None


def _sightings(rows: Iterable[sqlite3.Row]) -> Iterator[Sighting]:
    for row in rows:
        _, coding, *actor, start, end, sentence_start, sentence_end, via = row
        if not sentence_start <= start < end <= sentence_end:
            # taken over from another sentence: the words are what there is
            sentence_start, sentence_end = start, end
        yield Sighting(Actor(*actor), start, end, sentence_start, sentence_end, via, coding)
