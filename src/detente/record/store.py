"""The file under the record: opening, the layout, transactions. SQLite in WAL, so that readers and one writer share it.

Invariant: a batch is one transaction; what a command acknowledged is on the disk (synchronous FULL).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from detente.errors import RecordError
from detente.record.layout import MIGRATIONS, NEWEST, next_after
from detente.record.log import State, log_of, state_of

APPLICATION = 0x44455445
""""DETE", in the file's header: tells a record from any other database."""
_WAIT_S = 10.0
_UNENDED = "SELECT pid, command, started_at FROM runs WHERE ended_at IS NULL AND pid IS NOT NULL ORDER BY run DESC"


def connect(
    path: Path, *, create: bool = True, factory: type[sqlite3.Connection] = sqlite3.Connection
) -> sqlite3.Connection:
    """Open the record's file with the newest layout, made if absent (`create`) and migrated if old.

    Raises RecordError where there is none, where it is another kind of file, where a newer program made it, and where
    it cannot be written.
    """
    if not create and not path.exists():
        raise RecordError("There is no record here.", f"record: {path}", "Make one with: detente add FILES")
    state = _checked_log(path)
    try:
        connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None, factory=factory)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")  # 64 MiB
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("PRAGMA wal_autocheckpoint = 20000")  # pages: 80 MiB, so that large imports write once
        _migrate(connection, path)
        if state == "cut":
            empty_log(connection)
    except sqlite3.Error as error:
        raise _explained(error, path) from error
    except RecordError:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return connection


def _checked_log(path: Path) -> State:
    """Refuse a record whose log holds whole batches that SQLite cannot read: the next write would drop them unseen."""
    state = state_of(path)
    if state == "damaged":
        raise RecordError(
            "The record's log is damaged; batches that were stored may be missing.",
            f"record: {path}; log: {log_of(path).name}",
            f"Nothing was changed. Repair it with: detente doctor --record {path}",
        )
    return state


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    application, version = (connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version"))
    is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != APPLICATION and not is_empty:
        raise RecordError("This database is not a record.", f"record: {path}", "Name another file with --record.")
    if version > NEWEST:
        raise RecordError(
            f"A newer détente made this record (layout {version}, known here: {NEWEST}).",
            f"record: {path}",
            "Update détente: pip install --upgrade detente",
        )
    is_old = version < NEWEST
    while version < NEWEST:
        with transaction(connection):
            # another process may have migrated while this one waited for the lock
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version < NEWEST:
                version = next_after(version)
                for statement in MIGRATIONS[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version:d}")
                connection.execute(f"PRAGMA application_id = {APPLICATION:d}")
    if is_old:
        save_log(connection)  # the new layout stands in the file itself


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction: all of it is stored, or, where the block raises, nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Turn the database's errors (locked, disk full, damaged) into a RecordError that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, path) from error


def save_log(connection: sqlite3.Connection) -> None:
    """Copy what is committed from the log into the file, as far as readers let it; nobody waits."""
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def empty_log(connection: sqlite3.Connection) -> None:
    """Copy all that is committed from the log into the file and empty the log, unless somebody reads or writes.

    What a killed writer left at its end goes with it: whoever opens the record next could take it for a lost batch.
    """
    [(patience,)] = connection.execute("PRAGMA busy_timeout").fetchall()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience:d}")


def unended(path: Path) -> list[tuple[int, str, str]]:
    """The runs without an end, newest first: process, command, start; those under way and those that were killed."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
            return connection.execute(_UNENDED).fetchall()
    except sqlite3.Error:
        return []  # only asked to say more about another trouble


def is_alive(pid: int) -> bool:
    """Whether a process of this number runs here. Another may have been given the number since."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OSError):
        return True
    return True


def _explained(error: sqlite3.Error, path: Path) -> RecordError:
    said = str(error)
    where = f"record: {path} ({said})"
    if "locked" in said or "busy" in said:
        writer = next((run for run in unended(path) if run[0] != os.getpid() and is_alive(run[0])), None)
        who = f" ({writer[1]}, process {writer[0]}, since {writer[2]})" if writer else ""
        return RecordError(
            f"Another process is writing to the record{who}.", where, "Run the command again when it has ended."
        )
    if "full" in said:
        return RecordError(
            "The disk is full; the last batch was not stored, all before it were.",
            where,
            "Free some space and run the command again: it continues.",
        )
    if "disk I/O" in said:
        return RecordError(
            "The record could not be read from or written to its disk; all batches that were told of are stored.",
            where,
            "Check the disk's space and health, then run the command again: it continues. See also: detente doctor",
        )
    if "not a database" in said or "malformed" in said:
        return RecordError(
            "The file is not a record, or is damaged.",
            where,
            f"Name another with --record, or see what is wrong: detente doctor --record {path}",
        )
    if "not authorized" in said:
        return RecordError("An edition is only read.", where, "Name the record that it was made of: --record FILE")
    if "unable to open" in said or "readonly" in said:
        return RecordError(
            "The record cannot be opened for writing.", where, "Check that its folder exists and may be written to."
        )
    return RecordError("The record could not be read or written.", where, "Run the command again; nothing was lost.")


def now() -> str:
    """The present moment in UTC, to the second, as stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")
