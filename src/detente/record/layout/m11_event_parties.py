"""Parties of events as they stand by the corrections that hold now, and corrections that merging has obeyed.

`event_parties` keeps what was coded, as `parties` does; the answers are made of `event_parties_now`.
"""

from __future__ import annotations

from detente.record.layout import m05_events

_VIEWS = (
    """CREATE VIEW event_parties_now AS
        SELECT p.event, p.side, p.position, coalesce(x.to_name, p.name) AS name,
            CASE WHEN x.name IS NULL THEN p.code ELSE x.to_code END AS code,
            CASE WHEN x.name IS NULL THEN p.country ELSE x.to_country END AS country,
            coalesce(x.to_sector, p.sector) AS sector, coalesce(x.to_role, p.role) AS role,
            x.name IS NOT NULL AS is_corrected
        FROM event_parties p LEFT JOIN actors_standing x
            ON x.name = p.name AND x.code IS p.code AND x.country IS p.country AND x.until IS NULL""",
    # which parties of events stand otherwise than they were coded, and since when
    """CREATE VIEW event_corrections AS
        SELECT e.id AS event_id, p.side, p.position, p.name AS name_coded, p.code AS code_coded,
            p.country AS country_coded, x.to_name AS name, x.to_code AS code, x.to_country AS country,
            coalesce(x.to_sector, p.sector) AS sector, x.since
        FROM event_parties p JOIN events e ON e.event = p.event JOIN actors_standing x
            ON x.name = p.name AND x.code IS p.code AND x.country IS p.country AND x.until IS NULL""",
)


def _corrected() -> tuple[str, str]:
    """The view of dyads again, over the parties as they stand; two parties that have become one make one row."""
    made = next(s for s in m05_events.STATEMENTS if s.startswith("CREATE VIEW event_dyads "))
    made = made.replace(" event_parties ", " event_parties_now ").replace("SELECT e.id,", "SELECT DISTINCT e.id,")
    return "DROP VIEW event_dyads", made


STATEMENTS: tuple[str, ...] = (
    # actor corrections up to this one have been obeyed
    "ALTER TABLE merged ADD COLUMN last_correction INTEGER NOT NULL DEFAULT 0",
    *_VIEWS,
    *_corrected(),
)
