"""The register of actors: who was seen as what, in which report, and what people corrected of it.

What was coded stays in `parties`; the answers are made of `parties_now`, in which the corrections that hold now apply.
"""

from __future__ import annotations

from detente.record.layout import m04_adding

_TABLES = (
    """CREATE TABLE actors_seen (
        seen INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents,
        name TEXT NOT NULL,             -- as coded, as are the next four
        code TEXT,
        country TEXT,
        sector TEXT,
        role TEXT,
        start INTEGER NOT NULL,         -- of the words that name the actor most plainly there
        end INTEGER NOT NULL,
        sentence_start INTEGER NOT NULL,  -- of the sentence they stand in
        sentence_end INTEGER NOT NULL,
        via TEXT NOT NULL,              -- how these words were resolved
        codings INTEGER NOT NULL        -- of the report in which it takes part or says so; 0 where it is only named
    )""",
    """CREATE UNIQUE INDEX actors_seen_once ON actors_seen
        (document, name, coalesce(code, ''), coalesce(country, ''), coalesce(sector, ''), coalesce(role, ''))""",
    "CREATE INDEX actors_seen_by_name ON actors_seen (name)",
    """CREATE TABLE registered (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        last_coding INTEGER NOT NULL    -- the parties of codings up to this one are in `actors_seen`
    )""",
    "INSERT INTO registered VALUES (1, 0)",
    """CREATE TABLE actor_corrections (
        correction INTEGER PRIMARY KEY,
        verdict TEXT NOT NULL,          -- merged, corrected, or withdrawn: of an earlier correction
        name TEXT NOT NULL,             -- the actor that is meant, as it stood then
        code TEXT,
        country TEXT,
        sets TEXT NOT NULL,             -- JSON: what it is to be (name, code, country, sector, role)
        withdraws INTEGER REFERENCES actor_corrections,  -- the correction that no longer holds
        reason TEXT,
        recorded_at TEXT NOT NULL
    )""",
    """CREATE TABLE actors_standing (
        name TEXT NOT NULL,             -- the actor as coded
        code TEXT,
        country TEXT,
        to_name TEXT NOT NULL,          -- as what it stands in answers, by the corrections of that time
        to_code TEXT,
        to_country TEXT,
        to_sector TEXT,                 -- NULL: as coded
        to_role TEXT,                   -- NULL: as coded
        since TEXT NOT NULL,
        until TEXT                      -- NULL: holds now
    )""",
    """CREATE UNIQUE INDEX actors_standing_once ON actors_standing
        (name, coalesce(code, ''), coalesce(country, '')) WHERE until IS NULL""",
    "CREATE INDEX actors_standing_by_name ON actors_standing (name)",
)
# the parties of codings as they stand by the corrections that hold now
PARTIES_NOW = """
    SELECT p.coding, p.side, p.position, p.text, p.start, p.end, coalesce(x.to_name, p.name) AS name,
        CASE WHEN x.name IS NULL THEN p.code ELSE x.to_code END AS code,
        CASE WHEN x.name IS NULL THEN p.country ELSE x.to_country END AS country,
        coalesce(x.to_sector, p.sector) AS sector, coalesce(x.to_role, p.role) AS role, p.via,
        x.name IS NOT NULL AS is_corrected
    FROM parties p LEFT JOIN actors_standing x
        ON x.name = p.name AND x.code IS p.code AND x.country IS p.country AND x.until IS NULL
"""
_VIEWS = (
    f"CREATE VIEW parties_now AS {PARTIES_NOW}",
    # who was seen as what in the newest revisions, one row a report, as it stands by the corrections that hold now
    """CREATE VIEW actors_by_document AS
        SELECT s.seen, s.document, d.id AS document_id, d.published, d.outlet, coalesce(x.to_name, s.name) AS name,
            CASE WHEN x.name IS NULL THEN s.code ELSE x.to_code END AS code,
            CASE WHEN x.name IS NULL THEN s.country ELSE x.to_country END AS country,
            coalesce(x.to_sector, s.sector) AS sector, coalesce(x.to_role, s.role) AS role,
            s.start, s.end, s.sentence_start, s.sentence_end, s.via, s.codings,
            substr(d.text, s.sentence_start + 1, s.sentence_end - s.sentence_start) AS sentence,
            s.name AS name_coded, s.code AS code_coded, s.country AS country_coded
        FROM actors_seen s JOIN documents d ON d.document = s.document LEFT JOIN actors_standing x
            ON x.name = s.name AND x.code IS s.code AND x.country IS s.country AND x.until IS NULL
        WHERE d.is_current""",
    # the register: who was seen as what, from when to when, in how many reports
    """CREATE VIEW actors AS
        SELECT name, code, country, sector, role, min(published) AS first_seen, max(published) AS last_seen,
            count(DISTINCT document) AS documents, sum(codings) AS codings
        FROM actors_by_document GROUP BY name, code, country, sector, role""",
)


def _corrected(name: str) -> tuple[str, str]:
    """The view of that name again, over the parties as they stand."""
    made = next(s for s in m04_adding.STATEMENTS if s.startswith(f"CREATE VIEW {name} "))
    return f"DROP VIEW {name}", made.replace(" parties ", " parties_now ")


STATEMENTS: tuple[str, ...] = (*_TABLES, *_VIEWS, *_corrected("dyads"), *_corrected("acts_of_actors"))
