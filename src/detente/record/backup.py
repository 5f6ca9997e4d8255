"""A copy of the record while others read and write it: SQLite's online backup, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from detente.errors import RecordError
from detente.record.store import trouble

_PAGES = 4096
"""Pages a step: 16 MiB, after which a writer may go on."""


def back_up(path: Path, to: Path) -> int:
    """Write the record as it stands at one moment into another file, and return its size in bytes.

    The file appears under its name when it is whole, on the disk and checked. Raises RecordError where there is no
    record, where `to` is the record itself, and where it cannot be written.
    """
    if not path.exists():
        raise RecordError("There is no record here.", f"record: {path}", "Name it with --record.")
    if to.exists() and os.path.samefile(path, to):
        raise RecordError("The backup would overwrite the record.", f"record: {path}", "Name another file.")
    try:
        handle, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.", suffix=".part")
    except OSError as error:
        raise RecordError(f"The backup cannot be written: {error.strerror}.", f"file: {to}", "Name another.") from error
    os.close(handle)
    part = Path(name)
    try:
        with trouble(path), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target, pages=_PAGES, sleep=0.01)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
            found = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise RecordError(
                f"The backup is damaged as the record is: {found}.", f"record: {path}", "See: detente doctor"
            )
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        size = part.stat().st_size
        part.chmod(path.stat().st_mode & 0o777)
        part.replace(to)
        return size
    finally:
        for left in (part, part.with_name(part.name + "-journal"), part.with_name(part.name + "-wal")):
            left.unlink(missing_ok=True)
