"""Dyad-day tables out of the record: imported events as counted there, and the events that its reports tell.

Of what this program read, events are counted, each once however many reports tell it; or codings, if these are asked
for. What came in is merged first, unless another process is writing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from detente.errors import AskError
from detente.record import Record
from detente.record.merging import merge_if_free
from detente.record.store import trouble
from detente.record.tallying import tally
from detente.relations.days import DyadDays, table_of, table_of_columns
from detente.relations.packed import read_packed, read_rows
from detente.relations.values import OWN, Unit

_TALLIED = "SELECT origin, n, first_day, last_day FROM tallied ORDER BY n DESC, origin"
_EVENTS = """
    SELECT count(*), min(first_day), max(last_day) FROM events
    WHERE modality = 'actual' AND NOT historical AND first_day IS NOT NULL
"""
_CODINGS = """
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
# The dyads of an act: each source with each target; of a symmetric one, each unordered pair of all its parties, which
# stands under the party named first. One that spans several days counts on its first, where they lie within a week:
# wider ones say no day.
_DYADS = """
    WITH counted AS ({counted}),
    named AS (
        SELECT p.{row} AS act, p.side, p.position + CASE p.side WHEN 'target' THEN 1000 ELSE 0 END AS place, p.country,
            coalesce(p.code, p.country || ':' || coalesce(p.sector, 'UNK')) AS inside, p.code
        FROM {parties} p WHERE p.side <> 'attribution' AND coalesce(p.code, p.country) IS NOT NULL
    )
    SELECT DISTINCT c.act, CASE WHEN s.country = t.country THEN s.inside ELSE s.code END AS a,
        CASE WHEN s.country = t.country THEN t.inside ELSE t.code END AS b,
        c.first_day, c.quad, coalesce(c.goldstein, 0), c.intensity
    FROM counted c JOIN named s ON s.act = c.act JOIN named t ON t.act = c.act
    WHERE s.place < t.place AND ((s.side = 'source' AND t.side = 'target') OR c.symmetric) AND s.inside <> t.inside
        AND (s.country = t.country OR (s.code IS NOT NULL AND t.code IS NOT NULL))
    ORDER BY c.act, a, b
"""
_COUNTED_CODINGS = """
    SELECT c.coding AS act, c.first_day, c.last_day, c.quad, c.goldstein, c.intensity, c.symmetric
    FROM codings c JOIN documents d ON d.document = c.document
    WHERE d.is_current AND c.modality = 'actual' AND NOT c.historical AND c.first_day BETWEEN ? AND ?
        AND julianday(c.last_day) - julianday(c.first_day) < 7
"""
# type and days are those of the event; the weight of its CAMEO code is that of the coding that tells it most plainly
_COUNTED_EVENTS = """
    SELECT e.event AS act, e.first_day, e.last_day, e.quad, f.goldstein, e.intensity, e.symmetric
    FROM events e JOIN codings f ON f.coding = e.face
    WHERE e.modality = 'actual' AND NOT e.historical AND e.first_day BETWEEN ? AND ?
        AND julianday(e.last_day) - julianday(e.first_day) < 7
"""
_OF_CODINGS = (
    "SELECT c.coding, c.document FROM codings c JOIN documents d ON d.document = c.document WHERE d.is_current"
)
# the documents that tell of each event, and those whose text repeats theirs
_OF_EVENTS = """
    SELECT x.event, c.document FROM event_codings x JOIN codings c ON c.coding = x.coding
    WHERE x.standing = 'founds'
    UNION
    SELECT x.event, d.document FROM event_codings x JOIN codings c ON c.coding = x.coding
        JOIN documents d ON d.copy_of = c.document AND d.is_current AND NOT d.is_coded
    WHERE x.standing = 'founds'
    ORDER BY 1
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


def origins_of(record: Record, count: Unit = "events") -> tuple[Origin, ...]:
    """The origins in the record that know of any day, the one with most events first; what this program read last."""
    with trouble(record.path):
        tally(record.connection)
        if count == "events":
            merge_if_free(record.connection)
        found = [
            Origin(name, "events", n, date.fromisoformat(first), date.fromisoformat(last))
            for name, n, first, last in record.connection.execute(_TALLIED)
        ]
        n, first, last = record.connection.execute(_EVENTS if count == "events" else _CODINGS).fetchone()
    if n:
        found.append(Origin(OWN, count, n, date.fromisoformat(first), date.fromisoformat(last)))
    return tuple(found)


def days_of(
    record: Record,
    *,
    origin: str | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    count: Unit = "events",
) -> DyadDays:
    """The dyad-days of one origin: the one named, or else the imported one with most events, or else what was read.

    `count` says what is counted of the reports read here: events, or codings. Raises AskError where the origin is
    unknown, and where nothing is known of the days asked for.
    """
    chosen = origin_of(record, origin, count)
    first = max(chosen.first_day, first_day or chosen.first_day)
    last = min(chosen.last_day, last_day or chosen.last_day)
    if first > last:
        raise AskError(
            f"{chosen.name} has no events in this period.",
            f"asked: {first_day or '…'} to {last_day or '…'}; known: {chosen.first_day} to {chosen.last_day}",
            "Ask for days within what is known, or name another --origin.",
        )
    with trouble(record.path):
        if chosen.name == OWN:
            return _read_here(record, chosen.unit, (first, last))
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
    """Whether the name of an origin is that of what this program read, with its accent or without."""
    return name.casefold() in (OWN, "detente")


def origin_of(record: Record, name: str | None, count: Unit = "events") -> Origin:
    """The origin named, or the one with most events. Raises AskError where it is unknown or nothing is."""
    known = origins_of(record, count)
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


def _read_here(record: Record, unit: Unit, known: tuple[date, date]) -> DyadDays:
    """What was read here by dyad and day; a report that tells of several acts of a dyad and day counts there once."""
    is_merged = unit == "events"
    query = _DYADS.format(
        counted=_COUNTED_EVENTS if is_merged else _COUNTED_CODINGS,
        row="event" if is_merged else "coding",
        parties="event_parties_now" if is_merged else "parties_now",
    )
    reports = defaultdict[int, list[int]](list)
    for act, document in record.connection.execute(_OF_EVENTS if is_merged else _OF_CODINGS):
        reports[act].append(document)
    columns: list[list[object]] = [[] for _ in range(11)]
    told = defaultdict[tuple[str, str, str], set[int]](set)
    ordinal = _Ordinals().of
    for act, a, b, day, quad, goldstein, intensity in record.connection.execute(query, [d.isoformat() for d in known]):
        before = told[a, b, day]
        new = set(reports[act]) - before
        before |= new
        counts = [int(quad == wanted) for wanted in (1, 2, 3, 4)]
        values = [a, b, ordinal(day), *counts, goldstein, intensity, 1, len(new)]
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    return table_of_columns(OWN, unit, known, columns)


class _Ordinals:
    """Days of text to their ordinals, each read once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, day: str) -> int:
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = date.fromisoformat(day).toordinal()
        return found
