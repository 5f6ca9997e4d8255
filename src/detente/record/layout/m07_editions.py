"""Editions that were made of the record, and when codings came in that are younger than their document."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    # when the coding was stored, where later than its document: of a copy that came to stand for its text
    "ALTER TABLE codings ADD COLUMN recorded_at TEXT",
    """CREATE TABLE editions (
        edition INTEGER PRIMARY KEY,
        id TEXT NOT NULL,               -- SHA-256 over the content and the versions that made it
        name TEXT NOT NULL,             -- of its folder
        folder TEXT NOT NULL,
        with_text INTEGER NOT NULL,     -- 1 where the texts of the reports are in it
        created_at TEXT NOT NULL
    )""",
)
