"""Imported events counted by dyad and day, and the claims of documents."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE filed_actors ADD COLUMN sector TEXT",  # PLOVER; NULL where the name does not tell
    """CREATE TABLE dyad_days (
        origin TEXT NOT NULL,
        source TEXT NOT NULL,           -- a code; of acts inside one country also code:sector, "THA:CVL"
        target TEXT NOT NULL,
        day TEXT NOT NULL,
        verbal_cooperation INTEGER NOT NULL,    -- events, a symmetric act filed twice counted once
        material_cooperation INTEGER NOT NULL,
        verbal_conflict INTEGER NOT NULL,
        material_conflict INTEGER NOT NULL,
        goldstein REAL NOT NULL,        -- sum over the events
        intensity REAL NOT NULL,        -- sum over the events
        filed INTEGER NOT NULL,         -- rows as filed, both sides of a symmetric act
        reports INTEGER,                -- NULL where the origin does not say
        PRIMARY KEY (origin, source, target, day)
    ) WITHOUT ROWID""",
    """CREATE TABLE tallied (
        origin TEXT PRIMARY KEY,
        last_imported INTEGER NOT NULL, -- dyad_days counts the origin's rows up to this one
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL,
        n INTEGER NOT NULL              -- events
    )""",
    """CREATE TABLE claims (
        claim INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents,
        id TEXT NOT NULL,
        sentence_index INTEGER NOT NULL,
        start INTEGER NOT NULL,         -- of the evidence in the document's text
        end INTEGER NOT NULL,
        body TEXT NOT NULL,             -- JSON: the claim
        UNIQUE (document, id)
    )""",
)
