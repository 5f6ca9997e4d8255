"""Events brought up to date before they are frozen, where the record has them."""

from __future__ import annotations

import sqlite3

_HAS_EVENTS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'event_codings'"


def merge_events(connection: sqlite3.Connection) -> None:
    """Merge the codings that are not merged yet into events."""
    if connection.execute(_HAS_EVENTS).fetchone() is not None:
        from detente.record.merging import merge_new

        merge_new(connection)
