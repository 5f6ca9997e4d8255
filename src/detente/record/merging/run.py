"""Merging in the record: what is new since the last time is compared with what is there, and only its parts are redone.

Invariant: after a run the events are those that merging the whole record at once would give, whatever the order in
which documents came in, and in which batches. A batch is one transaction; a kill loses the batch under way, and the
next run goes on.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from detente.record.merging import blocking
from detente.record.merging.event import Event, Member, event_of
from detente.record.merging.groups import Group, groups_of, is_tie, parts_of, web_of
from detente.record.merging.judging import judged_in
from detente.record.merging.loading import Loader
from detente.record.merging.scoring import match
from detente.record.merging.values import Telling
from detente.record.merging.why import best_beside
from detente.record.merging.within import same_acts
from detente.record.store import transaction

_STATE = "SELECT last_coding, last_document, last_judgement, last_correction FROM merged"
_MARK = "UPDATE merged SET last_coding = ?, last_document = ?, last_judgement = ?, last_correction = ?"
_NEW = (
    "SELECT c.coding, c.document FROM codings c JOIN documents d ON d.document = c.document"
    " WHERE c.coding > ? AND d.is_current ORDER BY c.coding LIMIT ?"
)
_LAST = "SELECT coalesce(max(coding), 0), (SELECT coalesce(max(document), 0) FROM documents) FROM codings"
_LAST_SAID = (
    "SELECT (SELECT coalesce(max(judgement), 0) FROM merge_judgements),"
    " (SELECT coalesce(max(correction), 0) FROM actor_corrections)"
)
# codings of revisions that newer documents have replaced
_GONE = (
    "SELECT x.coding, x.part FROM documents n JOIN documents o ON o.id = n.id AND NOT o.is_current"
    " JOIN codings c ON c.document = o.document JOIN event_codings x ON x.coding = c.coding"
    " WHERE n.document > ? AND n.revision > 1"
)
# codings whose reports have become more or fewer: a document, or its older revision, repeats theirs
_RECOUNTED = (
    "SELECT DISTINCT x.part FROM documents n JOIN documents o ON o.id = n.id AND o.copy_of IS NOT NULL"
    " JOIN codings c ON c.document = o.copy_of JOIN event_codings x ON x.coding = c.coding WHERE n.document > ?"
)
# codings of the documents in which an actor takes part that stands otherwise since a correction
_CORRECTED = (
    "WITH since AS (SELECT recorded_at FROM actor_corrections WHERE correction > ?)"
    " SELECT x.coding, x.part FROM event_codings x JOIN codings c ON c.coding = x.coding WHERE c.document IN ("
    "SELECT o.document FROM actors_standing s JOIN parties p ON p.name = s.name AND p.code IS s.code"
    " AND p.country IS s.country JOIN codings o ON o.coding = p.coding"
    " WHERE p.side <> 'attribution' AND (s.since IN since OR s.until IN since)) ORDER BY x.coding"
)
_JUDGED = "SELECT one, other FROM merge_judgements WHERE judgement > ?"
_OF_TELLING = (
    "SELECT c.coding FROM codings c JOIN documents d ON d.document = c.document"
    " WHERE d.id = ? AND d.is_current AND c.id = ?"
)
_BESIDE = "SELECT coding FROM event_keys WHERE key = ? AND last_day BETWEEN ? AND ? AND first_day <= ?"
_LONG_BESIDE = "SELECT coding FROM event_keys WHERE key = ? AND last_day >= ? AND first_day <= ?"
_INSERT_KEY = "INSERT OR IGNORE INTO event_keys (key, last_day, first_day, coding) VALUES (?, ?, ?, ?)"
_PART_OF = "SELECT part FROM event_codings WHERE coding = ?"
_OF_PART = "SELECT coding FROM event_codings WHERE part = ?"
_EVENTS_OF_PART = "SELECT DISTINCT event FROM event_codings WHERE part = ? AND event IS NOT NULL"
_INSERT_EVENT = (
    "INSERT INTO events (id, type, quad, intensity, modality, historical, symmetric, first_day, last_day,"
    " date_precision, date_implicit, place_name, place_country, lat, lon, place_precision, dead, injured, arrested,"
    " size, n_codings, n_reports, n_texts, n_outlets, first_report, last_report, face)"
    f" VALUES ({', '.join('?' * 27)})"
)
# as coded: a correction applies where they are read
_FACE_PARTIES = (
    "SELECT side, name, code, country, sector, role FROM parties WHERE coding = ? AND side IN ('source', 'target')"
    " ORDER BY side, position"
)
_INSERT_PARTY = (
    "INSERT INTO event_parties (event, side, position, name, code, country, sector, role)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_CODING = (
    "INSERT INTO event_codings (coding, event, part, standing, beside, score, why) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_BATCH, _LEAST = 500, 50
_LONG_S = 3.0
_LONG = timedelta(days=60)
_LONG_MARK = "~"


@dataclass(slots=True)
class Merged:
    """What a run did: codings it looked at, and the events there are at its end."""

    codings: int = 0
    events: int = 0


def merge_new(
    connection: sqlite3.Connection, *, told: Callable[[Merged], None] | None = None, batch: int = _BATCH
) -> Merged:
    """Merge the codings that came in since the last run, and undo what left or was judged; `told` after each batch.

    A batch that took long is followed by a smaller one, so that other writers need not wait. Raises sqlite3.Error where
    the record cannot be written.
    """
    done = Merged()
    while True:
        begun = time.monotonic()
        with transaction(connection):
            n, is_more = _Step(connection).take(batch)
        if time.monotonic() - begun > _LONG_S:
            batch = max(_LEAST, batch // 2)
        done.codings += n
        if told is not None:
            told(done)
        if not is_more:
            done.events = connection.execute("SELECT count(*) FROM events").fetchone()[0]
            return done


def is_behind(connection: sqlite3.Connection) -> bool:
    """Whether documents, codings, judgements or corrections of actors have come in since the last run."""
    state = connection.execute(_STATE).fetchone()
    newest = (*connection.execute(_LAST).fetchone(), *connection.execute(_LAST_SAID).fetchone())
    return tuple(state) != newest


def rebuild(connection: sqlite3.Connection, *, told: Callable[[Merged], None] | None = None) -> Merged:
    """Forget all events, and merge the whole record anew. Judgements stay."""
    with transaction(connection):
        for table in ("event_codings", "event_parties", "events", "event_keys"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute(_MARK, (0, 0, 0, 0))
    return merge_new(connection, told=told)


class _Step:
    """One batch of merging, inside its transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._loader = Loader(connection)
        self._judged = judged_in(connection)

    def take(self, limit: int) -> tuple[int, bool]:
        """Merge up to so many new codings; how many there were, and whether more are left."""
        last_coding, last_document, last_judgement, last_correction = self._connection.execute(_STATE).fetchone()
        new = [row["coding"] for row in self._connection.execute(_NEW, (last_coding, limit + 1))]
        is_more, new = len(new) > limit, new[:limit]
        dirty = self._drop_gone(last_document)
        dirty |= {row[0] for row in self._connection.execute(_RECOUNTED, (last_document,))}
        again, parts = self._drop(self._connection.execute(_CORRECTED, (last_correction,)).fetchall())
        dirty |= parts | self._parts(self._judged_since(last_judgement))
        placed = sorted({*new, *again})
        dirty |= self._parts(self._beside(placed))
        self._redo(placed, dirty)
        newest, document = self._connection.execute(_LAST).fetchone()
        said = self._connection.execute(_LAST_SAID).fetchone()
        self._connection.execute(_MARK, (new[-1] if is_more else newest, document, *said))
        return len(new), is_more

    def _drop_gone(self, last_document: int) -> set[int]:
        return self._drop(self._connection.execute(_GONE, (last_document,)).fetchall())[1]

    def _drop(self, rows: Sequence[tuple[int, int]]) -> tuple[list[int], set[int]]:
        """Take codings, with the part of each, out of the events and the keys; the codings, and their parts."""
        parts = {part for _, part in rows}
        for part in parts:
            self._forget(part)
        left = [(coding,) for coding, _ in rows]
        self._connection.executemany("DELETE FROM event_codings WHERE coding = ?", left)
        self._connection.executemany("DELETE FROM event_keys WHERE coding = ?", left)
        return [coding for (coding,) in left], parts

    def _judged_since(self, last: int) -> set[int]:
        pairs = self._connection.execute(_JUDGED, (last,)).fetchall()
        return {coding for pair in pairs for telling in pair for coding in self._codings_of(telling)}

    def _codings_of(self, telling: str) -> list[int]:
        document, _, coding = telling.rpartition("#")
        return [row[0] for row in self._connection.execute(_OF_TELLING, (document, coding))]

    def _beside(self, new: Sequence[int]) -> set[int]:
        """The codings that some new one is tied to; the new ones become findable."""
        loaded = self._loader.of(new)
        tellings = {coding: loaded[coding].tellings[coding] for coding in new}
        for coding, telling in tellings.items():
            self._insert_keys(coding, telling)
        near = {coding: self._compared(telling) - {coding} for coding, telling in tellings.items()}
        others = self._loader.of({other for found in near.values() for other in found})
        tied = set[int]()
        for coding, telling in tellings.items():
            for other in near[coding] - tied:
                a, b = sorted((telling, others[other].tellings[other]), key=lambda t: t.id)
                found = match(a, b)
                if found is not None and is_tie(found):
                    tied.add(other)
        for one in {loaded[coding].document.id: loaded[coding] for coding in new}.values():
            number = {t.id: c for c, t in one.tellings.items()}
            tied |= {number[t] for pair in same_acts(list(one.tellings.values())) for t in pair}
        ids = {t.id for t in tellings.values()}
        judged = {t for pair in self._judged.together if ids & set(pair) for t in pair}
        return tied | {coding for t in judged for coding in self._codings_of(t)}

    def _compared(self, telling: Telling) -> set[int]:
        reach = blocking.reach_of(telling)
        if reach is None:
            return set()
        first, last = reach
        days = (first.isoformat(), _later(last).isoformat(), last.isoformat())
        found = set[int]()
        for key in blocking.looked_up(telling):
            if last - first > _LONG:
                found.update(r[0] for r in self._connection.execute(_LONG_BESIDE, (key, days[0], days[2])))
            else:
                found.update(r[0] for r in self._connection.execute(_BESIDE, (key, *days)))
            found.update(r[0] for r in self._connection.execute(_LONG_BESIDE, (_LONG_MARK + key, days[0], days[2])))
        return found

    def _insert_keys(self, coding: int, telling: Telling) -> None:
        place = blocking.place_of(telling)
        if place is not None:
            mark = _LONG_MARK if place.last - place.first > _LONG else ""
            days = place.last.isoformat(), place.first.isoformat()
            self._connection.executemany(_INSERT_KEY, [(mark + key, *days, coding) for key in place.keys])

    def _parts(self, codings: Iterable[int]) -> set[int]:
        rows = (self._connection.execute(_PART_OF, (coding,)).fetchone() for coding in codings)
        return {row[0] for row in rows if row is not None}

    def _redo(self, new: Sequence[int], dirty: set[int]) -> None:
        """Group the new codings and those of the dirty parts anew, and store what comes of it."""
        codings = set(new)
        for part in sorted(dirty):
            codings |= {row[0] for row in self._connection.execute(_OF_PART, (part,))}
        for part in sorted(dirty):
            self._forget(part)
            self._connection.execute("DELETE FROM event_codings WHERE part = ?", (part,))
        loaded = self._loader.of(codings)
        number = {loaded[c].tellings[c].id: c for c in sorted(codings)}
        web = web_of((loaded[c].tellings[c] for c in sorted(codings)), self._judged)
        for tellings in parts_of(web):
            least = min(number[t] for t in tellings)
            for group in groups_of(web, tellings):
                event = self._store(group, number) if group.founding else None
                for telling in (*group.founding, *group.attached):
                    standing = "alone" if event is None else "founds" if telling in group.founding else "attached"
                    beside = best_beside(web, group, telling)
                    values = (number.get(beside.other) if beside.other else None, beside.score, json.dumps(beside.why))
                    self._connection.execute(_INSERT_CODING, (number[telling], event, least, standing, *values))

    def _store(self, group: Group, number: dict[str, int]) -> int:
        rows = [number[t] for t in group.founding]
        loaded = self._loader.of(rows)
        members = [Member(loaded[c].document, loaded[c].codings[c], loaded[c].reports) for c in rows]
        event = event_of(id_of(group.founding, members), members)
        stored = self._connection.execute(_INSERT_EVENT, _values(event, rows[event.face])).lastrowid
        parties = dict.fromkeys(map(tuple, self._connection.execute(_FACE_PARTIES, (rows[event.face],))))
        for side in ("source", "target"):
            actors = [actor for of, *actor in parties if of == side]
            placed = [(stored, side, at, *actor) for at, actor in enumerate(actors)]
            self._connection.executemany(_INSERT_PARTY, placed)
        return int(stored or 0)

    def _forget(self, part: int) -> None:
        for (event,) in self._connection.execute(_EVENTS_OF_PART, (part,)).fetchall():
            self._connection.execute("UPDATE event_codings SET event = NULL WHERE event = ?", (event,))
            self._connection.execute("DELETE FROM event_parties WHERE event = ?", (event,))
            self._connection.execute("DELETE FROM events WHERE event = ?", (event,))


def id_of(tellings: Sequence[str], members: Sequence[Member]) -> str:
    """The id of an event: that of its earliest report's telling, so that the order of adding does not matter."""
    days = [m.document.published for m in members]
    first = min(zip((day is None for day in days), (day or date.max for day in days), tellings, strict=True))
    return sha256(first[2].encode("utf-8")).hexdigest()[:16]


def _values(event: Event, face: int) -> tuple[object, ...]:
    when, where, numbers = event.when, event.where, event.numbers
    return (
        *(event.id, event.type, event.quad, event.intensity, event.modality, int(event.historical)),
        int(event.symmetric),
        *((_iso(when.first_day), _iso(when.last_day), when.precision, int(when.implicit)) if when else (None,) * 4),
        *((where.name, where.country, where.lat, where.lon, where.precision) if where else (None,) * 5),
        *(numbers.dead, numbers.injured, numbers.arrested, numbers.size),
        *(event.n_codings, event.n_reports, event.n_texts, event.n_outlets),
        *(_iso(event.first_report), _iso(event.last_report), face),
    )


def _later(day: date) -> date:
    return day + _LONG if date.max - day > _LONG else date.max


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
