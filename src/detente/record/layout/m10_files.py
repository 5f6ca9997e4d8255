"""Files that were read to their end, so that those that have not changed since need not be read again."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE files (
        name TEXT PRIMARY KEY,          -- as it was named
        place TEXT NOT NULL,            -- SHA-256 of its whole path, as a name says little in another folder
        size INTEGER NOT NULL,          -- bytes
        modified_at INTEGER NOT NULL,   -- by the file system, in nanoseconds since 1970
        changed_at INTEGER NOT NULL,    -- the same of any change, also one that puts the other time back
        read_by TEXT NOT NULL,          -- the program's version, and the day of publication if one was given
        run INTEGER NOT NULL REFERENCES runs,
        first_outcome INTEGER NOT NULL, -- its outcomes in that run: from this row of `outcomes`
        last_outcome INTEGER NOT NULL   -- to this one
    ) WITHOUT ROWID""",
)
