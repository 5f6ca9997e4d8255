"""Questions to the record's events: the same filters as for codings, asked of the event as a whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from detente.errors import AskError
from detente.record.asking import Ask
from detente.record.merging.event import Event
from detente.record.merging.values import Spot
from detente.values import Actor, Numbers, Span, When

_ORDER = " ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id"
# a face of an event gives its confidence
_EVENTS = "SELECT e.*, f.confidence FROM events e JOIN codings f ON f.coding = e.face"
_PARTIES = "SELECT * FROM event_parties_now WHERE event = ? ORDER BY side, position"
_CORRECTIONS = (
    "SELECT side, name_coded, code_coded, country_coded, name, code, country, sector, since FROM event_corrections"
    " WHERE event_id = ? ORDER BY side, position"
)
_TOLD = (
    "SELECT x.coding, x.standing, x.score, x.why, c.id, c.type, c.modality, c.historical, c.trigger_start,"
    " c.trigger_end, c.sentence_index, c.sentence_start, c.sentence_end, d.id AS document,"
    " d.outlet, d.published, d.url, d.text,"
    " b.id AS beside, bd.id AS beside_document FROM event_codings x JOIN codings c ON c.coding = x.coding"
    " JOIN documents d ON d.document = c.document LEFT JOIN codings b ON b.coding = x.beside"
    " LEFT JOIN documents bd ON bd.document = b.document WHERE x.event = ?"
    " ORDER BY d.published IS NULL, d.published, d.id, c.trigger_start, c.id"
)
_OF_CODING = (
    "SELECT DISTINCT x.event FROM event_codings x JOIN codings c ON c.coding = x.coding"
    " WHERE c.id = ? AND x.event IS NOT NULL"
)
_BY_CODINGS = (
    "EXISTS (SELECT 1 FROM event_codings x JOIN codings c ON c.coding = x.coding JOIN documents d"
    " ON d.document = c.document WHERE x.event = e.event AND {})"
)
_PARTY = "EXISTS (SELECT 1 FROM event_parties_now p WHERE p.event = e.event AND {})"


class Corrected(NamedTuple):
    """A party of an event that stands otherwise than it was coded, by a correction of the register."""

    side: str
    name_coded: str
    code_coded: str | None
    country_coded: str | None
    name: str
    code: str | None
    country: str | None
    sector: str | None
    since: str
    """The moment of the correction, UTC."""


@dataclass(frozen=True, slots=True)
class Told:
    """One coding behind an event: where it stands, what it says, and why it is there."""

    id: str
    document: str
    outlet: str | None
    published: date | None
    url: str | None
    type: str
    modality: str
    historical: bool
    trigger: str
    trigger_at: Span
    sentence: str
    sentence_index: int
    sentence_at: Span
    standing: str
    """ "founds", or "attached": denied or imagined."""
    beside: str | None
    """The coding of the event that it matches best."""
    beside_document: str | None
    score: float | None
    why: tuple[tuple[str, float], ...]


def iter_events(connection: sqlite3.Connection, ask: Ask) -> Iterator[tuple[int, Event]]:
    """The events that answer, with their rows, in order of their days; those without a day last.

    Raises AskError where they are asked as known on a day: events are those of now.
    """
    if ask.as_known is not None:
        raise AskError(
            "Events are not kept as they were known on a day.",
            f"as known: {ask.as_known}",
            "Ask for codings as known on that day, or ask an edition made then (--record EDITION).",
        )
    conditions, values = _conditions(ask)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    limit = "" if ask.limit is None else f" LIMIT {int(ask.limit)}"
    for row in connection.execute(f"{_EVENTS}{where}{_ORDER}{limit}", values):
        yield row["event"], _event(connection, row)


def get_event(connection: sqlite3.Connection, id: str) -> tuple[int, Event]:
    """The event of this id, or that of the coding of this id. Raises AskError where there is none."""
    row = connection.execute(f"{_EVENTS} WHERE e.id = ?", (id,)).fetchone()
    if row is None:
        found = connection.execute(_OF_CODING, (id,)).fetchall()
        if len(found) == 1:
            row = connection.execute(f"{_EVENTS} WHERE e.event = ?", (found[0][0],)).fetchone()
    if row is None:
        raise AskError(
            "No event, nor a coding of one, has this id.", f"asked: {id}", "List them: detente events --format jsonl"
        )
    return row["event"], _event(connection, row)


def told_of(connection: sqlite3.Connection, event: int) -> list[Told]:
    """The codings behind the event of this row, the earliest first."""
    return [_told(row) for row in connection.execute(_TOLD, (event,))]


def corrections_of(connection: sqlite3.Connection, id: str) -> list[Corrected]:
    """The parties of the event of this id that stand otherwise than they were coded, and since when."""
    return [Corrected(*row) for row in connection.execute(_CORRECTIONS, (id,))]


def _told(row: sqlite3.Row) -> Told:
    trigger = Span(row["trigger_start"], row["trigger_end"])
    sentence = Span(row["sentence_start"], row["sentence_end"])
    return Told(
        id=row["id"],
        document=row["document"],
        outlet=row["outlet"],
        published=_date(row["published"]),
        url=row["url"],
        type=row["type"],
        modality=row["modality"],
        historical=bool(row["historical"]),
        trigger=trigger.of(row["text"]),
        trigger_at=trigger,
        sentence=sentence.of(row["text"]),
        sentence_index=row["sentence_index"],
        sentence_at=sentence,
        standing=row["standing"],
        beside=row["beside"],
        beside_document=row["beside_document"],
        score=row["score"],
        why=tuple((name, points) for name, points in json.loads(row["why"])),
    )


def _conditions(ask: Ask) -> tuple[list[str], list[Any]]:
    parts: list[tuple[str, Sequence[Any]]] = []
    if ask.source is not None:
        parts.append((_PARTY.format("p.code = ? AND (e.symmetric OR p.side = 'source')"), [ask.source]))
    if ask.target is not None:
        parts.append((_PARTY.format("p.code = ? AND (e.symmetric OR p.side = 'target')"), [ask.target]))
    if ask.pair is not None:
        parts.append((_pair(), [*ask.pair, *reversed(ask.pair), *ask.pair]))
    if ask.types:
        parts.append((f"e.type IN ({_marks(ask.types)})", ask.types))
    if ask.quads:
        parts.append((f"e.quad IN ({_marks(ask.quads)})", ask.quads))
    if ask.country is not None:
        parts.append((_PARTY.format("p.country = ?"), [ask.country]))
    if ask.place is not None:
        parts.append(("(contains(e.place_name, ?) OR e.place_country = ?)", [ask.place, ask.place.upper()]))
    if ask.first_day is not None:
        parts.append(("e.last_day >= ?", [ask.first_day.isoformat()]))
    if ask.last_day is not None:
        parts.append(("e.first_day <= ?", [ask.last_day.isoformat()]))
    if ask.modality is not None:
        parts.append(("e.modality = ?", [ask.modality]))
    if ask.historical is not None:
        parts.append(("e.historical = ?", [int(ask.historical)]))
    if ask.outlet is not None:
        parts.append((_BY_CODINGS.format("contains(d.outlet, ?)"), [ask.outlet]))
    if ask.text is not None:
        sentence = "substr(d.text, c.sentence_start + 1, c.sentence_end - c.sentence_start)"
        parts.append((_BY_CODINGS.format(f"says({sentence}, ?)"), [ask.text]))
    if ask.min_confidence is not None:
        parts.append((_BY_CODINGS.format("c.confidence >= ?"), [ask.min_confidence]))
    return [p[0] for p in parts], [value for p in parts for value in p[1]]


def _pair() -> str:
    """SQL: both take part, one acting on the other, or both in a symmetric act."""
    source, target, either = (
        _PARTY.format(f"p.code = ?{side}") for side in (" AND p.side = 'source'", " AND p.side = 'target'", "")
    )
    across = f"({source} AND {target})"
    return f"({across} OR {across} OR (e.symmetric AND {either} AND {either}))"


def _event(connection: sqlite3.Connection, row: sqlite3.Row) -> Event:
    sides: dict[str, list[Actor]] = {"source": [], "target": []}
    for p in connection.execute(_PARTIES, (row["event"],)):
        sides[p["side"]].append(Actor(p["name"], p["code"], p["country"], p["sector"], p["role"]))
    first, last = _date(row["first_day"]), _date(row["last_day"])
    when = where = None
    if first is not None and last is not None:
        when = When(first, last, row["date_precision"], bool(row["date_implicit"]))
    if row["place_name"] is not None:
        where = Spot(row["place_name"], row["place_country"], row["lat"], row["lon"], row["place_precision"])
    return Event(
        id=row["id"],
        type=row["type"],
        quad=row["quad"],
        intensity=row["intensity"],
        modality=row["modality"],
        historical=bool(row["historical"]),
        symmetric=bool(row["symmetric"]),
        source=tuple(dict.fromkeys(sides["source"])),
        target=tuple(dict.fromkeys(sides["target"])),
        when=when,
        where=where,
        numbers=Numbers(row["dead"], row["injured"], row["arrested"], row["size"]),
        n_codings=row["n_codings"],
        n_reports=row["n_reports"],
        n_texts=row["n_texts"],
        n_outlets=row["n_outlets"],
        first_report=_date(row["first_report"]),
        last_report=_date(row["last_report"]),
        face=row["face"],
        confidence=row["confidence"],
    )


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
