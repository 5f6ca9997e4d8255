"""Events: what codings of one or more documents say happened, which codings stand behind each, and why."""

from __future__ import annotations

_TABLES = (
    """CREATE TABLE events (
        event INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,        -- of its earliest coding: the same whatever came in first
        type TEXT NOT NULL,             -- PLOVER, as most documents have it
        quad INTEGER NOT NULL,
        intensity REAL NOT NULL,
        modality TEXT NOT NULL,         -- actual, planned or possible
        historical INTEGER NOT NULL,    -- 1 where no report tells of it as news
        symmetric INTEGER NOT NULL,
        first_day TEXT,                 -- of the act, inclusive
        last_day TEXT,                  -- of the act, inclusive
        date_precision TEXT,
        date_implicit INTEGER,          -- 1 where no report says the day: that of the first report
        place_name TEXT,
        place_country TEXT,
        lat REAL,
        lon REAL,
        place_precision TEXT,
        dead INTEGER,                   -- by the last report that gives a number; so the other three
        injured INTEGER,
        arrested INTEGER,
        size INTEGER,
        n_codings INTEGER NOT NULL,
        n_reports INTEGER NOT NULL,     -- documents that tell of it, copies too
        n_texts INTEGER NOT NULL,       -- distinct texts among them: copies and near-duplicates count once
        n_outlets INTEGER NOT NULL,
        first_report TEXT,              -- first and last day of publication
        last_report TEXT,
        face INTEGER NOT NULL REFERENCES codings  -- the coding that tells it most plainly
    )""",
    "CREATE INDEX events_in_order ON events (first_day, last_day)",
    """CREATE TABLE event_parties (
        event INTEGER NOT NULL REFERENCES events,
        side TEXT NOT NULL,             -- source or target
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        code TEXT,
        country TEXT,
        sector TEXT,
        role TEXT,
        PRIMARY KEY (event, side, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX event_parties_by_code ON event_parties (code, event)",
    """CREATE TABLE event_codings (
        coding INTEGER PRIMARY KEY REFERENCES codings,
        event INTEGER REFERENCES events,  -- NULL where it is denied or imagined and no event is told of
        part INTEGER NOT NULL,          -- the least coding of those that hang together: merged anew together
        standing TEXT NOT NULL,         -- founds, attached, or alone
        beside INTEGER REFERENCES codings,  -- the coding of the event that it matches best; NULL for the only one
        score REAL,                     -- how well: above 0 more likely one event than not
        why TEXT NOT NULL               -- JSON: [[fact, points], ...], which add up to the score
    )""",
    "CREATE INDEX event_codings_by_event ON event_codings (event)",
    "CREATE INDEX event_codings_by_part ON event_codings (part)",
    # the key's columns first: the integrity check of SQLite 3.40 takes one between them for NULL
    """CREATE TABLE event_keys (
        key TEXT NOT NULL,              -- source, target and type, by which codings are found to be compared
        last_day TEXT NOT NULL,         -- the act can be of no later day
        coding INTEGER NOT NULL REFERENCES codings,
        first_day TEXT NOT NULL,        -- the act can be of no earlier day
        PRIMARY KEY (key, last_day, coding)
    ) WITHOUT ROWID""",
    "CREATE INDEX event_keys_by_coding ON event_keys (coding)",
    """CREATE TABLE merge_judgements (
        judgement INTEGER PRIMARY KEY,
        one TEXT NOT NULL,              -- document and coding, by their ids
        other TEXT NOT NULL,
        verdict TEXT NOT NULL,          -- together or apart; of one pair the last holds
        judged_at TEXT NOT NULL
    )""",
    """CREATE TABLE merged (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        last_coding INTEGER NOT NULL,   -- codings up to this one are merged
        last_document INTEGER NOT NULL, -- documents up to this one have been looked at
        last_judgement INTEGER NOT NULL
    )""",
    "INSERT INTO merged VALUES (1, 0, 0, 0)",
)
_VIEWS = (
    # what happened between two, one row a dyad of each event
    """CREATE VIEW event_dyads AS
        WITH sided AS (
            SELECT e.event, s.name AS source_name, s.code AS source_code, s.country AS source_country,
                s.sector AS source_sector, t.name AS target_name, t.code AS target_code, t.country AS target_country,
                t.sector AS target_sector
            FROM events e
            LEFT JOIN event_parties s ON s.event = e.event AND s.side = 'source'
            LEFT JOIN event_parties t ON t.event = e.event AND t.side = 'target'
            WHERE NOT e.symmetric
            UNION ALL
            SELECT e.event, s.name, s.code, s.country, s.sector, t.name, t.code, t.country, t.sector
            FROM events e
            JOIN event_parties s ON s.event = e.event
            JOIN event_parties t ON t.event = e.event
                AND (s.side < t.side OR (s.side = t.side AND s.position < t.position))
            WHERE e.symmetric
            UNION ALL
            SELECT e.event, s.name, s.code, s.country, s.sector, NULL, NULL, NULL, NULL
            FROM events e JOIN event_parties s ON s.event = e.event
            WHERE e.symmetric AND 1 = (SELECT count(*) FROM event_parties p WHERE p.event = e.event)
        )
        SELECT e.id, e.type, e.quad, e.intensity, e.modality, e.historical, e.symmetric, p.source_name, p.source_code,
            p.source_country, p.source_sector, p.target_name, p.target_code, p.target_country, p.target_sector,
            e.first_day, e.last_day, e.date_precision, e.date_implicit, e.place_name, e.place_country, e.lat, e.lon,
            e.dead, e.injured, e.arrested, e.size, e.n_codings, e.n_reports, e.n_texts, e.n_outlets, e.first_report,
            e.last_report
        FROM events e JOIN sided p ON p.event = e.event""",
    # events counted by dyad and day: actual ones whose day is known, history on its own days and apart from the news
    """CREATE VIEW events_by_day AS
        SELECT first_day AS day, source_code, target_code, sum(NOT historical) AS events, sum(historical) AS history,
            sum(NOT historical AND quad = 1) AS verbal_cooperation,
            sum(NOT historical AND quad = 2) AS material_cooperation,
            sum(NOT historical AND quad = 3) AS verbal_conflict,
            sum(NOT historical AND quad = 4) AS material_conflict, sum(n_reports) AS reports, sum(n_texts) AS texts
        FROM event_dyads
        WHERE modality = 'actual' AND first_day IS NOT NULL AND source_code <> target_code
        GROUP BY day, source_code, target_code""",
    # every report of each event, copies too, with the coding and why it is there
    """CREATE VIEW reports_of_events AS
        SELECT e.id AS event_id, e.type AS event_type, c.id AS coding_id, c.type, c.modality, c.historical, x.standing,
            d.id AS document_id, d.outlet, d.published, d.url, d.document <> c.document AS is_copy, d.likeness,
            substr(f.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) AS sentence, x.score, x.why
        FROM event_codings x JOIN events e ON e.event = x.event JOIN codings c ON c.coding = x.coding
        JOIN documents f ON f.document = c.document
        JOIN documents d ON d.document = f.document OR (d.copy_of = f.document AND NOT d.is_coded)
        WHERE d.is_current""",
)
STATEMENTS: tuple[str, ...] = (*_TABLES, *_VIEWS)
