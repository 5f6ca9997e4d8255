"""Events kept up to date by whoever asks for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from detente.record.merging.run import Merged, is_behind, merge_new


def merge_if_free(connection: sqlite3.Connection, told: Callable[[Merged], None] | None = None) -> bool:
    """Merge what came in, unless another process is writing or nobody may; whether all is merged now.

    Nobody waits: what another process adds is merged when somebody asks after it has ended.
    """
    if not is_behind(connection):
        return True
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        merge_new(connection, told=told)
    except sqlite3.DatabaseError as error:
        if not any(word in str(error) for word in ("locked", "busy", "readonly", "not authorized")):
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(patience):d}")
    return True
