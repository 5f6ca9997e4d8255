"""The relation of two actors, asked of the record."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from detente.record import Ask, Record
from detente.record.names import name_of
from detente.record.store import trouble
from detente.relations.periods import first_of
from detente.relations.relate import Range, relate
from detente.relations.values import By, DyadDay, FiledAct, Relation

_PARTIES_SHOWN = 3

# One event is a distinct event_key: day, act and parties, whoever filed it and how often. CAST keeps SQLite from
# taking the flipped pair for a second scan of all rows.
_PAIR = """
    FROM imported i JOIN filed_actors s ON s.actor = i.source JOIN filed_actors t ON t.actor = i.target
    WHERE i.twin_of IS NULL AND ((s.code = :a AND t.code = :b) OR (s.code = :b AND t.code = :a))
        AND i.day BETWEEN :first AND :last
"""
_DAYS = f"""
    SELECT i.origin, i.day, count(DISTINCT CASE WHEN i.quad <= 2 THEN i.event_key END),
        count(DISTINCT CASE WHEN i.quad > 2 THEN i.event_key END),
        CASE WHEN count(*) = count(i.n_reports) THEN sum(i.n_reports) END
    {_PAIR} GROUP BY i.origin, i.day ORDER BY i.origin, i.day
"""
_ACTS = f"""
    SELECT i.origin, i.day, i.cameo, i.quad <= 2, s.name, t.name, count(DISTINCT i.event_key)
    {_PAIR} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 5, 6
"""
_COVERED = "SELECT origin, min(day), max(day) FROM imported GROUP BY origin"


def relation(record: Record, a: str, b: str, *, by: By = "month", within: Range | None = None) -> Relation:
    """The relation of two actors, by code or name: their codings in the record, and the events imported into it.

    Raises AskError where an actor is unknown.

    >>> relation(record, "Iran", "North Korea").series[0].points[-1].cooperation.n
    4
    """
    first, second = record.code_of(a), record.code_of(b)
    pair = (first, second)
    wanted = within or Range()
    values = {
        "a": first,
        "b": second,
        "first": (wanted.first_day or date.min).isoformat(),
        "last": (wanted.last_day or date.max).isoformat(),
    }
    with trouble(record.path):
        days = [DyadDay(r[0], date.fromisoformat(r[1]), *r[2:]) for r in record.connection.execute(_DAYS, values)]
        filed = tuple(_acts(record.connection, values, by))
        covered = {
            row[0]: (date.fromisoformat(row[1]), date.fromisoformat(row[2]))
            for row in record.connection.execute(_COVERED)
        }
        codings = list(record.codings(Ask(pair=pair)))
    return relate(
        pair,
        codings,
        days,
        names=(name_of(first), name_of(second)),
        by=by,
        within=wanted,
        filed=filed,
        covered=covered,
    )


def _acts(connection: sqlite3.Connection, values: dict[str, Any], by: By) -> Iterator[FiledAct]:
    from detente.exchange.cameo import codes

    names = codes()
    sums: dict[tuple[str, date, str, bool], dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for origin, day, cameo, is_cooperation, source, target, n in connection.execute(_ACTS, values):
        key = (origin, first_of(date.fromisoformat(day), by), cameo, bool(is_cooperation))
        sums[key][(source, target)] += n
    for (origin, period, cameo, is_cooperation), parties in sums.items():
        ranked = sorted(parties.items(), key=lambda p: (-p[1], p[0]))
        shown = tuple((source, target, n) for (source, target), n in ranked[:_PARTIES_SHOWN])
        name = names[cameo].name if cameo in names else cameo
        yield FiledAct(origin, period, name, is_cooperation, sum(parties.values()), shown)
