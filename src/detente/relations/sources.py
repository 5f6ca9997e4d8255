"""Dyad-day tables out of the record: imported events as counted there, and the codings of its reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from detente.errors import AskError
from detente.record import Record
from detente.record.store import trouble
from detente.record.tallying import tally
from detente.relations.days import DyadDays, table_of, table_of_columns
from detente.relations.packed import read_packed, read_rows
from detente.relations.values import OWN, Unit

_TALLIED = "SELECT origin, n, first_day, last_day FROM tallied ORDER BY n DESC, origin"
_OWN = """
    SELECT count(*), min(c.first_day), max(c.last_day) FROM codings c JOIN documents d ON d.document = c.document
    WHERE d.is_current AND c.modality = 'actual' AND NOT c.historical AND c.first_day IS NOT NULL
"""
_PAIR = """
    SELECT source, target, day, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict,
        goldstein, intensity, filed, reports
    FROM dyad_days WHERE origin = :origin AND source = :source AND target = :target AND day BETWEEN :first AND :last
    UNION ALL
    SELECT source, target, day, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict,
        goldstein, intensity, filed, reports
    FROM dyad_days WHERE origin = :origin AND source = :target AND target = :source AND day BETWEEN :first AND :last
"""
_DYAD = """
    SELECT NULL, NULL, day, sum(quad = 1), sum(quad = 2), sum(quad = 3), sum(quad = 4), coalesce(sum(goldstein), 0),
        coalesce(sum(intensity), 0), sum(filed), CASE WHEN count(*) = count(n) THEN sum(n) END
    FROM (
        SELECT min(i.imported), i.day AS day, i.quad AS quad, i.goldstein AS goldstein, i.intensity AS intensity,
            count(*) AS filed,
            CASE WHEN count(*) = count(i.n_reports) THEN sum(CASE WHEN i.twin_of IS NULL THEN i.n_reports ELSE 0 END)
            END AS n
        FROM filed_actors s JOIN imported i ON i.source = s.actor JOIN filed_actors t ON t.actor = i.target
        WHERE i.origin = :origin AND i.is_counted AND i.day BETWEEN :first AND :last AND {dyads}
        GROUP BY i.event_key
    ) GROUP BY day
"""
# The dyads of a coding: each source with each target; of a symmetric act, each unordered pair of all its parties, which
# stands under the party named first. A coding that spans several days counts on its first, where they lie within a
# week: wider ones say no day.
_CODED = """
    WITH counted AS (
        SELECT c.coding, c.document, c.first_day, c.quad, c.goldstein, c.intensity, c.symmetric
        FROM codings c JOIN documents d ON d.document = c.document
        WHERE d.is_current AND c.modality = 'actual' AND NOT c.historical
            AND c.first_day BETWEEN ? AND ? AND julianday(c.last_day) - julianday(c.first_day) < 7
    ),
    named AS (
        SELECT p.coding, p.side, p.position + CASE p.side WHEN 'target' THEN 1000 ELSE 0 END AS place, p.country,
            coalesce(p.code, p.country || ':' || coalesce(p.sector, 'UNK')) AS inside, p.code
        FROM parties_now p WHERE p.side <> 'attribution' AND coalesce(p.code, p.country) IS NOT NULL
    )
    SELECT DISTINCT c.coding, CASE WHEN s.country = t.country THEN s.inside ELSE s.code END AS a,
        CASE WHEN s.country = t.country THEN t.inside ELSE t.code END AS b,
        c.first_day, c.quad, coalesce(c.goldstein, 0), c.intensity, c.document
    FROM counted c JOIN named s ON s.coding = c.coding JOIN named t ON t.coding = c.coding
    WHERE s.place < t.place AND ((s.side = 'source' AND t.side = 'target') OR c.symmetric) AND s.inside <> t.inside
        AND (s.country = t.country OR (s.code IS NOT NULL AND t.code IS NOT NULL))
    ORDER BY c.coding, a, b
"""


# Whether an origin weighs its events: PLOVER's have no Goldstein weight, CAMEO's statements no intensity.
_WEIGHED = """
    SELECT count(goldstein) > 0, count(intensity) > 0
    FROM (SELECT goldstein, intensity FROM imported WHERE origin = ? AND is_counted LIMIT 1000)
"""


class Origin(NamedTuple):
    """One origin of events in the record, with what it knows."""

    name: str
    unit: Unit
    n: int
    """Events, or codings, with a day."""
    first_day: date
    last_day: date


def origins_of(record: Record) -> tuple[Origin, ...]:
    """The origins in the record that know of any day, the one with most events first; this program's codings last."""
    with trouble(record.path):
        tally(record.connection)
        found = [
            Origin(name, "events", n, date.fromisoformat(first), date.fromisoformat(last))
            for name, n, first, last in record.connection.execute(_TALLIED)
        ]
        n, first, last = record.connection.execute(_OWN).fetchone()
    if n:
        found.append(Origin(OWN, "codings", n, date.fromisoformat(first), date.fromisoformat(last)))
    return tuple(found)


def days_of(
    record: Record, *, origin: str | None = None, first_day: date | None = None, last_day: date | None = None
) -> DyadDays:
    """The dyad-days of one origin: the one named, or else the imported one with most events, or else the codings.

    Raises AskError where the origin is unknown, and where nothing is known of the days asked for.
    """
    chosen = origin_of(record, origin)
    first = max(chosen.first_day, first_day or chosen.first_day)
    last = min(chosen.last_day, last_day or chosen.last_day)
    if first > last:
        raise AskError(
            f"{chosen.name} has no events in this period.",
            f"asked: {first_day or '…'} to {last_day or '…'}; known: {chosen.first_day} to {chosen.last_day}",
            "Ask for days within what is known, or name another --origin.",
        )
    bounds = (first.isoformat(), last.isoformat())
    with trouble(record.path):
        if chosen.unit == "codings":
            return _coded(record.connection.execute(_CODED, bounds), (first, last))
        found = read_packed(record.connection, chosen.name) or read_rows(record.connection, chosen.name)
    return _weighed(record, found.within(first, last))


def dyad_of(
    record: Record,
    origin: Origin,
    source: str,
    target: str,
    *,
    directed: bool = False,
    first_day: date | None = None,
    last_day: date | None = None,
) -> DyadDays:
    """The dyad-days of two actors of an imported origin, without reading those of others.

    With `directed` the rows are of what the first does to the second, symmetric acts among them, counted from the rows
    as filed.
    """
    first = max(origin.first_day, first_day or origin.first_day)
    last = min(origin.last_day, last_day or origin.last_day)
    values: dict[str, str] = {"origin": origin.name, "first": first.isoformat(), "last": last.isoformat()}
    query = _PAIR
    if directed:
        from detente.relations.behind import dyad_condition

        condition, more = dyad_condition(source, target, both_ways=True)
        query, values = _DYAD.format(dyads=condition), values | more
    with trouble(record.path):
        rows = record.connection.execute(query, values | {"source": source, "target": target}).fetchall()
    named = [
        (*((source, target) if directed else (row[0], row[1])), date.fromisoformat(row[2]), *tuple(row)[3:])
        for row in rows
    ]
    return _weighed(record, table_of(origin.name, origin.unit, (first, last), named))


def _weighed(record: Record, days: DyadDays) -> DyadDays:
    """The same table, told whether its sums of weights mean anything."""
    with trouble(record.path):
        has_weights, has_intensity = record.connection.execute(_WEIGHED, (days.origin,)).fetchone()
    return replace(days, has_weights=bool(has_weights), has_intensity=bool(has_intensity))


def is_own(name: str) -> bool:
    """Whether the name of an origin is that of this program's codings, with its accent or without."""
    return name.casefold() in (OWN, "detente")


def origin_of(record: Record, name: str | None) -> Origin:
    """The origin named, or the one with most events. Raises AskError where it is unknown or nothing is."""
    known = origins_of(record)
    if not known:
        raise AskError(
            "The record holds no events.",
            f"record: {record.path}",
            "Add reports (detente add FILES) or import events (detente import icews FILE).",
        )
    if name is None:
        return known[0]
    for origin in known:
        if name.casefold() == origin.name.casefold() or (origin.name == OWN and is_own(name)):
            return origin
    told = ", ".join(o.name for o in known)
    raise AskError(f"The record has no origin “{name}”.", f"record: {record.path}", f"It has: {told}.")


def _coded(rows: Iterable[tuple[int, str, str, str, int, float, float, int]], known: tuple[date, date]) -> DyadDays:
    columns: list[list[object]] = [[] for _ in range(11)]
    told: set[tuple[str, str, str, int]] = set()
    ordinal = _Ordinals().of
    for _, a, b, day, quad, goldstein, intensity, document in rows:
        key = (a, b, day, document)
        counts = [int(quad == wanted) for wanted in (1, 2, 3, 4)]
        values = [a, b, ordinal(day), *counts, goldstein, intensity, 1, int(key not in told)]
        told.add(key)
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    return table_of_columns(OWN, "codings", known, columns)


class _Ordinals:
    """Days of text to their ordinals, each read once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, day: str) -> int:
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = date.fromisoformat(day).toordinal()
        return found
