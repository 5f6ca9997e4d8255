"""Putting a damaged log right: what SQLite reads of it is taken over, unless the file is further than that.

Batches are saved from the log into the file while it grows. If what is damaged was saved already, then the log's
readable part is older than the file, and taking it over would put old pages between new ones.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from detente.errors import RecordError
from detente.record.log import is_older_than_file, log_of


@contextmanager
def kept_log(path: Path) -> Iterator[tuple[Path, Path | None]]:
    """Copies of a damaged log, to stay, and of the file where it is whole and further than the log, for the block.

    They are made before SQLite opens the record and makes of the log what it can. Raises RecordError where they cannot
    be written; then nothing was changed.
    """
    part = None
    try:
        try:
            kept = _free(path)
            shutil.copyfile(log_of(path), kept)
            if is_older_than_file(path):
                part = _copy(path)
        except OSError as error:
            what = f"The damaged log cannot be kept: {error.strerror}."
            raise RecordError(
                what, f"record: {path}", "Nothing was changed. Free some space, or see to rights."
            ) from error
        yield kept, part if part and _is_whole(part) else None
    finally:
        for end in ("", "-wal", "-shm"):
            if part:
                part.with_name(part.name + end).unlink(missing_ok=True)


def take_over(connection: sqlite3.Connection, file: Path | None) -> bool:
    """Make the record what its log says, or what this file does; False where another process has it open."""
    if not _emptied(connection):
        return False
    if file is None:
        return True
    try:
        with closing(sqlite3.connect(file)) as source:
            source.backup(connection)
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    return _emptied(connection)


def _emptied(connection: sqlite3.Connection) -> bool:
    try:
        return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False


def _copy(path: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    try:
        shutil.copyfile(path, name)
    except OSError:
        os.unlink(name)
        raise
    return Path(name)


def _is_whole(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            is_whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            return is_whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError:
        return False


def _free(path: Path) -> Path:
    """A name beside the record that no file has."""
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-log-{number}")).exists():
        number += 1
    return kept
