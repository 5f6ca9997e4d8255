"""The first layout: documents, codings, parties, outcomes, and events imported from elsewhere."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE runs (
        run INTEGER PRIMARY KEY,
        command TEXT NOT NULL,          -- "add", "import icews", ...
        started_at TEXT NOT NULL,
        ended_at TEXT,                  -- NULL while it runs, or if it was killed
        coder TEXT,                     -- JSON: version, model, ontology
        counts TEXT                     -- JSON: outcomes counted
    )""",
    """CREATE TABLE documents (
        document INTEGER PRIMARY KEY,
        id TEXT NOT NULL,               -- the document's own id; a revision keeps it
        revision INTEGER NOT NULL,      -- 1, 2, ...
        is_current INTEGER NOT NULL,    -- 1 for the newest revision
        text_digest TEXT NOT NULL,      -- SHA-256 of the text in UTF-8
        text TEXT NOT NULL,             -- as read, never edited
        parts TEXT NOT NULL,            -- JSON: [[kind, start, end], ...]
        title TEXT,
        published TEXT,
        published_how TEXT,
        outlet TEXT,
        outlet_how TEXT,
        url TEXT,
        recorded_at TEXT NOT NULL,
        run INTEGER NOT NULL REFERENCES runs,
        UNIQUE (id, revision)
    )""",
    "CREATE INDEX documents_by_published ON documents (published) WHERE is_current",
    """CREATE TABLE codings (
        coding INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents,
        id TEXT NOT NULL,               -- the coding's own id
        sentence_index INTEGER NOT NULL,
        sentence_start INTEGER NOT NULL,
        sentence_end INTEGER NOT NULL,
        trigger_start INTEGER NOT NULL,
        trigger_end INTEGER NOT NULL,
        type TEXT NOT NULL,             -- PLOVER
        modes TEXT NOT NULL,            -- JSON list
        contexts TEXT NOT NULL,         -- JSON list
        quad INTEGER NOT NULL,          -- PLOVER: 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict
        intensity REAL NOT NULL,        -- PLOVER, -10 to +10
        cameo TEXT,
        goldstein REAL,
        symmetric INTEGER NOT NULL,
        first_day TEXT,                 -- inclusive
        last_day TEXT,                  -- inclusive
        date_precision TEXT,
        date_implicit INTEGER,
        date_text TEXT,
        date_start INTEGER,
        date_end INTEGER,
        historical INTEGER NOT NULL,
        place_text TEXT,
        place_start INTEGER,
        place_end INTEGER,
        place_name TEXT,
        place_country TEXT,
        lat REAL,
        lon REAL,
        place_precision TEXT,
        modality TEXT NOT NULL,
        dead INTEGER,
        injured INTEGER,
        arrested INTEGER,
        size INTEGER,
        confidence REAL NOT NULL,
        steps TEXT NOT NULL,            -- JSON: the explanation
        UNIQUE (document, id)
    )""",
    "CREATE INDEX codings_by_first_day ON codings (first_day)",
    """CREATE TABLE parties (
        coding INTEGER NOT NULL REFERENCES codings,
        side TEXT NOT NULL,             -- source, target or attribution
        position INTEGER NOT NULL,      -- order among the parties of that side
        text TEXT NOT NULL,             -- the words that name the actor
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        name TEXT NOT NULL,
        code TEXT,
        country TEXT,
        sector TEXT,
        role TEXT,
        via TEXT NOT NULL,              -- how the words were resolved
        PRIMARY KEY (coding, side, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX parties_by_code ON parties (code, coding)",
    """CREATE TABLE outcomes (
        outcome_id INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES runs,
        input TEXT NOT NULL,            -- file, URL, or line of a file
        document_id TEXT,
        outcome TEXT NOT NULL,          -- stored, skipped, revised, failed
        reason TEXT,
        recorded_at TEXT NOT NULL
    )""",
    "CREATE INDEX outcomes_by_input ON outcomes (input, outcome_id)",
    """CREATE TABLE filed_actors (
        actor INTEGER PRIMARY KEY,
        origin TEXT NOT NULL,           -- icews, icews18, ...
        name TEXT NOT NULL,             -- as the origin writes it
        code TEXT,                      -- ISO 3166 alpha-3 of the country that the origin files the actor under
        sectors TEXT,
        UNIQUE (origin, name)
    )""",
    "CREATE INDEX filed_actors_by_code ON filed_actors (code)",
    """CREATE TABLE imported (
        imported INTEGER PRIMARY KEY,
        row_key INTEGER NOT NULL UNIQUE,  -- of the row as filed: the same row comes in once
        event_key INTEGER NOT NULL,     -- of what happened: day, act, parties; rows of one event share it
        run INTEGER NOT NULL REFERENCES runs,
        origin TEXT NOT NULL,
        day TEXT NOT NULL,
        source INTEGER NOT NULL REFERENCES filed_actors,
        target INTEGER NOT NULL REFERENCES filed_actors,
        cameo TEXT NOT NULL,
        type TEXT,                      -- PLOVER, by table; NULL for CAMEO 01
        quad INTEGER NOT NULL,          -- ICEWS/KEDS: roots 01-05, 06-08, 09-13, 14-20
        goldstein REAL,
        intensity REAL,                 -- PLOVER
        side INTEGER,                   -- of an act filed from both sides: 0 or 1
        twin_of INTEGER REFERENCES imported,  -- the same symmetric act, filed from the other side: not counted
        n_reports INTEGER,              -- NULL where the origin does not say
        place_name TEXT,
        place_country TEXT,
        publisher TEXT
    )""",
    "CREATE INDEX imported_by_pair ON imported (source, target, day)",
    "CREATE INDEX imported_by_event ON imported (event_key) WHERE side IS NOT NULL",
    "CREATE INDEX imported_by_day ON imported (origin, day)",
    """CREATE VIEW imported_events AS
        SELECT i.origin, i.day, s.name AS source_name, s.code AS source_code, t.name AS target_name,
            t.code AS target_code, i.cameo, i.type, i.quad, i.goldstein, i.intensity, i.n_reports,
            i.place_name, i.place_country, i.publisher
        FROM imported i JOIN filed_actors s ON s.actor = i.source JOIN filed_actors t ON t.actor = i.target
        WHERE i.twin_of IS NULL""",
    """CREATE TABLE quarantine (
        quarantined INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES runs,
        input TEXT NOT NULL,
        line INTEGER NOT NULL,
        reason TEXT NOT NULL,
        row TEXT NOT NULL               -- the row as found, at most 2,000 characters
    )""",
)
