"""Imported events as more origins file them: one-sided, without a CAMEO code, with place, numbers and reports.

The table of imported events is made again, as SQLite cannot let go of NOT NULL; its rows keep their numbers.
"""

from __future__ import annotations

_OLD = (
    "imported, row_key, event_key, run, origin, day, source, target, cameo, type, quad, goldstein, intensity, side,"
    " twin_of, n_reports, place_name, place_country, publisher"
)

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE filed_actors ADD COLUMN filed_code TEXT",  # the origin's own code of the actor: CAMEO's USAGOV
    """CREATE TABLE imported_new (
        imported INTEGER PRIMARY KEY,
        row_key INTEGER NOT NULL UNIQUE,  -- of the row as filed: the same row comes in once
        event_key INTEGER NOT NULL,     -- of what happened: day, act, parties; rows of one event share it
        run INTEGER NOT NULL REFERENCES runs,
        origin TEXT NOT NULL,
        filed_id TEXT,                  -- the event's own number or name at its origin
        day TEXT NOT NULL,
        last_day TEXT,                  -- of an act of several days; NULL where `day` is all
        filed_day TEXT,                 -- when the origin added or published it
        source INTEGER REFERENCES filed_actors,  -- NULL where the origin names nobody
        target INTEGER REFERENCES filed_actors,
        cameo TEXT,                     -- as filed, text: "010" is not "10"; NULL where the origin has another ontology
        type TEXT,                      -- PLOVER: as filed, or by table; NULL for CAMEO 01 and for what is no act
        modes TEXT,                     -- PLOVER, joined by ";"
        contexts TEXT,                  -- PLOVER, joined by ";"
        quad INTEGER,                   -- by the origin's own rule; NULL where it is no act
        goldstein REAL,                 -- as the origin weighs it; NULL where it does not
        intensity REAL,                 -- PLOVER
        side INTEGER,                   -- of a symmetric act: 0 or 1, by which party stands first
        twin_of INTEGER REFERENCES imported_new,  -- the same symmetric act, filed from the other side: not counted
        modality TEXT,                  -- NULL where the origin does not say: actual
        historical INTEGER,             -- 1 for what is told as history
        dead INTEGER,
        n_reports INTEGER,              -- reports that tell of it; NULL where the origin does not say
        n_outlets INTEGER,              -- outlets they are from
        n_mentions INTEGER,             -- places in their texts
        place_name TEXT,
        place_country TEXT,
        lat REAL,
        lon REAL,
        publisher TEXT,                 -- as filed
        url TEXT,
        is_counted INTEGER GENERATED ALWAYS AS (   -- 1 for an actual act of known days that is not told as history
            quad IS NOT NULL AND coalesce(modality, 'actual') = 'actual' AND NOT coalesce(historical, 0)
            AND (last_day IS NULL OR julianday(last_day) - julianday(day) < 7)
        ) VIRTUAL
    )""",
    f"INSERT INTO imported_new ({_OLD}) SELECT {_OLD} FROM imported ORDER BY imported",
    "DROP VIEW imported_events",
    "DROP TABLE imported",
    "ALTER TABLE imported_new RENAME TO imported",
    "CREATE INDEX imported_by_pair ON imported (source, target, day)",
    "CREATE INDEX imported_by_event ON imported (event_key) WHERE side IS NOT NULL",
    "CREATE INDEX imported_by_day ON imported (origin, day)",
    # imported events one by one, each act that was filed from both sides once
    """CREATE VIEW imported_events AS
        SELECT i.origin, i.filed_id, i.day, i.last_day, i.filed_day, s.name AS source_name, s.code AS source_code,
            s.sector AS source_sector, t.name AS target_name, t.code AS target_code, t.sector AS target_sector,
            i.cameo, i.type, i.modes, i.contexts, i.quad, i.goldstein, i.intensity, i.modality, i.historical, i.dead,
            i.n_reports, i.n_outlets, i.n_mentions, i.place_name, i.place_country, i.lat, i.lon, i.publisher, i.url,
            i.is_counted
        FROM imported i LEFT JOIN filed_actors s ON s.actor = i.source LEFT JOIN filed_actors t ON t.actor = i.target
        WHERE i.twin_of IS NULL""",
    """CREATE TABLE filed_reports (
        origin TEXT NOT NULL,
        filed_id TEXT NOT NULL,         -- of the event, which may come in before, later or never
        url TEXT NOT NULL,              -- URL, DOI or citation of the report
        sentence INTEGER NOT NULL,      -- where in the report, from 1; 0 where the origin does not say
        outlet TEXT,
        reported_at TEXT,               -- UTC
        confidence INTEGER,             -- the origin's own, 0 to 100
        run INTEGER NOT NULL REFERENCES runs,
        PRIMARY KEY (origin, filed_id, url, sentence)
    ) WITHOUT ROWID""",
    # which reports tell of an imported event
    """CREATE VIEW imported_reports AS
        SELECT i.origin, i.filed_id, i.day, i.cameo, i.type, i.source, i.target, r.url, r.sentence, r.outlet,
            r.reported_at, r.confidence
        FROM filed_reports r JOIN imported i ON i.origin = r.origin AND i.filed_id = r.filed_id""",
)
